//! `--set`, `--patch`, `--edit`: one value changes, every other byte stays, and the result is signed.

use insta::assert_snapshot;

use super::{arrives, body, refused, send_to};
use crate::harness::{Endpoint, Received, SECRET, Sandbox, sign};

/// What is sent without a change.
const SEEDED: [&str; 3] = ["contact.created", "--seed", "7"];

#[track_caller]
fn changed(args: &[&str]) -> Received {
    let received = arrives(&[&SEEDED, args].concat());
    assert_eq!(received.must("x-leadlex-signature"), sign(SECRET, &received.body));
    received
}

fn text(received: &Received) -> String {
    String::from_utf8(received.body.clone()).expect("UTF-8")
}

#[test]
fn set_changes_one_value_and_no_other_byte() {
    let plain = text(&changed(&[]));
    let received = changed(&["--set", "data.contact.email=new@example.com"]);
    let email = body(&received)["data"]["contact"]["email"].clone();
    assert_eq!(email, "new@example.com");
    let before: serde_json::Value = serde_json::from_str(&plain).expect("JSON");
    let old = before["data"]["contact"]["email"].as_str().expect("an address");
    assert_eq!(text(&received), plain.replacen(old, "new@example.com", 1));
}

#[test]
fn set_takes_json_or_else_a_string_and_may_stand_several_times() {
    let received = changed(&[
        "--set",
        "data.contact.full_name=42",
        "--set",
        r#"data.contact.id="7""#,
        "--set",
        "data.contact.email={\"a\":[null]}",
        "--set",
        "workspace_id=a=b",
    ]);
    let body = body(&received);
    assert_eq!(body["data"]["contact"]["full_name"], 42);
    assert_eq!(body["data"]["contact"]["id"], "7");
    assert_eq!(body["data"]["contact"]["email"]["a"][0], serde_json::Value::Null);
    assert_eq!(body["workspace_id"], "a=b");
}

