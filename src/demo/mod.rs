//! The guided tour: a sender, a listener and a handler on this machine, over real sockets and a
//! real store. Every step checks that it did what it says; the first that did not ends the tour.

mod handler;
mod polling;
mod stage;
mod steps;

use std::path::Path;

use clap::ValueEnum;

use crate::error::Error;

pub use stage::Stage;

/// A secret for everybody: the tour protects nothing.
pub const PUBLIC_SECRET: &str = "leadlex-hooks-demo-secret";

/// A step broken on purpose, to see that the tour notices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Break {
    /// The sender signs with another secret than the listener knows.
    Secret,
    /// The handler answers 500 to everything.
    Handler,
    /// The store cannot be written.
    Store,
    /// The handler answers 200 to the replay and drops it.
    Replay,
    /// Nothing changes in the workspace that is polled.
    Poll,
}

/// A step that was done and checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// Its name for scripts.
    pub step: &'static str,
    /// What was done, with its figures.
    pub what: String,
}

/// Takes the tour in an empty folder, telling each step as it is done. The stage is left standing.
///
/// # Errors
/// The first step that did not do what it says.
pub async fn tour(
    folder: &Path,
    broken: Option<Break>,
    mut tell: impl FnMut(Done) -> Result<(), Error>,
) -> Result<Stage, Error> {
    let stage = Stage::set_up(folder, broken).await?;
    tell(stage.introduce())?;
    tell(steps::send_every_event(&stage).await?)?;
    tell(steps::retry_after_failure(&stage).await?)?;
    tell(steps::reject_a_forgery(&stage).await?)?;
    tell(steps::replay(&stage).await?)?;
    tell(polling::poll_a_change(&stage, broken).await?)?;
    tell(steps::count_in_reopened_store(&stage)?)?;
    Ok(stage)
}

/// A command line that checks a signature without us, and what it must print.
#[must_use]
pub fn openssl_line() -> (String, String) {
    steps::openssl_line()
}
