//! `webhooks create`: a subscription, and its secret in a safe place.

use std::time::Duration;

use clap::Args;

use super::place::{Beside, Place, PlaceArgs};
use super::{AccessArgs, parse_description, parse_url};
use crate::api::{Api, Call, Webhook, WebhookDraft, webhook};
use crate::commands::context::Context;
use crate::commands::subscription_events::{UnknownName, names};
use crate::contract::pattern::EventPattern;
use crate::contract::secret::Secret;
use crate::error::{Error, Exit, Outcome};
use crate::output::webhook_rows;
use crate::stop::{self, Cause};
use crate::text::safe;

const EXAMPLES: &str = "\
Examples:
  leadlex-hooks webhooks create https://example.com/webhooks
  leadlex-hooks webhooks create https://example.com/webhooks --events 'contact.*,deal.created'
  leadlex-hooks webhooks create https://example.com/webhooks --rotate
  leadlex-hooks webhooks create https://example.com/webhooks --secret-file /run/secrets/leadlex
  leadlex-hooks webhooks create https://example.com/webhooks --print-secret | pass insert -e leadlex

LeadLex takes https URLs of public hosts only and shows the secret once. It is kept in the \
configuration unless you say otherwise; if it cannot be kept, the subscription is removed again.";

/// What is said when nobody knows.
const PERHAPS: &str = "it may have been made all the same: look with `leadlex-hooks webhooks list`, and \
                       remove it, since its secret is lost";

/// How long the answer is waited for when the end is asked for.
const FAREWELL: Duration = Duration::from_secs(5);

/// Make a subscription, and keep the secret that LeadLex shows once
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct CreateArgs {
    /// Where LeadLex is to deliver
    #[arg(value_name = "URL", value_parser = parse_url)]
    url: String,
    /// Only these events: names, or patterns such as `contact.*` [default: all that are launched]
    #[arg(long, value_name = "PATTERN", value_delimiter = ',')]
    events: Vec<EventPattern>,
    /// Ask for event names that no documentation has
    #[arg(long)]
    allow_unknown: bool,
    /// What it is for; 200 characters at most
    #[arg(long, value_name = "TEXT", value_parser = parse_description)]
    description: Option<String>,
    /// Deliver nothing until `webhooks update --resume`
    #[arg(long)]
    paused: bool,
    #[command(flatten)]
    place: PlaceArgs,
    #[command(flatten)]
    access: AccessArgs,
}

pub(super) async fn run(context: &Context, args: CreateArgs) -> Outcome {
    let unknown = if args.allow_unknown { UnknownName::Asked } else { UnknownName::Refused };
    let events = names("--events", &args.events, unknown, &context.printer)?;
    let api = args.access.open(context).await?;
    let draft = WebhookDraft {
        url: Some(args.url),
        events: Some(events),
        description: args.description,
        active: args.paused.then_some(false),
    };
    let place = args.place.prepare(context)?;
    let (webhook, secret) = match unless_stopped(make(&api, &draft)).await {
        Ok(made) => made,
        Err(error) => {
            place.give_up();
            return Err(error);
        }
    };
    context.printer.good(&webhook_rows::told("made", &webhook));
    if let Err(error) = place.keep(context, &secret) {
        place.give_up();
        return Err(undo(&api, &webhook, error).await);
    }
    match (show(context, &webhook, &secret, &place), &place) {
        (Err(error), Place::Printed) => {
            let lost = Error::store("stdout was gone before the secret could be read");
            Err(undo(&api, &webhook, if error.is_silent() { lost } else { error }).await)
        }
        (shown, _) => {
            advise(context, &place);
            shown.map(|()| Exit::DONE)
        }
    }
}

/// Waits a while longer when the end is asked for, so that what was made is kept.
async fn unless_stopped<T>(call: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    let (_switch, mut stop) = stop::on_signal();
    stop.wait_for(call, FAREWELL).await.unwrap_or_else(|cause| {
        let exit = if cause == Cause::Terminate { Exit::TERMINATED } else { Exit::INTERRUPTED };
        Err(Error::stopped(exit, "interrupted before the API answered").hint(PERHAPS))
    })
}

/// What follows where a secret was there before.
fn advise(context: &Context, place: &Place) {
    if matches!(place, Place::Config(Beside::Others)) {
        context.printer.hint(
            "an older subscription to the same URL delivers as well, signed with the older secret: \
             once your application knows both, `leadlex-hooks webhooks delete ID`, then \
             `leadlex-hooks config secret drop FINGERPRINT`",
        );
    }
}

/// The subscription and its secret.
async fn make(api: &Api, draft: &WebhookDraft) -> Result<(Webhook, Secret), Error> {
    let page = api.send(&Call::create_webhook(draft)).await.map_err(|error| {
        let may_be_made = error.may_be_done();
        let error = error.into_error();
        match may_be_made {
            true => error.hint(PERHAPS),
            false => error,
        }
    })?;
    let row = page.rows.first().ok_or_else(|| {
        Error::api("the API's answer holds no subscription")
            .hint("`leadlex-hooks webhooks list` shows whether it was made")
    })?;
    let webhook = Webhook::read(row);
    match webhook::secret(row) {
        Some(secret) => Ok((webhook, secret)),
        None => Err(undo(api, &webhook, Error::api("the API's answer holds no secret")).await),
    }
}

/// Removes what nobody could verify.
async fn undo(api: &Api, webhook: &Webhook, error: Error) -> Error {
    match api.send(&Call::delete_webhook(&webhook.id)).await {
        Ok(_) => error.hint("the subscription was removed again"),
        Err(_) => error.hint(format!(
            "the subscription is there and of no use: `leadlex-hooks webhooks delete {}`",
            safe::line(&webhook.id)
        )),
    }
}

fn show(context: &Context, webhook: &Webhook, secret: &Secret, place: &Place) -> Result<(), Error> {
    let printer = &context.printer;
    match place {
        Place::Printed if printer.is_json() => {
            webhook_rows::print_made(webhook, secret, webhook_rows::Shown::Whole, printer)
        }
        Place::Printed => printer.line(secret.expose()),
        Place::Config(_) | Place::File(_) if printer.is_json() => {
            webhook_rows::print_made(webhook, secret, webhook_rows::Shown::Fingerprint, printer)
        }
        Place::Config(_) | Place::File(_) => printer.line(&safe::line(&webhook.id)),
    }
}
