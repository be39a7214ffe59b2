//! Each way from one status to another, and what it tells.

use std::collections::HashSet;

use proptest::prelude::*;
use serde_json::json;

use super::super::super::guard::Completeness;
use super::super::super::window::Purpose;
use super::super::fixture::{Watcher, at, day, ids, row, told};
use super::super::step;
use super::{Row, Stage, scan};

fn campaign(status: &str) -> Row {
    row(json!({"id": "k1", "status": status, "created_at": day(12)}))
}

fn see(watcher: &mut Watcher, status: &str) -> Vec<String> {
    let rows = [campaign(status)];
    let names = watcher.told(|look| scan(&rows, Completeness::Stated, look));
    names.iter().map(|name| name.replace("campaign.", "").replace(" k1", "")).collect()
}

#[test]
fn every_step_between_two_looks_is_told_in_order() {
    for (statuses, told) in [
        ("draft", "created"),
        ("pending_approval", "created"),
        ("active", "created started"),
        ("paused", "created started paused"),
        ("completed", "created started completed"),
        ("draft draft", "created"),
        ("draft active", "created started"),
        ("draft paused", "created started paused"),
        ("draft completed", "created started completed"),
        ("active active", "created started"),
        ("active paused", "created started paused"),
        ("active completed", "created started completed"),
        ("active paused active", "created started paused"),
        ("active paused active paused", "created started paused paused"),
        ("active paused completed", "created started paused completed"),
        ("completed active", "created started completed started"),
        ("completed paused", "created started completed started paused"),
        ("active draft", "created started"),
        ("active draft active", "created started started"),
    ] {
        let mut watcher = Watcher::new();
        let all: Vec<String> =
            statuses.split(' ').flat_map(|status| see(&mut watcher, status)).collect();
        assert_eq!(all.join(" "), told, "{statuses}");
    }
}

#[test]
fn only_the_names_asked_for_are_told() {
    let mut watcher = Watcher::new();
    watcher.want(&["campaign.created", "campaign.started", "campaign.completed"]);
    assert_eq!(see(&mut watcher, "paused"), ["created", "started"]);
    assert_eq!(see(&mut watcher, "completed"), ["completed"]);
}

#[test]
fn an_unknown_status_is_kept_noted_once_and_moves_nothing() {
    let mut watcher = Watcher::new();
    see(&mut watcher, "active");
    let rows = [campaign("sending")];
    let changes = watcher.take(|look| scan(&rows, Completeness::Stated, look));
    assert!(changes.events.is_empty());
    let note = changes.notes[0].to_string();
    assert_eq!(note, "campaign `k1`: its status `sending` is not a documented one");
    assert_eq!(watcher.entry("k1").state, "active:sending");
    let again = watcher.take(|look| scan(&rows, Completeness::Stated, look));
    assert!(again.notes.is_empty() && again.puts.is_empty());
    assert!(see(&mut watcher, "active").is_empty(), "it never stopped being active");
    assert_eq!(see(&mut watcher, "completed"), ["completed"]);
}

#[test]
fn a_campaign_from_before_the_baseline_is_only_remembered() {
    let mut watcher = Watcher::new();
    let old = row(json!({"id": "k1", "status": "active", "created_at": "2025-01-01T00:00:00Z"}));
    assert!(watcher.told(|look| scan(&[old], Completeness::Stated, look)).is_empty());
    assert_eq!(see(&mut watcher, "paused"), ["paused"]);
}

#[test]
fn a_second_store_counts_alike() {
    let mut one = Watcher::new();
    see(&mut one, "draft");
    see(&mut one, "active");
    let mut other = Watcher::purpose(Purpose::Baseline);
    assert!(see(&mut other, "active").is_empty());
    other.window.purpose = Purpose::Watch;
    let rows = [campaign("completed")];
    let [first, second] = [&mut one, &mut other]
        .map(|watcher| ids(&watcher.take(|look| scan(&rows, Completeness::Stated, look))));
    assert_eq!(first, second);
}

