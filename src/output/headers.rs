//! Header fields, for people and for scripts.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use super::stream::{Stream, Tone};
use crate::contract::credential::{MASK, is_credential};
use crate::contract::header::{HeaderList, value_text};
use crate::text::safe;

/// Whether credentials in captured headers are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Masking {
    /// Their values are masked.
    Masked,
    /// `--show-secrets`, or they are the user's own.
    Shown,
}

/// A field in JSON; a value that is not UTF-8 is in base64.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct HeaderJson {
    /// The name in lower case.
    pub name: String,
    /// The value, when it is UTF-8.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The value, when it is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value_base64: Option<String>,
}

impl HeaderJson {
    /// The bytes of the value; `None` when neither form is there or the base64 is none.
    #[must_use]
    pub fn bytes(&self) -> Option<Vec<u8>> {
        match (&self.value, &self.value_base64) {
            (Some(text), _) => Some(text.as_bytes().to_vec()),
            (None, Some(coded)) => STANDARD.decode(coded).ok(),
            (None, None) => None,
        }
    }
}

/// All fields in order.
#[must_use]
pub fn json(headers: &HeaderList, masking: Masking) -> Vec<HeaderJson> {
    let field = |(name, value): (&str, &[u8])| {
        let name = name.to_owned();
        if masking == Masking::Masked && is_credential(&name) {
            return HeaderJson { name, value: Some(MASK.to_owned()), value_base64: None };
        }
        match std::str::from_utf8(value) {
            Ok(text) => HeaderJson { name, value: Some(text.to_owned()), value_base64: None },
            Err(_) => HeaderJson { name, value: None, value_base64: Some(STANDARD.encode(value)) },
        }
    };
    headers.iter().map(field).collect()
}

/// One line a field, safe to show.
#[must_use]
pub fn lines(headers: &HeaderList, masking: Masking, stream: &Stream) -> Vec<String> {
    let line = |(name, value): (&str, &[u8])| {
        let value = if masking == Masking::Masked && is_credential(name) {
            MASK.to_owned()
        } else {
            safe::line(&value_text(value)).into_owned()
        };
        format!("{} {value}", stream.paint(Tone::Literal, &format!("{}:", safe::line(name))))
    };
    headers.iter().map(line).collect()
}
