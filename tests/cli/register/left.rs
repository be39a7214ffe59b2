//! What a killed listener leaves is removed by the next one, and nothing else is.

use std::sync::mpsc;

use serde_json::{Value, json};

use super::{listen, subscribed, workspace};
use crate::harness::{Endpoint, Hook, KEY, PATIENCE, Reply, Running, Sandbox, Signal};

#[test]
fn after_each_kill_there_is_one_subscription_and_after_the_last_end_none() {
    let sandbox = Sandbox::new();
    let workspace = workspace(&sandbox);
    let mut before = Value::Null;
    for _ in 0..4 {
        let mut listener = Running::start(listen(&sandbox, workspace.api_url()).arg("--register"));
        let ready = listener.wait_json("ready", |line| line["type"] == "ready");
        let [webhook] = &subscribed(&sandbox, &workspace)[..] else { panic!("one subscription") };
        assert_eq!(webhook["id"], ready["webhook_id"]);
        assert_ne!(webhook["id"], before, "that of the killed one is gone");
        before = webhook["id"].clone();
        listener.kill9();
    }
    Running::start(listen(&sandbox, workspace.api_url()).arg("--register"))
        .stop(Signal::Int)
        .code(0);
    assert!(subscribed(&sandbox, &workspace).is_empty());
}

#[test]
fn until_then_others_tell_of_it_and_make_no_call() {
    let sandbox = Sandbox::new();
    let workspace = workspace(&sandbox);
    Running::start(listen(&sandbox, workspace.api_url()).arg("--register")).kill9();
    let list = sandbox.bare(["webhooks", "list", "--api-url", workspace.api_url()]);
    let output = list.env("LEADLEX_API_KEY", KEY).run().code(0);
    assert!(
        output.stderr.contains("was made by a `listen --register` that was killed"),
        "{output}"
    );
    let doctor = sandbox.cmd(["doctor", "--offline", "--json"]).run().code(0);
    let told = |line: &Value| line["id"] == "store.subscription" && line["level"] == "advice";
    assert!(doctor.json().iter().any(told), "{doctor}");
    workspace.calls();
    let listener = sandbox.listen([""; 0]);
    let output = listener.stop(Signal::Int).code(0);
    let told = "a `listen --register` that was killed left a subscription to http://127.0.0.1:";
    assert!(output.stderr.contains(told), "{output}");
    assert_eq!(workspace.calls().total(), 0);
}

#[test]
fn one_of_another_key_stays_until_that_comes_again() {
    let sandbox = Sandbox::new();
    let workspace = workspace(&sandbox);
    Running::start(listen(&sandbox, workspace.api_url()).arg("--register")).kill9();
    let other = listen(&sandbox, workspace.api_url()).env("LEADLEX_API_KEY", "wbk_sandbox_admin");
    let output = Running::start(other.arg("--register")).stop(Signal::Int).code(0);
    assert!(!output.stderr.contains("earlier listener"), "{output}");
    assert_eq!(subscribed(&sandbox, &workspace).len(), 1);
    Running::start(listen(&sandbox, workspace.api_url()).arg("--register"))
        .stop(Signal::Int)
        .code(0);
    assert!(subscribed(&sandbox, &workspace).is_empty());
}

#[test]
fn one_that_was_deleted_by_hand_or_is_to_be_forgotten_is_told_of_no_longer() {
    let sandbox = Sandbox::new();
    let workspace = workspace(&sandbox);
    for by_hand in ["--yes", "--forget"] {
        Running::start(listen(&sandbox, workspace.api_url()).arg("--register")).kill9();
        let id = subscribed(&sandbox, &workspace)[0]["id"].as_str().expect("an id").to_owned();
        let told = || sandbox.listen([""; 0]).stop(Signal::Int).code(0).stderr;
        assert!(told().contains(&format!("`leadlex-hooks webhooks delete {id}`")));
        let args = ["webhooks", "delete", &id, by_hand, "--api-url", workspace.api_url()];
        sandbox.bare(args).env("LEADLEX_API_KEY", KEY).run().code(0);
        assert!(!told().contains(&id), "{by_hand}");
    }
    assert_eq!(subscribed(&sandbox, &workspace).len(), 1, "`--forget` makes no call");
}

