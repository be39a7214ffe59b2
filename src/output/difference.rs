//! What differs between two answers: `path: recorded → now`.

use serde::Serialize;
use serde_json::value::RawValue;

use super::printer::Printer;
use super::stream::{Stream, Tone};
use crate::contract::credential::{MASK, is_credential};
use crate::delivery::engine::Report;
use crate::error::Error;
use crate::replay::answer::{Comparison, Difference, Part, Value};
use crate::text::{safe, width};

/// So many differences of one answer are shown to a person.
const SHOWN: usize = 20;

/// Columns for one value.
const COLUMNS: usize = 60;

/// An answer and what it was compared with.
#[derive(Clone, Copy, Debug)]
pub struct Compared<'a> {
    /// Number of the saved event.
    pub number: i64,
    /// The attempt that got the answer.
    pub report: &'a Report,
    /// The delivery whose answer was recorded.
    pub recorded: i64,
    /// What was found.
    pub comparison: &'a Comparison,
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "difference")]
struct DifferenceJson<'a> {
    number: i64,
    event: Option<&'a str>,
    delivery: i64,
    recorded_delivery: i64,
    part: &'static str,
    path: &'a str,
    offset: Option<usize>,
    change: &'static str,
    recorded: Option<ValueJson>,
    now: Option<ValueJson>,
    compared_bytes: Option<usize>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum ValueJson {
    Json(Box<RawValue>),
    Text(String),
}

/// Prints the differences, if there are any, in the format asked for.
///
/// # Errors
/// A stdout that cannot be written.
pub fn print(compared: &Compared<'_>, printer: &Printer) -> Result<(), Error> {
    let differences = &compared.comparison.differences;
    if printer.is_json() {
        return differences.iter().try_for_each(|one| printer.json(&json(compared, one)));
    }
    let out = printer.out();
    for difference in differences.iter().take(SHOWN) {
        printer.line(&line(difference, &out))?;
    }
    if differences.len() > SHOWN {
        printer.line(&format!("    and {} more differences", differences.len() - SHOWN))?;
    }
    Ok(())
}

fn line(difference: &Difference, out: &Stream) -> String {
    let place = match (difference.part, difference.path.as_str(), difference.offset) {
        (Part::Status, ..) => "status".to_owned(),
        (Part::Header, name, _) => format!("header {}", safe::line(name)),
        (Part::Body, _, Some(offset)) => format!("body from byte {offset}"),
        (Part::Body, "", None) => "body".to_owned(),
        (Part::Body, path, None) => format!("body {}", safe::line(path)),
    };
    let (recorded, now) =
        (masked(difference, &difference.recorded), masked(difference, &difference.now));
    format!(
        "    {} {} → {}",
        out.paint(Tone::Literal, &format!("{place}:")),
        out.paint(Tone::Good, &shown(recorded)),
        out.paint(Tone::Bad, &shown(now)),
    )
}

fn shown(value: Option<Value>) -> String {
    let text = match value {
        None => return "(none)".to_owned(),
        Some(Value::Text(text)) if text.is_empty() => return "(empty)".to_owned(),
        Some(Value::Json(text) | Value::Text(text)) => text,
    };
    width::fit(&safe::line(&text), COLUMNS).into_owned()
}

/// Without somebody's credentials. That they differ is told.
fn masked(difference: &Difference, value: &Option<Value>) -> Option<Value> {
    let is_secret = difference.part == Part::Header && is_credential(&difference.path);
    value.clone().map(|value| if is_secret { Value::Text(MASK.to_owned()) } else { value })
}

fn json<'a>(compared: &Compared<'a>, difference: &'a Difference) -> DifferenceJson<'a> {
    let value = |value: &Option<Value>| {
        masked(difference, value).map(|value| match value {
            Value::Text(text) => ValueJson::Text(text),
            Value::Json(text) => match RawValue::from_string(text.clone()) {
                Ok(raw) => ValueJson::Json(raw),
                Err(_) => ValueJson::Text(text),
            },
        })
    };
    DifferenceJson {
        number: compared.number,
        event: compared.report.delivery.event_name.as_deref(),
        delivery: compared.report.delivery.number,
        recorded_delivery: compared.recorded,
        part: match difference.part {
            Part::Status => "status",
            Part::Header => "header",
            Part::Body => "body",
        },
        path: &difference.path,
        offset: difference.offset,
        change: match (&difference.recorded, &difference.now) {
            (None, _) => "added",
            (_, None) => "removed",
            _ => "changed",
        },
        recorded: value(&difference.recorded),
        now: value(&difference.now),
        compared_bytes: compared.comparison.compared_bytes,
    }
}
