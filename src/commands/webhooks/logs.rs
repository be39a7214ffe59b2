//! `webhooks logs`: LeadLex's own log of its attempts, held against the local log.

use clap::Args;

use super::{AccessArgs, find, warn_of_bad_rows};
use crate::api::{Api, ApiError, Call, WebhookLog};
use crate::commands::context::Context;
use crate::error::{Error, Exit, Outcome};
use crate::output::printer::Printer;
use crate::output::webhook_logs::{self, Held};
use crate::store::{Reader, event};

/// More would take more calls than most workspaces have a day.
const MOST: u64 = 10_000;
/// The largest page `[/api-reference/webhooks/logs]`.
const PAGE: u64 = 100;

const EXAMPLES: &str = "\
Examples:
  leadlex-hooks webhooks logs 7f3c
  leadlex-hooks webhooks logs 7f3c --status failed -v
  leadlex-hooks webhooks logs 7f3c --last 500 --missing

Each attempt is shown with the number that its Delivery-ID has in the local log, which is what a `listen` \
has recorded: where LeadLex delivers straight to a handler, all are missing there. With `--missing` the exit \
code is 1 when any is. LeadLex keeps its log for 30 days and no payloads in it: what never arrived comes back \
with `leadlex-hooks poll gaps --fill`.";

/// Show LeadLex's log of deliveries, and which of them the local log has
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct LogsArgs {
    /// The subscription: its id, at least 4 characters of it, or its URL
    #[arg(value_name = "ID")]
    id: String,
    /// Only attempts that went so: success, failed or pending
    #[arg(long, value_name = "STATUS", value_parser = ["success", "failed", "pending"])]
    status: Option<String>,
    /// Only deliveries that the local log does not have
    #[arg(long)]
    missing: bool,
    /// How many of the last attempts are looked at; each hundred takes a call
    #[arg(long, short = 'n', value_name = "N", default_value_t = 50, value_parser = clap::value_parser!(u64).range(1..=MOST))]
    last: u64,
    #[command(flatten)]
    access: AccessArgs,
}

pub(super) async fn run(context: &Context, args: LogsArgs) -> Outcome {
    let printer = &context.printer;
    let reader = context.reader_if_any()?;
    let api = args.access.open(context).await?;
    let id = find(&api, &args.id, printer).await?;
    let mut rows = read(&api, &id, &args, printer).await?;
    rows.reverse();
    let mut shown = 0;
    for row in &rows {
        let held = held(reader.as_ref(), row)?;
        if args.missing && held != Held::Nowhere {
            continue;
        }
        webhook_logs::print(row, held, printer)?;
        shown += 1;
    }
    printer.flush()?;
    if shown == 0 {
        printer.story(match (rows.is_empty(), args.missing) {
            (false, true) => "nothing is missing: the local log has all that LeadLex delivered",
            _ => "no attempt matches",
        });
    }
    Ok(if args.missing && shown > 0 { Exit::NO } else { Exit::DONE })
}

/// The last attempts, newest first.
async fn read(
    api: &Api,
    id: &str,
    args: &LogsArgs,
    printer: &Printer,
) -> Result<Vec<WebhookLog>, Error> {
    let mut rows = Vec::new();
    let per_page = args.last.min(PAGE);
    // However odd the answers are, no more calls than that.
    for number in 1..=args.last.div_ceil(per_page) {
        let call = Call::webhook_logs(id).per_page(per_page).page(number);
        let call = match &args.status {
            Some(status) => call.status(status),
            None => call,
        };
        let page = api.send(&call).await.map_err(ApiError::into_error)?;
        warn_of_bad_rows(&page, printer);
        let count = page.rows.len() + page.bad.len();
        rows.extend(page.rows.iter().map(WebhookLog::read));
        let total = page.meta.and_then(|meta| meta.total);
        let is_last = total.is_some_and(|total| number * per_page >= total);
        if count == 0 || is_last {
            break;
        }
    }
    rows.truncate(usize::try_from(args.last).unwrap_or(usize::MAX));
    Ok(rows)
}

/// Whether the local log has it.
fn held(reader: Option<&Reader>, row: &WebhookLog) -> Result<Held, Error> {
    let Some(id) = &row.delivery_id else {
        return Ok(Held::Unknown);
    };
    let number = match reader {
        Some(reader) => event::of_delivery(reader, id)?,
        None => None,
    };
    Ok(number.map_or(Held::Nowhere, Held::Event))
}
