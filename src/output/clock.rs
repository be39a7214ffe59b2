//! Times as a person reads them: local, short.

use std::sync::OnceLock;

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// `14:03:59` in the local zone.
#[must_use]
pub fn time(at: Timestamp) -> String {
    at.to_zoned(zone()).strftime("%H:%M:%S").to_string()
}

/// `2026-02-24 14:03:59` in the local zone.
#[must_use]
pub fn date_time(at: Timestamp) -> String {
    at.to_zoned(zone()).strftime("%Y-%m-%d %H:%M:%S").to_string()
}

/// The local zone. Where the system keeps it in a file that file is read alone: looking the zone up
/// by its name walks the whole database, which would be a tenth of the time of one `send`.
fn zone() -> TimeZone {
    static ZONE: OnceLock<TimeZone> = OnceLock::new();
    let local = || {
        let file = std::fs::read("/etc/localtime").ok()?;
        TimeZone::tzif("Local", &file).ok()
    };
    let named = std::env::var_os("TZ").is_some();
    ZONE.get_or_init(|| if named { None } else { local() }.unwrap_or_else(TimeZone::system)).clone()
}

/// RFC 3339 in UTC with milliseconds, for scripts.
#[must_use]
pub fn rfc3339(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}
