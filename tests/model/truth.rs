//! The view held against the workspace: every difference that polling has no excuse for.

use std::collections::BTreeSet;

use leadlex_hooks::poll::select::Selection;
use serde_json::Value;

use crate::view::{RECORDS, View, inner, mails, object, statuses, text, texts};

/// Whether names of contacts can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Naming {
    Stable,
    /// A first reading may lack them, and that they are filled in is no change.
    SelfHealing,
}

/// What differs, a line each. What cannot be derived is left out: types that are not selected, a
/// pause that ended again, a proposal that was turned down before anybody saw it.
pub(crate) fn differences(
    view: &View,
    state: &Value,
    selection: &Selection,
    naming: Naming,
) -> Vec<String> {
    let told = |name: &str| selection.events().iter().any(|event| event.name == name);
    let mut found = Vec::new();
    for (noun, many, fields) in RECORDS {
        if !told(&format!("{noun}.created")) {
            continue;
        }
        let known = &view.records[*noun];
        for (id, object) in object(&state[*many]) {
            let Some(row) = known.get(id) else {
                found.push(format!("{noun} {id} is not known: {object}"));
                continue;
            };
            let healing = naming == Naming::SelfHealing && *noun == "contact";
            let compared = fields.iter().filter(|name| !(healing && **name == "full_name"));
            for name in compared.filter(|_| told(&format!("{noun}.updated"))) {
                if row[*name] != object[*name] {
                    let (known, is) = (&row[*name], &object[*name]);
                    found.push(format!("{noun} {id}: {name} is {is}, known as {known}: {object}"));
                }
            }
        }
        let ghosts = known.keys().filter(|id| !object(&state[*many]).contains_key(*id));
        if told(&format!("{noun}.deleted")) {
            found.extend(ghosts.map(|id| format!("{noun} {id} is gone, and that is not known")));
        }
    }
    for (id, status) in statuses(&state["campaigns"]) {
        let known = view.campaigns.get(&id).map_or("nothing", String::as_str);
        let pauses = told("campaign.paused");
        let may = match status.as_str() {
            "active" => known == "active" || known == "paused",
            "paused" => known == "paused" || !pauses && known == "active",
            status => known == status,
        };
        if !may {
            found.push(format!("campaign {id} is {status}, known as {known}"));
        }
    }
    for (id, status) in statuses(&state["lexi_tasks"]) {
        let seen = told("lexi.task_created");
        let expected = match status.as_str() {
            "pending" if !seen => continue,
            "dismissed" if !told("task.dismissed") => continue,
            status => status,
        };
        let known = view.lexi.get(&id).map_or("nothing", String::as_str);
        if known != expected {
            found.push(format!("lexi's {id} is {expected}, known as {known}"));
        }
    }
    members(view, state, &told, &mut found);
    let told_mails = told("campaign.email_sent");
    differ("mail", &mails(&state["mails"]), &view.mails, told_mails, &mut found);
    let steps: BTreeSet<String> = inner(&state["steps"]).map(|step| text(&step["id"])).collect();
    if told("campaign.step_created") {
        let missing = steps.difference(&view.steps);
        found.extend(missing.map(|id| format!("step {id} is not known")));
    }
    for (what, times) in view.born.iter().filter(|(_, times)| **times > 1) {
        found.push(format!("{what} was created {times} times"));
    }
    found
}

fn members(view: &View, state: &Value, told: &impl Fn(&str) -> bool, found: &mut Vec<String>) {
    let added = told("list.contact_added") || told("list.contacts_added");
    for (list, members) in object(&state["members"]) {
        let (is, nobody) = (texts(members), BTreeSet::new());
        let known = view.members.get(list).unwrap_or(&nobody);
        if added {
            let missing = is.difference(known);
            found
                .extend(missing.map(|id| format!("{id} is on list {list}, and that is not known")));
        }
        if told("list.contacts_removed") {
            let gone = known.difference(&is);
            found.extend(gone.map(|id| format!("{id} left list {list}, and that is not known")));
        }
    }
}

fn differ(
    what: &str,
    is: &BTreeSet<String>,
    known: &BTreeSet<String>,
    told: bool,
    found: &mut Vec<String>,
) {
    if told {
        found.extend(is.difference(known).map(|id| format!("{what} {id} is not known")));
        found.extend(known.difference(is).map(|id| format!("{what} {id} never was")));
    }
}
