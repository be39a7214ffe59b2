//! The rules of created, updated and deleted, each by a sentence; contacts stand for all.

use std::collections::HashSet;

use proptest::prelude::*;
use serde_json::json;

use super::super::super::guard::{Completeness, MassDelete, Verdict};
use super::super::super::id::Version;
use super::super::super::window::Purpose;
use super::super::fixture::{BASELINE, MARK, NOW, Watcher, at, contact, day, ids, row, told};
use super::super::{Changes, Look, company, contact as contacts, deal, list, task};
use super::Row;
use crate::store::poll::Presence;

const COMPLETE: Completeness = Completeness::Stated;

fn seen(watcher: &mut Watcher, row: Row) -> Vec<String> {
    watcher.told(|look| contacts::seen(&[row], look))
}

/// A watcher who knows these contacts from a baseline.
fn knowing(rows: &[Row]) -> Watcher {
    let mut watcher = Watcher::purpose(Purpose::Baseline);
    watcher.window.mark = None;
    assert!(watcher.told(|look| contacts::seen(rows, look)).is_empty());
    Watcher { known: watcher.known, ..known_count(rows.len()) }
}

fn known_count(count: usize) -> Watcher {
    let mut watcher = Watcher::new();
    watcher.window.known = count as u64;
    watcher
}

#[test]
fn the_baseline_tells_nothing_and_remembers_everything() {
    let watcher = knowing(&[contact("c1", 0, 5, "a"), contact("c2", 3, 3, "b")]);
    assert_eq!(watcher.known.len(), 2);
    assert_eq!(watcher.entry("c1").updated, Some(at(&day(5))));
    assert_eq!(watcher.entry("c1").sequence, 0);
}

#[test]
fn a_baseline_with_since_tells_what_was_created_or_updated_since() {
    let mut watcher = Watcher::purpose(Purpose::Baseline);
    watcher.window.since = Some(at(&day(4)));
    let rows = [
        contact("old", 0, 2, "a"),
        contact("changed", 0, 5, "b"),
        contact("new", 6, 6, "c"),
        contact("both", 4, 7, "d"),
    ];
    let changes = watcher.take(|look| contacts::seen(&rows, look));
    assert_eq!(
        told(&changes),
        [
            "contact.created both",
            "contact.updated both",
            "contact.updated changed",
            "contact.created new"
        ]
    );
    assert!(matches!(changes.events[2].version, Version::Change { sequence: 0, .. }));
    assert_eq!(watcher.known.len(), 4);
}

#[test]
fn an_id_that_nobody_knows_is_created() {
    let mut watcher = Watcher::new();
    assert_eq!(seen(&mut watcher, contact("c1", 12, 12, "a")), ["contact.created c1"]);
    assert_eq!(seen(&mut watcher, row(json!({"id": "c2"}))), ["contact.created c2"]);
    assert_eq!(watcher.entry("c1").sequence, 0);
}

#[test]
fn an_id_from_before_the_baseline_was_only_missed() {
    let mut watcher = Watcher::new();
    assert!(seen(&mut watcher, contact("quiet", 0, 0, "a")).is_empty());
    assert_eq!(seen(&mut watcher, contact("moved", 0, 15, "b")), ["contact.updated moved"]);
    assert_eq!(watcher.known.len(), 2);
    assert_eq!(watcher.entry("moved").sequence, 1);
    let just = row(json!({"id": "just", "created_at": "2026-01-31T23:56:00Z"}));
    let page = [just, contact("quiet", 0, 0, "a")];
    let names = watcher.told(|look| contacts::seen(&page, look));
    assert_eq!(names, ["contact.created just"], "five minutes are forgiven");
}

#[test]
fn an_unchanged_row_tells_nothing_and_writes_nothing() {
    let mut watcher = knowing(&[contact("c1", 0, 5, "a")]);
    let changes = watcher.take(|look| contacts::seen(&[contact("c1", 0, 5, "a")], look));
    assert_eq!((changes.events.len(), changes.puts.len()), (0, 0));
}

