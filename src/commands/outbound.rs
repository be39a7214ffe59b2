//! The end of every command that sends a number of deliveries and stops: make them, show them, count
//! them.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;
use tokio::task::{JoinError, JoinSet};

use super::context::Context;
use super::expect::Expectation;
use crate::contract::header::HeaderList;
use crate::delivery::engine::Report;
use crate::delivery::oneshot::{Leftovers, OneShot};
use crate::error::{Error, Exit, Outcome};
use crate::output::attempt::{Advice, AttemptView};
use crate::output::printer::{Handover, Printer};
use crate::stop::{self, Cause, Stop, StopSwitch};
use crate::store::StoreError;
use crate::store::delivery::{Next, State};
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

/// The end of a run as NDJSON, with what the command adds.
#[derive(Serialize)]
#[serde(tag = "type", rename = "summary")]
struct SummaryJson<T> {
    sent: u64,
    delivered: u64,
    failed: u64,
    pending: u64,
    #[serde(flatten)]
    more: T,
}

/// Nothing to add.
#[derive(Serialize)]
struct Nothing {}

/// What one attempt means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// Whether it counts as delivered.
    pub is_success: bool,
    /// How the command ends because of it.
    pub exit: Exit,
}

/// Says what attempts mean.
pub trait Judge {
    /// What is known of a delivery before it is made.
    type Note: Send + 'static;

    /// Called when the attempt has been shown, with the note of the delivery when it is its first.
    ///
    /// # Errors
    /// A store or a stdout that fails.
    fn judge(&mut self, report: &Report, note: Option<Self::Note>) -> Result<Judgement, Error>;

    /// Whether a failure is explained.
    fn advice(&self, report: &Report) -> Advice;
}

impl Judge for Expectation<'_> {
    type Note = ();

    fn judge(&mut self, report: &Report, _: Option<()>) -> Result<Judgement, Error> {
        let exit = self.exit(&report.attempt.answered);
        Ok(Judgement { is_success: exit == Exit::DONE, exit })
    }

    fn advice(&self, report: &Report) -> Advice {
        Expectation::advice(self, &report.attempt.answered)
    }
}

/// Makes deliveries one after the other, then waits for their retries.
///
/// # Errors
/// A store or a stdout that fails, and the errors of `next`.
pub async fn deliver_all(
    context: &Context,
    one_shot: OneShot,
    expectation: &Expectation<'_>,
    mut next: impl FnMut() -> Result<Option<Outgoing>, Error>,
) -> Outcome {
    let mut run = Run::new(context, one_shot, *expectation, 1);
    while let Some(outgoing) = next()? {
        run.wait(outgoing.wait).await?;
        if run.is_stopped() {
            break;
        }
        run.deliver(outgoing, ()).await?;
    }
    run.finish().await?;
    run.tally.tell(context, expectation)?;
    Ok(run.exit())
}

/// A first attempt as its task ends.
type Made<N> = Result<Result<(Report, N), StoreError>, JoinError>;

/// A number of deliveries in the making, so many at once.
#[derive(Debug)]
pub struct Run<'a, J: Judge> {
    /// Says what attempts mean.
    pub judge: J,
    /// How they ended so far.
    pub tally: Tally,
    one_shot: Arc<OneShot>,
    at_once: usize,
    running: JoinSet<Result<(Report, J::Note), StoreError>>,
    printer: &'a Printer,
    view: AttemptView<'a>,
    stop: Stop,
    _switch: StopSwitch,
}

impl<'a, J: Judge> Run<'a, J> {
    /// Nothing is sent yet. From here on Ctrl-C is a wish to end, not the end.
    #[must_use]
    pub fn new(context: &'a Context, one_shot: OneShot, judge: J, at_once: usize) -> Self {
        let (switch, stop) = stop::on_signal();
        Self {
            judge,
            tally: Tally { leftovers: one_shot.leftovers(), ..Tally::default() },
            one_shot: Arc::new(one_shot),
            at_once,
            running: JoinSet::new(),
            printer: &context.printer,
            view: AttemptView::new(&context.printer),
            stop,
            _switch: switch,
        }
    }

    /// Waits, unless the end is asked for; what ends meanwhile is shown.
    ///
    /// # Errors
    /// As [`Run::deliver`].
    pub async fn wait(&mut self, time: Duration) -> Result<(), Error> {
        if time.is_zero() {
            return Ok(());
        }
        let mut over = pin!(tokio::time::sleep(time));
        loop {
            tokio::select! {
                () = &mut over => return Ok(()),
                _ = self.stop.requested() => return Ok(()),
                Some(made) = self.running.join_next() => self.take(made)?,
            }
        }
    }

