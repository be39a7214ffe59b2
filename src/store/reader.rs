//! Connections that only look: kept for reuse inside a [`super::Store`], or alone for commands
//! that never write.

use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rusqlite::Connection;

use super::error::StoreError;
use super::file;

/// Connections kept open between reads; more are opened when more read at once.
const KEPT: usize = 4;

/// Opens the store for looking only. Works beside a process that writes, and on a read-only file.
/// A store of an older version is brought up to date first.
///
/// # Errors
/// [`StoreError::Absent`] when there is no file (none is made), [`StoreError::Outdated`] when it is
/// old and read-only, and the refusals of [`super::Store::open`].
pub fn open_reader(path: &Path) -> Result<Reader, StoreError> {
    Ok(Reader { conn: file::open_reader(path)?, path: path.to_owned() })
}

/// A connection that cannot write.
#[derive(Debug)]
pub struct Reader {
    conn: Connection,
    path: PathBuf,
}

impl Reader {
    /// Runs a query.
    ///
    /// # Errors
    /// The job's own, with the path where SQLite did not know it.
    pub fn read<T>(
        &self,
        job: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        job(&self.conn).map_err(|error| error.at(&self.path))
    }

    /// Where the file is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Deref for Reader {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.conn
    }
}

/// The readers of one store.
#[derive(Debug)]
pub(super) struct Pool {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
}

impl Pool {
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path, idle: Mutex::default() }
    }

    pub(super) fn read<T>(
        &self,
        job: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let kept = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let conn = match kept {
            Some(conn) => conn,
            None => file::open_reader(&self.path)?,
        };
        let outcome = job(&conn).map_err(|error| error.at(&self.path));
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        // Not one that failed, nor one with a transaction left open: that would pin the log.
        if outcome.is_ok() && conn.is_autocommit() && idle.len() < KEPT {
            idle.push(conn);
        }
        outcome
    }

    /// Closes those at rest.
    pub(super) fn clear(&self) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}
