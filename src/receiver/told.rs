//! What a listener has to tell: arrivals, and attempts at what it has acknowledged.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use tokio::sync::mpsc;

use super::arrival::Arrival;
use crate::contract::envelope::Envelope;
use crate::contract::freshness::Freshness;
use crate::contract::signature::Verification;
use crate::delivery::attempt::Attempt;
use crate::delivery::engine::Report;
use crate::store::StoreError;
use crate::store::event::Recorded;

/// One thing to tell.
#[derive(Debug)]
pub enum Told {
    /// A request that was dealt with.
    Arrival(Box<Shown>),
    /// An attempt under `--ack-first`.
    Attempt(Box<Report>),
    /// The store fails, so what was acknowledged has to wait.
    Trouble(StoreError),
}

/// An arrival that was dealt with.
#[derive(Debug)]
pub struct Shown {
    /// The request; without its body where that is too large to be shown.
    pub arrival: Arrival,
    /// Bytes of the body.
    pub size: u64,
    /// What its body says it is.
    pub envelope: Envelope,
    /// The verdict on its signature.
    pub verification: Verification,
    /// What its timestamp says.
    pub freshness: Freshness,
    /// What recording found out, or why it failed.
    pub recorded: Result<Recorded, StoreError>,
    /// What was answered; `None` when a script left the request unanswered.
    pub status: Option<u16>,
    /// The attempt of a pass-through.
    pub attempt: Option<Attempt>,
}

/// Where arrivals go to be shown. A slow reader loses lines, never events.
#[derive(Debug)]
pub struct Display {
    /// The queue of the printer.
    pub queue: mpsc::Sender<Told>,
    /// Counts what found the queue full.
    pub missed: Arc<AtomicU64>,
    /// The largest body that is handed on to be shown; a queue of larger ones would fill memory.
    pub largest_body: usize,
}

impl Display {
    /// Hands an arrival on, or counts it.
    pub fn show(&self, mut shown: Shown) {
        if shown.arrival.body.len() > self.largest_body {
            shown.arrival.body = Bytes::new();
        }
        if self.queue.try_send(Told::Arrival(Box::new(shown))).is_err() {
            self.missed.fetch_add(1, Ordering::Relaxed);
        }
    }
}
