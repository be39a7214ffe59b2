//! One poll at a time for a workspace and a store, and the ways in which one ends.

use serde_json::json;

use crate::harness::{Endpoint, Running, Sandbox, Signal, Workspace};

fn running(sandbox: &Sandbox, workspace: &Workspace, args: &[&str]) -> Running {
    let cmd = workspace.poll(sandbox, ["--interval", "20ms", "--json", "--workspace-id", "ws_1"]);
    let mut running = Running::spawn(&cmd.args(args));
    running.wait_json("a cycle", |line| line["type"] == "cycle");
    running
}

#[test]
fn a_second_poll_of_a_workspace_names_the_first_and_takes_over_when_it_was_killed() {
    let sandbox = Sandbox::new();
    let workspace = Workspace::small(&sandbox);
    let first = running(&sandbox, &workspace, &[]);
    let second = workspace.once(&sandbox, ["--workspace-id", "ws_1"]).run().code(2);
    let named = format!("process {} polls this workspace", first.pid());
    assert!(second.stderr.contains(&named), "{second}");
    assert!(second.stderr.contains("--store"), "{second}");
    // Another workspace, or another store, is nobody's business.
    workspace.once(&sandbox, ["--workspace-id", "ws_2"]).run().code(0);
    workspace.once(&sandbox, ["--workspace-id", "ws_1", "--store", "s.db"]).run().code(0);
    first.kill9();
    workspace.once(&sandbox, ["--workspace-id", "ws_1"]).run().code(0);
}

#[test]
fn ctrl_c_and_sigterm_are_a_normal_end() {
    let sandbox = Sandbox::new();
    let workspace = Workspace::small(&sandbox);
    for signal in [Signal::Int, Signal::Term] {
        running(&sandbox, &workspace, &[]).stop(signal).code(0);
    }
    // In the middle of a call that is never answered, too.
    workspace.fault("hang,on=contacts");
    for signal in [Signal::Int, Signal::Term] {
        let args = ["--interval", "20ms"];
        workspace.calls();
        let polling = Running::spawn(&workspace.poll(&sandbox, args));
        crate::harness::until("a call", crate::harness::PATIENCE, || {
            (workspace.calls_so_far().of("contacts") > 0).then_some(())
        });
        polling.stop(signal).code(0);
    }
}

#[test]
fn the_end_waits_for_a_delivery_that_is_under_way() {
    let sandbox = Sandbox::new();
    let workspace = Workspace::small(&sandbox);
    let slow = crate::harness::Reply::status(200).after(std::time::Duration::from_millis(600));
    let handler = Endpoint::script([slow]).expect_calls(1);
    let polling = running(&sandbox, &workspace, &["--to", &handler.url("/")]);
    workspace.contact("Anna");
    handler.wait_for(1);
    let output = polling.stop(Signal::Term).code(0);
    assert_eq!(sandbox.delivery(1), Some(("delivered".to_owned(), 1)), "{output}");
}

#[test]
fn the_end_says_what_the_session_came_to_and_what_is_left() {
    let sandbox = Sandbox::new();
    let workspace = Workspace::small(&sandbox);
    let busy = Endpoint::always(503);
    let polling = running(&sandbox, &workspace, &["--to", &busy.url("/"), "--retry", "1h"]);
    workspace.contact("Anna");
    sandbox.wait_delivery(1, "pending", 1);
    let output = polling.stop(Signal::Int).code(0);
    let summary = output.json().pop().expect("a line");
    assert_eq!(summary["type"], "summary", "{output}");
    assert_eq!((&summary["events"], &summary["pending"]), (&json!(1), &json!(1)), "{output}");
    let cycles = output.json().iter().filter(|line| line["type"] == "cycle").count();
    assert_eq!(summary["cycles"], cycles, "{output}");
    let to = ["--workspace-id", "ws_1", "--to", &busy.url("/")];
    let mut human = Running::spawn(&workspace.poll(&sandbox, to));
    human.wait_stderr("the beginning", |line| line.starts_with("polling "));
    let output = human.stop(Signal::Int).code(0);
    assert!(output.stderr.contains("1 delivery waits for the next `poll`"), "{output}");
}
