//! What the samples promise, for every type and many seeds.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::{Uuid, Variant};

use super::super::catalog::{ALL, EventType, find};
use super::super::envelope::Envelope;
use super::{body, bulk_contacts};

const AT: &str = "2026-02-24T10:00:00Z";

fn at() -> Timestamp {
    AT.parse().expect("a time")
}

fn event(name: &str) -> &'static EventType {
    find(name).expect("in the catalogue")
}

fn sample(name: &str, seed: u64) -> Value {
    serde_json::from_str(&body(event(name), seed, at())).expect("a JSON body")
}

/// Every value that is no object or array, with its path; array places are `[]`.
fn leaves(value: &Value, path: &str, found: &mut Vec<(String, Value)>) {
    match value {
        Value::Object(map) => {
            map.iter().for_each(|(key, value)| leaves(value, &format!("{path}.{key}"), found));
        }
        Value::Array(items) => {
            items.iter().for_each(|item| leaves(item, &format!("{path}[]"), found));
        }
        leaf => found.push((path.to_owned(), leaf.clone())),
    }
}

fn all_leaves(value: &Value) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    leaves(value, "", &mut found);
    found
}

fn every_body(mut check: impl FnMut(&EventType, u64, &Value)) {
    for seed in (0..60).chain([u64::MAX, 1 << 40]) {
        ALL.iter().for_each(|event| check(event, seed, &sample(event.name, seed)));
    }
}

#[test]
fn the_bytes_of_seed_1_never_change() {
    let golden = include_str!("golden.jsonl");
    assert_eq!(golden.lines().count(), ALL.len());
    for line in golden.lines() {
        let name = Envelope::read(line.as_bytes()).known.expect("a known event").name;
        assert_eq!(body(event(name), 1, at()), line, "{name}");
    }
}

#[test]
fn every_body_is_an_envelope_with_data_and_compact() {
    every_body(|event, seed, value| {
        let keys: Vec<_> = value.as_object().expect("an object").keys().collect();
        assert_eq!(keys, ["event", "timestamp", "workspace_id", "data"]);
        assert_eq!(value["event"], event.name);
        assert_eq!(value["timestamp"], AT);
        assert!(value["data"].as_object().is_some_and(|data| !data.is_empty()), "{}", event.name);
        assert_eq!(value.to_string(), body(event, seed, at()));
    });
}

#[test]
fn contact_created_has_exactly_the_documented_shape() {
    let documented = concat!(
        r#"{"event":"contact.created","timestamp":"2026-02-24T10:00:00Z","#,
        r#""workspace_id":"123e4567-e89b-12d3-a456-426614174000","#,
        r#""data":{"contact":{"id":"789e0123-e45b-67c8-a901-234567890abc","full_name":"Jane Doe","#,
        r#""email":"jane@example.com","created_at":"2026-02-24T10:00:00Z"}}}"#
    );
    let mut ours = body(event("contact.created"), 1, at());
    let theirs: Value = serde_json::from_str(documented).expect("JSON");
    for (ours_leaf, theirs_leaf) in
        all_leaves(&sample("contact.created", 1)).into_iter().zip(all_leaves(&theirs))
    {
        ours = ours.replacen(&ours_leaf.1.to_string(), &theirs_leaf.1.to_string(), 1);
    }
    assert_eq!(ours, documented);
}

#[test]
fn ids_and_workspaces_are_version_4_uuids_and_one_world_has_one_of_each() {
    every_body(|event, _, value| {
        for (path, leaf) in all_leaves(value) {
            let key = path.rsplit('.').next().unwrap_or_default().trim_end_matches("[]");
            let opaque = leaf.as_str().is_some_and(|id| id.starts_with("evt_"));
            if (key == "id" || key.ends_with("_id") || key.ends_with("_ids"))
                && key != "job_id"
                && !leaf.is_null()
                && !opaque
            {
                let id = Uuid::parse_str(leaf.as_str().expect("a text")).expect("a UUID");
                let kind = (id.get_version_num(), id.get_variant());
                assert_eq!(kind, (4, Variant::RFC4122), "{} {path}", event.name);
            }
        }
    });
}

