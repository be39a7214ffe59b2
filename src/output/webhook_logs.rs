//! LeadLex's log of deliveries as lines and as objects.

use std::time::Duration;

use serde::Serialize;

use super::clock;
use super::event_line::{ResultCell, Row};
use super::printer::Printer;
use super::stream::Tone;
use crate::api::WebhookLog;
use crate::error::Error;
use crate::text::safe;

/// In fewer columns there is no room for the date.
const WIDE: usize = 72;

/// Whether the local log has a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// As the event of this number.
    Event(i64),
    /// It does not.
    Nowhere,
    /// The row names no delivery.
    Unknown,
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "webhook_log")]
struct LogJson<'a> {
    #[serde(flatten)]
    log: &'a WebhookLog,
    number: Option<i64>,
}

/// Prints an attempt in the format asked for; buffered until the printer is flushed.
///
/// # Errors
/// A stdout that cannot be written.
pub fn print(log: &WebhookLog, held: Held, printer: &Printer) -> Result<(), Error> {
    if printer.is_json() {
        let number = match held {
            Held::Event(number) => Some(number),
            Held::Nowhere | Held::Unknown => None,
        };
        return printer.json_buffered(&LogJson { log, number });
    }
    let out = printer.out();
    let mut line = Row::new(&out);
    let (tone, result) = result(log);
    let name = safe::line(log.event.as_deref().unwrap_or("(no event name)"));
    let (found, number) = match held {
        Held::Event(number) => (Tone::Plain, format!("#{number}")),
        Held::Nowhere => (Tone::Warn, "missing".to_owned()),
        Held::Unknown => (Tone::Dim, "?".to_owned()),
    };
    let has_room = out.columns().is_none_or(|columns| columns >= WIDE);
    if has_room {
        let at = log.delivered_at.map(clock::date_time).unwrap_or_default();
        line.cell(Tone::Dim, &at, 19);
    }
    line.cell(found, &format!("{number:>7}"), 7);
    line.cell(tone, &result, 16);
    if has_room {
        line.cell(Tone::Name, &name, 24);
        let again = log.attempt.filter(|attempt| *attempt > 1);
        line.rest(&again.map(|attempt| format!("attempt {attempt}")).unwrap_or_default());
    } else {
        line.rest(&name);
    }
    printer.raw(line.finish().as_bytes())?;
    printer.raw(b"\n")?;
    if printer.is_verbose() {
        details(log, printer)?;
    }
    Ok(())
}

/// The colour and the text: `→ 200 12 ms`, `→ timeout`, `pending`.
fn result(log: &WebhookLog) -> (Tone, String) {
    if log.status.as_deref() == Some("pending") {
        return (Tone::Warn, "pending".to_owned());
    }
    let word = || {
        let error = log.error.as_deref().or(log.status.as_deref()).unwrap_or("unknown");
        error.replace('_', " ")
    };
    ResultCell {
        answer: log.response_status_code.ok_or_else(word),
        latency: log.duration_ms.map(Duration::from_millis),
    }
    .cell()
}

fn details(log: &WebhookLog, printer: &Printer) -> Result<(), Error> {
    let texts = [("delivery", &log.delivery_id), ("answer", &log.response_body)];
    for (name, text) in texts {
        let Some(text) = text.as_deref().filter(|text| !text.is_empty()) else {
            continue;
        };
        printer.raw(format!("    {name:<9} {}\n", safe::line(text)).as_bytes())?;
    }
    Ok(())
}
