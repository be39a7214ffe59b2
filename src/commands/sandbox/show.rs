//! What a sandbox shows: where it is, its deliveries and changes, with `-v` each call.

use std::sync::Arc;

use jiff::Timestamp;
use serde::Serialize;
use tokio::sync::mpsc;

use crate::error::Error;
use crate::output::attempt::milliseconds;
use crate::output::clock;
use crate::output::event_line::{ResultCell, Row};
use crate::output::printer::Printer;
use crate::output::stream::Tone;
use crate::sandbox::{ADMIN_KEY, READ_KEY, Running, Told};
use crate::stop::{Cause, StopSwitch};
use crate::text::safe;

/// Told when, and only when, connections are accepted.
#[derive(Serialize)]
#[serde(tag = "type", rename = "ready")]
struct ReadyJson<'a> {
    url: &'a str,
    api_url: &'a str,
    key: &'a str,
    workspace_id: &'a str,
    next: &'a str,
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "call")]
struct CallJson<'a> {
    method: &'a str,
    path: &'a str,
    resource: &'a str,
    status: Option<u16>,
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "webhook_delivery")]
struct DeliveryJson<'a> {
    event: &'a str,
    delivery_id: &'a str,
    target: &'a str,
    attempt: u32,
    status: Option<u16>,
    error: Option<&'a str>,
    latency_ms: f64,
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "change")]
struct ChangeJson<'a> {
    #[serde(rename = "do")]
    done: &'a str,
    ids: &'a [String],
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "summary")]
struct SummaryJson {
    calls: u64,
    deliveries: u64,
    changes: u64,
}

/// Says where it is and what to type next.
///
/// # Errors
/// A stdout that cannot be written.
pub(super) fn announce(printer: &Printer, running: &Running) -> Result<(), Error> {
    let (api_url, key) = (running.base_url(), running.key());
    let url = format!("http://{}", running.address());
    let next = format!("leadlex-hooks poll --api-url {api_url} --to http://localhost:3000");
    if printer.is_json() {
        let workspace_id = running.workspace_id();
        return printer.json(&ReadyJson {
            url: &url,
            api_url: &api_url,
            key,
            workspace_id: &workspace_id,
            next: &next,
        });
    }
    let err = printer.err();
    printer.good(&format!("a simulated workspace on {}", err.paint(Tone::Name, &url)));
    printer.story(&format!("  the API is at {api_url}"));
    printer.story(&format!(
        "  keys: {} reads and writes, {READ_KEY} reads, {ADMIN_KEY} reads the audit log too",
        err.paint(Tone::Literal, key)
    ));
    printer.story("  nothing is stored; Ctrl-C ends");
    printer.hint(&format!("`LEADLEX_API_KEY={key} {next}` turns its changes into webhooks"));
    Ok(())
}

/// Shows on a thread of its own: a terminal that is stopped holds up nobody else.
pub(super) struct Screen {
    printer: Arc<Printer>,
    waiting: mpsc::Receiver<Told>,
    counts: Counts,
}

/// What was shown.
#[derive(Clone, Copy, Default)]
pub(super) struct Counts {
    deliveries: u64,
    changes: u64,
}

impl Counts {
    /// The last line.
    ///
    /// # Errors
    /// A stdout that cannot be written.
    pub(super) fn summary(&self, printer: &Printer, calls: u64) -> Result<(), Error> {
        let Self { deliveries, changes } = *self;
        if printer.is_json() {
            return printer.json(&SummaryJson { calls, deliveries, changes });
        }
        printer.story(&format!("{calls} calls, {changes} changes, {deliveries} deliveries"));
        Ok(())
    }
}

impl Screen {
    pub(super) fn new(printer: Arc<Printer>, waiting: mpsc::Receiver<Told>) -> Self {
        Self { printer, waiting, counts: Counts::default() }
    }

    /// Shows until nobody tells any more. When the reader of stdout is gone, the sandbox ends.
    pub(super) fn run(mut self, switch: &StopSwitch) -> Result<Counts, Error> {
        while let Some(told) = self.waiting.blocking_recv() {
            if let Err(error) = self.show(&told) {
                switch.stop(Cause::Finished);
                return Err(error);
            }
        }
        Ok(self.counts)
    }

    fn show(&mut self, told: &Told) -> Result<(), Error> {
        match told {
            Told::Call { method, path, status, resource } => {
                if !self.printer.is_verbose() {
                    return Ok(());
                }
                if self.printer.is_json() {
                    return self.printer.json(&CallJson {
                        method,
                        path,
                        resource,
                        status: *status,
                    });
                }
                self.line(method, *status, "no answer", None, path)
            }
            Told::Delivery { event, url, delivery_id, attempt, status, error, latency } => {
                self.counts.deliveries += 1;
                if self.printer.is_json() {
                    return self.printer.json(&DeliveryJson {
                        event,
                        delivery_id,
                        target: url,
                        attempt: *attempt,
                        status: *status,
                        error: error.as_deref(),
                        latency_ms: milliseconds(*latency),
                    });
                }
                let note = match error {
                    Some(error) => format!("attempt {attempt}: {error}"),
                    None => format!("attempt {attempt}, {url}"),
                };
                self.line(event, *status, "failed", Some(*latency), &note)
            }
            Told::Change { done, ids } => {
                self.counts.changes += 1;
                if self.printer.is_json() {
                    return self.printer.json(&ChangeJson { done, ids });
                }
                let out = self.printer.out();
                let mut row = Row::new(&out);
                row.cell(Tone::Dim, &clock::time(Timestamp::now()), 8);
                row.cell(Tone::Name, done, 24);
                row.rest(&ids.join(" "));
                self.printer.line(&row.finish())
            }
            Told::Trouble(why) => {
                self.printer.warn(&format!("a change was not made: {}", safe::line(why)));
                Ok(())
            }
        }
    }

    fn line(
        &self,
        name: &str,
        status: Option<u16>,
        none: &str,
        latency: Option<std::time::Duration>,
        note: &str,
    ) -> Result<(), Error> {
        let answer = status.ok_or_else(|| none.to_owned());
        let (tone, text) = ResultCell { answer, latency }.cell();
        let out = self.printer.out();
        let mut row = Row::new(&out);
        row.cell(Tone::Dim, &clock::time(Timestamp::now()), 8);
        row.cell(Tone::Name, &safe::line(name), 24);
        row.cell(tone, &text, 16);
        row.rest(&safe::line(note));
        self.printer.line(&row.finish())
    }
}
