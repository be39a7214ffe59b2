//! What polling costs: calls per cycle, per slow round and for the baseline, and how late each
//! event can be. Counts of a workspace in, numbers out.

use std::collections::BTreeSet;
use std::iter::Sum;
use std::ops::Add;
use std::time::Duration;

use super::feed::{Cadence, Feed};
use super::select::{Audit, Selection, feeds_of};
use crate::contract::catalog::EventType;

/// Rows of a page `[/api-reference/contacts/list]`.
pub const PER_PAGE: u64 = 100;

/// Rows of an export `[/api-reference/export/contacts]`.
pub const PER_EXPORT: u64 = 50_000;

/// Exports that a workspace may make in an hour `[/api-reference/export/contacts]`.
pub const EXPORTS_PER_HOUR: u64 = 10;

/// Members of a list up to which pages are read; more of them are exported.
pub const MEMBERS_BY_PAGE: u64 = 500;

/// How often what takes a full scan is read, unless said otherwise.
pub const SLOW: Duration = Duration::from_secs(6 * 3600);

/// The same where the audit log says what to read at once: only in case it missed something.
pub const SAFETY: Duration = Duration::from_secs(24 * 3600);

/// How long after its end the mails of a campaign are still read, on the slow cadence.
pub const AFTERMATH: Duration = Duration::from_secs(30 * 24 * 3600);

const DAY: Duration = Duration::from_secs(24 * 3600);

/// How much there is of everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Workspace {
    /// Contacts.
    pub contacts: u64,
    /// Companies.
    pub companies: u64,
    /// Deals.
    pub deals: u64,
    /// Tasks of the CRM.
    pub tasks: u64,
    /// Lists.
    pub lists: u64,
    /// The sizes of those lists whose size is known; the others count as a page.
    pub list_sizes: Vec<u64>,
    /// Campaigns.
    pub campaigns: u64,
    /// Those that send now.
    pub active_campaigns: u64,
    /// Those that sent within [`AFTERMATH`] and do no more.
    pub recent_campaigns: u64,
}

/// A number of calls. An export is a call like any other, and counts against a limit of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Calls {
    /// Calls that are no exports.
    pub reads: u64,
    /// Exports.
    pub exports: u64,
}

impl Calls {
    /// What the daily limit counts.
    #[must_use]
    pub fn total(self) -> u64 {
        self.reads + self.exports
    }

    /// The least time in which that many exports can be made.
    #[must_use]
    pub fn wait_for_exports(self) -> Duration {
        let hours = self.exports.saturating_sub(1) / EXPORTS_PER_HOUR;
        Duration::from_secs(hours.saturating_mul(3600))
    }

    fn reads(reads: u64) -> Self {
        Self { reads, exports: 0 }
    }

    fn exports(exports: u64) -> Self {
        Self { reads: 0, exports }
    }
}

impl Add for Calls {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        let reads = self.reads.saturating_add(other.reads);
        Self { reads, exports: self.exports.saturating_add(other.exports) }
    }
}

impl Sum for Calls {
    fn sum<I: Iterator<Item = Self>>(calls: I) -> Self {
        calls.fold(Self::default(), Add::add)
    }
}

/// What one feed costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeedCost {
    /// Which.
    pub feed: Feed,
    /// In a cycle in which nothing has changed.
    pub cycle: Calls,
    /// In a slow round.
    pub slow: Calls,
    /// The time between its slow rounds.
    pub every: Duration,
    /// The first time.
    pub baseline: Calls,
}

/// What one event type costs, and how late it can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventCost {
    /// Which.
    pub event: &'static EventType,
    /// What is read for it; other types may need the same.
    pub feeds: &'static [Feed],
    /// Calls of these feeds in an idle cycle.
    pub cycle: Calls,
    /// Calls of these feeds in a slow round.
    pub slow: Calls,
    /// The longest from the change to its event, when no call fails.
    pub delay: Duration,
    /// The same for mails of a campaign that sends no more.
    pub aftermath: Option<Duration>,
}

/// The cost of a selection in a workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cost {
    feeds: Vec<FeedCost>,
    events: Vec<&'static EventType>,
}

impl Cost {
    /// Works it out. `slow` is the time between full scans, [`SLOW`] by default.
    #[must_use]
    pub fn new(selection: &Selection, workspace: &Workspace, slow: Duration) -> Self {
        let all = selection.feeds();
        let cost = |feed: &Feed| FeedCost {
            feed: *feed,
            cycle: in_cycle(*feed, workspace),
            slow: in_slow_round(*feed, workspace),
            every: match selection.audit() {
                Audit::Readable if feed.is_in_audit_log() => slow.max(SAFETY),
                Audit::Readable | Audit::Closed => slow,
            },
            baseline: at_first(*feed, workspace, &all),
        };
        Self { feeds: all.iter().map(cost).collect(), events: selection.events().to_vec() }
    }

