//! `campaign.step_created`: the steps of one campaign, by id, for their numbers are given anew when
//! one is removed `[/api-reference/campaigns/delete-step]`.

use serde_json::json;

use super::super::id::Version;
use super::super::row::Row;
use super::super::window::Purpose;
use super::draft::{Draft, Subject, distinct};
use super::{Changes, Look};
use crate::store::poll::{Entry, Presence};

/// All steps of a campaign `[/api-reference/campaigns/steps]`. For a campaign made after the
/// baseline the window's purpose is to watch from the beginning.
#[must_use]
pub fn seen(campaign: &str, rows: &[Row], look: &Look<'_>) -> Changes {
    let mut draft = Draft::new(look);
    draft.read("step", rows);
    for row in distinct(rows) {
        let window = look.window;
        let new = window.purpose == Purpose::Watch
            && !look.known.contains_key(&row.id)
            && !window.is_older_than_baseline(row.created);
        draft.begin();
        if new || window.asks_for(row.created) {
            let subject = Subject { id: &row.id, order_key: format!("campaign:{campaign}") };
            let version = Version::Named(campaign.to_owned());
            draft.tell(
                "campaign.step_created",
                &subject,
                version,
                row.created,
                || json!({"campaign_id": campaign, "step": row.fields}),
            );
        }
        draft.keep(Entry {
            id: row.id.clone(),
            created: row.created,
            updated: None,
            hash: None,
            state: String::new(),
            sequence: 0,
            presence: Presence::Here,
        });
    }
    draft.finish()
}
