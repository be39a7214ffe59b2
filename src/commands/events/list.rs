//! `events list`: the last events as lines, and with `--follow` those that come.

use std::time::Duration;

use clap::Args;
use jiff::Timestamp;

use crate::commands::context::{Context, block_on};
use crate::commands::filter_args::FilterArgs;
use crate::error::{Exit, Outcome};
use crate::output::event_rows;
use crate::stop;
use crate::store::Reader;
use crate::store::event::{self, EventFilter, Order};

/// How soon a new event is seen.
const GLANCE: Duration = Duration::from_millis(150);

const EXAMPLES: &str = "\
Examples:
  leadlex-hooks events list
  leadlex-hooks events list --event 'campaign.*' --since 1h
  leadlex-hooks events list --failed --json
  leadlex-hooks events list --follow";

/// List events, oldest of the last ones first
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct ListArgs {
    #[command(flatten)]
    filter: FilterArgs,
    /// How many of the last events
    #[arg(long, short = 'n', value_name = "N", default_value_t = 20)]
    last: usize,
    /// All events that the filters leave
    #[arg(long, conflicts_with = "last")]
    all: bool,
    /// Go on with events as they come; Ctrl-C ends
    #[arg(long, short)]
    follow: bool,
}

pub(super) fn run(context: &Context, args: ListArgs) -> Outcome {
    let reader = context.reader()?;
    let filter = args.filter.filter(Timestamp::now(), &[])?;
    let mut newest = event::newest(&reader)?;
    if args.all {
        let filter = EventFilter { order: Order::Oldest, ..filter.clone() };
        event::for_each(&reader, &filter, |row| event_rows::print(&row, &context.printer))?;
    } else {
        let mut rows =
            event::list(&reader, &EventFilter { limit: Some(args.last), ..filter.clone() })?;
        rows.reverse();
        for row in &rows {
            event_rows::print(row, &context.printer)?;
        }
        if rows.is_empty() && !args.follow {
            context.printer.story(if newest == 0 { "no events yet" } else { "no event matches" });
        }
    }
    context.printer.flush()?;
    if args.follow {
        return block_on(follow(context, &reader, filter, &mut newest));
    }
    Ok(Exit::DONE)
}

async fn follow(
    context: &Context,
    reader: &Reader,
    filter: EventFilter,
    newest: &mut i64,
) -> Outcome {
    let (_switch, mut stop) = stop::on_signal();
    loop {
        tokio::select! {
            cause = stop.requested() => return Ok(match cause {
                stop::Cause::Terminate => Exit::TERMINATED,
                _ => Exit::INTERRUPTED,
            }),
            () = tokio::time::sleep(GLANCE) => {}
        }
        let now = event::newest(reader)?;
        if now == *newest {
            continue;
        }
        let fresh = EventFilter {
            after: Some(*newest),
            before: Some(now + 1),
            order: Order::Oldest,
            ..filter.clone()
        };
        event::for_each(reader, &fresh, |row| event_rows::print(&row, &context.printer))?;
        context.printer.flush()?;
        *newest = now;
    }
}
