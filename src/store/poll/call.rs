//! The calls that were spent and what the API last said is left: written before each call, so that a
//! crash loop or cron spends no more than one process would.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::store::error::StoreError;
use crate::store::value;

/// Calls are counted over a day at most; what is twice as far away is removed.
const KEPT: SignedDuration = SignedDuration::from_hours(48);

/// What a call counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CallKind {
    /// A page of something.
    Read,
    /// A CSV export: those have a limit of their own.
    Export,
}

impl CallKind {
    fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Export => "export",
        }
    }
}

/// Which limit the headers of an answer were about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bucket {
    /// That of the minute.
    Minute,
    /// That of the day.
    Day,
}

impl Bucket {
    fn as_str(self) -> &'static str {
        match self {
            Self::Minute => "minute",
            Self::Day => "day",
        }
    }
}

/// The last headers about one limit. Times are kept to the microsecond.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// Calls allowed in a period.
    pub limit: u64,
    /// Of them, calls left.
    pub remaining: u64,
    /// When the period ends.
    pub reset: Timestamp,
    /// When the answer came.
    pub seen_at: Timestamp,
    /// Which limit.
    pub bucket: Bucket,
}

/// Writes a call down, before it is made.
///
/// # Errors
/// What SQLite says.
pub fn spend(conn: &Connection, ws: &str, kind: CallKind, at: Timestamp) -> Result<(), StoreError> {
    let edge = |offset: SignedDuration| {
        let edge = at.checked_add(offset).ok();
        edge.map(Timestamp::as_microsecond)
    };
    // In the future, too: the clock may have been wrong, and those would count forever.
    conn.prepare_cached("DELETE FROM poll_calls WHERE workspace = ? AND (at < ? OR at > ?)")?
        .execute(params![ws, edge(-KEPT), edge(KEPT)])?;
    conn.prepare_cached("INSERT INTO poll_calls (workspace, at, kind) VALUES (?, ?, ?)")?
        .execute(params![ws, at.as_microsecond(), kind.as_str()])?;
    Ok(())
}

/// The calls of a kind, or of any, since then; with `until` none that are dated later, by a clock
/// that has been set back. More than two days back nothing is known.
///
/// # Errors
/// What SQLite says.
pub fn spent(
    conn: &Connection,
    ws: &str,
    kind: Option<CallKind>,
    since: Timestamp,
    until: Option<Timestamp>,
) -> Result<u64, StoreError> {
    let kind = kind.map(CallKind::as_str);
    let until = until.map_or(i64::MAX, Timestamp::as_microsecond);
    let count = conn
        .prepare_cached(
            "SELECT count(*) FROM poll_calls
             WHERE workspace = ?1 AND at >= ?2 AND at <= ?4 AND (?3 IS NULL OR kind = ?3)",
        )?
        .query_row(params![ws, since.as_microsecond(), kind, until], |row| row.get(0))?;
    Ok(value::unsigned(count))
}

/// The last headers about a limit; `None` when none came yet.
///
/// # Errors
/// What SQLite says.
pub fn allowance(
    conn: &Connection,
    ws: &str,
    bucket: Bucket,
) -> Result<Option<Allowance>, StoreError> {
    Ok(conn
        .prepare_cached(
            "SELECT allowed, remaining, reset, seen_at FROM poll_allowances
             WHERE workspace = ? AND bucket = ?",
        )?
        .query_row(params![ws, bucket.as_str()], |row| {
            Ok(Allowance {
                limit: value::unsigned(row.get("allowed")?),
                remaining: value::unsigned(row.get("remaining")?),
                reset: value::time(row, "reset")?,
                seen_at: value::time(row, "seen_at")?,
                bucket,
            })
        })
        .optional()?)
}

/// Keeps headers, in the place of those before about the same limit.
///
/// # Errors
/// What SQLite says.
pub fn keep_allowance(conn: &Connection, ws: &str, seen: &Allowance) -> Result<(), StoreError> {
    conn.prepare_cached(
        "INSERT OR REPLACE INTO poll_allowances
             (workspace, bucket, allowed, remaining, reset, seen_at)
         VALUES (?, ?, ?, ?, ?, ?)",
    )?
    .execute(params![
        ws,
        seen.bucket.as_str(),
        value::signed(seen.limit),
        value::signed(seen.remaining),
        seen.reset.as_microsecond(),
        seen.seen_at.as_microsecond(),
    ])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Allowance, Bucket, CallKind, allowance, keep_allowance, spend, spent};
    use crate::store::fixture::{Fixture, fixture, time};

    const HOUR: i64 = 3_600;

    fn call(log: &Fixture, kind: CallKind, at: i64) {
        log.store.write_blocking(move |conn| spend(conn, "w", kind, time(at))).expect("spent");
    }

    fn count(log: &Fixture, ws: &str, kind: Option<CallKind>, since: i64) -> u64 {
        log.store.read(|conn| spent(conn, ws, kind, time(since), None)).expect("a count")
    }

    #[test]
    fn calls_are_counted_by_workspace_kind_and_time() {
        let log = fixture();
        for at in [0, 5, 10] {
            call(&log, CallKind::Read, at);
        }
        call(&log, CallKind::Export, 7);
        assert_eq!(count(&log, "w", None, 0), 4);
        assert_eq!(count(&log, "w", None, 5), 3);
        assert_eq!(count(&log, "w", None, 11), 0);
        assert_eq!(count(&log, "w", Some(CallKind::Read), 5), 2);
        assert_eq!(count(&log, "w", Some(CallKind::Export), 0), 1);
        assert_eq!(count(&log, "v", None, 0), 0);
    }

    #[test]
    fn what_is_two_days_away_in_either_direction_is_removed() {
        let log = fixture();
        call(&log, CallKind::Read, 0);
        call(&log, CallKind::Read, HOUR);
        call(&log, CallKind::Read, 48 * HOUR + 1);
        assert_eq!(count(&log, "w", None, -HOUR), 2);
        // The clock was a year ahead for a while.
        call(&log, CallKind::Read, 365 * 24 * HOUR);
        call(&log, CallKind::Read, 49 * HOUR);
        assert_eq!(count(&log, "w", None, -HOUR), 1);
    }

    #[test]
    fn the_last_headers_of_each_limit_are_kept() {
        let log = fixture();
        let of = |ws, bucket| log.store.read(|conn| allowance(conn, ws, bucket)).expect("read");
        assert_eq!(of("w", Bucket::Day), None);
        for remaining in [9, 4] {
            for bucket in [Bucket::Minute, Bucket::Day] {
                let limit = if bucket == Bucket::Day { 5_000 } else { 60 };
                let seen =
                    Allowance { limit, remaining, reset: time(60), seen_at: time(1), bucket };
                log.store.write_blocking(move |c| keep_allowance(c, "w", &seen)).expect("kept");
                assert_eq!(of("w", bucket), Some(seen));
            }
        }
        assert_eq!(of("v", Bucket::Day), None);
    }
}
