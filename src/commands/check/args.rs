//! The options of `check`.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::report::ReportFile;
use crate::commands::client_args::ClientArgs;
use crate::commands::masking_args::MaskingArgs;
use crate::contract::pattern::EventPattern;
use crate::text::measure;

const EXAMPLES: &str = "\
Examples:
  leadlex-hooks check :3000/webhooks
  leadlex-hooks check --list
  leadlex-hooks check :3000/webhooks --only reject --only accept.unicode
  leadlex-hooks check :3000/webhooks --events 'deal.*' --probe :3000/deals/count
  leadlex-hooks check :3000/webhooks --start 'npm start' --report junit=webhooks.xml
  leadlex-hooks check https://staging.example.com/webhooks --yes --baseline known.txt

A required case fails on no correct handler; advice is shown and changes no exit code. Exit 0 when \
every required case passed, 1 when not, 3 when the endpoint could not be reached.";

/// Prove a webhook handler right: a suite of deliveries, genuine and forged
///
/// Sends signed samples, then what must be refused, then what goes wrong on a bad day: duplicates,
/// retries, broken bodies, many at once. Each failed case says why it matters, what to change, and
/// how to repeat it.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct CheckArgs {
    /// URL of the endpoint; `:3000/webhooks` means this machine
    #[arg(value_name = "URL", required_unless_present = "list")]
    pub(super) url: Option<String>,
    /// Run these cases only: an id, `accept`, `reject`, `behaviour`, or a pattern such as `*retry*`
    #[arg(long, value_name = "CASE", value_delimiter = ',', value_parser = parse_choice)]
    pub(super) only: Vec<String>,
    /// Leave these cases out: an id, a group, or a pattern
    #[arg(long, value_name = "CASE", value_delimiter = ',', value_parser = parse_choice)]
    pub(super) skip: Vec<String>,
    /// Event types to send; the first one serves the cases that are about something else [default: all]
    #[arg(long, value_name = "PATTERN", value_delimiter = ',')]
    pub(super) events: Vec<EventPattern>,
    /// URL or command that tells the state behind the endpoint, compared before and after duplicates
    #[arg(long, value_name = "URL|COMMAND")]
    pub(super) probe: Option<String>,
    /// File of known failures, one id a line: they do not count
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    /// Write the ids of what failed to a file, for `--baseline`
    #[arg(long, value_name = "FILE")]
    pub(super) write_baseline: Option<PathBuf>,
    /// How many deliveries are sent together in `behaviour.load`
    #[arg(long, value_name = "NUMBER", default_value = "10", value_parser = clap::value_parser!(u8).range(1..=200))]
    pub(super) concurrency: u8,
    /// How long each answer may take until its head is complete
    #[arg(long, value_name = "TIME", default_value = "10s", value_parser = measure::parse_limit)]
    pub(super) deadline: Duration,
    /// Number that decides bodies and ids: on the same day, same seed, same bytes [default: random]
    #[arg(long, value_name = "NUMBER")]
    pub(super) seed: Option<u64>,
    /// Write the outcome to a file as well: `junit=FILE`, `json=FILE`, `html=FILE`; several at once
    #[arg(long, value_name = "FORM=FILE", value_parser = ReportFile::parse)]
    pub(super) report: Vec<ReportFile>,
    /// Do not ask before an endpoint beyond this machine gets the whole suite
    #[arg(long)]
    pub(super) yes: bool,
    /// Show what would be sent, and send nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    #[command(flatten)]
    pub(super) masking: MaskingArgs,
    /// List the cases, and send nothing
    #[arg(long)]
    pub(super) list: bool,
    /// Start this command first and end it afterwards; it finds LEADLEX_WEBHOOK_SECRET (a random one
    /// where none is set) and LEADLEX_HOOKS_URL in its environment
    #[arg(long, value_name = "COMMAND")]
    pub(super) start: Option<String>,
    /// URL that answers once the started command is ready [default: the endpoint]
    #[arg(long, value_name = "URL", requires = "start")]
    pub(super) wait_for: Option<String>,
    /// How long the started command may take until it is ready
    #[arg(long, value_name = "TIME", default_value = "60s", value_parser = measure::parse_limit, requires = "start")]
    pub(super) start_timeout: Duration,
    #[command(flatten)]
    pub(super) client: ClientArgs,
}

/// Nothing would choose nothing.
fn parse_choice(text: &str) -> Result<String, String> {
    match text.trim() {
        "" => Err("a case, a group or a pattern is expected".to_owned()),
        choice => Ok(choice.to_owned()),
    }
}
