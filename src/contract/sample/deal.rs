//! Deals: the matters of a law firm.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::dice::Dice;
use super::words::{MATTERS, STAGES};
use super::world::{World, deleted, only, shift, stamp};

const DAY: i64 = 24 * 3600;

/// A row of `[/api-reference/deals/list]`.
pub(super) fn row(
    seed: u64,
    company: &Value,
    contact: &Value,
    owner: &str,
    at: Timestamp,
    born: &str,
) -> Value {
    let mut dice = Dice::new(seed, "deal");
    let (matter_type, title) = dice.pick(MATTERS);
    let client = company["name"].as_str().unwrap_or_default();
    json!({
        "id": dice.uuid(),
        "name": format!("{client} – {title}"),
        "stage": STAGES[0],
        "status": "active",
        "pipeline": "New Business",
        "estimated_value": dice.between(8, 240) * 500,
        "main_contact_id": contact["id"],
        "owner_user_id": owner,
        "priority": dice.pick(&["low", "medium", "high"]),
        "matter_type": matter_type,
        "tags": ["inbound"],
        "related_company_id": company["id"],
        "high_level_description": format!("{title} for {client}, first phase."),
        "next_follow_up_date": stamp(shift(at, 7 * DAY)),
        "fee_model": dice.pick(&["hourly", "fixed", "capped"]),
        "probability": 20,
        "currency": dice.pick(&["USD", "EUR", "GBP", "CHF"]),
        "closed_date": null,
        "created_date": born,
        "updated_date": born,
    })
}

/// `data` of a `deal.*` event. Bulk events are about the world's matter and its second phase.
pub(super) fn happen(world: &mut World, verb: &str, now: &str) -> Value {
    let mut second = second_phase(world);
    let deal = &mut world.deal;
    match verb {
        "created" | "bulk_created" => {
            for deal in [&mut *deal, &mut second] {
                deal["created_date"] = json!(now);
                deal["updated_date"] = json!(now);
            }
        }
        "updated" | "bulk_updated" => {
            advance(deal, now);
            advance(&mut second, now);
        }
        _ => {}
    }
    let changed = |deal| only(deal, &CHANGED);
    match verb {
        "created" | "updated" => json!({"deal": deal}),
        "deleted" => json!({"deal": deleted(deal)}),
        // An array and its `count` `[/webhooks]`; the key of the array is inferred.
        "bulk_created" => json!({"deals": [deal, second], "count": 2}),
        "bulk_updated" => json!({"deals": [changed(deal), changed(&second)], "count": 2}),
        _ => Value::Null,
    }
}

/// What moving on changes, and what tells which matter it is.
const CHANGED: [&str; 6] = ["id", "name", "stage", "status", "probability", "updated_date"];

/// Moves a matter on to its next stage.
fn advance(deal: &mut Value, now: &str) {
    let stage = STAGES.iter().position(|stage| deal["stage"] == *stage).unwrap_or_default();
    let next = (stage + 1).min(STAGES.len() - 1);
    deal["stage"] = json!(STAGES[next]);
    deal["probability"] = json!(20 * (next + 1));
    if next + 1 == STAGES.len() {
        deal["status"] = json!("won");
        deal["closed_date"] = json!(now);
    }
    deal["updated_date"] = json!(now);
}

/// A second matter for the same client.
fn second_phase(world: &World) -> Value {
    let mut deal = world.deal.clone();
    deal["id"] = json!(Dice::new(world.seed, "second deal").uuid());
    deal["name"] = json!(format!("{}, phase two", deal["name"].as_str().unwrap_or_default()));
    deal
}
