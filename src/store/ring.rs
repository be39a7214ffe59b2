//! The ring: rejected and unverifiable requests are kept, but only so many, or anybody who knows
//! the address could fill the disk.

use rusqlite::Connection;

use super::error::StoreError;

/// The most rows in the ring.
const ROWS: i64 = 10_000;
/// The most bytes of headers and bodies in the ring.
const BYTES: i64 = 100_000_000;

/// Takes the oldest rows out of the ring until it is within its bounds; their deliveries, attempts
/// and index entries go with them. A row with a pending delivery stays, and so does `newest`.
pub(super) fn evict(conn: &Connection, newest: i64) -> Result<(), StoreError> {
    while is_full(conn)? {
        let removed = conn
            .prepare_cached(
                "DELETE FROM events WHERE number = (
                     SELECT number FROM events AS held
                     WHERE ring = 1 AND number < ?1 AND NOT EXISTS (
                         SELECT 1 FROM deliveries
                         WHERE deliveries.event = held.number AND state = 'pending')
                     ORDER BY number LIMIT 1)",
            )?
            .execute([newest])?;
        if removed == 0 {
            break;
        }
    }
    Ok(())
}

fn is_full(conn: &Connection) -> Result<bool, StoreError> {
    let mut held = conn.prepare_cached("SELECT rows > ?1 OR bytes > ?2 FROM ring")?;
    Ok(held.query_row([ROWS, BYTES], |row| row.get(0))?)
}
