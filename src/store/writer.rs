//! The one thread that writes: it commits all jobs that wait in one transaction and one sync.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::time::Duration;

use rusqlite::Connection;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::{mpsc, oneshot};

use super::checkpoint::Checkpoints;
use super::error::StoreError;
use super::file::{self, Identity};
use super::search::{self, Progress};

/// Jobs in one transaction at most: beyond this a larger batch no longer pays for its latency.
const MAX_BATCH: usize = 512;

/// How long nothing must have been written before the search index is filled.
const IDLE: Duration = Duration::from_millis(50);

/// Between two steps of filling the index: leaves other processes half of the time.
const INDEX_PAUSE: Duration = Duration::from_millis(20);

/// Something to do inside the writer's transaction, and somebody who waits for the commit.
pub(super) trait Job: Send {
    /// Does it. An error rolls back this job alone.
    fn run(&mut self, conn: &Connection) -> Result<(), StoreError>;
    /// Tells the outcome, once it is on disk or known not to be.
    fn answer(self: Box<Self>, failure: Option<StoreError>);
    /// What an error of this job takes back.
    fn undo(&self) -> Undo;
}

/// What an error of a job takes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Undo {
    /// The job: it has a savepoint of its own.
    Alone,
    /// All of its batch, unless it has changed nothing yet.
    Batch,
}

/// A job from a closure.
pub(super) struct Task<T, F> {
    job: Option<F>,
    value: Option<T>,
    undo: Undo,
    reply: oneshot::Sender<Result<T, StoreError>>,
}

impl<T, F> Task<T, F> {
    /// The task and where its outcome will be.
    pub(super) fn new(job: F, undo: Undo) -> (Self, oneshot::Receiver<Result<T, StoreError>>) {
        let (reply, outcome) = oneshot::channel();
        (Self { job: Some(job), value: None, undo, reply }, outcome)
    }
}

impl<T, F> Job for Task<T, F>
where
    T: Send,
    F: FnOnce(&Connection) -> Result<T, StoreError> + Send,
{
    fn run(&mut self, conn: &Connection) -> Result<(), StoreError> {
        let job = self.job.take().ok_or(StoreError::Closed)?;
        self.value = Some(job(conn)?);
        Ok(())
    }

    fn answer(self: Box<Self>, failure: Option<StoreError>) {
        let outcome = match failure {
            Some(error) => Err(error),
            None => self.value.ok_or(StoreError::Closed),
        };
        // Whoever asked may have gone away; the work is done all the same.
        let _ = self.reply.send(outcome);
    }

    fn undo(&self) -> Undo {
        self.undo
    }
}

/// The thread's state.
pub(super) struct Writer {
    path: PathBuf,
    /// Before the connection, which closes last.
    checkpoints: Checkpoints,
    conn: Option<(Connection, Option<Identity>)>,
    /// A clock for waiting on the queue with a limit; made when first needed.
    timer: Option<Runtime>,
    index: Index,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Index {
    Unknown,
    Filling,
    Complete,
}

impl Writer {
    /// A writer on an open file.
    pub(super) fn new(path: PathBuf, conn: Connection) -> Self {
        let identity = file::identity(&path);
        Self {
            path,
            checkpoints: Checkpoints::default(),
            conn: Some((conn, identity)),
            timer: None,
            index: Index::Unknown,
        }
    }

    /// Works until the queue is closed and empty, then leaves a clean file.
    pub(super) fn run(mut self, mut queue: mpsc::Receiver<Box<dyn Job>>) {
        let mut batch = Vec::with_capacity(MAX_BATCH);
        while let Some(first) = self.wait(&mut queue) {
            batch.push(first);
            while batch.len() < MAX_BATCH {
                match queue.try_recv() {
                    Ok(job) => batch.push(job),
                    Err(_) => break,
                }
            }
            self.commit(&mut batch);
        }
    }

    /// The next job; while there is none, the search index is filled.
    fn wait(&mut self, queue: &mut mpsc::Receiver<Box<dyn Job>>) -> Option<Box<dyn Job>> {
        loop {
            if self.index == Index::Complete {
                return queue.blocking_recv();
            }
            if self.timer.is_none() {
                self.timer = Builder::new_current_thread().enable_time().build().ok();
            }
            let Some(timer) = &self.timer else {
                return queue.blocking_recv();
            };
            let pause = if self.index == Index::Filling { INDEX_PAUSE } else { IDLE };
            let next = timer.block_on(async { tokio::time::timeout(pause, queue.recv()).await });
            match next {
                Ok(job) => return job,
                Err(_) => self.index = self.fill_index(queue),
            }
        }
    }

