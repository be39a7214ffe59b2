//! One cycle: every feed that is asked for is read, compared and committed, each on its own, so that
//! trouble with one leaves the others as they are.

use std::collections::BTreeSet;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::audit::{self, Touched};
use super::caller::{Caller, Halt};
use super::commit::Committer;
use super::scan::{Scan, Steadiness};
use super::told::Told;
use super::{campaign, contact, deal, lexi, list, slow};
use crate::api::{ApiError, Kind};
use crate::poll::derive::{Changes, Known, Look, Wanted};
use crate::poll::feed::{Feed, Status};
use crate::poll::guard::{MassDelete, Verdict};
use crate::poll::id::Derived;
use crate::poll::row::Row;
use crate::poll::select::Selection;
use crate::poll::window::{Made, Purpose, Window};
use crate::store::StoreError;
use crate::store::poll::{self, Kept, Watermark};

/// Polls one workspace.
#[derive(Debug)]
pub struct Poller {
    /// Makes the calls.
    pub caller: Caller,
    /// Writes what was found.
    pub committer: Committer,
    /// What is asked for.
    pub asked: Asked,
    /// Tell of what happened since then, too.
    pub since: Option<Timestamp>,
    /// What to do when too much is gone at once.
    pub guard: MassDelete,
    /// How often what is costly is read.
    pub slow: Duration,
}

/// What is asked for, worked out once.
#[derive(Clone, Debug)]
pub struct Asked {
    selection: Selection,
    wanted: Wanted,
    feeds: BTreeSet<Feed>,
}

impl Asked {
    /// Works it out.
    #[must_use]
    pub fn new(selection: Selection) -> Self {
        Self { wanted: selection.wanted(), feeds: selection.feeds(), selection }
    }

    /// The event types.
    #[must_use]
    pub fn selection(&self) -> &Selection {
        &self.selection
    }

    /// Whether a feed has to be read.
    #[must_use]
    pub fn reads(&self, feed: Feed) -> bool {
        self.feeds.contains(&feed)
    }

    /// The statuses of Lexi's queue that have to be read, in the order in which a task passes
    /// through them.
    pub(super) fn statuses(&self) -> Vec<Status> {
        Status::ALL.into_iter().filter(|status| self.reads(Feed::Lexi(*status))).collect()
    }

    /// The kinds of mail events that are told, in the API's words.
    pub(super) fn mail_kinds(&self) -> Vec<&'static str> {
        let told = [
            ("campaign.email_sent", "sent"),
            ("campaign.email_opened", "opened"),
            ("campaign.email_replied", "replied"),
        ];
        told.into_iter().filter(|(name, _)| self.wanted.has(name)).map(|(_, kind)| kind).collect()
    }
}

/// What a cycle came to.
#[derive(Debug, Default)]
pub struct Cycle {
    /// Events that are new in the log.
    pub events: u64,
    /// What could not be read; everything else was.
    pub refused: Vec<ApiError>,
    /// What the audit log says has changed.
    pub(super) touched: Touched,
}

impl Poller {
    /// Reads everything that is asked for once.
    ///
    /// # Errors
    /// What ends the whole cycle: a quota that is spent, a key that is refused, an API out of reach,
    /// a store that fails, the wish to end. What was committed before stays.
    pub async fn cycle(&self) -> Result<Cycle, Halt> {
        let mut cycle = Cycle::default();
        let wants = |feed| self.asked.reads(feed);
        if wants(Feed::Audit) {
            let read = audit::read(self, &mut cycle).await;
            cycle.pass(read)?;
        }
        if wants(Feed::Contacts) {
            let read = contact::read(self, &mut cycle).await;
            cycle.pass(read)?;
        }
        if wants(Feed::Deals) || wants(Feed::DealScan) {
            let read = deal::read(self, &mut cycle).await;
            cycle.pass(read)?;
        }
        if wants(Feed::Lists) {
            let read = list::read(self, &mut cycle).await;
            cycle.pass(read)?;
        }
        if wants(Feed::Campaigns) {
            let read = campaign::read(self, &mut cycle).await;
            cycle.pass(read)?;
        }
        if !self.asked.statuses().is_empty() {
            let read = lexi::read(self, &mut cycle).await;
            cycle.pass(read)?;
        }
        for feed in [Feed::Companies, Feed::Tasks] {
            if wants(feed) {
                let read = slow::read(self, &mut cycle, feed).await;
                cycle.pass(read)?;
            }
        }
        audit::remember(self, &mut cycle).await?;
        Ok(cycle)
    }

    /// How far a feed was read; `None` before its baseline.
    pub(super) fn watermark(&self, feed: &str) -> Result<Option<Watermark>, StoreError> {
        self.committer.store.read(|conn| poll::watermark(conn, &self.committer.workspace, feed))
    }

    /// All that is known on a shelf.
    pub(super) fn known(&self, shelf: &str) -> Result<Known, StoreError> {
        self.committer.store.read(|conn| poll::entries(conn, &self.committer.workspace, shelf))
    }

    /// What is known of these rows.
    pub(super) fn known_of(&self, shelf: &str, scan: &Scan) -> Result<Known, StoreError> {
        let ids: Vec<&str> = scan.rows.iter().map(|row| row.id.as_str()).collect();
        self.committer.store.read(|conn| poll::some(conn, &self.committer.workspace, shelf, &ids))
    }

