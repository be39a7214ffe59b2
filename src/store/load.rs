//! What load runs came to: one row each, in the words in which it was told.

use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::error::StoreError;

/// Keeps the summary of a run, a JSON object.
///
/// # Errors
/// What SQLite says.
pub fn keep(conn: &Connection, started_at: Timestamp, summary: &str) -> Result<(), StoreError> {
    conn.prepare_cached("INSERT INTO load_runs (started_at, summary) VALUES (?, ?)")?
        .execute(params![started_at.as_microsecond(), summary])?;
    Ok(())
}

/// The summaries of the latest runs, latest first.
///
/// # Errors
/// What SQLite says.
pub fn latest(conn: &Connection, limit: u32) -> Result<Vec<String>, StoreError> {
    Ok(conn
        .prepare_cached("SELECT summary FROM load_runs ORDER BY number DESC LIMIT ?")?
        .query_map([limit], |row| row.get(0))?
        .collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::{keep, latest};
    use crate::store::fixture::fixture;

    #[test]
    fn the_latest_runs_come_first() {
        let log = fixture();
        for summary in ["1", "2", "3"] {
            let kept = log.store.write_blocking(|c| keep(c, Timestamp::UNIX_EPOCH, summary));
            kept.expect("kept");
        }
        let found = log.store.read(|conn| latest(conn, 2)).expect("runs");
        assert_eq!(found, ["3", "2"]);
    }
}
