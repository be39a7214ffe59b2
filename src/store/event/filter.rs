//! Which events are meant, and the SQL that says so.

use std::fmt::Write as _;

use jiff::Timestamp;
use rusqlite::types::Value;

use crate::contract::signature::Verdict;

use super::Source;

/// In which order events are given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Highest number first.
    #[default]
    Newest,
    /// Lowest number first.
    Oldest,
}

impl Order {
    /// How the next number compares with the one before it, and the direction of ORDER BY.
    pub(in crate::store) fn sql(self) -> (&'static str, &'static str) {
        match self {
            Self::Newest => ("<", "DESC"),
            Self::Oldest => (">", "ASC"),
        }
    }
}

/// Which events; the default is all of them, newest first.
#[derive(Clone, Debug, Default)]
pub struct EventFilter {
    /// Names; `*` stands for any text, nothing else is special. Empty: any.
    pub events: Vec<String>,
    /// Sources. Empty: any.
    pub sources: Vec<Source>,
    /// Verdicts. Empty: any.
    pub verdicts: Vec<Verdict>,
    /// Received then or later.
    pub since: Option<Timestamp>,
    /// Received before then.
    pub until: Option<Timestamp>,
    /// Numbers above this.
    pub after: Option<i64>,
    /// Numbers below this.
    pub before: Option<i64>,
    /// Leaves out what repeats an earlier arrival.
    pub without_duplicates: bool,
    /// Only events whose latest delivery was tried and ended without success.
    pub failed_only: bool,
    /// A text that the event holds, in whichever case; see [`crate::store::search`].
    pub text: Option<String>,
    /// At most so many.
    pub limit: Option<usize>,
    /// Highest or lowest number first.
    pub order: Order,
}

/// A WHERE clause with its values.
#[derive(Clone)]
pub(in crate::store) struct Conditions {
    pub(in crate::store) sql: String,
    pub(in crate::store) values: Vec<Value>,
    /// The names asked for, when no name has a `*`: the index by name serves those.
    pub(in crate::store) names: Vec<String>,
}

impl Conditions {
    /// All conditions but the text, the order and the limit.
    pub(in crate::store) fn new(filter: &EventFilter) -> Self {
        let mut all = Self { sql: "1".to_owned(), values: Vec::new(), names: Vec::new() };
        if !filter.events.iter().any(|pattern| pattern == "*") {
            all.events(&filter.events);
        }
        all.words("source", filter.sources.iter().map(|source| source.as_str()));
        all.words("verdict", filter.verdicts.iter().map(|verdict| verdict.as_str()));
        all.bound("received_at >=", filter.since.map(Timestamp::as_microsecond));
        all.bound("received_at <", filter.until.map(Timestamp::as_microsecond));
        all.bound("number >", filter.after);
        all.bound("number <", filter.before);
        if filter.without_duplicates {
            all.sql.push_str(" AND duplicate_of IS NULL");
        }
        if filter.failed_only {
            all.sql.push_str(
                " AND number IN (SELECT event FROM deliveries AS failed
                      WHERE state IN ('dead', 'cancelled') AND attempts > 0 AND NOT EXISTS (
                          SELECT 1 FROM deliveries AS later
                          WHERE later.event = failed.event AND later.number > failed.number))",
            );
        }
        all
    }

    /// Whether every event is meant.
    pub(in crate::store) fn is_none(&self) -> bool {
        self.sql == "1" && self.names.is_empty()
    }

    /// A bound of whole numbers, if there is one.
    pub(in crate::store) fn bound(&mut self, comparison: &str, value: Option<i64>) {
        if let Some(value) = value {
            let _ = write!(self.sql, " AND {comparison} ?");
            self.values.push(value.into());
        }
    }

    /// Puts the names into the clause, for queries that do not run on the index by name.
    pub(in crate::store) fn expand_names(&mut self) {
        let names = std::mem::take(&mut self.names);
        if !names.is_empty() {
            let _ = write!(self.sql, " AND event IN ({})", vec!["?"; names.len()].join(", "));
            self.values.extend(names.into_iter().map(Value::from));
        }
    }

    fn events(&mut self, patterns: &[String]) {
        if patterns.is_empty() {
            return;
        }
        if patterns.iter().all(|pattern| !pattern.contains('*')) {
            self.names = patterns.to_vec();
            self.names.sort_unstable();
            self.names.dedup();
            return;
        }
        let globs = vec!["event GLOB ?"; patterns.len()].join(" OR ");
        let _ = write!(self.sql, " AND ({globs})");
        self.values.extend(patterns.iter().map(|pattern| Value::from(literal(pattern))));
    }

    fn words(&mut self, column: &str, words: impl Iterator<Item = &'static str>) {
        let words: Vec<Value> = words.map(|word| Value::from(word.to_owned())).collect();
        if words.is_empty() {
            return;
        }
        let _ = write!(self.sql, " AND {column} IN ({})", vec!["?"; words.len()].join(", "));
        self.values.extend(words);
    }
}

/// `*` stays special for GLOB; `?` and `[` lose their meaning.
fn literal(pattern: &str) -> String {
    pattern.replace('[', "[[]").replace('?', "[?]")
}
