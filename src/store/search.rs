//! Finding events by a piece of text: a trigram index over what lies still, a plain scan over what
//! came since, so that the answer is always complete.
//!
//! Searched are the event's name, its Delivery-ID, its path, its headers (not the values of those
//! that carry credentials) and the first 256 KB of its body. The index only narrows down; every hit
//! is checked against the text.

use std::time::{Duration, Instant};

use rusqlite::types::Value;
use rusqlite::{
    Connection, OptionalExtension, Result as SqlResult, Row, Transaction, TransactionBehavior,
    params, params_from_iter,
};

use crate::contract::header::{self, HeaderList};

use super::error::StoreError;
use super::event::{self, Conditions, Cursor, EventFilter, EventRow, Order};

/// Of a body, so much is searched.
const BODY_CAP: u32 = 256 * 1024;

/// How long one step of filling may hold the write lock.
const STEP: Duration = Duration::from_millis(20);

/// Trigrams asked of the index for one text; more would not narrow it down further.
const TRIGRAMS: usize = 24;

/// Numbers looked at between two looks at how many were found.
const PAGE: usize = 256;

/// How far the index is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// There is more to index.
    More,
    /// Every event is in the index.
    Complete,
}

/// The events that hold `text`, in whichever case, and that the filter means.
///
/// # Errors
/// What SQLite says.
pub fn search(
    conn: &Connection,
    text: &str,
    filter: &EventFilter,
) -> Result<Vec<EventRow>, StoreError> {
    event::list(conn, &EventFilter { text: Some(text.to_owned()), ..filter.clone() })
}

/// Adds the next events to the index: one short transaction of its own, ended early when `hurry`
/// says so. The writer calls it when idle.
///
/// # Errors
/// What SQLite says; the index then is as far as it was.
pub fn fill(conn: &Connection, hurry: &dyn Fn() -> bool) -> Result<Progress, StoreError> {
    let (indexed, last) = (indexed_up_to(conn)?, last_number(conn)?);
    if indexed >= last {
        return Ok(Progress::Complete);
    }
    let transaction = Transaction::new_unchecked(conn, TransactionBehavior::Immediate)?;
    let reached = fill_from(conn, indexed_up_to(conn)?, hurry)?;
    transaction.prepare_cached("UPDATE indexed SET up_to = ?")?.execute([reached])?;
    transaction.commit()?;
    Ok(if reached < last { Progress::More } else { Progress::Complete })
}

fn fill_from(conn: &Connection, indexed: i64, hurry: &dyn Fn() -> bool) -> Result<i64, StoreError> {
    let started = Instant::now();
    let mut reached = indexed;
    let mut insert = conn.prepare_cached("INSERT INTO event_text (rowid, text) VALUES (?, ?)")?;
    let mut events = conn.prepare_cached(
        "SELECT number, event, delivery_id, path, headers, substr(body, 1, ?2) AS body FROM events
         WHERE number > ?1 ORDER BY number",
    )?;
    let mut rows = events.query(params![indexed, BODY_CAP])?;
    while let Some(row) = rows.next()? {
        reached = row.get("number")?;
        insert.execute(params![reached, text_of(row)?])?;
        if started.elapsed() > STEP || hurry() {
            break;
        }
    }
    Ok(reached)
}

fn indexed_up_to(conn: &Connection) -> SqlResult<i64> {
    conn.prepare_cached("SELECT up_to FROM indexed")?.query_row([], |row| row.get(0))
}

fn last_number(conn: &Connection) -> SqlResult<i64> {
    conn.prepare_cached("SELECT coalesce(max(number), 0) FROM events")?
        .query_row([], |row| row.get(0))
}

/// What is searched of an event.
fn text_of(row: &Row<'_>) -> SqlResult<String> {
    let mut text = String::new();
    for column in ["event", "delivery_id", "path"] {
        if let Some(part) = row.get_ref(column)?.as_str_or_null()? {
            text.push_str(part);
        }
        text.push('\n');
    }
    for (name, value) in HeaderList::from_block(row.get_ref("headers")?.as_blob()?).iter() {
        text.push_str(name);
        text.push_str(": ");
        if !header::is_credential(name) {
            text.push_str(&String::from_utf8_lossy(value));
        }
        text.push('\n');
    }
    text.push_str(&String::from_utf8_lossy(row.get_ref("body")?.as_blob()?));
    Ok(text.replace('\0', "\u{fffd}"))
}

/// The numbers of the events that a filter means, text included, page by page.
pub(super) struct Pages {
    conditions: Conditions,
    order: Order,
    cursor: Cursor,
    needle: Option<Needle>,
}

struct Needle {
    lower: String,
    /// The query for the index; `None` for texts too short for a trigram.
    query: Option<String>,
    /// Up to here the index answers; fixed at the start, so that no event falls between.
    indexed: i64,
    /// Which of the two parts is being read; `None` at the end.
    part: Option<Part>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Index,
    Tail,
}

