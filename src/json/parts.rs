//! The members or elements of one value, as places in its text.

use std::ops::Range;

use super::scan::{Kind, Tokens, unquoted};

/// One `"name": value` of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Member {
    /// The key with its escapes read.
    pub(super) name: String,
    /// Where the key is, with its quotes.
    pub(super) key: Range<usize>,
    /// Where the value is.
    pub(super) value: Range<usize>,
}

/// What a value is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Parts {
    Object(Vec<Member>),
    Array(Vec<Range<usize>>),
    /// The word for it in a message.
    Scalar(&'static str),
}

/// Takes one JSON value apart, one level deep. The text begins with the value and is known to be
/// JSON; places are counted from its start.
pub(super) fn parts(value: &str) -> Parts {
    let mut tokens = Tokens::new(value);
    match tokens.next().map(|token| token.kind) {
        Some(Kind::ObjectOpen) => Parts::Object(members(value, tokens)),
        Some(Kind::ArrayOpen) => Parts::Array(children(tokens).map(|(_, range)| range).collect()),
        Some(Kind::String) => Parts::Scalar("a string"),
        Some(Kind::Number) => Parts::Scalar("a number"),
        _ if value.starts_with("null") => Parts::Scalar("null"),
        _ => Parts::Scalar("a boolean"),
    }
}

fn members(object: &str, tokens: Tokens<'_>) -> Vec<Member> {
    let mut members = Vec::new();
    let mut key = 0..0;
    for (kind, range) in children(tokens) {
        if kind == Kind::Key {
            key = range;
        } else {
            let name = unquoted(&object[key.clone()]);
            members.push(Member { name, key: key.clone(), value: range });
        }
    }
    members
}

/// The keys and the whole values directly inside a container whose opening token is behind us.
fn children(mut tokens: Tokens<'_>) -> impl Iterator<Item = (Kind, Range<usize>)> {
    std::iter::from_fn(move || {
        let first = tokens.find(|token| !matches!(token.kind, Kind::Colon | Kind::Comma))?;
        if first.kind.closes() {
            return None;
        }
        let mut end = first.range.end;
        let mut depth = first.kind.depth_after(0);
        while depth > 0 {
            let token = tokens.next()?;
            depth = token.kind.depth_after(depth);
            end = token.range.end;
        }
        Some((first.kind, first.range.start..end))
    })
}

#[cfg(test)]
mod tests {
    use super::{Parts, parts};

    #[test]
    fn members_of_one_level_with_duplicates() {
        let text = r#"{"a": {"x": [1]}, "\u0061":2 , "b":[ ]}"#;
        let Parts::Object(members) = parts(text) else { panic!("an object") };
        let seen: Vec<_> = members.iter().map(|m| (&*m.name, &text[m.value.clone()])).collect();
        assert_eq!(seen, [("a", r#"{"x": [1]}"#), ("a", "2"), ("b", "[ ]")]);
        assert_eq!(&text[members[1].key.clone()], r#""\u0061""#);
    }

    #[test]
    fn elements_and_scalars() {
        let text = r#"[1, [2, 3], {"a":"]"}]"#;
        let Parts::Array(elements) = parts(text) else { panic!("an array") };
        let seen: Vec<_> = elements.into_iter().map(|range| &text[range]).collect();
        assert_eq!(seen, ["1", "[2, 3]", r#"{"a":"]"}"#]);
        assert_eq!(parts("[]"), Parts::Array(vec![]));
        assert_eq!(parts("{ }"), Parts::Object(vec![]));
        assert_eq!(parts("null"), Parts::Scalar("null"));
        assert_eq!(parts("false"), Parts::Scalar("a boolean"));
        assert_eq!(parts("-1"), Parts::Scalar("a number"));
    }
}
