//! JSON laid out for reading: only the white space between the tokens is ours.

use super::scan::{Kind, Token, Tokens};
use super::valid::{Json, MAX_DEPTH};

/// A line break and the deepest indentation; shallower ones are its beginnings.
const BREAK: &str = match str::from_utf8(&BREAK_BYTES) {
    Ok(text) => text,
    Err(_) => "\n",
};
const BREAK_BYTES: [u8; 1 + INDENT * MAX_DEPTH] = {
    let mut bytes = [b' '; 1 + INDENT * MAX_DEPTH];
    bytes[0] = b'\n';
    bytes
};
const INDENT: usize = 2;

/// What a piece is, for its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PieceKind {
    /// The name of a member, with its quotes.
    Key,
    /// A string value, with its quotes.
    String,
    /// A number as it was sent.
    Number,
    /// `true`, `false` or `null`.
    Literal,
    /// A brace, bracket, colon or comma.
    Punctuation,
    /// White space of our own: one blank, or a line break with its indentation.
    Space,
}

impl From<Kind> for PieceKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Key => Self::Key,
            Kind::String => Self::String,
            Kind::Number => Self::Number,
            Kind::Literal => Self::Literal,
            _ => Self::Punctuation,
        }
    }
}

/// A stretch of one colour. Its text is as it was sent, so it may hold characters that a terminal
/// should not get raw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// What it is.
    pub kind: PieceKind,
    /// The text to show.
    pub text: &'a str,
}

/// The pieces of a text, made as they are asked for: a hostile body can be a hundred times as long
/// laid out as it was sent, and whoever shows it may stop early.
#[derive(Clone, Debug)]
pub struct Pieces<'a> {
    tokens: Tokens<'a>,
    held: Option<Piece<'a>>,
    previous: Option<Kind>,
    depth: usize,
}

/// Lays a JSON text out with two blanks a level: numbers, key order, duplicate keys and escapes as
/// they were sent, `{}` and `[]` closed up. `None` when it is not JSON.
#[must_use]
pub fn reindent(text: &str) -> Option<Pieces<'_>> {
    let tokens = Json::read(text).ok()?.tokens();
    Some(Pieces { tokens, held: None, previous: None, depth: 0 })
}

/// The same as one string, without a line break at its end.
#[must_use]
pub fn pretty(text: &str) -> Option<String> {
    reindent(text).map(|pieces| pieces.map(|piece| piece.text).collect())
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        if let Some(piece) = self.held.take() {
            return Some(piece);
        }
        let Token { kind, text, .. } = self.tokens.next()?;
        let space = self.space_before(kind);
        self.depth = kind.depth_after(self.depth);
        self.previous = Some(kind);
        let piece = Piece { kind: kind.into(), text };
        match space {
            Some(text) => {
                self.held = Some(piece);
                Some(Piece { kind: PieceKind::Space, text })
            }
            None => Some(piece),
        }
    }
}

impl Pieces<'_> {
    fn space_before(&self, kind: Kind) -> Option<&'static str> {
        let previous = self.previous?;
        if previous == Kind::Colon {
            Some(" ")
        } else if previous.opens() != kind.closes() || previous == Kind::Comma {
            let depth = kind.depth_after(self.depth).min(self.depth);
            Some(&BREAK[..1 + INDENT * depth])
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Just, Strategy, any, prop_oneof, proptest};
    use serde_json::Value;

    use super::{PieceKind, pretty, reindent};
    use crate::json::valid::Json;

    #[test]
    fn only_white_space_changes() {
        let sent = concat!(
            r#"{"id":12345678901234567890123,"price":1.10,"id":"\u00e4","#,
            r#""e":{},"l":[ ],"t":[1,{"x":null}]}"#
        );
        let shown = r#"{
  "id": 12345678901234567890123,
  "price": 1.10,
  "id": "\u00e4",
  "e": {},
  "l": [],
  "t": [
    1,
    {
      "x": null
    }
  ]
}"#;
        assert_eq!(pretty(sent).as_deref(), Some(shown));
        assert_eq!(pretty(shown).as_deref(), Some(shown));
    }

    #[test]
    fn scalars_and_what_is_not_json() {
        assert_eq!(pretty(" 1.0 ").as_deref(), Some("1.0"));
        assert_eq!(pretty("[[]]").as_deref(), Some("[\n  []\n]"));
        assert_eq!(pretty("{'a':1}"), None);
    }

    #[test]
    fn pieces_name_their_colour() {
        let pieces = reindent(r#"{"a":"b"}"#).expect("JSON");
        let kinds: Vec<_> = pieces.map(|piece| piece.kind).collect();
        use PieceKind::{Key, Punctuation, Space};
        assert_eq!(
            kinds,
            [Punctuation, Space, Key, Punctuation, Space, PieceKind::String, Space, Punctuation]
        );
    }

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            ".{0,6}".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 32, 4, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                proptest::collection::vec((".{0,3}", inner), 0..4)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    fn tokens(text: &str) -> Vec<&str> {
        Json::read(text).expect("JSON").tokens().map(|token| token.text).collect()
    }

    proptest! {
        #[test]
        fn tokens_and_meaning_stay(value in values()) {
            for sent in [value.to_string(), format!("{value:#}\r\n")] {
                let shown = pretty(&sent).expect("JSON");
                assert_eq!(tokens(&shown), tokens(&sent));
                assert_eq!(shown, format!("{value:#}"));
                assert_eq!(serde_json::from_str::<Value>(&shown).expect("JSON"), value);
            }
        }
    }
}
