//! Everything that takes part: a workspace, a poller on a store, an engine, a handler and its view.

use std::collections::HashMap;
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
    Asked, Budget, Caller, Committer, Cycle, Halt, Ordering, Outbox, Patience, Poller, Teller,
};
use leadlex_hooks::poll::guard::MassDelete;
use leadlex_hooks::poll::select::Selection;
use leadlex_hooks::receiver::serve::{Limits, serve};
use leadlex_hooks::sandbox::{self, Pace, Running, Settings};
use leadlex_hooks::stop::{self, Stop, StopSwitch};
use leadlex_hooks::store::delivery::Stamp;
use leadlex_hooks::store::lease::Owner;
use leadlex_hooks::store::{Store, StoreError};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::Notify;

use crate::kill::mortal;
use crate::receiver::Receiver;
use crate::view::View;

/// Waits between tries are as good as none.
const TIME_SCALE: f64 = 1e-6;
const DEADLINE: Duration = Duration::from_secs(20);
const ORIGIN: &str = "model";

pub(crate) struct Stage {
    pub(crate) sandbox: Running,
    pub(crate) selection: Selection,
    pub(crate) view: View,
    store: Option<Store>,
    folder: TempDir,
    receiver: Arc<Receiver>,
    target: Target,
    signer: Signer,
    stop: Stop,
    _switch: StopSwitch,
    /// Deliveries that the view has taken in.
    seen: usize,
}

impl Stage {
    pub(crate) async fn new(settings: Settings, selection: Selection, seed: u64) -> Self {
        let sandbox = sandbox::start(settings).await.expect("a sandbox");
        sandbox.run_clock(Pace::Standing);
        let folder = tempfile::tempdir().expect("a folder");
        let secret = Secret::new("model").expect("a secret");
        let signer = Signer::new(&secret);
        let receiver = Arc::new(Receiver::new(signer.clone(), seed));
        let socket = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = socket.local_addr().expect("an address");
        let target = Target::parse("model", &format!("http://{address}/")).expect("a target");
        let (switch, stop) = stop::pair();
        let handler = Arc::clone(&receiver);
        tokio::spawn(serve(socket, None, Limits::default(), handler, stop.clone()));
        let (view, store) = (View::default(), None);
        let stage = Self {
            sandbox,
            selection,
            view,
            store,
            folder,
            receiver,
            target,
            signer,
            stop,
            _switch: switch,
            seen: 0,
        };
        Self { store: Some(stage.open()), ..stage }
    }

    fn open(&self) -> Store {
        Store::open(&self.folder.path().join("model.db")).expect("a store")
    }

    pub(crate) fn store(&self) -> &Store {
        self.store.as_ref().expect("an open store")
    }

    /// Closes the store and opens it again, as another process would.
    pub(crate) fn restart(&mut self) {
        if let Some(store) = self.store.take() {
            store.close();
        }
        self.store = Some(self.open());
    }

    fn poller(&self, slow: Duration, guard: MassDelete) -> Poller {
        let client = Client::new(ClientSettings::default());
        let base = Base::parse("model", &self.sandbox.base_url()).expect("a base");
        let key = Secret::new(self.sandbox.key()).expect("a key");
        let key = ApiKey::new(key, "model").expect("a key");
        let workspace = self.sandbox.workspace_id();
        let caller = Caller {
            api: Api::new(client, base, key, DEADLINE),
            store: self.store().clone(),
            workspace: workspace.clone(),
            budget: Budget::default(),
            patience: Patience::GiveUp,
            time_scale: TIME_SCALE,
            stop: self.stop.clone(),
            told: Teller::deaf(),
        };
        let outbox = Outbox {
            target: self.target.clone(),
            schedule: RetrySchedule::leadlex().scaled(TIME_SCALE),
            stamp: Stamp::Fresh,
            ordering: Ordering::PerResource,
            origin: ORIGIN.to_owned(),
            bell: Arc::new(Notify::new()),
        };
        let committer = Committer {
            store: self.store().clone(),
            workspace,
            signer: Some(self.signer.clone()),
            outbox: Some(outbox),
            only_missing: None,
        };
        let asked = Asked::new(self.selection.clone());
        Poller { caller, committer, asked, since: None, guard, slow }
    }

