//! Whether an endpoint answers what another build of it answered before.

use crate::contract::header::{HeaderList, value_text};
use crate::json::compare::{self, Numbers};
use crate::json::path::Path;
use crate::json::valid::Json;

/// Fields that differ from answer to answer, or belong to the connection and not to the handler.
pub const IGNORED_HEADERS: [&str; 6] =
    ["connection", "content-length", "date", "keep-alive", "server", "transfer-encoding"];

/// Of bodies that are no JSON, so many characters are shown.
const EXCERPT: usize = 60;

/// What may differ.
#[derive(Clone, Debug, Default)]
pub struct Ignored {
    /// Names of headers, beside [`IGNORED_HEADERS`].
    pub headers: Vec<String>,
    /// Paths into JSON bodies.
    pub paths: Vec<Path>,
}

/// An answer, as far as it is known.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    /// The status code.
    pub status: u16,
    /// The headers as they came.
    pub headers: &'a HeaderList,
    /// The body, or its beginning.
    pub body: &'a [u8],
    /// Whether the body went on.
    pub is_cut: bool,
}

/// The part of an answer in which a difference is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The status code, or that there is an answer at all.
    Status,
    /// A header field.
    Header,
    /// The body.
    Body,
}

/// A value on one of the two sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// As it stands in a JSON text.
    Json(String),
    /// Anything else.
    Text(String),
}

/// One thing that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where.
    pub part: Part,
    /// The name of the header, or the path in a JSON body; empty for the whole.
    pub path: String,
    /// Of a body that is no JSON: the first byte that differs, counted from 0.
    pub offset: Option<usize>,
    /// What was recorded; `None` when it was not there.
    pub recorded: Option<Value>,
    /// What came now.
    pub now: Option<Value>,
}

/// What a comparison found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Empty when the answers are the same.
    pub differences: Vec<Difference>,
    /// Set when one of the bodies is known only up to here, and not more was compared.
    pub compared_bytes: Option<usize>,
}

/// Compares status, headers and body.
#[must_use]
pub fn compare(recorded: &Answer<'_>, now: &Answer<'_>, ignored: &Ignored) -> Comparison {
    let mut differences = Vec::new();
    if recorded.status != now.status {
        let status = |answer: &Answer<'_>| Some(Value::Json(answer.status.to_string()));
        differences.push(Difference {
            part: Part::Status,
            path: String::new(),
            offset: None,
            recorded: status(recorded),
            now: status(now),
        });
    }
    headers(recorded.headers, now.headers, &ignored.headers, &mut differences);
    let mut compared_bytes = None;
    if recorded.is_cut || now.is_cut {
        compared_bytes = Some(recorded.body.len().min(now.body.len()));
        differences.extend(beginnings(recorded, now));
    } else if recorded.body != now.body {
        bodies(recorded.body, now.body, &ignored.paths, &mut differences);
    }
    Comparison { differences, compared_bytes }
}

/// The answer that was recorded did not come again.
#[must_use]
pub fn missing(recorded: &Answer<'_>, failure: &str) -> Comparison {
    let difference = Difference {
        part: Part::Status,
        path: String::new(),
        offset: None,
        recorded: Some(Value::Json(recorded.status.to_string())),
        now: Some(Value::Text(failure.to_owned())),
    };
    Comparison { differences: vec![difference], compared_bytes: None }
}

/// Names compare without case (a [`HeaderList`] has them in lower case); fields of one name keep
/// their order, and the order of names means nothing.
fn headers(recorded: &HeaderList, now: &HeaderList, own: &[String], found: &mut Vec<Difference>) {
    let is_ignored = |name: &str| {
        IGNORED_HEADERS.contains(&name) || own.iter().any(|own| own.eq_ignore_ascii_case(name))
    };
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in recorded.iter().chain(now.iter()) {
        if !is_ignored(name) && !names.contains(&name) {
            names.push(name);
        }
    }
    for name in names {
        let (before, after) = (values(recorded, name), values(now, name));
        if before != after {
            let shown = |values: Vec<&[u8]>| {
                let values: Vec<String> = values.into_iter().map(value_text).collect();
                (!values.is_empty()).then(|| Value::Text(values.join(", ")))
            };
            found.push(Difference {
                part: Part::Header,
                path: name.to_owned(),
                offset: None,
                recorded: shown(before),
                now: shown(after),
            });
        }
    }
}

fn values<'a>(headers: &'a HeaderList, name: &str) -> Vec<&'a [u8]> {
    headers.iter().filter(|(known, _)| *known == name).map(|(_, value)| value).collect()
}

fn bodies(recorded: &[u8], now: &[u8], ignored: &[Path], found: &mut Vec<Difference>) {
    if let (Some(before), Some(after)) = (json(recorded), json(now)) {
        // On one line, whatever the handler's way of printing.
        let compact = |json: Json<'_>| json.tokens().map(|token| token.text).collect();
        let value = |text: Option<&str>| {
            text.map(|text| Value::Json(Json::read(text).map_or_else(|_| text.to_owned(), compact)))
        };
        found.extend(compare::compare(before, after, Numbers::ByValue, ignored).into_iter().map(
            |change| Difference {
                part: Part::Body,
                path: change.path,
                offset: None,
                recorded: value(change.before),
                now: value(change.after),
            },
        ));
    } else {
        found.push(bytes(recorded, now));
    }
}

fn json(body: &[u8]) -> Option<Json<'_>> {
    Json::read(std::str::from_utf8(body).ok()?).ok()
}

