//! What the calls of the API share.

use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::Semaphore;

use super::Why;
use super::guard::Guard;
use super::large::Large;
use super::replays::Replays;
use super::reply::Refusal;
use super::target::Targets;
use crate::contract::signature::Signer;
use crate::receiver::arrival::Reply;
use crate::stop::Stop;
use crate::store::Pool;

/// Readings at the same time; whoever comes then waits.
pub(super) const READS: usize = 4;
/// Streams at the same time: as many pages as somebody may have open.
pub(super) const STREAMS: usize = 16;

/// One session.
pub(super) struct House {
    pub(super) guard: Guard,
    pub(super) store: PathBuf,
    pub(super) readers: Pool,
    pub(super) listening: Option<String>,
    pub(super) signers: Vec<Signer>,
    pub(super) why: Option<Why>,
    pub(super) targets: Targets,
    pub(super) replays: Replays,
    pub(super) streams: Arc<Semaphore>,
    pub(super) stop: Stop,
    pub(super) reads: Semaphore,
    pub(super) large: Large,
}

impl House {
    /// Runs a call that reads, and finds room for its answer.
    pub(super) async fn read<F>(self: &Arc<Self>, job: F) -> Result<Reply, Refusal>
    where
        F: FnOnce(&Self) -> Result<Reply, Refusal> + Send + 'static,
    {
        self.run(|house| house.large.hold(job(house)?)).await
    }

    /// Runs a call that reads, on a thread that may wait for the disk.
    pub(super) async fn run<F>(self: &Arc<Self>, job: F) -> Result<Reply, Refusal>
    where
        F: FnOnce(&Self) -> Result<Reply, Refusal> + Send + 'static,
    {
        let _place = self.reads.acquire().await;
        let house = Arc::clone(self);
        tokio::task::spawn_blocking(move || job(&house))
            .await
            .unwrap_or_else(|_| Err(Refusal::new(500, "the call failed")))
    }
}
