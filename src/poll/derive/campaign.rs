//! `campaign.created`, `started`, `paused`, `completed` and `deleted`: the status of each campaign,
//! and every step it must have taken since it was last seen.

use std::collections::HashSet;

use serde_json::json;

use super::super::guard::Completeness;
use super::super::id::Version;
use super::super::note::Oddity;
use super::super::row::Row;
use super::super::window::Purpose;
use super::draft::{Draft, Subject, distinct, familiar};
use super::record::{self, Kind};
use super::{Changes, Look, sequence, standing};
use crate::store::poll::{Entry, Presence};

static CAMPAIGN: Kind = Kind::new("campaign");

/// The documented statuses `[/api-reference/campaigns/get]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Draft,
    Active,
    Paused,
    Completed,
}

/// What is told when the status changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Move {
    Started,
    Paused,
    Completed,
}

impl Stage {
    /// `pending_approval` is the answer of a start that Lexi has to approve: not begun yet
    /// `[/api-reference/campaigns/start]`.
    fn find(word: &str) -> Option<Self> {
        match word {
            "draft" | "pending_approval" => Some(Self::Draft),
            "active" => Some(Self::Active),
            "paused" => Some(Self::Paused),
            "completed" => Some(Self::Completed),
            _ => None,
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Active => "active",
            Self::Paused => "paused",
            Self::Completed => "completed",
        }
    }

    /// The steps from one status to another, those in between included. A campaign that goes on
    /// after a pause has not started again.
    fn path(self, to: Self) -> &'static [Move] {
        use Move::{Completed, Paused, Started};
        match (self, to) {
            (Self::Draft | Self::Completed, Self::Active) => &[Started],
            (Self::Draft | Self::Completed, Self::Paused) => &[Started, Paused],
            (Self::Draft, Self::Completed) => &[Started, Completed],
            (Self::Active, Self::Paused) => &[Paused],
            (Self::Active | Self::Paused, Self::Completed) => &[Completed],
            (_, Self::Draft)
            | (Self::Active | Self::Paused, Self::Active)
            | (Self::Paused, Self::Paused)
            | (Self::Completed, Self::Completed) => &[],
        }
    }
}

impl Move {
    fn event(self) -> &'static str {
        match self {
            Self::Started => "campaign.started",
            Self::Paused => "campaign.paused",
            Self::Completed => "campaign.completed",
        }
    }
}

/// All campaigns. `look.known` has to hold all of them.
#[must_use]
pub fn scan(rows: &[Row], completeness: Completeness, look: &Look<'_>) -> Changes {
    let mut draft = Draft::new(look);
    draft.read(CAMPAIGN.noun, rows);
    let rows = distinct(rows);
    let alive: HashSet<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    for row in &rows {
        see(row, &mut draft);
    }
    record::miss(&CAMPAIGN, &alive, completeness, &mut draft);
    let familiar = familiar(&rows, look);
    if familiar.is_refusal() {
        draft.judge(familiar);
    }
    draft.finish()
}

/// Whether a campaign sends mails now.
#[must_use]
pub fn is_active(campaign: &Row) -> bool {
    campaign.text("status").as_deref() == Some(Stage::Active.as_str())
}

fn see(row: &Row, draft: &mut Draft<'_>) {
    let before = draft.known().get(&row.id);
    let here = before.filter(|entry| entry.presence == Presence::Here);
    let origin = here.map_or(Stage::Draft, |entry| stage_of(&entry.state));
    let word = row.text("status").unwrap_or_default();
    let stage = Stage::find(&word).unwrap_or(origin);
    // A campaign without a status is one whose status is not shown.
    let state = if word.is_empty() || Stage::find(&word).is_some() {
        stage.as_str().to_owned()
    } else {
        standing::keep(stage.as_str(), &word)
    };
    if Stage::find(&word).is_none() && before.is_none_or(|entry| entry.state != state) {
        draft.note(CAMPAIGN.noun, &row.id, Oddity::Status(word));
    }
    draft.begin();
    let sequence = match (before, here) {
        (_, Some(entry)) => go_on(row, entry, origin, stage, draft),
        (Some(gone), None) => {
            let back = sequence::comeback(gone.sequence);
            appear(row, Version::Step(back), back, stage, draft)
        }
        (None, None) => appear(row, Version::Once, 0, stage, draft),
    };
    draft.keep(Entry {
        id: row.id.clone(),
        created: row.created.or(before.and_then(|entry| entry.created)),
        updated: row.updated,
        hash: Some(row.hash),
        state,
        sequence,
        presence: Presence::Here,
    });
}

fn stage_of(state: &str) -> Stage {
    Stage::find(standing::stage(state)).unwrap_or(Stage::Draft)
}

/// A campaign that was not there before, with all it must have gone through.
fn appear(row: &Row, version: Version, sequence: u32, to: Stage, draft: &mut Draft<'_>) -> u32 {
    let window = draft.window();
    let existed = version == Version::Once && window.is_older_than_baseline(row.created);
    let told = match window.purpose {
        Purpose::Watch => !existed || window.asks_for(row.created),
        Purpose::Baseline | Purpose::Review { .. } => window.asks_for(row.created),
    };
    if told {
        let created = row.created;
        tell("campaign.created", row, version, created, draft);
    }
    // Later steps have no date of their own, so a look at a period cannot place them.
    let moves_told = told && !matches!(window.purpose, Purpose::Review { .. });
    walk(row, Stage::Draft.path(to), sequence, moves_told, draft)
}

/// A campaign that was there before.
fn go_on(row: &Row, before: &Entry, from: Stage, to: Stage, draft: &mut Draft<'_>) -> u32 {
    let window = draft.window();
    if window.asks_for(row.created) && sequence::is_first_life(before.sequence) {
        let again = Stage::Draft.path(from);
        tell("campaign.created", row, Version::Once, row.created, draft);
        // Only a first pass has these numbers.
        if before.sequence == moves(again) && !matches!(window.purpose, Purpose::Review { .. }) {
            walk(row, again, 0, true, draft);
        }
    }
    walk(row, from.path(to), before.sequence, window.purpose == Purpose::Watch, draft)
}

fn moves(path: &[Move]) -> u32 {
    path.iter().fold(0, |sequence, _| sequence::next(sequence))
}

/// Tells the steps in order, or only counts them: then a later baseline counts alike.
fn walk(row: &Row, path: &[Move], from: u32, told: bool, draft: &mut Draft<'_>) -> u32 {
    path.iter().fold(from, |sequence, step| {
        let next = sequence::next(sequence);
        if told {
            tell(step.event(), row, Version::Step(next), row.updated, draft);
        }
        next
    })
}

fn tell(
    name: &str,
    row: &Row,
    version: Version,
    at: Option<jiff::Timestamp>,
    draft: &mut Draft<'_>,
) {
    let subject = Subject { id: &row.id, order_key: format!("campaign:{}", row.id) };
    draft.tell(name, &subject, version, at, || json!({"campaign": row.fields}));
}

#[cfg(test)]
mod tests;
