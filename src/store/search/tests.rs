//! Searches give the same answer before, while and after the index is filled.

use super::{Progress, fill};
use crate::contract::signature::Verdict;
use crate::store::event::{self, EventFilter, NewEvent, Order, Pending, remove};
use crate::store::fixture::{Fixture, arrival, fixture};

fn hits(log: &Fixture, text: &str) -> Vec<i64> {
    let filter = EventFilter { order: Order::Oldest, ..EventFilter::default() };
    let found = |filter: &EventFilter| {
        let rows = log
            .store
            .read(|conn| {
                event::list(conn, &EventFilter { text: Some(text.to_owned()), ..filter.clone() })
            })
            .expect("a search");
        rows.iter().map(|row| row.number).collect::<Vec<_>>()
    };
    let oldest = found(&filter);
    let mut newest = found(&EventFilter::default());
    newest.reverse();
    assert_eq!(oldest, newest, "the order changes nothing else");
    oldest
}

fn fill_all(log: &Fixture) {
    // A transaction of its own, as the writer's idle step: not inside a job.
    let conn = crate::store::file::open_writer(&log.path).expect("a connection");
    while fill(&conn, &|| true).expect("filled") == Progress::More {}
}

fn check(log: &Fixture) {
    assert_eq!(hits(log, "Müller & Söhne"), [1]);
    assert_eq!(hits(log, "MÜLLER & S"), [1], "case does not matter");
    assert_eq!(hits(log, "100%"), [2]);
    assert_eq!(hits(log, "a*b"), [2]);
    assert_eq!(hits(log, "say \"hi\" OR"), [3]);
    assert_eq!(hits(log, "\"hi"), [3]);
    assert_eq!(hits(log, "contact.created"), [1, 2, 3, 4]);
    assert_eq!(hits(log, "0b9a-77"), [1]);
    assert_eq!(hits(log, "/hooks?tenant=1"), [1, 2, 3, 4]);
    assert_eq!(hits(log, "application/json"), [1, 2, 3, 4]);
    assert_eq!(hits(log, "authorization: "), [1, 2, 3, 4]);
    assert_eq!(hits(log, "&"), [1], "too short for the index");
    assert_eq!(hits(log, "a*"), [2]);
    assert!(hits(log, "hidden-token").is_empty(), "credentials are not searched");
    assert!(hits(log, "a%b").is_empty());
    assert!(hits(log, "contact.createdx").is_empty());
    assert_eq!(hits(log, "nul\0byte"), [4]);
}

#[test]
fn the_answer_is_complete_before_during_and_after_indexing() {
    let log = fixture();
    log.record(arrival(Some("0b9a-77"), "{\"name\": \"Müller & Söhne\"}"));
    log.record(arrival(None, "discount 100% a*b"));
    log.record(arrival(None, "say \"hi\" OR not"));
    log.record(arrival(None, "\u{0}nul\0byte"));
    check(&log);
    let conn = crate::store::file::open_writer(&log.path).expect("a connection");
    assert_eq!(fill(&conn, &|| true).expect("filled"), Progress::More);
    check(&log);
    fill_all(&log);
    check(&log);
    log.record(arrival(None, "late"));
    assert_eq!(hits(&log, "late"), [5]);
}

#[test]
fn filters_hold_within_a_search_and_pages_join() {
    let log = fixture();
    let inserted = log.store.write_blocking(|conn| {
        (0..600).try_for_each(|number| {
            let name = if number % 2 == 0 { "even" } else { "odd" };
            let event = NewEvent { event: Some(name.to_owned()), ..arrival(None, "needle") };
            crate::store::event::insert(conn, &event).map(drop)
        })
    });
    inserted.expect("inserted");
    for indexed in [false, true] {
        if indexed {
            fill_all(&log);
        }
        assert_eq!(hits(&log, "needle"), (1..=600).collect::<Vec<_>>());
        let even = EventFilter {
            events: vec!["even".to_owned()],
            limit: Some(290),
            ..EventFilter::default()
        };
        let rows = log
            .store
            .read(|conn| {
                event::list(conn, &EventFilter { text: Some("needle".to_owned()), ..even.clone() })
            })
            .expect("a search");
        assert_eq!(rows.len(), 290);
        assert!(rows.iter().all(|row| row.number % 2 == 1));
        assert_eq!(rows.last().map(|row| row.number), Some(21));
    }
}

#[test]
fn what_is_in_the_ring_is_found_and_not_indexed() {
    let log = fixture();
    let inserted = log.store.write_blocking(|conn| {
        (0..900).try_for_each(|number| {
            let verdict = if number % 3 == 0 { Verdict::Verified } else { Verdict::Mismatch };
            let event = NewEvent { verdict, ring: number % 3 > 0, ..arrival(None, "needle") };
            crate::store::event::insert(conn, &event).map(drop)
        })
    });
    inserted.expect("inserted");
    let all = (1..=900).collect::<Vec<_>>();
    assert_eq!(hits(&log, "needle"), all);
    fill_all(&log);
    assert_eq!(hits(&log, "needle"), all);
    assert!(hits(&log, "needless").is_empty());
    assert_eq!(log.count("event_text_docsize"), 300);
    assert_eq!(log.count("indexed WHERE up_to = 900"), 1);
    let removed = log.store.write_blocking(|conn| remove(conn, &[1, 2], Pending::Kept));
    assert_eq!(removed.expect("removed"), 2);
    assert_eq!(hits(&log, "needle"), all[2..]);
}

#[test]
fn a_text_that_is_common_and_then_rare_is_found_wherever_it_is() {
    let log = fixture();
    let holds = |number: i64| number % 97 == 0 || (200..=300).contains(&number) || number > 480;
    let inserted = log.store.write_blocking(move |conn| {
        (1..=600).try_for_each(|number| {
            let body = if holds(number) { "needle" } else { "hay" };
            crate::store::event::insert(conn, &arrival(None, body)).map(drop)
        })
    });
    inserted.expect("inserted");
    fill_all(&log);
    let expected: Vec<i64> = (1..=600).filter(|number| holds(*number)).collect();
    assert_eq!(hits(&log, "needle"), expected);
    let text = Some("needle".to_owned());
    for limit in 1..=expected.len() {
        let filter =
            EventFilter { text: text.clone(), limit: Some(limit), ..EventFilter::default() };
        let rows = log.store.read(|conn| event::list(conn, &filter)).expect("a search");
        let found: Vec<i64> = rows.iter().rev().map(|row| row.number).collect();
        assert_eq!(found, expected[expected.len() - limit..]);
    }
}

#[test]
fn what_is_removed_leaves_the_index_too() {
    let log = fixture();
    log.record(arrival(None, "gone"));
    log.record(arrival(None, "kept"));
    fill_all(&log);
    let removed = log.store.write_blocking(|conn| remove(conn, &[1, 9], Pending::Kept));
    assert_eq!(removed.expect("removed"), 1);
    assert!(hits(&log, "gone").is_empty());
    assert_eq!(log.count("event_text_docsize"), 1);
}

#[test]
fn the_idle_writer_fills_the_index_by_itself() {
    let log = fixture();
    log.record(arrival(None, "x"));
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while log.count("indexed WHERE up_to = 1") == 0 {
        assert!(std::time::Instant::now() < deadline, "never filled");
        std::thread::yield_now();
    }
}
