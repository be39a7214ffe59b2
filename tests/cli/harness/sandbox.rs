//! A machine for one test: a home, configuration and data directories of its own, and an
//! environment that holds nothing else.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rusqlite::{Connection, OpenFlags, OptionalExtension as _};
use tempfile::TempDir;

use super::cmd::Cmd;
use super::normalise;
use super::running::Running;
use super::wait::{PATIENCE, until};

/// The secret of tests that need one and do not care which.
pub(crate) const SECRET: &str = "whsec_test";

const DIRECTORIES: [(&str, &str); 7] = [
    ("HOME", "home"),
    ("XDG_CONFIG_HOME", "home/.config"),
    ("XDG_DATA_HOME", "home/.local/share"),
    ("XDG_STATE_HOME", "home/.local/state"),
    ("XDG_CACHE_HOME", "home/.cache"),
    ("XDG_RUNTIME_DIR", "run"),
    ("TMPDIR", "tmp"),
];

/// The machine; removed with all that is on it when dropped.
#[derive(Debug)]
pub(crate) struct Sandbox {
    root: TempDir,
}

impl Sandbox {
    /// An empty one.
    pub(crate) fn new() -> Self {
        let root = tempfile::Builder::new().prefix("hooks-").tempdir().expect("a directory");
        for folder in DIRECTORIES.iter().map(|(_, folder)| *folder).chain(["work"]) {
            fs::create_dir_all(root.path().join(folder)).expect("a directory");
        }
        Self { root }
    }

    /// The directory that holds everything.
    pub(crate) fn root(&self) -> &Path {
        self.root.path()
    }

    /// A path in the working directory of the commands.
    pub(crate) fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root().join("work").join(relative)
    }

    /// Writes a file into the working directory.
    pub(crate) fn write(&self, relative: impl AsRef<Path>, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(relative);
        fs::write(&path, bytes).expect("a file");
        path
    }

    /// Writes a program into the working directory: a script with its `#!` line.
    ///
    /// A child writes it, for a file that this process has open to write, even for a moment, is
    /// also open in whatever another test starts just then, and Linux runs no file that somebody
    /// writes (`ETXTBSY`).
    pub(crate) fn script(&self, relative: impl AsRef<Path>, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(relative);
        let place = path.to_str().expect("a path in UTF-8");
        let write = ["-c", r#"cat >"$1" && chmod 700 "$1""#, "sh", place];
        self.program("sh", write).stdin(text.as_ref()).run().code(0);
        path
    }

    /// The store that is used when no other is named.
    pub(crate) fn store(&self) -> PathBuf {
        self.root().join("home/.local/share/leadlex-hooks/default.db")
    }

    /// The store, opened as another program would: for reading only.
    ///
    /// # Panics
    /// When there is none.
    #[track_caller]
    pub(crate) fn open_store(&self) -> Connection {
        self.try_open_store().expect("a store")
    }

    /// The same; `None` as long as the tables are not there.
    pub(crate) fn try_open_store(&self) -> Option<Connection> {
        let conn =
            Connection::open_with_flags(self.store(), OpenFlags::SQLITE_OPEN_READ_ONLY).ok()?;
        conn.busy_timeout(PATIENCE).expect("a time-out");
        let migrated = conn.prepare("SELECT 1 FROM deliveries").is_ok();
        migrated.then_some(conn)
    }

    /// State and number of attempts of a delivery, as the log on disk has them.
    pub(crate) fn delivery(&self, number: i64) -> Option<(String, i64)> {
        let sql = "SELECT state, attempts FROM deliveries WHERE number = ?";
        let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
        self.try_open_store()?.query_row(sql, [number], read).optional().expect("a row")
    }

    /// Waits until a delivery is there with this state and so many attempts.
    #[track_caller]
    pub(crate) fn wait_delivery(&self, number: i64, state: &str, attempts: i64) {
        let wanted = (state.to_owned(), attempts);
        until(&format!("delivery {number} to be {state} after {attempts}"), PATIENCE, || {
            (self.delivery(number)? == wanted).then_some(())
        });
    }

    /// A command, without a secret.
    pub(crate) fn bare(&self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Cmd {
        static BINARY: OnceLock<PathBuf> = OnceLock::new();
        let binary = BINARY.get_or_init(|| match std::env::var_os("HOOKS") {
            // Another build of the same sources: `scripts/crash` measures a release.
            Some(named) => fs::canonicalize(named).expect("HOOKS names a binary"),
            None => env!("CARGO_BIN_EXE_leadlex-hooks").into(),
        });
        self.program(binary, args)
    }

    /// Another program on this machine, without a secret.
    pub(crate) fn program(
        &self,
        program: impl Into<PathBuf>,
        args: impl IntoIterator<Item = impl AsRef<OsStr>>,
    ) -> Cmd {
        let mut cmd = Cmd::new(program, &self.path(""))
            .args(args)
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("TZ", "UTC")
            .env("LANG", "C.UTF-8")
            .env("NO_COLOR", "1");
        for (name, folder) in DIRECTORIES {
            cmd = cmd.env(name, self.root().join(folder));
        }
        cmd
    }

    /// A command with [`SECRET`] in its environment.
    pub(crate) fn cmd(&self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Cmd {
        self.bare(args).env("LEADLEX_WEBHOOK_SECRET", SECRET)
    }

    /// `listen --port 0 --json` with [`SECRET`], ready for requests.
    pub(crate) fn listen(&self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Running {
        Running::start(self.listen_cmd().args(args))
    }

    /// The same, to be changed before it is started.
    pub(crate) fn listen_cmd(&self) -> Cmd {
        self.cmd(["listen", "--port", "0", "--json"])
    }

    /// Output made the same for every run, for a snapshot.
    pub(crate) fn normalise(&self, text: &str) -> String {
        normalise::normalise(&text.replace(&*self.root().to_string_lossy(), "[sandbox]"))
    }
}
