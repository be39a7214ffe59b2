//! One event as one line: aligned columns that never wrap.

use std::time::Duration;

use jiff::Timestamp;

use super::clock;
use super::stream::{Stream, Tone};
use crate::contract::catalog;
use crate::contract::freshness::Freshness;
use crate::contract::signature::Verdict;
use crate::text::{measure, safe, width};

const NUMBER: usize = 6;
const NAME: usize = 24;
const VERDICT: usize = 12;
const SIZE: usize = 8;
const RESULT: usize = 14;
/// Narrower than this, what is left of a line says nothing.
const LEAST_NOTE: usize = 8;

/// How the latest attempt to deliver the event went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultCell {
    /// The endpoint's status, or the kind of failure in a word.
    pub answer: Result<u16, String>,
    /// How long it took.
    pub latency: Option<Duration>,
}

/// What the line shows.
#[derive(Clone, Debug)]
pub struct EventLine<'a> {
    /// When it was received, sent or derived.
    pub at: Timestamp,
    /// Its short number.
    pub number: i64,
    /// Its name, when the body says one.
    pub name: Option<&'a str>,
    /// The verdict on its signature.
    pub verdict: Verdict,
    /// What its timestamp says.
    pub freshness: Freshness,
    /// The arrival it repeats.
    pub duplicate_of: Option<i64>,
    /// The arrival whose Delivery-ID it carries with another body.
    pub id_reused: Option<i64>,
    /// Bytes of the body.
    pub size: u64,
    /// How delivering it went.
    pub result: Option<ResultCell>,
    /// Whom or what it is about.
    pub subject: Option<&'a str>,
}

impl EventLine<'_> {
    /// The line, within the stream's width.
    #[must_use]
    pub fn render(&self, stream: &Stream) -> String {
        let name = self.name.map_or("(no event name)".into(), safe::line);
        let (tone, verdict) = self.verdict_cell();
        let mut line = Row::new(stream);
        line.cell(Tone::Dim, &clock::time(self.at), 8);
        line.cell(Tone::Dim, &format!("{:>NUMBER$}", format!("#{}", self.number)), NUMBER);
        if stream.is_narrow() {
            line.cell(tone, &verdict.chars().take(1).collect::<String>(), 1);
            if let Some(result) = &self.result {
                let (tone, text) = result.briefly();
                line.cell(tone, &text, width::columns(&text));
            }
            line.rest(&name);
            return line.finish();
        }
        line.cell(Tone::Name, &name, NAME);
        line.cell(tone, verdict, VERDICT);
        line.cell(Tone::Plain, &format!("{:>SIZE$}", measure::size(self.size)), SIZE);
        if let Some(result) = &self.result {
            let (tone, text) = result.cell();
            line.cell(tone, &text, RESULT);
        }
        line.rest(&self.note());
        line.finish()
    }

    fn verdict_cell(&self) -> (Tone, &'static str) {
        match self.verdict {
            Verdict::Verified if self.duplicate_of.is_some() => (Tone::Warn, "✓ duplicate"),
            Verdict::Verified if self.id_reused.is_some() => (Tone::Warn, "✓ id reused"),
            Verdict::Verified => (Tone::Good, "✓ verified"),
            Verdict::Unverified => (Tone::Warn, "? unverified"),
            Verdict::Mismatch => (Tone::Bad, "✗ mismatch"),
            Verdict::Missing => (Tone::Bad, "✗ missing"),
            Verdict::Malformed => (Tone::Bad, "✗ malformed"),
        }
    }

    fn note(&self) -> String {
        let mut notes = Vec::new();
        if let Some(subject) = self.subject {
            notes.push(safe::line(subject).into_owned());
        }
        if self.name.is_some_and(|name| catalog::find(name).is_none()) {
            notes.push("unknown event".to_owned());
        }
        if let Some(original) = self.duplicate_of {
            notes.push(format!("again #{original}"));
        }
        if let Some(original) = self.id_reused {
            notes.push(format!("id of #{original}, other body"));
        }
        if matches!(self.freshness, Freshness::Stale | Freshness::Future | Freshness::Unparsable) {
            notes.push(format!("{} timestamp", self.freshness.as_str()));
        }
        notes.join(" · ")
    }
}

impl ResultCell {
    /// The same without the latency: `→ 200`.
    #[must_use]
    pub fn briefly(&self) -> (Tone, String) {
        Self { latency: None, ..self.clone() }.cell()
    }

    /// The colour and the text: `→ 200 12 ms`.
    #[must_use]
    pub fn cell(&self) -> (Tone, String) {
        let latency =
            self.latency.map(|time| format!(" {}", measure::latency(time))).unwrap_or_default();
        match &self.answer {
            Ok(status) if crate::contract::retry::is_success(*status) => {
                (Tone::Good, format!("→ {status}{latency}"))
            }
            Ok(status) => (Tone::Bad, format!("→ {status}{latency}")),
            Err(word) => (Tone::Bad, format!("→ {}", safe::line(word))),
        }
    }
}

/// Columns put side by side, each fitted, with whatever room is left for the last.
#[derive(Debug)]
pub struct Row<'a> {
    stream: &'a Stream,
    line: String,
    used: usize,
}

impl<'a> Row<'a> {
    /// An empty row.
    #[must_use]
    pub fn new(stream: &'a Stream) -> Self {
        Self { stream, line: String::new(), used: 0 }
    }

    /// Adds a column of a fixed width; where nobody wraps, a long text keeps all of its characters.
    /// A terminal too narrow for it shows the columns before it.
    pub fn cell(&mut self, tone: Tone, text: &str, columns: usize) {
        if self.stream.columns().is_some_and(|room| self.used + columns > room) {
            self.used = usize::MAX / 2;
            return;
        }
        let wide = self.stream.columns().is_none() && width::columns(text) > columns;
        let cell = if wide { text.to_owned() } else { width::pad(text, columns) };
        self.line.push_str(&self.stream.paint(tone, &cell));
        self.line.push(' ');
        self.used += width::columns(&cell) + 1;
    }

    /// Adds the last column: what fits into the rest of the line.
    pub fn rest(&mut self, text: &str) {
        let room =
            self.stream.columns().map_or(usize::MAX, |columns| columns.saturating_sub(self.used));
        if room >= LEAST_NOTE {
            self.line.push_str(&self.stream.paint(Tone::Dim, &width::fit(text, room)));
        }
    }

    /// The row without blanks at its end.
    #[must_use]
    pub fn finish(self) -> String {
        self.line.trim_end().to_owned()
    }
}
