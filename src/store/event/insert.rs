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
    let headers = event.headers.as_block();
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
        headers,
        &event.body[..],
    ])?;
    recorded.number = conn.last_insert_rowid();
    if ring {
        ring::grow(conn, value::signed(event.body.len() + headers.len()))?;
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

#[cfg(test)]
mod tests {
    use crate::contract::signature::Verdict;
    use crate::store::event::{NewEvent, Source, get};
    use crate::store::fixture::{arrival, fixture};

    const ID: Option<&str> = Some("0b9a5a3e-1111-4222-8333-944455556666");

    #[test]
    fn the_same_id_and_body_is_a_duplicate_of_the_first() {
        let log = fixture();
        let first = log.record(arrival(ID, "a"));
        assert_eq!((first.number, first.duplicate_of, first.id_reused), (1, None, None));
        for _ in 0..2 {
            let again = log.record(arrival(ID, "a"));
            assert_eq!((again.duplicate_of, again.id_reused), (Some(1), None));
        }
    }

    #[test]
    fn the_same_id_with_another_body_is_a_new_event() {
        let log = fixture();
        log.record(arrival(ID, "a"));
        for (body, number) in [("b", 2), ("c", 3)] {
            let other = log.record(arrival(ID, body));
            assert_eq!(
                (other.number, other.duplicate_of, other.id_reused),
                (number, None, Some(1))
            );
        }
        let repeated = log.record(arrival(ID, "b"));
        assert_eq!((repeated.duplicate_of, repeated.id_reused), (Some(2), None));
    }

    #[test]
    fn only_verified_arrivals_are_compared() {
        let log = fixture();
        let forged = NewEvent { verdict: Verdict::Mismatch, ..arrival(ID, "a") };
        let unverified = NewEvent { verdict: Verdict::Unverified, ..arrival(ID, "a") };
        let sent = NewEvent { source: Source::Send, ..arrival(ID, "a") };
        for other in [forged.clone(), unverified.clone(), sent.clone()] {
            log.record(other);
        }
        let real = log.record(arrival(ID, "a"));
        assert_eq!((real.number, real.duplicate_of, real.id_reused), (4, None, None));
        for other in [forged, unverified, sent] {
            let other = log.record(other);
            assert_eq!(
                (other.duplicate_of, other.id_reused, other.same_body_as),
                (None, None, None)
            );
        }
        assert_eq!(log.record(arrival(ID, "a")).duplicate_of, Some(4));
    }

    #[test]
    fn without_an_id_there_is_only_the_same_body() {
        let log = fixture();
        log.record(NewEvent { verdict: Verdict::Mismatch, ..arrival(None, "a") });
        assert_eq!(log.record(arrival(None, "a")).same_body_as, None);
        for _ in 0..2 {
            let again = log.record(arrival(None, "a"));
            assert_eq!((again.duplicate_of, again.same_body_as), (None, Some(2)));
        }
    }

    #[test]
    fn every_byte_and_field_comes_back() {
        let log = fixture();
        let mut event = arrival(ID, "");
        event.body = bytes::Bytes::from_static(b"{\0\xff \r\n}");
        event.headers.push("x-odd", &b"\xff: \x80"[..]);
        event.headers.push("x-odd", "");
        event.replay_of = Some(7);
        log.record(event.clone());
        let back = log.store.read(|conn| get(conn, 1)).expect("an event");
        assert_eq!((&back.headers, back.body.as_slice()), (&event.headers, &event.body[..]));
        assert_eq!(back.row.received_at, event.received_at);
        assert_eq!(back.row.replay_of, Some(7));
        assert_eq!(back.row.size, 7);
        assert_eq!(back.row.verdict, Verdict::Verified);
        assert_eq!(back.row.peer, event.peer);
        assert_eq!(back.row.outcome, None);
    }
}
