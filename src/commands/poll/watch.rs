//! `poll` itself: everything it needs is checked and opened, then its course is run.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::{Notify, mpsc};

use super::args::WatchArgs;
use super::course::{Course, Rounds};
use super::identity;
use crate::client::Client;
use crate::client::target::Target;
use crate::commands::context::Context;
use crate::commands::filter_args::parse_time;
use crate::commands::retry_args::parse_schedule;
use crate::delivery::engine::Engine;
use crate::error::{Error, Outcome};
use crate::output::polled::PollView;
use crate::output::printer::Printer;
use crate::poll::driver::{
    Asked, Caller, Committer, Ordering, Outbox, Patience, Poller, Teller, Told,
};
use crate::poll::guard::MassDelete;
use crate::poll::select::Audit;
use crate::stop::{self, Cause, StopSwitch};
use crate::store::Store;
use crate::store::delivery::Stamp;
use crate::store::lease::Owner;

/// Lines that may wait for a slow terminal.
const QUEUE: usize = 512;
/// How long the last lines may take to be shown.
const LAST_LINES: Duration = Duration::from_secs(2);

/// Runs `poll` itself.
///
/// # Errors
/// Usage, an API that says no or cannot be reached, a store that fails.
pub(super) async fn run(context: &Context, args: WatchArgs) -> Outcome {
    let now = Timestamp::now();
    let since = args.since.as_deref().map(|text| parse_time("--since", text, now)).transpose()?;
    let selection = args.source.selection(Audit::Readable)?;
    let target = args.to.as_deref().map(|text| Target::parse("--to", text)).transpose()?;
    let schedule =
        parse_schedule("--retry", &args.delivery.retry)?.scaled(args.delivery.time_scale);
    let signer = match &target {
        Some(_) => Some(context.signer().await?),
        None => context.signers().await?.into_iter().next(),
    };
    let (api, client) = args.source.open(context).await?;
    if let Some(target) = &target {
        client.check(target).await?;
    }
    let store = context.store()?;
    let workspace = identity::workspace(context, &args.source, &api, &store).await?;
    let _hold = identity::hold(&store, &workspace)?;
    let (switch, stop) = stop::on_signal();
    let (queue, waiting) = mpsc::channel(QUEUE);
    let told = Teller::new(queue);
    let outbox = target.map(|target| Outbox {
        schedule,
        stamp: Stamp::Fresh,
        ordering: if args.delivery.unordered { Ordering::None } else { Ordering::PerResource },
        origin: format!("poll {target}"),
        target,
        bell: Arc::new(Notify::new()),
    });
    introduce(&context.printer, &api.base().to_string(), &workspace, outbox.as_ref());
    let engine = outbox
        .as_ref()
        .map(|outbox| engine(&store, client, outbox, args.delivery.max_time))
        .transpose()?;
    let rounds = if args.once { Rounds::One } else { Rounds::Endless };
    let poller = Poller {
        caller: Caller {
            api,
            store: store.clone(),
            workspace: workspace.clone(),
            budget: args.source.budget(),
            patience: match rounds {
                Rounds::One => Patience::GiveUp,
                Rounds::Endless => Patience::Wait,
            },
            time_scale: args.delivery.time_scale,
            stop: stop.clone(),
            told: told.clone(),
        },
        committer: Committer { store: store.clone(), workspace: workspace.clone(), signer, outbox },
        asked: Asked::new(selection),
        since,
        guard: if args.allow_mass_delete { MassDelete::Allowed } else { MassDelete::Refused },
        slow: args.source.scan_every,
    };
    let printer = Arc::clone(&context.printer);
    let ends = switch.clone();
    let screen = tokio::task::spawn_blocking(move || show(&printer, waiting, &ends));
    let course =
        Course { store: store.clone(), workspace, told, interval: args.interval, rounds, stop };
    let outcome = course.run(poller, engine, &switch).await;
    drop(course);
    // A terminal that is stopped (Ctrl-S) must not keep us from ending.
    if let Ok(shown) = tokio::time::timeout(LAST_LINES, screen).await {
        shown.map_err(|_| Error::store("the screen broke off"))??;
    }
    store.close();
    outcome
}

fn introduce(printer: &Printer, base: &str, workspace: &str, outbox: Option<&Outbox>) {
    let to = outbox.map_or_else(
        || "recorded and shown; `--to URL` delivers them".to_owned(),
        |outbox| format!("delivered to {}", outbox.target),
    );
    printer.story(&format!("polling {base}, workspace {workspace}; events are {to}"));
}

fn engine(
    store: &Store,
    client: Arc<Client>,
    outbox: &Outbox,
    deadline: Duration,
) -> Result<Engine, Error> {
    Ok(Engine {
        store: store.clone(),
        client,
        owner: Arc::new(Owner::register(store.path())?),
        origin: Some(outbox.origin.clone()),
        deadline,
        bell: Arc::clone(&outbox.bell),
    })
}

/// Shows until nobody tells any more. When the reader of stdout is gone, polling ends.
fn show(
    printer: &Printer,
    mut waiting: mpsc::Receiver<Told>,
    switch: &StopSwitch,
) -> Result<(), Error> {
    let mut view = PollView::new(printer);
    while let Some(told) = waiting.blocking_recv() {
        if let Err(error) = view.show(&told) {
            switch.stop(Cause::Finished);
            return Err(error);
        }
    }
    Ok(())
}
