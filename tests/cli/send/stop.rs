//! Ctrl-C and SIGTERM: the exit code says which, and what was not delivered is not left to fire
//! later.

use std::time::Duration;

use serde_json::json;

use super::send_to;
use crate::harness::{Endpoint, Reply, Running, Sandbox, Signal};

#[test]
fn a_signal_during_the_wait_for_a_retry_ends_it_and_cancels_what_is_left() {
    for (signal, code) in [(Signal::Int, 130), (Signal::Term, 143)] {
        let (sandbox, handler) = (Sandbox::new(), Endpoint::always(500).expect_calls(1));
        let args = ["task.created", "--retry", "1h", "--json"];
        let mut running = Running::spawn(&send_to(&sandbox, &handler).args(args));
        running.wait_json("an attempt", |line| line["state"] == "pending");
        let output = running.stop(signal);
        assert_eq!(output.code, code, "{output}");
        let deliveries = sandbox.cmd(["deliveries", "list", "--json"]).run().code(0).json();
        assert_eq!(deliveries[0]["state"], json!("cancelled"), "{signal:?}");
        assert_eq!(deliveries[0]["attempts"], json!(1), "{signal:?}");
        sandbox.cmd(["deliveries", "drain"]).run().code(0);
    }
}

#[test]
fn a_person_is_told_what_became_of_the_retries() {
    let (sandbox, handler) = (Sandbox::new(), Endpoint::always(500).expect_calls(1));
    let mut running =
        Running::spawn(&send_to(&sandbox, &handler).args(["task.created", "--retry", "1h"]));
    running.wait_stderr("what the answer means", |line| line.contains("the handler failed"));
    let output = running.stop(Signal::Int).code(130);
    let told = "hint: what was left is cancelled; with `--queue` it waits for \
                `leadlex-hooks deliveries drain`\n";
    assert!(output.stderr.ends_with(told), "{output}");
    let drained = sandbox.cmd(["deliveries", "drain"]).run().code(0);
    assert_eq!(drained.stderr, "nothing to do: no delivery is pending\n");
}

#[test]
fn a_signal_between_two_events_of_a_scenario_sends_no_more() {
    let (sandbox, handler) = (Sandbox::new(), Endpoint::always(200).expect_calls(1));
    let story = r#"{"name":"slow","steps":[{"event":"deal.created"},
                    {"event":"deal.updated","wait":"1h"}]}"#;
    sandbox.write("story.json", story);
    let args = ["--scenario", "story.json", "--json"];
    let mut running = Running::spawn(&send_to(&sandbox, &handler).args(args));
    running.wait_json("an attempt", |line| line["state"] == "delivered");
    assert_eq!(running.stop(Signal::Int).code, 130);
}

#[test]
fn a_recorded_load_that_is_interrupted_leaves_nothing_to_fire_later() {
    let sandbox = Sandbox::new();
    let never = Reply::status(200).after(Duration::from_secs(600));
    let handler = Endpoint::script([never]);
    let args = ["task.created", "--count", "100", "--concurrency", "4", "--record"];
    let running = Running::spawn(&send_to(&sandbox, &handler).args(args));
    handler.wait_for(4);
    running.stop(Signal::Int).code(130);
    let rows = sandbox.cmd(["deliveries", "list", "--json"]).run().code(0).json();
    let states: Vec<_> = rows.iter().map(|row| row["state"].clone()).collect();
    assert_eq!(states, ["cancelled"; 4]);
    // Nobody waits for its answers any more.
    std::mem::forget(handler);
}

#[test]
fn a_signal_during_an_attempt_lets_it_end_and_makes_no_other() {
    for (signal, code) in [(Signal::Int, 130), (Signal::Term, 143)] {
        let sandbox = Sandbox::new();
        let slow = Reply::status(500).after(Duration::from_millis(700));
        let handler = Endpoint::script([slow]).expect_calls(1);
        let cmd = send_to(&sandbox, &handler).args(["task.created", "--retry", "1ms,1ms"]);
        let running = Running::spawn(&cmd);
        handler.wait_for(1);
        let output = running.stop(signal);
        assert_eq!(output.code, code, "{output}");
        let deliveries = sandbox.cmd(["deliveries", "list", "--json"]).run().code(0).json();
        let state = (&deliveries[0]["state"], &deliveries[0]["attempts"], &deliveries[0]["status"]);
        assert_eq!(state, (&json!("cancelled"), &json!(1), &json!(500)), "{signal:?}");
    }
}
