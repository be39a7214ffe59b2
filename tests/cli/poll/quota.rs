//! What polling may spend: never more than the plan, over restarts, with a share kept for others.

use std::time::Duration;

use super::lines;
use crate::harness::{Running, Sandbox, Signal, Workspace};

#[test]
fn a_day_that_is_used_up_is_exit_4_with_the_time_at_which_it_ends() {
    let sandbox = Sandbox::new();
    let workspace = Workspace::small(&sandbox);
    workspace.fault("429=day");
    let output = workspace.once(&sandbox, [""; 0]).run().code(4);
    assert!(output.stderr.contains("used up until 20"), "{output}");
    assert!(output.stderr.contains("--once"), "{output}");
    assert_eq!(workspace.calls().total(), 1);
    // The next run knows it without a call.
    workspace.once(&sandbox, [""; 0]).run().code(4);
    assert_eq!(workspace.calls().total(), 0);
}

#[test]
fn a_running_poll_waits_as_long_as_it_is_asked_to() {
    let sandbox = Sandbox::new();
    let workspace = Workspace::small(&sandbox);
    workspace.fault("429=retry-after:1,times=1");
    let args = ["--interval", "10ms", "--json"];
    let mut running = Running::spawn(&workspace.poll(&sandbox, args));
    running.wait_json("a cycle", |line| line["type"] == "cycle");
    running.stop(Signal::Int).code(0);
}

#[test]
fn the_reserve_is_left_to_others() {
    let sandbox = Sandbox::new();
    let workspace = Workspace::start(&sandbox, ["--contacts", "30", "--plan", "pro"]);
    let args = ["--reserve", "99%", "--events", "contact.created"];
    // Ten of a thousand calls are ours; a minute of this plan holds fifty.
    let codes: Vec<i32> = (0..14).map(|_| workspace.once(&sandbox, args).run().code).collect();
    assert_eq!(codes.last(), Some(&4), "{codes:?}");
    assert_eq!(workspace.calls().total(), 10);
}

#[test]
fn without_headers_the_plan_is_what_was_said() {
    let sandbox = Sandbox::new();
    let workspace = Workspace::start(&sandbox, ["--contacts", "30", "--plan", "none"]);
    let args = ["--tier", "pro", "--reserve", "98%", "--events", "contact.created"];
    let output = workspace.once(&sandbox, args).run().code(0);
    assert_eq!(lines(&output, "cycle")[0]["limit"], 1_000, "{output}");
    let codes: Vec<i32> = (0..24).map(|_| workspace.once(&sandbox, args).run().code).collect();
    assert_eq!(codes.last(), Some(&4), "{codes:?}");
    assert_eq!(workspace.calls().total(), 20);
}

#[test]
fn the_pace_is_kept_over_runs_and_the_next_cycle_is_named() {
    let sandbox = Sandbox::new();
    let workspace = Workspace::small(&sandbox);
    let once = || workspace.poll(&sandbox, ["--once", "--json"]).run().code(0);
    once();
    workspace.calls();
    let output = once();
    let early = lines(&output, "early").remove(0);
    let next: jiff::Timestamp = early["next"].as_str().expect("a time").parse().expect("a time");
    assert!(next > jiff::Timestamp::now(), "{output}");
    assert_eq!(workspace.calls().total(), 0);
    // One that runs says what it waits for.
    let mut running = Running::spawn(&workspace.poll(&sandbox, ["--json"]));
    running.wait_json("the time of the cycle", |line| line["type"] == "early");
    running.stop(Signal::Term).code(0);
    assert_eq!(workspace.calls().total(), 0);
}

#[test]
fn twenty_crashes_spend_no_more_than_one_process_would() {
    let sandbox = Sandbox::new();
    let workspace = Workspace::start(&sandbox, ["--contacts", "30", "--plan", "starter"]);
    workspace.fault("slow=15ms");
    for round in 0..20 {
        let running = Running::spawn(&workspace.poll(&sandbox, [""; 0]));
        std::thread::sleep(Duration::from_millis(20 + round * 9 % 80));
        running.kill9();
    }
    let calls = workspace.calls().total();
    assert!(calls <= 12, "{calls} calls: one cycle of this plan has 11");
}
