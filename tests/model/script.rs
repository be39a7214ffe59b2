//! What happens in the workspace: changes drawn at random, and the faults of its API.

use serde_json::{Value, json};

use crate::chance::Chance;

/// Words and how often each is drawn beside the others.
pub(crate) const WORDS: &[(&str, usize)] = &[
    ("contact.create", 12),
    ("contact.update", 14),
    ("contact.delete", 4),
    ("contact.merge", 1),
    ("company.create", 3),
    ("company.update", 4),
    ("company.delete", 1),
    ("deal.create", 5),
    ("deal.update", 7),
    ("deal.delete", 2),
    ("list.create", 1),
    ("list.update", 2),
    ("list.delete", 1),
    ("list.add", 8),
    ("list.remove", 3),
    ("campaign.create", 2),
    ("campaign.start", 4),
    ("campaign.pause", 2),
    ("campaign.complete", 1),
    ("campaign.delete", 1),
    ("campaign.step", 2),
    ("campaign.contacts", 1),
    ("mail.sent", 8),
    ("mail.delivered", 1),
    ("mail.opened", 5),
    ("mail.replied", 3),
    ("lexi.create", 3),
    ("lexi.approve", 3),
    ("lexi.dismiss", 1),
    ("lexi.complete", 2),
    ("lexi.fail", 1),
    ("task.create", 3),
    ("task.update", 4),
    ("task.delete", 1),
];

/// What happens where only contacts and deals are looked at, and neither is deleted.
pub(crate) const RUSH: &[(&str, usize)] =
    &[("contact.create", 1), ("contact.update", 10), ("deal.create", 1), ("deal.update", 10)];

/// A change that can be made now, most likely; one that cannot is refused and does no harm.
pub(crate) fn change(chance: &mut Chance, state: &Value, words: &[(&str, usize)]) -> Value {
    loop {
        let all: usize = words.iter().map(|(_, weight)| weight).sum();
        let mut drawn = chance.below(all);
        for (word, weight) in words {
            if drawn < *weight {
                if let Some(change) = of(word, chance, state) {
                    return change;
                }
                break;
            }
            drawn -= weight;
        }
    }
}

