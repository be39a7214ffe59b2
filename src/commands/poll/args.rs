//! What can be typed after `poll`.

use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use clap::{Args, Subcommand, ValueEnum};

use super::{gaps, plan};
use crate::api::Api;
use crate::client::Client;
use crate::commands::api_args::ApiArgs;
use crate::commands::client_args::ClientArgs;
use crate::commands::context::Context;
use crate::commands::retry_args::parse_scale;
use crate::contract::pattern::EventPattern;
use crate::error::Error;
use crate::poll::budget::Reserve;
use crate::poll::driver::Budget;
use crate::poll::select::{Audit, Names, Selection};
use crate::poll::tier::Tier;
use crate::text::measure;

const EXAMPLES: &str = "\
Examples:
  leadlex-hooks poll plan
  leadlex-hooks poll --to http://localhost:3000/webhooks
  leadlex-hooks poll --once --json | jq 'select(.type == \"event\") | .payload'
  leadlex-hooks poll --to :3000 --events 'campaign.*' --interval 1min
  leadlex-hooks poll --to :3000 --since 2026-11-01
  leadlex-hooks poll gaps --since 1d

The first run takes a baseline and tells nothing of what was there before, unless `--since` asks for \
it. An event has the same X-LeadLex-Delivery-ID however often it is found. No account? `leadlex-hooks \
sandbox` is a workspace on this machine.";

/// Poll the REST API and deliver what changed as webhooks
///
/// A handler written for webhooks works with it unchanged: the same events, signed and retried alike.
/// It keeps within the quota of the key. Ctrl-C is the normal end; what is not delivered waits.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
pub struct PollArgs {
    #[command(subcommand)]
    pub(super) what: Option<PollCommand>,
    #[command(flatten)]
    pub(super) watch: WatchArgs,
}

/// What else there is to polling.
#[derive(Debug, Subcommand)]
pub(super) enum PollCommand {
    /// Say what polling would cost, and how late each event would be
    Plan(plan::PlanArgs),
    /// Compare what the API says happened with what the log has
    Gaps(gaps::GapsArgs),
}

/// How to poll.
#[derive(Args, Debug)]
pub(super) struct WatchArgs {
    /// URL of the handler; without it events are recorded and shown
    #[arg(long, value_name = "URL")]
    pub(super) to: Option<String>,
    /// Read everything once, make the deliveries that are due, and end
    #[arg(long)]
    pub(super) once: bool,
    /// Time between two cycles; `auto` spreads the calls that are left over the day
    #[arg(long, value_name = "auto|TIME", default_value = "auto")]
    pub(super) interval: Interval,
    /// Tell also of what was created or changed since then: `2026-11-01T10:00:00Z`, `2026-11-01`, `3d`
    #[arg(long, value_name = "TIME")]
    pub(super) since: Option<String>,
    /// Believe it when many resources are gone at once
    #[arg(long)]
    pub(super) allow_mass_delete: bool,
    /// Leave out what a verified webhook in the log has told within this time; alone it means 1h
    #[arg(long, value_name = "TIME", num_args = 0..=1, require_equals = true,
          default_missing_value = "1h", value_parser = measure::parse_span)]
    pub(super) only_missing: Option<Duration>,
    #[command(flatten)]
    pub(super) source: SourceArgs,
    #[command(flatten)]
    pub(super) delivery: DeliveryArgs,
}

/// How derived events are delivered.
#[derive(Args, Debug)]
#[command(next_help_heading = "Delivery")]
pub(super) struct DeliveryArgs {
    /// Waits between attempts: `leadlex`, `none`, or a list like `1s,5s`
    #[arg(long, value_name = "SCHEDULE", default_value = "leadlex")]
    pub(super) retry: String,
    /// Multiply every wait between attempts
    #[arg(long, value_name = "FACTOR", default_value_t = 1.0, value_parser = parse_scale)]
    pub(super) time_scale: f64,
    /// How long an attempt may take until the answer's head is complete
    #[arg(long, value_name = "TIME", default_value = "10s", value_parser = measure::parse_limit)]
    pub(super) max_time: Duration,
    /// Do not let events of one resource wait for each other
    #[arg(long)]
    pub(super) unordered: bool,
}

/// What is polled, as whom, and for how much.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "What to poll")]
pub(super) struct SourceArgs {
    /// Only these events: `contact.*,lexi.task_failed`. A full name also selects what is costly
    #[arg(long, value_name = "PATTERN", value_delimiter = ',')]
    pub(super) events: Vec<EventPattern>,
    /// Whose names to use where the two editions have two for one change
    #[arg(long, value_enum, default_value_t = EditionChoice::Planned)]
    pub(super) edition: EditionChoice,
    /// How often to read what takes a full scan, such as companies and tasks
    #[arg(long, value_name = "TIME", default_value = "6h", value_parser = measure::parse_span)]
    pub(super) scan_every: Duration,
    /// Share of the daily calls that is left to others
    #[arg(long, value_name = "SHARE", default_value = "20%")]
    pub(super) reserve: Reserve,
    /// Plan of the workspace, where answers carry no quota headers: starter, pro or org
    #[arg(long, value_name = "PLAN")]
    pub(super) tier: Option<Tier>,
    /// Workspace of the key: part of the ids of derived events
    #[arg(long, value_name = "ID")]
    pub(super) workspace_id: Option<String>,
    #[command(flatten)]
    pub(super) api: ApiArgs,
    #[command(flatten)]
    pub(super) client: ClientArgs,
}

/// Names of which edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum EditionChoice {
    /// The sixteen that were announced
    Planned,
    /// Those of the launched webhooks, with the seven that they dropped
    Launched,
}

/// The time between two cycles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Interval {
    /// As the quota allows.
    Auto,
    /// As it was asked for.
    Fixed(Duration),
}

impl FromStr for Interval {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "auto" {
            return Ok(Self::Auto);
        }
        measure::parse_span(text).map(Self::Fixed).map_err(|error| format!("{error}, or `auto`"))
    }
}

impl SourceArgs {
    /// The events that are asked for.
    ///
    /// # Errors
    /// Events that cannot be polled as they were asked for (exit 2).
    pub(super) fn selection(&self, audit: Audit) -> Result<Selection, Error> {
        let names = match self.edition {
            EditionChoice::Planned => Names::Planned,
            EditionChoice::Launched => Names::Launched,
        };
        Selection::new(names, &self.events, audit).map_err(|refused| {
            let error = Error::usage(format!("`--events`: {refused}"));
            match refused.hint() {
                Some(hint) => error.hint(hint),
                None => error,
            }
        })
    }

    /// What may be spent.
    pub(super) fn budget(&self) -> Budget {
        Budget { tier: self.tier, reserve: self.reserve }
    }

    /// The API, known to be callable.
    ///
    /// # Errors
    /// No key, no URL, plain HTTP beyond this machine (exit 2), or a name without an address (3).
    pub(super) async fn open(&self, context: &Context) -> Result<(Api, Arc<Client>), Error> {
        let client = Arc::new(self.client.client(context)?);
        let api = self.api.api(context, Arc::clone(&client)).await?;
        api.check().await?;
        Ok((api, client))
    }
}
