//! What the tour stands on: a store, a handler, and a listener that forwards to it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::mpsc;

use super::handler::Handler;
use super::{Break, Done, PUBLIC_SECRET};
use crate::client::target::Target;
use crate::client::{Client, ClientSettings};
use crate::contract::retry::RetrySchedule;
use crate::contract::secret::Secret;
use crate::contract::signature::Signer;
use crate::delivery::oneshot::{Leftovers, OneShot, Plan};
use crate::error::Error;
use crate::receiver::forward::Forward;
use crate::receiver::intake::{Exposure, Handling, Intake, Rejected};
use crate::receiver::serve::{Limits, serve};
use crate::receiver::told::Display;
use crate::stop::{self, Cause, StopSwitch};
use crate::store::Store;
use crate::store::delivery::Stamp;

/// LeadLex's waits in hundredths: 5 s become 50 ms.
pub(super) const TIME_SCALE: f64 = 0.01;
/// Everything happens on this machine.
pub(super) const DEADLINE: Duration = Duration::from_secs(3);

/// The actors of the tour.
#[derive(Debug)]
pub struct Stage {
    pub(super) store: Store,
    pub(super) store_path: PathBuf,
    pub(super) handler: Arc<Handler>,
    pub(super) listener: Target,
    pub(super) handler_url: Target,
    pub(super) sender: Signer,
    pub(super) one_shot: OneShot,
    switch: StopSwitch,
}

impl Stage {
    pub(super) async fn set_up(folder: &Path, broken: Option<Break>) -> Result<Self, Error> {
        let store_path = match broken {
            // A file stands where a folder is needed.
            Some(Break::Store) => blocked(folder)?.join("demo.db"),
            _ => folder.join("demo.db"),
        };
        let store = Store::open(&store_path)?;
        let known = signer(PUBLIC_SECRET)?;
        let sender = match broken {
            Some(Break::Secret) => signer("another secret")?,
            _ => known.clone(),
        };
        let (switch, stop) = stop::pair();
        let handler = Arc::new(Handler::new(known.clone(), broken));
        let (handler_socket, handler_url) = bind("webhooks").await?;
        tokio::spawn(serve(
            handler_socket,
            None,
            Limits::default(),
            Arc::clone(&handler),
            stop.clone(),
        ));
        let (socket, listener) = bind("").await?;
        let intake = intake(&store, known, handler_url.clone());
        tokio::spawn(serve(socket, None, Limits::default(), Arc::new(intake), stop));
        let plan = Plan {
            schedule: RetrySchedule::leadlex().scaled(TIME_SCALE),
            stamp: Stamp::Fresh,
            deadline: DEADLINE,
            leftovers: Leftovers::Cancel,
        };
        let client = Client::new(ClientSettings::default());
        let one_shot = OneShot::new(store.clone(), client, "demo", plan)?;
        Ok(Self { store, store_path, handler, listener, handler_url, sender, one_shot, switch })
    }

    pub(super) fn introduce(&self) -> Done {
        Done {
            step: "start",
            what: format!(
                "a listener on {} forwards to a handler on {}",
                self.listener, self.handler_url
            ),
        }
    }

    /// Where the tour's listener can be reached.
    #[must_use]
    pub fn listener(&self) -> &Target {
        &self.listener
    }

    /// Takes the stage down.
    pub fn close(self) {
        self.switch.stop(Cause::Finished);
        drop(self.one_shot);
        self.store.close();
    }
}

fn intake(store: &Store, signer: Signer, target: Target) -> Intake {
    let client = Arc::new(Client::new(ClientSettings::default()));
    // Nobody reads this queue: the tour tells its own story.
    let (queue, _) = mpsc::channel(1);
    Intake {
        store: store.clone(),
        signers: vec![signer],
        tolerance: None,
        path: None,
        only: Vec::new(),
        origin: format!("demo {target}"),
        handling: Handling::PassThrough(Forward {
            client,
            routes: Vec::new(),
            fallback: Some(target),
            timeout: DEADLINE,
        }),
        rejected: Rejected::Withheld,
        exposure: Exposure::Loopback,
        witnesses: Vec::new(),
        shown: Display { queue, missed: Arc::new(AtomicU64::new(0)), largest_body: 0 },
    }
}

fn signer(secret: &str) -> Result<Signer, Error> {
    let secret = Secret::new(secret).map_err(|error| Error::usage(error.to_string()))?;
    Ok(Signer::new(&secret))
}

async fn bind(path: &str) -> Result<(TcpListener, Target), Error> {
    let failed = |error| Error::usage("cannot listen on loopback").because(error);
    let socket = TcpListener::bind("127.0.0.1:0").await.map_err(failed)?;
    let address = socket.local_addr().map_err(failed)?;
    Ok((socket, Target::parse("demo", &format!("http://{address}/{path}"))?))
}

fn blocked(folder: &Path) -> Result<PathBuf, Error> {
    let path = folder.join("in-the-way");
    std::fs::write(&path, "a file where the tour needs a folder\n")
        .map_err(|error| Error::store(format!("cannot write {}", path.display())).because(error))?;
    Ok(path)
}
