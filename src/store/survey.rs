//! A look at the file itself, for whoever tells whether it is well: nothing is made, migrated or
//! repaired, and a large one is looked through for so long only.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::error::StoreError;
use super::file::{self, beside};
use super::migrate::{self, KNOWN};
use super::registration;
use super::value::unsigned;

/// What SQLite keeps beside a database.
const SIDES: [&str; 3] = ["", "-wal", "-shm"];

/// Faults of a damaged file that are told.
const FAULTS: usize = 5;

/// What was seen.
#[derive(Clone, Debug)]
pub struct Survey {
    /// The version of its schema, and the one this program writes.
    pub version: (u32, u32),
    /// Bytes of the database and of its log.
    pub bytes: u64,
    /// Files that other users can read or write, with their mode.
    pub open_to_others: Vec<(PathBuf, u32)>,
    /// Bytes that are free on its disk, where the system tells.
    pub free: Option<u64>,
    /// URLs of the subscriptions that killed listeners left.
    pub left: Vec<String>,
    /// What SQLite found when it looked through the file.
    pub health: Health,
    /// What is in it; `None` where counting took too long.
    pub contents: Option<Contents>,
}

/// Whether the file is whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Health {
    /// It is.
    Whole,
    /// It is not: the first faults.
    Damaged(Vec<String>),
    /// No fault until the time was over.
    Unfinished,
}

/// Rows of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// Events in all.
    pub events: u64,
    /// Of them, those that no secret was there to verify.
    pub unverified: u64,
    /// Deliveries that wait for an attempt.
    pub pending: u64,
    /// Deliveries whose every attempt failed.
    pub dead: u64,
}

/// Looks at a store. `limit` is for counting and for looking through it, each.
///
/// # Errors
/// As [`super::open_reader`], without the migration.
pub fn survey(path: &Path, limit: Duration) -> Result<Survey, StoreError> {
    file::recognise(path)?;
    let was_in_use = is_in_use(path);
    let seen = look_into(path, limit, was_in_use);
    let is_well = matches!(&seen, Ok(Survey { health: Health::Whole | Health::Unfinished, .. }));
    if !is_well && !was_in_use && is_in_use(path) {
        // Whoever opened it meanwhile changed it under a reader that took it for unchanging.
        return look_into(path, limit, true);
    }
    seen
}

/// Whoever has it open has its log beside it.
fn is_in_use(path: &Path) -> bool {
    SIDES[1..].iter().any(|side| beside(path, side).exists())
}

/// Of a file that nobody has open, a reader of SQLite's would make the log, were it not told that the
/// file does not change.
fn look_into(path: &Path, limit: Duration, is_in_use: bool) -> Result<Survey, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let opened = if is_in_use {
        file::connect(path, flags)
    } else {
        file::connect(&file::immutable(path), flags | OpenFlags::SQLITE_OPEN_URI)
    };
    opened.and_then(|conn| look(&conn, path, limit)).map_err(|error| error.at(path))
}

fn look(conn: &Connection, path: &Path, limit: Duration) -> Result<Survey, StoreError> {
    let version = migrate::version(conn)?;
    if version > KNOWN {
        return Err(StoreError::Newer { path: path.to_owned(), found: version, known: KNOWN });
    }
    let contents = bounded(conn, limit, contents)?;
    let health = bounded(conn, limit, health)?.unwrap_or(Health::Unfinished);
    let bytes = SIDES[..2].iter().filter_map(|side| std::fs::metadata(beside(path, side)).ok());
    Ok(Survey {
        version: (version, KNOWN),
        bytes: bytes.map(|file| file.len()).sum(),
        open_to_others: open_to_others(path),
        free: free(path),
        left: left(conn, path, version)?,
        health,
        contents,
    })
}

/// Runs a job and interrupts it when the time is over.
fn bounded<T>(
    conn: &Connection,
    limit: Duration,
    job: fn(&Connection) -> Result<T, StoreError>,
) -> Result<Option<T>, StoreError> {
    let handle = conn.get_interrupt_handle();
    let (done, waits) = channel::<()>();
    let watch = thread::spawn(move || {
        if waits.recv_timeout(limit) == Err(RecvTimeoutError::Timeout) {
            handle.interrupt();
        }
    });
    let made = job(conn);
    drop(done);
    let _ = watch.join();
    match made {
        Err(StoreError::Sqlite { source })
            if source.sqlite_error_code() == Some(ErrorCode::OperationInterrupted) =>
        {
            Ok(None)
        }
        made => made.map(Some),
    }
}

