//! The clock: how far this machine's is from that of a server, by the `Date` of an answer.

use std::time::Duration;

use jiff::fmt::rfc2822::DateTimeParser;
use jiff::{SignedDuration, Timestamp};

use super::finding::Finding;
use crate::error::Exit;
use crate::text::measure::span;

/// From here on it shows in timestamps.
const NOTICED: Duration = Duration::from_secs(5);
/// Receivers commonly refuse what is older or newer than this.
const TOLERATED: Duration = Duration::from_secs(5 * 60);

const FIX: &str = "set this machine's clock by the network: `timedatectl set-ntp true` on Linux, \
                   Settings > Date & Time elsewhere";

/// A server's clock, read once.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// Whose clock it is: `the API`, `the endpoint`.
    pub whose: &'static str,
    /// What it said, to the second.
    pub told: Timestamp,
    /// When it was asked, by our clock.
    pub asked: Timestamp,
    /// When the answer was there, by our clock.
    pub answered: Timestamp,
}

impl Reading {
    /// Reads the `Date` of an answer; `None` where it has none.
    #[must_use]
    pub fn of_date(
        whose: &'static str,
        date: Option<&str>,
        asked: Timestamp,
        answered: Timestamp,
    ) -> Option<Self> {
        let told = DateTimeParser::new().parse_timestamp(date?.trim()).ok()?;
        Some(Self { whose, told, asked, answered })
    }

    /// How far the server is ahead of us; and by how much that may be wrong: half of the second that
    /// is not told, and half of the way there and back.
    fn difference(&self) -> (SignedDuration, Duration) {
        let way = self.answered.duration_since(self.asked);
        let ours = self.asked + way / 2;
        let theirs = self.told + SignedDuration::from_millis(500);
        (theirs.duration_since(ours), Duration::from_millis(500) + way.unsigned_abs() / 2)
    }
}

/// Judges the first reading there is.
#[must_use]
pub fn judge(readings: &[Reading]) -> Finding {
    let Some(reading) = readings.first() else {
        return Finding::skipped(
            "clock.skipped",
            "not compared: no answer of the API or of an endpoint told the time",
            "set an API key, or name an endpoint with `--to URL`",
        );
    };
    let (difference, margin) = reading.difference();
    let size = difference.unsigned_abs();
    let whole = Duration::from_secs(size.as_secs_f64().round() as u64);
    let margin = Duration::from_secs(margin.as_secs_f64().ceil() as u64);
    if size <= margin.max(Duration::from_secs(1)) {
        let told = format!("agrees with that of {}, ± {}", reading.whose, span(margin));
        return Finding::good("clock.agrees", told);
    }
    let direction = if difference.is_positive() { "behind" } else { "ahead of" };
    let told = format!("{} {direction} that of {}, ± {}", span(whole), reading.whose, span(margin));
    match size {
        size if size > TOLERATED => Finding::problem(
            "clock.wrong",
            Exit::USAGE,
            format!("{told}: signed deliveries look stale or come from the future"),
            FIX,
        ),
        size if size > NOTICED + margin => Finding::advice("clock.off", told, FIX),
        _ => Finding::good("clock.agrees", told),
    }
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp};

    use super::{Reading, judge};

    fn told(ahead: i64, way: i64) -> (&'static str, String) {
        let asked: Timestamp = "2026-04-22T10:00:00.250Z".parse().expect("a time");
        let answered = asked + SignedDuration::from_millis(way);
        let server = "2026-04-22T10:00:00Z".parse::<Timestamp>().expect("a time");
        let told = server + SignedDuration::from_secs(ahead);
        let finding = judge(&[Reading { whose: "the API", told, asked, answered }]);
        (finding.id, finding.message)
    }

    #[test]
    fn seconds_are_noticed_and_minutes_are_wrong() {
        for (ahead, way, id, message) in [
            (0, 100, "clock.agrees", "agrees with that of the API, ± 1 s"),
            (-1, 100, "clock.agrees", "agrees with that of the API, ± 1 s"),
            (4, 100, "clock.agrees", "4 s behind that of the API, ± 1 s"),
            (30, 100, "clock.off", "30 s behind that of the API, ± 1 s"),
            (-30, 100, "clock.off", "30 s ahead of that of the API, ± 1 s"),
            // A slow answer may have been written at any time on the way.
            (5, 8_000, "clock.agrees", "agrees with that of the API, ± 5 s"),
        ] {
            assert_eq!(told(ahead, way), (id, message.to_owned()), "{ahead} {way}");
        }
        for ahead in [-301, 301, 7_200] {
            assert_eq!(told(ahead, 100).0, "clock.wrong", "{ahead}");
        }
        assert_eq!(judge(&[]).id, "clock.skipped");
    }

    #[test]
    fn a_date_is_read_as_http_writes_it() {
        let now: Timestamp = "2026-04-22T10:00:00Z".parse().expect("a time");
        let read = |date| Reading::of_date("the endpoint", date, now, now);
        assert_eq!(read(Some("Wed, 22 Apr 2026 10:00:00 GMT")).expect("a time").told, now);
        assert!(read(Some("yesterday")).is_none() && read(None).is_none());
    }
}
