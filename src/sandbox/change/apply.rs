//! Carrying out a change: which row is meant, and which write of the workspace it is.

use serde_json::{Value, json};

use super::Change;
use crate::sandbox::world::World;
use crate::sandbox::world::audit::Actor;
use crate::sandbox::world::campaign::MAILS;
use crate::sandbox::world::denied::Denied;
use crate::sandbox::world::kind::Kind;
use crate::sandbox::world::table::{Fields, Slot};
use crate::sandbox::world::write::Tell;

/// What a change was made to.
type Done = Vec<String>;

/// Carries out a change.
///
/// # Errors
/// What is not there, or not allowed, as a sentence.
pub(crate) fn apply(world: &mut World, change: &Change) -> Result<Done, String> {
    let by = Actor::automation();
    let (subject, verb) = change.word.name.split_once('.').unwrap_or((change.word.name, ""));
    let denied = |denied: Denied| format!("{}: {}", change.word.name, denied.message);
    if subject == "mail" {
        return mail(world, change, verb);
    }
    let kind = Kind::ALL.into_iter().find(|kind| kind.one() == subject).unwrap_or(Kind::Contact);
    if verb == "create" {
        return create(world, kind, change, &by).map_err(denied);
    }
    let slot = target(world, kind, change)?;
    let id = world.id(kind, slot);
    let contacts = || list(world, change, "contacts");
    let done = match verb {
        "update" => {
            let set = set(change);
            if kind == Kind::Campaign && set.contains_key("status") {
                return Err("campaign.update: the status has words of its own".to_owned());
            }
            world.update(kind, slot, set, Tell::Each, &by)
        }
        "delete" => world.delete(kind, slot, &by).map(|_| ()),
        "merge" => {
            let duplicates = list(world, change, "duplicates")?;
            world.merge(slot, &duplicates, &by)
        }
        "add" => {
            let contacts = contacts()?;
            world.add_members(slot, &contacts, &by).map(|_| ())
        }
        "remove" => {
            let contacts = contacts()?;
            contacts.iter().try_for_each(|contact| world.remove_member(slot, contact, &by))
        }
        "contacts" => {
            let contacts = contacts()?;
            world.add_recipients(slot, &contacts, &by).map(|_| ())
        }
        "start" => {
            let approval = change.fields.get("approval").and_then(Value::as_bool);
            match world.start(slot, Some(approval.unwrap_or(false)), &by) {
                Ok(Some(task)) => return Ok(vec![id, task]),
                started => started.map(|_| ()),
            }
        }
        "pause" => world.pause(slot, &by).map(|_| ()),
        "complete" if kind == Kind::Campaign => {
            world.finish(slot, &by);
            Ok(())
        }
        "step" => {
            let step = world.add_step(slot, &set(change), &by);
            return Ok(vec![id, step["id"].as_str().unwrap_or_default().to_owned()]);
        }
        "approve" => world.decide(slot, "approved", &by),
        "dismiss" => world.decide(slot, "dismissed", &by),
        "complete" => world.decide(slot, "completed", &by),
        "fail" => world.decide(slot, "failed", &by),
        _ => return Err(format!("`{}` cannot be carried out", change.word.name)),
    };
    done.map_err(denied).map(|()| vec![id])
}

fn set(change: &Change) -> Fields {
    change.fields.get("set").and_then(Value::as_object).cloned().unwrap_or_default()
}

fn count(change: &Change) -> u64 {
    change.fields.get("count").and_then(Value::as_u64).unwrap_or(1)
}

fn create(world: &mut World, kind: Kind, change: &Change, by: &Actor) -> Result<Done, Denied> {
    let mut ids = Vec::new();
    for _ in 0..count(change) {
        let mut fields = set(change);
        name_it(world, kind, &mut fields);
        let slot = world.create(kind, fields, Tell::Each, by)?;
        let id = world.id(kind, slot);
        if let Some(name) = change.text("as") {
            world.name(name, kind, id.clone());
        }
        ids.push(id);
    }
    Ok(ids)
}

