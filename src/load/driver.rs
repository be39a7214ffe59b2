//! The run: how many workers there are and on which threads, when it ends, and what came of it.

use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use tokio::runtime::Builder;
use tokio::task::JoinSet;

use super::crew::{Crew, Run, broken};
use super::dress::{Dress, Wardrobe};
use super::pace::Pace;
use super::route::{Direct, LOOKED_AT, Route, Shared};
pub use super::route::{Judge, Recording};
use super::stock::Stock;
use super::tally::Tally;
use crate::client::Client;
use crate::client::target::Target;
use crate::error::Error;
use crate::stop::{self, Cause, Stop};

/// Between two looks at how far it is.
const GLANCE: Duration = Duration::from_millis(100);
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
    let dialler = errand.client.dialler(errand.target.uri()).await?;
    let (wardrobe, stock) = match errand.supply {
        Supply::Cast(wardrobe) => (*wardrobe, None),
        Supply::Saved(stock) => (Wardrobe::empty(), Some(stock)),
    };
    let dress = Dress::new(wardrobe, errand.client, errand.target);
    let most = plan.count.and_then(|count| usize::try_from(count).ok()).unwrap_or(usize::MAX);
    let workers = plan.concurrency.min(most);
    let crews = match errand.recording {
        Some(_) => 1,
        None => thread::available_parallelism().map_or(1, NonZero::get).min(workers),
    };
    let (started_at, started) = (Timestamp::now(), Instant::now());
    let shared = Shared {
        dress,
        judge: errand.judge,
        keep: if errand.bodies == Bodies::Judged { LOOKED_AT } else { 0 },
        connections: AtomicU64::new(0),
    };
    let pace = Pace::start(plan.limit(), plan.rate, stock);
    let run = Arc::new(Run::new(shared, pace, crews, HOPELESS.max(plan.concurrency as u64)));
    let (halt, halted) = stop::pair();
    let mut working = JoinSet::new();
    for place in 0..crews {
        let size = workers / crews + usize::from(place < workers % crews);
        let crew = Crew { run: Arc::clone(&run), place, stop: halted.clone() };
        match &errand.recording {
            Some(recording) => {
                let route = || Route::Recorded(recording.clone());
                working.spawn(crew.work((0..size).map(|_| route()).collect()))
            }
            None => {
                let route = || Route::Direct(Box::new(Direct::new(dialler.clone(), plan.deadline)));
                let routes = (0..size).map(|_| route()).collect();
                // A runtime for each core: no connection is handed from one to another.
                let runtime = Builder::new_current_thread().enable_all().build();
                let runtime = runtime
                    .map_err(|error| Error::store("cannot start the runtime").because(error))?;
                working.spawn_blocking(move || runtime.block_on(crew.work(routes)))
            }
        };
    }
    let (mut is_late, mut cause, mut missed) = (false, None, 0);
    let mut ticks = tokio::time::interval(GLANCE);
    let over = tokio::time::sleep(plan.duration.unwrap_or(Duration::MAX));
    tokio::pin!(over);
    loop {
        tokio::select! {
            ended = working.join_next() => match ended {
                Some(Ok(ended)) => ended?,
                Some(Err(error)) => return Err(broken(error)),
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
                halt.stop(asked);
            }
            _ = ticks.tick() => glance(run.sent(), started.elapsed()),
        }
    }
    let elapsed = started.elapsed();
    let tally = run.tally();
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
