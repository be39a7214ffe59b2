//! `replay --set/--patch/--edit`: a changed body, signed for what it is now.

use std::fs;

use serde_json::Value;

use super::{replay, store_of};
use crate::harness::{Endpoint, Hook, Received, SECRET, Sandbox, sign};

/// Numbers and order that a parser in between would change.
const BODY: &str = r#"{"event":"deal.updated", "n":1.10,"data":{"deal":{"id":"1","value":1e2,"title":"A"}},"n":7}"#;

fn one() -> Sandbox {
    store_of(&[Hook::signed("aaaa-1", BODY)])
}

#[track_caller]
fn replayed(sandbox: &Sandbox, args: &[&str]) -> Received {
    let handler = Endpoint::always(200).expect_calls(1);
    replay(sandbox, &handler.url("/"), &["1"]).args(args).run().code(0);
    let seen = handler.wait_for(1).remove(0);
    assert_eq!(seen.must("x-leadlex-signature"), sign(SECRET, &seen.body));
    seen
}

#[test]
fn set_changes_one_value_and_no_other_byte() {
    let seen = replayed(&one(), &["--set", "data.deal.title=Ärger"]);
    let expected = BODY.replace(r#""A""#, r#""Ärger""#);
    assert_eq!(String::from_utf8_lossy(&seen.body), expected);
}

#[test]
fn patch_adds_changes_and_removes_fields() {
    let sandbox = one();
    let patch = r#"{"data":{"deal":{"title":null,"stage":"won","value":5}}}"#;
    let file = sandbox.write("patch.json", patch);
    for given in [patch.to_owned(), format!("@{}", file.display())] {
        let seen = replayed(&sandbox, &["--patch", &given]);
        let body: Value = serde_json::from_slice(&seen.body).expect("JSON");
        let expected = serde_json::json!({ "id": "1", "value": 5, "stage": "won" });
        assert_eq!(body["data"]["deal"], expected);
        assert_eq!(body["event"], "deal.updated");
    }
}

#[test]
fn what_cannot_be_changed_is_said_and_nothing_is_sent() {
    let sandbox = one();
    let handler = Endpoint::always(200).expect_calls(0);
    for (flag, value, named) in [
        ("--set", "data.deal.titel=B", "titel"),
        ("--set", "no-equals", "--set"),
        ("--set", "data.deal[0]=1", "data.deal"),
        ("--patch", "{", "--patch"),
        ("--patch", "@absent.json", "absent.json"),
    ] {
        let output = replay(&sandbox, &handler.url("/"), &["1", flag, value]).run().code(2);
        assert!(output.stderr.contains(named), "{flag} {value}\n{output}");
    }
}

#[test]
fn a_body_that_is_no_json_cannot_be_changed() {
    let sandbox = store_of(&[Hook::signed("aaaa-1", "no JSON")]);
    let output = replay(&sandbox, ":1", &["1", "--set", "event=x"]).run().code(2);
    assert!(output.stderr.contains("JSON"), "{output}");
}

/// An editor for one test: a script that is run with the file as `$1`.
fn editor(sandbox: &Sandbox, script: &str) -> String {
    let path = sandbox.script("editor", format!("#!/bin/sh\n{script}\n"));
    path.display().to_string()
}

#[test]
fn edit_opens_the_body_and_sends_what_was_saved() {
    let sandbox = one();
    let program = editor(&sandbox, r#"test "$1" = --wait && sed -i 's/"A"/"edited"/' "$2""#);
    let handler = Endpoint::always(200).expect_calls(1);
    let cmd = replay(&sandbox, &handler.url("/"), &["1", "--edit"]);
    cmd.env("EDITOR", format!("{program} --wait")).run().code(0);
    let seen = handler.wait_for(1).remove(0);
    let text = String::from_utf8_lossy(&seen.body).into_owned();
    assert!(text.contains(r#""title": "edited""#) && text.contains("1.10"), "{text}");
    assert_eq!(seen.must("x-leadlex-signature"), sign(SECRET, &seen.body));
    let left = fs::read_dir(sandbox.root().join("tmp")).expect("a folder").count();
    assert_eq!(left, 0, "the draft was left behind");
}

#[test]
fn an_editor_that_changes_nothing_leaves_every_byte() {
    let sandbox = one();
    let program = editor(&sandbox, "true");
    let handler = Endpoint::always(200).expect_calls(1);
    let cmd = replay(&sandbox, &handler.url("/"), &["1", "--edit"]).env("EDITOR", "false");
    cmd.env("VISUAL", program).run().code(0);
    assert_eq!(handler.wait_for(1)[0].body, BODY.as_bytes());
}

#[test]
fn an_editor_that_fails_or_breaks_the_json_sends_nothing_and_keeps_the_text() {
    let sandbox = one();
    let handler = Endpoint::always(200).expect_calls(0);
    for (script, kept) in [("exit 3", 1), ("echo '{' >>\"$1\"", 2)] {
        let program = editor(&sandbox, script);
        let cmd = replay(&sandbox, &handler.url("/"), &["1", "--edit"]).env("EDITOR", program);
        let output = cmd.run().code(2);
        assert!(output.stderr.contains("is kept in"), "{output}");
        let left = fs::read_dir(sandbox.root().join("tmp")).expect("a folder").count();
        assert_eq!(left, kept);
    }
    let output = replay(&sandbox, &handler.url("/"), &["1", "--edit"]).run().code(2);
    assert!(output.stderr.contains("EDITOR"), "{output}");
}
