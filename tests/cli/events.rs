//! `events`: list, follow and show; search is in `search`, export and import in `import`.

mod search;

use insta::assert_snapshot;
use serde_json::Value;

use crate::harness::{Endpoint, Hook, Recorder, Running, Sandbox, Signal};

/// A sandbox whose store holds these arrivals, numbered from 1.
pub(crate) fn store_of(hooks: &[Hook]) -> Sandbox {
    let sandbox = Sandbox::new();
    let listener = sandbox.listen([""; 0]);
    for hook in hooks {
        hook.post(listener.addr());
    }
    listener.stop(Signal::Int).code(0);
    sandbox
}

fn several() -> Sandbox {
    let anna = Hook::event("contact.created", "aaaa-1", "Anna");
    store_of(&[
        anna.clone(),
        Hook::event("deal.updated", "bbbb-2", "Matter"),
        Hook::event("contact.created", "cccc-3", "Cleo").sign("other"),
        anna,
        Hook::event("invoice.paid", "dddd-5", "Unknown"),
    ])
}

/// The numbers that `events list` shows.
#[track_caller]
pub(crate) fn listed(sandbox: &Sandbox, args: &[&str]) -> Vec<i64> {
    let lines = sandbox.cmd(["events", "list", "--json"]).args(args).run().code(0).json();
    lines.iter().map(|line| line["number"].as_i64().expect("a number")).collect()
}

#[test]
fn the_list_ends_with_the_newest_and_shows_twenty() {
    let hooks: Vec<Hook> = (1..=25)
        .map(|number| Hook::event("contact.created", &format!("id-{number}"), "Anna"))
        .collect();
    let sandbox = store_of(&hooks);
    assert_eq!(listed(&sandbox, &[]), (6..=25).collect::<Vec<_>>());
    assert_eq!(listed(&sandbox, &["-n", "2"]), [24, 25]);
    assert_eq!(listed(&sandbox, &["--all"]), (1..=25).collect::<Vec<_>>());
    assert_eq!(listed(&sandbox, &["-n", "0"]), Vec::<i64>::new());
    sandbox.cmd(["events", "list", "--all", "-n", "2"]).run().code(2);
}

#[test]
fn the_list_for_people_says_what_became_of_each() {
    let sandbox = several();
    let handler = Endpoint::always(503);
    sandbox.cmd(["replay", "2", "--to", &handler.url("/")]).run().code(1);
    let output = sandbox.cmd(["events", "list"]).run().code(0);
    assert_snapshot!(sandbox.normalise(&output.to_string()));
}

#[test]
fn filters_narrow_the_list() {
    let sandbox = several();
    assert_eq!(listed(&sandbox, &["--event", "contact.*"]), [1, 3, 4]);
    assert_eq!(listed(&sandbox, &["--event", "deal.updated,invoice.paid"]), [2, 5]);
    assert_eq!(listed(&sandbox, &["--verdict", "mismatch"]), [3]);
    assert_eq!(listed(&sandbox, &["--source", "listen", "-n", "1"]), [5]);
    assert_eq!(listed(&sandbox, &["--search", "anna"]), [1, 4]);
    assert_eq!(listed(&sandbox, &["--since", "1h", "--search", "anna", "--all"]), [1, 4]);
    assert_eq!(listed(&sandbox, &["--until", "1h"]), Vec::<i64>::new());
    for (flag, value) in [("--source", "nowhere"), ("--verdict", "good"), ("--since", "soon")] {
        let output = sandbox.cmd(["events", "list", flag, value]).run().code(2);
        assert!(output.stderr.contains(flag), "{output}");
    }
}

#[test]
fn nothing_to_list_is_said_on_stderr() {
    let sandbox = store_of(&[]);
    let list = |args: &[&str]| sandbox.cmd(["events", "list"]).args(args).run().code(0);
    assert_eq!(list(&[]).to_string(), "exit 0\n--- stdout\n--- stderr\nno events yet\n");
    let sandbox = several();
    let list = |args: &[&str]| sandbox.cmd(["events", "list"]).args(args).run().code(0);
    let nothing = list(&["--event", "x.y"]).to_string();
    assert_eq!(nothing, "exit 0\n--- stdout\n--- stderr\nno event matches\n");
    let nothing = list(&["--event", "contct.*"]).stderr;
    let meant = "no known event type matches `contct.*`, did you mean `contact.*`?\n";
    assert_eq!(nothing, format!("no event matches\n{meant}"));
}

