//! A sandbox that runs: what demo and tests in this process ask of it.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::activity::{self, Activity};
use super::calls::Calls;
use super::change::{self, Change};
use super::fault::Fault;
use super::gate::PREFIX;
use super::hook::deliver;
use super::house::{House, State};
use super::key::DEFAULT_KEY;
use super::limit::Plan;
use super::server::Server;
use super::settings::Settings;
use super::told::Told;
use super::world::clock::time;
use crate::client::{Client, ClientSettings};
use crate::error::Error;
use crate::receiver::serve::{Limits, serve};
use crate::stop::{self, Cause, StopSwitch};

/// A running sandbox; it ends when this is dropped.
#[derive(Debug)]
pub struct Running {
    house: Arc<House>,
    address: SocketAddr,
    key: String,
    switch: StopSwitch,
    server: JoinHandle<()>,
}

/// Seeds a workspace and serves it on loopback. Needs a running runtime.
///
/// # Errors
/// An address beyond loopback, or one that cannot be bound (exit 2).
pub async fn start(settings: Settings) -> Result<Running, Error> {
    let address = settings.address;
    if !address.ip().to_canonical().is_loopback() {
        return Err(Error::usage(format!("`--host {}` is not loopback", address.ip()))
            .hint("a sandbox has no secrets to keep and is for this machine only"));
    }
    let cannot = |error| {
        Error::usage(format!("cannot listen on {address}"))
            .because(error)
            .hint("another program may listen there; `--port 0` picks a free port")
    };
    let listener = TcpListener::bind(address).await.map_err(cannot)?;
    let address = listener.local_addr().map_err(cannot)?;
    let (switch, stop) = stop::pair();
    let client = Client::new(ClientSettings::default());
    let state = State::new(&settings);
    let key = settings.keys.first().map_or(DEFAULT_KEY, |key| &key.text).to_owned();
    let house = House::new(state, client, settings.schedule, stop.clone(), settings.told);
    let house = Arc::new(house);
    let server = Arc::new(Server(Arc::clone(&house)));
    let server = tokio::spawn(serve(listener, None, Limits::default(), server, stop));
    if let Some(activity) = settings.activity {
        tokio::spawn(live(Arc::clone(&house), activity));
    }
    Ok(Running { house, address, key, switch, server })
}

/// Lets things happen until there is nothing left to happen.
async fn live(house: Arc<House>, activity: Activity) {
    let mut stop = house.stop.clone();
    let mut script = match &activity {
        Activity::Script(changes) => changes.clone().into_iter(),
        Activity::Random { .. } => Vec::new().into_iter(),
    };
    loop {
        let (wait, change) = match &activity {
            Activity::Random { every } => (*every, None),
            Activity::Script(_) => match script.next() {
                Some(change) => (Duration::from_secs_f64(change.after), Some(change)),
                None => return,
            },
        };
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            _ = stop.requested() => return,
        }
        let (change, outcome) = {
            let world = &mut house.lock().world;
            let Some(change) = change.or_else(|| activity::chance(world)) else {
                continue;
            };
            let outcome = change::apply(world, &change);
            (change, outcome)
        };
        deliver::flush(&house);
        house.tell(match outcome {
            Ok(ids) => Told::Change { done: change.word.name.to_owned(), ids },
            Err(why) => Told::Trouble(why),
        });
    }
}

impl Running {
    /// Where the API is: what `--api-url` takes.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("http://{}{PREFIX}", self.address)
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// A key that may read and write: the first that was given, or the fixed one.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The id of the workspace, which its webhooks carry.
    #[must_use]
    pub fn workspace_id(&self) -> String {
        self.house.lock().world.workspace_id.clone()
    }

    /// Carries out a change like `{"do": "contact.update", "id": …, "set": {…}}` and gives the ids
    /// it was made to.
    ///
    /// # Errors
    /// What is wrong with it (exit 2).
    pub async fn change(&self, change: &Value) -> Result<Vec<String>, Error> {
        let wrong = |why| Error::usage(format!("the change {change} cannot be made: {why}"));
        let read = Change::read(change).map_err(wrong)?;
        let done = change::apply(&mut self.house.lock().world, &read).map_err(wrong);
        deliver::flush(&self.house);
        done
    }

    /// The whole truth: every object by resource and id, members, mails, steps, recipients, audit log.
    #[must_use]
    pub fn state(&self) -> Value {
        self.house.lock().world.truth()
    }

    /// What its clock shows.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        time(self.house.lock().world.clock.now())
    }

    /// Moves its clock on by so many seconds; back, when they are negative.
    pub fn advance(&self, seconds: i64) {
        self.house.lock().world.clock.advance(seconds);
    }

    /// Stops its clock, or lets it run on from where it stands.
    pub fn run_clock(&self, pace: Pace) {
        self.house.lock().world.clock.run(pace == Pace::Running);
    }

    /// The calls since the start, or since [`Running::forget_calls`].
    #[must_use]
    pub fn calls(&self) -> Calls {
        self.house.lock().calls.clone()
    }

    /// Counts from 0 again.
    pub fn forget_calls(&self) {
        self.house.lock().calls = Calls::default();
    }

    /// Switches a fault on, as `--fault` reads it.
    ///
    /// # Errors
    /// A fault that there is not (exit 2).
    pub fn fault(&self, text: &str) -> Result<(), Error> {
        let fault = Fault::parse(text)?;
        self.house.lock().faults.set(fault);
        Ok(())
    }

    /// Switches all faults off.
    pub fn clear_faults(&self) {
        self.house.lock().faults.clear(None);
    }

    /// Chooses a reading, as `--reading` reads it.
    ///
    /// # Errors
    /// A reading that there is not (exit 2).
    pub fn reading(&self, text: &str) -> Result<(), Error> {
        self.house.lock().readings.choose(text)
    }

    /// Another plan; what was spent stays spent.
    pub fn plan(&self, plan: Plan) {
        self.house.lock().meter.set_plan(plan);
    }

    /// Ends it and waits until nobody is served any more.
    pub async fn stop(mut self) {
        self.switch.stop(Cause::Finished);
        let _ = (&mut self.server).await;
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.switch.stop(Cause::Finished);
    }
}

/// Whether the clock goes on by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// With the real time.
    Running,
    /// Not at all.
    Standing,
}
