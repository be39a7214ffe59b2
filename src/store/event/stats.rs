//! Counting events: by SQLite, over its indexes where they suffice, and never a body.

use std::time::Duration;

use jiff::Timestamp;
use rusqlite::{Connection, Result as SqlResult, Row, params_from_iter};

use crate::store::delivery::State;
use crate::store::error::StoreError;
use crate::store::{search, value};

use super::{Conditions, EventFilter};

/// One pass over an index that has all of it; a name, a source and a verdict at a time.
const EVENTS: &str = "SELECT event, source, verdict, count(*), count(duplicate_of),
         min(received_at), max(received_at), sum(size), min(size), max(size)
     FROM events INDEXED BY events_by_name WHERE {} GROUP BY event, source, verdict";
const STATES: &str = "SELECT state, count(*), coalesce(sum(attempts), 0)
     FROM deliveries INDEXED BY deliveries_of_event WHERE {} GROUP BY state";
const LATENCIES: &str = "SELECT last_latency FROM deliveries INDEXED BY deliveries_of_event
     WHERE last_status IS NOT NULL AND last_latency IS NOT NULL AND {}";

/// What there is of the events that a filter means.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stats {
    /// How many.
    pub events: u64,
    /// Of them, arrivals that repeat an earlier one.
    pub duplicates: u64,
    /// When the first was received.
    pub first_at: Option<Timestamp>,
    /// When the last was received.
    pub last_at: Option<Timestamp>,
    /// Bytes of all bodies.
    pub bytes: u64,
    /// Bytes of the smallest body.
    pub smallest: u64,
    /// Bytes of the largest body.
    pub largest: u64,
    /// By name, most first; `None` for bodies that name none.
    pub names: Vec<(Option<String>, u64)>,
    /// By source, most first.
    pub sources: Vec<(String, u64)>,
    /// By verdict, most first.
    pub verdicts: Vec<(String, u64)>,
    /// Of their deliveries.
    pub deliveries: DeliveryStats,
}

/// What became of deliveries.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeliveryStats {
    /// By state, in the order of [`State::ALL`].
    pub states: Vec<(State, u64)>,
    /// Attempts made in all.
    pub attempts: u64,
    /// Last attempts that were answered.
    pub answered: u64,
    /// Their latencies: the median.
    pub p50: Duration,
    /// Nineteen of twenty were as fast.
    pub p95: Duration,
    /// The slowest.
    pub max: Duration,
}

/// Counts the events that the filter means; its order and limit count for nothing.
///
/// # Errors
/// What SQLite says.
pub fn stats(conn: &Connection, filter: &EventFilter) -> Result<Stats, StoreError> {
    let is_everything = is_everything(filter);
    let mut wanted = Conditions::new(filter);
    wanted.expand_names();
    if filter.text.is_some() {
        choose(conn, filter)?;
        wanted.sql.push_str(" AND number IN (SELECT number FROM temp.chosen)");
    }
    let mut made = Stats::default();
    let mut rows = conn.prepare(&EVENTS.replace("{}", &wanted.sql))?;
    let mut rows = rows.query(params_from_iter(&wanted.values))?;
    while let Some(row) = rows.next()? {
        made.add(row)?;
    }
    for counted in [&mut made.sources, &mut made.verdicts] {
        counted.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    }
    made.names.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    made.deliveries = deliveries(conn, if is_everything { None } else { Some(&wanted) })?;
    Ok(made)
}

impl Stats {
    fn add(&mut self, row: &Row<'_>) -> SqlResult<()> {
        let count = value::unsigned(row.get(3)?);
        let [bytes, smallest, largest] =
            [row.get(7)?, row.get(8)?, row.get(9)?].map(value::unsigned);
        self.smallest = if self.events == 0 { smallest } else { self.smallest.min(smallest) };
        self.largest = self.largest.max(largest);
        self.bytes += bytes;
        self.events += count;
        self.duplicates += value::unsigned(row.get(4)?);
        let (first, last) = (value::to_time(row.get(5)?)?, value::to_time(row.get(6)?)?);
        self.first_at = Some(self.first_at.map_or(first, |known| known.min(first)));
        self.last_at = Some(self.last_at.map_or(last, |known| known.max(last)));
        // Groups come sorted by name, and there may be as many names as events.
        let name: Option<String> = row.get(0)?;
        match self.names.last_mut().filter(|(known, _)| *known == name) {
            Some((_, sum)) => *sum += count,
            None => self.names.push((name, count)),
        }
        count_in(&mut self.sources, row.get(1)?, count);
        count_in(&mut self.verdicts, row.get(2)?, count);
        Ok(())
    }
}

fn count_in(counted: &mut Vec<(String, u64)>, key: String, count: u64) {
    match counted.iter_mut().find(|(known, _)| *known == key) {
        Some((_, sum)) => *sum += count,
        None => counted.push((key, count)),
    }
}

fn is_everything(filter: &EventFilter) -> bool {
    let plain = EventFilter::default();
    filter.events.is_empty()
        && filter.sources.is_empty()
        && filter.verdicts.is_empty()
        && (filter.since, filter.until, filter.after) == (plain.since, plain.until, plain.after)
        && filter.before.is_none()
        && !filter.without_duplicates
        && !filter.failed_only
        && filter.text.is_none()
}