#[test]
fn follow_shows_what_another_process_writes_and_ends_on_ctrl_c() {
    let sandbox = several();
    let args = ["events", "list", "--follow", "--json", "--event", "contact.*", "-n", "1"];
    let mut follower = Running::spawn(&sandbox.cmd(args));
    follower.wait_json("the last one", |line| line["number"] == 4);
    let listener = sandbox.listen([""; 0]);
    Hook::event("deal.updated", "eeee-6", "Matter").accepted(listener.addr());
    Hook::event("contact.updated", "ffff-7", "Anna").accepted(listener.addr());
    follower.wait_json("the new one", |line| line["delivery_id"] == "ffff-7");
    let end = follower.stop(Signal::Int).code(130);
    let numbers: Vec<_> = end.json().iter().map(|line| line["number"].clone()).collect();
    assert_eq!(numbers, [4, 7], "{end}");
    assert_eq!(end.stderr, "");
}

#[test]
fn follow_of_an_empty_store_waits_for_the_first_event() {
    let sandbox = store_of(&[]);
    let mut follower = Running::spawn(&sandbox.cmd(["events", "list", "--follow", "--json"]));
    let listener = sandbox.listen([""; 0]);
    Hook::event("contact.created", "aaaa-1", "Anna").accepted(listener.addr());
    follower.wait_json("the first one", |line| line["number"] == 1);
    follower.stop(Signal::Term).code(143);
}

#[test]
fn show_tells_everything_about_an_event() {
    let sandbox = Sandbox::new();
    let handler =
        Recorder::answering(b"HTTP/1.1 500 x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    let listener = sandbox.listen(["--forward-to", &handler.url("/hooks")]);
    let hook = Hook::event("contact.created", "aaaa-1", "Anna").header("Cookie", "a=hush");
    let hook = hook.header("X-Odd", b"\xff\x9b31m");
    for _ in 0..2 {
        hook.post(listener.addr());
    }
    listener.stop(Signal::Int).code(0);
    let output = sandbox.cmd(["events", "show", "2"]).run().code(0);
    assert!(!output.stdout().contains("hush"), "{output}");
    assert_snapshot!(sandbox.normalise(&output.to_string()));
}

#[test]
fn show_raw_is_the_body_byte_for_byte() {
    let body: Vec<u8> = (0..=255).chain(*b"\r\n\n").collect();
    let sandbox = store_of(&[Hook::signed("aaaa-1", body.clone()), Hook::signed("bbbb-2", "")]);
    let show = |id: &str| sandbox.cmd(["events", "show", id, "--raw"]).run().code(0);
    assert_eq!((show("1").stdout, show("1").stderr), (body, String::new()));
    assert_eq!(show("latest").stdout, b"");
}

#[test]
fn show_json_has_headers_in_order_and_credentials_only_when_asked_for() {
    let hook = Hook::signed("aaaa-1", b"\xff\x00".to_vec())
        .header("X-B", "1")
        .header("Authorization", "hush")
        .header("X-A", b"\xe9")
        .header("X-B", "2");
    let sandbox = store_of(&[hook]);
    let show = |args: &[&str]| {
        sandbox
            .cmd(["events", "show", "aaaa-1", "--json"])
            .args(args)
            .run()
            .code(0)
            .json()
            .remove(0)
    };
    let page = show(&[]);
    assert_eq!((&page["body_base64"], &page["body"]), (&"/wA=".into(), &Value::Null));
    let fields = page["headers"].as_array().expect("headers").iter();
    let own: Vec<Value> = fields
        .filter(|f| f["name"].as_str().is_some_and(|name| !name.starts_with("x-leadlex")))
        .cloned()
        .collect();
    let expected = serde_json::json!([
        { "name": "host", "value": "localhost" },
        { "name": "content-type", "value": "application/json" },
        { "name": "x-b", "value": "1" },
        { "name": "x-b", "value": "2" },
        { "name": "authorization", "value": "********" },
        { "name": "x-a", "value_base64": "6Q==" },
        { "name": "content-length", "value": "2" },
    ]);
    let sorted = |fields: &Value| {
        let mut fields: Vec<String> =
            fields.as_array().expect("fields").iter().map(Value::to_string).collect();
        fields.sort();
        fields
    };
    assert_eq!(sorted(&Value::from(own)), sorted(&expected));
    assert!(show(&["--show-secrets"])["headers"].to_string().contains("hush"));
}

#[test]
fn show_of_nothing_is_exit_2() {
    let sandbox = several();
    let told: String = ["99", "zzzz", "aa"]
        .map(|id| sandbox.cmd(["events", "show", id]).run().code(2).to_string())
        .join("\n");
    assert_snapshot!(sandbox.normalise(&told));
}
