//! `events stats`: counts, latencies, and what of the catalogue was never seen.

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::events::store_of;
use crate::harness::{Endpoint, Hook, Sandbox};

fn several() -> Sandbox {
    let anna = Hook::event("contact.created", "aaaa-1", "Anna");
    store_of(&[
        anna.clone(),
        anna,
        Hook::event("deal.updated", "bbbb-2", "Matter"),
        Hook::event("contact.created", "cccc-3", "Cleo").sign("other"),
        Hook::event("invoice.paid", "dddd-5", "\u{1b}[31mUnknown"),
        Hook::signed("eeee-6", "no JSON"),
    ])
}

fn stats(sandbox: &Sandbox, args: &[&str]) -> Value {
    let output = sandbox.cmd(["events", "stats", "--json"]).args(args).run().code(0);
    let mut lines = output.json();
    assert_eq!(lines.len(), 1);
    lines.remove(0)
}

#[test]
fn one_object_has_all_counts() {
    let sandbox = several();
    let handler = Endpoint::always(200);
    sandbox.cmd(["replay", "1", "3", "--to", &handler.url("/")]).run().code(0);
    let found = stats(&sandbox, &[]);
    assert_eq!(found["type"], "stats");
    assert_eq!((&found["events"], &found["duplicates"]), (&json!(8), &json!(1)));
    assert_eq!(found["by_source"], json!({ "listen": 6, "replay": 2 }));
    assert_eq!(found["by_verdict"], json!({ "verified": 7, "mismatch": 1 }));
    assert_eq!(
        found["by_event"][0],
        json!({ "event": "contact.created", "known": true, "count": 4 })
    );
    assert_eq!(found["unknown"], json!(["invoice.paid"]));
    let done = &found["deliveries"];
    assert_eq!((&done["total"], &done["by_state"]["delivered"]), (&json!(2), &json!(2)));
    assert_eq!((&done["attempts"], &done["latency_ms"]["count"]), (&json!(2), &json!(2)));
    let latency = |name: &str| done["latency_ms"][name].as_f64().expect("a number");
    assert!(latency("p50") <= latency("p95") && latency("p95") <= latency("max"), "{done}");
    assert_eq!((&found["coverage"]["listed"], &found["coverage"]["seen"]), (&json!(39), &json!(2)));
}

#[test]
fn an_edition_and_filters_narrow_it() {
    let sandbox = several();
    let planned = stats(&sandbox, &["--edition", "planned"])["coverage"].clone();
    assert_eq!(
        (&planned["edition"], &planned["listed"], &planned["seen"]),
        (&json!("planned"), &json!(16), &json!(1))
    );
    assert_eq!(planned["never_seen"].as_array().map(Vec::len), Some(15));
    assert_eq!(stats(&sandbox, &["--edition", "launched"])["coverage"]["listed"], 27);
    let count = |args: &[&str]| stats(&sandbox, args)["events"].as_u64().expect("a number");
    assert_eq!(count(&["--event", "contact.*"]), 3);
    assert_eq!(count(&["--event", "deal.updated,invoice.paid"]), 2);
    assert_eq!(count(&["--verdict", "mismatch"]), 1);
    assert_eq!(count(&["--search", "anna"]), 2);
    assert_eq!(count(&["--since", "1h"]), 6);
    assert_eq!(count(&["--until", "1h"]), 0);
    assert_eq!(count(&["--failed"]), 0);
}

#[test]
fn people_get_tables() {
    let sandbox = several();
    let output = sandbox.cmd(["events", "stats", "--edition", "planned"]).run().code(0);
    let text: String = output
        .stdout()
        .lines()
        .filter(|line| !line.contains("received "))
        .collect::<Vec<_>>()
        .join("\n");
    assert_snapshot!(text);
}

#[test]
fn bad_input_is_named() {
    let sandbox = several();
    for (flag, value) in [("--edition", "next"), ("--since", "soon")] {
        let output = sandbox.cmd(["events", "stats", flag, value]).run().code(2);
        assert!(output.stderr.contains(flag), "{output}");
    }
    Sandbox::new().cmd(["events", "stats"]).run().code(2);
}
