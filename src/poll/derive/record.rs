//! The rules that contacts, deals, companies, tasks and lists share: a resource with an id,
//! dates and content is created, updated and deleted.

use std::collections::HashSet;

use jiff::SignedDuration;
use serde_json::{Map, Value, json};

use super::super::guard::{Completeness, Verdict};
use super::super::id::Version;
use super::super::row::Row;
use super::super::window::{Purpose, Window};
use super::draft::{Draft, Subject, distinct, familiar};
use super::{Changes, Look, sequence};
use crate::store::poll::{Entry, Presence};

/// A fresh row has both dates alike; a server that writes them one after the other may be this far
/// apart.
const FRESH: SignedDuration = SignedDuration::from_secs(2);

/// Whether the creation date can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Born {
    /// The server's own.
    Trusted,
    /// A client may set it to years ago `[/api-reference/tasks/create]`.
    AnyDate,
}

/// What tells one kind of resource from another.
pub(super) struct Kind {
    /// As its events name it: the part before the dot, and the key of `data`.
    pub(super) noun: &'static str,
    /// Whether its creation date tells new from missed.
    pub(super) born: Born,
    /// The hash of the content that counts.
    pub(super) hash: fn(&Row) -> [u8; 16],
    /// What is kept as its state.
    pub(super) state: fn(&Row) -> String,
    /// What a deletion tells beside the id.
    pub(super) farewell: fn(&Entry) -> Map<String, Value>,
}

impl Kind {
    pub(super) const fn new(noun: &'static str) -> Self {
        Self {
            noun,
            born: Born::Trusted,
            hash: |row| row.hash,
            state: |_| String::new(),
            farewell: |_| Map::new(),
        }
    }

    fn event(&self, verb: &str) -> String {
        format!("{}.{verb}", self.noun)
    }

    fn subject<'a>(&self, id: &'a str) -> Subject<'a> {
        Subject { id, order_key: format!("{}:{id}", self.noun) }
    }
}

/// How much of a resource its rows show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    /// All of it, as the list of its resource does.
    Full,
    /// Other columns and no date of its last change, as a CSV export does: such rows tell who is
    /// there, not what has changed.
    Ids,
}

/// Rows of a feed, which need not be all there are.
pub(super) fn seen(kind: &Kind, depth: Depth, rows: &[Row], look: &Look<'_>) -> Changes {
    let mut draft = Draft::new(look);
    let rows = read(kind, rows, &mut draft);
    draft.judge(familiar(&rows, look));
    for row in rows {
        see(kind, depth, row, &mut draft);
    }
    let changes = draft.finish();
    match depth {
        Depth::Full => changes,
        // Its dates are of creations; those of changes are not in it.
        Depth::Ids => Changes { mark: look.window.mark, ..changes },
    }
}

/// Rows of a feed that its server filtered by date: that none of them is known means nothing.
pub(super) fn filtered(kind: &Kind, rows: &[Row], look: &Look<'_>) -> Changes {
    let mut draft = Draft::new(look);
    for row in read(kind, rows, &mut draft) {
        see(kind, Depth::Full, row, &mut draft);
    }
    draft.finish()
}

/// All rows there are, so that what is not among them is gone.
pub(super) fn scan(
    kind: &Kind,
    rows: &[Row],
    completeness: Completeness,
    look: &Look<'_>,
) -> Changes {
    let mut draft = Draft::new(look);
    let rows = read(kind, rows, &mut draft);
    let alive = rows.iter().map(|row| row.id.as_str()).collect();
    let familiar = familiar(&rows, look);
    for row in &rows {
        see(kind, Depth::Full, row, &mut draft);
    }
    miss(kind, &alive, completeness, &mut draft);
    if familiar.is_refusal() {
        draft.judge(familiar);
    }
    draft.finish()
}

/// The ids of all there are: the others are gone.
pub(super) fn missing(
    kind: &Kind,
    alive: &HashSet<&str>,
    completeness: Completeness,
    look: &Look<'_>,
) -> Changes {
    let mut draft = Draft::new(look);
    miss(kind, alive, completeness, &mut draft);
    draft.finish()
}

fn read<'r>(kind: &Kind, rows: &'r [Row], draft: &mut Draft<'_>) -> Vec<&'r Row> {
    draft.read(kind.noun, rows);
    distinct(rows)
}

fn see(kind: &Kind, depth: Depth, row: &Row, draft: &mut Draft<'_>) {
    match draft.known().get(&row.id) {
        None => first(kind, depth, row, draft),
        Some(entry) if entry.presence == Presence::Gone => again(kind, depth, row, entry, draft),
        Some(entry) => compare(kind, depth, row, entry, draft),
    }
}

/// An id that nobody has seen.
fn first(kind: &Kind, depth: Depth, row: &Row, draft: &mut Draft<'_>) {
    let window = draft.window();
    let existed = kind.born == Born::Trusted && window.is_older_than_baseline(row.created);
    draft.begin();
    let mut sequence = 0;
    if window.purpose == Purpose::Watch && !existed {
        created(kind, row, Version::Once, draft);
    } else if window.purpose == Purpose::Watch && window.is_past_baseline(row.updated) {
        backfill_created(kind, row, draft);
        sequence = sequence::next(sequence);
        updated(kind, row, sequence, draft);
    } else {
        backfill(kind, row, sequence, draft);
    }
    draft.keep(entry(kind, depth, row, sequence, draft.window()));
}

