//! What changes a delivery. Each function belongs into a job of [`crate::store::Store::write`].

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::store::error::StoreError;
use crate::store::value;

use super::{NewAttempt, NewDelivery, State, schedule_text};

/// What follows an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// It succeeded.
    Delivered,
    /// It failed, and is due again then.
    RetryAt(Timestamp),
    /// It failed, and was the last.
    Dead,
}

/// Which pending deliveries to cancel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// The one of that number.
    Number(i64),
    /// All.
    All,
}

/// Puts a delivery into the outbox and returns its number. With an order key it is held while an
/// earlier one of its origin and key is pending, and due as soon as none is.
///
/// # Errors
/// What SQLite says; an event that is not there is a broken constraint.
pub fn enqueue(conn: &Connection, delivery: &NewDelivery) -> Result<i64, StoreError> {
    insert(conn, delivery, State::Pending)
}

/// Records a delivery that has already ended with its one attempt (pass-through), and returns its
/// number.
///
/// # Errors
/// As [`enqueue`].
pub fn record_finished(
    conn: &Connection,
    delivery: &NewDelivery,
    attempt: &NewAttempt,
    state: State,
) -> Result<i64, StoreError> {
    let number = insert(conn, delivery, state)?;
    append(conn, number, attempt, state, None)?;
    Ok(number)
}

/// Appends an attempt, sets what follows, and gives up the lease: a retry is free for whichever
/// process of the origin is there when it is due. A delivery cancelled meanwhile stays cancelled,
/// unless the attempt delivered it.
///
/// # Errors
/// [`StoreError::NoSuch`] when the delivery has gone, or what SQLite says.
pub fn finish_attempt(
    conn: &Connection,
    delivery: i64,
    attempt: &NewAttempt,
    next: Next,
) -> Result<(), StoreError> {
    let (state, due) = match next {
        Next::Delivered => (State::Delivered, None),
        Next::RetryAt(due) => (State::Pending, Some(due.as_microsecond())),
        Next::Dead => (State::Dead, None),
    };
    append(conn, delivery, attempt, state, due)
}

/// Cancels pending deliveries, those being attempted too (their attempt is still recorded), and
/// returns how many.
///
/// # Errors
/// What SQLite says.
pub fn cancel(conn: &Connection, which: Which) -> Result<usize, StoreError> {
    match which {
        Which::Number(number) => cancel_where(conn, "number = ?", params![number]),
        Which::All => cancel_where(conn, "1", params![]),
    }
}

/// Cancels what a one-shot command leaves: the pending deliveries of its origin that are in nobody
/// else's hands. Returns how many.
///
/// # Errors
/// What SQLite says.
pub fn cancel_owned(conn: &Connection, origin: &str, owner: &str) -> Result<usize, StoreError> {
    cancel_where(conn, "origin = ? AND (owner IS NULL OR owner = ?)", params![origin, owner])
}

fn insert(conn: &Connection, new: &NewDelivery, state: State) -> Result<i64, StoreError> {
    let due = new.due.as_microsecond();
    let is_pending = state == State::Pending;
    conn.prepare_cached(
        "INSERT INTO deliveries (event, origin, target, state, attempts, schedule_from, created_at,
             due, owner, stamp, schedule, headers, order_key)
         VALUES (?, ?, ?, ?, 0, 0, ?, ?, ?, ?, ?, ?, ?)",
    )?
    .execute(params![
        new.event,
        new.origin,
        new.target,
        state.as_str(),
        due,
        is_pending.then_some(due),
        new.owner.as_ref().filter(|_| is_pending),
        new.stamp.as_str(),
        schedule_text(&new.schedule),
        new.headers.as_block(),
        new.order_key,
    ])?;
    Ok(conn.last_insert_rowid())
}

/// Appends an attempt and says what follows, in one statement: each that changes a delivery moves it
/// in every index it stands in.
fn append(
    conn: &Connection,
    delivery: i64,
    attempt: &NewAttempt,
    state: State,
    due: Option<i64>,
) -> Result<(), StoreError> {
    let outcome = &attempt.outcome;
    let latency = value::micros(attempt.latency);
    let number: Option<i64> = conn
        .prepare_cached(
            "UPDATE deliveries SET attempts = attempts + 1, last_status = ?2, last_latency = ?3,
                 last_error_kind = ?4, last_error = ?5, owner = NULL, lease_until = NULL,
                 state = iif(state = 'pending' OR ?6 = 'delivered', ?6, state),
                 due = iif(state = 'pending' OR ?6 = 'delivered', ?7, due)
             WHERE number = ?1 RETURNING attempts",
        )?
        .query_row(
            params![
                delivery,
                outcome.status,
                latency,
                outcome.error_kind,
                outcome.error,
                state.as_str(),
                due
            ],
            |row| row.get(0),
        )
        .optional()?;
    let number = number.ok_or(StoreError::NoSuch { what: "delivery", number: delivery })?;
    conn.prepare_cached(
        "INSERT INTO attempts (delivery, number, started_at, latency, status, response_size,
             error_kind, error, request_headers, response_headers, response_body)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?
    .execute(params![
        delivery,
        number,
        attempt.started_at.as_microsecond(),
        latency,
        outcome.status,
        value::signed(outcome.response_size),
        outcome.error_kind,
        outcome.error,
        attempt.request_headers.as_block(),
        outcome.response_headers.as_block(),
        outcome.response_body,
    ])?;
    Ok(())
}

fn cancel_where(
    conn: &Connection,
    condition: &str,
    values: &[&dyn rusqlite::ToSql],
) -> Result<usize, StoreError> {
    Ok(conn
        .prepare_cached(&format!(
            "UPDATE deliveries SET state = 'cancelled', due = NULL, owner = NULL, lease_until = NULL
             WHERE state = 'pending' AND {condition}"
        ))?
        .execute(values)?)
}
