//! `events diff`: what differs is named, with what it was and is; the exit code is that of diff.

use insta::assert_snapshot;
use serde_json::json;

use crate::events::store_of;
use crate::harness::{Hook, Sandbox};

fn timed(id: &str, body: impl Into<Vec<u8>>) -> Hook {
    Hook::signed(id, body).set("X-LeadLex-Timestamp", "2026-02-24T10:00:00Z")
}

fn pair(old: impl Into<Vec<u8>>, new: impl Into<Vec<u8>>) -> Sandbox {
    store_of(&[timed("aaaa-1", old), timed("aaaa-1", new)])
}

#[test]
fn each_field_and_header_that_differs_is_named() {
    let old = timed("aaaa-1", r#"{"event":"deal.updated","data":{"value":1.10,"gone":[1],"a":1}}"#)
        .header("Authorization", "Bearer hush")
        .header("X-Many", "1");
    let new = timed(
        "bbbb-2",
        r#"{"data":{"a":1,"value":1.1,"new":{"k":"v\u0000"}},"event":"deal.updated"}"#,
    )
    .header("Authorization", "Bearer other")
    .header("X-Many", "1")
    .header("X-Many", "2");
    let sandbox = store_of(&[old, new]);
    let output = sandbox.cmd(["events", "diff", "1", "bbbb"]).run().code(1);
    assert!(!output.to_string().contains("hush"), "{output}");
    assert_snapshot!(sandbox.normalise(&output.to_string()));
}

#[test]
fn as_json_values_are_what_was_sent() {
    let sandbox = pair(r#"{"a": 1.10}"#, r#"{"a": 1.1, "b": null}"#);
    let output = sandbox.cmd(["events", "diff", "1", "2", "--body-only", "--json"]).run().code(1);
    let line = |change: &str, path: &str, old: Option<&str>, new: &str| json!({ "type": "difference", "part": "body", "change": change, "path": path, "old": old, "new": new });
    let expected = [
        line("changed", "a", Some("1.10"), "1.1"),
        line("added", "b", None, "null"),
        json!({ "type": "summary", "old": 1, "new": 2, "differences": 2 }),
    ];
    assert_eq!(output.json(), expected);
}

#[test]
fn nothing_different_is_exit_0() {
    let sandbox = pair("{}", "{}");
    let output = sandbox.cmd(["events", "diff", "1", "2"]).run().code(0);
    assert_eq!(output.to_string(), "exit 0\n--- stdout\n--- stderr\n#1 and #2 are the same\n");
}

#[test]
fn the_same_json_written_otherwise_is_a_difference_too() {
    let sandbox = pair(r#"{"a":1,"b":2}"#, r#"{"b":2, "a":1}"#);
    let output = sandbox.cmd(["events", "diff", "1", "2", "--body-only"]).run().code(1);
    assert_eq!(output.stdout(), "= the body: the same JSON, written otherwise from byte 2 on\n");
}

#[test]
fn bytes_are_compared_in_hex() {
    let sandbox = pair(b"\xff\x00\x01".to_vec(), b"\xff\x00\x02\x03".to_vec());
    let output = sandbox.cmd(["events", "diff", "1", "2", "--body-only"]).run().code(1);
    assert_eq!(output.stdout(), "~ the body: from byte 2 on, in hex: 01 → 0203\n");
}

#[test]
fn an_event_that_is_not_there_is_exit_2() {
    let sandbox = pair("{}", "{}");
    let output = sandbox.cmd(["events", "diff", "1", "99"]).run().code(2);
    assert!(output.stderr.starts_with("error: no event `99`"), "{output}");
}
