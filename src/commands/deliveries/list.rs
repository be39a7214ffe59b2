//! `deliveries list`: deliveries as lines, and with `--follow` as they change.

use std::collections::HashMap;

use clap::Args;

use crate::commands::context::Context;
use crate::commands::event_id::resolve;
use crate::commands::follow::follow;
use crate::error::{Exit, Outcome};
use crate::output::delivery_rows;
use crate::store::delivery::{self, DeliveryFilter, State};

const EXAMPLES: &str = "\
Examples:
  leadlex-hooks deliveries list
  leadlex-hooks deliveries list --state pending,dead
  leadlex-hooks deliveries list --event 42 --json
  leadlex-hooks deliveries list --follow";

/// List deliveries with their state and last answer
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct ListArgs {
    /// Only these states: pending, delivered, dead, cancelled
    #[arg(long, value_name = "STATE", value_delimiter = ',', value_parser = parse_state)]
    state: Vec<State>,
    /// Only deliveries of this event
    #[arg(long, value_name = "ID")]
    event: Option<String>,
    /// How many of the last deliveries
    #[arg(long, short = 'n', value_name = "N", default_value_t = 20)]
    last: usize,
    /// Go on with deliveries as they are made and change; Ctrl-C ends
    #[arg(long, short)]
    follow: bool,
}

pub(super) fn run(context: &Context, args: ListArgs) -> Outcome {
    let Some(reader) = context.reader_if_any()? else {
        if args.follow {
            context.reader()?;
        }
        context.printer.story("no deliveries yet");
        return Ok(Exit::DONE);
    };
    let event = args.event.as_deref().map(|id| resolve(&reader, id)).transpose()?;
    let filter = DeliveryFilter {
        event,
        states: args.state,
        limit: Some(args.last),
        ..DeliveryFilter::default()
    };
    let mut seen = HashMap::new();
    let mut show_changes = || {
        let mut rows = delivery::list(&reader, &filter)?;
        rows.reverse();
        for row in &rows {
            let known = seen.insert(row.number, (row.state, row.attempts));
            if known != Some((row.state, row.attempts)) {
                delivery_rows::print(row, &context.printer)?;
            }
        }
        seen.retain(|number, _| rows.iter().any(|row| row.number == *number));
        context.printer.flush().map(|()| rows.is_empty())
    };
    if show_changes()? && !args.follow {
        context.printer.story("no delivery matches");
    }
    if !args.follow {
        return Ok(Exit::DONE);
    }
    follow(|| show_changes().map(|_| ()))
}

fn parse_state(text: &str) -> Result<State, String> {
    State::parse(text).ok_or_else(|| "choose from: pending, delivered, dead, cancelled".to_owned())
}
