//! What is new in a store, for those who look again and again: a look at a store in which nothing
//! was written since costs one question that reads no row.

use std::collections::HashMap;
use std::path::Path;

use rusqlite::{Connection, Result as SqlResult, params};

use super::error::StoreError;
use super::event::{self, EventFilter, EventRow, Order};
use super::file::{self, Identity};
use super::reader::{Reader, open_reader};

/// Whoever is further behind begins again with the newest.
const FARTHEST: i64 = 1_000;

/// Rows of each kind told at a time.
const MOST: usize = 200;

/// Outcomes of so many of the latest events are compared; of older ones only what was attempted
/// since is seen.
const WINDOW: i64 = 1_000;

/// What a look found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Glance {
    /// Set when events were left out: the newest number there is.
    pub skipped_to: Option<i64>,
    /// Events that are new, the oldest first.
    pub arrived: Vec<EventRow>,
    /// Events that were told before and whose latest delivery stands otherwise now.
    pub changed: Vec<EventRow>,
}

/// State, number and attempts of an event's latest delivery.
type Standing = (String, i64, i64);

/// One who looks again and again.
#[derive(Debug)]
pub struct Watch {
    reader: Reader,
    identity: Option<Identity>,
    /// SQLite's own count of what others committed; `None` looks in any case.
    version: Option<i64>,
    /// Events up to this number were told.
    after: i64,
    standings: HashMap<i64, Standing>,
    /// The last attempt that was looked at.
    attempt: i64,
}

impl Watch {
    /// Tells what comes after that number, or after the newest one; and, to one who comes back, how
    /// the latest of the events before it stand now.
    ///
    /// # Errors
    /// Why the store cannot be read.
    pub fn open(path: &Path, after: Option<i64>) -> Result<Self, StoreError> {
        let identity = file::identity(path);
        let reader = open_reader(path)?;
        let (newest, attempt) =
            reader.read(|conn| Ok((event::newest(conn)?, last_attempt(conn)?)))?;
        let mut watch = Self {
            reader,
            identity,
            version: None,
            after: after.unwrap_or(newest),
            standings: HashMap::new(),
            attempt,
        };
        if after.is_none() {
            watch.standings = watch.reader.read(|conn| standings(conn, newest - WINDOW))?;
        }
        Ok(watch)
    }

    /// The number up to which events were told.
    #[must_use]
    pub fn told(&self) -> i64 {
        self.after
    }

    /// What came since the last look; `None` when nothing was written.
    ///
    /// # Errors
    /// What SQLite says, or why a store that was made anew cannot be read.
    pub fn look(&mut self) -> Result<Option<Glance>, StoreError> {
        let identity = file::identity(self.reader.path());
        if identity != self.identity {
            // Deleted and made again: a connection to what is gone would never see anything.
            let path = self.reader.path().to_owned();
            *self = Self { after: i64::MAX, ..Self::open(&path, None)? };
        }
        let version = self.reader.read(version)?;
        if self.version == Some(version) {
            return Ok(None);
        }
        self.version = Some(version);
        let newest = self.reader.read(event::newest)?;
        let now = self.reader.read(|conn| standings(conn, newest - WINDOW))?;
        let mut glance = Glance::default();
        if newest < self.after || newest - self.after > FARTHEST {
            glance.skipped_to = Some(newest);
            self.attempt = self.reader.read(last_attempt)?;
            (self.after, self.standings) = (newest, now);
            return Ok(Some(glance));
        }
        let told = self.after;
        self.arrivals(&mut glance)?;
        self.compare(told, now, &mut glance)?;
        self.attempts(newest - WINDOW, &mut glance)?;
        if glance.arrived.len() == MOST || glance.changed.len() >= MOST {
            self.version = None;
        }
        Ok(Some(glance).filter(|glance| *glance != Glance::default()))
    }

