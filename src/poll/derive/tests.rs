//! What holds for any sequence of readings, and how long one takes.

use std::collections::{BTreeMap, HashSet};

use proptest::prelude::*;
use serde_json::{Value, json};

use super::fixture::{BASELINE, MARK, Watcher, contact};
use super::{company, contact as contacts};
use crate::poll::guard::{Completeness, MassDelete};
use crate::poll::row::Row;
use crate::poll::window::{Purpose, Window};

const COMPLETE: Completeness = Completeness::Stated;

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
        let mut view: BTreeMap<String, Value> = BTreeMap::new();
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

/// Run by hand: `cargo test --release --lib -- --ignored unchanged`. On two busy cores, without
/// LTO: reading 132 ms, the baseline 22 ms, comparing 73 ms.
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
    watcher.window = Window { known: 100_000, ..Watcher::new().window };
    let start = std::time::Instant::now();
    let changes = company::scan(&rows, COMPLETE, &watcher.look());
    let compared = start.elapsed();
    assert!(changes.events.is_empty() && changes.puts.is_empty());
    assert!(compared.as_millis() < 150, "read {read:?}, baseline {first:?}, compared {compared:?}");
}
