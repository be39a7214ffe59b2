//! Rows and objects as the API shows them.

use serde_json::{Value, json};

use super::Call;
use crate::sandbox::world::chance::mix;
use crate::sandbox::world::clock::stamp;
use crate::sandbox::world::kind::Kind;
use crate::sandbox::world::table::{Fields, Item, Slot};

/// Which of a contact's two shapes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum View {
    /// A row of a page.
    Row,
    /// The object by its id.
    Whole,
}

impl Call<'_> {
    /// The row or object in a slot.
    pub(crate) fn show(&mut self, kind: Kind, slot: Slot, view: View) -> Value {
        let Some((item, mut fields)) = self.world.row(kind, slot) else {
            return Value::Null;
        };
        let item = item.clone();
        if kind == Kind::Contact && self.readings.is("names", "self-healing") {
            self.heal(slot, &mut fields);
        }
        let mut shown = Fields::new();
        shown.insert("id".to_owned(), json!(&*item.id));
        if kind == Kind::Contact && view == View::Row {
            // `[/api-reference/contacts/list]`
            for name in ["full_name", "email", "phone", "job_title", "company_name", "linkedin_url"]
            {
                let own = if name == "company_name" { "company" } else { name };
                shown.insert(name.to_owned(), fields.get(own).cloned().unwrap_or_default());
            }
        } else {
            shown.extend(fields);
        }
        if kind == Kind::List {
            shown.insert("contact_count".to_owned(), json!(self.world.member_count(slot)));
        }
        self.date(kind, view, &item, &mut shown);
        Value::Object(shown)
    }

    /// Names that a read fills in: some contacts show none the first time.
    fn heal(&mut self, slot: Slot, fields: &mut Fields) {
        if mix(u64::from(slot)).is_multiple_of(4) && self.world.healed.insert(slot) {
            for name in ["first_name", "last_name", "full_name"] {
                fields.insert(name.to_owned(), Value::Null);
            }
        }
    }

    /// The dates under the names that this page has for them.
    fn date(&self, kind: Kind, view: View, item: &Item, shown: &mut Fields) {
        let (created, updated) = match (kind, view) {
            (Kind::User, _) => return,
            (Kind::Contact, View::Row) => ("created_at", Some("updated_date")),
            (Kind::Contact | Kind::Company | Kind::Deal | Kind::Task, _) => {
                ("created_date", Some("updated_date"))
            }
            (Kind::Activity, _) => ("created_date", None),
            (Kind::List | Kind::Campaign | Kind::Lexi, _) => ("created_at", None),
        };
        let (created, updated) = match self.readings.get("dates") {
            "created_at" => ("created_at", updated.map(|_| "updated_at")),
            "created_date" => ("created_date", updated.map(|_| "updated_date")),
            _ => (created, updated),
        };
        shown.insert(created.to_owned(), json!(stamp(item.created)));
        if let Some(updated) = updated {
            let absent = !item.changed && self.readings.is("updated", "absent");
            let date = if absent { Value::Null } else { json!(stamp(item.updated)) };
            shown.insert(updated.to_owned(), date);
        }
    }

    /// The rows of several slots.
    pub(crate) fn rows(&mut self, kind: Kind, slots: &[Slot]) -> Vec<Value> {
        slots.iter().map(|slot| self.show(kind, *slot, View::Row)).collect()
    }
}
