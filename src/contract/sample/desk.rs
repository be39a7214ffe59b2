//! What lies on a lawyer's desk: lists, tasks and the timeline.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::contact::others;
use super::dice::Dice;
use super::words::{ACTIVITIES, LISTS, TASKS};
use super::world::{World, only, shift, stamp};

const DAY: i64 = 24 * 3600;

/// The object of `[/api-reference/lists/create]`.
pub(super) fn list(seed: u64, born: &str) -> Value {
    let mut dice = Dice::new(seed, "list");
    let (name, description) = dice.pick(LISTS);
    json!({
        "id": dice.uuid(),
        "name": name,
        "description": description,
        "contact_count": dice.between(12, 180),
        "created_at": born,
    })
}

/// `data` of a `list.*` event.
pub(super) fn list_happen(world: &mut World, verb: &str, now: &str) -> Value {
    let list = &mut world.list;
    let count = list["contact_count"].as_u64().unwrap_or_default();
    let id = list["id"].clone();
    let contact_id = &world.contact["id"];
    match verb {
        "created" => {
            list["contact_count"] = json!(0);
            list["created_at"] = json!(now);
            json!({"list": list})
        }
        "updated" => {
            let name = list["name"].as_str().unwrap_or_default();
            list["name"] = json!(format!("{name} (reviewed)"));
            json!({"list": list})
        }
        "deleted" => json!({"list": {"deleted": true, "id": id, "memberships_removed": count}}),
        "contact_added" => {
            list["contact_count"] = json!(count + 1);
            json!({"list": list, "contact": only(&world.contact, &["id", "full_name", "email"])})
        }
        "contacts_added" => {
            list["contact_count"] = json!(count + 2);
            let ids = [contact_id, &json!(others(world.seed, 1)[0].id)];
            let count = &list["contact_count"];
            json!({"added": 2, "list_id": id, "contact_count": count, "contact_ids": ids})
        }
        "contacts_removed" => {
            list["contact_count"] = json!(count.saturating_sub(1));
            json!({"removed": true, "list_id": id, "contact_id": contact_id})
        }
        _ => Value::Null,
    }
}

/// A row of `[/api-reference/tasks/list]`.
pub(super) fn task(
    seed: u64,
    contact: &Value,
    deal: &Value,
    assignee: &str,
    at: Timestamp,
    born: &str,
) -> Value {
    let mut dice = Dice::new(seed, "task");
    let (task_type, title, description) = dice.pick(TASKS);
    json!({
        "id": dice.uuid(),
        "title": title,
        "description": description,
        "status": "open",
        "priority": dice.pick(&["low", "medium", "high"]),
        "task_type": task_type,
        "due_date": stamp(shift(at, i64::from(dice.between(2, 9)) * DAY)),
        "assigned_to_user_id": assignee,
        "contact_id": contact["id"],
        "deal_id": deal["id"],
        "event_id": null,
        "created_date": born,
        "updated_date": born,
    })
}

/// `data` of a `task.*` event that is about the CRM's own tasks.
pub(super) fn task_happen(world: &mut World, verb: &str, now: &str) -> Value {
    let task = &mut world.task;
    match verb {
        "created" => {
            task["status"] = json!("open");
            task["created_date"] = json!(now);
        }
        "updated" if task["status"] == "open" => task["status"] = json!("in_progress"),
        "updated" => task["status"] = json!("completed"),
        _ => return Value::Null,
    }
    task["updated_date"] = json!(now);
    json!({"task": task})
}

/// The object of `[/api-reference/activities/create]`.
pub(super) fn activity(
    seed: u64,
    contact: &Value,
    deal: &Value,
    author: &str,
    born: &str,
) -> Value {
    let mut dice = Dice::new(seed, "activity");
    let (kind, title, description) = dice.pick(ACTIVITIES);
    json!({
        "id": dice.uuid(),
        "type": kind,
        "title": title,
        "description": description,
        "contact_id": contact["id"],
        "deal_id": deal["id"],
        "entity_type": "contact",
        "entity_id": contact["id"],
        "entity_name": contact["full_name"],
        "metadata": {"duration_minutes": dice.between(5, 60)},
        "created_by_user_id": author,
        "created_date": born,
    })
}

/// `data` of `activity.created`.
pub(super) fn activity_happen(world: &mut World, now: &str) -> Value {
    world.activity["created_date"] = json!(now);
    json!({"activity": world.activity})
}