#[test]
fn the_bodies_of_one_seed_speak_of_the_same_things() {
    for seed in 0..60 {
        let of = |name: &str, pointer: &str| {
            let value = sample(name, seed).pointer(&format!("/data/{pointer}")).cloned();
            value.unwrap_or_else(|| panic!("{name} has no {pointer}"))
        };
        let same = |places: &[(&str, &str)]| {
            let ids: BTreeSet<_> = places.iter().map(|(n, p)| of(n, p).to_string()).collect();
            assert_eq!(ids.len(), 1, "{places:?}");
        };
        same(&[
            ("contact.created", "contact/id"),
            ("contact.updated", "contact/id"),
            ("contact.deleted", "contact/id"),
            ("contact.merged", "contact/id"),
            ("contact.bulk_created", "contacts/0/id"),
            ("deal.created", "deal/main_contact_id"),
            ("deal.bulk_created", "deals/0/main_contact_id"),
            ("list.contact_added", "contact/id"),
            ("list.contacts_added", "contact_ids/0"),
            ("list.contacts_removed", "contact_id"),
            ("campaign.contacts_added", "contact_ids/0"),
            ("campaign.email_opened", "event/contact_id"),
            ("task.created", "task/contact_id"),
            ("activity.created", "activity/entity_id"),
        ]);
        same(&[
            ("contact.created", "contact/email"),
            ("contact.updated", "contact/email"),
            ("campaign.email_sent", "event/email"),
        ]);
        same(&[
            ("company.created", "company/id"),
            ("contact.updated", "contact/related_company_id"),
            ("deal.updated", "deal/related_company_id"),
        ]);
        same(&[
            ("deal.created", "deal/id"),
            ("deal.deleted", "deal/id"),
            ("deal.bulk_updated", "deals/0/id"),
            ("task.updated", "task/deal_id"),
            ("activity.created", "activity/deal_id"),
        ]);
        same(&[
            ("campaign.created", "campaign/id"),
            ("campaign.paused", "campaign/id"),
            ("campaign.step_created", "campaign_id"),
            ("campaign.email_replied", "campaign_id"),
            ("lexi.task_created", "task/metadata/campaign_id"),
        ]);
        same(&[("campaign.step_created", "step/id"), ("campaign.email_sent", "event/step_id")]);
        same(&[
            ("lexi.task_created", "task/id"),
            ("lexi.task_failed", "task/id"),
            ("task.approved", "task_id"),
            ("task.dismissed", "task_id"),
        ]);
        same(&[
            ("list.created", "list/id"),
            ("list.updated", "list/id"),
            ("list.contacts_removed", "list_id"),
        ]);
        same(&[("task.created", "task/id"), ("task.updated", "task/id")]);
        assert_ne!(of("lexi.task_created", "task/id"), of("task.created", "task/id"));
        assert_ne!(of("contact.merged", "duplicate_ids/0"), of("contact.merged", "contact/id"));
        assert_ne!(of("deal.bulk_created", "deals/0/id"), of("deal.bulk_created", "deals/1/id"));
    }
}

#[test]
fn times_are_whole_seconds_and_only_plans_lie_ahead() {
    every_body(|event, _, value| {
        for (path, leaf) in all_leaves(value) {
            let key = path.rsplit('.').next().unwrap_or_default();
            let dated = key == "timestamp" || key.ends_with("_at") || key.ends_with("_date");
            if let (true, Some(text)) = (dated, leaf.as_str()) {
                assert_eq!((text.len(), &text[19..]), (20, "Z"), "{} {path}", event.name);
                let time: Timestamp = text.parse().expect("a time");
                let plan = ["due_date", "next_follow_up_date"].contains(&key);
                assert_eq!(time > at(), plan, "{} {path} {text}", event.name);
            }
        }
    });
}

#[test]
fn created_means_now_and_updated_means_later() {
    for event in ALL {
        let resource = event.resource.as_str();
        let row = &sample(event.name, 3)["data"][resource];
        match event.verb() {
            "created" => {
                let born = row.get("created_at").or(row.get("created_date"));
                assert_eq!(born, Some(&json!(AT)), "{}", event.name);
            }
            "updated" if resource != "list" => {
                assert_eq!(row["updated_date"], AT, "{}", event.name);
                assert!(row["created_date"].as_str() < Some(AT), "{}", event.name);
            }
            _ => {}
        }
    }
}

