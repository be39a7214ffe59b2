//! The line that a listener keeps at the lower end of the terminal.

use super::pinned::{Cursor, Line};
use super::printer::Printer;
use super::stream::Tone;
use crate::error::Error;
use crate::text::{safe, width};

/// What can be pressed, in many words and in fewer.
const KEYS: [&str; 3] = [
    "r replay  d details  f filter  p pause  c curl  o inspector  q quit  ? help",
    "keys r d f p c o, q quits, ? explains",
    "? keys  q quit",
];

/// What it says.
#[derive(Clone, Debug)]
pub struct Status<'a> {
    /// Whether events are shown as they come; otherwise how many wait.
    pub held: Option<u64>,
    /// Events since the start.
    pub events: u64,
    /// Those whose signature was not accepted.
    pub rejected: u64,
    /// Attempts that failed.
    pub failed: u64,
    /// The names that are shown, as typed.
    pub filter: Option<&'a str>,
}

impl Status<'_> {
    /// The text, in at most so many columns.
    #[must_use]
    pub fn text(&self, columns: usize) -> String {
        let mut parts = vec![match self.held {
            None => " listening".to_owned(),
            Some(held) => format!(" paused, {held} held"),
        }];
        parts.push(format!("{} event{}", self.events, if self.events == 1 { "" } else { "s" }));
        for (count, word) in [(self.rejected, "rejected"), (self.failed, "failed")] {
            if count > 0 {
                parts.push(format!("{count} {word}"));
            }
        }
        if let Some(filter) = self.filter {
            parts.push(format!("only {}", safe::line(filter)));
        }
        let facts = parts.join(" · ");
        let mut line = facts.clone();
        for keys in KEYS {
            line = format!("{facts} · {keys}");
            if width::columns(&line) <= columns {
                break;
            }
        }
        width::fit(&line, columns).into_owned()
    }

    /// Pins it.
    ///
    /// # Errors
    /// A stdout that cannot be written.
    pub fn pin(&self, printer: &Printer) -> Result<(), Error> {
        let out = printer.out();
        let text = self.text(room(printer));
        let tone = if self.held.is_some() { Tone::Warn } else { Tone::Dim };
        let columns = width::columns(&text);
        printer.pin(Line { text: out.paint(tone, &text), columns, cursor: Cursor::Start })
    }
}

/// Pins a question with what has been typed so far: the end of it, where it is long.
///
/// # Errors
/// A stdout that cannot be written.
pub fn ask(question: &str, typed: &str, printer: &Printer) -> Result<(), Error> {
    let room = room(printer);
    let left = room.saturating_sub(width::columns(question) + 1);
    let mut shown = safe::line(typed).into_owned();
    while width::columns(&shown) > left && !shown.is_empty() {
        shown.remove(0);
    }
    let text = width::fit(&format!("{question} {shown}"), room).into_owned();
    let columns = width::columns(&text);
    printer.pin(Line { text, columns, cursor: Cursor::End })
}

/// A line that fills the last column would be broken by some terminals.
fn room(printer: &Printer) -> usize {
    printer.out().columns().unwrap_or(80).saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::Status;
    use crate::text::width::columns;

    #[test]
    fn it_says_what_fits() {
        let quiet = Status { held: None, events: 1, rejected: 0, failed: 0, filter: None };
        assert_eq!(
            quiet.text(200),
            " listening · 1 event · r replay  d details  f filter  p pause  c curl  o inspector  \
             q quit  ? help"
        );
        assert_eq!(quiet.text(79), " listening · 1 event · keys r d f p c o, q quits, ? explains");
        assert_eq!(quiet.text(40), " listening · 1 event · ? keys  q quit");
        let busy = Status { held: Some(7), events: 12, rejected: 3, failed: 2, ..quiet };
        let busy = Status { filter: Some("contact.*\u{1b}[2J"), ..busy };
        assert_eq!(
            busy.text(79),
            " paused, 7 held · 12 events · 3 rejected · 2 failed · only contact.*\\u{1b}[2J …"
        );
        for room in 0..100 {
            assert!(columns(&busy.text(room)) <= room);
        }
    }
}
