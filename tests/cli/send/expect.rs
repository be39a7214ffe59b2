//! `--expect-status`, `--expect-body`, `--max-time`: what counts as success, and for how long.

use std::time::{Duration, Instant};

use insta::assert_snapshot;

use super::{refused, send_to};
use crate::harness::{Endpoint, Output, Reply, Sandbox};

fn send(reply: Reply, args: &[&str]) -> Output {
    let handler = Endpoint::script([reply]).expect_calls(1);
    send_to(&Sandbox::new(), &handler).arg("task.created").args(args).run()
}

#[test]
fn without_an_expectation_any_2xx_is_a_success_and_nothing_else() {
    for (status, code) in [(200, 0), (204, 0), (299, 0), (302, 1), (404, 1), (410, 1), (503, 1)] {
        let output = send(Reply::status(status), &[]);
        assert_eq!(output.code, code, "{status}\n{output}");
    }
}

#[test]
fn an_expected_status_is_a_number_a_class_or_a_list() {
    for (expected, status, code) in [
        ("401", 401, 0),
        ("401", 200, 1),
        ("4xx", 499, 0),
        ("4xx", 500, 1),
        ("401,403", 403, 0),
        ("2xx,409", 409, 0),
        ("2xx,409", 404, 1),
    ] {
        let output = send(Reply::status(status), &["--expect-status", expected]);
        assert_eq!(output.code, code, "{status} for {expected}\n{output}");
    }
}

#[test]
fn an_unmet_expectation_is_named() {
    let sandbox = Sandbox::new();
    let shown = |reply, args: &[&str]| {
        let output = send(reply, args).code(1);
        sandbox.normalise(&output.stderr)
    };
    assert_snapshot!(shown(Reply::status(200), &["--expect-status", "4xx,500"]), @r"warning: the answer is not what was expected: 4xx or 500");
    assert_snapshot!(shown(Reply::status(200).body("no"), &["--expect-body", "yes"]), @r"warning: the answer is not what was expected: a body that holds `yes`");
    let both = ["--expect-status", "2xx", "--expect-body", "yes"];
    assert_snapshot!(shown(Reply::status(200).body("no"), &both), @r"warning: the answer is not what was expected: 2xx and a body that holds `yes`");
}

#[test]
fn an_expected_body_is_looked_for_anywhere_in_the_answer() {
    let reply = || Reply::status(200).body("it was stored: 17\n");
    for (text, code) in [("stored", 0), ("17\n", 0), ("", 0), ("STORED", 1), ("18", 1)] {
        let output = send(reply(), &["--expect-body", text]);
        assert_eq!(output.code, code, "{text:?}\n{output}");
    }
    // Both must hold.
    let args = ["--expect-body", "stored", "--expect-status", "500"];
    send(reply(), &args).code(1);
}

#[test]
fn a_status_that_is_none_is_a_usage_error() {
    for text in ["0", "99", "600", "6xx", "abc", "4x", "", "+200", "+4xx"] {
        let printed = refused(&["task.created", "--expect-status", text]);
        assert!(
            printed.contains("write a status such as 200, or a class such as 4xx"),
            "{printed}"
        );
    }
}

#[test]
fn several_events_are_counted_and_the_worst_decides() {
    let handler = Endpoint::script([200, 500, 200].map(Reply::status)).expect_calls(3);
    let args = ["task.created", "list.created", "deal.created"];
    let output = send_to(&Sandbox::new(), &handler).args(args).run().code(1);
    assert!(output.stderr.ends_with("2 of 3 delivered\n"), "{output}");
    let handler = Endpoint::always(200).expect_calls(3);
    let expect = ["--expect-status", "4xx"];
    let output = send_to(&Sandbox::new(), &handler).args(args).args(expect).run().code(1);
    assert!(output.stderr.ends_with("0 of 3 as expected\n"), "{output}");
}

#[test]
fn an_attempt_takes_no_longer_than_max_time() {
    let started = Instant::now();
    let reply = Reply::status(200).after(Duration::from_secs(3));
    let output = send(reply, &["--max-time", "200ms", "--json"]).code(3);
    assert!(started.elapsed() < Duration::from_millis(4500), "{:?}", started.elapsed());
    assert_eq!(output.json()[0]["error_kind"], "timeout", "{output}");
    assert_eq!(output.json()[0]["error"], "no answer within 0.2 s", "{output}");
    let latency = output.json()[0]["latency_ms"].as_f64().expect("a number");
    assert!((200.0..1500.0).contains(&latency), "{latency}");
}
