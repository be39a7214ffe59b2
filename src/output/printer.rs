//! Writes lines: data to stdout, the story to stderr, each stream with its own colours.

use std::io::{self, ErrorKind, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use std::thread;
use std::time::Duration;

use serde::Serialize;

use super::pinned::{Line, Pinned};
use super::stream::{ColorChoice, Stream, Tone};
use crate::error::Error;
use crate::text::{safe, width};

/// How often, and how long each time, a story waits for the one who writes data before it is told
/// over what is pinned: a terminal that is stopped keeps nobody from being told.
const TURNS: u32 = 50;
const TURN: Duration = Duration::from_millis(2);

/// Who reads stdout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A person: aligned, coloured lines.
    Human,
    /// A script: one JSON object a line, each with a `type`.
    Json,
}

/// How much of the story is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verbosity {
    /// Errors only.
    Quiet,
    /// The story.
    Normal,
    /// The story with bodies.
    Verbose,
}

/// When lines reach their reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handover {
    /// Each as it is written: nothing more may come for a while.
    AtOnce,
    /// With those that follow at once.
    Together,
}

/// The printer that every command is handed.
#[derive(Debug)]
pub struct Printer {
    format: Format,
    verbosity: Verbosity,
    out: Stream,
    err: Stream,
    stdout: Mutex<Pinned>,
    /// Whether anything was ever pinned.
    pins: AtomicBool,
    /// Whether lines wait for those that follow.
    holds: AtomicBool,
}

impl Printer {
    /// Decides colours and widths once.
    #[must_use]
    pub fn new(format: Format, verbosity: Verbosity, color: ColorChoice) -> Self {
        Self {
            format,
            verbosity,
            out: Stream::stdout(color),
            err: Stream::stderr(color),
            stdout: Mutex::new(Pinned::new()),
            pins: AtomicBool::new(false),
            holds: AtomicBool::new(false),
        }
    }

    /// Who reads stdout.
    #[must_use]
    pub fn format(&self) -> Format {
        self.format
    }

    /// Whether stdout is for a script.
    #[must_use]
    pub fn is_json(&self) -> bool {
        self.format == Format::Json
    }

