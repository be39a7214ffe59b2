//! The engine that drains the outbox: claims what is due, attempts it, writes down what came of it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::Notify;
use tokio::task::JoinSet;

use super::attempt::{Attempt, Request, attempt};
use super::hands::Hands;
use super::wall_clock::WallClock;
use crate::client::Client;
use crate::contract::envelope::Envelope;
use crate::stop::Stop;
use crate::store::delivery::{self, Claimed, Next};
use crate::store::lease::{Owner, is_gone};
use crate::store::{Store, StoreError};

/// How often the outbox is looked at when nothing in this process says that something is due:
/// another process may have put a delivery back.
const GLANCE: Duration = Duration::from_millis(500);

/// A claim ends after this even if its owner lives: an attempt takes at most two deadlines.
const LEASE: Duration = Duration::from_secs(60);

/// Attempts at the same time.
const AT_ONCE: usize = 32;

/// When the engine ends by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// When nothing of its origin is pending.
    Drained,
    /// When nothing of its origin is due now; what is due later is left.
    NothingDue,
    /// When it is asked to.
    Stopped,
}

/// One attempt and what follows it.
#[derive(Clone, Debug)]
pub struct Report {
    /// The delivery as it was claimed, without its body: reports may queue up.
    pub delivery: Claimed,
    /// Whom or what the event is about.
    pub subject: Option<String>,
    /// Counted from 1.
    pub number: u32,
    /// The attempt.
    pub attempt: Attempt,
    /// What follows.
    pub next: Next,
}

/// Drains one origin, or all of them.
#[derive(Clone, Debug)]
pub struct Engine {
    /// The log.
    pub store: Store,
    /// What calls out.
    pub client: Arc<Client>,
    /// Who claims.
    pub owner: Arc<Owner>,
    /// The origin to drain; `None` is all.
    pub origin: Option<String>,
    /// The deadline of each attempt.
    pub deadline: Duration,
    /// Rung when this process has put something into the outbox.
    pub bell: Arc<Notify>,
}

impl Engine {
    /// Works until the end, or until the store fails. Either way attempts in flight are finished
    /// first: their endpoints have the request already. Only who asks for the end twice does not
    /// wait for them.
    ///
    /// # Errors
    /// A store that fails (exit 5). What was claimed is free again once this process is gone.
    pub async fn run(
        &self,
        until: Until,
        mut stop: Stop,
        mut report: impl FnMut(Report),
    ) -> Result<(), StoreError> {
        let mut running = JoinSet::new();
        let mut outcome = self.work(until, stop.clone(), &mut running, &mut report).await;
        while let Some(made) = tokio::select! {
            made = running.join_next() => made,
            () = stop.insisted() => None,
        } {
            match made {
                Ok(Ok(made)) => report(made),
                Ok(Err(error)) => outcome = outcome.and(Err(error)),
                Err(_) => {}
            }
        }
        outcome
    }

    async fn work(
        &self,
        until: Until,
        mut stop: Stop,
        running: &mut JoinSet<Result<Report, StoreError>>,
        report: &mut impl FnMut(Report),
    ) -> Result<(), StoreError> {
        let mut glanced: Option<Instant> = None;
        let mut clock = WallClock::default();
        let hands = Hands::default();
        while stop.cause().is_none() {
            let glance = glanced.is_none_or(|at| at.elapsed() >= GLANCE);
            if glance {
                glanced = Some(Instant::now());
                if clock.may_have_been_set_back() {
                    self.bring_forward().await?;
                }
            }
            for claimed in self.claim(AT_ONCE - running.len(), glance).await? {
                // One whose lease ran out while its attempt is under way: it was only renewed.
                let Some(held) = hands.take(claimed.number) else {
                    continue;
                };
                let (engine, stop) = (self.clone(), stop.clone());
                running.spawn(async move {
                    let made = engine.make_within(claimed, until, stop).await;
                    drop(held);
                    made
                });
            }
            if running.is_empty() && self.is_over(until)? {
                break;
            }
            let nap = if running.len() < AT_ONCE { self.nap()? } else { GLANCE };
            tokio::select! {
                Some(made) = running.join_next() => {
                    if let Ok(made) = made {
                        report(made?);
                    }
                }
                () = tokio::time::sleep(nap) => {}
                () = self.bell.notified() => {}
                _ = stop.requested() => {}
            }
        }
        Ok(())
    }

