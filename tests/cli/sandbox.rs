//! `sandbox`: the real binary, called by hand over its socket, with webhooks to a handler of another
//! make.

mod control;
mod refuse;
mod webhook;

use std::net::SocketAddr;

use serde_json::{Value, json};

use crate::harness::{Answer, Raw, Running, Sandbox, Signal};

/// A sandbox that runs, and how it is called.
pub(crate) struct Workspace {
    pub(crate) running: Running,
    pub(crate) machine: Sandbox,
}

impl Workspace {
    /// Starts one with these arguments.
    #[track_caller]
    pub(crate) fn start(args: &[&str]) -> Self {
        let machine = Sandbox::new();
        let cmd = machine.cmd(["sandbox", "--port", "0", "--json"]).args(args);
        Self { running: Running::start(cmd), machine }
    }

    /// One request of any kind.
    #[track_caller]
    pub(crate) fn send(&self, method: &str, path: &str, body: &Value) -> Answer {
        Raw::exchange(self.running.addr(), &request(method, path, body))
    }

    /// One call of the API that works.
    #[track_caller]
    pub(crate) fn api(&self, method: &str, path: &str, body: &Value) -> Value {
        let answer = self.send(method, &format!("/functions/v1/api-gateway/v1/{path}"), body);
        assert!((200..300).contains(&answer.status), "{path}: {}", answer.text());
        serde_json::from_slice(&answer.body).expect("JSON")
    }

    /// One request to the control surface that works.
    #[track_caller]
    pub(crate) fn control(&self, method: &str, word: &str, body: &Value) -> Value {
        let answer = self.send(method, &format!("/_sandbox/{word}"), body);
        assert_eq!(answer.status, 200, "{word}: {}", answer.text());
        serde_json::from_slice(&answer.body).expect("JSON")
    }
}

pub(crate) fn request(method: &str, path: &str, body: &Value) -> Vec<u8> {
    let body = if body.is_null() { String::new() } else { body.to_string() };
    format!(
        "{method} {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer wbk_sandbox\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

#[test]
fn it_says_where_it_is_with_which_key_and_what_to_type_next() {
    let workspace = Workspace::start(&["--contacts", "7", "-v"]);
    let ready = workspace.running.json()[0].clone();
    let api_url = ready["api_url"].as_str().expect("a URL");
    assert_eq!(api_url, workspace.running.at("/functions/v1/api-gateway"));
    assert_eq!(ready["key"], "wbk_sandbox");
    let next = ready["next"].as_str().expect("a command");
    assert!(next.starts_with(&format!("leadlex-hooks poll --api-url {api_url} --to ")), "{next}");
    let page = workspace.api("GET", "contacts", &Value::Null);
    assert_eq!(page["meta"]["total"], 7);
    let plain = workspace.send("GET", "/v1/contacts?per_page=1", &Value::Null);
    assert_eq!((plain.status, plain.header("x-ratelimit-limit")), (200, Some("10000")));
    let output = workspace.running.stop(Signal::Int).code(0);
    let lines = output.json();
    assert_eq!((&lines[1]["type"], &lines[1]["resource"]), (&json!("call"), &json!("contacts")));
    let summary = lines.last().expect("a line");
    assert_eq!((&summary["type"], &summary["calls"]), (&json!("summary"), &json!(2)));
}

#[test]
fn people_are_told_the_same_and_see_calls_only_when_they_ask() {
    let machine = Sandbox::new();
    for (flag, shown) in [("-v", true), ("--no-input", false)] {
        let running = Running::start_human(machine.cmd(["sandbox", "--port", "0", flag]));
        let address: SocketAddr = running.addr();
        let answer = Raw::exchange(address, &request("GET", "/v1/users", &Value::Null));
        assert_eq!(answer.status, 200);
        let output = running.stop(Signal::Term).code(0);
        assert!(output.stderr.contains("wbk_sandbox reads and writes"), "{output}");
        assert!(
            output.stderr.contains("leadlex-hooks poll --api-url http://127.0.0.1:"),
            "{output}"
        );
        assert!(output.stderr.contains("1 calls, 0 changes, 0 deliveries"), "{output}");
        assert_eq!(output.stdout().contains("/v1/users"), shown, "{output}");
    }
}

#[test]
fn the_same_seed_makes_the_same_workspace_and_the_ready_file_goes_with_it() {
    let truth = |seed: &str| {
        let args = ["--seed", seed, "--start-at", "2026-02-24T10:00:00Z", "--ready-file", "ready"];
        let workspace = Workspace::start(&args);
        let file = workspace.machine.path("ready");
        let told = std::fs::read_to_string(&file).expect("a file");
        assert_eq!(told.trim(), workspace.running.at("/functions/v1/api-gateway"));
        let truth = workspace.control("GET", "state", &Value::Null);
        workspace.running.stop(Signal::Int).code(0);
        assert!(!file.exists());
        truth["deals"].as_object().expect("deals").keys().cloned().collect::<Vec<_>>()
    };
    assert_eq!(truth("3"), truth("3"));
    assert_ne!(truth("3"), truth("4"));
}

#[test]
fn a_script_happens_by_itself() {
    let machine = Sandbox::new();
    machine.write(
        "script",
        "# who comes in\n{\"do\":\"contact.create\",\"as\":\"a\",\"set\":{\"full_name\":\"Anna\"}}\n\
         {\"after\":0.01,\"do\":\"contact.update\",\"ref\":\"a\",\"set\":{\"phone\":\"1\"}}\n\
         {\"do\":\"contact.delete\",\"ref\":\"nobody\"}\n",
    );
    let args = ["sandbox", "--port", "0", "--json", "--script", "script"];
    let mut running = Running::start(machine.cmd(args));
    let update = running.wait_json("the update", |line| line["do"] == "contact.update");
    running.wait_stderr("what could not be done", |line| line.contains("no contact is called"));
    let path = format!("/v1/contacts/{}", update["ids"][0].as_str().expect("an id"));
    let answer = Raw::exchange(running.addr(), &request("GET", &path, &Value::Null));
    let contact: Value = serde_json::from_slice(&answer.body).expect("JSON");
    assert_eq!(
        (&contact["data"]["full_name"], &contact["data"]["phone"]),
        (&json!("Anna"), &json!("1"))
    );
}

#[test]
fn chance_happens_by_itself_too() {
    let machine = Sandbox::new();
    let args = ["sandbox", "--port", "0", "--json", "--activity", "random", "--every", "1ms"];
    let mut running = Running::start(machine.cmd(args));
    for word in ["contact.create", "mail.sent", "deal.update"] {
        running.wait_json(word, |line| line["do"] == word);
    }
    running.stop(Signal::Int).code(0);
}