#[test]
fn another_date_is_a_change_in_either_direction() {
    let mut watcher = knowing(&[contact("c1", 0, 9, "a")]);
    assert_eq!(seen(&mut watcher, contact("c1", 0, 12, "a")), ["contact.updated c1"]);
    assert_eq!(seen(&mut watcher, contact("c1", 0, 11, "a")), ["contact.updated c1"]);
    assert_eq!(watcher.entry("c1").updated, Some(at(&day(11))));
    assert_eq!(watcher.entry("c1").sequence, 2);
}

#[test]
fn another_content_of_the_same_second_is_a_change() {
    let mut watcher = knowing(&[contact("c1", 0, 9, "a")]);
    assert_eq!(seen(&mut watcher, contact("c1", 0, 9, "b")), ["contact.updated c1"]);
}

#[test]
fn names_that_the_server_fills_in_are_no_change() {
    let with = |more: serde_json::Value| {
        let mut fields = json!({"id": "c1", "email": "a", "updated_date": day(9)});
        let members = more.as_object().expect("an object").clone();
        fields.as_object_mut().expect("an object").extend(members);
        row(fields)
    };
    let mut watcher = knowing(&[with(json!({}))]);
    let healed = with(json!({"first_name": "A", "last_name": "B", "full_name": "A B"}));
    assert!(seen(&mut watcher, healed).is_empty());
}

#[test]
fn there_and_back_again_is_two_changes_with_two_ids() {
    let mut watcher = knowing(&[contact("c1", 0, 9, "a")]);
    let mut all = HashSet::new();
    for email in ["b", "a", "b", "a"] {
        let changes = watcher.take(|look| contacts::seen(&[contact("c1", 0, 9, email)], look));
        assert_eq!(told(&changes), ["contact.updated c1"]);
        all.extend(ids(&changes));
    }
    assert_eq!(all.len(), 4);
}

#[test]
fn a_row_without_its_date_is_compared_by_content_and_the_date_is_kept() {
    let mut watcher = knowing(&[contact("c1", 0, 9, "a")]);
    let undated = |email: &str| row(json!({"id": "c1", "email": email}));
    assert!(seen(&mut watcher, undated("a")).is_empty());
    assert_eq!(watcher.entry("c1").updated, Some(at(&day(9))));
    assert_eq!(seen(&mut watcher, undated("b")), ["contact.updated c1"]);
}

#[test]
fn what_an_export_showed_changed_only_if_that_was_after_the_baseline() {
    let mut watcher = Watcher::purpose(Purpose::Baseline);
    let lines = ["c1", "c2", "c3"].map(|id| contact(id, 0, 0, "from the export"));
    assert!(watcher.told(|look| contacts::exported(&lines, look)).is_empty());
    assert_eq!((watcher.entry("c1").updated, watcher.entry("c1").hash), (None, None));
    let mut watcher = Watcher { known: watcher.known, ..known_count(3) };
    assert!(seen(&mut watcher, contact("c1", 0, 0, "a")).is_empty(), "its date is adopted");
    assert_eq!(seen(&mut watcher, contact("c1", 0, 0, "b")), ["contact.updated c1"]);
    assert_eq!(seen(&mut watcher, contact("c2", 0, 15, "a")), ["contact.updated c2"]);
    watcher.window.mark = Some(at(&day(18)));
    let late = contact("c3", 0, 16, "a");
    assert_eq!(seen(&mut watcher, late), ["contact.updated c3"], "a later mark hides nothing");
}

