//! Deliveries as lines and as objects.

use jiff::Timestamp;
use serde::Serialize;

use super::attempt::milliseconds;
use super::clock;
use super::event_line::{ResultCell, Row};
use super::printer::Printer;
use super::stream::Tone;
use crate::client::failure::FailureKind;
use crate::error::Error;
use crate::store::delivery::{DeliveryRow, State};
use crate::text::{measure, safe};

/// A delivery as NDJSON.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename = "delivery")]
pub struct DeliveryJson<'a> {
    delivery: i64,
    number: i64,
    event: Option<&'a str>,
    delivery_id: Option<&'a str>,
    origin: &'a str,
    target: &'a str,
    state: &'static str,
    attempts: u32,
    next_due: Option<String>,
    held_behind: Option<i64>,
    created_at: String,
    status: Option<u16>,
    error_kind: Option<&'a str>,
    error: Option<&'a str>,
    latency_ms: Option<f64>,
}

/// A delivery for scripts.
#[must_use]
pub fn json(row: &DeliveryRow) -> DeliveryJson<'_> {
    DeliveryJson {
        delivery: row.number,
        number: row.event,
        event: row.event_name.as_deref(),
        delivery_id: row.delivery_id.as_deref(),
        origin: &row.origin,
        target: &row.target,
        state: row.state.as_str(),
        attempts: row.attempts,
        next_due: row.next_due.map(clock::rfc3339),
        held_behind: row.held_behind,
        created_at: clock::rfc3339(row.created_at),
        status: row.last_status,
        error_kind: row.last_error_kind.as_deref(),
        error: row.last_error.as_deref(),
        latency_ms: row.last_latency.map(milliseconds),
    }
}

/// Prints a delivery in the format asked for; buffered until the printer is flushed.
///
/// # Errors
/// A stdout that cannot be written.
pub fn print(row: &DeliveryRow, printer: &Printer) -> Result<(), Error> {
    if printer.is_json() {
        return printer.json_buffered(&json(row));
    }
    let out = printer.out();
    let name = row.event_name.as_deref().map_or("(no event name)".into(), safe::line);
    let mut line = Row::new(&out);
    let state = tone(row.state);
    if !out.is_narrow() {
        line.cell(Tone::Dim, &clock::time(row.created_at), 8);
    }
    line.cell(Tone::Plain, &format!("{:>5}", row.number), 5);
    line.cell(Tone::Dim, &format!("{:>6}", format!("#{}", row.event)), 6);
    if out.is_narrow() {
        line.cell(state, row.state.as_str(), 9);
        line.rest(&name);
    } else {
        line.cell(Tone::Name, &name, 22);
        line.cell(state, row.state.as_str(), 9);
        let (tone, text) = result(row).map_or((Tone::Plain, String::new()), |cell| cell.cell());
        line.cell(tone, &text, 16);
        line.rest(&note(row));
    }
    printer.raw(line.finish().as_bytes())?;
    printer.raw(b"\n")
}

/// The colour of a state.
#[must_use]
pub fn tone(state: State) -> Tone {
    match state {
        State::Delivered => Tone::Good,
        State::Pending => Tone::Warn,
        State::Dead => Tone::Bad,
        State::Cancelled => Tone::Dim,
    }
}

fn result(row: &DeliveryRow) -> Option<ResultCell> {
    let answer = match (row.last_status, row.last_error_kind.as_deref()) {
        (Some(status), _) => Ok(status),
        (None, Some(kind)) => {
            Err(FailureKind::parse(kind).map_or("failed", FailureKind::short).to_owned())
        }
        (None, None) => return None,
    };
    let latency = row.last_status.and(row.last_latency);
    Some(ResultCell { answer, latency })
}

fn note(row: &DeliveryRow) -> String {
    let due = row.next_due.map(|due| {
        let wait = due.duration_since(Timestamp::now());
        if wait.is_positive() {
            format!("attempt {} in {}, ", row.attempts + 1, measure::span(wait.unsigned_abs()))
        } else {
            format!("attempt {} is due, ", row.attempts + 1)
        }
    });
    let held = row.held_behind.map(|first| format!("held behind {first}, "));
    format!("{}{}", due.or(held).unwrap_or_default(), safe::line(&row.target))
}
