//! `webhooks delete`: subscriptions that are no longer wanted.

use clap::Args;
use dialoguer::Confirm;

use super::{AccessArgs, all, pick};
use crate::api::{ApiError, Call, Webhook};
use crate::commands::context::Context;
use crate::error::{Error, Exit, Outcome};
use crate::output::ask::Asker;
use crate::output::webhook_rows;
use crate::store::registration;

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
    /// Only forget what a killed `listen --register` left, by its whole id: for an API that is gone
    #[arg(long, conflicts_with = "yes")]
    forget: bool,
    #[command(flatten)]
    access: AccessArgs,
}

pub(super) async fn run(context: &Context, args: DeleteArgs) -> Outcome {
    let printer = &context.printer;
    if args.forget {
        for id in &args.ids {
            forget(context, id).await?;
        }
        return Ok(Exit::DONE);
    }
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
        forget(context, &webhook.id).await?;
        if printer.is_json() {
            webhook_rows::print_removed(webhook, printer)?;
        }
        printer.good(&webhook_rows::told("removed", webhook));
    }
    Ok(Exit::DONE)
}

/// Takes it out of what is told of as left by a killed listener.
async fn forget(context: &Context, id: &str) -> Result<(), Error> {
    let Some(reader) = context.reader_if_any()? else {
        return Ok(());
    };
    let store = context.settings()?.store_path()?.value;
    let left = registration::left(&reader, &store)?;
    if left.iter().any(|left| left.webhook.as_deref() == Some(id)) {
        let (store, id) = (context.store()?, id.to_owned());
        store.write(move |conn| registration::forget_webhook(conn, &id)).await?;
        store.close();
    }
    Ok(())
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
