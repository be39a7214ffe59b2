//! Events as points in time, for a plot: read from two narrow indexes, and never a body.

use std::collections::HashMap;
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Result as SqlResult, Row, params, params_from_iter};

use crate::contract::signature::Verdict;
use crate::store::delivery::State;
use crate::store::error::StoreError;
use crate::store::{search, value};

use super::{Conditions, EventFilter, Order};

/// One event, as far as a plot shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// When it was received.
    pub at: Timestamp,
    /// What the signature turned out to be.
    pub verdict: Verdict,
    /// Whether its latest delivery was tried and ended without success.
    pub is_failed: bool,
    /// How long the last attempt of that delivery took, where there was one.
    pub latency: Option<Duration>,
}

/// The latest `most` events that the filter means, newest first; its limit counts for nothing. A
/// search for a text ends when `patience` is over.
///
/// # Errors
/// What SQLite says.
pub fn points(
    conn: &Connection,
    filter: &EventFilter,
    most: usize,
    patience: Duration,
) -> Result<Vec<Point>, StoreError> {
    let moments = if filter.text.as_deref().is_some_and(|text| !text.is_empty()) {
        searched(conn, filter, most, patience)?
    } else {
        ordered(conn, filter, most)?
    };
    let (Some(newest), Some(oldest)) = (moments.first(), moments.last()) else {
        return Ok(Vec::new());
    };
    let outcomes = outcomes(conn, oldest.number, newest.number)?;
    let point = |moment: &Moment| {
        let outcome = outcomes.get(&moment.number);
        Point {
            at: moment.at,
            verdict: moment.verdict,
            is_failed: outcome.is_some_and(|outcome| outcome.is_failed),
            latency: outcome.and_then(|outcome| outcome.latency),
        }
    };
    Ok(moments.iter().map(point).collect())
}

struct Moment {
    number: i64,
    at: Timestamp,
    verdict: Verdict,
}

struct Ended {
    is_failed: bool,
    latency: Option<Duration>,
}

fn moment(row: &Row<'_>) -> SqlResult<Moment> {
    Ok(Moment {
        number: row.get(0)?,
        at: value::to_time(row.get(1)?)?,
        verdict: value::word_at(row, 2, Verdict::parse)?,
    })
}

fn ordered(
    conn: &Connection,
    filter: &EventFilter,
    most: usize,
) -> Result<Vec<Moment>, StoreError> {
    let mut wanted = Conditions::new(filter);
    wanted.expand_names();
    wanted.values.push(Value::from(value::signed(most)));
    let sql = format!(
        "SELECT number, received_at, verdict FROM events INDEXED BY events_in_order
         WHERE {} ORDER BY number DESC LIMIT ?",
        wanted.sql
    );
    Ok(conn
        .prepare_cached(&sql)?
        .query_map(params_from_iter(&wanted.values), moment)?
        .collect::<SqlResult<Vec<_>>>()?)
}

fn searched(
    conn: &Connection,
    filter: &EventFilter,
    most: usize,
    patience: Duration,
) -> Result<Vec<Moment>, StoreError> {
    let filter = EventFilter { order: Order::Newest, ..filter.clone() };
    let numbers = search::Pages::new(conn, &filter)?.within(patience).next(conn, most)?;
    let mut one = conn.prepare_cached(
        "SELECT number, received_at, verdict FROM events INDEXED BY events_in_order
         WHERE number = ?",
    )?;
    let mut found = Vec::with_capacity(numbers.len());
    for number in numbers {
        found.extend(one.query_row([number], moment).optional()?);
    }
    Ok(found)
}