    fn fill_index(&mut self, queue: &mpsc::Receiver<Box<dyn Job>>) -> Index {
        let Some((conn, _)) = &self.conn else {
            return Index::Complete;
        };
        let filled = search::fill(conn, &|| !queue.is_empty());
        self.checkpoints.tend(conn, &self.path);
        match filled {
            Ok(Progress::More) => Index::Filling,
            // An index that lags behind is only slower: the rest is scanned.
            Ok(Progress::Complete) | Err(_) => Index::Complete,
        }
    }

    /// Runs a batch, syncs once, then answers everybody.
    fn commit(&mut self, batch: &mut Vec<Box<dyn Job>>) {
        self.index = Index::Unknown;
        let outcome = self.transact(batch).map_err(|error| error.at(&self.path));
        match outcome {
            Ok(outcomes) => {
                for (job, failure) in batch.drain(..).zip(outcomes) {
                    job.answer(failure);
                }
                if let Some((conn, _)) = &self.conn {
                    self.checkpoints.tend(conn, &self.path);
                }
            }
            Err(error) => {
                // After a failed sync nobody knows what the file holds: read it anew. A lock that
                // was not had is no such doubt.
                let untouched = matches!(error, StoreError::Busy { .. })
                    && self.conn.as_ref().is_some_and(|(conn, _)| conn.is_autocommit());
                if !untouched {
                    self.conn = None;
                }
                for job in batch.drain(..) {
                    job.answer(Some(error.clone()));
                }
            }
        }
    }

    fn transact(
        &mut self,
        batch: &mut [Box<dyn Job>],
    ) -> Result<Vec<Option<StoreError>>, StoreError> {
        let path = self.path.clone();
        let conn = self.connection()?;
        execute(conn, "BEGIN IMMEDIATE")?;
        let mut outcomes = Vec::with_capacity(batch.len());
        for job in batch {
            let is_alone = job.undo() == Undo::Alone;
            if is_alone {
                execute(conn, "SAVEPOINT job")?;
            }
            let before = conn.total_changes();
            let outcome = guarded(job.as_mut(), conn).map_err(|error| error.at(&path));
            if let Err(error) = &outcome {
                let is_stuck = !is_alone && conn.total_changes() != before;
                if is_stuck || error.is_of_the_disk() || conn.is_autocommit() {
                    return Err(error.clone());
                }
                if is_alone {
                    execute(conn, "ROLLBACK TO job")?;
                }
            }
            if is_alone {
                execute(conn, "RELEASE job")?;
            }
            outcomes.push(outcome.err());
        }
        execute(conn, "COMMIT")?;
        Ok(outcomes)
    }

    /// The connection, opened again after a failure, or when another file has taken the name: what
    /// is committed to a deleted file is lost.
    fn connection(&mut self) -> Result<&Connection, StoreError> {
        let now = file::identity(&self.path);
        if self.conn.as_ref().is_none_or(|(_, then)| now.is_none() || *then != now) {
            self.conn = None;
            let conn = file::open_writer(&self.path)?;
            self.conn = Some((conn, file::identity(&self.path)));
        }
        self.conn.as_ref().map(|(conn, _)| conn).ok_or(StoreError::Closed)
    }
}

fn guarded(job: &mut dyn Job, conn: &Connection) -> Result<(), StoreError> {
    catch_unwind(AssertUnwindSafe(|| job.run(conn))).unwrap_or_else(|panic| {
        let reason = panic
            .downcast_ref::<&str>()
            .map(|text| (*text).to_owned())
            .or_else(|| panic.downcast_ref::<String>().cloned())
            .unwrap_or_else(|| "a panic without a message".to_owned());
        Err(StoreError::Panicked { reason })
    })
}

fn execute(conn: &Connection, sql: &str) -> Result<(), StoreError> {
    conn.prepare_cached(sql)?.execute([])?;
    Ok(())
}
