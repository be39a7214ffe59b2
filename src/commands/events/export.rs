//! `events export`: events as JSONL, whole, to be kept, shared or imported.

use clap::{Args, ValueEnum};
use jiff::Timestamp;

use crate::commands::context::Context;
use crate::commands::event_id::resolve;
use crate::commands::filter_args::FilterArgs;
use crate::error::{Error, Exit, Outcome};
use crate::output::event_json;
use crate::output::headers::Masking;
use crate::store::event::{self, EventFilter, Order};

const EXAMPLES: &str = "\
Examples:
  leadlex-hooks events export >events.jsonl
  leadlex-hooks events export 42 43 >fixture.jsonl
  leadlex-hooks events export --event 'contact.*' --since 2026-02-24 >contacts.jsonl

Each line is the object that `events show --json` prints: headers in order, body as text, or in
base64 where it is not UTF-8. Captured credentials are masked unless `--show-secrets` is given.";

/// Write events to stdout, one JSON object a line
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct ExportArgs {
    /// Events by number, Delivery-ID or prefix of it; all that the filters leave when none is named
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    #[command(flatten)]
    filter: FilterArgs,
    /// Form of the export
    #[arg(long, value_enum, default_value_t = Form::Jsonl)]
    format: Form,
    /// Export captured credentials (Authorization, Cookie and the like) as they are
    #[arg(long)]
    show_secrets: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// One JSON object a line.
    Jsonl,
}

pub(super) fn run(context: &Context, args: ExportArgs) -> Outcome {
    let Form::Jsonl = args.format;
    let reader = context.reader()?;
    let masking = if args.show_secrets { Masking::Shown } else { Masking::Masked };
    let print = |number: i64| {
        let record = event::get(&reader, number)?;
        context.printer.json_buffered(&event_json::of_record(&record, masking))
    };
    if args.ids.is_empty() {
        let filter = args.filter.filter(Timestamp::now(), &[])?;
        let filter = EventFilter { order: Order::Oldest, ..filter };
        event::for_each(&reader, &filter, |row| print(row.number))?;
    } else {
        for id in &args.ids {
            let number = resolve(&reader, id)?;
            print(number).map_err(|error: Error| error)?;
        }
    }
    context.printer.flush()?;
    Ok(Exit::DONE)
}
