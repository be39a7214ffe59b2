//! What `--set path=value` means.

use thiserror::Error;

use super::edit::set;
use super::error::EditError;
use super::path::{Path, PathError};
use super::scan::string_length;
use super::valid::Json;

/// A value for one place of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// The place; it has to exist when this is applied.
    pub path: Path,
    /// The new value as JSON text.
    pub value: String,
}

/// Why a `--set` cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AssignmentError {
    /// There is nothing to assign.
    #[error("`{0}` has no `=`; write PATH=VALUE, like `data.contact.email=new@example.com`")]
    NoEquals(String),
    /// What is before the `=` is no path.
    #[error(transparent)]
    Path(#[from] PathError),
}

impl Assignment {
    /// Splits at the first `=` outside a quoted name. What follows is the value: JSON when it is
    /// JSON (`a=true` is a boolean), else a string (`a=new@x`); `a="true"`, quotes included, is the
    /// string.
    ///
    /// # Errors
    /// There is no `=`, or no path before it.
    pub fn parse(text: &str) -> Result<Self, AssignmentError> {
        let equals = equals(text).ok_or_else(|| AssignmentError::NoEquals(text.to_owned()))?;
        let given = &text[equals + 1..];
        let value = match Json::read(given) {
            Ok(json) => json.value().to_owned(),
            Err(_) => serde_json::Value::from(given).to_string(),
        };
        Ok(Self { path: Path::parse(&text[..equals])?, value })
    }

    /// The body with the value in its place; see [`set`].
    ///
    /// # Errors
    /// Those of [`set`].
    pub fn apply(&self, text: &str) -> Result<String, EditError> {
        set(text, &self.path, &self.value)
    }
}

fn equals(text: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        at += text[at..].find(['=', '"'])?;
        if text[at..].starts_with('=') {
            return Some(at);
        }
        at += string_length(&text[at..])?;
    }
}

#[cfg(test)]
mod tests {
    use super::Assignment;

    fn value(text: &str) -> String {
        Assignment::parse(text).expect("an assignment").value
    }

    #[test]
    fn json_is_json_and_the_rest_is_a_string() {
        assert_eq!(value("a=true"), "true");
        assert_eq!(value("a=\"true\""), "\"true\"");
        assert_eq!(value("a=new@x"), "\"new@x\"");
        assert_eq!(value("a="), "\"\"");
        assert_eq!(value("a=1.10"), "1.10");
        assert_eq!(value("a=01234"), "\"01234\"");
        assert_eq!(value("a= [1, 2] "), "[1, 2]");
        assert_eq!(value("a=say \"hi\"\n"), r#""say \"hi\"\n""#);
        assert_eq!(value("a=b=c"), "\"b=c\"");
    }

    #[test]
    fn the_first_free_equals_sign_divides() {
        let odd = Assignment::parse(r#"data."a=\"b"."c"=1"#).expect("an assignment");
        assert_eq!(odd.path.to_string(), r#"data."a=\"b".c"#);
        assert_eq!(odd.value, "1");
        assert_eq!(
            odd.apply(r#"{"data":{"a=\"b":{"c":0}}}"#).as_deref(),
            Ok(r#"{"data":{"a=\"b":{"c":1}}}"#)
        );
    }

    #[test]
    fn errors_name_the_text() {
        let none = Assignment::parse("data.x").expect_err("refused").to_string();
        assert!(none.starts_with("`data.x` has no `=`; write PATH=VALUE"), "{none}");
        assert!(Assignment::parse("=1").is_err());
        assert!(Assignment::parse("\"a=1").is_err());
    }
}