/// Keeps the numbers that hold the text for the queries to come.
fn choose(conn: &Connection, filter: &EventFilter) -> Result<(), StoreError> {
    conn.execute_batch(
        "CREATE TEMP TABLE IF NOT EXISTS chosen (number INTEGER PRIMARY KEY);
         DELETE FROM temp.chosen",
    )?;
    let mut insert = conn.prepare("INSERT INTO temp.chosen VALUES (?)")?;
    search::for_each_number(conn, filter, |number| {
        insert.execute([number])?;
        Ok(())
    })
}

fn deliveries(conn: &Connection, wanted: Option<&Conditions>) -> Result<DeliveryStats, StoreError> {
    let (chosen, values) = match wanted {
        Some(wanted) => (
            format!("event IN (SELECT number FROM events WHERE {})", wanted.sql),
            wanted.values.as_slice(),
        ),
        None => ("1".to_owned(), &[][..]),
    };
    let mut made = DeliveryStats::default();
    let mut counted = Vec::new();
    let mut rows = conn.prepare(&STATES.replace("{}", &chosen))?;
    let mut rows = rows.query(params_from_iter(values))?;
    while let Some(row) = rows.next()? {
        counted.push((value::word(row, "state", State::parse)?, value::unsigned(row.get(1)?)));
        made.attempts += value::unsigned(row.get(2)?);
    }
    let count = |state| counted.iter().find(|(known, _)| *known == state).map_or(0, |(_, n)| *n);
    made.states = State::ALL.into_iter().map(|state| (state, count(state))).collect();
    let mut latencies = conn
        .prepare(&LATENCIES.replace("{}", &chosen))?
        .query_map(params_from_iter(values), |row| row.get(0))?
        .collect::<SqlResult<Vec<i64>>>()?;
    latencies.sort_unstable();
    made.answered = latencies.len() as u64;
    // The nearest rank: of one latency, that one.
    let rank = |percent: usize| {
        let place = (latencies.len() * percent).div_ceil(100).max(1) - 1;
        Duration::from_micros(value::unsigned(latencies.get(place).copied().unwrap_or(0)))
    };
    (made.p50, made.p95, made.max) = (rank(50), rank(95), rank(100));
    Ok(made)
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::{EventFilter, stats};
    use crate::store::fixture::{Fixture, fixture};

    /// Events of an ordinary size, each with a delivery.
    fn fill(log: &Fixture, count: u32) {
        let filled = log.store.write_blocking(move |conn| {
            conn.execute(
                "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < ?)
                 INSERT INTO events (source, received_at, method, path, event, delivery_id, verdict,
                     freshness, ring, size, body_sha256, headers, body)
                 SELECT 'listen', i, 'POST', '/', 'event.' || (i % 40), 'id-' || i, 'verified',
                     'fresh', 0, 600 + i % 7, zeroblob(32), zeroblob(300), zeroblob(600) FROM n",
                [count],
            )?;
            conn.execute(
                "INSERT INTO deliveries (event, origin, target, state, attempts, schedule_from,
                     created_at, last_status, last_latency, stamp, schedule, headers)
                 SELECT number, 'o', 't', 'delivered', 1, 0, number, 200, number % 1000, 'fresh',
                     '', zeroblob(300) FROM events",
                [],
            )?;
            Ok(())
        });
        filled.expect("filled");
    }

    #[test]
    fn no_row_is_read_to_count_them() {
        let log = fixture();
        fill(&log, 2_000);
        let plans = log.store.read(|conn| {
            let mut plans = Vec::new();
            for sql in [
                super::EVENTS.replace("{}", "1"),
                super::STATES.replace("{}", "1"),
                super::LATENCIES.replace("{}", "1"),
            ] {
                let mut plan = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
                let mut rows = plan.query([])?;
                while let Some(row) = rows.next()? {
                    plans.push(row.get::<_, String>(3)?);
                }
            }
            Ok(plans)
        });
        let plans = plans.expect("plans");
        let scans: Vec<_> = plans.iter().filter(|step| step.contains("SCAN")).collect();
        assert_eq!(scans.len(), 3, "{plans:?}");
        assert!(scans.iter().all(|step| step.contains("USING COVERING INDEX")), "{plans:?}");
        let made = log.store.read(|conn| stats(conn, &EventFilter::default())).expect("counted");
        assert_eq!((made.events, made.smallest, made.largest), (2_000, 600, 606));
        assert_eq!((made.deliveries.answered, made.deliveries.attempts), (2_000, 2_000));
    }

    /// `cargo test --release -- --ignored a_million`: 0.7 s where a scan of warm rows took 1.0 s.
    #[test]
    #[ignore = "a limit of time, for a release build on a quiet machine"]
    fn a_million_events_are_counted_in_two_seconds() {
        let log = fixture();
        fill(&log, 1_000_000);
        let began = Instant::now();
        log.store.read(|conn| stats(conn, &EventFilter::default())).expect("counted");
        let took = began.elapsed();
        assert!(took < Duration::from_secs(2), "{took:?}");
    }
}
