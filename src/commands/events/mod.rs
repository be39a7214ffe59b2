//! `events`: the log of what arrived, was sent, derived or imported.

mod export;
mod import;
mod list;
mod search;
mod show;

use clap::{Args, Subcommand};

use super::context::Context;
use crate::error::Outcome;

/// Look into the log of events
#[derive(Args, Debug)]
pub struct EventsArgs {
    #[command(subcommand)]
    command: EventsCommand,
}

#[derive(Debug, Subcommand)]
enum EventsCommand {
    /// List events, oldest of the last ones first
    List(list::ListArgs),
    /// Show one event: verdict, headers, body, deliveries
    Show(show::ShowArgs),
    /// Find events that hold a text: in the name, id, path, headers or body
    Search(search::SearchArgs),
    /// Write events to stdout, one JSON object a line
    Export(export::ExportArgs),
    /// Read events from a file that `export` wrote
    Import(import::ImportArgs),
}

/// Runs the command.
///
/// # Errors
/// Those of its subcommands.
pub fn run(context: &Context, args: EventsArgs) -> Outcome {
    match args.command {
        EventsCommand::List(args) => list::run(context, args),
        EventsCommand::Show(args) => show::run(context, args),
        EventsCommand::Search(args) => search::run(context, args),
        EventsCommand::Export(args) => export::run(context, args),
        EventsCommand::Import(args) => import::run(context, args),
    }
}
