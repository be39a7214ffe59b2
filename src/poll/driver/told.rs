//! What the driver tells while it works; whoever shows it may be slower than the API.

use jiff::Timestamp;
use tokio::sync::mpsc::{Sender, channel};

use super::ledger::Limit;
use crate::api::BadRow;
use crate::delivery::engine::Report;
use crate::error::Error;
use crate::poll::budget::Allowance;
use crate::poll::feed::Feed;
use crate::poll::guard::Verdict;
use crate::poll::note::Note;
use crate::store::StoreError;
use crate::store::event::NewEvent;

/// An event that was derived and is on disk.
#[derive(Clone, Debug)]
pub struct Polled {
    /// Its short number.
    pub number: i64,
    /// As it was recorded.
    pub event: NewEvent,
}

/// Something worth showing.
#[derive(Debug)]
pub enum Told {
    /// An attempt to deliver was made.
    Attempt(Box<Report>),
    /// Deliveries wait until the log works again.
    Stuck(StoreError),
    /// Something could not be read, or a whole cycle failed; polling goes on.
    Refused(Box<Error>),
    /// A cycle is over.
    Cycle(Rest),
    /// The next cycle is not due before then.
    Early(Timestamp),
    /// A part of a long reading is done.
    Progress {
        /// What is read.
        what: String,
        /// Resources so far.
        read: u64,
        /// Of how many.
        total: Option<u64>,
    },
    /// A feed has its baseline: from here on changes are events.
    Baseline {
        /// What was read.
        feed: Feed,
        /// The list or campaign it belongs to; empty for the others.
        of: String,
        /// How many resources it holds.
        known: u64,
    },
    /// A change became an event.
    Event(Box<Polled>),
    /// A row is odd.
    Note(Note),
    /// A row could not be used.
    BadRow {
        /// What was read.
        feed: Feed,
        /// The row.
        row: BadRow,
    },
    /// A reading is not believed, wholly or in what is missing from it.
    Doubt {
        /// What was read.
        feed: Feed,
        /// Why.
        verdict: Verdict,
    },
    /// No call may be made for a while.
    Waiting {
        /// Which limit is reached.
        limit: Limit,
        /// When it is lifted.
        until: Timestamp,
    },
}

/// What is left after a cycle.
#[derive(Clone, Copy, Debug)]
pub struct Rest {
    /// Calls it made.
    pub calls: u64,
    /// Events that are new in the log.
    pub events: u64,
    /// What is left of the day's calls, as far as it is known.
    pub allowance: Allowance,
    /// When the next cycle begins; `None` for the last.
    pub next: Option<Timestamp>,
}

/// The driver's end of the queue.
#[derive(Clone, Debug)]
pub struct Teller(Sender<Told>);

impl Teller {
    /// Tells through this queue.
    #[must_use]
    pub fn new(queue: Sender<Told>) -> Self {
        Self(queue)
    }

    /// Tells nobody.
    #[must_use]
    pub fn deaf() -> Self {
        Self(channel(1).0)
    }

    /// Tells without waiting; what does not fit is left out.
    pub fn try_tell(&self, told: Told) {
        let _ = self.0.try_send(told);
    }

    /// Tells; when nobody listens any more it is nobody's loss: the log has the events.
    pub async fn tell(&self, told: Told) {
        let _ = self.0.send(told).await;
    }
}
