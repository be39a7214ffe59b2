//! Everything that polling needs, checked and opened before the first call.

use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::{Notify, mpsc};
use tokio::task::JoinHandle;

use super::args::{DeliveryArgs, SourceArgs};
use super::identity;
use crate::client::Client;
use crate::client::target::Target;
use crate::commands::context::Context;
use crate::commands::retry_args::parse_schedule;
use crate::delivery::engine::Engine;
use crate::error::Error;
use crate::output::polled::PollView;
use crate::output::printer::Printer;
use crate::poll::driver::{
    Asked, Caller, Committer, Ordering, Outbox, Patience, Poller, Teller, Told,
};
use crate::poll::guard::MassDelete;
use crate::poll::select::Audit;
use crate::stop::{self, Cause, Stop, StopSwitch};
use crate::store::Store;
use crate::store::delivery::Stamp;
use crate::store::lease::Owner;
use crate::store::poll::Hold;

/// Lines that may wait for a slow terminal.
const QUEUE: usize = 512;
/// How long the last lines may take to be shown.
const LAST_LINES: Duration = Duration::from_secs(2);

/// What was typed, as far as every kind of polling has it.
#[derive(Debug)]
pub(super) struct Wish<'a> {
    pub(super) source: &'a SourceArgs,
    pub(super) delivery: &'a DeliveryArgs,
    pub(super) to: Option<&'a str>,
    pub(super) patience: Patience,
    pub(super) since: Option<Timestamp>,
    pub(super) guard: MassDelete,
    pub(super) only_missing: Option<Duration>,
}

/// All of it, open.
#[derive(Debug)]
pub(super) struct Opening {
    pub(super) store: Store,
    pub(super) workspace: String,
    pub(super) poller: Poller,
    pub(super) engine: Option<Engine>,
    pub(super) told: Teller,
    pub(super) switch: StopSwitch,
    pub(super) stop: Stop,
    pub(super) screen: Screen,
    /// Where the API is.
    pub(super) base: String,
    pub(super) hold: Hold,
}

/// Opens it.
///
/// # Errors
/// Usage, plain HTTP beyond this machine, another poll at work, a store that fails.
pub(super) async fn open(context: &Context, wish: Wish<'_>) -> Result<Opening, Error> {
    let Wish { source, delivery, to, patience, since, guard, only_missing } = wish;
    let selection = source.selection(Audit::Readable)?;
    let target = to.map(|text| Target::parse("--to", text)).transpose()?;
    let schedule = parse_schedule("--retry", &delivery.retry)?.scaled(delivery.time_scale);
    let signer = match &target {
        Some(_) => Some(context.signer().await?),
        None => context.signers().await?.into_iter().next(),
    };
    let (api, client) = source.open(context).await?;
    if let Some(target) = &target {
        client.check(target).await?;
    }
    let store = context.store()?;
    let workspace = identity::workspace(context, source, &api, &store).await?;
    let hold = identity::hold(&store, &workspace)?;
    let (switch, stop) = stop::on_signal();
    let (queue, waiting) = mpsc::channel(QUEUE);
    let told = Teller::new(queue);
    let outbox = target.map(|target| Outbox {
        schedule,
        stamp: Stamp::Fresh,
        ordering: if delivery.unordered { Ordering::None } else { Ordering::PerResource },
        origin: format!("poll {target}"),
        target,
        bell: Arc::new(Notify::new()),
    });
    let engine = outbox
        .as_ref()
        .map(|outbox| engine(&store, client, outbox, delivery.max_time))
        .transpose()?;
    let base = api.base().to_string();
    let caller = Caller {
        api,
        store: store.clone(),
        workspace: workspace.clone(),
        budget: source.budget(),
        patience,
        time_scale: delivery.time_scale,
        stop: stop.clone(),
        told: told.clone(),
    };
    let window =
        only_missing.map(|span| SignedDuration::try_from(span).unwrap_or(SignedDuration::MAX));
    let committer = Committer {
        store: store.clone(),
        workspace: workspace.clone(),
        signer,
        outbox,
        only_missing: window,
    };
    let poller = Poller {
        caller,
        committer,
        asked: Asked::new(selection),
        since,
        guard,
        slow: source.scan_every,
    };
    let screen = Screen::start(Arc::clone(&context.printer), waiting, switch.clone());
    Ok(Opening { store, workspace, poller, engine, told, switch, stop, screen, base, hold })
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

/// Shows what is told, on a thread of its own: a terminal that is stopped holds up nobody else.
#[derive(Debug)]
pub(super) struct Screen(JoinHandle<Result<u64, Error>>);

impl Screen {
    fn start(printer: Arc<Printer>, mut waiting: mpsc::Receiver<Told>, switch: StopSwitch) -> Self {
        Self(tokio::task::spawn_blocking(move || {
            let mut view = PollView::new(&printer);
            while let Some(told) = waiting.blocking_recv() {
                if let Err(error) = view.show(&told) {
                    // The reader of stdout is gone.
                    switch.stop(Cause::Finished);
                    return Err(error);
                }
            }
            Ok(view.events())
        }))
    }

    /// Waits for the last lines, once nobody tells any more, and returns the number of events; none of
    /// a terminal that is stopped.
    ///
    /// # Errors
    /// A stdout that cannot be written.
    pub(super) async fn end(self) -> Result<Option<u64>, Error> {
        match tokio::time::timeout(LAST_LINES, self.0).await {
            Ok(shown) => shown.map_err(|_| Error::store("the screen broke off"))?.map(Some),
            Err(_) => Ok(None),
        }
    }
}
