//! `replay --order`, `--duplicate`, `--drop` and `--seed`: what is sent, how often, in which order.

use std::collections::HashSet;

use insta::assert_snapshot;
use serde_json::Value;

use crate::harness::{Cmd, Endpoint, Hook, Output, Received, Sandbox, Signal, closed_port, sign};

/// A sandbox whose store holds so many arrivals: `id-00001` and so on.
fn store_of(count: usize) -> Sandbox {
    let sandbox = Sandbox::new();
    let listener = sandbox.listen([""; 0]);
    for number in 1..=count {
        Hook::event("contact.created", &format!("id-{number:05}"), "Anna")
            .accepted(listener.addr());
    }
    listener.stop(Signal::Int).code(0);
    sandbox
}

fn replay(sandbox: &Sandbox, to: &str, args: &[&str]) -> Cmd {
    sandbox.cmd(["replay", "--to", to, "--last", "99"]).args(args)
}

/// The Delivery-IDs of a dry run, in order.
#[track_caller]
fn order(sandbox: &Sandbox, args: &[&str]) -> Vec<String> {
    let dry = replay(sandbox, ":1", args).args(["--dry-run", "--as-captured", "--json"]);
    let lines = dry.run().code(0).json();
    let ids = lines.iter().filter_map(|line| line["delivery_id"].as_str());
    ids.map(str::to_owned).collect()
}

fn ids(numbers: impl IntoIterator<Item = usize>) -> Vec<String> {
    numbers.into_iter().map(|number| format!("id-{number:05}")).collect()
}

fn of_type(output: &Output, kind: &str) -> Vec<Value> {
    output.json().into_iter().filter(|line| line["type"] == kind).collect()
}

#[test]
fn captured_is_oldest_first_and_reverse_the_newest() {
    let sandbox = store_of(4);
    assert_eq!(order(&sandbox, &[]), ids(1..=4));
    assert_eq!(order(&sandbox, &["--order", "captured"]), ids(1..=4));
    assert_eq!(order(&sandbox, &["--order", "reverse"]), ids((1..=4).rev()));
    let named = sandbox.cmd(["replay", "3", "1", "--order", "reverse", "--to", ":1"]);
    let lines = named.args(["--dry-run", "--as-captured", "--json"]).run().code(0).json();
    assert_eq!(lines[0]["delivery_id"], "id-00001", "IDs are reversed as they were given");
}

#[test]
fn a_shuffle_is_the_same_again_with_its_seed() {
    let sandbox = store_of(12);
    let shuffled = order(&sandbox, &["--order", "shuffle", "--seed", "7"]);
    assert_eq!(shuffled, order(&sandbox, &["--order", "shuffle", "--seed", "7"]));
    assert_ne!(shuffled, order(&sandbox, &["--order", "shuffle", "--seed", "8"]));
    let mut sorted = shuffled;
    sorted.sort();
    assert_eq!(sorted, ids(1..=12));
}

#[test]
fn a_seed_that_was_not_given_is_told() {
    let sandbox = store_of(9);
    let handler = Endpoint::always(200).expect_calls(18);
    let args = ["--order", "shuffle", "--as-captured", "--json"];
    let output = replay(&sandbox, &handler.url("/"), &args).run().code(0);
    let seed = of_type(&output, "summary")[0]["seed"].to_string();
    assert!(output.stderr.contains(&format!("`--seed {seed}`")), "{output}");
    let output = replay(&sandbox, &handler.url("/"), &args).args(["--seed", &seed]).run().code(0);
    assert!(!output.stderr.contains("--seed"), "{output}");
    let sent: Vec<String> =
        handler.wait_for(18).iter().map(|one| one.delivery_id().to_owned()).collect();
    assert_eq!(sent[..9], sent[9..]);
}

#[test]
fn copies_share_the_captured_id_and_the_body_in_every_order() {
    let sandbox = store_of(3);
    let handler = Endpoint::always(200).expect_calls(18);
    for order in ["captured", "shuffle"] {
        let args = ["--duplicate", "3", "--order", order];
        let output = replay(&sandbox, &handler.url("/"), &args).run().code(0);
        assert!(output.stderr.contains("9 of 9 delivered"), "{output}");
    }
    let seen = handler.wait_for(18);
    for run in [&seen[..9], &seen[9..]] {
        let kinds: HashSet<(&str, &[u8])> =
            run.iter().map(|one| (one.delivery_id(), &*one.body)).collect();
        assert_eq!(kinds.len(), 3, "three events, whatever the order");
    }
    let ids: HashSet<&str> = seen.iter().map(Received::delivery_id).collect();
    assert_eq!(ids, HashSet::from(["id-00001", "id-00002", "id-00003"]));
    for one in &seen {
        assert_eq!(one.must("x-leadlex-signature"), sign(crate::harness::SECRET, &one.body));
    }
    let rows = sandbox.cmd(["events", "list", "--source", "replay", "--json"]).run().json();
    assert_eq!(rows.len(), 18, "each copy is recorded");
}

