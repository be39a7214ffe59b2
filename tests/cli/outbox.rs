//! The outbox: what was acknowledged is delivered on its schedule, over kills and restarts, by one
//! process at a time, and only by those it belongs to.

mod commands;

use std::collections::HashSet;
use std::time::{Duration, Instant};

use crate::harness::{
    Cmd, Endpoint, PATIENCE, Raw, Received, Reply, Running, Sandbox, Signal, post, until,
};

/// Posts an event of that Delivery-ID, which must be acknowledged.
#[track_caller]
fn deliver(listener: &Running, delivery_id: &str) {
    let body = format!(r#"{{"event":"contact.created","data":{{"id":"{delivery_id}"}}}}"#);
    let answer = Raw::exchange(listener.addr(), &post("/", delivery_id, body.as_bytes()));
    assert_eq!(answer.status, 200);
}

fn ack_first(sandbox: &Sandbox, handler: &Endpoint, retry: &str) -> Cmd {
    let to = handler.url("/hooks");
    sandbox.listen_cmd().args(["--ack-first", "--forward-to", &to, "--retry", retry])
}

fn ids(received: &[Received]) -> Vec<&str> {
    received.iter().map(Received::delivery_id).collect()
}

#[test]
fn killed_between_attempts_2_and_3_and_restarted_the_schedule_goes_on() {
    let sandbox = Sandbox::new();
    let handler = Endpoint::always(500).expect_calls(6);
    // Twice the waits, halved, so that both flags are in the test.
    let schedule = "4s,6s,4s,4400ms,5200ms";
    let waits = [2000, 3000, 2000, 2200, 2600];
    let start =
        || Running::start(ack_first(&sandbox, &handler, schedule).args(["--time-scale", "0.5"]));

    let listener = start();
    deliver(&listener, "d-1");
    handler.wait_for(2);
    sandbox.wait_delivery(1, "pending", 2);
    listener.kill9();
    let listener = start();
    sandbox.wait_delivery(1, "dead", 6);
    assert_eq!(listener.stop(Signal::Term).code, 0);

    let received = handler.received();
    assert_eq!(ids(&received), ["d-1"; 6]);
    let mut punctual = 0;
    for (attempt, (pair, wait)) in received.windows(2).zip(waits).enumerate() {
        assert_eq!(pair[0].body, pair[1].body);
        assert_eq!(pair[0].must("x-leadlex-signature"), pair[1].must("x-leadlex-signature"));
        let waited = (pair[1].at - pair[0].at).as_secs_f64() * 1000.0;
        let deviation = waited / f64::from(wait) - 1.0;
        // A busy machine may be late now and then, and nobody may be early.
        assert!(
            (-0.01..0.45).contains(&deviation),
            "attempt {} came after {waited:.0} ms and was due after {wait} ms",
            attempt + 2
        );
        punctual += usize::from(deviation < 0.1);
    }
    assert!(punctual >= 3, "{punctual} of {} waits were kept within a tenth", waits.len());
}

#[test]
fn an_attempt_cut_off_by_a_kill_is_made_again_at_once() {
    let sandbox = Sandbox::new();
    let slow = Reply::status(200).after(Duration::from_secs(9));
    let handler = Endpoint::script([slow, Reply::status(200)]).expect_calls(2);
    let listener = Running::start(ack_first(&sandbox, &handler, "1min"));
    deliver(&listener, "d-1");
    handler.wait_for(1);
    listener.kill9();
    let restarted = Instant::now();
    let listener = Running::start(ack_first(&sandbox, &handler, "1min"));
    let received = handler.wait_for(2);
    assert!(restarted.elapsed() < Duration::from_secs(5), "its lease outlived its process");
    assert_eq!(ids(&received), ["d-1"; 2]);
    sandbox.wait_delivery(1, "delivered", 1);
    assert_eq!(listener.stop(Signal::Int).code, 0);
}

#[test]
fn what_was_acknowledged_and_never_tried_is_delivered_after_a_restart() {
    let sandbox = Sandbox::new();
    let handler = Endpoint::script([Reply::status(500), Reply::status(200)]).expect_calls(2);
    let listener = Running::start(ack_first(&sandbox, &handler, "2s"));
    deliver(&listener, "d-1");
    sandbox.wait_delivery(1, "pending", 1);
    let listener = {
        assert_eq!(listener.stop(Signal::Term).code, 0);
        Running::start(ack_first(&sandbox, &handler, "none"))
    };
    // The schedule is the one under which it was acknowledged.
    sandbox.wait_delivery(1, "delivered", 2);
    drop(listener);
}

#[test]
fn two_listeners_of_one_handler_never_both_make_an_attempt() {
    const EVENTS: usize = 30;
    let sandbox = Sandbox::new();
    let mut refused = HashSet::new();
    let handler = Endpoint::deciding(move |request| {
        let first = refused.insert(request.delivery_id().to_owned());
        Reply::status(if first { 503 } else { 200 }).after(Duration::from_millis(100))
    });
    let handler = handler.expect_calls(2 * EVENTS);
    let start = || Running::start(ack_first(&sandbox, &handler, "400ms,400ms"));
    let listeners = [start(), start()];
    let wanted: Vec<String> = (0..EVENTS).map(|number| format!("d-{number:02}")).collect();
    for (number, id) in wanted.iter().enumerate() {
        deliver(&listeners[number % 2], id);
    }
    for delivery in 1..=EVENTS {
        sandbox.wait_delivery(i64::try_from(delivery).expect("a number"), "delivered", 2);
    }
    for listener in listeners {
        assert_eq!(listener.stop(Signal::Term).code, 0);
    }
    let received = handler.received();
    let mut seen = ids(&received);
    seen.sort_unstable();
    let twice: Vec<&str> = wanted.iter().flat_map(|id| [&**id, &**id]).collect();
    assert_eq!(seen, twice);
}

#[test]
fn a_duplicate_is_acknowledged_and_not_queued_again() {
    let sandbox = Sandbox::new();
    let handler = Endpoint::always(200).expect_calls(2);
    let listener = Running::start(ack_first(&sandbox, &handler, "none"));
    for id in ["d-1", "d-1", "d-2"] {
        deliver(&listener, id);
    }
    sandbox.wait_delivery(2, "delivered", 1);
    assert_eq!(listener.stop(Signal::Term).code, 0);
    assert_eq!(sandbox.delivery(3), None);
    let mut received = handler.received();
    received.sort_by(|one, other| one.delivery_id().cmp(other.delivery_id()));
    assert_eq!(ids(&received), ["d-1", "d-2"]);
}

#[test]
fn the_end_waits_for_the_attempt_in_flight() {
    let sandbox = Sandbox::new();
    let slow = Reply::status(200).after(Duration::from_millis(700));
    let handler = Endpoint::script([slow]).expect_calls(1);
    let listener = Running::start(ack_first(&sandbox, &handler, "1min"));
    deliver(&listener, "d-1");
    handler.wait_for(1);
    assert_eq!(listener.stop(Signal::Term).code, 0);
    assert_eq!(sandbox.delivery(1), Some(("delivered".to_owned(), 1)));
}

#[test]
fn the_outbox_needs_no_secret_after_a_restart() {
    let sandbox = Sandbox::new();
    let handler = Endpoint::script([Reply::status(500), Reply::status(200)]).expect_calls(2);
    let listener = Running::start(ack_first(&sandbox, &handler, "300ms"));
    deliver(&listener, "d-1");
    sandbox.wait_delivery(1, "pending", 1);
    listener.kill9();
    let bare = ack_first(&sandbox, &handler, "none").env_remove("LEADLEX_WEBHOOK_SECRET");
    let _listener = Running::start(bare);
    sandbox.wait_delivery(1, "delivered", 2);
    let received = handler.received();
    assert_eq!(received[0].must("x-leadlex-signature"), received[1].must("x-leadlex-signature"));
}

#[test]
fn a_killed_send_never_fires_from_somebodys_listener() {
    let sandbox = Sandbox::new();
    let handler = Endpoint::script([Reply::status(500), Reply::status(200)]).expect_calls(3);
    let to = handler.url("/hooks");
    let send = sandbox.cmd(["send", "deal.created", "--to", &to, "--retry", "600ms,600ms"]);
    let send = Running::spawn(&send);
    sandbox.wait_delivery(1, "pending", 1);
    send.kill9();

    let listener = Running::start(ack_first(&sandbox, &handler, "1min"));
    let due: i64 = sandbox
        .open_store()
        .query_row("SELECT due FROM deliveries WHERE number = 1", [], |row| row.get(0))
        .expect("a due time");
    until("the retry to be due", PATIENCE, || {
        (jiff::Timestamp::now().as_microsecond() > due).then_some(())
    });
    // The listener's engine works, and still leaves it alone.
    deliver(&listener, "d-1");
    sandbox.wait_delivery(2, "delivered", 1);
    assert_eq!(sandbox.delivery(1), Some(("pending".to_owned(), 1)));
    assert_eq!(handler.received().len(), 2);
    assert_eq!(listener.stop(Signal::Term).code, 0);

    // `drain` is the one command that takes all.
    let output = sandbox.cmd(["deliveries", "drain"]).run().code(0);
    assert!(output.stdout().contains("deal.created"), "{output}");
    assert_eq!(sandbox.delivery(1), Some(("delivered".to_owned(), 2)));
}

#[test]
fn an_interrupted_send_leaves_nothing_to_do() {
    let sandbox = Sandbox::new();
    let handler = Endpoint::always(500).expect_calls(1);
    let to = handler.url("/hooks");
    for (signal, code, delivery) in [(Signal::Int, 130, 1), (Signal::Term, 143, 2)] {
        let handler = Endpoint::always(500).expect_calls(1);
        let to = handler.url("/hooks");
        let send = sandbox.cmd(["send", "deal.created", "--to", &to, "--retry", "1min"]);
        let send = Running::spawn(&send);
        sandbox.wait_delivery(delivery, "pending", 1);
        assert_eq!(send.stop(signal).code, code);
        assert_eq!(sandbox.delivery(delivery), Some(("cancelled".to_owned(), 1)));
    }
    // Unless it was told to leave it for `deliveries drain`.
    let args = ["send", "deal.created", "--to", &to, "--retry", "1min", "--queue"];
    sandbox.cmd(args).run().code(1);
    assert_eq!(sandbox.delivery(3), Some(("pending".to_owned(), 1)));
}
