//! [`Store`]: the handle that commands pass around.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

use super::error::StoreError;
use super::file;
use super::reader::Pool;
use super::writer::{Job, Task, Undo, Writer};

/// Jobs that may wait; whoever comes then waits for room.
const QUEUE: usize = 4_096;

/// One store, open for writing. Cheap to clone; the last clone to go ends the writer thread.
#[derive(Clone, Debug)]
pub struct Store(Arc<Inner>);

/// A job that has its place in the writer's queue.
#[derive(Debug)]
pub struct Queued<T>(oneshot::Receiver<Result<T, StoreError>>);

impl<T> Queued<T> {
    /// Waits until the job is synced to disk.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub async fn written(self) -> Result<T, StoreError> {
        self.0.await.unwrap_or(Err(StoreError::Closed))
    }
}

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
        Self::start(path, file::open_writer(path)?)
    }

    /// [`Store::open`] for a command that owes nobody anything: what it writes is synced when the log
    /// moves to the database, at its end or that of the last process that has it open, instead of at
    /// each commit. A kill loses nothing of it; a power cut before that may. What others have synced
    /// is safe all the same.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_unowed(path: &Path) -> Result<Self, StoreError> {
        let conn = file::open_writer(path)?;
        file::sync_at_the_end(&conn).map_err(|error| error.at(path))?;
        Self::start(path, conn)
    }

    fn start(path: &Path, conn: Connection) -> Result<Self, StoreError> {
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
        self.queue(job, Undo::Alone).await?.written().await
    }

    /// [`Store::write`] without a savepoint, which is two statements more for each job: for those that
    /// come by the thousand and fail only when the store does. An error after a change fails every
    /// job of the batch.
    ///
    /// # Errors
    /// As [`Store::write`], and those of other such jobs.
    pub async fn record<T, F>(&self, job: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    {
        self.record_later(job).await?.written().await
    }

    /// The first half of [`Store::record`]: the job has its place behind those queued before, and is
    /// done whether or not anybody waits for it.
    ///
    /// # Errors
    /// [`StoreError::Closed`].
    pub async fn record_later<T, F>(&self, job: F) -> Result<Queued<T>, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    {
        self.queue(job, Undo::Batch).await
    }

    async fn queue<T, F>(&self, job: F, undo: Undo) -> Result<Queued<T>, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    {
        let (task, outcome) = Task::new(job, undo);
        self.0.queue()?.send(Box::new(task)).await.map_err(|_| StoreError::Closed)?;
        Ok(Queued(outcome))
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
        let (task, outcome) = Task::new(job, Undo::Alone);
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Store, StoreError};
    use crate::store::event::{self, EventFilter, insert};
    use crate::store::fixture::{arrival, fixture};
    use crate::store::open_reader;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn what_was_answered_is_on_disk_for_everybody_and_in_order() {
        let log = fixture();
        let reader = open_reader(&log.path).expect("a reader beside the writer");
        let mut tasks = Vec::new();
        for _ in 0..64 {
            let (store, path) = (log.store.clone(), log.path.clone());
            tasks.push(tokio::spawn(async move {
                let mut last = 0;
                for _ in 0..5 {
                    let recorded = store.write(|conn| insert(conn, &arrival(None, "x"))).await;
                    let number = recorded.expect("recorded").number;
                    assert!(number > last, "a task's jobs keep their order");
                    last = number;
                }
                let other = open_reader(&path).expect("another reader");
                other.read(|conn| event::get(conn, last)).expect("seen by another connection");
            }));
        }
        for task in tasks {
            task.await.expect("a task");
        }
        assert_eq!(
            reader.read(|conn| event::list(conn, &EventFilter::default())).map(|l| l.len()).ok(),
            Some(320)
        );
    }

    #[tokio::test]
    async fn a_failing_or_panicking_job_leaves_its_neighbours_intact() {
        let log = fixture();
        let store = &log.store;
        let insert_then = |fate: fn() -> Result<(), StoreError>| {
            store.write(move |conn| {
                insert(conn, &arrival(None, "x"))?;
                fate()
            })
        };
        let (held, hold) = std::sync::mpsc::channel::<()>();
        let gate = store.write(move |_| Ok(hold.recv().is_ok()));
        // Joined in this order, and all in the queue before the first is done: one batch.
        let outcome = tokio::join!(
            gate,
            insert_then(|| Ok(())),
            insert_then(|| Err(StoreError::Closed)),
            insert_then(|| panic!("in a job")),
            insert_then(|| Ok(())),
            async { held.send(()).expect("the gate waits") },
        );
        assert!(outcome.0.expect("the gate opens"));
        outcome.1.expect("the first");
        assert!(matches!(outcome.2, Err(StoreError::Closed)));
        assert!(matches!(outcome.3, Err(StoreError::Panicked { reason }) if reason == "in a job"));
        outcome.4.expect("the last");
        assert_eq!(log.count("events"), 2);
        insert_then(|| Ok(())).await.expect("and the writer goes on");
    }

    #[tokio::test]
    async fn a_recording_job_that_fails_takes_its_batch_with_it_only_when_it_has_changed_something()
    {
        let log = fixture();
        let store = &log.store;
        let record = || store.record(move |conn| insert(conn, &arrival(None, "x")));
        for changes_first in [false, true] {
            let (held, hold) = std::sync::mpsc::channel::<()>();
            let outcome = tokio::join!(
                store.write(move |_| Ok(hold.recv().is_ok())),
                record(),
                store.record(move |conn| {
                    if changes_first {
                        insert(conn, &arrival(None, "y"))?;
                    }
                    Err::<(), _>(StoreError::NoSuch { what: "event", number: 9 })
                }),
                record(),
                async { held.send(()).expect("the gate waits") },
            );
            assert!(matches!(outcome.2, Err(StoreError::NoSuch { .. })));
            assert_eq!([outcome.1.is_err(), outcome.3.is_err()], [changes_first; 2]);
            assert_eq!(log.count("events"), 2, "the first round's, and nothing of the second");
        }
        record().await.expect("and the writer goes on");
    }

    #[test]
    fn a_failed_batch_is_answered_and_the_next_one_opens_the_file_anew() {
        let log = fixture();
        log.record(arrival(None, "x"));
        // The database may not grow: as a full disk.
        let failed = log.store.write_blocking(|conn| {
            conn.pragma_update(None, "max_page_count", 1)?;
            insert(conn, &event::NewEvent { body: vec![b'x'; 1 << 20].into(), ..arrival(None, "") })
        });
        assert!(matches!(failed, Err(StoreError::Full { path }) if path == log.path));
        assert_eq!(log.count("events"), 1);
        let large = event::NewEvent { body: vec![b'x'; 1 << 20].into(), ..arrival(None, "") };
        assert_eq!(log.record(large).number, 2, "the limit went with the old connection");
    }

    #[cfg(unix)]
    #[test]
    fn a_store_that_was_deleted_is_made_again_rather_than_written_to_the_void() {
        let log = fixture();
        log.record(arrival(None, "x"));
        log.store.read(|conn| event::get(conn, 1)).expect("a reader for the pool");
        for suffix in ["", "-wal", "-shm"] {
            let file = crate::store::file::beside(&log.path, suffix);
            std::fs::remove_file(file).expect("removed");
        }
        log.record(arrival(None, "y"));
        let reader = open_reader(&log.path).expect("a file");
        let kept = reader.read(|conn| event::get(conn, 1)).expect("an event");
        let pooled = log.store.read(|conn| event::get(conn, 1)).expect("the same");
        assert_eq!(pooled, kept);
        assert_eq!(kept.body, b"y");
    }

    #[test]
    fn a_lock_held_elsewhere_is_busy_and_nothing_worse() {
        let log = fixture();
        let other = crate::store::file::open_writer(&log.path).expect("another process");
        other.execute_batch("BEGIN IMMEDIATE").expect("the lock");
        let (read, write) = (Arc::new(log.store.clone()), log.store.clone());
        assert_eq!(
            read.read(|conn| event::list(conn, &EventFilter::default())).map(|l| l.len()).ok(),
            Some(0)
        );
        let busy = write.write_blocking(|conn| insert(conn, &arrival(None, "x")));
        assert!(matches!(busy, Err(StoreError::Busy { .. })));
        other.execute_batch("ROLLBACK").expect("released");
        log.record(arrival(None, "x"));
    }

    #[test]
    fn several_may_make_the_same_store_at_once() {
        let folder = tempfile::TempDir::new().expect("a directory");
        let path = folder.path().join("new.db");
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    let store = Store::open(&path).expect("a store");
                    let recorded = store.write_blocking(|conn| insert(conn, &arrival(None, "x")));
                    recorded.expect("recorded");
                });
            }
        });
        let rows = open_reader(&path)
            .expect("a reader")
            .read(|conn| event::list(conn, &EventFilter::default()));
        assert_eq!(rows.expect("a list").len(), 8);
    }

    #[test]
    fn closing_finishes_the_queue_and_leaves_one_clean_file() {
        let folder = tempfile::TempDir::new().expect("a directory");
        let path = folder.path().join("deep/er/other.db");
        let store = Store::open(&path).expect("a store");
        store.write_blocking(|conn| insert(conn, &arrival(None, "x"))).expect("recorded");
        store.read(|conn| event::get(conn, 1)).expect("a pooled reader");
        store.clone().close();
        store.read(|conn| event::get(conn, 1)).expect("the other clone lives on");
        store.close();
        let left: Vec<_> = std::fs::read_dir(folder.path().join("deep/er"))
            .expect("a directory")
            .map(|entry| entry.expect("an entry").file_name())
            .collect();
        assert_eq!(left, ["other.db"]);
    }
}
