//! The wish to end: what is under way is finished, within the time that supervisors give; and whoever
//! asks twice does not wait for it.

use std::thread;
use std::time::{Duration, Instant};

use crate::harness::{
    Endpoint, Hook, Manner, PATIENCE, Raw, RawServer, Reply, Running, Sandbox, Signal, until,
};

/// A handler that takes a connection and says nothing.
fn silent() -> RawServer {
    RawServer::start(Manner::Hang)
}

#[track_caller]
fn wait_connected(handler: &RawServer, count: usize) {
    until("a connection", PATIENCE, || (handler.accepted() >= count).then_some(()));
}

/// State and attempts of all deliveries.
fn states(sandbox: &Sandbox) -> Vec<(String, i64)> {
    (1..).map_while(|number| sandbox.delivery(number)).collect()
}

#[test]
fn a_second_signal_ends_a_send_at_once_and_nothing_is_left_to_fire() {
    for (first, second, code) in [(Signal::Int, Signal::Int, 130), (Signal::Term, Signal::Int, 143)]
    {
        let (sandbox, handler) = (Sandbox::new(), silent());
        let to = handler.url("/");
        let send = ["send", "task.created", "--max-time", "10min", "--retry", "1h", "--to", &to];
        let mut send = Running::spawn(&sandbox.cmd(send));
        wait_connected(&handler, 1);
        send.signal(first);
        thread::sleep(Duration::from_millis(200));
        assert!(send.is_running(), "the first waits for the attempt");
        let output = send.stop(second).code(code);
        assert!(!output.stderr.contains("panicked"), "{output}");
        assert_eq!(states(&sandbox), [("cancelled".to_owned(), 0)], "{output}");
        sandbox.cmd(["deliveries", "drain"]).run().code(0);
    }
}

#[test]
fn a_second_signal_ends_what_retries_and_what_drains() {
    let sandbox = Sandbox::new();
    let refusing = Endpoint::always(500);
    let to = refusing.url("/");
    let queue = ["send", "task.created", "--retry", "1ms,1h", "--queue", "--to", &to];
    sandbox.cmd(queue).run().code(1);
    let addr = refusing.addr();
    drop(refusing);
    // In its place one that says nothing.
    let slow = Reply::status(200).after(Duration::from_secs(600));
    let handler = until("the port", PATIENCE, || {
        let slow = slow.clone();
        Endpoint::deciding_at(addr, move |_| slow.clone())
    });
    for (calls, args) in [(1, &["drain"][..]), (2, &["retry", "1"])] {
        let cmd = sandbox.cmd(["deliveries"]).args(args).args(["--max-time", "10min"]);
        let mut running = Running::spawn(&cmd);
        handler.wait_for(calls);
        running.signal(Signal::Int);
        thread::sleep(Duration::from_millis(200));
        assert!(running.is_running(), "the first waits for the attempt");
        running.stop(Signal::Int).code(130);
        // Still queued, and free for whoever drains next.
        assert_eq!(states(&sandbox), [("pending".to_owned(), 1)]);
    }
    std::mem::forget(handler);
}

#[test]
fn a_second_signal_ends_a_listener_that_waits_for_its_handler() {
    for mode in [&[][..], &["--ack-first"]] {
        let (sandbox, handler) = (Sandbox::new(), silent());
        let args = ["--forward-to", &handler.url("/"), "--forward-timeout", "10min"];
        let mut listener = sandbox.listen(args.iter().chain(mode));
        let addr = listener.addr();
        let sender = thread::spawn(move || {
            let mut raw = Raw::connect(addr);
            raw.send(&Hook::event("contact.created", "d-1", "Anna").bytes()).expect("sent");
            raw.try_answer(PATIENCE).map(|answer| answer.status).ok()
        });
        wait_connected(&handler, 1);
        listener.signal(Signal::Int);
        thread::sleep(Duration::from_millis(200));
        assert!(listener.is_running(), "the first waits for the handler");
        let asked = Instant::now();
        listener.stop(Signal::Int).code(0);
        assert!(asked.elapsed() < Duration::from_secs(5), "{:?}", asked.elapsed());
        // The sender of an event that was only passed through has no answer, and sends it again.
        let acknowledged = sender.join().expect("a sender");
        assert_eq!(acknowledged, (!mode.is_empty()).then_some(200));
        assert_eq!(sandbox.cmd(["events", "list", "--json"]).run().code(0).json().len(), 1);
    }
}

#[test]
fn a_listener_ends_in_time_whatever_is_under_way() {
    let (sandbox, handler) = (Sandbox::new(), silent());
    let slow = Reply::status(202).after(Duration::from_secs(1));
    let answering = Endpoint::script([slow]).expect_calls(1);
    let (hanging, answered) = (handler.url("/"), format!("deal.*={}", answering.url("/")));
    let listener = sandbox.listen([
        "--forward-to",
        &hanging,
        "--route",
        &answered,
        "--forward-timeout",
        "10min",
    ]);
    let addr = listener.addr();
    let in_flight = ["contact.created", "deal.created"].map(|name| {
        thread::spawn(move || {
            let mut raw = Raw::connect(addr);
            raw.send(&Hook::event(name, name, "Anna").bytes()).expect("sent");
            raw.try_answer(PATIENCE).map(|answer| answer.status).ok()
        })
    });
    // And a body that never ends.
    let mut endless = Raw::connect(addr);
    let bytes = Hook::event("contact.created", "d-3", "Anna").bytes();
    endless.send(&bytes[..bytes.len() - 1]).expect("sent");
    wait_connected(&handler, 1);
    answering.wait_for(1);
    let asked = Instant::now();
    listener.stop(Signal::Term).code(0);
    // 10 s, and what a busy machine adds.
    assert!(asked.elapsed() < Duration::from_secs(13), "{:?}", asked.elapsed());
    let [lost, answered] = in_flight.map(|sender| sender.join().expect("a sender"));
    assert_eq!((lost, answered), (None, Some(202)));
}