    /// As [`Engine::make`]; while the engine is to run until it is stopped, a store that fails is
    /// waited for, since an attempt that is not written down would be made again.
    async fn make_within(
        &self,
        claimed: Claimed,
        until: Until,
        mut stop: Stop,
    ) -> Result<Report, StoreError> {
        let made = self.attempt(claimed).await;
        loop {
            match self.write_down(&made).await {
                Err(error)
                    if error.may_pass() && until == Until::Stopped && stop.cause().is_none() =>
                {
                    tokio::select! {
                        () = tokio::time::sleep(GLANCE) => {}
                        _ = stop.requested() => {}
                    }
                }
                written => return written.map(|()| made),
            }
        }
    }

    /// Makes the next attempt of a claimed delivery and writes it down.
    ///
    /// # Errors
    /// A store that fails.
    pub async fn make(&self, claimed: Claimed) -> Result<Report, StoreError> {
        let made = self.attempt(claimed).await;
        self.write_down(&made).await?;
        Ok(made)
    }

    async fn attempt(&self, mut claimed: Claimed) -> Report {
        let body = Bytes::from(std::mem::take(&mut claimed.body));
        let subject = Envelope::read(&body).subject;
        let request = Request {
            target: claimed.target.clone(),
            headers: claimed.headers.clone(),
            stamp: claimed.stamp,
            body,
        };
        let attempt = attempt(&self.client, &request, self.deadline).await;
        let next = attempt.next(&claimed.schedule, claimed.schedule_made + 1, Timestamp::now());
        let number = claimed.attempts_made + 1;
        Report { delivery: claimed, subject, number, attempt, next }
    }

    async fn write_down(&self, made: &Report) -> Result<(), StoreError> {
        let (number, row, next) = (made.delivery.number, made.attempt.to_row(), made.next);
        self.store.record(move |conn| delivery::finish_attempt(conn, number, &row, next)).await
    }

    /// Takes one delivery for an attempt now, whatever became of it; `None` when another process is
    /// attempting it.
    ///
    /// # Errors
    /// [`StoreError::NoSuch`], or a store that fails.
    pub async fn take(&self, number: i64) -> Result<Option<Claimed>, StoreError> {
        let (now, owner) = (Timestamp::now(), self.owner.id().to_owned());
        let path = self.store.path().to_owned();
        self.store
            .write(move |conn| {
                let gone = |id: &str| is_gone(&path, id);
                delivery::take(conn, number, &owner, now, LEASE, &gone)
            })
            .await
    }

    /// Takes what is due and in nobody's hands; at a glance also what a dead process held.
    async fn claim(&self, room: usize, glance: bool) -> Result<Vec<Claimed>, StoreError> {
        let now = Timestamp::now();
        let free = self.next_free()?.is_some_and(|due| due <= now);
        let held = glance && self.next_due()?.is_some_and(|due| due <= now);
        if room == 0 || !(free || held) {
            return Ok(Vec::new());
        }
        let (origin, owner) = (self.origin.clone(), self.owner.id().to_owned());
        let path = self.store.path().to_owned();
        self.store
            .write(move |conn| {
                let gone = |id: &str| is_gone(&path, id);
                delivery::claim_due(conn, origin.as_deref(), &owner, now, LEASE, room, &gone)
            })
            .await
    }

    /// What waits for longer than its schedule says, since the clock was set back, is due earlier.
    async fn bring_forward(&self) -> Result<(), StoreError> {
        let now = Timestamp::now();
        let late = self.store.read(|conn| delivery::misdated(conn, self.origin.as_deref(), now))?;
        if late.is_empty() {
            return Ok(());
        }
        self.store.write(move |conn| delivery::bring_forward(conn, &late)).await
    }

    fn next_due(&self) -> Result<Option<Timestamp>, StoreError> {
        self.store.read(|conn| delivery::next_due(conn, self.origin.as_deref()))
    }

    fn next_free(&self) -> Result<Option<Timestamp>, StoreError> {
        self.store.read(|conn| delivery::next_free(conn, self.origin.as_deref()))
    }

    /// Whether the work is done, when nothing is in flight.
    fn is_over(&self, until: Until) -> Result<bool, StoreError> {
        match until {
            Until::Stopped => Ok(false),
            Until::Drained => self.is_drained(),
            Until::NothingDue => Ok(self.next_free()?.is_none_or(|due| due > Timestamp::now())),
        }
    }

    fn is_drained(&self) -> Result<bool, StoreError> {
        self.store.read(|conn| delivery::is_drained(conn, self.origin.as_deref()))
    }

    /// Until the next is due by the clock on the wall, which may be set meanwhile: never for long.
    /// One that is held is not due; the end of the attempt before it wakes the loop.
    fn nap(&self) -> Result<Duration, StoreError> {
        let Some(due) = self.next_free()? else {
            return Ok(GLANCE);
        };
        let wait = due.duration_since(Timestamp::now()).max(SignedDuration::from_millis(1));
        Ok(Duration::try_from(wait).unwrap_or(GLANCE).min(GLANCE))
    }
}
