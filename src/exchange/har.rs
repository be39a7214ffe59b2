//! HAR 1.2: the log that browsers and proxies write. One entry an event, with the answer of the last
//! delivery attempt where there was one.
//!
//! The format knows base64 for answers only (`content.encoding`); a request's body that is no text
//! is marked with `postData._encoding`, as fields of one's own begin with an underscore. A header
//! value that is no text has its bytes in `_valueBase64` beside its readable form.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::arrival::{Arrival, Taken, path_of, push_header};
use super::outgoing::Outgoing;
use crate::contract::header::{self, HeaderList, value_text};
use crate::output::attempt::milliseconds;
use crate::output::clock;
use crate::store::delivery::AttemptRecord;

/// What stands before the first entry; entries follow with a comma between them.
#[must_use]
pub fn head() -> String {
    let version = env!("CARGO_PKG_VERSION");
    format!(
        "{{\"log\":{{\"version\":\"1.2\",\"creator\":{{\"name\":\"leadlex-hooks\",\"version\":\"{version}\"}},\"entries\":["
    )
}

/// What stands behind the last entry.
pub const TAIL: &str = "]}}\n";

/// One entry.
#[must_use]
pub fn entry(outgoing: &Outgoing) -> Value {
    let record = &outgoing.record;
    let started = outgoing.attempt.as_ref().map_or(record.row.received_at, |made| made.started_at);
    let wait = outgoing.attempt.as_ref().map_or(0.0, |made| milliseconds(made.latency));
    let mime = record.headers.text(header::CONTENT_TYPE).unwrap_or("application/octet-stream");
    let mut post = json!({ "mimeType": mime, "params": [] });
    let encoding = put_text(&mut post, &record.body);
    if let Some(encoding) = encoding {
        post["_encoding"] = encoding.into();
    }
    json!({
        "startedDateTime": clock::rfc3339(started),
        "time": wait,
        "request": {
            "method": record.row.method,
            "url": outgoing.url,
            "httpVersion": "HTTP/1.1",
            "cookies": [],
            "headers": fields(&record.headers),
            "queryString": query(&outgoing.url),
            "postData": post,
            "headersSize": -1,
            "bodySize": record.body.len(),
        },
        "response": response(outgoing.attempt.as_ref()),
        "cache": {},
        "timings": { "send": 0, "wait": wait, "receive": 0 },
        "_receivedDateTime": clock::rfc3339(record.row.received_at),
        "_event": record.row.event,
        "_verdict": record.row.verdict,
    })
}

/// Puts a body into `text`; says the encoding when it is not text itself.
fn put_text(into: &mut Value, body: &[u8]) -> Option<&'static str> {
    match std::str::from_utf8(body) {
        Ok(text) => {
            into["text"] = text.into();
            None
        }
        Err(_) => {
            into["text"] = STANDARD.encode(body).into();
            Some("base64")
        }
    }
}

/// Status 0 stands for no answer, as in browsers.
fn response(attempt: Option<&AttemptRecord>) -> Value {
    let empty = HeaderList::new();
    let headers = attempt.map_or(&empty, |made| &made.response_headers);
    let mime = headers.text(header::CONTENT_TYPE).unwrap_or("x-unknown");
    let size = attempt.map_or(0, |made| made.response_size);
    let mut content = json!({ "size": size, "mimeType": mime });
    if let Some(made) = attempt {
        if let Some(encoding) = put_text(&mut content, &made.response_body) {
            content["encoding"] = encoding.into();
        }
        if (made.response_body.len() as u64) < made.response_size {
            content["comment"] = "only the start of the body was kept".into();
        }
    }
    let status = attempt.and_then(|made| made.status).unwrap_or(0);
    let reason = hyper::StatusCode::from_u16(status).ok().and_then(|code| code.canonical_reason());
    let mut response = json!({
        "status": status,
        "statusText": reason.unwrap_or_default(),
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": fields(headers),
        "content": content,
        "redirectURL": headers.text("location").unwrap_or_default(),
        "headersSize": -1,
        "bodySize": attempt.map_or(-1, |made| i64::try_from(made.response_size).unwrap_or(-1)),
    });
    if let Some(kind) = attempt.and_then(|made| made.error_kind.as_deref()) {
        response["_error"] = kind.into();
    }
    response
}

