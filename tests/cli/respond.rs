//! `listen --respond SCRIPT`: what the sender gets, step by step. How the sender took it is in
//! `sender`, and scripts that are none in `refuse`.

mod refuse;
mod sender;

use std::io::ErrorKind;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::harness::{Endpoint, Hook, PATIENCE, Raw, Running, Sandbox, Signal};

fn hook(id: &str) -> Hook {
    Hook::event("contact.created", id, "Anna")
}

fn scripted(sandbox: &Sandbox, script: &str) -> Running {
    sandbox.listen(["--respond", script])
}

/// The `answered` of all events of a listener that ended.
fn answered(lines: &[Value]) -> Vec<Value> {
    let events = lines.iter().filter(|line| line["type"] == "event");
    events.map(|line| line["answered"].clone()).collect()
}

#[test]
fn the_steps_are_taken_in_order_over_all_connections_and_the_last_repeats() {
    let sandbox = Sandbox::new();
    let listener = scripted(&sandbox, "503x2, delay=300ms ,204");
    assert_eq!(listener.json()[0]["forward_to"], Value::Null);
    let mut kept = [Raw::connect(listener.addr()), Raw::connect(listener.addr())];
    let mut statuses = Vec::new();
    let mut slowest = (0, Duration::ZERO);
    for number in 0..6 {
        let raw = &mut kept[number % 2];
        let started = Instant::now();
        raw.send(&hook(&format!("d-{number}")).bytes()).expect("sent");
        statuses.push(raw.answer().status);
        if started.elapsed() > slowest.1 {
            slowest = (number, started.elapsed());
        }
    }
    assert_eq!(statuses, [503, 503, 200, 204, 204, 204]);
    assert_eq!(slowest.0, 2, "the third step waits");
    assert!(slowest.1 >= Duration::from_millis(300), "{slowest:?}");
    let end = listener.stop(Signal::Int).code(0);
    assert_eq!(answered(&end.json()), [503, 503, 200, 204, 204, 204], "{end}");
    assert!(end.json()[1..7].iter().all(|line| line["outcome"] == Value::Null), "{end}");
    let stored: i64 = sandbox
        .open_store()
        .query_row("SELECT count(*) FROM events", [], |row| row.get(0))
        .expect("a count");
    assert_eq!(stored, 6, "what is answered 503 is recorded, too");
}

#[test]
fn a_redirect_says_where_and_a_failure_has_a_body() {
    let sandbox = Sandbox::new();
    let listener = scripted(&sandbox, "302,500,200");
    let redirect = hook("d-1").post(listener.addr());
    assert_eq!((redirect.status, redirect.header("location")), (302, Some("/elsewhere")));
    let failure = hook("d-2").post(listener.addr());
    assert_eq!((failure.status, &*failure.text()), (500, "scripted failure\n"));
    assert_eq!(failure.header("location"), None);
    assert_eq!(hook("d-3").post(listener.addr()).text(), "");
    listener.stop(Signal::Int).code(0);
}

#[test]
fn a_body_is_a_text_or_the_bytes_of_a_file() {
    let sandbox = Sandbox::new();
    let bytes = b"\0\xff\r\n{\"a\":1,\"b\":2}";
    sandbox.write("answer", bytes);
    let listener = scripted(&sandbox, "418+body=tea pot,body=@answer x2,200");
    let answer = hook("d-1").post(listener.addr());
    assert_eq!((answer.status, &*answer.text()), (418, "tea pot"));
    for id in ["d-2", "d-3"] {
        let answer = hook(id).post(listener.addr());
        assert_eq!((answer.status, &*answer.body), (200, &bytes[..]));
    }
    assert_eq!(hook("d-4").post(listener.addr()).text(), "");
    listener.stop(Signal::Int).code(0);
}

#[test]
fn a_slow_body_trickles_and_arrives_whole() {
    let sandbox = Sandbox::new();
    let bytes: Vec<u8> = (0..=255).cycle().take(100_003).collect();
    sandbox.write("large", &bytes);
    let listener = scripted(&sandbox, "201+slow=600ms+body=@large,slow=400ms");
    for (expected, at_least) in [(&bytes[..], 600), (b"{\"slow\":true}\n", 250)] {
        let mut raw = Raw::connect(listener.addr());
        let started = Instant::now();
        raw.send(&hook("d-1").bytes()).expect("sent");
        assert!(raw.has_answer_within(PATIENCE), "no head");
        let (head, answer) = (started.elapsed(), raw.answer());
        let took = started.elapsed();
        assert_eq!(answer.body, expected);
        let expected = Duration::from_millis(at_least)..Duration::from_secs(10);
        assert!(expected.contains(&took), "{took:?}");
        assert!(head < took / 2, "the head came after {head:?} of {took:?}");
    }
    listener.stop(Signal::Int).code(0);
}

