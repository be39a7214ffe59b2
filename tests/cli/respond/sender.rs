//! What is said at the end about how the sender behaved.

use regex::Regex;
use serde_json::{Value, json};

use super::{hook, scripted};
use crate::harness::{Hook, Output, Running, Sandbox, Signal};

fn senders(end: &Output) -> Vec<Value> {
    end.json().into_iter().filter(|line| line["type"] == "sender").collect()
}

/// The waits in milliseconds.
#[track_caller]
fn waits(sender: &Value) -> Vec<f64> {
    let waits = sender["waits_ms"].as_array().expect("waits");
    waits.iter().map(|wait| wait.as_f64().expect("a number")).collect()
}

#[test]
fn a_sender_that_retries_is_told_with_its_waits_and_fresh_timestamps() {
    let sandbox = Sandbox::new();
    let listener = scripted(&sandbox, "503x2,200");
    let send = ["send", "contact.created", "--retry", "1s,1200ms", "--to", listener.url()];
    sandbox.cmd(send).args(["--delivery-id", "d-1", "--store", "sent.db"]).run().code(0);
    let end = listener.stop(Signal::Int).code(0);
    let mut senders = senders(&end);
    let sender = &mut senders[0];
    let waits = waits(sender);
    assert_eq!(waits.len(), 2, "{end}");
    assert!((950.0..1900.0).contains(&waits[0]), "{waits:?}");
    assert!((1150.0..2100.0).contains(&waits[1]), "{waits:?}");
    sender["waits_ms"] = Value::Null;
    let expected = json!({
        "type": "sender", "delivery_id": "d-1", "event": "contact.created",
        "answers": [503, 503, 200], "waits_ms": null, "published_waits_ms": [5000.0, 30000.0],
        "timestamps": 3, "id_reused": false, "delivered": true, "needless": 0
    });
    assert_eq!(senders, [expected], "{end}");
}

#[test]
fn a_person_reads_the_waits_beside_the_published_ones() {
    let sandbox = Sandbox::new();
    let cmd = sandbox.cmd(["listen", "--port", "0", "--respond", "503,200"]);
    let listener = Running::start_human(cmd);
    let send = ["send", "contact.created", "--retry", "1s", "--to", listener.url()];
    sandbox.cmd(send).args(["--delivery-id", "d-1", "--store", "sent.db"]).run().code(0);
    let end = listener.stop(Signal::Int).code(0);
    let line = Regex::new(
        r"(?m)^contact\.created d-1: 503, 200; waited 1(\.\d+)? s \(published 5 s\); fresh timestamps$",
    );
    assert!(line.expect("a pattern").is_match(&end.stdout()), "{end}");
}

#[test]
fn a_wait_begins_where_the_answer_left_however_late_that_was() {
    let sandbox = Sandbox::new();
    let listener = scripted(&sandbox, "503+delay=1500ms,200");
    let send = ["send", "contact.created", "--retry", "100ms", "--to", listener.url()];
    sandbox.cmd(send).args(["--store", "sent.db"]).run().code(0);
    let end = listener.stop(Signal::Int).code(0);
    let waits = waits(&senders(&end)[0]);
    assert!((50.0..1400.0).contains(&waits[0]), "our own delay was counted: {waits:?}");
}

#[test]
fn a_sender_that_goes_on_after_a_2xx_is_told_of() {
    let sandbox = Sandbox::new();
    let cmd = || sandbox.listen_cmd().args(["--respond", "200"]);
    sandbox.cmd(["send", "contact.created", "--delivery-id", "d-1", "--to", ":1"]).run().code(3);
    let replay = |url: &str| {
        let args = ["replay", "1", "--source", "send", "--same-id", "--to", url];
        sandbox.cmd(args).run().code(0);
    };
    let listener = Running::start(cmd());
    replay(listener.url());
    replay(listener.url());
    let end = listener.stop(Signal::Int).code(0);
    let sender = &senders(&end)[0];
    assert_eq!((&sender["needless"], &sender["answers"]), (&1.into(), &json!([200, 200])), "{end}");
    assert_eq!((&sender["delivered"], &sender["id_reused"]), (&true.into(), &false.into()));
    let human = sandbox.cmd(["listen", "--port", "0", "--respond", "200"]);
    let listener = Running::start_human(human);
    replay(listener.url());
    replay(listener.url());
    let end = listener.stop(Signal::Int).code(0);
    assert!(end.stdout().contains("1 after a 2xx"), "{end}");
}

#[test]
fn another_body_under_the_same_id_and_a_failure_to_the_end_are_told_of() {
    let sandbox = Sandbox::new();
    let cmd = sandbox.cmd(["listen", "--port", "0", "--respond", "500x2,reset,200"]);
    let listener = Running::start_human(cmd);
    assert_eq!(hook("d-1").post(listener.addr()).status, 500);
    let other = Hook::event("contact.created", "d-1", "Berta");
    assert_eq!(other.post(listener.addr()).status, 500);
    let mut raw = crate::harness::Raw::connect(listener.addr());
    raw.send(&Hook::signed("d-2", "no JSON").bytes()).expect("sent");
    raw.try_answer(crate::harness::PATIENCE).expect_err("no answer");
    Hook::bare("{}").sign(crate::harness::SECRET).accepted(listener.addr());
    let end = listener.stop(Signal::Int).code(0);
    let told = end.stdout();
    let reused = told.lines().find(|line| line.starts_with("contact.created d-1:"));
    let reused = reused.unwrap_or_else(|| panic!("no line about d-1\n{end}"));
    assert!(reused.contains("500, 500; waited "), "{end}");
    assert!(reused.ends_with("another body under the same id; never delivered"), "{end}");
    assert!(told.contains("(no event name) "), "{end}");
    assert!(told.contains(": no answer; never delivered"), "{end}");
    assert_eq!(told.matches("never delivered").count(), 2, "what has no id is not followed\n{end}");
}

#[test]
fn a_sender_that_never_came_is_not_spoken_of() {
    let sandbox = Sandbox::new();
    let listener = scripted(&sandbox, "200");
    let end = listener.stop(Signal::Int).code(0);
    assert_eq!(senders(&end).len(), 0, "{end}");
    let listener = sandbox.listen([""; 0]);
    hook("d-1").accepted(listener.addr());
    let end = listener.stop(Signal::Int).code(0);
    assert_eq!(senders(&end).len(), 0, "no script, no study\n{end}");
}
