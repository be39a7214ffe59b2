//! Which of the chosen events are sent, how often, and in which order. Only numbers are held.

use std::fmt;

use clap::ValueEnum;
use thiserror::Error;

use super::chance::Chance;

/// The most copies of one delivery.
const MOST_COPIES: u32 = 1000;

/// In which order events are sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Order {
    /// As chosen: oldest first, or as the IDs were given.
    #[default]
    Captured,
    /// The last first.
    Reverse,
    /// Drawn from the seed.
    Shuffle,
}

/// How many events are left out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Share {
    /// So many.
    Count(usize),
    /// So many of a hundred, rounded to whole events.
    Percent(f64),
}

impl Share {
    /// Reads `10%` or `3`.
    ///
    /// # Errors
    /// Says what is expected.
    pub fn parse(text: &str) -> Result<Self, String> {
        let wrong = || "write a share such as `10%` or a number of events such as `3`".to_owned();
        let Some(percent) = text.strip_suffix('%') else {
            return text.parse().map(Self::Count).map_err(|_| wrong());
        };
        let percent: f64 = percent.trim_end().parse().map_err(|_| wrong())?;
        if (0.0..=100.0).contains(&percent) {
            Ok(Self::Percent(percent))
        } else {
            Err("a share is between 0% and 100%".to_owned())
        }
    }

    /// How many of so many events.
    #[must_use]
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of a count is a count"
    )]
    pub fn of(self, count: usize) -> usize {
        match self {
            Self::Count(left_out) => left_out,
            Self::Percent(percent) => (count as f64 * percent / 100.0).round() as usize,
        }
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(count) => write!(f, "{count}"),
            Self::Percent(percent) => write!(f, "{percent}%"),
        }
    }
}

/// Reads `--duplicate`: 1 to 1000.
///
/// # Errors
/// Says what is expected.
pub fn parse_copies(text: &str) -> Result<u32, String> {
    let copies = text.parse().ok().filter(|copies| (1..=MOST_COPIES).contains(copies));
    copies.ok_or_else(|| {
        format!("how often each delivery is sent is a number from 1 (once) to {MOST_COPIES}")
    })
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wish {
    /// The order.
    pub order: Order,
    /// What is left out.
    pub drop: Share,
    /// How often each delivery is sent, at least once.
    pub copies: u32,
    /// What chance is drawn from.
    pub seed: u64,
}

/// Why a wish cannot be granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum OrderError {
    /// Every event would be left out, or more than there are.
    #[error("of {chosen} chosen {} it would leave out {left_out}, and nothing would be sent", if *.chosen == 1 { "event" } else { "events" })]
    NothingLeft {
        /// How many events were chosen.
        chosen: usize,
        /// How many would be left out.
        left_out: usize,
    },
    /// More deliveries than are counted.
    #[error("that is more than {} deliveries", u32::MAX)]
    TooMany,
}

/// One delivery to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shot {
    /// The number of the event.
    pub number: i64,
    /// Which of the events sent it is, counted from 0 as they were chosen: copies share it.
    pub position: usize,
    /// Counted from 0 in the order in which the copies of an event are sent.
    pub copy: u32,
    /// The event whose time of arrival is this delivery's place in the rhythm. A shuffle changes who
    /// comes when, never when something comes.
    pub beat: i64,
}

/// The deliveries of a run.
#[derive(Clone, Debug)]
pub struct Sequence {
    events: Vec<i64>,
    dropped: Vec<i64>,
    copies: u32,
    order: Order,
    /// Of a shuffle: position and copy of each delivery.
    shuffled: Vec<(u32, u16)>,
    next: usize,
}

