//! Campaigns: their steps, their recipients, their mails, and the way from draft to completed.

use serde_json::{Value, json};

use super::World;
use super::audit::Actor;
use super::chance::{at, below};
use super::clock::stamp;
use super::denied::Denied;
use super::kind::Kind;
use super::table::{Fields, Slot};
use super::write::Tell;

/// A start with more recipients than this needs Lexi's approval `[/api-reference/campaigns/start]`.
const APPROVAL: usize = 100;
/// Contacts in one call `[/api-reference/campaigns/add-contacts]`.
pub(crate) const MOST_CONTACTS: usize = 500;

/// Kinds of mail events `[/api-reference/campaigns/events]`.
pub(crate) const MAILS: [&str; 8] =
    ["sent", "delivered", "opened", "clicked", "replied", "bounced", "unsubscribed", "complained"];

/// What a campaign has beside its own fields.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outreach {
    /// In order; the index of a step is its place, from 1.
    pub(crate) steps: Vec<Value>,
    pub(crate) contacts: Vec<Slot>,
    /// Oldest first.
    pub(crate) mails: Vec<Mail>,
    counts: [u64; 8],
}

/// One mail event.
#[derive(Clone, Debug)]
pub(crate) struct Mail {
    pub(crate) kind: &'static str,
    pub(crate) contact_id: String,
    pub(crate) at: i64,
    pub(crate) row: Value,
}

impl Outreach {
    /// How many mail events of a kind there are.
    pub(crate) fn count(&self, kind: &str) -> u64 {
        MAILS.iter().zip(self.counts).find(|(name, _)| **name == kind).map_or(0, |(_, n)| n)
    }

    fn push(&mut self, mail: Mail) {
        if let Some(place) = MAILS.iter().position(|kind| *kind == mail.kind) {
            self.counts[place] += 1;
        }
        self.mails.push(mail);
    }
}

impl World {
    pub(super) fn seed_campaigns(&mut self) {
        let contacts = self.table(Kind::Contact).ever();
        let campaigns: Vec<Slot> = self.table(Kind::Campaign).created.slots().collect();
        for slot in campaigns {
            let mut outreach = Outreach::default();
            let born = self.table(Kind::Campaign).get(slot).map_or(0, |item| item.created);
            outreach.steps = (0..2).map(|index| step(self.made_id("step_"), index, born)).collect();
            for number in 0..contacts.min(20) as u64 {
                let chosen = below(at(self.seed, 700 + u64::from(slot), number), contacts);
                let chosen = Slot::try_from(chosen).unwrap_or_default();
                if !outreach.contacts.contains(&chosen) {
                    outreach.contacts.push(chosen);
                }
            }
            let draft = self.text(Kind::Campaign, slot, "status") == "draft";
            let first = outreach.steps.first().map(|step| step["id"].clone()).unwrap_or_default();
            let recipients = if draft { Vec::new() } else { outreach.contacts.clone() };
            for (contact, index) in recipients.into_iter().zip(0..) {
                let mail = self.mail("sent", contact, first.clone(), born + 3600 + 120 * index);
                outreach.push(mail);
            }
            self.outreach.insert(slot, outreach);
        }
    }

    pub(super) fn open_campaign(&mut self, slot: Slot) {
        self.outreach.insert(slot, Outreach::default());
    }

    /// The parts of a campaign.
    pub(crate) fn outreach(&self, slot: Slot) -> Option<&Outreach> {
        self.outreach.get(&slot)
    }

    pub(super) fn leave_campaigns(&mut self, contact: Slot) {
        for outreach in self.outreach.values_mut() {
            outreach.contacts.retain(|known| *known != contact);
        }
    }

    /// Only drafts can be deleted `[/api-reference/campaigns/delete]`.
    pub(super) fn close_campaign(&mut self, slot: Slot) -> Result<(), Denied> {
        if self.text(Kind::Campaign, slot, "status") != "draft" {
            return Err(Denied::field("status", "Only a draft can be deleted"));
        }
        self.outreach.remove(&slot);
        Ok(())
    }

