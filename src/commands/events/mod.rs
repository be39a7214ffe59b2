//! `events`: the log of what arrived, was sent, derived or imported.

mod diff;
mod export;
mod import;
mod list;
mod prune;
mod search;
mod show;
mod stats;

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
    /// Compare two events: bodies field by field, and headers
    Diff(diff::DiffArgs),
    /// Count events, sizes, latencies, and what of the catalogue was never seen
    Stats(stats::StatsArgs),
    /// Write events to stdout: JSON lines, curl, HAR or .http
    Export(export::ExportArgs),
    /// Read events from a file: JSON lines, HAR, .http, or our own curl
    Import(import::ImportArgs),
    /// Remove events that are no longer needed
    Prune(prune::PruneArgs),
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
        EventsCommand::Diff(args) => diff::run(context, args),
        EventsCommand::Stats(args) => stats::run(context, args),
        EventsCommand::Prune(args) => prune::run(context, args),
        EventsCommand::Export(args) => export::run(context, args),
        EventsCommand::Import(args) => import::run(context, args),
    }
}
