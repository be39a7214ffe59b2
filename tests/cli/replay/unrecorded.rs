//! `replay --no-record`: what goes out is what a recorded replay sends, and nothing is kept of it but
//! the summary of a load run.

use std::collections::HashSet;
use std::time::Duration;

use rusqlite::Connection;
use serde_json::Value;

use super::{replay, store_of, three};
use crate::harness::{
    Cmd, Endpoint, Hook, Output, Recorder, Reply, Running, SECRET, Sandbox, Signal, closed_port,
    sign,
};

fn unrecorded(sandbox: &Sandbox, to: &str, args: &[&str]) -> Cmd {
    replay(sandbox, to, args).args(["--no-record", "--json"])
}

/// The one line of a run that drops nothing.
#[track_caller]
fn told(output: &Output) -> Value {
    let mut lines = output.json();
    assert_eq!(lines.len(), 1, "{output}");
    lines.remove(0)
}

fn arrivals(count: usize) -> Sandbox {
    let one = |n| Hook::event("contact.created", &format!("id-{n}"), &format!("Anna the {n}."));
    store_of(&(1..=count).map(one).collect::<Vec<_>>())
}

#[test]
fn the_requests_are_signed_anew_and_only_a_summary_is_kept() {
    let sandbox = three();
    let handler = Endpoint::always(200).expect_calls(3);
    let args = ["--last", "3", "-H", "X-Own: 1"];
    let run = told(&unrecorded(&sandbox, &handler.url(""), &args).run().code(0));
    let log_beside = sandbox.store().with_extension("db-wal");
    assert!(!log_beside.exists(), "whoever closes last tidies up");
    let received = handler.received();
    let paths: Vec<&str> = received.iter().map(|one| &*one.path).collect();
    assert_eq!(paths, ["/hooks", "/hooks", "/other?q=1"], "the path of each event is kept");
    for one in &received {
        assert_eq!(one.must("x-leadlex-signature"), sign(SECRET, &one.body));
        assert_eq!(one.must("host"), handler.addr().to_string());
        assert_eq!(one.must("x-own"), "1");
        assert!(uuid::Uuid::parse_str(one.delivery_id()).is_ok(), "not new");
    }
    let ids: HashSet<&str> = received.iter().map(|one| one.delivery_id()).collect();
    assert_eq!(ids.len(), 3);
    assert_eq!((&run["type"], &run["ended"]), (&"load".into(), &"count".into()));
    assert_eq!((&run["sent"], &run["delivered"]), (&3.into(), &3.into()));
    assert_eq!((&run["recorded"], &run["connections"]), (&false.into(), &1.into()));
    assert_eq!(run["by_status"], serde_json::json!({"200": 3}));
    let stats = sandbox.cmd(["events", "stats", "--json"]).run().code(0).json().remove(0);
    assert_eq!((&stats["events"], &stats["load_runs"]), (&3.into(), &Value::from(vec![run])));
    assert!(sandbox.cmd(["deliveries", "list", "--json"]).run().code(0).stdout().is_empty());
}

#[test]
fn it_is_told_to_people_as_a_load_run_is() {
    let (sandbox, handler) = (three(), Endpoint::always(200).expect_calls(3));
    let args = ["--last", "3", "--no-record", "--concurrency", "2"];
    let output = replay(&sandbox, &handler.url("/"), &args).run().code(0);
    for told in ["sent        3 in ", "delivered   3\n", "status 200", "latency     ", "p99.9"] {
        assert!(output.stdout().contains(told), "{told}: {output}");
    }
    assert_eq!(output.stderr, "");
}

#[test]
fn what_was_captured_goes_out_byte_for_byte() {
    let odd = Hook::event("contact.created", "aaaa-1", "Anna")
        .header("X-Many", "1")
        .header("X-Many", b"\xc3\xa9 \xe9\xff\x80")
        .header("X-Empty", "")
        .sign("other");
    let (sandbox, recorder) = (store_of(&[odd]), Recorder::start());
    replay(&sandbox, &recorder.url(""), &["1", "--as-captured"]).run().code(0);
    unrecorded(&sandbox, &recorder.url(""), &["1", "--as-captured"]).run().code(0);
    let seen = recorder.wait_for(2);
    assert_eq!((&seen[0].line, &seen[0].body), (&seen[1].line, &seen[1].body));
    for name in ["x-many", "x-empty", "x-leadlex-signature", "x-leadlex-delivery-id", "user-agent"]
    {
        assert_eq!(seen[0].all(name), seen[1].all(name), "{name}");
    }
}

