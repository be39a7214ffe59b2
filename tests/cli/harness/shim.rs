//! `shim.c`: holds back or breaks the disk under the binary, sets its clock, and tells in which order
//! things reached it. Built with the machine's C compiler when a test first needs it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use super::cmd::Cmd;
use super::sandbox::Sandbox;
use super::tool::has_tool;

/// What the log follows through the process when it stands in a body, with letters, digits and
/// dashes after it.
const MARK: &str = "mark-";

/// A line of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    /// A mark was read from the connection with that descriptor.
    Request(u32, String),
    /// A page with the mark was written to the store.
    Stored(String),
    /// A sync of that part of the store (`db`, `db-wal`) began.
    SyncStart(String),
    /// The sync waits for [`Shim::release_syncs`].
    SyncHeld(String),
    /// The sync was a success.
    SyncEnd(String),
    /// The sync failed.
    SyncFailed(String),
    /// A write to the store was refused.
    WriteFailed(String),
    /// The head of an answer is about to be written to that descriptor.
    Answer(u32, u16),
}

/// The disk under one binary.
#[derive(Clone, Debug)]
pub(crate) struct Shim {
    library: PathBuf,
    directory: PathBuf,
}

impl Shim {
    /// A shim whose switches live in the sandbox; `None` (said on stderr) without a C compiler.
    #[track_caller]
    pub(crate) fn new(sandbox: &Sandbox) -> Option<Self> {
        static LIBRARY: OnceLock<PathBuf> = OnceLock::new();
        if !has_tool("cc") {
            return None;
        }
        let directory = sandbox.root().join("shim");
        fs::create_dir_all(&directory).expect("a directory");
        Some(Self { library: LIBRARY.get_or_init(build).clone(), directory })
    }

    /// Puts the shim under a command.
    pub(crate) fn under(&self, cmd: Cmd) -> Cmd {
        cmd.env("LD_PRELOAD", &self.library).env("SHIM_DIR", &self.directory).env("SHIM_MARK", MARK)
    }

    /// From now on a sync of the store waits.
    pub(crate) fn hold_syncs(&self) {
        self.set("hold-syncs", true);
    }

    /// Syncs go on.
    pub(crate) fn release_syncs(&self) {
        self.set("hold-syncs", false);
    }

    /// Whether a sync of the store fails with `EIO`.
    pub(crate) fn fail_syncs(&self, on: bool) {
        self.set("fail-syncs", on);
    }

    /// Whether a write to the store fails with `ENOSPC`.
    pub(crate) fn fill_disk(&self, on: bool) {
        self.set("disk-full", on);
    }

    /// Whether opening the store for writing fails with `EROFS`, for root too.
    pub(crate) fn read_only(&self, on: bool) {
        self.set("read-only", on);
    }

    /// Sets the clock on the wall: so many seconds off from now on. The monotonic one goes on.
    pub(crate) fn set_clock(&self, seconds: i64) {
        let unfinished = self.directory.join("clock.new");
        fs::write(&unfinished, seconds.to_string()).expect("a clock");
        fs::rename(unfinished, self.directory.join("clock")).expect("a clock");
    }

    /// What happened so far, in order.
    pub(crate) fn log(&self) -> Vec<Entry> {
        let text = fs::read_to_string(self.directory.join("log")).unwrap_or_default();
        text.lines()
            .map(|line| parse(line).unwrap_or_else(|| panic!("log line `{line}`")))
            .collect()
    }

    fn set(&self, switch: &str, on: bool) {
        let path = self.directory.join(switch);
        if on {
            fs::write(path, "").expect("a switch");
        } else {
            fs::remove_file(path).expect("a switch that is on");
        }
    }
}

fn parse(line: &str) -> Option<Entry> {
    let mut words = line.splitn(3, ' ');
    let (what, descriptor) = (words.next()?, words.next()?.parse().ok()?);
    let rest = words.next()?;
    let text = rest.to_owned();
    Some(match what {
        "request" => Entry::Request(descriptor, text),
        "stored" => Entry::Stored(text),
        "sync-start" => Entry::SyncStart(text),
        "sync-held" => Entry::SyncHeld(text),
        "sync-end" => Entry::SyncEnd(text),
        "sync-failed" => Entry::SyncFailed(text),
        "write-failed" => Entry::WriteFailed(text),
        "answer" => Entry::Answer(descriptor, rest.split(' ').nth(1)?.parse().ok()?),
        _ => return None,
    })
}

/// Builds into the target directory: once a test run, whole before it has its name.
fn build() -> PathBuf {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/harness/shim.c");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (unfinished, library) =
        (folder.join(format!("shim-{}.so", std::process::id())), folder.join("shim.so"));
    let built = Command::new("cc")
        .args(["-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-Werror", "-o"])
        .args([&unfinished, &source])
        .arg("-ldl")
        .output()
        .expect("cc starts");
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    fs::rename(&unfinished, &library).expect("a library");
    library
}
