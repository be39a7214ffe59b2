//! Why a signature is wrong, for people and for scripts.

use serde::Serialize;
use textwrap::Options;

use super::printer::Printer;
use super::stream::Tone;
use crate::contract::explain::{Cause, Explanation, Extent, Finding};
use crate::error::Error;
use crate::text::safe;

/// Columns of the words before each line.
const INDENT: &str = "      ";

/// An explanation as NDJSON.
#[derive(Serialize)]
#[serde(tag = "type", rename = "explanation")]
pub struct ExplanationJson<'a> {
    number: Option<i64>,
    finding: &'static str,
    causes: Vec<CauseJson<'a>>,
    fingerprint: Option<&'a str>,
    next_steps: &'a [String],
    tried: u64,
    complete: bool,
}

#[derive(Serialize)]
struct CauseJson<'a> {
    id: &'static str,
    cause: &'a str,
    fix: &'a str,
}

/// Prints an explanation; `number` is the event's in the log, where it has one.
///
/// # Errors
/// A stdout that cannot be written.
pub fn print(
    explanation: &Explanation,
    number: Option<i64>,
    printer: &Printer,
) -> Result<(), Error> {
    if printer.is_json() {
        return printer.json(&json(explanation, number));
    }
    for (tone, label, text) in lines(explanation) {
        line(printer, tone, label, &text)?;
    }
    Ok(())
}

fn lines(explanation: &Explanation) -> Vec<(Tone, &'static str, String)> {
    match &explanation.finding {
        Finding::Right { fingerprint } => {
            let why = format!(
                "the secret {fingerprint} that is set now makes this signature; it was not in use \
                 when the event came"
            );
            vec![(Tone::Name, "why:", why)]
        }
        Finding::Mistakes(causes) => {
            let why = causes.iter().enumerate().map(|(index, cause)| {
                let label = if index == 0 { "why:" } else { "and:" };
                (Tone::Name, label, cause.cause.clone())
            });
            let fixes = causes.iter().map(|cause| (Tone::Good, "fix:", cause.fix.clone()));
            why.chain(fixes).collect()
        }
        Finding::Unknown { next, extent } => {
            let tried = explanation.tried;
            let why = match (tried, extent) {
                (0, _) => "there is no signature that could be explained".to_owned(),
                (_, Extent::Whole) => {
                    format!("no known mistake explains it ({tried} combinations were tried)")
                }
                (_, Extent::Part) => format!(
                    "no common mistake explains it ({tried} combinations were tried); the body is too large to \
                     try the rare ones"
                ),
            };
            let steps = next.iter().map(|step| (Tone::Literal, "next:", step.clone()));
            std::iter::once((Tone::Name, "why:", why)).chain(steps).collect()
        }
    }
}

/// A label and a text, broken between words where a terminal would break it anywhere.
fn line(printer: &Printer, tone: Tone, label: &str, text: &str) -> Result<(), Error> {
    let out = printer.out();
    let text = safe::line(text);
    let whole = format!("{label:<5} {text}");
    let broken = match out.columns() {
        Some(columns) => textwrap::fill(&whole, Options::new(columns).subsequent_indent(INDENT)),
        None => whole,
    };
    let rest = broken.strip_prefix(label).unwrap_or(&broken);
    printer.line(&format!("{}{rest}", out.paint(tone, label)))
}

/// An explanation for scripts; `number` is the event's in the log, where it has one.
#[must_use]
pub fn json(explanation: &Explanation, number: Option<i64>) -> ExplanationJson<'_> {
    let mut json = ExplanationJson {
        number,
        finding: "unknown",
        causes: Vec::new(),
        fingerprint: None,
        next_steps: &[],
        tried: explanation.tried,
        complete: true,
    };
    match &explanation.finding {
        Finding::Right { fingerprint } => {
            json.finding = "verified_now";
            json.fingerprint = Some(fingerprint);
        }
        Finding::Mistakes(causes) => {
            json.finding = "mistakes";
            json.causes = causes.iter().map(cause).collect();
        }
        Finding::Unknown { next, extent } => {
            json.next_steps = next;
            json.complete = *extent == Extent::Whole;
        }
    }
    json
}

fn cause(cause: &Cause) -> CauseJson<'_> {
    CauseJson { id: cause.id, cause: &cause.cause, fix: &cause.fix }
}
