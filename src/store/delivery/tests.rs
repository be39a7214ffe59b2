//! The life of a delivery: claimed by one, tried, tried again, ended; and taken over.

use std::time::Duration;

use jiff::Timestamp;

use crate::contract::header::HeaderList;
use crate::contract::retry::RetrySchedule;
use crate::store::StoreError;
use crate::store::fixture::{Fixture, arrival, delivery, fixture, time};
use crate::store::lease::{Owner, is_gone};

use super::{
    AttemptOutcome, Claimed, DeliveryFilter, NewAttempt, NewDelivery, Next, State, Which, attempts,
    cancel, cancel_owned, claim_due, enqueue, finish_attempt, get, list, next_due, pending,
    record_finished, take,
};

const LEASE: Duration = Duration::from_secs(60);

fn attempt(at: i64, status: Option<u16>) -> NewAttempt {
    let mut headers = HeaderList::new();
    headers.push("x-try", at.to_string());
    let refused = status.is_none();
    NewAttempt {
        started_at: time(at),
        latency: Duration::from_millis(12),
        request_headers: headers.clone(),
        outcome: AttemptOutcome {
            status,
            response_headers: headers,
            response_body: b"answer\0".to_vec(),
            response_size: 70_000,
            error_kind: refused.then(|| "connection_refused".to_owned()),
            error: refused.then(|| "nobody listens on port 3000".to_owned()),
        },
    }
}

fn outbox(deliveries: Vec<NewDelivery>) -> Fixture {
    let log = fixture();
    log.record(arrival(Some("id-1"), "body"));
    let enqueued = log.store.write_blocking(move |conn| {
        deliveries.iter().try_for_each(|delivery| enqueue(conn, delivery).map(drop))
    });
    enqueued.expect("enqueued");
    log
}

impl Fixture {
    fn claim(&self, owner: &str, origin: Option<&str>, now: i64) -> Vec<Claimed> {
        let (owner, origin) = (owner.to_owned(), origin.map(str::to_owned));
        let path = self.path.clone();
        let claimed = self.store.write_blocking(move |conn| {
            let gone = |id: &str| is_gone(&path, id);
            claim_due(conn, origin.as_deref(), &owner, time(now), LEASE, 10, &gone)
        });
        claimed.expect("a claim")
    }

    fn finish(&self, number: i64, made: NewAttempt, next: Next) {
        let finished =
            self.store.write_blocking(move |conn| finish_attempt(conn, number, &made, next));
        finished.expect("finished");
    }

    fn state(&self, number: i64) -> (State, u32, Option<Timestamp>) {
        let row = self.store.read(|conn| get(conn, number)).expect("a delivery");
        (row.state, row.attempts, row.next_due)
    }
}

fn numbers(claimed: &[Claimed]) -> Vec<i64> {
    claimed.iter().map(|claimed| claimed.number).collect()
}

#[test]
fn a_claim_is_exclusive_and_gives_all_that_an_attempt_needs() {
    let log = outbox(vec![delivery(1, 5), delivery(1, 0), delivery(1, 100)]);
    let (mine, yours) = (Owner::register(&log.path), Owner::register(&log.path));
    let (mine, yours) = (mine.expect("an owner"), yours.expect("an owner"));
    let claimed = log.claim(mine.id(), None, 10);
    assert_eq!(numbers(&claimed), [2, 1], "earliest first, and none before it is due");
    let (first, new) = (&claimed[1], delivery(1, 5));
    assert_eq!(
        (&first.target, &first.headers, first.stamp),
        (&new.target, &new.headers, new.stamp)
    );
    assert_eq!((&first.schedule, first.attempts_made), (&new.schedule, 0));
    assert_eq!((first.body.as_slice(), first.delivery_id.as_deref()), (&b"body"[..], Some("id-1")));
    assert!(log.claim(yours.id(), None, 10).is_empty());
    assert!(log.claim(mine.id(), None, 10).is_empty(), "nor twice by the same");
    assert_eq!(log.store.read(|conn| pending(conn, None)).expect("a count"), 3);
    // Once the lease has run out, whoever comes may have it.
    assert_eq!(numbers(&log.claim(yours.id(), None, 71)), [2, 1]);
}

