//! A body that keeps within a part of the screen: what is longer is counted, with the command that
//! shows it.

use super::body;
use super::stream::{Stream, Tone};
use crate::json::pretty::{PieceKind, reindent};
use crate::text::{hexdump, measure, safe, width};

/// Rows that one string may take.
const ROWS_OF_ONE: usize = 3;
/// A small terminal shows so many rows all the same.
const LEAST_ROWS: usize = 6;

/// A body for people at a terminal: at most about two thirds of its height. Elsewhere all of it.
#[must_use]
pub fn folded(body: &[u8], number: i64, stream: &Stream) -> String {
    let (Some(rows), Some(columns)) = (stream.rows(), stream.columns()) else {
        return body::render(body, stream);
    };
    let rows = (rows * 2 / 3).max(LEAST_ROWS);
    let Ok(text) = std::str::from_utf8(body) else {
        return hexdump::hexdump(body, rows);
    };
    if text.is_empty() {
        return body::render(body, stream);
    }
    let mut sheet = Sheet::new(stream, rows, columns.max(1));
    if let Some(pieces) = reindent(text) {
        for piece in pieces {
            match (piece.kind, piece.text.strip_prefix('\n')) {
                (PieceKind::Space, Some(indent)) => sheet.break_line(indent),
                _ => sheet.write(body::tone(piece.kind), piece.text),
            }
        }
    } else {
        for (index, line) in text.lines().enumerate() {
            if index > 0 {
                sheet.break_line("");
            }
            sheet.write(Tone::Plain, line);
        }
    }
    sheet.finish(number)
}

/// The rows that are left, and what stands on those before.
struct Sheet<'a> {
    stream: &'a Stream,
    columns: usize,
    rows_left: usize,
    /// Columns used on the current line.
    used: usize,
    shown: String,
    hidden: usize,
}

impl<'a> Sheet<'a> {
    fn new(stream: &'a Stream, rows: usize, columns: usize) -> Self {
        Self { stream, columns, rows_left: rows, used: 0, shown: String::new(), hidden: 0 }
    }

    fn write(&mut self, tone: Tone, text: &str) {
        if self.hidden > 0 {
            return;
        }
        let room = self.columns * ROWS_OF_ONE;
        // No character is shown in less than a column, but for marks on another.
        let beginning: String = text.chars().take(room + 1).collect();
        let safe = safe::line(&beginning);
        let cut = width::fit(&safe, room);
        self.used += width::columns(&cut);
        self.shown.push_str(&self.stream.paint(tone, &cut));
        if beginning.len() < text.len() || cut.len() < safe.len() {
            let note = format!(" (of {})", measure::size(text.len() as u64));
            self.used += width::columns(&note);
            self.shown.push_str(&self.stream.paint(Tone::Dim, &note));
        }
    }

    fn break_line(&mut self, indent: &str) {
        if self.hidden == 0 {
            let rows = self.used.div_ceil(self.columns).max(1);
            self.rows_left = self.rows_left.saturating_sub(rows);
        }
        if self.rows_left == 0 {
            self.hidden += 1;
            return;
        }
        self.shown.push('\n');
        self.shown.push_str(indent);
        self.used = indent.len();
    }

    fn finish(mut self, number: i64) -> String {
        if self.hidden > 0 {
            let lines = if self.hidden == 1 { "line" } else { "lines" };
            let more =
                format!("\n… {} more {lines} (`leadlex-hooks events show {number}`)", self.hidden);
            self.shown.push_str(&self.stream.paint(Tone::Dim, &more));
        }
        self.shown
    }
}