    /// Whether nothing but warnings and errors is asked for.
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        self.verbosity == Verbosity::Quiet
    }

    /// Whether bodies are asked for.
    #[must_use]
    pub fn is_verbose(&self) -> bool {
        self.verbosity == Verbosity::Verbose
    }

    /// Whether a bar that moves is seen by anybody: stories are told, on a terminal.
    #[must_use]
    pub fn shows_progress(&self) -> bool {
        self.verbosity > Verbosity::Quiet && self.err.columns().is_some()
    }

    /// Whether a person can be shown a line that changes and be heard typing: both streams are
    /// terminals that can move the cursor, and nobody asked for silence or for JSON.
    #[must_use]
    pub fn is_interactive(&self) -> bool {
        let moves = std::env::var_os("TERM").is_some_and(|term| term != "dumb");
        self.shows_progress() && self.out.columns().is_some() && !self.is_json() && moves
    }

    /// What stdout can show, as wide as it is now.
    #[must_use]
    pub fn out(&self) -> Stream {
        self.out.measured()
    }

    /// What stderr can show, as wide as it is now; questions are asked there.
    #[must_use]
    pub fn err(&self) -> Stream {
        self.err.measured()
    }

    /// Keeps a line at the lower end of the terminal, below all that is written, for as long as it is
    /// shorter than the terminal is wide.
    ///
    /// # Errors
    /// As [`Printer::line`].
    pub fn pin(&self, line: Line) -> Result<(), Error> {
        self.pins.store(true, Ordering::Relaxed);
        self.stdout().pin(Some(line)).map_err(stdout_error)
    }

    /// Says something to the terminal itself, which shows nothing of it.
    ///
    /// # Errors
    /// As [`Printer::line`].
    pub fn control(&self, sequence: &str) -> Result<(), Error> {
        self.stdout().control(sequence).map_err(stdout_error)
    }

    /// Takes the line at the lower end away.
    pub fn unpin(&self) {
        if let Some(mut stdout) = self.stdout_soon() {
            // A terminal that has gone shows nothing that were to be taken away.
            let _ = stdout.pin(None);
        }
    }

    /// Says when the lines from here on are handed over: a call of the system for each is more than
    /// the line itself costs where thousands come in a row.
    pub fn hand_over(&self, when: Handover) {
        let held = self.holds.swap(when == Handover::Together, Ordering::Relaxed);
        if held && when == Handover::AtOnce {
            // What cannot be written now is told to the next who writes.
            let _ = self.flush();
        }
    }

    /// Writes data as one line and hands it over, at once unless told otherwise.
    ///
    /// # Errors
    /// A reader that went away is [`Error::nothing_wrong`]; any other failed write is a disk error.
    pub fn line(&self, text: &str) -> Result<(), Error> {
        self.raw(text.as_bytes())?;
        self.raw(b"\n")?;
        self.pass_on()
    }

    /// Writes data as it is, without a newline; buffered until [`Printer::flush`].
    ///
    /// # Errors
    /// As [`Printer::line`].
    pub fn raw(&self, bytes: &[u8]) -> Result<(), Error> {
        self.stdout().write(bytes).map_err(stdout_error)
    }

    /// Writes one JSON object as a line and hands it over, at once unless told otherwise.
    ///
    /// # Errors
    /// As [`Printer::line`].
    pub fn json(&self, value: &impl Serialize) -> Result<(), Error> {
        self.json_buffered(value)?;
        self.pass_on()
    }

    /// Writes one JSON object as a line; buffered until [`Printer::flush`].
    ///
    /// # Errors
    /// As [`Printer::line`].
    pub fn json_buffered(&self, value: &impl Serialize) -> Result<(), Error> {
        let line = serde_json::to_string(value)
            .map_err(|error| Error::store("cannot write JSON").because(error))?;
        self.raw(safe::json(&line).as_bytes())?;
        self.raw(b"\n")
    }

    fn pass_on(&self) -> Result<(), Error> {
        if self.holds.load(Ordering::Relaxed) { Ok(()) } else { self.flush() }
    }

    /// Hands what was written to the operating system.
    ///
    /// # Errors
    /// As [`Printer::line`].
    pub fn flush(&self) -> Result<(), Error> {
        self.stdout().flush().map_err(stdout_error)
    }

    /// Tells the story: a line on stderr, unless `--quiet`.
    pub fn story(&self, text: &str) {
        if self.verbosity > Verbosity::Quiet {
            self.tell(&self.err().broken(text, "  "));
        }
    }

    /// Tells the story in the words of an endpoint: each line safe, cut where it would wrap.
    pub fn quotation(&self, text: &str) {
        for line in text.lines() {
            let line = format!("    {}", safe::line(line));
            match self.err().columns() {
                Some(columns) => self.story(&width::fit(&line, columns)),
                None => self.story(&line),
            }
        }
    }

    /// A step of the story that worked.
    pub fn good(&self, text: &str) {
        self.story(&format!("{} {text}", self.err.paint(Tone::Good, "✓")));
    }

    /// Something to look at, told even when quiet.
    pub fn warn(&self, text: &str) {
        self.labelled(Tone::Warn, "warning:", text);
    }

    /// What to do next.
    pub fn hint(&self, text: &str) {
        if self.verbosity > Verbosity::Quiet {
            self.labelled(Tone::Literal, "hint:", text);
        }
    }

    /// The error that ends the command, with its hints. Never silent.
    pub fn error(&self, error: &Error) {
        if error.is_silent() {
            return;
        }
        self.labelled(Tone::Bad, "error:", &error.to_string());
        for hint in error.hints() {
            self.labelled(Tone::Literal, "hint:", hint);
        }
    }

    /// A label and a text, broken between words where a terminal would break it anywhere.
    fn labelled(&self, tone: Tone, label: &str, text: &str) {
        let whole = format!("{label} {text}");
        let broken = self.err().broken(&whole, "      ");
        let rest = broken.strip_prefix(label).unwrap_or(&broken);
        self.tell(&format!("{}{rest}", self.err.paint(tone, label)));
    }

    /// A stderr that nobody reads is no reason to stop. What stands before it in stdout comes first.
    fn tell(&self, text: &str) {
        if self.holds.load(Ordering::Relaxed) {
            let _ = self.flush();
        }
        let write = || {
            let _ = writeln!(io::stderr().lock(), "{text}");
        };
        match self.stdout_soon() {
            Some(mut stdout) => stdout.aside(write),
            None => write(),
        }
    }

    fn stdout(&self) -> MutexGuard<'_, Pinned> {
        self.stdout.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// stdout, when something is pinned to it and whoever writes to it lets go of it in time.
    fn stdout_soon(&self) -> Option<MutexGuard<'_, Pinned>> {
        if !self.pins.load(Ordering::Relaxed) {
            return None;
        }
        for _ in 0..TURNS {
            match self.stdout.try_lock() {
                Ok(stdout) => return Some(stdout),
                Err(TryLockError::Poisoned(poisoned)) => return Some(poisoned.into_inner()),
                Err(TryLockError::WouldBlock) => thread::sleep(TURN),
            }
        }
        None
    }
}

fn stdout_error(error: io::Error) -> Error {
    if error.kind() == ErrorKind::BrokenPipe {
        Error::nothing_wrong()
    } else {
        Error::store("cannot write to stdout").because(error)
    }
}
