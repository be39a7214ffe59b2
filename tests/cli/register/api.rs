//! An API that says no, says nothing, or says it late.

use std::sync::mpsc;

use serde_json::json;

use super::{listen, subscribed, workspace};
use crate::harness::{Endpoint, KEY, PATIENCE, Reply, Running, Sandbox, Signal};

fn made() -> Reply {
    let webhook = json!({"id": "w1", "url": "https://hooks.example.com", "events": ["deal.created"],
        "secret": "whsec_x"});
    Reply::status(201).body(json!({"data": {"webhook": webhook}}).to_string())
}

fn refused(code: &str) -> Reply {
    Reply::status(400).body(json!({"error": {"code": code, "message": "no"}}).to_string())
}

#[test]
fn a_host_that_is_not_yet_known_is_asked_for_again() {
    let sandbox = Sandbox::new();
    let done = Reply::status(200).body("{}");
    let api = Endpoint::script([refused("invalid_url"), made(), done]).expect_calls(3);
    let tunnel = "sh -c \"echo https://hooks.example.com; exec sleep 60\"";
    let cmd = sandbox.bare(["listen", "--json", "--port", "0", "--register", "--tunnel", tunnel]);
    // What is for the handler is none of LeadLex's business.
    let cmd = cmd.args(["-H", "X-Handler-Token: topsecret"]);
    let cmd = cmd.env("LEADLEX_API_KEY", KEY).env("LEADLEX_API_URL", api.url(""));
    let output = Running::start(cmd).stop(Signal::Int).code(0);
    assert_eq!(output.json()[0]["webhook_id"], "w1");
    assert!(api.received().iter().all(|call| call.header("x-handler-token").is_none()));
    // One of your own is there already: LeadLex means it.
    let api = Endpoint::script([refused("invalid_url")]).expect_calls(1);
    let output = listen(&sandbox, &api.url("")).arg("--register").run().code(4);
    assert!(output.stderr.contains("400 `invalid_url`"), "{output}");
}

#[test]
fn a_call_that_is_under_way_at_ctrl_c_is_waited_for_and_what_it_made_is_removed() {
    let sandbox = Sandbox::new();
    let (asked, first_call) = mpsc::channel();
    let (answer, is_due) = mpsc::channel::<()>();
    let api = Endpoint::deciding(move |call| {
        let _ = asked.send(());
        if call.method == "POST" {
            let _ = is_due.recv();
            return made();
        }
        Reply::status(200).body("{}")
    });
    // Goes before the API does, which waits for it.
    let answer = answer;
    let listener = Running::spawn(&listen(&sandbox, &api.url("")).arg("--register"));
    first_call.recv_timeout(PATIENCE).expect("a call");
    listener.signal(Signal::Int);
    answer.send(()).expect("it waits");
    let output = listener.wait_end().code(0);
    assert!(output.stderr.contains("removed the subscription w1"), "{output}");
    let methods: Vec<String> = api.received().into_iter().map(|call| call.method).collect();
    assert_eq!(methods, ["POST", "DELETE"]);
}

#[test]
fn what_is_refused_leaves_nothing_behind() {
    let sandbox = Sandbox::new();
    let workspace = workspace(&sandbox);
    workspace.forbid(&["webhooks"]);
    let output = listen(&sandbox, workspace.api_url()).arg("--register").run().code(4);
    assert!(output.stderr.contains("the key may not change webhooks"), "{output}");
    assert!(output.json().is_empty(), "nobody was told that we are ready\n{output}");
    let count = "SELECT count(*) FROM registrations";
    let left: i64 = sandbox.open_store().query_row(count, [], |row| row.get(0)).expect("a count");
    assert_eq!(left, 0);
}

#[test]
fn without_a_secret_nobody_is_let_in_and_the_subscription_goes() {
    let sandbox = Sandbox::new();
    let webhook = json!({"data": {"webhook": {"id": "w1", "url": "https://x", "events": []}}});
    let answers = || [Reply::status(201).body(webhook.to_string()), Reply::status(200).body("{}")];
    let api = Endpoint::script(answers()).expect_calls(2);
    let output = listen(&sandbox, &api.url("")).arg("--register").run().code(2);
    assert!(output.stderr.contains("the API told no secret"), "{output}");
    assert_eq!(api.received()[1].method, "DELETE");
    // Another secret than LeadLex's would refuse all that comes.
    let api = Endpoint::script(answers()).expect_calls(2);
    let cmd = listen(&sandbox, &api.url("")).env("LEADLEX_WEBHOOK_SECRET", "whsec_mine");
    let output = cmd.arg("--register").run().code(2);
    assert!(output.stderr.contains("the API told no secret"), "{output}");
    let api = Endpoint::script(answers()).expect_calls(2);
    let cmd = listen(&sandbox, &api.url("")).args(["--register", "--allow-unverified"]);
    let output = Running::start(cmd).stop(Signal::Int).code(0);
    assert!(output.stderr.contains("events are recorded and not verified"), "{output}");
}

#[test]
fn one_that_cannot_be_removed_is_named_and_removed_by_the_next() {
    let sandbox = Sandbox::new();
    let workspace = workspace(&sandbox);
    let listener = Running::start(listen(&sandbox, workspace.api_url()).arg("--register"));
    workspace.forbid(&["webhooks"]);
    let output = listener.stop(Signal::Int).code(4);
    assert!(output.stderr.contains("the subscription is still there"), "{output}");
    assert!(output.json().iter().any(|line| line["type"] == "summary"), "{output}");
    // As long as the API says no, it is kept in mind.
    let output = listen(&sandbox, workspace.api_url()).arg("--register").run().code(4);
    assert!(output.stderr.contains("of an earlier listener stays"), "{output}");
    workspace.forbid(&[]);
    assert_eq!(subscribed(&sandbox, &workspace).len(), 1);
    Running::start(listen(&sandbox, workspace.api_url()).arg("--register"))
        .stop(Signal::Int)
        .code(0);
    assert!(subscribed(&sandbox, &workspace).is_empty());
}

#[test]
fn what_a_gateway_gave_up_on_may_be_there_and_is_kept_in_mind() {
    let sandbox = Sandbox::new();
    let gateway = Endpoint::always(504);
    let output = listen(&sandbox, &gateway.url("")).arg("--register").run().code(4);
    assert!(output.stderr.contains("may have been made all the same"), "{output}");
    let count = "SELECT count(*) FROM registrations";
    let left: i64 = sandbox.open_store().query_row(count, [], |row| row.get(0)).expect("a count");
    assert_eq!(left, 1);
}

#[test]
fn a_second_ctrl_c_does_not_wait_for_the_farewell() {
    let sandbox = Sandbox::new();
    let (asked, is_asked) = mpsc::channel();
    let (word, is_due) = mpsc::channel::<()>();
    let api = Endpoint::deciding(move |call| {
        let _ = asked.send(call.method.clone());
        if call.method == "DELETE" {
            let _ = is_due.recv();
        }
        made()
    });
    // Goes before the API does, which waits for it.
    let word = word;
    let mut listener = Running::start(listen(&sandbox, &api.url("")).arg("--register"));
    listener.signal(Signal::Int);
    while is_asked.recv_timeout(PATIENCE).expect("a call") != "DELETE" {}
    assert!(listener.is_running());
    listener.signal(Signal::Int);
    let output = listener.wait_end().code(3);
    assert!(output.stderr.contains("the API was not waited for"), "{output}");
    word.send(()).expect("it waits");
}