    fn arrivals(&mut self, glance: &mut Glance) -> Result<(), StoreError> {
        let filter = EventFilter {
            after: Some(self.after),
            limit: Some(MOST),
            order: Order::Oldest,
            ..EventFilter::default()
        };
        glance.arrived = self.reader.read(|conn| event::list(conn, &filter))?;
        self.after = glance.arrived.last().map_or(self.after, |row| row.number);
        Ok(())
    }

    /// The latest events, newest first. What is too much for this look keeps its old standing, and
    /// so is found by the next.
    fn compare(
        &mut self,
        told: i64,
        mut now: HashMap<i64, Standing>,
        glance: &mut Glance,
    ) -> Result<(), StoreError> {
        let is_news = |event: &i64| *event <= told && now.get(event) != self.standings.get(event);
        let mut news: Vec<i64> = now.keys().copied().filter(is_news).collect();
        news.sort_unstable_by(|a, b| b.cmp(a));
        for event in news.split_off(news.len().min(MOST)) {
            match self.standings.remove(&event) {
                Some(old) => drop(now.insert(event, old)),
                None => drop(now.remove(&event)),
            }
        }
        self.standings = now;
        for event in news {
            glance.changed.extend(self.reader.read(|conn| event::row(conn, event))?);
        }
        Ok(())
    }

    /// Events before the window of which a delivery was attempted, hours later perhaps.
    fn attempts(&mut self, before: i64, glance: &mut Glance) -> Result<(), StoreError> {
        let since = self.attempt;
        let (last, events) = self.reader.read(|conn| attempted(conn, since, before))?;
        self.attempt = last;
        for event in events {
            glance.changed.extend(self.reader.read(|conn| event::row(conn, event))?);
        }
        Ok(())
    }
}

fn version(conn: &Connection) -> Result<i64, StoreError> {
    Ok(conn.pragma_query_value(None, "data_version", |row| row.get(0))?)
}

fn last_attempt(conn: &Connection) -> Result<i64, StoreError> {
    Ok(conn.query_row("SELECT coalesce(max(rowid), 0) FROM attempts", [], |row| row.get(0))?)
}

/// How the latest delivery of each event above that number stands.
fn standings(conn: &Connection, above: i64) -> Result<HashMap<i64, Standing>, StoreError> {
    Ok(conn
        .prepare_cached(
            "SELECT event, max(number), state, attempts
             FROM deliveries INDEXED BY deliveries_of_event WHERE event > ? GROUP BY event",
        )?
        .query_map([above], |row| Ok((row.get(0)?, (row.get(2)?, row.get(1)?, row.get(3)?))))?
        .collect::<SqlResult<_>>()?)
}

