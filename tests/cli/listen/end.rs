//! How a listener ends: on Ctrl-C and SIGTERM with 0, and never with a request half answered.

use std::thread;
use std::time::Duration;

use crate::harness::{Endpoint, Hook, Manner, Raw, RawServer, Reply, Running, Sandbox, Signal};

fn hook() -> Hook {
    Hook::event("contact.created", "d-1", "Anna")
}

#[test]
fn both_signals_end_it_with_0_and_a_summary() {
    for signal in [Signal::Int, Signal::Term] {
        let sandbox = Sandbox::new();
        let listener = sandbox.listen([""; 0]);
        hook().accepted(listener.addr());
        assert_eq!(hook().sign("other").post(listener.addr()).status, 401);
        let end = listener.stop(signal).code(0);
        let summary = end.json().pop().expect("a summary");
        let expected = serde_json::json!({
            "type": "summary", "events": 2, "verified": 1, "unverified": 0, "rejected": 1,
            "not_shown": 0, "duplicates": 0,
            "by_event": [{ "event": "contact.created", "count": 2 }], "other_events": 0,
            "slowest": null, "failures": []
        });
        assert_eq!(summary, expected, "{end}");
    }
}

#[test]
fn the_summary_for_people_counts_what_there_was() {
    let sandbox = Sandbox::new();
    let listener = Running::start_human(sandbox.cmd(["listen", "--port", "0"]));
    hook().accepted(listener.addr());
    assert_eq!(hook().sign("other").post(listener.addr()).status, 401);
    let end = listener.stop(Signal::Int).code(0);
    assert_eq!(end.stderr.lines().last(), Some("2 events, 1 verified, 1 rejected"), "{end}");
    let listener = Running::start_human(sandbox.cmd(["listen", "--port", "0"]));
    let end = listener.stop(Signal::Int).code(0);
    assert_eq!(end.stderr.lines().last(), Some("0 events"), "{end}");
}

#[test]
fn a_request_in_flight_gets_the_answer_of_its_handler() {
    for signal in [Signal::Int, Signal::Term] {
        let sandbox = Sandbox::new();
        let slow = Reply::status(202).body("done").after(Duration::from_millis(700));
        let handler = Endpoint::script([slow]).expect_calls(1);
        let listener = sandbox.listen(["--forward-to", &handler.url("/")]);
        let addr = listener.addr();
        let sender = thread::spawn(move || hook().post(addr));
        handler.wait_for(1);
        let end = listener.stop(signal).code(0);
        let answer = sender.join().expect("an answer");
        assert_eq!((answer.status, answer.text().as_str()), (202, "done"));
        assert_eq!(end.json()[1]["answered"], 202, "{end}");
        assert!(Raw::try_connect(addr).is_err(), "it still accepts");
    }
}

#[test]
fn a_body_that_is_still_being_sent_is_waited_for() {
    let sandbox = Sandbox::new();
    let mut listener = sandbox.listen([""; 0]);
    let bytes = hook().bytes();
    let (first, second) = bytes.split_at(bytes.len() - 5);
    let mut raw = Raw::connect(listener.addr());
    // The first request on this connection shows that the second is being read when the end comes.
    raw.send(&bytes).expect("sent");
    assert_eq!(raw.answer().status, 200);
    raw.send(first).expect("sent");
    hook().accepted(listener.addr());
    listener.signal(Signal::Term);
    assert!(listener.is_running());
    raw.send(second).expect("sent");
    assert_eq!(raw.answer().status, 200);
    assert_eq!(listener.wait_end().code(0).json().len(), 5);
}

#[test]
fn an_idle_connection_does_not_hold_up_the_end() {
    let sandbox = Sandbox::new();
    let listener = sandbox.listen([""; 0]);
    let idle = Raw::connect(listener.addr());
    let mut kept = Raw::connect(listener.addr());
    kept.send(&hook().bytes()).expect("sent");
    assert_eq!(kept.answer().status, 200);
    let started = std::time::Instant::now();
    listener.stop(Signal::Term).code(0);
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
    drop(idle);
}

#[test]
fn a_handler_that_hangs_is_given_up_when_its_time_is_over() {
    let sandbox = Sandbox::new();
    let handler = RawServer::start(Manner::Hang);
    let args = ["--forward-to", &handler.url("/"), "--forward-timeout", "600ms"];
    let listener = sandbox.listen(args);
    let addr = listener.addr();
    let sender = thread::spawn(move || hook().post(addr));
    crate::harness::until("a connection", crate::harness::PATIENCE, || {
        (handler.accepted() > 0).then_some(())
    });
    listener.stop(Signal::Int).code(0);
    assert_eq!(sender.join().expect("an answer").status, 504);
}
