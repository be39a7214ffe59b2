//! The handler's view of the workspace: what it looked like at the baseline, and since then what
//! events told. Nothing else.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::receiver::Taken;

/// Resources that events create, update and delete: the noun of the event, the word of the truth,
/// and the fields that both show.
pub(crate) const RECORDS: &[(&str, &str, &[&str])] = &[
    ("contact", "contacts", &["full_name", "email", "phone", "job_title", "linkedin_url"]),
    ("company", "companies", &["name", "size", "industry", "website"]),
    ("deal", "deals", &["name", "stage", "status", "estimated_value"]),
    ("list", "lists", &["name", "description", "contact_count"]),
    ("task", "tasks", &["title", "status", "priority"]),
];

/// What is known.
#[derive(Clone, Debug, Default)]
pub(crate) struct View {
    pub(crate) records: BTreeMap<String, BTreeMap<String, Value>>,
    /// Status of campaigns.
    pub(crate) campaigns: BTreeMap<String, String>,
    /// Status of Lexi's tasks.
    pub(crate) lexi: BTreeMap<String, String>,
    pub(crate) members: BTreeMap<String, BTreeSet<String>>,
    pub(crate) mails: BTreeSet<String>,
    pub(crate) steps: BTreeSet<String>,
    /// How often each resource was said to be created, since the baseline.
    pub(crate) born: BTreeMap<String, u32>,
}

impl View {
    /// As the workspace is now.
    pub(crate) fn of(state: &Value) -> Self {
        let mut view = Self::default();
        for (noun, many, _) in RECORDS {
            let objects = object(&state[*many]).clone().into_iter().collect();
            view.records.insert((*noun).to_owned(), objects);
        }
        view.campaigns = statuses(&state["campaigns"]);
        view.lexi = statuses(&state["lexi_tasks"]);
        for (list, members) in object(&state["members"]) {
            view.members.insert(list.clone(), texts(members));
        }
        view.mails = mails(&state["mails"]);
        view.steps = inner(&state["steps"]).map(|step| text(&step["id"])).collect();
        view
    }

    /// Takes in one event.
    ///
    /// # Errors
    /// An event that makes no sense.
    pub(crate) fn take(&mut self, taken: &Taken) -> Result<(), String> {
        let name = text(&taken.body["event"]);
        let data = &taken.body["data"];
        let (subject, verb) = name.split_once('.').unwrap_or((&name, ""));
        match (subject, verb) {
            ("list", "contact_added") => {
                self.join(&text(&data["list"]["id"]), &text(&data["contact"]["id"]));
            }
            ("list", "contacts_added") => {
                let contacts = texts(&data["contact_ids"]);
                contacts.iter().for_each(|contact| self.join(&text(&data["list_id"]), contact));
            }
            ("list", "contacts_removed") => {
                let members = self.members.entry(text(&data["list_id"])).or_default();
                members.remove(&text(&data["contact_id"]));
            }
            ("campaign", "email_sent" | "email_opened" | "email_replied") => {
                if !self.mails.insert(text(&data["event"]["id"])) {
                    return Err(format!("a mail was told twice: {}", taken.body));
                }
            }
            ("campaign", "step_created") => {
                if !self.steps.insert(text(&data["step"]["id"])) {
                    return Err(format!("a step was told twice: {}", taken.body));
                }
            }
            ("campaign", verb) => self.campaign(verb, &text(&data["campaign"]["id"])),
            ("lexi", verb) => self.lexi(verb.trim_start_matches("task_"), data),
            ("task", "approved" | "dismissed") => self.lexi(verb, data),
            (noun, verb) => return self.record(noun, verb, &data[noun], taken),
        }
        Ok(())
    }

    fn join(&mut self, list: &str, contact: &str) {
        self.members.entry(list.to_owned()).or_default().insert(contact.to_owned());
    }

    fn campaign(&mut self, verb: &str, id: &str) {
        let status = match verb {
            "deleted" => {
                self.campaigns.remove(id);
                return;
            }
            "created" => {
                *self.born.entry(format!("campaign {id}")).or_default() += 1;
                "draft"
            }
            "started" => "active",
            other => other,
        };
        self.campaigns.insert(id.to_owned(), status.to_owned());
    }

    fn lexi(&mut self, verb: &str, data: &Value) {
        let id = match &data["task"]["id"] {
            Value::Null => text(&data["task_id"]),
            id => text(id),
        };
        if verb == "created" {
            *self.born.entry(format!("lexi {id}")).or_default() += 1;
        }
        let status = if verb == "created" { "pending" } else { verb };
        self.lexi.insert(id, status.to_owned());
    }

    fn record(&mut self, noun: &str, verb: &str, row: &Value, taken: &Taken) -> Result<(), String> {
        let id = text(&row["id"]);
        let known = self.records.entry(noun.to_owned()).or_default();
        match verb {
            "created" => {
                *self.born.entry(format!("{noun} {id}")).or_default() += 1;
                known.insert(id, row.clone());
            }
            "updated" => {
                known.insert(id, row.clone());
            }
            "deleted" if known.remove(&id).is_none() => {
                return Err(format!("what was not there is deleted: {}", taken.body));
            }
            "deleted" => {
                self.members.remove(&id);
                if noun == "contact" {
                    self.members.values_mut().for_each(|members| {
                        members.remove(&id);
                    });
                }
            }
            _ => return Err(format!("nobody expects {}", taken.body)),
        }
        Ok(())
    }
}

static NOTHING: std::sync::LazyLock<Map<String, Value>> = std::sync::LazyLock::new(Map::new);

pub(crate) fn object(value: &Value) -> &Map<String, Value> {
    value.as_object().unwrap_or(&NOTHING)
}

/// The rows inside an object of lists.
pub(crate) fn inner(value: &Value) -> impl Iterator<Item = &Value> {
    object(value).values().filter_map(Value::as_array).flatten()
}

/// The mails that have an event.
pub(crate) fn mails(value: &Value) -> BTreeSet<String> {
    let told =
        |mail: &&Value| ["sent", "opened", "replied"].iter().any(|kind| mail["type"] == *kind);
    inner(value).filter(told).map(|mail| text(&mail["id"])).collect()
}

pub(crate) fn statuses(value: &Value) -> BTreeMap<String, String> {
    object(value).iter().map(|(id, object)| (id.clone(), text(&object["status"]))).collect()
}

pub(crate) fn texts(value: &Value) -> BTreeSet<String> {
    value.as_array().into_iter().flatten().map(text).collect()
}

/// A text or a number, as text: ids may be either.
pub(crate) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}
