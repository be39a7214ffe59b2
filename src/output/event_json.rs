//! An event as NDJSON: the one schema of `listen`, `events` and `events export`.

use serde::Serialize;

use super::attempt::milliseconds;
use super::body::{self, BodyJson};
use super::clock;
use super::headers::{self, HeaderJson, Masking};
use crate::contract::freshness::Freshness;
use crate::contract::header::HeaderList;
use crate::contract::retry::is_success;
use crate::contract::signature::Verdict;
use crate::delivery::attempt::Attempt;
use crate::store::event::{EventRecord, EventRow, LastOutcome};

/// An event; with its headers and body where the whole of it is asked for.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename = "event")]
pub struct EventJson<'a> {
    /// The short number.
    pub number: i64,
    /// The name in the body.
    pub event: Option<&'a str>,
    /// `X-LeadLex-Delivery-ID`.
    pub delivery_id: Option<&'a str>,
    /// What wrote it: send, listen, replay, poll, import.
    pub source: &'a str,
    /// RFC 3339, UTC.
    pub received_at: String,
    /// The method.
    pub method: &'a str,
    /// Path and query.
    pub path: &'a str,
    /// The sender's address.
    pub peer: Option<&'a str>,
    /// The verdict on the signature.
    pub verdict: Verdict,
    /// The secret that matched.
    pub fingerprint: Option<&'a str>,
    /// What the timestamp says.
    pub freshness: Freshness,
    /// Bytes of the body.
    pub size: u64,
    /// The arrival it repeats.
    pub duplicate_of: Option<i64>,
    /// The arrival with the same id and another body.
    pub id_reused: Option<i64>,
    /// An earlier arrival with the same body, where there is no id.
    pub same_body_as: Option<i64>,
    /// The event it was replayed from.
    pub replay_of: Option<i64>,
    /// How its latest delivery stands.
    pub outcome: Option<OutcomeJson>,
    /// The status the listener answered, while listening.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answered: Option<u16>,
    /// Headers and body.
    #[serde(flatten)]
    pub content: Option<ContentJson>,
}

/// How a delivery stands.
#[derive(Debug, Serialize)]
pub struct OutcomeJson {
    /// pending, delivered, dead or cancelled.
    pub state: &'static str,
    /// The endpoint's last status.
    pub status: Option<u16>,
    /// How long the last attempt took.
    pub latency_ms: Option<f64>,
    /// Attempts made.
    pub attempts: u32,
}

/// Headers and body.
#[derive(Debug, Serialize)]
pub struct ContentJson {
    headers: Vec<HeaderJson>,
    #[serde(flatten)]
    body: BodyJson,
}

/// Headers and body for scripts; no body where it is too large to be shown here.
#[must_use]
pub fn content(headers: &HeaderList, body: Option<&[u8]>, masking: Masking) -> ContentJson {
    let body = body.map(body::json).unwrap_or_default();
    ContentJson { headers: headers::json(headers, masking), body }
}

/// The outcome of a pass-through.
#[must_use]
pub fn of_attempt(attempt: &Attempt) -> OutcomeJson {
    let (status, latency) = match &attempt.answered {
        Ok(answer) => (Some(answer.status), answer.latency),
        Err(failure) => (None, failure.latency),
    };
    OutcomeJson {
        state: if status.is_some_and(is_success) { "delivered" } else { "dead" },
        status,
        latency_ms: Some(milliseconds(latency)),
        attempts: 1,
    }
}

fn of_outcome(outcome: &LastOutcome) -> OutcomeJson {
    OutcomeJson {
        state: outcome.state.as_str(),
        status: outcome.status,
        latency_ms: outcome.latency.map(milliseconds),
        attempts: outcome.attempts,
    }
}

/// A saved event without headers and body.
#[must_use]
pub fn of_row(row: &EventRow) -> EventJson<'_> {
    EventJson {
        number: row.number,
        event: row.event.as_deref(),
        delivery_id: row.delivery_id.as_deref(),
        source: row.source.as_str(),
        received_at: clock::rfc3339(row.received_at),
        method: &row.method,
        path: &row.path,
        peer: row.peer.as_deref(),
        verdict: row.verdict,
        fingerprint: row.fingerprint.as_deref(),
        freshness: row.freshness,
        size: row.size,
        duplicate_of: row.duplicate_of,
        id_reused: row.id_reused,
        same_body_as: row.same_body_as,
        replay_of: row.replay_of,
        outcome: row.outcome.as_ref().map(of_outcome),
        answered: None,
        content: None,
    }
}

/// A saved event whole.
#[must_use]
pub fn of_record(record: &EventRecord, masking: Masking) -> EventJson<'_> {
    let content = Some(content(&record.headers, Some(&record.body), masking));
    EventJson { content, ..of_row(&record.row) }
}
