//! The command line: global options, the list of commands, and how one of them is run.

mod refusal;

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;

use clap::{ArgAction, Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

use crate::commands::context::Context;
use crate::commands::{
    catalog, check, completions, config, deliveries, demo, doctor, events, inspect, listen, man,
    poll, replay, sandbox, send, sign, verify, webhooks,
};
use crate::config::environment::Environment;
use crate::config::settings::Choice;
use crate::error::{Error, Exit, Outcome};
use crate::output::printer::{Format, Printer, Verbosity};
use crate::output::stream::ColorChoice;

const EXIT_CODES: &str = "\
Exit codes:
  0    done
  1    the work ran and the answer is no: a signature, an expectation or an endpoint said so
  2    what was typed or configured cannot be carried out
  3    the endpoint could not be reached (DNS, refused, TLS, time-out)
  4    the API said no (key, permission, quota)
  5    the store or the disk failed
  130  interrupted by Ctrl-C (for `listen` that is the normal end: 0)
  143  ended by SIGTERM (for `listen` that is the normal end: 0)

Start with `leadlex-hooks demo`: a tour on this machine, no account needed.";

/// Build, debug, replay and test LeadLex webhooks on your own machine
#[derive(Debug, Parser)]
#[command(name = "leadlex-hooks", version, about, after_help = EXIT_CODES, propagate_version = true)]
pub struct Cli {
    /// Options of every command.
    #[command(flatten)]
    pub global: GlobalArgs,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Options that every command takes, before or after its name.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Global options")]
pub struct GlobalArgs {
    /// Write one JSON object a line to stdout, each with a `type`
    #[arg(long, global = true)]
    pub json: bool,
    /// Tell nothing but warnings and errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Show bodies and headers as well
    #[arg(short, long, global = true, action = ArgAction::SetTrue)]
    pub verbose: bool,
    /// When to use colours; NO_COLOR is honoured
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value = "auto")]
    pub color: ColorChoice,
    /// Configuration file [env: LEADLEX_HOOKS_CONFIG]
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]
    #[arg(long, global = true, value_name = "NAME")]
    pub profile: Option<String>,
    /// File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]
    #[arg(long, global = true, value_name = "FILE")]
    pub store: Option<PathBuf>,
    /// Signing secret, or `@FILE`; several while rotating, the first one signs
    /// [env: LEADLEX_WEBHOOK_SECRET]
    #[arg(long, global = true, value_name = "SECRET|@FILE")]
    pub secret: Vec<String>,
    /// Never ask anything; what would be asked is an error
    #[arg(long, global = true)]
    pub no_input: bool,
}

/// The commands, in the order in which a developer meets them.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Take the tour: everything on this machine, in seconds, nothing to set up
    Demo(demo::DemoArgs),
    /// Send signed test payloads to an endpoint
    Send(send::SendArgs),
    /// Receive webhooks: verify, record, show, forward
    Listen(listen::ListenArgs),
    /// Send saved events again
    Replay(replay::ReplayArgs),
    /// Poll the REST API and deliver what changed as webhooks
    Poll(poll::PollArgs),
    /// Look into the log of events
    Events(events::EventsArgs),
    /// Look into the log of deliveries, and retry or cancel them
    Deliveries(deliveries::DeliveriesArgs),
    /// Look into the log in a browser: live, with search, comparison and replay
    Inspect(inspect::InspectArgs),
    /// Run a simulated LeadLex workspace: the REST API, its limits, and signed webhooks
    Sandbox(Box<sandbox::SandboxArgs>),
    /// Prove a webhook handler right: a suite of deliveries, genuine and forged
    Check(check::CheckArgs),
    /// Check a signature offline
    Verify(verify::VerifyArgs),
    /// Compute the signature of a body
    Sign(sign::SignArgs),
    /// Show every event type that LeadLex has documented
    Catalog(catalog::CatalogArgs),
    /// Manage the webhook subscriptions of your LeadLex workspace
    Webhooks(webhooks::WebhooksArgs),
    /// Show and change the configuration
    Config(config::ConfigArgs),
    /// Look at configuration, secret, store, API, endpoint, clock and tunnel, and say what to mend
    Doctor(Box<doctor::DoctorArgs>),
    /// Print the completions of a shell
    Completions(completions::CompletionsArgs),
    /// Print the manual page
    Man(man::ManArgs),
}

/// The whole program: reads the command line, runs one command, says how to end.
pub fn run(args: impl IntoIterator<Item = OsString>) -> Exit {
    let args: Vec<OsString> = args.into_iter().collect();
    let parsed = version_alone(&args).map_or_else(|| parse(&args), Err);
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => return refuse(&error, &args),
    };
    let printer = Arc::new(printer(&cli.global));
    match dispatch(cli, Arc::clone(&printer)) {
        Ok(exit) => exit,
        Err(error) => {
            printer.error(&error);
            error.exit()
        }
    }
}

