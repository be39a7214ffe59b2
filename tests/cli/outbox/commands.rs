//! `deliveries list`, `show`, `retry`, `cancel` and `drain`.

use serde_json::{Value, json};

use crate::harness::{Endpoint, Output, Reply, Sandbox, closed_port};

/// A sandbox with a delivery that waits for its second attempt.
fn with_a_pending_delivery(handler: &Endpoint, retry: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    let to = handler.url("/hooks");
    let args = ["send", "deal.created", "--delivery-id", "d-1", "--to", &to, "--retry", retry];
    sandbox.cmd(args).args(["--queue"]).run().code(1);
    assert_eq!(sandbox.delivery(1), Some(("pending".to_owned(), 1)));
    sandbox
}

fn deliveries(sandbox: &Sandbox, args: &[&str]) -> Output {
    sandbox.cmd(["deliveries"]).args(args).run()
}

/// The fields that do not change from run to run.
fn pick(line: &Value, fields: &[&str]) -> Value {
    fields.iter().map(|field| ((*field).to_owned(), line[field].clone())).collect()
}

#[test]
fn list_shows_state_attempts_and_the_last_answer() {
    let handler = Endpoint::always(500).expect_calls(1);
    let sandbox = with_a_pending_delivery(&handler, "1h");
    let lines = deliveries(&sandbox, &["list", "--json"]).code(0).json();
    let fields =
        ["type", "delivery", "number", "event", "delivery_id", "state", "attempts", "status"];
    assert_eq!(lines.len(), 1);
    assert_eq!(
        pick(&lines[0], &fields),
        json!({
            "type": "delivery", "delivery": 1, "number": 1, "event": "deal.created",
            "delivery_id": "d-1", "state": "pending", "attempts": 1, "status": 500,
        })
    );
    assert!(lines[0]["next_due"].is_string(), "{}", lines[0]);
    let output = deliveries(&sandbox, &["list", "--state", "dead,cancelled"]).code(0);
    assert_eq!((&*output.stdout(), &*output.stderr), ("", "no delivery matches\n"));
}

#[test]
fn show_has_request_and_response_of_every_attempt() {
    let refusal = Reply::status(500).header("X-Trace", "t-17").body("out of order");
    let handler = Endpoint::script([refusal, Reply::status(204)]).expect_calls(2);
    let sandbox = with_a_pending_delivery(&handler, "1ms");
    deliveries(&sandbox, &["drain"]).code(0);
    let lines = deliveries(&sandbox, &["show", "1", "--json"]).code(0).json();
    let log = lines[0]["log"].as_array().expect("a log");
    assert_eq!(log.len(), 2);
    assert_eq!((&log[0]["status"], &log[1]["status"]), (&json!(500), &json!(204)));
    let text = deliveries(&sandbox, &["show", "1"]).code(0).stdout().to_ascii_lowercase();
    for wanted in ["> x-leadlex-delivery-id: d-1", "< x-trace: t-17", "out of order", "204"] {
        assert!(text.contains(wanted), "no `{wanted}` in\n{text}");
    }
}

#[test]
fn show_of_an_unknown_number_is_a_usage_error() {
    let handler = Endpoint::always(500);
    let sandbox = with_a_pending_delivery(&handler, "1h");
    for command in ["show", "retry", "cancel"] {
        let output = deliveries(&sandbox, &[command, "99"]).code(2);
        assert_eq!(output.stdout(), "");
        assert!(output.stderr.starts_with("error: no delivery 99"), "{output}");
    }
}

#[test]
fn retry_sends_the_same_id_and_body_again_whatever_became_of_the_delivery() {
    let replies = [500, 200, 200].map(Reply::status);
    let handler = Endpoint::script(replies).expect_calls(3);
    let sandbox = with_a_pending_delivery(&handler, "1h");
    for attempts in [2, 3] {
        deliveries(&sandbox, &["retry", "1"]).code(0);
        assert_eq!(sandbox.delivery(1), Some(("delivered".to_owned(), attempts)));
    }
    let received = handler.received();
    for request in &received {
        assert_eq!(request.delivery_id(), "d-1");
        assert_eq!(request.body, received[0].body);
        assert_eq!(request.must("x-leadlex-signature"), received[0].must("x-leadlex-signature"));
    }
}

#[test]
fn retry_that_fails_exits_1_and_keeps_what_is_left_of_the_schedule() {
    let handler = Endpoint::always(500).expect_calls(2);
    let sandbox = with_a_pending_delivery(&handler, "1h,1h");
    deliveries(&sandbox, &["retry", "1"]).code(1);
    assert_eq!(sandbox.delivery(1), Some(("pending".to_owned(), 2)));
}

#[test]
fn retry_of_an_endpoint_that_is_gone_exits_3() {
    let sandbox = Sandbox::new();
    let to = format!("http://127.0.0.1:{}/hooks", closed_port());
    sandbox.cmd(["send", "deal.created", "--to", &to]).run().code(3);
    let output = deliveries(&sandbox, &["retry", "--dead"]).code(3);
    assert!(output.stderr.contains("hint: "), "{output}");
    assert_eq!(sandbox.delivery(1), Some(("dead".to_owned(), 2)));
}

#[test]
fn cancel_gives_up_what_is_pending_and_nothing_else() {
    let handler = Endpoint::always(500).expect_calls(1);
    let sandbox = with_a_pending_delivery(&handler, "1ms");
    let cancelled = |args: &[&str]| deliveries(&sandbox, args).code(0).json();
    assert_eq!(cancelled(&["cancel", "1", "--json"]), [json!({"type": "summary", "cancelled": 1})]);
    assert_eq!(sandbox.delivery(1), Some(("cancelled".to_owned(), 1)));
    assert_eq!(cancelled(&["cancel", "--all", "--json"])[0]["cancelled"], 0);
    let output = deliveries(&sandbox, &["drain", "--json"]).code(0);
    assert_eq!(output.json().last().expect("a summary")["sent"], 0, "{output}");
}

#[test]
fn drain_makes_all_attempts_until_nothing_is_pending() {
    let handler = Endpoint::script([500, 500, 200].map(Reply::status)).expect_calls(3);
    let sandbox = with_a_pending_delivery(&handler, "100ms,100ms");
    deliveries(&sandbox, &["drain"]).code(0);
    assert_eq!(sandbox.delivery(1), Some(("delivered".to_owned(), 3)));

    let handler = Endpoint::always(500).expect_calls(3);
    let sandbox = with_a_pending_delivery(&handler, "100ms,100ms");
    deliveries(&sandbox, &["drain"]).code(1);
    assert_eq!(sandbox.delivery(1), Some(("dead".to_owned(), 3)));
}
