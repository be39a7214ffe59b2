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
        assert_eq!(log.count("events"), 10_001);
        assert_eq!(log.count("events WHERE ring = 1"), 10_000);
        assert_eq!(log.count("events WHERE number IN (1, 2)"), 2);
        assert_eq!(log.count("events WHERE number IN (3, 4)"), 0);
        assert_eq!(log.count("ring WHERE rows = 10000"), 1);
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
