//! Rows and a watcher for the tests: what is known, a window over it, and every event wanted.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::super::guard::MassDelete;
use super::super::row::Row;
use super::super::window::{Purpose, Window};
use super::{Changes, Known, Look, Wanted};
use crate::contract::catalog;
use crate::contract::envelope::Envelope;
use crate::store::poll::{Entry, Presence};

/// When the baseline of every feed was taken.
pub(super) const BASELINE: &str = "2026-02-01T00:00:00Z";

/// What each of them has been read to.
pub(super) const MARK: &str = "2026-02-10T00:00:00Z";

/// The API's clock.
pub(super) const NOW: &str = "2026-02-20T00:00:00Z";

pub(super) fn at(text: &str) -> Timestamp {
    text.parse().expect("a time")
}

/// A day of that February.
pub(super) fn day(day: u32) -> String {
    format!("2026-02-{day:02}T12:00:00Z")
}

pub(super) fn row(fields: Value) -> Row {
    let Value::Object(fields) = fields else { panic!("a row is an object") };
    Row::read(fields).expect("a row")
}

/// A contact created and updated on days of February 2026, 0 for before.
pub(super) fn contact(id: &str, created: u32, updated: u32, email: &str) -> Row {
    let date = |of: u32| if of == 0 { "2025-06-01T12:00:00Z".to_owned() } else { day(of) };
    row(
        json!({"id": id, "email": email, "created_at": date(created), "updated_date": date(updated)}),
    )
}

/// Somebody who reads feeds, one reading after the other.
pub(super) struct Watcher {
    pub(super) known: Known,
    pub(super) window: Window,
    pub(super) wanted: Wanted,
    pub(super) guard: MassDelete,
}

impl Watcher {
    /// Watching since [`BASELINE`], read up to [`MARK`].
    pub(super) fn new() -> Self {
        let window = Window {
            baseline_at: at(BASELINE),
            mark: Some(at(MARK)),
            since: None,
            now: at(NOW),
            known: 0,
            purpose: Purpose::Watch,
        };
        let wanted = catalog::ALL.iter().collect();
        Self { known: Known::new(), window, wanted, guard: MassDelete::Refused }
    }

    pub(super) fn purpose(purpose: Purpose) -> Self {
        let mut watcher = Self::new();
        watcher.window.purpose = purpose;
        watcher
    }

    pub(super) fn want(&mut self, names: &[&str]) {
        self.wanted = names.iter().map(|name| catalog::find(name).expect("a name")).collect();
    }

    pub(super) fn look(&self) -> Look<'_> {
        let Self { known, window, wanted, guard } = self;
        Look { known, window, wanted, guard: *guard }
    }

    /// Derives and remembers.
    pub(super) fn take(&mut self, derive: impl FnOnce(&Look<'_>) -> Changes) -> Changes {
        let changes = derive(&self.look());
        let counted = |known: &Known| {
            known.values().filter(|entry| entry.presence == Presence::Here).count() as i64
        };
        let before = counted(&self.known);
        changes.apply(&mut self.known);
        assert_eq!(changes.grown, counted(&self.known) - before, "what has grown is counted right");
        self.window.known = self.window.known.saturating_add_signed(changes.grown);
        self.window.mark = changes.mark;
        for event in &changes.events {
            let body = Envelope::read(&event.body("w1", at(NOW)));
            assert_eq!(body.event.as_deref(), Some(event.event.name));
            // The log reads no numbers as ids.
            if event.resource.parse::<u64>().is_err() {
                let read = body.resource_id.as_deref();
                assert_eq!(read, Some(&*event.resource), "{}", event.event.name);
            }
        }
        changes
    }

    /// The same, and says what was told.
    pub(super) fn told(&mut self, derive: impl FnOnce(&Look<'_>) -> Changes) -> Vec<String> {
        told(&self.take(derive))
    }

    pub(super) fn entry(&self, id: &str) -> &Entry {
        &self.known[id]
    }
}

/// `contact.created c1`, and so on.
pub(super) fn told(changes: &Changes) -> Vec<String> {
    let line = |event: &super::Derived| format!("{} {}", event.event.name, event.resource);
    changes.events.iter().map(line).collect()
}

/// The ids of the events.
pub(super) fn ids(changes: &Changes) -> Vec<uuid::Uuid> {
    changes.events.iter().map(|event| event.id("w1")).collect()
}
