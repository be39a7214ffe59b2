//! One workspace in the sandbox, one poll of it into a store of its own, and one handler: what a
//! run is made with.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use leadlex_hooks::api::{Api, ApiKey, Base};
use leadlex_hooks::client::target::Target;
use leadlex_hooks::client::{Client, ClientSettings};
use leadlex_hooks::contract::retry::RetrySchedule;
use leadlex_hooks::contract::secret::Secret;
use leadlex_hooks::contract::signature::Signer;
use leadlex_hooks::delivery::engine::{Engine, Until};
use leadlex_hooks::poll::driver::{
    Asked, Budget, Caller, Committer, Cycle, Halt, Ordering, Outbox, Patience, Poller, Teller, Told,
};
use leadlex_hooks::poll::guard::{MassDelete, Verdict};
use leadlex_hooks::sandbox::{self, Running};
use leadlex_hooks::stop;
use leadlex_hooks::store::Store;
use leadlex_hooks::store::delivery::Stamp;
use leadlex_hooks::store::lease::Owner;
use tempfile::TempDir;
use tokio::sync::{Notify, mpsc};

use super::handler::Handler;
use super::setup::Setup;
use super::trouble::Mortal;

const WORKSPACE: &str = "workspace";
const ORIGIN: &str = "poll";
/// More than a cycle ever tells.
const QUEUE: usize = 100_000;
/// A cycle that takes longer hangs on an answer that never comes.
const HUNG: Duration = Duration::from_millis(700);
const PATIENCE: Duration = Duration::from_secs(20);

/// Everything of one run.
pub(crate) struct Bench {
    pub(crate) setup: Setup,
    pub(crate) sandbox: Running,
    pub(crate) handler: Handler,
    client: Arc<Client>,
    signer: Signer,
    store: Option<Store>,
    file: PathBuf,
    _folder: TempDir,
}

/// How a cycle ended.
#[derive(Debug)]
pub(crate) enum Ended {
    Done(Cycle),
    Halted(Halt),
    /// It was killed, on purpose or because it would have waited.
    Killed,
}

/// How a cycle is run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mode {
    /// Dies after so many steps.
    pub(crate) life: Option<u64>,
    pub(crate) guard: MassDelete,
    pub(crate) slow: Duration,
}

