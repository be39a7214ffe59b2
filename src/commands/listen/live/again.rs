//! The last event again, to where events are forwarded: what `replay latest` does.

use jiff::Timestamp;
use tokio::runtime::Handle;
use tokio::sync::mpsc;

use crate::contract::retry::RetrySchedule;
use crate::contract::signature::Signer;
use crate::delivery::engine::Report;
use crate::delivery::oneshot::{Leftovers, OneShot, Plan};
use crate::delivery::repeat::repeat;
use crate::error::Error;
use crate::receiver::forward::Forward;
use crate::store::Store;
use crate::store::delivery::Stamp;
use crate::store::event;

/// What came of a replay.
pub(super) type Replayed = Result<Box<Report>, Error>;

/// Makes replays, one at a time, and never in the way of what is shown.
#[derive(Debug)]
pub(super) struct Replays {
    runtime: Handle,
    sender: mpsc::Sender<Replayed>,
    receiver: mpsc::Receiver<Replayed>,
    is_under_way: bool,
}

impl Replays {
    /// Needs a running runtime.
    pub(super) fn new() -> Self {
        let (sender, receiver) = mpsc::channel(1);
        Self { runtime: Handle::current(), sender, receiver, is_under_way: false }
    }

    /// Begins one, unless another is under way.
    pub(super) fn begin(
        &mut self,
        number: i64,
        store: &Store,
        forward: &Forward,
        signers: &[Signer],
    ) -> Result<(), &'static str> {
        if self.is_under_way {
            return Err("the handler has not answered the last replay yet");
        }
        self.is_under_way = true;
        let (store, forward, signers) = (store.clone(), forward.clone(), signers.to_vec());
        let sender = self.sender.clone();
        self.runtime.spawn(async move {
            let replayed = replay(number, store, &forward, &signers).await;
            // A screen that has ended shows nothing more; the log has it.
            let _ = sender.send(replayed.map(Box::new)).await;
        });
        Ok(())
    }

    /// The next one that has ended.
    pub(super) async fn ended(&mut self) -> Option<Replayed> {
        let ended = self.receiver.recv().await;
        self.is_under_way = false;
        ended
    }
}

async fn replay(
    number: i64,
    store: Store,
    forward: &Forward,
    signers: &[Signer],
) -> Result<Report, Error> {
    let reading = store.clone();
    let read = move || reading.read(|conn| event::get(conn, number));
    let record = tokio::task::spawn_blocking(read)
        .await
        .map_err(|died| Error::store("cannot read the event").because(died))??;
    let uri = forward.url(record.row.event.as_deref(), &record.row.path).ok_or_else(|| {
        Error::no(format!("#{number} goes nowhere: no `--route` takes events of its name"))
    })?;
    let plan = Plan {
        schedule: RetrySchedule::none(),
        stamp: Stamp::Fresh,
        deadline: forward.timeout,
        leftovers: Leftovers::Cancel,
    };
    let one_shot = OneShot::new(store, forward.client.clone(), "replay", plan)?;
    let repeated = repeat(&record, &uri, signers, Timestamp::now());
    Ok(one_shot.deliver(repeated.event, uri.to_string(), repeated.headers).await?)
}