    /// A cycle of a fresh process, killed after so many waits. `None` when it was.
    pub(crate) async fn cycle(
        &self,
        slow: Duration,
        guard: MassDelete,
        life: usize,
    ) -> Option<Result<Cycle, Halt>> {
        let poller = self.poller(slow, guard);
        mortal(poller.cycle(), life).await
    }

    /// A cycle that has to work: nothing is in its way.
    pub(crate) async fn clean_cycle(&self, slow: Duration, guard: MassDelete) -> Cycle {
        let cycle = self.cycle(slow, guard, usize::MAX).await.expect("nobody killed it");
        let cycle = cycle.expect("a cycle");
        assert!(cycle.refused.is_empty(), "{:?}", cycle.refused);
        cycle
    }

    /// Delivers what is due, killed after so many waits.
    pub(crate) async fn deliver(&self, until: Until, life: usize) {
        let engine = Engine {
            store: self.store().clone(),
            client: Arc::new(Client::new(ClientSettings::default())),
            owner: Arc::new(Owner::register(self.store().path()).expect("an owner")),
            origin: Some(ORIGIN.to_owned()),
            deadline: DEADLINE,
            bell: Arc::new(Notify::new()),
        };
        match mortal(engine.run(until, self.stop.clone(), |_| {}), life).await {
            Some(ended) => ended.expect("a store that works"),
            None => {
                // What it had sent may still be on its way to the handler.
                for _ in 0..10 {
                    tokio::time::sleep(Duration::from_millis(1)).await;
                }
                self.receiver.sender_died();
            }
        }
    }

    /// Lets the view take in what was delivered meanwhile.
    ///
    /// # Errors
    /// What must not have been delivered.
    pub(crate) fn look(&mut self) -> Result<usize, String> {
        let new = self.receiver.taken(self.seen);
        for taken in &new {
            self.view.take(taken)?;
        }
        self.seen += new.len();
        let complaints = self.receiver.complaints();
        if complaints.is_empty() { Ok(new.len()) } else { Err(complaints.join("\n")) }
    }

    /// An hour passes in the book of calls, which goes by the real clock.
    pub(crate) async fn an_hour_passes(&self) {
        let forget = |conn: &rusqlite::Connection| {
            conn.execute_batch("DELETE FROM poll_calls; DELETE FROM poll_allowances")
                .map_err(StoreError::from)
        };
        self.store().write(forget).await.expect("a store that works");
    }

    /// Whether the events of each key were taken in the order in which they were derived.
    ///
    /// # Errors
    /// The two that were not.
    pub(crate) fn order(&self) -> Result<(), String> {
        let taken = self.receiver.taken(0);
        let places: HashMap<&str, usize> =
            taken.iter().enumerate().map(|(place, taken)| (&*taken.id, place)).collect();
        let rows: Vec<(String, String)> = self
            .store()
            .read(|conn| {
                let mut query = conn.prepare(
                    "SELECT d.order_key, e.delivery_id FROM deliveries d
                     JOIN events e ON e.number = d.event ORDER BY d.number",
                )?;
                let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
                Ok(rows.collect::<Result<_, _>>()?)
            })
            .expect("a store that works");
        let mut last: HashMap<String, (usize, String)> = HashMap::new();
        for (key, id) in rows {
            let place = *places.get(&*id).ok_or_else(|| format!("{id} was never taken"))?;
            if let Some((before, earlier)) = last.insert(key.clone(), (place, id.clone()))
                && before > place
            {
                return Err(format!("{key}: {id} came before {earlier}"));
            }
        }
        Ok(())
    }

    /// Events by the order in which they were taken, for a report.
    pub(crate) fn story(&self, about: &str) -> Vec<String> {
        let taken = self.receiver.taken(0);
        let bodies = taken.iter().map(|taken| taken.body.to_string());
        bodies.filter(|body| body.contains(about)).collect()
    }
}
