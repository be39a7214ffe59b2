//! Creating, changing and deleting a row of any kind: what all of them have in common.

use serde_json::{Value, json};

use super::World;
use super::audit::Actor;
use super::denied::Denied;
use super::kind::Kind;
use super::table::{Fields, Item, Slot};

/// What only the server writes: a script or a caller that sets one of these is told so.
const SERVERS: [&str; 5] = ["id", "created_at", "updated_at", "updated_date", "contact_count"];

/// How loudly a row is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tell {
    /// Its own event is told.
    Each,
    /// Its caller tells one for many.
    Together,
}

impl World {
    /// Adds a row. A task's `created_date` may be set by its creator `[/api-reference/tasks/create]`.
    ///
    /// # Errors
    /// A field that is missing or wrong.
    pub(crate) fn create(
        &mut self,
        kind: Kind,
        given: Fields,
        tell: Tell,
        by: &Actor,
    ) -> Result<Slot, Denied> {
        let (fields, created) = self.checked(kind, given)?;
        let now = self.clock.now();
        let id = self.new_id(kind);
        let own = Some(Box::new(fields));
        let item = Item { id: id.clone().into(), created, updated: now, changed: false, own };
        let slot = self.table_mut(kind).insert(item);
        if kind == Kind::Campaign {
            self.open_campaign(slot);
        }
        self.record(kind, &id, "create", json!({}), by);
        if tell == Tell::Each {
            let told = self.told(kind, slot, "created");
            self.tell(told);
        }
        Ok(slot)
    }

    /// The fields of a new row, complete, and its date of creation.
    ///
    /// # Errors
    /// A field that is missing or wrong.
    pub(crate) fn checked(&self, kind: Kind, given: Fields) -> Result<(Fields, i64), Denied> {
        let mut given = given;
        let dated = given.shift_remove("created_date");
        servers(&given)?;
        self.must_be_unique(kind, &given, None)?;
        let mut fields = defaults(kind);
        fields.extend(given);
        complete(kind, &mut fields)?;
        let now = self.clock.now();
        let created = match (kind, dated) {
            (Kind::Task, Some(date)) => task_date(&date, now)?,
            (_, Some(_)) => return Err(Denied::field("created_date", "Set by the server")),
            (_, None) => now,
        };
        Ok((fields, created))
    }

    /// Changes fields of a row and dates the change, even where nothing differs.
    ///
    /// # Errors
    /// A field that is wrong, or the server's.
    pub(crate) fn update(
        &mut self,
        kind: Kind,
        slot: Slot,
        set: Fields,
        tell: Tell,
        by: &Actor,
    ) -> Result<(), Denied> {
        let mut set = set;
        if set.contains_key("created_date") {
            return Err(Denied::field("created_date", "Set by the server"));
        }
        servers(&set)?;
        self.must_be_unique(kind, &set, Some(slot))?;
        if let (Kind::Contact, Some(note)) = (kind, set.remove("notes")) {
            self.note(slot, note, by)?;
        }
        let mut fields = self.fields(kind, slot);
        let renamed = set.contains_key("first_name") || set.contains_key("last_name");
        if kind == Kind::Contact && renamed && !set.contains_key("full_name") {
            fields.remove("full_name");
        }
        let names: Vec<String> = set.keys().cloned().collect();
        fields.extend(set);
        complete(kind, &mut fields)?;
        let now = self.clock.now();
        self.table_mut(kind).change(slot, fields, Some(now));
        let id = self.id(kind, slot);
        self.record(kind, &id, "update", json!({"fields": names}), by);
        if tell == Tell::Each {
            let told = self.told(kind, slot, "updated");
            self.tell(told);
        }
        Ok(())
    }

    /// Deletes a row for good, with what hangs on it.
    ///
    /// # Errors
    /// A campaign that is no draft `[/api-reference/campaigns/delete]`.
    pub(crate) fn delete(&mut self, kind: Kind, slot: Slot, by: &Actor) -> Result<Value, Denied> {
        let id = self.id(kind, slot);
        let mut answer = json!({"deleted": true, "id": id});
        match kind {
            Kind::Contact => self.forget_contact(slot),
            Kind::List => answer["memberships_removed"] = json!(self.drop_members(slot)),
            Kind::Campaign => self.close_campaign(slot)?,
            Kind::Company => self.unlink_company(&id),
            _ => {}
        }
        self.table_mut(kind).remove(slot);
        self.record(kind, &id, "delete", json!({}), by);
        if let Some(name) = event_name(kind, "deleted") {
            self.tell(vec![(name, json!({kind.one(): answer}))]);
        }
        Ok(answer)
    }

    /// What the webhooks are told of a row that was created or updated.
    fn told(&self, kind: Kind, slot: Slot, verb: &str) -> Vec<(&'static str, Value)> {
        let object = self.object(kind, slot);
        let key = if kind == Kind::Lexi { "task" } else { kind.one() };
        let data = if (kind, verb) == (Kind::Contact, "created") {
            // The one payload that is published `[/webhooks, planned edition]`.
            let only = |field: &str| object[field].clone();
            json!({"contact": {"id": only("id"), "full_name": only("full_name"),
                "email": only("email"), "created_at": only("created_date")}})
        } else {
            json!({key: object})
        };
        event_name(kind, verb).into_iter().map(|name| (name, data.clone())).collect()
    }

    /// Names of lists are unique `[/api-reference/lists/create]`.
    fn must_be_unique(
        &self,
        kind: Kind,
        given: &Fields,
        except: Option<Slot>,
    ) -> Result<(), Denied> {
        let (Kind::List, Some(name)) = (kind, given.get("name").and_then(Value::as_str)) else {
            return Ok(());
        };
        let mut others = self.table(kind).created.slots().filter(|slot| Some(*slot) != except);
        if others.any(|slot| self.text(kind, slot, "name") == name) {
            return Err(Denied::field("name", "Must be unique"));
        }
        Ok(())
    }

