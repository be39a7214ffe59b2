//! Deliveries with an order key: one after the other, whatever becomes of the one before. Tests only;
//! the order itself is kept by triggers.

use std::time::Duration;

use jiff::Timestamp;
use rusqlite::{Connection, StatementStatus};

use crate::contract::header::HeaderList;
use crate::store::StoreError;
use crate::store::event::{self, Pending};
use crate::store::fixture::{Fixture, arrival, delivery, fixture, time};
use crate::store::lease::{Owner, is_gone};

use super::{
    AttemptOutcome, NewAttempt, NewDelivery, Next, State, Which, cancel, cancel_owned, claim_due,
    enqueue, finish_attempt, get, is_drained, next_due, next_free, pending, take,
};

const LEASE: Duration = Duration::from_secs(60);
const NONE: [i64; 0] = [];

fn keyed(event: i64, key: &str, due: i64) -> NewDelivery {
    NewDelivery { order_key: Some(key.to_owned()), ..delivery(event, due) }
}

/// An outbox with these deliveries, each of an event of its own with the same number.
fn outbox(keys: &[&str]) -> Fixture {
    let log = fixture();
    for (event, key) in (1..).zip(keys) {
        log.record(arrival(None, "body"));
        log.put(keyed(event, key, event));
    }
    log
}

impl Fixture {
    fn put(&self, new: NewDelivery) -> i64 {
        self.store.write_blocking(move |conn| enqueue(conn, &new)).expect("enqueued")
    }

    fn due(&self, now: i64) -> Vec<i64> {
        self.claim_as("me", None, now)
    }

    fn claim_as(&self, owner: &str, origin: Option<&str>, now: i64) -> Vec<i64> {
        let (owner, origin) = (owner.to_owned(), origin.map(str::to_owned));
        let path = self.path.clone();
        let claimed = self.store.write_blocking(move |conn| {
            let gone = |id: &str| owner_is_gone(&path, id);
            claim_due(conn, origin.as_deref(), &owner, time(now), LEASE, 10, &gone)
        });
        claimed.expect("a claim").iter().map(|claimed| claimed.number).collect()
    }

    fn take(&self, number: i64, now: i64) {
        let taken = self
            .store
            .write_blocking(move |conn| take(conn, number, "me", time(now), LEASE, &|_| false));
        assert!(taken.expect("there").is_some());
    }

    fn end(&self, number: i64, next: Next) {
        self.store.write_blocking(move |conn| finish(conn, number, next)).expect("finished");
    }

    /// Due, and the delivery before it.
    fn place(&self, number: i64) -> (Option<Timestamp>, Option<i64>) {
        let row = self.store.read(|conn| get(conn, number)).expect("a delivery");
        (row.next_due, row.held_behind)
    }

    fn free(&self) -> Option<Timestamp> {
        self.store.read(|conn| next_free(conn, None)).expect("a query")
    }
}

fn owner_is_gone(path: &std::path::Path, id: &str) -> bool {
    id != "me" && is_gone(path, id)
}

fn finish(conn: &Connection, number: i64, next: Next) -> Result<(), StoreError> {
    let attempt = NewAttempt {
        started_at: time(0),
        latency: Duration::ZERO,
        request_headers: HeaderList::new(),
        outcome: AttemptOutcome::default(),
    };
    finish_attempt(conn, number, &attempt, next)
}

#[test]
fn one_at_a_time_of_a_key_and_other_keys_never_wait() {
    let log = outbox(&["a", "a", "b", "a"]);
    let other = NewDelivery { origin: "poll elsewhere".to_owned(), ..keyed(1, "a", 5) };
    assert_eq!(log.put(other), 5);
    assert_eq!(log.put(delivery(1, 6)), 6);
    assert_eq!(log.place(2), (None, Some(1)));
    assert_eq!(log.place(4), (None, Some(1)));
    assert_eq!(log.due(100), [1, 3, 5, 6], "another origin, and none without a key, wait");
    assert_eq!(log.store.read(|conn| pending(conn, None)).expect("a count"), 6);
    assert_eq!(log.free(), None, "what is held is not due: nobody spins on it");
    log.end(1, Next::RetryAt(time(110)));
    assert_eq!((log.due(109), log.free()), (vec![], Some(time(110))));
    assert_eq!(log.due(110), [1]);
    log.end(1, Next::Delivered);
    assert_eq!((log.place(2), log.place(4)), ((Some(time(2)), None), (None, Some(2))));
    assert_eq!(log.free(), Some(time(2)), "it was due long ago");
    assert_eq!(log.due(111), [2]);
    log.end(2, Next::Dead);
    assert_eq!(log.due(112), [4], "a dead one holds nobody");
    assert!(!log.store.read(|conn| is_drained(conn, None)).expect("an answer"));
    for number in [3, 4, 5, 6] {
        log.end(number, Next::Delivered);
    }
    assert!(log.store.read(|conn| is_drained(conn, None)).expect("an answer"));
    log.put(keyed(1, "a", 300));
    assert_eq!(log.due(300), [7], "the past of a key is no hindrance");
}

