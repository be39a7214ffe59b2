//! The course of `poll`: cycle after cycle at the pace of the quota, deliveries meanwhile.

use std::cell::Cell;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::time::{Instant, timeout_at};

use super::args::Interval;
use crate::api::Kind;
use crate::commands::expect::Expectation;
use crate::delivery::drain::{Drained, drain};
use crate::delivery::engine::{Engine, Until};
use crate::error::{Error, Exit, Outcome};
use crate::output::clock;
use crate::poll::budget::Pace;
use crate::poll::driver::{Cycle, Halt, Limit, Poller, Rest, Teller, Told, allowance};
use crate::receiver::serve::DRAIN;
use crate::stop::{Cause, Stop, StopSwitch};
use crate::store::{Store, StoreError, poll};

/// After a cycle that failed as a whole, the next comes no sooner than this.
const AFTER_TROUBLE: SignedDuration = SignedDuration::from_secs(30);
/// No cycle is planned further ahead, as the quota is renewed each day: what is due later was dated
/// by a clock that has been set back.
const FARTHEST: SignedDuration = SignedDuration::from_hours(24);
/// A longer wait is slept in parts, since the clock may be set meanwhile.
const NAP: Duration = Duration::from_secs(20);

/// A shorter wait is nobody's concern.
const WORTH_TELLING: SignedDuration = SignedDuration::from_secs(2);

/// How often it goes round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rounds {
    /// `--once`.
    One,
    /// Until the end is asked for.
    Endless,
}

/// Everything the course needs beside the poller.
#[derive(Debug)]
pub(super) struct Course {
    pub(super) store: Store,
    pub(super) workspace: String,
    pub(super) told: Teller,
    pub(super) interval: Interval,
    pub(super) rounds: Rounds,
    pub(super) stop: Stop,
    /// Whole cycles so far.
    pub(super) cycles: Cell<u64>,
}

impl Course {
    /// Runs it to its end.
    ///
    /// # Errors
    /// A key that is refused, a store that fails; with one round also an API that says no or is out
    /// of reach.
    pub(super) async fn run(
        &self,
        mut poller: Poller,
        engine: Option<Engine>,
        switch: &StopSwitch,
    ) -> Outcome {
        if self.rounds == Rounds::One {
            let polled = self.one(&mut poller).await;
            // What was derived before, now or by an earlier run, is delivered whatever the API says.
            let delivered = deliver(engine, &self.stop, &self.told).await?;
            return Ok(polled?.max(delivered));
        }
        let draining = engine.map(|engine| {
            let told = self.told.clone();
            let tell = move |drained| {
                // The log has every attempt; a terminal that is behind shows fewer.
                told.try_tell(match drained {
                    Drained::Attempt(report) => Told::Attempt(report),
                    Drained::Trouble(error) => Told::Stuck(error),
                });
            };
            tokio::spawn(drain(engine, self.stop.clone(), tell))
        });
        let polled = self.endless(&mut poller).await;
        switch.stop(Cause::Finished);
        // An attempt that takes longer is made again by the next poll: its lease ends with us.
        if let Some(draining) = draining
            && let Ok(ended) = timeout_at(Instant::now() + DRAIN, draining).await
        {
            ended.map_err(|_| Error::store("the delivery engine broke off"))??;
        }
        polled.map(|()| Exit::DONE)
    }

    async fn one(&self, poller: &mut Poller) -> Outcome {
        if let Some(due) = self.due()?
            && due > Timestamp::now()
        {
            self.told.tell(Told::Early(due)).await;
            return Ok(Exit::DONE);
        }
        let started = Timestamp::now();
        match self.cycle(poller).await {
            Ok(cycle) => {
                self.keep(self.next(poller, started)?).await?;
                Ok(self.tell(poller, cycle, started, None).await?)
            }
            Err(Halt::Stopped) => Ok(match self.stop.cause() {
                Some(Cause::Terminate) => Exit::TERMINATED,
                _ => Exit::INTERRUPTED,
            }),
            Err(Halt::Store(error)) => Err(error.into()),
            Err(Halt::Refused(error)) => Err(error.into_error()),
            Err(Halt::Spent { limit, until }) => Err(spent(limit, until)),
        }
    }

    async fn endless(&self, poller: &mut Poller) -> Result<(), Error> {
        let mut next = self.due()?.unwrap_or(Timestamp::MIN);
        if next.duration_since(Timestamp::now()) > WORTH_TELLING {
            // The run before set the pace: without a word this one would seem to hang.
            self.told.tell(Told::Early(next)).await;
        }
        loop {
            if self.sleep_until(next).await == Slept::Stopped {
                return Ok(());
            }
            let started = Timestamp::now();
            match self.cycle(poller).await {
                Ok(cycle) => {
                    // Told once: from now on the watermarks say what is new.
                    poller.since = None;
                    next = self.next(poller, started)?;
                    self.keep(next).await?;
                    self.tell(poller, cycle, started, Some(next)).await?;
                    continue;
                }
                Err(Halt::Stopped) => return Ok(()),
                Err(Halt::Store(error)) if error.may_pass() => {
                    self.told.tell(Told::Refused(Box::new(error.into()))).await;
                }
                Err(Halt::Store(error)) => return Err(error.into()),
                Err(Halt::Refused(error)) if error.kind() == Kind::Key => {
                    return Err(error.into_error());
                }
                Err(Halt::Refused(error)) => {
                    self.told.tell(Told::Refused(Box::new(error.into_error()))).await;
                }
                Err(Halt::Spent { limit, until }) => {
                    self.told.tell(Told::Waiting { limit, until }).await;
                    next = until;
                    continue;
                }
            }
            next = self.next(poller, started)?;
            if self.interval == Interval::Auto {
                next = next.max(started + AFTER_TROUBLE);
            }
        }
    }

