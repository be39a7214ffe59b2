//! Looking at deliveries and their attempts.

use std::time::Duration;

use jiff::Timestamp;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Result as SqlResult, Row, params_from_iter};

use crate::contract::header::HeaderList;
use crate::store::error::StoreError;
use crate::store::event::Order;
use crate::store::value;

use super::State;

/// What holds a delivery back is the lowest of its key: that one is at work.
const ROW: &str = "SELECT d.*, e.event AS event_name, e.delivery_id,
         iif(d.state = 'pending' AND d.due IS NULL, (
             SELECT min(number) FROM deliveries AS first
             WHERE first.state = 'pending' AND first.origin = d.origin
                 AND first.order_key = d.order_key), NULL) AS held_behind
     FROM deliveries AS d JOIN events AS e ON e.number = d.event";

/// A delivery, without its stored headers.
#[derive(Clone, Debug, PartialEq)]
pub struct DeliveryRow {
    /// Number of the delivery.
    pub number: i64,
    /// Number of the event.
    pub event: i64,
    /// Name of the event.
    pub event_name: Option<String>,
    /// Delivery-ID of the event.
    pub delivery_id: Option<String>,
    /// The command and target that made it.
    pub origin: String,
    /// Full URL.
    pub target: String,
    /// Where it is in its life.
    pub state: State,
    /// Attempts made.
    pub attempts: u32,
    /// When the next is due; set while pending and not held.
    pub next_due: Option<Timestamp>,
    /// The delivery that must end first: the earliest pending one with the same origin and key.
    pub held_behind: Option<i64>,
    /// When it was made.
    pub created_at: Timestamp,
    /// Status of the last answer.
    pub last_status: Option<u16>,
    /// One word for the last failure.
    pub last_error_kind: Option<String>,
    /// The last failure in full.
    pub last_error: Option<String>,
    /// How long the last attempt took.
    pub last_latency: Option<Duration>,
}

/// Which deliveries; the default is all of them, newest first.
#[derive(Clone, Debug, Default)]
pub struct DeliveryFilter {
    /// Of this event.
    pub event: Option<i64>,
    /// In these states. Empty: any.
    pub states: Vec<State>,
    /// Of this origin.
    pub origin: Option<String>,
    /// Beyond this number in the order asked for: the last of the page before.
    pub after: Option<i64>,
    /// At most so many.
    pub limit: Option<usize>,
    /// Highest or lowest number first.
    pub order: Order,
}

/// One attempt.
#[derive(Clone, Debug, PartialEq)]
pub struct AttemptRecord {
    /// Counted from 1 within its delivery.
    pub number: u32,
    /// When it began.
    pub started_at: Timestamp,
    /// From connecting to the end of the answer's head, or to the failure.
    pub latency: Duration,
    /// As sent.
    pub request_headers: HeaderList,
    /// Status of the answer.
    pub status: Option<u16>,
    /// Headers of the answer.
    pub response_headers: HeaderList,
    /// The start of the answer's body.
    pub response_body: Vec<u8>,
    /// Bytes of the whole body.
    pub response_size: u64,
    /// One word for the failure.
    pub error_kind: Option<String>,
    /// The failure in full.
    pub error: Option<String>,
}

/// The deliveries that the filter means.
///
/// # Errors
/// What SQLite says.
pub fn list(conn: &Connection, filter: &DeliveryFilter) -> Result<Vec<DeliveryRow>, StoreError> {
    let (comparison, direction) = filter.order.sql();
    let mut sql = format!("{ROW} WHERE 1");
    let mut values: Vec<Value> = Vec::new();
    if let Some(event) = filter.event {
        sql.push_str(" AND d.event = ?");
        values.push(event.into());
    }
    if !filter.states.is_empty() {
        // As text: only then do the indexes of pending and of failed deliveries serve.
        let states = filter.states.iter().map(|state| format!("'{}'", state.as_str()));
        sql.push_str(&format!(" AND d.state IN ({})", states.collect::<Vec<_>>().join(", ")));
    }
    if let Some(origin) = &filter.origin {
        sql.push_str(" AND d.origin = ?");
        values.push(origin.clone().into());
    }
    if let Some(after) = filter.after {
        sql.push_str(&format!(" AND d.number {comparison} ?"));
        values.push(after.into());
    }
    sql.push_str(&format!(" ORDER BY d.number {direction}"));
    if let Some(limit) = filter.limit {
        sql.push_str(&format!(" LIMIT {limit}"));
    }
    Ok(conn
        .prepare_cached(&sql)?
        .query_map(params_from_iter(values), read_row)?
        .collect::<SqlResult<Vec<_>>>()?)
}

/// One delivery.
///
/// # Errors
/// [`StoreError::NoSuch`], or what SQLite says.
pub fn get(conn: &Connection, number: i64) -> Result<DeliveryRow, StoreError> {
    conn.prepare_cached(&format!("{ROW} WHERE d.number = ?"))?
        .query_row([number], read_row)
        .optional()?
        .ok_or(StoreError::NoSuch { what: "delivery", number })
}

/// The attempts of a delivery, in order.
///
/// # Errors
/// What SQLite says.
pub fn attempts(conn: &Connection, delivery: i64) -> Result<Vec<AttemptRecord>, StoreError> {
    Ok(conn
        .prepare_cached("SELECT * FROM attempts WHERE delivery = ? ORDER BY number")?
        .query_map([delivery], |row| {
            Ok(AttemptRecord {
                number: row.get("number")?,
                started_at: value::time(row, "started_at")?,
                latency: value::duration(row, "latency")?.unwrap_or_default(),
                request_headers: value::headers(row, "request_headers")?,
                status: row.get("status")?,
                response_headers: value::headers(row, "response_headers")?,
                response_body: row.get("response_body")?,
                response_size: value::unsigned(row.get("response_size")?),
                error_kind: row.get("error_kind")?,
                error: row.get("error")?,
            })
        })?
        .collect::<SqlResult<Vec<_>>>()?)
}

fn read_row(row: &Row<'_>) -> SqlResult<DeliveryRow> {
    let due: Option<i64> = row.get("due")?;
    Ok(DeliveryRow {
        number: row.get("number")?,
        event: row.get("event")?,
        event_name: row.get("event_name")?,
        delivery_id: row.get("delivery_id")?,
        origin: row.get("origin")?,
        target: row.get("target")?,
        state: value::word(row, "state", State::parse)?,
        attempts: row.get("attempts")?,
        next_due: due.map(value::to_time).transpose()?,
        held_behind: row.get("held_behind")?,
        created_at: value::time(row, "created_at")?,
        last_status: row.get("last_status")?,
        last_error_kind: row.get("last_error_kind")?,
        last_error: row.get("last_error")?,
        last_latency: value::duration(row, "last_latency")?,
    })
}
