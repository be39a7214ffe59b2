//! What cannot be done is named, with the next thing to type, before a call is made where that is
//! possible.

use insta::assert_snapshot;

use super::{webhooks, workspace};
use crate::harness::{Endpoint, Sandbox, closed_port};

#[test]
fn what_is_wrong_on_the_command_line_takes_no_call() {
    let sandbox = Sandbox::new();
    let api = Endpoint::always(500).expect_calls(0);
    let mut told = String::new();
    for line in [
        "create :3000",
        "create https://example.com/a --events contact.creatd",
        "create https://example.com/a --events lexi.*",
        "update 7f3c",
        "update 7f3c --pause --resume",
        "update 7f3c --events deal.* --add-events list.*",
        "logs 7f3c --status lost",
        "logs 7f3c --last 0",
        "delete",
    ] {
        let output = webhooks(&sandbox, &api.url(""), line.split(' ')).run().code(2);
        assert_eq!(output.stdout(), "", "{output}");
        told += &format!("$ {line}\n{}", output.stderr);
    }
    assert_snapshot!(sandbox.normalise(&told), @r"
    $ create :3000
    error: `:3000`: LeadLex cannot reach this machine: `leadlex-hooks listen --tunnel cloudflared --register`
    hint: `leadlex-hooks webhooks create --help` has every option
    $ create https://example.com/a --events contact.creatd
    error: `--events`: no known event type matches `contact.creatd`, did you mean `contact.created`, `contact.updated` or `contact.merged`?
    hint: `leadlex-hooks catalog list` shows the documented event types
    $ create https://example.com/a --events lexi.*
    error: `--events`: the launched webhooks have no event that matches `lexi.*`
    hint: what was announced and not launched can be polled: `leadlex-hooks poll plan`
    $ update 7f3c
    error: nothing says what to change
    hint: `--pause`, `--resume`, `--url URL`, `--events`, `--add-events`, `--remove-events PATTERN` or `--description TEXT`
    $ update 7f3c --pause --resume
    error: `--pause` cannot be used with `--resume`
    hint: `leadlex-hooks webhooks update --help` has every option
    $ update 7f3c --events deal.* --add-events list.*
    error: `--events PATTERN` cannot be used with `--add-events PATTERN`
    hint: `leadlex-hooks webhooks update --help` has every option
    $ logs 7f3c --status lost
    error: `--status lost` is none of success, failed, pending
    hint: for example `leadlex-hooks webhooks logs 7f3c --status failed -v`
    hint: `leadlex-hooks webhooks logs --help` has every option
    $ logs 7f3c --last 0
    error: `--last 0`: a number from 1 to 10000 is expected
    hint: for example `leadlex-hooks webhooks logs 7f3c --last 500 --missing`
    hint: `leadlex-hooks webhooks logs --help` has every option
    $ delete
    error: `leadlex-hooks webhooks delete` needs `ID`
    hint: for example `leadlex-hooks webhooks delete 7f3c`
    hint: `leadlex-hooks webhooks delete --help` has every option
    ");
    let long = "x".repeat(201);
    let args = ["create", "https://example.com/a", "--description", &long];
    let output = webhooks(&sandbox, &api.url(""), args).run().code(2);
    assert!(output.stderr.contains("LeadLex takes 200 characters, not 201"), "{output}");
    let no_key = webhooks(&sandbox, &api.url(""), ["list"]).env_remove("LEADLEX_API_KEY");
    let output = no_key.run().code(2);
    assert!(output.stderr.contains("no API key is set"), "{output}");
}

#[test]
fn what_the_api_refuses_is_exit_4_with_its_words() {
    let sandbox = Sandbox::new();
    let workspace = workspace(&sandbox);
    let run = |line: &str| webhooks(&sandbox, workspace.api_url(), line.split(' '));
    let unknown = "create https://example.com/a --events matter.made --allow-unknown";
    let output = run(unknown).run().code(4);
    assert!(output.stderr.contains("400 `invalid_events`"), "{output}");
    let output = run("update 7f3c4d2a-1b8e-4a9c-9d6f-2e5b8c7a1f3d --pause").run().code(4);
    assert!(output.stderr.contains("404 `webhook_not_found`"), "{output}");
    assert!(output.stderr.contains("`leadlex-hooks webhooks list` shows the ids"), "{output}");
    let output = run("list").env("LEADLEX_API_KEY", "wbk_sandbox_expired").run().code(4);
    assert!(output.stderr.contains("401 `invalid_key`"), "{output}");
    workspace.forbid(&["webhooks"]);
    let output = run("list").run().code(4);
    assert!(output.stderr.contains("the key may not read webhooks"), "{output}");
    let output = run("create https://example.com/a --print-secret").run().code(4);
    assert!(output.stderr.contains("the key may not change webhooks"), "{output}");
    assert!(output.stderr.contains("`webhooks:write`"), "{output}");
}

#[test]
fn an_api_that_does_not_answer_is_exit_3() {
    let sandbox = Sandbox::new();
    let nowhere = format!("http://127.0.0.1:{}", closed_port());
    for line in ["list", "delete 7f3c --yes", "logs 7f3c"] {
        let output = webhooks(&sandbox, &nowhere, line.split(' ')).run().code(3);
        assert!(output.stderr.contains("cannot reach the API"), "{output}");
    }
}