#[test]
fn an_export_adds_whom_no_page_showed_and_compares_nothing() {
    let mut watcher = knowing(&[contact("c1", 0, 9, "a")]);
    let lines = [contact("c1", 0, 12, "other columns"), contact("c2", 12, 12, "b")];
    let changes = watcher.take(|look| contacts::exported(&lines, look));
    assert_eq!(told(&changes), ["contact.created c2"]);
    assert_eq!(changes.mark, Some(at(MARK)), "its dates are of creations");
    assert_eq!(watcher.entry("c1").updated, Some(at(&day(9))));
    assert!(seen(&mut watcher, contact("c2", 12, 12, "b")).is_empty());
}

#[test]
fn what_is_missing_from_a_complete_scan_is_deleted_once() {
    let mut watcher = knowing(&[contact("c1", 0, 1, "a"), contact("c2", 0, 1, "b")]);
    let alive = HashSet::from(["c2"]);
    let changes = watcher.take(|look| contacts::missing(&alive, COMPLETE, look));
    assert_eq!(told(&changes), ["contact.deleted c1"]);
    let [event] = &changes.events[..] else { panic!("one") };
    assert_eq!((&event.version, event.at), (&Version::Once, None));
    assert_eq!(event.data, json!({"contact": {"deleted": true, "id": "c1"}}));
    assert_eq!(watcher.entry("c1").presence, Presence::Gone);
    assert!(watcher.told(|look| contacts::missing(&alive, COMPLETE, look)).is_empty());
}

#[test]
fn a_scan_of_another_number_than_was_said_deletes_nothing_and_tells_the_rest() {
    let [kept, gone] = ["d1", "d2"].map(|id| contact(id, 0, 1, "a"));
    let mut watcher = Watcher::purpose(Purpose::Baseline);
    watcher.take(|look| deal::scan(&[kept.clone(), gone], COMPLETE, look));
    let mut watcher = Watcher { known: watcher.known, ..known_count(2) };
    let partial = Completeness::judge(2, &[3]);
    let rows = [kept, contact("d3", 12, 12, "c")];
    let changes = watcher.take(|look| deal::scan(&rows, partial, look));
    assert_eq!(told(&changes), ["deal.created d3"]);
    assert_eq!(changes.verdict, Verdict::Partial { read: 2, total: Some(3) });
    assert_eq!(watcher.told(|look| deal::scan(&rows, COMPLETE, look)), ["deal.deleted d2"]);
}

#[test]
fn an_id_that_comes_back_is_created_and_deleted_under_new_ids() {
    let mut watcher = knowing(&[contact("c1", 0, 1, "a"), contact("c2", 0, 1, "a")]);
    let mut all = HashSet::new();
    let mut names = Vec::new();
    let mut life = |watcher: &mut Watcher, derive: &dyn Fn(&Look<'_>) -> Changes| {
        let changes = watcher.take(derive);
        names.extend(told(&changes));
        all.extend(ids(&changes));
    };
    for _ in 0..3 {
        life(&mut watcher, &|look| contacts::missing(&HashSet::from(["c2"]), COMPLETE, look));
        life(&mut watcher, &|look| contacts::seen(&[contact("c1", 0, 1, "a")], look));
        life(&mut watcher, &|look| contacts::seen(&[contact("c1", 0, 1, "b")], look));
    }
    assert_eq!(names, ["contact.deleted c1", "contact.created c1", "contact.updated c1"].repeat(3));
    assert_eq!(all.len(), 9, "nothing is told under an old id");
}

#[test]
fn too_many_at_once_are_a_broken_answer_unless_it_is_allowed() {
    let rows: Vec<Row> = (0..100).map(|n| contact(&format!("c{n}"), 0, 1, "a")).collect();
    let mut watcher = knowing(&rows);
    let alive: HashSet<&str> = rows[21..].iter().map(|row| row.id.as_str()).collect();
    let changes = watcher.take(|look| contacts::missing(&alive, COMPLETE, look));
    assert_eq!(changes.verdict, Verdict::MassDelete { known: 100, vanished: 21 });
    assert_eq!((changes.events.len(), changes.puts.len()), (0, 0));
    watcher.guard = MassDelete::Allowed;
    let changes = watcher.take(|look| contacts::missing(&alive, COMPLETE, look));
    assert_eq!(changes.events.len(), 21);
}