impl Bench {
    pub(crate) async fn new(setup: Setup) -> Self {
        let sandbox = sandbox::start(setup.sandbox()).await.expect("a sandbox");
        let secret = Secret::new("whsec_model").expect("a secret");
        let signer = Signer::new(&secret);
        let handler = Handler::start(setup.seed, signer.clone());
        // In memory where there is such a place: nothing here is about the disk.
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() };
        let folder = folder.expect("a directory");
        let file = folder.path().join("model.db");
        let client = Arc::new(Client::new(ClientSettings::default()));
        let store = Some(Store::open(&file).expect("a store"));
        Self { setup, sandbox, handler, client, signer, store, file, _folder: folder }
    }

    pub(crate) fn store(&self) -> &Store {
        self.store.as_ref().expect("a store")
    }

    /// One cycle, by a process that has just begun. What it said it would not believe comes with it.
    pub(crate) async fn cycle(&self, mode: Mode) -> (Ended, Vec<Verdict>) {
        let (queue, mut told) = mpsc::channel(QUEUE);
        let (_switch, stop) = stop::pair();
        let poller = self.poller(Teller::new(queue), stop, mode);
        let mut doubts = Vec::new();
        let patience = if mode.life.is_some() { HUNG } else { PATIENCE };
        let ended = {
            let waits = async {
                while let Some(told) = told.recv().await {
                    match told {
                        Told::Doubt { verdict, .. } => doubts.push(verdict),
                        Told::Waiting { .. } => return,
                        _ => {}
                    }
                }
                std::future::pending::<()>().await;
            };
            tokio::select! {
                biased;
                ended = Mortal::new(poller.cycle(), mode.life) => match ended {
                    Some(Ok(cycle)) => Ended::Done(cycle),
                    Some(Err(halt)) => Ended::Halted(halt),
                    None => Ended::Killed,
                },
                () = waits => Ended::Killed,
                () = tokio::time::sleep(patience) => Ended::Killed,
            }
        };
        while let Ok(told) = told.try_recv() {
            if let Told::Doubt { verdict, .. } = told {
                doubts.push(verdict);
            }
        }
        (ended, doubts)
    }

    fn poller(&self, told: Teller, stop: stop::Stop, mode: Mode) -> Poller {
        let base = Base::parse("--api-url", &self.sandbox.base_url()).expect("a URL");
        let key = Secret::new(self.setup.key).expect("a key");
        let key = ApiKey::new(key, "the model").expect("a key");
        Poller {
            caller: Caller {
                api: Api::new(Arc::clone(&self.client), base, key, PATIENCE / 4),
                store: self.store().clone(),
                workspace: WORKSPACE.to_owned(),
                budget: Budget::default(),
                patience: Patience::GiveUp,
                time_scale: 0.0,
                stop,
                told,
            },
            committer: Committer {
                store: self.store().clone(),
                workspace: WORKSPACE.to_owned(),
                signer: Some(self.signer.clone()),
                outbox: Some(Outbox {
                    target: self.target(),
                    schedule: RetrySchedule::from_waits(vec![Duration::ZERO; 60]),
                    stamp: Stamp::Fresh,
                    ordering: Ordering::PerResource,
                    origin: ORIGIN.to_owned(),
                    bell: Arc::new(Notify::new()),
                }),
                only_missing: None,
            },
            asked: Asked::new(self.setup.selection()),
            since: None,
            guard: mode.guard,
            slow: mode.slow,
        }
    }

    fn target(&self) -> Target {
        Target::parse("--to", &self.handler.url()).expect("a URL")
    }

    /// Delivers what waits, or dies on the way.
    pub(crate) async fn deliver(&self, life: Option<u64>) {
        let (_switch, stop) = stop::pair();
        let engine = Engine {
            store: self.store().clone(),
            client: Arc::clone(&self.client),
            owner: Arc::new(Owner::register(&self.file).expect("an owner")),
            origin: Some(ORIGIN.to_owned()),
            deadline: PATIENCE,
            bell: Arc::new(Notify::new()),
        };
        match Mortal::new(engine.run(Until::Drained, stop, |_| {}), life).await {
            Some(run) => run.expect("a store that works"),
            None => self.handler.ledger().killed(),
        }
    }

    /// The process ends and another opens its store.
    pub(crate) fn restart(&mut self) {
        if let Some(store) = self.store.take() {
            store.close();
        }
        self.store = Some(Store::open(&self.file).expect("a store"));
    }

    /// Time goes by: the workspace's clock goes on, and what the store remembers of our own clock is
    /// that much longer ago.
    pub(crate) async fn pass(&self, seconds: i64) {
        self.sandbox.advance(seconds);
        let micros = seconds.max(0) * 1_000_000;
        let past = self.store().write(move |conn| {
            conn.execute("UPDATE poll_calls SET at = at - ?1", [micros])?;
            conn.execute("UPDATE poll_feeds SET read_at = read_at - ?1", [micros])?;
            conn.execute(
                "UPDATE poll_allowances SET reset = reset - ?1, seen_at = seen_at - ?1",
                [micros],
            )?;
            Ok(())
        });
        past.await.expect("a store that works");
    }

    /// Every delivery in the order of its making: its key, its id, its state.
    pub(crate) fn deliveries(&self) -> Vec<(String, String, String)> {
        self.store()
            .read(|conn| {
                let sql = "SELECT d.order_key, e.delivery_id, d.state FROM deliveries d
                           JOIN events e ON e.number = d.event ORDER BY d.number";
                let mut query = conn.prepare(sql)?;
                let rows =
                    query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
                Ok(rows.collect::<Result<_, _>>()?)
            })
            .expect("rows")
    }
}
