//! When the next delivery is due. Closed: as soon as somebody is free. Open: at its own time, whoever
//! is free, so that a stall of the endpoint shows in the latencies instead of slowing the sender down.
//! Saved events: when the stock says so.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use tokio::sync::Semaphore;

use super::stock::{Parcel, Stock};
use crate::error::Error;

/// The longest nap of the clock: how soon it notices that the run is over.
const NAP: Duration = Duration::from_millis(50);

/// Hands out the numbers of deliveries, each when it is due.
#[derive(Debug)]
pub(super) struct Pace {
    taken: AtomicU64,
    limit: Option<u64>,
    is_over: AtomicBool,
    rhythm: Option<Rhythm>,
    stock: Option<Stock>,
}

#[derive(Debug)]
struct Rhythm {
    start: Instant,
    /// Deliveries a second.
    rate: f64,
    due: Semaphore,
}

/// Leave to make one delivery.
#[derive(Debug)]
pub(super) struct Ticket {
    /// Counted from 0.
    pub(super) number: u64,
    /// When it was to be sent, where that was decided beforehand.
    pub(super) intended: Option<Instant>,
    /// What is sent, where it is not cast anew.
    pub(super) parcel: Option<Parcel>,
}

impl Pace {
    /// Starts now.
    pub(super) fn start(limit: Option<u64>, rate: Option<f64>, stock: Option<Stock>) -> Arc<Self> {
        let rhythm =
            rate.map(|rate| Rhythm { start: Instant::now(), rate, due: Semaphore::new(0) });
        let pace = Arc::new(Self {
            taken: AtomicU64::new(0),
            limit,
            is_over: AtomicBool::new(false),
            rhythm,
            stock,
        });
        if pace.rhythm.is_some() {
            // A thread of its own: the runtime's timer knows milliseconds only.
            let clock = Arc::clone(&pace);
            thread::spawn(move || clock.tick());
        }
        pace
    }

    /// Waits until a delivery is due; `None` when there is none any more.
    ///
    /// # Errors
    /// Why the stock ended early.
    pub(super) async fn next(&self) -> Result<Option<Ticket>, Error> {
        if let Some(rhythm) = &self.rhythm {
            match rhythm.due.acquire().await {
                Ok(due) => due.forget(),
                Err(_) => return Ok(None),
            }
        }
        let parcel = match &self.stock {
            Some(stock) => match stock.next().await? {
                Some(parcel) => Some(parcel),
                None => return Ok(None),
            },
            None => None,
        };
        if self.is_over.load(Ordering::Acquire) {
            return Ok(None);
        }
        let number = self.taken.fetch_add(1, Ordering::Relaxed);
        if self.limit.is_some_and(|limit| number >= limit) {
            self.taken.fetch_sub(1, Ordering::Relaxed);
            self.close();
            return Ok(None);
        }
        let intended = self.rhythm.as_ref().map(|rhythm| rhythm.at(number));
        Ok(Some(Ticket { number, intended, parcel }))
    }

    /// Nothing more is due.
    pub(super) fn close(&self) {
        self.is_over.store(true, Ordering::Release);
        if let Some(rhythm) = &self.rhythm {
            rhythm.due.close();
        }
    }

    /// How many were handed out.
    pub(super) fn taken(&self) -> u64 {
        self.taken.load(Ordering::Relaxed)
    }

    /// How many were due by then and not handed out: nobody was free.
    pub(super) fn missed(&self, at: Instant) -> u64 {
        let Some(rhythm) = &self.rhythm else { return 0 };
        let due = rhythm.due_by(at);
        self.limit.map_or(due, |limit| due.min(limit)).saturating_sub(self.taken())
    }

    fn tick(&self) {
        let Some(rhythm) = &self.rhythm else { return };
        let mut released = 0;
        while !self.is_over.load(Ordering::Acquire) {
            // One past the limit tells whoever waits that it is reached.
            let last = self.limit.map_or(u64::MAX, |limit| limit.saturating_add(1));
            let due = rhythm.due_by(Instant::now()).min(last);
            if let Ok(more @ 1..) = usize::try_from(due.saturating_sub(released)) {
                rhythm.due.add_permits(more.min(Semaphore::MAX_PERMITS / 2));
                released = due;
            }
            thread::sleep(rhythm.at(released).saturating_duration_since(Instant::now()).min(NAP));
        }
    }
}

impl Rhythm {
    fn at(&self, number: u64) -> Instant {
        #[expect(clippy::cast_precision_loss, reason = "exact below 2^53 deliveries")]
        let seconds = number as f64 / self.rate;
        self.start + Duration::try_from_secs_f64(seconds).unwrap_or(Duration::from_secs(1 << 32))
    }

    fn due_by(&self, at: Instant) -> u64 {
        let elapsed = at.saturating_duration_since(self.start).as_secs_f64();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
        let due = (elapsed * self.rate) as u64;
        due.saturating_add(1)
    }
}
