//! `events show`: one event whole.

use clap::Args;

use crate::commands::context::{Context, block_on};
use crate::commands::event_id::resolve;
use crate::commands::explainer::{Delivery, Explainer};
use crate::commands::masking_args::MaskingArgs;
use crate::contract::explain::Effort;
use crate::error::{Exit, Outcome};
use crate::output::event_page::{self, EventPage, Extent};
use crate::output::explanation;
use crate::store::Reader;
use crate::store::delivery::{self, DeliveryFilter};
use crate::store::event::{self, EventRecord};

const EXAMPLES: &str = "\
Examples:
  leadlex-hooks events show latest
  leadlex-hooks events show 42 --raw >body.json
  leadlex-hooks events show 7f3c --json";

/// Show one event: verdict, headers, body, deliveries
///
/// When its signature was not accepted, the mistake is looked for as `verify --explain` does.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct ShowArgs {
    /// The event: its number, the beginning of its Delivery-ID, or `latest`
    #[arg(value_name = "ID")]
    id: String,
    /// Write the body alone, byte for byte
    #[arg(long)]
    raw: bool,
    #[command(flatten)]
    masking: MaskingArgs,
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
    let masking = args.masking.masking();
    event_page::print(
        &EventPage { record: &record, deliveries: &deliveries, masking, extent: Extent::Whole },
        &context.printer,
    )?;
    if !record.row.verdict.is_accepted() {
        block_on(explain(context, &reader, &record))?;
    }
    Ok(Exit::DONE)
}

/// Why the signature is wrong. The event has been shown, so what stands in the way is no error.
async fn explain(context: &Context, reader: &Reader, record: &EventRecord) -> Outcome {
    let printer = &context.printer;
    let secrets = match context.secrets().await {
        Ok(secrets) if !secrets.is_empty() => secrets,
        Ok(_) => {
            printer.hint("with `--secret @FILE` this looks for what is wrong with the signature");
            return Ok(Exit::DONE);
        }
        Err(error) => {
            printer.warn(&format!("what is wrong with the signature is not looked for: {error}"));
            return Ok(Exit::DONE);
        }
    };
    let explainer = Explainer::new(context, secrets)?;
    let number = Some(record.row.number);
    let delivery = Delivery { headers: &record.headers, body: &record.body, number };
    let explained = explainer.explain(delivery, Some(reader), Effort::Thorough);
    if !printer.is_json() {
        printer.line("")?;
    }
    explanation::print(&explained, number, printer)?;
    Ok(Exit::DONE)
}
