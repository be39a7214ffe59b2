//! The workers: they take leave from the pace, make a delivery, count it, and come again.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::task::{JoinError, JoinSet};

use super::pace::Pace;
use super::route::{Route, Shared};
use super::tally::Tally;
use crate::client::failure::FailureKind;
use crate::error::Error;
use crate::stop::Stop;

/// After a connection that failed, before the next one: an endpoint that is away is not hammered.
const BREATH: Duration = Duration::from_millis(10);

/// What all crews of a run share.
pub(super) struct Run {
    pub(super) shared: Shared,
    pub(super) pace: Arc<Pace>,
    /// One for each crew: nobody waits for another thread to count.
    tallies: Vec<Mutex<Tally>>,
    /// Deliveries that failed before the first answer.
    vain: AtomicU64,
    is_answered: AtomicBool,
    /// So many of them are enough.
    hopeless: u64,
}

impl Run {
    pub(super) fn new(shared: Shared, pace: Arc<Pace>, crews: usize, hopeless: u64) -> Self {
        Self {
            shared,
            pace,
            tallies: (0..crews).map(|_| Mutex::default()).collect(),
            vain: AtomicU64::new(0),
            is_answered: AtomicBool::new(false),
            hopeless,
        }
    }

    /// The counts of all crews.
    pub(super) fn tally(&self) -> Tally {
        let mut all = Tally::default();
        for part in &self.tallies {
            all.add(&lock(part));
        }
        all
    }

    /// How many deliveries ended so far.
    pub(super) fn sent(&self) -> u64 {
        self.tallies.iter().map(|tally| lock(tally).sent()).sum()
    }
}

/// Workers on one thread, or on all of them where the store is what they wait for.
pub(super) struct Crew {
    pub(super) run: Arc<Run>,
    /// Which of the tallies is theirs.
    pub(super) place: usize,
    pub(super) stop: Stop,
}

impl Crew {
    /// Works until there is nothing more to do, or until the end is asked for: what is under way then
    /// is not waited for.
    pub(super) async fn work(mut self, routes: Vec<Route>) -> Result<(), Error> {
        let mut workers = JoinSet::new();
        for route in routes {
            workers.spawn(work(Arc::clone(&self.run), self.place, route));
        }
        loop {
            tokio::select! {
                ended = workers.join_next() => match ended {
                    Some(Ok(ended)) => ended?,
                    Some(Err(error)) => return Err(broken(error)),
                    None => return Ok(()),
                },
                _ = self.stop.requested() => {
                    workers.shutdown().await;
                    return Ok(());
                }
            }
        }
    }
}

pub(super) fn broken(error: JoinError) -> Error {
    Error::no("a worker broke down").because(error)
}

async fn work(run: Arc<Run>, place: usize, mut route: Route) -> Result<(), Error> {
    while let Some(ticket) = run.pace.next().await? {
        let seen = match route.deliver(&run.shared, ticket).await {
            Ok(seen) => seen,
            Err(error) => {
                run.pace.close();
                return Err(error);
            }
        };
        lock(&run.tallies[place]).count(seen);
        let is_first = !run.is_answered.load(Ordering::Relaxed);
        match seen.answer {
            Ok(_) if is_first => run.is_answered.store(true, Ordering::Relaxed),
            Ok(_) => {}
            Err(kind) => {
                if is_first && run.vain.fetch_add(1, Ordering::Relaxed) + 1 >= run.hopeless {
                    run.pace.close();
                }
                if !matches!(kind, FailureKind::TimedOut | FailureKind::Closed) {
                    tokio::time::sleep(BREATH).await;
                }
            }
        }
    }
    Ok(())
}

fn lock(tally: &Mutex<Tally>) -> MutexGuard<'_, Tally> {
    tally.lock().unwrap_or_else(PoisonError::into_inner)
}
