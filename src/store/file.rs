//! The file itself: made private before SQLite sees it, recognised before anything is written.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant};

use rusqlite::{Connection, OpenFlags};

use super::error::StoreError;
use super::migrate::{self, APPLICATION_ID, KNOWN};

/// How long another process may hold the write lock before we say `Busy`.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// The writer's page cache in KB: holds the upper pages of the indexes, and the ends of those that
/// grow at the end. SQLite looks through all of it at many a commit: more of it costs more than it
/// saves.
const CACHE_KB: i32 = 4_096;

const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// Opens for writing, makes the file if there is none, and brings it up to date.
pub(super) fn open_writer(path: &Path) -> Result<Connection, StoreError> {
    create(path)?;
    recognise(path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    connect(path, flags).and_then(|conn| prepare_writer(conn, path)).map_err(|e| e.at(path))
}

fn prepare_writer(mut conn: Connection, path: &Path) -> Result<Connection, StoreError> {
    confirm(&conn, path)?;
    if conn.is_readonly("main")? {
        return Err(StoreError::ReadOnly { path: path.to_owned() });
    }
    // In memory: the small journal of each savepoint.
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    conn.pragma_update(None, "cache_size", -CACHE_KB)?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "secure_delete", true)?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    // The writer has its own: see `checkpoint`.
    conn.pragma_update(None, "wal_autocheckpoint", 0)?;
    // Before the switch to WAL, so that our mark is in the file itself from the first commit on.
    migrate::migrate(&mut conn, path)?;
    use_wal(&conn)?;
    // The first look opens the log and its index: later there may be no descriptor left for them.
    conn.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    tighten(path)?;
    Ok(conn)
}

/// From here on a commit is no sync of its own: the log is synced before it moves to the database.
pub(super) fn sync_at_the_end(conn: &Connection) -> Result<(), StoreError> {
    Ok(conn.pragma_update(None, "synchronous", "NORMAL")?)
}

/// A second connection of a writer's process, for what needs no look at the tables.
pub(super) fn open_beside(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    connect(path, flags)
}

/// Opens for reading only: works beside a running listener, and on a read-only file.
pub(super) fn open_reader(path: &Path) -> Result<Connection, StoreError> {
    recognise(path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let opened = connect(path, flags).and_then(|conn| {
        confirm(&conn, path)?;
        Ok((migrate::version(&conn)?, conn))
    });
    let (found, conn) = match opened.map_err(|error| error.at(path)) {
        // WAL needs its -shm file, which cannot be made in a read-only directory. With nothing in
        // the log the database alone is the whole truth.
        Err(StoreError::Io { .. } | StoreError::ReadOnly { .. }) if is_settled(path) => {
            let conn = connect(&immutable(path), flags | OpenFlags::SQLITE_OPEN_URI)
                .map_err(|error| error.at(path))?;
            (migrate::version(&conn).map_err(|error| error.at(path))?, conn)
        }
        other => other?,
    };
    let path = path.to_owned();
    match found {
        KNOWN => Ok(conn),
        found if found > KNOWN => Err(StoreError::Newer { path, found, known: KNOWN }),
        found => {
            drop(conn);
            match open_writer(&path) {
                Ok(_) => open_reader(&path),
                Err(StoreError::ReadOnly { .. } | StoreError::Unwritable { .. }) => {
                    Err(StoreError::Outdated { path, found, known: KNOWN })
                }
                Err(other) => Err(other),
            }
        }
    }
}

pub(super) fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, StoreError> {
    let conn = Connection::open_with_flags(path, flags)?;
    conn.busy_timeout(BUSY_TIMEOUT)?;
    conn.set_prepared_statement_cache_capacity(64);
    Ok(conn)
}

/// Two processes that make the store at once contend for this switch, and SQLite does not wait
/// there by itself.
fn use_wal(conn: &Connection) -> Result<(), StoreError> {
    let deadline = Instant::now() + BUSY_TIMEOUT;
    loop {
        match conn.pragma_update(None, "journal_mode", "WAL") {
            Err(error)
                if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy)
                    && Instant::now() < deadline =>
            {
                sleep(Duration::from_millis(5));
            }
            other => return Ok(other?),
        }
    }
}

/// Makes the directories (0700) and the file (0600) where they are missing.
fn create(path: &Path) -> Result<(), StoreError> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder).map_err(|error| StoreError::file(folder, error))?;
    }
    match private().create_new(true).open(path) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(StoreError::file(path, error)),
    }
}

/// Options for a file that only its owner may read and write.
pub(super) fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// An existing store that others can read is closed to them; its log and index files follow.
fn tighten(path: &Path) -> Result<(), StoreError> {
    #[cfg(not(unix))]
    let _ = path;
    #[cfg(unix)]
    for file in [path.to_owned(), beside(path, "-wal"), beside(path, "-shm")] {
        use std::os::unix::fs::PermissionsExt;
        let failed = |error| StoreError::file(&file, error);
        match std::fs::metadata(&file) {
            Ok(known) if known.permissions().mode() & 0o077 != 0 => {
                let mode = std::fs::Permissions::from_mode(0o600);
                std::fs::set_permissions(&file, mode).map_err(failed)?;
            }
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(failed(error)),
        }
    }
    Ok(())
}

