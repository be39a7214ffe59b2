//! Connections that only look: kept for reuse inside a [`super::Store`], or alone for commands
//! that never write.

use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rusqlite::{Connection, Result as SqlResult, Transaction};

use super::error::StoreError;
use super::file::{self, Identity};

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

    /// Makes all queries of a job see the log as it is at this moment: it is locked for them once, and
    /// not for each. For moments only: what others write cannot move to the database meanwhile.
    ///
    /// # Errors
    /// The job's own, or what SQLite says.
    pub fn together<T, E: From<StoreError>>(
        &self,
        job: impl FnOnce() -> Result<T, E>,
    ) -> Result<T, E> {
        let begun = moment(&self.conn);
        let _moment = begun.map_err(|error| StoreError::from(error).at(&self.path))?;
        job()
    }

    /// Where the file is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// Holds the log as it is until it is dropped, as [`Reader::together`] does. In a job of the writer, which
/// is one moment already, there is nothing to hold.
pub(in crate::store) fn moment(conn: &Connection) -> SqlResult<Option<Transaction<'_>>> {
    conn.is_autocommit().then(|| conn.unchecked_transaction()).transpose()
}

impl Deref for Reader {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.conn
    }
}

/// The readers of one store, for those who read often and from several threads. Opens the store on
/// first use, and anew when the file was replaced.
#[derive(Debug)]
pub struct Pool {
    path: PathBuf,
    idle: Mutex<Vec<(Connection, Option<Identity>)>>,
}

impl Pool {
    /// Readers of the store at that path; nothing is opened yet.
    #[must_use]
    pub fn new(path: PathBuf) -> Self {
        Self { path, idle: Mutex::default() }
    }

    /// Runs a query on a connection that nobody else uses meanwhile.
    ///
    /// # Errors
    /// The job's own, or why no connection could be had.
    pub fn read<T>(
        &self,
        job: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let now = file::identity(&self.path);
        let kept = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let conn = match kept {
            Some((conn, then)) if then == now => conn,
            // None yet, or one of a file that was since deleted.
            _ => file::open_reader(&self.path)?,
        };
        let outcome = job(&conn).map_err(|error| error.at(&self.path));
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        // Not one that failed, nor one with a transaction left open: that would pin the log.
        if outcome.is_ok() && conn.is_autocommit() && idle.len() < KEPT {
            idle.push((conn, now));
        }
        outcome
    }

    /// Closes those at rest.
    pub(super) fn clear(&self) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

#[cfg(test)]
mod tests {
    use super::open_reader;
    use crate::store::event::{self, EventFilter};
    use crate::store::fixture::{arrival, fixture};
    use crate::store::{Store, StoreError};

    #[test]
    fn without_a_file_there_is_an_error_and_still_no_file() {
        let folder = tempfile::TempDir::new().expect("a directory");
        let path = folder.path().join("none.db");
        assert!(matches!(open_reader(&path), Err(StoreError::Absent { path: p }) if p == path));
        assert!(!path.exists());
    }

    #[test]
    fn a_reader_cannot_write_and_holds_nothing_back() {
        let log = fixture();
        let reader = open_reader(&log.path).expect("a reader");
        reader.execute("DELETE FROM events", []).expect_err("read-only");
        let count = |expected| {
            let rows = reader.read(|conn| event::list(conn, &EventFilter::default()));
            assert_eq!(rows.expect("a list").len(), expected);
            assert!(reader.is_autocommit());
        };
        count(0);
        log.record(arrival(None, "x"));
        count(1);
    }

    /// The rights of the superuser reach through these modes; there this checks reading alone.
    #[cfg(unix)]
    #[test]
    fn a_read_only_file_in_a_read_only_directory_can_be_read() {
        use std::fs::{Permissions, set_permissions};
        use std::os::unix::fs::PermissionsExt;

        let folder = tempfile::TempDir::new().expect("a directory");
        let path = folder.path().join("a%b.db");
        let store = Store::open(&path).expect("a store");
        store.write_blocking(|conn| event::insert(conn, &arrival(None, "x"))).expect("recorded");
        store.close();
        set_permissions(&path, Permissions::from_mode(0o400)).expect("a mode");
        set_permissions(folder.path(), Permissions::from_mode(0o500)).expect("a mode");
        let superuser = std::fs::OpenOptions::new().write(true).open(&path).is_ok();
        let (read, opened) = (open_reader(&path), Store::open(&path));
        set_permissions(folder.path(), Permissions::from_mode(0o700)).expect("a mode");
        let reader = read.expect("a reader");
        assert_eq!(reader.read(|conn| event::get(conn, 1)).expect("an event").body, b"x");
        match opened {
            Err(StoreError::ReadOnly { path: p }) => assert_eq!(p, path),
            other => assert!(superuser, "{other:?}"),
        }
    }
}
