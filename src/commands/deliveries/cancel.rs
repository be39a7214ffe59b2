//! `deliveries cancel`: no further attempts.

use clap::Args;
use serde::Serialize;

use super::no_delivery;
use crate::commands::context::Context;
use crate::error::{Exit, Outcome};
use crate::store::StoreError;
use crate::store::delivery::{self, Which};

const EXAMPLES: &str = "\
Examples:
  leadlex-hooks deliveries cancel 7
  leadlex-hooks deliveries cancel --all";

/// Give up pending deliveries
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct CancelArgs {
    /// Numbers of deliveries
    #[arg(value_name = "NUMBER", required_unless_present = "all")]
    numbers: Vec<i64>,
    /// All that are pending
    #[arg(long, conflicts_with = "numbers")]
    all: bool,
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "summary")]
struct SummaryJson {
    cancelled: usize,
}

pub(super) fn run(context: &Context, args: CancelArgs) -> Outcome {
    let reader = context.reader()?;
    for &number in &args.numbers {
        if let Err(StoreError::NoSuch { .. }) = delivery::get(&reader, number) {
            return Err(no_delivery(number));
        }
    }
    let store = context.store()?;
    let cancelled = store.write_blocking(move |conn| {
        if args.all {
            return delivery::cancel(conn, Which::All);
        }
        args.numbers.iter().map(|&number| delivery::cancel(conn, Which::Number(number))).sum()
    })?;
    store.close();
    if context.printer.is_json() {
        context.printer.json(&SummaryJson { cancelled })?;
    } else if cancelled == 0 {
        context.printer.story("nothing to cancel: no such delivery is pending");
    } else {
        let word = if cancelled == 1 { "delivery" } else { "deliveries" };
        context.printer.good(&format!("cancelled {cancelled} pending {word}"));
    }
    Ok(Exit::DONE)
}
