//! Answers of the API: JSON, the refusals included.

use bytes::Bytes;
use serde::Serialize;

use crate::error::{Error, Exit};
use crate::receiver::arrival::Reply;
use crate::store::StoreError;

/// Why a call is not answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) status: u16,
    pub(super) message: String,
    pub(super) hint: Option<String>,
}

#[derive(Serialize)]
struct ErrorJson<'a> {
    error: Fault<'a>,
}

#[derive(Serialize)]
struct Fault<'a> {
    message: &'a str,
    hint: Option<&'a str>,
}

impl Refusal {
    pub(super) fn new(status: u16, message: impl Into<String>) -> Self {
        Self { status, message: message.into(), hint: None }
    }

    pub(super) fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// What was asked for makes no sense.
    pub(super) fn bad(message: impl Into<String>) -> Self {
        Self::new(400, message)
    }

    pub(super) fn reply(&self) -> Reply {
        let fault = Fault { message: &self.message, hint: self.hint.as_deref() };
        json(self.status, &ErrorJson { error: fault })
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        let status = match error {
            StoreError::NoSuch { .. } => 404,
            _ if error.may_pass() => 503,
            _ => 500,
        };
        Self::new(status, error.to_string())
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        let status = if error.exit() == Exit::STORE { 500 } else { 400 };
        let hint = error.hints().first().cloned();
        Self { status, message: error.to_string(), hint }
    }
}

/// An answer in JSON.
pub(super) fn json(status: u16, value: &impl Serialize) -> Reply {
    let Ok(text) = serde_json::to_vec(value) else {
        return Reply::text(500, "the answer cannot be written\n");
    };
    whole("application/json", Bytes::from(text), status)
}

/// An answer of any kind.
pub(super) fn whole(content_type: &str, body: Bytes, status: u16) -> Reply {
    let mut reply = Reply { body, ..Reply::empty(status) };
    reply.headers.push("content-type", content_type);
    reply
}