#[test]
fn an_owner_that_is_gone_keeps_its_place() {
    let log = outbox(&["a", "a", "a"]);
    let first = Owner::register(&log.path).expect("an owner");
    let second = Owner::register(&log.path).expect("an owner");
    assert_eq!(log.claim_as(first.id(), None, 10), [1]);
    assert_eq!(log.claim_as(second.id(), None, 11), NONE);
    drop(first);
    assert_eq!(
        log.claim_as(second.id(), Some(&delivery(1, 0).origin), 12),
        [1],
        "and not the next"
    );
    // Its lease runs out while it lives, and the delivery ends in other hands.
    assert_eq!(log.due(73), [1]);
    log.end(1, Next::Delivered);
    assert_eq!(log.due(74), [2]);
    log.end(1, Next::RetryAt(time(80)));
    assert_eq!(log.due(100), NONE, "a late failure neither revives the first nor frees the third");
}

#[test]
fn cancelling_the_first_frees_the_next_and_cancelling_all_leaves_none() {
    let log = outbox(&["a", "a", "a", "a"]);
    let one = |number| {
        log.store.write_blocking(move |conn| cancel(conn, Which::Number(number))).expect("done")
    };
    assert_eq!(one(2), 1, "one in the middle");
    assert_eq!(log.place(3), (None, Some(1)));
    assert_eq!(one(1), 1);
    assert_eq!(log.due(10), [3]);
    let all = log.store.write_blocking(|conn| cancel(conn, Which::All)).expect("cancelled");
    assert_eq!((all, log.free()), (2, None));
    for number in 1..=4 {
        assert_eq!(log.place(number), (None, None));
    }
    log.end(3, Next::Delivered);
    assert_eq!(log.due(1_000), NONE);
    let log = outbox(&["a", "a"]);
    assert_eq!(log.due(10), [1]);
    let mine = delivery(1, 0).origin;
    let left = log.store.write_blocking(move |conn| cancel_owned(conn, &mine, "me"));
    assert_eq!(left.expect("cancelled"), 2, "a held one, too");
}

#[test]
fn removing_the_event_of_the_first_frees_the_next() {
    let log = outbox(&["a", "a", "a"]);
    let remove = |numbers: &'static [i64], pending| {
        log.store.write_blocking(move |conn| event::remove(conn, numbers, pending)).expect("done")
    };
    assert_eq!(remove(&[1, 2, 3], Pending::Kept), 0, "a held one is still to be delivered");
    assert_eq!(remove(&[1], Pending::Removed), 1);
    assert_eq!(log.place(2), (Some(time(2)), None));
    assert_eq!(log.place(3), (None, Some(2)));
    assert_eq!(remove(&[2, 3], Pending::Removed), 2);
    assert_eq!(log.free(), None);
}

#[test]
fn a_retry_by_hand_goes_ahead_and_its_rest_waits_again() {
    let log = outbox(&["a", "a", "a"]);
    log.take(2, 10);
    assert_eq!(log.due(11), [1], "the first goes on as ever");
    log.end(2, Next::RetryAt(time(500)));
    assert_eq!(log.place(2), (None, Some(1)));
    log.end(1, Next::Delivered);
    assert_eq!(log.place(2), (Some(time(500)), None), "its own wait still counts");
    log.take(3, 12);
    log.end(3, Next::Delivered);
    assert_eq!(log.due(499), NONE);
    assert_eq!(log.due(500), [2]);
}

