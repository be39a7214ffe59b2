//! One row of an answer, read tolerantly: both generations of field names, ids as numbers or as
//! text, dates with any offset or none.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde_json::{Map, Number, Value};
use sha2::{Digest as _, Sha256};

use super::note::Oddity;

/// Where a creation date stands; `timestamp` is that of `[/api-reference/campaigns/events]`.
const CREATED: [&str; 3] = ["created_at", "created_date", "timestamp"];

/// Where the date of the last change stands.
const UPDATED: [&str; 2] = ["updated_date", "updated_at"];

/// Filled in by the server when somebody looks `[/api-reference/contacts/get]`: no change.
const HEALED: [&str; 3] = ["first_name", "full_name", "last_name"];

/// Epoch numbers beyond this are milliseconds: as seconds they would lie after the year 5000.
const MILLISECONDS_FROM: i64 = 100_000_000_000;

/// What was odd about a row is cut after so many characters.
const SHOWN: usize = 40;

/// A row and what can be said of any row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its id as text; `7`, `7.0` and `"7"` are one id.
    pub id: String,
    /// When it came to be.
    pub created: Option<Timestamp>,
    /// When it was last changed.
    pub updated: Option<Timestamp>,
    /// The first half of a SHA-256 over its content: not its dates, nor the names that the server
    /// fills in by itself; the order of keys and `null` against nothing make no difference.
    pub hash: [u8; 16],
    /// Every field as it was read.
    pub fields: Map<String, Value>,
    /// What was odd about it.
    pub oddities: Vec<Oddity>,
}

/// Why something cannot be told apart from other rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Bad {
    /// No `id`, or an empty one.
    #[error("it has no `id`")]
    NoId,
    /// An `id` that is neither text nor a number.
    #[error("its `id` is neither text nor a number")]
    OddId,
}

impl Row {
    /// Reads a row.
    ///
    /// # Errors
    /// A row without a usable `id`; everything else can be missing or odd.
    pub fn read(fields: Map<String, Value>) -> Result<Self, Bad> {
        let id = match fields.get("id") {
            None | Some(Value::Null) => return Err(Bad::NoId),
            Some(value) => id_text(value).ok_or(Bad::OddId)?,
        };
        if id.trim().is_empty() {
            return Err(Bad::NoId);
        }
        let mut oddities = Vec::new();
        let created = date(&fields, &CREATED, &mut oddities);
        let updated = date(&fields, &UPDATED, &mut oddities);
        Ok(Self { hash: hash(&fields), id, created, updated, fields, oddities })
    }

    /// A field that holds text, or a number where an id is expected, as text.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<String> {
        self.fields.get(name).and_then(id_text)
    }

    /// A field that counts something, sent as a number or as text.
    #[must_use]
    pub fn count(&self, name: &str) -> Option<u64> {
        let value = self.fields.get(name)?;
        value.as_u64().or_else(|| id_text(value)?.trim().parse().ok())
    }

    /// The later of its dates: when something was last heard of it.
    #[must_use]
    pub fn latest(&self) -> Option<Timestamp> {
        self.updated.max(self.created)
    }
}

/// A hash over some fields only.
pub(super) fn hash_of(fields: &Map<String, Value>, names: &[&str]) -> [u8; 16] {
    let mut text = Vec::new();
    for name in names {
        match fields.get(*name) {
            // A count is one whether it is sent as a number or as text.
            Some(Value::String(digits)) if digits.parse::<Number>().is_ok() => {
                text.extend_from_slice(digits.as_bytes());
            }
            Some(Value::Number(number)) => text.extend_from_slice(plain(number).as_bytes()),
            Some(value) => canonical(value, Reading::Content, &mut text),
            None => canonical(&Value::Null, Reading::Content, &mut text),
        }
        text.push(b';');
    }
    half(&text)
}

