//! Every call of polling goes through here: it is paid for before it is made, kept to the pace of the
//! plan, repeated when the trouble may pass, and what the API says of its quota is remembered.

use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::ledger::{Budget, Leave, Ledger, Limit};
use super::told::{Teller, Told};
use crate::api::{Api, ApiError, Call, Export, Kind, Page, Quota};
use crate::poll::budget::bucket;
use crate::stop::Stop;
use crate::store::poll::{self, Allowance, Bucket, CallKind};
use crate::store::{Store, StoreError};

/// Waits between the tries of one call; each is jittered by half of itself.
const BACKOFF: [Duration; 3] =
    [Duration::from_secs(1), Duration::from_secs(3), Duration::from_secs(9)];
/// A shorter wait is nobody's concern.
const WORTH_TELLING: SignedDuration = SignedDuration::from_secs(2);
/// A longer wait is slept in parts, since the clock may be set meanwhile.
const NAP: Duration = Duration::from_secs(20);

/// What to do when the quota is spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Patience {
    /// Wait for its reset.
    Wait,
    /// Say so and end.
    GiveUp,
}

/// Why a reading ended early.
#[derive(Debug)]
pub enum Halt {
    /// The API could not be reached, or said no.
    Refused(ApiError),
    /// Nothing of the quota is left to us.
    Spent {
        /// Which limit is reached.
        limit: Limit,
        /// When it comes back.
        until: Timestamp,
    },
    /// The log could not be read or written.
    Store(StoreError),
    /// The end was asked for.
    Stopped,
}

impl From<StoreError> for Halt {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// Makes the calls.
#[derive(Debug)]
pub struct Caller {
    /// What is called.
    pub api: Api,
    /// Where calls are written down before they are made.
    pub store: Store,
    /// Whose quota it is.
    pub workspace: String,
    /// What may be spent.
    pub budget: Budget,
    /// What to do when nothing is left.
    pub patience: Patience,
    /// Factor on the waits between the tries of one call.
    pub time_scale: f64,
    /// Ends every wait.
    pub stop: Stop,
    /// Hears of waits.
    pub told: Teller,
}

impl Caller {
    /// Reads one page.
    ///
    /// # Errors
    /// See [`Halt`].
    pub async fn page(&self, call: &Call) -> Result<Page, Halt> {
        self.repeat(CallKind::Read, async || self.api.send(call).await).await
    }

    /// Reads one export.
    ///
    /// # Errors
    /// See [`Halt`].
    pub async fn export(&self, call: &Call) -> Result<Export, Halt> {
        self.repeat(CallKind::Export, async || self.api.export(call).await).await
    }

    async fn repeat<T: Answer>(
        &self,
        kind: CallKind,
        attempt: impl AsyncFn() -> Result<T, ApiError>,
    ) -> Result<T, Halt> {
        let mut backoff = BACKOFF.iter();
        loop {
            self.afford(kind).await?;
            self.spend(kind).await?;
            let mut stop = self.stop.clone();
            let answered = tokio::select! {
                answered = attempt() => answered,
                _ = stop.requested() => return Err(Halt::Stopped),
            };
            let error = match answered {
                Ok(answer) => {
                    self.keep_quota(answer.quota(), None).await?;
                    return Ok(answer);
                }
                Err(error) => error,
            };
            self.keep_quota(error.quota(), error.retry_after()).await?;
            if error.kind() == Kind::Quota {
                self.wait_for_quota(&error).await?;
            } else if error.is_temporary()
                && let Some(wait) = backoff.next()
            {
                self.sleep(jittered(*wait).mul_f64(self.time_scale)).await?;
            } else {
                return Err(Halt::Refused(error));
            }
        }
    }

    /// Waits until a call may be made.
    async fn afford(&self, kind: CallKind) -> Result<(), Halt> {
        loop {
            let now = Timestamp::now();
            match self.ledger(now)?.leave(&self.budget, kind, now) {
                Leave::Now => return Ok(()),
                Leave::At(limit, until) => self.wait(limit, until).await?,
            }
        }
    }