/// Answers `--version` alone as [`Cli`] would: to build every subcommand first takes longer than all
/// the rest.
fn version_alone(args: &[OsString]) -> Option<clap::Error> {
    let [_, flag] = args else { return None };
    let command = clap::Command::new(env!("CARGO_PKG_NAME")).version(env!("CARGO_PKG_VERSION"));
    let is_asked_for = flag == "--version" || flag == "-V";
    is_asked_for.then(|| command.try_get_matches_from(args).err())?
}

/// Adds the arguments of a command.
type Build = fn(clap::Command) -> clap::Command;

/// Commands that scripts call over and over.
const FREQUENT: [(&str, Build); 6] = [
    ("send", send::SendArgs::augment_args),
    ("replay", replay::ReplayArgs::augment_args),
    ("events", events::EventsArgs::augment_args),
    ("deliveries", deliveries::DeliveriesArgs::augment_args),
    ("verify", verify::VerifyArgs::augment_args),
    ("sign", sign::SignArgs::augment_args),
];

fn parse(args: &[OsString]) -> Result<Cli, clap::Error> {
    frequent_alone(args).map_or_else(|| Cli::try_parse_from(args), Ok)
}

/// Reads a frequent command as [`Cli`] would, without building the others. What is wrong, and what is
/// a question for help, is left to [`Cli`].
fn frequent_alone(args: &[OsString]) -> Option<Cli> {
    let known = |arg: &OsString| FREQUENT.iter().find(|(name, _)| arg == name);
    let (name, build) = args.iter().find_map(known)?;
    let alone = GlobalArgs::augment_args(clap::Command::new(env!("CARGO_PKG_NAME")))
        .subcommand(build(clap::Command::new(*name)));
    Cli::from_arg_matches(&alone.try_get_matches_from(args).ok()?).ok()
}

fn dispatch(cli: Cli, printer: Arc<Printer>) -> Outcome {
    let GlobalArgs { config, profile, store, secret, no_input, .. } = cli.global;
    let choice = Choice { config, profile, store };
    let context = Context::new(printer, Environment::capture(), choice, secret, no_input);
    match cli.command {
        Command::Demo(args) => demo::run(&context, args),
        Command::Send(args) => send::run(&context, args),
        Command::Listen(args) => listen::run(&context, args),
        Command::Replay(args) => replay::run(&context, args),
        Command::Poll(args) => poll::run(&context, args),
        Command::Events(args) => events::run(&context, args),
        Command::Deliveries(args) => deliveries::run(&context, args),
        Command::Inspect(args) => inspect::run(&context, args),
        Command::Sandbox(args) => sandbox::run(&context, *args),
        Command::Check(args) => check::run(&context, args),
        Command::Verify(args) => verify::run(&context, args),
        Command::Sign(args) => sign::run(&context, args),
        Command::Catalog(args) => catalog::run(&context, args),
        Command::Webhooks(args) => webhooks::run(&context, args),
        Command::Config(args) => config::run(&context, args),
        Command::Doctor(args) => doctor::run(&context, *args),
        Command::Completions(args) => completions::run(&context, Cli::command(), args),
        Command::Man(args) => man::run(&context, Cli::command(), args),
    }
}

fn printer(global: &GlobalArgs) -> Printer {
    let format = if global.json { Format::Json } else { Format::Human };
    let verbosity = match (global.quiet, global.verbose) {
        (true, _) => Verbosity::Quiet,
        (_, true) => Verbosity::Verbose,
        _ => Verbosity::Normal,
    };
    Printer::new(format, verbosity, global.color)
}

/// `--help` and `--version` come this way too, and are no errors.
fn refuse(error: &clap::Error, args: &[OsString]) -> Exit {
    // What is no refusal needs no list of all commands, which takes longer than the rest.
    if error.use_stderr()
        && let Some(error) = refusal::explain(error, &Cli::command(), args)
    {
        Printer::new(Format::Human, Verbosity::Normal, ColorChoice::Auto).error(&error);
        return error.exit();
    }
    let printed = error.print();
    match (error.exit_code(), printed) {
        (0, Ok(())) => Exit::DONE,
        (0, Err(gone)) if gone.kind() == std::io::ErrorKind::BrokenPipe => Exit::DONE,
        (0, Err(error)) => {
            let error = Error::store("cannot write to stdout").because(error);
            Printer::new(Format::Human, Verbosity::Normal, ColorChoice::Auto).error(&error);
            error.exit()
        }
        _ => Exit::USAGE,
    }
}