fn fields(headers: &HeaderList) -> Vec<Value> {
    let field = |(name, value): (&str, &[u8])| {
        let mut field = json!({ "name": name, "value": value_text(value) });
        if std::str::from_utf8(value).is_err() {
            field["_valueBase64"] = STANDARD.encode(value).into();
        }
        field
    };
    headers.iter().map(field).collect()
}

fn query(url: &str) -> Vec<Value> {
    let pairs = url.split_once('?').map(|(_, query)| query).unwrap_or_default();
    let pairs = pairs.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            json!({ "name": name, "value": value })
        })
        .collect()
}

#[derive(Deserialize)]
struct File<'a> {
    #[serde(borrow)]
    log: Log<'a>,
}

#[derive(Deserialize)]
struct Log<'a> {
    #[serde(borrow)]
    entries: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    started_date_time: Option<Timestamp>,
    #[serde(rename = "_receivedDateTime")]
    received: Option<Timestamp>,
    request: Request,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Request {
    method: String,
    url: String,
    #[serde(default)]
    headers: Vec<Field>,
    post_data: Option<Post>,
}

#[derive(Deserialize)]
struct Field {
    name: String,
    value: String,
    #[serde(rename = "_valueBase64")]
    coded: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Post {
    #[serde(default)]
    mime_type: String,
    text: Option<String>,
    #[serde(rename = "_encoding")]
    encoding: Option<String>,
}

/// Reads a whole file.
///
/// # Errors
/// Where it stops being a HAR.
pub fn read(text: &str, now: Timestamp) -> Result<Vec<Taken>, serde_json::Error> {
    let file: File<'_> = serde_json::from_str(text.trim_start_matches('\u{feff}'))?;
    Ok(file.log.entries.into_iter().map(|entry| take(entry, now)).collect())
}

fn take(entry: &RawValue, now: Timestamp) -> Taken {
    let entry: Entry = match serde_json::from_str(entry.get()) {
        Ok(entry) => entry,
        Err(error) => return Taken::Refused(error.to_string()),
    };
    if entry.request.method != "POST" {
        return Taken::Skipped("not a POST");
    }
    let Some(post) = &entry.request.post_data else {
        return Taken::Skipped("without a body");
    };
    let Some(text) = &post.text else {
        return Taken::Skipped("without the text of the body");
    };
    // What we wrote ourselves is taken whatever it is: it was a webhook here.
    if entry.received.is_none() && !is_json(&post.mime_type) {
        return Taken::Skipped("with a body that is not JSON");
    }
    let body = match post.encoding.as_deref() {
        Some("base64") => STANDARD.decode(text).map_err(|error| format!("its body: {error}")),
        _ => Ok(text.clone().into_bytes()),
    };
    match body.and_then(|body| arrival(&entry, body, now)) {
        Ok(arrival) => Taken::Event(Box::new(arrival)),
        Err(why) => Taken::Refused(why),
    }
}

fn is_json(mime: &str) -> bool {
    let essence = mime.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || essence.ends_with("+json")
}

fn arrival(entry: &Entry, body: Vec<u8>, now: Timestamp) -> Result<Arrival, String> {
    let mut headers = HeaderList::new();
    // HTTP/2 logs have `:method` and the like.
    for field in entry.request.headers.iter().filter(|field| !field.name.starts_with(':')) {
        let coded = field.coded.as_ref().and_then(|coded| STANDARD.decode(coded).ok());
        let value = coded.unwrap_or_else(|| field.value.clone().into_bytes());
        push_header(&mut headers, &field.name, &value)?;
    }
    Ok(Arrival {
        received_at: entry.received.or(entry.started_date_time).unwrap_or(now),
        method: entry.request.method.clone(),
        path: path_of(&entry.request.url)?,
        peer: None,
        headers,
        body,
    })
}