#[test]
fn since_tells_a_campaign_made_since_with_all_its_steps_under_the_same_ids() {
    let mut watcher = Watcher::new();
    let rows = [campaign("completed")];
    let first = watcher.take(|look| scan(&rows, Completeness::Stated, look));
    watcher.window.since = Some(at(&day(12)));
    let again = watcher.take(|look| scan(&rows, Completeness::Stated, look));
    assert_eq!(told(&again).len(), 3);
    assert_eq!((ids(&again), again.puts.len()), (ids(&first), 0));
    let mut late = Watcher::purpose(Purpose::Baseline);
    late.window.since = Some(at(&day(12)));
    let backfilled = late.take(|look| scan(&rows, Completeness::Stated, look));
    assert_eq!(ids(&backfilled), ids(&first));
    late.window.since = Some(at(&day(13)));
    assert!(see(&mut late, "completed").is_empty());
}

#[test]
fn a_look_at_a_period_tells_the_creation_alone() {
    let mut watcher = Watcher::purpose(Purpose::Review { until: at(&day(13)) });
    watcher.window.since = Some(at(&day(12)));
    assert_eq!(see(&mut watcher, "completed"), ["created"]);
    assert!(watcher.known.is_empty());
}

#[test]
fn a_campaign_that_is_missing_is_deleted_and_one_that_returns_is_another() {
    let mut watcher = Watcher::new();
    see(&mut watcher, "draft");
    let none: [Row; 0] = [];
    let mut all = HashSet::new();
    for _ in 0..2 {
        let gone = watcher.take(|look| scan(&none, Completeness::Stated, look));
        assert_eq!(told(&gone), ["campaign.deleted k1"]);
        let rows = [campaign("active")];
        let back = watcher.take(|look| scan(&rows, Completeness::Stated, look));
        assert_eq!(told(&back), ["campaign.created k1", "campaign.started k1"]);
        all.extend([ids(&gone), ids(&back)].concat());
    }
    assert_eq!(all.len(), 6);
}

#[test]
fn a_step_is_told_once_by_its_id_and_not_when_it_is_older_than_the_baseline() {
    let rows = |indexes: [u32; 2]| {
        let [a, b] = indexes;
        [
            row(json!({"id": "step_1", "index": a, "created_at": "2025-01-01T00:00:00Z"})),
            row(json!({"id": "step_2", "index": b, "created_at": day(12)})),
        ]
    };
    let mut watcher = Watcher::new();
    let changes = watcher.take(|look| step::seen("k1", &rows([1, 2]), look));
    assert_eq!(told(&changes), ["campaign.step_created step_2"]);
    assert_eq!(changes.events[0].order_key, "campaign:k1");
    assert_eq!(changes.events[0].data["campaign_id"], "k1");
    assert!(watcher.told(|look| step::seen("k1", &rows([2, 1]), look)).is_empty());
}

proptest! {
    #[test]
    fn whatever_happens_the_last_event_tells_the_last_status(
        words in proptest::collection::vec(
            prop_oneof!["draft", "active", "paused", "completed", "odd"], 1..30
        )
    ) {
        let mut watcher = Watcher::new();
        let mut all = HashSet::new();
        let mut running = false;
        for word in words {
            let rows = [campaign(&word)];
            let changes = watcher.take(|look| scan(&rows, Completeness::Stated, look));
            for id in ids(&changes) {
                prop_assert!(all.insert(id), "an id is never used twice");
            }
            for event in &changes.events {
                match event.event.verb() {
                    "started" => running = true,
                    "completed" => running = false,
                    _ => {}
                }
            }
            match Stage::find(&word) {
                Some(Stage::Active | Stage::Paused) => prop_assert!(running),
                Some(Stage::Completed) => prop_assert!(!running),
                _ => {}
            }
        }
    }
}
