//! Finding events by a piece of text: a trigram index over what lies still, a plain scan over what
//! came since, so that the answer is always complete.
//!
//! Searched are the event's name, its Delivery-ID, its path, its headers (not the values of those
//! that carry credentials) and the first 256 KB of its body. The index only narrows down; every hit
//! is checked against the text.
//!
//! What is in the ring is not indexed but scanned: it is bounded, comes in floods and goes soon, and to
//! take a row out of the index costs more than all else about it.

mod pages;
#[cfg(test)]
mod tests;

use std::time::{Duration, Instant};

use rusqlite::{Connection, Result as SqlResult, Row, Transaction, TransactionBehavior, params};

use crate::contract::credential::is_credential;
use crate::contract::header::HeaderList;
use crate::store::error::StoreError;
use crate::store::event::EventFilter;

pub(super) use pages::Pages;

/// Of a body, so much is searched.
const BODY_CAP: u32 = 256 * 1024;

/// Numbers held in memory at a time.
const PAGE: usize = 4096;

/// How long one step of filling may hold the write lock.
const STEP: Duration = Duration::from_millis(20);

/// How far the index is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum Progress {
    /// There is more to index.
    More,
    /// Every event is in the index that belongs there.
    Complete,
}

/// Gives each number of the events that the filter means to `visit`.
///
/// # Errors
/// What SQLite says, or the first error of `visit`.
pub(super) fn for_each_number(
    conn: &Connection,
    filter: &EventFilter,
    mut visit: impl FnMut(i64) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut left = filter.limit.unwrap_or(usize::MAX);
    let mut pages = Pages::new(conn, filter)?;
    while left > 0 {
        let page = pages.next(conn, left.min(PAGE))?;
        if page.is_empty() {
            break;
        }
        left -= page.len();
        page.into_iter().try_for_each(&mut visit)?;
    }
    Ok(())
}

/// Adds the next events that are not in the ring to the index: one short transaction of its own, ended early when `hurry`
/// says so. The writer calls it when idle.
///
/// # Errors
/// What SQLite says; the index then is as far as it was.
pub(in crate::store) fn fill(
    conn: &Connection,
    hurry: &dyn Fn() -> bool,
) -> Result<Progress, StoreError> {
    let (indexed, last) = (indexed_up_to(conn)?, last_number(conn)?);
    if indexed >= last {
        return Ok(Progress::Complete);
    }
    let transaction = Transaction::new_unchecked(conn, TransactionBehavior::Immediate)?;
    let reached = fill_from(conn, indexed_up_to(conn)?, hurry)?;
    transaction.prepare_cached("UPDATE indexed SET up_to = ?")?.execute([reached])?;
    transaction.commit()?;
    Ok(if reached < last { Progress::More } else { Progress::Complete })
}

fn fill_from(conn: &Connection, indexed: i64, hurry: &dyn Fn() -> bool) -> Result<i64, StoreError> {
    let started = Instant::now();
    let mut reached = indexed;
    let mut insert = conn.prepare_cached("INSERT INTO event_text (rowid, text) VALUES (?, ?)")?;
    let mut events = conn.prepare_cached(
        "SELECT number, event, delivery_id, path, headers, substr(body, 1, ?2) AS body FROM events
         WHERE number > ?1 AND ring = 0 ORDER BY number",
    )?;
    let mut rows = events.query(params![indexed, BODY_CAP])?;
    while let Some(row) = rows.next()? {
        reached = row.get("number")?;
        insert.execute(params![reached, text_of(row)?])?;
        if started.elapsed() > STEP || hurry() {
            return Ok(reached);
        }
    }
    // What lies behind the last of them is in the ring.
    Ok(last_number(conn)?.max(reached))
}

fn indexed_up_to(conn: &Connection) -> SqlResult<i64> {
    conn.prepare_cached("SELECT up_to FROM indexed")?.query_row([], |row| row.get(0))
}

fn last_number(conn: &Connection) -> SqlResult<i64> {
    conn.prepare_cached("SELECT coalesce(max(number), 0) FROM events")?
        .query_row([], |row| row.get(0))
}

/// What is searched of an event.
fn text_of(row: &Row<'_>) -> SqlResult<String> {
    let mut text = String::new();
    for column in ["event", "delivery_id", "path"] {
        if let Some(part) = row.get_ref(column)?.as_str_or_null()? {
            text.push_str(part);
        }
        text.push('\n');
    }
    for (name, value) in HeaderList::from_block(row.get_ref("headers")?.as_blob()?).iter() {
        text.push_str(name);
        text.push_str(": ");
        if !is_credential(name) {
            text.push_str(&String::from_utf8_lossy(value));
        }
        text.push('\n');
    }
    // A part of an empty body is NULL to SQLite.
    let body = row.get_ref("body")?.as_blob_or_null()?.unwrap_or_default();
    text.push_str(&String::from_utf8_lossy(body));
    Ok(text.replace('\0', "\u{fffd}"))
}
