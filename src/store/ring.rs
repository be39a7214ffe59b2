//! The ring: rejected and unverifiable requests are kept, but only so many, or anybody who knows
//! the address could fill the disk.

use rusqlite::{Connection, Row};

use super::error::StoreError;

/// The most rows in the ring.
const ROWS: i64 = 10_000;
/// The most bytes of headers and bodies in the ring.
const BYTES: i64 = 100_000_000;

/// Once a bound is passed, so many rows more are taken out, or so many bytes: one by one, each row that
/// comes would cost a search and pages at both ends of every index.
const SPARE_ROWS: i64 = 256;
const SPARE_BYTES: i64 = 500_000;

/// One more row is in the ring. What leaves it is counted by a trigger, whoever removes it.
pub(super) fn grow(conn: &Connection, bytes: i64) -> Result<(), StoreError> {
    let count = "UPDATE ring SET rows = rows + 1, bytes = bytes + ?";
    conn.prepare_cached(count)?.execute([bytes])?;
    Ok(())
}

/// Takes the oldest rows out of a ring that has passed a bound, until there is some room again; their
/// deliveries, attempts and index entries go with them. A row with a pending delivery stays, and so
/// does `newest`.
pub(super) fn evict(conn: &Connection, newest: i64) -> Result<(), StoreError> {
    let held = "SELECT rows - ?1, bytes - ?2 FROM ring";
    let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
    let (rows, bytes): (i64, i64) = conn.prepare_cached(held)?.query_row([ROWS, BYTES], read)?;
    if rows <= 0 && bytes <= 0 {
        return Ok(());
    }
    let mut rows = if rows > 0 { rows + SPARE_ROWS } else { 0 };
    let mut bytes = if bytes > 0 { bytes + SPARE_BYTES } else { 0 };
    let mut oldest = conn.prepare_cached(
        "SELECT number, size + length(headers) FROM events AS held
         WHERE ring = 1 AND number < ?1 AND NOT EXISTS (
             SELECT 1 FROM deliveries
             WHERE deliveries.event = held.number AND state = 'pending')
         ORDER BY number",
    )?;
    let mut found = oldest.query([newest])?;
    let mut last = 0;
    while rows > 0 || bytes > 0 {
        let Some(row) = found.next()? else { break };
        last = row.get(0)?;
        rows -= 1;
        bytes -= row.get::<_, i64>(1)?;
    }
    drop(found);
    conn.prepare_cached(
        "DELETE FROM events
         WHERE ring = 1 AND number <= ?1 AND NOT EXISTS (
             SELECT 1 FROM deliveries
             WHERE deliveries.event = events.number AND state = 'pending')",
    )?
    .execute([last])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::contract::signature::Verdict;
    use crate::store::delivery::enqueue;
    use crate::store::event::{NewEvent, insert};
    use crate::store::fixture::{arrival, delivery, fixture};

    fn forged() -> NewEvent {
        NewEvent { verdict: Verdict::Mismatch, ring: true, ..arrival(None, "forged") }
    }

    #[test]
    fn the_oldest_rejected_rows_go_first_and_nothing_else_goes() {
        let log = fixture();
        log.record(NewEvent { ring: true, ..arrival(None, "verified stays even so") });
        log.record(forged()); // 2: pending, stays
        log.record(forged()); // 3: the oldest that may go
        log.store.write_blocking(|conn| enqueue(conn, &delivery(2, 0))).expect("enqueued");
        let filled = log
            .store
            .write_blocking(|conn| (0..10_000).try_for_each(|_| insert(conn, &forged()).map(drop)));
        filled.expect("filled");
        // Row 10,001 of the ring took 257 with it, and then one more came.
        assert_eq!(log.count("events"), 9746);
        assert_eq!(log.count("events WHERE ring = 1"), 9745);
        assert_eq!(log.count("events WHERE number IN (1, 2)"), 2);
        assert_eq!(log.count("events WHERE number BETWEEN 3 AND 259"), 0);
        assert_eq!(log.count("events WHERE number = 260"), 1);
        assert_eq!(log.count("ring WHERE rows = 9745"), 1);
    }

    #[test]
    fn a_hundred_megabytes_are_the_other_bound() {
        let log = fixture();
        let large = NewEvent { body: vec![b'x'; 9_000_000].into(), ..forged() };
        for _ in 0..12 {
            log.record(large.clone());
        }
        assert_eq!(log.count("events"), 11);
        assert_eq!(log.count("events WHERE number = 1"), 0);
        assert_eq!(log.count("ring WHERE rows = 11 AND bytes BETWEEN 99000000 AND 99009999"), 1);
    }

    #[test]
    fn many_bytes_make_room_for_many() {
        let log = fixture();
        let large = NewEvent { body: vec![b'x'; 100_000].into(), ..forged() };
        let filled = log
            .store
            .write_blocking(move |conn| (0..1000).try_for_each(|_| insert(conn, &large).map(drop)));
        filled.expect("filled");
        // With its headers the thousandth passes the bound: it and half a megabyte more.
        assert_eq!(log.count("events"), 994);
        assert_eq!(log.count("ring WHERE rows = 994"), 1);
    }

    #[test]
    fn a_ring_of_pending_rows_stays_as_it_is() {
        let log = fixture();
        let filled = log.store.write_blocking(|conn| {
            (0..10_010).try_for_each(|_| {
                let number = insert(conn, &forged())?.number;
                enqueue(conn, &delivery(number, 0)).map(drop)
            })
        });
        filled.expect("filled");
        assert_eq!(log.count("ring WHERE rows = 10010"), 1);
        assert_eq!(log.count("events"), 10_010);
    }

    #[test]
    fn what_is_rolled_back_does_not_count() {
        let log = fixture();
        let failed = log.store.write_blocking(|conn| {
            insert(conn, &forged())?;
            Err::<(), _>(crate::store::StoreError::Closed)
        });
        failed.expect_err("the job fails");
        assert_eq!(log.count("ring WHERE rows = 0 AND bytes = 0"), 1);
    }
}
