//! Whether the next call may be made: what was spent, what the API said is left, and what is kept
//! for others.

use jiff::{SignedDuration, Timestamp};

use crate::poll::budget::{Allowance, Reserve, midnight_after};
use crate::poll::cost::EXPORTS_PER_HOUR;
use crate::poll::tier::Tier;
use crate::store::poll::{self, Bucket, CallKind};
use crate::store::{Store, StoreError};

const MINUTE: SignedDuration = SignedDuration::from_secs(60);
const HOUR: SignedDuration = SignedDuration::from_hours(1);
/// When the calls of a minute are used up, a little of it passes before it is looked at again.
const MOMENT: SignedDuration = SignedDuration::from_millis(500);

/// What may be spent.
#[derive(Clone, Copy, Debug, Default)]
pub struct Budget {
    /// The plan, where answers carry no quota headers.
    pub tier: Option<Tier>,
    /// What is kept for others.
    pub reserve: Reserve,
}

/// What was spent, and what the API said is left.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ledger {
    /// Calls since 00:00 UTC.
    pub today: u64,
    last_minute: u64,
    last_hour_exports: u64,
    minute: Option<poll::Allowance>,
    day: Option<poll::Allowance>,
}

/// A limit on calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Calls a minute.
    Minute,
    /// Exports an hour.
    Hour,
    /// Calls a day, less what is kept for others.
    Day,
}

impl Limit {
    /// The word used on screen and in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
        }
    }
}

/// When the next call may be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leave {
    /// At once.
    Now,
    /// Then, for this limit is reached.
    At(Limit, Timestamp),
}

impl Ledger {
    /// Reads it.
    ///
    /// # Errors
    /// A store that fails.
    pub fn read(store: &Store, workspace: &str, now: Timestamp) -> Result<Self, StoreError> {
        let midnight = midnight_after(now) - SignedDuration::from_hours(24);
        store.read(|conn| {
            let spent = |kind, since| poll::spent(conn, workspace, kind, since, Some(now));
            // What was dated by a clock that has been set back says nothing about now.
            let told = |bucket| {
                let told = poll::allowance(conn, workspace, bucket)?;
                Ok::<_, StoreError>(told.filter(|told| told.seen_at <= now))
            };
            Ok(Self {
                today: spent(None, midnight)?,
                last_minute: spent(None, now - MINUTE)?,
                last_hour_exports: spent(Some(CallKind::Export), now - HOUR)?,
                minute: told(Bucket::Minute)?,
                day: told(Bucket::Day)?,
            })
        })
    }

    /// What is left of the day, as far as anybody knows.
    #[must_use]
    pub fn day(&self, budget: &Budget, now: Timestamp) -> Option<Allowance> {
        let told = self.day.map(|day| {
            let poll::Allowance { limit, remaining, reset, .. } = day;
            Allowance { limit, remaining, reset }.at(now)
        });
        told.or_else(|| budget.tier.map(|tier| Allowance::of_tier(tier, self.today, now)))
    }

    /// Calls of a minute, by the plan: the one that is named, or the one whose limits were seen.
    #[must_use]
    pub fn per_minute(&self, budget: &Budget) -> Option<u64> {
        let told = self.minute.map(|minute| minute.limit);
        let seen = self.day.and_then(|day| {
            Tier::ALL.into_iter().find(|tier| tier.per_day() == day.limit).map(Tier::per_minute)
        });
        told.or(seen).or(budget.tier.map(Tier::per_minute))
    }

    /// Exports that may still be made within the hour.
    pub(super) fn exports_left(&self) -> u64 {
        EXPORTS_PER_HOUR.saturating_sub(self.last_hour_exports)
    }

    /// When the next call of a kind may be made.
    pub(super) fn leave(&self, budget: &Budget, kind: CallKind, now: Timestamp) -> Leave {
        if let Some(day) = self.day(budget, now)
            && day.usable(budget.reserve) == 0
        {
            return Leave::At(Limit::Day, day.reset);
        }
        if let Some(minute) = self.minute
            && minute.remaining == 0
            && minute.reset > now
        {
            return Leave::At(Limit::Minute, minute.reset);
        }
        let full = self.per_minute(budget).is_some_and(|limit| self.last_minute >= limit);
        if full {
            return Leave::At(Limit::Minute, now + MOMENT);
        }
        if kind == CallKind::Export && self.exports_left() == 0 {
            return Leave::At(Limit::Hour, now + MINUTE);
        }
        Leave::Now
    }

    /// When calls are answered again after the API said that the quota is spent: by its own word,
    /// else by the reset it told last, else after a minute.
    pub(super) fn after_refusal(
        &self,
        retry_after: Option<SignedDuration>,
        now: Timestamp,
    ) -> (Limit, Timestamp) {
        if let Some(wait) = retry_after {
            let limit = if wait <= MINUTE + MINUTE { Limit::Minute } else { Limit::Day };
            return (limit, now + wait);
        }
        let spent = |told: &poll::Allowance| told.remaining == 0 && told.reset > now;
        if let Some(minute) = self.minute.filter(spent) {
            return (Limit::Minute, minute.reset);
        }
        match self.day.filter(spent) {
            Some(day) => (Limit::Day, day.reset),
            None => (Limit::Minute, now + MINUTE),
        }
    }
}
