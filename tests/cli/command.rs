//! `listen … -- COMMAND`: a command that runs while the listener listens, and whose end is the end.
//! How it is ended before its own is in `end`.

mod end;

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use serde_json::{Value, json};

use crate::harness::{Cmd, Output, SECRET, Sandbox};

/// A listener with a shell script beside it. `send` in the script sends to the listener.
fn beside(cmd: Cmd, more: &[&str], script: &str) -> Cmd {
    let prelude = format!(
        "send() {{ '{}' send \"$@\" --store sent.db --to \"$LEADLEX_HOOKS_URL\"; }}\n",
        env!("CARGO_BIN_EXE_leadlex-hooks")
    );
    cmd.args(more).args(["--", "sh", "-c", &(prelude + script)])
}

/// The line about the command.
#[track_caller]
fn verdict(end: &Output) -> Value {
    let mut lines = end.json().into_iter().filter(|line| line["type"] == "command");
    let line = lines.next().unwrap_or_else(|| panic!("no line about the command\n{end}"));
    assert_eq!(lines.next(), None, "{end}");
    line
}

#[test]
fn it_gets_the_url_and_the_secret_and_its_events_are_verified() {
    let sandbox = Sandbox::new();
    let script = "printf '%s\n' \"$LEADLEX_HOOKS_URL\" \"$LEADLEX_WEBHOOK_SECRET\" >seen\n\
                  send contact.created";
    let end = beside(sandbox.listen_cmd(), &["--path", "/in"], script).run().code(0);
    let lines = end.json();
    let seen = fs::read_to_string(sandbox.path("seen")).expect("what it saw");
    assert_eq!(seen, format!("{}\n{SECRET}\n", lines[0]["url"].as_str().expect("a URL")));
    assert_eq!((&lines[1]["verdict"], &lines[1]["path"]), (&"verified".into(), &"/in".into()));
    assert_eq!(verdict(&end), json!({ "type": "command", "code": 0, "success": true }));
}

#[test]
fn where_no_secret_is_set_it_gets_one_for_the_session() {
    let sandbox = Sandbox::new();
    let mut secrets = Vec::new();
    for _ in 0..2 {
        let script = "printf %s \"$LEADLEX_WEBHOOK_SECRET\" >secret; send contact.created";
        let listen = sandbox.bare(["listen", "--port", "0", "--json"]);
        let end = beside(listen, &[], script).run().code(0);
        assert_eq!(end.json()[1]["verdict"], "verified", "{end}");
        assert!(end.stderr.contains("gets one for this session"), "{end}");
        let secret = fs::read_to_string(sandbox.path("secret")).expect("a secret");
        assert!(secret.len() > 20, "{secret}");
        assert!(!end.to_string().contains(&secret), "the secret is shown\n{end}");
        secrets.push(secret);
    }
    assert_ne!(secrets[0], secrets[1]);
}

#[test]
fn no_shell_is_involved_and_stdin_is_empty() {
    let sandbox = Sandbox::new();
    let args =
        ["--", "sh", "-c", "cat; printf '%s|' \"$@\" >seen", "name", "a b", "$HOME", "--json"];
    sandbox.listen_cmd().args(args).stdin("ours").run().code(0);
    let seen = fs::read_to_string(sandbox.path("seen")).expect("what it saw");
    assert_eq!(seen, "a b|$HOME|--json|");
}

#[test]
fn its_stdout_is_stdout_for_a_person_and_stderr_for_a_script() {
    let sandbox = Sandbox::new();
    let script = "echo out; echo err >&2; send contact.created --json";
    let end = beside(sandbox.listen_cmd(), &[], script).run().code(0);
    let kinds: Vec<Value> = end.json().iter().map(|line| line["type"].clone()).collect();
    assert_eq!(kinds, ["ready", "event", "summary", "command"], "{end}");
    assert!(end.stderr.contains("out\n") && end.stderr.contains("err\n"), "{end}");
    assert!(end.stderr.contains("\"type\":\"attempt\""), "{end}");
    let human = sandbox.cmd(["listen", "--port", "0"]);
    let end = beside(human, &[], "echo out; echo err >&2").run().code(0);
    assert!(end.stdout().contains("out\n") && !end.stdout().contains("err"), "{end}");
    assert!(end.stderr.contains("err\n") && !end.stderr.contains("out\n"), "{end}");
}