/// The last attempt there is, and the events up to that number that were attempted since.
fn attempted(conn: &Connection, since: i64, upto: i64) -> Result<(i64, Vec<i64>), StoreError> {
    let last = last_attempt(conn)?;
    if upto < 1 || last == since {
        return Ok((last, Vec::new()));
    }
    let events = conn
        .prepare_cached(
            "SELECT DISTINCT event FROM attempts CROSS JOIN deliveries
                 ON deliveries.number = attempts.delivery
             WHERE attempts.rowid > ? AND attempts.rowid <= ? AND event <= ? LIMIT ?",
        )?
        .query_map(params![since, last, upto, MOST as i64], |row| row.get(0))?
        .collect::<SqlResult<_>>()?;
    Ok((last, events))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Glance, Watch};
    use crate::contract::header::HeaderList;
    use crate::store::delivery::{self, AttemptOutcome, NewAttempt, State, Which};
    use crate::store::event;
    use crate::store::fixture::{Fixture, arrival, delivery as new_delivery, fixture, time};

    fn fill(log: &Fixture, count: u32) {
        let filled = log.store.write_blocking(move |conn| {
            (0..count).try_for_each(|_| event::insert(conn, &arrival(None, "x")).map(drop))
        });
        filled.expect("filled");
    }

    fn deliver(log: &Fixture, event: i64) {
        let attempt = NewAttempt {
            started_at: time(0),
            latency: Duration::from_millis(3),
            request_headers: HeaderList::new(),
            outcome: AttemptOutcome { status: Some(200), ..AttemptOutcome::default() },
        };
        let new = new_delivery(event, 0);
        log.store
            .write_blocking(move |conn| {
                delivery::record_finished(conn, &new, &attempt, State::Delivered)
            })
            .expect("recorded");
    }

    /// Numbers that arrived, numbers that changed.
    fn seen(watch: &mut Watch) -> Option<(Vec<i64>, Vec<i64>)> {
        let Glance { skipped_to, arrived, changed } = watch.look().expect("a look")?;
        assert_eq!(skipped_to, None);
        let numbers = |rows: Vec<event::EventRow>| rows.iter().map(|row| row.number).collect();
        Some((numbers(arrived), numbers(changed)))
    }

    #[test]
    fn arrivals_and_outcomes_are_told_once() {
        let log = fixture();
        fill(&log, 3);
        deliver(&log, 1);
        let mut watch = Watch::open(&log.path, None).expect("a watch");
        assert_eq!(seen(&mut watch), None);
        fill(&log, 2);
        assert_eq!(seen(&mut watch), Some((vec![4, 5], vec![])));
        assert_eq!(seen(&mut watch), None);
        deliver(&log, 2);
        deliver(&log, 5);
        assert_eq!(seen(&mut watch), Some((vec![], vec![5, 2])));
        let queued = log.store.write_blocking(|conn| delivery::enqueue(conn, &new_delivery(3, 0)));
        queued.expect("queued");
        assert_eq!(seen(&mut watch), Some((vec![], vec![3])));
        let gone = log.store.write_blocking(|conn| delivery::cancel(conn, Which::All));
        assert_eq!(gone.expect("cancelled"), 1);
        assert_eq!(seen(&mut watch), Some((vec![], vec![3])));
        assert_eq!(seen(&mut watch), None);
    }

    #[test]
    fn who_comes_back_is_told_what_came_meanwhile_and_how_the_rest_stands() {
        let log = fixture();
        fill(&log, 4);
        deliver(&log, 1);
        let mut watch = Watch::open(&log.path, Some(2)).expect("a watch");
        assert_eq!(seen(&mut watch), Some((vec![3, 4], vec![1])));
    }

    #[test]
    fn much_at_once_is_told_in_turns_and_too_much_is_skipped() {
        let log = fixture();
        let mut watch = Watch::open(&log.path, Some(0)).expect("a watch");
        fill(&log, 250);
        assert_eq!(seen(&mut watch).expect("a glance").0.len(), 200);
        assert_eq!(seen(&mut watch).expect("a glance").0, (201..=250).collect::<Vec<i64>>());
        fill(&log, 1_001);
        let glance = watch.look().expect("a look").expect("a glance");
        assert_eq!(glance, Glance { skipped_to: Some(1_251), ..Glance::default() });
        assert_eq!((seen(&mut watch), watch.told()), (None, 1_251));
        deliver(&log, 7);
        assert_eq!(seen(&mut watch), Some((vec![], vec![7])), "long before the others");
    }

    #[cfg(unix)]
    #[test]
    fn a_store_that_was_made_anew_begins_anew() {
        let log = fixture();
        fill(&log, 5);
        let mut watch = Watch::open(&log.path, None).expect("a watch");
        for suffix in ["", "-wal", "-shm"] {
            let file = crate::store::file::beside(&log.path, suffix);
            std::fs::remove_file(file).expect("removed");
        }
        fill(&log, 2);
        let glance = watch.look().expect("a look").expect("a glance");
        assert_eq!(glance.skipped_to, Some(2));
        fill(&log, 1);
        assert_eq!(seen(&mut watch), Some((vec![3], vec![])));
    }
}
