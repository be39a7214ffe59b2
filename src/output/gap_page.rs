//! Gaps: what the API says happened and the log does not have.

use jiff::Timestamp;
use serde::Serialize;

use super::clock;
use super::event_line::Row;
use super::printer::Printer;
use super::stream::Tone;
use crate::contract::envelope::Envelope;
use crate::error::Error;
use crate::poll::id::Derived;
use crate::text::safe;

/// Shows gaps.
#[derive(Clone, Copy, Debug)]
pub struct GapPage<'a> {
    /// Where to.
    pub printer: &'a Printer,
    /// The workspace, part of the ids.
    pub workspace: &'a str,
}

/// How many there are.
#[derive(Clone, Copy, Debug)]
pub struct Count {
    /// Events that the API tells of.
    pub happened: u64,
    /// Of them, those that the log lacks.
    pub missing: u64,
    /// Of those, the ones that it has now.
    pub filled: u64,
    /// The beginning of the period.
    pub since: Timestamp,
    /// Its end.
    pub until: Timestamp,
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "gap")]
struct GapJson<'a> {
    event: &'a str,
    resource_id: &'a str,
    delivery_id: String,
    happened_at: Option<String>,
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "gaps")]
struct GapsJson {
    since: String,
    until: String,
    happened: u64,
    received: u64,
    missing: u64,
    filled: u64,
}

impl GapPage<'_> {
    /// One event that is missing.
    ///
    /// # Errors
    /// A stdout that cannot be written.
    pub fn gap(&self, derived: &Derived) -> Result<(), Error> {
        let printer = self.printer;
        let delivery_id = derived.id(self.workspace).to_string();
        if printer.is_json() {
            return printer.json(&GapJson {
                event: derived.event.name,
                resource_id: &derived.resource,
                delivery_id,
                happened_at: derived.at.map(clock::rfc3339),
            });
        }
        let envelope = Envelope::read(&derived.body(self.workspace, Timestamp::UNIX_EPOCH));
        let subject = envelope.subject.unwrap_or_default();
        let out = printer.out();
        let mut row = Row::new(&out);
        row.cell(Tone::Dim, &derived.at.map(clock::date_time).unwrap_or_default(), 19);
        row.cell(Tone::Name, derived.event.name, 24);
        row.cell(Tone::Bad, "missing", 8);
        row.rest(&safe::line(&format!("{subject} ({})", derived.resource)));
        printer.line(&row.finish())
    }

    /// What cannot be compared.
    ///
    /// # Errors
    /// A stdout that cannot be written.
    pub fn undated(&self, names: &[&str]) -> Result<(), Error> {
        if !names.is_empty() {
            let names = names.join(", ");
            self.printer.story(&format!("not compared, since the API does not date them: {names}"));
        }
        Ok(())
    }

    /// All of them.
    ///
    /// # Errors
    /// A stdout that cannot be written.
    pub fn summary(&self, count: &Count) -> Result<(), Error> {
        let Count { happened, missing, filled, since, until } = *count;
        let received = happened.saturating_sub(missing);
        if self.printer.is_json() {
            let (since, until) = (clock::rfc3339(since), clock::rfc3339(until));
            let json = GapsJson { since, until, happened, received, missing, filled };
            return self.printer.json(&json);
        }
        let period = format!("{} to {}", clock::date_time(since), clock::date_time(until));
        let filled = if filled > 0 { format!(", {filled} of them filled") } else { String::new() };
        self.printer.story(&format!(
            "{period}: {happened} happened, {received} in the log, {missing} missing{filled}"
        ));
        Ok(())
    }
}
