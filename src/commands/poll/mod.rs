//! `poll`: the bridge from the REST API to handlers written for webhooks.

mod args;
mod course;
mod gaps;
mod identity;
mod opening;
mod plan;
mod watch;

pub use self::args::PollArgs;
use self::args::PollCommand;
use super::context::{Context, block_on_all_cores};
use crate::error::Outcome;

/// Runs the command.
///
/// # Errors
/// Usage, an API that says no or cannot be reached, a store that fails.
pub fn run(context: &Context, args: PollArgs) -> Outcome {
    block_on_all_cores(async {
        match args.what {
            None => watch::run(context, args.watch).await,
            Some(PollCommand::Plan(args)) => plan::run(context, args).await,
            Some(PollCommand::Gaps(args)) => gaps::run(context, args).await,
        }
    })
}
