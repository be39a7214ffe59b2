//! The control surface, and what faults look like on the wire.

use std::time::Duration;

use serde_json::{Value, json};

use super::{Workspace, request};
use crate::harness::{Raw, Sandbox};

#[test]
fn changes_are_made_at_once_and_the_state_tells_them() {
    let workspace = Workspace::start(&["--contacts", "0"]);
    let changes = json!([
        {"do": "contact.create", "as": "anna", "set": {"full_name": "Anna"}},
        {"do": "list.add", "ref": "oldest", "contacts": ["anna"]},
    ]);
    let done = workspace.control("POST", "changes", &changes);
    let anna = done["changes"][0]["ids"][0].as_str().expect("an id");
    let list = done["changes"][1]["ids"][0].as_str().expect("an id");
    let truth = workspace.control("GET", "state", &Value::Null);
    assert_eq!(truth["contacts"][anna]["full_name"], "Anna");
    assert_eq!(truth["members"][list], json!([anna]));
    let page = workspace.api("GET", &format!("contacts?list_id={list}"), &Value::Null);
    assert_eq!(page["data"]["contacts"][0]["id"], anna);
    let wrong = json!([{"do": "contact.create"}, {"do": "contact.delete", "ref": "nobody"}]);
    let answer = workspace.send("POST", "/_sandbox/changes", &wrong);
    assert_eq!(answer.status, 400);
    assert!(answer.text().contains("change 2: no contact is called"), "{}", answer.text());
    for (body, why) in [
        (json!({"do": "contact.fly"}), "`do` has no word"),
        (json!("x"), "a change or a list of changes"),
    ] {
        let answer = workspace.send("POST", "/_sandbox/changes", &body);
        assert!(answer.status == 400 && answer.text().contains(why), "{}", answer.text());
    }
}

#[test]
fn the_clock_is_moved_and_a_new_day_gives_new_calls() {
    let args = ["--start-at", "2026-02-24T23:59:00Z", "--plan", "starter"];
    let workspace = Workspace::start(&args);
    workspace.control("POST", "clock", &json!({"running": false}));
    for _ in 0..10 {
        workspace.api("GET", "users", &Value::Null);
    }
    let limited = workspace.send("GET", "/v1/users", &Value::Null);
    assert_eq!((limited.status, limited.header("x-ratelimit-remaining")), (429, Some("90")));
    let now = workspace.control("POST", "clock", &json!({"advance": 120}));
    let now = now["now"].as_str().expect("a time").to_owned();
    assert!(now.starts_with("2026-02-25T00:0"), "{now}");
    let answer = workspace.send("GET", "/v1/users", &Value::Null);
    assert_eq!((answer.status, answer.header("x-ratelimit-remaining")), (200, Some("99")));
    assert!(answer.header("date").is_some_and(|date| date.starts_with("Wed, 25 Feb 2026")));
    workspace.control("POST", "clock", &json!({"set": "2026-03-01T00:00:00Z"}));
    assert_eq!(workspace.control("GET", "clock", &Value::Null)["now"], "2026-03-01T00:00:00Z");
    workspace.control("POST", "plan", &json!({"plan": "none"}));
    let answer = workspace.send("GET", "/v1/users", &Value::Null);
    assert_eq!(answer.header("x-ratelimit-limit"), None);
    let wrong = workspace.send("POST", "/_sandbox/clock", &json!({"advance": "x"}));
    assert_eq!(wrong.status, 400);
}

#[test]
fn a_body_that_is_cut_off_ends_before_its_length() {
    let workspace = Workspace::start(&["--fault", "truncated,times=1,on=users"]);
    let mut raw = Raw::connect(workspace.running.addr());
    raw.send(&request("GET", "/v1/users", &Value::Null)).expect("sent");
    let (bytes, closed) = raw.rest(Duration::from_secs(10));
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (head, body) = text.split_once("\r\n\r\n").expect("a head");
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    let length: usize = length.and_then(|text| text.parse().ok()).expect("a length");
    assert!(closed && !body.is_empty() && bytes.len() - head.len() - 4 < length, "{text}");
    workspace.api("GET", "users", &Value::Null);
}

#[test]
fn faults_come_and_go_and_calls_are_counted() {
    let workspace = Workspace::start(&[]);
    workspace.control("POST", "faults", &json!({"faults": ["reset,times=1", "503,on=deals"]}));
    let mut raw = Raw::connect(workspace.running.addr());
    raw.send(&request("GET", "/v1/users", &Value::Null)).expect("sent");
    let (bytes, closed) = raw.rest(Duration::from_secs(10));
    assert!(closed && bytes.is_empty());
    assert_eq!(workspace.send("GET", "/v1/deals", &Value::Null).status, 503);
    workspace.control("DELETE", "faults", &Value::Null);
    workspace.api("GET", "deals", &Value::Null);
    let calls = workspace.control("GET", "calls", &Value::Null);
    assert_eq!(calls["total"], 3);
    assert_eq!(calls["by_resource"]["deals"], json!({"200": 1, "503": 1}));
    assert_eq!(calls["by_resource"]["users"], json!({"none": 1}));
    workspace.control("DELETE", "calls", &Value::Null);
    assert_eq!(workspace.control("GET", "calls", &Value::Null)["total"], 0);
}

#[test]
fn readings_and_keys_change_while_it_runs() {
    let workspace = Workspace::start(&["--forbid", "tasks"]);
    assert_eq!(workspace.send("GET", "/v1/tasks", &Value::Null).status, 403);
    workspace.control("POST", "keys", &json!({"forbidden": ["deals"]}));
    assert_eq!(workspace.send("GET", "/v1/tasks", &Value::Null).status, 200);
    assert_eq!(workspace.send("GET", "/v1/deals", &Value::Null).status, 403);
    let key = json!({"key": "wbk_sandbox", "expires_at": "2020-01-01T00:00:00Z"});
    workspace.control("POST", "keys", &key);
    assert_eq!(workspace.send("GET", "/v1/tasks", &Value::Null).status, 401);
    workspace.control("POST", "keys", &json!({"key": "wbk_sandbox", "scope": "read"}));
    workspace.control("POST", "readings", &json!({"reading": "nesting=bare"}));
    assert!(workspace.api("GET", "tasks", &Value::Null)["data"].is_array());
    let refused = workspace.send("POST", "/v1/tasks", &json!({"title": "T"}));
    assert!(refused.text().contains("tasks:write"), "{}", refused.text());
}

#[test]
fn a_web_page_cannot_reach_the_controls() {
    let workspace = Workspace::start(&[]);
    let request =
        b"GET /_sandbox/state HTTP/1.1\r\nHost: x\r\nOrigin: https://evil.example\r\n\r\n";
    assert_eq!(Raw::exchange(workspace.running.addr(), request).status, 403);
    assert_eq!(workspace.send("GET", "/_sandbox/nothing", &Value::Null).status, 404);
}

#[test]
fn what_can_be_chosen_is_listed() {
    let machine = Sandbox::new();
    for (what, name) in [
        ("faults", "truncated"),
        ("readings", "after"),
        ("resources", "contact_export"),
        ("words", "list.add"),
    ] {
        let rows = machine.cmd(["sandbox", "--list", what, "--json"]).run().code(0).json();
        let row = rows.iter().find(|row| row["name"] == name);
        assert!(row.is_some_and(|row| row["type"] == "choice"), "{what}: {rows:?}");
        let text = machine.cmd(["sandbox", "--list", what]).run().code(0).stdout();
        assert!(text.lines().any(|line| line.starts_with(name)), "{text}");
    }
}
