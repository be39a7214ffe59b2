//! What must be alike in the end: the handler's view and the workspace, as far as polling can know
//! it. What it cannot know is written here and nowhere else.

use std::collections::{BTreeMap, BTreeSet};

use super::setup::Setup;
use super::view::View;

const NOUNS: [&str; 5] = ["contact", "company", "deal", "list", "task"];

/// Everything that ever was in the workspace between two readings.
#[derive(Debug, Default)]
pub(crate) struct Ever(View);

impl Ever {
    pub(crate) fn absorb(&mut self, now: &View) {
        self.0.records.extend(now.records.clone());
        self.0.campaigns.extend(now.campaigns.clone());
        for (all, some) in [(&mut self.0.members, &now.members), (&mut self.0.mails, &now.mails)] {
            for (id, ids) in some {
                all.entry(id.clone()).or_default().extend(ids.iter().cloned());
            }
        }
    }
}

/// Each difference in a sentence.
pub(crate) fn differences(setup: &Setup, view: &View, truth: &View, ever: &Ever) -> Vec<String> {
    let mut found = Vec::new();
    for noun in NOUNS.into_iter().filter(|noun| setup.tells(&format!("{noun}.created"))) {
        records(setup, noun, view, truth, ever, &mut found);
    }
    campaigns(setup, view, truth, ever, &mut found);
    lexi(setup, view, truth, &mut found);
    // Without the names of removals members can only come.
    let strict = setup.tells("list.contacts_removed");
    parts("member", &view.members, &truth.members, strict, &ever.0.members, &mut found);
    parts("mail", &view.mails, &truth.mails, true, &ever.0.mails, &mut found);
    if setup.tells("campaign.step_created") {
        parts("step", &view.steps, &truth.steps, true, &BTreeMap::new(), &mut found);
    }
    found
}

fn records(
    setup: &Setup,
    noun: &str,
    view: &View,
    truth: &View,
    ever: &Ever,
    found: &mut Vec<String>,
) {
    let of = |key: &&(String, String)| key.0 == noun;
    for key in truth.records.keys().filter(of) {
        let mut here = truth.records[key].clone();
        let Some(mut told) = view.records.get(key).cloned() else {
            found.push(format!("{noun} {} was not told", key.1));
            continue;
        };
        if noun == "contact" && setup.reads("names=self-healing") {
            // The first reading shows no name, and filling it in is no change.
            here.shift_remove("full_name");
            told.shift_remove("full_name");
        }
        if here != told && setup.tells(&format!("{noun}.updated")) {
            found.push(format!("{noun} {}: told {told:?}, is {here:?}", key.1));
        }
    }
    let deletions = setup.tells(&format!("{noun}.deleted"));
    for key in view.records.keys().filter(of).filter(|key| !truth.records.contains_key(key)) {
        if deletions || !ever.0.records.contains_key(key) {
            found.push(format!("{noun} {} is told to be there and is not", key.1));
        }
    }
}

fn campaigns(setup: &Setup, view: &View, truth: &View, ever: &Ever, found: &mut Vec<String>) {
    for (id, status) in &truth.campaigns {
        let told = view.campaigns.get(id).map(String::as_str);
        let alike = match (status.as_str(), told) {
            // Nothing tells that a campaign goes on after a pause, and of the planned names none
            // tells the pause.
            ("active", Some("paused")) => true,
            ("paused", Some("active")) => !setup.tells("campaign.paused"),
            (status, told) => told == Some(status),
        };
        if !alike {
            found.push(format!("campaign {id}: told {told:?}, is {status}"));
        }
    }
    for id in view.campaigns.keys().filter(|id| !truth.campaigns.contains_key(*id)) {
        if setup.tells("campaign.deleted") || !ever.0.campaigns.contains_key(id) {
            found.push(format!("campaign {id} is told to be there and is not"));
        }
    }
}

fn lexi(setup: &Setup, view: &View, truth: &View, found: &mut Vec<String>) {
    for (id, status) in &truth.lexi {
        let told = view.lexi.get(id).map(String::as_str);
        let alike = match (status.as_str(), told) {
            // The planned names do not tell what was turned down, so nobody reads it.
            ("dismissed", None | Some("pending")) => !setup.tells("task.dismissed"),
            ("pending", None) => !setup.tells("lexi.task_created"),
            (status, told) => told == Some(status),
        };
        if !alike {
            found.push(format!("lexi {id}: told {told:?}, is {status}"));
        }
    }
    for id in view.lexi.keys().filter(|id| !truth.lexi.contains_key(*id)) {
        found.push(format!("lexi {id} is told to be there and is not"));
    }
}

/// Parts of lists and campaigns that are still there; of the others nobody asks any more.
fn parts(
    what: &str,
    view: &BTreeMap<String, BTreeSet<String>>,
    truth: &BTreeMap<String, BTreeSet<String>>,
    strict: bool,
    ever: &BTreeMap<String, BTreeSet<String>>,
    found: &mut Vec<String>,
) {
    let none = BTreeSet::new();
    for (whole, here) in truth {
        let told = view.get(whole).unwrap_or(&none);
        for part in here.difference(told) {
            found.push(format!("{what} {part} of {whole} was not told"));
        }
        for part in told.difference(here) {
            if strict || !ever.get(whole).is_some_and(|ever| ever.contains(part)) {
                found.push(format!("{what} {part} of {whole} is told to be there and is not"));
            }
        }
    }
}
