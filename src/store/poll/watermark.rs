//! How far each feed has been read, and when the next cycle may begin.

use std::collections::HashMap;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Result as SqlResult, Row, params};

use crate::store::error::StoreError;
use crate::store::value;

use super::{Watermark, feed};

/// How far one feed was read; `None` before its baseline.
///
/// # Errors
/// What SQLite says.
pub fn watermark(conn: &Connection, ws: &str, feed: &str) -> Result<Option<Watermark>, StoreError> {
    Ok(conn
        .prepare_cached(
            "SELECT baseline_at, mark, mark_rest, read_at, known FROM poll_feeds
             WHERE workspace = ? AND feed = ? AND baseline_at IS NOT NULL",
        )?
        .query_row([ws, feed], read)
        .optional()?)
}

/// The watermark of each feed that has one.
///
/// # Errors
/// What SQLite says.
pub fn feeds(conn: &Connection, ws: &str) -> Result<HashMap<String, Watermark>, StoreError> {
    Ok(conn
        .prepare_cached(
            "SELECT feed, baseline_at, mark, mark_rest, read_at, known FROM poll_feeds
             WHERE workspace = ? AND baseline_at IS NOT NULL",
        )?
        .query_map([ws], |row| Ok((row.get("feed")?, read(row)?)))?
        .collect::<SqlResult<_>>()?)
}

/// Sets the watermark of a feed. The mark is kept to the nanosecond, the other times to the
/// microsecond. Belongs into a job of [`crate::store::Store::write`].
///
/// # Errors
/// What SQLite says.
pub fn mark(
    conn: &Connection,
    ws: &str,
    feed: &str,
    watermark: &Watermark,
) -> Result<(), StoreError> {
    let number = feed::number_or_new(conn, ws, feed)?;
    let mark = watermark.mark.map(value::exact);
    conn.prepare_cached(
        "UPDATE poll_feeds SET baseline_at = ?2, mark = ?3, mark_rest = ?4, read_at = ?5, known = ?6
         WHERE number = ?1",
    )?
    .execute(params![
        number,
        watermark.baseline_at.as_microsecond(),
        mark.map(|mark| mark.0),
        mark.map_or(0, |mark| mark.1),
        watermark.read_at.as_microsecond(),
        value::signed(watermark.known),
    ])?;
    Ok(())
}

/// When the next cycle is due: whoever polls this workspace next, after a crash or from cron, waits
/// until then. `None` before the first.
///
/// # Errors
/// What SQLite says.
pub fn next_cycle(conn: &Connection, ws: &str) -> Result<Option<Timestamp>, StoreError> {
    Ok(conn
        .prepare_cached("SELECT next FROM poll_cycles WHERE workspace = ?")?
        .query_row([ws], |row| value::time(row, "next"))
        .optional()?)
}

/// Keeps when the next cycle is due.
///
/// # Errors
/// What SQLite says.
pub fn keep_next_cycle(conn: &Connection, ws: &str, at: Timestamp) -> Result<(), StoreError> {
    conn.prepare_cached("INSERT OR REPLACE INTO poll_cycles (workspace, next) VALUES (?, ?)")?
        .execute(params![ws, at.as_microsecond()])?;
    Ok(())
}

fn read(row: &Row<'_>) -> SqlResult<Watermark> {
    let mark: Option<i64> = row.get("mark")?;
    let rest = row.get("mark_rest")?;
    Ok(Watermark {
        baseline_at: value::time(row, "baseline_at")?,
        mark: mark.map(|mark| value::to_exact(mark, rest)).transpose()?,
        read_at: value::time(row, "read_at")?,
        known: value::unsigned(row.get("known")?),
    })
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp};

    use super::{Watermark, feeds, keep_next_cycle, mark, next_cycle};
    use crate::store::fixture::{fixture, time};

    #[test]
    fn a_mark_comes_back_and_the_last_one_counts() {
        let log = fixture();
        let watermark = |mark: Option<Timestamp>, known| Watermark {
            baseline_at: time(0),
            mark,
            read_at: time(5),
            known,
        };
        let fine = time(1) + SignedDuration::from_nanos(1);
        let set = move |feed: &'static str, watermark: Watermark| {
            log.store.write_blocking(move |c| mark(c, "w", feed, &watermark)).expect("marked");
            log.store.read(|conn| feeds(conn, "w")).expect("feeds")
        };
        assert_eq!(set("deals", watermark(Some(fine), 3))["deals"], watermark(Some(fine), 3));
        let all = set("lists", watermark(None, u64::MAX >> 1));
        assert_eq!(all["lists"], watermark(None, u64::MAX >> 1));
        assert_eq!(set("deals", watermark(None, 0))["deals"], watermark(None, 0));
        assert_eq!(all.len(), 2);
    }

    #[test]
    fn the_next_cycle_is_kept_for_each_workspace() {
        let log = fixture();
        let next = |ws| log.store.read(|conn| next_cycle(conn, ws)).expect("a time");
        assert_eq!(next("w"), None);
        for at in [3, 2] {
            log.store.write_blocking(move |c| keep_next_cycle(c, "w", time(at))).expect("kept");
            assert_eq!((next("w"), next("v")), (Some(time(at)), None));
        }
    }
}