/// Files whose header this process has looked at.
static RECOGNISED: Mutex<BTreeSet<Identity>> = Mutex::new(BTreeSet::new());

/// Looks at the header without SQLite, so that a file that is not ours is not even opened by it.
///
/// Once a process only: POSIX takes all locks of a process off a file when the process closes any
/// descriptor of it. Those of our open connections would be gone, and the next process to end would
/// take itself for the last one and remove the log that we still write to.
pub(super) fn recognise(path: &Path) -> Result<(), StoreError> {
    // Held until the file is closed again: nobody connects in between.
    let mut recognised = RECOGNISED.lock().unwrap_or_else(PoisonError::into_inner);
    let identity = if cfg!(unix) { identity(path) } else { None };
    if identity.is_some_and(|identity| recognised.contains(&identity)) {
        return Ok(());
    }
    let file = File::open(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => StoreError::Absent { path: path.to_owned() },
        _ => StoreError::file(path, error),
    })?;
    judge(file, path)?;
    recognised.extend(identity);
    Ok(())
}

/// The same by SQLite's word, before anything is written: another file may have got the number of one
/// that was looked at and deleted.
fn confirm(conn: &Connection, path: &Path) -> Result<(), StoreError> {
    // In this order: whoever makes the same file at this moment commits its tables and its mark as one.
    let is_new = conn.query_row("SELECT count(*) = 0 FROM sqlite_schema", [], |row| row.get(0))?;
    let mark: u32 = conn.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if is_new || mark == APPLICATION_ID {
        return Ok(());
    }
    Err(StoreError::Foreign { path: path.to_owned() })
}

fn judge(file: File, path: &Path) -> Result<(), StoreError> {
    let mut header = Vec::with_capacity(100);
    file.take(100).read_to_end(&mut header).map_err(|error| StoreError::file(path, error))?;
    if header.is_empty() {
        return Ok(());
    }
    if header.len() < 100 || !header.starts_with(MAGIC) {
        return Err(StoreError::NotADatabase { path: path.to_owned() });
    }
    // Offsets of SQLite's file format: 60 the user version, 68 the application id.
    let at = |offset: usize| {
        header[offset..offset + 4].iter().fold(0_u32, |word, &byte| word << 8 | u32::from(byte))
    };
    if at(68) != APPLICATION_ID {
        return Err(StoreError::Foreign { path: path.to_owned() });
    }
    match at(60) {
        found if found > KNOWN => {
            Err(StoreError::Newer { path: path.to_owned(), found, known: KNOWN })
        }
        _ => Ok(()),
    }
}

/// Whether no write waits in the log.
fn is_settled(path: &Path) -> bool {
    std::fs::metadata(beside(path, "-wal")).map_or(true, |log| log.len() == 0)
}

/// The path with something added to its name.
pub(super) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    PathBuf::from(name)
}

pub(super) fn immutable(path: &Path) -> PathBuf {
    let plain = path.to_string_lossy();
    let escaped = plain.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    PathBuf::from(format!("file:{escaped}?immutable=1"))
}

/// What tells one file from another that took its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Identity(u64, u64);

/// The identity of the file at that path; `None` when there is none (or no way to tell).
pub(super) fn identity(path: &Path) -> Option<Identity> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        std::fs::metadata(path).ok().map(|file| Identity(file.dev(), file.ino()))
    }
    #[cfg(not(unix))]
    {
        path.exists().then_some(Identity(0, 0))
    }
}

/// Whether the open file is the one at that path now, where that can be told.
pub(super) fn is_at(file: &File, path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let open = file.metadata().ok().map(|file| Identity(file.dev(), file.ino()));
        open.is_some() && open == identity(path)
    }
    #[cfg(not(unix))]
    {
        let _ = file;
        path.exists()
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;

    use super::beside;
    use crate::store::Store;
    use crate::store::fixture::arrival;

    fn mode(path: &Path) -> u32 {
        std::fs::metadata(path).expect("a file").permissions().mode() & 0o777
    }

    #[test]
    fn only_the_owner_may_read_a_store_its_log_and_its_directories() {
        let folder = tempfile::TempDir::new().expect("a directory");
        let path = folder.path().join("a/b/test.db");
        let check = || {
            let store = Store::open(&path).expect("a store");
            let insert = |conn: &_| crate::store::event::insert(conn, &arrival(None, "x"));
            store.write_blocking(insert).expect("recorded");
            for suffix in ["", "-wal", "-shm"] {
                assert_eq!(mode(&beside(&path, suffix)), 0o600, "{suffix}");
            }
            store.close();
        };
        check();
        assert_eq!(mode(&folder.path().join("a")), 0o700);
        assert_eq!(mode(&folder.path().join("a/b")), 0o700);
        let open = std::fs::Permissions::from_mode(0o644);
        std::fs::set_permissions(&path, open).expect("opened up");
        check();
    }
}
