//! Subscriptions as lines and as objects.

use serde::Serialize;

use super::event_line::Row;
use super::printer::Printer;
use super::stream::Tone;
use crate::api::Webhook;
use crate::contract::secret::Secret;
use crate::error::Error;
use crate::text::safe;

/// Fewer characters of an id are not shown.
const SHORT_ID: usize = 8;

/// How much of a secret is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// What tells it apart from others.
    Fingerprint,
    /// All of it, because it was asked for.
    Whole,
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "webhook")]
struct WebhookJson<'a> {
    #[serde(flatten)]
    webhook: &'a Webhook,
    #[serde(skip_serializing_if = "Option::is_none")]
    secret_fingerprint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    secret: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "webhook_removed")]
struct RemovedJson<'a> {
    id: &'a str,
    url: &'a str,
}

/// Prints subscriptions in the format asked for.
///
/// # Errors
/// A stdout that cannot be written.
pub fn print_all(webhooks: &[Webhook], printer: &Printer) -> Result<(), Error> {
    let ids: Vec<&str> = webhooks.iter().map(|webhook| &*webhook.id).collect();
    let length = unique_length(&ids);
    for webhook in webhooks {
        if printer.is_json() {
            let json = WebhookJson { webhook, secret_fingerprint: None, secret: None };
            printer.json_buffered(&json)?;
        } else {
            print_row(webhook, length, printer)?;
        }
    }
    printer.flush()
}

/// Prints one that was just made, as an object.
///
/// # Errors
/// A stdout that cannot be written.
pub fn print_made(
    webhook: &Webhook,
    secret: &Secret,
    shown: Shown,
    printer: &Printer,
) -> Result<(), Error> {
    printer.json(&WebhookJson {
        webhook,
        secret_fingerprint: Some(secret.fingerprint()),
        secret: (shown == Shown::Whole).then(|| secret.expose()),
    })
}

/// Prints one that was just removed, as an object.
///
/// # Errors
/// A stdout that cannot be written.
pub fn print_removed(webhook: &Webhook, printer: &Printer) -> Result<(), Error> {
    printer.json(&RemovedJson { id: &webhook.id, url: &webhook.url })
}

/// One in a sentence: `made 7f3c4d2a: 27 events to https://example.com/webhooks, paused`.
#[must_use]
pub fn told(done: &str, webhook: &Webhook) -> String {
    let paused = if webhook.active == Some(false) { ", paused" } else { "" };
    let (id, url) = (safe::line(&webhook.id), safe::line(&webhook.url));
    format!("{done} {id}: {} to {url}{paused}", events(webhook))
}

/// What to do about one that nobody listens to.
#[must_use]
pub fn left(webhook: &Webhook) -> String {
    let id = safe::line(&webhook.id);
    format!(
        "{id} was made by a `listen --register` that was killed: the next one removes it, or \
         `leadlex-hooks webhooks delete {id}`"
    )
}

fn print_row(webhook: &Webhook, length: usize, printer: &Printer) -> Result<(), Error> {
    let out = printer.out();
    let mut line = Row::new(&out);
    let short: String = webhook.id.chars().take(length).collect();
    line.cell(Tone::Name, &safe::line(&short), length);
    let (tone, state) = match (webhook.active, webhook.last_delivery_status.as_deref()) {
        (Some(false), _) => (Tone::Dim, "paused"),
        (_, None) => (Tone::Plain, "no delivery yet"),
        (_, Some("success")) => (Tone::Good, "✓ delivered"),
        (_, Some("failed")) => (Tone::Bad, "✗ failed"),
        (_, Some(_)) => (Tone::Warn, "? unknown"),
    };
    if !out.is_narrow() {
        line.cell(tone, state, 15);
        line.cell(Tone::Plain, &format!("{:>9}", events(webhook)), 9);
    }
    line.rest(&safe::line(&webhook.url));
    printer.line(&line.finish())?;
    if printer.is_verbose() {
        for (name, text) in details(webhook) {
            let line = format!("    {name:<11} {}", safe::line(&text));
            printer.line(&out.broken(&line, &" ".repeat(16)))?;
        }
    }
    Ok(())
}

fn details(webhook: &Webhook) -> Vec<(&'static str, String)> {
    let optional = [
        ("description", &webhook.description),
        ("made", &webhook.created_at),
        ("last tried", &webhook.last_delivery_at),
    ];
    let optional = optional.into_iter().filter_map(|(name, text)| Some((name, text.clone()?)));
    [("id", webhook.id.clone()), ("url", webhook.url.clone())]
        .into_iter()
        .chain(optional)
        .chain([("events", webhook.events.join(", "))])
        .collect()
}

fn events(webhook: &Webhook) -> String {
    match webhook.events.len() {
        1 => "1 event".to_owned(),
        count => format!("{count} events"),
    }
}

/// How many characters of the ids tell them apart.
fn unique_length(ids: &[&str]) -> usize {
    let mut sorted = ids.to_vec();
    sorted.sort_unstable();
    let shared = |pair: &[&str]| {
        let both = pair[0].chars().zip(pair[1].chars());
        both.take_while(|(one, other)| one == other).count()
    };
    let longest_shared = sorted.windows(2).map(shared).max().unwrap_or(0);
    (longest_shared + 1).max(SHORT_ID)
}

#[cfg(test)]
mod tests {
    use super::unique_length;

    #[test]
    fn ids_are_as_short_as_they_can_be_told_apart() {
        assert_eq!(unique_length(&[]), 8);
        assert_eq!(unique_length(&["hook_1"]), 8);
        assert_eq!(unique_length(&["0123456789", "9876543210"]), 8);
        assert_eq!(unique_length(&["0123456789", "012345678x"]), 10);
        assert_eq!(unique_length(&["same-same-same", "same-same-same"]), 15);
    }
}
