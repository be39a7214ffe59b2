//! `deliveries show`: every attempt of a delivery with its request and response.

use clap::Args;

use super::no_delivery;
use crate::commands::context::Context;
use crate::commands::masking_args::MaskingArgs;
use crate::error::{Exit, Outcome};
use crate::output::delivery_page::{self, DeliveryPage};
use crate::store::StoreError;
use crate::store::{delivery, event};

/// Show one delivery: every attempt with request and response
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  leadlex-hooks deliveries show 7\n  leadlex-hooks deliveries show 7 --json"
)]
pub(super) struct ShowArgs {
    /// Number of the delivery
    #[arg(value_name = "NUMBER")]
    number: i64,
    #[command(flatten)]
    masking: MaskingArgs,
}

pub(super) fn run(context: &Context, args: ShowArgs) -> Outcome {
    let reader = context.reader()?;
    let row = match delivery::get(&reader, args.number) {
        Err(StoreError::NoSuch { .. }) => return Err(no_delivery(args.number)),
        found => found?,
    };
    let attempts = delivery::attempts(&reader, args.number)?;
    let record = event::get(&reader, row.event)?;
    let masking = args.masking.masking();
    let page = DeliveryPage { row: &row, attempts: &attempts, body: &record.body, masking };
    delivery_page::print(&page, &context.printer)?;
    Ok(Exit::DONE)
}
