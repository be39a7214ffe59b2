//! Reading events: numbers are found in narrow indexes first, rows are fetched by number after, a
//! page at a time, so that no transaction outlives a page.

use std::collections::HashSet;

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Result as SqlResult, Row, params, params_from_iter};
use sha2::{Digest as _, Sha256};

use crate::contract::freshness::Freshness;
use crate::contract::signature::Verdict;
use crate::store::delivery::State;
use crate::store::error::StoreError;
use crate::store::reader::moment;
use crate::store::{search, value};

use super::{
    Captured, Conditions, EventFilter, EventRecord, EventRow, LastOutcome, NewEvent, Order, Source,
};

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
    whole(conn, number, "e.body")
}

/// An event whole, but for a body of more bytes than `most`: that one is not read, and empty.
///
/// # Errors
/// [`StoreError::NoSuch`], or what SQLite says.
pub fn get_within(conn: &Connection, number: i64, most: usize) -> Result<EventRecord, StoreError> {
    whole(conn, number, &format!("CASE WHEN e.size <= {most} THEN e.body ELSE x'' END"))
}

fn whole(conn: &Connection, number: i64, body: &str) -> Result<EventRecord, StoreError> {
    conn.prepare_cached(&format!("{ROW}, e.headers, {body} {FROM}"))?
        .query_row([number], |row| {
            Ok(EventRecord {
                row: read_row(row)?,
                headers: value::headers(row, 20)?,
                body: row.get(21)?,
            })
        })
        .optional()?
        .ok_or(StoreError::NoSuch { what: "event", number })
}

