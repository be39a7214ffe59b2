//! The body of an answer: at once, or trickling over a time.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};
use tokio::time::{Sleep, sleep};

/// In how many pieces a slow body trickles.
const PIECES: u32 = 20;

/// A body with its pace.
#[derive(Debug)]
pub(super) struct Drip {
    left: Bytes,
    pace: Option<Pace>,
}

#[derive(Debug)]
struct Pace {
    piece: usize,
    pause: Duration,
    next: Pin<Box<Sleep>>,
}

impl Drip {
    pub(super) fn new(body: Bytes, over: Duration) -> Self {
        let pace = (!over.is_zero()).then(|| {
            let pause = over / PIECES;
            let piece = body.len().div_ceil(PIECES as usize).max(1);
            Pace { piece, pause, next: Box::pin(sleep(pause)) }
        });
        Self { left: body, pace }
    }
}

impl Body for Drip {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let this = self.get_mut();
        if this.left.is_empty() {
            return Poll::Ready(None);
        }
        let piece = match &mut this.pace {
            None => this.left.len(),
            Some(pace) => {
                ready!(pace.next.as_mut().poll(cx));
                pace.next = Box::pin(sleep(pace.pause));
                pace.piece.min(this.left.len())
            }
        };
        Poll::Ready(Some(Ok(Frame::data(this.left.split_to(piece)))))
    }

    fn is_end_stream(&self) -> bool {
        self.left.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left.len() as u64)
    }
}
