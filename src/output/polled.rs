//! What polling finds: derived events, baselines, doubts and waits, for people and for scripts.

use jiff::Timestamp;
use serde::Serialize;
use serde_json::value::RawValue;

use super::attempt::{Advice, AttemptView};
use super::clock;
use super::event_json::EventJson;
use super::event_line::EventLine;
use super::printer::Printer;
use super::progress::Progress;
use crate::contract::envelope::Envelope;
use crate::error::Error;
use crate::poll::driver::{Limit, Polled, Rest, Told};
use crate::poll::feed::Feed;
use crate::text::safe;

/// A derived event; its body as JSON, so that `jq` reaches into it.
#[derive(Serialize)]
struct PolledJson<'a> {
    #[serde(flatten)]
    event: EventJson<'a>,
    payload: Option<&'a RawValue>,
}

/// A feed has its baseline.
#[derive(Serialize)]
#[serde(tag = "type", rename = "baseline")]
struct BaselineJson<'a> {
    feed: &'static str,
    of: Option<&'a str>,
    known: u64,
}

/// Something odd that stopped nothing.
#[derive(Serialize)]
#[serde(tag = "type", rename = "trouble")]
struct TroubleJson<'a> {
    feed: &'a str,
    id: Option<&'a str>,
    message: &'a str,
}

/// No call may be made until then.
#[derive(Serialize)]
#[serde(tag = "type", rename = "waiting")]
struct WaitingJson {
    limit: &'static str,
    until: String,
}

/// A cycle is over.
#[derive(Serialize)]
#[serde(tag = "type", rename = "cycle")]
struct CycleJson {
    calls: u64,
    events: u64,
    remaining: u64,
    limit: u64,
    next: Option<String>,
}

/// The next cycle is not due yet.
#[derive(Serialize)]
#[serde(tag = "type", rename = "early")]
struct EarlyJson {
    next: String,
}

/// The end of a poll that goes round and round.
#[derive(Serialize)]
#[serde(tag = "type", rename = "summary")]
struct SummaryJson {
    cycles: u64,
    events: u64,
    pending: u64,
}

/// What a session came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PollSummary {
    /// Whole cycles.
    pub cycles: u64,
    /// Events that were new in the log.
    pub events: u64,
    /// Deliveries that are still to be made.
    pub pending: u64,
}

impl PollSummary {
    /// Prints it.
    ///
    /// # Errors
    /// A stdout that cannot be written.
    pub fn print(self, printer: &Printer) -> Result<(), Error> {
        let Self { cycles, events, pending } = self;
        if printer.is_json() {
            return printer.json(&SummaryJson { cycles, events, pending });
        }
        let (ends, of) = (plural(cycles), plural(events));
        printer.story(&format!("{cycles} cycle{ends}, {events} event{of}"));
        if pending > 0 {
            let word = if pending == 1 { "delivery waits" } else { "deliveries wait" };
            printer.hint(&format!(
                "{pending} {word} for the next `poll` to the same URL, or for \
                 `leadlex-hooks deliveries drain`"
            ));
        }
        Ok(())
    }
}

/// Shows what the driver tells.
#[derive(Debug)]
pub struct PollView<'a> {
    printer: &'a Printer,
    progress: Progress,
    attempts: AttemptView<'a>,
    events: u64,
    /// What was told already: a page that stays odd is odd in every cycle.
    known: Vec<String>,
}

/// So many oddities are remembered; then the first ones are told anew.
const MOST_KNOWN: usize = 1_000;

impl<'a> PollView<'a> {
    /// Shows on this printer.
    #[must_use]
    pub fn new(printer: &'a Printer) -> Self {
        Self {
            printer,
            progress: Progress::new(printer),
            attempts: AttemptView::new(printer),
            events: 0,
            known: Vec::new(),
        }
    }

    /// Shows it.
    ///
    /// # Errors
    /// A stdout that cannot be written.
    pub fn show(&mut self, told: &Told) -> Result<(), Error> {
        if let Told::Progress { what, read, total } = told {
            self.progress.show(what, *read, *total);
            return Ok(());
        }
        self.progress.clear();
        match told {
            Told::Progress { .. } => Ok(()),
            Told::Attempt(report) => self.attempts.show(report, Advice::Wanted),
            Told::Stuck(error) => {
                self.printer.warn(&format!("deliveries wait until the store works again: {error}"));
                Ok(())
            }
            Told::Refused(error) => self.refused(error),
            Told::Cycle(rest) => self.cycle(*rest),
            Told::Early(due) => self.early(*due),
            Told::Event(polled) => {
                self.events += 1;
                self.event(polled)
            }
            Told::Baseline { feed, of, known } => self.baseline(*feed, of, *known),
            Told::Note(note) => {
                self.trouble(note.resource, Some(&note.id), &note.about.to_string())
            }
            Told::BadRow { feed, row } => {
                let what = row.id.clone().unwrap_or_else(|| format!("row {}", row.index + 1));
                let message = format!("{} (left out; the other rows are read)", row.why);
                self.trouble(feed.as_str(), Some(&what), &message)
            }
            Told::Doubt { feed, verdict } => {
                let message = verdict.to_string();
                self.trouble(feed.as_str(), None, &message)?;
                if verdict.is_refusal() && !self.printer.is_json() {
                    self.printer.hint("`--allow-mass-delete` believes it");
                }
                Ok(())
            }
            Told::Waiting { limit, until } => self.waiting(*limit, *until),
        }
    }