    /// Feed by feed.
    #[must_use]
    pub fn feeds(&self) -> &[FeedCost] {
        &self.feeds
    }

    /// Calls of a cycle in which nothing has changed.
    #[must_use]
    pub fn cycle(&self) -> Calls {
        self.feeds.iter().map(|cost| cost.cycle).sum()
    }

    /// Calls of the slow rounds of a day, added to those of the cycles.
    #[must_use]
    pub fn slow_a_day(&self) -> u64 {
        let a_day = |cost: &FeedCost| cost.slow.total().saturating_mul(rounds_a_day(cost.every));
        self.feeds.iter().map(a_day).fold(0, u64::saturating_add)
    }

    /// Calls before anything can be told.
    #[must_use]
    pub fn baseline(&self) -> Calls {
        self.feeds.iter().map(|cost| cost.baseline).sum()
    }

    /// Event by event, when cycles are `interval` apart.
    #[must_use]
    pub fn events(&self, interval: Duration) -> Vec<EventCost> {
        self.events.iter().map(|event| self.event(event, interval)).collect()
    }

    fn event(&self, event: &'static EventType, interval: Duration) -> EventCost {
        let feeds = feeds_of(event);
        let own = || self.feeds.iter().filter(|cost| feeds.contains(&cost.feed));
        let audited = self.feeds.iter().any(|cost| cost.feed == Feed::Audit);
        let delay = |cost: &FeedCost| match cost.feed.cadence() {
            // The log is read in every cycle, and says what to read in the same.
            Cadence::Slow if audited && cost.feed.is_in_audit_log() => interval,
            // A round is due in the first cycle after its time.
            Cadence::Slow => cost.every.saturating_add(interval),
            Cadence::Cycle | Cadence::Trigger => interval,
        };
        let mails = own().find(|cost| cost.feed == Feed::Mails);
        EventCost {
            event,
            feeds,
            cycle: own().map(|cost| cost.cycle).sum(),
            slow: own().map(|cost| cost.slow).sum(),
            delay: own().map(delay).max().unwrap_or(interval),
            aftermath: mails.map(|cost| cost.every.saturating_add(interval)),
        }
    }
}

/// How often an interval fits into a day.
#[must_use]
pub fn rounds_a_day(every: Duration) -> u64 {
    let rounds = DAY.as_millis().div_ceil(every.as_millis().max(1));
    u64::try_from(rounds).unwrap_or(u64::MAX)
}

fn pages(rows: u64) -> u64 {
    rows.div_ceil(PER_PAGE).max(1)
}

fn in_cycle(feed: Feed, workspace: &Workspace) -> Calls {
    Calls::reads(match feed {
        Feed::Contacts | Feed::Deals | Feed::Lexi(_) | Feed::Audit => 1,
        Feed::Lists => pages(workspace.lists),
        Feed::Campaigns => pages(workspace.campaigns),
        Feed::Mails => workspace.active_campaigns,
        Feed::ContactIds
        | Feed::DealScan
        | Feed::Members
        | Feed::Steps
        | Feed::Companies
        | Feed::Tasks => 0,
    })
}

fn in_slow_round(feed: Feed, workspace: &Workspace) -> Calls {
    match feed {
        Feed::DealScan => Calls::reads(pages(workspace.deals)),
        Feed::Companies => Calls::reads(pages(workspace.companies)),
        Feed::Tasks => Calls::reads(pages(workspace.tasks)),
        Feed::Steps => Calls::reads(workspace.campaigns),
        Feed::Mails => Calls::reads(workspace.recent_campaigns),
        Feed::Contacts
        | Feed::ContactIds
        | Feed::Deals
        | Feed::Lists
        | Feed::Members
        | Feed::Campaigns
        | Feed::Lexi(_)
        | Feed::Audit => Calls::default(),
    }
}

fn at_first(feed: Feed, workspace: &Workspace, all: &BTreeSet<Feed>) -> Calls {
    match feed {
        // The last changed ones by page, for the watermark; who is there by CSV.
        Feed::Contacts => Calls { reads: 1, exports: workspace.contacts.div_ceil(PER_EXPORT) },
        // Old deals are told from new ones by their creation dates.
        Feed::Deals => Calls::reads(1),
        // The other feed of the same resource brings them.
        Feed::ContactIds if all.contains(&Feed::Contacts) => Calls::default(),
        Feed::Members => members(workspace),
        feed => in_cycle(feed, workspace) + in_slow_round(feed, workspace),
    }
}

fn members(workspace: &Workspace) -> Calls {
    let unknown = workspace.lists.saturating_sub(workspace.list_sizes.len() as u64);
    let known = workspace.list_sizes.iter().map(|size| match *size {
        0 => Calls::default(),
        size if size <= MEMBERS_BY_PAGE => Calls::reads(pages(size)),
        size => Calls::exports(size.div_ceil(PER_EXPORT)),
    });
    known.sum::<Calls>() + Calls::reads(unknown)
}

#[cfg(test)]
mod tests;
