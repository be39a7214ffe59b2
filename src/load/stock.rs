//! Saved events that are sent again: they come in pages from whoever reads them, so that memory stays
//! flat, and each is made ready by the worker that sends it, when its time has come.

use std::fmt;
use std::time::{Duration, Instant};
use std::vec;

use bytes::Bytes;
use tokio::sync::{Mutex, mpsc};

use crate::client::target::Target;
use crate::contract::header::HeaderList;
use crate::error::Error;

/// A request but for what the connection adds.
pub struct Ready {
    /// Where it goes.
    pub target: Target,
    /// The headers, what `-H` sets included.
    pub headers: HeaderList,
    /// The body.
    pub body: Bytes,
}

/// One delivery of a saved event.
pub struct Parcel {
    /// How long after the start of the one before.
    pub gap: Duration,
    /// Makes what is sent, signature and timestamp of now included.
    pub make: Box<dyn FnOnce() -> Result<Ready, Error> + Send>,
}

impl fmt::Debug for Parcel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Parcel").field("gap", &self.gap).finish_non_exhaustive()
    }
}

/// Some deliveries in order, or why there are no more.
pub type Page = Result<Vec<Parcel>, Error>;

/// The deliveries of a run, one after the other.
#[derive(Debug)]
pub struct Stock(Mutex<Shelf>);

#[derive(Debug)]
struct Shelf {
    pages: mpsc::Receiver<Page>,
    page: vec::IntoIter<Parcel>,
    /// When the one before was begun.
    before: Option<Instant>,
}

impl Stock {
    /// The pages as they come; they end when their sender is dropped.
    #[must_use]
    pub fn new(pages: mpsc::Receiver<Page>) -> Self {
        Self(Mutex::new(Shelf { pages, page: Vec::new().into_iter(), before: None }))
    }

    /// Waits for the next delivery and for its time; those who ask later wait behind. `None` at the
    /// end.
    pub(super) async fn next(&self) -> Result<Option<Parcel>, Error> {
        let mut shelf = self.0.lock().await;
        let parcel = loop {
            if let Some(parcel) = shelf.page.next() {
                break parcel;
            }
            match shelf.pages.recv().await {
                Some(page) => shelf.page = page?.into_iter(),
                None => return Ok(None),
            }
        };
        let now = Instant::now();
        let wait = match shelf.before {
            Some(before) => parcel.gap.saturating_sub(now - before),
            None => Duration::ZERO,
        };
        if !wait.is_zero() {
            tokio::time::sleep(wait).await;
        }
        // A wait beyond what a clock counts never ends.
        shelf.before = now.checked_add(wait);
        Ok(Some(parcel))
    }
}
