//! JSON lines: the object that `events show --json` prints. Written by [`crate::output::event_json`].

use jiff::Timestamp;
use serde::Deserialize;

use super::arrival::{Arrival, cannot_be_sent, push_header};
use crate::contract::header::HeaderList;
use crate::output::body::BodyJson;
use crate::output::headers::HeaderJson;

#[derive(Deserialize)]
struct Line {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    received_at: Option<Timestamp>,
    #[serde(default)]
    method: Option<String>,
    #[serde(default)]
    path: Option<String>,
    #[serde(default)]
    peer: Option<String>,
    headers: Vec<HeaderJson>,
    #[serde(flatten)]
    body: BodyJson,
}

/// Reads one line.
///
/// # Errors
/// Why it is no event.
pub fn read(line: &[u8]) -> Result<Arrival, String> {
    let line: Line = serde_json::from_slice(line).map_err(|error| error.to_string())?;
    if line.kind != "event" {
        return Err(format!("its type is `{}`, not `event`", line.kind.escape_debug()));
    }
    let mut headers = HeaderList::new();
    for field in &line.headers {
        let value = field.bytes().ok_or_else(|| cannot_be_sent(&field.name))?;
        push_header(&mut headers, &field.name, &value)?;
    }
    Ok(Arrival {
        body: line.body.bytes().ok_or("it has neither `body` nor `body_base64`")?,
        received_at: line.received_at.ok_or("it has no `received_at`")?,
        method: line.method.unwrap_or_else(|| "POST".to_owned()),
        path: line.path.unwrap_or_else(|| "/".to_owned()),
        peer: line.peer,
        headers,
    })
}
