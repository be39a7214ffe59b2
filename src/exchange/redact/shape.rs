//! What a string is, from its own form alone: an address, an id, a date.

use std::net::IpAddr;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use uuid::Uuid;

/// Prefixes of ids that say what they are of.
const ID_PREFIXES: [&str; 22] = [
    "acc", "act", "camp", "campaign", "cmp", "com", "con", "contact", "deal", "dlv", "evt", "imp",
    "job", "lex", "lexi", "list", "lst", "org", "step", "task", "usr", "ws",
];

/// A form that tells what a string is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A date, or a date and a time.
    Date,
    /// An e-mail address, alone.
    Email,
    /// An absolute URL.
    Url,
    /// An IP address.
    Ip,
    /// A UUID, long hex digits, or letters and digits behind a known prefix.
    Id,
    /// A telephone number.
    Phone,
    /// None of these.
    Other,
}

pub(super) fn shape(text: &str) -> Shape {
    if is_date(text) {
        Shape::Date
    } else if is_email(text) {
        Shape::Email
    } else if is_url(text) {
        Shape::Url
    } else if text.parse::<IpAddr>().is_ok() {
        Shape::Ip
    } else if is_id(text) {
        Shape::Id
    } else if is_phone(text) {
        Shape::Phone
    } else {
        Shape::Other
    }
}

/// The length of the prefix of an id, underscore included, that may stay.
pub(super) fn id_prefix(text: &str) -> usize {
    match text.split_once('_') {
        Some((prefix, _)) if ID_PREFIXES.contains(&prefix) => prefix.len() + 1,
        _ => 0,
    }
}

pub(super) fn is_date(text: &str) -> bool {
    // A date with words behind it parses nowhere; a zone in brackets would be free text.
    // Nor is a number of eight digits one.
    let plain = text.len() <= 40 && !text.contains('[') && text.as_bytes().get(4) == Some(&b'-');
    plain
        && (text.parse::<Timestamp>().is_ok()
            || text.parse::<DateTime>().is_ok()
            || text.parse::<Date>().is_ok())
}

fn is_email(text: &str) -> bool {
    match text.rsplit_once('@') {
        Some((user, host)) => {
            !user.is_empty()
                && !host.is_empty()
                && !text.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | ','))
        }
        None => false,
    }
}

fn is_url(text: &str) -> bool {
    let scheme = text.split_once("://").map(|(scheme, _)| scheme);
    let is_scheme =
        |s: &str| !s.is_empty() && s.len() < 12 && s.bytes().all(|b| b.is_ascii_alphanumeric());
    let marked =
        scheme.is_some_and(is_scheme) || text.starts_with("mailto:") || text.starts_with("www.");
    marked && !text.contains(char::is_whitespace)
}

fn is_id(text: &str) -> bool {
    let behind = &text[id_prefix(text)..];
    let word = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    // A digit tells `job_1a2b` from `job_title`.
    let is_prefixed = behind.len() < text.len()
        && behind.contains(|c: char| c.is_ascii_digit())
        && behind.chars().all(word);
    Uuid::try_parse(text).is_ok()
        || is_prefixed
        || (text.len() >= 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn is_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    (7..=15).contains(&digits)
        && text.starts_with(['+', '(', '0'])
        && text.chars().all(|c| c.is_ascii_digit() || " +().-/".contains(c))
}

#[cfg(test)]
mod tests {
    use super::{Shape, shape};

    #[test]
    fn a_string_says_what_it_is() {
        let cases = [
            ("2026-02-24T10:00:00Z", Shape::Date),
            ("2026-02-24T10:00:00.123+00:00", Shape::Date),
            ("2026-02-24", Shape::Date),
            ("jane@whitfield.example", Shape::Email),
            ("https://whitfield.example/a", Shape::Url),
            ("mailto:jane@x.example", Shape::Email),
            ("203.0.113.9", Shape::Ip),
            ("2001:db8::1", Shape::Ip),
            ("8d1a7c5e-5a3f-4f0c-9a55-0d9c1d3f2b11", Shape::Id),
            ("evt_1a2b3c4d", Shape::Id),
            ("+49 (30) 1234-567", Shape::Phone),
            ("Jane Whitfield", Shape::Other),
            ("jane_whitfield", Shape::Other),
            ("", Shape::Other),
            ("2026", Shape::Other),
        ];
        for (text, expected) in cases {
            assert_eq!(shape(text), expected, "{text}");
        }
    }
}
