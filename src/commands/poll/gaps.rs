//! `poll gaps`: what polling would cost, before anything runs.

use clap::Args;

use super::args::SourceArgs;
use crate::commands::context::Context;
use crate::error::{Exit, Outcome};

/// What to gaps for.
#[derive(Args, Debug)]
pub(super) struct GapsArgs {
    #[command(flatten)]
    pub(super) source: SourceArgs,
}

pub(super) async fn run(_context: &Context, _args: GapsArgs) -> Outcome {
    Ok(Exit::DONE)
}
