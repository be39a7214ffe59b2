//! The one error of the top level: what went wrong, why, what to type next, and the exit code.

use std::error::Error as StdError;
use std::fmt;

/// How the process ends. Of several outcomes the highest counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exit(u8);

impl Exit {
    /// Done as asked.
    pub const DONE: Self = Self(0);
    /// The work ran and the answer is no: a signature, an expectation or an endpoint said so.
    pub const NO: Self = Self(1);
    /// What was typed or configured cannot be carried out.
    pub const USAGE: Self = Self(2);
    /// The endpoint could not be reached: DNS, refused, TLS, time-out.
    pub const UNREACHABLE: Self = Self(3);
    /// The API said no: the key, a permission, the quota.
    pub const API: Self = Self(4);
    /// The store or the disk failed.
    pub const STORE: Self = Self(5);
    /// Ctrl-C, where that is not the normal end.
    pub const INTERRUPTED: Self = Self(130);
    /// SIGTERM, where that is not the normal end.
    pub const TERMINATED: Self = Self(143);

    /// The number handed to the operating system.
    #[must_use]
    pub const fn code(self) -> u8 {
        self.0
    }
}

/// The result of a command: how to end, or what went wrong.
pub type Outcome = Result<Exit, Error>;

/// A failure with everything a person needs to act on it.
#[derive(Debug)]
pub struct Error {
    exit: Exit,
    message: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
    hints: Vec<String>,
}

impl Error {
    fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self { exit, message: message.into(), source: None, hints: Vec::new() }
    }

    /// The answer is no (exit 1).
    #[must_use]
    pub fn no(message: impl Into<String>) -> Self {
        Self::new(Exit::NO, message)
    }

    /// Usage or configuration (exit 2).
    #[must_use]
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Exit::USAGE, message)
    }

    /// Out of reach (exit 3).
    #[must_use]
    pub fn unreachable(message: impl Into<String>) -> Self {
        Self::new(Exit::UNREACHABLE, message)
    }

    /// The API said no, or what it said cannot be read (exit 4).
    #[must_use]
    pub fn api(message: impl Into<String>) -> Self {
        Self::new(Exit::API, message)
    }

    /// The store or the disk (exit 5).
    #[must_use]
    pub fn store(message: impl Into<String>) -> Self {
        Self::new(Exit::STORE, message)
    }

    /// Ctrl-C or SIGTERM at a question (exit 130 or 143).
    #[must_use]
    pub fn stopped(exit: Exit, message: impl Into<String>) -> Self {
        Self::new(exit, message)
    }

    /// An early end that is a success, with nothing to say: the reader of our output went away, or
    /// the end was asked for.
    #[must_use]
    pub fn nothing_wrong() -> Self {
        Self::new(Exit::DONE, String::new())
    }

    /// Adds the cause.
    #[must_use]
    pub fn because(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Adds the next thing to type or to look at.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// How the process ends because of this.
    #[must_use]
    pub fn exit(&self) -> Exit {
        self.exit
    }

    /// What to do about it.
    #[must_use]
    pub fn hints(&self) -> &[String] {
        &self.hints
    }

    /// Whether there is nothing to print.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        self.message.is_empty()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        let mut cause = self.source.as_deref().map(|source| source as &dyn StdError);
        let mut last = self.message.clone();
        while let Some(error) = cause {
            let text = error.to_string();
            if !last.contains(&text) {
                write!(f, ": {text}")?;
            }
            last = text;
            cause = error.source();
        }
        Ok(())
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}
