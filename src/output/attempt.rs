//! One attempt at a delivery: a line for people, an object for scripts.

use std::time::Duration;

use serde::Serialize;

use super::clock;
use super::event_line::{ResultCell, Row};
use super::hint;
use super::printer::Printer;
use super::stream::{Stream, Tone};
use crate::delivery::attempt::{Answered, Attempt};
use crate::delivery::engine::Report;
use crate::error::Error;
use crate::store::delivery::Next;
use crate::text::{measure, safe, width};

/// An attempt as NDJSON.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename = "attempt")]
struct AttemptJson<'a> {
    number: i64,
    event: Option<&'a str>,
    delivery_id: Option<&'a str>,
    delivery: i64,
    attempt: u32,
    target: &'a str,
    started_at: String,
    status: Option<u16>,
    latency_ms: f64,
    error_kind: Option<&'a str>,
    error: Option<&'a str>,
    response_body: Option<String>,
    state: &'static str,
    next_due: Option<String>,
}

/// Milliseconds with microsecond precision.
#[must_use]
pub fn milliseconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 1_000_000.0).round() / 1000.0
}

/// How an attempt went, in a cell.
#[must_use]
pub fn cell(answered: &Answered) -> ResultCell {
    match answered {
        Ok(answer) => ResultCell { answer: Ok(answer.status), latency: Some(answer.latency) },
        Err(failure) => ResultCell { answer: Err(failure.kind.short().to_owned()), latency: None },
    }
}

/// What is said about an answer: one that was expected needs no advice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advice {
    /// Say what to look at.
    Wanted,
    /// Say nothing.
    Spared,
    /// What was spoilt on purpose was refused: say that this is right.
    RightlyRefused,
    /// What was spoilt on purpose was taken: say that this is not.
    WronglyTaken,
}

/// Shows attempts, and explains each kind of failure once.
#[derive(Debug)]
pub struct AttemptView<'a> {
    printer: &'a Printer,
    explained: Vec<&'static str>,
    last_story: String,
}

impl<'a> AttemptView<'a> {
    /// Nothing explained yet.
    #[must_use]
    pub fn new(printer: &'a Printer) -> Self {
        Self { printer, explained: Vec::new(), last_story: String::new() }
    }

    /// Shows an attempt of the engine on stdout; what to do about a failure goes to stderr.
    ///
    /// # Errors
    /// A stdout that cannot be written.
    pub fn show(&mut self, report: &Report, advice: Advice) -> Result<(), Error> {
        if self.printer.is_json() {
            self.printer.json(&json(report))?;
        } else {
            self.printer.line(&line(report, &self.printer.out()))?;
        }
        match advice {
            Advice::Wanted => self.explain(&report.attempt),
            Advice::Spared => {}
            Advice::RightlyRefused => {
                self.quote(&report.attempt);
                self.advise(hint::RIGHTLY_REFUSED);
            }
            Advice::WronglyTaken => self.advise(hint::WRONGLY_TAKEN),
        }
        Ok(())
    }

    /// Says what a failed attempt answered and what to look at; the same answer again is not
    /// repeated.
    pub fn explain(&mut self, attempt: &Attempt) {
        if attempt.is_success() {
            return;
        }
        self.quote(attempt);
        let advice = match &attempt.answered {
            Ok(answer) => hint::for_status(answer.status),
            Err(failure) => Some(hint::for_failure(failure.kind)),
        };
        if let Some(advice) = advice {
            self.advise(advice);
        }
    }

    fn quote(&mut self, attempt: &Attempt) {
        let story = match &attempt.answered {
            Ok(answer) => hint::first_lines(&answer.body),
            Err(failure) => failure.message.clone(),
        };
        if !story.is_empty() && story != self.last_story {
            self.printer.quotation(&story);
            self.last_story = story;
        }
    }

    fn advise(&mut self, advice: &'static str) {
        if !self.explained.contains(&advice) {
            self.explained.push(advice);
            self.printer.hint(advice);
        }
    }
}

fn line(report: &Report, stream: &Stream) -> String {
    let delivery = &report.delivery;
    let name = delivery.event_name.as_deref().map_or("(no event name)".into(), safe::line);
    let mut row = Row::new(stream);
    row.cell(Tone::Dim, &clock::time(report.attempt.started_at), 8);
    row.cell(Tone::Dim, &format!("{:>6}", format!("#{}", delivery.event)), 6);
    let answered = cell(&report.attempt.answered);
    if stream.is_narrow() {
        let (tone, text) = answered.briefly();
        row.cell(tone, &text, width::columns(&text));
        row.rest(&name);
        return row.finish();
    }
    row.cell(Tone::Name, &name, 24);
    let (tone, text) = answered.cell();
    row.cell(tone, &text, 16);
    row.rest(&note(report));
    row.finish()
}

fn note(report: &Report) -> String {
    let number = report.number;
    match report.next {
        Next::RetryAt(_) => {
            let wait = report.delivery.schedule.wait_after(report.delivery.schedule_made + 1);
            format!("attempt {number}, next in {}", measure::span(wait.unwrap_or_default()))
        }
        Next::Dead if number > 1 => format!("attempt {number}, the last"),
        Next::Delivered if number > 1 => format!("attempt {number}"),
        Next::Dead | Next::Delivered => report
            .subject
            .as_deref()
            .map(|subject| safe::line(subject).into_owned())
            .unwrap_or_default(),
    }
}

fn json(report: &Report) -> AttemptJson<'_> {
    let delivery = &report.delivery;
    let (state, next_due) = match report.next {
        Next::Delivered => ("delivered", None),
        Next::RetryAt(due) => ("pending", Some(clock::rfc3339(due))),
        Next::Dead => ("dead", None),
    };
    let answer = report.attempt.answered.as_ref().ok();
    let failure = report.attempt.answered.as_ref().err();
    let latency = answer.map(|answer| answer.latency).or(failure.map(|failure| failure.latency));
    AttemptJson {
        number: delivery.event,
        event: delivery.event_name.as_deref(),
        delivery_id: delivery.delivery_id.as_deref(),
        delivery: delivery.number,
        attempt: report.number,
        target: &delivery.target,
        started_at: clock::rfc3339(report.attempt.started_at),
        status: answer.map(|answer| answer.status),
        latency_ms: milliseconds(latency.unwrap_or_default()),
        error_kind: failure.map(|failure| failure.kind.as_str()),
        error: failure
            .map(|failure| failure.message.as_str())
            .or(answer.and_then(|answer| answer.cut.as_deref())),
        response_body: answer.map(|answer| String::from_utf8_lossy(&answer.body).into_owned()),
        state,
        next_due,
    }
}