    /// What rows are held against.
    pub(super) fn look<'a>(&'a self, known: &'a Known, window: &'a Window) -> Look<'a> {
        Look { known, window, wanted: &self.asked.wanted, guard: self.guard }
    }

    /// Since when, how far and what for a feed is read.
    pub(super) fn window(&self, watermark: Option<&Watermark>) -> Window {
        let now = Timestamp::now();
        match watermark {
            Some(watermark) => Window::watch(watermark, now),
            None => Window::baseline(now),
        }
        .since(self.since)
    }

    /// Whether something costly is due again.
    pub(super) fn is_due(&self, watermark: Option<&Watermark>) -> bool {
        let slow = SignedDuration::try_from(self.slow).unwrap_or(SignedDuration::MAX);
        watermark.is_none_or(|last| {
            let age = Timestamp::now().duration_since(last.read_at);
            // A clock that was set back must not stop it for good.
            age >= slow || age.is_negative()
        })
    }

    /// Since when the parts of lists or campaigns are watched: what was made later has no past that
    /// nobody asked for. `None` the first time, which is remembered.
    pub(super) async fn watched_since(
        &self,
        cycle: &mut Cycle,
        feed: Feed,
        whole: &Window,
    ) -> Result<Option<Timestamp>, Halt> {
        if let Some(known) = self.watermark(&feed.mark(""))? {
            return Ok(Some(known.baseline_at));
        }
        let (now, mark) = (whole.now, Some(whole.now));
        let watermark = Watermark { baseline_at: now, mark, read_at: now, known: 0 };
        let marks = vec![(feed.mark(""), watermark)];
        self.write(cycle, Kept { shelf: feed.shelf(""), entries: Vec::new(), marks }, &[]).await?;
        Ok(None)
    }

    /// Commits what a reading brought, and tells it.
    pub(super) async fn settle(
        &self,
        cycle: &mut Cycle,
        reading: Reading<'_>,
    ) -> Result<Settled, Halt> {
        let Reading { feed, of, window, changes, known, steady, mut marks } = reading;
        self.tell_oddities(feed, &changes).await;
        if changes.verdict.is_refusal() {
            return Ok(Settled::Refused);
        }
        let grown = window.known.saturating_add_signed(changes.grown);
        let watermark = Watermark {
            baseline_at: window.beginning(),
            mark: match steady {
                Steadiness::Steady => changes.mark.or(Some(window.now)),
                // A row may have slipped by: the next reading begins where this one did.
                Steadiness::Moving => window.mark,
            },
            read_at: Timestamp::now(),
            known: known.unwrap_or(grown),
        };
        let told = Told::Baseline { feed, of: of.to_owned(), known: watermark.known };
        marks.push((feed.mark(of), watermark));
        let kept = Kept { shelf: feed.shelf(of), entries: changes.puts, marks };
        self.write(cycle, kept, &changes.events).await?;
        if window.purpose == Purpose::Baseline {
            self.caller.told.tell(told).await;
        }
        Ok(Settled::Kept)
    }

    /// Tells what is odd about rows, and what a reading is not believed to say.
    pub(super) async fn tell_oddities(&self, feed: Feed, changes: &Changes) {
        for note in &changes.notes {
            self.caller.told.tell(Told::Note(note.clone())).await;
        }
        if changes.verdict != Verdict::Sound {
            let told = Told::Doubt { feed, verdict: changes.verdict };
            self.caller.told.tell(told).await;
        }
    }

    /// Commits, and tells what is new in the log.
    pub(super) async fn write(
        &self,
        cycle: &mut Cycle,
        kept: Kept,
        events: &[Derived],
    ) -> Result<(), Halt> {
        for polled in self.committer.commit(kept, events, Timestamp::now()).await? {
            cycle.events += 1;
            self.caller.told.tell(Told::Event(Box::new(polled))).await;
        }
        Ok(())
    }

    /// Says which rows could not be used.
    pub(super) async fn report_bad(&self, feed: Feed, scan: &Scan) {
        for row in &scan.bad {
            self.caller.told.tell(Told::BadRow { feed, row: row.clone() }).await;
        }
    }
}

/// A reading of a feed, compared with what is known.
#[derive(Debug)]
pub(super) struct Reading<'a> {
    pub(super) feed: Feed,
    /// The list or campaign it belongs to; empty for the others.
    pub(super) of: &'a str,
    pub(super) window: Window,
    pub(super) changes: Changes,
    /// How many there are, where that is not what was known and what is new.
    pub(super) known: Option<u64>,
    pub(super) steady: Steadiness,
    /// Watermarks that move together with its own.
    pub(super) marks: Vec<(String, Watermark)>,
}

/// What became of a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Settled {
    /// It is on disk.
    Kept,
    /// It was not believed.
    Refused,
}

impl Cycle {
    /// Goes on after what concerns one feed alone.
    pub(super) fn pass(&mut self, read: Result<(), Halt>) -> Result<(), Halt> {
        match read {
            Err(Halt::Refused(error)) if concerns_one_feed(&error) => {
                self.refused.push(error);
                Ok(())
            }
            read => read,
        }
    }
}

/// Whether the other feeds can be read all the same: not when nobody answers, nor when the key is
/// not accepted.
fn concerns_one_feed(error: &ApiError) -> bool {
    !matches!(error, ApiError::Unreachable { .. }) && error.kind() != Kind::Key
}

/// Whether a list or campaign was made since its parts are watched.
pub(super) fn is_new(row: &Row, known: &Known, watched: Option<Timestamp>, whole: &Window) -> bool {
    let Some(since) = watched.filter(|_| whole.purpose == Purpose::Watch) else { return false };
    let parts = Window { baseline_at: since.max(whole.baseline_at), ..*whole };
    parts.made(row, known) == Made::Since
}
