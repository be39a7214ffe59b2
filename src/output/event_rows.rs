//! Saved events as lines.

use super::event_json;
use super::event_line::{EventLine, ResultCell};
use super::printer::Printer;
use crate::error::Error;
use crate::store::event::{EventRow, LastOutcome};

/// Prints a saved event in the format asked for; buffered until the printer is flushed.
///
/// # Errors
/// A stdout that cannot be written.
pub fn print(row: &EventRow, printer: &Printer) -> Result<(), Error> {
    if printer.is_json() {
        return printer.json_buffered(&event_json::of_row(row));
    }
    let note = match row.replay_of {
        Some(original) => format!("{}, replay of #{original}", row.source.as_str()),
        None => row.source.as_str().to_owned(),
    };
    let line = EventLine {
        at: row.received_at,
        number: row.number,
        name: row.event.as_deref(),
        verdict: row.verdict,
        freshness: row.freshness,
        duplicate_of: row.duplicate_of,
        id_reused: row.id_reused,
        size: row.size,
        result: row.outcome.as_ref().map(cell),
        subject: Some(&note),
    };
    printer.raw(line.render(&printer.out()).as_bytes())?;
    printer.raw(b"\n")
}

fn cell(outcome: &LastOutcome) -> ResultCell {
    let answer = outcome.status.ok_or_else(|| {
        if outcome.attempts == 0 {
            outcome.state.as_str().to_owned()
        } else {
            "no answer".to_owned()
        }
    });
    ResultCell { answer, latency: outcome.status.and(outcome.latency) }
}
