//! What can be typed after `listen`.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use crate::commands::api_args::ApiArgs;
use crate::commands::client_args::ClientArgs;
use crate::commands::endpoint_args::parse_path;
use crate::commands::retry_args::parse_scale;
use crate::contract::pattern::EventPattern;
use crate::receiver::serve::Limits;
use crate::text::measure;

const EXAMPLES: &str = "\
Examples:
  leadlex-hooks listen
  leadlex-hooks listen --forward-to http://localhost:3000/webhooks
  leadlex-hooks listen --forward-to :3000/webhooks --ack-first
  leadlex-hooks listen --forward-to :3000/webhooks --inspect
  leadlex-hooks listen --port 0 --json --ready-file /tmp/ready
  leadlex-hooks listen --only 'campaign.*' -v
  leadlex-hooks listen --route 'lexi.*=http://localhost:3001' --forward-to http://localhost:3000
  leadlex-hooks listen --respond '503x2,delay=5s,200'
  leadlex-hooks listen --tunnel cloudflared --forward-to http://localhost:3000
  leadlex-hooks listen --tunnel cloudflared --register --forward-to :3000/webhooks
  leadlex-hooks listen --expect 'contact.created x2' --timeout 30s -- npm test

Every path is accepted unless `--path` is given. With `--forward-to` the handler's own answer is \
passed on to the sender; with `--ack-first` the event is stored and acknowledged, then delivered on \
the retry schedule, over restarts.

At a terminal keys are heard while it listens: r replays the last event, d shows it whole, f shows \
only some names, p pauses, c copies a curl command, o shows the address of the inspector (click on \
it: no browser is started), q quits, ? lists them. `--no-input` leaves them off, and so does a \
command after `--`.";

