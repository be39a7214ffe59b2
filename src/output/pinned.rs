//! stdout with a line at its lower end that stays there while others scroll past it.
//!
//! The line is written with the lines before it, in one go, so that it never flickers; and the cursor
//! waits at its beginning, so that one sequence takes it away even when a narrower window has broken
//! it in two.

use std::io::{self, BufWriter, Stdout, Write};

use super::stream::terminal_columns;

/// Takes away everything from the beginning of this row on.
const ERASE: &[u8] = b"\r\x1b[J";

/// Where the cursor waits in a pinned line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cursor {
    /// At its beginning.
    Start,
    /// At its end, where something is being typed.
    End,
}

/// A line to be pinned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What is shown, coloured.
    pub text: String,
    /// How many columns that takes.
    pub columns: usize,
    /// Where the cursor waits.
    pub cursor: Cursor,
}

/// stdout, and what is pinned to its end.
#[derive(Debug)]
pub(super) struct Pinned {
    out: BufWriter<Stdout>,
    line: Option<Line>,
    is_drawn: bool,
    is_at_start: bool,
}

impl Pinned {
    pub(super) fn new() -> Self {
        let out = BufWriter::new(io::stdout());
        Self { out, line: None, is_drawn: false, is_at_start: true }
    }

    /// Writes data, above what is pinned.
    pub(super) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let Some(last) = bytes.last() else {
            return Ok(());
        };
        self.erase()?;
        self.is_at_start = *last == b'\n';
        self.out.write_all(bytes)
    }

    /// Writes what shows nothing and moves nothing.
    pub(super) fn control(&mut self, sequence: &str) -> io::Result<()> {
        self.out.write_all(sequence.as_bytes())?;
        self.out.flush()
    }

    /// Hands everything over, what is pinned last.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.draw()?;
        self.out.flush()
    }

    /// Lets something else be written to the same terminal.
    pub(super) fn aside(&mut self, write: impl FnOnce()) {
        // Whoever writes data hears of a terminal that has gone.
        let _ = self.erase().and_then(|()| self.out.flush());
        write();
        let _ = self.flush();
    }

    /// Pins another line, or none.
    pub(super) fn pin(&mut self, line: Option<Line>) -> io::Result<()> {
        if self.line == line && (self.is_drawn || line.is_none()) {
            return Ok(());
        }
        self.erase()?;
        self.line = line;
        self.flush()
    }

    fn draw(&mut self) -> io::Result<()> {
        if self.is_drawn || !self.is_at_start {
            return Ok(());
        }
        // A line for a window that was wider a moment ago would be broken; another one is coming.
        let fits = |line: &&Line| line.columns < terminal_columns();
        let Some(line) = self.line.as_ref().filter(fits) else {
            return Ok(());
        };
        self.is_drawn = true;
        self.out.write_all(line.text.as_bytes())?;
        if line.cursor == Cursor::Start { self.out.write_all(b"\r") } else { Ok(()) }
    }

    fn erase(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.is_drawn) { self.out.write_all(ERASE) } else { Ok(()) }
    }
}
