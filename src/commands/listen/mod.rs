//! `listen`: a local receiver that verifies, records, shows and forwards.

mod bind;
mod show;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use clap::Args;
use tokio::sync::{Notify, mpsc};
use tokio::time::{Instant, timeout_at};

use self::bind::Bound;
use self::show::Screen;
use super::client_args::ClientArgs;
use super::context::{Context, block_on_all_cores, no_secret};
use super::retry_args::{parse_scale, parse_schedule};
use crate::config::key;
use crate::contract::pattern::EventPattern;
use crate::contract::retry::{DEADLINE, RetrySchedule};
use crate::delivery::client::Client;
use crate::delivery::engine::{Engine, Until};
use crate::delivery::target::Target;
use crate::error::{Error, Exit, Outcome};
use crate::receiver::forward::Forward;
use crate::receiver::intake::{Exposure, Handling, Intake, Outbox, Rejected};
use crate::receiver::serve::{DRAIN, Limits, serve};
use crate::receiver::told::{Display, Told};
use crate::stop::{self, Stop, StopSwitch};
use crate::store::Store;
use crate::store::lease::Owner;
use crate::text::measure;

const EXAMPLES: &str = "\
Examples:
  leadlex-hooks listen
  leadlex-hooks listen --forward-to http://localhost:3000/webhooks
  leadlex-hooks listen --forward-to :3000/webhooks --ack-first
  leadlex-hooks listen --port 0 --json --ready-file /tmp/ready
  leadlex-hooks listen --only 'campaign.*' -v

Every path is accepted unless `--path` is given. With `--forward-to` the handler's own answer is
passed on to the sender; with `--ack-first` the event is stored and acknowledged, then delivered on
the retry schedule, over restarts.";

/// Lines that may wait for a slow terminal before some are left out.
const QUEUE: usize = 512;
/// The largest body shown while listening; `events show` has the others.
const SHOWN_BODY: usize = 256 * 1024;
/// Between two tries of a store that fails.
const TROUBLE: Duration = Duration::from_millis(500);
/// How long the last lines may take to be shown.
const LAST_LINES: Duration = Duration::from_secs(2);

/// Receive webhooks: verify, record, show, forward
///
/// A 2xx leaves only after the event is on disk. A request whose signature is wrong is answered 401
/// and recorded. Ctrl-C is the normal end.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct ListenArgs {
    /// Port to listen on; 0 picks a free one [default: 4000]
    #[arg(long, short, value_name = "PORT")]
    port: Option<u16>,
    /// Address to listen on [default: 127.0.0.1]
    #[arg(long, value_name = "ADDRESS")]
    host: Option<String>,
    /// The one path to serve; others are answered 404
    #[arg(long, value_name = "PATH")]
    path: Option<String>,
    /// Forward accepted events; a URL without a path keeps the incoming one
    #[arg(long, value_name = "URL")]
    forward_to: Option<String>,
    /// Store and acknowledge at once, then deliver on the retry schedule
    #[arg(long)]
    ack_first: bool,
    /// Waits between attempts under `--ack-first`: `leadlex`, `none`, or a list like `1s,5s`
    #[arg(long, value_name = "SCHEDULE", default_value = "leadlex")]
    retry: String,
    /// Multiply every wait between attempts
    #[arg(long, value_name = "FACTOR", default_value_t = 1.0, value_parser = parse_scale)]
    time_scale: f64,
    /// How long the handler may take
    #[arg(long, value_name = "TIME", default_value = "9s", value_parser = measure::parse_span)]
    forward_timeout: Duration,
    /// Forward requests whose signature is wrong as well (pass-through only)
    #[arg(long, conflicts_with = "ack_first")]
    forward_rejected: bool,
    /// Reject events whose X-LeadLex-Timestamp is further away than this (it is not signed)
    #[arg(long, value_name = "TIME", value_parser = measure::parse_span)]
    tolerance: Option<Duration>,
    /// Show and forward only these events; all are recorded
    #[arg(long, value_name = "PATTERN", value_delimiter = ',')]
    only: Vec<EventPattern>,
    /// Write the URL to this file once connections are accepted
    #[arg(long, value_name = "FILE")]
    ready_file: Option<PathBuf>,
    /// Serve https with this PEM certificate chain
    #[arg(long, value_name = "FILE", requires = "key")]
    cert: Option<PathBuf>,
    /// PEM private key of the certificate
    #[arg(long, value_name = "FILE", requires = "cert")]
    key: Option<PathBuf>,
    /// Largest body that is taken, in bytes
    #[arg(long, value_name = "BYTES", default_value_t = Limits::default().body)]
    max_body: usize,
    /// Listen beyond this machine even though nothing can be verified
    #[arg(long)]
    allow_unverified: bool,
    #[command(flatten)]
    client: ClientArgs,
}

/// Runs the command.
///
/// # Errors
/// Usage, a port that is taken, a store that fails.
pub fn run(context: &Context, args: ListenArgs) -> Outcome {
    block_on_all_cores(listen(context, args))
}

