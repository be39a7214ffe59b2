//! A simulated workspace in a process of its own, changed and spoilt over its control surface, and
//! `poll` pointed at it.

use std::ffi::OsStr;

use serde_json::{Value, json};

use super::cmd::Cmd;
use super::raw::Raw;
use super::running::Running;
use super::sandbox::Sandbox;

/// The key of a simulated workspace that reads and writes.
pub(crate) const KEY: &str = "wbk_sandbox";

/// The workspace; gone when dropped.
#[derive(Debug)]
pub(crate) struct Workspace {
    process: Running,
    api_url: String,
}

impl Workspace {
    /// A small one: 30 contacts, a few of everything else, no limits unless a plan is named.
    pub(crate) fn small(sandbox: &Sandbox) -> Self {
        Self::start(sandbox, ["--contacts", "30"])
    }

    /// One of any size, with more arguments of `sandbox`.
    #[track_caller]
    pub(crate) fn start(
        sandbox: &Sandbox,
        args: impl IntoIterator<Item = impl AsRef<OsStr>>,
    ) -> Self {
        let cmd = sandbox.bare(["sandbox", "--port", "0", "--json"]).args(args);
        let mut process = Running::start(cmd);
        let ready = process.wait_json("the ready line", |line| line["type"] == "ready");
        let api_url = ready["api_url"].as_str().expect("an API URL").to_owned();
        Self { process, api_url }
    }

    /// Where its API is.
    pub(crate) fn api_url(&self) -> &str {
        &self.api_url
    }

    #[track_caller]
    fn control(&self, method: &str, word: &str, body: &str) -> Value {
        let head = format!("{method} /_sandbox/{word} HTTP/1.1\r\nHost: localhost\r\n");
        let request = format!("{head}Content-Length: {}\r\n\r\n{body}", body.len());
        let answer = Raw::exchange(self.process.addr(), request.as_bytes());
        assert_eq!(answer.status, 200, "{method} {word} {body}: {}", answer.text());
        serde_json::from_slice(&answer.body).expect("JSON")
    }

    /// Carries out one change and returns the ids it is about.
    #[track_caller]
    pub(crate) fn change(&self, change: Value) -> Vec<String> {
        let done = self.control("POST", "changes", &change.to_string());
        let ids = done["changes"][0]["ids"].as_array().expect("ids").clone();
        ids.iter().map(|id| id.as_str().expect("an id").to_owned()).collect()
    }

    /// Creates a contact of that name and returns its id.
    #[track_caller]
    pub(crate) fn contact(&self, name: &str) -> String {
        self.change(json!({"do": "contact.create", "set": {"full_name": name}})).remove(0)
    }

    /// Changes a contact's job title.
    #[track_caller]
    pub(crate) fn promote(&self, id: &str, title: &str) {
        self.change(json!({"do": "contact.update", "id": id, "set": {"job_title": title}}));
    }

    /// Switches a fault on: `503,times=3,on=contacts`.
    #[track_caller]
    pub(crate) fn fault(&self, fault: &str) {
        self.control("POST", "faults", &json!({"fault": fault}).to_string());
    }

    /// Switches all faults off.
    #[track_caller]
    pub(crate) fn heal(&self) {
        self.control("DELETE", "faults", "");
    }

    /// Forbids resources to all keys.
    #[track_caller]
    pub(crate) fn forbid(&self, resources: &[&str]) {
        self.control("POST", "keys", &json!({"forbidden": resources}).to_string());
    }

    /// Moves its clock.
    #[track_caller]
    pub(crate) fn advance(&self, seconds: i64) {
        self.control("POST", "clock", &json!({"advance": seconds}).to_string());
    }

    /// The whole truth about it.
    #[track_caller]
    pub(crate) fn state(&self) -> Value {
        self.control("GET", "state", "")
    }

    /// Its subscriptions, with their secrets.
    #[track_caller]
    pub(crate) fn webhooks(&self) -> Vec<Value> {
        self.control("GET", "webhooks", "")["webhooks"].as_array().expect("webhooks").clone()
    }

    /// Ids of all contacts.
    #[track_caller]
    pub(crate) fn contacts(&self) -> Vec<String> {
        self.state()["contacts"].as_object().expect("contacts").keys().cloned().collect()
    }

    /// The same without beginning anew, for one who waits: a call that came between the two requests
    /// would be lost.
    #[track_caller]
    pub(crate) fn calls_so_far(&self) -> Calls {
        Calls(self.control("GET", "calls", ""))
    }

    /// Calls of the API since the last time this was asked, by resource.
    #[track_caller]
    pub(crate) fn calls(&self) -> Calls {
        let calls = self.control("GET", "calls", "");
        self.control("DELETE", "calls", "");
        Calls(calls)
    }

    /// `poll` of it with [`KEY`] and [`super::SECRET`]; waits between the tries of a call are short.
    pub(crate) fn poll(
        &self,
        sandbox: &Sandbox,
        args: impl IntoIterator<Item = impl AsRef<OsStr>>,
    ) -> Cmd {
        poll(sandbox, &self.api_url, args)
    }

    /// One cycle at once, as JSON.
    pub(crate) fn once(
        &self,
        sandbox: &Sandbox,
        args: impl IntoIterator<Item = impl AsRef<OsStr>>,
    ) -> Cmd {
        self.poll(sandbox, ["--once", "--interval", "0s", "--json"]).args(args)
    }
}

/// `poll` of an API anywhere.
pub(crate) fn poll(
    sandbox: &Sandbox,
    api_url: &str,
    args: impl IntoIterator<Item = impl AsRef<OsStr>>,
) -> Cmd {
    sandbox
        .cmd(["poll", "--api-url", api_url, "--time-scale", "0.01"])
        .args(args)
        .env("LEADLEX_API_KEY", KEY)
}

/// What an API was asked.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Calls(Value);

impl Calls {
    /// All calls.
    pub(crate) fn total(&self) -> u64 {
        self.0["total"].as_u64().expect("a number")
    }

    /// Calls of a resource, however they were answered.
    pub(crate) fn of(&self, resource: &str) -> u64 {
        let statuses = self.0["by_resource"][resource].as_object();
        statuses.into_iter().flat_map(|all| all.values()).filter_map(Value::as_u64).sum()
    }

    /// Calls by resource, in the order of their names.
    pub(crate) fn by_resource(&self) -> Vec<(String, u64)> {
        let all = self.0["by_resource"].as_object().expect("resources");
        all.keys().map(|name| (name.clone(), self.of(name))).collect()
    }
}
