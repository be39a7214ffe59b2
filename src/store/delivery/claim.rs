//! Taking what is due: by compare-and-set, so that no two processes attempt one delivery.

use std::collections::HashMap;
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};

use crate::contract::header::HeaderList;
use crate::contract::retry::RetrySchedule;
use crate::store::error::StoreError;
use crate::store::value;

use super::{Stamp, schedule};

/// A delivery in the hands of its claimer, with all that an attempt needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Claimed {
    /// Number of the delivery.
    pub number: i64,
    /// Number of the event.
    pub event: i64,
    /// The command and target that made it.
    pub origin: String,
    /// Full URL.
    pub target: String,
    /// As computed once.
    pub headers: HeaderList,
    /// Which timestamp the attempts carry.
    pub stamp: Stamp,
    /// The waits between its attempts.
    pub schedule: RetrySchedule,
    /// Attempts made in all.
    pub attempts_made: u32,
    /// Of those, the ones made under the present schedule (fewer after a `deliveries retry`): when
    /// the next fails, wait `schedule.wait_after(schedule_made + 1)`.
    pub schedule_made: u32,
    /// Body of the event.
    pub body: Vec<u8>,
    /// Name of the event.
    pub event_name: Option<String>,
    /// Its Delivery-ID.
    pub delivery_id: Option<String>,
}

/// Leases to `owner`, until `now + lease`, the deliveries that are due and in nobody's hands: never
/// leased, or the lease has run out, or `is_gone` says that its owner has ended. Earliest first, at
/// most `limit`; of one origin, or of all.
///
/// # Errors
/// What SQLite says.
pub fn claim_due(
    conn: &Connection,
    origin: Option<&str>,
    owner: &str,
    now: Timestamp,
    lease: Duration,
    limit: usize,
    is_gone: &dyn Fn(&str) -> bool,
) -> Result<Vec<Claimed>, StoreError> {
    let now = now.as_microsecond();
    let until = now.saturating_add(value::micros(lease));
    let numbers = free(conn, origin, owner, now, limit, is_gone)?;
    let mut taken = Vec::with_capacity(numbers.len());
    for (number, held_by) in numbers {
        let changed = conn
            .prepare_cached(
                "UPDATE deliveries SET owner = ?2, lease_until = ?3
                 WHERE number = ?1 AND state = 'pending' AND owner IS ?4",
            )?
            .execute(params![number, owner, until, held_by])?;
        if changed == 1 {
            taken.push(read(conn, number)?);
        }
    }
    Ok(taken)
}