fn of(word: &str, chance: &mut Chance, state: &Value) -> Option<Value> {
    let (subject, verb) = word.split_once('.')?;
    let number = chance.below(1_000_000);
    // Few values, so that a field often goes back to one it had.
    let few = chance.below(3);
    if verb == "create" {
        let name = format!("{subject} {number}");
        return Some(match subject {
            "contact" => json!({"do": word, "set": {"full_name": name,
                "email": format!("c{number}@example.com")}}),
            "task" => json!({"do": word, "set": {"title": name}}),
            "lexi" => json!({"do": word, "set": {"description": name}}),
            _ => json!({"do": word, "set": {"name": name}}),
        });
    }
    let many = match subject {
        "contact" => "contacts",
        "company" => "companies",
        "deal" => "deals",
        "list" => "lists",
        "lexi" => "lexi_tasks",
        "task" => "tasks",
        _ => "campaigns",
    };
    let status = |wanted: &'static [&'static str]| {
        move |object: &Value| wanted.iter().any(|status| object["status"] == *status)
    };
    let fits: Box<dyn Fn(&Value) -> bool> = match word {
        "campaign.start" => Box::new(status(&["draft", "paused", "completed"])),
        "campaign.delete" => Box::new(status(&["draft"])),
        "campaign.pause" | "campaign.complete" | "mail.sent" | "mail.delivered" => {
            Box::new(status(&["active"]))
        }
        "mail.opened" | "mail.replied" => Box::new(status(&["active", "paused", "completed"])),
        "lexi.approve" | "lexi.dismiss" => Box::new(status(&["pending"])),
        "lexi.complete" | "lexi.fail" => Box::new(status(&["pending", "approved"])),
        _ => Box::new(|_: &Value| true),
    };
    let objects = state[many].as_object()?;
    let ids: Vec<&String> =
        objects.iter().filter(|(_, object)| fits(object)).map(|(id, _)| id).collect();
    // What is few is not to run out.
    if verb == "delete" && ids.len() < 3 {
        return None;
    }
    let id = *chance.pick(&ids)?;
    let contacts: Vec<&String> = state["contacts"].as_object()?.keys().collect();
    let contact = chance.pick(&contacts).copied()?;
    Some(match word {
        "contact.update" if few == 0 => {
            json!({"do": word, "id": id, "set": {"email": format!("n{number}@example.com")}})
        }
        "contact.update" => json!({"do": word, "id": id, "set": {"job_title": format!("T{few}")}}),
        "contact.merge" if contact == id => return None,
        "contact.merge" => json!({"do": word, "id": id, "duplicates": [contact]}),
        "company.update" => json!({"do": word, "id": id, "set": {"size": format!("{few}")}}),
        "deal.update" => json!({"do": word, "id": id, "set": {"estimated_value": few * 100}}),
        "list.update" if few == 0 => {
            json!({"do": word, "id": id, "set": {"name": format!("list {number}")}})
        }
        "list.update" => json!({"do": word, "id": id, "set": {"description": format!("D{few}")}}),
        "list.add" => json!({"do": word, "id": id, "contacts": [contact]}),
        "list.remove" => {
            let members = state["members"][id].as_array()?;
            json!({"do": word, "id": id, "contacts": [chance.pick(members)?]})
        }
        "campaign.start" => json!({"do": word, "id": id, "approval": few == 0}),
        "campaign.step" => json!({"do": word, "id": id, "set": {}}),
        "campaign.contacts" => json!({"do": word, "id": id, "contacts": [contact]}),
        "task.update" => {
            let status = ["open", "in_progress", "completed"][few];
            json!({"do": word, "id": id, "set": {"status": status}})
        }
        _ if subject == "mail" => json!({"do": word, "id": id, "contact": contact}),
        _ => json!({"do": word, "id": id}),
    })
}

/// Faults after which the API still tells the truth, sooner or later.
pub(crate) const FAULTS: &[&str] = &[
    "503,times=2",
    "500,times=1",
    "502,times=5",
    "429=retry-after:0,times=2",
    "slow=5ms,times=3",
    "reset,times=2",
    "html=200,times=1",
    "html=502,times=1",
    "truncated=length,times=2",
    "truncated=json,times=1",
    "empty,times=1",
    "redirect,times=1",
    "forbidden,times=1",
    "expired-key,times=1",
    "quota-headers=missing,times=3",
    "quota-headers=garbage,times=3",
    "shift=insert,times=1",
    "shift=delete,times=1",
    "shift=update,times=1",
    "shift=both,times=1",
    "repeat-row,times=1",
    "skip-row,times=1",
    // Never as many as a wrong total is short of: two lies that agree are the truth for everybody.
    "export-short=3,times=1",
    "export-column=id,times=1",
    "export-column=created_at,times=1",
    "total=+3,times=2",
    "total=-2,times=2",
    "total=missing,times=2",
    "total=text,times=2",
    "bad-row=no-id,times=2",
    "bad-row=not-object,times=2",
    "bad-row=null-id,times=2",
    "bad-row=wrong-types,times=2",
    "dates=future,times=2",
    "dates=no-zone,times=2",
    "dates=missing,times=2",
    "dates=garbage,times=2",
];

/// Where a fault strikes.
const PLACES: &[&str] = &[
    "contacts",
    "contacts",
    "contact_export",
    "deals",
    "companies",
    "tasks",
    "lists",
    "campaigns",
    "campaign_events",
    "campaign_steps",
    "lexi_tasks",
    "audit_logs",
];

/// A fault somewhere.
pub(crate) fn fault(chance: &mut Chance, among: &[&str]) -> String {
    let fault = chance.pick(among).copied().unwrap_or("503,times=1");
    match chance.pick(PLACES).filter(|_| !chance.clone().one_in(3)) {
        Some(place) => format!("{fault},on={place}"),
        None => fault.to_owned(),
    }
}
