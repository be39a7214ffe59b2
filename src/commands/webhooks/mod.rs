//! `webhooks`: the subscriptions of the live API, and LeadLex's own log of their deliveries.

mod create;
mod delete;
mod list;
mod logs;
mod place;
mod update;

use std::sync::Arc;

use clap::{Args, Subcommand};
use uuid::Uuid;

use super::api_args::ApiArgs;
use super::client_args::ClientArgs;
use super::context::{Context, block_on};
use crate::api::{Api, Call, Page, Webhook};
use crate::error::{Error, Outcome};
use crate::output::printer::Printer;
use crate::text::safe;

/// The shortest beginning of an id that is taken.
const SHORTEST: usize = 4;

/// Of many rows as many are named.
const NAMED: usize = 10;

/// Longest description `[/api-reference/webhooks/create]`.
const MOST_DESCRIPTION: usize = 200;

const EXAMPLES: &str = "\
Examples:
  leadlex-hooks webhooks list
  leadlex-hooks webhooks create https://example.com/webhooks --events 'contact.*,deal.*'
  leadlex-hooks webhooks update 7f3c --pause
  leadlex-hooks webhooks logs 7f3c --status failed
  leadlex-hooks webhooks delete 7f3c

Each takes one call of the API, or two where a subscription is named by a part of its id. For the \
time of a session `leadlex-hooks listen --register` makes one and removes it again.";

/// Manage the webhook subscriptions of your LeadLex workspace
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct WebhooksArgs {
    #[command(subcommand)]
    command: WebhooksCommand,
}

#[derive(Debug, Subcommand)]
enum WebhooksCommand {
    /// List the subscriptions
    List(list::ListArgs),
    /// Make a subscription, and keep the secret that LeadLex shows once
    Create(create::CreateArgs),
    /// Change a subscription, pause or resume it; its secret stays
    Update(update::UpdateArgs),
    /// Remove subscriptions, with their secrets and the retries under way
    Delete(delete::DeleteArgs),
    /// Show LeadLex's log of deliveries, and which of them the local log has
    Logs(logs::LogsArgs),
}

/// Which API, and how it is called.
#[derive(Args, Debug)]
struct AccessArgs {
    #[command(flatten)]
    api: ApiArgs,
    #[command(flatten)]
    client: ClientArgs,
}

/// Runs the command.
///
/// # Errors
/// Those of its subcommands.
pub fn run(context: &Context, args: WebhooksArgs) -> Outcome {
    match args.command {
        WebhooksCommand::List(args) => block_on(list::run(context, args)),
        WebhooksCommand::Create(args) => block_on(create::run(context, args)),
        WebhooksCommand::Update(args) => block_on(update::run(context, args)),
        WebhooksCommand::Delete(args) => block_on(delete::run(context, args)),
        WebhooksCommand::Logs(args) => block_on(logs::run(context, args)),
    }
}

impl AccessArgs {
    /// The API, known to be callable.
    async fn open(&self, context: &Context) -> Result<Api, Error> {
        let client = Arc::new(self.client.client(context)?);
        let api = self.api.api(context, client).await?;
        api.check().await?;
        Ok(api)
    }
}

/// All subscriptions; one call.
async fn all(api: &Api, printer: &Printer) -> Result<Vec<Webhook>, Error> {
    let page = api.send(&Call::webhooks()).await.map_err(crate::api::ApiError::into_error)?;
    warn_of_bad_rows(&page, printer);
    if page.rows.is_empty() && !page.bad.is_empty() {
        return Err(Error::api("no row of the API's answer can be read"));
    }
    Ok(page.rows.iter().map(Webhook::read).collect())
}

/// One bad row never hides the others.
fn warn_of_bad_rows(page: &Page, printer: &Printer) {
    for bad in page.bad.iter().take(NAMED) {
        printer.warn(&format!("row {} of the answer cannot be read: {}", bad.index + 1, bad.why));
    }
    if let Some(more) = page.bad.len().checked_sub(NAMED).filter(|more| *more > 0) {
        printer.warn(&format!("and {more} rows more"));
    }
}

