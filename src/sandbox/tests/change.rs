//! Scripted changes: every word can be carried out, what is meant is found, and the truth shows it.

use std::collections::HashSet;

use serde_json::json;

use super::Bench;
use crate::sandbox::activity;
use crate::sandbox::change::{Change, WORDS, apply};

#[test]
fn every_word_can_be_carried_out() {
    let mut bench = Bench::new();
    for word in WORDS {
        let (subject, verb) = word.name.split_once('.').expect("two parts");
        let mut change = json!({"do": word.name});
        let target = if subject == "mail" { "campaign" } else { subject };
        if verb != "create" {
            let mut made = json!({"do": format!("{target}.create"), "as": "it"});
            if word.name == "task.create" {
                made["set"] = json!({"title": "T"});
            }
            bench.change(&made);
            change["ref"] = json!("it");
        }
        match word.name {
            "contact.merge" => change["duplicates"] = json!(["newest"]),
            "list.add" | "campaign.contacts" => change["contacts"] = json!(["oldest"]),
            "list.remove" => {
                bench.change(&json!({"do": "list.add", "ref": "it", "contacts": ["oldest"]}));
                change["contacts"] = json!(["oldest"]);
            }
            "campaign.pause" => {
                bench.change(&json!({"do": "campaign.start", "ref": "it"}));
            }
            _ if subject == "mail" => change["contact"] = json!("oldest"),
            _ => {}
        }
        if word.name == "contact.merge" {
            bench.change(&json!({"do": "contact.create"}));
        }
        assert!(!bench.change(&change).is_empty(), "{change}");
    }
}

#[test]
fn a_row_is_found_by_id_name_place_and_chance() {
    let mut bench = Bench::new();
    let [id] = &bench.change(&json!({"do": "contact.create", "as": "anna"}))[..] else {
        panic!("one id");
    };
    for (field, name) in [("id", &**id), ("ref", "anna"), ("ref", "newest"), ("ref", "#51")] {
        let done = bench.change(&json!({"do": "contact.update", field: name}));
        assert_eq!(done, [id.clone()], "{field} {name}");
    }
    bench.change(&json!({"do": "contact.update", "ref": "any"}));
    for (change, why) in [
        (json!({"do": "contact.update", "id": "anna"}), "no contact has the id `anna`"),
        (json!({"do": "deal.update", "ref": "anna"}), "no deal is called `anna`"),
        (json!({"do": "contact.update"}), "needs `id` or `ref`"),
        (json!({"do": "contact.update", "ref": "anna", "set": {"id": "x"}}), "Set by the server"),
        (json!({"do": "list.add", "ref": "oldest"}), "needs `contacts`"),
        (
            json!({"do": "campaign.update", "ref": "oldest", "set": {"status": "x"}}),
            "words of its own",
        ),
    ] {
        let read = Change::read(&change).expect("readable");
        let error = apply(&mut bench.state.world, &read).expect_err("it cannot be made");
        assert!(error.contains(why), "{change}: {error}");
    }
}

#[test]
fn the_truth_is_what_the_api_shows() {
    let mut bench = Bench::new();
    bench.change(&json!({"do": "contact.create", "as": "a", "set": {"full_name": "Ann"}}));
    bench.change(&json!({"do": "list.create", "as": "l"}));
    bench.change(&json!({"do": "list.add", "ref": "l", "contacts": ["a"]}));
    let truth = bench.state.world.truth();
    let total = bench.get("contacts")["meta"]["total"].as_u64();
    let contacts = truth["contacts"].as_object().expect("contacts");
    assert_eq!(Some(contacts.len() as u64), total);
    let list = bench.get("lists?page=1")["data"]["lists"][3]["id"].clone();
    let list = list.as_str().expect("an id");
    let contact = truth["members"][list][0].as_str().expect("a member").to_owned();
    assert_eq!(truth["contacts"][&contact]["full_name"], "Ann");
    assert_eq!(bench.get(&format!("contacts/{contact}"))["data"], truth["contacts"][&contact]);
    assert_eq!(truth["lists"][list]["contact_count"], 1);
}

#[test]
fn chance_is_repeatable_and_always_finds_something_to_do() {
    let history = |seed| {
        let settings = crate::sandbox::Settings { seed, ..crate::sandbox::Settings::default() };
        let mut bench = Bench::of(settings);
        let mut done = Vec::new();
        for _ in 0..300 {
            let change = activity::chance(&mut bench.state.world).expect("something to do");
            let ids = apply(&mut bench.state.world, &change).expect("it can be done");
            done.push((change.word.name, ids));
        }
        done
    };
    let first = history(4);
    assert_eq!(first, history(4));
    assert_ne!(first, history(5));
    let words: HashSet<&str> = first.iter().map(|(word, _)| *word).collect();
    assert!(words.len() > 10, "{words:?}");
}
