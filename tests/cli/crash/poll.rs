//! `poll`, killed at any moment of its cycles: every change arrives, in order, under one stable
//! Delivery-ID.

use std::collections::HashMap;
use std::time::Duration;

use serde_json::Value;

use super::{Figures, assert_whole, kills};
use crate::harness::{Endpoint, Received, Running, Sandbox, Workspace};

/// Event and job title of a delivery about a contact.
fn told(request: &Received) -> (String, String) {
    let body: Value = serde_json::from_slice(&request.body).expect("JSON");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    (text(&body["event"]), text(&body["data"]["contact"]["job_title"]))
}

#[test]
fn killed_at_any_moment_each_change_arrives_in_order_under_one_id() {
    let sandbox = Sandbox::new();
    let workspace = Workspace::start(&sandbox, ["--contacts", "30", "--plan", "none"]);
    let handler = Endpoint::always(200);
    let url = handler.url("/");
    let args = ["--interval", "5ms", "--json", "--to", &url, "--events", "contact.*"];
    workspace.once(&sandbox, ["--to", &url, "--events", "contact.*"]).run().code(0);
    let anna = workspace.contact("Anna");
    workspace.promote(&anna, "0");
    workspace.once(&sandbox, ["--to", &url, "--events", "contact.*"]).run().code(0);
    let mut figures = Figures::begin("poll");
    let mut expected = Vec::new();
    for round in 1..=kills(10) {
        let polling = Running::spawn(&workspace.poll(&sandbox, args));
        // Another moment of its life each time: before, within and after cycles and deliveries.
        std::thread::sleep(Duration::from_millis(round * 37 % 113));
        // Two changes between two cycles are one event: each waits until the last is in the log.
        let title = round.to_string();
        workspace.promote(&anna, &title);
        std::thread::sleep(Duration::from_millis(round * 7 % 29));
        polling.kill9();
        figures.kills = round;
        workspace.once(&sandbox, ["--events", "contact.*"]).args(["--to", &url]).run().code(0);
        expected.push(title);
    }
    assert_whole(&sandbox);
    reckon(&handler, &expected, figures);
}

fn reckon(handler: &Endpoint, expected: &[String], mut figures: Figures) {
    let mut first: Vec<String> = Vec::new();
    let mut id_of: HashMap<(String, String), String> = HashMap::new();
    let received = handler.received();
    for request in &received {
        let told = told(request);
        let id = request.delivery_id().to_owned();
        let known = id_of.entry(told.clone()).or_insert_with(|| id.clone());
        assert_eq!(*known, id, "{told:?} has one Delivery-ID");
        if told.0 == "contact.updated" && !first.contains(&told.1) {
            first.push(told.1);
        }
    }
    let created: Vec<_> = id_of.keys().filter(|(name, _)| name == "contact.created").collect();
    assert_eq!(created.len(), 1, "{created:?}");
    // The first change may have been told as part of the creation.
    first.retain(|title| title != "0");
    figures.sent = expected.len();
    figures.owed = expected.len();
    figures.lost = expected.iter().filter(|title| !first.contains(title)).count();
    figures.arrived = first.len();
    figures.repeated = received.len() - id_of.len();
    figures.tell();
    assert_eq!(first, expected, "in order, none that did not happen");
}
