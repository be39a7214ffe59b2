//! `--follow`: look again and again until Ctrl-C.

use std::time::Duration;

use super::context::block_on;
use crate::error::{Error, Exit, Outcome};
use crate::stop::{self, Cause};

/// How soon something new is seen.
const GLANCE: Duration = Duration::from_millis(150);

/// Calls `look` a few times a second until the end is asked for.
///
/// # Errors
/// The first error of `look`.
pub fn follow(mut look: impl FnMut() -> Result<(), Error>) -> Outcome {
    block_on(async {
        let (_switch, mut stop) = stop::on_signal();
        loop {
            tokio::select! {
                cause = stop.requested() => return Ok(match cause {
                    Cause::Terminate => Exit::TERMINATED,
                    Cause::Interrupt | Cause::Finished => Exit::INTERRUPTED,
                }),
                () = tokio::time::sleep(GLANCE) => look()?,
            }
        }
    })
}
