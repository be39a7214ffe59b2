//! `events search TEXT`: the events that hold a text.

use clap::Args;
use jiff::Timestamp;

use crate::commands::context::Context;
use crate::commands::filter_args::FilterArgs;
use crate::error::{Exit, Outcome};
use crate::output::event_rows;
use crate::store::event::{self, EventFilter};

const EXAMPLES: &str = "\
Examples:
  leadlex-hooks events search jane@example.com
  leadlex-hooks events search 'General Counsel' --event 'contact.*' --json";

/// Find events that hold a text: in the name, id, path, headers or body
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct SearchArgs {
    /// The text, in whichever case
    #[arg(value_name = "TEXT")]
    text: String,
    #[command(flatten)]
    filter: FilterArgs,
    /// How many of the last events
    #[arg(long, short = 'n', value_name = "N", default_value_t = 100)]
    last: usize,
}

/// Exit 1 when nothing is found, as grep has it.
pub(super) fn run(context: &Context, args: SearchArgs) -> Outcome {
    let reader = context.reader()?;
    let filter = args.filter.filter(Timestamp::now(), &[])?;
    let filter = EventFilter { text: Some(args.text), limit: Some(args.last), ..filter };
    let mut rows = event::list(&reader, &filter)?;
    rows.reverse();
    for row in &rows {
        event_rows::print(row, &context.printer)?;
    }
    context.printer.flush()?;
    if rows.is_empty() {
        context.printer.story("no event holds that text");
        return Ok(Exit::NO);
    }
    Ok(Exit::DONE)
}
