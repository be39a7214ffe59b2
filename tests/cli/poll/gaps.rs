//! `poll gaps` and `--only-missing`: what webhooks told, held against what the API says happened.

use serde_json::{Value, json};

use super::{event, events, lines};
use crate::harness::{Endpoint, Output, Running, SECRET, Sandbox, Workspace, sign};

/// Up to this moment; the default leaves a minute to webhooks on their way.
const NOW: [&str; 2] = ["--until", "0s"];

fn gaps(workspace: &Workspace, sandbox: &Sandbox, args: &[&str], code: i32) -> Output {
    let cmd = sandbox
        .cmd(["poll", "gaps", "--since", "1h", "--json"])
        .args(["--api-url", workspace.api_url(), "--events", "contact.*"])
        .args(args)
        .env("LEADLEX_API_KEY", "wbk_sandbox");
    cmd.run().code(code)
}

fn missing(output: &Output) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let told = |line: Value| (text(&line["event"]), text(&line["resource_id"]));
    lines(output, "gap").into_iter().map(told).collect()
}

/// A listener has received the webhook of this contact's creation, under LeadLex's own id.
fn receive(sandbox: &Sandbox, workspace: &Workspace, id: &str) {
    let mut listener = Running::start(sandbox.cmd(["listen", "--port", "0", "--json"]));
    listener.wait_json("the ready line", |line| line["type"] == "ready");
    let contact = &workspace.state()["contacts"][id];
    let body = json!({
        "event": "contact.created",
        "timestamp": contact["created_at"].as_str().or(contact["created_date"].as_str()),
        "workspace_id": "w",
        "data": {"contact": {"id": id}},
    })
    .to_string();
    let signature = sign(SECRET, body.as_bytes());
    let request = format!(
        "POST / HTTP/1.1\r\nHost: x\r\nX-LeadLex-Signature: {signature}\r\n\
         X-LeadLex-Delivery-ID: 0b9a5a3e-1111-4222-8333-944455556666\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let answer = crate::harness::Raw::exchange(listener.addr(), request.as_bytes());
    assert_eq!(answer.status, 200);
}

#[test]
fn what_no_webhook_told_is_missing_until_it_is_filled() {
    let sandbox = Sandbox::new();
    let workspace = Workspace::start(&sandbox, ["--contacts", "0"]);
    let (told, lost) = (workspace.contact("Anna"), workspace.contact("Berta"));
    receive(&sandbox, &workspace, &told);
    let settled = gaps(&workspace, &sandbox, &[], 0);
    let left_out = "the last minute is left out, as its webhooks may be on their way; `--until 0s` \
                    looks at it too\n";
    assert!(settled.stderr.ends_with(left_out), "{settled}");
    let first = gaps(&workspace, &sandbox, &NOW, 1);
    assert!(!first.stderr.contains("the last minute"), "{first}");
    assert_eq!(missing(&first), [event("contact.created", &lost)]);
    let summary = lines(&first, "gaps").remove(0);
    assert_eq!(
        (&summary["happened"], &summary["received"], &summary["missing"], &summary["filled"]),
        (&json!(2), &json!(1), &json!(1), &json!(0))
    );
    let handler = Endpoint::always(200).expect_calls(1);
    let filled =
        gaps(&workspace, &sandbox, &["--until", "0s", "--fill", "--to", &handler.url("/")], 0);
    assert_eq!(lines(&filled, "gaps").remove(0)["filled"], 1);
    let received = handler.received().remove(0);
    assert_eq!(received.must("x-leadlex-signature"), sign(SECRET, &received.body));
    assert_eq!(received.delivery_id(), lines(&filled, "gap")[0]["delivery_id"]);
    assert_eq!(missing(&gaps(&workspace, &sandbox, &NOW, 0)), []);
}

#[test]
fn a_handler_that_refuses_what_fills_a_gap_is_exit_1_and_it_waits_in_the_outbox() {
    let sandbox = Sandbox::new();
    let workspace = Workspace::start(&sandbox, ["--contacts", "0"]);
    workspace.contact("Anna");
    let handler = Endpoint::always(503).expect_calls(1);
    gaps(&workspace, &sandbox, &["--until", "0s", "--fill", "--to", &handler.url("/")], 1);
    let waiting = sandbox.cmd(["deliveries", "list", "--json"]).run().code(0);
    assert_eq!(waiting.json()[0]["state"], "pending");
}

#[test]
fn a_period_that_ends_before_it_begins_is_exit_2() {
    let sandbox = Sandbox::new();
    let workspace = Workspace::small(&sandbox);
    let output = gaps(&workspace, &sandbox, &["--until", "2h"], 2);
    assert!(output.stderr.contains("`--until` is not after `--since`"), "{output}");
}

#[test]
fn only_missing_leaves_out_what_a_webhook_told() {
    let sandbox = Sandbox::new();
    let workspace = Workspace::small(&sandbox);
    let once = || workspace.once(&sandbox, ["--only-missing"]).run().code(0);
    assert_eq!(events(&once()), []);
    let (told, lost) = (workspace.contact("Anna"), workspace.contact("Berta"));
    receive(&sandbox, &workspace, &told);
    assert_eq!(events(&once()), [event("contact.created", &lost)]);
    assert_eq!(events(&once()), []);
}
