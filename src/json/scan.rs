//! The tokens of a JSON text, each with its place.

use std::ops::Range;

use serde::de::IgnoredAny;
use thiserror::Error;

/// How deep arrays and objects may nest: where `serde_json` stops reading into a value too. It
/// bounds the indentation of one line and the recursion of a merge.
pub const MAX_DEPTH: usize = 127;

const WHITE_SPACE: [char; 4] = [' ', '\t', '\n', '\r'];

/// Why a text is not JSON that can be shown or edited.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("not JSON: {message} at line {line} column {column}")]
pub struct NotJson {
    /// Counted from 1.
    pub line: usize,
    /// In bytes from 1; 0 when the text ends right after a line break, or is empty.
    pub column: usize,
    /// What was expected or found there.
    pub message: String,
}

/// A text that is known to be one JSON value, white space around it included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Json<'a>(&'a str);

impl<'a> Json<'a> {
    /// Accepts a JSON text, whatever its numbers and escapes mean (`1e999` and a lone surrogate are
    /// well-formed).
    ///
    /// # Errors
    /// The text is not JSON, or nests deeper than [`MAX_DEPTH`].
    pub fn read(text: &'a str) -> Result<Self, NotJson> {
        serde_json::from_str::<IgnoredAny>(text).map_err(|error| NotJson::from_serde(&error))?;
        let mut depth = 0;
        for token in Tokens::new(text) {
            depth = token.kind.depth_after(depth);
            if depth > MAX_DEPTH {
                return Err(NotJson::too_deep(&text[..token.range.end]));
            }
        }
        Ok(Self(text))
    }

    /// The text as it was given.
    #[must_use]
    pub fn text(self) -> &'a str {
        self.0
    }

    /// Its tokens, in order; white space is between them.
    #[must_use]
    pub fn tokens(self) -> Tokens<'a> {
        Tokens::new(self.0)
    }

    /// Where the value itself is, without the white space around it.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        let start = self.0.len() - self.0.trim_start_matches(WHITE_SPACE).len();
        start..self.0.trim_end_matches(WHITE_SPACE).len()
    }

    /// The value itself, without the white space around it.
    #[must_use]
    pub fn value(self) -> &'a str {
        &self.0[self.range()]
    }
}

impl NotJson {
    fn from_serde(error: &serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        let full = error.to_string();
        let place = format!(" at line {line} column {column}");
        let message = full.strip_suffix(&place).unwrap_or(&full).to_owned();
        Self { line, column, message }
    }

    fn too_deep(until: &str) -> Self {
        let last_line = until.rsplit('\n').next().unwrap_or(until);
        Self {
            line: until.matches('\n').count() + 1,
            column: last_line.len(),
            message: format!("nested deeper than {MAX_DEPTH} levels"),
        }
    }
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `{`
    ObjectOpen,
    /// `}`
    ObjectClose,
    /// `[`
    ArrayOpen,
    /// `]`
    ArrayClose,
    /// `:`
    Colon,
    /// `,`
    Comma,
    /// A string that names a member, with its quotes.
    Key,
    /// A string that is a value, with its quotes.
    String,
    /// A number as it was written.
    Number,
    /// `true`, `false` or `null`.
    Literal,
}

impl Kind {
    /// Whether a container begins here.
    #[must_use]
    pub fn opens(self) -> bool {
        matches!(self, Self::ObjectOpen | Self::ArrayOpen)
    }

    /// Whether a container ends here.
    #[must_use]
    pub fn closes(self) -> bool {
        matches!(self, Self::ObjectClose | Self::ArrayClose)
    }

    /// How many containers are open after a token of this kind.
    #[must_use]
    pub fn depth_after(self, depth: usize) -> usize {
        (depth + usize::from(self.opens())).saturating_sub(usize::from(self.closes()))
    }
}

/// One token and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// What it is.
    pub kind: Kind,
    /// Its bytes as they were written.
    pub text: &'a str,
    /// Where they are in the whole text.
    pub range: Range<usize>,
}