#[test]
fn the_lease_of_an_ended_process_is_taken_over_at_once() {
    let log = outbox(vec![delivery(1, 0)]);
    let gone = Owner::register(&log.path).expect("an owner");
    let next = Owner::register(&log.path).expect("an owner");
    assert_eq!(numbers(&log.claim(gone.id(), None, 0)), [1]);
    assert!(log.claim(next.id(), None, 1).is_empty());
    drop(gone);
    assert_eq!(numbers(&log.claim(next.id(), None, 1)), [1]);
}

#[test]
fn one_inserted_leased_is_its_owners_alone() {
    let owner = |log: &Fixture| Owner::register(&log.path).expect("an owner");
    let log = outbox(vec![]);
    let (mine, other) = (owner(&log), owner(&log));
    let leased = NewDelivery { owner: Some(mine.id().to_owned()), ..delivery(1, 0) };
    log.store.write_blocking(move |conn| enqueue(conn, &leased)).expect("enqueued");
    assert!(log.claim(mine.id(), None, 1_000_000).is_empty());
    assert!(log.claim(other.id(), None, 1_000_000).is_empty());
    log.finish(1, attempt(0, None), Next::RetryAt(time(5)));
    assert!(log.claim(other.id(), None, 4).is_empty());
    assert_eq!(numbers(&log.claim(other.id(), None, 5)), [1], "a retry is free");
}

#[test]
fn an_origin_drains_its_own_and_none_drains_all() {
    let other = NewDelivery { origin: "send x".to_owned(), ..delivery(1, 7) };
    let log = outbox(vec![delivery(1, 9), other]);
    let due = |origin| log.store.read(|conn| next_due(conn, origin)).expect("a query");
    let ours = delivery(1, 0).origin;
    assert_eq!((due(None), due(Some(&ours))), (Some(time(7)), Some(time(9))));
    assert_eq!(due(Some("nobody")), None);
    assert_eq!(log.store.read(|conn| pending(conn, Some(&ours))).expect("a count"), 1);
    assert!(log.claim("me", Some("nobody"), 10).is_empty());
    assert_eq!(numbers(&log.claim("me", Some(&ours), 10)), [1]);
    assert_eq!(numbers(&log.claim("me", None, 10)), [2]);
}

