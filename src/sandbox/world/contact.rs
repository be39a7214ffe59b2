//! What is special about contacts: notes, merges, and what hangs on them.

use serde_json::{Value, json};

use super::World;
use super::audit::Actor;
use super::denied::Denied;
use super::kind::Kind;
use super::table::{Fields, Slot};
use super::write::Tell;

/// Duplicates in one merge `[/api-reference/bulk/contacts-merge]`.
const MOST_DUPLICATES: usize = 20;

impl World {
    /// Adds several contacts that are told as one.
    ///
    /// # Errors
    /// The first contact that cannot be; none is added then.
    pub(crate) fn create_contacts(
        &mut self,
        all: Vec<Fields>,
        by: &Actor,
    ) -> Result<Vec<Slot>, Denied> {
        for fields in &all {
            self.checked(Kind::Contact, fields.clone())?;
        }
        let mut made = Vec::new();
        for fields in all {
            made.push(self.create(Kind::Contact, fields, Tell::Together, by)?);
        }
        let rows: Vec<Value> = made
            .iter()
            .map(|slot| {
                let object = self.object(Kind::Contact, *slot);
                json!({"id": object["id"], "full_name": object["full_name"],
                    "email": object["email"], "created_at": object["created_date"]})
            })
            .collect();
        // The planned edition has no event for many.
        for row in &rows {
            self.tell(vec![("contact.created@planned", json!({"contact": row}))]);
        }
        self.tell(vec![("contact.bulk_created", json!({"contacts": rows, "count": rows.len()}))]);
        Ok(made)
    }

    /// Merges duplicates into a contact; their ids are retired.
    ///
    /// # Errors
    /// None, too many, or unknown ones.
    pub(crate) fn merge(
        &mut self,
        survivor: Slot,
        duplicates: &[String],
        by: &Actor,
    ) -> Result<(), Denied> {
        if duplicates.is_empty() || duplicates.len() > MOST_DUPLICATES {
            return Err(Denied::field("duplicate_ids", "1 to 20 ids are expected"));
        }
        let mut slots = Vec::new();
        for id in duplicates {
            let slot = self.find(Kind::Contact, id)?;
            if slot == survivor || slots.contains(&slot) {
                return Err(Denied::field(
                    "duplicate_ids",
                    "Each once, and not the contact itself",
                ));
            }
            slots.push(slot);
        }
        for (slot, id) in slots.into_iter().zip(duplicates) {
            for list in self.lists_of(slot) {
                self.members_mut(list).insert(survivor);
            }
            self.forget_contact(slot);
            self.table_mut(Kind::Contact).remove(slot);
            self.record(Kind::Contact, id, "delete", json!({"merged": true}), by);
            let kept = self.object(Kind::Contact, survivor);
            let kept = json!({"id": kept["id"], "full_name": kept["full_name"]});
            self.tell(vec![("contact.merged", json!({"contact": kept, "duplicate_ids": [id]}))]);
        }
        self.update(Kind::Contact, survivor, Fields::new(), Tell::Each, by)
    }

    /// Notes are appended, not replaced `[/api-reference/contacts/update]`.
    pub(crate) fn note(&mut self, slot: Slot, note: Value, by: &Actor) -> Result<(), Denied> {
        let Value::String(note) = note else {
            return Err(Denied::field("notes", "A text is expected"));
        };
        let mut fields = Fields::new();
        fields.insert("type".to_owned(), json!("note"));
        fields.insert("title".to_owned(), json!("Note"));
        fields.insert("description".to_owned(), json!(note));
        fields.insert("contact_id".to_owned(), json!(self.id(Kind::Contact, slot)));
        self.create(Kind::Activity, fields, Tell::Each, by).map(|_| ())
    }

    /// Takes a contact out of everything it is part of.
    pub(crate) fn forget_contact(&mut self, slot: Slot) {
        for list in self.lists_of(slot) {
            self.members_mut(list).remove(&slot);
        }
        self.leave_campaigns(slot);
        self.healed.remove(&slot);
    }
}
