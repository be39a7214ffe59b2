//! `send`: which payloads go out, with which headers, and what is refused before anything does.

mod change;
mod data;
mod expect;
mod header;
mod preview;
mod retry;
mod stop;
mod tamper;

use std::collections::HashSet;

use insta::assert_snapshot;
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::harness::{Cmd, Endpoint, Received, SECRET, Sandbox, sign};

/// `send` to that endpoint, with more arguments to come.
fn send_to(sandbox: &Sandbox, handler: &Endpoint) -> Cmd {
    sandbox.cmd(["send", "--to", &handler.url("/hooks")])
}

/// Arguments that send once, to an endpoint that says yes: what it got.
#[track_caller]
fn arrives(args: &[&str]) -> Received {
    let (sandbox, handler) = (Sandbox::new(), Endpoint::always(200).expect_calls(1));
    send_to(&sandbox, &handler).args(args).run().code(0);
    handler.received().remove(0)
}

/// Arguments that are refused before anything is sent or stored: what was printed.
#[track_caller]
fn refused(args: &[&str]) -> String {
    let (sandbox, handler) = (Sandbox::new(), Endpoint::always(200).expect_calls(0));
    let output = send_to(&sandbox, &handler).args(args).run().code(2);
    assert!(!sandbox.store().exists(), "a store was made\n{output}");
    sandbox.normalise(&output.to_string())
}

fn body(received: &Received) -> Value {
    serde_json::from_slice(&received.body).expect("a JSON body")
}

fn events(received: &[Received]) -> Vec<String> {
    received.iter().map(|one| body(one)["event"].as_str().expect("a name").to_owned()).collect()
}

/// The names of the catalogue, as the tool lists them.
fn catalogue(args: &[&str]) -> Vec<String> {
    let output = Sandbox::new().bare(["catalog", "list", "--json"]).args(args).run().code(0);
    output.json().iter().map(|line| line["name"].as_str().expect("a name").to_owned()).collect()
}

#[test]
fn every_catalogued_event_arrives_signed_and_with_the_headers_of_both_editions() {
    let (sandbox, handler) = (Sandbox::new(), Endpoint::always(200).expect_calls(39));
    let output = send_to(&sandbox, &handler).arg("--all").run().code(0);
    assert_eq!(output.stdout().lines().count(), 39);
    assert_eq!(output.stderr, "39 of 39 delivered\n");
    let received = handler.received();
    assert_eq!(events(&received), catalogue(&[]));
    let mut ids = HashSet::new();
    for one in &received {
        assert_eq!((&*one.method, &*one.path), ("POST", "/hooks"));
        assert_eq!(one.must("content-type"), "application/json");
        assert_eq!(one.must("user-agent"), "LeadLex-Webhook/1.0");
        assert_eq!(one.must("content-length"), one.body.len().to_string());
        assert_eq!(one.must("x-leadlex-signature"), sign(SECRET, &one.body));
        let at: Timestamp = one.must("x-leadlex-timestamp").parse().expect("a time");
        assert!(at.duration_until(Timestamp::now()).unsigned_abs().as_secs() < 60, "{at}");
        uuid::Uuid::parse_str(one.delivery_id()).expect("a UUID");
        ids.insert(one.delivery_id());
        for unwanted in ["accept", "accept-encoding", "transfer-encoding"] {
            assert_eq!(one.header(unwanted), None, "{:?}", one.headers);
        }
    }
    assert_eq!(ids.len(), 39);
}

#[test]
fn an_edition_has_its_own_number_of_types() {
    for (edition, count) in [("planned", 16), ("launched", 27)] {
        let (sandbox, handler) = (Sandbox::new(), Endpoint::always(200).expect_calls(count));
        send_to(&sandbox, &handler).args(["--all", "--edition", edition]).run().code(0);
        assert_eq!(events(&handler.received()), catalogue(&["--edition", edition]));
    }
}

#[test]
fn the_same_seed_makes_the_same_bytes_under_another_delivery_id() {
    let seeded = |seed| arrives(&["campaign.email_replied", "--seed", seed]);
    let (first, second, other) = (seeded("7"), seeded("7"), seeded("8"));
    assert_eq!(first.body, second.body);
    assert_ne!(first.delivery_id(), second.delivery_id());
    assert_ne!(first.body, other.body);
    let (first, second) = (arrives(&["deal.created"]), arrives(&["deal.created"]));
    assert_ne!(first.body, second.body);
}

#[test]
fn several_names_and_patterns_are_sent_in_order() {
    let (sandbox, handler) = (Sandbox::new(), Endpoint::always(200));
    send_to(&sandbox, &handler).args(["task.updated", "lexi.task_c*"]).run().code(0);
    let expected = ["task.updated", "lexi.task_created", "lexi.task_completed"];
    let mut seen = events(&handler.received());
    assert_eq!(seen[0], expected[0]);
    seen.sort_by_key(|name| expected.iter().position(|known| known == name));
    assert_eq!(seen, expected);
}