/// Leases one delivery to `owner` for an attempt now, whatever became of it; `None` when somebody
/// who lives holds it. One that is pending keeps its schedule, any other gets the one attempt.
///
/// One that is held goes ahead of its turn, and is held again if it fails and is still pending. One
/// that had ended holds back only what was held or comes later, not what is due already.
///
/// # Errors
/// [`StoreError::NoSuch`], or what SQLite says.
pub fn take(
    conn: &Connection,
    number: i64,
    owner: &str,
    now: Timestamp,
    lease: Duration,
    is_gone: &dyn Fn(&str) -> bool,
) -> Result<Option<Claimed>, StoreError> {
    let now = now.as_microsecond();
    let held: Option<(Option<String>, Option<i64>)> = conn
        .prepare_cached("SELECT owner, lease_until FROM deliveries WHERE number = ?")?
        .query_row([number], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((held_by, until)) = held else {
        return Err(StoreError::NoSuch { what: "delivery", number });
    };
    let expired = until.is_some_and(|until| until <= now);
    if held_by.is_some_and(|holder| !expired && !is_gone(&holder)) {
        return Ok(None);
    }
    conn.prepare_cached(
        "UPDATE deliveries SET owner = ?2, lease_until = ?3, due = ?4,
             schedule = iif(state = 'pending', schedule, ''),
             schedule_from = iif(state = 'pending', schedule_from, attempts),
             state = 'pending'
         WHERE number = ?1",
    )?
    .execute(params![number, owner, now.saturating_add(value::micros(lease)), now])?;
    read(conn, number).map(Some)
}

/// When the next pending delivery is due, leased ones included, held ones not.
///
/// # Errors
/// What SQLite says.
pub fn next_due(conn: &Connection, origin: Option<&str>) -> Result<Option<Timestamp>, StoreError> {
    let due: Option<i64> = conn
        .prepare_cached(&first_due(origin))?
        .query_row(params_from_iter(origin), |row| row.get(0))?;
    Ok(due.map(value::to_time).transpose()?)
}

/// When the next pending delivery that nobody holds is due.
///
/// # Errors
/// What SQLite says.
pub fn next_free(conn: &Connection, origin: Option<&str>) -> Result<Option<Timestamp>, StoreError> {
    let due: Option<i64> = conn
        .prepare_cached(&first_free(origin))?
        .query_row(params_from_iter(origin), |row| row.get(0))?;
    Ok(due.map(value::to_time).transpose()?)
}

/// Whether nothing is pending: no count, so that a long queue can be asked after each delivery.
///
/// # Errors
/// What SQLite says.
pub fn is_drained(conn: &Connection, origin: Option<&str>) -> Result<bool, StoreError> {
    Ok(!conn.prepare_cached(&any(origin))?.exists(params_from_iter(origin))?)
}

/// How many deliveries are pending, leased and held ones included.
///
/// # Errors
/// What SQLite says.
pub fn pending(conn: &Connection, origin: Option<&str>) -> Result<u64, StoreError> {
    let count = conn
        .prepare_cached(&of_origin("SELECT count(*)", origin, ""))?
        .query_row(params_from_iter(origin), |row| row.get(0))?;
    Ok(value::unsigned(count))
}

fn of_origin(select: &str, origin: Option<&str>, rest: &str) -> String {
    let (index, condition) = match origin {
        Some(_) => ("deliveries_due_by_origin", "AND origin = ?"),
        None => ("deliveries_due", ""),
    };
    format!(
        "{select} FROM deliveries INDEXED BY {index} WHERE state = 'pending' {condition} {rest}"
    )
}

fn first_due(origin: Option<&str>) -> String {
    of_origin("SELECT min(due)", origin, "AND due IS NOT NULL")
}

fn first_free(origin: Option<&str>) -> String {
    of_origin("SELECT min(due)", origin, "AND due IS NOT NULL AND owner IS NULL")
}

fn any(origin: Option<&str>) -> String {
    of_origin("SELECT 1", origin, "LIMIT 1")
}

fn due_by(origin: Option<&str>, now: i64) -> String {
    // A number of our own stands in the text: the placeholder before it may be absent.
    let rest = format!("AND due <= {now} ORDER BY due, number");
    of_origin("SELECT number, owner, lease_until", origin, &rest)
}

/// Due deliveries in nobody's hands, each with the owner it had.
fn free(
    conn: &Connection,
    origin: Option<&str>,
    owner: &str,
    now: i64,
    limit: usize,
    is_gone: &dyn Fn(&str) -> bool,
) -> Result<Vec<(i64, Option<String>)>, StoreError> {
    let mut statement = conn.prepare(&due_by(origin, now))?;
    let mut rows = statement.query(params_from_iter(origin))?;
    let mut gone: HashMap<String, bool> = HashMap::new();
    let mut free = Vec::new();
    while free.len() < limit {
        let Some(row) = rows.next()? else {
            break;
        };
        let (held_by, until): (Option<String>, Option<i64>) = (row.get(1)?, row.get(2)?);
        let is_free = match &held_by {
            None => true,
            Some(_) if until.is_some_and(|until| until <= now) => true,
            Some(other) if other == owner => false,
            Some(other) => *gone.entry(other.clone()).or_insert_with(|| is_gone(other)),
        };
        if is_free {
            free.push((row.get(0)?, held_by));
        }
    }
    Ok(free)
}

fn read(conn: &Connection, number: i64) -> Result<Claimed, StoreError> {
    Ok(conn
        .prepare_cached(
            "SELECT d.event, d.origin, d.target, d.headers, d.stamp, d.schedule, d.attempts,
                 d.attempts - d.schedule_from AS schedule_made, e.event AS event_name,
                 e.delivery_id, e.body
             FROM deliveries AS d JOIN events AS e ON e.number = d.event WHERE d.number = ?",
        )?
        .query_row([number], |row| {
            Ok(Claimed {
                number,
                event: row.get(0)?,
                origin: row.get("origin")?,
                target: row.get("target")?,
                headers: value::headers(row, "headers")?,
                stamp: value::word(row, "stamp", Stamp::parse)?,
                schedule: value::word(row, "schedule", schedule)?,
                attempts_made: row.get("attempts")?,
                schedule_made: row.get("schedule_made")?,
                body: row.get("body")?,
                event_name: row.get("event_name")?,
                delivery_id: row.get("delivery_id")?,
            })
        })?)
}

#[cfg(test)]
mod tests {
    use rusqlite::{StatementStatus, params_from_iter};

    use super::{any, due_by, first_due, first_free};
    use crate::store::delivery::{NewDelivery, enqueue};
    use crate::store::fixture::{arrival, delivery, fixture, time};

    /// Steps of SQLite's machine for each look at the queue when so many wait behind the first.
    fn steps_to_look(held: usize) -> Vec<i32> {
        let log = fixture();
        log.record(arrival(None, "body"));
        let new = NewDelivery { order_key: Some("a".to_owned()), ..delivery(1, 0) };
        let mine = new.origin.clone();
        let filled = log
            .store
            .write_blocking(move |conn| (0..=held).try_for_each(|_| enqueue(conn, &new).map(drop)));
        filled.expect("filled");
        let now = time(9).as_microsecond();
        let looked = log.store.read(|conn| {
            let mut steps = Vec::new();
            for origin in [None, Some(mine.as_str())] {
                for sql in [first_due(origin), first_free(origin), any(origin), due_by(origin, now)]
                {
                    let mut look = conn.prepare(&sql)?;
                    let mut rows = look.query(params_from_iter(origin))?;
                    let mut found = 0;
                    while rows.next()?.is_some() {
                        found += 1;
                    }
                    drop(rows);
                    assert_eq!(found, 1, "{sql}");
                    steps.push(look.get_status(StatementStatus::VmStep));
                }
            }
            Ok(steps)
        });
        looked.expect("looked")
    }

    #[test]
    fn a_look_at_the_queue_costs_the_same_however_many_are_held() {
        let few = steps_to_look(10);
        assert!(few.iter().all(|steps| *steps > 0), "{few:?}");
        assert_eq!(steps_to_look(2_000), few);
    }
}