/// Receive webhooks: verify, record, show, forward
///
/// A 2xx leaves only after the event is on disk. A request whose signature is wrong is answered 401
/// and recorded. Ctrl-C is the normal end.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct ListenArgs {
    /// Port to listen on; 0 picks a free one [default: 4000]
    #[arg(long, short, value_name = "PORT")]
    pub(super) port: Option<u16>,
    /// Address to listen on [default: 127.0.0.1]
    #[arg(long, value_name = "ADDRESS")]
    pub(super) host: Option<String>,
    /// The one path to serve; others are answered 404
    #[arg(long, value_name = "PATH", value_parser = parse_path)]
    pub(super) path: Option<String>,
    /// Forward events of these names to a URL of their own; the first route that matches wins
    #[arg(long, value_name = "PATTERN=URL")]
    pub(super) route: Vec<String>,
    /// Forward accepted events; a URL without a path keeps the incoming one
    #[arg(long, value_name = "URL")]
    pub(super) forward_to: Option<String>,
    /// Store and acknowledge at once, then deliver on the retry schedule
    #[arg(long)]
    pub(super) ack_first: bool,
    /// Waits between attempts under `--ack-first`: `leadlex`, `none`, or a list like `1s,5s`
    #[arg(long, value_name = "SCHEDULE", default_value = "leadlex", requires = "ack_first")]
    pub(super) retry: String,
    /// Multiply every wait between attempts
    #[arg(long, value_name = "FACTOR", default_value_t = 1.0, value_parser = parse_scale, requires = "ack_first")]
    pub(super) time_scale: f64,
    /// How long the handler may take
    #[arg(long, value_name = "TIME", default_value = "9s", value_parser = measure::parse_limit)]
    pub(super) forward_timeout: Duration,
    /// Forward requests whose signature is wrong as well (pass-through only)
    #[arg(long, conflicts_with = "ack_first")]
    pub(super) forward_rejected: bool,
    /// Reject events whose X-LeadLex-Timestamp is further away than this (it is not signed)
    #[arg(long, value_name = "TIME", value_parser = measure::parse_span)]
    pub(super) tolerance: Option<Duration>,
    /// Show and forward only these events; all are recorded
    #[arg(long, value_name = "PATTERN", value_delimiter = ',')]
    pub(super) only: Vec<EventPattern>,
    /// Answer by a script instead of forwarding: `503x2,delay=5s,200`; the last step repeats. Steps:
    /// STATUS, delay=TIME, slow=TIME, body=TEXT, body=@FILE, hang, reset; `+` joins, `xN` repeats
    #[arg(long, value_name = "SCRIPT", conflicts_with_all = ["forward_to", "route", "ack_first"])]
    pub(super) respond: Option<String>,
    /// End when these have arrived: `contact.created x2` (at least 2 deliveries), `contact.*=3`
    /// (exactly 3 when the time is over); exit 1 when they do not
    #[arg(long, value_name = "EVENT xN")]
    pub(super) expect: Vec<String>,
    /// How long to wait for `--expect`, and for the command after `--` [default: 30s with `--expect`]
    #[arg(long, value_name = "TIME", value_parser = measure::parse_span)]
    pub(super) timeout: Option<Duration>,
    /// Command to run while listening, with LEADLEX_HOOKS_URL and LEADLEX_WEBHOOK_SECRET in its
    /// environment; its end is the end, its failure exit 1
    #[arg(last = true, value_name = "COMMAND")]
    pub(super) command: Vec<String>,
    /// Write the URL to this file once connections are accepted
    #[arg(long, value_name = "FILE")]
    pub(super) ready_file: Option<PathBuf>,
    /// Serve https with this PEM certificate chain
    #[arg(long, value_name = "FILE", requires = "key")]
    pub(super) cert: Option<PathBuf>,
    /// PEM private key of the certificate
    #[arg(long, value_name = "FILE", requires = "cert")]
    pub(super) key: Option<PathBuf>,
    /// Start a tunnel and tell its public URL: cloudflared, ngrok, or a command with `{url}` or
    /// `{port}` in it that prints an https URL
    #[arg(long, value_name = "PROGRAM")]
    pub(super) tunnel: Option<String>,
    /// The https URL at which others reach this listener, over a tunnel or a proxy of your own
    #[arg(long, value_name = "URL", conflicts_with = "tunnel", value_parser = parse_public)]
    pub(super) public_url: Option<String>,
    /// Subscribe to LeadLex's webhooks for as long as this listens, with the URL of the tunnel: all
    /// that are launched, or `--register='contact.*,deal.*'`; the secret is used and never kept
    #[arg(
        long,
        value_name = "PATTERN",
        num_args = 0..,
        require_equals = true,
        default_missing_value = "*",
        value_delimiter = ','
    )]
    pub(super) register: Vec<EventPattern>,
    /// Serve a page that shows what comes, on a port of its own and on this machine only; the URL has
    /// a token that is new each time
    #[arg(long)]
    pub(super) inspect: bool,
    /// Port of that page [default: a free one]
    #[arg(long, value_name = "PORT", requires = "inspect")]
    pub(super) inspect_port: Option<u16>,
    /// Largest body that is taken, in bytes
    #[arg(long, value_name = "BYTES", default_value_t = Limits::default().body, value_parser = parse_size)]
    pub(super) max_body: usize,
    /// Listen beyond this machine even though nothing can be verified
    #[arg(long)]
    pub(super) allow_unverified: bool,
    #[command(flatten)]
    pub(super) api: ApiArgs,
    #[command(flatten)]
    pub(super) client: ClientArgs,
}

/// A size that leaves room for something.
fn parse_size(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(0) => Err("no event fits into that".to_owned()),
        Ok(bytes) => Ok(bytes),
        Err(_) => Err("a number of bytes is expected".to_owned()),
    }
}

/// A URL that others are told.
fn parse_public(text: &str) -> Result<String, String> {
    let (scheme, rest) = text.split_once("://").unwrap_or_default();
    let plain = text.bytes().all(|byte| byte.is_ascii_graphic());
    match (scheme, rest) {
        ("https" | "http", rest)
            if rest.split('/').next().is_some_and(|host| host.contains('@')) =>
        {
            Err("LeadLex would be told the name and the password in it".to_owned())
        }
        ("https" | "http", rest) if !rest.is_empty() && plain => Ok(text.to_owned()),
        _ => {
            Err("a whole URL is expected, such as `https://hooks.example.com/webhooks`".to_owned())
        }
    }
}
