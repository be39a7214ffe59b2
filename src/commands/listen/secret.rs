//! Whether there are secrets enough to listen with.

use super::args::ListenArgs;
use super::verdict::Watch;
use crate::commands::context::no_secret;
use crate::config::secret;
use crate::contract::secret::Secret;
use crate::error::Error;
use crate::output::printer::Printer;
use crate::receiver::intake::Exposure;

/// Refuses to be reached by others without a secret, unless a command gets one for the session.
///
/// # Errors
/// No secret, where one is needed (exit 2).
pub(super) fn must_do(
    secrets: &[Secret],
    args: &ListenArgs,
    watch: &Watch,
    exposure: Exposure,
) -> Result<(), Error> {
    let is_needed = exposure == Exposure::Beyond && !args.allow_unverified;
    if secrets.is_empty() && is_needed && !args.register.is_empty() {
        return Err(Error::usage(
            "the API told no secret with the subscription: nothing could be verified",
        )
        .hint("`--allow-unverified` listens all the same"));
    }
    if secrets.is_empty() && is_needed && !watch.runs_command() {
        let hint = "`--allow-unverified` listens beyond this machine all the same";
        return Err(no_secret().hint(hint));
    }
    Ok(())
}

/// Makes one for a command where none is set, or says that nothing is verified.
pub(super) fn make_do(secrets: &mut Vec<Secret>, watch: &Watch, printer: &Printer) {
    if !secrets.is_empty() {
        return;
    }
    if watch.runs_command() {
        secrets.push(secret::random());
        printer.story("no secret is set: the command gets one for this session");
    } else {
        printer.warn("no secret is set: events are recorded and not verified");
    }
}
