//! How fast polling may go: what is left of the quota, less what is kept for others, spread over
//! the time until it is renewed.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan as _};

use super::cost::Cost;
use super::tier::Tier;

/// Cycles are never closer to each other.
pub const LEAST_INTERVAL: Duration = Duration::from_secs(10);

/// A reset at most this far away is that of the limit per minute: the headers do not say which of
/// the two they describe.
pub const MINUTE_RESET: SignedDuration = SignedDuration::from_secs(120);

/// Which limit a quota header speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bucket {
    /// Calls a minute.
    Minute,
    /// Calls from one 00:00 UTC to the next.
    Day,
}

/// The limit that is renewed at `reset`. In the last two minutes of a day this takes the day's for
/// the minute's, which is right about the wait and harmless about the rest.
#[must_use]
pub fn bucket(reset: Timestamp, now: Timestamp) -> Bucket {
    if reset.duration_since(now) <= MINUTE_RESET { Bucket::Minute } else { Bucket::Day }
}

/// What is left of the calls of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// Calls between two resets.
    pub limit: u64,
    /// Those left.
    pub remaining: u64,
    /// When they are renewed.
    pub reset: Timestamp,
}

impl Allowance {
    /// What a plan leaves of a day after `spent` calls, where answers carry no headers.
    #[must_use]
    pub fn of_tier(tier: Tier, spent: u64, now: Timestamp) -> Self {
        let limit = tier.per_day();
        Self { limit, remaining: limit.saturating_sub(spent), reset: midnight_after(now) }
    }

    /// The same, seen now: renewed when its reset has passed.
    #[must_use]
    pub fn at(self, now: Timestamp) -> Self {
        if self.reset > now {
            return self;
        }
        Self { remaining: self.limit, reset: midnight_after(now), ..self }
    }

    /// What polling may spend of it.
    #[must_use]
    pub fn usable(&self, reserve: Reserve) -> u64 {
        self.remaining.saturating_sub(reserve.of(self.limit))
    }
}

/// The next 00:00 UTC, when daily counters are reset `[/authentication]`.
#[must_use]
pub fn midnight_after(now: Timestamp) -> Timestamp {
    let today = now.to_zoned(TimeZone::UTC).date();
    let midnight = today.checked_add(1.day()).ok();
    let midnight = midnight.and_then(|day| day.to_zoned(TimeZone::UTC).ok());
    midnight.map_or(Timestamp::MAX, |midnight| midnight.timestamp())
}

/// The share of the daily limit that is left to others (`--reserve 20%`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reserve(u8);

/// A share that is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no share: write it as `20%`, from `0%` to `99%`")]
pub struct NoShare(pub String);

impl Reserve {
    /// Its part of a limit, rounded up.
    #[must_use]
    pub fn of(self, limit: u64) -> u64 {
        limit.saturating_mul(u64::from(self.0)).div_ceil(100)
    }
}

impl Default for Reserve {
    fn default() -> Self {
        Self(20)
    }
}

impl fmt::Display for Reserve {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}%", self.0)
    }
}

impl FromStr for Reserve {
    type Err = NoShare;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.trim().strip_suffix('%').map(str::trim_end);
        let percent = digits.and_then(|digits| digits.parse().ok()).filter(|share| *share < 100);
        percent.map(Self).ok_or_else(|| NoShare(text.to_owned()))
    }
}

/// When the next cycle may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// So long after the beginning of the last.
    Every(Duration),
    /// Not before the quota is renewed: what is left is not enough for a cycle.
    After(Timestamp),
}

/// Spreads what is left until the reset over cycles, after the slow rounds have had theirs.
#[must_use]
pub fn pace(
    day: Allowance,
    per_minute: Option<u64>,
    reserve: Reserve,
    cost: &Cost,
    now: Timestamp,
) -> Pace {
    let day = day.at(now);
    let cycle = cost.cycle().total();
    let usable = day.usable(reserve);
    if usable < cycle {
        return Pace::After(day.reset);
    }
    let left = Duration::try_from(day.reset.duration_since(now)).unwrap_or_default();
    let slow = share_of_day(cost.slow_a_day(), left);
    let cycles = usable.saturating_sub(slow).checked_div(cycle).unwrap_or(u64::MAX).max(1);
    let spread = Duration::from_secs_f64(left.as_secs_f64() / cycles as f64);
    Pace::Every(spread.max(least_interval(per_minute, cycle)))
}

/// The interval that a whole day's limit allows, for a plan.
#[must_use]
pub fn steady(
    limit: u64,
    per_minute: Option<u64>,
    reserve: Reserve,
    cost: &Cost,
) -> Option<Duration> {
    let start = Timestamp::UNIX_EPOCH;
    let whole = Allowance { limit, remaining: limit, reset: midnight_after(start) };
    match pace(whole, per_minute, reserve, cost, start) {
        Pace::Every(interval) => Some(interval),
        Pace::After(_) => None,
    }
}

/// The interval below which the limit per minute would be passed, and never under
/// [`LEAST_INTERVAL`].
#[must_use]
pub fn least_interval(per_minute: Option<u64>, cycle: u64) -> Duration {
    let by_minute = per_minute.map_or(0.0, |limit| 60.0 * cycle as f64 / limit.max(1) as f64);
    LEAST_INTERVAL.max(Duration::from_secs_f64(by_minute))
}

fn share_of_day(calls: u64, left: Duration) -> u64 {
    let day = 24 * 3600;
    calls.saturating_mul(left.as_secs()).div_ceil(day)
}

#[cfg(test)]
mod tests;
