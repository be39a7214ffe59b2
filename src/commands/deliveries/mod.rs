//! `deliveries`: the log of what was sent where, and what is still to be sent.

mod cancel;
mod drain;
mod list;
mod retry;
mod show;

use clap::{Args, Subcommand};

use super::context::Context;
use crate::error::{Error, Outcome};

/// Look into the log of deliveries, and retry or cancel them
#[derive(Args, Debug)]
pub struct DeliveriesArgs {
    #[command(subcommand)]
    command: DeliveriesCommand,
}

#[derive(Debug, Subcommand)]
enum DeliveriesCommand {
    /// List deliveries with their state and last answer
    List(list::ListArgs),
    /// Show one delivery: every attempt with request and response
    Show(show::ShowArgs),
    /// Attempt deliveries again now, with the same Delivery-ID and body
    Retry(retry::RetryArgs),
    /// Give up pending deliveries
    Cancel(cancel::CancelArgs),
    /// Make all attempts that are pending, whoever left them
    Drain(drain::DrainArgs),
}

/// Runs the command.
///
/// # Errors
/// Those of its subcommands.
pub fn run(context: &Context, args: DeliveriesArgs) -> Outcome {
    match args.command {
        DeliveriesCommand::List(args) => list::run(context, args),
        DeliveriesCommand::Show(args) => show::run(context, args),
        DeliveriesCommand::Retry(args) => retry::run(context, args),
        DeliveriesCommand::Cancel(args) => cancel::run(context, args),
        DeliveriesCommand::Drain(args) => drain::run(context, args),
    }
}

fn no_delivery(number: i64) -> Error {
    Error::usage(format!("no delivery {number}"))
        .hint("`leadlex-hooks deliveries list` shows the numbers, in the second column")
}