/// The id that is meant: a whole one as it is, without a call; otherwise the beginning of one, or the
/// URL, of what there is.
async fn find(api: &Api, typed: &str, printer: &Printer) -> Result<String, Error> {
    if Uuid::try_parse(typed).is_ok() {
        return Ok(typed.to_owned());
    }
    let all = all(api, printer).await?;
    pick(&all, typed).map(|webhook| webhook.id.clone())
}

fn pick<'a>(all: &'a [Webhook], typed: &str) -> Result<&'a Webhook, Error> {
    if let Some(exact) = all.iter().find(|webhook| webhook.id == typed) {
        return Ok(exact);
    }
    let long = typed.chars().count() >= SHORTEST;
    let met = |webhook: &&Webhook| webhook.url == typed || long && webhook.id.starts_with(typed);
    let shown = safe::typed(typed);
    match &*all.iter().filter(met).collect::<Vec<_>>() {
        [one] => Ok(one),
        [] if !long => Err(Error::usage(format!("`{shown}` is too short for a subscription"))
            .hint("name it by at least 4 characters of its id, or by its URL")),
        [] => Err(Error::usage(format!("no subscription `{shown}`"))
            .hint("`leadlex-hooks webhooks list` shows their ids")),
        several => {
            let error = Error::usage(format!("`{shown}` means several subscriptions"));
            Err(several.iter().take(NAMED).fold(error, |error, webhook| {
                error.hint(format!("{} {}", safe::line(&webhook.id), safe::line(&webhook.url)))
            }))
        }
    }
}

/// A URL as LeadLex could take it; whether it does, it says itself.
fn parse_url(text: &str) -> Result<String, String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match rest {
        None if text.starts_with(':') || text.starts_with("localhost") => Err(
            "LeadLex cannot reach this machine: `leadlex-hooks listen --tunnel cloudflared --register`"
                .to_owned(),
        ),
        None => Err("a URL begins with `https://`".to_owned()),
        Some("") => Err("there is no host in it".to_owned()),
        Some(_) if text.chars().any(|c| c.is_whitespace() || c.is_control()) => {
            Err("a URL has no blanks in it".to_owned())
        }
        Some(_) => Ok(text.to_owned()),
    }
}

fn parse_description(text: &str) -> Result<String, String> {
    match text.chars().count() {
        0..=MOST_DESCRIPTION => Ok(text.to_owned()),
        count => Err(format!("LeadLex takes {MOST_DESCRIPTION} characters, not {count}")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{parse_description, parse_url, pick};
    use crate::api::Webhook;

    fn webhook(id: &str, url: &str) -> Webhook {
        let row = json!({"id": id, "url": url});
        Webhook::read(row.as_object().expect("an object"))
    }

    #[test]
    fn a_subscription_is_named_by_its_id_the_beginning_of_it_or_its_url() {
        let all = [
            webhook("7f3c4d2a", "https://a"),
            webhook("7f3c9999", "https://b"),
            webhook("hook", "https://b"),
            webhook("hook_2", "https://c"),
        ];
        let id = |typed: &str| pick(&all, typed).map_or_else(|e| e.to_string(), |w| w.id.clone());
        assert_eq!(id("7f3c4"), "7f3c4d2a");
        assert_eq!(id("hook"), "hook", "a whole id is not the beginning of another");
        assert_eq!(id("https://a"), "7f3c4d2a");
        assert_eq!(id("7f3c"), "`7f3c` means several subscriptions");
        assert_eq!(id("https://b"), "`https://b` means several subscriptions");
        assert_eq!(id("7f3"), "`7f3` is too short for a subscription");
        assert_eq!(id("none"), "no subscription `none`");
    }

    #[test]
    fn what_can_be_no_url_and_no_description_is_said_before_a_call() {
        assert!(parse_url("https://example.com/x").is_ok());
        for text in ["", ":3000", "example.com", "https://", "https://a b", "https://a\n"] {
            assert!(parse_url(text).is_err(), "{text:?}");
        }
        assert!(parse_description(&"é".repeat(200)).is_ok());
        assert!(parse_description(&"é".repeat(201)).is_err());
    }
}
