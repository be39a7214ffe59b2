//! The body of an answer: at once, trickling over a time, broken off, or fed as things happen.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};
use tokio::sync::mpsc;
use tokio::time::{Sleep, sleep};

use super::patience::Answering;
use super::seat::Turn;

/// In how many pieces a slow body trickles.
const PIECES: u32 = 20;

/// A body with its pace.
#[derive(Debug)]
pub(super) struct Drip {
    left: Bytes,
    pace: Option<Pace>,
    /// Bytes until it breaks off.
    cut: Option<usize>,
    /// Whether what came before the break had its chance to leave.
    flushed: bool,
    /// What follows.
    feed: Option<mpsc::Receiver<Bytes>>,
    /// Set while a feed is open: no deadline of the connection runs, and its place is not free.
    under_way: Option<(Answering, Turn)>,
}

/// A body that ends before its announced length, on purpose.
#[derive(Debug, thiserror::Error)]
#[error("broken off")]
pub(super) struct BrokenOff;

#[derive(Debug)]
struct Pace {
    piece: usize,
    pause: Duration,
    next: Pin<Box<Sleep>>,
}

impl Drip {
    pub(super) fn new(body: Bytes, over: Duration, cut: Option<usize>) -> Self {
        let pace = (!over.is_zero()).then(|| {
            let pause = over / PIECES;
            let piece = body.len().div_ceil(PIECES as usize).max(1);
            Pace { piece, pause, next: Box::pin(sleep(pause)) }
        });
        Self { left: body, pace, cut, flushed: false, feed: None, under_way: None }
    }

    /// The same with something to follow.
    pub(super) fn followed_by(self, feed: Option<mpsc::Receiver<Bytes>>) -> Self {
        Self { feed, ..self }
    }

    /// Keeps the request open for as long as there is a feed; without one it is answered now.
    pub(super) fn keep_open(&mut self, under_way: (Answering, Turn)) {
        if self.feed.is_some() {
            self.under_way = Some(under_way);
        }
    }
}

impl Body for Drip {
    type Data = Bytes;
    type Error = BrokenOff;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BrokenOff>>> {
        let this = self.get_mut();
        if this.left.is_empty() {
            let Some(feed) = &mut this.feed else {
                return Poll::Ready(None);
            };
            return feed.poll_recv(cx).map(|fed| fed.map(|bytes| Ok(Frame::data(bytes))));
        }
        if this.cut == Some(0) {
            if !this.flushed {
                this.flushed = true;
                cx.waker().wake_by_ref();
                return Poll::Pending;
            }
            return Poll::Ready(Some(Err(BrokenOff)));
        }
        let mut piece = match &mut this.pace {
            None => this.left.len(),
            Some(pace) => {
                ready!(pace.next.as_mut().poll(cx));
                pace.next = Box::pin(sleep(pace.pause));
                pace.piece.min(this.left.len())
            }
        };
        if let Some(cut) = &mut this.cut {
            piece = piece.min(*cut);
            *cut -= piece;
        }
        Poll::Ready(Some(Ok(Frame::data(this.left.split_to(piece)))))
    }

    fn is_end_stream(&self) -> bool {
        self.left.is_empty() && self.feed.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        match self.feed {
            None => SizeHint::with_exact(self.left.len() as u64),
            Some(_) => SizeHint::default(),
        }
    }
}