    /// Waits for a limit to be lifted; only for that of a minute when patience is short.
    async fn wait(&self, limit: Limit, until: Timestamp) -> Result<(), Halt> {
        if limit != Limit::Minute && self.patience == Patience::GiveUp {
            return Err(Halt::Spent { limit, until });
        }
        if until.duration_since(Timestamp::now()) > WORTH_TELLING {
            self.told.tell(Told::Waiting { limit, until }).await;
        }
        self.sleep_until(until).await
    }

    /// What was spent, and what the API said is left.
    ///
    /// # Errors
    /// A store that fails.
    pub fn ledger(&self, now: Timestamp) -> Result<Ledger, StoreError> {
        Ledger::read(&self.store, &self.workspace, now)
    }

    /// Calls made since then, by our own book.
    ///
    /// # Errors
    /// A store that fails.
    pub fn calls_since(&self, then: Timestamp) -> Result<u64, StoreError> {
        self.store.read(|conn| poll::spent(conn, &self.workspace, None, then, None))
    }

    /// Before the call, so that a crash between the two is counted as one.
    async fn spend(&self, kind: CallKind) -> Result<(), Halt> {
        let (workspace, now) = (self.workspace.clone(), Timestamp::now());
        Ok(self.store.write(move |conn| poll::spend(conn, &workspace, kind, now)).await?)
    }

    /// Remembers what the API says is left. Where it asks for a shorter wait than that of its
    /// minute, that word is the better one.
    async fn keep_quota(
        &self,
        quota: Option<Quota>,
        retry_after: Option<Duration>,
    ) -> Result<(), Halt> {
        let Some(quota) = quota else {
            return Ok(());
        };
        let seen_at = Timestamp::now();
        // The reset is told by the API's clock, and waited for by ours.
        let wait = quota.reset.duration_since(quota.told_at.unwrap_or(seen_at));
        let reset = seen_at.checked_add(wait).unwrap_or(quota.reset);
        let bucket = bucket(reset, seen_at);
        let asked = retry_after.and_then(|wait| SignedDuration::try_from(wait).ok());
        let reset = match asked.and_then(|wait| seen_at.checked_add(wait).ok()) {
            Some(asked) if bucket == Bucket::Minute => reset.min(asked),
            _ => reset,
        };
        let Quota { limit, remaining, .. } = quota;
        let allowance = Allowance { limit, remaining, reset, seen_at, bucket };
        let workspace = self.workspace.clone();
        Ok(self.store.write(move |conn| poll::keep_allowance(conn, &workspace, &allowance)).await?)
    }

    /// The API says that the quota is spent, whatever our own book says.
    async fn wait_for_quota(&self, error: &ApiError) -> Result<(), Halt> {
        let now = Timestamp::now();
        let retry_after = error.retry_after().and_then(|wait| SignedDuration::try_from(wait).ok());
        let (limit, until) = self.ledger(now)?.after_refusal(retry_after, now);
        self.wait(limit, until).await
    }

    /// By the clock on the wall, and no longer than it is until then now: a clock that is set back
    /// puts nothing off.
    async fn sleep_until(&self, until: Timestamp) -> Result<(), Halt> {
        let span = |to: Timestamp| {
            Duration::try_from(to.duration_since(Timestamp::now())).unwrap_or(Duration::ZERO)
        };
        let (begun, longest) = (Instant::now(), span(until));
        loop {
            let left = span(until).min(longest.saturating_sub(begun.elapsed()));
            if left.is_zero() {
                return Ok(());
            }
            self.sleep(left.min(NAP)).await?;
        }
    }

    async fn sleep(&self, time: Duration) -> Result<(), Halt> {
        let mut stop = self.stop.clone();
        tokio::select! {
            () = tokio::time::sleep(time) => Ok(()),
            _ = stop.requested() => Err(Halt::Stopped),
        }
    }
}

/// What every answer of the API tells beside its rows.
trait Answer {
    fn quota(&self) -> Option<Quota>;
}

impl Answer for Page {
    fn quota(&self) -> Option<Quota> {
        self.quota
    }
}

impl Answer for Export {
    fn quota(&self) -> Option<Quota> {
        self.quota
    }
}

/// From half to one and a half of a wait, so that many pollers do not come back together.
fn jittered(wait: Duration) -> Duration {
    let chance = f64::from(Uuid::new_v4().as_bytes()[0]) / 255.0;
    wait.mul_f64(0.5 + chance)
}
