//! `poll` from outside: the real binary against a simulated workspace in a process of its own, and
//! against scripted answers that share nothing with it.

mod answer;
mod audit;
mod disk;
mod fault;
mod first;
mod gaps;
mod guard;
mod handler;
mod hold;
mod idle;
mod leak;
mod plan;
mod quota;
mod refuse;
mod screen;

use serde_json::Value;

use crate::harness::Output;

/// The lines of a type.
fn lines(output: &Output, kind: &str) -> Vec<Value> {
    output.json().into_iter().filter(|line| line["type"] == kind).collect()
}

/// Name and resource of each event, in the order in which they were told.
fn events(output: &Output) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let told = |line: Value| {
        let data = &line["payload"]["data"];
        let subject = data.as_object().and_then(|data| data.values().next()).expect("a subject");
        (text(&line["event"]), text(&subject["id"]))
    };
    lines(output, "event").into_iter().map(told).collect()
}

/// The Delivery-IDs of events, in that order.
fn ids(output: &Output) -> Vec<String> {
    let id = |line: Value| line["delivery_id"].as_str().expect("an id").to_owned();
    lines(output, "event").into_iter().map(id).collect()
}

/// An event that should have been told.
fn event(name: &str, id: &str) -> (String, String) {
    (name.to_owned(), id.to_owned())
}
