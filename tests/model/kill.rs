//! A kill: work that is dropped where it waits, after it was woken so many times.

use std::pin::Pin;
use std::task::{Context, Poll};

/// Work that may be killed.
pub(crate) struct Mortal<F> {
    work: Pin<Box<F>>,
    left: usize,
}

/// Lets the work wait so many times, then drops it.
pub(crate) fn mortal<F: Future>(work: F, left: usize) -> Mortal<F> {
    Mortal { work: Box::pin(work), left }
}

impl<F: Future> Future for Mortal<F> {
    /// `None` when it was killed.
    type Output = Option<F::Output>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match self.work.as_mut().poll(context) {
            Poll::Ready(done) => Poll::Ready(Some(done)),
            Poll::Pending if self.left == 0 => Poll::Ready(None),
            Poll::Pending => {
                self.left -= 1;
                Poll::Pending
            }
        }
    }
}
