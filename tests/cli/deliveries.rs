//! `deliveries`: what people see of the log, which deliveries are meant, and following it. What the
//! commands do to the outbox is in `outbox`.

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::harness::{Cmd, Endpoint, Hook, Output, Recorder, Reply, Running, Sandbox, Signal};

fn deliveries(sandbox: &Sandbox, args: &[&str]) -> Cmd {
    sandbox.cmd(["deliveries"]).args(args)
}

fn listed(sandbox: &Sandbox, args: &[&str]) -> Vec<Value> {
    let lines = deliveries(sandbox, &["list", "--json"]).args(args).run().code(0).json();
    lines.into_iter().map(|line| json!([line["delivery"], line["state"]])).collect()
}

/// One delivery of each state: 1 delivered, 2 dead, 3 pending, 4 cancelled, of the events 1 to 4.
fn each_state(handler: &Endpoint) -> Sandbox {
    let sandbox = Sandbox::new();
    let to = handler.url("/hooks");
    for (id, more, code) in [
        ("aaaa-1", &[][..], 0),
        ("bbbb-2", &[], 1),
        ("cccc-3", &["--retry", "2h", "--queue"], 1),
        ("dddd-4", &["--retry", "2h", "--queue"], 1),
    ] {
        let args = ["send", "deal.created", "--seed", "1", "--to", &to, "--delivery-id", id];
        sandbox.cmd(args).args(more).run().code(code);
    }
    deliveries(&sandbox, &["cancel", "4"]).run().code(0);
    sandbox
}

fn handler() -> Endpoint {
    let refusal = Reply::status(500).header("Set-Cookie", "hush").body("out of\x1b[31m order");
    Endpoint::script([Reply::status(204), refusal])
}

#[test]
fn the_list_for_people_shows_every_state() {
    let handler = handler();
    let sandbox = each_state(&handler);
    let output = deliveries(&sandbox, &["list"]).run().code(0);
    assert_snapshot!(sandbox.normalise(&output.to_string()).replace("1 h 59 min", "2 h"));
}

#[test]
fn the_list_is_narrowed_by_state_event_and_number() {
    let handler = handler();
    let sandbox = each_state(&handler);
    let list = |args: &[&str]| Value::from(listed(&sandbox, args));
    assert_eq!(list(&["--state", "dead"]), json!([[2, "dead"]]));
    assert_eq!(list(&["--state", "pending,dead"]), json!([[2, "dead"], [3, "pending"]]));
    assert_eq!(list(&["--event", "3"]), json!([[3, "pending"]]));
    assert_eq!(list(&["--event", "bbbb"]), json!([[2, "dead"]]));
    assert_eq!(list(&["-n", "2"]), json!([[3, "pending"], [4, "cancelled"]]));
    for (flag, value) in [("--state", "lost"), ("--event", "99")] {
        let output = deliveries(&sandbox, &["list", flag, value]).run().code(2);
        assert!(output.stderr.contains(value), "{output}");
    }
}

#[test]
fn show_has_each_attempt_and_no_credentials() {
    let handler = handler();
    let sandbox = each_state(&handler);
    let show = |args: &[&str]| deliveries(&sandbox, &["show", "2"]).args(args).run().code(0);
    let output = show(&[]);
    let text = sandbox.normalise(&output.to_string());
    // The latency stands at the end of its line, and the date is the endpoint's.
    let lines = text.lines().map(|line| match line.split_once("  500  ") {
        Some((start, _)) => format!("{start}  500  [latency]\n"),
        None if line.starts_with("  < date: ") => "  < date: [date]\n".to_owned(),
        None => format!("{line}\n"),
    });
    assert_snapshot!(lines.collect::<String>());
    let secrets = |output: &Output| output.to_string().matches("hush").count();
    assert_eq!(secrets(&output), 0);
    assert_eq!(secrets(&show(&["--json"])), 0);
    assert_eq!(secrets(&show(&["--show-secrets"])), 1);
    assert_eq!(secrets(&show(&["--show-secrets", "--json"])), 1);
}