    /// What was linked to a company stays, without it `[/api-reference/companies/delete]`.
    fn unlink_company(&mut self, id: &str) {
        for (kind, keys) in [
            (Kind::Contact, &["related_company_id", "company"][..]),
            (Kind::Deal, &["related_company_id"]),
        ] {
            let slots: Vec<Slot> = self.table(kind).created.slots().collect();
            for slot in slots {
                let mut fields = self.fields(kind, slot);
                if fields.get("related_company_id").and_then(Value::as_str) == Some(id) {
                    for key in keys {
                        fields.insert((*key).to_owned(), Value::Null);
                    }
                    let now = self.clock.now();
                    self.table_mut(kind).change(slot, fields, Some(now));
                }
            }
        }
    }
}

fn servers(given: &Fields) -> Result<(), Denied> {
    match SERVERS.iter().find(|field| given.contains_key(**field)) {
        Some(field) => Err(Denied::field(field, "Set by the server")),
        None => Ok(()),
    }
}

/// A creator may date a task back 5 years and ahead 24 hours `[/api-reference/tasks/create]`.
fn task_date(date: &Value, now: i64) -> Result<i64, Denied> {
    const DAY: i64 = 24 * 3600;
    let date = date.as_str().and_then(|text| text.parse::<jiff::Timestamp>().ok());
    match date.map(|date| date.as_second()) {
        Some(at) if (now - 5 * 366 * DAY..=now + DAY).contains(&at) => Ok(at),
        Some(_) => Err(Denied::field("created_date", "At most 5 years back and 24 hours ahead")),
        None => Err(Denied::field("created_date", "Not an ISO 8601 date")),
    }
}

fn event_name(kind: Kind, verb: &str) -> Option<&'static str> {
    let name = match kind {
        Kind::Lexi => format!("lexi.task_{verb}"),
        _ => format!("{}.{verb}", kind.one()),
    };
    crate::contract::catalog::find(&name).map(|event| event.name)
}

/// The fields of a new row that nobody has set.
fn defaults(kind: Kind) -> Fields {
    let made = match kind {
        Kind::Contact => json!({"first_name": null, "last_name": null, "full_name": null,
            "email": null, "phone": null, "job_title": null, "company": null,
            "related_company_id": null, "linkedin_url": null, "priority": 1, "tags": [],
            "custom_fields": {}}),
        Kind::Company => json!({"name": null, "industry": null, "website": null,
            "linkedin_url": null, "size": null, "domain": null, "city": null, "country": null,
            "tags": []}),
        Kind::Deal => json!({"name": null, "stage": "Intake", "status": "active",
            "pipeline": "New Business", "estimated_value": null, "main_contact_id": null,
            "owner_user_id": null, "priority": "medium", "matter_type": null, "tags": [],
            "related_company_id": null, "high_level_description": null,
            "next_follow_up_date": null, "fee_model": null, "probability": 20,
            "currency": "USD", "closed_date": null}),
        Kind::List => json!({"name": null, "description": null}),
        Kind::Campaign => json!({"name": null, "description": null, "status": "draft",
            "daily_send_limit": 50, "delay_between_emails": 120, "sending_timezone": "UTC",
            "send_on_weekends": false, "track_opens": true, "track_clicks": true,
            "show_unsubscribe": true}),
        Kind::Lexi => json!({"type": "contact_update", "status": "pending", "description": "",
            "metadata": {}}),
        Kind::Task => json!({"title": null, "description": null, "status": "open",
            "priority": "medium", "task_type": null, "due_date": null,
            "assigned_to_user_id": null, "contact_id": null, "deal_id": null, "event_id": null}),
        Kind::Activity => json!({"type": null, "title": null, "description": null,
            "contact_id": null, "deal_id": null, "entity_type": null, "entity_id": null,
            "entity_name": null, "metadata": {}, "created_by_user_id": null}),
        Kind::User => json!({"full_name": null, "email": null}),
    };
    match made {
        Value::Object(fields) => fields,
        _ => Fields::new(),
    }
}

/// Fills in what follows from other fields, and says what is missing.
fn complete(kind: Kind, fields: &mut Fields) -> Result<(), Denied> {
    let text = |fields: &Fields, name: &str| {
        fields.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    match kind {
        Kind::Contact if text(fields, "full_name").is_empty() => {
            let joined = format!("{} {}", text(fields, "first_name"), text(fields, "last_name"));
            let name = joined.trim();
            if name.is_empty() && text(fields, "email").is_empty() {
                return Err(Denied::required("full_name"));
            }
            let name = if name.is_empty() { text(fields, "email") } else { name.to_owned() };
            fields.insert("full_name".to_owned(), json!(name));
        }
        Kind::Company | Kind::Deal | Kind::List | Kind::Campaign
            if text(fields, "name").is_empty() =>
        {
            return Err(Denied::required("name"));
        }
        Kind::Task if text(fields, "title").is_empty() => return Err(Denied::required("title")),
        Kind::Task if !["open", "in_progress", "completed"].contains(&&*text(fields, "status")) => {
            return Err(Denied::field("status", "One of open, in_progress, completed"));
        }
        Kind::Deal if !["active", "open", "won", "lost"].contains(&&*text(fields, "status")) => {
            return Err(Denied::field("status", "One of active, won, lost"));
        }
        Kind::Activity if text(fields, "type").is_empty() => {
            return Err(Denied::required("type"));
        }
        _ => {}
    }
    Ok(())
}
