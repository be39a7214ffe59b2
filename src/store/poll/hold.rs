//! One poll at a time for a workspace and a store: an operating-system lock on a small file beside
//! the store, which dies with its process, however that ends.

use std::fs::{File, TryLockError};
use std::io::{Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use uuid::Uuid;

use crate::store::error::StoreError;
use crate::store::file;

/// So often the file may be taken away between opening and locking it: others come and go then.
const TRIES: u32 = 1_000;

/// The hold on a workspace, for as long as this value lives.
#[derive(Debug)]
pub struct Hold {
    path: PathBuf,
    /// Holds the lock; never read.
    _lock: File,
}

/// Why a workspace could not be held.
#[derive(Debug, thiserror::Error)]
pub enum HoldError {
    /// Another poll holds it. What is known of it may be missing for the moment in which it starts.
    #[error("another poll holds this workspace")]
    Held {
        /// Its process id.
        pid: Option<u32>,
        /// Since when.
        since: Option<Timestamp>,
    },
    /// The file could not be made, locked or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes `<store>.poll-<workspace>` (0600) and locks it. A file that a killed poll left is taken
/// over at once.
///
/// # Errors
/// See [`HoldError`].
pub fn hold(store: &Path, ws: &str) -> Result<Hold, HoldError> {
    let path = place(store, ws);
    let failed = |error| StoreError::file(&path, error);
    for _ in 0..TRIES {
        let mut lock = file::private().create(true).truncate(false).open(&path).map_err(failed)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(holder(lock)),
            Err(TryLockError::Error(error)) => return Err(failed(error).into()),
        }
        // The holder before us may have removed the file after we opened it: then we hold nothing.
        if !file::is_at(&lock, &path) {
            continue;
        }
        let note = format!("{}\n{}\n", std::process::id(), Timestamp::now());
        lock.set_len(0)
            .and_then(|()| lock.rewind())
            .and_then(|()| lock.write_all(note.as_bytes()))
            .map_err(failed)?;
        return Ok(Hold { path, _lock: lock });
    }
    Err(HoldError::Held { pid: None, since: None })
}

impl Drop for Hold {
    fn drop(&mut self) {
        // Still locked: nobody else can have taken it over.
        #[cfg(unix)]
        let _ = std::fs::remove_file(&self.path);
        // Elsewhere an open file cannot be told from one that took its name, so it stays.
        #[cfg(not(unix))]
        let _ = &self.path;
    }
}

fn holder(file: File) -> HoldError {
    let mut note = String::new();
    let _ = file.take(100).read_to_string(&mut note);
    let mut lines = note.lines();
    let pid = lines.next().and_then(|pid| pid.parse().ok());
    HoldError::Held { pid, since: lines.next().and_then(|since| since.parse().ok()) }
}

/// A workspace may be any text; only one that is a plain name becomes part of a path as it is.
fn place(store: &Path, ws: &str) -> PathBuf {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let name = if !ws.is_empty() && ws.len() <= 64 && ws.chars().all(plain) {
        ws.to_owned()
    } else {
        Uuid::new_v5(&Uuid::NAMESPACE_OID, ws.as_bytes()).to_string()
    };
    file::beside(store, &format!(".poll-{name}"))
}

#[cfg(test)]
mod tests {
    use super::{HoldError, hold, place};

    #[test]
    fn a_workspace_is_held_once_and_another_beside_it() {
        let folder = tempfile::TempDir::new().expect("a directory");
        let store = folder.path().join("test.db");
        let first = hold(&store, "w").expect("held");
        match hold(&store, "w") {
            Err(HoldError::Held { pid, since }) => {
                assert_eq!(pid, Some(std::process::id()));
                assert!(since.is_some());
            }
            other => panic!("{other:?}"),
        }
        let other = hold(&store, "v").expect("another workspace");
        hold(&folder.path().join("other.db"), "w").expect("another store");
        drop(first);
        let again = hold(&store, "w").expect("free again");
        drop((other, again));
        #[cfg(unix)]
        assert_eq!(std::fs::read_dir(folder.path()).expect("a directory").count(), 0);
    }

    #[test]
    fn what_a_killed_poll_left_is_taken_over() {
        let folder = tempfile::TempDir::new().expect("a directory");
        let store = folder.path().join("test.db");
        let left = "1\n2026-01-01T00:00:00Z\nand more than the next note\n";
        std::fs::write(place(&store, "w"), left).expect("a file nobody locks");
        let held = hold(&store, "w").expect("held");
        let note = std::fs::read_to_string(place(&store, "w")).expect("a note");
        assert!(note.starts_with(&format!("{}\n", std::process::id())), "{note}");
        assert_eq!(note.lines().count(), 2, "nothing is left of the old one: {note}");
        drop(held);
    }

    #[test]
    fn of_many_at_once_one_holds_it() {
        let folder = tempfile::TempDir::new().expect("a directory");
        let store = folder.path().join("test.db");
        let held = std::sync::atomic::AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..200 {
                        if let Ok(hold) = hold(&store, "w") {
                            use std::sync::atomic::Ordering::SeqCst;
                            assert_eq!(held.fetch_add(1, SeqCst), 0, "two hold it");
                            held.fetch_sub(1, SeqCst);
                            drop(hold);
                        }
                    }
                });
            }
        });
    }

    #[cfg(unix)]
    #[test]
    fn the_file_is_private_and_never_elsewhere() {
        use std::os::unix::fs::PermissionsExt as _;

        let folder = tempfile::TempDir::new().expect("a directory");
        let store = folder.path().join("test.db");
        for ws in ["w", "../../x", "/etc/x", "", "a\0b", &"x".repeat(300)] {
            let held = hold(&store, ws).expect("held");
            let path = place(&store, ws);
            assert_eq!(path.parent(), Some(folder.path()), "{ws:?}");
            let mode = std::fs::metadata(&path).expect("a file").permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
            drop(held);
        }
        assert_ne!(place(&store, "A"), place(&store, "a"));
        assert_ne!(place(&store, ""), place(&store, "/"));
    }
}