/// An empty file has no tables yet, and is no fault.
fn contents(conn: &Connection) -> Result<Contents, StoreError> {
    if migrate::version(conn)? == 0 {
        return Ok(Contents::default());
    }
    let sql = "SELECT count(*), count(*) FILTER (WHERE verdict = 'unverified') FROM events";
    let both = |row: &rusqlite::Row<'_>| Ok((unsigned(row.get(0)?), unsigned(row.get(1)?)));
    let (events, unverified) = conn.query_row(sql, [], both)?;
    let sql = "SELECT count(*) FILTER (WHERE state = 'pending'),
        count(*) FILTER (WHERE state = 'dead') FROM deliveries";
    let (pending, dead) = conn.query_row(sql, [], both)?;
    Ok(Contents { events, unverified, pending, dead })
}

fn left(conn: &Connection, path: &Path, version: u32) -> Result<Vec<String>, StoreError> {
    // Older ones have no table of them.
    if version < KNOWN {
        return Ok(Vec::new());
    }
    Ok(registration::left(conn, path)?.into_iter().map(|left| left.url).collect())
}

fn health(conn: &Connection) -> Result<Health, StoreError> {
    let mut check = conn.prepare(&format!("PRAGMA quick_check({FAULTS})"))?;
    let told = check.query_map([], |row| row.get::<_, String>(0))?;
    match told.collect::<Result<Vec<_>, _>>() {
        Ok(told) if told == ["ok"] => Ok(Health::Whole),
        Ok(told) => Ok(Health::Damaged(told)),
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt) => {
            Ok(Health::Damaged(vec![error.to_string()]))
        }
        Err(error) => Err(error.into()),
    }
}

#[cfg(unix)]
fn open_to_others(path: &Path) -> Vec<(PathBuf, u32)> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = |path: &Path| Some(std::fs::metadata(path).ok()?.permissions().mode() & 0o7777);
    let files = SIDES.iter().map(|side| beside(path, side));
    files
        .filter_map(|file| Some((mode(&file)?, file)))
        .filter(|(mode, _)| mode & 0o077 != 0)
        .map(|(mode, file)| (file, mode))
        .collect()
}

#[cfg(not(unix))]
fn open_to_others(_path: &Path) -> Vec<(PathBuf, u32)> {
    Vec::new()
}

/// What a user who is not the superuser may fill.
#[cfg(unix)]
fn free(path: &Path) -> Option<u64> {
    let told = rustix::fs::statvfs(path).ok()?;
    Some(told.f_bavail.saturating_mul(told.f_frsize))
}

#[cfg(not(unix))]
fn free(_path: &Path) -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use rusqlite::Connection;

    use super::{Contents, Health, bounded, survey};
    use crate::store::fixture::{arrival, fixture};
    use crate::store::{Store, StoreError};

    const LIMIT: Duration = Duration::from_secs(60);

    #[test]
    fn a_store_is_counted_while_somebody_writes_and_when_nobody_has_it_open() {
        let log = fixture();
        log.record(arrival(None, "x"));
        let seen = survey(&log.path, LIMIT).expect("a look");
        assert_eq!(seen.health, Health::Whole);
        assert_eq!(seen.contents.map(|contents| contents.events), Some(1));

        let folder = tempfile::TempDir::new().expect("a directory");
        let path = folder.path().join("a b%.db");
        Store::open(&path).expect("a store").close();
        let seen = survey(&path, LIMIT).expect("a look");
        assert_eq!(seen.contents, Some(Contents::default()));
        let files = std::fs::read_dir(folder.path()).expect("a directory").count();
        assert_eq!(files, 1, "a look leaves no file behind");
    }

    #[test]
    fn what_is_not_there_is_not_made() {
        let folder = tempfile::TempDir::new().expect("a directory");
        let path = folder.path().join("none.db");
        assert!(matches!(survey(&path, LIMIT), Err(StoreError::Absent { .. })));
        assert!(!path.exists());
    }

    #[test]
    fn what_takes_too_long_is_interrupted() {
        let conn = Connection::open_in_memory().expect("a database");
        let endless = |conn: &Connection| {
            let sql = "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n)
                SELECT count(*) FROM n";
            Ok(conn.query_row(sql, [], |row| row.get::<_, i64>(0))?)
        };
        assert_eq!(bounded(&conn, Duration::from_millis(1), endless).expect("no error"), None);
    }
}