    /// One cycle. When the next is due is written down first: a crash loop goes no faster than one
    /// process would.
    async fn cycle(&self, poller: &Poller) -> Result<Cycle, Halt> {
        let next = self.next(poller, Timestamp::now())?;
        self.keep(next).await?;
        poller.cycle().await
    }

    /// When the plan wants the next cycle; a fixed interval asks nobody.
    fn due(&self) -> Result<Option<Timestamp>, StoreError> {
        match self.interval {
            Interval::Fixed(_) => Ok(None),
            Interval::Auto => {
                let next = self.store.read(|conn| poll::next_cycle(conn, &self.workspace))?;
                let latest = Timestamp::now() + FARTHEST;
                Ok(next.filter(|next| *next <= latest))
            }
        }
    }

    /// When the cycle after one that began then is due.
    fn next(&self, poller: &Poller, started: Timestamp) -> Result<Timestamp, StoreError> {
        let span = match self.interval {
            Interval::Fixed(span) => span,
            Interval::Auto => match poller.pace(poller.slow, started)? {
                Pace::Every(span) => span,
                Pace::After(reset) => return Ok(reset),
            },
        };
        let span = SignedDuration::try_from(span).unwrap_or(SignedDuration::MAX);
        Ok(started.checked_add(span).unwrap_or(Timestamp::MAX))
    }

    async fn keep(&self, next: Timestamp) -> Result<(), StoreError> {
        let workspace = self.workspace.clone();
        self.store.write(move |conn| poll::keep_next_cycle(conn, &workspace, next)).await
    }

    async fn tell(
        &self,
        poller: &Poller,
        cycle: Cycle,
        started: Timestamp,
        next: Option<Timestamp>,
    ) -> Result<Exit, StoreError> {
        let ledger = poller.caller.ledger(Timestamp::now())?;
        let calls = poller.caller.calls_since(started)?;
        let allowance = allowance(&ledger, &poller.caller.budget, Timestamp::now());
        let mut exit = Exit::DONE;
        for refused in cycle.refused {
            let error = refused.into_error();
            exit = exit.max(error.exit());
            self.told.tell(Told::Refused(Box::new(error))).await;
        }
        self.cycles.set(self.cycles.get() + 1);
        self.told.tell(Told::Cycle(Rest { calls, events: cycle.events, allowance, next })).await;
        Ok(exit)
    }

    /// Sleeps until then by the clock on the wall, and no longer than it is until then now: a clock
    /// that is set back puts nothing off.
    async fn sleep_until(&self, until: Timestamp) -> Slept {
        let mut stop = self.stop.clone();
        let span = |to: Timestamp| {
            Duration::try_from(to.duration_since(Timestamp::now())).unwrap_or(Duration::ZERO)
        };
        let (begun, longest) = (Instant::now(), span(until));
        loop {
            let left = span(until).min(longest.saturating_sub(begun.elapsed()));
            if stop.cause().is_some() {
                return Slept::Stopped;
            }
            if left.is_zero() {
                return Slept::Enough;
            }
            tokio::select! {
                () = tokio::time::sleep(left.min(NAP)) => {}
                _ = stop.requested() => return Slept::Stopped,
            }
        }
    }
}

/// Why a sleep ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slept {
    Enough,
    Stopped,
}

/// Makes the deliveries that are due, and leaves the others to the next run.
///
/// # Errors
/// A store that fails.
pub(super) async fn deliver(
    engine: Option<Engine>,
    stop: &Stop,
    told: &Teller,
) -> Result<Exit, Error> {
    let Some(engine) = engine else {
        return Ok(Exit::DONE);
    };
    let expectation = Expectation::new(&[], None);
    let mut worst = Exit::DONE;
    let made = engine.run(Until::NothingDue, stop.clone(), |report| {
        worst = worst.max(expectation.exit(&report.attempt.answered));
        told.try_tell(Told::Attempt(Box::new(report)));
    });
    made.await?;
    Ok(worst)
}

/// Nothing of the quota is left to us.
pub(super) fn spent(limit: Limit, until: Timestamp) -> Error {
    let until = clock::date_time(until);
    if limit == Limit::Hour {
        return Error::api(format!("the exports of this hour are used up until {until}"))
            .hint("without `--once` poll waits for the next ones");
    }
    Error::api(format!(
        "the calls of this {} that may be used are used up until {until}",
        limit.as_str()
    ))
    .hint("`--reserve 0%` uses those that are kept for others")
    .hint("without `--once` poll waits for them")
}
