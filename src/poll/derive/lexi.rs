//! `lexi.task_created`, `approved`, `completed`, `failed`, and the launched `task.approved` and
//! `task.dismissed`: the furthest status in which each task of Lexi's queue was seen.

use std::collections::HashMap;

use serde_json::json;

use super::super::feed::Status;
use super::super::id::Version;
use super::super::note::Oddity;
use super::super::row::Row;
use super::super::window::{Purpose, Window};
use super::draft::{Draft, Subject};
use super::{Changes, Look, standing};
use crate::store::poll::{Entry, Presence};

/// The answer for one status. Each status has a window of its own, for one can be asked for later
/// than the others.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// The status that was asked for.
    pub status: Status,
    /// The tasks in the answer.
    pub rows: &'a [Row],
    /// Since when it is watched.
    pub window: &'a Window,
}

/// A task where it was seen furthest.
struct Seen<'a> {
    row: &'a Row,
    status: Option<Status>,
    window: &'a Window,
}

/// The answers for all statuses that were read in one cycle: a task may move from one to the next
/// meanwhile. `look.window` stands for the whole; its purpose is to review, or not.
#[must_use]
pub fn seen(readings: &[Reading<'_>], look: &Look<'_>) -> Changes {
    let mut draft = Draft::new(look);
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut tasks: Vec<Seen<'_>> = Vec::new();
    for reading in readings {
        draft.read("lexi", reading.rows);
        for row in reading.rows {
            let seen = Seen { row, status: status(row, reading.status), window: reading.window };
            match places.get(row.id.as_str()) {
                None => {
                    places.insert(&row.id, tasks.len());
                    tasks.push(seen);
                }
                Some(place) if seen.status >= tasks[*place].status => tasks[*place] = seen,
                Some(_) => {}
            }
        }
    }
    for task in &tasks {
        see(task, &mut draft);
    }
    draft.finish()
}

/// A task's own word for its status, else the one that was asked for. `None` for a word that
/// nobody documents.
fn status(row: &Row, asked: Status) -> Option<Status> {
    row.text("status").map_or(Some(asked), |word| Status::find(&word))
}

fn see(task: &Seen<'_>, draft: &mut Draft<'_>) {
    let row = task.row;
    let before = draft.known().get(&row.id);
    let from = before.and_then(|entry| Status::find(standing::stage(&entry.state)));
    // Never backwards: an older answer may come late.
    let to = task.status.max(from).unwrap_or(Status::Pending);
    let word = row.text("status").unwrap_or_else(|| to.as_str().to_owned());
    let state = match task.status {
        Some(_) => to.as_str().to_owned(),
        None => standing::keep(to.as_str(), &word),
    };
    if task.status.is_none() && before.is_none_or(|entry| entry.state != state) {
        draft.note("lexi", &row.id, Oddity::Status(word));
    }
    draft.begin();
    tell(task, from, to, before.is_none(), draft);
    draft.keep(Entry {
        id: row.id.clone(),
        created: row.created.or(before.and_then(|entry| entry.created)),
        updated: row.updated,
        hash: None,
        state,
        sequence: 0,
        presence: Presence::Here,
    });
}

fn tell(task: &Seen<'_>, from: Option<Status>, to: Status, is_new: bool, draft: &mut Draft<'_>) {
    let (row, window) = (task.row, task.window);
    let asked = window.asks_for(row.created);
    match window.purpose {
        Purpose::Watch => {
            let missed = window.is_older_than_baseline(row.created);
            if asked || is_new && !missed {
                created(row, draft);
            }
            let from = if asked { None } else { from };
            // Where it waits now, it waited at the baseline too.
            moves(row, from, to, draft);
        }
        Purpose::Baseline if asked => {
            created(row, draft);
            moves(row, None, to, draft);
        }
        // What comes after the creation has no date.
        Purpose::Review { .. } if asked => created(row, draft),
        Purpose::Baseline | Purpose::Review { .. } => {}
    }
}

/// The statuses gone through since `from`. Each is reached once in the life of a task.
fn moves(row: &Row, from: Option<Status>, to: Status, draft: &mut Draft<'_>) {
    if from == Some(to) {
        return;
    }
    let was_approved = matches!(from, Some(Status::Approved | Status::Failed | Status::Completed));
    match to {
        Status::Pending => {}
        Status::Dismissed => event(row, &["task.dismissed"], to, draft),
        Status::Approved | Status::Failed | Status::Completed => {
            if !was_approved {
                event(row, &["lexi.task_approved", "task.approved"], Status::Approved, draft);
            }
            match to {
                Status::Failed => event(row, &["lexi.task_failed"], to, draft),
                Status::Completed => event(row, &["lexi.task_completed"], to, draft),
                Status::Pending | Status::Approved | Status::Dismissed => {}
            }
        }
    }
}

fn created(row: &Row, draft: &mut Draft<'_>) {
    let subject = subject(row);
    draft.tell(
        "lexi.task_created",
        &subject,
        Version::Once,
        row.created,
        || json!({"task": row.fields}),
    );
}

/// The planned names show the row, the launched ones the answer of
/// `[/api-reference/lexi/approve]`, as far as a row tells it.
fn event(row: &Row, names: &[&str], status: Status, draft: &mut Draft<'_>) {
    for name in names {
        draft.tell(name, &subject(row), Version::Once, row.updated, || {
            if name.starts_with("lexi.") {
                json!({"task": row.fields})
            } else {
                json!({"task_id": row.fields.get("id"), "status": status.as_str()})
            }
        });
    }
}

fn subject(row: &Row) -> Subject<'_> {
    Subject { id: &row.id, order_key: format!("lexi:{}", row.id) }
}

#[cfg(test)]
mod tests;
