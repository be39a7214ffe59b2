//! Times as a person reads them: local, short.

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// `14:03:59` in the local zone.
#[must_use]
pub fn time(at: Timestamp) -> String {
    at.to_zoned(TimeZone::system()).strftime("%H:%M:%S").to_string()
}

/// `2026-02-24 14:03:59` in the local zone.
#[must_use]
pub fn date_time(at: Timestamp) -> String {
    at.to_zoned(TimeZone::system()).strftime("%Y-%m-%d %H:%M:%S").to_string()
}

/// RFC 3339 in UTC with milliseconds, for scripts.
#[must_use]
pub fn rfc3339(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}