impl Sequence {
    /// Arranges the numbers of events, which come as they were chosen.
    ///
    /// # Errors
    /// Nothing would be left, or too much.
    pub fn new(mut chosen: Vec<i64>, wish: Wish) -> Result<Self, OrderError> {
        let left_out = wish.drop.of(chosen.len());
        if left_out > 0 && left_out >= chosen.len() {
            return Err(OrderError::NothingLeft { chosen: chosen.len(), left_out });
        }
        let deliveries = chosen.len().saturating_mul(wish.copies as usize);
        u32::try_from(deliveries).map_err(|_| OrderError::TooMany)?;
        let dropped = drop_some(&mut chosen, left_out, wish.seed);
        let shuffled = match wish.order {
            Order::Shuffle => shuffle(chosen.len(), wish.copies, wish.seed),
            Order::Captured | Order::Reverse => Vec::new(),
        };
        let Wish { copies, order, .. } = wish;
        Ok(Self { events: chosen, dropped, copies, order, shuffled, next: 0 })
    }

    /// How many deliveries there are still to come.
    #[must_use]
    pub fn left(&self) -> u64 {
        (self.events.len() * self.copies as usize - self.next) as u64
    }

    /// The numbers of the events that are left out, as they were chosen.
    #[must_use]
    pub fn dropped(&self) -> &[i64] {
        &self.dropped
    }
}

impl Iterator for Sequence {
    type Item = Shot;

    fn next(&mut self) -> Option<Shot> {
        let (slot, copies) = (self.next, self.copies as usize);
        let in_time = slot / copies;
        if in_time >= self.events.len() {
            return None;
        }
        self.next += 1;
        let in_time = match self.order {
            Order::Reverse => self.events.len() - 1 - in_time,
            Order::Captured | Order::Shuffle => in_time,
        };
        let (position, copy) = match self.order {
            Order::Shuffle => {
                let (position, copy) = self.shuffled[slot];
                (position as usize, u32::from(copy))
            }
            Order::Captured | Order::Reverse => {
                (in_time, u32::try_from(slot % copies).unwrap_or_default())
            }
        };
        let (number, beat) = (self.events[position], self.events[in_time]);
        Some(Shot { number, position, copy, beat })
    }
}

/// Takes so many events away; both parts stay in order.
fn drop_some(chosen: &mut Vec<i64>, count: usize, seed: u64) -> Vec<i64> {
    if count == 0 {
        return Vec::new();
    }
    let mut places: Vec<usize> = (0..chosen.len()).collect();
    Chance::new(seed, "replay drop").draw(&mut places, count);
    places.truncate(count);
    places.sort_unstable();
    let dropped = places.iter().map(|&place| chosen[place]).collect();
    let (mut place, mut gone) = (0, places.iter().peekable());
    chosen.retain(|_| {
        let stays = gone.next_if(|&&left_out| left_out == place).is_none();
        place += 1;
        stays
    });
    dropped
}

