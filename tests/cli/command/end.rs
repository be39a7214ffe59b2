//! When the command and its listener end: by themselves, by the time, by a signal, by a verdict.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{beside, verdict};
use crate::harness::{Output, PATIENCE, Running, Sandbox, Signal, until};

/// Whether a process has ended, be it waited for by its parent or not.
fn is_gone(pid: &str) -> bool {
    let status = Path::new("/proc").join(pid).join("stat");
    let zombie = fs::read_to_string(status).is_ok_and(|stat| stat.contains(") Z "));
    let ask = Command::new("kill").args(["-0", pid]).stderr(Stdio::null()).status();
    zombie || !ask.expect("kill runs").success()
}

/// Waits for the process ids that a script has written into these files.
fn pids(sandbox: &Sandbox, files: &[&str]) -> Vec<String> {
    let read = |file: &&str| {
        until(file, PATIENCE, || {
            let text = fs::read_to_string(sandbox.path(file)).ok()?;
            text.ends_with('\n').then(|| text.trim().to_owned())
        })
    };
    files.iter().map(read).collect()
}

#[track_caller]
fn all_gone(sandbox: &Sandbox, files: &[&str]) {
    for pid in pids(sandbox, files) {
        assert!(is_gone(&pid), "process {pid} still runs");
    }
}

fn expectation(end: &Output) -> Value {
    let mut lines = end.json().into_iter();
    lines.find(|line| line["type"] == "expectation").expect("a verdict")
}

/// A child that dies when asked to, and the shell itself.
const WAITING: &str = "sleep 600 >/dev/null 2>&1 & echo $! >child; echo $$ >shell; wait";

#[test]
fn a_command_that_outlives_its_time_is_ended_with_its_children() {
    let sandbox = Sandbox::new();
    let cmd = beside(sandbox.listen_cmd(), &["--timeout", "1s"], WAITING);
    let end = cmd.run().code(1);
    all_gone(&sandbox, &["child", "shell"]);
    assert_eq!(verdict(&end), json!({ "type": "command", "code": null, "success": false }));
    assert!(end.stderr.contains("is over"), "{end}");
}

#[test]
fn a_child_that_does_not_listen_is_killed() {
    let sandbox = Sandbox::new();
    let script = "sh -c 'trap \"\" TERM; echo $$ >child; while :; do sleep 0.1; done' \
                  >/dev/null 2>&1 & echo $$ >shell; wait";
    let started = Instant::now();
    beside(sandbox.listen_cmd(), &["--timeout", "1s"], script).run().code(1);
    assert!(started.elapsed() < Duration::from_secs(12), "{:?}", started.elapsed());
    let pids = pids(&sandbox, &["child", "shell"]);
    until("the end of the child", PATIENCE, || pids.iter().all(|pid| is_gone(pid)).then_some(()));
}

#[test]
fn a_child_may_tidy_up_when_it_is_asked_to_end() {
    let sandbox = Sandbox::new();
    let script = "sh -c 'trap \"sleep 0.3; echo >tidy; exit\" TERM; echo $$ >child; \
                  while :; do sleep 0.1; done' >/dev/null 2>&1 & wait";
    let listener = Running::start(beside(sandbox.listen_cmd(), &[], script));
    pids(&sandbox, &["child"]);
    listener.stop(Signal::Term).code(1);
    assert!(sandbox.path("tidy").exists(), "it was killed before it was done");
}

#[test]
fn both_signals_end_the_command_too() {
    for signal in [Signal::Int, Signal::Term] {
        let sandbox = Sandbox::new();
        let listener = Running::start(beside(sandbox.listen_cmd(), &[], WAITING));
        pids(&sandbox, &["child", "shell"]);
        let end = listener.stop(signal).code(1);
        all_gone(&sandbox, &["child", "shell"]);
        assert_eq!(verdict(&end)["success"], false, "{end}");
    }
}

#[test]
fn a_command_that_is_done_leaves_the_rest_of_the_time_to_what_is_expected() {
    let sandbox = Sandbox::new();
    let more = ["--expect", "contact.created x2", "--timeout", "1s"];
    let started = Instant::now();
    let end = beside(sandbox.listen_cmd(), &more, "send contact.created").run().code(1);
    assert!(started.elapsed() >= Duration::from_secs(1), "{:?}", started.elapsed());
    assert_eq!(verdict(&end)["success"], true, "{end}");
    let expectation = expectation(&end);
    assert_eq!((&expectation["seen"], &expectation["met"]), (&1.into(), &false.into()), "{end}");
    // What comes after its end still counts.
    let more = ["--expect", "contact.created", "--timeout", "10min"];
    let script = "(while [ ! -e go ]; do sleep 0.02; done; send contact.created) \
                  >/dev/null 2>&1 &";
    let listener = Running::start(beside(sandbox.listen_cmd(), &more, script));
    sandbox.write("go", "");
    let end = listener.wait_end().code(0);
    assert_eq!(verdict(&end)["success"], true, "{end}");
}

#[test]
fn a_command_that_still_runs_is_waited_for_though_all_is_met() {
    let sandbox = Sandbox::new();
    let script = "send contact.created; while [ ! -e go ]; do sleep 0.02; done; echo done >last";
    let more = ["--expect", "contact.created", "--timeout", "10min"];
    let mut listener = Running::start(beside(sandbox.listen_cmd(), &more, script));
    listener.wait_json("the event", |line| line["event"] == "contact.created");
    assert!(listener.is_running());
    sandbox.write("go", "");
    let end = listener.wait_end().code(0);
    assert!(sandbox.path("last").exists(), "{end}");
    assert_eq!(verdict(&end)["success"], true, "{end}");
    assert_eq!(expectation(&end)["met"], true, "{end}");
}

#[test]
fn a_broken_expectation_ends_a_command_that_still_runs() {
    let sandbox = Sandbox::new();
    let script = format!("send contact.created; {WAITING}");
    let more = ["--expect", "contact.created=0", "--timeout", "10min"];
    let end = beside(sandbox.listen_cmd(), &more, &script).run().code(1);
    let line = expectation(&end);
    assert_eq!((&line["seen"], &line["met"]), (&1.into(), &false.into()), "{end}");
    assert_eq!(verdict(&end)["success"], false, "{end}");
    if sandbox.path("shell").exists() {
        all_gone(&sandbox, &["child", "shell"]);
    }
}

#[test]
fn an_exact_number_is_judged_at_the_end_of_the_time_though_the_command_is_done() {
    let sandbox = Sandbox::new();
    let more = ["--expect", "contact.created=1", "--timeout", "1500ms"];
    let started = Instant::now();
    let end = beside(sandbox.listen_cmd(), &more, "send contact.created").run().code(0);
    assert!(started.elapsed() >= Duration::from_millis(1500), "{:?}", started.elapsed());
    assert_eq!(expectation(&end)["met"], true, "{end}");
}

#[test]
fn what_a_command_leaves_in_the_background_ends_with_it() {
    let sandbox = Sandbox::new();
    let script = "sleep 60 & echo $! >pid";
    beside(sandbox.listen_cmd(), &[], script).run().code(0);
    let pid = fs::read_to_string(sandbox.path("pid")).expect("its process id");
    assert!(!fs::exists(format!("/proc/{}", pid.trim())).expect("readable"), "it still runs");
}

#[test]
fn a_command_that_a_signal_ends_is_said_to_be() {
    let sandbox = Sandbox::new();
    let args = ["listen", "--port", "0", "--", "sh", "-c", "kill -9 $$"];
    let end = sandbox.cmd(args).run().code(1);
    assert!(end.stderr.contains("the command was ended by signal 9"), "{end}");
}
