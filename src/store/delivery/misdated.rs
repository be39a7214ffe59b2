//! Deliveries that a clock has put off: due later than the wait they are in could last from now.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, params, params_from_iter};

use crate::store::error::StoreError;
use crate::store::value;

use super::schedule;

/// A delivery and when it is due at the latest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Misdated {
    number: i64,
    due: i64,
}

/// The pending deliveries that are due later than their schedule allows. A wait runs from the end of
/// an attempt, and that end is past: one that ends later than the whole wait from now was dated by a
/// clock that has been set back since. Reads what is due later, nothing else.
///
/// # Errors
/// What SQLite says.
pub fn misdated(
    conn: &Connection,
    origin: Option<&str>,
    now: Timestamp,
) -> Result<Vec<Misdated>, StoreError> {
    let now = now.as_microsecond();
    let (index, condition) = match origin {
        Some(_) => ("deliveries_due_by_origin", "AND origin = ?"),
        None => ("deliveries_due", ""),
    };
    let mut late = Vec::new();
    // Of those that are held, `due` is empty: they are dated as they were made, before any wait.
    for (part, due) in [("due > ", "due"), ("due IS NULL AND held_due > ", "held_due")] {
        let mut rows = conn.prepare(&format!(
            "SELECT number, {due}, schedule, attempts - schedule_from
             FROM deliveries INDEXED BY {index}
             WHERE state = 'pending' {condition} AND {part} {now}"
        ))?;
        let mut rows = rows.query(params_from_iter(origin))?;
        while let Some(row) = rows.next()? {
            let schedule = value::word(row, "schedule", schedule)?;
            let wait = schedule.wait_after(row.get(3)?).unwrap_or_default();
            let wait = SignedDuration::try_from(wait).unwrap_or(SignedDuration::MAX);
            let latest = now.saturating_add(i64::try_from(wait.as_micros()).unwrap_or(i64::MAX));
            if row.get::<_, i64>(1)? > latest {
                late.push(Misdated { number: row.get(0)?, due: latest });
            }
        }
    }
    Ok(late)
}

/// Sets when they are due, where they still are due later.
///
/// # Errors
/// What SQLite says.
pub fn bring_forward(conn: &Connection, late: &[Misdated]) -> Result<(), StoreError> {
    let mut update = conn.prepare_cached(
        "UPDATE deliveries SET due = iif(due IS NULL, NULL, ?2), held_due = min(held_due, ?2)
         WHERE number = ?1 AND state = 'pending' AND coalesce(due, held_due) > ?2",
    )?;
    for Misdated { number, due } in late {
        update.execute(params![number, due])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{bring_forward, misdated};
    use crate::contract::retry::RetrySchedule;
    use crate::store::delivery::{NewDelivery, enqueue, next_due};
    use crate::store::fixture::{arrival, delivery, fixture, time};

    #[test]
    fn what_the_clock_put_off_is_due_after_its_own_wait_at_the_latest() {
        let log = fixture();
        log.record(arrival(None, "body"));
        let schedule = RetrySchedule::from_waits(vec![Duration::from_secs(30)]);
        let made = |at: i64, attempts: i64| {
            let new = NewDelivery { schedule: schedule.clone(), ..delivery(1, at) };
            log.store
                .write_blocking(move |conn| {
                    let number = enqueue(conn, &new)?;
                    conn.execute(
                        "UPDATE deliveries SET attempts = ? WHERE number = ?",
                        [attempts, number],
                    )?;
                    Ok(number)
                })
                .expect("queued")
        };
        // Seen at 100 s: never tried and made in the future; waiting rightly; waiting for too long.
        let (fresh, waiting, late) = (made(5_000, 0), made(130, 1), made(5_000, 1));
        let origin = delivery(1, 0).origin;
        for origin in [None, Some(origin.as_str())] {
            let found = log.store.read(|conn| misdated(conn, origin, time(100))).expect("read");
            let found: Vec<_> = found.iter().map(|one| (one.number, one.due)).collect();
            let expected = [(fresh, time(100)), (late, time(130))];
            assert_eq!(found, expected.map(|(number, due)| (number, due.as_microsecond())));
        }
        let found = log.store.read(|conn| misdated(conn, None, time(100))).expect("read");
        log.store.write_blocking(move |conn| bring_forward(conn, &found)).expect("written");
        let left = log.store.read(|conn| misdated(conn, None, time(100))).expect("read");
        assert_eq!(left, []);
        assert_eq!(log.store.read(|conn| next_due(conn, None)).expect("read"), Some(time(100)));
        let due = |number: i64| {
            let sql = "SELECT due FROM deliveries WHERE number = ?";
            log.store.read(|conn| Ok(conn.query_row(sql, [number], |row| row.get::<_, i64>(0))?))
        };
        assert_eq!(due(waiting).expect("a row"), time(130).as_microsecond());
    }

    #[test]
    fn one_that_is_held_is_due_when_its_turn_comes() {
        let log = fixture();
        log.record(arrival(None, "body"));
        let ordered = |at| NewDelivery { order_key: Some("a".to_owned()), ..delivery(1, at) };
        for at in [50, 5_000] {
            let new = ordered(at);
            log.store.write_blocking(move |conn| enqueue(conn, &new)).expect("queued");
        }
        let found = log.store.read(|conn| misdated(conn, None, time(100))).expect("read");
        assert_eq!(found.len(), 1);
        log.store.write_blocking(move |conn| bring_forward(conn, &found)).expect("written");
        let sql = "SELECT due IS NULL, held_due FROM deliveries WHERE number = 2";
        let held = |row: &rusqlite::Row<'_>| Ok((row.get::<_, bool>(0)?, row.get::<_, i64>(1)?));
        let row = log.store.read(|conn| Ok(conn.query_row(sql, [], held)?)).expect("a row");
        assert_eq!(row, (true, time(100).as_microsecond()));
    }
}
