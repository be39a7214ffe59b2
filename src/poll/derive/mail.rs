//! `campaign.email_sent`, `campaign.email_opened`, `campaign.email_replied`: a feed that tells each
//! of them itself, once.

use serde_json::{Value, json};

use super::super::id::Version;
use super::super::row::Row;
use super::super::window::{MAIL_OVERLAP, Purpose};
use super::draft::{Draft, Subject, distinct};
use super::{Changes, Look};
use crate::store::poll::{Entry, Presence};

/// The types that have an event; deliveries, clicks, bounces and the like have none.
fn event(kind: &str) -> Option<&'static str> {
    match kind {
        "sent" => Some("campaign.email_sent"),
        "opened" => Some("campaign.email_opened"),
        "replied" => Some("campaign.email_replied"),
        _ => None,
    }
}

/// Rows of one campaign's events `[/api-reference/campaigns/events]`. Ids older than
/// [`MAIL_OVERLAP`] before the watermark may be forgotten: rows of that age are passed over.
#[must_use]
pub fn seen(campaign: &str, rows: &[Row], look: &Look<'_>) -> Changes {
    let mut draft = Draft::new(look);
    draft.read("mail", rows);
    for row in distinct(rows) {
        if let Some(name) = row.text("type").as_deref().and_then(event) {
            see(name, campaign, row, &mut draft);
        }
    }
    draft.finish()
}

fn see(name: &str, campaign: &str, row: &Row, draft: &mut Draft<'_>) {
    let (window, known) = (draft.window(), draft.known().contains_key(&row.id));
    let asked = window.asks_for(row.created);
    let forgotten = window
        .mark
        .and(window.since(None).floor(MAIL_OVERLAP))
        .is_some_and(|floor| row.created.is_some_and(|at| at < floor));
    let new = window.purpose == Purpose::Watch
        && !known
        && !forgotten
        // The baseline reads no mails, so none of those just before it is known.
        && !window.is_before_baseline(row.created);
    if asked || new {
        let contact = row.text("contact_id").or_else(|| row.text("email")).unwrap_or_default();
        let order_key = format!("mail:{campaign}:{contact}");
        draft.begin();
        let subject = Subject { id: &row.id, order_key };
        let version = Version::Named(campaign.to_owned());
        draft.tell(
            name,
            &subject,
            version,
            row.created,
            || json!({"campaign_id": campaign, "event": Value::Object(row.fields.clone())}),
        );
    }
    if !known && !forgotten {
        draft.keep(Entry {
            id: row.id.clone(),
            created: row.created,
            // By this date it is forgotten again.
            updated: row.created,
            hash: None,
            state: row.text("type").unwrap_or_default(),
            sequence: 0,
            presence: Presence::Here,
        });
    }
}

#[cfg(test)]
mod tests;
