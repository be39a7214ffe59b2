//! Reading events: numbers are found in narrow indexes first, rows are fetched by number after, a
//! page at a time, so that no transaction outlives a page.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Result as SqlResult, Row, params_from_iter};

use crate::contract::freshness::Freshness;
use crate::contract::signature::Verdict;
use crate::store::delivery::State;
use crate::store::error::StoreError;
use crate::store::{search, value};

use super::{Conditions, EventFilter, EventRecord, EventRow, LastOutcome, Order, Source};

/// Rows held in memory at a time.
const PAGE: usize = 256;

/// Every column of [`EventRow`]. The outcome is that of the latest delivery.
const ROW: &str = "SELECT e.number, e.source, e.received_at, e.method, e.path, e.peer, e.event,
        e.delivery_id, e.verdict, e.fingerprint, e.freshness, e.duplicate_of, e.id_reused,
        e.same_body_as, e.replay_of, e.size, d.state, d.last_status, d.last_latency, d.attempts";
const FROM: &str = "FROM events AS e LEFT JOIN deliveries AS d
        ON d.number = (SELECT max(number) FROM deliveries WHERE event = e.number)
    WHERE e.number = ?";

/// Where a page ended, so that the next goes on from there.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::store) struct Cursor(Option<i64>);

impl Cursor {
    /// Moves behind the last number of a page.
    pub(in crate::store) fn pass(&mut self, page: &[i64]) {
        self.0 = page.last().copied().or(self.0);
    }

    /// The last number given.
    pub(in crate::store) fn number(self) -> Option<i64> {
        self.0
    }
}

/// An event whole.
///
/// # Errors
/// [`StoreError::NoSuch`], or what SQLite says.
pub fn get(conn: &Connection, number: i64) -> Result<EventRecord, StoreError> {
    conn.prepare_cached(&format!("{ROW}, e.headers, e.body {FROM}"))?
        .query_row([number], |row| {
            Ok(EventRecord {
                row: read_row(row)?,
                headers: value::headers(row, "headers")?,
                body: row.get("body")?,
            })
        })
        .optional()?
        .ok_or(StoreError::NoSuch { what: "event", number })
}

/// An event without headers and body; `None` when there is none of that number.
///
/// # Errors
/// What SQLite says.
pub fn row(conn: &Connection, number: i64) -> Result<Option<EventRow>, StoreError> {
    Ok(conn.prepare_cached(&format!("{ROW} {FROM}"))?.query_row([number], read_row).optional()?)
}

/// Those of the numbers that are still there.
pub(super) fn rows(conn: &Connection, numbers: &[i64]) -> Result<Vec<EventRow>, StoreError> {
    numbers.iter().filter_map(|&number| row(conn, number).transpose()).collect()
}

/// The events that the filter means, all in memory: give it a limit, or use [`for_each`].
///
/// # Errors
/// What SQLite says.
pub fn list(conn: &Connection, filter: &EventFilter) -> Result<Vec<EventRow>, StoreError> {
    let mut found = Vec::new();
    for_each(conn, filter, |row| {
        found.push(row);
        Ok::<(), StoreError>(())
    })?;
    Ok(found)
}

/// The highest number there is; 0 when the store holds no event.
///
/// # Errors
/// What SQLite says.
pub fn newest(conn: &Connection) -> Result<i64, StoreError> {
    Ok(conn.query_row("SELECT coalesce(max(number), 0) FROM events", [], |row| row.get(0))?)
}

/// Gives each event that the filter means to `visit`, in pages: memory stays flat, and no read
/// transaction is open while `visit` runs.
///
/// # Errors
/// What SQLite says, or the first error of `visit`.
pub fn for_each<E: From<StoreError>>(
    conn: &Connection,
    filter: &EventFilter,
    mut visit: impl FnMut(EventRow) -> Result<(), E>,
) -> Result<(), E> {
    let mut left = filter.limit.unwrap_or(usize::MAX);
    let mut pages = search::Pages::new(conn, filter)?;
    while left > 0 {
        let page = pages.next(conn, left.min(PAGE))?;
        if page.is_empty() {
            break;
        }
        left -= page.len();
        for row in rows(conn, &page)? {
            visit(row)?;
        }
    }
    Ok(())
}

/// One page of numbers, of everything but the text.
pub(in crate::store) fn numbers(
    conn: &Connection,
    conditions: &Conditions,
    order: Order,
    cursor: Cursor,
    limit: usize,
) -> Result<Vec<i64>, StoreError> {
    let (comparison, direction) = order.sql();
    let page = |index: &str, name: Option<&String>| {
        let mut all = conditions.clone();
        all.bound(&format!("number {comparison}"), cursor.0);
        if let Some(name) = name {
            all.sql.push_str(" AND event = ?");
            all.values.push(Value::from(name.clone()));
        }
        let sql = format!(
            "SELECT number FROM events INDEXED BY {index} WHERE {}
             ORDER BY number {direction} LIMIT {limit}",
            all.sql
        );
        conn.prepare_cached(&sql)?
            .query_map(params_from_iter(&all.values), |row| row.get(0))?
            .collect::<SqlResult<Vec<i64>>>()
    };
    if conditions.names.is_empty() {
        return Ok(page("events_in_order", None)?);
    }
    let mut found = Vec::new();
    for name in &conditions.names {
        found.extend(page("events_by_name", Some(name))?);
    }
    match order {
        Order::Newest => found.sort_unstable_by(|a, b| b.cmp(a)),
        Order::Oldest => found.sort_unstable(),
    }
    found.truncate(limit);
    Ok(found)
}

fn read_row(row: &Row<'_>) -> SqlResult<EventRow> {
    let state: Option<String> = row.get("state")?;
    let outcome = match state {
        None => None,
        Some(_) => Some(LastOutcome {
            state: value::word(row, "state", State::parse)?,
            status: row.get("last_status")?,
            latency: value::duration(row, "last_latency")?,
            attempts: row.get("attempts")?,
        }),
    };
    Ok(EventRow {
        number: row.get("number")?,
        source: value::word(row, "source", Source::parse)?,
        received_at: value::time(row, "received_at")?,
        method: row.get("method")?,
        path: row.get("path")?,
        peer: row.get("peer")?,
        event: row.get("event")?,
        delivery_id: row.get("delivery_id")?,
        verdict: value::word(row, "verdict", Verdict::parse)?,
        fingerprint: row.get("fingerprint")?,
        freshness: value::word(row, "freshness", Freshness::parse)?,
        duplicate_of: row.get("duplicate_of")?,
        id_reused: row.get("id_reused")?,
        same_body_as: row.get("same_body_as")?,
        replay_of: row.get("replay_of")?,
        size: value::unsigned(row.get("size")?),
        outcome,
    })
}
