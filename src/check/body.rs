//! The bodies that are signed: samples of the catalogue, and what a JSON writer may make of them.

use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};

use crate::contract::catalog::EventType;
use crate::contract::sample;

/// What a body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Body {
    /// A sample of the event type at hand: the family's own, elsewhere the first one asked for.
    Base,
    /// A name that no documentation knows.
    UnknownEvent,
    /// Fields that no documentation knows, at each level.
    UnknownFields,
    /// Emoji, right-to-left text, combining marks, characters beyond the first plane.
    Unicode,
    /// The same written with `\u` and `\/`.
    Escapes,
    /// A text with `\u0000` in it, which some databases cannot keep.
    NulEscape,
    /// Tabs, blanks and line breaks wherever JSON allows them.
    Spaced,
    /// Laid out with CR LF, and one more at the end.
    Crlf,
    /// Each object's keys in reverse order.
    Reordered,
    /// A key twice in one object.
    DuplicateKey,
    /// Numbers that change when they are parsed and printed.
    Numbers,
    /// Numbers beyond 64 bits.
    HugeNumbers,
    /// The envelope's time with `+00:00`.
    OffsetTime,
    /// The envelope's time with milliseconds.
    FractionTime,
    /// An event of seven hours ago: LeadLex's last published retry comes that late `[/webhooks]`.
    SevenHoursOld,
    /// `contact.bulk_created` of 500 contacts `[/api-reference/contacts/bulk-create]`, half a kilobyte
    /// each.
    Bulk,
    /// The same, filled up to a million bytes.
    Million,
    /// `data` without anything in it.
    NoData,
    /// Not JSON.
    NotJson,
    /// No bytes.
    Empty,
    /// JSON, and not an object.
    List,
    /// Bytes that are not UTF-8.
    NotUtf8,
    /// The envelope's fields with other types than theirs.
    WrongTypes,
    /// Lists in lists, a thousand deep.
    Deep,
}

const CONTACTS: usize = 500;
const QUARTER: usize = 250_000;
const MILLION: usize = 1_000_000;
const UNICODE: &str = "Zoë 李 🦊👩‍👩‍👧 עברית e\u{301} 𝔘\u{2028}";

