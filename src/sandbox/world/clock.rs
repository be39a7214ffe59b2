//! The workspace's own clock: the real one, or moved, or standing still.

use jiff::{SignedDuration, Timestamp};

/// Whole seconds, as every date of the API has them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    reading: Reading,
}

#[derive(Clone, Copy, Debug)]
enum Reading {
    /// The real time and so many seconds.
    Running(i64),
    /// This second.
    Standing(i64),
}

impl Clock {
    /// The real clock, or one that shows that time now.
    pub(crate) fn new(start_at: Option<Timestamp>) -> Self {
        let mut clock = Self { reading: Reading::Running(0) };
        if let Some(at) = start_at {
            clock.set(at.as_second());
        }
        clock
    }

    /// The second it shows.
    pub(crate) fn now(&self) -> i64 {
        match self.reading {
            Reading::Running(offset) => Timestamp::now().as_second().saturating_add(offset),
            Reading::Standing(at) => at,
        }
    }

    /// Shows another time from now on.
    pub(crate) fn set(&mut self, at: i64) {
        self.reading = match self.reading {
            Reading::Running(_) => {
                Reading::Running(at.saturating_sub(Timestamp::now().as_second()))
            }
            Reading::Standing(_) => Reading::Standing(at),
        };
    }

    /// Goes on by so many seconds; back, when they are negative.
    pub(crate) fn advance(&mut self, seconds: i64) {
        self.set(self.now().saturating_add(seconds));
    }

    /// Stands still, or runs again from where it stands.
    pub(crate) fn run(&mut self, running: bool) {
        let now = self.now();
        self.reading = if running { Reading::Running(0) } else { Reading::Standing(now) };
        self.set(now);
    }
}

/// The time of a second; it stays within the calendar.
pub(crate) fn time(second: i64) -> Timestamp {
    let bounds = (Timestamp::MIN.as_second(), Timestamp::MAX.as_second());
    let whole = Timestamp::from_second(second.clamp(bounds.0, bounds.1));
    whole.unwrap_or(Timestamp::UNIX_EPOCH)
}

/// ISO 8601 in UTC to the second, as in all examples `[/api-reference/contacts/list]`.
pub(crate) fn stamp(second: i64) -> String {
    time(second).to_string()
}

/// A `Date` header (RFC 9110, 5.6.7).
pub(crate) fn http_date(second: i64) -> String {
    time(second).strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

/// The second at which the day after that second begins, in UTC.
pub(crate) fn next_day(second: i64) -> i64 {
    let day = SignedDuration::from_hours(24).as_secs();
    (second.div_euclid(day) + 1) * day
}

#[cfg(test)]
mod tests {
    use super::{Clock, http_date, next_day, stamp};

    #[test]
    fn it_can_be_moved_and_stopped() {
        let at = "2026-02-24T10:00:00Z".parse().expect("a time");
        let mut clock = Clock::new(Some(at));
        clock.run(false);
        let shown = clock.now();
        assert!((shown - at.as_second()).abs() < 5);
        clock.advance(3600);
        clock.advance(-1);
        assert_eq!(clock.now(), shown + 3599);
        clock.run(true);
        assert!((clock.now() - shown - 3599).abs() < 5);
    }

    #[test]
    fn dates_look_as_documented() {
        assert_eq!(stamp(1_708_905_599), "2024-02-25T23:59:59Z");
        assert_eq!(http_date(1_708_905_599), "Sun, 25 Feb 2024 23:59:59 GMT");
        assert_eq!(next_day(1_708_905_599), 1_708_905_600);
        assert_eq!(next_day(1_708_905_600), 1_708_905_600 + 86_400);
    }
}
