//! What can be typed after `sandbox`.

use std::path::PathBuf;
use std::time::Duration;

use clap::{ArgAction, Args, ValueEnum};
use jiff::Timestamp;

use crate::commands::retry_args::parse_scale;
use crate::sandbox::{Counts, Edition, Plan};
use crate::text::measure;

const EXAMPLES: &str = "\
Examples:
  leadlex-hooks sandbox
  leadlex-hooks sandbox --contacts 100000 --plan starter
  leadlex-hooks sandbox --activity random --every 2s --webhook http://localhost:4000
  leadlex-hooks sandbox --script changes.ndjson --start-at 2026-02-24T23:59:00Z
  leadlex-hooks sandbox --fault 503,times=3 --fault slow=2s,share=0.1,on=contacts
  leadlex-hooks sandbox --reading after=exclusive --reading audit=late:90
  leadlex-hooks sandbox --list words

A script has a JSON object a line, each carried out `after` so many seconds:
  {\"after\":1,\"do\":\"contact.create\",\"as\":\"anna\",\"set\":{\"full_name\":\"Anna\"}}
  {\"after\":1,\"do\":\"contact.update\",\"ref\":\"anna\",\"set\":{\"job_title\":\"Partner\"}}

`id` is an id; `ref` a name given with `as`, `newest`, `oldest`, `any`, or `#3`, the third ever made. \
While it runs, `POST /_sandbox/changes`, `clock`, `faults`, `readings`, `plan` and `keys` change it, and \
`GET /_sandbox/state`, `calls` and `webhooks` tell the truth about it.";

/// Run a simulated LeadLex workspace: the REST API, its limits, and signed webhooks
///
/// On this machine only, in memory only. It begins the same for the same seed, and can be made to
/// behave badly on demand. Ctrl-C is the normal end.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct SandboxArgs {
    /// Port to listen on; 0 picks a free one
    #[arg(long, short, value_name = "PORT", default_value_t = 4010)]
    pub(super) port: u16,
    /// Loopback address to listen on
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub(super) host: String,
    /// Write the API's URL to this file once connections are accepted
    #[arg(long, value_name = "FILE")]
    pub(super) ready_file: Option<PathBuf>,
    /// Print what can be given to `--fault`, `--reading`, `--forbid` or a script, and end
    #[arg(long, value_name = "WHAT", value_enum)]
    pub(super) list: Option<Listed>,
    #[command(flatten)]
    pub(super) size: SizeArgs,
    /// Time its clock shows at the start; it runs on from there [default: the real time]
    #[arg(long, value_name = "TIME")]
    pub(super) start_at: Option<Timestamp>,
    /// Plan that limits the calls
    #[arg(long, value_name = "PLAN", value_enum, default_value = "org")]
    pub(super) plan: PlanArg,
    /// A key that may read and write, beside the fixed ones
    #[arg(long, value_name = "wbk_…")]
    pub(super) key: Vec<String>,
    /// A resource that no key may touch
    #[arg(long, value_name = "RESOURCE", value_delimiter = ',')]
    pub(super) forbid: Vec<String>,
    /// One plausible reading of what the documentation leaves open
    #[arg(long, value_name = "NAME=VALUE")]
    pub(super) reading: Vec<String>,
    /// A fault: NAME[=VALUE][,times=N][,share=0.1][,on=RESOURCE]
    #[arg(long, value_name = "FAULT")]
    pub(super) fault: Vec<String>,
    /// Changes that happen by themselves, a JSON object a line
    #[arg(long, value_name = "FILE", conflicts_with = "activity")]
    pub(super) script: Option<PathBuf>,
    /// Let something happen every so often
    #[arg(long, value_name = "KIND", value_enum)]
    pub(super) activity: Option<ActivityArg>,
    /// How often, with `--activity`
    #[arg(long, value_name = "TIME", default_value = "2s", value_parser = measure::parse_span)]
    pub(super) every: Duration,
    /// Deliver webhooks to this URL, signed with the secret
    #[arg(long, value_name = "URL")]
    pub(super) webhook: Vec<String>,
    /// Deliver only these events to `--webhook`
    #[arg(long, value_name = "PATTERN", value_delimiter = ',', requires = "webhook")]
    pub(super) webhook_events: Vec<String>,
    /// Names that webhooks have
    #[arg(long, value_name = "EDITION", value_enum, default_value = "launched")]
    pub(super) edition: EditionArg,
    /// Multiply every wait between attempts at a delivery
    #[arg(long, value_name = "FACTOR", default_value_t = 1.0, value_parser = parse_scale)]
    pub(super) time_scale: f64,
    /// Whether the API takes webhooks to this machine, which LeadLex refuses
    #[arg(long, value_name = "BOOL", default_value_t = true, action = ArgAction::Set)]
    pub(super) allow_loopback_webhooks: bool,
}

/// How much is in the workspace.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "The workspace at the start")]
pub(super) struct SizeArgs {
    /// Same seed, same workspace
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(super) seed: u64,
    /// Contacts
    #[arg(long, value_name = "N", default_value_t = Counts::default().contacts, value_parser = most())]
    contacts: u32,
    /// Companies
    #[arg(long, value_name = "N", default_value_t = Counts::default().companies, value_parser = most())]
    companies: u32,
    /// Deals
    #[arg(long, value_name = "N", default_value_t = Counts::default().deals, value_parser = most())]
    deals: u32,
    /// Lists
    #[arg(long, value_name = "N", default_value_t = Counts::default().lists, value_parser = most())]
    lists: u32,
    /// Campaigns
    #[arg(long, value_name = "N", default_value_t = Counts::default().campaigns, value_parser = most())]
    campaigns: u32,
    /// Pending tasks of Lexi's
    #[arg(long, value_name = "N", default_value_t = Counts::default().lexi, value_parser = most())]
    lexi: u32,
    /// Tasks of the CRM
    #[arg(long, value_name = "N", default_value_t = Counts::default().tasks, value_parser = most())]
    tasks: u32,
    /// Users
    #[arg(long, value_name = "N", default_value_t = Counts::default().users, value_parser = most())]
    users: u32,
}

/// More rows would not fit into the memory of a small machine.
fn most() -> clap::builder::RangedI64ValueParser<u32> {
    clap::value_parser!(u32).range(0..=5_000_000)
}

impl SizeArgs {
    pub(super) fn counts(&self) -> Counts {
        let Self { contacts, companies, deals, lists, campaigns, lexi, tasks, users, .. } = *self;
        Counts { contacts, companies, deals, lists, campaigns, lexi, tasks, users }
    }
}

/// A table to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Listed {
    /// For `--fault`.
    Faults,
    /// For `--reading`.
    Readings,
    /// For `--forbid`, and `on=` of a fault.
    Resources,
    /// For `do` in a script.
    Words,
}

/// The plans, by the words of `[/authentication]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum PlanArg {
    /// 100 calls a day, 10 a minute
    Starter,
    /// 1,000 calls a day, 50 a minute
    Pro,
    /// 10,000 calls a day, 200 a minute
    Org,
    /// No limit, and no headers about one
    None,
}

impl From<PlanArg> for Plan {
    fn from(plan: PlanArg) -> Self {
        match plan {
            PlanArg::Starter => Self::Starter,
            PlanArg::Pro => Self::Pro,
            PlanArg::Org => Self::Org,
            PlanArg::None => Self::None,
        }
    }
}

/// What happens by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ActivityArg {
    /// Something or other
    Random,
}

/// The editions that webhooks may follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum EditionArg {
    /// The sixteen names
    Planned,
    /// The twenty-seven names
    Launched,
}

impl From<EditionArg> for Edition {
    fn from(edition: EditionArg) -> Self {
        match edition {
            EditionArg::Planned => Self::Planned,
            EditionArg::Launched => Self::Launched,
        }
    }
}
