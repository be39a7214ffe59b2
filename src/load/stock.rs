//! Saved events that are sent again: they come in pages from whoever reads them, so that memory stays
//! flat, and each is made ready by the worker that sends it, when its time has come.

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use std::vec;

use bytes::Bytes;
use tokio::sync::{self, mpsc};

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
pub struct Stock {
    /// Locked for moments only: who takes a delivery waits for nobody who is asleep.
    shelf: Mutex<Shelf>,
    pages: sync::Mutex<mpsc::Receiver<Page>>,
}

#[derive(Debug)]
struct Shelf {
    page: vec::IntoIter<Parcel>,
    /// When the one before was or is to be begun.
    before: Option<Instant>,
}

impl Stock {
    /// The pages as they come; they end when their sender is dropped.
    #[must_use]
    pub fn new(pages: mpsc::Receiver<Page>) -> Self {
        let shelf = Shelf { page: Vec::new().into_iter(), before: None };
        Self { shelf: Mutex::new(shelf), pages: sync::Mutex::new(pages) }
    }

    /// Waits for the next delivery and for its time. `None` at the end.
    pub(super) async fn next(&self) -> Result<Option<Parcel>, Error> {
        loop {
            let taken = self.shelf().take();
            if let Some((parcel, wait)) = taken {
                if !wait.is_zero() {
                    tokio::time::sleep(wait).await;
                }
                return Ok(Some(parcel));
            }
            let mut pages = self.pages.lock().await;
            // Whoever had the lock before may have filled it.
            let is_bare = self.shelf().page.as_slice().is_empty();
            if is_bare {
                let Some(page) = pages.recv().await else { return Ok(None) };
                self.shelf().page = page?.into_iter();
            }
        }
    }

    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shelf {
    /// The next delivery, and how long it is until its time.
    fn take(&mut self) -> Option<(Parcel, Duration)> {
        let parcel = self.page.next()?;
        let now = Instant::now();
        // A wait beyond what a clock counts never ends.
        let due = self.before.and_then(|before| before.checked_add(parcel.gap));
        let wait = match self.before {
            Some(_) => due.map_or(Duration::MAX, |due| due.saturating_duration_since(now)),
            None => Duration::ZERO,
        };
        self.before = now.checked_add(wait);
        Some((parcel, wait))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::sync::mpsc;

    use super::{Parcel, Stock};
    use crate::error::Error;

    fn parcel(gap: u64) -> Parcel {
        Parcel { gap: Duration::from_millis(gap), make: Box::new(|| Err(Error::no("unmade"))) }
    }

    #[tokio::test]
    async fn each_waits_from_the_time_of_the_one_before_whoever_takes_it() {
        let (pages, stock) = mpsc::channel(2);
        let stock = Stock::new(stock);
        assert!(stock.shelf().take().is_none());
        pages.send(Ok([60_000, 40_000, 0, 40_000].map(parcel).into())).await.expect("a shelf");
        // The first of a run waits for nothing.
        let first = stock.next().await.expect("a page").expect("a delivery");
        assert_eq!(first.gap, Duration::from_secs(60));
        for sum in [40, 40, 80] {
            let (_, wait) = stock.shelf().take().expect("a delivery");
            let late = Duration::from_secs(sum).saturating_sub(wait);
            assert!(late < Duration::from_secs(20), "{wait:?} for {sum} s");
        }
        pages.send(Ok(vec![parcel(0)])).await.expect("a shelf");
        drop(pages);
        assert!(stock.shelf().take().is_none());
    }

    #[tokio::test]
    async fn it_ends_with_its_pages_or_says_why_there_are_no_more() {
        let (pages, stock) = mpsc::channel(2);
        let stock = Stock::new(stock);
        pages.send(Ok(vec![parcel(0)])).await.expect("a shelf");
        pages.send(Err(Error::store("unreadable"))).await.expect("a shelf");
        drop(pages);
        assert!(stock.next().await.expect("a page").is_some());
        assert!(stock.next().await.is_err());
        assert!(stock.next().await.expect("no page").is_none());
    }
}
