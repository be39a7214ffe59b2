//! What came in a listener's session: counted while it runs, told at its end.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::Serialize;

use super::attempt::milliseconds;
use super::printer::Printer;
use crate::contract::signature::Verdict;
use crate::delivery::attempt::Attempt;
use crate::delivery::engine::Report;
use crate::error::Error;
use crate::receiver::told::Shown;
use crate::text::{measure, safe, width};

/// Names that are counted one by one: whoever invents names does not fill the memory.
const NAMES: usize = 256;
/// Names that are shown to people.
const SHOWN: usize = 10;
/// Columns of a name.
const NAME: usize = 32;

/// The counts.
#[derive(Debug, Default)]
pub struct Session {
    events: u64,
    verified: u64,
    unverified: u64,
    rejected: u64,
    duplicates: u64,
    names: BTreeMap<Option<String>, u64>,
    beyond: u64,
    answers: u64,
    slowest: Option<Slowest>,
    failures: BTreeMap<Failed, u64>,
}

#[derive(Clone, Debug)]
struct Slowest {
    number: i64,
    name: Option<String>,
    latency: Duration,
}

/// How an attempt failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Failed {
    Status(u16),
    Unanswered { word: &'static str, id: &'static str },
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "summary")]
struct SummaryJson<'a> {
    events: u64,
    verified: u64,
    unverified: u64,
    rejected: u64,
    not_shown: u64,
    duplicates: u64,
    by_event: Vec<NameJson<'a>>,
    other_events: u64,
    slowest: Option<SlowestJson>,
    failures: Vec<FailedJson>,
}

#[derive(Serialize)]
struct NameJson<'a> {
    event: Option<&'a str>,
    count: u64,
}

#[derive(Serialize)]
struct SlowestJson {
    number: i64,
    latency_ms: f64,
}

#[derive(Serialize)]
struct FailedJson {
    status: Option<u16>,
    error_kind: Option<&'static str>,
    count: u64,
}

impl Session {
    /// Counts an arrival, and the handler's answer to it.
    pub fn count_arrival(&mut self, shown: &Shown) {
        self.events += 1;
        match shown.verification.verdict {
            Verdict::Verified => self.verified += 1,
            Verdict::Unverified => self.unverified += 1,
            Verdict::Mismatch | Verdict::Missing | Verdict::Malformed => self.rejected += 1,
        }
        let name = &shown.envelope.event;
        if let Some(count) = self.names.get_mut(name) {
            *count += 1;
        } else if self.names.len() < NAMES {
            self.names.insert(name.clone(), 1);
        } else {
            self.beyond += 1;
        }
        if let Ok(recorded) = &shown.recorded {
            self.duplicates += u64::from(recorded.duplicate_of.is_some());
            if let Some(attempt) = &shown.attempt {
                self.count_attempt(recorded.number, name.as_deref(), attempt);
            }
        }
    }

    /// Counts an attempt at what was acknowledged before.
    pub fn count_report(&mut self, report: &Report) {
        let name = report.delivery.event_name.as_deref();
        self.count_attempt(report.delivery.event, name, &report.attempt);
    }

    fn count_attempt(&mut self, number: i64, name: Option<&str>, attempt: &Attempt) {
        if let Ok(answer) = &attempt.answered {
            self.answers += 1;
            let latency = answer.latency;
            if self.slowest.as_ref().is_none_or(|slowest| latency > slowest.latency) {
                self.slowest = Some(Slowest { number, name: name.map(str::to_owned), latency });
            }
        }
        if !attempt.is_success() {
            let failed = match &attempt.answered {
                Ok(answer) => Failed::Status(answer.status),
                Err(failure) => {
                    Failed::Unanswered { word: failure.kind.short(), id: failure.kind.as_str() }
                }
            };
            *self.failures.entry(failed).or_default() += 1;
        }
    }

    /// Events so far.
    #[must_use]
    pub fn events(&self) -> u64 {
        self.events
    }

    /// Those whose signature was not accepted.
    #[must_use]
    pub fn rejected(&self) -> u64 {
        self.rejected
    }

    /// Attempts that failed.
    #[must_use]
    pub fn failed(&self) -> u64 {
        self.failures.values().sum()
    }