#[test]
fn order_copies_gaps_and_changes_are_those_of_a_recorded_replay() {
    let sandbox = arrivals(4);
    let handler = Endpoint::always(200).expect_calls(4);
    let args = ["--last", "4", "--order", "reverse", "--duplicate", "2", "--drop", "50%"];
    let args = [&args[..], &["--seed", "7", "--set", "data.contact.full_name=Berta"]].concat();
    let lines = unrecorded(&sandbox, &handler.url("/"), &args).run().code(0).json();
    let kinds: Vec<&Value> = lines.iter().map(|line| &line["type"]).collect();
    assert_eq!(kinds, ["load", "dropped", "dropped"]);
    assert_eq!((&lines[0]["seed"], &lines[0]["dropped"]), (&7.into(), &2.into()));
    let received = handler.received();
    let ids: Vec<&str> = received.iter().map(|one| one.delivery_id()).collect();
    assert!(ids[0] == ids[1] && ids[2] == ids[3] && ids[0] > ids[2], "{ids:?}");
    let again = Endpoint::always(200).expect_calls(4);
    replay(&sandbox, &again.url("/"), &args).run().code(0);
    let bodies = |seen: &[crate::harness::Received]| -> Vec<Vec<u8>> {
        seen.iter().map(|one| one.body.clone()).collect()
    };
    assert_eq!(bodies(&received), bodies(&again.received()));
}

#[test]
fn captured_gaps_are_kept() {
    let sandbox = arrivals(3);
    let conn = Connection::open(sandbox.store()).expect("the store");
    for (number, after) in [(1, 0), (2, 400), (3, 1600)] {
        let at = 1_771_927_200_000_000_i64 + after * 1000;
        conn.execute("UPDATE events SET received_at = ? WHERE number = ?", [at, number])
            .expect("a time");
    }
    let handler = Endpoint::always(200).expect_calls(3);
    let args = ["--last", "9", "--speed", "2x", "--concurrency", "4"];
    let run = told(&unrecorded(&sandbox, &handler.url("/"), &args).run().code(0));
    let seen = handler.received();
    let gaps: Vec<u128> =
        seen.windows(2).map(|pair| (pair[1].at - pair[0].at).as_millis()).collect();
    for (gap, expected) in gaps.iter().zip([200, 600]) {
        assert!((expected - 100..expected + 1000).contains(gap), "{gaps:?}");
    }
    assert!(run["latency_ms"]["p50"].as_f64() < Some(200.0), "a wait is no latency: {run}");
}

#[test]
fn the_exit_code_is_that_of_the_answers() {
    let sandbox = three();
    let mut asked = 0;
    let handler = Endpoint::deciding(move |_| {
        asked += 1;
        Reply::status(if asked == 2 { 500 } else { 200 })
    });
    let run = told(&unrecorded(&sandbox, &handler.url("/"), &["--last", "3"]).run().code(1));
    assert_eq!((&run["delivered"], &run["failed"]), (&2.into(), &1.into()));
    let expected = ["--last", "3", "--expect-status", "200"];
    assert_eq!(told(&unrecorded(&sandbox, &handler.url("/"), &expected).run().code(0))["sent"], 3);
    let nowhere = format!("http://127.0.0.1:{}/", closed_port());
    let output = unrecorded(&sandbox, &nowhere, &["--last", "3"]).run().code(3);
    assert_eq!(told(&output)["by_error"], serde_json::json!({"connection_refused": 3}));
    assert!(output.stderr.contains("no answer came"), "{output}");
    let none = unrecorded(&sandbox, &nowhere, &["--event", "task.*"]).run().code(1);
    assert!(none.stderr.contains("no saved event matches"), "{none}");
}

#[test]
fn ctrl_c_ends_it_with_the_summary_so_far() {
    let sandbox = arrivals(30);
    let handler = Endpoint::deciding(|_| Reply::status(200).after(Duration::from_millis(100)));
    let args = ["--last", "30", "--duplicate", "1000"];
    let running = Running::spawn(&unrecorded(&sandbox, &handler.url("/"), &args));
    handler.wait_for(3);
    let output = running.stop(Signal::Int).code(130);
    let run = told(&output);
    assert_eq!((&run["ended"], &run["failed"]), (&"interrupted".into(), &0.into()));
    assert!(run["delivered"].as_u64() >= Some(2), "{run}");
    assert!(run["abandoned"].as_u64() <= Some(1), "{run}");
}

#[test]
fn what_needs_a_record_is_refused_by_name() {
    let (sandbox, handler) = (three(), Endpoint::always(200).expect_calls(0));
    for (args, named) in [
        (&["--diff"][..], "--diff"),
        (&["--dry-run"], "--dry-run"),
        (&["--edit"], "--edit"),
        (&["--queue"], "--queue"),
        (&["--retry", "leadlex"], "--retry"),
    ] {
        let args = [&["--last", "3", "--no-record"], args].concat();
        let output = replay(&sandbox, &handler.url("/"), &args).run().code(2);
        assert!(output.stderr.contains(named), "{output}");
        assert!(output.stderr.contains("--no-record"), "{output}");
    }
}

#[test]
fn a_body_that_cannot_be_changed_ends_the_run() {
    let sandbox = store_of(&[Hook::signed("aaaa-1", "no JSON")]);
    let handler = Endpoint::always(200).expect_calls(0);
    let args = ["1", "--set", "data.contact.email=a@b.example"];
    let output = unrecorded(&sandbox, &handler.url("/"), &args).run().code(2);
    assert!(output.stderr.contains("JSON"), "{output}");
}
