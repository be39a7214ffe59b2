//! How the sender behaved: what it repeated, after which waits, with which ids and timestamps.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::witness::{Seen, Witness};
use crate::contract::retry::is_success;

/// Deliveries that are remembered; a sender that makes more is still answered.
const REMEMBERED: usize = 10_000;

/// The requests of one delivery.
#[derive(Clone, Debug)]
pub struct Conduct {
    /// `X-LeadLex-Delivery-ID`.
    pub delivery_id: String,
    /// The event's name.
    pub name: Option<String>,
    /// What each request was answered; `None` when nothing was.
    pub answers: Vec<Option<u16>>,
    /// The waits, each from an answer to the next request.
    pub waits: Vec<Duration>,
    /// How many different timestamps they carried.
    pub timestamps: usize,
    /// Whether a request had another body under the same id.
    pub id_reused: bool,
}

impl Conduct {
    /// Requests that came although the one before was answered 2xx.
    #[must_use]
    pub fn needless(&self) -> usize {
        let before = &self.answers[..self.answers.len().saturating_sub(1)];
        before.iter().filter(|answer| answer.is_some_and(is_success)).count()
    }

    /// Whether the last request got a 2xx.
    #[must_use]
    pub fn is_delivered(&self) -> bool {
        self.answers.last().copied().flatten().is_some_and(is_success)
    }
}

#[derive(Debug)]
struct Entry {
    order: usize,
    conduct: Conduct,
    last: Instant,
    known_timestamps: Vec<Option<String>>,
}

/// The study of one sender.
#[derive(Debug, Default)]
pub struct Behaviour {
    deliveries: Mutex<HashMap<String, Entry>>,
}

impl Behaviour {
    /// The deliveries in the order of their first request.
    #[must_use]
    pub fn conducts(&self) -> Vec<Conduct> {
        let deliveries = self.deliveries.lock().unwrap_or_else(PoisonError::into_inner);
        let mut all: Vec<&Entry> = deliveries.values().collect();
        all.sort_by_key(|entry| entry.order);
        all.iter().map(|entry| entry.conduct.clone()).collect()
    }
}

impl Witness for Behaviour {
    fn saw(&self, seen: &Seen) {
        let (true, Some(id)) = (seen.accepted, seen.delivery_id.as_ref()) else {
            return;
        };
        let mut deliveries = self.deliveries.lock().unwrap_or_else(PoisonError::into_inner);
        let order = deliveries.len();
        if let Some(entry) = deliveries.get_mut(id) {
            entry.again(seen);
        } else if order < REMEMBERED {
            deliveries.insert(id.clone(), Entry::first(order, id, seen));
        }
    }
}

impl Entry {
    fn first(order: usize, id: &str, seen: &Seen) -> Self {
        let conduct = Conduct {
            delivery_id: id.to_owned(),
            name: seen.name.clone(),
            answers: vec![seen.status],
            waits: Vec::new(),
            timestamps: 1,
            id_reused: false,
        };
        Self {
            order,
            conduct,
            last: seen.answered_at,
            known_timestamps: vec![seen.timestamp.clone()],
        }
    }

    fn again(&mut self, seen: &Seen) {
        self.conduct.answers.push(seen.status);
        self.conduct.waits.push(seen.at.saturating_duration_since(self.last));
        self.conduct.id_reused |= seen.id_reused;
        self.last = seen.answered_at;
        if !self.known_timestamps.contains(&seen.timestamp) {
            self.known_timestamps.push(seen.timestamp.clone());
            self.conduct.timestamps += 1;
        }
    }
}
