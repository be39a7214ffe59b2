//! A handler that is down, and poll killed at any moment: every change arrives, in order, under one
//! stable Delivery-ID.

use std::collections::HashMap;
use std::time::Duration;

use serde_json::Value;

use super::ids;
use crate::harness::{
    Endpoint, PATIENCE, Received, Running, Sandbox, Workspace, closed_port, until,
};

/// Event and job title of a delivery about a contact.
fn told(request: &Received) -> (String, String) {
    let body: Value = serde_json::from_slice(&request.body).expect("JSON");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    (text(&body["event"]), text(&body["data"]["contact"]["job_title"]))
}

#[test]
fn events_wait_in_the_outbox_while_the_handler_is_down() {
    let sandbox = Sandbox::new();
    let workspace = Workspace::small(&sandbox);
    let to = format!("http://127.0.0.1:{}/", closed_port());
    let args = ["--to", &to, "--events", "contact.*"];
    // A fifth of a second each, and more of them than runs: none is given up.
    let waits = ["20s"; 40].join(",");
    let once = || workspace.once(&sandbox, args).args(["--retry", &waits]);
    once().run().code(0);
    let id = workspace.contact("Anna");
    let mut derived = ids(&once().run().code(3));
    for title in ["A", "B"] {
        workspace.promote(&id, title);
        derived.extend(ids(&once().run()));
    }
    assert_eq!(derived.len(), 3);
    // The same address, with somebody there: a later run delivers what waits, in order.
    let address = to.trim_start_matches("http://").trim_end_matches('/');
    let server = std::net::TcpListener::bind(address).expect("the port is free again");
    let accept = std::thread::spawn(move || {
        let mut seen = Vec::new();
        while seen.len() < 3 {
            let (mut stream, _) = server.accept().expect("a connection");
            seen.extend(answer_all(&mut stream));
        }
        seen
    });
    until("the deliveries", PATIENCE, || {
        once().run();
        accept.is_finished().then_some(())
    });
    assert_eq!(accept.join().expect("a handler"), derived);
}

/// Answers 200 on a connection until it ends, and says which Delivery-IDs came.
fn answer_all(stream: &mut std::net::TcpStream) -> Vec<String> {
    use std::io::{BufRead as _, BufReader, Read as _, Write as _};
    let mut reader = BufReader::new(stream.try_clone().expect("a connection"));
    let mut seen = Vec::new();
    let (mut id, mut length) = (String::new(), 0);
    let mut line = String::new();
    while reader.read_line(&mut line).is_ok_and(|size| size > 0) {
        let lower = line.to_ascii_lowercase();
        if let Some(value) = lower.strip_prefix("x-leadlex-delivery-id:") {
            value.trim().clone_into(&mut id);
        } else if let Some(value) = lower.strip_prefix("content-length:") {
            length = value.trim().parse().expect("a length");
        } else if lower.trim().is_empty() {
            reader.read_exact(&mut vec![0; length]).expect("a body");
            seen.push(std::mem::take(&mut id));
            let _ = stream
                .write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
            break;
        }
        line.clear();
    }
    seen
}

/// Rounds of killing; `POLL_KILLS=100` for a long night.
fn rounds() -> u64 {
    std::env::var("POLL_KILLS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(10)
}

#[test]
fn killed_at_any_moment_each_change_arrives_in_order_under_one_id() {
    let sandbox = Sandbox::new();
    let workspace = Workspace::small(&sandbox);
    let handler = Endpoint::always(200);
    let url = handler.url("/");
    let args = ["--interval", "5ms", "--json", "--to", &url, "--events", "contact.*"];
    workspace.once(&sandbox, ["--to", &url, "--events", "contact.*"]).run().code(0);
    let anna = workspace.contact("Anna");
    workspace.promote(&anna, "0");
    let mut expected = vec!["0".to_owned()];
    for round in 1..=rounds() {
        let polling = Running::spawn(&workspace.poll(&sandbox, args));
        // Another moment of its life each time: before, within and after cycles and deliveries.
        std::thread::sleep(Duration::from_millis(round * 37 % 113));
        // Two changes between two cycles are one event: each waits until the last is in the log.
        let title = round.to_string();
        workspace.promote(&anna, &title);
        std::thread::sleep(Duration::from_millis(round * 7 % 29));
        polling.kill9();
        workspace.once(&sandbox, ["--events", "contact.*"]).args(["--to", &url]).run().code(0);
        expected.push(title);
    }
    let mut first: Vec<String> = Vec::new();
    let mut id_of: HashMap<(String, String), String> = HashMap::new();
    for request in handler.received() {
        let told = told(&request);
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
    let first: Vec<_> = first.into_iter().filter(|title| title != "0").collect();
    assert_eq!(first, expected[1..], "in order, none missing");
}
