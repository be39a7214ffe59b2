//! The random script: every word of the sandbox that changes what polling can derive.

use serde_json::{Value, json};

use super::chance::Chance;

/// A word and how often it is drawn.
const WORDS: &[(&str, u64)] = &[
    ("contact.create", 12),
    ("contact.update", 16),
    ("contact.delete", 6),
    ("contact.merge", 2),
    ("company.create", 3),
    ("company.update", 4),
    ("company.delete", 2),
    ("deal.create", 5),
    ("deal.update", 7),
    ("deal.delete", 3),
    ("list.create", 2),
    ("list.update", 3),
    ("list.delete", 1),
    ("list.add", 8),
    ("list.remove", 4),
    ("campaign.create", 2),
    ("campaign.update", 1),
    ("campaign.delete", 1),
    ("campaign.start", 3),
    ("campaign.pause", 3),
    ("campaign.complete", 2),
    ("campaign.step", 2),
    ("campaign.contacts", 2),
    ("mail.sent", 6),
    ("mail.delivered", 1),
    ("mail.opened", 5),
    ("mail.clicked", 1),
    ("mail.replied", 3),
    ("lexi.create", 4),
    ("lexi.approve", 4),
    ("lexi.dismiss", 1),
    ("lexi.complete", 3),
    ("lexi.fail", 2),
    ("task.create", 3),
    ("task.update", 4),
    ("task.delete", 1),
    ("activity.create", 1),
    ("user.create", 1),
];

/// Words that can be told of at all; a script that lacks one of them tests less than it says.
pub(crate) fn words() -> impl Iterator<Item = &'static str> {
    WORDS.iter().map(|(word, _)| *word)
}

/// The next change. What it needs may not be there: then the sandbox refuses it, and nothing
/// changes.
pub(crate) fn change(chance: &mut Chance) -> Value {
    let all = WORDS.iter().map(|(_, weight)| weight).sum();
    let mut place = chance.below(all);
    let (word, _) = WORDS
        .iter()
        .find(|(_, weight)| {
            let here = place < *weight;
            place = place.saturating_sub(*weight);
            here
        })
        .expect("a word");
    let mut change = json!({"do": word});
    let (subject, verb) = word.split_once('.').expect("a dot");
    if verb == "create" {
        change["set"] = set(subject, chance);
        if subject == "contact" && chance.percent(20) {
            change["count"] = json!(chance.below(4) + 1);
            change["set"] = json!({});
        }
        return change;
    }
    change["ref"] = json!(chance.pick(&["any", "any", "any", "newest", "oldest"]));
    match verb {
        "update" => change["set"] = set(subject, chance),
        "merge" => change["duplicates"] = numbers(chance, 2),
        "add" | "remove" | "contacts" => change["contacts"] = numbers(chance, 4),
        "start" if chance.percent(30) => change["approval"] = json!(true),
        _ if subject == "mail" => {
            change["contact"] = json!("any");
            change["count"] = json!(chance.below(3) + 1);
        }
        _ => {}
    }
    change
}

/// Contacts by the number of their making; many of them are gone, so that few are asked for.
fn numbers(chance: &mut Chance, most: u64) -> Value {
    let count = chance.below(most) + 1;
    (0..count).map(|_| json!(format!("#{}", chance.below(160) + 1))).collect()
}

/// Fields to set. Few values, so that a row goes back to what it was; now and then none, which
/// dates a change that changes nothing.
fn set(subject: &str, chance: &mut Chance) -> Value {
    let few = |chance: &mut Chance| chance.below(3);
    if chance.percent(10) {
        return json!({});
    }
    let value = few(chance);
    match subject {
        "contact" => match chance.below(4) {
            0 => json!({"job_title": format!("Title {value}")}),
            1 => json!({"phone": format!("+1 202 555 010{value}")}),
            2 => json!({"tags": [format!("tag{value}")]}),
            _ => {
                json!({"full_name": format!("Name {value}"), "email": format!("n{value}@example.com")})
            }
        },
        "company" => json!({"city": format!("City {value}")}),
        "deal" => match chance.below(2) {
            0 => json!({"stage": format!("Stage {value}")}),
            _ => json!({"status": chance.pick(&["active", "won", "lost"])}),
        },
        "list" => json!({"description": format!("About {value}")}),
        "campaign" => json!({"daily_send_limit": 10 * (value + 1)}),
        "task" => json!({"status": chance.pick(&["open", "in_progress", "completed"])}),
        _ => json!({}),
    }
}