    /// Tells it; `not_shown` arrivals were never counted here.
    ///
    /// # Errors
    /// A stdout that cannot be written.
    pub fn print(&self, not_shown: u64, printer: &Printer) -> Result<(), Error> {
        if printer.is_json() {
            return printer.json(&self.json(not_shown));
        }
        printer.story(&self.totals(not_shown));
        if self.names.len() > 1 {
            for line in self.lines_of_names() {
                printer.story(&line);
            }
            if let Some(slowest) = self.slowest.as_ref().filter(|_| self.answers > 1) {
                printer.story(&slowest.line());
            }
        }
        if !self.failures.is_empty() {
            printer.story(&format!("failed attempts: {}", self.failures()));
            printer.hint(
                "`leadlex-hooks events list --failed` shows what is not delivered, and \
                 `leadlex-hooks replay --failed --to URL` sends it again",
            );
        }
        Ok(())
    }

    fn totals(&self, not_shown: u64) -> String {
        let mut parts = vec![format!("{} event{}", self.events, plural(self.events))];
        for (count, word) in [
            (self.verified, "verified"),
            (self.unverified, "unverified"),
            (self.rejected, "rejected"),
            (not_shown, "not shown"),
        ] {
            if count > 0 {
                parts.push(format!("{count} {word}"));
            }
        }
        if self.duplicates > 0 {
            parts.push(format!("{} duplicate{}", self.duplicates, plural(self.duplicates)));
        }
        parts.join(", ")
    }

    /// The most frequent first.
    fn names(&self) -> Vec<(Option<&str>, u64)> {
        let mut names: Vec<_> =
            self.names.iter().map(|(n, count)| (n.as_deref(), *count)).collect();
        names.sort_by(|(a, more), (b, less)| less.cmp(more).then(a.cmp(b)));
        names
    }

    fn lines_of_names(&self) -> Vec<String> {
        let row = |name: &str, count: u64| format!("  {} {count:>7}", width::pad(name, NAME));
        let names = self.names();
        let mut lines: Vec<String> = names
            .iter()
            .take(SHOWN)
            .map(|(name, count)| row(&name.map_or("(no event name)".into(), safe::line), *count))
            .collect();
        let others: u64 = names.iter().skip(SHOWN).map(|(_, count)| count).sum();
        if others + self.beyond > 0 {
            let more = names.len().saturating_sub(SHOWN);
            // What was not counted by its name may be one name or many.
            let more = if self.beyond > 0 { "many".to_owned() } else { more.to_string() };
            lines.push(row(&format!("and {more} others"), others + self.beyond));
        }
        lines
    }

    fn failures(&self) -> String {
        let one = |(failed, count): (&Failed, &u64)| match failed {
            Failed::Status(status) => format!("{count} × {status}"),
            Failed::Unanswered { word, .. } => format!("{count} × {word}"),
        };
        self.failures.iter().map(one).collect::<Vec<_>>().join(", ")
    }

    fn json(&self, not_shown: u64) -> SummaryJson<'_> {
        let names = self.names().into_iter();
        SummaryJson {
            events: self.events,
            verified: self.verified,
            unverified: self.unverified,
            rejected: self.rejected,
            not_shown,
            duplicates: self.duplicates,
            by_event: names.map(|(event, count)| NameJson { event, count }).collect(),
            other_events: self.beyond,
            slowest: self.slowest.as_ref().map(|slowest| SlowestJson {
                number: slowest.number,
                latency_ms: milliseconds(slowest.latency),
            }),
            failures: self
                .failures
                .iter()
                .map(|(failed, count)| match failed {
                    Failed::Status(status) => {
                        FailedJson { status: Some(*status), error_kind: None, count: *count }
                    }
                    Failed::Unanswered { id, .. } => {
                        FailedJson { status: None, error_kind: Some(id), count: *count }
                    }
                })
                .collect(),
        }
    }
}

impl Slowest {
    fn line(&self) -> String {
        let name = self.name.as_deref().map_or("(no event name)".into(), safe::line);
        let name = width::fit(&name, NAME);
        format!("slowest answer: {} (#{} {name})", measure::latency(self.latency), self.number)
    }
}

fn plural(count: u64) -> &'static str {
    if count == 1 { "" } else { "s" }
}
