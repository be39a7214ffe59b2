//! The run: workers that take leave from the pace, make a delivery, count it, and come again.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use tokio::task::JoinSet;

use super::dress::{Dress, Wardrobe};
use super::pace::Pace;
pub use super::route::{Judge, Recording};
use super::route::{LOOKED_AT, Route, Shared};
use super::stock::Stock;
use super::tally::Tally;
use crate::client::Client;
use crate::client::failure::FailureKind;
use crate::client::target::Target;
use crate::error::Error;
use crate::stop::{Cause, Stop};

/// Between two looks at how far it is.
const GLANCE: Duration = Duration::from_millis(100);
/// After a connection that failed, before the next one: an endpoint that is away is not hammered.
const BREATH: Duration = Duration::from_millis(10);
/// So many deliveries without a single answer are enough, however few workers there are.
const HOPELESS: u64 = 10;

/// How much is sent, and how fast.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Deliveries at most.
    pub count: Option<u64>,
    /// For how long deliveries are begun.
    pub duration: Option<Duration>,
    /// Deliveries under way at most.
    pub concurrency: usize,
    /// Deliveries a second, begun at their own time; `None` begins one as another ends.
    pub rate: Option<f64>,
    /// From the start of connecting to the end of the answer.
    pub deadline: Duration,
}

impl Plan {
    /// Deliveries that can be due at all.
    fn limit(&self) -> Option<u64> {
        let (Some(rate), Some(duration)) = (self.rate, self.duration) else { return self.count };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
        let due = (rate * duration.as_secs_f64()).ceil() as u64;
        Some(self.count.map_or(due, |count| count.min(due)))
    }
}

/// Where it goes and what should come back.
pub struct Errand<'a> {
    /// Connects.
    pub client: &'a Client,
    /// The endpoint.
    pub target: &'a Target,
    /// What is sent.
    pub supply: Supply,
    /// Which answers are right.
    pub judge: Arc<Judge>,
    /// Whether the judge looks at bodies.
    pub bodies: Bodies,
    /// Stores every delivery.
    pub recording: Option<Recording>,
}

/// What is sent.
#[derive(Debug)]
pub enum Supply {
    /// Bodies cast anew for each delivery.
    Cast(Box<Wardrobe>),
    /// Saved events again; no rate is asked for, and nothing is recorded.
    Saved(Stock),
}

/// Whether the bodies of answers are kept until they are judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bodies {
    /// As much as `send` keeps.
    Judged,
    /// They are read and counted.
    Counted,
}

/// Why the run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// All were sent.
    Count,
    /// The time was over.
    Duration,
    /// It was asked for.
    Stopped(Cause),
    /// Not one answer came.
    Unreachable,
}

/// What came of a run.
#[derive(Clone, Debug)]
pub struct Report {
    /// When it began.
    pub started_at: Timestamp,
    /// How long it took, to the last answer.
    pub elapsed: Duration,
    /// Why it ended.
    pub ending: Ending,
    /// The counts.
    pub tally: Tally,
    /// Connections opened; unknown where deliveries are recorded.
    pub connections: Option<u64>,
    /// Deliveries that were due and that nobody was free for before the end.
    pub missed: u64,
    /// Deliveries under way whose answer was not waited for.
    pub abandoned: u64,
}

struct Run {
    shared: Shared,
    pace: Arc<Pace>,
    tally: Mutex<Tally>,
    done: AtomicU64,
    answered: AtomicU64,
    hopeless: u64,
}

/// Runs the plan to its end; `glance` is told now and then how many are done.
///
/// # Errors
/// A store that fails, a body that cannot be spoilt, no roots for https.
pub async fn run(
    plan: Plan,
    errand: Errand<'_>,
    mut stop: Stop,
    mut glance: impl FnMut(u64, Duration),
) -> Result<Report, Error> {
    let dialler = errand.client.dialler(errand.target).await?;
    let (wardrobe, stock) = match errand.supply {
        Supply::Cast(wardrobe) => (*wardrobe, None),
        Supply::Saved(stock) => (Wardrobe::empty(), Some(stock)),
    };
    let dress = Dress::new(wardrobe, errand.client, errand.target);
    let (started_at, started) = (Timestamp::now(), Instant::now());
    let run = Arc::new(Run {
        shared: Shared {
            dress,
            judge: errand.judge,
            deadline: plan.deadline,
            keep: if errand.bodies == Bodies::Judged { LOOKED_AT } else { 0 },
            connections: AtomicU64::new(0),
        },
        pace: Pace::start(plan.limit(), plan.rate, stock),
        tally: Mutex::new(Tally::default()),
        done: AtomicU64::new(0),
        answered: AtomicU64::new(0),
        hopeless: HOPELESS.max(plan.concurrency as u64),
    });
    let mut workers = JoinSet::new();
    let most = plan.count.and_then(|count| usize::try_from(count).ok()).unwrap_or(usize::MAX);
    for _ in 0..plan.concurrency.min(most) {
        let route = match &errand.recording {
            Some(recording) => Route::Recorded(recording.clone()),
            None => Route::Direct { dialler: Box::new(dialler.clone()), wire: Box::new(None) },
        };
        workers.spawn(work(Arc::clone(&run), route));
    }
    let (mut is_late, mut cause, mut missed) = (false, None, 0);
    let mut ticks = tokio::time::interval(GLANCE);
    let over = tokio::time::sleep(plan.duration.unwrap_or(Duration::MAX));
    tokio::pin!(over);
    loop {
        tokio::select! {
            ended = workers.join_next() => match ended {
                Some(Ok(ended)) => ended?,
                Some(Err(error)) => return Err(Error::no("a worker broke down").because(error)),
                None => break,
            },
            () = &mut over, if plan.duration.is_some() && !is_late => {
                is_late = true;
                missed = run.pace.missed(Instant::now());
                run.pace.close();
            }
            asked = stop.requested(), if cause.is_none() => {
                cause = Some(asked);
                missed = run.pace.missed(Instant::now());
                run.pace.close();
                workers.abort_all();
                break;
            }
            _ = ticks.tick() => glance(run.done.load(Ordering::Relaxed), started.elapsed()),
        }
    }
    let elapsed = started.elapsed();
    workers.shutdown().await;
    let tally = lock(&run.tally).clone();
    let ending = match cause {
        Some(cause) => Ending::Stopped(cause),
        None if tally.answered() == 0 => Ending::Unreachable,
        None if plan.count.is_some_and(|count| run.pace.taken() >= count) => Ending::Count,
        None if plan.duration.is_some() => Ending::Duration,
        None => Ending::Unreachable,
    };
    let opened = run.shared.connections.load(Ordering::Relaxed);
    Ok(Report {
        started_at,
        elapsed,
        ending,
        connections: errand.recording.is_none().then_some(opened),
        missed,
        abandoned: run.pace.taken().saturating_sub(tally.sent()),
        tally,
    })
}

async fn work(run: Arc<Run>, mut route: Route) -> Result<(), Error> {
    while let Some(ticket) = run.pace.next().await? {
        let seen = match route.deliver(&run.shared, ticket).await {
            Ok(seen) => seen,
            Err(error) => {
                run.pace.close();
                return Err(error);
            }
        };
        lock(&run.tally).count(seen);
        let done = run.done.fetch_add(1, Ordering::Relaxed) + 1;
        match seen.answer {
            Ok(_) => {
                if run.answered.load(Ordering::Relaxed) == 0 {
                    run.answered.store(1, Ordering::Relaxed);
                }
            }
            Err(kind) => {
                if run.answered.load(Ordering::Relaxed) == 0 && done >= run.hopeless {
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
