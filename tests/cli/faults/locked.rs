//! A store that another process holds for longer than anybody waits for it.

use std::time::{Duration, Instant};

use rusqlite::Connection;

use crate::harness::{Endpoint, Hook, Raw, Reply, Sandbox, Signal, until};

/// Somebody who writes and does not end.
fn hold(sandbox: &Sandbox) -> Connection {
    let conn = Connection::open(sandbox.store()).expect("the store");
    conn.busy_timeout(Duration::from_secs(20)).expect("a time-out");
    conn.execute_batch("BEGIN IMMEDIATE").expect("the lock");
    conn
}

#[test]
fn an_event_that_cannot_be_stored_in_time_is_answered_503_and_the_next_is_stored() {
    let sandbox = Sandbox::new();
    let mut listener = sandbox.listen([""; 0]);
    let hook = |id: &str| Hook::event("contact.created", id, "Anna");
    hook("before").accepted(listener.addr());
    let holder = hold(&sandbox);
    let asked = Instant::now();
    assert_eq!(hook("during").post(listener.addr()).status, 503);
    assert!(asked.elapsed() >= Duration::from_secs(4), "it was hardly waited for");
    // Looking is not held up: a reader needs no lock.
    let health = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";
    assert_eq!(Raw::exchange(listener.addr(), health).status, 200);
    assert_eq!(sandbox.cmd(["events", "list", "--json"]).run().code(0).json().len(), 1);
    let send = sandbox.cmd(["send", "task.created", "--to", ":9"]).run().code(5);
    assert!(send.stderr.contains("is busy"), "{send}");
    assert!(send.stderr.contains("hint: another program holds the file"), "{send}");
    drop(holder);
    hook("after").accepted(listener.addr());
    assert!(listener.is_running());
    let ids = sandbox.cmd(["events", "list", "--json"]).run().code(0).json();
    let mut ids: Vec<_> = ids.iter().map(|row| row["delivery_id"].clone()).collect();
    ids.sort_unstable_by_key(ToString::to_string);
    assert_eq!(ids, ["after", "before"]);
}

#[test]
fn an_attempt_that_ends_while_the_store_is_held_is_written_down_and_not_made_again() {
    let sandbox = Sandbox::new();
    let slow = Reply::status(200).after(Duration::from_millis(500));
    let handler = Endpoint::script([slow]).expect_calls(1);
    let args = ["--ack-first", "--forward-to", &handler.url("/"), "--retry", "10ms,10ms"];
    let mut listener = sandbox.listen(args);
    Hook::event("contact.created", "d-1", "Anna").accepted(listener.addr());
    handler.wait_for(1);
    let holder = hold(&sandbox);
    // A second arrival times out behind the same lock: the attempt's row has waited as long by then.
    assert_eq!(Hook::event("contact.created", "d-2", "Anna").post(listener.addr()).status, 503);
    drop(holder);
    sandbox.wait_delivery(1, "delivered", 1);
    assert!(listener.is_running());
    listener.stop(Signal::Term).code(0);
}

#[test]
fn an_end_is_not_held_up_by_a_store_that_is_held() {
    let sandbox = Sandbox::new();
    let listener = sandbox.listen([""; 0]);
    let addr = listener.addr();
    let holder = hold(&sandbox);
    let sender =
        std::thread::spawn(move || Hook::event("contact.created", "d-1", "Anna").post(addr));
    let mut probe = Raw::connect(addr);
    until("the request to be read", crate::harness::PATIENCE, || {
        // Answered by the same listener: what came before has been read by then, or soon is.
        probe.send(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").ok()?;
        (probe.answer().status == 200).then_some(())
    });
    std::thread::sleep(Duration::from_millis(100));
    let asked = Instant::now();
    listener.stop(Signal::Term).code(0);
    assert!(asked.elapsed() < Duration::from_secs(13), "{:?}", asked.elapsed());
    assert_eq!(sender.join().expect("an answer").status, 503);
    drop(holder);
}
