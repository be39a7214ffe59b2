//! Who holds a lease, and whether that process still lives: each owner holds an operating-system
//! lock on a small file beside the store, which dies with its process, however it ends.

use std::fs::{File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use uuid::Uuid;

use super::error::StoreError;
use super::file;

/// A process (or a part of one) that may hold leases, for as long as this value lives.
#[derive(Debug)]
pub struct Owner {
    id: String,
    path: PathBuf,
    /// Holds the lock; never read.
    _lock: File,
}

impl Owner {
    /// Makes `<store>.owner-<uuid>` (0600) and locks it.
    ///
    /// # Errors
    /// What the file system says.
    pub fn register(store: &Path) -> Result<Self, StoreError> {
        sweep(store);
        let id = Uuid::new_v4().to_string();
        let path = place(store, &id);
        // Locked under another name first: under its own nobody ever sees it unlocked.
        let unlocked = file::beside(&path, ".new");
        let failed = |error| StoreError::file(&path, error);
        let lock = file::private().create_new(true).open(&unlocked).map_err(failed)?;
        lock.try_lock().map_err(|error| failed(error.into()))?;
        std::fs::rename(&unlocked, &path).map_err(failed)?;
        Ok(Self { id, path, _lock: lock })
    }

    /// The name to lease under.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }
}

impl Drop for Owner {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.path);
    }
}

/// Whether the process of an owner has ended: its file is missing, or its lock is free (the file
/// is then removed). An id that was never an owner's counts as gone.
#[must_use]
pub fn is_gone(store: &Path, id: &str) -> bool {
    // The id comes from a file that others may have written: never a path.
    Uuid::try_parse(id).map_or(true, |id| is_stale(&place(store, &id.to_string())))
}

/// [`is_gone`] for whoever only looks: nothing is removed.
#[must_use]
pub fn has_ended(store: &Path, id: &str) -> bool {
    Uuid::try_parse(id).map_or(true, |id| is_free(&place(store, &id.to_string())))
}

/// Removes what killed owners left.
fn sweep(store: &Path) {
    let folder = match store.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let Some(prefix) =
        place(store, "").file_name().and_then(|name| name.to_str().map(str::to_owned))
    else {
        return;
    };
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let id = name.to_str().and_then(|name| name.strip_prefix(&prefix));
        if id.is_some_and(|id| Uuid::try_parse(id).is_ok()) {
            is_stale(&entry.path());
        }
    }
}

fn is_stale(path: &Path) -> bool {
    let is_free = is_free(path);
    if is_free {
        let _ = std::fs::remove_file(path);
    }
    is_free
}

/// Whether nobody holds the lock of a file, or there is none. It is let go again at once.
fn is_free(path: &Path) -> bool {
    let file = match file::private().open(path) {
        Ok(file) => file,
        // A file we may not open belongs to somebody: assume that they live.
        Err(error) => return error.kind() == ErrorKind::NotFound,
    };
    match file.try_lock() {
        Ok(()) => true,
        Err(TryLockError::WouldBlock | TryLockError::Error(_)) => false,
    }
}

fn place(store: &Path, id: &str) -> PathBuf {
    file::beside(store, &format!(".owner-{id}"))
}

#[cfg(test)]
mod tests {
    use super::{Owner, has_ended, is_gone, place};

    #[test]
    fn an_owner_is_there_until_dropped() {
        let folder = tempfile::TempDir::new().expect("a directory");
        let store = folder.path().join("test.db");
        let owner = Owner::register(&store).expect("registered");
        let id = owner.id().to_owned();
        assert!(!is_gone(&store, &id));
        assert!(!is_gone(&store, &id), "asking does not end it");
        drop(owner);
        assert!(is_gone(&store, &id));
        assert_eq!(std::fs::read_dir(folder.path()).expect("a directory").count(), 0);
    }

    #[test]
    fn what_a_killed_process_left_is_gone_and_removed() {
        let folder = tempfile::TempDir::new().expect("a directory");
        let store = folder.path().join("test.db");
        let id = uuid::Uuid::new_v4().to_string();
        let leave = || std::fs::write(place(&store, &id), "").expect("a file nobody locks");
        leave();
        assert!(has_ended(&store, &id) && place(&store, &id).exists());
        assert!(is_gone(&store, &id));
        assert!(!place(&store, &id).exists());
        leave();
        let owner = Owner::register(&store).expect("registered");
        assert!(!place(&store, &id).exists(), "swept by whoever comes next");
        assert!(!is_gone(&store, owner.id()));
    }

    #[test]
    fn what_is_no_owner_is_gone_and_never_a_path() {
        let folder = tempfile::TempDir::new().expect("a directory");
        let store = folder.path().join("test.db");
        std::fs::write(place(&store, "x"), "").expect("a file");
        assert!(is_gone(&store, "x"));
        assert!(is_gone(&store, "/../../x"));
        assert!(place(&store, "x").exists());
    }
}
