//! One event whole: what it is, its headers, its body, what became of it.

use super::body;
use super::clock;
use super::delivery_rows;
use super::event_json;
use super::fold;
use super::headers::{self, Masking};
use super::printer::Printer;
use super::stream::{Stream, Tone};
use crate::contract::signature::Verdict;
use crate::error::Error;
use crate::store::delivery::DeliveryRow;
use crate::store::event::{EventRecord, EventRow};
use crate::text::{measure, safe};

/// What is shown.
#[derive(Clone, Copy, Debug)]
pub struct EventPage<'a> {
    /// The event.
    pub record: &'a EventRecord,
    /// Its deliveries, newest first.
    pub deliveries: &'a [DeliveryRow],
    /// Whether captured credentials are shown.
    pub masking: Masking,
    /// How much of the body is shown.
    pub extent: Extent,
}

/// How much of a body is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Whole,
    /// A part of the screen.
    Folded,
}

/// Prints an event in the format asked for.
///
/// # Errors
/// A stdout that cannot be written.
pub fn print(page: &EventPage<'_>, printer: &Printer) -> Result<(), Error> {
    let record = page.record;
    if printer.is_json() {
        return printer.json(&event_json::of_record(record, page.masking));
    }
    let out = printer.out();
    let name = record.row.event.as_deref().map_or("(no event name)".into(), safe::line);
    let title = format!("#{} {name}", record.row.number);
    printer.line(&out.paint(Tone::Name, &title))?;
    for (label, value) in facts(&record.row, &out) {
        printer.line(&format!("  {} {value}", out.paint(Tone::Dim, &format!("{label:<12}"))))?;
    }
    printer.line("")?;
    for line in headers::lines(&record.headers, page.masking, &out) {
        printer.line(&line)?;
    }
    printer.line("")?;
    match page.extent {
        Extent::Whole => body::print(&record.body, printer)?,
        Extent::Folded => printer.line(&fold::folded(&record.body, record.row.number, &out))?,
    }
    if !page.deliveries.is_empty() {
        printer.line("")?;
        for delivery in page.deliveries.iter().rev() {
            delivery_rows::print(delivery, printer)?;
        }
        printer.flush()?;
    }
    Ok(())
}

fn facts(row: &EventRow, out: &Stream) -> Vec<(&'static str, String)> {
    let id = row.delivery_id.as_deref().map_or("(none)".into(), safe::line);
    let secret =
        row.fingerprint.as_deref().map(|print| format!(" by secret {print}")).unwrap_or_default();
    let tone = match row.verdict {
        Verdict::Verified => Tone::Good,
        Verdict::Unverified => Tone::Warn,
        _ => Tone::Bad,
    };
    let verdict = format!("{}{secret}", out.paint(tone, row.verdict.as_str()));
    let mut facts = vec![
        ("delivery id", id.into_owned()),
        ("signature", verdict),
        ("timestamp", format!("{} (not part of what is signed)", row.freshness.as_str())),
        (row.source.as_str(), format!("{}{}", clock::date_time(row.received_at), from(row))),
        (
            "request",
            format!(
                "{} {}, {}",
                safe::line(&row.method),
                safe::line(&row.path),
                measure::size(row.size)
            ),
        ),
    ];
    let links = [
        ("repeats", row.duplicate_of, "same Delivery-ID and body"),
        ("id reused", row.id_reused, "same Delivery-ID, another body"),
        ("same body", row.same_body_as, "neither has a Delivery-ID"),
        ("replay of", row.replay_of, ""),
    ];
    for (label, number, why) in links {
        if let Some(number) = number {
            facts.push((label, format!("#{number} {why}").trim_end().to_owned()));
        }
    }
    facts
}

fn from(row: &EventRow) -> String {
    row.peer.as_deref().map(|peer| format!(" from {}", safe::line(peer))).unwrap_or_default()
}
