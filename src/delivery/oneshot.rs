//! Deliveries of a command that ends: first attempts in order, then the retries, then nothing is
//! left behind unless that was asked for.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::Notify;

use super::engine::{Engine, Report, Until};
use crate::client::Client;
use crate::contract::header::HeaderList;
use crate::contract::retry::RetrySchedule;
use crate::stop::Stop;
use crate::store::delivery::{self, Claimed, NewDelivery, Next, Stamp};
use crate::store::event::{self, NewEvent};
use crate::store::lease::Owner;
use crate::store::{Queued, Store, StoreError};

/// What happens to retries that are still due when the command ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Leftovers {
    /// The command waits for them; what an interruption leaves is cancelled.
    Cancel,
    /// `--queue`: they wait in the outbox for `deliveries drain`.
    #[default]
    Queue,
}

/// How deliveries of one command are made.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The waits between attempts.
    pub schedule: RetrySchedule,
    /// Which timestamp retries carry.
    pub stamp: Stamp,
    /// The deadline of each attempt.
    pub deadline: Duration,
    /// What becomes of unfinished deliveries.
    pub leftovers: Leftovers,
}

/// A delivery that is being recorded.
#[derive(Debug)]
pub struct Begun {
    /// The numbers of the event and the delivery.
    recorded: Queued<(i64, i64)>,
    new: NewDelivery,
    body: Vec<u8>,
    event_name: Option<String>,
    delivery_id: Option<String>,
}

/// One command's deliveries.
#[derive(Debug)]
pub struct OneShot {
    engine: Engine,
    origin: String,
    plan: Plan,
    /// Whether any delivery is to be tried again.
    retries: AtomicBool,
}

impl OneShot {
    /// What happens to retries that are still due at the end.
    #[must_use]
    pub fn leftovers(&self) -> Leftovers {
        self.plan.leftovers
    }

    /// Registers this run with the store. Its origin is its own, so that no other process makes its
    /// deliveries when it is killed.
    ///
    /// # Errors
    /// A store that fails.
    pub fn new(
        store: Store,
        client: impl Into<Arc<Client>>,
        command: &str,
        plan: Plan,
    ) -> Result<Self, StoreError> {
        let owner = Owner::register(store.path())?;
        let origin = format!("{command} {}", owner.id());
        let engine = Engine {
            store,
            client: client.into(),
            owner: Arc::new(owner),
            origin: Some(origin.clone()),
            deadline: plan.deadline,
            bell: Arc::new(Notify::new()),
        };
        Ok(Self { engine, origin, plan, retries: AtomicBool::new(false) })
    }

    /// The log that it records in.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.engine.store
    }

    /// Records an event and makes the first attempt at its delivery. Dropped before its end, the
    /// delivery stays in the hands of this run until [`OneShot::finish`].
    ///
    /// # Errors
    /// A store that fails; nothing was sent then.
    pub async fn deliver(
        &self,
        event: NewEvent,
        target: String,
        headers: HeaderList,
    ) -> Result<Report, StoreError> {
        let begun = self.begin(event, target, headers).await?;
        self.make(begun).await
    }

    /// The second half of [`OneShot::deliver`]: sends once the event is on disk.
    ///
    /// # Errors
    /// A store that fails; nothing was sent then.
    pub async fn make(&self, begun: Begun) -> Result<Report, StoreError> {
        let Begun { recorded, new, body, event_name, delivery_id } = begun;
        let (event, number) = recorded.written().await?;
        let claimed = Claimed {
            number,
            event,
            origin: new.origin,
            target: new.target,
            headers: new.headers,
            stamp: new.stamp,
            schedule: new.schedule,
            attempts_made: 0,
            schedule_made: 0,
            body,
            event_name,
            delivery_id,
        };
        let report = self.engine.make(claimed).await?;
        if matches!(report.next, Next::RetryAt(_)) {
            self.retries.store(true, Ordering::Relaxed);
        }
        Ok(report)
    }

    /// The first half of [`OneShot::deliver`]: the event has its number before those that are begun
    /// later, however they overtake each other on the way.
    ///
    /// # Errors
    /// A store that is closed.
    pub async fn begin(
        &self,
        event: NewEvent,
        target: String,
        headers: HeaderList,
    ) -> Result<Begun, StoreError> {
        let body = event.body.to_vec();
        let (event_name, delivery_id) = (event.event.clone(), event.delivery_id.clone());
        let new = NewDelivery {
            event: 0,
            origin: self.origin.clone(),
            target,
            headers,
            stamp: self.plan.stamp,
            schedule: self.plan.schedule.clone(),
            due: Timestamp::now(),
            owner: Some(self.engine.owner.id().to_owned()),
            order_key: None,
        };
        let queued = new.clone();
        let recorded = self
            .engine
            .store
            .record_later(move |conn| {
                let event = event::insert(conn, &event)?.number;
                Ok((event, delivery::enqueue(conn, &NewDelivery { event, ..queued })?))
            })
            .await?;
        Ok(Begun { recorded, new, body, event_name, delivery_id })
    }

    /// Waits for the retries that are due later, unless the end is asked for; with
    /// [`Leftovers::Queue`] leaves them.
    ///
    /// # Errors
    /// A store that fails.
    pub async fn finish(&self, stop: Stop, report: impl FnMut(Report)) -> Result<(), StoreError> {
        let nothing_left = !self.retries.load(Ordering::Relaxed) && !stop.is_insisted_on();
        if self.plan.leftovers == Leftovers::Queue || nothing_left {
            return Ok(());
        }
        let ended = self.engine.run(Until::Drained, stop, report).await;
        self.give_up().await?;
        ended
    }

    /// Cancels what is not delivered; with [`Leftovers::Queue`] leaves it.
    ///
    /// # Errors
    /// A store that fails.
    pub async fn give_up(&self) -> Result<(), StoreError> {
        if self.plan.leftovers == Leftovers::Queue {
            return Ok(());
        }
        let (origin, owner) = (self.origin.clone(), self.engine.owner.id().to_owned());
        let cancel = move |conn: &_| delivery::cancel_owned(conn, &origin, &owner).map(drop);
        self.engine.store.write(cancel).await
    }
}
