//! Deliveries of one key arrive one after the other: over failures, over kills, and past a retry by
//! hand; what people see of those that wait.

use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;
use leadlex_hooks::contract::freshness::Freshness;
use leadlex_hooks::contract::header::HeaderList;
use leadlex_hooks::contract::retry::RetrySchedule;
use leadlex_hooks::contract::signature::Verdict;
use leadlex_hooks::store::delivery::{NewDelivery, Stamp, enqueue};
use leadlex_hooks::store::event::{NewEvent, Source, insert};
use leadlex_hooks::store::{Store, StoreError};

use crate::harness::{Endpoint, Received, Reply, Running, Sandbox, Signal, until};

/// Puts events into the outbox, in this order: each a Delivery-ID and a key.
fn put(store: &Path, to: &str, wait: Duration, events: &[(&'static str, &'static str)]) {
    let store = Store::open(store).expect("a store");
    let (to, events) = (to.to_owned(), events.to_owned());
    let put = store.write_blocking(move |conn| {
        for (id, key) in events {
            let mut headers = HeaderList::new();
            headers.push("content-type", "application/json");
            headers.push("x-leadlex-delivery-id", id);
            let event = NewEvent {
                source: Source::Poll,
                received_at: Timestamp::now(),
                method: "POST".to_owned(),
                path: "/".to_owned(),
                peer: None,
                headers: headers.clone(),
                body: br#"{"event":"contact.updated"}"#.as_slice().into(),
                event: Some("contact.updated".to_owned()),
                delivery_id: Some(id.to_owned()),
                verdict: Verdict::Verified,
                fingerprint: None,
                freshness: Freshness::Fresh,
                replay_of: None,
                ring: false,
            };
            let delivery = NewDelivery {
                event: insert(conn, &event)?.number,
                origin: "poll http://x/".to_owned(),
                target: to.clone(),
                headers,
                stamp: Stamp::Fresh,
                schedule: RetrySchedule::from_waits(vec![wait; 3]),
                due: Timestamp::now(),
                owner: None,
                order_key: Some(key.to_owned()),
            };
            enqueue(conn, &delivery)?;
        }
        Ok::<(), StoreError>(())
    });
    put.expect("in the outbox");
    store.close();
}

fn ids(received: &[Received]) -> Vec<&str> {
    received.iter().map(Received::delivery_id).collect()
}

#[test]
fn later_ones_of_a_key_wait_for_the_retries_of_the_first_and_other_keys_do_not() {
    let sandbox = Sandbox::new();
    let mut failures = 2;
    let handler = Endpoint::deciding(move |request| {
        let fails = request.delivery_id() == "a-1" && failures > 0;
        failures -= i32::from(fails);
        Reply::status(if fails { 503 } else { 200 })
    });
    let handler = handler.expect_calls(6);
    let events = [("a-1", "a"), ("a-2", "a"), ("b-1", "b"), ("a-3", "a")];
    put(&sandbox.store(), &handler.url("/"), Duration::from_secs(1), &events);
    let output = sandbox.cmd(["deliveries", "drain", "--json"]).run().code(0);
    let received = handler.received();
    let mut seen = ids(&received);
    let other = seen.iter().position(|id| *id == "b-1").expect("the other key");
    assert!(other < 2, "it waited: {seen:?}\n{output}");
    seen.remove(other);
    assert_eq!(seen, ["a-1", "a-1", "a-1", "a-2", "a-3"]);
    // The next follows at once, not at the next glance of somebody.
    let at = |id: &str, nth: usize| {
        received.iter().filter(|one| one.delivery_id() == id).nth(nth).expect("came").at
    };
    let gap = at("a-3", 0) - at("a-2", 0);
    assert!(gap < Duration::from_millis(450), "the next came after {gap:?}");
}

#[test]
fn a_process_killed_in_the_middle_keeps_the_order() {
    let sandbox = Sandbox::new();
    let slow = Reply::status(200).after(Duration::from_secs(9));
    let handler = Endpoint::script([Reply::status(200), slow, Reply::status(200)]);
    let handler = handler.expect_calls(5);
    let events = [("a-1", "a"), ("a-2", "a"), ("a-3", "a"), ("a-4", "a")];
    put(&sandbox.store(), &handler.url("/"), Duration::from_secs(1), &events);
    let drain = Running::spawn(&sandbox.cmd(["deliveries", "drain"]));
    handler.wait_for(2);
    drain.kill9();
    sandbox.cmd(["deliveries", "drain"]).run().code(0);
    assert_eq!(ids(&handler.received()), ["a-1", "a-2", "a-2", "a-3", "a-4"]);
}

#[test]
fn two_that_drain_at_once_keep_the_order_between_them() {
    let sandbox = Sandbox::new();
    let handler = Endpoint::deciding(|_| Reply::status(200).after(Duration::from_millis(5)));
    let handler = handler.expect_calls(24);
    const IDS: [&str; 12] =
        ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"];
    let events: Vec<_> = IDS.iter().flat_map(|id| [(*id, "a"), (*id, "b")]).collect();
    put(&sandbox.store(), &handler.url("/"), Duration::from_secs(1), &events);
    let others = [(); 2].map(|()| Running::spawn(&sandbox.cmd(["deliveries", "drain"])));
    handler.wait_for(24);
    for number in 1..=24 {
        sandbox.wait_delivery(number, "delivered", 1);
    }
    for other in others {
        other.stop(Signal::Term);
    }
    let received = handler.received();
    let seen = ids(&received);
    assert!(seen.windows(3).all(|three| three[0] <= three[2]), "{seen:?}");
    let each: Vec<_> = IDS.iter().flat_map(|id| [*id, *id]).collect();
    let mut sorted = seen;
    sorted.sort_unstable();
    assert_eq!(sorted, each);
}

#[test]
fn what_waits_says_behind_what_and_goes_when_asked_by_hand() {
    let sandbox = Sandbox::new();
    let handler = Endpoint::script([500, 200, 200].map(Reply::status)).expect_calls(3);
    let events = [("a-1", "a"), ("a-2", "a"), ("a-3", "a")];
    put(&sandbox.store(), &handler.url("/"), Duration::from_secs(7_200), &events);
    let drain = Running::spawn(&sandbox.cmd(["deliveries", "drain"]));
    sandbox.wait_delivery(1, "pending", 1);
    drain.stop(Signal::Term);
    let deliveries = |args: &[&str]| sandbox.cmd(["deliveries"]).args(args).run().code(0);
    let held = || -> Vec<Option<i64>> {
        let lines = deliveries(&["list", "--json"]).json();
        lines.iter().map(|line| line["held_behind"].as_i64()).collect()
    };
    assert_eq!(held(), [None, Some(1), Some(1)]);
    let list = deliveries(&["list"]).stdout();
    assert_eq!(list.matches("held behind 1, http://").count(), 2, "{list}");
    let page = deliveries(&["show", "3"]).stdout();
    assert!(page.contains("held behind 1: attempt 1 is made once delivery 1 has ended"), "{page}");
    deliveries(&["retry", "2"]);
    assert_eq!(sandbox.delivery(2), Some(("delivered".to_owned(), 1)));
    assert_eq!(held(), [None, None, Some(1)], "only the one that was asked for");
    deliveries(&["cancel", "1"]);
    assert_eq!(held(), [None; 3]);
    deliveries(&["drain"]);
    assert_eq!(ids(&handler.received()), ["a-1", "a-2", "a-3"]);
    until("the last to be written down", Duration::from_secs(5), || {
        (sandbox.delivery(3)?.0 == "delivered").then_some(())
    });
}
