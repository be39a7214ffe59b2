//! The outbox: each delivery of an event, its attempts, and who is at work on it.

mod claim;
mod misdated;
#[cfg(test)]
mod order;
mod read;
mod recorded;
#[cfg(test)]
mod tests;
mod write;

use std::time::Duration;

use jiff::Timestamp;

use crate::contract::header::HeaderList;
use crate::contract::retry::RetrySchedule;

pub use claim::{Claimed, claim_due, is_drained, next_due, next_free, pending, take};
pub use misdated::{Misdated, bring_forward, misdated};
pub use read::{AttemptRecord, DeliveryFilter, DeliveryRow, attempts, get, list};
pub use recorded::{Answers, RecordedAnswer};
pub use write::{Next, Which, cancel, cancel_owned, enqueue, finish_attempt, record_finished};

/// Where a delivery is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// To be tried when it is due.
    Pending,
    /// The endpoint answered 2xx.
    Delivered,
    /// Every attempt failed.
    Dead,
    /// Given up before its schedule ended.
    Cancelled,
}

impl State {
    /// All states, for parsing and for help texts.
    pub const ALL: [Self; 4] = [Self::Pending, Self::Delivered, Self::Dead, Self::Cancelled];

    /// The word used on screen, in JSON and in the store.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Delivered => "delivered",
            Self::Dead => "dead",
            Self::Cancelled => "cancelled",
        }
    }

    /// Reads what [`State::as_str`] wrote.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

/// Which `X-LeadLex-Timestamp` the attempts carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stamp {
    /// Each attempt gets the time at which it is made.
    Fresh,
    /// Each attempt carries what the stored headers say.
    Original,
}

impl Stamp {
    /// The word used in the store.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fresh => "fresh",
            Self::Original => "original",
        }
    }

    /// Reads what [`Stamp::as_str`] wrote.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Fresh, Self::Original].into_iter().find(|stamp| stamp.as_str() == word)
    }
}

/// A delivery to put into the outbox.
#[derive(Clone, Debug)]
pub struct NewDelivery {
    /// Number of the event.
    pub event: i64,
    /// The command and target that made it: only the same origin drains it by itself.
    pub origin: String,
    /// Full URL.
    pub target: String,
    /// Computed once, signature included: a restart needs no secret.
    pub headers: HeaderList,
    /// Which timestamp the attempts carry.
    pub stamp: Stamp,
    /// The waits between its attempts.
    pub schedule: RetrySchedule,
    /// When it is due first; also the time at which it was made.
    pub due: Timestamp,
    /// Already in the hands of this owner, for as long as the owner lives: no claim returns it
    /// before its first attempt is finished, not even the owner's own.
    pub owner: Option<String>,
    /// Deliveries of one origin with the same key go one after the other: this one is held while an
    /// earlier one is pending. `None` waits for nothing.
    pub order_key: Option<String>,
}

/// One attempt, made.
#[derive(Clone, Debug)]
pub struct NewAttempt {
    /// When it began.
    pub started_at: Timestamp,
    /// From connecting to the end of the answer's head, or to the failure.
    pub latency: Duration,
    /// As sent.
    pub request_headers: HeaderList,
    /// What came of it.
    pub outcome: AttemptOutcome,
}

/// What came of an attempt: an answer, a failure, or both when an answer broke off.
#[derive(Clone, Debug, Default)]
pub struct AttemptOutcome {
    /// Status of the answer.
    pub status: Option<u16>,
    /// Headers of the answer.
    pub response_headers: HeaderList,
    /// The start of the answer's body, as much of it as the engine keeps.
    pub response_body: Vec<u8>,
    /// Bytes of the whole body.
    pub response_size: u64,
    /// One word for the failure, such as `timeout`.
    pub error_kind: Option<String>,
    /// The failure in full.
    pub error: Option<String>,
}

/// Waits as they are kept: microseconds, separated by commas.
fn schedule_text(schedule: &RetrySchedule) -> String {
    let waits = schedule.waits().iter().map(|wait| wait.as_micros().to_string());
    waits.collect::<Vec<_>>().join(",")
}

/// Reads what [`schedule_text`] wrote.
fn schedule(text: &str) -> Option<RetrySchedule> {
    let waits = text.split(',').filter(|wait| !wait.is_empty());
    let waits = waits.map(|wait| wait.parse().ok().map(Duration::from_micros));
    Some(RetrySchedule::from_waits(waits.collect::<Option<Vec<_>>>()?))
}
