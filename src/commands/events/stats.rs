//! `events stats`: what the log holds, how deliveries went, and what was never seen.

use clap::{Args, ValueEnum};
use jiff::Timestamp;
use serde_json::Value;

use crate::commands::context::Context;
use crate::commands::filter_args::FilterArgs;
use crate::contract::catalog::{self, EventType};
use crate::error::{Exit, Outcome};
use crate::output::stats_page::{self, Coverage};
use crate::store::{event, load};

/// Load runs that are shown, latest first; a filter of events says nothing about them.
const LOADS_SHOWN: u32 = 5;

const EXAMPLES: &str = "\
Examples:
  leadlex-hooks events stats
  leadlex-hooks events stats --since 24h --source listen
  leadlex-hooks events stats --edition launched --json";

/// Count events, sizes, latencies, and what of the catalogue was never seen
///
/// Latencies are those of the last attempt of each delivery that was answered.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct StatsArgs {
    #[command(flatten)]
    filter: FilterArgs,
    /// Compare with the event types of this edition alone
    #[arg(long, value_enum)]
    edition: Option<EditionChoice>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum EditionChoice {
    Planned,
    Launched,
}

impl EditionChoice {
    fn lists(self, event: &EventType) -> bool {
        match self {
            Self::Planned => event.is_planned(),
            Self::Launched => event.is_launched(),
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Launched => "launched",
        }
    }
}

pub(super) fn run(context: &Context, args: StatsArgs) -> Outcome {
    let reader = context.reader()?;
    let filter = args.filter.filter(Timestamp::now(), &[])?;
    let stats = reader.read(|conn| event::stats(conn, &filter))?;
    let loads = reader.read(|conn| load::latest(conn, LOADS_SHOWN))?;
    let loads: Vec<Value> =
        loads.iter().filter_map(|summary| serde_json::from_str(summary).ok()).collect();
    let listed = |event: &&EventType| args.edition.is_none_or(|edition| edition.lists(event));
    let listed: Vec<&EventType> = catalog::ALL.iter().filter(listed).collect();
    let edition = args.edition.map_or("all", EditionChoice::as_str);
    let coverage = Coverage::new(edition, &listed, &stats);
    stats_page::print(&stats, &coverage, &loads, &context.printer)?;
    Ok(Exit::DONE)
}
