//! The secret, which LeadLex shows once, is in a safe place or there is no subscription.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::sync::mpsc;

use insta::assert_snapshot;
use serde_json::json;

use super::{listed, made, webhooks, workspace};
use crate::harness::{
    Endpoint, Manner, PATIENCE, RawServer, Reply, Running, Sandbox, Signal, closed_port,
};

/// What an API says to a POST.
fn answer(webhook: &serde_json::Value) -> Reply {
    let body = json!({"data": {"webhook": webhook}});
    Reply::status(201).header("content-type", "application/json").body(body.to_string())
}

#[test]
fn the_secret_is_kept_in_the_configuration_and_verifies_what_comes() {
    let sandbox = Sandbox::new();
    let workspace = workspace(&sandbox);
    let cmd = sandbox.bare(["listen", "--json", "--expect", "contact.created"]);
    // The secret is read at the start, so the subscription comes first.
    let port = closed_port();
    let url = format!("http://127.0.0.1:{port}/in");
    let output = webhooks(&sandbox, workspace.api_url(), ["create", &url]).run().code(0);
    assert_snapshot!(sandbox.normalise(&output.stderr), @r#"
    ✓ made [uuid]: 27 events to http://127.0.0.1:[port]/in
    ✓ kept a secret with fingerprint 7634f51f in [sandbox]/home/.config/leadlex-hooks/config.toml
    hint: `eval "$(leadlex-hooks config secret env)"` exports it to your application
    "#);
    let id = output.stdout().trim().to_owned();
    assert_eq!(listed(&sandbox, &workspace)[0]["id"], *id);
    let file = sandbox.root().join("home/.config/leadlex-hooks/config.toml");
    let mode = fs::metadata(&file).expect("a configuration").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let kept = fs::read_to_string(&file).expect("a configuration");
    let secret = kept.split('"').nth(1).expect("a secret");
    assert!(secret.starts_with("whsec_") && !output.to_string().contains(secret), "{output}");
    let listener = Running::start(cmd.args(["--port", &port.to_string()]));
    workspace.contact("Anna");
    let output = listener.wait_end().code(0);
    assert!(output.json().iter().any(|line| line["verdict"] == "verified"), "{output}");
}

#[test]
fn a_secret_that_is_set_is_not_put_out_of_force_by_chance() {
    let sandbox = Sandbox::new();
    let workspace = workspace(&sandbox);
    let create = |args: &[&str]| {
        webhooks(&sandbox, workspace.api_url(), ["create", "https://example.com/a"]).args(args)
    };
    create(&[]).run().code(0);
    let output = create(&[]).run().code(2);
    assert_snapshot!(sandbox.normalise(&output.stderr), @r"
    error: a secret is set already, by [sandbox]/home/.config/leadlex-hooks/config.toml
    hint: `--rotate` keeps it beside the new one, which signs from now on
    hint: `--secret-file FILE` or `--print-secret` put the new one elsewhere
    ");
    // What stands before the configuration leaves one in it without effect, `--rotate` or not.
    let output = create(&["--rotate"]).env("LEADLEX_WEBHOOK_SECRET", "s").run().code(2);
    assert!(output.stderr.contains("a secret is set by $LEADLEX_WEBHOOK_SECRET"), "{output}");
    assert_eq!(listed(&sandbox, &workspace).len(), 1, "refused before the call");
    create(&["--rotate"]).run().code(0);
    let shown = sandbox.bare(["config", "show"]).run().code(0).stdout();
    assert_eq!(shown.matches("fingerprint").count(), 2, "{shown}");
}

#[test]
fn a_file_for_it_is_new_and_private_and_only_there_when_there_is_a_secret() {
    let sandbox = Sandbox::new();
    let workspace = workspace(&sandbox);
    let create = |url: &str| {
        let args = ["create", url, "--secret-file", "secret", "--json"];
        webhooks(&sandbox, workspace.api_url(), args)
    };
    create("http://10.0.0.1/").run().code(4);
    let file = sandbox.path("secret");
    assert!(!file.exists(), "there is nothing to keep");
    let output = create("https://example.com/a").run().code(0);
    let text = fs::read_to_string(&file).expect("a file");
    assert_eq!(fs::metadata(&file).expect("a file").permissions().mode() & 0o777, 0o600);
    assert!(text.starts_with("whsec_") && text.ends_with('\n'), "{text:?}");
    assert!(!output.to_string().contains(text.trim()), "{output}");
    let line = &output.json()[0];
    assert_eq!((&line["type"], &line["secret"]), (&json!("webhook"), &json!(null)));
    assert_eq!(line["secret_fingerprint"].as_str().map(str::len), Some(8));
    let output = create("https://example.com/b").run().code(2);
    assert!(output.stderr.contains("name a file that is not there yet"), "{output}");
    assert_eq!(fs::read_to_string(&file).expect("a file"), text);
    assert_eq!(listed(&sandbox, &workspace).len(), 1);
}

#[test]
fn it_is_printed_only_when_that_is_asked_for() {
    let sandbox = Sandbox::new();
    let workspace = workspace(&sandbox);
    let args = ["create", "https://example.com/a", "--print-secret"];
    let output = webhooks(&sandbox, workspace.api_url(), args).run().code(0);
    let secret = output.stdout();
    assert!(secret.starts_with("whsec_") && secret.lines().count() == 1, "{output}");
    assert!(!output.stderr.contains(secret.trim()), "{output}");
    assert!(!sandbox.root().join("home/.config/leadlex-hooks/config.toml").exists());
}

#[test]
fn what_is_asked_for_is_what_leadlex_is_told() {
    let sandbox = Sandbox::new();
    let workspace = workspace(&sandbox);
    let more = ["--events", "contact.*,deal.created", "--description", "é", "--paused"];
    made(&sandbox, &workspace, "https://example.com/a", &more);
    made(&sandbox, &workspace, "https://example.com/b", &[]);
    let [some, all] = &listed(&sandbox, &workspace)[..] else { panic!("two subscriptions") };
    assert_eq!(some["events"].as_array().map(Vec::len), Some(5));
    assert_eq!((&some["description"], &some["active"]), (&json!("é"), &json!(false)));
    assert_eq!(all["events"].as_array().map(Vec::len), Some(27));
    assert_eq!(all["active"], true);
}

#[test]
fn a_secret_that_cannot_be_kept_takes_its_subscription_along() {
    let sandbox = Sandbox::new();
    let create = |api: &Endpoint, args: &[&str]| {
        webhooks(&sandbox, &api.url(""), ["create", "https://example.com/a"]).args(args).run()
    };
    // One that could be no setting, and an answer without one.
    let odd = json!({"id": "w/1", "url": "https://example.com/a", "secret": "@topsecret"});
    let none = json!({"id": "w/1", "url": "https://example.com/a"});
    for (webhook, code) in [(odd, 2), (none, 4)] {
        let api = Endpoint::script([answer(&webhook), Reply::status(200).body("{}")]);
        let output = create(&api, &[]).code(code);
        assert!(output.stderr.contains("the subscription was removed again"), "{output}");
        assert!(!output.to_string().contains("topsecret"), "{output}");
        let calls = api.received();
        assert_eq!((&*calls[1].method, &*calls[1].path), ("DELETE", "/v1/webhooks/w%2F1"));
        let api = Endpoint::script([answer(&webhook), Reply::status(503)]);
        let output = create(&api, &[]).code(code);
        assert!(output.stderr.contains("`leadlex-hooks webhooks delete w/1`"), "{output}");
    }
}

#[test]
fn a_place_that_cannot_be_written_is_found_out_before_the_call() {
    let sandbox = Sandbox::new();
    let api = Endpoint::always(500).expect_calls(0);
    let create = |args: &[&str]| {
        webhooks(&sandbox, &api.url(""), ["create", "https://example.com/a"]).args(args).run()
    };
    sandbox.write("file", "");
    let output = create(&["--config", "file/config.toml"]).code(2);
    assert!(output.stderr.contains("file/config.toml"), "{output}");
    // Nothing to read there, and nowhere to write.
    let cmd = webhooks(&sandbox, &api.url(""), ["create", "https://example.com/a"]);
    let output = cmd.env("XDG_CONFIG_HOME", "/proc/nowhere").run().code(2);
    let place = "cannot write /proc/nowhere/leadlex-hooks/config.toml";
    assert!(output.stderr.contains(place), "{output}");
    let output = create(&["--secret-file", "nowhere/secret"]).code(2);
    assert!(output.stderr.contains("cannot make `--secret-file nowhere/secret`"), "{output}");
}

#[test]
fn whoever_cannot_know_whether_it_was_made_is_told_so() {
    let sandbox = Sandbox::new();
    let create = |api: &str| {
        webhooks(&sandbox, api, ["create", "https://example.com/a", "--print-secret"]).run()
    };
    let lost = RawServer::start(Manner::Say(Vec::new()));
    let output = create(&lost.url("")).code(3);
    assert!(output.stderr.contains("it may have been made all the same"), "{output}");
    let half = b"HTTP/1.1 201 Created\r\ncontent-length: 99\r\n\r\n{\"data\":{\"webhook\"";
    let cut = RawServer::start(Manner::Say(half.to_vec()));
    let output = create(&cut.url("")).code(4);
    assert!(output.stderr.contains("it may have been made all the same"), "{output}");
    let gateway = Endpoint::always(504);
    let output = create(&gateway.url("")).code(4);
    assert!(output.stderr.contains("it may have been made all the same"), "{output}");
    let nowhere = format!("http://127.0.0.1:{}", closed_port());
    let output = create(&nowhere).code(3);
    assert!(!output.stderr.contains("may have been made"), "{output}");
}

#[test]
fn one_beside_a_program_that_prints_it_would_put_that_out_of_force() {
    let sandbox = Sandbox::new();
    let api = Endpoint::always(500).expect_calls(0);
    sandbox.bare(["config", "set", "secret_command", "echo", "x"]).run().code(0);
    let args = ["create", "https://example.com/a", "--rotate"];
    let output = webhooks(&sandbox, &api.url(""), args).run().code(2);
    assert!(output.stderr.contains("a secret is set by `secret_command`"), "{output}");
}

/// An API whose POST waits for a word.
fn slow(secret: &'static str) -> (Endpoint, mpsc::Receiver<()>, mpsc::Sender<()>) {
    let (asked, is_asked) = mpsc::channel();
    let (word, is_due) = mpsc::channel::<()>();
    let api = Endpoint::deciding(move |call| {
        let _ = asked.send(());
        if call.method == "POST" {
            let _ = is_due.recv();
        }
        answer(&json!({"id": secret, "url": "https://example.com/a", "secret": secret}))
    });
    (api, is_asked, word)
}

#[test]
fn ctrl_c_during_the_call_waits_for_the_secret_and_keeps_it() {
    let sandbox = Sandbox::new();
    let (api, asked, word) = slow("whsec_late");
    let cmd = webhooks(&sandbox, &api.url(""), ["create", "https://example.com/a"]);
    let running = Running::spawn(&cmd.args(["--secret-file", "secret"]));
    asked.recv_timeout(PATIENCE).expect("a call");
    running.signal(Signal::Int);
    word.send(()).expect("it waits");
    running.wait_end().code(0);
    assert_eq!(fs::read_to_string(sandbox.path("secret")).expect("a file"), "whsec_late\n");
}

#[test]
fn two_at_once_keep_both_secrets() {
    let sandbox = Sandbox::new();
    let both: Vec<_> = ["whsec_one", "whsec_two"].map(slow).into_iter().collect();
    let run = |api: &Endpoint| {
        Running::spawn(&webhooks(&sandbox, &api.url(""), ["create", "https://example.com/a"]))
    };
    let running: Vec<_> = both.iter().map(|(api, ..)| run(api)).collect();
    // Both have seen that nothing is set.
    for (_, asked, _) in &both {
        asked.recv_timeout(PATIENCE).expect("a call");
    }
    for ((_, _, word), running) in both.iter().zip(running) {
        word.send(()).expect("it waits");
        running.wait_end().code(0);
    }
    let shown = sandbox.bare(["config", "show"]).run().code(0).stdout();
    assert_eq!(shown.matches("fingerprint").count(), 2, "{shown}");
}

#[test]
fn a_secret_that_nobody_could_read_takes_its_subscription_along() {
    let sandbox = Sandbox::new();
    let webhook = json!({"id": "w1", "url": "https://example.com/a", "secret": "whsec_x"});
    let api = Endpoint::script([answer(&webhook), Reply::status(204)]).expect_calls(2);
    let args = ["create", "https://example.com/a", "--print-secret"];
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let output = webhooks(&sandbox, &api.url(""), args).run_into(writer).code(5);
    assert!(output.stderr.contains("the subscription was removed again"), "{output}");
    assert_eq!(api.received()[1].method, "DELETE");
}

#[test]
fn one_that_is_kept_stays_whoever_reads_stdout() {
    let sandbox = Sandbox::new();
    let webhook = json!({"id": "w1", "url": "https://example.com/a", "secret": "whsec_x"});
    let api = Endpoint::script([answer(&webhook)]).expect_calls(1);
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let args = ["create", "https://example.com/a"];
    let output = webhooks(&sandbox, &api.url(""), args).run_into(writer).code(0);
    assert!(output.stderr.contains("kept a secret"), "{output}");
}
