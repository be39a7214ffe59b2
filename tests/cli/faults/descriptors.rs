//! Descriptors that run out: those who are connected are served, others wait, nothing spins, and the
//! store goes on.

use std::fs;
use std::thread::sleep;
use std::time::Duration;

use crate::harness::{Endpoint, Hook, PATIENCE, Raw, Running, Sandbox, Signal, until};

/// Enough to start with, and less than the connections of these tests.
const LIMIT: &str = "ulimit -n 64";

/// Clock ticks (hundredths of a second) that a process has used.
fn ticks(pid: u32) -> u64 {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).expect("a process");
    let after_name = stat.rsplit_once(')').expect("a name").1;
    let field = |at: usize| -> u64 {
        after_name.split_whitespace().nth(at).expect("a field").parse().expect("a number")
    };
    // Fields 14 and 15 of the whole line, user and system; the name is the second.
    field(11) + field(12)
}

/// Connections until nobody takes another: all that are open, the last ones not accepted.
fn crowd(listener: &Running) -> Vec<Raw> {
    let crowd: Vec<Raw> = (0..100).map(|_| Raw::connect(listener.addr())).collect();
    let open = || fs::read_dir(format!("/proc/{}/fd", listener.pid())).expect("a process").count();
    until("the last descriptor", PATIENCE, || (open() >= 63).then_some(()));
    crowd
}

fn hook(id: &str) -> Hook {
    Hook::event("contact.created", id, "Anna")
}

#[test]
fn a_listener_without_descriptors_serves_the_connected_rests_meanwhile_and_recovers() {
    let sandbox = Sandbox::new();
    let listener = Running::start(sandbox.listen_cmd().limited(LIMIT));
    let mut crowd = crowd(&listener);
    let before = ticks(listener.pid());
    sleep(Duration::from_secs(1));
    let used = ticks(listener.pid()) - before;
    assert!(used < 30, "{used} % of a core while nothing can be accepted");
    // Those who were let in are served, and their events stored.
    let mut served = 0;
    for raw in &mut crowd[..20] {
        raw.send(&hook(&format!("in-{served}")).bytes()).expect("sent");
        assert_eq!(raw.answer().status, 200);
        served += 1;
    }
    // Those who were not get their turn as soon as somebody leaves.
    let mut last = crowd.pop().expect("the last one");
    last.send(&hook("out").bytes()).expect("sent");
    assert!(!last.has_answer_within(Duration::from_millis(200)), "nobody has left yet");
    drop(crowd);
    assert_eq!(last.answer().status, 200);
    hook("new").accepted(listener.addr());
    listener.stop(Signal::Term).code(0);
    let list = sandbox.cmd(["events", "list", "--all", "--json"]).run().code(0);
    assert_eq!(list.json().len(), served + 2);
}

#[test]
fn what_was_acknowledged_without_descriptors_is_delivered_when_there_are_some_again() {
    let sandbox = Sandbox::new();
    let handler = Endpoint::always(200).expect_calls(1);
    let waits = ["100ms"; 100].join(",");
    let to = handler.url("/");
    let args = ["--ack-first", "--forward-to", &to, "--retry", &waits];
    let listener = Running::start(sandbox.listen_cmd().args(args).limited(LIMIT));
    let mut crowd = crowd(&listener);
    crowd[0].send(&hook("d-1").bytes()).expect("sent");
    assert_eq!(crowd[0].answer().status, 200, "{}", listener.printed());
    // Nothing can be sent: either the store cannot be looked into, or no connection can be opened.
    sleep(Duration::from_millis(300));
    assert_eq!(handler.received().len(), 0);
    drop(crowd);
    handler.wait_for(1);
    until("the delivery", PATIENCE, || (sandbox.delivery(1)?.0 == "delivered").then_some(()));
    listener.stop(Signal::Term).code(0);
}
