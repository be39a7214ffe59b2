//! Calls of a cycle in which nothing has changed: those of the plan, whatever the size.

use std::collections::BTreeMap;

use crate::harness::{Running, Sandbox, Signal, Workspace};

/// Calls of an idle cycle by resource, and how many campaigns are active.
fn idle(contacts: &str, args: &[&str]) -> (BTreeMap<String, u64>, u64) {
    let sandbox = Sandbox::new();
    let workspace = Workspace::start(&sandbox, ["--contacts", contacts]);
    let once = || workspace.once(&sandbox, args).run().code(0);
    once();
    workspace.calls();
    let output = once();
    let calls = workspace.calls();
    let told = output.json().pop().expect("a cycle")["calls"].as_u64().expect("a number");
    assert_eq!(told, calls.total(), "what is told is what was called\n{output}");
    let campaigns = workspace.state()["campaigns"].as_object().expect("campaigns").clone();
    let active = campaigns.values().filter(|row| row["status"] == "active").count() as u64;
    (calls.by_resource().into_iter().collect(), active)
}

#[test]
fn an_idle_cycle_costs_what_was_said_for_fifty_contacts_and_for_five_thousand() {
    let (small, active) = idle("50", &[]);
    // This key may not read the audit log, which is asked for on the slow cadence then.
    let expected = [
        ("campaign_events", active),
        ("campaigns", 1),
        ("contacts", 1),
        ("lexi_tasks", 4),
        ("lists", 1),
    ];
    let expected = expected.map(|(name, calls)| (name.to_owned(), calls));
    let expected: BTreeMap<_, _> = expected.into_iter().filter(|(_, calls)| *calls > 0).collect();
    assert_eq!(small, expected);
    assert!(active > 0, "a workspace without an active campaign proves less");
    let (large, ..) = idle("5000", &[]);
    assert_eq!(large, small);
}

#[test]
fn what_is_asked_for_is_all_that_is_read() {
    for (events, resources) in [
        ("contact.created", &["contacts"][..]),
        ("deal.created,deal.updated", &["deals"]),
        ("list.created", &["lists"]),
        ("campaign.started", &["campaigns"]),
        ("lexi.task_created", &["lexi_tasks"]),
    ] {
        let (calls, ..) = idle("50", &["--events", events]);
        let read: Vec<&str> = calls.keys().map(String::as_str).collect();
        assert_eq!(read, resources, "{events}");
    }
}

#[test]
fn a_person_is_told_why_nothing_is_seen_while_nothing_happens() {
    let sandbox = Sandbox::new();
    let workspace = Workspace::start(&sandbox, ["--contacts", "0"]);
    let mut running = Running::spawn(&workspace.poll(&sandbox, ["--interval", "50ms"]));
    running.wait_stderr("how it goes on", |line| {
        line == "  cycles in which nothing happened are told with `-v`; Ctrl-C ends"
    });
    running.stop(Signal::Int).code(0);
}
