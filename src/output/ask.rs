//! Questions to a person at a terminal, on stderr. Whatever ends a question, the terminal is left as
//! it was found: dialoguer itself leaves the cursor hidden, or the echo off, when Ctrl-C ends it.

use std::future::Future;
use std::io::ErrorKind;
use std::time::Duration;

use dialoguer::console::{self, Term};
use dialoguer::theme::{ColorfulTheme, SimpleTheme, Theme};

use super::printer::Printer;
use super::stream::Stream;
use crate::error::{Error, Exit};
use crate::stop::{self, Cause, Stop};
use crate::text::{safe, width};

/// What stands beside an item of a list: the marks, and a column that stays free.
const MARKS: usize = 8;

/// How long a question may take to notice that it is over, or else to wait for a key: what it does
/// to the terminal must come before the terminal is put back.
const SETTLING: Duration = Duration::from_millis(100);

/// Asks, and listens for Ctrl-C from the first question on.
#[derive(Debug)]
pub struct Asker {
    err: Stream,
    stop: Stop,
    consequence: &'static str,
}

impl Asker {
    /// Needs a running runtime. `consequence` is told when a question is not answered: `nothing was
    /// written`.
    #[must_use]
    pub fn new(printer: &Printer, consequence: &'static str) -> Self {
        let err = printer.err();
        console::set_colors_enabled_stderr(err.is_colored());
        let (_, stop) = stop::on_signal();
        Self { err, stop, consequence }
    }

    /// Asks one question, with the theme it is handed.
    ///
    /// # Errors
    /// Ctrl-C or SIGTERM (exit 130 or 143), or a terminal that cannot be used (exit 2).
    pub async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&dyn Theme) -> dialoguer::Result<T> + Send + 'static,
    ) -> Result<T, Error> {
        let mut stop = self.stop.clone();
        if let Some(cause) = stop.cause() {
            return Err(self.stopped(cause));
        }
        let terminal = Terminal::look();
        let colored = self.err.is_colored();
        let mut asked = tokio::task::spawn_blocking(move || {
            if colored { question(&ColorfulTheme::default()) } else { question(&SimpleTheme) }
        });
        let answer = tokio::select! {
            biased;
            cause = stop.requested() => Err(cause),
            answer = &mut asked => Ok(answer),
        };
        let cause = match answer {
            Ok(Ok(Ok(answer))) => return Ok(answer),
            Ok(Ok(Err(dialoguer::Error::IO(error)))) if error.kind() != ErrorKind::Interrupted => {
                terminal.restore();
                return Err(Error::usage("cannot ask in this terminal").because(error));
            }
            Ok(Ok(Err(_))) => Cause::Interrupt,
            Ok(Err(died)) => {
                terminal.restore();
                return Err(Error::usage("cannot ask in this terminal").because(died));
            }
            Err(cause) => {
                let _ = tokio::time::timeout(SETTLING, asked).await;
                cause
            }
        };
        terminal.restore();
        Err(self.stopped(cause))
    }

    /// Does something between two questions that may take a while.
    ///
    /// # Errors
    /// Ctrl-C or SIGTERM (exit 130 or 143).
    pub async fn unless_stopped<T>(&self, work: impl Future<Output = T>) -> Result<T, Error> {
        let mut stop = self.stop.clone();
        tokio::select! {
            cause = stop.requested() => Err(self.stopped(cause)),
            done = work => Ok(done),
        }
    }

    /// What Escape at a question means: the same as Ctrl-C.
    #[must_use]
    pub fn cancelled(&self) -> Error {
        self.stopped(Cause::Interrupt)
    }

    /// A text cut to one line of a list, with nothing in it that a terminal would act on.
    #[must_use]
    pub fn item(&self, text: &str) -> String {
        let text = safe::line(text);
        let columns = self.err.columns().unwrap_or(80).saturating_sub(MARKS);
        width::fit(&text, columns.max(1)).into_owned()
    }

    fn stopped(&self, cause: Cause) -> Error {
        let exit = match cause {
            Cause::Terminate => Exit::TERMINATED,
            Cause::Interrupt | Cause::Finished => Exit::INTERRUPTED,
        };
        Error::stopped(exit, format!("interrupted: {}", self.consequence))
    }
}

/// How the terminal was before a question.
struct Terminal {
    #[cfg(unix)]
    modes: Option<rustix::termios::Termios>,
}

impl Terminal {
    fn look() -> Self {
        Self {
            #[cfg(unix)]
            modes: rustix::termios::tcgetattr(std::io::stdin()).ok(),
        }
    }

    /// A terminal that has gone needs nothing.
    fn restore(&self) {
        #[cfg(unix)]
        if let Some(modes) = &self.modes {
            use rustix::termios::{OptionalActions, tcsetattr};
            let _ = tcsetattr(std::io::stdin(), OptionalActions::Drain, modes);
        }
        let terminal = Term::stderr();
        let _ = terminal.show_cursor();
        let _ = terminal.write_line("");
    }
}