/// What another delivery of the event is made from.
///
/// # Errors
/// [`StoreError::NoSuch`], or what SQLite says.
pub fn captured(conn: &Connection, number: i64) -> Result<Captured, StoreError> {
    conn.prepare_cached("SELECT received_at, path, headers, body FROM events WHERE number = ?")?
        .query_row([number], |row| {
            Ok(Captured {
                received_at: value::time(row, 0)?,
                path: row.get(1)?,
                header_block: row.get(2)?,
                body: row.get::<_, Vec<u8>>(3)?.into(),
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
    let _moment = moment(conn)?;
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

/// Those of the Delivery-IDs that an event of this source has.
///
/// # Errors
/// What SQLite says.
pub fn known_ids(
    conn: &Connection,
    source: Source,
    ids: &[&str],
) -> Result<HashSet<String>, StoreError> {
    let mut query = conn.prepare_cached(
        "SELECT 1 FROM events INDEXED BY events_by_delivery_id
         WHERE delivery_id = ? AND source = ? LIMIT 1",
    )?;
    let mut known = HashSet::new();
    for id in ids {
        if query.exists(params![id, source.as_str()])? {
            known.insert((*id).to_owned());
        }
    }
    Ok(known)
}

/// Whether an event with its Delivery-ID and body is there, whatever wrote that one.
///
/// # Errors
/// What SQLite says.
pub fn is_known(conn: &Connection, event: &NewEvent) -> Result<bool, StoreError> {
    let hash: [u8; 32] = Sha256::digest(&event.body).into();
    let mut query = conn.prepare_cached(
        "SELECT 1 FROM events INDEXED BY events_by_delivery_id
         WHERE delivery_id = ? AND body_sha256 = ? LIMIT 1",
    )?;
    Ok(query.exists(params![event.delivery_id, hash])?)
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

/// By the columns' places in [`ROW`]: looking their names up costs more than reading them.
fn read_row(row: &Row<'_>) -> SqlResult<EventRow> {
    let state: Option<String> = row.get(16)?;
    let outcome = match state {
        None => None,
        Some(_) => Some(LastOutcome {
            state: value::word_at(row, 16, State::parse)?,
            status: row.get(17)?,
            latency: value::duration(row, 18)?,
            attempts: row.get(19)?,
        }),
    };
    Ok(EventRow {
        number: row.get(0)?,
        source: value::word_at(row, 1, Source::parse)?,
        received_at: value::time(row, 2)?,
        method: row.get(3)?,
        path: row.get(4)?,
        peer: row.get(5)?,
        event: row.get(6)?,
        delivery_id: row.get(7)?,
        verdict: value::word_at(row, 8, Verdict::parse)?,
        fingerprint: row.get(9)?,
        freshness: value::word_at(row, 10, Freshness::parse)?,
        duplicate_of: row.get(11)?,
        id_reused: row.get(12)?,
        same_body_as: row.get(13)?,
        replay_of: row.get(14)?,
        size: value::unsigned(row.get(15)?),
        outcome,
    })
}

#[cfg(test)]
mod tests {
    use super::{EventFilter, Order, Source, Verdict, known_ids, list};
    use crate::store::delivery::{self, AttemptOutcome, NewAttempt, State};
    use crate::store::event::NewEvent;
    use crate::store::fixture::{Fixture, arrival, fixture, time};

    fn numbers(log: &Fixture, filter: &EventFilter) -> Vec<i64> {
        let rows = log.store.read(|conn| list(conn, filter)).expect("a list");
        rows.iter().map(|row| row.number).collect()
    }

    fn named(events: &[&str]) -> EventFilter {
        let events = events.iter().map(|name| (*name).to_owned()).collect();
        EventFilter { events, ..EventFilter::default() }
    }

    fn log_of(names: &[&str]) -> Fixture {
        let log = fixture();
        for name in names {
            log.record(NewEvent { event: Some((*name).to_owned()), ..arrival(None, "x") });
        }
        log
    }

    #[test]
    fn only_the_star_is_special_in_a_name() {
        let log = log_of(&["a.b", "a.c", "a?b", "a[b]", "b.a.b"]);
        log.record(NewEvent { event: None, ..arrival(None, "x") });
        assert_eq!(numbers(&log, &named(&["a.b"])), [1]);
        assert_eq!(numbers(&log, &named(&["a.c", "a.b", "a.b"])), [2, 1]);
        assert_eq!(numbers(&log, &named(&["a.*"])), [2, 1]);
        assert_eq!(numbers(&log, &named(&["*.b"])), [5, 1]);
        assert_eq!(numbers(&log, &named(&["a?b*"])), [3]);
        assert_eq!(numbers(&log, &named(&["a[b]*", "a.c"])), [4, 2]);
        assert_eq!(numbers(&log, &named(&["*"])), [6, 5, 4, 3, 2, 1]);
    }

    #[test]
    fn each_condition_narrows_and_all_hold_at_once() {
        let log = fixture();
        log.record(NewEvent { received_at: time(0), ..arrival(Some("id-1"), "x") });
        log.record(NewEvent { received_at: time(10), ..arrival(Some("id-1"), "x") });
        log.record(NewEvent { source: Source::Send, received_at: time(20), ..arrival(None, "x") });
        log.record(NewEvent { verdict: Verdict::Missing, ..arrival(None, "x") });
        let all = EventFilter::default();
        let duplicates = EventFilter { without_duplicates: true, ..all.clone() };
        assert_eq!(numbers(&log, &duplicates), [4, 3, 1]);
        let sent = EventFilter { sources: vec![Source::Send, Source::Poll], ..all.clone() };
        assert_eq!(numbers(&log, &sent), [3]);
        let missing = EventFilter { verdicts: vec![Verdict::Missing], ..all.clone() };
        assert_eq!(numbers(&log, &missing), [4]);
        let times = EventFilter { since: Some(time(10)), until: Some(time(20)), ..all.clone() };
        assert_eq!(numbers(&log, &times), [2]);
        let between = EventFilter { after: Some(1), before: Some(4), ..all.clone() };
        assert_eq!(numbers(&log, &between), [3, 2]);
        let oldest = EventFilter { order: Order::Oldest, limit: Some(2), ..all };
        assert_eq!(numbers(&log, &oldest), [1, 2]);
        let none = EventFilter { limit: Some(0), ..EventFilter::default() };
        assert!(numbers(&log, &none).is_empty());
    }

    #[test]
    fn pages_join_without_gap_in_both_orders() {
        let log = fixture();
        let filled = log.store.write_blocking(|conn| {
            let event = arrival(None, "x");
            (0..600).try_for_each(|_| crate::store::event::insert(conn, &event).map(drop))
        });
        filled.expect("filled");
        let mut oldest: Vec<i64> = (1..=600).collect();
        let filter = EventFilter { order: Order::Oldest, ..named(&["contact.created", "none"]) };
        assert_eq!(numbers(&log, &filter), oldest);
        oldest.reverse();
        assert_eq!(numbers(&log, &EventFilter::default()), oldest);
    }

    #[test]
    fn failed_means_that_the_latest_delivery_ended_badly() {
        let log = log_of(&["a", "b", "c", "d"]);
        let deliver = |event, state| {
            let attempt = NewAttempt {
                started_at: time(0),
                latency: std::time::Duration::from_millis(3),
                request_headers: crate::contract::header::HeaderList::new(),
                outcome: AttemptOutcome { status: Some(500), ..AttemptOutcome::default() },
            };
            let new = crate::store::fixture::delivery(event, 0);
            log.store
                .write_blocking(move |conn| delivery::record_finished(conn, &new, &attempt, state))
                .expect("recorded");
        };
        deliver(1, State::Dead);
        deliver(2, State::Dead);
        deliver(2, State::Delivered);
        deliver(3, State::Delivered);
        let failed = EventFilter { failed_only: true, ..EventFilter::default() };
        let rows = log.store.read(|conn| list(conn, &failed)).expect("a list");
        assert_eq!(rows.len(), 1);
        let outcome = rows[0].outcome.as_ref().expect("an outcome");
        assert_eq!((rows[0].number, outcome.state), (1, State::Dead));
        assert_eq!((outcome.status, outcome.attempts), (Some(500), 1));
        assert_eq!(outcome.latency, Some(std::time::Duration::from_millis(3)));
    }

    #[test]
    fn the_ids_that_a_source_has_are_told_apart_from_those_of_others() {
        let log = fixture();
        let poll = |id| NewEvent { source: Source::Poll, ..arrival(Some(id), "x") };
        for event in [poll("a"), poll("b"), arrival(Some("b"), "x"), arrival(Some("c"), "x")] {
            log.record(event);
        }
        let known = |source| {
            let ids = ["a", "a", "b", "c", "d", ""];
            let found = log.store.read(|conn| known_ids(conn, source, &ids)).expect("ids");
            let mut found: Vec<String> = found.into_iter().collect();
            found.sort();
            found
        };
        assert_eq!(known(Source::Poll), ["a", "b"]);
        assert_eq!(known(Source::Listen), ["b", "c"]);
        assert!(known(Source::Import).is_empty());
    }
}
