//! `poll plan`: what polling would cost, before anything runs.

use clap::Args;

use super::args::SourceArgs;
use crate::commands::context::Context;
use crate::error::{Exit, Outcome};

/// What to plan for.
#[derive(Args, Debug)]
pub(super) struct PlanArgs {
    #[command(flatten)]
    pub(super) source: SourceArgs,
}

pub(super) async fn run(_context: &Context, _args: PlanArgs) -> Outcome {
    Ok(Exit::DONE)
}
