//! How far a task of Lexi's has come, and what is told on the way.

use std::collections::HashSet;

use proptest::prelude::*;
use serde_json::json;

use super::super::super::feed::Status;
use super::super::super::window::Purpose;
use super::super::fixture::{Watcher, at, day, ids, row, told};
use super::{Reading, Row, seen};

fn task(status: &str, created: &str) -> Row {
    row(json!({"id": "x1", "status": status, "created_at": created}))
}

fn see(watcher: &mut Watcher, status: &str) -> Vec<String> {
    let asked = Status::find(status).unwrap_or(Status::Pending);
    let rows = [task(status, &day(12))];
    let window = watcher.window;
    let reading = Reading { status: asked, rows: &rows, window: &window };
    let names = watcher.told(|look| seen(&[reading], look));
    names.iter().map(|name| name.trim_end_matches(" x1").to_owned()).collect()
}

const PLANNED: [&str; 4] =
    ["lexi.task_created", "lexi.task_approved", "lexi.task_completed", "lexi.task_failed"];

#[test]
fn every_status_gone_through_is_told_in_order_and_none_twice() {
    let (made, yes) = ("lexi.task_created", "lexi.task_approved");
    let (done, failed) = ("lexi.task_completed", "lexi.task_failed");
    for (statuses, told) in [
        ("pending", vec![made]),
        ("approved", vec![made, yes]),
        ("completed", vec![made, yes, done]),
        ("failed", vec![made, yes, failed]),
        ("dismissed", vec![made]),
        ("pending approved completed", vec![made, yes, done]),
        ("pending completed", vec![made, yes, done]),
        ("approved completed", vec![made, yes, done]),
        ("approved pending approved", vec![made, yes]),
        ("completed approved pending failed", vec![made, yes, done]),
        ("failed completed", vec![made, yes, failed, done]),
        ("pending executing approved", vec![made, yes]),
    ] {
        let mut watcher = Watcher::new();
        watcher.want(&PLANNED);
        let all: Vec<String> =
            statuses.split(' ').flat_map(|status| see(&mut watcher, status)).collect();
        assert_eq!(all, told, "{statuses}");
    }
}

#[test]
fn the_launched_names_tell_of_approval_and_dismissal() {
    for (statuses, told) in [
        ("pending dismissed", vec!["task.dismissed"]),
        ("pending completed", vec!["task.approved"]),
        ("dismissed approved", vec!["task.dismissed", "task.approved"]),
        ("approved dismissed", vec!["task.approved"]),
        ("approved", vec!["task.approved"]),
    ] {
        let mut watcher = Watcher::new();
        watcher.want(&["task.approved", "task.dismissed"]);
        let all: Vec<String> =
            statuses.split(' ').flat_map(|status| see(&mut watcher, status)).collect();
        assert_eq!(all, told, "{statuses}");
    }
}

#[test]
fn the_launched_body_is_the_answer_of_an_approval() {
    let mut watcher = Watcher::new();
    watcher.want(&["task.approved"]);
    let rows = [task("completed", &day(12))];
    let window = watcher.window;
    let reading = Reading { status: Status::Completed, rows: &rows, window: &window };
    let changes = watcher.take(|look| seen(&[reading], look));
    assert_eq!(changes.events[0].data, json!({"task_id": "x1", "status": "approved"}));
    assert_eq!(changes.events[0].order_key, "lexi:x1");
}

#[test]
fn a_task_that_moves_while_it_is_read_is_told_in_one_order() {
    let (early, late) = ([task("pending", &day(12))], [task("approved", &day(12))]);
    let mut watcher = Watcher::new();
    watcher.want(&PLANNED);
    let window = watcher.window;
    let readings = [
        Reading { status: Status::Approved, rows: &late, window: &window },
        Reading { status: Status::Pending, rows: &early, window: &window },
    ];
    let names = watcher.told(|look| seen(&readings, look));
    assert_eq!(names, ["lexi.task_created x1", "lexi.task_approved x1"]);
    assert_eq!(watcher.entry("x1").state, "approved");
}

#[test]
fn a_task_from_before_the_baseline_is_told_from_where_it_moves_on() {
    let mut watcher = Watcher::new();
    watcher.want(&PLANNED);
    let window = watcher.window;
    let mut read = |status: Status| {
        let rows = [task(status.as_str(), "2026-01-01T00:00:00Z")];
        let reading = Reading { status, rows: &rows, window: &window };
        watcher.told(|look| seen(&[reading], look))
    };
    assert!(read(Status::Pending).is_empty());
    assert_eq!(read(Status::Completed), ["lexi.task_approved x1", "lexi.task_completed x1"]);
}

#[test]
fn a_status_asked_for_later_has_a_baseline_of_its_own() {
    let mut watcher = Watcher::new();
    watcher.want(&PLANNED);
    assert_eq!(see(&mut watcher, "pending"), ["lexi.task_created"]);
    let (old, new) = (watcher.window, {
        let mut window = watcher.window;
        window.purpose = Purpose::Baseline;
        window
    });
    let failed = [task("failed", &day(12)), row(json!({"id": "x2", "created_at": day(13)}))];
    let pending = [row(json!({"id": "x3", "created_at": day(14)}))];
    let readings = [
        Reading { status: Status::Pending, rows: &pending, window: &old },
        Reading { status: Status::Failed, rows: &failed, window: &new },
    ];
    let names = watcher.told(|look| seen(&readings, look));
    assert_eq!(names, ["lexi.task_created x3"]);
    assert_eq!(watcher.entry("x2").state, "failed", "the status that was asked for");
}

#[test]
fn an_unknown_status_is_noted_and_kept() {
    let mut watcher = Watcher::new();
    watcher.want(&PLANNED);
    see(&mut watcher, "approved");
    let rows = [task("executing", &day(12))];
    let window = watcher.window;
    let reading = Reading { status: Status::Approved, rows: &rows, window: &window };
    let changes = watcher.take(|look| seen(&[reading], look));
    assert_eq!(
        changes.notes[0].to_string(),
        "lexi `x1`: its status `executing` is not a documented one"
    );
    assert_eq!(watcher.entry("x1").state, "approved:executing");
    assert_eq!(see(&mut watcher, "completed"), ["lexi.task_completed"]);
}

#[test]
fn since_tells_again_under_the_same_ids_and_a_period_the_creation_alone() {
    let mut watcher = Watcher::new();
    watcher.want(&PLANNED);
    let rows = [task("completed", &day(12))];
    let read = |watcher: &mut Watcher| {
        let window = watcher.window;
        let reading = Reading { status: Status::Completed, rows: &rows, window: &window };
        watcher.take(|look| seen(&[reading], look))
    };
    let first = read(&mut watcher);
    assert!(read(&mut watcher).events.is_empty());
    watcher.window.since = Some(at(&day(12)));
    assert_eq!(ids(&read(&mut watcher)), ids(&first));
    watcher.window.purpose = Purpose::Review { until: at(&day(13)) };
    assert_eq!(told(&read(&mut watcher)), ["lexi.task_created x1"]);
}

proptest! {
    #[test]
    fn no_event_of_a_task_is_told_twice(
        words in proptest::collection::vec(
            prop_oneof!["pending", "approved", "dismissed", "failed", "completed", "odd"], 1..20
        )
    ) {
        let mut watcher = Watcher::new();
        let mut all = HashSet::new();
        for word in words {
            for name in see(&mut watcher, &word) {
                prop_assert!(all.insert(name.clone()), "{} again", name);
            }
        }
        prop_assert!(all.contains("lexi.task_created"));
    }
}