#[test]
fn nothing_that_it_prints_is_lost() {
    let sandbox = Sandbox::new();
    let numbers: String = (1..=20_000).map(|number| format!("{number}\n")).collect();
    let script = "i=1; while [ $i -le 20000 ]; do echo $i; i=$((i + 1)); done";
    let end = beside(sandbox.listen_cmd(), &[], script).run().code(0);
    assert!(end.stderr.contains(&numbers), "not all of it is on stderr");
    let human = sandbox.cmd(["listen", "--port", "0", "-q"]);
    let end = beside(human, &[], script).run().code(0);
    assert!(end.stdout().contains(&numbers), "not all of it is on stdout");
}

#[test]
fn its_failure_is_exit_1_with_its_code_in_the_json() {
    let sandbox = Sandbox::new();
    for (script, code) in
        [("exit 3", json!(3)), ("exit 255", json!(255)), ("kill -9 $$", json!(null))]
    {
        let end = beside(sandbox.listen_cmd(), &[], script).run().code(1);
        let expected = json!({ "type": "command", "code": code, "success": false });
        assert_eq!(verdict(&end), expected, "{script}\n{end}");
    }
    let human = || sandbox.cmd(["listen", "--port", "0"]);
    let end = beside(human(), &[], "exit 3").run().code(1);
    assert!(end.stderr.contains("the command ended with exit code 3"), "{end}");
    let end = beside(human(), &[], "exit 0").run().code(0);
    assert!(!end.stderr.contains("the command"), "{end}");
}

#[test]
fn its_failure_is_exit_1_though_every_expectation_is_met() {
    let sandbox = Sandbox::new();
    let script = "send contact.created; exit 7";
    let end = beside(sandbox.listen_cmd(), &["--expect", "contact.created"], script).run().code(1);
    assert_eq!(verdict(&end)["code"], 7);
    let expectation = end.json().into_iter().find(|line| line["type"] == "expectation");
    assert_eq!(expectation.expect("a verdict")["met"], true);
}

#[test]
fn its_failure_is_not_waited_out_where_something_is_still_expected() {
    let sandbox = Sandbox::new();
    let more = ["--expect", "contact.created", "--timeout", "10min"];
    let end = beside(sandbox.listen_cmd(), &more, "exit 7").run().code(1);
    assert_eq!(verdict(&end)["code"], 7);
}

#[test]
fn what_cannot_be_started_is_exit_2() {
    let sandbox = Sandbox::new();
    let plain = sandbox.write("plain", "#!/bin/sh\n");
    fs::set_permissions(&plain, fs::Permissions::from_mode(0o644)).expect("a mode");
    for (program, why) in [
        ("no-such-program", "no such program"),
        ("./absent", "no such program"),
        ("./plain", "is it executable?"),
        ("echo a && echo b", "a shell line needs `sh -c '…'` around it"),
        (".", "is it executable?"),
    ] {
        let end = sandbox.listen_cmd().args(["--", program]).run().code(2);
        assert!(end.stderr.contains(&format!("cannot start `{program}`")), "{end}");
        let told: Vec<&str> = end.stderr.split_whitespace().collect();
        assert!(told.join(" ").contains(why), "{program}\n{end}");
        assert!(end.json().iter().all(|line| line["type"] != "command"), "{end}");
    }
}

#[test]
fn what_it_sends_last_is_still_recorded_and_shown() {
    let sandbox = Sandbox::new();
    let end =
        beside(sandbox.listen_cmd(), &["--respond", "503,200"], "send --all >/dev/null || true")
            .run()
            .code(0);
    let events = end.json().iter().filter(|line| line["type"] == "event").count();
    assert_eq!(events, 39, "{end}");
}
