//! Chance that one seed repeats: the same on every machine and in every version.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// A stream of its own for each seed and purpose, so that leaving events out never changes how the
/// others are shuffled.
pub(super) struct Chance(ChaCha8Rng);

impl Chance {
    /// The key of the stream is the seed and the purpose as they stand (24 bytes at most).
    pub(super) fn new(seed: u64, purpose: &str) -> Self {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        for (slot, byte) in key[8..].iter_mut().zip(purpose.bytes()) {
            *slot = byte;
        }
        Self(ChaCha8Rng::from_seed(key))
    }

    /// A number below `limit`, which is at least 1.
    fn below(&mut self, limit: usize) -> usize {
        let scaled = (u128::from(self.0.next_u64()) * limit as u128) >> 64;
        usize::try_from(scaled).unwrap_or_default()
    }

    /// Puts the first `count` places in random order, drawn from the whole list (Fisher and Yates,
    /// from the front).
    pub(super) fn draw<T>(&mut self, list: &mut [T], count: usize) {
        for place in 0..count.min(list.len()) {
            let other = place + self.below(list.len() - place);
            list.swap(place, other);
        }
    }
}