    /// How many events were shown.
    #[must_use]
    pub fn events(&self) -> u64 {
        self.events
    }

    fn event(&self, polled: &Polled) -> Result<(), Error> {
        let event = &polled.event;
        if self.printer.is_json() {
            let payload = serde_json::from_slice(&event.body).ok();
            return self.printer.json(&PolledJson { event: json(polled), payload });
        }
        let envelope = Envelope::read(&event.body);
        let line = EventLine {
            at: event.received_at,
            number: polled.number,
            name: event.event.as_deref(),
            verdict: event.verdict,
            freshness: event.freshness,
            duplicate_of: None,
            id_reused: None,
            size: event.body.len() as u64,
            result: None,
            subject: envelope.subject.as_deref(),
        };
        self.printer.line(&line.render(&self.printer.out()))
    }

    fn baseline(&self, feed: Feed, of: &str, known: u64) -> Result<(), Error> {
        let of = Some(of).filter(|of| !of.is_empty());
        if self.printer.is_json() {
            return self.printer.json(&BaselineJson { feed: feed.as_str(), of, known });
        }
        // One line for each list or campaign would hide the others.
        if of.is_none() {
            self.printer.good(&format!("baseline of {}: {known}", feed.as_str()));
        }
        Ok(())
    }

    fn cycle(&self, rest: Rest) -> Result<(), Error> {
        let Rest { calls, events, allowance, next } = rest;
        let (remaining, limit) = (allowance.remaining, allowance.limit);
        if self.printer.is_json() {
            let next = next.map(clock::rfc3339);
            return self.printer.json(&CycleJson { calls, events, remaining, limit, next });
        }
        // A line for each idle cycle of a long day is for those who ask for it.
        if self.printer.is_verbose() || next.is_none() {
            let next = next.map(|at| format!("; next cycle at {}", clock::time(at)));
            self.printer.story(&format!(
                "{calls} call{}, {events} event{}; {remaining} of {limit} calls left{}",
                plural(calls),
                plural(events),
                next.unwrap_or_default(),
            ));
        }
        Ok(())
    }

    fn early(&self, due: Timestamp) -> Result<(), Error> {
        if self.printer.is_json() {
            return self.printer.json(&EarlyJson { next: clock::rfc3339(due) });
        }
        let due = clock::date_time(due);
        self.printer.story(&format!("nothing is read: the next cycle is due at {due}"));
        self.printer.hint("`--interval 0s` reads now");
        Ok(())
    }

    fn refused(&mut self, error: &Error) -> Result<(), Error> {
        let message = error.to_string();
        // The id of the request is another each time; the trouble is the same.
        let trouble = message.split(" [request ").next().unwrap_or_default();
        if !self.is_news(trouble) {
            return Ok(());
        }
        if self.printer.is_json() {
            self.printer.json(&TroubleJson { feed: "api", id: None, message: &message })?;
        }
        self.printer.warn(&message);
        for hint in error.hints() {
            self.printer.hint(hint);
        }
        Ok(())
    }

    fn is_news(&mut self, text: &str) -> bool {
        if self.known.iter().any(|known| known == text) {
            return false;
        }
        if self.known.len() >= MOST_KNOWN {
            self.known.clear();
        }
        self.known.push(text.to_owned());
        true
    }

    fn trouble(&mut self, feed: &str, id: Option<&str>, message: &str) -> Result<(), Error> {
        let whole = format!("{feed} {} {message}", id.unwrap_or_default());
        if !self.is_news(&whole) {
            return Ok(());
        }
        if self.printer.is_json() {
            return self.printer.json(&TroubleJson { feed, id, message });
        }
        let of = id.map_or(String::new(), |id| format!(" `{id}`"));
        self.printer.warn(&safe::line(&format!("{feed}{of}: {message}")));
        Ok(())
    }

    fn waiting(&self, limit: Limit, until: Timestamp) -> Result<(), Error> {
        if self.printer.is_json() {
            let until = clock::rfc3339(until);
            return self.printer.json(&WaitingJson { limit: limit.as_str(), until });
        }
        let what = match limit {
            Limit::Minute => "the calls of this minute are used up",
            Limit::Hour => "the exports of this hour are used up",
            Limit::Day => "the calls of this day that are not reserved are used up",
        };
        self.printer.story(&format!("{what}; waiting until {}", clock::date_time(until)));
        Ok(())
    }
}

fn plural(count: u64) -> &'static str {
    if count == 1 { "" } else { "s" }
}

fn json(polled: &Polled) -> EventJson<'_> {
    let event = &polled.event;
    EventJson {
        number: polled.number,
        event: event.event.as_deref(),
        delivery_id: event.delivery_id.as_deref(),
        source: event.source.as_str(),
        received_at: clock::rfc3339(event.received_at),
        method: &event.method,
        path: &event.path,
        peer: None,
        verdict: event.verdict,
        fingerprint: event.fingerprint.as_deref(),
        freshness: event.freshness,
        size: event.body.len() as u64,
        duplicate_of: None,
        id_reused: None,
        same_body_as: None,
        replay_of: None,
        outcome: None,
        answered: None,
        content: None,
    }
}
