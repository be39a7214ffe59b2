//! One delivery whole: the request, and every attempt with its response.

use serde::Serialize;

use super::attempt::milliseconds;
use super::body::{self, BodyJson};
use super::clock;
use super::delivery_rows::{self, DeliveryJson};
use super::headers::{self, HeaderJson, Masking};
use super::hint;
use super::printer::Printer;
use super::stream::{Stream, Tone};
use crate::client::failure::FailureKind;
use crate::contract::retry::is_success;
use crate::error::Error;
use crate::store::delivery::{AttemptRecord, DeliveryRow};
use crate::text::{measure, safe};

/// What is shown.
#[derive(Clone, Copy, Debug)]
pub struct DeliveryPage<'a> {
    /// The delivery.
    pub row: &'a DeliveryRow,
    /// Its attempts in order.
    pub attempts: &'a [AttemptRecord],
    /// The body of its event.
    pub body: &'a [u8],
    /// Whether captured credentials are shown.
    pub masking: Masking,
}

/// A delivery with its attempts, and the body of its event where that is asked for.
#[derive(Serialize)]
pub struct PageJson<'a> {
    #[serde(flatten)]
    delivery: DeliveryJson<'a>,
    #[serde(flatten)]
    body: BodyJson,
    log: Vec<AttemptJson<'a>>,
}

#[derive(Serialize)]
struct AttemptJson<'a> {
    attempt: u32,
    started_at: String,
    latency_ms: f64,
    status: Option<u16>,
    error_kind: Option<&'a str>,
    error: Option<&'a str>,
    request_headers: Vec<HeaderJson>,
    response_headers: Vec<HeaderJson>,
    response: BodyJson,
}

/// Prints a delivery in the format asked for.
///
/// # Errors
/// A stdout that cannot be written.
pub fn print(page: &DeliveryPage<'_>, printer: &Printer) -> Result<(), Error> {
    if printer.is_json() {
        return printer.json(&json(page.row, page.attempts, Some(page.body), page.masking));
    }
    let out = printer.out();
    let name = page.row.event_name.as_deref().map_or("(no event name)".into(), safe::line);
    let state = out.paint(delivery_rows::tone(page.row.state), page.row.state.as_str());
    let title = format!("delivery {} of #{} {name}", page.row.number, page.row.event);
    printer.line(&format!("{}  {state}", out.paint(Tone::Name, &title)))?;
    printer.line(&format!("  POST {}", safe::line(&page.row.target)))?;
    printer.line(&format!("  made by {}", safe::line(&page.row.origin)))?;
    for attempt in page.attempts {
        print_attempt(attempt, page.masking, printer, &out)?;
    }
    if let Some(due) = page.row.next_due {
        printer.line(&format!(
            "\nattempt {} is due {}",
            page.row.attempts + 1,
            clock::date_time(due)
        ))?;
    }
    if let Some(first) = page.row.held_behind {
        printer.line(&format!(
            "\nheld behind {first}: attempt {} is made once delivery {first} has ended",
            page.row.attempts + 1
        ))?;
    }
    Ok(())
}

fn print_attempt(
    attempt: &AttemptRecord,
    masking: Masking,
    printer: &Printer,
    out: &Stream,
) -> Result<(), Error> {
    let (tone, answer) = match (attempt.status, &attempt.error) {
        (Some(status), _) if is_success(status) => (Tone::Good, status.to_string()),
        (Some(status), _) => (Tone::Bad, status.to_string()),
        (None, error) => {
            (Tone::Bad, safe::line(error.as_deref().unwrap_or("no answer")).into_owned())
        }
    };
    printer.line(&format!(
        "\nattempt {}  {}  {}  {}",
        attempt.number,
        clock::date_time(attempt.started_at),
        out.paint(tone, &answer),
        measure::latency(attempt.latency)
    ))?;
    for line in headers::lines(&attempt.request_headers, masking, out) {
        printer.line(&format!("  > {line}"))?;
    }
    for line in headers::lines(&attempt.response_headers, masking, out) {
        printer.line(&format!("  < {line}"))?;
    }
    if attempt.status.is_some() && !attempt.response_body.is_empty() {
        printer.line(&body::render(&attempt.response_body, out))?;
    }
    let advice = match attempt.status {
        Some(status) => hint::for_status(status),
        None => attempt.error_kind.as_deref().and_then(FailureKind::parse).map(hint::for_failure),
    };
    if let Some(advice) = advice {
        printer.hint(advice);
    }
    Ok(())
}

/// A delivery for scripts, with its attempts in order.
#[must_use]
pub fn json<'a>(
    row: &'a DeliveryRow,
    attempts: &'a [AttemptRecord],
    body: Option<&[u8]>,
    masking: Masking,
) -> PageJson<'a> {
    PageJson {
        delivery: delivery_rows::json(row),
        body: body.map(body::json).unwrap_or_default(),
        log: attempts.iter().map(|attempt| attempt_json(attempt, masking)).collect(),
    }
}

fn attempt_json(attempt: &AttemptRecord, masking: Masking) -> AttemptJson<'_> {
    AttemptJson {
        attempt: attempt.number,
        started_at: clock::rfc3339(attempt.started_at),
        latency_ms: milliseconds(attempt.latency),
        status: attempt.status,
        error_kind: attempt.error_kind.as_deref(),
        error: attempt.error.as_deref(),
        request_headers: headers::json(&attempt.request_headers, masking),
        response_headers: headers::json(&attempt.response_headers, masking),
        response: body::json(&attempt.response_body),
    }
}
