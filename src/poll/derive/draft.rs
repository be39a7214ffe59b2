//! Changes while they are being found: what happened to one resource stays together and in order,
//! and the resources are put in the order of their dates at the end.

use std::collections::HashMap;

use jiff::Timestamp;
use serde_json::Value;

use super::super::guard::{MassDelete, Verdict};
use super::super::id::{Derived, Version};
use super::super::note::{Note, Oddity};
use super::super::row::Row;
use super::super::window::{Purpose, Window};
use super::{Changes, Known, Look};
use crate::store::poll::{Entry, Presence};

/// What happened to one resource.
pub(super) struct Tale {
    at: Option<Timestamp>,
    events: Vec<Derived>,
}

/// What is told of one resource: whose it is and where its events queue.
pub(super) struct Subject<'a> {
    /// The id that the body names.
    pub(super) id: &'a str,
    /// Events of one key are delivered in order.
    pub(super) order_key: String,
}

/// Changes in the making.
pub(super) struct Draft<'a> {
    pub(super) look: &'a Look<'a>,
    tales: Vec<Tale>,
    changes: Changes,
}

impl<'a> Draft<'a> {
    pub(super) fn new(look: &'a Look<'a>) -> Self {
        let changes = Changes { mark: look.window.mark, ..Changes::default() };
        Self { look, tales: Vec::new(), changes }
    }

    pub(super) fn window(&self) -> &'a Window {
        self.look.window
    }

    pub(super) fn known(&self) -> &'a Known {
        self.look.known
    }

    /// Begins what happened next, to another resource.
    pub(super) fn begin(&mut self) {
        // Of most rows there is nothing to tell: the next takes over.
        if self.tales.last().is_none_or(|tale| !tale.events.is_empty()) {
            self.tales.push(Tale { at: None, events: Vec::new() });
        }
    }

    /// Tells an event of the resource that was begun, if its type is wanted.
    pub(super) fn tell(
        &mut self,
        name: &str,
        subject: &Subject<'_>,
        version: Version,
        at: Option<Timestamp>,
        data: impl FnOnce() -> Value,
    ) {
        let Some(event) = self.look.wanted.get(name) else { return };
        if self.tales.is_empty() {
            self.begin();
        }
        let Some(tale) = self.tales.last_mut() else { return };
        tale.at = tale.at.or(at);
        tale.events.push(Derived {
            event,
            resource: subject.id.to_owned(),
            order_key: subject.order_key.clone(),
            version,
            at,
            data: data(),
        });
    }

    /// Keeps an entry if it differs from what is known; a look at a period keeps nothing.
    pub(super) fn keep(&mut self, entry: Entry) {
        if matches!(self.window().purpose, Purpose::Review { .. }) {
            return;
        }
        let before = self.known().get(&entry.id);
        if before == Some(&entry) {
            return;
        }
        let here = |entry: &Entry| i64::from(entry.presence == Presence::Here);
        self.changes.grown += here(&entry) - before.map_or(0, here);
        self.changes.puts.push(entry);
    }

    pub(super) fn note(&mut self, resource: &'static str, id: &str, about: Oddity) {
        self.changes.notes.push(Note { resource, id: id.to_owned(), about });
    }

    /// Takes over what is odd about the rows themselves, and the watermark after them.
    pub(super) fn read(&mut self, resource: &'static str, rows: &[Row]) {
        let now = self.window().now;
        for row in rows {
            for oddity in &row.oddities {
                self.note(resource, &row.id, oddity.clone());
            }
            if row.latest().is_some_and(|date| date > now) {
                self.note(resource, &row.id, Oddity::Future);
            }
        }
        self.changes.mark =
            self.changes.mark.max(self.window().advance(rows)).map(|mark| mark.min(now));
    }

    pub(super) fn judge(&mut self, verdict: Verdict) {
        self.changes.verdict = verdict;
    }

    /// What is told, oldest first; what has no date happened just now.
    pub(super) fn finish(mut self) -> Changes {
        if self.changes.verdict.is_refusal() {
            let Changes { notes, verdict, .. } = self.changes;
            return Changes { notes, verdict, mark: self.look.window.mark, ..Changes::default() };
        }
        self.tales.sort_by_key(|tale| (tale.at.is_none(), tale.at));
        self.changes.events = self.tales.into_iter().flat_map(|tale| tale.events).collect();
        self.changes
    }
}

/// Each id once, in the order in which they came: a page that shifted repeats rows. Of two the one
/// changed later counts, else the one read later.
pub(super) fn distinct(rows: &[Row]) -> Vec<&Row> {
    let mut places: HashMap<&str, usize> = HashMap::with_capacity(rows.len());
    let mut found: Vec<&Row> = Vec::with_capacity(rows.len());
    for row in rows {
        match places.get(row.id.as_str()) {
            None => {
                places.insert(&row.id, found.len());
                found.push(row);
            }
            Some(place) if row.updated >= found[*place].updated => found[*place] = row,
            Some(_) => {}
        }
    }
    found
}

/// A verdict on rows of which, with the right key, some should be known: when none is, although
/// some are older than what was read before, they are of another workspace.
pub(super) fn familiar(rows: &[&Row], look: &Look<'_>) -> Verdict {
    let window = look.window;
    let Some(floor) = window.mark.and(window.floor(super::super::window::OVERLAP)) else {
        return Verdict::Sound;
    };
    let watched = window.purpose == Purpose::Watch && window.known > 0;
    if look.guard == MassDelete::Allowed {
        return Verdict::Sound;
    }
    let old = |row: &Row| row.latest().is_some_and(|date| date < floor);
    let known = |row: &Row| look.known.contains_key(&row.id);
    if watched && rows.iter().any(|row| old(row)) && !rows.iter().any(|row| known(row)) {
        return Verdict::Foreign { known: window.known, read: rows.len() as u64 };
    }
    Verdict::Sound
}