/// The bytes. `seed` and `at` decide everything.
#[must_use]
pub fn compose(body: Body, event: &EventType, seed: u64, at: Timestamp) -> Bytes {
    let base = || sample::body(event, seed, at);
    let text = match body {
        Body::Base => base(),
        Body::UnknownEvent => edited(&base(), |fields| {
            fields.insert("event".to_owned(), json!("check.unheard_of"));
        }),
        Body::UnknownFields => edited(&base(), |fields| {
            if let Some(Value::Object(data)) = fields.get_mut("data") {
                data.insert("x_unheard_of".to_owned(), json!({ "a": [1, null, true] }));
            }
            fields.insert("x_unheard_of".to_owned(), json!("new"));
        }),
        Body::Unicode => unicode(&base()),
        Body::Escapes => escaped(&unicode(&base())),
        Body::NulEscape => with_member(&base(), r#""x_text":"a\u0000b""#),
        Body::Spaced => spaced(&base()),
        Body::Crlf => format!("{}\r\n", pretty(&base()).replace('\n', "\r\n")),
        Body::Reordered => reordered(&base()),
        Body::DuplicateKey => with_member(&base(), r#""x_twice":1,"x_twice":2"#),
        Body::Numbers => {
            with_member(&base(), r#""x_numbers":[1.0,1e3,12.50,-0,0.1e1,9007199254740993]"#)
        }
        Body::HugeNumbers => {
            with_member(&base(), r#""x_numbers":[123456789012345678901234567890,1e400]"#)
        }
        Body::OffsetTime => timed(&base(), |time| time.replace('Z', "+00:00")),
        Body::FractionTime => timed(&base(), |time| time.replace('Z', ".123Z")),
        Body::SevenHoursOld => {
            let then = at.checked_sub(SignedDuration::from_hours(7)).unwrap_or(at);
            sample::body(event, seed, then)
        }
        Body::Bulk => bulk(QUARTER, seed, at),
        Body::Million => bulk(MILLION, seed, at),
        Body::NoData => edited(&base(), |fields| {
            fields.insert("data".to_owned(), json!({}));
        }),
        Body::NotJson => {
            let base = base();
            base[..base.len() - 1].to_owned()
        }
        Body::Empty => String::new(),
        Body::List => format!("[{seed}]"),
        Body::NotUtf8 => {
            let mut bytes = base().into_bytes();
            bytes.truncate(bytes.len() - 1);
            bytes.extend_from_slice(b",\"x_text\":\"\xff\xfe\"}");
            return bytes.into();
        }
        Body::WrongTypes => {
            json!({ "event": 7, "timestamp": seed, "workspace_id": [], "data": null }).to_string()
        }
        Body::Deep => {
            let nested = format!("{}{}", "[".repeat(1000), "]".repeat(1000));
            with_member(&base(), &format!(r#""x_deep":{nested}"#))
        }
    };
    text.into()
}

/// 500 contacts, filled up to so many bytes.
fn bulk(size: usize, seed: u64, at: Timestamp) -> String {
    let bulk = sample::bulk_contacts(CONTACTS, seed, at);
    let frame = r#","x_fill":"""#.len();
    let fill = "x".repeat(size.saturating_sub(bulk.len() + frame));
    with_member(&bulk, &format!(r#""x_fill":"{fill}""#))
}

/// A JSON object's text with one more member at its end.
fn with_member(object: &str, member: &str) -> String {
    format!("{},{member}}}", &object[..object.len() - 1])
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}

fn edited(text: &str, edit: impl FnOnce(&mut Map<String, Value>)) -> String {
    let mut value = parsed(text);
    if let Value::Object(fields) = &mut value {
        edit(fields);
    }
    value.to_string()
}

fn timed(text: &str, change: impl FnOnce(&str) -> String) -> String {
    edited(text, |fields| {
        let time = fields.get("timestamp").and_then(Value::as_str).map(change);
        fields.insert("timestamp".to_owned(), time.into());
    })
}

/// Names of people and things in writing that is rare in tests and common in the world.
fn unicode(text: &str) -> String {
    fn name(value: &mut Value) {
        match value {
            Value::Object(fields) => {
                for (key, value) in fields {
                    match value {
                        Value::String(text) if key.ends_with("name") || key == "title" => {
                            UNICODE.clone_into(text);
                        }
                        other => name(other),
                    }
                }
            }
            Value::Array(items) => items.iter_mut().for_each(name),
            _ => {}
        }
    }
    edited(text, |fields| {
        if let Some(data) = fields.get_mut("data") {
            name(data);
        }
        fields.insert("x_text".to_owned(), format!("{UNICODE} a/b").into());
    })
}

/// What stands outside ASCII, and each slash, as JSON may escape them.
fn escaped(text: &str) -> String {
    let mut made = String::with_capacity(text.len() * 2);
    for c in text.chars() {
        match c {
            '/' => made.push_str("\\/"),
            c if c.is_ascii() => made.push(c),
            c => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    made.push_str(&format!("\\u{unit:04X}"));
                }
            }
        }
    }
    made
}

fn pretty(text: &str) -> String {
    serde_json::to_string_pretty(&parsed(text)).unwrap_or_default()
}

/// Legal, and such as no library prints it.
pub(super) fn spaced(text: &str) -> String {
    let loose = pretty(text).replace("\n  ", "\n\t ").replace("\": ", "\" :\t");
    format!(" {loose}\n\n")
}

/// Each object's keys in reverse order, lists as they are.
pub(super) fn reordered(text: &str) -> String {
    fn turn(value: Value) -> Value {
        match value {
            Value::Object(fields) => {
                let fields: Vec<_> = fields.into_iter().collect();
                Value::Object(fields.into_iter().rev().map(|(key, v)| (key, turn(v))).collect())
            }
            Value::Array(items) => Value::Array(items.into_iter().map(turn).collect()),
            other => other,
        }
    }
    turn(parsed(text)).to_string()
}

/// The keys of the object itself in reverse order.
pub(super) fn turned(text: &str) -> String {
    edited(text, |fields| *fields = std::mem::take(fields).into_iter().rev().collect())
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::{Body, MILLION, compose, parsed};
    use crate::contract::catalog;

    fn made(body: Body) -> Vec<u8> {
        let at = "2026-02-24T10:00:00Z".parse().expect("a time");
        let event = catalog::find("contact.created").expect("known");
        compose(body, event, 7, at).to_vec()
    }

    fn value(body: Body) -> Value {
        serde_json::from_slice(&made(body)).unwrap_or_else(|error| panic!("{body:?}: {error}"))
    }

    #[test]
    fn what_is_laid_out_otherwise_says_the_same() {
        let base = value(Body::Base);
        for body in [Body::Spaced, Body::Crlf, Body::Reordered] {
            assert_eq!(value(body), base, "{body:?}");
            assert_ne!(made(body), made(Body::Base), "{body:?}");
        }
        assert_eq!(value(Body::Escapes), value(Body::Unicode));
        assert!(made(Body::Escapes).is_ascii() && !made(Body::Unicode).is_ascii());
    }

    #[test]
    fn what_is_to_be_taken_is_json_and_has_its_envelope() {
        use Body::{
            Bulk, Deep, DuplicateKey, FractionTime, Million, NoData, NulEscape, Numbers,
            OffsetTime, SevenHoursOld, UnknownEvent, UnknownFields,
        };
        for body in [
            Bulk,
            DuplicateKey,
            FractionTime,
            Million,
            NoData,
            NulEscape,
            Numbers,
            OffsetTime,
            SevenHoursOld,
            UnknownEvent,
            UnknownFields,
        ] {
            let fields = value(body);
            for name in ["event", "timestamp", "workspace_id", "data"] {
                assert!(fields.get(name).is_some(), "{body:?} has no {name}");
            }
        }
        assert_eq!(made(Million).len(), MILLION);
        assert!(made(Bulk).len() > 100_000, "{}", made(Bulk).len());
        assert_eq!(value(SevenHoursOld)["timestamp"], "2026-02-24T03:00:00Z");
        assert_eq!(value(OffsetTime)["timestamp"], "2026-02-24T10:00:00+00:00");
        assert!(made(Deep).len() > 2000);
    }

    #[test]
    fn what_is_bad_is_bad() {
        assert_eq!(parsed(&String::from_utf8_lossy(&made(Body::NotJson))), Value::Null);
        assert!(String::from_utf8(made(Body::NotUtf8)).is_err());
        assert!(value(Body::List).is_array());
    }
}
