//! What a listener shows: one line an arrival, the body with `-v`, a summary at the end; and what the
//! keys ask for meanwhile.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use serde::Serialize;
use tokio::sync::mpsc;

use super::explain::Passing;
use super::live::{Live, Then, Turn};
use crate::commands::explainer::Delivery;
use crate::contract::header;
use crate::error::Error;
use crate::output::attempt::{self, Advice, AttemptView};
use crate::output::event_json::{self, EventJson};
use crate::output::event_line::{EventLine, ResultCell};
use crate::output::headers::{self, Masking};
use crate::output::printer::{Handover, Printer};
use crate::output::session::Session;
use crate::output::stream::Tone;
use crate::output::{clock, explanation, fold};
use crate::receiver::told::{Shown, Told};
use crate::stop::{Cause, StopSwitch};
use crate::store::event::Source;

/// Shows what the listener tells, on a thread of its own: a terminal that is stopped holds up
/// nobody else.
pub(super) struct Screen {
    printer: Arc<Printer>,
    waiting: mpsc::Receiver<Told>,
    missed: Arc<AtomicU64>,
    session: Session,
    explaining: Option<Passing>,
    /// Hears keys, and keeps a line at the lower end of the terminal.
    pub(super) live: Option<Live>,
}

/// Lines were left out because their reader was slower than the events.
#[derive(Serialize)]
#[serde(tag = "type", rename = "skipped")]
struct SkippedJson {
    count: u64,
}

impl Screen {
    pub(super) fn new(
        printer: Arc<Printer>,
        waiting: mpsc::Receiver<Told>,
        missed: Arc<AtomicU64>,
    ) -> Self {
        let session = Session::default();
        Self { printer, waiting, missed, session, explaining: None, live: None }
    }

    /// Says of rejected arrivals why they were.
    pub(super) fn explaining(mut self, passing: Passing) -> Self {
        self.explaining = Some(passing);
        self
    }

    /// Shows until nobody tells any more. When the reader of stdout is gone, the listener ends.
    pub(super) fn run(mut self, switch: &StopSwitch) -> Result<(), Error> {
        let printer = Arc::clone(&self.printer);
        let mut attempts = AttemptView::new(&printer);
        let mut missed = 0;
        while let Some(turn) = self.next() {
            printer.hand_over(match self.waiting.is_empty() {
                true => Handover::AtOnce,
                false => Handover::Together,
            });
            let shown =
                self.turn(turn, &mut attempts, switch).and_then(|()| self.skipped(&mut missed));
            if shown.is_err() {
                switch.stop(Cause::Finished);
                return shown;
            }
        }
        if self.live.is_some() {
            printer.unpin();
        }
        self.session.print(self.missed.load(Ordering::Relaxed), &printer)
    }

    fn next(&mut self) -> Option<Turn> {
        match &mut self.live {
            Some(live) => live.next(&mut self.waiting),
            None => self.waiting.blocking_recv().map(Turn::Told),
        }
    }

    fn turn(
        &mut self,
        turn: Turn,
        attempts: &mut AttemptView<'_>,
        switch: &StopSwitch,
    ) -> Result<(), Error> {
        match turn {
            Turn::Told(told) => return self.told(told, attempts),
            Turn::Replayed(Ok(report)) => attempts.show(&report, Advice::Wanted)?,
            Turn::Replayed(Err(error)) => self.printer.warn(&format!("not replayed: {error}")),
            Turn::Typed(typed) => {
                let then = self.live.as_mut().map(|live| live.press(typed)).transpose()?;
                match then {
                    None | Some(Then::Nothing) => {}
                    Some(Then::End) => switch.stop(Cause::Interrupt),
                    Some(Then::Show(too_many, held)) => {
                        if too_many > 0 {
                            self.printer.story(&left_out(too_many));
                        }
                        for told in held {
                            self.show(told, attempts)?;
                        }
                    }
                }
            }
            Turn::Draw => {}
        }
        self.live.as_mut().map_or(Ok(()), |live| live.draw(&self.session))
    }

    fn told(&mut self, told: Told, attempts: &mut AttemptView<'_>) -> Result<(), Error> {
        match &told {
            Told::Arrival(shown) => self.session.count_arrival(shown),
            Told::Attempt(report) => self.session.count_report(report),
            Told::Trouble(_) => {}
        }
        let Some(live) = &mut self.live else {
            return self.show(told, attempts);
        };
        live.fall_behind();
        match live.admit(told) {
            Some(told) => self.show(told, attempts),
            None => Ok(()),
        }
    }

    fn show(&mut self, told: Told, attempts: &mut AttemptView<'_>) -> Result<(), Error> {
        match told {
            Told::Arrival(shown) => {
                if let Some(live) = &mut self.live {
                    live.has_shown(&shown);
                }
                self.arrival(&shown, attempts)
            }
            Told::Attempt(report) => attempts.show(&report, Advice::Wanted),
            Told::Trouble(error) => {
                let text = format!("deliveries wait until the store works again: {error}");
                self.printer.warn(&text);
                Ok(())
            }
        }
    }