impl Pages {
    /// Ready for the first page.
    pub(super) fn new(conn: &Connection, filter: &EventFilter) -> Result<Self, StoreError> {
        let text = filter.text.as_deref().filter(|text| !text.is_empty());
        let needle = match text {
            Some(text) => Some(Needle::new(conn, text, filter.order)?),
            None => None,
        };
        let (conditions, order) = (Conditions::new(filter), filter.order);
        Ok(Self { conditions, order, cursor: Cursor::default(), needle })
    }

    /// The next numbers, at most `limit`; none when there are no more.
    pub(super) fn next(&mut self, conn: &Connection, limit: usize) -> Result<Vec<i64>, StoreError> {
        let Some(needle) = &mut self.needle else {
            let page = event::numbers(conn, &self.conditions, self.order, self.cursor, limit)?;
            self.cursor.pass(&page);
            return Ok(page);
        };
        let mut found = Vec::new();
        while let Some(part) = needle.part {
            let page = needle.candidates(conn, part, &self.conditions, self.order, self.cursor)?;
            let is_last = page.len() < PAGE;
            for number in page {
                self.cursor.pass(&[number]);
                if needle.is_in(conn, number)? {
                    found.push(number);
                    if found.len() == limit {
                        return Ok(found);
                    }
                }
            }
            if is_last {
                needle.part = part.after(self.order);
            }
        }
        Ok(found)
    }
}

impl Part {
    fn after(self, order: Order) -> Option<Self> {
        match (order, self) {
            (Order::Newest, Self::Tail) => Some(Self::Index),
            (Order::Oldest, Self::Index) => Some(Self::Tail),
            _ => None,
        }
    }
}

impl Needle {
    fn new(conn: &Connection, text: &str, order: Order) -> Result<Self, StoreError> {
        let text = text.replace('\0', "\u{fffd}");
        let query = query(&text);
        let indexed = if query.is_some() { indexed_up_to(conn)? } else { 0 };
        let first = match order {
            Order::Newest => Part::Tail,
            Order::Oldest => Part::Index,
        };
        Ok(Self { lower: text.to_lowercase(), query, indexed, part: Some(first) })
    }

    /// A page of numbers that may hold the text.
    fn candidates(
        &self,
        conn: &Connection,
        part: Part,
        conditions: &Conditions,
        order: Order,
        cursor: Cursor,
    ) -> Result<Vec<i64>, StoreError> {
        let mut conditions = conditions.clone();
        match (part, &self.query) {
            (Part::Tail, _) => {
                conditions.bound("number >", Some(self.indexed));
                event::numbers(conn, &conditions, order, cursor, PAGE)
            }
            (Part::Index, None) => Ok(Vec::new()),
            (Part::Index, Some(query)) => {
                conditions.bound("event_text.rowid <=", Some(self.indexed));
                conditions.expand_names();
                let (comparison, direction) = order.sql();
                conditions.bound(&format!("event_text.rowid {comparison}"), cursor.number());
                conditions.values.insert(0, Value::from(query.clone()));
                let sql = format!(
                    "SELECT number FROM event_text CROSS JOIN events
                         ON events.number = event_text.rowid
                     WHERE event_text MATCH ? AND {}
                     ORDER BY event_text.rowid {direction} LIMIT {PAGE}",
                    conditions.sql
                );
                Ok(conn
                    .prepare_cached(&sql)?
                    .query_map(params_from_iter(&conditions.values), |row| row.get(0))?
                    .collect::<SqlResult<Vec<i64>>>()?)
            }
        }
    }

    /// Whether the event holds the text; no, if it has gone in the meantime.
    fn is_in(&self, conn: &Connection, number: i64) -> Result<bool, StoreError> {
        let text = conn
            .prepare_cached(
                "SELECT event, delivery_id, path, headers, substr(body, 1, ?2) AS body FROM events
                 WHERE number = ?1",
            )?
            .query_row(params![number, BODY_CAP], text_of)
            .optional()?;
        Ok(text.is_some_and(|text| text.to_lowercase().contains(&self.lower)))
    }
}

/// All trigrams of the text, each quoted, so that nothing in it is an operator.
fn query(text: &str) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut trigrams: Vec<String> = Vec::new();
    for window in chars.windows(3) {
        let trigram = window.iter().collect::<String>().replace('"', "\"\"");
        if trigrams.len() < TRIGRAMS && !trigrams.contains(&trigram) {
            trigrams.push(trigram);
        }
    }
    if trigrams.is_empty() {
        return None;
    }
    Some(trigrams.iter().map(|trigram| format!("\"{trigram}\"")).collect::<Vec<_>>().join(" AND "))
}

#[cfg(test)]
mod tests {
    use super::{Progress, fill, search};
    use crate::store::event::{EventFilter, NewEvent, Order};
    use crate::store::fixture::{Fixture, arrival, fixture};