/// Draws the order of all deliveries, copies included; then numbers the copies as they come.
fn shuffle(events: usize, copies: u32, seed: u64) -> Vec<(u32, u16)> {
    let events = u32::try_from(events).unwrap_or(u32::MAX);
    let once = |position| std::iter::repeat_n((position, 0), copies as usize);
    let mut slots: Vec<(u32, u16)> = (0..events).flat_map(once).collect();
    let all = slots.len();
    Chance::new(seed, "replay shuffle").draw(&mut slots, all);
    if copies > 1 {
        let mut seen = vec![0_u16; events as usize];
        for (position, copy) in &mut slots {
            let seen = &mut seen[*position as usize];
            *copy = *seen;
            *seen += 1;
        }
    }
    slots
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    use super::{Order, OrderError, Sequence, Share, Wish, parse_copies};

    const PLAIN: Wish = Wish { order: Order::Captured, drop: Share::Count(0), copies: 1, seed: 7 };

    fn sent(count: i64, wish: Wish) -> Vec<(i64, u32)> {
        let sequence = Sequence::new((1..=count).collect(), wish).expect("a sequence");
        sequence.map(|shot| (shot.number, shot.copy)).collect()
    }

    #[test]
    fn captured_and_reverse_keep_copies_together() {
        let wish = Wish { copies: 2, ..PLAIN };
        assert_eq!(sent(2, wish), [(1, 0), (1, 1), (2, 0), (2, 1)]);
        let wish = Wish { order: Order::Reverse, ..wish };
        assert_eq!(sent(2, wish), [(2, 0), (2, 1), (1, 0), (1, 1)]);
    }

    #[test]
    fn a_seed_is_an_order_for_ever() {
        let wish = Wish { order: Order::Shuffle, ..PLAIN };
        let numbers = |wish| sent(8, wish).into_iter().map(|(number, _)| number).collect();
        let (first, second): (Vec<i64>, Vec<i64>) =
            (numbers(wish), numbers(Wish { seed: 8, ..wish }));
        assert_eq!(first, PINNED, "a seed in somebody's CI must not change its meaning");
        assert_ne!(first, second);
    }

    const PINNED: [i64; 8] = [7, 4, 3, 8, 1, 5, 6, 2];

    #[test]
    fn the_rhythm_is_that_of_the_capture() {
        let beats = |order| {
            let wish = Wish { order, copies: 2, ..PLAIN };
            let sequence = Sequence::new(vec![10, 20, 30], wish).expect("a sequence");
            sequence.map(|shot| shot.beat).collect::<Vec<_>>()
        };
        assert_eq!(beats(Order::Captured), [10, 10, 20, 20, 30, 30]);
        assert_eq!(beats(Order::Shuffle), [10, 10, 20, 20, 30, 30]);
        assert_eq!(beats(Order::Reverse), [30, 30, 20, 20, 10, 10]);
    }

    #[test]
    fn shares_are_counts_or_parts_of_a_hundred() {
        assert_eq!(Share::parse("10%").map(|share| share.of(25)), Ok(3));
        assert_eq!(Share::parse("0.5%").map(|share| share.of(1000)), Ok(5));
        assert_eq!(Share::parse("3").map(|share| share.of(25)), Ok(3));
        for wrong in ["110%", "-1%", "NaN%", "", "%", "-1", "half", "1.5"] {
            assert!(Share::parse(wrong).is_err(), "{wrong}");
        }
        for wrong in ["0", "-1", "1001", "two"] {
            assert!(parse_copies(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn leaving_everything_out_is_refused() {
        for drop in [Share::Count(3), Share::Count(9), Share::Percent(100.0)] {
            let refused = Sequence::new(vec![1, 2, 3], Wish { drop, ..PLAIN }).map(drop_it);
            let left_out = drop.of(3);
            assert_eq!(refused, Err(OrderError::NothingLeft { chosen: 3, left_out }));
        }
    }

    fn drop_it(_: Sequence) {}

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_is_made_up(
            count in 1_i64..40, left_out in 0_usize..40, copies in 1_u32..4, seed: u64, order in 0..3,
        ) {
            let order = [Order::Captured, Order::Reverse, Order::Shuffle][order as usize];
            let left_out = left_out.min(usize::try_from(count).unwrap_or(1) - 1);
            let wish = Wish { order, drop: Share::Count(left_out), copies, seed };
            let sequence = Sequence::new((1..=count).collect(), wish).expect("a sequence");
            prop_assert_eq!(sequence.dropped().len(), left_out);
            prop_assert!(sequence.dropped().is_sorted());
            let mut all: Vec<i64> = sequence.dropped().to_vec();
            let left = sequence.left();
            let shots: Vec<_> = sequence.collect();
            prop_assert_eq!(left, shots.len() as u64);
            for copy in 0..copies {
                let of_copy = shots.iter().filter(|shot| shot.copy == copy);
                prop_assert_eq!(of_copy.count(), usize::try_from(count).unwrap_or(0) - left_out);
            }
            all.extend(shots.iter().filter(|shot| shot.copy == 0).map(|shot| shot.number));
            all.sort_unstable();
            prop_assert_eq!(all, (1..=count).collect::<Vec<_>>());
        }

        #[test]
        fn any_text_is_a_share_or_an_error(text in "[0-9.%e-]{0,6}") {
            if let Ok(share) = Share::parse(&text) {
                prop_assert!(share.of(10) <= 10 || matches!(share, Share::Count(_)));
            }
        }
    }
}