#[test]
fn failures_are_retried_until_the_last_and_then_by_hand() {
    let log = outbox(vec![delivery(1, 0)]);
    log.claim("me", None, 0);
    log.finish(1, attempt(0, None), Next::RetryAt(time(5)));
    assert_eq!(log.state(1), (State::Pending, 1, Some(time(5))));
    let claimed = log.claim("me", None, 5);
    assert_eq!((claimed[0].attempts_made, claimed[0].schedule_made), (1, 1));
    log.finish(1, attempt(5, Some(503)), Next::Dead);
    assert_eq!(log.state(1), (State::Dead, 2, None));
    assert!(log.claim("me", None, 1_000).is_empty());
    let taken = log
        .store
        .write_blocking(|conn| take(conn, 1, "me", time(50), Duration::from_secs(60), &|_| false));
    let taken = taken.expect("there").expect("in nobody's hands");
    assert_eq!((taken.attempts_made, taken.schedule_made), (2, 0));
    assert_eq!(taken.schedule, RetrySchedule::none(), "what had ended gets the one attempt");
    let other = log
        .store
        .write_blocking(|conn| take(conn, 1, "you", time(51), Duration::from_secs(60), &|_| false));
    assert_eq!(other.expect("there"), None, "somebody who lives holds it");
    log.finish(1, attempt(50, Some(204)), Next::Delivered);
    assert_eq!(log.state(1), (State::Delivered, 3, None));

    let made = log.store.read(|conn| attempts(conn, 1)).expect("attempts");
    assert_eq!(made.iter().map(|made| made.number).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(made[0].error_kind.as_deref(), Some("connection_refused"));
    assert_eq!((made[1].status, made[1].response_size), (Some(503), 70_000));
    assert_eq!(made[1].response_body, b"answer\0");
    assert_eq!(made[2].request_headers.text("x-try"), Some("50"));
    assert_eq!((made[2].started_at, made[2].latency), (time(50), Duration::from_millis(12)));
}

#[test]
fn cancelling_ends_what_is_pending_and_a_late_success_still_counts() {
    let log = outbox((0..4).map(|due| delivery(1, due)).collect());
    log.claim("me", None, 1);
    let cancelled = log.store.write_blocking(|conn| {
        Ok((cancel(conn, Which::Number(1))?, cancel(conn, Which::All)?, cancel(conn, Which::All)?))
    });
    assert_eq!(cancelled.expect("cancelled"), (1, 3, 0));
    log.finish(1, attempt(1, Some(500)), Next::RetryAt(time(9)));
    log.finish(2, attempt(1, Some(200)), Next::Delivered);
    assert_eq!(log.state(1), (State::Cancelled, 1, None));
    assert_eq!(log.state(2), (State::Delivered, 1, None));
}

#[test]
fn a_one_shot_command_cancels_its_own_and_nobody_elses() {
    let log = outbox((0..3).map(|_| delivery(1, 0)).collect());
    let leased = log.store.write_blocking(|conn| {
        conn.execute("UPDATE deliveries SET owner = 'other' WHERE number = 2", [])?;
        conn.execute("UPDATE deliveries SET owner = 'me' WHERE number = 3", [])?;
        let origin = delivery(1, 0).origin;
        Ok((cancel_owned(conn, "send x", "me")?, cancel_owned(conn, &origin, "me")?))
    });
    assert_eq!(leased.expect("cancelled"), (0, 2));
    assert_eq!(log.state(2).0, State::Pending);
}

#[test]
fn lists_are_narrowed_and_paged() {
    let log = outbox((0..3).map(|due| delivery(1, due)).collect());
    let finished = log.store.write_blocking(|conn| {
        record_finished(conn, &delivery(1, 3), &attempt(3, Some(502)), State::Dead)
    });
    assert_eq!(finished.expect("recorded"), 4);
    let list = |filter: DeliveryFilter| {
        let rows = log.store.read(|conn| list(conn, &filter)).expect("a list");
        rows.iter().map(|row| row.number).collect::<Vec<_>>()
    };
    let all = DeliveryFilter::default();
    assert_eq!(list(all.clone()), [4, 3, 2, 1]);
    assert_eq!(list(DeliveryFilter { states: vec![State::Dead], ..all.clone() }), [4]);
    assert_eq!(list(DeliveryFilter { after: Some(3), limit: Some(1), ..all.clone() }), [2]);
    assert!(list(DeliveryFilter { event: Some(1), origin: Some("x".into()), ..all }).is_empty());
    let last = log.store.read(|conn| get(conn, 4)).expect("a delivery");
    assert_eq!((last.last_status, last.next_due, last.attempts), (Some(502), None, 1));
    assert_eq!(last.event_name.as_deref(), Some("contact.created"));
}

#[test]
fn what_is_not_there_is_said_so() {
    let log = outbox(vec![]);
    let missing = |outcome: Result<(), StoreError>| {
        assert!(matches!(outcome, Err(StoreError::NoSuch { number: 9, .. })), "{outcome:?}");
    };
    missing(log.store.read(|conn| get(conn, 9).map(drop)));
    missing(
        log.store.write_blocking(|conn| {
            take(conn, 9, "me", time(0), Duration::ZERO, &|_| false).map(drop)
        }),
    );
    missing(
        log.store.write_blocking(|conn| finish_attempt(conn, 9, &attempt(0, None), Next::Dead)),
    );
    log.store.write_blocking(|conn| enqueue(conn, &delivery(9, 0))).expect_err("no such event");
}
