//! How a sandbox begins.

use std::net::SocketAddr;

use jiff::Timestamp;
use tokio::sync::mpsc;

use super::activity::Activity;
use super::fault::Fault;
use super::key::Key;
use super::limit::Plan;
use super::readings::Readings;
use super::told::Told;
use crate::contract::retry::RetrySchedule;

/// How many rows the workspace begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Contacts.
    pub contacts: u32,
    /// Companies.
    pub companies: u32,
    /// Deals.
    pub deals: u32,
    /// Lists.
    pub lists: u32,
    /// Campaigns.
    pub campaigns: u32,
    /// Tasks of Lexi's, all of them pending.
    pub lexi: u32,
    /// Tasks of the CRM.
    pub tasks: u32,
    /// People who work with it.
    pub users: u32,
}

impl Default for Counts {
    fn default() -> Self {
        Self {
            contacts: 50,
            companies: 10,
            deals: 12,
            lists: 3,
            campaigns: 3,
            lexi: 2,
            tasks: 8,
            users: 2,
        }
    }
}

impl Counts {
    /// An empty workspace.
    #[must_use]
    pub fn none() -> Self {
        Self {
            contacts: 0,
            companies: 0,
            deals: 0,
            lists: 0,
            campaigns: 0,
            lexi: 0,
            tasks: 0,
            users: 0,
        }
    }
}

/// Which names webhooks are told under.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Edition {
    /// The sixteen of the planned edition.
    Planned,
    /// The twenty-seven of the launched one.
    #[default]
    Launched,
}

/// Whether webhooks may go to this machine. LeadLex refuses private addresses
/// `[/api-reference/webhooks/create]`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LoopbackWebhooks {
    /// They may: the sandbox lives here as well.
    #[default]
    Allowed,
    /// As LeadLex has it: https, and no private address.
    Refused,
}

/// A subscription that is there from the start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscription {
    /// Where to.
    pub url: String,
    /// Names or patterns; none means all of the edition.
    pub events: Vec<String>,
    /// The signing secret.
    pub secret: String,
}

/// Everything a sandbox is started with.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where to listen; a loopback address.
    pub address: SocketAddr,
    /// Same seed, same workspace.
    pub seed: u64,
    /// Its size.
    pub counts: Counts,
    /// What its clock shows at the start; `None` is the real time.
    pub start_at: Option<Timestamp>,
    /// The plan it pays for.
    pub plan: Plan,
    /// Keys beside the fixed ones.
    pub keys: Vec<Key>,
    /// Resources that no key may touch.
    pub forbidden: Vec<String>,
    /// Chosen readings.
    pub readings: Readings,
    /// Faults that are switched on.
    pub faults: Vec<Fault>,
    /// What happens by itself.
    pub activity: Option<Activity>,
    /// The names of webhooks.
    pub edition: Edition,
    /// Waits between attempts at a delivery.
    pub schedule: RetrySchedule,
    /// Subscriptions.
    pub webhooks: Vec<Subscription>,
    /// Where webhooks may go.
    pub loopback_webhooks: LoopbackWebhooks,
    /// Who is told of calls and deliveries.
    pub told: Option<mpsc::Sender<Told>>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            seed: 1,
            counts: Counts::default(),
            start_at: None,
            plan: Plan::default(),
            keys: Vec::new(),
            forbidden: Vec::new(),
            readings: Readings::default(),
            faults: Vec::new(),
            activity: None,
            edition: Edition::default(),
            schedule: RetrySchedule::leadlex(),
            webhooks: Vec::new(),
            loopback_webhooks: LoopbackWebhooks::default(),
            told: None,
        }
    }
}
