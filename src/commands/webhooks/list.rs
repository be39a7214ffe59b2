//! `webhooks list`: what LeadLex delivers where.

use clap::Args;

use super::{AccessArgs, all};
use crate::commands::context::Context;
use crate::error::{Exit, Outcome};
use crate::output::webhook_rows;
use crate::store::registration;

const EXAMPLES: &str = "\
Examples:
  leadlex-hooks webhooks list
  leadlex-hooks webhooks list -v
  leadlex-hooks webhooks list --json | jq -r 'select(.last_delivery_status == \"failed\") | .url'";

/// List the subscriptions
///
/// LeadLex never tells a secret again; one that is lost is replaced by removing the subscription and
/// making it anew.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct ListArgs {
    #[command(flatten)]
    access: AccessArgs,
}

pub(super) async fn run(context: &Context, args: ListArgs) -> Outcome {
    let printer = &context.printer;
    let api = args.access.open(context).await?;
    let webhooks = all(&api, printer).await?;
    if webhooks.is_empty() {
        printer.story("no subscriptions yet");
        printer.hint("`leadlex-hooks webhooks create https://…` makes one");
    }
    webhook_rows::print_all(&webhooks, printer)?;
    let left = match context.reader_if_any()? {
        Some(reader) => {
            let store = context.settings()?.store_path()?.value;
            registration::left(&reader, &store)?
        }
        None => Vec::new(),
    };
    let is_left = |id: &str| left.iter().any(|left| left.webhook.as_deref() == Some(id));
    for webhook in webhooks.iter().filter(|webhook| is_left(&webhook.id)) {
        printer.warn(&webhook_rows::left(webhook));
    }
    Ok(Exit::DONE)
}