/// How the latest delivery of each event stands.
fn outcomes(
    conn: &Connection,
    oldest: i64,
    newest: i64,
) -> Result<HashMap<i64, Ended>, StoreError> {
    let mut rows = conn.prepare_cached(
        "SELECT event, max(number), state, attempts, last_latency
         FROM deliveries INDEXED BY deliveries_of_event
         WHERE event BETWEEN ? AND ? GROUP BY event",
    )?;
    let mut rows = rows.query(params![oldest, newest])?;
    let mut found = HashMap::new();
    while let Some(row) = rows.next()? {
        let state = value::word_at(row, 2, State::parse)?;
        let attempts: u32 = row.get(3)?;
        let latency = value::duration(row, "last_latency")?;
        let is_failed = attempts > 0 && matches!(state, State::Dead | State::Cancelled);
        found.insert(row.get(0)?, Ended { is_failed, latency });
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{EventFilter, points};
    use crate::contract::header::HeaderList;
    use crate::contract::signature::Verdict;
    use crate::store::delivery::{self, AttemptOutcome, NewAttempt, State};
    use crate::store::event::NewEvent;
    use crate::store::fixture::{Fixture, arrival, delivery, fixture, time};

    fn log() -> Fixture {
        let log = fixture();
        for (second, verdict) in [(0, Verdict::Verified), (7, Verdict::Mismatch)] {
            log.record(NewEvent { received_at: time(second), verdict, ..arrival(None, "needle") });
        }
        log.record(NewEvent { received_at: time(9), ..arrival(None, "x") });
        for (event, state, ms) in
            [(1, State::Dead, 5), (1, State::Delivered, 2), (3, State::Dead, 4)]
        {
            let attempt = NewAttempt {
                started_at: time(0),
                latency: Duration::from_millis(ms),
                request_headers: HeaderList::new(),
                outcome: AttemptOutcome::default(),
            };
            let new = delivery(event, 0);
            let written = log
                .store
                .write_blocking(move |conn| delivery::record_finished(conn, &new, &attempt, state));
            written.expect("recorded");
        }
        log
    }

    fn told(log: &Fixture, filter: &EventFilter, most: usize) -> Vec<String> {
        let patience = Duration::from_secs(60);
        let found = log.store.read(|conn| points(conn, filter, most, patience)).expect("points");
        let one = |point: &super::Point| {
            let second = point.at.as_second() - time(0).as_second();
            let ms = point.latency.map(|latency| latency.as_millis());
            format!("{second} {} {} {ms:?}", point.verdict.as_str(), point.is_failed)
        };
        found.iter().map(one).collect()
    }

    #[test]
    fn each_event_has_its_verdict_and_how_its_latest_delivery_ended() {
        let (log, all) = (log(), EventFilter::default());
        let (third, second, first) =
            ("9 verified true Some(4)", "7 mismatch false None", "0 verified false Some(2)");
        assert_eq!(told(&log, &all, 9), [third, second, first]);
        assert_eq!(told(&log, &all, 1), [third]);
        let since = EventFilter { since: Some(time(9)), ..all.clone() };
        assert_eq!(told(&log, &since, 9), [third]);
        let text = EventFilter { text: Some("NEEDLE".to_owned()), ..all.clone() };
        assert_eq!(told(&log, &text, 9), [second, first]);
        let named = EventFilter { events: vec!["none".to_owned()], ..all };
        assert!(told(&log, &named, 9).is_empty());
    }

    #[test]
    fn no_row_is_read_for_a_plot() {
        let log = log();
        let plans = log.store.read(|conn| {
            let mut plans = Vec::new();
            for sql in [
                "SELECT number, received_at, verdict FROM events INDEXED BY events_in_order
                 WHERE 1 ORDER BY number DESC LIMIT 9",
                "SELECT event, max(number), state, attempts, last_latency
                 FROM deliveries INDEXED BY deliveries_of_event
                 WHERE event BETWEEN 1 AND 9 GROUP BY event",
            ] {
                let mut plan = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
                let steps = plan.query_map([], |row| row.get::<_, String>(3))?;
                plans.extend(steps.collect::<rusqlite::Result<Vec<_>>>()?);
            }
            Ok(plans)
        });
        let plans = plans.expect("plans");
        assert_eq!(plans.len(), 2, "{plans:?}");
        assert!(plans.iter().all(|step| step.contains("USING COVERING INDEX")), "{plans:?}");
    }
}
