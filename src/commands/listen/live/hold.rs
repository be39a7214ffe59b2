//! What came while showing was paused.

use std::collections::VecDeque;

use crate::receiver::told::Told;

/// Lines that are shown afterwards; earlier ones are in the log.
const MOST: usize = 200;
/// Bytes of bodies that are held, for `-v`.
const MOST_BYTES: usize = 8 * 1024 * 1024;

/// The latest of them, and how many there were.
#[derive(Debug, Default)]
pub(super) struct Hold {
    kept: VecDeque<Told>,
    bytes: usize,
    count: u64,
}

impl Hold {
    pub(super) fn keep(&mut self, told: Told) {
        self.count += 1;
        self.bytes += bytes(&told);
        self.kept.push_back(told);
        while self.kept.len() > MOST || self.bytes > MOST_BYTES {
            let Some(oldest) = self.kept.pop_front() else { break };
            self.bytes -= bytes(&oldest);
        }
    }

    pub(super) fn count(&self) -> u64 {
        self.count
    }

    /// How many are too many to be shown, and the others.
    pub(super) fn release(self) -> (u64, VecDeque<Told>) {
        (self.count - self.kept.len() as u64, self.kept)
    }
}

fn bytes(told: &Told) -> usize {
    match told {
        Told::Arrival(shown) => shown.arrival.body.len(),
        Told::Attempt(_) | Told::Trouble(_) => 0,
    }
}
