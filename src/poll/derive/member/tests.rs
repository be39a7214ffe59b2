//! Who came to a list and who left it.

use std::collections::HashSet;

use serde_json::json;

use super::super::super::guard::{Completeness, Verdict};
use super::super::super::window::Purpose;
use super::super::fixture::{Watcher, contact, ids, row, told};
use super::super::list;
use super::{Row, scan};
use crate::store::poll::Watermark;

fn the_list() -> Row {
    row(json!({"id": "l1", "name": "A", "contact_count": 2}))
}

fn members(ids: &[&str]) -> Vec<Row> {
    ids.iter().map(|id| contact(id, 0, 0, "a")).collect()
}

fn see(watcher: &mut Watcher, ids: &[&str]) -> Vec<String> {
    let rows = members(ids);
    let changes = watcher.take(|look| scan(&the_list(), &rows, Completeness::Stated, look));
    let name = |event: &super::super::Derived| match &event.version {
        super::Version::Member { id, .. } => format!("{} {id}", event.event.verb()),
        other => panic!("{other:?}"),
    };
    changes.events.iter().map(name).collect()
}

#[test]
fn the_members_at_the_baseline_are_not_news_and_those_after_it_are() {
    let mut watcher = Watcher::purpose(Purpose::Baseline);
    watcher.want(&["list.contact_added"]);
    assert!(see(&mut watcher, &["c1"]).is_empty());
    watcher.window.purpose = Purpose::Watch;
    assert_eq!(see(&mut watcher, &["c1", "c2"]), ["contact_added c2"]);
    assert!(see(&mut watcher, &["c1", "c2"]).is_empty());
}

#[test]
fn the_data_and_the_key_are_those_of_the_list() {
    let mut watcher = Watcher::new();
    let rows = members(&["c1"]);
    let changes = watcher.take(|look| scan(&the_list(), &rows, Completeness::Stated, look));
    assert_eq!(told(&changes), ["list.contact_added l1", "list.contacts_added l1"]);
    let [planned, launched] = &changes.events[..] else { panic!("two") };
    assert_eq!(planned.data, json!({"list": the_list().fields, "contact": rows[0].fields}));
    assert_eq!(
        launched.data,
        json!({"added": 1, "list_id": "l1", "contact_count": 2, "contact_ids": ["c1"]})
    );
    assert!(changes.events.iter().all(|event| event.order_key == "list:l1"));
}

#[test]
fn to_leave_and_to_come_back_is_told_each_time_under_a_new_id() {
    let mut watcher = Watcher::new();
    watcher.want(&["list.contacts_added", "list.contacts_removed"]);
    let mut all = HashSet::new();
    for there in [&["c0", "c1"][..], &["c0"], &["c0", "c1"], &["c0"], &["c0", "c1"]] {
        let rows = members(there);
        let changes = watcher.take(|look| scan(&the_list(), &rows, Completeness::Stated, look));
        all.extend(ids(&changes));
    }
    assert_eq!(all.len(), 6, "c0 once, c1 three times in and twice out");
    let rows = members(&["c0"]);
    let changes = watcher.take(|look| scan(&the_list(), &rows, Completeness::Stated, look));
    let data = json!({"removed": true, "list_id": "l1", "contact_id": "c1"});
    assert_eq!(changes.events[0].data, data);
}

#[test]
fn a_reading_that_is_not_complete_removes_nobody() {
    let mut watcher = Watcher::new();
    see(&mut watcher, &["c1", "c2"]);
    let partial = Completeness::judge(1, &[2]);
    let rows = members(&["c3"]);
    let changes = watcher.take(|look| scan(&the_list(), &rows, partial, look));
    assert_eq!(told(&changes), ["list.contact_added l1", "list.contacts_added l1"]);
    assert_eq!(changes.verdict, Verdict::Partial { read: 1, total: Some(2) });
    assert_eq!(watcher.known.len(), 3);
}

#[test]
fn a_list_that_empties_at_once_is_doubted_only_where_removals_are_told() {
    let names: Vec<String> = (0..30).map(|n| format!("c{n}")).collect();
    let all: Vec<&str> = names.iter().map(String::as_str).collect();
    for (wanted, refused) in [("list.contacts_removed", true), ("list.contact_added", false)] {
        let mut watcher = Watcher::new();
        watcher.want(&[wanted]);
        see(&mut watcher, &all);
        let changes = watcher.take(|look| scan(&the_list(), &[], Completeness::Stated, look));
        assert_eq!(changes.verdict.is_refusal(), refused, "{wanted}");
        assert_eq!(changes.events.len(), 0);
    }
}

#[test]
fn members_are_worth_reading_when_their_number_is_another() {
    let watcher = Watcher::new();
    let mark = |known| Watermark {
        baseline_at: watcher.window.baseline_at,
        mark: None,
        read_at: watcher.window.now,
        known,
    };
    assert!(list::has_moved(&the_list(), None));
    assert!(list::has_moved(&the_list(), Some(&mark(3))));
    assert!(!list::has_moved(&the_list(), Some(&mark(2))));
    assert!(list::has_moved(&row(json!({"id": "l2"})), Some(&mark(2))), "no number is told");
}