#[test]
fn copies_keep_the_captured_id_where_that_is_asked_for() {
    let sandbox = store_of(2);
    let twice = ["id-00001", "id-00001", "id-00002", "id-00002"];
    assert_eq!(order(&sandbox, &["--duplicate", "2"]), twice);
    let handler = Endpoint::always(200).expect_calls(4);
    replay(&sandbox, &handler.url("/"), &["--duplicate", "2", "--same-id"]).run().code(0);
    let seen = handler.wait_for(4);
    assert_eq!(seen.iter().map(Received::delivery_id).collect::<Vec<_>>(), twice);
}

#[test]
fn what_is_dropped_is_not_sent_and_told_at_the_end() {
    let sandbox = store_of(10);
    let handler = Endpoint::always(200).expect_calls(15);
    let args = ["--drop", "20%", "--seed", "3", "--as-captured"];
    let output = replay(&sandbox, &handler.url("/"), &args).args(["--json"]).run().code(0);
    let dropped: Vec<i64> = of_type(&output, "dropped")
        .iter()
        .map(|line| line["number"].as_i64().expect("a number"))
        .collect();
    let summary = &of_type(&output, "summary")[0];
    assert_eq!((&summary["dropped"], &summary["sent"]), (&2.into(), &8.into()));
    let left = ids((1..=10).filter(|number| !dropped.contains(&(*number as i64))));
    let sent: Vec<String> =
        handler.wait_for(8).iter().map(|one| one.delivery_id().to_owned()).collect();
    assert_eq!(sent, left);
    let output = replay(&sandbox, &handler.url("/"), &["--drop", "3", "--seed", "3"]).run().code(0);
    assert!(output.stderr.contains("`--drop 3` left out 3 of 10: #"), "{output}");
}

#[test]
fn one_seed_decides_all_of_a_combination() {
    let sandbox = store_of(10);
    let args = ["--drop", "30%", "--duplicate", "2", "--order", "shuffle", "--seed", "5"];
    let sent = order(&sandbox, &args);
    assert_eq!(sent, order(&sandbox, &args));
    assert_eq!(sent.len(), 14);
    let in_order: HashSet<String> = sent.into_iter().collect();
    let same_drop = order(&sandbox, &["--drop", "30%", "--seed", "5"]);
    assert_eq!(same_drop.into_iter().collect::<HashSet<_>>(), in_order);
}

#[test]
fn what_is_impossible_is_named_with_its_value_and_nothing_is_sent() {
    let sandbox = store_of(3);
    let handler = Endpoint::always(200).expect_calls(0);
    let mut told = String::new();
    for args in [
        &["--drop", "110%"][..],
        &["--drop", "half"],
        &["--drop", "3"],
        &["--drop", "100%"],
        &["--duplicate", "0"],
        &["--duplicate", "2", "--edit"],
        &["--order", "sideways"],
        &["--seed", "x"],
        &["--speed", "0x"],
        &["--speed", "fast"],
        &["--speed", "10"],
        &["--diff", "--dry-run"],
        &["--diff", "--queue"],
        &["--diff", "--ignore-path", "a..b"],
        &["--diff", "--ignore-header", "a b"],
        &["--ignore-path", "a"],
    ] {
        let output = replay(&sandbox, &handler.url("/"), args).run().code(2);
        told.push_str(&format!("{}\n{}\n", args.join(" "), output.stderr));
    }
    assert_snapshot!(sandbox.normalise(&told));
}

#[test]
fn a_seed_without_chance_is_warned_about() {
    let sandbox = store_of(1);
    let nowhere = format!("127.0.0.1:{}", closed_port());
    let output = replay(&sandbox, &nowhere, &["--seed", "1", "--dry-run"]).run().code(0);
    assert!(output.stderr.contains("warning: `--seed` changes nothing here"), "{output}");
}
