//! Chance that comes out the same every time, on every machine and in every version.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use uuid::Builder;

/// A stream of chance of its own for each seed and purpose, so that a draw added for one resource
/// never changes another.
pub(super) struct Dice(ChaCha8Rng);

impl Dice {
    /// The key of the stream is the seed and the purpose as they stand (24 bytes at most):
    /// `seed_from_u64` would leave it to the crate how a number becomes a key.
    pub(super) fn new(seed: u64, purpose: &str) -> Self {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        for (slot, byte) in key[8..].iter_mut().zip(purpose.bytes()) {
            *slot = byte;
        }
        Self(ChaCha8Rng::from_seed(key))
    }

    /// A whole number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: u32, high: u32) -> u32 {
        let span = u64::from(high - low) + 1;
        let scaled = (u64::from(self.0.next_u32()) * span) >> 32;
        low + u32::try_from(scaled).unwrap_or_default()
    }

    /// One of several; there is at least one.
    pub(super) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        let last = u32::try_from(from.len() - 1).unwrap_or(u32::MAX);
        &from[self.between(0, last) as usize]
    }

    /// A UUID with the version and variant bits of a random one.
    pub(super) fn uuid(&mut self) -> String {
        let mut bytes = [0; 16];
        self.0.fill_bytes(&mut bytes);
        Builder::from_random_bytes(bytes).into_uuid().to_string()
    }

    /// Eight hex digits.
    pub(super) fn hex8(&mut self) -> String {
        format!("{:08x}", self.0.next_u32())
    }
}