async fn listen(context: &Context, args: ListenArgs) -> Outcome {
    let signers = context.signers().await?;
    let bound = Bound::new(context.settings()?, &args).await?;
    if signers.is_empty() {
        if bound.exposure == Exposure::Beyond && !args.allow_unverified {
            return Err(
                no_secret().hint("`--allow-unverified` listens beyond this machine all the same")
            );
        }
        context.printer.warn("no secret is set: events are recorded and not verified");
    }
    let forward = forward(context, &args).await?;
    let store = context.store()?;
    let (switch, stop) = stop::on_signal();
    let (queue, waiting) = mpsc::channel(QUEUE);
    let missed = Arc::new(AtomicU64::new(0));
    let screen = Screen::new(Arc::clone(&context.printer), waiting, Arc::clone(&missed));
    let origin = match &forward {
        Some(forward) => format!("listen {}", forward.target),
        None => "listen".to_owned(),
    };
    let (handling, engine) = handling(&args, forward, &store, &origin)?;
    let display = Display {
        queue,
        missed,
        largest_body: if context.printer.is_verbose() { SHOWN_BODY } else { 0 },
    };
    let intake = Intake {
        store: store.clone(),
        signers,
        tolerance: args.tolerance,
        path: args.path.clone(),
        only: args.only.clone(),
        handling,
        rejected: if args.forward_rejected { Rejected::Forwarded } else { Rejected::Withheld },
        exposure: bound.exposure,
        origin,
        shown: display,
    };
    let ready = bound.announce(&context.printer, &intake, args.ready_file.as_deref())?;
    let outcome = serve_and_show(bound, &args, intake, engine, screen, (switch, stop)).await;
    drop(ready);
    store.close();
    outcome
}

/// Where accepted events go, checked before anything is served.
async fn forward(context: &Context, args: &ListenArgs) -> Result<Option<Forward>, Error> {
    let Some(setting) = context.settings()?.text(&key::FORWARD_TO, args.forward_to.as_deref())
    else {
        if args.ack_first {
            return Err(Error::usage("`--ack-first` needs `--forward-to URL`"));
        }
        return Ok(None);
    };
    let target = Target::parse("--forward-to", &setting.value)?;
    let client = args.client.client(context)?;
    match client.check(&target).await {
        Err(error) if error.exit() == Exit::UNREACHABLE => {
            context.printer.warn(&format!("{error}; listening all the same"));
        }
        checked => checked?,
    }
    Ok(Some(Forward { client: Arc::new(client), target, timeout: args.forward_timeout }))
}

fn handling(
    args: &ListenArgs,
    forward: Option<Forward>,
    store: &Store,
    origin: &str,
) -> Result<(Handling, Option<Engine>), Error> {
    let Some(forward) = forward else {
        return Ok((Handling::Record, None));
    };
    if !args.ack_first {
        return Ok((Handling::PassThrough(forward), None));
    }
    let schedule: RetrySchedule = parse_schedule("--retry", &args.retry)?.scaled(args.time_scale);
    let bell = Arc::new(Notify::new());
    let client: Arc<Client> = Arc::clone(&forward.client);
    let engine = Engine {
        store: store.clone(),
        client,
        owner: Arc::new(Owner::register(store.path())?),
        origin: Some(origin.to_owned()),
        deadline: DEADLINE,
        bell: Arc::clone(&bell),
    };
    Ok((Handling::AckFirst(Outbox { forward, schedule, bell }), Some(engine)))
}

/// Runs the server, the engine and the screen until the end is asked for.
async fn serve_and_show(
    bound: Bound,
    args: &ListenArgs,
    intake: Intake,
    engine: Option<Engine>,
    screen: Screen,
    (switch, mut stop): (StopSwitch, Stop),
) -> Outcome {
    let limits = Limits { body: args.max_body, ..Limits::default() };
    let queue = intake.shown.queue.clone();
    let screen = tokio::task::spawn_blocking(move || screen.run(&switch));
    let server =
        tokio::spawn(serve(bound.listener, bound.tls, limits, Arc::new(intake), stop.clone()));
    let engine = engine.map(|engine| tokio::spawn(drain(engine, queue, stop.clone())));
    stop.requested().await;
    let drained = Instant::now() + DRAIN;
    server.await.map_err(|_| Error::store("the server broke off"))?;
    // An attempt that takes longer is made again by the next listener: its lease ends with us.
    if let Some(engine) = engine
        && let Ok(ended) = timeout_at(drained, engine).await
    {
        ended.map_err(|_| Error::store("the delivery engine broke off"))??;
    }
    // A terminal that is stopped (Ctrl-S) must not keep us from ending.
    if let Ok(shown) = tokio::time::timeout(LAST_LINES, screen).await {
        shown.map_err(|_| Error::store("the screen broke off"))??;
    }
    Ok(Exit::DONE)
}

/// Drains the outbox until the end. What was acknowledged must be delivered, so a store that fails
/// is said once and then waited for.
async fn drain(engine: Engine, queue: mpsc::Sender<Told>, mut stop: Stop) -> Result<(), Error> {
    let mut failing = false;
    loop {
        let drained = engine.run(Until::Stopped, stop.clone(), |report| {
            failing = false;
            // The log has every attempt; a terminal that is behind shows fewer.
            let _ = queue.try_send(Told::Attempt(Box::new(report)));
        });
        match drained.await {
            Err(error) if stop.cause().is_none() => {
                if !failing {
                    let _ = queue.try_send(Told::Trouble(error));
                }
                failing = true;
            }
            ended => return ended.map_err(Error::from),
        }
        tokio::select! {
            () = tokio::time::sleep(TROUBLE) => {}
            _ = stop.requested() => {}
        }
    }
}
