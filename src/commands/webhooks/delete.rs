//! `webhooks delete`: subscriptions that are no longer wanted.

use clap::Args;
use dialoguer::Confirm;

use super::{AccessArgs, all, pick};
use crate::api::{ApiError, Call, Webhook};
use crate::commands::context::Context;
use crate::error::{Error, Exit, Outcome};
use crate::output::ask::Asker;
use crate::output::webhook_rows;

const EXAMPLES: &str = "\
Examples:
  leadlex-hooks webhooks delete 7f3c
  leadlex-hooks webhooks delete https://example.com/webhooks --yes

LeadLex cancels the retries under way, and the secret is dead at once. Its log stays for 30 days.";

/// Remove subscriptions, with their secrets and the retries under way
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct DeleteArgs {
    /// Their ids, at least 4 characters of each, or their URLs
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
    /// Do not ask
    #[arg(long, short)]
    yes: bool,
    #[command(flatten)]
    access: AccessArgs,
}

pub(super) async fn run(context: &Context, args: DeleteArgs) -> Outcome {
    let printer = &context.printer;
    if !args.yes && (!context.can_ask() || printer.is_json()) {
        return Err(Error::usage("nothing is removed without a yes")
            .hint("`--yes` removes them: look first with `leadlex-hooks webhooks list`"));
    }
    let api = args.access.open(context).await?;
    let all = all(&api, printer).await?;
    let mut meant: Vec<&Webhook> = Vec::new();
    for typed in &args.ids {
        let webhook = pick(&all, typed)?;
        if !meant.contains(&webhook) {
            meant.push(webhook);
        }
    }
    if !args.yes && !confirmed(context, &meant).await? {
        printer.story("nothing was removed");
        return Ok(Exit::NO);
    }
    for webhook in meant {
        api.send(&Call::delete_webhook(&webhook.id)).await.map_err(ApiError::into_error)?;
        if printer.is_json() {
            webhook_rows::print_removed(webhook, printer)?;
        }
        printer.good(&webhook_rows::told("removed", webhook));
    }
    Ok(Exit::DONE)
}

async fn confirmed(context: &Context, meant: &[&Webhook]) -> Result<bool, Error> {
    for webhook in meant {
        context.printer.story(&webhook_rows::told("about to remove", webhook));
    }
    let question = match meant.len() {
        1 => "Remove this subscription and its secret for good?".to_owned(),
        count => format!("Remove these {count} subscriptions and their secrets for good?"),
    };
    Asker::new(&context.printer, "nothing was removed")
        .ask(move |theme| {
            Confirm::with_theme(theme).with_prompt(question).default(false).interact()
        })
        .await
}
