//! How far apart cycles are: what is left of the quota, spread over what this workspace costs.

use std::time::Duration;

use jiff::Timestamp;

use super::ledger::{Budget, Ledger};
use super::poller::Poller;
use crate::poll::budget::{Allowance, Pace, pace};
use crate::poll::cost::{Cost, Workspace};
use crate::poll::feed::Feed;
use crate::poll::tier::Tier;
use crate::store::poll::{self, Presence};
use crate::store::{Store, StoreError};

/// The plan that is assumed when neither the API nor the user says anything: the smallest.
pub const ASSUMED: Tier = Tier::Starter;

/// How much there is of everything, as far as it was read.
///
/// # Errors
/// A store that fails.
pub fn workspace(store: &Store, workspace: &str) -> Result<Workspace, StoreError> {
    store.read(|conn| {
        let feeds = poll::feeds(conn, workspace)?;
        let known = |feed: Feed| feeds.get(&feed.mark("")).map_or(0, |mark| mark.known);
        let campaigns = poll::entries(conn, workspace, &Feed::Campaigns.shelf(""))?;
        let here = || campaigns.values().filter(|entry| entry.presence == Presence::Here);
        let active = here().filter(|entry| entry.state.starts_with("active")).count() as u64;
        let ended = |state: &str| state.starts_with("completed") || state.starts_with("paused");
        let recent = here().filter(|entry| ended(&entry.state)).count() as u64;
        Ok(Workspace {
            contacts: known(Feed::Contacts),
            companies: known(Feed::Companies),
            deals: known(Feed::DealScan),
            tasks: known(Feed::Tasks),
            lists: known(Feed::Lists),
            list_sizes: Vec::new(),
            campaigns: known(Feed::Campaigns),
            active_campaigns: active,
            recent_campaigns: recent,
        })
    })
}

/// Whether any feed of a workspace was read before: the first cycle costs more than those after it.
///
/// # Errors
/// A store that fails.
pub fn has_baseline(store: &Store, workspace: &str) -> Result<bool, StoreError> {
    store.read(|conn| Ok(!poll::feeds(conn, workspace)?.is_empty()))
}

/// The allowance that the pace is made from: what the API told, what the plan gives, or what is
/// assumed.
#[must_use]
pub fn allowance(ledger: &Ledger, budget: &Budget, now: Timestamp) -> Allowance {
    ledger.day(budget, now).unwrap_or_else(|| Allowance::of_tier(ASSUMED, ledger.today, now))
}

impl Poller {
    /// When the cycle after one that began then may begin, by what its own answers said is left.
    ///
    /// # Errors
    /// A store that fails.
    pub fn pace(&self, slow: Duration, began: Timestamp) -> Result<Pace, StoreError> {
        let now = Timestamp::now();
        let ledger = self.caller.ledger(now)?;
        let workspace = workspace(&self.committer.store, &self.committer.workspace)?;
        let cost = Cost::new(self.asked.selection(), &workspace, slow);
        let budget = &self.caller.budget;
        let day = allowance(&ledger, budget, now);
        Ok(pace(day, ledger.per_minute(budget), budget.reserve, &cost, began))
    }
}
