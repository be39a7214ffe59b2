//! The query of a call: which events are meant.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::reply::Refusal;
use crate::contract::signature::Verdict;
use crate::store::event::{EventFilter, Source};
use crate::text::query::pairs;

/// Names that say which events.
const FILTERS: [&str; 7] = ["event", "source", "verdict", "failed", "text", "since", "until"];

/// Names and values, each name known to the call.
#[derive(Clone, Debug)]
pub(super) struct Query(Vec<(String, String)>);

impl Query {
    /// Reads the query of a call that knows these names.
    pub(super) fn read(text: &str, known: &[&str]) -> Result<Self, Refusal> {
        let query = Self(pairs(text));
        match query.0.iter().find(|(name, _)| !known.contains(&name.as_str())) {
            Some((name, _)) => {
                Err(Refusal::bad(format!("`{name}` is not a parameter of this call")))
            }
            None => Ok(query),
        }
    }

    /// The same for a call that takes the filters as well.
    pub(super) fn with_filters(text: &str, known: &[&str]) -> Result<Self, Refusal> {
        Self::read(text, &[known, &FILTERS].concat())
    }

    /// The value of a name; an empty one counts as none.
    fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(known, value)| known == name && !value.is_empty());
        found.map(|(_, value)| value.as_str())
    }

    /// A number that is no less than 0.
    pub(super) fn number(&self, name: &str) -> Result<Option<i64>, Refusal> {
        let read = |text: &str| {
            let number = text.parse().ok().filter(|number| *number >= 0);
            number.ok_or_else(|| Refusal::bad(format!("`{name}` is no number")))
        };
        self.get(name).map(read).transpose()
    }

    /// A number in a range, or the usual one.
    pub(super) fn count(&self, name: &str, usual: usize, most: usize) -> Result<usize, Refusal> {
        let count = self.number(name)?.and_then(|count| usize::try_from(count).ok());
        Ok(count.unwrap_or(usual).clamp(1, most))
    }

    /// A time with a zone, or of the local one.
    pub(super) fn time(&self, name: &str) -> Result<Option<Timestamp>, Refusal> {
        let read = |text: &str| {
            let local = || {
                let local = text.parse::<DateTime>().ok()?;
                Some(local.to_zoned(TimeZone::system()).ok()?.timestamp())
            };
            let time = text.parse().ok().or_else(local);
            time.ok_or_else(|| Refusal::bad(format!("`{name}` is no time of ISO 8601")))
        };
        self.get(name).map(read).transpose()
    }

    /// Which events the filters mean.
    pub(super) fn filter(&self) -> Result<EventFilter, Refusal> {
        let words = |name| self.get(name).unwrap_or_default().split(',').map(str::trim);
        let events = words("event").filter(|word| !word.is_empty()).map(str::to_owned);
        Ok(EventFilter {
            events: events.collect(),
            sources: read_all("source", words("source"), Source::parse)?,
            verdicts: read_all("verdict", words("verdict"), Verdict::parse)?,
            since: self.time("since")?,
            until: self.time("until")?,
            failed_only: self.get("failed").is_some_and(|value| value != "0"),
            text: self.get("text").map(str::to_owned),
            ..EventFilter::default()
        })
    }
}

fn read_all<'a, T>(
    name: &str,
    words: impl Iterator<Item = &'a str>,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Vec<T>, Refusal> {
    let one = |word| read(word).ok_or_else(|| Refusal::bad(format!("`{word}` is no {name}")));
    words.filter(|word| !word.is_empty()).map(one).collect()
}
