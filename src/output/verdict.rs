//! How a listener's expectations, its command and its sender did.

use std::process::ExitStatus;

use serde::Serialize;

use super::attempt::milliseconds;
use super::printer::Printer;
use super::stream::Tone;
use crate::contract::retry::LEADLEX_WAITS;
use crate::error::Error;
use crate::receiver::behaviour::Conduct;
use crate::receiver::expectation::Expectation;
use crate::text::{measure, safe};

/// How the command after `--` ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommandEnd {
    success: bool,
    code: Option<i32>,
    signal: Option<i32>,
}

impl CommandEnd {
    /// By itself.
    #[must_use]
    pub fn of(status: ExitStatus) -> Self {
        #[cfg(unix)]
        let signal = std::os::unix::process::ExitStatusExt::signal(&status);
        #[cfg(not(unix))]
        let signal = None;
        Self { success: status.success(), code: status.code(), signal }
    }

    /// By us, before it was done.
    #[must_use]
    pub fn cut_short() -> Self {
        Self { success: false, code: None, signal: None }
    }

    /// Whether it ended by itself with 0.
    #[must_use]
    pub fn is_success(&self) -> bool {
        self.success
    }
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "expectation")]
struct ExpectationJson {
    expected: String,
    seen: usize,
    met: bool,
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "command")]
struct CommandJson {
    code: Option<i32>,
    success: bool,
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "sender")]
struct SenderJson<'a> {
    delivery_id: &'a str,
    event: Option<&'a str>,
    answers: &'a [Option<u16>],
    waits_ms: Vec<f64>,
    published_waits_ms: Vec<f64>,
    timestamps: usize,
    id_reused: bool,
    delivered: bool,
    needless: usize,
}

/// Says whether an expectation was met.
///
/// # Errors
/// A stdout that cannot be written.
pub fn expectation(expectation: &Expectation, printer: &Printer) -> Result<(), Error> {
    let (expected, seen, met) = (expectation.to_string(), expectation.seen(), expectation.is_met());
    if printer.is_json() {
        return printer.json(&ExpectationJson { expected, seen, met });
    }
    let (tone, mark) = if met { (Tone::Good, "✓") } else { (Tone::Bad, "✗") };
    let arrived = match seen {
        0 => "none arrived".to_owned(),
        seen => format!("{seen} arrived"),
    };
    printer.line(&format!("{} {expected}: {arrived}", printer.out().paint(tone, mark)))
}

/// Says how the command ended.
///
/// # Errors
/// A stdout that cannot be written.
pub fn command(end: &CommandEnd, printer: &Printer) -> Result<(), Error> {
    if printer.is_json() {
        return printer.json(&CommandJson { code: end.code, success: end.success });
    }
    if !end.success {
        printer.warn(&match (end.code, end.signal) {
            (Some(code), _) => format!("the command ended with exit code {code}"),
            (None, Some(signal)) => format!("the command was ended by signal {signal}"),
            (None, None) => "the command did not end by itself".to_owned(),
        });
    }
    Ok(())
}

/// Says what a sender did with scripted answers: what it repeated, when, and under which ids.
///
/// # Errors
/// A stdout that cannot be written.
pub fn sender(conducts: &[Conduct], printer: &Printer) -> Result<(), Error> {
    for conduct in conducts {
        if printer.is_json() {
            printer.json(&json(conduct))?;
        } else {
            printer.line(&line(conduct, printer))?;
        }
    }
    Ok(())
}

fn json(conduct: &Conduct) -> SenderJson<'_> {
    let published = LEADLEX_WAITS.iter().take(conduct.waits.len());
    SenderJson {
        delivery_id: &conduct.delivery_id,
        event: conduct.name.as_deref(),
        answers: &conduct.answers,
        waits_ms: conduct.waits.iter().copied().map(milliseconds).collect(),
        published_waits_ms: published.copied().map(milliseconds).collect(),
        timestamps: conduct.timestamps,
        id_reused: conduct.id_reused,
        delivered: conduct.is_delivered(),
        needless: conduct.needless(),
    }
}

/// `contact.created 6f3a1b2c: 503, 503, 200; waited 5 s (published 5 s), 30 s (30 s); …`.
fn line(conduct: &Conduct, printer: &Printer) -> String {
    let name = conduct.name.as_deref().map_or("(no event name)".into(), safe::line);
    let id: String = conduct.delivery_id.chars().take(8).collect();
    let answers: Vec<String> = conduct
        .answers
        .iter()
        .map(|answer| answer.map_or_else(|| "no answer".to_owned(), |status| status.to_string()))
        .collect();
    let mut facts = vec![answers.join(", ")];
    if !conduct.waits.is_empty() {
        let waits: Vec<String> = conduct
            .waits
            .iter()
            .enumerate()
            .map(|(index, wait)| match LEADLEX_WAITS.get(index) {
                Some(published) => {
                    format!("{} (published {})", measure::span(*wait), measure::span(*published))
                }
                None => format!("{} (beyond the published five)", measure::span(*wait)),
            })
            .collect();
        facts.push(format!("waited {}", waits.join(", ")));
        // Timestamps have whole seconds: quick repeats may well carry the same.
        if conduct.timestamps > 1 {
            facts.push("fresh timestamps".to_owned());
        } else if conduct.waits.iter().any(|wait| wait.as_secs() >= 1) {
            facts.push("one timestamp for all".to_owned());
        }
    }
    if conduct.id_reused {
        facts.push("another body under the same id".to_owned());
    }
    if conduct.needless() > 0 {
        facts.push(format!("{} after a 2xx", conduct.needless()));
    }
    if !conduct.is_delivered() {
        facts.push("never delivered".to_owned());
    }
    let tone = if conduct.is_delivered() { Tone::Good } else { Tone::Warn };
    let title = printer.out().paint(tone, &format!("{name} {}", safe::line(&id)));
    format!("{title}: {}", facts.join("; "))
}
