//! `list.contact_added` and its launched names, `list.contacts_added` and
//! `list.contacts_removed`: the members of one list, compared with those before.
//!
//! The launched names are plural, yet each contact has an event of its own: what one call added
//! cannot be known, and an id over a handful of contacts would depend on when we looked.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::super::guard::{Completeness, MassDelete, Verdict};
use super::super::id::Version;
use super::super::row::Row;
use super::super::window::Purpose;
use super::draft::{Draft, Subject, distinct};
use super::{Changes, Look, sequence};
use crate::store::poll::{Entry, Presence};

/// The name of a removal.
const REMOVED: &str = "list.contacts_removed";

/// The contacts of `list`. For a list made after the baseline the window's purpose is to watch
/// from the beginning: all its members were added since. `look.known` has to hold all its members.
#[must_use]
pub fn scan(list: &Row, contacts: &[Row], completeness: Completeness, look: &Look<'_>) -> Changes {
    let mut draft = Draft::new(look);
    let watching = look.window.purpose == Purpose::Watch;
    let contacts = distinct(contacts);
    let subject = Subject { id: &list.id, order_key: format!("list:{}", list.id) };
    let alive: HashSet<&str> = contacts.iter().map(|contact| contact.id.as_str()).collect();
    for contact in contacts {
        let step = match look.known.get(&contact.id) {
            Some(entry) if entry.presence == Presence::Here => continue,
            Some(entry) => sequence::comeback(entry.sequence),
            None => 0,
        };
        draft.begin();
        if watching {
            added(list, contact, step, &subject, &mut draft);
        }
        draft.keep(Entry {
            id: contact.id.clone(),
            created: None,
            updated: None,
            hash: None,
            state: String::new(),
            sequence: step,
            presence: Presence::Here,
        });
    }
    leave(list, &alive, completeness, &subject, &mut draft);
    draft.finish()
}

fn added(list: &Row, contact: &Row, step: u32, subject: &Subject<'_>, draft: &mut Draft<'_>) {
    let version = || Version::Member { id: contact.id.clone(), step };
    draft.tell(
        "list.contact_added",
        subject,
        version(),
        None,
        || json!({"list": list.fields, "contact": contact.fields}),
    );
    draft.tell("list.contacts_added", subject, version(), None, || {
        let mut data = Map::new();
        data.insert("added".to_owned(), json!(1));
        data.insert("list_id".to_owned(), id(list));
        if let Some(count) = list.fields.get("contact_count") {
            data.insert("contact_count".to_owned(), count.clone());
        }
        data.insert("contact_ids".to_owned(), json!([id(contact)]));
        Value::Object(data)
    });
}

/// An id as it was sent.
fn id(row: &Row) -> Value {
    row.fields.get("id").cloned().unwrap_or_default()
}

fn leave(
    list: &Row,
    alive: &HashSet<&str>,
    completeness: Completeness,
    subject: &Subject<'_>,
    draft: &mut Draft<'_>,
) {
    let look = draft.look;
    if matches!(look.window.purpose, Purpose::Review { .. }) {
        return;
    }
    let here = look.known.values().filter(|entry| entry.presence == Presence::Here);
    let known = here.clone().count();
    let mut gone: Vec<&Entry> = here.filter(|entry| !alive.contains(entry.id.as_str())).collect();
    // Where nobody asks for removals nothing false can be told of them.
    let guard = if look.wanted.has(REMOVED) { look.guard } else { MassDelete::Allowed };
    let verdict = Verdict::of_missing(completeness, alive.len(), known, gone.len(), guard);
    draft.judge(verdict);
    if verdict != Verdict::Sound {
        return;
    }
    gone.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    for entry in gone {
        let step = match sequence::next(entry.sequence) {
            next if sequence::is_first_life(next) => 0,
            next => next,
        };
        draft.begin();
        if look.window.purpose == Purpose::Watch {
            let version = Version::Member { id: entry.id.clone(), step };
            draft.tell(
                REMOVED,
                subject,
                version,
                None,
                || json!({"removed": true, "list_id": id(list), "contact_id": entry.id}),
            );
        }
        let sequence = sequence::next(entry.sequence);
        draft.keep(Entry { sequence, presence: Presence::Gone, ..entry.clone() });
    }
}

#[cfg(test)]
mod tests;