#[test]
fn an_unknown_name_is_refused_with_the_nearest() {
    assert_snapshot!(refused(&["contact.creatd"]), @r"
    exit 2
    --- stdout
    --- stderr
    error: no known event type matches `contact.creatd`, did you mean `contact.created`, `contact.updated` or `contact.merged`?
    hint: `leadlex-hooks catalog` lists the events
    hint: `--allow-unknown` sends the name all the same, `--data` a body of your own
    ");
    assert_snapshot!(refused(&["contact.created", "zzz"]), @r"
    exit 2
    --- stdout
    --- stderr
    error: no known event type matches `zzz`
    hint: `leadlex-hooks catalog` lists the events
    hint: `--allow-unknown` sends the name all the same, `--data` a body of your own
    ");
    assert_snapshot!(refused(&["zebra.*"]), @r"
    exit 2
    --- stdout
    --- stderr
    error: no known event type matches `zebra.*`
    hint: `leadlex-hooks catalog` lists the events
    hint: `--allow-unknown` sends the name all the same, `--data` a body of your own
    ");
}

#[test]
fn an_unknown_name_is_sent_when_that_is_asked_for() {
    let received = arrives(&["contact.exploded", "--allow-unknown"]);
    let body = body(&received);
    assert_eq!((&body["event"], &body["data"]), (&json!("contact.exploded"), &json!({})));
    assert!(body["timestamp"].is_string() && body["workspace_id"].is_string(), "{body}");
    let received = arrives(&["contact.exploded", "--data", "boom"]);
    assert_eq!(received.body, b"boom");
}

#[test]
fn nothing_to_send_is_a_usage_error() {
    assert_snapshot!(refused(&[]), @r"
    exit 2
    --- stdout
    --- stderr
    error: nothing to send
    hint: name an event: `leadlex-hooks send contact.created --to URL`
    hint: or use `--all`, `--scenario new-lead`, `--data @FILE`; `leadlex-hooks catalog` lists the events
    ");
    assert_snapshot!(refused(&["contact.created", "deal.created", "--delivery-id", "d-1"]), @r"
    exit 2
    --- stdout
    --- stderr
    error: `--delivery-id` names one delivery, and this sends several
    ");
}

#[test]
fn no_endpoint_and_no_secret_are_usage_errors() {
    let sandbox = Sandbox::new();
    let output = sandbox.cmd(["send", "contact.created"]).run().code(2);
    assert_snapshot!(output, @r"
    exit 2
    --- stdout
    --- stderr
    error: no endpoint is given
    hint: use `--to http://localhost:3000/webhooks`, or keep it with `leadlex-hooks config set to https://…`
    hint: no handler yet? `leadlex-hooks listen --port 3000` in another terminal is one
    ");
    let output = sandbox.bare(["send", "contact.created", "--to", ":9"]).run().code(2);
    assert_snapshot!(output, @r"
    exit 2
    --- stdout
    --- stderr
    error: no signing secret is set
    hint: export LEADLEX_WEBHOOK_SECRET=…, or use `--secret @FILE`
    hint: `leadlex-hooks config secret new` makes one for local work and keeps it
    hint: `--unsigned` sends without a signature
    ");
}

#[test]
fn urls_that_cannot_be_delivered_to_are_usage_errors() {
    let sandbox = Sandbox::new();
    for (url, why) in [
        ("ftp://localhost/", "only http and https"),
        ("http://me:word@localhost/", "credentials in a URL"),
        ("http://localhost:99999/", "the port is not a number"),
        ("http://", "not a URL"),
        ("", "not a URL"),
    ] {
        let output = sandbox.cmd(["send", "contact.created", "--to", url]).run().code(2);
        let url = if url.is_empty() { "''" } else { url };
        assert!(output.stderr.starts_with(&format!("error: `--to {url}`: {why}")), "{output}");
        assert!(output.stderr.contains("\nhint: "), "{output}");
    }
}

#[test]
fn json_has_one_line_an_attempt_and_a_summary() {
    let (sandbox, handler) = (Sandbox::new(), Endpoint::always(204).expect_calls(2));
    let output = send_to(&sandbox, &handler).args(["task.created", "list.created", "--json"]).run();
    let lines = output.clone().code(0).json();
    assert_eq!(output.stderr, "");
    let received = handler.received();
    for (line, one) in lines.iter().zip(&received) {
        assert_eq!((&line["type"], &line["status"]), (&json!("attempt"), &json!(204)));
        assert_eq!((&line["attempt"], &line["state"]), (&json!(1), &json!("delivered")));
        assert_eq!(line["delivery_id"], one.delivery_id());
        assert_eq!(line["event"], body(one)["event"]);
        assert_eq!(line["target"], handler.url("/hooks"));
        assert!(line["latency_ms"].is_f64(), "{line}");
    }
    let summary = json!({
        "type": "summary", "sent": 2, "delivered": 2, "failed": 0, "pending": 0,
    });
    assert_eq!(lines[2..], [summary]);
}

#[test]
fn what_was_sent_is_in_the_log_with_its_delivery() {
    let (sandbox, handler) = (Sandbox::new(), Endpoint::always(200).expect_calls(1));
    send_to(&sandbox, &handler).args(["task.created", "--delivery-id", "d-1"]).run().code(0);
    assert_eq!(handler.received()[0].delivery_id(), "d-1");
    let events = sandbox.cmd(["events", "list", "--source", "send", "--json"]).run().code(0).json();
    assert_eq!(
        (&events[0]["delivery_id"], &events[0]["verdict"]),
        (&json!("d-1"), &json!("verified"))
    );
    let deliveries = sandbox.cmd(["deliveries", "list", "--json"]).run().code(0).json();
    assert_eq!(
        (&deliveries[0]["state"], &deliveries[0]["status"]),
        (&json!("delivered"), &json!(200))
    );
}
