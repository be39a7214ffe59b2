//! The keys of a terminal, on systems where they cannot be read one by one yet.

use std::io::{Error, ErrorKind};
use std::sync::Arc;

use tokio::sync::mpsc;

use super::printer::Printer;
use crate::text::keys::Typed;

/// No keys.
#[derive(Debug)]
pub struct Keyboard(Terminal);

/// Never ours.
#[derive(Clone, Debug)]
pub struct Terminal;

impl Keyboard {
    /// Says that it cannot.
    ///
    /// # Errors
    /// Always.
    pub fn new(_printer: &Arc<Printer>, _typed: mpsc::Sender<Typed>) -> Result<Self, Error> {
        Err(Error::from(ErrorKind::Unsupported))
    }

    /// Who has the terminal.
    #[must_use]
    pub fn terminal(&self) -> Terminal {
        self.0.clone()
    }
}

impl Terminal {
    /// Whether keys come to us.
    #[must_use]
    pub fn is_ours(&self) -> bool {
        false
    }
}
