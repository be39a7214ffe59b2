//! What makes replays: a client and a record for the targets named at start, and another pair for
//! those that were typed, whose client adds no credential of one's own.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{OnceCell, Semaphore, SemaphorePermit};

use super::reply::Refusal;
use super::target::Known;
use crate::client::Client;
use crate::contract::retry::{DEADLINE, RetrySchedule};
use crate::delivery::oneshot::{Leftovers, OneShot, Plan};
use crate::store::delivery::Stamp;
use crate::store::{Store, StoreError};

/// Replays at the same time.
const AT_ONCE: u32 = 8;

/// All of them. A store that is only looked at is opened for writing by the first.
pub(super) struct Replays {
    path: PathBuf,
    store: OnceCell<Store>,
    named: Way,
    typed: Way,
    places: Semaphore,
}

/// What reaches the targets of one kind.
pub(super) struct Way {
    pub(super) client: Arc<Client>,
    /// Names of the credentials that the client was given and does not send.
    pub(super) left_out: Vec<String>,
    one_shot: OnceCell<OneShot>,
}

impl Replays {
    pub(super) fn new(client: Arc<Client>, path: PathBuf, writer: Option<Store>) -> Self {
        let way = |client, left_out| Way { client, left_out, one_shot: OnceCell::new() };
        let (bare, left_out) = client.without_credentials();
        Self {
            path,
            store: OnceCell::new_with(writer),
            named: way(client, Vec::new()),
            typed: way(Arc::new(bare), left_out),
            places: Semaphore::new(AT_ONCE as usize),
        }
    }

    /// What calls out.
    pub(super) fn client(&self) -> &Client {
        &self.named.client
    }

    /// The way to a target.
    pub(super) fn way(&self, known: Known) -> &Way {
        match known {
            Known::Named => &self.named,
            Known::Typed => &self.typed,
        }
    }

    /// A place for one more.
    pub(super) fn place(&self) -> Result<SemaphorePermit<'_>, Refusal> {
        self.places.try_acquire().map_err(|_| {
            Refusal::new(503, format!("{AT_ONCE} replays are under way; wait for one of them"))
        })
    }

    /// Waits until none is under way, for so long.
    pub(super) async fn finished(&self, patience: Duration) {
        let _ = tokio::time::timeout(patience, self.places.acquire_many(AT_ONCE)).await;
    }

    /// Cancels those that are under way, so that nobody sends them later.
    pub(super) async fn give_up(&self) {
        if self.places.try_acquire_many(AT_ONCE).is_ok() {
            return;
        }
        for one_shot in [&self.named, &self.typed].into_iter().filter_map(|way| way.one_shot.get())
        {
            // A store that fails now leaves it pending, and `deliveries list` shows it.
            let _ = one_shot.give_up().await;
        }
    }

    /// What records and sends on that way.
    pub(super) async fn one_shot<'a>(&self, way: &'a Way) -> Result<&'a OneShot, StoreError> {
        let path = self.path.clone();
        let open = || async {
            let opened = tokio::task::spawn_blocking(move || Store::open(&path)).await;
            opened.unwrap_or(Err(StoreError::Closed))
        };
        let store = self.store.get_or_try_init(open).await?.clone();
        let plan = Plan {
            schedule: RetrySchedule::none(),
            // Dated when it is composed, and sent at once.
            stamp: Stamp::Original,
            deadline: DEADLINE,
            leftovers: Leftovers::Cancel,
        };
        let begin = || async { OneShot::new(store, Arc::clone(&way.client), "inspect", plan) };
        way.one_shot.get_or_try_init(begin).await
    }
}
