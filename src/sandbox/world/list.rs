//! Who is on which list.

use std::collections::BTreeSet;

use serde_json::json;

use super::World;
use super::audit::Actor;
use super::chance::{at, below};
use super::denied::Denied;
use super::kind::Kind;
use super::table::Slot;

/// Contacts on a seeded list.
const SEEDED: usize = 200;

impl World {
    pub(super) fn seed_lists(&mut self) {
        let contacts = self.table(Kind::Contact).ever();
        let lists: Vec<Slot> = self.table(Kind::List).created.slots().collect();
        for list in lists {
            let mut members = BTreeSet::new();
            let count = (contacts / 3).min(SEEDED);
            for number in 0..count as u64 {
                let slot = below(at(self.seed, 900 + u64::from(list), number), contacts);
                members.insert(Slot::try_from(slot).unwrap_or_default());
            }
            self.members.insert(list, members);
        }
    }

    /// The contacts on a list, in the order of their slots.
    pub(crate) fn members(&self, list: Slot) -> impl Iterator<Item = Slot> + '_ {
        self.members.get(&list).into_iter().flatten().copied()
    }

    pub(super) fn members_mut(&mut self, list: Slot) -> &mut BTreeSet<Slot> {
        self.members.entry(list).or_default()
    }

    /// How many contacts are on a list.
    pub(crate) fn member_count(&self, list: Slot) -> usize {
        self.members.get(&list).map_or(0, BTreeSet::len)
    }

    /// The lists a contact is on.
    pub(super) fn lists_of(&self, contact: Slot) -> Vec<Slot> {
        let on =
            |(list, members): (&Slot, &BTreeSet<Slot>)| members.contains(&contact).then_some(*list);
        self.members.iter().filter_map(on).collect()
    }

    pub(super) fn drop_members(&mut self, list: Slot) -> usize {
        self.members.remove(&list).map_or(0, |members| members.len())
    }

    /// Puts contacts on a list; those that are on it already are skipped. Says how many were added.
    ///
    /// # Errors
    /// A contact that there is not.
    pub(crate) fn add_members(
        &mut self,
        list: Slot,
        contacts: &[String],
        by: &Actor,
    ) -> Result<usize, Denied> {
        let mut slots = Vec::new();
        for id in contacts {
            slots.push(self.find(Kind::Contact, id)?);
        }
        let mut added = Vec::new();
        for slot in slots {
            if self.members_mut(list).insert(slot) {
                added.push(slot);
            }
        }
        if added.is_empty() {
            return Ok(0);
        }
        let object = self.object(Kind::List, list);
        for slot in &added {
            let contact = self.object(Kind::Contact, *slot);
            let contact = json!({"id": contact["id"], "full_name": contact["full_name"],
                "email": contact["email"]});
            self.tell(vec![("list.contact_added", json!({"list": object, "contact": contact}))]);
        }
        let ids: Vec<String> = added.iter().map(|slot| self.id(Kind::Contact, *slot)).collect();
        self.tell(vec![(
            "list.contacts_added",
            json!({"added": added.len(), "list_id": object["id"],
                "contact_count": object["contact_count"], "contact_ids": ids}),
        )]);
        let id = self.id(Kind::List, list);
        self.record(Kind::List, &id, "update", json!({"added": ids}), by);
        Ok(added.len())
    }

    /// Takes a contact off a list.
    ///
    /// # Errors
    /// It is not on it `[/api-reference/lists/remove-contact]`.
    pub(crate) fn remove_member(
        &mut self,
        list: Slot,
        contact: &str,
        by: &Actor,
    ) -> Result<(), Denied> {
        let slot = self.table(Kind::Contact).find(contact);
        if !slot.is_some_and(|slot| self.members_mut(list).remove(&slot)) {
            let why = format!("contact {contact} is not on the list");
            return Err(Denied::new(404, "membership_not_found", why));
        }
        let id = self.id(Kind::List, list);
        self.record(Kind::List, &id, "update", json!({"removed": [contact]}), by);
        let data = json!({"removed": true, "list_id": id, "contact_id": contact});
        self.tell(vec![("list.contacts_removed", data)]);
        Ok(())
    }
}