/// A script need not think of a name for what it creates.
fn name_it(world: &World, kind: Kind, fields: &mut Fields) {
    let number = world.table(kind).ever() + 1;
    let (field, name) = match kind {
        Kind::Contact => {
            if fields.contains_key("first_name") || fields.contains_key("last_name") {
                return;
            }
            ("full_name", format!("Contact {number}"))
        }
        Kind::Task => ("title", format!("Task {number}")),
        Kind::Activity => ("type", "note".to_owned()),
        Kind::User => ("full_name", format!("User {number}")),
        Kind::Lexi => ("description", format!("Proposal {number}")),
        _ => ("name", format!("{} {number}", kind.one())),
    };
    fields.entry(field).or_insert_with(|| json!(name));
}

fn mail(world: &mut World, change: &Change, verb: &str) -> Result<Done, String> {
    let kind = MAILS.into_iter().find(|kind| *kind == verb).unwrap_or(MAILS[0]);
    let slot = target(world, Kind::Campaign, change)?;
    let mut ids = Vec::new();
    for _ in 0..count(change) {
        let contact = match change.text("contact") {
            Some(contact) => resolve(world, Kind::Contact, contact)?,
            None => {
                let recipients = world.outreach(slot).map(|outreach| outreach.contacts.clone());
                let recipients = recipients.unwrap_or_default();
                let place = world.stream.below(recipients.len());
                let none = || "the campaign has no recipients; name one with `contact`".to_owned();
                *recipients.get(place).ok_or_else(none)?
            }
        };
        ids.push(world.happen_mail(slot, kind, contact));
    }
    Ok(ids)
}

fn target(world: &mut World, kind: Kind, change: &Change) -> Result<Slot, String> {
    match (change.text("id"), change.text("ref")) {
        (Some(id), None) => {
            world.table(kind).find(id).ok_or_else(|| format!("no {} has the id `{id}`", kind.one()))
        }
        (None, Some(name)) => resolve(world, kind, name),
        _ => Err(format!("`{}` needs `id` or `ref`, one of them", change.word.name)),
    }
}

fn list(world: &World, change: &Change, field: &str) -> Result<Vec<String>, String> {
    let given = change.fields.get(field).and_then(Value::as_array);
    let given = given.ok_or_else(|| format!("`{}` needs `{field}`", change.word.name))?;
    let mut ids = Vec::new();
    for name in given {
        let name = name.as_str().ok_or_else(|| format!("`{field}` is a list of texts"))?;
        let slot = find(world, Kind::Contact, name)
            .ok_or_else(|| format!("no contact is called `{name}`"))?;
        ids.push(world.id(Kind::Contact, slot));
    }
    Ok(ids)
}

/// An id, a name given with `as`, `newest`, `oldest`, `#N` (the N-th ever made), or `any`.
fn resolve(world: &mut World, kind: Kind, name: &str) -> Result<Slot, String> {
    if name == "any" {
        let place = world.stream.below(world.table(kind).len());
        let chosen = world.table(kind).created.range(place, place + 1).next();
        return chosen.ok_or_else(|| format!("there is no {}", kind.one()));
    }
    find(world, kind, name).ok_or_else(|| format!("no {} is called `{name}`", kind.one()))
}

fn find(world: &World, kind: Kind, name: &str) -> Option<Slot> {
    let table = world.table(kind);
    if let Some((named, id)) = world.named(name) {
        return (*named == kind).then(|| table.find(id)).flatten();
    }
    match name {
        "newest" => table.created.slots().next_back(),
        "oldest" => table.created.slots().next(),
        _ => match name.strip_prefix('#').and_then(|number| number.parse::<Slot>().ok()) {
            Some(number) => {
                let slot = number.checked_sub(1)?;
                table.get(slot).map(|_| slot)
            }
            None => table.find(name),
        },
    }
}