#[test]
fn a_sender_that_is_left_hanging_holds_nobody_up_not_even_the_end() {
    let sandbox = Sandbox::new();
    let mut listener = scripted(&sandbox, "hang,200");
    let mut hanging = Raw::connect(listener.addr());
    hanging.send(&hook("d-1").bytes()).expect("sent");
    listener.wait_json("the event", |line| line["delivery_id"] == "d-1");
    hook("d-2").accepted(listener.addr());
    assert!(!hanging.has_answer_within(Duration::from_millis(300)), "it was answered");
    let started = Instant::now();
    let end = listener.stop(Signal::Int).code(0);
    assert!(started.elapsed() < Duration::from_secs(10), "{:?}", started.elapsed());
    let (rest, closed) = hanging.rest(PATIENCE);
    assert_eq!((&*rest, closed), (&b""[..], true));
    assert_eq!(answered(&end.json()), [Value::Null, 200.into()], "{end}");
}

#[test]
fn an_answer_that_is_delayed_leaves_at_once_when_the_listener_ends() {
    let sandbox = Sandbox::new();
    let more = ["--expect", "contact.created x2", "--timeout", "10min"];
    let listener = sandbox.listen(["--respond", "202+delay=10min"].iter().chain(&more));
    let mut waiting = [Raw::connect(listener.addr()), Raw::connect(listener.addr())];
    let started = Instant::now();
    for (number, raw) in waiting.iter_mut().enumerate() {
        raw.send(&hook(&format!("d-{number}")).bytes()).expect("sent");
    }
    // An arrival counts when it is recorded, not when it is answered.
    let end = listener.wait_end().code(0);
    assert!(started.elapsed() < Duration::from_secs(10), "{:?}", started.elapsed());
    for raw in &mut waiting {
        assert_eq!(raw.answer().status, 202);
    }
    assert_eq!(answered(&end.json()), [202, 202], "{end}");
    assert!(end.json().iter().any(|line| line["type"] == "summary"), "{end}");
}

#[test]
fn our_own_sender_gives_up_on_a_listener_that_hangs() {
    let sandbox = Sandbox::new();
    let listener = scripted(&sandbox, "hang");
    let send = ["send", "contact.created", "--to", listener.url(), "--max-time", "300ms", "--json"];
    let sent = sandbox.cmd(send).args(["--store", "sent.db"]).run().code(3);
    assert_eq!(sent.json()[0]["error_kind"], "timeout", "{sent}");
    listener.stop(Signal::Int).code(0);
}

#[test]
fn a_reset_is_a_reset() {
    let sandbox = Sandbox::new();
    let listener = scripted(&sandbox, "reset,200");
    let mut raw = Raw::connect(listener.addr());
    raw.send(&hook("d-1").bytes()).expect("sent");
    let error = raw.try_answer(PATIENCE).expect_err("no answer");
    assert_eq!(error.kind(), ErrorKind::ConnectionReset, "{error}");
    hook("d-2").accepted(listener.addr());
    let end = listener.stop(Signal::Int).code(0);
    assert_eq!(answered(&end.json()), [Value::Null, 200.into()], "{end}");
}

#[test]
fn what_is_rejected_is_answered_401_and_takes_no_step() {
    let sandbox = Sandbox::new();
    let listener = scripted(&sandbox, "503,202");
    let bad = hook("d-1").sign("other");
    for (hook, status) in [(&bad, 401), (&hook("d-2"), 503), (&bad, 401), (&hook("d-3"), 202)] {
        assert_eq!(hook.post(listener.addr()).status, status);
    }
    let end = listener.stop(Signal::Int).code(0);
    assert_eq!(answered(&end.json()), [401, 503, 401, 202], "{end}");
    let sender: Vec<Value> =
        end.json().into_iter().filter(|line| line["type"] == "sender").collect();
    assert_eq!(sender.len(), 2, "a forgery says nothing about the sender\n{end}");
}

#[test]
fn without_a_secret_the_script_answers_all() {
    let sandbox = Sandbox::new();
    let cmd = sandbox.bare(["listen", "--port", "0", "--json", "--respond", "503,200"]);
    let listener = Running::start(cmd);
    assert_eq!(Hook::bare("x").post(listener.addr()).status, 503);
    Hook::bare("x").accepted(listener.addr());
    listener.stop(Signal::Int).code(0);
}

#[test]
fn a_configured_target_is_not_forwarded_to() {
    let sandbox = Sandbox::new();
    let handler = Endpoint::always(200).expect_calls(0);
    sandbox.cmd(["config", "set", "forward_to", &handler.url("/")]).run().code(0);
    let listener = scripted(&sandbox, "503");
    assert_eq!(hook("d-1").post(listener.addr()).status, 503);
    listener.stop(Signal::Int).code(0);
}
