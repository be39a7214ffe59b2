//! From what was derived to what is on disk: bodies are signed and handed to the one transaction.

use std::sync::Arc;

use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::Notify;

use super::hearing::heard_since;
use super::told::Polled;
use crate::client::target::Target;
use crate::contract::retry::RetrySchedule;
use crate::contract::signature::Signer;
use crate::delivery::compose::{Composed, Headings, headers};
use crate::poll::id::Derived;
use crate::store::delivery::{NewDelivery, Stamp};
use crate::store::event::Source;
use crate::store::poll::{self, Kept, NewPolled};
use crate::store::{Store, StoreError};

/// Whether events of one resource wait for each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ordering {
    /// They do.
    #[default]
    PerResource,
    /// `--unordered`.
    None,
}

/// Where derived events go.
#[derive(Clone, Debug)]
pub struct Outbox {
    /// The endpoint.
    pub target: Target,
    /// The waits between attempts.
    pub schedule: RetrySchedule,
    /// Which timestamp retries carry.
    pub stamp: Stamp,
    /// Whether events of one resource wait for each other.
    pub ordering: Ordering,
    /// Whose deliveries they are.
    pub origin: String,
    /// Wakes the engine.
    pub bell: Arc<Notify>,
}

/// Writes what was found.
#[derive(Clone, Debug)]
pub struct Committer {
    /// The log.
    pub store: Store,
    /// The workspace of the events.
    pub workspace: String,
    /// Signs, where a secret is set.
    pub signer: Option<Signer>,
    /// Where events go; `None` only records them.
    pub outbox: Option<Outbox>,
    /// Leave out what a verified webhook told within this time (`--only-missing`).
    pub only_missing: Option<SignedDuration>,
}

impl Committer {
    /// Commits; gives the events that were not in the log before, in their order.
    ///
    /// # Errors
    /// A store that fails: then nothing of it is there, and the next cycle finds it again.
    pub async fn commit(
        &self,
        kept: Kept,
        events: &[Derived],
        observed: Timestamp,
    ) -> Result<Vec<Polled>, StoreError> {
        let missing = self.missing(events, observed)?;
        let new: Vec<NewPolled> =
            missing.into_iter().map(|derived| self.compose(derived, observed)).collect();
        let told = new.iter().map(|new| new.event.clone()).collect::<Vec<_>>();
        let workspace = self.workspace.clone();
        let numbers =
            self.store.write(move |conn| poll::commit(conn, &workspace, &kept, &new)).await?;
        let polled: Vec<Polled> = numbers
            .into_iter()
            .zip(told)
            .filter_map(|(number, event)| Some(Polled { number: number?, event }))
            .collect();
        if let Some(outbox) = self.outbox.as_ref().filter(|_| !polled.is_empty()) {
            outbox.bell.notify_one();
        }
        Ok(polled)
    }

    /// The events that no webhook has told.
    fn missing<'d>(
        &self,
        events: &'d [Derived],
        now: Timestamp,
    ) -> Result<Vec<&'d Derived>, StoreError> {
        let Some(window) = self.only_missing.filter(|_| !events.is_empty()) else {
            return Ok(events.iter().collect());
        };
        let earliest = events.iter().filter_map(|event| event.at).min().unwrap_or(now).min(now);
        let since = earliest.checked_sub(window).unwrap_or(Timestamp::MIN);
        let heard = heard_since(&self.store, since)?;
        Ok(events.iter().filter(|event| !heard.covers(event, window, now)).collect())
    }

    fn compose(&self, derived: &Derived, observed: Timestamp) -> NewPolled {
        let id = derived.id(&self.workspace).to_string();
        let body = Bytes::from(derived.body(&self.workspace, observed));
        let headings = Headings { signer: self.signer.as_ref(), delivery_id: &id, now: observed };
        let headers = headers(&headings, &body);
        let composed = Composed {
            source: Source::Poll,
            path: self.outbox.as_ref().map_or("/", |outbox| outbox.target.path_and_query()),
            headers: &headers,
            body,
            replay_of: None,
        };
        let event = composed.event(self.signer.as_slice(), observed);
        let delivery = self.outbox.as_ref().map(|outbox| NewDelivery {
            event: 0,
            origin: outbox.origin.clone(),
            target: outbox.target.to_string(),
            headers,
            stamp: outbox.stamp,
            schedule: outbox.schedule.clone(),
            due: observed,
            owner: None,
            order_key: match outbox.ordering {
                Ordering::PerResource => Some(derived.order_key.clone()),
                Ordering::None => None,
            },
        });
        NewPolled { event, delivery }
    }
}
