//! What one of the two streams can show: colours, and how wide it is.

use std::io::IsTerminal;

use clap::ValueEnum;
use colored::{Color, Colorize};
use textwrap::core::display_width;
use textwrap::{Options, WordSeparator, WordSplitter, fill};

/// Below that no text is worth reading, however it is broken.
const NARROWEST: usize = 20;
/// Below that, rows say how it went before the name, and in fewer characters.
const NARROW: usize = 58;

/// The answer to `--color`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`.
    #[default]
    Auto,
    /// Colours everywhere.
    Always,
    /// No colours.
    Never,
}

/// What a part of a line means; one meaning has one colour everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// It worked.
    Good,
    /// Look at it.
    Warn,
    /// It failed.
    Bad,
    /// The name of a thing.
    Name,
    /// A literal to type.
    Literal,
    /// Detail that steps back.
    Dim,
    /// As it is.
    Plain,
}

/// The abilities of stdout or stderr.
#[derive(Clone, Copy, Debug)]
pub struct Stream {
    colored: bool,
    columns: Option<usize>,
}

impl Stream {
    /// Looks at stdout.
    #[must_use]
    pub fn stdout(choice: ColorChoice) -> Self {
        Self::look(choice, std::io::stdout().is_terminal())
    }

    /// Looks at stderr.
    #[must_use]
    pub fn stderr(choice: ColorChoice) -> Self {
        Self::look(choice, std::io::stderr().is_terminal())
    }

    fn look(choice: ColorChoice, terminal: bool) -> Self {
        let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
            && std::env::var_os("TERM").is_none_or(|term| term != "dumb");
        let colored = match choice {
            ColorChoice::Auto => terminal && wanted,
            ColorChoice::Always => true,
            ColorChoice::Never => false,
        };
        // `colored` looks at stdout alone; each stream decides for itself in `paint`.
        colored::control::set_override(true);
        Self { colored, columns: terminal.then(terminal_columns) }
    }

    /// Whether a row of the usual columns would lose those that matter.
    #[must_use]
    pub fn is_narrow(&self) -> bool {
        self.columns.is_some_and(|columns| columns < NARROW)
    }

    /// The width to keep lines within; `None` where nobody wraps (a file, a pipe).
    #[must_use]
    pub fn columns(&self) -> Option<usize> {
        self.columns
    }

    /// The same stream, as wide as it is now: a window may be drawn larger or smaller.
    #[must_use]
    pub fn measured(self) -> Self {
        Self { columns: self.columns.map(|_| terminal_columns()), ..self }
    }

    /// How many rows the terminal has; `None` where there is none.
    #[must_use]
    pub fn rows(&self) -> Option<usize> {
        self.columns.map(|_| terminal_rows())
    }

    /// Whether it shows colours.
    #[must_use]
    pub fn is_colored(&self) -> bool {
        self.colored
    }

    /// The text, its lines broken between words where a terminal would break them anywhere; what
    /// follows a break begins with `indent`. A word that is too long stays whole, to be copied.
    #[must_use]
    pub fn broken(&self, text: &str, indent: &str) -> String {
        let Some(columns) = self.columns.filter(|columns| *columns >= NARROWEST) else {
            return text.to_owned();
        };
        let options = Options::new(columns)
            .subsequent_indent(indent)
            .break_words(false)
            .word_separator(WordSeparator::AsciiSpace)
            .word_splitter(WordSplitter::NoHyphenation);
        let lines = text.split('\n').map(|line| match display_width(line) > columns {
            true => fill(line, &options),
            false => line.to_owned(),
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Colours a text that is already safe to show.
    #[must_use]
    pub fn paint(&self, tone: Tone, text: &str) -> String {
        if !self.colored || text.is_empty() {
            return text.to_owned();
        }
        match tone {
            Tone::Good => text.color(Color::Green).to_string(),
            Tone::Warn => text.color(Color::Yellow).to_string(),
            Tone::Bad => text.color(Color::Red).to_string(),
            Tone::Name => text.bold().to_string(),
            Tone::Literal => text.color(Color::Cyan).to_string(),
            Tone::Dim => text.dimmed().to_string(),
            Tone::Plain => text.to_owned(),
        }
    }
}

/// The terminal's height now, 24 where it cannot be asked.
fn terminal_rows() -> usize {
    dialoguer::console::Term::stdout().size_checked().map_or(24, |(rows, _)| usize::from(rows))
}

/// The terminal's width now, 80 where it cannot be asked. `COLUMNS` is not consulted: shells do not
/// export it, so a value there is somebody else's.
pub(super) fn terminal_columns() -> usize {
    dialoguer::console::Term::stdout()
        .size_checked()
        .map_or(80, |(_, columns)| usize::from(columns))
}

#[cfg(test)]
mod tests {
    use super::Stream;

    #[test]
    fn text_is_broken_between_words_and_long_words_stay_whole() {
        let stream = |columns| Stream { colored: false, columns };
        let text = "forwards to http://localhost:3000/webhooks in time\n  a  b";
        let broken = "forwards to\n  http://localhost:3000/webhooks\n  in time\n  a  b";
        assert_eq!(stream(Some(20)).broken(text, "  "), broken);
        for columns in [None, Some(0), Some(80)] {
            assert_eq!(stream(columns).broken(text, "  "), text);
        }
        let painted = "\u{1b}[32m✓\u{1b}[0m eighteen columns";
        assert_eq!(stream(Some(20)).broken(painted, "  "), painted);
    }
}
