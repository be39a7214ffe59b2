//! What can go wrong with the store, told apart by what the user can do about it.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::ErrorCode;

/// Why the store could not do what was asked. Cloned to every job of a batch that failed.
#[derive(Clone, Debug, thiserror::Error)]
pub enum StoreError {
    /// No file there; a reader never creates one.
    #[error("there is no store at `{}`", .path.display())]
    Absent {
        /// The store.
        path: PathBuf,
    },
    /// A file that is not SQLite's, or a torn one. Left as it was.
    #[error("`{}` is not a database; it was left as it is", .path.display())]
    NotADatabase {
        /// The file.
        path: PathBuf,
    },
    /// A SQLite database of another program. Left as it was.
    #[error("`{}` is a database of another program; it was left as it is", .path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// Written by a newer version of this program. Left as it was.
    #[error("`{}` has store version {found}; this program knows {known}", .path.display())]
    Newer {
        /// The store.
        path: PathBuf,
        /// Its version.
        found: u32,
        /// The newest version known here.
        known: u32,
    },
    /// Written by an older version, and not writable, so it cannot be brought up to date.
    #[error("`{}` has store version {found}, needs {known}, and is read-only", .path.display())]
    Outdated {
        /// The store.
        path: PathBuf,
        /// Its version.
        found: u32,
        /// The version needed.
        known: u32,
    },
    /// No room on the disk.
    #[error("no room left on the disk of `{}`", .path.display())]
    Full {
        /// The store.
        path: PathBuf,
    },
    /// Another process held the store for more than five seconds.
    #[error("`{}` is busy: another process has been writing for 5 s", .path.display())]
    Busy {
        /// The store.
        path: PathBuf,
    },
    /// The file, its directory or its disk is read-only.
    #[error("`{}` is read-only", .path.display())]
    ReadOnly {
        /// The store.
        path: PathBuf,
    },
    /// A file or directory could not be made or read.
    #[error("cannot use `{}`: {source}", .path.display())]
    Unwritable {
        /// The file or directory.
        path: PathBuf,
        /// What the system said.
        source: Arc<io::Error>,
    },
    /// The database contradicts itself.
    #[error("`{}` is damaged: {reason}", .path.display())]
    Corrupt {
        /// The store.
        path: PathBuf,
        /// What SQLite said.
        reason: String,
    },
    /// Reading, writing or syncing failed.
    #[error("disk error on `{}`: {reason}", .path.display())]
    Io {
        /// The store.
        path: PathBuf,
        /// What SQLite said.
        reason: String,
    },
    /// Any other answer of SQLite.
    #[error("store error: {source}")]
    Sqlite {
        /// What SQLite said.
        source: Arc<rusqlite::Error>,
    },
    /// What was asked for is not in the store.
    #[error("there is no {what} {number}")]
    NoSuch {
        /// `event` or `delivery`.
        what: &'static str,
        /// The number asked for.
        number: i64,
    },
    /// A job panicked; what it wrote was rolled back.
    #[error("a job of the store failed: {reason}")]
    Panicked {
        /// The panic's message.
        reason: String,
    },
    /// The writer has ended.
    #[error("the store is closed")]
    Closed,
}

impl StoreError {
    /// Gives SQLite's answer its meaning, with the file it is about. Other errors stay as they are.
    #[must_use]
    pub fn at(self, path: &Path) -> Self {
        let Self::Sqlite { source } = self else {
            return self;
        };
        let (path, reason) = (path.to_owned(), || source.to_string());
        match source.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full { path },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy { path },
            Some(ErrorCode::ReadOnly) => Self::ReadOnly { path },
            Some(ErrorCode::NotADatabase) => Self::NotADatabase { path },
            Some(ErrorCode::DatabaseCorrupt) => Self::Corrupt { path, reason: reason() },
            Some(
                ErrorCode::SystemIoFailure
                | ErrorCode::CannotOpen
                | ErrorCode::PermissionDenied
                | ErrorCode::FileLockingProtocolFailed,
            ) => Self::Io { path, reason: reason() },
            _ => Self::Sqlite { source },
        }
    }

    /// An error of the file system.
    pub(super) fn file(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full { path },
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly { path },
            _ => Self::Unwritable { path, source: Arc::new(source) },
        }
    }

    /// Whether the same may work a little later: when there is room again, or a disk is back.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        self.is_of_the_disk() || matches!(self, Self::Busy { .. })
    }

    /// Whether the file or its disk failed, rather than the one job: its neighbours in the
    /// transaction cannot be trusted then either.
    pub(super) fn is_of_the_disk(&self) -> bool {
        matches!(
            self,
            Self::Full { .. }
                | Self::ReadOnly { .. }
                | Self::Unwritable { .. }
                | Self::Corrupt { .. }
                | Self::NotADatabase { .. }
                | Self::Io { .. }
        )
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(source: rusqlite::Error) -> Self {
        Self::Sqlite { source: Arc::new(source) }
    }
}