#[test]
fn a_retry_by_hand_that_is_killed_gets_its_turn() {
    let log = outbox(&["a", "a"]);
    let (killed, path) = (Owner::register(&log.path).expect("an owner"), log.path.clone());
    let id = killed.id().to_owned();
    let taken = log.store.write_blocking(move |conn| {
        take(conn, 2, &id, time(10), LEASE, &|other| is_gone(&path, other))
    });
    assert!(taken.expect("there").is_some());
    drop(killed);
    assert_eq!(log.due(1_000), [1]);
    log.end(1, Next::Delivered);
    assert_eq!(log.due(1_001), [2]);
}

#[test]
fn the_first_dead_and_retried_stops_nobody_who_went_already() {
    let log = outbox(&["a", "a", "a"]);
    assert_eq!(log.due(10), [1]);
    log.end(1, Next::Dead);
    log.take(1, 20);
    assert_eq!(log.due(21), [2], "it was due before the first came back");
    log.put(keyed(1, "a", 22));
    log.end(2, Next::RetryAt(time(90)));
    assert_eq!(log.place(3), (None, Some(1)));
    log.end(1, Next::Dead);
    assert_eq!(log.place(2), (Some(time(90)), None));
    assert_eq!((log.place(3), log.place(4)), ((None, Some(2)), (None, Some(2))));
    // The last of a key, dead and retried, holds nobody for good.
    for number in [2, 3, 4] {
        assert_eq!(log.due(100), [number]);
        log.end(number, Next::Dead);
    }
    log.take(4, 101);
    log.put(keyed(1, "a", 102));
    assert_eq!(log.due(103), NONE);
    log.end(4, Next::Delivered);
    assert_eq!(log.due(104), [5]);
    assert_eq!(log.store.read(|conn| get(conn, 4)).expect("there").state, State::Delivered);
}

/// What is put into the outbox with its owner's attempt to come is made by that owner, held or not.
#[test]
fn one_inserted_leased_is_its_owners_and_still_has_its_place() {
    let log = outbox(&["a"]);
    let second = NewDelivery { owner: Some("me".to_owned()), ..keyed(1, "a", 0) };
    assert_eq!(log.put(second), 2);
    assert_eq!(log.due(10), [1]);
    log.end(2, Next::RetryAt(time(11)));
    assert_eq!(log.place(2), (None, Some(1)));
    log.end(1, Next::Dead);
    assert_eq!(log.due(11), [2]);
}

fn fill(log: &Fixture, count: usize) {
    let filled = log.store.write_blocking(move |conn| {
        (0..count).try_for_each(|_| enqueue(conn, &keyed(1, "a", 0)).map(drop))
    });
    filled.expect("filled");
}

/// Steps of SQLite's machine for the end of the first of so many: a count, not a time.
fn steps_to_free_the_next(held: usize) -> i32 {
    let log = outbox(&["a"]);
    fill(&log, held);
    let steps = log.store.write_blocking(|conn| {
        let mut ends =
            conn.prepare("UPDATE deliveries SET state = 'delivered', due = NULL WHERE number = ?")?;
        ends.execute([1])?;
        assert_eq!(ends.get_status(StatementStatus::FullscanStep), 0);
        Ok(ends.get_status(StatementStatus::VmStep))
    });
    assert_eq!(log.place(2), (Some(time(0)), None));
    steps.expect("done")
}

#[test]
fn the_end_of_one_costs_the_same_however_many_are_held() {
    assert_eq!(steps_to_free_the_next(10), steps_to_free_the_next(2_000));
}

/// That the steps do not grow with the number held is held above; here all of them are taken.
#[test]
fn ten_thousand_held_go_one_after_the_other() {
    let count = 10_000;
    let log = outbox(&["b"]);
    log.end(1, Next::Delivered);
    fill(&log, count);
    let drained = log.store.write_blocking(move |conn| {
        for expected in 2.. {
            assert!(next_free(conn, None)?.is_some() && next_due(conn, None)?.is_some());
            let claimed = claim_due(conn, None, "me", time(9), LEASE, 10, &|_| false)?;
            assert_eq!(claimed.iter().map(|one| one.number).collect::<Vec<_>>(), [expected]);
            finish(conn, expected, Next::Delivered)?;
            if is_drained(conn, None)? {
                break;
            }
        }
        Ok(())
    });
    drained.expect("drained");
    assert_eq!(log.count("deliveries WHERE state = 'delivered'"), count as i64 + 1);
}