    fn arrival(&mut self, shown: &Shown, attempts: &mut AttemptView<'_>) -> Result<(), Error> {
        let recorded = match &shown.recorded {
            Ok(recorded) => recorded,
            Err(error) => {
                self.printer
                    .warn(&format!("an event was answered 503 and is not recorded: {error}"));
                return Ok(());
            }
        };
        if self.printer.is_json() {
            let json = EventJson {
                number: recorded.number,
                event: shown.envelope.event.as_deref(),
                delivery_id: shown.arrival.headers.text(header::DELIVERY_ID),
                source: Source::Listen.as_str(),
                received_at: clock::rfc3339(shown.arrival.received_at),
                method: &shown.arrival.method,
                path: &shown.arrival.path,
                peer: Some(&shown.arrival.peer),
                verdict: shown.verification.verdict,
                fingerprint: shown.verification.fingerprint.as_deref(),
                freshness: shown.freshness,
                size: shown.size,
                duplicate_of: recorded.duplicate_of,
                id_reused: recorded.id_reused,
                same_body_as: recorded.same_body_as,
                replay_of: None,
                outcome: shown.attempt.as_ref().map(event_json::of_attempt),
                answered: shown.status,
                content: self.printer.is_verbose().then(|| {
                    let body = (!is_cut(shown)).then_some(&*shown.arrival.body);
                    event_json::content(&shown.arrival.headers, body, Masking::Masked)
                }),
            };
            self.printer.json(&json)?;
            return self.explain(shown, recorded.number);
        }
        let out = self.printer.out();
        let line = EventLine {
            at: shown.arrival.received_at,
            number: recorded.number,
            name: shown.envelope.event.as_deref(),
            verdict: shown.verification.verdict,
            freshness: shown.freshness,
            duplicate_of: recorded.duplicate_of,
            id_reused: recorded.id_reused,
            size: shown.size,
            result: result(shown),
            subject: shown.envelope.subject.as_deref(),
        };
        self.printer.line(&line.render(&out))?;
        if self.printer.is_verbose() {
            self.details(shown, recorded.number)?;
            self.explain(shown, recorded.number)?;
        }
        if let Some(made) = &shown.attempt {
            attempts.explain(made);
        }
        Ok(())
    }

    fn details(&self, shown: &Shown, number: i64) -> Result<(), Error> {
        let out = self.printer.out();
        for line in headers::lines(&shown.arrival.headers, Masking::Masked, &out) {
            self.printer.line(&line)?;
        }
        let text = if is_cut(shown) {
            "(a large body: `leadlex-hooks events show` has it)".to_owned()
        } else {
            fold::folded(&shown.arrival.body, number, &out)
        };
        self.printer.line(&format!("\n{text}\n"))
    }

    /// Why a signature was wrong, or who can say it: most of a flood is not looked into.
    fn explain(&mut self, shown: &Shown, number: i64) -> Result<(), Error> {
        if shown.verification.verdict.is_accepted() {
            return Ok(());
        }
        let Some(passing) = &mut self.explaining else {
            return Ok(());
        };
        let explained = (!is_cut(shown)).then(|| {
            let (headers, body) = (&shown.arrival.headers, &*shown.arrival.body);
            passing.explain(Delivery { headers, body, number: Some(number) })
        });
        match explained.flatten() {
            Some(explained) => explanation::print(&explained, Some(number), &self.printer)?,
            None if self.printer.is_json() => return Ok(()),
            None => {
                let text = format!("why:  `leadlex-hooks events show {number}` looks for it");
                self.printer.line(&self.printer.out().paint(Tone::Dim, &text))?;
            }
        }
        if self.printer.is_json() { Ok(()) } else { self.printer.line("") }
    }

    fn skipped(&self, known: &mut u64) -> Result<(), Error> {
        if self.live.as_ref().is_some_and(Live::is_paused) {
            return Ok(());
        }
        let missed = self.missed.load(Ordering::Relaxed);
        let count = missed - *known;
        if count == 0 {
            return Ok(());
        }
        *known = missed;
        if self.printer.is_json() {
            return self.printer.json(&SkippedJson { count });
        }
        self.printer.story(&left_out(count));
        Ok(())
    }
}

fn left_out(count: u64) -> String {
    format!("… {count} events are not shown; all of them are recorded")
}

/// How the handler answered, or what the script made of an accepted event.
fn result(shown: &Shown) -> Option<ResultCell> {
    if let Some(made) = &shown.attempt {
        return Some(attempt::cell(&made.answered));
    }
    let scripted = shown.verification.verdict.is_accepted() && shown.status != Some(200);
    let answer = shown.status.ok_or_else(|| "no answer".to_owned());
    scripted.then_some(ResultCell { answer, latency: None })
}

/// Whether the body was too large to be handed on.
fn is_cut(shown: &Shown) -> bool {
    shown.arrival.body.is_empty() && shown.size > 0
}
