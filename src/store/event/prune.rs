//! Removing events that nobody needs any more, a few at a time, so that a listener beside it is not
//! held up.

use std::path::Path;

use rusqlite::{Connection, params};

use crate::store::error::StoreError;
use crate::store::{file, search, value};

use super::EventFilter;

/// What to do with an event that is still to be delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pending {
    /// It stays.
    Kept,
    /// It goes, and its deliveries with it.
    Removed,
}

/// The numbers of the events that the filter means, in its order.
///
/// # Errors
/// What SQLite says.
pub fn numbers_of(conn: &Connection, filter: &EventFilter) -> Result<Vec<i64>, StoreError> {
    let mut numbers = Vec::new();
    search::for_each_number(conn, filter, |number| {
        numbers.push(number);
        Ok(())
    })?;
    Ok(numbers)
}

/// The events that are still to be delivered, lowest number first.
///
/// # Errors
/// What SQLite says.
pub fn with_pending(conn: &Connection) -> Result<Vec<i64>, StoreError> {
    let mut events = conn
        .prepare("SELECT DISTINCT event FROM deliveries WHERE state = 'pending' ORDER BY event")?;
    let events = events.query_map([], |row| row.get(0))?;
    Ok(events.collect::<rusqlite::Result<_>>()?)
}

/// Removes events with their deliveries, attempts and index entries, and returns how many there
/// were. One that got a delivery meanwhile stays, if pending ones are kept: for a job of
/// [`crate::store::Store::write`].
///
/// # Errors
/// What SQLite says.
pub fn remove(conn: &Connection, numbers: &[i64], pending: Pending) -> Result<usize, StoreError> {
    let mut delete = conn.prepare_cached(
        "DELETE FROM events WHERE number = ?1 AND (?2 OR NOT EXISTS (
             SELECT 1 FROM deliveries WHERE event = ?1 AND state = 'pending'))",
    )?;
    let all = pending == Pending::Removed;
    numbers
        .iter()
        .try_fold(0, |removed, number| Ok(removed + delete.execute(params![number, all])?))
}

/// How large a store is, and how much of it is empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Space {
    /// Bytes of the file.
    pub total: u64,
    /// Bytes in it that hold nothing, to be used by what comes next.
    pub free: u64,
}

/// How large the store is.
///
/// # Errors
/// What SQLite says.
pub fn space(conn: &Connection) -> Result<Space, StoreError> {
    let number = |pragma: &str| -> Result<u64, StoreError> {
        Ok(value::unsigned(conn.pragma_query_value(None, pragma, |row| row.get(0))?))
    };
    let page = number("page_size")?;
    Ok(Space { total: number("page_count")? * page, free: number("freelist_count")? * page })
}

/// Writes the whole file anew without its empty pages, and merges the search index, in which removed
/// texts are only marked. Other writers wait until it is done, and give up after five seconds.
///
/// # Errors
/// [`StoreError::Busy`] when somebody else writes, or what SQLite says; the file is as it was then.
pub fn compact(path: &Path) -> Result<(), StoreError> {
    let conn = file::open_writer(path)?;
    let work = || -> Result<(), StoreError> {
        // Not in memory: the copy is as large as the store.
        conn.pragma_update(None, "temp_store", "FILE")?;
        conn.execute("INSERT INTO event_text (event_text) VALUES ('optimize')", [])?;
        conn.execute_batch("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)")?;
        Ok(())
    };
    work().map_err(|error| error.at(path))
}
