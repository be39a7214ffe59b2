//! Headers and paths: what is known to be harmless stays; what is known to tell about somebody goes
//! silently; what nobody knows goes and is named.

use std::collections::BTreeSet;

use super::fake::Faker;
use super::shape::is_date;
use crate::contract::credential::is_credential;
use crate::contract::header::{self, HeaderList};

/// Fields about how the request was made or transported.
const GONE: [&str; 22] = [
    "accept-language",
    "authority",
    "baggage",
    "client-ip",
    "date",
    "dnt",
    "forwarded",
    "from",
    "origin",
    "referer",
    "server",
    "traceparent",
    "tracestate",
    "true-client-ip",
    "via",
    "x-client-ip",
    "x-cluster-client-ip",
    "x-correlation-id",
    "x-original-host",
    "x-original-url",
    "x-real-ip",
    "x-request-id",
];

/// Beginnings of such fields.
const GONE_FAMILIES: [&str; 9] =
    ["cdn-", "cf-", "fly-", "ngrok-", "sec-", "x-amz", "x-b3-", "x-envoy-", "x-forwarded-"];

/// Codings that a sender may name.
const CODINGS: [&str; 6] = ["*", "br", "deflate", "gzip", "identity", "zstd"];

/// Parts of a path that say nothing about anybody.
const PATH_WORDS: [&str; 12] = [
    "api", "callback", "event", "events", "hook", "hooks", "http", "in", "incoming", "leadlex",
    "webhook", "webhooks",
];

/// The headers that may leave; the names of unknown ones that may not are added to `dropped`.
pub(super) fn redact(
    faker: &Faker,
    headers: &HeaderList,
    dropped: &mut BTreeSet<String>,
) -> HeaderList {
    let mut kept = HeaderList::new();
    for (name, value) in headers.end_to_end().iter() {
        let text = std::str::from_utf8(value).unwrap_or_default();
        match name {
            header::DELIVERY_ID => kept.push(name, faker.id(text)),
            header::TIMESTAMP if is_date(text) => kept.push(name, value),
            header::CONTENT_TYPE => kept.push(name, content_type(text)),
            header::USER_AGENT => kept.push(name, header::LEADLEX_USER_AGENT),
            // Its place is kept; it is made anew, or taken away, for the new body.
            header::SIGNATURE => kept.push(name, "sha256=redacted"),
            "accept" => kept.push(name, "*/*"),
            "accept-encoding" if is_codings(text) => kept.push(name, value),
            _ if is_told_silently(name) => {}
            _ if is_trivial(text) && !name_tells(name) => kept.push(name, value),
            _ => {
                dropped.insert(if name_tells(name) {
                    "(a name that is somebody's)".to_owned()
                } else {
                    name.to_owned()
                });
            }
        }
    }
    kept
}

/// Fields that go without a word: everybody knows that they tell about somebody.
fn is_told_silently(name: &str) -> bool {
    is_credential(name)
        || GONE.contains(&name)
        || ["accept-encoding", "cache-control", "pragma"].contains(&name)
        || name == header::TIMESTAMP
        || GONE_FAMILIES.iter().any(|family| name.starts_with(family))
}

/// Too short to name anybody: a flag or a small number.
fn is_trivial(text: &str) -> bool {
    ["", "true", "false", "yes", "no", "on", "off"].contains(&text)
        || (text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A name with many digits is an id.
fn name_tells(name: &str) -> bool {
    name.bytes().filter(u8::is_ascii_digit).count() >= 5
}

fn is_codings(text: &str) -> bool {
    text.split(',').all(|coding| CODINGS.contains(&coding.trim()))
}

fn content_type(text: &str) -> &'static str {
    let lower = text.to_ascii_lowercase();
    match lower.split(';').next().unwrap_or_default().trim() {
        "application/json" if lower.contains("charset=utf-8") => "application/json; charset=utf-8",
        "application/json" => "application/json",
        "application/x-www-form-urlencoded" => "application/x-www-form-urlencoded",
        "text/plain" => "text/plain",
        "text/html" => "text/html",
        _ => "application/octet-stream",
    }
}

/// A path with its own words replaced, and the values of its query.
pub(super) fn path(faker: &Faker, path: &str) -> String {
    let (path, query) = match path.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (path, None),
    };
    let parts: Vec<String> = path.split('/').map(|part| part_of_path(faker, part)).collect();
    let mut made = parts.join("/");
    if let Some(query) = query {
        let pairs: Vec<String> = query.split('&').map(|pair| pair_of_query(faker, pair)).collect();
        made.push('?');
        made.push_str(&pairs.join("&"));
    }
    made
}

fn part_of_path(faker: &Faker, part: &str) -> String {
    let is_version = part.strip_prefix('v').is_some_and(|number| {
        (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
    });
    if part.is_empty() || is_version || PATH_WORDS.contains(&part) {
        part.to_owned()
    } else {
        faker.token(part)
    }
}

fn pair_of_query(faker: &Faker, pair: &str) -> String {
    match pair.split_once('=') {
        Some((name, "")) => format!("{}=", name_of_query(faker, name)),
        Some((name, value)) => format!("{}={}", name_of_query(faker, name), faker.token(value)),
        None => name_of_query(faker, pair),
    }
}

fn name_of_query(faker: &Faker, name: &str) -> String {
    let plain =
        name.len() <= 24 && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    if plain { name.to_owned() } else { faker.token(name) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{path, redact};
    use crate::contract::header::HeaderList;
    use crate::exchange::redact::Faker;

    #[test]
    fn what_tells_about_somebody_goes_and_what_nobody_knows_is_named() {
        let mut headers = HeaderList::new();
        for (name, value) in [
            ("host", "whitfield.example"),
            ("content-type", "application/json; boundary=whitfield"),
            ("user-agent", "Whitfield/1"),
            ("x-leadlex-timestamp", "2026-02-24T10:00:00Z"),
            ("x-leadlex-delivery-id", "whitfield-1"),
            ("x-leadlex-signature", "sha256=aa"),
            ("authorization", "Bearer whitfield"),
            ("x-forwarded-for", "203.0.113.9"),
            ("cf-connecting-ip", "203.0.113.9"),
            ("cookie", "a=whitfield"),
            ("accept", "text/whitfield; Q"),
            ("accept-encoding", "gzip"),
            ("x-customer", "whitfield"),
            ("x-attempt", "2"),
        ] {
            headers.push(name, value);
        }
        let mut dropped = BTreeSet::new();
        let kept = redact(&Faker::new("s"), &headers, &mut dropped);
        let block = std::str::from_utf8(kept.as_block()).expect("text");
        assert!(!block.contains("hitfield") && !block.contains("203"), "{block}");
        let names: Vec<&str> = kept.iter().map(|(name, _)| name).collect();
        let expected = [
            "content-type",
            "user-agent",
            "x-leadlex-timestamp",
            "x-leadlex-delivery-id",
            "x-leadlex-signature",
            "accept",
            "accept-encoding",
            "x-attempt",
        ];
        assert_eq!(names, expected);
        assert_eq!(dropped.into_iter().collect::<Vec<_>>(), ["x-customer"]);
    }

    #[test]
    fn a_path_keeps_what_says_nothing() {
        let faker = Faker::new("s");
        assert_eq!(path(&faker, "/api/v1/webhooks"), "/api/v1/webhooks");
        let made = path(&faker, "/hooks/whitfield?mail=jane%40whitfield.example&Jane");
        assert!(made.starts_with("/hooks/r") && made.contains("?mail=r"), "{made}");
        assert!(!made.contains("hitfield") && !made.contains("ane"), "{made}");
    }
}
