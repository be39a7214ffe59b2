//! `events show`: one event whole.

use clap::Args;

use crate::commands::context::Context;
use crate::commands::event_id::resolve;
use crate::error::{Exit, Outcome};
use crate::output::event_page::{self, EventPage};
use crate::output::headers::Masking;
use crate::store::delivery::{self, DeliveryFilter};
use crate::store::event;

const EXAMPLES: &str = "\
Examples:
  leadlex-hooks events show latest
  leadlex-hooks events show 42 --raw >body.json
  leadlex-hooks events show 7f3c --json";

/// Show one event: verdict, headers, body, deliveries
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct ShowArgs {
    /// The event: its number, the beginning of its Delivery-ID, or `latest`
    #[arg(value_name = "ID")]
    id: String,
    /// Write the body alone, byte for byte
    #[arg(long)]
    raw: bool,
    /// Show captured credentials (Authorization, Cookie and the like) as they are
    #[arg(long)]
    show_secrets: bool,
}

pub(super) fn run(context: &Context, args: ShowArgs) -> Outcome {
    let reader = context.reader()?;
    let number = resolve(&reader, &args.id)?;
    let record = event::get(&reader, number)?;
    if args.raw {
        context.printer.raw(&record.body)?;
        context.printer.flush()?;
        return Ok(Exit::DONE);
    }
    let filter = DeliveryFilter { event: Some(number), ..DeliveryFilter::default() };
    let deliveries = delivery::list(&reader, &filter)?;
    let masking = if args.show_secrets { Masking::Shown } else { Masking::Masked };
    event_page::print(
        &EventPage { record: &record, deliveries: &deliveries, masking },
        &context.printer,
    )?;
    Ok(Exit::DONE)
}
