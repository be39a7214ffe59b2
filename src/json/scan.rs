//! The tokens of a JSON text, each with its place.

use std::ops::Range;

/// What JSON allows between tokens.
pub(super) const WHITE_SPACE: [char; 4] = [' ', '\t', '\n', '\r'];

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

/// The tokens of a JSON text. [`Json::read`](super::valid::Json::read) has settled that it is one,
/// so this only has to find where each token ends, and needs no stack for it.
#[derive(Clone, Debug)]
pub struct Tokens<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Tokens<'a> {
    /// The tokens of a text that is JSON (a slice that holds one value is JSON too).
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
    use super::Kind;
    use crate::json::valid::Json;

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
}