#[test]
fn rows_of_another_workspace_are_refused_whole() {
    let mut watcher = knowing(&[contact("c1", 0, 1, "a"), contact("c2", 0, 1, "b")]);
    let foreign = [contact("x1", 15, 15, "a"), contact("x2", 0, 2, "b")];
    let changes = watcher.take(|look| contacts::seen(&foreign, look));
    assert_eq!(changes.verdict, Verdict::Foreign { known: 2, read: 2 });
    assert_eq!((changes.events.len(), changes.puts.len(), changes.mark), (0, 0, Some(at(MARK))));
    let changes = watcher.take(|look| company::scan(&foreign, COMPLETE, look));
    assert_eq!(changes.verdict, Verdict::Foreign { known: 2, read: 2 });
    assert_eq!(changes.events.len(), 0);
    let one_known = [foreign[0].clone(), contact("c1", 0, 1, "a")];
    assert_eq!(watcher.told(|look| contacts::seen(&one_known, look)), ["contact.created x1"]);
    let all_new = [contact("n1", 16, 16, "a"), contact("n2", 17, 17, "a")];
    assert_eq!(watcher.told(|look| contacts::seen(&all_new, look)).len(), 2);
}

#[test]
fn an_event_that_is_not_wanted_is_not_told_and_its_entry_is_kept() {
    let mut watcher = knowing(&[contact("c1", 0, 1, "a")]);
    watcher.want(&["contact.created"]);
    assert!(seen(&mut watcher, contact("c1", 0, 12, "b")).is_empty());
    watcher.want(&["contact.updated"]);
    assert!(seen(&mut watcher, contact("c1", 0, 12, "b")).is_empty(), "it is known by now");
    assert_eq!(watcher.entry("c1").sequence, 1, "the number is the same whoever listens");
}

#[test]
fn since_tells_again_under_the_same_ids() {
    let mut watcher = knowing(&[contact("c0", 0, 1, "z")]);
    let rows = [contact("c1", 12, 12, "a")];
    let first = watcher.take(|look| contacts::seen(&rows, look));
    let rows = [contact("c1", 12, 14, "b"), contact("c0", 0, 1, "z")];
    let second = watcher.take(|look| contacts::seen(&rows, look));
    watcher.window.since = Some(at(&day(11)));
    let again = watcher.take(|look| contacts::seen(&rows, look));
    assert_eq!(told(&again), ["contact.created c1", "contact.updated c1"]);
    assert_eq!(ids(&again), [ids(&first), ids(&second)].concat());
    assert!(again.puts.is_empty());
}

#[test]
fn a_look_at_a_period_tells_what_the_dates_say_and_keeps_nothing() {
    let mut watcher = Watcher::purpose(Purpose::Review { until: at(&day(14)) });
    watcher.window.since = Some(at(&day(12)));
    let rows = [
        contact("before", 11, 11, "a"),
        contact("in", 12, 12, "b"),
        contact("both", 12, 13, "c"),
        contact("half", 13, 15, "d"),
        contact("after", 14, 14, "e"),
    ];
    let changes = watcher.take(|look| contacts::seen(&rows, look));
    assert_eq!(
        told(&changes),
        [
            "contact.created in",
            "contact.created both",
            "contact.updated both",
            "contact.created half"
        ]
    );
    assert!(changes.puts.is_empty());
    let nobody = HashSet::new();
    assert!(watcher.told(|look| contacts::missing(&nobody, COMPLETE, look)).is_empty());
}

#[test]
fn a_page_that_repeats_rows_tells_each_once_in_its_latest_form() {
    let mut watcher = Watcher::new();
    let rows =
        [contact("c1", 12, 14, "new"), contact("c2", 13, 13, "x"), contact("c1", 12, 12, "old")];
    let changes = watcher.take(|look| contacts::seen(&rows, look));
    assert_eq!(told(&changes), ["contact.created c1", "contact.created c2"]);
    assert_eq!(changes.events[0].data["contact"]["email"], "new");
}

