//! Recording an event, and what its Delivery-ID and body say about earlier ones.

use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

use crate::contract::signature::Verdict;
use crate::store::error::StoreError;
use crate::store::{ring, value};

use super::{NewEvent, Recorded, Source};

/// Records an event. Belongs into a job of [`crate::store::Store::write`].
///
/// Ids are not authenticated, so only verified arrivals are compared, with verified arrivals: a
/// forged request never shadows a real one.
///
/// # Errors
/// What SQLite says.
pub fn insert(conn: &Connection, event: &NewEvent) -> Result<Recorded, StoreError> {
    let hash: [u8; 32] = Sha256::digest(&event.body).into();
    let mut recorded = compare(conn, event, &hash)?;
    let ring = event.ring && event.verdict != Verdict::Verified;
    conn.prepare_cached(
        "INSERT INTO events (source, received_at, method, path, peer, event, delivery_id, verdict,
             fingerprint, freshness, duplicate_of, id_reused, same_body_as, replay_of, ring, size,
             body_sha256, headers, body)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?
    .execute(params![
        event.source.as_str(),
        event.received_at.as_microsecond(),
        event.method,
        event.path,
        event.peer,
        event.event,
        event.delivery_id,
        event.verdict.as_str(),
        event.fingerprint,
        event.freshness.as_str(),
        recorded.duplicate_of,
        recorded.id_reused,
        recorded.same_body_as,
        event.replay_of,
        ring,
        value::signed(event.body.len()),
        hash,
        event.headers.to_block(),
        &event.body[..],
    ])?;
    recorded.number = conn.last_insert_rowid();
    if ring {
        ring::evict(conn, recorded.number)?;
    }
    Ok(recorded)
}

fn compare(conn: &Connection, event: &NewEvent, hash: &[u8; 32]) -> Result<Recorded, StoreError> {
    let mut found = Recorded { number: 0, duplicate_of: None, id_reused: None, same_body_as: None };
    if event.source != Source::Listen || !event.verdict.is_accepted() {
        return Ok(found);
    }
    match &event.delivery_id {
        None => found.same_body_as = same_body(conn, hash)?,
        Some(id) if event.verdict == Verdict::Verified => {
            found.duplicate_of = original(conn, id, hash)?;
            if found.duplicate_of.is_none() {
                found.id_reused = other_body(conn, id)?;
            }
        }
        Some(_) => {}
    }
    Ok(found)
}

fn original(conn: &Connection, id: &str, hash: &[u8; 32]) -> rusqlite::Result<Option<i64>> {
    conn.prepare_cached(
        "SELECT number FROM events
         WHERE delivery_id = ? AND body_sha256 = ? AND source = 'listen' AND verdict = 'verified'
         ORDER BY number LIMIT 1",
    )?
    .query_row(params![id, hash], |row| row.get(0))
    .optional()
}

/// Whichever later body is met first in the index points at the first.
fn other_body(conn: &Connection, id: &str) -> rusqlite::Result<Option<i64>> {
    conn.prepare_cached(
        "SELECT coalesce(id_reused, number) FROM events
         WHERE delivery_id = ? AND source = 'listen' AND verdict = 'verified'
             AND duplicate_of IS NULL
         LIMIT 1",
    )?
    .query_row([id], |row| row.get(0))
    .optional()
}

fn same_body(conn: &Connection, hash: &[u8; 32]) -> rusqlite::Result<Option<i64>> {
    conn.prepare_cached(
        "SELECT number FROM events INDEXED BY arrivals_by_body
         WHERE body_sha256 = ? AND source = 'listen' AND delivery_id IS NULL
             AND verdict IN ('verified', 'unverified')
         ORDER BY number LIMIT 1",
    )?
    .query_row(params![hash], |row| row.get(0))
    .optional()
}
