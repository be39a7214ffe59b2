//! `listen --expect`: the listener ends by itself, and its exit code is the verdict. What cannot be
//! expected is in `refuse`.

mod refuse;

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::harness::{Endpoint, Hook, Output, PATIENCE, Running, Sandbox, Signal};

/// Longer than any of these tests may take.
const LONG: [&str; 2] = ["--timeout", "10min"];

fn hook(id: &str) -> Hook {
    Hook::event("contact.created", id, "Anna")
}

fn deal(id: &str) -> Hook {
    Hook::event("deal.created", id, "Matter")
}

fn expecting(sandbox: &Sandbox, expected: &[&str], more: &[&str]) -> Running {
    let expected = expected.iter().flat_map(|text| ["--expect", text]);
    sandbox.listen(expected.chain(more.iter().copied()))
}

/// How each expectation stood at the end.
fn verdicts(end: &Output) -> Vec<(String, u64, bool)> {
    let lines = end.json();
    let lines = lines.iter().filter(|line| line["type"] == "expectation");
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    lines
        .map(|line| {
            let met = line["met"].as_bool().expect("a verdict");
            (text(&line["expected"]), line["seen"].as_u64().expect("a number"), met)
        })
        .collect()
}

#[test]
fn what_is_met_ends_the_listener_at_once_with_0() {
    let sandbox = Sandbox::new();
    let listener = expecting(&sandbox, &["contact.created"], &LONG);
    hook("d-1").accepted(listener.addr());
    let end = listener.wait_end().code(0);
    let last = end.json().pop().expect("a verdict");
    let expected =
        json!({ "type": "expectation", "expected": "contact.created x1", "seen": 1, "met": true });
    assert_eq!((last, &*end.stderr), (expected, ""));
    let kinds: Vec<Value> = end.json().iter().map(|line| line["type"].clone()).collect();
    assert_eq!(kinds, ["ready", "event", "summary", "expectation"]);
}

#[test]
fn what_is_not_met_in_time_is_1() {
    let sandbox = Sandbox::new();
    let started = Instant::now();
    let listener = expecting(&sandbox, &["contact.created"], &["--timeout", "400ms"]);
    deal("d-1").accepted(listener.addr());
    let end = listener.wait_end().code(1);
    assert!(started.elapsed() >= Duration::from_millis(400), "{:?}", started.elapsed());
    assert_eq!(verdicts(&end), [("contact.created x1".to_owned(), 0, false)]);
    assert!(end.stderr.contains("--timeout") && end.stderr.contains("is over"), "{end}");
}

#[test]
fn a_number_counts_deliveries_and_neither_duplicates_nor_rejected_ones() {
    let sandbox = Sandbox::new();
    let listener = expecting(&sandbox, &["contact.created x2"], &["--timeout", "1s"]);
    hook("d-1").accepted(listener.addr());
    hook("d-1").accepted(listener.addr());
    assert_eq!(hook("d-2").sign("other").post(listener.addr()).status, 401);
    assert_eq!(hook("d-3").without("X-LeadLex-Signature").post(listener.addr()).status, 401);
    let end = listener.wait_end().code(1);
    assert_eq!(verdicts(&end), [("contact.created x2".to_owned(), 1, false)], "{end}");
    let listener = expecting(&sandbox, &["contact.created x2"], &LONG);
    hook("d-1").accepted(listener.addr());
    hook("d-2").accepted(listener.addr());
    let end = listener.wait_end().code(0);
    assert_eq!(verdicts(&end), [("contact.created x2".to_owned(), 2, true)], "{end}");
}

#[test]
fn without_a_secret_what_is_unverified_counts_and_so_does_each_arrival_without_an_id() {
    let sandbox = Sandbox::new();
    let args = ["listen", "--port", "0", "--json", "--expect", "contact.created x3"];
    let listener = Running::start(sandbox.bare(args).args(LONG));
    hook("d-1").sign("whatever").accepted(listener.addr());
    for _ in 0..2 {
        Hook::bare("{\"event\":\"contact.created\"}").accepted(listener.addr());
    }
    let end = listener.wait_end().code(0);
    assert_eq!(verdicts(&end), [("contact.created x3".to_owned(), 3, true)], "{end}");
    assert!(end.stderr.contains("no secret is set"), "{end}");
}

#[test]
fn an_exact_number_is_judged_when_the_time_is_over_and_not_before() {
    let sandbox = Sandbox::new();
    for (expected, hooks) in [("contact.created=2", 2), ("contact.*=0", 0)] {
        let started = Instant::now();
        let listener = expecting(&sandbox, &[expected], &["--timeout", "1s"]);
        for number in 0..hooks {
            hook(&format!("d-{number}")).accepted(listener.addr());
        }
        let end = listener.wait_end().code(0);
        assert!(started.elapsed() >= Duration::from_secs(1), "{:?}", started.elapsed());
        assert_eq!(verdicts(&end), [(expected.to_owned(), hooks, true)], "{end}");
        assert_eq!(end.stderr, "", "a time that is over is no trouble");
    }
    let listener = expecting(&sandbox, &["contact.created=2"], &["--timeout", "500ms"]);
    hook("d-1").accepted(listener.addr());
    let end = listener.wait_end().code(1);
    assert_eq!(verdicts(&end), [("contact.created=2".to_owned(), 1, false)], "{end}");
}

