//! A listener at work: everything that is set up between the open socket and the last line.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::{Instant, timeout_at};

use super::args::ListenArgs;
use super::bind::{Bound, Public};
use super::explain::Passing;
use super::live::{self, Desk, Live};
use super::show::Screen;
use super::verdict::{Ended, Watch};
use super::{inspect, plan, secret};
use crate::commands::context::Context;
use crate::commands::explainer::Explainer;
use crate::contract::pattern;
use crate::contract::secret::Secret;
use crate::contract::signature::Signer;
use crate::delivery::drain::{Drained, drain};
use crate::delivery::engine::Engine;
use crate::error::{Error, Outcome};
use crate::receiver::descriptors;
use crate::receiver::forward::Forward;
use crate::receiver::intake::{Intake, Rejected};
use crate::receiver::serve::{DRAIN, Limits, serve};
use crate::receiver::told::{Display, Told};
use crate::stop::{Cause, Stop, StopSwitch};
use crate::store::Store;
use crate::text::safe;
use crate::tunnel::Standing;

/// Lines that may wait for a slow terminal before some are left out.
const QUEUE: usize = 512;
/// The largest body shown while listening; `events show` has the others.
const SHOWN_BODY: usize = 256 * 1024;
/// How long the last lines may take to be shown.
const LAST_LINES: Duration = Duration::from_secs(2);

/// What is open by the time that anything can be received.
pub(super) struct Opened {
    pub(super) watch: Watch,
    pub(super) bound: Bound,
    pub(super) forward: Option<Forward>,
    pub(super) store: Store,
    pub(super) secrets: Vec<Secret>,
    pub(super) public: Public,
    pub(super) signals: (StopSwitch, Stop),
}

/// Says that we are ready, and receives until the end is asked for.
///
/// # Errors
/// Usage, a store that fails, a tunnel that ends.
pub(super) async fn receive(
    context: &Context,
    args: &ListenArgs,
    opened: Opened,
    tunnel: Option<&mut Standing>,
) -> Outcome {
    let printer = &context.printer;
    let Opened { mut watch, bound, forward, store, mut secrets, public, signals } = opened;
    secret::must_do(&secrets, args, &watch, bound.exposure)?;
    secret::make_do(&mut secrets, &watch, printer);
    watch.introduce(&bound.url, secrets.first());
    let wish = inspect::Wish::new(context, args, &bound, &secrets, forward.as_ref())?;
    let origin = match &forward {
        Some(forward) => format!("listen {}", forward.describe()),
        None => "listen".to_owned(),
    };
    for pattern in &args.only {
        if let Err(unknown) = pattern::expand(std::slice::from_ref(pattern)) {
            printer.warn(&format!("`--only`: {}", safe::line(&unknown.to_string())));
        }
    }
    let forwards_to = forward.clone();
    let (handling, engine) = plan::handling(args, forward, &store, &origin)?;
    let (queue, waiting) = mpsc::channel(QUEUE);
    let missed = Arc::new(AtomicU64::new(0));
    let mut screen = Screen::new(Arc::clone(printer), waiting, Arc::clone(&missed));
    if printer.is_verbose() && !secrets.is_empty() {
        let explainer = Explainer::new(context, secrets.clone())?;
        screen = screen.explaining(Passing::new(explainer, store.path().to_owned()));
    }
    let largest_body = if printer.is_verbose() { SHOWN_BODY } else { 0 };
    let intake = Intake {
        store: store.clone(),
        signers: secrets.iter().map(Signer::new).collect(),
        tolerance: args.tolerance,
        path: args.path.clone(),
        only: args.only.clone(),
        handling,
        rejected: if args.forward_rejected { Rejected::Forwarded } else { Rejected::Withheld },
        exposure: bound.exposure,
        origin,
        shown: Display { queue, missed, largest_body },
        witnesses: watch.witnesses(),
    };
    let inspector = match wish {
        Some(wish) => Some(wish.open(&store, signals.1.clone()).await?),
        None => None,
    };
    let url = inspector.as_ref().map(|inspector| inspector.url().to_owned());
    let file = args.ready_file.as_deref();
    let ready = bound.announce(printer, &intake, file, &public, url.as_deref())?;
    if public.webhook_id.is_some() && forwards_to.is_some() && !watch.runs_command() {
        printer.hint(
            "a handler that verifies needs the secret of this session: start it behind `--`, as in \
             `listen … --register -- npm start`, and it has it in LEADLEX_WEBHOOK_SECRET",
        );
    }
    let inspector = inspector.map(|inspector| tokio::spawn(inspector.serve()));
    let keyboard = if live::is_wanted(context, args) {
        let explainer = Explainer::new(context, secrets.clone())?;
        let desk = Desk {
            printer: Arc::clone(printer),
            store: store.clone(),
            forward: forwards_to,
            signers: secrets.iter().map(Signer::new).collect(),
            explainer: (!secrets.is_empty()).then_some(explainer),
            origin: bound.origin(args).to_owned(),
            inspector: url,
        };
        let (keyboard, live) = Live::begin(printer, desk).unzip();
        screen.live = live;
        keyboard
    } else {
        None
    };
    let limits = Limits::default();
    let connections = descriptors::connections(limits.connections);
    let limits = Limits { body: args.max_body, connections, ..limits };
    let served = match tunnel {
        None => serve_and_show(bound, limits, intake, engine, screen, (&watch, signals)).await,
        Some(tunnel) => {
            let switch = signals.0.clone();
            let serving = serve_and_show(bound, limits, intake, engine, screen, (&watch, signals));
            let mut serving = std::pin::pin!(serving);
            tokio::select! {
                served = &mut serving => served,
                lost = tunnel.lost() => {
                    switch.stop(Cause::Finished);
                    serving.await.and(Err(lost))
                }
            }
        }
    };
    drop(keyboard);
    drop(ready);
    if let Some(inspector) = inspector {
        // Broken off or at its end: what was received is safe either way.
        let _ = inspector.await;
    }
    store.close();
    watch.tell(&served?, printer)
}

/// Runs the server, the engine, the screen and the watch until the end is asked for.
async fn serve_and_show(
    bound: Bound,
    limits: Limits,
    intake: Intake,
    engine: Option<Engine>,
    screen: Screen,
    (watch, (switch, stop)): (&Watch, (StopSwitch, Stop)),
) -> Result<Ended, Error> {
    let queue = intake.shown.queue.clone();
    let ends = switch.clone();
    let screen = tokio::task::spawn_blocking(move || screen.run(&ends));
    let server =
        tokio::spawn(serve(bound.listener, bound.tls, limits, Arc::new(intake), stop.clone()));
    let engine = engine.map(|engine| {
        let tell = move |drained| {
            // The log has every attempt; a terminal that is behind shows fewer.
            let _ = queue.try_send(match drained {
                Drained::Attempt(report) => Told::Attempt(report),
                Drained::Trouble(error) => Told::Trouble(error),
            });
        };
        tokio::spawn(drain(engine, stop.clone(), tell))
    });
    let ended = watch.run(&switch, stop).await;
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
    ended
}
