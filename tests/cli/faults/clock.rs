//! A clock that jumps: by an hour, or by years, as one does that was wrong until the network was
//! there. What is owed is delivered, and nothing waits for a time that has been taken back.

use std::time::Duration;

use serde_json::Value;

use crate::harness::{Cmd, Endpoint, Hook, Reply, Running, Sandbox, Shim, Signal, Workspace};

const HOUR: i64 = 3600;
const YEAR: i64 = 365 * 24 * HOUR;

fn hook(id: &str) -> Hook {
    Hook::event("contact.created", id, "Anna")
}

fn ack_first(sandbox: &Sandbox, shim: &Shim, handler: &Endpoint, retry: &str) -> Cmd {
    let to = handler.url("/");
    let args = ["--ack-first", "--forward-to", &to, "--retry", retry];
    shim.under(sandbox.listen_cmd().args(args))
}

#[test]
fn freshness_follows_the_clock_and_changes_no_answer() {
    let sandbox = Sandbox::new();
    let Some(shim) = Shim::new(&sandbox) else { return };
    let listener = Running::start(shim.under(sandbox.listen_cmd()));
    for (offset, id) in [(0, "now"), (YEAR, "ahead"), (-YEAR, "behind"), (0, "again")] {
        shim.set_clock(offset);
        hook(id).accepted(listener.addr());
    }
    let end = listener.stop(Signal::Term).code(0);
    let lines = end.json();
    let told: Vec<&Value> = lines.iter().filter(|line| line["type"] == "event").collect();
    let freshness: Vec<_> = told.iter().map(|line| line["freshness"].clone()).collect();
    assert_eq!(freshness, ["fresh", "stale", "future", "fresh"], "{end}");
}

#[test]
fn a_retry_waits_no_longer_than_its_schedule_says_when_the_clock_is_set_back() {
    for restarted in [false, true] {
        let sandbox = Sandbox::new();
        let Some(shim) = Shim::new(&sandbox) else { return };
        let handler = Endpoint::script([503, 200].map(Reply::status)).expect_calls(2);
        shim.set_clock(YEAR);
        let mut listener = Running::start(ack_first(&sandbox, &shim, &handler, "2s"));
        hook("d-1").accepted(listener.addr());
        sandbox.wait_delivery(1, "pending", 1);
        if restarted {
            listener.kill9();
            shim.set_clock(0);
            listener = Running::start(ack_first(&sandbox, &shim, &handler, "2s"));
        } else {
            shim.set_clock(0);
        }
        let received = handler.wait_for(2);
        let waited = received[1].at - received[0].at;
        assert!(waited >= Duration::from_millis(1900), "{waited:?}: the wait itself is kept");
        sandbox.wait_delivery(1, "delivered", 2);
        listener.stop(Signal::Term).code(0);
    }
}

#[test]
fn what_was_acknowledged_before_the_clock_was_set_back_is_delivered_after_a_restart() {
    let sandbox = Sandbox::new();
    let Some(shim) = Shim::new(&sandbox) else { return };
    let slow = Reply::status(200).after(Duration::from_secs(20));
    let handler = Endpoint::script([slow, Reply::status(200)]).expect_calls(2);
    shim.set_clock(YEAR);
    let listener = Running::start(ack_first(&sandbox, &shim, &handler, "1h"));
    hook("d-1").accepted(listener.addr());
    handler.wait_for(1);
    // Leased by the killed one, by a clock that was a year ahead.
    listener.kill9();
    shim.set_clock(0);
    let _listener = Running::start(ack_first(&sandbox, &shim, &handler, "1h"));
    handler.wait_for(2);
    sandbox.wait_delivery(1, "delivered", 1);
}

#[test]
fn an_attempt_under_way_is_not_made_twice_when_the_clock_is_set_forward() {
    let sandbox = Sandbox::new();
    let Some(shim) = Shim::new(&sandbox) else { return };
    let slow = Reply::status(200).after(Duration::from_secs(3));
    let handler = Endpoint::script([slow]).expect_calls(1);
    let listener = Running::start(ack_first(&sandbox, &shim, &handler, "1h"));
    hook("d-1").accepted(listener.addr());
    handler.wait_for(1);
    // Its lease is over by the clock, and its attempt is not.
    shim.set_clock(HOUR);
    sandbox.wait_delivery(1, "delivered", 1);
    listener.stop(Signal::Term).code(0);
}

#[test]
fn poll_goes_on_when_the_clock_is_set_back() {
    for interval in ["300ms", "auto"] {
        let sandbox = Sandbox::new();
        let Some(shim) = Shim::new(&sandbox) else { return };
        let workspace = Workspace::start(&sandbox, ["--contacts", "30", "--plan", "none"]);
        let handler = Endpoint::always(200);
        let args = ["--json", "--interval", interval, "--to", &handler.url("/"), "--tier", "org"];
        shim.set_clock(2 * 24 * HOUR);
        let polling = || Running::spawn(&shim.under(workspace.poll(&sandbox, args)));
        let mut running = polling();
        running.wait_json("a cycle", |line| line["type"] == "cycle");
        shim.set_clock(0);
        workspace.contact("Anna");
        if interval == "auto" {
            // Its waits are long; the next run must not keep the one that was planned.
            running.stop(Signal::Term).code(0);
            running = polling();
        }
        running.wait_json("the event", |line| line["type"] == "event");
        running.stop(Signal::Term).code(0);
    }
}