#[test]
fn show_json_keeps_bytes_that_are_no_text() {
    let sandbox = Sandbox::new();
    let recorder = Recorder::answering(
        b"HTTP/1.1 200 OK\r\nX-Odd: \xe9\r\nX-Two: b\r\nX-Two: a\r\nConnection: close\r\n\
          Content-Length: 2\r\n\r\n\xff\0",
    );
    let listener = sandbox.listen(["--forward-to", &recorder.url("/")]);
    let hook = Hook::signed("aaaa-1", b"\xfe".to_vec()).header("X-In", b"\xe8");
    hook.accepted(listener.addr());
    listener.stop(Signal::Int).code(0);
    let page = deliveries(&sandbox, &["show", "1", "--json"]).run().code(0).json().remove(0);
    assert_eq!(page["body_base64"], "/g==");
    let attempt = &page["log"][0];
    assert_eq!(attempt["response"], json!({ "body_base64": "/wA=" }));
    let fields = |key: &str, name: &str| -> Vec<Value> {
        let fields = attempt[key].as_array().expect("headers").iter();
        fields.filter(|field| field["name"] == name).cloned().collect()
    };
    assert_eq!(
        fields("request_headers", "x-in"),
        [json!({ "name": "x-in", "value_base64": "6A==" })]
    );
    assert_eq!(
        fields("response_headers", "x-odd"),
        [json!({ "name": "x-odd", "value_base64": "6Q==" })]
    );
    let two: Vec<_> =
        fields("response_headers", "x-two").iter().map(|f| f["value"].clone()).collect();
    assert_eq!(two, ["b", "a"]);
}

#[test]
fn retry_dead_takes_all_that_are_dead_and_nothing_else() {
    let handler = handler();
    let sandbox = each_state(&handler);
    let before = handler.received().len();
    let output = deliveries(&sandbox, &["retry", "--dead", "--json"]).run().code(1);
    let seen = handler.received();
    assert_eq!(seen.len(), before + 1);
    let (first, again) = (&seen[1], &seen[before]);
    assert_eq!((again.delivery_id(), &again.body), ("bbbb-2", &first.body));
    assert_eq!(again.must("x-leadlex-signature"), first.must("x-leadlex-signature"));
    assert_eq!(output.json()[0]["attempt"], 2);
    sandbox.cmd(["deliveries", "retry"]).run().code(2);
    sandbox.cmd(["deliveries", "retry", "2", "--dead"]).run().code(2);
}

#[test]
fn cancel_says_how_many_and_leaves_what_is_done() {
    let handler = handler();
    let sandbox = each_state(&handler);
    let cancel = |args: &[&str]| deliveries(&sandbox, &["cancel"]).args(args).run().code(0).stderr;
    assert_eq!(cancel(&["1", "2"]), "nothing to cancel: no such delivery is pending\n");
    assert_eq!(cancel(&["--all"]), "✓ cancelled 1 pending delivery\n");
    let states: Vec<Value> = listed(&sandbox, &[]).iter().map(|row| row[1].clone()).collect();
    assert_eq!(states, ["delivered", "dead", "cancelled", "cancelled"]);
    let output = deliveries(&sandbox, &["drain"]).run().code(0);
    assert_eq!(output.stdout(), "", "nothing is left to drain\n{output}");
}

#[test]
fn follow_shows_each_change_of_state_and_ends_on_ctrl_c() {
    let sandbox = Sandbox::new();
    let handler = Endpoint::script([500, 500, 200].map(Reply::status));
    let to = handler.url("/");
    let listener = sandbox.listen(["--ack-first", "--forward-to", &to, "--retry", "700ms,700ms"]);
    let args = ["list", "--follow", "--json"];
    let mut follower = Running::spawn(&deliveries(&sandbox, &args));
    Hook::event("contact.created", "aaaa-1", "Anna").accepted(listener.addr());
    let mut seen = |state: &str, attempts: u64| {
        follower.wait_json(state, |line| line["state"] == state && line["attempts"] == attempts);
    };
    seen("pending", 1);
    seen("pending", 2);
    seen("delivered", 3);
    let end = follower.stop(Signal::Int).code(130);
    assert!(end.json().iter().all(|line| line["delivery"] == 1), "{end}");
    assert_eq!(end.stderr, "");
}
