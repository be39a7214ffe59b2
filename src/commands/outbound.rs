//! The end of every command that sends a number of deliveries and stops: make them, show them, count
//! them.

use std::time::Duration;

use serde::Serialize;

use super::context::Context;
use super::expect::Expectation;
use crate::contract::header::HeaderList;
use crate::delivery::engine::Report;
use crate::delivery::oneshot::OneShot;
use crate::error::{Error, Exit, Outcome};
use crate::output::attempt::AttemptView;
use crate::stop::{self, Cause, Stop};
use crate::store::delivery::Next;
use crate::store::event::NewEvent;

/// One delivery to make.
#[derive(Debug)]
pub struct Outgoing {
    /// What is recorded and sent.
    pub event: NewEvent,
    /// Full URL.
    pub target: String,
    /// The headers, signature included.
    pub headers: HeaderList,
    /// How long to wait before it.
    pub wait: Duration,
}

/// The end of a run as NDJSON.
#[derive(Serialize)]
#[serde(tag = "type", rename = "summary")]
struct SummaryJson {
    sent: u64,
    delivered: u64,
    failed: u64,
    pending: u64,
}

/// Makes deliveries one after the other, then waits for their retries.
///
/// # Errors
/// A store or a stdout that fails, and the errors of `next`.
pub async fn deliver_all(
    context: &Context,
    one_shot: &OneShot,
    expectation: &Expectation<'_>,
    mut next: impl FnMut() -> Result<Option<Outgoing>, Error>,
) -> Outcome {
    let (_switch, mut stop) = stop::on_signal();
    let mut view = AttemptView::new(&context.printer);
    let mut tally = Tally::default();
    while let Some(outgoing) = next()? {
        if !outgoing.wait.is_zero() {
            tokio::select! {
                () = tokio::time::sleep(outgoing.wait) => {}
                _ = stop.requested() => {}
            }
        }
        if stop.cause().is_some() {
            break;
        }
        let report = one_shot.deliver(outgoing.event, outgoing.target, outgoing.headers).await?;
        view.show(&report, expectation.advice(&report.attempt.answered))?;
        tally.count(&report, expectation);
    }
    let mut shown = Ok(());
    let finished = one_shot.finish(stop.clone(), |report| {
        tally.count(&report, expectation);
        if shown.is_ok() {
            shown = view.show(&report, expectation.advice(&report.attempt.answered));
        }
    });
    finished.await?;
    shown?;
    tally.tell(context, expectation)?;
    Ok(tally.exit(&stop))
}

/// How deliveries ended. What is settled is only counted, so that memory stays flat.
#[derive(Debug, Default)]
pub struct Tally {
    delivered: u64,
    failed: u64,
    worst: Option<Exit>,
    open: Vec<(i64, Exit)>,
}

impl Tally {
    /// The latest attempt of a delivery decides.
    pub fn count(&mut self, report: &Report, expectation: &Expectation<'_>) {
        let exit = expectation.exit(&report.attempt.answered);
        let number = report.delivery.number;
        self.open.retain(|(open, _)| *open != number);
        if matches!(report.next, Next::RetryAt(_)) {
            self.open.push((number, exit));
            return;
        }
        if exit == Exit::DONE {
            self.delivered += 1;
        } else {
            self.failed += 1;
        }
        self.worst = self.worst.max(Some(exit));
    }

    /// How the command ends: by a signal, or by the worst of the outcomes.
    #[must_use]
    pub fn exit(&self, stop: &Stop) -> Exit {
        match stop.cause() {
            Some(Cause::Interrupt) => return Exit::INTERRUPTED,
            Some(Cause::Terminate) => return Exit::TERMINATED,
            Some(Cause::Finished) | None => {}
        }
        let open = self.open.iter().map(|(_, exit)| *exit).max();
        self.worst.max(open).unwrap_or(Exit::DONE)
    }

    /// Says how many were delivered.
    ///
    /// # Errors
    /// A stdout that cannot be written.
    pub fn tell(&self, context: &Context, expectation: &Expectation<'_>) -> Result<(), Error> {
        let pending = self.open.len() as u64;
        let sent = self.delivered + self.failed + pending;
        let (delivered, failed) = (self.delivered, self.failed);
        if context.printer.is_json() {
            return context.printer.json(&SummaryJson { sent, delivered, failed, pending });
        }
        if sent > 1 {
            context.printer.story(&format!("{delivered} of {sent} {}", expectation.word()));
        } else if failed == 1 && expectation.is_explicit() {
            context.printer.warn(&format!("the answer is not what was expected: {expectation}"));
        }
        if pending > 0 {
            context
                .printer
                .hint("`leadlex-hooks deliveries drain` makes the attempts that are left");
        }
        Ok(())
    }
}
