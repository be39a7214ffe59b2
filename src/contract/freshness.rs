//! How old `X-LeadLex-Timestamp` says a delivery is. The timestamp is not signed, so this never
//! makes a request more or less authentic.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

/// Beyond this a delivery is shown as stale or future; it changes no answer (a retry seven hours
/// later is real traffic).
pub const DISPLAY_THRESHOLD: Duration = Duration::from_secs(5 * 60);

/// What the timestamp header says against the clock of the receiver.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Freshness {
    /// Within the tolerance.
    Fresh,
    /// Older than the tolerance.
    Stale,
    /// Ahead of our clock by more than the tolerance.
    Future,
    /// No timestamp header (the planned edition documents none).
    Absent,
    /// The header is no ISO 8601 time with a zone.
    Unparsable,
}

impl Freshness {
    /// All values, for parsing.
    pub const ALL: [Self; 5] =
        [Self::Fresh, Self::Stale, Self::Future, Self::Absent, Self::Unparsable];

    /// The word used on screen, in JSON and in the store.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fresh => "fresh",
            Self::Stale => "stale",
            Self::Future => "future",
            Self::Absent => "absent",
            Self::Unparsable => "unparsable",
        }
    }

    /// Reads what [`Freshness::as_str`] wrote.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|freshness| freshness.as_str() == word)
    }
}

/// Judges a timestamp header at `now`.
#[must_use]
pub fn judge(header: Option<&[u8]>, now: Timestamp, tolerance: Duration) -> Freshness {
    let Some(header) = header else {
        return Freshness::Absent;
    };
    let parsed = std::str::from_utf8(header).ok().and_then(|text| text.trim().parse().ok());
    let Some(then): Option<Timestamp> = parsed else {
        return Freshness::Unparsable;
    };
    let tolerance = SignedDuration::try_from(tolerance).unwrap_or(SignedDuration::MAX);
    let age = now.duration_since(then);
    if age > tolerance {
        Freshness::Stale
    } else if age < -tolerance {
        Freshness::Future
    } else {
        Freshness::Fresh
    }
}

#[cfg(test)]
mod tests {
    use super::{DISPLAY_THRESHOLD, Freshness, judge};

    fn at(header: Option<&str>) -> Freshness {
        let now = "2026-02-24T10:00:00Z".parse().expect("a time");
        judge(header.map(str::as_bytes), now, DISPLAY_THRESHOLD)
    }

    #[test]
    fn five_minutes_either_way_are_fresh() {
        assert_eq!(at(Some("2026-02-24T09:55:00Z")), Freshness::Fresh);
        assert_eq!(at(Some("2026-02-24T09:54:59Z")), Freshness::Stale);
        assert_eq!(at(Some("2026-02-24T10:05:00Z")), Freshness::Fresh);
        assert_eq!(at(Some("2026-02-24T10:05:01Z")), Freshness::Future);
    }

    #[test]
    fn offsets_and_fractions_are_legal_and_a_missing_zone_is_not() {
        assert_eq!(at(Some("2026-02-24T11:00:00.123+01:00")), Freshness::Fresh);
        assert_eq!(at(Some("2026-02-24T10:00:00")), Freshness::Unparsable);
        assert_eq!(at(Some("1771927200")), Freshness::Unparsable);
        assert_eq!(at(None), Freshness::Absent);
    }
}