    /// Whether the end is asked for: nothing more is to be sent.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.stop.cause().is_some()
    }

    /// Begins a delivery, and shows and counts the first attempts that have ended: with one at once
    /// that is its own. Its `wait` is the caller's to wait.
    ///
    /// # Errors
    /// A store or a stdout that fails, and the errors of the judge.
    pub async fn deliver(&mut self, outgoing: Outgoing, note: J::Note) -> Result<(), Error> {
        let Outgoing { event, target, headers, wait: _ } = outgoing;
        let begun = self.one_shot.begin(event, target, headers).await?;
        let one_shot = Arc::clone(&self.one_shot);
        self.running.spawn(async move { Ok((one_shot.make(begun).await?, note)) });
        while self.running.len() >= self.at_once {
            self.take_next().await?;
        }
        Ok(())
    }

    /// Waits for one of the first attempts under way, and takes all that have ended; gives up those
    /// that have not when the end is asked for twice.
    async fn take_next(&mut self) -> Result<(), Error> {
        let mut next = tokio::select! {
            made = self.running.join_next() => made,
            () = self.stop.insisted() => {
                self.running.shutdown().await;
                None
            }
        };
        while let Some(made) = next {
            next = self.running.try_join_next();
            self.printer.hand_over(match next {
                Some(_) => Handover::Together,
                None => Handover::AtOnce,
            });
            self.take(made)?;
        }
        Ok(())
    }

    fn take(&mut self, made: Made<J::Note>) -> Result<(), Error> {
        let (report, note) =
            made.map_err(|error| Error::no("a delivery broke down").because(error))??;
        take(&mut self.view, &mut self.judge, &mut self.tally, &report, Some(note))
    }

    /// Waits for what is under way, and for the retries that are due later.
    ///
    /// # Errors
    /// As [`Run::deliver`].
    pub async fn finish(&mut self) -> Result<(), Error> {
        while !self.running.is_empty() {
            self.take_next().await?;
        }
        let Self { judge, tally, view, .. } = self;
        let mut taken = Ok(());
        let finished = self.one_shot.finish(self.stop.clone(), |report| {
            if taken.is_ok() {
                taken = take(view, judge, tally, &report, None);
            }
        });
        finished.await?;
        taken
    }

    /// How the command ends: by a signal, or by the worst of the outcomes.
    #[must_use]
    pub fn exit(&self) -> Exit {
        self.tally.exit(&self.stop)
    }
}

fn take<J: Judge>(
    view: &mut AttemptView<'_>,
    judge: &mut J,
    tally: &mut Tally,
    report: &Report,
    note: Option<J::Note>,
) -> Result<(), Error> {
    view.show(report, judge.advice(report))?;
    let judgement = judge.judge(report, note)?;
    tally.count_as(report, judgement);
    Ok(())
}

/// How deliveries ended. What is settled is only counted, so that memory stays flat.
#[derive(Debug, Default)]
pub struct Tally {
    delivered: u64,
    failed: u64,
    worst: Option<Exit>,
    open: Vec<(i64, Exit)>,
    /// What becomes of those that are open at the end.
    leftovers: Leftovers,
}

impl Tally {
    /// The latest attempt of a delivery decides.
    pub fn count(&mut self, report: &Report, expectation: &Expectation<'_>) {
        let exit = expectation.exit(&report.attempt.answered);
        self.count_as(report, Judgement { is_success: exit == Exit::DONE, exit });
    }

    fn count_as(&mut self, report: &Report, judgement: Judgement) {
        let Judgement { is_success, exit } = judgement;
        let number = report.delivery.number;
        self.open.retain(|(open, _)| *open != number);
        if matches!(report.next, Next::RetryAt(_)) {
            self.open.push((number, exit));
            return;
        }
        if is_success {
            self.delivered += 1;
        } else {
            self.failed += 1;
        }
        self.worst = self.worst.max(Some(exit));
    }

    /// Deliveries that failed here and were then made by another process end as they did there.
    ///
    /// # Errors
    /// Those of the one who knows the state.
    pub fn settle<E>(&mut self, state: impl Fn(i64) -> Result<State, E>) -> Result<(), E> {
        for (number, exit) in std::mem::take(&mut self.open) {
            match state(number)? {
                State::Pending => self.open.push((number, exit)),
                State::Delivered => self.delivered += 1,
                State::Dead | State::Cancelled => {
                    self.failed += 1;
                    self.worst = self.worst.max(Some(exit));
                }
            }
        }
        Ok(())
    }

    /// Whether there was no attempt at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.delivered + self.failed == 0 && self.open.is_empty()
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
        self.tell_with(context, expectation, &Nothing {})
    }

    /// The same, with fields of the command's own in the JSON.
    ///
    /// # Errors
    /// As [`Tally::tell`].
    pub fn tell_with(
        &self,
        context: &Context,
        expectation: &Expectation<'_>,
        more: &impl Serialize,
    ) -> Result<(), Error> {
        let pending = self.open.len() as u64;
        let sent = self.delivered + self.failed + pending;
        let (delivered, failed) = (self.delivered, self.failed);
        if context.printer.is_json() {
            return context.printer.json(&SummaryJson { sent, delivered, failed, pending, more });
        }
        if sent > 1 {
            context.printer.story(&format!("{delivered} of {sent} {}", expectation.word()));
        } else if failed == 1 && expectation.is_explicit() {
            context.printer.warn(&format!("the answer is not what was expected: {expectation}"));
        }
        if pending > 0 {
            context.printer.hint(match self.leftovers {
                Leftovers::Queue => {
                    "`leadlex-hooks deliveries drain` makes the attempts that are left"
                }
                Leftovers::Cancel => {
                    "what was left is cancelled; with `--queue` it waits for \
                     `leadlex-hooks deliveries drain`"
                }
            });
        }
        Ok(())
    }
}
