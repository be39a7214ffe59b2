//! `events diff A B`: what two events have different.

use clap::Args;
use serde::Serialize;

use crate::commands::context::Context;
use crate::commands::event_id::resolve;
use crate::commands::masking_args::MaskingArgs;
use crate::error::{Exit, Outcome};
use crate::output::event_diff;
use crate::store::event;

const EXAMPLES: &str = "\
Examples:
  leadlex-hooks events diff 41 42
  leadlex-hooks events diff 7f3c latest --body-only --json

Exit 0 when nothing differs, 1 when something does, as diff has it.";

/// Compare two events: bodies field by field, and headers
///
/// Numbers are compared as they were sent: `1.0` is not `1`. Headers of one hop (Host, Connection)
/// are not compared.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct DiffArgs {
    /// The first event: its number, the beginning of its Delivery-ID, or `latest`
    #[arg(value_name = "A")]
    old: String,
    /// The second event
    #[arg(value_name = "B")]
    new: String,
    /// Compare the bodies alone
    #[arg(long)]
    body_only: bool,
    #[command(flatten)]
    masking: MaskingArgs,
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "summary")]
struct SummaryJson {
    old: i64,
    new: i64,
    differences: usize,
}

pub(super) fn run(context: &Context, args: DiffArgs) -> Outcome {
    let reader = context.reader()?;
    let (a, b) = (resolve(&reader, &args.old)?, resolve(&reader, &args.new)?);
    let (old, new) = (event::get(&reader, a)?, event::get(&reader, b)?);
    let masking = args.masking.masking();
    let found = if args.body_only {
        event_diff::bodies(&old.body, &new.body)
    } else {
        event_diff::compare(&old, &new, masking)
    };
    for line in &found {
        event_diff::print(line, &context.printer)?;
    }
    context.printer.flush()?;
    if context.printer.is_json() {
        context.printer.json(&SummaryJson { old: a, new: b, differences: found.len() })?;
    } else if found.is_empty() {
        context.printer.story(&format!("#{a} and #{b} are the same"));
    } else if old.body != new.body {
        let sizes = event_diff::sizes(&old.body, &new.body);
        context.printer.story(&format!("#{a} and #{b} differ; their bodies have {sizes}"));
    }
    Ok(if found.is_empty() { Exit::DONE } else { Exit::NO })
}
