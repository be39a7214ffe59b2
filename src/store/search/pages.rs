//! The numbers of the events that a filter means, a text included, page by page.

use std::time::{Duration, Instant};

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Result as SqlResult, params, params_from_iter};

use crate::store::error::StoreError;
use crate::store::event::{self, Conditions, Cursor, EventFilter, Order};
use crate::store::reader::moment;

use super::{BODY_CAP, indexed_up_to, text_of};

/// Trigrams asked of the index for one text; more would not narrow it down further.
const TRIGRAMS: usize = 24;

/// Candidates looked at between two questions to the database.
const PAGE: usize = 256;

/// The newest events that are looked at before the index is asked. To give the last first, the index
/// reads whole pages of each trigram backwards, which costs as much as looking at a thousand events.
const TASTE: usize = 64;

/// The numbers of the events that a filter means, text included, page by page.
pub(in crate::store) struct Pages {
    conditions: Conditions,
    order: Order,
    cursor: Cursor,
    needle: Option<Needle>,
    deadline: Option<Instant>,
    is_interrupted: bool,
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
    /// What is indexed, by the index.
    Index,
    /// The newest of what is indexed, one by one, as long as most of them hold the text.
    Top,
    /// What is not indexed yet.
    Tail,
}

impl Pages {
    /// Ready for the first page.
    pub(in crate::store) fn new(
        conn: &Connection,
        filter: &EventFilter,
    ) -> Result<Self, StoreError> {
        let text = filter.text.as_deref().filter(|text| !text.is_empty());
        let needle = match text {
            Some(text) => Some(Needle::new(conn, text, filter.order)?),
            None => None,
        };
        let (conditions, order) = (Conditions::new(filter), filter.order);
        let cursor = Cursor::default();
        Ok(Self { conditions, order, cursor, needle, deadline: None, is_interrupted: false })
    }

    /// Ends the search for a text after that time, between two looks at the database. Everything
    /// else is found in an index and needs no patience.
    pub(in crate::store) fn within(self, patience: Duration) -> Self {
        Self { deadline: Instant::now().checked_add(patience), ..self }
    }

    /// The last number that was looked at, when the time was over before the end.
    pub(in crate::store) fn interrupted_at(&self) -> Option<i64> {
        self.cursor.number().filter(|_| self.is_interrupted)
    }

    /// The next numbers, at most `limit`; none when there are no more.
    pub(in crate::store) fn next(
        &mut self,
        conn: &Connection,
        limit: usize,
    ) -> Result<Vec<i64>, StoreError> {
        let Some(needle) = &mut self.needle else {
            let page = event::numbers(conn, &self.conditions, self.order, self.cursor, limit)?;
            self.cursor.pass(&page);
            return Ok(page);
        };
        let mut found = Vec::new();
        while let Some(part) = needle.part {
            let _moment = moment(conn)?;
            let page = needle.candidates(conn, part, &self.conditions, self.order, self.cursor)?;
            let (looked_at, before) = (page.len(), found.len());
            for number in page {
                self.cursor.pass(&[number]);
                if needle.is_in(conn, number)? {
                    found.push(number);
                    if found.len() == limit {
                        return Ok(found);
                    }
                }
            }
            let is_rare = (found.len() - before) * 2 < looked_at;
            needle.part = match part {
                Part::Top if looked_at < TASTE => None,
                Part::Top if is_rare => Some(Part::Index),
                Part::Index | Part::Tail if looked_at < PAGE => {
                    part.after(self.order, &self.conditions)
                }
                part => Some(part),
            };
            if needle.part.is_some() && self.deadline.is_some_and(|at| Instant::now() >= at) {
                self.is_interrupted = true;
                break;
            }
        }
        Ok(found)
    }
}

impl Part {
    fn after(self, order: Order, conditions: &Conditions) -> Option<Self> {
        match (order, self) {
            // Under a condition the newest may be far away.
            (Order::Newest, Self::Tail) if conditions.is_none() => Some(Self::Top),
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
            (Part::Index | Part::Top, None) => Ok(Vec::new()),
            (Part::Top, Some(_)) => {
                conditions.bound("number <=", Some(self.indexed));
                event::numbers(conn, &conditions, order, cursor, TASTE)
            }
            (Part::Index, Some(query)) => {
                conditions.expand_names();
                let mut page = self.ring(conn, conditions.clone(), order, cursor)?;
                page.extend(self.found(conn, query, conditions, order, cursor)?);
                page.sort_unstable();
                if order == Order::Newest {
                    page.reverse();
                }
                page.dedup();
                page.truncate(PAGE);
                Ok(page)
            }
        }
    }

    /// A page of what the index knows to hold all parts of the text.
    fn found(
        &self,
        conn: &Connection,
        query: &str,
        mut conditions: Conditions,
        order: Order,
        cursor: Cursor,
    ) -> SqlResult<Vec<i64>> {
        conditions.bound("event_text.rowid <=", Some(self.indexed));
        let (comparison, direction) = order.sql();
        conditions.bound(&format!("event_text.rowid {comparison}"), cursor.number());
        conditions.values.insert(0, Value::from(query.to_owned()));
        let sql = format!(
            "SELECT number FROM event_text CROSS JOIN events ON events.number = event_text.rowid
             WHERE event_text MATCH ? AND {}
             ORDER BY event_text.rowid {direction} LIMIT {PAGE}",
            conditions.sql
        );
        numbers(conn, &sql, &conditions)
    }

    /// A page of what is in the ring, and so not in the index.
    fn ring(
        &self,
        conn: &Connection,
        mut conditions: Conditions,
        order: Order,
        cursor: Cursor,
    ) -> SqlResult<Vec<i64>> {
        conditions.bound("number <=", Some(self.indexed));
        let (comparison, direction) = order.sql();
        conditions.bound(&format!("number {comparison}"), cursor.number());
        let sql = format!(
            "SELECT number FROM events INDEXED BY events_in_ring WHERE ring = 1 AND {}
             ORDER BY number {direction} LIMIT {PAGE}",
            conditions.sql
        );
        numbers(conn, &sql, &conditions)
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

fn numbers(conn: &Connection, sql: &str, conditions: &Conditions) -> SqlResult<Vec<i64>> {
    let mut statement = conn.prepare_cached(sql)?;
    statement.query_map(params_from_iter(&conditions.values), |row| row.get(0))?.collect()
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