    fn hits(log: &Fixture, text: &str) -> Vec<i64> {
        let filter = EventFilter { order: Order::Oldest, ..EventFilter::default() };
        let found = |filter: &EventFilter| {
            let rows = log.store.read(|conn| search(conn, text, filter)).expect("a search");
            rows.iter().map(|row| row.number).collect::<Vec<_>>()
        };
        let oldest = found(&filter);
        let mut newest = found(&EventFilter::default());
        newest.reverse();
        assert_eq!(oldest, newest, "the order changes nothing else");
        oldest
    }

    fn fill_all(log: &Fixture) {
        // A transaction of its own, as the writer's idle step: not inside a job.
        let conn = crate::store::file::open_writer(&log.path).expect("a connection");
        while fill(&conn, &|| true).expect("filled") == Progress::More {}
    }

    fn check(log: &Fixture) {
        assert_eq!(hits(log, "Müller & Söhne"), [1]);
        assert_eq!(hits(log, "MÜLLER & S"), [1], "case does not matter");
        assert_eq!(hits(log, "100%"), [2]);
        assert_eq!(hits(log, "a*b"), [2]);
        assert_eq!(hits(log, "say \"hi\" OR"), [3]);
        assert_eq!(hits(log, "\"hi"), [3]);
        assert_eq!(hits(log, "contact.created"), [1, 2, 3, 4]);
        assert_eq!(hits(log, "0b9a-77"), [1]);
        assert_eq!(hits(log, "/hooks?tenant=1"), [1, 2, 3, 4]);
        assert_eq!(hits(log, "application/json"), [1, 2, 3, 4]);
        assert_eq!(hits(log, "authorization: "), [1, 2, 3, 4]);
        assert_eq!(hits(log, "&"), [1], "too short for the index");
        assert_eq!(hits(log, "a*"), [2]);
        assert!(hits(log, "hidden-token").is_empty(), "credentials are not searched");
        assert!(hits(log, "a%b").is_empty());
        assert!(hits(log, "contact.createdx").is_empty());
        assert_eq!(hits(log, "nul\0byte"), [4]);
    }

    #[test]
    fn the_answer_is_complete_before_during_and_after_indexing() {
        let log = fixture();
        log.record(arrival(Some("0b9a-77"), "{\"name\": \"Müller & Söhne\"}"));
        log.record(arrival(None, "discount 100% a*b"));
        log.record(arrival(None, "say \"hi\" OR not"));
        log.record(arrival(None, "\u{0}nul\0byte"));
        check(&log);
        let conn = crate::store::file::open_writer(&log.path).expect("a connection");
        assert_eq!(fill(&conn, &|| true).expect("filled"), Progress::More);
        check(&log);
        fill_all(&log);
        check(&log);
        log.record(arrival(None, "late"));
        assert_eq!(hits(&log, "late"), [5]);
    }

    #[test]
    fn filters_hold_within_a_search_and_pages_join() {
        let log = fixture();
        let inserted = log.store.write_blocking(|conn| {
            (0..600).try_for_each(|number| {
                let name = if number % 2 == 0 { "even" } else { "odd" };
                let event = NewEvent { event: Some(name.to_owned()), ..arrival(None, "needle") };
                crate::store::event::insert(conn, &event).map(drop)
            })
        });
        inserted.expect("inserted");
        for indexed in [false, true] {
            if indexed {
                fill_all(&log);
            }
            assert_eq!(hits(&log, "needle"), (1..=600).collect::<Vec<_>>());
            let even = EventFilter {
                events: vec!["even".to_owned()],
                limit: Some(290),
                ..EventFilter::default()
            };
            let rows = log.store.read(|conn| search(conn, "needle", &even)).expect("a search");
            assert_eq!(rows.len(), 290);
            assert!(rows.iter().all(|row| row.number % 2 == 1));
            assert_eq!(rows.last().map(|row| row.number), Some(21));
        }
    }

    #[test]
    fn what_is_removed_leaves_the_index_too() {
        let log = fixture();
        log.record(arrival(None, "gone"));
        log.record(arrival(None, "kept"));
        fill_all(&log);
        let removed = log
            .store
            .write_blocking(|conn| Ok(conn.execute("DELETE FROM events WHERE number = 1", [])?));
        removed.expect("removed");
        assert!(hits(&log, "gone").is_empty());
        assert_eq!(log.count("event_text_docsize"), 1);
    }

    #[test]
    fn the_idle_writer_fills_the_index_by_itself() {
        let log = fixture();
        log.record(arrival(None, "x"));
        let deadline = std::time::Instant::now() + std::time::Duration::from_secs(20);
        while log.count("indexed WHERE up_to = 1") == 0 {
            assert!(std::time::Instant::now() < deadline, "never filled");
            std::thread::yield_now();
        }
    }
}
