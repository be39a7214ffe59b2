//! What two events have different, for people and for scripts.

use serde::Serialize;

use super::headers::Masking;
use super::printer::Printer;
use super::stream::Tone;
use crate::contract::credential::{MASK, is_credential};
use crate::contract::header::{HeaderList, value_text};
use crate::error::Error;
use crate::json::compare::{self, Numbers};
use crate::json::valid::Json;
use crate::store::event::EventRecord;
use crate::text::{measure, safe};

/// Bytes shown of a body that is no JSON, from the first that differs on.
const SHOWN_BYTES: usize = 16;

/// A line of the comparison.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename = "difference")]
pub struct DifferenceJson {
    /// `body` or `header`.
    pub part: &'static str,
    /// `added`, `removed`, `changed`, or `formatting`: the same JSON, written otherwise.
    pub change: &'static str,
    /// Of a body the path (empty for the whole), of a header its name.
    pub path: String,
    /// The first event's value: JSON as it was sent, the text of a header, or bytes in hex.
    pub old: Option<String>,
    /// The second event's value.
    pub new: Option<String>,
    /// Offset of the first byte that differs, where bytes are compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offset: Option<usize>,
}

/// All that differs, body first.
#[must_use]
pub fn compare(old: &EventRecord, new: &EventRecord, masking: Masking) -> Vec<DifferenceJson> {
    let mut found = bodies(&old.body, &new.body);
    found.extend(headers(&old.headers, &new.headers, masking));
    found
}

/// What differs in two bodies.
#[must_use]
pub fn bodies(old: &[u8], new: &[u8]) -> Vec<DifferenceJson> {
    if old == new {
        return Vec::new();
    }
    let line = |change, path, old, new, offset| DifferenceJson {
        part: "body",
        change,
        path,
        old,
        new,
        offset,
    };
    let at = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let json = |body| std::str::from_utf8(body).ok().and_then(|text| Json::read(text).ok());
    let (Some(before), Some(after)) = (json(old), json(new)) else {
        let hex = |body: &[u8]| {
            let end = body.len().min(at + SHOWN_BYTES);
            Some(hex::encode(&body[at.min(end)..end]))
        };
        return vec![line("changed", String::new(), hex(old), hex(new), Some(at))];
    };
    let found = compare::compare(before, after, Numbers::AsWritten, &[]);
    if found.is_empty() {
        return vec![line("formatting", String::new(), None, None, Some(at))];
    }
    let owned = |value: Option<&str>| value.map(str::to_owned);
    let lines = found.into_iter().map(|found| {
        let change = change(found.before.is_some(), found.after.is_some());
        line(change, found.path, owned(found.before), owned(found.after), None)
    });
    lines.collect()
}

fn change(old: bool, new: bool) -> &'static str {
    match (old, new) {
        (false, _) => "added",
        (_, false) => "removed",
        _ => "changed",
    }
}

/// Fields of one name are compared together, in their order; per-hop fields are none of the event.
fn headers(old: &HeaderList, new: &HeaderList, masking: Masking) -> Vec<DifferenceJson> {
    let (old, new) = (old.end_to_end(), new.end_to_end());
    let mut names: Vec<&str> = old.iter().chain(new.iter()).map(|(name, _)| name).collect();
    let mut seen = std::collections::HashSet::new();
    names.retain(|name| seen.insert(*name));
    let all = |list: &HeaderList, name: &str| -> Vec<Vec<u8>> {
        list.iter().filter(|(known, _)| *known == name).map(|(_, value)| value.to_vec()).collect()
    };
    let mut found = Vec::new();
    for name in names {
        let (before, after) = (all(&old, name), all(&new, name));
        if before == after {
            continue;
        }
        let shown = |values: &[Vec<u8>]| {
            let text = |value: &Vec<u8>| match masking {
                Masking::Masked if is_credential(name) => MASK.to_owned(),
                _ => value_text(value),
            };
            (!values.is_empty()).then(|| values.iter().map(text).collect::<Vec<_>>().join(", "))
        };
        found.push(DifferenceJson {
            part: "header",
            change: change(!before.is_empty(), !after.is_empty()),
            path: name.to_owned(),
            old: shown(&before),
            new: shown(&after),
            offset: None,
        });
    }
    found
}

/// Prints one line in the format asked for; buffered until the printer is flushed.
///
/// # Errors
/// A stdout that cannot be written.
pub fn print(line: &DifferenceJson, printer: &Printer) -> Result<(), Error> {
    if printer.is_json() {
        return printer.json_buffered(line);
    }
    let out = printer.out();
    let place = if line.path.is_empty() { "the body" } else { &line.path };
    let place = out.paint(Tone::Literal, &safe::line(place));
    let value = |tone, value: &Option<String>| {
        out.paint(tone, &safe::line(value.as_deref().unwrap_or_default()))
    };
    let (old, new) = (value(Tone::Bad, &line.old), value(Tone::Good, &line.new));
    let said = match (line.change, line.offset) {
        ("formatting", Some(at)) => {
            format!("= {place}: the same JSON, written otherwise from byte {at} on")
        }
        (_, Some(at)) => format!("~ {place}: from byte {at} on, in hex: {old} → {new}"),
        ("added", None) => format!("+ {place}: {new}"),
        ("removed", None) => format!("- {place}: {old}"),
        _ => format!("~ {place}: {old} → {new}"),
    };
    printer.raw(format!("{said}\n").as_bytes())
}

/// How large two bodies are, in words.
#[must_use]
pub fn sizes(old: &[u8], new: &[u8]) -> String {
    format!("{} and {}", measure::size(old.len() as u64), measure::size(new.len() as u64))
}
