//! Feeds by number: what an entry names instead of its workspace and feed.

use rusqlite::{Connection, OptionalExtension as _, params};

use crate::store::error::StoreError;

/// The number of a feed; `None` while nothing is known of it.
pub(super) fn number(conn: &Connection, ws: &str, feed: &str) -> Result<Option<i64>, StoreError> {
    Ok(conn
        .prepare_cached("SELECT number FROM poll_feeds WHERE workspace = ? AND feed = ?")?
        .query_row(params![ws, feed], |row| row.get(0))
        .optional()?)
}

/// The number of a feed, which is made where there is none.
pub(super) fn number_or_new(conn: &Connection, ws: &str, feed: &str) -> Result<i64, StoreError> {
    if let Some(known) = number(conn, ws, feed)? {
        return Ok(known);
    }
    conn.prepare_cached("INSERT INTO poll_feeds (workspace, feed) VALUES (?, ?)")?
        .execute(params![ws, feed])?;
    Ok(conn.last_insert_rowid())
}
