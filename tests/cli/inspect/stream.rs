//! Events as they come: live, over lost connections, under load, and to the end.

use std::time::{Duration, Instant};

use super::inspected;
use super::page::numbers;
use crate::harness::{Endpoint, Hook, PATIENCE, Raw, Sandbox, Signal, until};

#[test]
fn events_and_their_outcomes_come_live_and_a_lost_connection_goes_on_where_it_was() {
    let sandbox = Sandbox::new();
    let handler = Endpoint::always(500);
    let (listener, page) = inspected(&sandbox, &["--forward-to", &handler.url("/")]);
    Hook::event("contact.created", "aaaa-1", "Anna").post(listener.addr());
    let mut stream = page.stream("");
    Hook::event("contact.created", "aaaa-2", "Berta").post(listener.addr());
    let message = stream.next("events");
    assert_eq!(
        (numbers(&message.data), message.id),
        (vec![2], Some(2)),
        "not what was there before"
    );
    drop(stream);
    Hook::event("contact.created", "aaaa-3", "Carla").post(listener.addr());
    let mut again = page.stream("after=2");
    let message = again.next("events");
    assert_eq!((numbers(&message.data), message.id), (vec![3], Some(3)));
    let event = &message.data["events"][0];
    assert_eq!(
        (&event["event"], &event["outcome"]["status"]),
        (&"contact.created".into(), &500.into())
    );
    sandbox.cmd(["deliveries", "retry", "1"]).run().code(1);
    let changed = until("the retry of the first delivery", PATIENCE, || {
        let changed = again.next("changed").data;
        let events = changed["events"].as_array()?.clone();
        events.into_iter().find(|event| event["number"] == 1 && event["outcome"]["attempts"] == 2)
    });
    assert_eq!(changed["outcome"]["state"], "dead");
}

#[test]
fn nothing_is_missed_while_events_come_at_a_rate() {
    let sandbox = Sandbox::new();
    let (listener, page) = inspected(&sandbox, &[]);
    let mut stream = page.stream("");
    let address = listener.addr();
    let sender = std::thread::spawn(move || {
        let mut connection = Raw::connect(address);
        for index in 0..600 {
            let hook = Hook::event("contact.created", &format!("id-{index}"), "Anna");
            connection.send(&hook.bytes()).expect("sent");
            assert_eq!(connection.answer().status, 200);
        }
    });
    let mut seen = Vec::new();
    while seen.len() < 600 {
        let message = stream.next("events");
        let new = numbers(&message.data);
        assert!(new.len() <= 200, "{} at once", new.len());
        assert_eq!(message.id, new.last().copied());
        seen.extend(new);
    }
    assert_eq!(seen, (1..=600).collect::<Vec<i64>>());
    sender.join().expect("all were accepted");
}

#[test]
fn a_reader_that_is_far_behind_begins_again_with_the_newest() {
    let sandbox = Sandbox::new();
    let (listener, page) = inspected(&sandbox, &[]);
    let count = ["send", "contact.created", "--count", "1200", "--concurrency", "32", "--record"];
    sandbox.cmd(count).args(["--to", listener.url()]).run().code(0);
    let newest = page.json("/api/session")["newest"].as_i64().expect("a number");
    assert!(newest > 2_000, "sent and arrived: {newest}");
    let mut stream = page.stream("after=5");
    let skipped = stream.next("skipped");
    assert_eq!((skipped.data["newest"].as_i64(), skipped.id), (Some(newest), Some(newest)));
    Hook::event("deal.created", "aaaa-1", "Case").accepted(listener.addr());
    assert_eq!(numbers(&stream.next("events").data), [newest + 1]);
    // A number of a store that is no more.
    let lost = page.stream("after=999999").next("skipped");
    assert_eq!(lost.data["newest"].as_i64(), Some(newest + 1));
}

#[test]
fn ctrl_c_ends_open_streams_in_order_and_at_once() {
    let sandbox = Sandbox::new();
    let (listener, page) = inspected(&sandbox, &[]);
    let mut stream = page.stream("");
    let began = Instant::now();
    listener.signal(Signal::Int);
    assert!(stream.ends(), "the last chunk came");
    listener.wait_end().code(0);
    // Ten seconds are what requests in flight have.
    assert!(began.elapsed() < Duration::from_secs(8), "{:?}", began.elapsed());
}

#[test]
fn streams_are_few_and_one_that_is_left_makes_room() {
    let sandbox = Sandbox::new();
    let (_listener, page) = inspected(&sandbox, &[]);
    let mut streams: Vec<_> = (0..16).map(|_| page.stream("")).collect();
    assert_eq!(page.try_stream("").map(drop), Err(503));
    assert_eq!(page.call("GET /api/session", "").status, 200, "only streams are counted");
    streams.pop();
    until("room for a stream", PATIENCE, || page.try_stream("").ok());
}
