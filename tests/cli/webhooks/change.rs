//! Subscriptions as they are shown, changed and removed.

use insta::assert_snapshot;
use serde_json::{Value, json};

use super::{listed, made, webhooks, workspace};
use crate::harness::{Endpoint, Pty, Reply, Sandbox};

#[test]
fn they_are_listed_in_a_line_each_and_whole_with_v() {
    let sandbox = Sandbox::new();
    let workspace = workspace(&sandbox);
    let list = |args: &[&str]| {
        let output = webhooks(&sandbox, workspace.api_url(), ["list"]).args(args).run().code(0);
        sandbox.normalise(&output.to_string())
    };
    assert_snapshot!(list(&[]), @r"
    exit 0
    --- stdout
    --- stderr
    no subscriptions yet
    hint: `leadlex-hooks webhooks create https://…` makes one
    ");
    made(&sandbox, &workspace, "https://example.com/a", &["--events", "deal.*", "--paused"]);
    made(&sandbox, &workspace, "https://example.com/b", &["--description", "for tests"]);
    // Ids differ from run to run.
    let text = list(&[]);
    let rows: Vec<&str> = text.lines().filter_map(|line| Some(line.split_once(' ')?.1)).collect();
    assert!(rows.contains(&"paused           5 events https://example.com/a"), "{text}");
    assert!(rows.contains(&"no delivery yet 27 events https://example.com/b"), "{text}");
    let text = list(&["-v"]);
    for words in ["id          [uuid]", "description for tests", "events      deal.created, "] {
        assert!(text.contains(words), "{text}");
    }
}

#[test]
fn texts_from_outside_are_escaped() {
    let hostile = "x\u{1b}[31m\u{202e}\r\ny";
    let row = json!({"id": hostile, "url": hostile, "events": [hostile], "description": hostile,
        "active": true, "last_delivery_status": hostile, "last_delivery_at": hostile});
    let body = json!({"data": {"webhooks": [row, 5]}}).to_string();
    let api = Endpoint::script([Reply::status(200).body(body)]);
    let sandbox = Sandbox::new();
    let output = webhooks(&sandbox, &api.url(""), ["list", "-v"]).run().code(0);
    let text = output.to_string();
    assert!(!text.contains(['\u{1b}', '\u{202e}', '\r']), "{text:?}");
    assert!(text.contains("row 2 of the answer cannot be read: it is a number"), "{text}");
}

#[test]
fn each_change_is_made_and_nothing_else() {
    let sandbox = Sandbox::new();
    let workspace = workspace(&sandbox);
    let id = made(&sandbox, &workspace, "https://example.com/a", &["--events", "contact.*"]);
    let update = |args: &[&str]| {
        let cmd = webhooks(&sandbox, workspace.api_url(), ["update", &id[..8], "--json"]);
        let output = cmd.args(args).run().code(0);
        assert!(output.stderr.starts_with(&format!("✓ changed {id}: ")), "{output}");
        listed(&sandbox, &workspace).remove(0)
    };
    assert_eq!(update(&["--pause"])["active"], false);
    assert_eq!(update(&["--resume"])["active"], true);
    let url = update(&["--url", "https://example.com/b"]);
    assert_eq!(
        (&url["url"], &url["events"][0]),
        (&json!("https://example.com/b"), &json!("contact.created"))
    );
    assert_eq!(update(&["--description", "new"])["description"], "new");
    assert_eq!(
        update(&["--events", "deal.created,deal.deleted"])["events"],
        json!(["deal.created", "deal.deleted"])
    );
    let more = update(&["--add-events", "list.*", "--remove-events", "deal.*,list.c*_*"]);
    assert_eq!(more["events"], json!(["list.created", "list.deleted"]));
}

#[test]
fn a_change_names_the_subscription_by_its_url_or_its_whole_id_with_as_few_calls_as_can_be() {
    let sandbox = Sandbox::new();
    let workspace = workspace(&sandbox);
    let id = made(&sandbox, &workspace, "https://example.com/a", &[]);
    workspace.calls();
    let pause = |name: &str| {
        webhooks(&sandbox, workspace.api_url(), ["update", name, "--pause"]).run().code(0);
        workspace.calls().total()
    };
    assert_eq!((pause(&id), pause("https://example.com/a"), pause(&id[..4])), (1, 2, 2));
}

#[test]
fn what_is_removed_is_asked_about_first() {
    let sandbox = Sandbox::new();
    let workspace = workspace(&sandbox);
    let ids: Vec<String> =
        ["https://example.com/a", "https://example.com/b", "https://example.com/c"]
            .iter()
            .map(|url| made(&sandbox, &workspace, url, &[]))
            .collect();
    let delete = |args: &[&str]| webhooks(&sandbox, workspace.api_url(), ["delete"]).args(args);
    let output = delete(&[&ids[0]]).run().code(2);
    assert_snapshot!(sandbox.normalise(&output.stderr), @r"
    error: nothing is removed without a yes
    hint: `--yes` removes them: look first with `leadlex-hooks webhooks list`
    ");
    for (answer, code, left) in [("n", 1, 3), ("y", 0, 2)] {
        let mut pty = Pty::start(&delete(&[&ids[0]]), 100);
        pty.wait_text("Remove this subscription and its secret for good?");
        pty.type_in(answer);
        assert_eq!(pty.wait_end(), code);
        assert_eq!(listed(&sandbox, &workspace).len(), left);
    }
    let output = delete(&[&ids[1], &ids[2][..8], &ids[1], "--yes", "--json"]).run().code(0);
    let removed: Vec<Value> = output.json().iter().map(|line| line["id"].clone()).collect();
    assert_eq!(removed, [ids[1].clone(), ids[2].clone()]);
    assert!(listed(&sandbox, &workspace).is_empty());
}

#[test]
fn one_that_is_not_there_leaves_the_others_alone() {
    let sandbox = Sandbox::new();
    let workspace = workspace(&sandbox);
    let id = made(&sandbox, &workspace, "https://example.com/a", &[]);
    let args = ["delete", &id, "nowhere", "--yes"];
    let output = webhooks(&sandbox, workspace.api_url(), args).run().code(2);
    assert!(output.stderr.contains("no subscription `nowhere`"), "{output}");
    assert_eq!(listed(&sandbox, &workspace).len(), 1);
}
