//! What happens in the workspace by itself: a script, or chance.

use std::time::Duration;

use serde_json::json;

use super::change::Change;
use super::world::World;
use super::world::kind::Kind;

/// What happens by itself. Waits are real time; dates are those of the workspace's clock.
#[derive(Clone, Debug, PartialEq)]
pub enum Activity {
    /// These changes in turn, each so long after the one before.
    Script(Vec<Change>),
    /// Something every so often.
    Random {
        /// How often.
        every: Duration,
    },
}

/// What may happen at random, and how often beside the others.
const RANDOM: &[(&str, u64)] = &[
    ("contact.create", 5),
    ("contact.update", 8),
    ("contact.delete", 1),
    ("deal.create", 2),
    ("deal.update", 4),
    ("list.add", 3),
    ("company.update", 1),
    ("campaign.create", 1),
    ("campaign.start", 2),
    ("campaign.complete", 1),
    ("mail.sent", 6),
    ("mail.opened", 3),
    ("mail.replied", 1),
    ("lexi.create", 2),
    ("lexi.approve", 2),
    ("lexi.complete", 1),
    ("task.create", 1),
    ("task.update", 1),
];

/// Something that can happen now.
pub(crate) fn chance(world: &mut World) -> Option<Change> {
    let total: u64 = RANDOM.iter().map(|(_, weight)| weight).sum();
    for _ in 0..20 {
        let mut drawn = world.stream.below(usize::try_from(total).unwrap_or(1)) as u64;
        let word = RANDOM.iter().find(|(_, weight)| {
            let met = drawn < *weight;
            drawn = drawn.saturating_sub(*weight);
            met
        });
        let (word, _) = word?;
        if let Some(change) = made(world, word) {
            return Some(change);
        }
    }
    None
}

fn made(world: &mut World, word: &str) -> Option<Change> {
    let (subject, verb) = word.split_once('.')?;
    let number = world.stream.below(1000);
    let kind = match subject {
        "mail" => Kind::Campaign,
        subject => Kind::ALL.into_iter().find(|kind| kind.one() == subject)?,
    };
    if verb == "create" {
        return Change::read(&json!({"do": word})).ok();
    }
    let status = match word {
        "campaign.start" => Some("draft"),
        "campaign.complete" | "mail.sent" | "mail.opened" | "mail.replied" => Some("active"),
        "lexi.approve" => Some("pending"),
        "lexi.complete" => Some("approved"),
        _ => None,
    };
    let mut fitting: Vec<u32> = world.table(kind).created.slots().collect();
    if let Some(status) = status {
        fitting.retain(|slot| world.text(kind, *slot, "status") == status);
    }
    if subject == "mail" {
        fitting.retain(|slot| world.outreach(*slot).is_some_and(|o| !o.contacts.is_empty()));
    }
    let place = world.stream.below(fitting.len());
    let id = world.id(kind, *fitting.get(place)?);
    let change = match word {
        "contact.update" => {
            json!({"do": word, "id": id, "set": {"job_title": format!("Title {number}")}})
        }
        "deal.update" => json!({"do": word, "id": id, "set": {"estimated_value": number * 100}}),
        "company.update" => json!({"do": word, "id": id, "set": {"size": format!("{number}")}}),
        "task.update" => json!({"do": word, "id": id, "set": {"status": "in_progress"}}),
        "list.add" => {
            let contacts = world.table(Kind::Contact).len();
            let place = world.stream.below(contacts);
            let slot = world.table(Kind::Contact).created.range(place, place + 1).next()?;
            json!({"do": word, "id": id, "contacts": [world.id(Kind::Contact, slot)]})
        }
        _ => json!({"do": word, "id": id}),
    };
    Change::read(&change).ok()
}
