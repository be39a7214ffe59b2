//! Paths to a value inside a body: `data.contact.tags[0]`.

use std::fmt;

use thiserror::Error;

use super::scan::{string_length, unquoted};

/// One step down.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Segment {
    /// `name`, `"odd.name"` or `0`: a member; in an array, a number is an index too.
    Name(String),
    /// `[0]`: an element, counted from 0.
    Index(usize),
}

impl Segment {
    /// Which element it means in an array.
    #[must_use]
    pub fn index(&self) -> Option<usize> {
        match self {
            Self::Name(name) if name.bytes().all(|byte| byte.is_ascii_digit()) => name.parse().ok(),
            Self::Name(_) => None,
            Self::Index(index) => Some(*index),
        }
    }
}

/// The steps from the whole body to one value in it; at least one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Path(Vec<Segment>);

/// Where and why a text is not a path.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{} is not a path: {problem} at character {character}", shown(path))]
pub struct PathError {
    /// What was given.
    pub path: String,
    /// Counted from 1.
    pub character: usize,
    /// What is wrong there.
    pub problem: PathProblem,
}

/// What can be wrong in a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PathProblem {
    /// Two dots in a row, a dot at either end, or nothing at all.
    #[error("a name is missing")]
    NoName,
    /// `"a.b` without its end.
    #[error("the quoted name is not closed, or has an escape JSON does not know,")]
    BadQuote,
    /// Something but `[number]`.
    #[error("`[` wants a number and `]`")]
    BadIndex,
    /// Text right after a quoted name or an index.
    #[error("`.` or `[` is missing")]
    NoSeparator,
}

impl Path {
    /// Reads names with dots between them, `[0]` or `.0` for elements, and a JSON string for a name
    /// that holds a dot, a bracket or a quote: `data."a.b".items[0].id`.
    ///
    /// # Errors
    /// Where the text stops being a path.
    pub fn parse(text: &str) -> Result<Self, PathError> {
        let mut segments = Vec::new();
        let mut rest = text;
        while !rest.is_empty() || segments.is_empty() {
            let (segment, after) = if segments.is_empty() { first(rest) } else { next(rest) }
                .map_err(|(problem, at)| PathError {
                    path: text.to_owned(),
                    character: text[..text.len() - at.len()].chars().count() + 1,
                    problem,
                })?;
            segments.push(segment);
            rest = after;
        }
        Ok(Self(segments))
    }

    /// The path of these steps; there is none without a step.
    pub(super) fn of(segments: Vec<Segment>) -> Option<Self> {
        (!segments.is_empty()).then_some(Self(segments))
    }

    /// The steps, outermost first.
    #[must_use]
    pub fn segments(&self) -> &[Segment] {
        &self.0
    }
}

/// A segment and what follows it, or the problem and the text that begins where it is.
type Step<'a> = Result<(Segment, &'a str), (PathProblem, &'a str)>;

fn first(text: &str) -> Step<'_> {
    if text.starts_with('[') { index(text) } else { name(text) }
}

fn next(text: &str) -> Step<'_> {
    match text.strip_prefix('.') {
        Some(rest) => name(rest),
        None if text.starts_with('[') => index(text),
        None => Err((PathProblem::NoSeparator, text)),
    }
}

fn name(text: &str) -> Step<'_> {
    if text.starts_with('"') {
        let (quoted, after) = string_length(text)
            .map(|length| text.split_at(length))
            .filter(|(quoted, _)| serde_json::from_str::<String>(quoted).is_ok())
            .ok_or((PathProblem::BadQuote, text))?;
        return Ok((Segment::Name(unquoted(quoted)), after));
    }
    let (bare, after) = text.split_at(text.find(['.', '[', ']', '"']).unwrap_or(text.len()));
    if bare.is_empty() {
        return Err((PathProblem::NoName, text));
    }
    Ok((Segment::Name(bare.to_owned()), after))
}

fn index(text: &str) -> Step<'_> {
    text[1..]
        .split_once(']')
        .filter(|(digits, _)| digits.bytes().all(|byte| byte.is_ascii_digit()))
        .and_then(|(digits, after)| Some((Segment::Index(digits.parse().ok()?), after)))
        .ok_or((PathProblem::BadIndex, text))
}

/// Writes segments as [`Path::parse`] reads them; nothing for the whole body.
pub(super) struct Steps<'a>(pub(super) &'a [Segment]);

impl fmt::Display for Steps<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, segment) in self.0.iter().enumerate() {
            match segment {
                Segment::Index(index) => write!(f, "[{index}]")?,
                Segment::Name(name) => {
                    f.write_str(if position == 0 { "" } else { "." })?;
                    if name.is_empty() || name.contains(['.', '[', ']', '"', '=']) {
                        write!(f, "{}", serde_json::Value::from(name.as_str()))?;
                    } else {
                        f.write_str(name)?;
                    }
                }
            }
        }
        Ok(())
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Steps(&self.0).fmt(f)
    }
}

/// A path as it was written; what is empty would show as nothing.
fn shown(path: &str) -> String {
    if path.is_empty() { "an empty text".to_owned() } else { format!("`{path}`") }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::proptest;

    use super::{Path, PathProblem, Segment};

    fn name(name: &str) -> Segment {
        Segment::Name(name.to_owned())
    }

    #[test]
    fn names_elements_and_quotes() {
        let path = Path::parse(r#"data."a.b".c[0].1"#).expect("a path");
        let steps = [name("data"), name("a.b"), name("c"), Segment::Index(0), name("1")];
        assert_eq!(path.segments(), steps);
        assert_eq!(path.to_string(), r#"data."a.b".c[0].1"#);
        assert_eq!(Path::parse("[2][3]").expect("a path").to_string(), "[2][3]");
        assert_eq!(Path::parse(r#""""#).expect("a path").segments(), [name("")]);
        assert_eq!(name("1").index(), Some(1));
        assert_eq!(name("+1").index(), None);
    }

    #[test]
    fn errors_say_where() {
        use PathProblem::{BadIndex, BadQuote, NoName, NoSeparator};
        let cases = [
            ("", NoName, 1),
            (".a", NoName, 1),
            ("a.", NoName, 3),
            ("ä..b", NoName, 3),
            ("a.[0]", NoName, 3),
            ("a[x]", BadIndex, 2),
            ("a[0", BadIndex, 2),
            ("a[]", BadIndex, 2),
            ("a[99999999999999999999]", BadIndex, 2),
            (r#"a."b"#, BadQuote, 3),
            (r#"a."\x""#, BadQuote, 3),
            (r#""a"b"#, NoSeparator, 4),
            ("a]", NoSeparator, 2),
            ("a[0]b", NoSeparator, 5),
        ];
        for (text, problem, character) in cases {
            let error = Path::parse(text).expect_err(text);
            assert_eq!((error.problem, error.character), (problem, character), "{text}");
        }
        let error = Path::parse("a..b").expect_err("no path");
        assert_eq!(error.to_string(), "`a..b` is not a path: a name is missing at character 3");
        let error = Path::parse("").expect_err("no path");
        let told = "an empty text is not a path: a name is missing at character 1";
        assert_eq!(error.to_string(), told);
    }

    proptest! {
        #[test]
        fn any_text_is_a_path_or_an_error(text in r#"[a1.\[\]"\\=é]{0,12}"#) {
            if let Ok(path) = Path::parse(&text) {
                assert_eq!(Path::parse(&path.to_string()), Ok(path));
            }
        }
    }
}