/// As far as both are known. One that is known to its end must not be shorter than the other's
/// beginning.
fn beginnings(recorded: &Answer<'_>, now: &Answer<'_>) -> Option<Difference> {
    let common = recorded.body.len().min(now.body.len());
    let ends = |answer: &Answer<'_>, other: &Answer<'_>| {
        !answer.is_cut && answer.body.len() < other.body.len()
    };
    let differs =
        recorded.body[..common] != now.body[..common] || ends(recorded, now) || ends(now, recorded);
    differs.then(|| bytes(recorded.body, now.body))
}

/// The first place where two bodies that are no JSON differ, with what is there.
fn bytes(recorded: &[u8], now: &[u8]) -> Difference {
    let common = recorded.iter().zip(now).take_while(|(before, after)| before == after).count();
    Difference {
        part: Part::Body,
        path: String::new(),
        offset: Some(common),
        recorded: Some(Value::Text(excerpt(recorded, common))),
        now: Some(Value::Text(excerpt(now, common))),
    }
}

/// A short body whole, of a long one what is around the place.
fn excerpt(body: &[u8], place: usize) -> String {
    let start =
        if body.len() > EXCERPT { place.saturating_sub(EXCERPT / 3).min(body.len()) } else { 0 };
    let rest =
        String::from_utf8_lossy(&body[start..body.len().min(start + 4 * EXCERPT)]).into_owned();
    let mut text: String = rest.chars().take(EXCERPT).collect();
    if start > 0 {
        text.insert(0, '…');
    }
    if text.len() < rest.len() {
        text.push('…');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Answer, Ignored, Part, Value, compare, missing};
    use crate::contract::header::HeaderList;
    use crate::json::path::Path;

    fn list(fields: &[(&str, &str)]) -> HeaderList {
        let mut list = HeaderList::new();
        for (name, value) in fields {
            list.push(name, *value);
        }
        list
    }

    fn answer<'a>(headers: &'a HeaderList, body: &'a [u8]) -> Answer<'a> {
        Answer { status: 200, headers, body, is_cut: false }
    }

    #[test]
    fn status_headers_and_body_are_compared() {
        let before = list(&[("Date", "1"), ("X-A", "1"), ("X-A", "2"), ("X-Gone", "1")]);
        let after = list(&[("X-New", "1"), ("x-a", "1"), ("Server", "b"), ("x-a", "3")]);
        let now = Answer { status: 500, ..answer(&after, b"{\"a\":2}") };
        let found = compare(&answer(&before, b"{\"a\":1}"), &now, &Ignored::default());
        let told: Vec<_> =
            found.differences.iter().map(|one| (one.part, one.path.as_str())).collect();
        assert_eq!(
            told,
            [
                (Part::Status, ""),
                (Part::Header, "x-a"),
                (Part::Header, "x-gone"),
                (Part::Header, "x-new"),
                (Part::Body, "a"),
            ]
        );
        assert_eq!(found.differences[1].recorded, Some(Value::Text("1, 2".to_owned())));
        assert_eq!(found.differences[2].now, None);
        let ignored = Ignored {
            headers: ["X-A", "X-GONE", "x-new"].map(str::to_owned).to_vec(),
            paths: vec![Path::parse("a").expect("a path")],
        };
        let found = compare(&answer(&before, b"{\"a\":1}"), &now, &ignored);
        assert_eq!(found.differences.len(), 1, "only the status cannot be ignored");
    }

    #[test]
    fn what_is_no_json_is_compared_byte_by_byte() {
        let none = HeaderList::new();
        let differences = |before: &[u8], after: &[u8]| {
            let ignored = Ignored::default();
            compare(&answer(&none, before), &answer(&none, after), &ignored).differences
        };
        assert!(differences(b"ok\n", b"ok\n").is_empty());
        assert_eq!(differences(b"ok", b"ok\n")[0].offset, Some(2));
        assert_eq!(differences(b"", b"{}")[0].now, Some(Value::Text("{}".to_owned())));
        let long = [b'x'; 500];
        let mut other = long;
        other[300] = b'y';
        let found = differences(&long, &other).remove(0);
        let Some(Value::Text(text)) = found.now else { panic!("a text") };
        assert!(text.starts_with('…') && text.ends_with('…') && text.contains('y'), "{text}");
        assert_eq!(differences(&long, &long[..100])[0].offset, Some(100));
        assert_eq!(differences(b"\xff", b"\xfe").len(), 1);
    }

    #[test]
    fn a_body_that_was_cut_is_compared_as_far_as_it_is_known() {
        let none = HeaderList::new();
        let cut = |body| Answer { is_cut: true, ..answer(&none, body) };
        let compared = |before: &Answer<'_>, after: &Answer<'_>| {
            let found = compare(before, after, &Ignored::default());
            (found.differences.len(), found.compared_bytes)
        };
        assert_eq!(compared(&cut(b"{\"a\""), &answer(&none, b"{\"a\":1}")), (0, Some(4)));
        assert_eq!(compared(&cut(b"{\"a\""), &cut(b"{\"a\":1")), (0, Some(4)));
        assert_eq!(compared(&cut(b"{\"a\""), &answer(&none, b"{\"b\":1}")), (1, Some(4)));
        assert_eq!(compared(&cut(b"{\"a\""), &answer(&none, b"{")), (1, Some(1)), "it ended");
        assert_eq!(compared(&answer(&none, b"ab"), &cut(b"abc")), (1, Some(2)), "it went on");
        assert_eq!(compared(&answer(&none, b"abc"), &cut(b"ab")), (0, Some(2)));
    }

    #[test]
    fn no_answer_is_a_difference() {
        let none = HeaderList::new();
        let found = missing(&answer(&none, b""), "connection refused");
        assert_eq!(found.differences[0].now, Some(Value::Text("connection refused".to_owned())));
    }
}