// Whether SIGHUP is ignored can be known there only.
#[cfg(target_os = "linux")]
#[test]
fn a_terminal_that_is_closed_removes_it_unless_that_is_to_be_survived() {
    let sandbox = Sandbox::new();
    let workspace = workspace(&sandbox);
    let hang_up = |pid: u32| {
        let pid = pid.to_string();
        sandbox.program("kill", ["-HUP", &pid]).run().code(0);
    };
    let cmd = listen(&sandbox, workspace.api_url()).arg("--register").hearing_hangups();
    let listener = Running::start(cmd);
    hang_up(listener.pid());
    listener.wait_end().code(0);
    assert!(subscribed(&sandbox, &workspace).is_empty());
    // As `nohup` starts it.
    let mut listener = Running::start(sandbox.listen_cmd().limited("trap '' HUP"));
    hang_up(listener.pid());
    Hook::event("contact.created", "late", "Anna").accepted(listener.addr());
    assert!(listener.is_running());
    listener.stop(Signal::Int).code(0);
}

#[test]
fn a_listener_that_lives_keeps_its_own() {
    let sandbox = Sandbox::new();
    let workspace = workspace(&sandbox);
    let first = Running::start(listen(&sandbox, workspace.api_url()).arg("--register"));
    let second = Running::start(listen(&sandbox, workspace.api_url()).arg("--register"));
    assert_eq!(subscribed(&sandbox, &workspace).len(), 2);
    second.stop(Signal::Int).code(0);
    assert_eq!(subscribed(&sandbox, &workspace).len(), 1);
    let output = first.stop(Signal::Int).code(0);
    assert!(!output.stderr.contains("killed"), "{output}");
    assert!(subscribed(&sandbox, &workspace).is_empty());
}

#[test]
fn one_whose_answer_never_came_is_found_by_its_mark() {
    let sandbox = Sandbox::new();
    let (asked, first_post) = mpsc::channel();
    let (killed, is_killed) = mpsc::channel::<()>();
    let mut mark = None;
    let api = Endpoint::deciding(move |call| {
        let body = match &*call.method {
            "POST" if mark.is_none() => {
                let body: Value = serde_json::from_slice(&call.body).expect("JSON");
                mark = Some(body["description"].clone());
                let _ = asked.send(());
                // Made, and nobody hears of it.
                let _ = is_killed.recv();
                json!({"data": {"webhook": {"id": "lost"}}})
            }
            "POST" => json!({"data": {"webhook": {"id": "new", "secret": "whsec_x"}}}),
            "GET" => json!({"data": {"webhooks": [
                {"id": "theirs", "description": "made by somebody"},
                {"id": "lost", "description": mark},
            ]}}),
            _ => json!({"data": {"deleted": true, "id": "x"}}),
        };
        Reply::status(200).body(body.to_string())
    });
    // Goes before the API does, which waits for it.
    let killed = killed;
    let listener = Running::spawn(&listen(&sandbox, &api.url("")).arg("--register"));
    first_post.recv_timeout(PATIENCE).expect("a call");
    listener.kill9();
    killed.send(()).expect("it waits");
    let next = Running::start(listen(&sandbox, &api.url("")).arg("--register"));
    let output = next.stop(Signal::Int).code(0);
    assert!(output.stderr.contains("removed what an earlier listener left"), "{output}");
    let calls: Vec<String> =
        api.received().iter().map(|call| format!("{} {}", call.method, call.path)).collect();
    let all = "/v1/webhooks";
    let expected = [
        format!("POST {all}"),
        format!("GET {all}"),
        format!("DELETE {all}/lost"),
        format!("POST {all}"),
        format!("DELETE {all}/new"),
    ];
    assert_eq!(calls, expected);
}
