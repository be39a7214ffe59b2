//! Whether a text is JSON: asked once, then carried in a type.

use std::ops::Range;

use serde::de::IgnoredAny;
use thiserror::Error;

use super::scan::{Tokens, WHITE_SPACE};

/// How deep arrays and objects may nest: where `serde_json` stops reading into a value too. It
/// bounds the indentation of one line and the recursion of a merge.
pub const MAX_DEPTH: usize = 127;

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

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::{Json, MAX_DEPTH};

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