/// Two types differ when their data has other fields, or when a field that says what state a thing
/// is in has another value, or when one is changed since it was created and the other is not.
#[test]
fn no_two_types_differ_by_name_only() {
    const STATES: [&str; 4] = ["status", "type", "stage", "contact_count"];
    for seed in 0..20 {
        let mut seen = BTreeMap::new();
        for event in ALL {
            let data = &sample(event.name, seed)["data"];
            let leaves = all_leaves(data);
            let fields: BTreeSet<_> = leaves.iter().map(|(path, _)| path.clone()).collect();
            let state = |(path, leaf): &(String, Value)| {
                let key = path.rsplit('.').next().unwrap_or_default();
                STATES.contains(&key).then(|| format!("{path}={leaf}"))
            };
            let states: BTreeSet<_> = leaves.iter().filter_map(state).collect();
            let row = &data[event.resource.as_str()];
            let changed = row["created_date"] != row["updated_date"];
            let twin = seen.insert((fields, states, changed), event.name);
            assert_eq!(twin, None, "{} differs by name only", event.name);
        }
    }
}

#[test]
fn nobody_real_can_be_written_to_or_called() {
    every_body(|event, _, value| {
        for (path, leaf) in all_leaves(value) {
            let Some(text) = leaf.as_str() else { continue };
            if path.ends_with(".email") {
                let (local, domain) = text.split_once('@').expect("an address");
                assert!(domain.ends_with("example.com") || domain.ends_with("example.org"));
                assert!(local.chars().all(|c| c.is_ascii_alphanumeric() || ".-".contains(c)));
            }
            if path.ends_with(".phone") {
                let fictional = text.contains(" 555 01") || text.starts_with("+44 20 7946 0");
                assert!(fictional && [15, 16].contains(&text.len()), "{text}");
            }
            if let Some(rest) = text.strip_prefix("https://") {
                let host = rest.split('/').next().unwrap_or_default();
                assert!(host.ends_with(".example.com"), "{} {path} {text}", event.name);
            }
        }
    });
}

#[test]
fn seeds_bring_variety_and_other_scripts() {
    let name = |seed| sample("contact.created", seed)["data"]["contact"]["full_name"].to_string();
    let names: BTreeSet<_> = (0..200).map(name).collect();
    assert!(names.len() > 40, "{}", names.len());
    assert!(names.iter().any(|name| !name.is_ascii()) && names.iter().any(|name| name.is_ascii()));
}

#[test]
fn every_single_event_can_be_labelled_from_its_body() {
    for event in ALL {
        let envelope = Envelope::read(body(event, 5, at()).as_bytes());
        assert_eq!(envelope.known, Some(event));
        let single = !event.name.contains("bulk");
        assert_eq!(envelope.subject.is_some(), single, "{}", event.name);
        assert_eq!(envelope.resource_id.is_some(), single, "{}", event.name);
    }
}

#[test]
fn a_bulk_of_any_size_says_how_many_and_repeats_no_one() {
    for count in [0, 1, 2, 500] {
        let text = bulk_contacts(count, 9, at());
        let value: Value = serde_json::from_str(&text).expect("JSON");
        let rows = value["data"]["contacts"].as_array().expect("an array");
        let emails: BTreeSet<_> = rows.iter().map(|row| row["email"].to_string()).collect();
        assert_eq!((rows.len(), emails.len()), (count, count));
        assert_eq!(value["data"]["count"], count);
    }
}

#[test]
fn the_ends_of_the_calendar_and_fractions_are_survived() {
    for time in [Timestamp::MIN, Timestamp::MAX, at() + std::time::Duration::from_millis(999)] {
        ALL.iter().for_each(|event| assert!(!body(event, 1, time).is_empty()));
    }
    let late = at() + std::time::Duration::from_millis(999);
    let created = event("contact.created");
    assert_eq!(body(created, 1, late), body(created, 1, at()));
}