/// The tokens of a JSON text. Validity is settled by [`Json::read`], so this only has to find where
/// each token ends, and needs no stack for it.
#[derive(Clone, Debug)]
pub struct Tokens<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Tokens<'a> {
    /// The tokens of a text that is JSON (a slice of a [`Json`] that holds one value is JSON too).
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let rest = self.text[self.at..].trim_start_matches(WHITE_SPACE);
        let start = self.text.len() - rest.len();
        let first = rest.chars().next()?;
        let length = match first {
            '"' => string_length(rest).unwrap_or(rest.len()),
            '-' | '0'..='9' => {
                length_while(rest, |c| matches!(c, '0'..='9' | '+' | '-' | '.' | 'e' | 'E'))
            }
            'a'..='z' => length_while(rest, |c| c.is_ascii_lowercase()),
            punctuation => punctuation.len_utf8(),
        };
        let (text, after) = rest.split_at(length);
        self.at = start + length;
        Some(Token { kind: kind(first, after), text, range: start..self.at })
    }
}

/// Only a key is ever followed by a colon, so one look ahead tells keys from strings.
fn kind(first: char, after: &str) -> Kind {
    match first {
        '{' => Kind::ObjectOpen,
        '}' => Kind::ObjectClose,
        '[' => Kind::ArrayOpen,
        ']' => Kind::ArrayClose,
        ':' => Kind::Colon,
        ',' => Kind::Comma,
        '"' if after.trim_start_matches(WHITE_SPACE).starts_with(':') => Kind::Key,
        '"' => Kind::String,
        'a'..='z' => Kind::Literal,
        _ => Kind::Number,
    }
}

fn length_while(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

/// How many bytes the string takes that `text` begins with, both quotes included; `None` when it is
/// not closed.
pub(super) fn string_length(text: &str) -> Option<usize> {
    let mut escaped = false;
    let inside = text.bytes().skip(1).position(|byte| {
        let closes = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        closes
    })?;
    Some(inside + 2)
}

/// What a string says once its escapes are read; as it was written when it holds half a surrogate
/// pair, which no text can.
pub(super) fn unquoted(string: &str) -> String {
    serde_json::from_str(string).unwrap_or_else(|_| string.to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::{Json, Kind, MAX_DEPTH};

    fn kinds(text: &str) -> Vec<(Kind, &str)> {
        let json = Json::read(text).expect("JSON");
        json.tokens().map(|token| (token.kind, token.text)).collect()
    }

    #[test]
    fn every_kind_of_token_keeps_its_bytes() {
        use Kind::{
            ArrayClose, ArrayOpen, Colon, Comma, Key, Literal, Number, ObjectClose, ObjectOpen,
        };
        assert_eq!(
            kinds(" {\"a\\\"b\" : [ -1.10e+5,null ,\"\\\\\"]}\n"),
            [
                (ObjectOpen, "{"),
                (Key, "\"a\\\"b\""),
                (Colon, ":"),
                (ArrayOpen, "["),
                (Number, "-1.10e+5"),
                (Comma, ","),
                (Literal, "null"),
                (Comma, ","),
                (Kind::String, "\"\\\\\""),
                (ArrayClose, "]"),
                (ObjectClose, "}"),
            ]
        );
    }

    #[test]
    fn ranges_point_into_the_whole_text() {
        let text = " [ \"ä\" , 12 ] ";
        for token in Json::read(text).expect("JSON").tokens() {
            assert_eq!(&text[token.range], token.text);
        }
        assert_eq!(Json::read(text).expect("JSON").value(), "[ \"ä\" , 12 ]");
    }

    #[test]
    fn what_no_value_can_hold_is_still_json() {
        assert_eq!(kinds("1e999"), [(Kind::Number, "1e999")]);
        assert_eq!(kinds(r#""\ud800""#), [(Kind::String, r#""\ud800""#)]);
    }

    #[test]
    fn errors_say_where() {
        let error = Json::read("{\n  \"a\": ,\n}").expect_err("not JSON");
        assert_eq!((error.line, error.column), (2, 8));
        assert_eq!(error.to_string(), "not JSON: expected value at line 2 column 8");
        assert!(Json::read("").is_err());
        assert!(Json::read("{} {}").is_err());
    }

    #[test]
    fn depth_ends_where_serde_json_ends() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        for depth in [MAX_DEPTH, MAX_DEPTH + 1] {
            let text = nested(depth);
            assert_eq!(Json::read(&text).is_ok(), serde_json::from_str::<Value>(&text).is_ok());
        }
        let error = Json::read(&nested(1_000_000)).expect_err("too deep");
        assert_eq!((error.line, error.column), (1, MAX_DEPTH + 1));
    }
}
