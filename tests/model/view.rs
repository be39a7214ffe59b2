//! A workspace as somebody outside can know it: built from delivered events, or out of the
//! sandbox's own state, to be compared.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

/// Rows that are created, updated and deleted, by the noun of their events and the sandbox's word.
const RECORDS: [(&str, &str); 5] = [
    ("contact", "contacts"),
    ("company", "companies"),
    ("deal", "deals"),
    ("list", "lists"),
    ("task", "tasks"),
];
/// Kinds of mails that have an event.
const MAILS: [&str; 3] = ["sent", "opened", "replied"];
/// Columns of a page of contacts `[/api-reference/contacts/list]`.
const CONTACT: [&str; 6] =
    ["full_name", "email", "phone", "job_title", "company_name", "linkedin_url"];

type Ids = BTreeSet<String>;

/// A workspace.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct View {
    /// By noun and id.
    pub(crate) records: BTreeMap<(String, String), Map<String, Value>>,
    /// Campaigns and Lexi's tasks by their status.
    pub(crate) campaigns: BTreeMap<String, String>,
    pub(crate) lexi: BTreeMap<String, String>,
    /// Members, mails and steps by what they belong to.
    pub(crate) members: BTreeMap<String, Ids>,
    pub(crate) mails: BTreeMap<String, Ids>,
    pub(crate) steps: BTreeMap<String, Ids>,
    /// Updates that were told, by noun and id.
    pub(crate) updates: BTreeMap<(String, String), u64>,
    /// Whether removals from lists are told, so that nobody is added twice.
    pub(crate) removals: bool,
    /// Whether it is told that Lexi proposes something; of the launched names none does.
    pub(crate) proposals: bool,
}

impl View {
    /// The sandbox's own.
    pub(crate) fn of_state(state: &Value) -> Self {
        let mut view = Self::default();
        let all = |name: &str| state[name].as_object().cloned().unwrap_or_default();
        for (noun, many) in RECORDS {
            for (id, object) in all(many) {
                view.records.insert(
                    (noun.to_owned(), id),
                    content(noun, object.as_object().expect("an object")),
                );
            }
        }
        let status = |name: &str| -> BTreeMap<String, String> {
            all(name).into_iter().map(|(id, object)| (id, text(&object["status"]))).collect()
        };
        view.campaigns = status("campaigns");
        view.lexi = status("lexi_tasks");
        let ids = |rows: &Value, wanted: &dyn Fn(&Value) -> bool| -> Ids {
            let rows = rows.as_array().into_iter().flatten().filter(|row| wanted(row));
            rows.map(|row| row.get("id").map_or_else(|| text(row), text)).collect()
        };
        for (list, members) in all("members") {
            view.members.insert(list, ids(&members, &|_| true));
        }
        for (campaign, mails) in all("mails") {
            let told = |row: &Value| MAILS.contains(&row["type"].as_str().unwrap_or_default());
            view.mails.insert(campaign, ids(&mails, &told));
        }
        for (campaign, steps) in all("steps") {
            view.steps.insert(campaign, ids(&steps, &|_| true));
        }
        view
    }

    /// Takes an event; gives its name.
    ///
    /// # Errors
    /// What cannot follow on what was told before.
    pub(crate) fn apply(&mut self, body: &[u8]) -> Result<String, String> {
        let body: Value = serde_json::from_slice(body).map_err(|error| error.to_string())?;
        let name = body["event"].as_str().ok_or("no event")?.to_owned();
        let data = &body["data"];
        let (noun, verb) = name.split_once('.').ok_or("no dot")?;
        let done = match (noun, verb) {
            ("list", "contact_added") => {
                self.join(&text(&data["list"]["id"]), &text(&data["contact"]["id"]))
            }
            ("list", "contacts_added") => {
                self.join(&text(&data["list_id"]), &text(&data["contact_ids"][0]))
            }
            ("list", "contacts_removed") => {
                let members = self.members.entry(text(&data["list_id"])).or_default();
                must(members.remove(&text(&data["contact_id"])), "no member is removed")
            }
            ("campaign", "step_created") => {
                let steps = self.steps.entry(text(&data["campaign_id"])).or_default();
                must(steps.insert(text(&data["step"]["id"])), "the step is known")
            }
            ("campaign", "email_sent" | "email_opened" | "email_replied") => {
                let mails = self.mails.entry(text(&data["campaign_id"])).or_default();
                must(mails.insert(text(&data["event"]["id"])), "the mail is known")
            }
            ("campaign", _) => self.campaign(verb, &text(&data["campaign"]["id"])),
            ("lexi", _) => self.lexi(&verb["task_".len()..], &text(&data["task"]["id"])),
            ("task", "approved" | "dismissed") => self.lexi(verb, &text(&data["task_id"])),
            _ => self.record(noun, verb, &data[noun]),
        };
        done.map(|()| name.clone()).map_err(|why| format!("{why}: {body}"))
    }

