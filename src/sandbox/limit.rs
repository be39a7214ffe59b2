//! The calls a plan allows, by day and by minute, and the headers that say what is left.

use super::world::clock::next_day;

const MINUTE: i64 = 60;
const HOUR: i64 = 3600;
/// Exports an hour `[/api-reference/export/contacts]`.
const EXPORTS: usize = 10;

/// A subscription `[/authentication, older copy]`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Plan {
    /// 100 calls a day, 10 a minute.
    Starter,
    /// 1,000 calls a day, 50 a minute.
    Pro,
    /// 10,000 calls a day, 200 a minute.
    #[default]
    Org,
    /// No limit and no headers.
    None,
}

impl Plan {
    /// Calls a day and a minute.
    #[must_use]
    pub fn limits(self) -> Option<(u64, u64)> {
        match self {
            Self::Starter => Some((100, 10)),
            Self::Pro => Some((1_000, 50)),
            Self::Org => Some((10_000, 200)),
            Self::None => None,
        }
    }

    /// Reads the word of `--plan`.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "starter" => Some(Self::Starter),
            "pro" => Some(Self::Pro),
            "org" => Some(Self::Org),
            "none" => Some(Self::None),
            _ => None,
        }
    }
}

/// One bucket: its size, what is left of it, and when it is full again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bucket {
    pub(crate) limit: u64,
    pub(crate) remaining: u64,
    pub(crate) reset: i64,
}

/// What was spent.
#[derive(Debug)]
pub(crate) struct Meter {
    plan: Plan,
    day: (i64, u64),
    minute: (i64, u64),
    exports: Vec<i64>,
}

impl Meter {
    pub(crate) fn new(plan: Plan) -> Self {
        Self { plan, day: (0, 0), minute: (0, 0), exports: Vec::new() }
    }

    /// Another plan; what was spent stays spent.
    pub(crate) fn set_plan(&mut self, plan: Plan) {
        self.plan = plan;
    }

    /// Counts a call, if there is room for it in both buckets.
    ///
    /// # Errors
    /// The bucket that is empty.
    pub(crate) fn spend(&mut self, now: i64) -> Result<(), Bucket> {
        self.roll(now);
        if let Some((day, minute)) = self.buckets() {
            for bucket in [day, minute] {
                if bucket.remaining == 0 {
                    return Err(bucket);
                }
            }
        }
        self.day.1 += 1;
        self.minute.1 += 1;
        Ok(())
    }

    /// Counts an export: ten in any hour.
    pub(crate) fn export(&mut self, now: i64) -> bool {
        if self.plan == Plan::None {
            return true;
        }
        // A clock that went back must not lock anybody out for longer than the hour.
        self.exports.retain(|at| *at <= now && *at > now - HOUR);
        let room = self.exports.len() < EXPORTS;
        if room {
            self.exports.push(now);
        }
        room
    }

    /// Day and minute, as they are.
    pub(crate) fn buckets(&self) -> Option<(Bucket, Bucket)> {
        let (day, minute) = self.plan.limits()?;
        let bucket = |limit: u64, (reset, spent): (i64, u64)| Bucket {
            limit,
            remaining: limit.saturating_sub(spent),
            reset,
        };
        Some((bucket(day, self.day), bucket(minute, self.minute)))
    }

    /// Empties the buckets whose time is over, also when the clock went back over their beginning.
    pub(crate) fn roll(&mut self, now: i64) {
        let day = next_day(now);
        if self.day.0 != day {
            self.day = (day, 0);
        }
        let minute = (now.div_euclid(MINUTE) + 1) * MINUTE;
        if self.minute.0 != minute {
            self.minute = (minute, 0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Meter, Plan};

    const NOON: i64 = 1_708_862_400;

    #[test]
    fn a_minute_holds_ten_calls_of_a_starter_and_a_day_a_hundred() {
        let mut meter = Meter::new(Plan::Starter);
        for _ in 0..10 {
            meter.spend(NOON).expect("room");
        }
        let empty = meter.spend(NOON).expect_err("full");
        assert_eq!((empty.limit, empty.remaining, empty.reset), (10, 0, NOON + 60));
        for minute in 1..10 {
            for _ in 0..10 {
                meter.spend(NOON + minute * 60).expect("room");
            }
        }
        let empty = meter.spend(NOON + 3600).expect_err("full");
        assert_eq!((empty.limit, empty.reset), (100, NOON + 12 * 3600));
        meter.spend(NOON + 12 * 3600).expect("a new day");
    }

    #[test]
    fn ten_exports_in_any_hour() {
        let mut meter = Meter::new(Plan::Org);
        assert!((0..10).all(|second| meter.export(NOON + second)));
        assert!(!meter.export(NOON + 60) && meter.export(NOON + 3600));
        assert!(!meter.export(NOON + 3600) && meter.export(NOON + 3601));
    }

    #[test]
    fn no_plan_no_limit() {
        let mut meter = Meter::new(Plan::None);
        assert!((0..20_000).all(|_| meter.spend(NOON).is_ok() && meter.export(NOON)));
        assert_eq!(meter.buckets(), None);
    }
}
