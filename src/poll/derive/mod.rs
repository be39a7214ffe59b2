//! What rows say that the entries do not know yet: one file a resource.
//!
//! Each function takes rows as they were read and a [`Look`] at what is known, and gives
//! [`Changes`]: events in the order in which they happened, and the entries to write with them in
//! one transaction. Given the same, it gives the same.

pub mod campaign;
pub mod company;
pub mod contact;
pub mod deal;
mod draft;
#[cfg(test)]
mod fixture;
pub mod lexi;
pub mod list;
pub mod mail;
pub mod member;
mod record;
mod sequence;
mod standing;
pub mod step;
pub mod task;

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;

use super::guard::{MassDelete, Verdict};
use super::id::Derived;
use super::note::Note;
use super::window::Window;
use crate::contract::catalog::EventType;
use crate::store::poll::Entry;

/// Entries by id. For pages of a feed the entries of their ids are enough; a scan needs all.
pub type Known = HashMap<String, Entry>;

/// The event types that are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted(BTreeMap<&'static str, &'static EventType>);

impl Wanted {
    /// Whether the type of that name is asked for.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// The type of that name, if it is asked for.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&'static EventType> {
        self.0.get(name).copied()
    }

    /// All of them, by name.
    pub fn iter(&self) -> impl Iterator<Item = &'static EventType> {
        self.0.values().copied()
    }
}

impl FromIterator<&'static EventType> for Wanted {
    fn from_iter<I: IntoIterator<Item = &'static EventType>>(events: I) -> Self {
        Self(events.into_iter().map(|event| (event.name, event)).collect())
    }
}

/// What rows are held against.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// What was read before.
    pub known: &'a Known,
    /// Since when, how far and what for.
    pub window: &'a Window,
    /// Which events to tell. What is not told is remembered all the same.
    pub wanted: &'a Wanted,
    /// What to do when too much is gone, or nothing is known.
    pub guard: MassDelete,
}

/// What a reading brought.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// The events, in the order in which they happened.
    pub events: Vec<Derived>,
    /// Entries that are new or different. Each id once.
    pub puts: Vec<Entry>,
    /// What is odd, and stopped nothing.
    pub notes: Vec<Note>,
    /// What the reading is worth. After a refusal there are neither events nor entries, and the
    /// watermark must stay where it is.
    pub verdict: Verdict,
    /// The watermark after it.
    pub mark: Option<Timestamp>,
    /// By how many the resources that are there have grown.
    pub grown: i64,
}

impl Changes {
    /// What is known once these changes are written.
    pub fn apply(&self, known: &mut Known) {
        for entry in &self.puts {
            known.insert(entry.id.clone(), entry.clone());
        }
    }

    /// Adds those of a later reading of the same entries, made with these applied. A refusal or a
    /// doubt of either remains.
    pub fn then(&mut self, later: Self) {
        self.events.extend(later.events);
        let places: HashMap<String, usize> =
            self.puts.iter().enumerate().map(|(place, entry)| (entry.id.clone(), place)).collect();
        for entry in later.puts {
            match places.get(&entry.id) {
                Some(place) => self.puts[*place] = entry,
                None => self.puts.push(entry),
            }
        }
        self.notes.extend(later.notes);
        if later.verdict.is_refusal() || self.verdict == Verdict::Sound {
            self.verdict = later.verdict;
        }
        self.mark = self.mark.max(later.mark);
        self.grown += later.grown;
    }
}

/// Whether the API itself dates what this event tells, so that a look at a past period can find
/// it. The others can only be seen by comparing two readings.
#[must_use]
pub fn is_dated(event: &EventType) -> bool {
    let verb = event.verb();
    let dated = ["created", "updated", "task_created", "step_created"].contains(&verb);
    // A list has no date of its last change `[/api-reference/lists/create]`.
    verb.starts_with("email_") || dated && event.name != "list.updated"
}

#[cfg(test)]
mod tests;