fn hash(fields: &Map<String, Value>) -> [u8; 16] {
    let mut text = Vec::with_capacity(1024);
    let left_out =
        |name: &str| CREATED.contains(&name) || UPDATED.contains(&name) || HEALED.contains(&name);
    members(fields, |name, value| !left_out(name) && !value.is_null(), &mut text);
    half(&text)
}

fn half(text: &[u8]) -> [u8; 16] {
    let whole = Sha256::digest(text);
    let mut first = [0; 16];
    first.copy_from_slice(&whole[..16]);
    first
}

/// Whether a value is one of the opaque ids, in which `1` and `"1"` are alike.
#[derive(Clone, Copy)]
enum Reading {
    Content,
    Id,
}

/// A text that is equal for equal values, however they were written. The recursion is as deep as
/// `serde_json` reads.
fn canonical(value: &Value, reading: Reading, out: &mut Vec<u8>) {
    match (value, reading) {
        (Value::Null, _) => out.push(b'n'),
        (Value::Bool(truth), _) => out.push(if *truth { b't' } else { b'f' }),
        (Value::Number(number), Reading::Id) => string(&plain(number), out),
        (Value::Number(number), Reading::Content) => {
            out.push(b'#');
            out.extend_from_slice(plain(number).as_bytes());
        }
        (Value::String(text), _) => string(text, out),
        (Value::Array(elements), _) => {
            out.push(b'[');
            for element in elements {
                canonical(element, reading, out);
                out.push(b',');
            }
            out.push(b']');
        }
        (Value::Object(fields), _) => members(fields, |_, _| true, out),
    }
}

fn members(fields: &Map<String, Value>, counts: impl Fn(&str, &Value) -> bool, out: &mut Vec<u8>) {
    let mut sorted: Vec<_> = fields.iter().filter(|(name, value)| counts(name, value)).collect();
    sorted.sort_unstable_by_key(|(name, _)| name.as_str());
    out.push(b'{');
    for (name, value) in sorted {
        string(name, out);
        let is_id = name == "id" || name.ends_with("_id") || name.ends_with("_ids");
        canonical(value, if is_id { Reading::Id } else { Reading::Content }, out);
    }
    out.push(b'}');
}

/// With its length before it, so that no two texts run into one.
fn string(text: &str, out: &mut Vec<u8>) {
    out.extend_from_slice(text.len().to_string().as_bytes());
    out.push(b'"');
    out.extend_from_slice(text.as_bytes());
}

/// A number without the notation: `1.0` is `1`.
fn plain(number: &Number) -> String {
    match number.as_f64() {
        Some(float) if number.is_f64() && float.fract() == 0.0 && float.abs() < 1e15 => {
            format!("{float:.0}")
        }
        _ => number.to_string(),
    }
}

/// The text of an id.
pub(super) fn id_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(plain(number)),
        _ => None,
    }
}

/// The first date that can be read among some fields.
fn date(
    fields: &Map<String, Value>,
    names: &[&'static str],
    oddities: &mut Vec<Oddity>,
) -> Option<Timestamp> {
    let mut odd = Vec::new();
    for name in names {
        match fields.get(*name) {
            None | Some(Value::Null) => {}
            Some(Value::String(text)) if text.trim().is_empty() => {}
            Some(value) => match instant(value) {
                Some(at) => return Some(at),
                None => odd.push(Oddity::Date { field: name, text: shown(value) }),
            },
        }
    }
    oddities.append(&mut odd);
    None
}

fn shown(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    text.chars().take(SHOWN).collect()
}

/// ISO 8601 with an offset, or without one and then in UTC, or an epoch number.
fn instant(value: &Value) -> Option<Timestamp> {
    match value {
        Value::String(text) => {
            let text = text.trim();
            text.parse().ok().or_else(|| {
                let civil: DateTime = text.parse().ok()?;
                TimeZone::UTC.to_timestamp(civil).ok()
            })
        }
        Value::Number(number) => {
            let number = number.as_i64()?;
            if number.abs() >= MILLISECONDS_FROM {
                Timestamp::from_millisecond(number).ok()
            } else {
                Timestamp::from_second(number).ok()
            }
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;
