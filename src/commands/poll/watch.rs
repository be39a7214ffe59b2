//! The loop of `poll`: cycles at the pace of the quota, deliveries meanwhile, a summary at the end.

use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use tokio::sync::{Notify, mpsc};
use tokio::time::{Instant, timeout_at};

use super::args::{Interval, WatchArgs};
use super::identity;
use crate::client::Client;
use crate::client::target::Target;
use crate::commands::context::Context;
use crate::commands::filter_args::parse_time;
use crate::commands::retry_args::parse_schedule;
use crate::config::key;
use crate::delivery::engine::{Engine, Until};
use crate::error::{Error, Exit, Outcome};
use crate::output::clock;
use crate::poll::budget::Pace;
use crate::poll::driver::{
    Asked, Caller, Committer, Cycle, Halt, Limit, Ordering, Outbox, Patience, Poller, Teller, Told,
};
use crate::poll::guard::MassDelete;
use crate::poll::select::Audit;
use crate::receiver::serve::DRAIN;
use crate::stop::{self, Cause, Stop, StopSwitch};
use crate::store::Store;
use crate::store::delivery::Stamp;
use crate::store::lease::Owner;
use crate::store::poll;

/// Lines that may wait for a slow terminal.
const QUEUE: usize = 512;
/// How long the last lines may take to be shown.
const LAST_LINES: Duration = Duration::from_secs(2);
/// After a cycle that failed as a whole, the next comes no sooner than this.
const AFTER_TROUBLE: Duration = Duration::from_secs(30);
/// A longer wait is slept in parts, since the clock may be set meanwhile.
const NAP: Duration = Duration::from_secs(20);
