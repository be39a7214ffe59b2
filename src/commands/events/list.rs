//! `events list`: the last events as lines, and with `--follow` those that come.

use clap::Args;
use jiff::Timestamp;

use crate::commands::context::Context;
use crate::commands::filter_args::FilterArgs;
use crate::commands::follow::follow;
use crate::error::{Exit, Outcome};
use crate::output::event_rows;
use crate::store::event::{self, EventFilter, Order};

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
    let Some(reader) = context.reader_if_any()? else {
        return nothing_yet(context, &args);
    };
    let filter = args.filter.filter(Timestamp::now(), &[])?;
    let mut newest = event::newest(&reader)?;
    let present = EventFilter { before: Some(newest + 1), ..filter.clone() };
    if args.all {
        let oldest_first = EventFilter { order: Order::Oldest, ..present };
        event::for_each(&reader, &oldest_first, |row| event_rows::print(&row, &context.printer))?;
    } else {
        let mut rows = event::list(&reader, &EventFilter { limit: Some(args.last), ..present })?;
        rows.reverse();
        for row in &rows {
            event_rows::print(row, &context.printer)?;
        }
        if rows.is_empty() && !args.follow {
            context.printer.story(if newest == 0 { "no events yet" } else { "no event matches" });
            for doubt in args.filter.doubts() {
                context.printer.story(&doubt);
            }
        }
    }
    context.printer.flush()?;
    if !args.follow {
        return Ok(Exit::DONE);
    }
    follow(|| {
        let now = event::newest(&reader)?;
        if now == newest {
            return Ok(());
        }
        let fresh = EventFilter {
            after: Some(newest),
            before: Some(now + 1),
            order: Order::Oldest,
            ..filter.clone()
        };
        event::for_each(&reader, &fresh, |row| event_rows::print(&row, &context.printer))?;
        newest = now;
        context.printer.flush()
    })
}

/// A log that nobody has written to is empty; only following it needs the file.
fn nothing_yet(context: &Context, args: &ListArgs) -> Outcome {
    if args.follow {
        context.reader()?;
    }
    context.printer.story("no events yet");
    Ok(Exit::DONE)
}