#[test]
fn a_set_that_cannot_be_done_says_why() {
    assert_snapshot!(refused(&["contact.created", "--set", "data.contact.emial=x"]), @r"
    exit 2
    --- stdout
    --- stderr
    error: `--set data.contact.emial`: there is no `emial` in `data.contact`, which has `email`, `id`, `created_at`, `full_name`; `--patch` adds new fields
    ");
    assert_snapshot!(refused(&["contact.created", "--set", "data.contact[0]=x"]), @r"
    exit 2
    --- stdout
    --- stderr
    error: `--set data.contact[0]`: there is no `[0]` in `data.contact`: it is an object; `--patch` adds new fields
    ");
    assert_snapshot!(refused(&["contact.created", "--set", "data..x=1"]), @r"
    exit 2
    --- stdout
    --- stderr
    error: `--set data..x=1`: `data..x` is not a path: a name is missing at character 6
    hint: write it as `--set data.contact.email=new@example.com`
    ");
    assert_snapshot!(refused(&["contact.created", "--set", "data.contact"]), @r"
    exit 2
    --- stdout
    --- stderr
    error: `--set data.contact`: `data.contact` has no `=`; write PATH=VALUE, like `data.contact.email=new@example.com`
    hint: write it as `--set data.contact.email=new@example.com`
    ");
    assert_snapshot!(refused(&["--data", "hello", "--set", "a=1"]), @r"
    exit 2
    --- stdout
    --- stderr
    error: `--set a`: the body is not JSON: expected value at line 1 column 1
    hint: only a JSON body can be edited; send it as it is without the flag
    ");
}

#[test]
fn patch_adds_changes_and_removes() {
    let patch = r#"{"data":{"contact":{"email":null,"nickname":"Zoë"}}}"#;
    for argument in [patch, "@patch.json"] {
        let (sandbox, handler) = (Sandbox::new(), Endpoint::always(200));
        sandbox.write("patch.json", patch);
        send_to(&sandbox, &handler).args(SEEDED).args(["--patch", argument]).run().code(0);
        let contact = body(&handler.received()[0])["data"]["contact"].clone();
        assert_eq!(contact["nickname"], "Zoë");
        assert_eq!(contact.get("email"), None);
        assert!(contact["id"].is_string(), "{contact}");
    }
}

#[test]
fn a_patch_that_is_no_json_says_so() {
    assert_snapshot!(refused(&["contact.created", "--patch", "{\"a\":"]), @r#"
    exit 2
    --- stdout
    --- stderr
    error: `--patch`: the patch is not JSON: EOF while parsing a value at line 1 column 5
    hint: write it as `--patch '{"data":{"contact":{"email":null}}}'`
    "#);
    assert_snapshot!(refused(&["contact.created", "--patch", "@nowhere.json"]), @r"
    exit 2
    --- stdout
    --- stderr
    error: cannot read `--patch` from `nowhere.json`: No such file or directory (os error 2)
    ");
}

mod editor {
    use std::fs;

    use insta::assert_snapshot;

    use super::super::send_to;
    use super::{SEEDED, changed, text};
    use crate::harness::{Cmd, Endpoint, SECRET, Sandbox, sign};

    /// An editor that runs this shell script on its file, `$1`.
    fn editor(sandbox: &Sandbox, script: &str) -> String {
        let path = sandbox.script("editor", format!("#!/bin/sh\n{script}\n"));
        path.display().to_string()
    }

    /// Files in the place for drafts.
    fn drafts(sandbox: &Sandbox) -> Vec<std::path::PathBuf> {
        let entries = fs::read_dir(sandbox.root().join("tmp")).expect("a folder");
        entries.map(|entry| entry.expect("an entry").path()).collect()
    }

    #[test]
    fn the_editor_gets_a_private_file_and_what_it_saves_is_sent() {
        let (sandbox, handler) = (Sandbox::new(), Endpoint::always(200).expect_calls(1));
        let script = "ls -l \"$1\" >ls.txt; cp \"$1\" before.json; printf '{\"x\": 1}\\n' >\"$1\"";
        let program = editor(&sandbox, script);
        let set = ["--edit", "--set", "data.contact.email=seen@example.com"];
        let cmd = send_to(&sandbox, &handler).args(SEEDED).args(set);
        cmd.env("EDITOR", "false").env("VISUAL", program).run().code(0);
        let received = handler.received().remove(0);
        assert_eq!(text(&received), "{\"x\": 1}\n");
        assert_eq!(received.must("x-leadlex-signature"), sign(SECRET, &received.body));
        let before = fs::read_to_string(sandbox.path("before.json")).expect("a draft");
        assert!(before.contains("seen@example.com") && before.lines().count() > 5, "{before}");
        let listed = fs::read_to_string(sandbox.path("ls.txt")).expect("a listing");
        assert!(listed.starts_with("-rw-------"), "{listed}");
        assert_eq!(drafts(&sandbox), [] as [std::path::PathBuf; 0]);
    }

    #[test]
    fn an_editor_that_changes_nothing_leaves_the_bytes_alone() {
        let plain = changed(&[]);
        let (sandbox, handler) = (Sandbox::new(), Endpoint::always(200));
        let cmd = send_to(&sandbox, &handler).args(SEEDED).arg("--edit").env("EDITOR", "true");
        cmd.run().code(0);
        assert_eq!(handler.received()[0].body, plain.body);
    }

    #[test]
    fn broken_json_is_refused_and_the_text_is_kept() {
        let (sandbox, handler) = (Sandbox::new(), Endpoint::always(200).expect_calls(0));
        let program = editor(&sandbox, "printf '{\"mine\": ' >\"$1\"");
        let cmd = send_to(&sandbox, &handler).args(SEEDED).arg("--edit").env("EDITOR", program);
        let output = cmd.run().code(2);
        assert_snapshot!(sandbox.normalise(&output.to_string()), @r"
        exit 2
        --- stdout
        --- stderr
        error: the edited body is not JSON: EOF while parsing a value at line 1 column 9
        hint: your text is kept in [sandbox]/tmp/leadlex-hooks-[uuid].json
        ");
        let drafts = drafts(&sandbox);
        assert_eq!(fs::read_to_string(&drafts[0]).expect("a draft"), "{\"mine\": ");
        assert!(output.stderr.contains(&*drafts[0].to_string_lossy()), "{output}");
    }

    #[test]
    fn an_editor_that_fails_is_missing_or_unset_says_so() {
        let (sandbox, handler) = (Sandbox::new(), Endpoint::always(200).expect_calls(0));
        let edit = || send_to(&sandbox, &handler).args(SEEDED).arg("--edit");
        let shown = |cmd: Cmd| sandbox.normalise(&cmd.run().code(2).to_string());
        assert_snapshot!(shown(edit().env("EDITOR", "false")), @r"
        exit 2
        --- stdout
        --- stderr
        error: the editor `false` ended with exit status: 1
        hint: your text is kept in [sandbox]/tmp/leadlex-hooks-[uuid].json
        ");
        assert_snapshot!(shown(edit().env("EDITOR", "no-such-editor --wait")), @r"
        exit 2
        --- stdout
        --- stderr
        error: the editor `no-such-editor` cannot be run (No such file or directory (os error 2)); set EDITOR
        hint: your text is kept in [sandbox]/tmp/leadlex-hooks-[uuid].json
        ");
        assert_snapshot!(shown(edit()), @r"
        exit 2
        --- stdout
        --- stderr
        error: `--edit` needs an editor
        hint: set EDITOR, for example `EDITOR=nano`
        ");
    }
}

#[test]
fn a_patch_file_without_its_at_sign_is_guessed() {
    let (sandbox, handler) = (Sandbox::new(), Endpoint::always(200).expect_calls(0));
    sandbox.write("patch.json", "{}");
    let args = ["task.created", "--patch", "patch.json"];
    let output = send_to(&sandbox, &handler).args(args).run().code(2);
    assert_eq!(
        output.to_string(),
        "exit 2\n--- stdout\n--- stderr\n\
         error: `--patch patch.json` names a file and is no JSON\n\
         hint: did you mean `--patch @patch.json`?\n"
    );
}
