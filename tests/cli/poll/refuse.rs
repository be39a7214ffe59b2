//! What stops poll before or during a cycle: each has its exit code, and an error that names what to
//! change.

use serde_json::json;

use super::{event, events, lines};
use crate::harness::{
    Endpoint, KEY, Manner, RawServer, Running, Sandbox, Signal, Workspace, closed_port, poll,
};

#[test]
fn what_is_missing_is_named_and_nothing_is_called() {
    let sandbox = Sandbox::new();
    let api = Endpoint::always(500).expect_calls(0);
    let cmd = |args: &[&str]| poll(&sandbox, &api.url(""), ["--once"]).args(args);
    let refused = |output: crate::harness::Output, words: &[&str]| {
        assert_eq!(output.code, 2, "{output}");
        for word in words {
            assert!(output.stderr.contains(word), "no `{word}` in:\n{output}");
        }
        assert_eq!(output.stdout(), "", "{output}");
    };
    refused(cmd(&[]).env_remove("LEADLEX_API_KEY").run(), &["no API key", "LEADLEX_API_KEY=wbk_"]);
    let no_key = cmd(&[]).env("LEADLEX_API_KEY", "sk_topsecret").run();
    assert!(!no_key.to_string().contains("topsecret"), "{no_key}");
    refused(no_key, &["wbk_", "LEADLEX_API_KEY"]);
    refused(cmd(&[]).env("LEADLEX_API_KEY", "").run(), &["LEADLEX_API_KEY", "empty"]);
    let to = ["--to", "http://127.0.0.1:1/"];
    refused(
        cmd(&to).env_remove("LEADLEX_WEBHOOK_SECRET").run(),
        &["secret", "LEADLEX_WEBHOOK_SECRET"],
    );
    refused(cmd(&to).env("LEADLEX_WEBHOOK_SECRET", "").run(), &["empty"]);
    refused(cmd(&["--events", "nothing.known"]).run(), &["nothing.known"]);
    refused(cmd(&["--interval", "soon"]).run(), &["--interval", "auto"]);
    refused(cmd(&["--reserve", "100%"]).run(), &["--reserve", "99%"]);
    refused(cmd(&["--tier", "gold"]).run(), &["--tier", "starter"]);
    refused(cmd(&["--workspace-id", " "]).run(), &["workspace id from --workspace-id is empty"]);
    refused(cmd(&["--since", "yesterday"]).run(), &["--since"]);
    let far = sandbox.cmd(["poll", "--once", "--api-url", "http://192.0.2.1/"]);
    refused(far.env("LEADLEX_API_KEY", KEY).run(), &["--insecure-http"]);
}

#[test]
fn an_api_out_of_reach_is_exit_3() {
    let sandbox = Sandbox::new();
    let nobody = format!("http://127.0.0.1:{}", closed_port());
    let output = poll(&sandbox, &nobody, ["--once"]).run().code(3);
    assert!(output.stderr.contains("cannot reach the API"), "{output}");
    assert!(output.stderr.contains("--api-url"), "{output}");
    for manner in [Manner::Close, Manner::Reset, Manner::Say(b"SSH-2.0-x\r\n\r\n".to_vec())] {
        let server = RawServer::start(manner.clone());
        let output = poll(&sandbox, &server.url(""), ["--once"]).run();
        assert_eq!(output.code, 3, "{manner:?}\n{output}");
    }
}

#[test]
fn a_key_that_is_refused_ends_poll_at_once_with_exit_4() {
    let sandbox = Sandbox::new();
    let workspace = Workspace::small(&sandbox);
    for args in [&["--once", "--interval", "0s"][..], &["--interval", "0s"]] {
        let cmd = workspace.poll(&sandbox, args);
        let output = cmd.env("LEADLEX_API_KEY", "wbk_sandbox_expired").run().code(4);
        assert!(output.stderr.contains("401 `invalid_key`"), "{output}");
        assert!(output.stderr.contains("api_key"), "{output}");
        assert_eq!(workspace.calls().total(), 1, "one call is enough to know");
    }
    // A key that ends while poll runs ends it, too.
    let args = ["--interval", "10ms", "--json"];
    let mut running = Running::spawn(&workspace.poll(&sandbox, args));
    running.wait_json("a cycle", |line| line["type"] == "cycle");
    workspace.fault("expired-key");
    let output = running.wait_end().code(4);
    assert!(output.stderr.contains("401 `invalid_key`"), "{output}");
}

#[test]
fn a_resource_that_is_forbidden_is_named_and_the_others_go_on() {
    let sandbox = Sandbox::new();
    let workspace = Workspace::small(&sandbox);
    workspace.forbid(&["lists"]);
    let first = workspace.once(&sandbox, [""; 0]).run().code(4);
    assert!(first.stderr.contains("403 `insufficient_permissions`"), "{first}");
    assert!(first.stderr.contains("lists:read"), "the permission is named: {first}");
    let id = workspace.contact("Anna");
    let campaign = workspace.change(json!({"do": "campaign.create"})).remove(0);
    let second = workspace.once(&sandbox, [""; 0]).run().code(4);
    let expected = [event("contact.created", &id), event("campaign.created", &campaign)];
    assert_eq!(events(&second), expected);
    assert_eq!(lines(&second, "cycle").len(), 1, "{second}");
    // One that runs says it once and ends well.
    let args = ["--interval", "10ms", "--json"];
    let mut running = Running::spawn(&workspace.poll(&sandbox, args));
    let id = workspace.contact("Bert");
    running.wait_json("the event", |line| line["payload"]["data"]["contact"]["id"] == *id);
    workspace.calls();
    running.wait_json("a later cycle", |line| line["type"] == "cycle" && line["events"] == 0);
    let output = running.stop(Signal::Int).code(0);
    assert_eq!(output.stderr.matches("403 `insufficient_permissions`").count(), 1, "{output}");
    // When the permission is there, lists begin with their baseline.
    workspace.forbid(&[]);
    let output = workspace.once(&sandbox, [""; 0]).run().code(0);
    assert!(lines(&output, "baseline").iter().any(|line| line["feed"] == "lists"), "{output}");
}
