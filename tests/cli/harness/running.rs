//! A command that runs until it is told to end: `listen`, most often.

use std::io::{BufRead as _, BufReader, Read};
use std::net::SocketAddr;
use std::process::{Child, Command};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use serde_json::Value;

use super::cmd::{Cmd, Output};
use super::wait::{PATIENCE, until};

/// A signal that asks for the end.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Signal {
    /// Ctrl-C.
    Int,
    /// `kill`.
    Term,
}

/// The process; killed when dropped.
#[derive(Debug)]
pub(crate) struct Running {
    child: Child,
    name: String,
    stdout: Lines,
    stderr: Lines,
    url: String,
}

impl Running {
    /// Starts a command with `--json` and waits for its `ready` line.
    ///
    /// # Panics
    /// When it ends before, or takes too long.
    #[track_caller]
    pub(crate) fn start(cmd: Cmd) -> Self {
        let mut running = Self::spawn(&cmd);
        let ready = running.wait_json("the ready line", |line| line["type"] == "ready");
        ready["url"].as_str().expect("the ready line has a url").clone_into(&mut running.url);
        running
    }

    /// Starts a command without `--json` and waits for its address on stderr.
    ///
    /// # Panics
    /// As [`Running::start`].
    #[track_caller]
    pub(crate) fn start_human(cmd: Cmd) -> Self {
        let mut running = Self::spawn(&cmd);
        let line = running.wait_stderr("a line with the address", |line| line.contains("://"));
        let url = line.split_whitespace().find(|word| word.contains("://")).expect("a URL");
        url.trim_end_matches(['.', ',', ';']).clone_into(&mut running.url);
        running
    }

    /// Starts a command and waits for nothing.
    pub(crate) fn spawn(cmd: &Cmd) -> Self {
        let mut child = cmd.spawn();
        let stdout = Lines::read(child.stdout.take().expect("stdout is piped"));
        let stderr = Lines::read(child.stderr.take().expect("stderr is piped"));
        Self { child, name: cmd.to_string(), stdout, stderr, url: String::new() }
    }

    /// The address it announced.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// A path below it.
    pub(crate) fn at(&self, path: &str) -> String {
        format!("{}{path}", self.url.trim_end_matches('/'))
    }

    /// Where to connect to.
    pub(crate) fn addr(&self) -> SocketAddr {
        let rest = self.url.split_once("://").expect("a URL").1;
        rest.split('/').next().unwrap_or(rest).parse().expect("an address and a port")
    }

    /// Its process id.
    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Whether it still runs.
    pub(crate) fn is_running(&mut self) -> bool {
        self.child.try_wait().expect("a child").is_none()
    }

    /// The first line of stdout, from the beginning, that is JSON and is meant.
    #[track_caller]
    pub(crate) fn wait_json(&mut self, what: &str, meant: impl Fn(&Value) -> bool) -> Value {
        let read = |line: &str| serde_json::from_str(line).ok().filter(&meant);
        self.wait(what, |running| running.stdout.find(read))
    }

    /// The first line of stderr, from the beginning, that is meant.
    #[track_caller]
    pub(crate) fn wait_stderr(&mut self, what: &str, meant: impl Fn(&str) -> bool) -> String {
        let read = |line: &str| meant(line).then(|| line.to_owned());
        self.wait(what, |running| running.stderr.find(read))
    }

    /// The JSON lines of stdout so far.
    pub(crate) fn json(&self) -> Vec<Value> {
        let lines = self.stdout.text();
        lines.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
    }

    #[track_caller]
    fn wait<T>(&mut self, what: &str, look: impl Fn(&Self) -> Option<T>) -> T {
        let what = format!("{what} of `{}`", self.name);
        until(&what, PATIENCE, || {
            let ended = !self.is_running() && self.stdout.is_over() && self.stderr.is_over();
            let seen = look(self);
            assert!(seen.is_some() || !ended, "ended before {what}\n{}", self.printed());
            seen
        })
    }

    /// Sends a signal.
    #[cfg(unix)]
    pub(crate) fn signal(&self, signal: Signal) {
        let name = match signal {
            Signal::Int => "INT",
            Signal::Term => "TERM",
        };
        let kill = format!("kill -s {name} {}", self.pid());
        assert!(Command::new("sh").args(["-c", &kill]).status().expect("sh").success());
    }

    /// Ends it as a power cut would: no handler of it runs.
    pub(crate) fn kill9(mut self) -> Output {
        self.child.kill().expect("a child");
        self.wait_end()
    }

    /// Waits for its end and says how it ended.
    ///
    /// # Panics
    /// When that takes longer than the 10 s it has to finish what it is at.
    #[track_caller]
    pub(crate) fn wait_end(mut self) -> Output {
        let name = format!("the end of `{}`", self.name);
        let status = until(&name, PATIENCE, || self.child.try_wait().expect("a child"));
        self.stdout.join();
        self.stderr.join();
        Output::new(self.stdout.text().as_bytes(), self.stderr.text().as_bytes(), status)
    }

    /// Sends a signal and waits for the end.
    #[cfg(unix)]
    #[track_caller]
    pub(crate) fn stop(self, signal: Signal) -> Output {
        self.signal(signal);
        self.wait_end()
    }

    /// All that it printed so far.
    pub(crate) fn printed(&self) -> String {
        format!("--- stdout\n{}--- stderr\n{}", self.stdout.text(), self.stderr.text())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The lines of a pipe, read as they come.
#[derive(Debug)]
struct Lines {
    text: Arc<Mutex<String>>,
    thread: Option<JoinHandle<()>>,
}

impl Lines {
    fn read(pipe: impl Read + Send + 'static) -> Self {
        let text = Arc::new(Mutex::new(String::new()));
        let shared = Arc::clone(&text);
        let thread = thread::spawn(move || {
            let mut pipe = BufReader::new(pipe);
            let mut line = Vec::new();
            while pipe.read_until(b'\n', &mut line).is_ok_and(|size| size > 0) {
                lock(&shared).push_str(&String::from_utf8_lossy(&line));
                line.clear();
            }
        });
        Self { text, thread: Some(thread) }
    }

    fn find<T>(&self, read: impl FnMut(&str) -> Option<T>) -> Option<T> {
        lock(&self.text).lines().find_map(read)
    }

    fn text(&self) -> String {
        lock(&self.text).clone()
    }

    fn is_over(&self) -> bool {
        self.thread.as_ref().is_none_or(JoinHandle::is_finished)
    }

    fn join(&mut self) {
        if let Some(thread) = self.thread.take() {
            thread.join().expect("a reader of a pipe");
        }
    }
}

fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
