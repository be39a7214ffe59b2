//! A change between two pages of one reading: rows are inserted, deleted or updated right before a
//! later page is read, so that everything behind them moves.

use super::change::{self, Change};
use super::world::World;

/// Makes the change.
pub(crate) fn shift(world: &mut World, resource: &str, how: &str, ids: &[String]) {
    let one = match resource {
        "contacts" => "contact",
        "companies" => "company",
        "deals" => "deal",
        "lists" => "list",
        "campaigns" => "campaign",
        "tasks" => "task",
        "campaign_events" => return mail(world, ids),
        _ => return,
    };
    if how == "insert" || how == "both" {
        carry_out(world, &serde_json::json!({"do": format!("{one}.create")}));
    }
    if how == "delete" || how == "both" {
        carry_out(world, &serde_json::json!({"do": format!("{one}.delete"), "ref": "oldest"}));
    }
    if how == "update" {
        carry_out(
            world,
            &serde_json::json!({"do": format!("{one}.update"), "ref": "any", "set": {}}),
        );
    }
}

fn mail(world: &mut World, ids: &[String]) {
    if let Some(id) = ids.first() {
        carry_out(world, &serde_json::json!({"do": "mail.sent", "id": id}));
    }
}

/// What cannot be done, since nothing is there any more, does not move anything.
fn carry_out(world: &mut World, change: &serde_json::Value) {
    if let Ok(change) = Change::read(change) {
        let _ = change::apply(world, &change);
    }
}
