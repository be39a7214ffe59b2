//! [`Store`]: the handle that commands pass around.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use rusqlite::Connection;
use tokio::sync::mpsc;

use super::error::StoreError;
use super::file;
use super::reader::Pool;
use super::writer::{Job, Task, Writer};

/// Jobs that may wait; whoever comes then waits for room.
const QUEUE: usize = 4_096;

/// One store, open for writing. Cheap to clone; the last clone to go ends the writer thread.
#[derive(Clone, Debug)]
pub struct Store(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    path: PathBuf,
    readers: Pool,
    /// `None` only while dropping.
    queue: Option<mpsc::Sender<Box<dyn Job>>>,
    thread: Option<JoinHandle<()>>,
}

impl Store {
    /// Opens the store, makes it if there is none (directories 0700, file 0600), and brings an
    /// older one up to date.
    ///
    /// # Errors
    /// [`StoreError::NotADatabase`], [`StoreError::Foreign`] and [`StoreError::Newer`] leave the
    /// file as it was; otherwise what the file system or SQLite says.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let conn = file::open_writer(path)?;
        let writer = Writer::new(path.to_owned(), conn);
        let (queue, jobs) = mpsc::channel(QUEUE);
        let thread = thread::Builder::new()
            .name("store".to_owned())
            .spawn(move || writer.run(jobs))
            .map_err(|error| StoreError::file(path, error))?;
        Ok(Self(Arc::new(Inner {
            path: path.to_owned(),
            readers: Pool::new(path.to_owned()),
            queue: Some(queue),
            thread: Some(thread),
        })))
    }

    /// Where the file is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0.path
    }

    /// Runs a job in the writer's transaction and returns once it is synced to disk. Jobs of other
    /// tasks may share the transaction; an error of this job rolls back this job alone.
    ///
    /// # Errors
    /// The job's own; or, for the whole batch, why it could not be committed: then nothing of this
    /// job can be relied on, and the next batch opens the file anew.
    pub async fn write<T, F>(&self, job: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    {
        let (task, outcome) = Task::new(job);
        self.0.queue()?.send(Box::new(task)).await.map_err(|_| StoreError::Closed)?;
        outcome.await.unwrap_or(Err(StoreError::Closed))
    }

    /// [`Store::write`] for a thread outside the runtime; inside it would block every other task
    /// (and panics).
    ///
    /// # Errors
    /// As [`Store::write`].
    pub fn write_blocking<T, F>(&self, job: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    {
        let (task, outcome) = Task::new(job);
        self.0.queue()?.blocking_send(Box::new(task)).map_err(|_| StoreError::Closed)?;
        outcome.blocking_recv().unwrap_or(Err(StoreError::Closed))
    }

    /// Runs a query on a connection that cannot write and never waits for the writer. Everything
    /// that was answered by [`Store::write`] before is seen. Blocks for as long as the query takes.
    ///
    /// # Errors
    /// The job's own, or why no connection could be had.
    pub fn read<T>(
        &self,
        job: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.0.readers.read(job)
    }

    /// Gives up this handle. The last one finishes the queue, waits for the thread and leaves a
    /// clean file without a log beside it.
    pub fn close(self) {
        drop(self);
    }
}

impl Inner {
    fn queue(&self) -> Result<&mpsc::Sender<Box<dyn Job>>, StoreError> {
        self.queue.as_ref().ok_or(StoreError::Closed)
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        // Readers first: only a writer that closes last can tidy the log away.
        self.readers.clear();
        self.queue = None;
        if let Some(thread) = self.thread.take() {
            // A job may hold the last handle; a thread cannot wait for itself.
            if thread.thread().id() != thread::current().id() {
                let _ = thread.join();
            }
        }
    }
}