    fn join(&mut self, list: &str, contact: &str) -> Result<(), String> {
        let strict = self.removals;
        let new = self.members.entry(list.to_owned()).or_default().insert(contact.to_owned());
        must(new || !strict, "the member is on the list")
    }

    fn record(&mut self, noun: &str, verb: &str, row: &Value) -> Result<(), String> {
        let key = (noun.to_owned(), text(&row["id"]));
        let fields = row.as_object().ok_or("no row")?;
        match verb {
            "created" => {
                let before = self.records.insert(key, content(noun, fields));
                must(before.is_none(), "it was there before")
            }
            "updated" => {
                *self.updates.entry(key.clone()).or_default() += 1;
                let before = self.records.insert(key, content(noun, fields));
                must(before.is_some(), "it was not there")
            }
            "deleted" => must(self.records.remove(&key).is_some(), "it was not there"),
            _ => Err("an unknown verb".to_owned()),
        }
    }

    fn campaign(&mut self, verb: &str, id: &str) -> Result<(), String> {
        let before = self.campaigns.get(id).map(String::as_str);
        let (right, after) = match verb {
            "created" => (before.is_none(), "draft"),
            "started" => (matches!(before, Some("draft" | "completed")), "active"),
            "paused" => (matches!(before, Some("active" | "paused")), "paused"),
            "completed" => (matches!(before, Some("active" | "paused")), "completed"),
            "deleted" => {
                return must(self.campaigns.remove(id).is_some(), "it was not there");
            }
            _ => (false, ""),
        };
        let told = format!("{verb} after {before:?}");
        self.campaigns.insert(id.to_owned(), after.to_owned());
        must(right, &told)
    }

    fn lexi(&mut self, status: &str, id: &str) -> Result<(), String> {
        let before = self.lexi.get(id).map(String::as_str);
        let (right, after) = match status {
            "created" => (before.is_none(), "pending"),
            "approved" | "dismissed" => {
                (before == Some("pending") || before.is_none() && !self.proposals, status)
            }
            _ => (matches!(before, Some("approved")), status),
        };
        let told = format!("{status} after {before:?}");
        self.lexi.insert(id.to_owned(), after.to_owned());
        must(right, &told)
    }
}

fn must(holds: bool, why: &str) -> Result<(), String> {
    if holds { Ok(()) } else { Err(why.to_owned()) }
}

/// An id, be it sent as text or as a number.
pub(crate) fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// What counts of a row: not its id and dates, no `null`, ids as text.
fn content(noun: &str, fields: &Map<String, Value>) -> Map<String, Value> {
    let mut kept = Map::new();
    for (name, value) in fields {
        let name = match (noun, name.as_str()) {
            // A page of contacts shows the company under another name than the object does.
            ("contact", "company") => "company_name",
            (_, name) => name,
        };
        let dated = name.starts_with("created_") || name.starts_with("updated_");
        let shown = noun != "contact" || CONTACT.contains(&name);
        if name == "id" || dated || value.is_null() || !shown {
            continue;
        }
        let is_id = name.ends_with("_id");
        kept.insert(name.to_owned(), if is_id { text(value).into() } else { value.clone() });
    }
    kept.sort_keys();
    kept
}
