//! Those who watch arrivals and must not miss one: expectations, and the study of the sender.

use std::time::Instant;

use crate::contract::signature::Verdict;

/// An arrival as its witnesses see it, before its answer leaves.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Its number in the log; `None` when it could not be stored.
    pub number: Option<i64>,
    /// The event's name.
    pub name: Option<String>,
    /// `X-LeadLex-Delivery-ID`.
    pub delivery_id: Option<String>,
    /// `X-LeadLex-Timestamp`, as sent.
    pub timestamp: Option<String>,
    /// The verdict on its signature.
    pub verdict: Verdict,
    /// Whether it is taken as an event.
    pub accepted: bool,
    /// Whether it has the id of an earlier one and another body.
    pub id_reused: bool,
    /// When its head was complete.
    pub at: Instant,
    /// When its answer was ready to leave: the sender waits from here.
    pub answered_at: Instant,
    /// What is answered; `None` when nothing is.
    pub status: Option<u16>,
}

/// Somebody who watches.
pub trait Witness: Send + Sync {
    /// Takes note of an arrival.
    fn saw(&self, seen: &Seen);
}
