//! Why a write is refused, in the API's words.

use serde_json::{Value, json};

use super::kind::Kind;

/// A refusal as `[/api-reference/lists/create]` shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Denied {
    pub(crate) status: u16,
    pub(crate) code: &'static str,
    pub(crate) message: String,
    /// The field at fault and what is wrong with it.
    pub(crate) field: Option<(String, String)>,
}

impl Denied {
    /// A refusal without a field.
    pub(crate) fn new(status: u16, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into(), field: None }
    }

    /// Nothing has that id.
    pub(crate) fn missing(kind: Kind, id: &str) -> Self {
        Self::new(404, kind.not_found(), format!("no {} has the id {id}", kind.one()))
    }

    /// A field is wrong.
    pub(crate) fn field(field: &str, why: impl Into<String>) -> Self {
        let why = why.into();
        Self {
            field: Some((field.to_owned(), why.clone())),
            ..Self::new(400, "validation_error", format!("{field}: {why}"))
        }
    }

    /// A field that must be there is not.
    pub(crate) fn required(field: &str) -> Self {
        Self { code: "missing_required_field", ..Self::field(field, "Required") }
    }

    /// The body of the answer.
    pub(crate) fn body(&self) -> Value {
        let mut error = json!({"code": self.code, "message": self.message});
        if let Some((field, why)) = &self.field {
            error["details"] = json!({"fields": {field: why}});
        }
        json!({"error": error})
    }
}
