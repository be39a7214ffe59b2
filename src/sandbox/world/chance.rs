//! Chance without a state: the same seed, purpose and index give the same number on every machine,
//! in any order in which they are asked for.

use uuid::Builder;

/// A well mixed number (the finaliser of SplitMix64).
pub(crate) fn mix(mut value: u64) -> u64 {
    value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// The number of one place in one purpose.
pub(crate) fn at(seed: u64, purpose: u64, index: u64) -> u64 {
    mix(mix(mix(seed) ^ purpose) ^ index)
}

/// One of several; there is at least one.
pub(crate) fn pick<T>(from: &[T], number: u64) -> &T {
    &from[below(number, from.len())]
}

/// A place in so many.
pub(crate) fn below(number: u64, limit: usize) -> usize {
    let scaled = (u128::from(number) * limit.max(1) as u128) >> 64;
    usize::try_from(scaled).unwrap_or_default()
}

/// Whether a share of cases is met.
pub(crate) fn within(number: u64, share: f64) -> bool {
    (number >> 11) as f64 / (1_u64 << 53) as f64 <= share && share > 0.0
}

/// A UUID with the version and variant bits of a random one.
pub(crate) fn uuid(seed: u64, purpose: u64, index: u64) -> String {
    let (high, low) = (at(seed, purpose, index), at(seed, purpose ^ 0xff00, index));
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&high.to_be_bytes());
    bytes[8..].copy_from_slice(&low.to_be_bytes());
    Builder::from_random_bytes(bytes).into_uuid().to_string()
}

/// Chance that goes on: each draw is another number.
#[derive(Clone, Debug)]
pub(crate) struct Stream {
    seed: u64,
    purpose: u64,
    drawn: u64,
}

impl Stream {
    pub(crate) fn new(seed: u64, purpose: u64) -> Self {
        Self { seed, purpose, drawn: 0 }
    }

    pub(crate) fn draw(&mut self) -> u64 {
        self.drawn += 1;
        at(self.seed, self.purpose, self.drawn)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        below(self.draw(), limit)
    }
}

#[cfg(test)]
mod tests {
    use super::{at, below, uuid, within};

    #[test]
    fn a_seed_gives_the_same_for_ever() {
        assert_eq!(at(1, 2, 3), at(1, 2, 3));
        assert_ne!(at(1, 2, 3), at(1, 2, 4));
        assert_eq!(uuid(1, 2, 3).len(), 36);
        assert_eq!(&uuid(1, 2, 3)[14..15], "4");
    }

    #[test]
    fn a_share_is_met_about_that_often() {
        let met = (0..10_000).filter(|index| within(at(7, 1, *index), 0.1)).count();
        assert!((900..1100).contains(&met), "{met}");
        assert!(!within(0, 0.0) && within(u64::MAX, 1.0));
        assert!((0..1000).all(|index| below(at(1, 1, index), 7) < 7));
    }
}