    /// Changes the status and tells it by a name.
    pub(crate) fn set_status(
        &mut self,
        slot: Slot,
        status: &str,
        told: &[(&'static str, Value)],
        by: &Actor,
    ) {
        let mut fields = self.fields(Kind::Campaign, slot);
        fields.insert("status".to_owned(), json!(status));
        let now = self.clock.now();
        self.table_mut(Kind::Campaign).change(slot, fields, Some(now));
        let id = self.id(Kind::Campaign, slot);
        self.record(Kind::Campaign, &id, "update", json!({"status": status}), by);
        if !told.is_empty() {
            self.tell(told.to_vec());
        }
    }

    /// Begins to send, or asks Lexi for approval: gives the id of her task then.
    ///
    /// # Errors
    /// A campaign that is sending already.
    pub(crate) fn start(
        &mut self,
        slot: Slot,
        approval: Option<bool>,
        by: &Actor,
    ) -> Result<Option<String>, Denied> {
        if self.text(Kind::Campaign, slot, "status") == "active" {
            return Err(Denied::field("status", "The campaign is active already"));
        }
        let recipients = self.outreach(slot).map_or(0, |outreach| outreach.contacts.len());
        if approval.unwrap_or(recipients > APPROVAL) {
            let (id, name) =
                (self.id(Kind::Campaign, slot), self.text(Kind::Campaign, slot, "name"));
            let mut task = Fields::new();
            task.insert("type".to_owned(), json!("campaign_start"));
            task.insert("description".to_owned(), json!(format!("Start the campaign “{name}”")));
            task.insert("metadata".to_owned(), json!({"campaign_id": id}));
            let task = self.create(Kind::Lexi, task, Tell::Each, by)?;
            return Ok(Some(self.id(Kind::Lexi, task)));
        }
        self.activate(slot, by);
        Ok(None)
    }

    /// The campaign sends from now on.
    pub(crate) fn activate(&mut self, slot: Slot, by: &Actor) {
        let resumed = self.text(Kind::Campaign, slot, "status") == "paused";
        self.set_status(slot, "active", &[], by);
        if !resumed {
            let data = json!({"campaign": self.object(Kind::Campaign, slot)});
            self.tell(vec![("campaign.started", data)]);
        }
    }

    /// Pauses it.
    ///
    /// # Errors
    /// 409 when it is not active `[/api-reference/campaigns/pause]`.
    pub(crate) fn pause(&mut self, slot: Slot, by: &Actor) -> Result<Value, Denied> {
        if self.text(Kind::Campaign, slot, "status") != "active" {
            let why = "only an active campaign can be paused";
            return Err(Denied::new(409, "campaign_not_active", why));
        }
        let paused_at = stamp(self.clock.now());
        let answer = json!({"id": self.id(Kind::Campaign, slot), "status": "paused", "paused_at": paused_at});
        let told = [("campaign.paused", json!({"campaign": answer}))];
        self.set_status(slot, "paused", &told, by);
        Ok(answer)
    }

    /// Everything is sent.
    pub(crate) fn finish(&mut self, slot: Slot, by: &Actor) {
        self.set_status(slot, "completed", &[], by);
        let data =
            json!({"campaign": self.object(Kind::Campaign, slot), "stats": self.stats(slot)});
        self.tell(vec![("campaign.completed", data)]);
    }

    /// Adds a step at the end.
    pub(crate) fn add_step(&mut self, slot: Slot, given: &Fields, by: &Actor) -> Value {
        let (id, now) = (self.made_id("step_"), self.clock.now());
        let Some(outreach) = self.outreach.get_mut(&slot) else {
            return Value::Null;
        };
        let mut made = step(id, outreach.steps.len(), now);
        for (name, value) in given {
            made[name] = value.clone();
        }
        outreach.steps.push(made.clone());
        let id = self.id(Kind::Campaign, slot);
        self.record(Kind::Campaign, &id, "update", json!({"step": made["id"]}), by);
        self.tell(vec![("campaign.step_created", json!({"campaign_id": id, "step": made}))]);
        made
    }

    /// Takes a step out; the indexes close up `[/api-reference/campaigns/delete-step]`.
    ///
    /// # Errors
    /// No such step.
    pub(crate) fn delete_step(&mut self, slot: Slot, id: &str) -> Result<(), Denied> {
        let missing = || Denied::new(404, "step_not_found", format!("no step has the id {id}"));
        let outreach = self.outreach.get_mut(&slot).ok_or_else(missing)?;
        let place = outreach.steps.iter().position(|step| step["id"] == id).ok_or_else(missing)?;
        outreach.steps.remove(place);
        for (step, index) in outreach.steps.iter_mut().zip(1..) {
            step["index"] = json!(index);
        }
        Ok(())
    }

    /// Adds recipients; those who are there already are skipped. Gives the ids that were added.
    ///
    /// # Errors
    /// Too many, or an unknown one `[/api-reference/campaigns/add-contacts]`.
    pub(crate) fn add_recipients(
        &mut self,
        slot: Slot,
        contacts: &[String],
        by: &Actor,
    ) -> Result<Vec<String>, Denied> {
        if contacts.len() > MOST_CONTACTS {
            return Err(Denied::new(400, "too_many_contacts", "at most 500 contacts a call"));
        }
        let mut known = Vec::new();
        for id in contacts {
            known.push(self.find(Kind::Contact, id)?);
        }
        let mut added = Vec::new();
        for (contact, id) in known.into_iter().zip(contacts) {
            let Some(outreach) = self.outreach.get_mut(&slot) else {
                break;
            };
            if !outreach.contacts.contains(&contact) {
                outreach.contacts.push(contact);
                added.push(id.clone());
            }
        }
        if !added.is_empty() {
            let id = self.id(Kind::Campaign, slot);
            let skipped = contacts.len() - added.len();
            self.record(Kind::Campaign, &id, "update", json!({"contacts": added.len()}), by);
            let data = json!({"campaign_id": id, "added": added.len(), "skipped": skipped,
                "contact_ids": added});
            self.tell(vec![("campaign.contacts_added", data)]);
        }
        Ok(added)
    }

    /// A mail of the campaign was sent, opened, answered…
    pub(crate) fn happen_mail(&mut self, slot: Slot, kind: &'static str, contact: Slot) -> String {
        let first = self.outreach(slot).and_then(|outreach| outreach.steps.first());
        let step = first.map(|step| step["id"].clone()).unwrap_or_default();
        let mail = self.mail(kind, contact, step, self.clock.now());
        let (id, row) = (mail.row["id"].as_str().unwrap_or_default().to_owned(), mail.row.clone());
        if let Some(outreach) = self.outreach.get_mut(&slot) {
            outreach.push(mail);
        }
        let name = match kind {
            "sent" => "campaign.email_sent",
            "opened" => "campaign.email_opened",
            "replied" => "campaign.email_replied",
            _ => return id,
        };
        let campaign = self.id(Kind::Campaign, slot);
        self.tell(vec![(name, json!({"campaign_id": campaign, "event": row}))]);
        id
    }

    fn mail(&mut self, kind: &'static str, contact: Slot, step: Value, at: i64) -> Mail {
        let contact_id = self.id(Kind::Contact, contact);
        let metadata = match kind {
            "opened" => json!({"user_agent": "Mozilla/5.0 (Macintosh)", "ip_country": "DE"}),
            _ => json!({"subject": "A question"}),
        };
        let row = json!({
            "id": self.made_id("evt_"),
            "type": kind,
            "contact_id": contact_id,
            "email": self.text(Kind::Contact, contact, "email"),
            "step_id": step,
            "timestamp": stamp(at),
            "metadata": metadata,
        });
        Mail { kind, contact_id, at, row }
    }

    /// The counts of a campaign `[/api-reference/campaigns/stats]`.
    pub(crate) fn stats(&self, slot: Slot) -> Value {
        let count = |kind| self.outreach(slot).map_or(0, |outreach| outreach.count(kind));
        let sent = count("sent");
        let rate = |part: u64| {
            let rate = if sent == 0 { 0.0 } else { part as f64 / sent as f64 };
            (rate * 100.0).round() / 100.0
        };
        json!({
            "sent_count": sent,
            "opened_count": count("opened"),
            "clicked_count": count("clicked"),
            "replied_count": count("replied"),
            "bounced_count": count("bounced"),
            "unsubscribed_count": count("unsubscribed"),
            "open_rate": rate(count("opened")),
            "click_rate": rate(count("clicked")),
            "reply_rate": rate(count("replied")),
        })
    }
}

/// A row of `[/api-reference/campaigns/steps]`.
fn step(id: String, place: usize, born: i64) -> Value {
    json!({
        "id": id,
        "index": place + 1,
        "subject": "A question about {{company}}",
        "body": "Hello {{first_name}}, …",
        "delay_days": if place == 0 { 0 } else { 3 },
        "delay_hours": 0,
        "send_condition": if place == 0 { "always" } else { "if_no_reply" },
        "created_at": stamp(born),
    })
}
