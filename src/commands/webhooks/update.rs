//! `webhooks update`: another URL, other events, a pause. The secret stays as it is.

use clap::Args;

use super::{AccessArgs, all, find, parse_description, parse_url, pick};
use crate::api::{Api, ApiError, Call, Webhook, WebhookDraft};
use crate::commands::context::Context;
use crate::commands::subscription_events::{UnknownName, names};
use crate::contract::pattern::EventPattern;
use crate::error::{Error, Exit, Outcome};
use crate::output::webhook_rows;

const EXAMPLES: &str = "\
Examples:
  leadlex-hooks webhooks update 7f3c --pause
  leadlex-hooks webhooks update 7f3c --resume
  leadlex-hooks webhooks update 7f3c --url https://example.com/webhooks/v2
  leadlex-hooks webhooks update 7f3c --events 'contact.*,deal.*'
  leadlex-hooks webhooks update 7f3c --add-events 'company.*' --remove-events company.deleted";

/// Change a subscription, pause or resume it; its secret stays
///
/// Another secret comes only with another subscription: make it with `webhooks create --rotate`, then
/// remove the old one.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct UpdateArgs {
    /// Its id, at least 4 characters of it, or its URL
    #[arg(value_name = "ID")]
    id: String,
    /// Deliver there from now on
    #[arg(long, value_name = "URL", value_parser = parse_url)]
    url: Option<String>,
    /// Deliver these events from now on, and no others
    #[arg(long, value_name = "PATTERN", value_delimiter = ',')]
    events: Vec<EventPattern>,
    /// Deliver these events as well
    #[arg(long, value_name = "PATTERN", value_delimiter = ',', conflicts_with = "events")]
    add_events: Vec<EventPattern>,
    /// Deliver these events no longer
    #[arg(long, value_name = "PATTERN", value_delimiter = ',', conflicts_with = "events")]
    remove_events: Vec<EventPattern>,
    /// Ask for event names that no documentation has
    #[arg(long)]
    allow_unknown: bool,
    /// What it is for; 200 characters at most
    #[arg(long, value_name = "TEXT", value_parser = parse_description)]
    description: Option<String>,
    /// Deliver nothing until it is resumed
    #[arg(long, conflicts_with = "resume")]
    pause: bool,
    /// Deliver again
    #[arg(long)]
    resume: bool,
    #[command(flatten)]
    access: AccessArgs,
}

pub(super) async fn run(context: &Context, args: UpdateArgs) -> Outcome {
    let printer = &context.printer;
    let by_hand = [&args.add_events, &args.remove_events].iter().any(|list| !list.is_empty());
    let active = (args.pause || args.resume).then_some(args.resume);
    let is_nothing = args.url.is_none() && args.description.is_none() && active.is_none();
    if is_nothing && args.events.is_empty() && !by_hand {
        return Err(Error::usage("nothing says what to change").hint(
            "`--pause`, `--resume`, `--url URL`, `--events`, `--add-events`, `--remove-events PATTERN` or \
                   `--description TEXT`",
        ));
    }
    let given = match &*args.events {
        [] => None,
        patterns => Some(names("--events", patterns, unknown(&args), printer)?),
    };
    let added = match &*args.add_events {
        [] => Vec::new(),
        patterns => names("--add-events", patterns, unknown(&args), printer)?,
    };
    let api = args.access.open(context).await?;
    let (id, events) = if by_hand {
        let all = all(&api, printer).await?;
        let webhook = pick(&all, &args.id)?;
        (webhook.id.clone(), Some(changed(&webhook.events, &added, &args.remove_events)?))
    } else {
        (find(&api, &args.id, printer).await?, given)
    };
    let draft = WebhookDraft { url: args.url, events, description: args.description, active };
    let webhook = change(&api, &id, &draft).await?;
    if printer.is_json() {
        webhook_rows::print_all(std::slice::from_ref(&webhook), printer)?;
    }
    printer.good(&webhook_rows::told("changed", &webhook));
    if args.pause {
        printer.hint(
            "what happens meanwhile is not delivered later: `leadlex-hooks poll gaps --fill --to URL` \
             finds and delivers it",
        );
    }
    Ok(Exit::DONE)
}

fn unknown(args: &UpdateArgs) -> UnknownName {
    if args.allow_unknown { UnknownName::Asked } else { UnknownName::Refused }
}

/// What is there, with what is added and without what is removed.
fn changed(
    present: &[String],
    added: &[String],
    removed: &[EventPattern],
) -> Result<Vec<String>, Error> {
    let new = added.iter().filter(|name| !present.contains(name));
    let mut events: Vec<String> = present.iter().chain(new).cloned().collect();
    for pattern in removed {
        if !events.iter().any(|name| pattern.matches(name)) {
            let error = format!("`--remove-events {pattern}`: it delivers no such event");
            return Err(
                Error::usage(error).hint("`leadlex-hooks webhooks list -v` shows what it delivers")
            );
        }
    }
    events.retain(|name| !removed.iter().any(|pattern| pattern.matches(name)));
    if events.is_empty() {
        return Err(Error::usage("`--remove-events` would leave no event").hint(
            "`--pause` delivers none for a while, `leadlex-hooks webhooks delete` for good",
        ));
    }
    Ok(events)
}

async fn change(api: &Api, id: &str, draft: &WebhookDraft) -> Result<Webhook, Error> {
    let page = api.send(&Call::update_webhook(id, draft)).await.map_err(ApiError::into_error)?;
    let row = page.rows.first().ok_or_else(|| Error::api("the API's answer holds no subscription"));
    row.map(Webhook::read)
}

#[cfg(test)]
mod tests {
    use super::changed;
    use crate::contract::pattern::EventPattern;

    fn owned(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn what_is_there_stays_unless_it_is_removed() {
        let present = owned(&["contact.created", "matter.made"]);
        let change = |added: &[&str], removed: &[&str]| {
            let removed: Vec<EventPattern> =
                removed.iter().map(|text| text.parse().expect("a pattern")).collect();
            changed(&present, &owned(added), &removed).map_err(|error| error.to_string())
        };
        let more = change(&["contact.created", "deal.created"], &[]).expect("more");
        assert_eq!(more, ["contact.created", "matter.made", "deal.created"]);
        assert_eq!(
            change(&["deal.created"], &["contact.*", "matter.made"]),
            Ok(owned(&["deal.created"]))
        );
        assert!(change(&[], &["deal.*"]).is_err_and(|why| why.contains("no such event")));
        assert!(change(&[], &["*"]).is_err_and(|why| why.contains("leave no event")));
    }
}