#[test]
fn too_many_end_the_listener_at_once_with_1() {
    let sandbox = Sandbox::new();
    for (expected, hooks) in [("contact.created=1", 2), ("contact.created=0", 1)] {
        let listener = expecting(&sandbox, &[expected, "deal.created"], &LONG);
        for number in 0..hooks {
            hook(&format!("d-{number}")).accepted(listener.addr());
        }
        let end = listener.wait_end().code(1);
        assert_eq!(verdicts(&end)[0], (expected.to_owned(), hooks, false), "{end}");
    }
}

#[test]
fn several_expectations_must_all_be_met() {
    let sandbox = Sandbox::new();
    let listener = expecting(&sandbox, &["contact.created", "*.created x2", "custom.*"], &LONG);
    hook("d-1").accepted(listener.addr());
    deal("d-2").accepted(listener.addr());
    Hook::event("custom.thing", "d-3", "x").accepted(listener.addr());
    let end = listener.wait_end().code(0);
    let seen: Vec<u64> = verdicts(&end).iter().map(|(_, seen, _)| *seen).collect();
    assert_eq!(seen, [1, 2, 1], "{end}");
}

#[test]
fn a_person_reads_which_were_met_and_which_were_not() {
    let sandbox = Sandbox::new();
    let args = ["listen", "--port", "0", "--timeout", "700ms", "--expect", "contact.created"];
    let cmd = sandbox.cmd(args).args(["--expect", "deal.* x2", "--expect", "company.*=0"]);
    let listener = Running::start_human(cmd);
    hook("d-1").accepted(listener.addr());
    let end = listener.wait_end().code(1);
    let told = end.stdout();
    let told: Vec<&str> = told.lines().skip(1).collect();
    assert_eq!(
        told,
        [
            "✓ contact.created x1: 1 arrived",
            "✗ deal.* x2: none arrived",
            "✓ company.*=0: none arrived"
        ],
        "{end}"
    );
    assert!(end.stderr.contains("1 event, 1 verified"), "{end}");
}

#[test]
fn both_signals_end_it_before_its_time_and_the_verdict_stands_as_it_is() {
    for signal in [Signal::Int, Signal::Term] {
        let sandbox = Sandbox::new();
        let listener = expecting(&sandbox, &["contact.created x2"], &LONG);
        hook("d-1").accepted(listener.addr());
        let end = listener.stop(signal).code(1);
        assert_eq!(verdicts(&end), [("contact.created x2".to_owned(), 1, false)], "{end}");
        let listener = expecting(&sandbox, &["contact.created=1"], &LONG);
        hook("d-1").accepted(listener.addr());
        let end = listener.stop(signal).code(0);
        assert_eq!(verdicts(&end), [("contact.created=1".to_owned(), 1, true)], "{end}");
    }
}

#[test]
fn what_only_leaves_out_is_counted_all_the_same() {
    let sandbox = Sandbox::new();
    let more = ["--only", "deal.*", LONG[0], LONG[1]];
    let listener = expecting(&sandbox, &["contact.created"], &more);
    hook("d-1").accepted(listener.addr());
    let end = listener.wait_end().code(0);
    assert!(end.json().iter().all(|line| line["type"] != "event"), "{end}");
    assert_eq!(verdicts(&end), [("contact.created x1".to_owned(), 1, true)], "{end}");
}

#[test]
fn an_arrival_counts_whatever_the_handler_or_a_script_makes_of_it() {
    let sandbox = Sandbox::new();
    let handler = Endpoint::always(500).expect_calls(1);
    for more in [&["--forward-to", &handler.url("/")][..], &["--respond", "500"]] {
        let listener = expecting(&sandbox, &["contact.created"], &[more, &LONG].concat());
        assert_eq!(hook("d-1").post(listener.addr()).status, 500, "the answer still leaves");
        listener.wait_end().code(0);
    }
    let more = ["--respond", "hang", LONG[0], LONG[1]];
    let listener = expecting(&sandbox, &["contact.created"], &more);
    let mut raw = crate::harness::Raw::connect(listener.addr());
    raw.send(&hook("d-1").bytes()).expect("sent");
    let end = listener.wait_end().code(0);
    assert!(raw.rest(PATIENCE).1, "the connection stayed open");
    assert_eq!(verdicts(&end)[0].1, 1);
}

#[test]
fn an_event_that_was_acknowledged_first_is_delivered_all_the_same() {
    let sandbox = Sandbox::new();
    let handler = Endpoint::always(200);
    let more = ["--ack-first", "--forward-to", &handler.url("/"), LONG[0], LONG[1]];
    let listener = expecting(&sandbox, &["contact.created"], &more);
    hook("d-1").accepted(listener.addr());
    listener.wait_end().code(0);
    // What the end cut short is due again: nothing that was acknowledged is lost.
    let (state, _) = sandbox.delivery(1).expect("a delivery");
    assert!(["delivered", "pending"].contains(&&*state), "{state}");
}