#[test]
fn events_come_in_the_order_of_their_dates_and_those_without_one_last() {
    let mut watcher = Watcher::new();
    let rows = [
        contact("c3", 15, 15, "a"),
        row(json!({"id": "c4"})),
        contact("c1", 12, 12, "a"),
        contact("c2", 13, 13, "a"),
    ];
    let names = watcher.told(|look| contacts::seen(&rows, look));
    assert_eq!(names, ["c1", "c2", "c3", "c4"].map(|id| format!("contact.created {id}")));
}

#[test]
fn a_date_in_the_future_moves_no_mark_and_is_noted() {
    let mut watcher = Watcher::new();
    let rows = [contact("c1", 12, 28, "a"), contact("c2", 13, 13, "b")];
    let changes = watcher.take(|look| contacts::seen(&rows, look));
    assert_eq!(changes.mark, Some(at(&day(13))));
    let notes: Vec<String> = changes.notes.iter().map(ToString::to_string).collect();
    assert_eq!(notes, ["contact `c1`: its date is in the future"]);
    assert_eq!(changes.events.len(), 2);
}

#[test]
fn a_clock_that_went_back_takes_the_mark_along() {
    let mut watcher = Watcher::new();
    watcher.window.now = at("2026-02-05T00:00:00Z");
    let changes = watcher.take(|look| contacts::seen(&[], look));
    assert_eq!(changes.mark, Some(at("2026-02-05T00:00:00Z")));
}

#[test]
fn a_task_may_be_dated_back_and_is_new_all_the_same() {
    let mut watcher = Watcher::new();
    let open = row(json!({"id": "t1", "status": "open", "created_date": "2021-03-01T00:00:00Z"}));
    let names = watcher.told(|look| task::scan(&[open], COMPLETE, look));
    assert_eq!(names, ["task.created t1"]);
    assert_eq!(watcher.entry("t1").state, "open");
    let gone = watcher.take(|look| task::scan(&[], COMPLETE, look));
    assert!(gone.events.is_empty(), "no event is documented");
    assert_eq!(watcher.entry("t1").presence, Presence::Gone);
}

#[test]
fn a_list_is_its_name_its_description_and_its_size() {
    let list = |name: &str, size: serde_json::Value| {
        row(
            json!({"id": "l1", "name": name, "contact_count": size, "seen": name, "created_at": day(12)}),
        )
    };
    let mut watcher = Watcher::new();
    let mut scan = |row: Row| watcher.told(|look| list::scan(&[row], COMPLETE, look));
    assert_eq!(scan(list("A", json!(1))), ["list.created l1"]);
    assert!(scan(list("A", json!("1"))).is_empty(), "a count is one in quotes, too");
    assert_eq!(scan(list("A", json!(2))), ["list.updated l1"]);
    assert_eq!(scan(list("B", json!(2))), ["list.updated l1"]);
    assert_eq!(scan(list("A", json!(1))), ["list.updated l1"]);
    let gone = watcher.take(|look| list::scan(&[], COMPLETE, look));
    let data = json!({"list": {"deleted": true, "id": "l1", "memberships_removed": 1}});
    assert_eq!(gone.events[0].data, data);
}

#[test]
fn rows_are_passed_on_as_they_were_read() {
    let fields = json!({"id": 7, "zip": "01", "rate": 1.50, "created_at": "12.2.2026"});
    let mut watcher = Watcher::new();
    let changes = watcher.take(|look| contacts::seen(&[row(fields.clone())], look));
    assert_eq!(changes.events[0].data, json!({"contact": fields}));
    assert_eq!(
        changes.notes[0].to_string(),
        "contact `7`: `created_at` is no date and is left out: `12.2.2026`"
    );
}