/// An id that was gone.
fn again(kind: &Kind, depth: Depth, row: &Row, before: &Entry, draft: &mut Draft<'_>) {
    let sequence = sequence::comeback(before.sequence);
    draft.begin();
    if draft.window().purpose == Purpose::Watch {
        created(kind, row, Version::Step(sequence), draft);
    } else {
        backfill(kind, row, sequence, draft);
    }
    draft.keep(entry(kind, depth, row, sequence, draft.window()));
}

/// An id that was there before.
fn compare(kind: &Kind, depth: Depth, row: &Row, before: &Entry, draft: &mut Draft<'_>) {
    let window = draft.window();
    draft.begin();
    if depth == Depth::Ids {
        let created = before.created.or(row.created);
        draft.keep(Entry { created, ..before.clone() });
        return;
    }
    let (hash, date) = ((kind.hash)(row), window.believed(row.updated));
    let changed = match (before.updated, date, before.hash) {
        // Only its id is known, and this row has lost its dates: it is left to one that has them.
        (None, None, None) if row.updated.is_some() || row.created.is_none() => return,
        (Some(old), Some(new), _) if old != new => true,
        // A row that was never changed may have no date: its first one is a change.
        (None, Some(_), Some(old)) => old != hash || window.is_past_mark(date) && !is_fresh(row),
        (_, _, Some(old)) => old != hash,
        // Its date is known and the same, or it has none at all.
        (Some(_), _, None) | (None, None, None) => false,
        // Only its id is known: whatever changed it since the baseline was not told.
        (None, Some(_), None) => window.is_past_baseline(date) && !is_fresh(row),
    };
    let mut sequence = before.sequence;
    if changed && window.purpose == Purpose::Watch {
        sequence = sequence::next(sequence);
        backfill_created(kind, row, draft);
        updated(kind, row, sequence, draft);
    } else {
        backfill(kind, row, sequence, draft);
    }
    let entry = entry(kind, depth, row, sequence, draft.window());
    draft.keep(Entry {
        created: entry.created.or(before.created),
        updated: entry.updated.or(before.updated),
        ..entry
    });
}

/// What is known and not among those that are there.
pub(super) fn miss(
    kind: &Kind,
    alive: &HashSet<&str>,
    completeness: Completeness,
    draft: &mut Draft<'_>,
) {
    let purpose = draft.window().purpose;
    if matches!(purpose, Purpose::Review { .. }) {
        return;
    }
    let here = draft.known().values().filter(|entry| entry.presence == Presence::Here);
    let known = here.clone().count();
    let mut gone: Vec<&Entry> = here.filter(|entry| !alive.contains(entry.id.as_str())).collect();
    let verdict =
        Verdict::of_missing(completeness, alive.len(), known, gone.len(), draft.look.guard);
    draft.judge(verdict);
    if verdict != Verdict::Sound {
        return;
    }
    gone.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    for entry in gone {
        if purpose == Purpose::Watch {
            deleted(kind, entry, draft);
        }
        let sequence = sequence::next(entry.sequence);
        draft.keep(Entry { sequence, presence: Presence::Gone, ..entry.clone() });
    }
}

fn created(kind: &Kind, row: &Row, version: Version, draft: &mut Draft<'_>) {
    let (name, subject) = (kind.event("created"), kind.subject(&row.id));
    draft.tell(&name, &subject, version, row.created, || json!({kind.noun: row.fields}));
}

fn updated(kind: &Kind, row: &Row, sequence: u32, draft: &mut Draft<'_>) {
    let version = Version::Change { date: row.updated, hash: (kind.hash)(row), sequence };
    let (name, subject) = (kind.event("updated"), kind.subject(&row.id));
    draft.tell(&name, &subject, version, row.updated, || json!({kind.noun: row.fields}));
}

fn deleted(kind: &Kind, entry: &Entry, draft: &mut Draft<'_>) {
    let version = if sequence::is_first_life(entry.sequence) {
        Version::Once
    } else {
        Version::Step(sequence::next(entry.sequence))
    };
    draft.begin();
    let (name, subject) = (kind.event("deleted"), kind.subject(&entry.id));
    draft.tell(&name, &subject, version, None, || {
        let mut data = Map::new();
        data.insert("deleted".to_owned(), json!(true));
        data.insert("id".to_owned(), json!(entry.id));
        data.extend((kind.farewell)(entry));
        json!({kind.noun: data})
    });
}

/// Tells what lies in the period that was asked for, by the row's own dates. An event that was
/// told before has the same id again.
fn backfill(kind: &Kind, row: &Row, sequence: u32, draft: &mut Draft<'_>) {
    backfill_created(kind, row, draft);
    if draft.window().asks_for(row.updated) && !is_fresh(row) {
        updated(kind, row, sequence, draft);
    }
}

/// Whether nothing has happened to it since it was created.
fn is_fresh(row: &Row) -> bool {
    match (row.created, row.updated) {
        (Some(born), Some(updated)) => updated.duration_since(born) <= FRESH,
        _ => false,
    }
}

fn backfill_created(kind: &Kind, row: &Row, draft: &mut Draft<'_>) {
    if draft.window().asks_for(row.created) {
        created(kind, row, Version::Once, draft);
    }
}

fn entry(kind: &Kind, depth: Depth, row: &Row, sequence: u32, window: &Window) -> Entry {
    let full = depth == Depth::Full;
    Entry {
        id: row.id.clone(),
        created: row.created,
        updated: window.believed(row.updated).filter(|_| full),
        hash: full.then(|| (kind.hash)(row)),
        state: (kind.state)(row),
        sequence,
        presence: Presence::Here,
    }
}

#[cfg(test)]
mod tests;
