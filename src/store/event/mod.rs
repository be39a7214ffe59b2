//! Events: what arrived, was sent, was derived or was imported, byte for byte.

mod bodies;
mod filter;
mod id;
mod insert;
mod page;
mod point;
mod prune;
mod read;
mod stats;

use std::time::Duration;

use bytes::Bytes;
use jiff::Timestamp;

use crate::contract::freshness::Freshness;
use crate::contract::header::HeaderList;
use crate::contract::signature::Verdict;

use super::delivery::State;

pub use bodies::{Nearby, bodies};
pub use filter::{EventFilter, Order};
pub use id::{Resolve, of_delivery, resolve};
pub use insert::insert;
pub use page::{Page, page};
pub use point::{Point, points};
pub use prune::{Pending, Space, compact, numbers_of, remove, space, with_pending};
pub use read::{captured, for_each, get, get_within, is_known, known_ids, list, newest, row};
pub use stats::{DeliveryStats, Stats, stats};

pub(super) use filter::Conditions;
pub(super) use read::{Cursor, numbers};

/// What wrote an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// Composed here.
    Send,
    /// Arrived.
    Listen,
    /// An earlier event, again.
    Replay,
    /// Derived from the API.
    Poll,
    /// Read from a file.
    Import,
}

impl Source {
    /// All sources, for parsing and for help texts.
    pub const ALL: [Self; 5] = [Self::Send, Self::Listen, Self::Replay, Self::Poll, Self::Import];

    /// The word used on screen, in JSON and in the store.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Send => "send",
            Self::Listen => "listen",
            Self::Replay => "replay",
            Self::Poll => "poll",
            Self::Import => "import",
        }
    }

    /// Reads what [`Source::as_str`] wrote.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|source| source.as_str() == word)
    }
}

/// An event to record.
#[derive(Clone, Debug)]
pub struct NewEvent {
    /// What wrote it.
    pub source: Source,
    /// When it arrived, was composed or was derived.
    pub received_at: Timestamp,
    /// HTTP method.
    pub method: String,
    /// Path and query.
    pub path: String,
    /// Address of the sender.
    pub peer: Option<String>,
    /// As received.
    pub headers: HeaderList,
    /// As received.
    pub body: Bytes,
    /// Name of the event, where the body says one.
    pub event: Option<String>,
    /// `X-LeadLex-Delivery-ID`.
    pub delivery_id: Option<String>,
    /// What the signature turned out to be.
    pub verdict: Verdict,
    /// The secret that matched.
    pub fingerprint: Option<String>,
    /// What the timestamp header says.
    pub freshness: Freshness,
    /// The event this one repeats.
    pub replay_of: Option<i64>,
    /// Whether it may be evicted: rejected, or unverified beyond loopback. A verified event never
    /// is, whatever this says.
    pub ring: bool,
}

/// What recording an event found out about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The short number, counted from 1 and never used twice.
    pub number: i64,
    /// The first verified arrival with the same id and the same body.
    pub duplicate_of: Option<i64>,
    /// The first verified arrival with the same id, when its body is another: a new event.
    pub id_reused: Option<i64>,
    /// For an arrival without an id: the first such with the same body. No verdict.
    pub same_body_as: Option<i64>,
}

/// An event without its headers and body.
#[derive(Clone, Debug, PartialEq)]
pub struct EventRow {
    /// The short number.
    pub number: i64,
    /// What wrote it.
    pub source: Source,
    /// When it arrived, was composed or was derived.
    pub received_at: Timestamp,
    /// HTTP method.
    pub method: String,
    /// Path and query.
    pub path: String,
    /// Address of the sender.
    pub peer: Option<String>,
    /// Name of the event, where the body says one.
    pub event: Option<String>,
    /// `X-LeadLex-Delivery-ID`.
    pub delivery_id: Option<String>,
    /// What the signature turned out to be.
    pub verdict: Verdict,
    /// The secret that matched.
    pub fingerprint: Option<String>,
    /// What the timestamp header said.
    pub freshness: Freshness,
    /// See [`Recorded::duplicate_of`].
    pub duplicate_of: Option<i64>,
    /// See [`Recorded::id_reused`].
    pub id_reused: Option<i64>,
    /// See [`Recorded::same_body_as`].
    pub same_body_as: Option<i64>,
    /// The event this one repeats.
    pub replay_of: Option<i64>,
    /// Bytes of the body.
    pub size: u64,
    /// How its latest delivery stands, if it has one.
    pub outcome: Option<LastOutcome>,
}

/// How the latest delivery of an event stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastOutcome {
    /// Where it is in its life.
    pub state: State,
    /// Status of the last answer.
    pub status: Option<u16>,
    /// How long the last attempt took.
    pub latency: Option<Duration>,
    /// Attempts made.
    pub attempts: u32,
}

/// Of an event, what another delivery of it is made from.
#[derive(Clone, Debug, PartialEq)]
pub struct Captured {
    /// When it was recorded.
    pub received_at: Timestamp,
    /// Path and query.
    pub path: String,
    /// As received, in the form of [`HeaderList::as_block`]: who needs them reads them.
    pub header_block: Vec<u8>,
    /// As received.
    pub body: Bytes,
}

/// An event whole.
#[derive(Clone, Debug, PartialEq)]
pub struct EventRecord {
    /// All but headers and body.
    pub row: EventRow,
    /// As received.
    pub headers: HeaderList,
    /// As received.
    pub body: Vec<u8>,
}
