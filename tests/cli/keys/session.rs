//! What a session is told to have been at its end.

use serde_json::json;

use crate::harness::{Endpoint, Hook, Reply, Running, Sandbox, Signal, closed_port};

fn post(listener: &Running, names: &[&str]) {
    for (number, name) in names.iter().enumerate() {
        Hook::event(name, &format!("d-{number}"), "Anna").post(listener.addr());
    }
}

#[test]
fn types_slowness_and_failures_are_told() {
    let sandbox = Sandbox::new();
    let slow = Reply::status(200).after(std::time::Duration::from_millis(1500));
    let failing = Reply::status(500);
    let handler = Endpoint::script([Reply::status(200), slow, failing.clone(), failing]);
    let args = ["listen", "--port", "0", "--forward-to", &handler.url("/")];
    let listener = Running::start_human(sandbox.cmd(args));
    post(&listener, &["contact.created", "deal.created", "contact.created"]);
    Hook::event("contact.created", "d-0", "Anna").post(listener.addr());
    let end = listener.stop(Signal::Int).code(0);
    let told: Vec<&str> =
        end.stderr.lines().skip_while(|line| !line.contains(" events, ")).collect();
    assert_eq!(told[0], "4 events, 4 verified, 1 duplicate", "{end}");
    assert_eq!(told[1], format!("  {:32} {:>7}", "contact.created", 3), "{end}");
    assert_eq!(told[2], format!("  {:32} {:>7}", "deal.created", 1), "{end}");
    let slowest = told[3].strip_prefix("slowest answer: ").expect("a time");
    assert!(slowest.ends_with(" s (#2 deal.created)"), "{end}");
    assert_eq!(told[4], "failed attempts: 2 × 500");
    assert!(told[5].starts_with("hint: `leadlex-hooks events list --failed`"), "{end}");
    // What the hint says is so.
    let failed = sandbox.cmd(["events", "list", "--failed", "--json"]).run().code(0).json();
    assert_eq!(failed.len(), 2);
}

#[test]
fn ten_types_are_told_and_names_without_end_fill_no_memory() {
    let sandbox = Sandbox::new();
    let names: Vec<String> = (0..12).map(|number| format!("type.n{number:02}")).collect();
    let listener = Running::start_human(sandbox.cmd(["listen", "--port", "0"]));
    post(&listener, &names.iter().map(String::as_str).collect::<Vec<_>>());
    let end = listener.stop(Signal::Int).code(0);
    let last = format!("  {:32} {:>7}", "and 2 others", 2);
    assert_eq!(end.stderr.lines().last(), Some(&*last), "{end}");
    let listener = sandbox.listen([""; 0]);
    let names: Vec<String> = (0..260).map(|number| format!("type.m{number:03}")).collect();
    post(&listener, &names.iter().map(String::as_str).collect::<Vec<_>>());
    let end = listener.stop(Signal::Int).code(0);
    let summary = end.json().pop().expect("a summary");
    assert_eq!(summary["by_event"].as_array().map(Vec::len), Some(256), "{summary}");
    assert_eq!(summary["other_events"], 4, "{summary}");
}

#[test]
fn scripts_are_told_too() {
    let sandbox = Sandbox::new();
    let nowhere = format!("http://127.0.0.1:{}/", closed_port());
    let listener = sandbox.listen(["--forward-to", &nowhere]);
    Hook::event("contact.created", "d-1", "Anna").post(listener.addr());
    let end = listener.stop(Signal::Int).code(0);
    let summary = end.json().pop().expect("a summary");
    let failures = json!([{ "status": null, "error_kind": "connection_refused", "count": 1 }]);
    assert_eq!(summary["failures"], failures, "{summary}");
    assert_eq!(summary["slowest"], json!(null), "nobody answered");
    let handler = Endpoint::always(204);
    let args = ["--ack-first", "--forward-to", &handler.url("/")];
    let mut listener = sandbox.listen(args);
    Hook::event("contact.created", "d-2", "Anna").post(listener.addr());
    listener.wait_json("the attempt", |line| line["type"] == "attempt");
    let end = listener.stop(Signal::Int).code(0);
    let summary = end.json().pop().expect("a summary");
    assert_eq!(summary["slowest"]["number"], 2, "{summary}");
    assert!(summary["slowest"]["latency_ms"].is_f64(), "{summary}");
}