/// What a contact can look like: its email and the day of its last change.
fn state() -> impl Strategy<Value = Option<(u8, u32)>> {
    prop_oneof![1 => Just(None), 5 => (0..3_u8, 11..15_u32).prop_map(Some)]
}

proptest! {
    #[test]
    fn from_the_events_alone_the_last_state_can_be_rebuilt(
        steps in proptest::collection::vec(proptest::collection::vec(state(), 4), 1..20)
    ) {
        let mut watcher = Watcher::new();
        let mut told: HashSet<uuid::Uuid> = HashSet::new();
        let mut view: std::collections::BTreeMap<String, serde_json::Value> = Default::default();
        for step in steps {
            let rows: Vec<Row> = step.iter().enumerate()
                .filter_map(|(n, state)| Some((n, (*state)?)))
                .map(|(n, (email, day))| contact(&format!("c{n}"), 11, day, &email.to_string()))
                .collect();
            let alive: HashSet<&str> = rows.iter().map(|row| row.id.as_str()).collect();
            watcher.guard = MassDelete::Allowed;
            let again = contacts::seen(&rows, &watcher.look());
            let changes = watcher.take(|look| contacts::seen(&rows, look));
            prop_assert_eq!(&again, &changes, "the same state gives the same events");
            let gone = watcher.take(|look| contacts::missing(&alive, COMPLETE, look));
            for event in changes.events.iter().chain(&gone.events) {
                prop_assert!(told.insert(event.id("w1")), "an id is never used twice");
                let contact = &event.data["contact"];
                if event.event.name == "contact.deleted" {
                    prop_assert!(view.remove(&event.resource).is_some());
                } else {
                    view.insert(event.resource.clone(), contact.clone());
                }
            }
            let quiet = watcher.take(|look| contacts::seen(&rows, look));
            prop_assert!(quiet.events.is_empty() && quiet.puts.is_empty(), "what is written is not told again");
            let there: Vec<_> = rows.iter().map(|row| row.id.clone()).collect();
            prop_assert_eq!(view.keys().cloned().collect::<Vec<_>>(), there);
            for row in &rows {
                prop_assert_eq!(&view[&row.id]["email"], &row.fields["email"]);
            }
        }
    }
}

/// Run once by hand: `cargo test --release --lib -- --ignored --nocapture unchanged`.
#[test]
#[ignore = "measures time, in a release build"]
fn a_hundred_thousand_unchanged_rows_take_less_than_150_ms() {
    let fields = |n: u32| {
        json!({
            "id": format!("789e0123-e45b-67c8-a901-{n:012}"), "full_name": "Jane Doe",
            "email": format!("jane{n}@example.com"), "phone": "+1 555 0100", "job_title": "General Counsel",
            "company_name": "Acme Legal", "linkedin_url": "https://linkedin.example.com/in/jane",
            "created_at": BASELINE, "updated_date": MARK,
        })
    };
    let maps: Vec<_> =
        (0..100_000).map(|n| fields(n).as_object().expect("an object").clone()).collect();
    let start = std::time::Instant::now();
    let rows: Vec<Row> = maps.into_iter().map(|map| Row::read(map).expect("a row")).collect();
    let read = start.elapsed();
    let mut watcher = Watcher::purpose(Purpose::Baseline);
    let start = std::time::Instant::now();
    let changes = company::scan(&rows, COMPLETE, &watcher.look());
    let first = start.elapsed();
    changes.apply(&mut watcher.known);
    let watcher = Watcher { known: watcher.known, ..known_count(100_000) };
    let start = std::time::Instant::now();
    let changes = company::scan(&rows, COMPLETE, &watcher.look());
    let compared = start.elapsed();
    eprintln!("read {read:?}, baseline {first:?}, compared {compared:?} until {NOW}");
    assert!(changes.events.is_empty() && changes.puts.is_empty());
    assert!(compared.as_millis() < 150, "{compared:?}");
}
