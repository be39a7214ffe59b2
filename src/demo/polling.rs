//! The step that needs no webhook: a change in a simulated workspace, found by polling its API and
//! delivered to the same listener.

use std::net::Ipv4Addr;
use std::sync::Arc;

use serde_json::json;
use tokio::sync::Notify;

use super::stage::{DEADLINE, Stage, TIME_SCALE};
use super::steps::{arrivals, broken, ensure};
use super::{Break, Done};
use crate::api::{Api, ApiKey, Base};
use crate::client::{Client, ClientSettings};
use crate::contract::retry::RetrySchedule;
use crate::contract::secret::Secret;
use crate::contract::signature::Verdict;
use crate::delivery::engine::{Engine, Until};
use crate::error::Error;
use crate::poll::cost::SLOW;
use crate::poll::driver::{
    Asked, Budget, Caller, Committer, Cycle, Halt, Ordering, Outbox, Patience, Poller, Teller,
};
use crate::poll::guard::MassDelete;
use crate::poll::select::{Audit, Names, Selection};
use crate::sandbox::{self, Running};
use crate::stop::{self, Stop};
use crate::store::delivery::Stamp;
use crate::store::lease::Owner;

/// Takes a baseline, lets something change, and looks whether the handler hears of it.
pub(super) async fn poll_a_change(stage: &Stage, breaks: Option<Break>) -> Result<Done, Error> {
    let address = (Ipv4Addr::LOCALHOST, 0).into();
    let workspace = sandbox::start(sandbox::Settings { address, ..Default::default() }).await?;
    let (_switch, stop) = stop::pair();
    let poller = poller(stage, &workspace, stop.clone())?;
    let engine = engine(stage, &poller)?;
    let before = cycle(&poller).await?;
    ensure(before.events == 0, || format!("a baseline told {} events", before.events))?;
    if breaks != Some(Break::Poll) {
        let contact = json!({"full_name": "Ada Marsh", "email": "ada.marsh@example.com"});
        workspace.change(&json!({"do": "contact.create", "set": contact})).await?;
    }
    let after = cycle(&poller).await?;
    ensure(after.events == 1, || format!("polling found {} changes, not 1", after.events))?;
    let mut delivered = None;
    engine.run(Until::NothingDue, stop, |report| delivered = report.delivery.delivery_id).await?;
    let id = delivered.ok_or_else(|| broken("the polled event was not delivered"))?;
    ensure(stage.handler.taken().contains(&id), || "the handler never took it".to_owned())?;
    let verdict = arrivals(stage)?.last().map(|record| record.row.verdict);
    ensure(verdict == Some(Verdict::Verified), || format!("it was recorded as {verdict:?}"))?;
    let calls = workspace.calls().total();
    workspace.stop().await;
    Ok(Done {
        step: "poll",
        what: format!(
            "a new contact in a simulated workspace, found by polling its API ({calls} calls) and \
             delivered as contact.created"
        ),
    })
}

fn poller(stage: &Stage, workspace: &Running, stop: Stop) -> Result<Poller, Error> {
    let client = Client::new(ClientSettings::default());
    let base = Base::parse("demo", &workspace.base_url())?;
    let key = Secret::new(workspace.key()).map_err(|error| Error::usage(error.to_string()))?;
    let api = Api::new(client, base, ApiKey::new(key, "demo")?, DEADLINE);
    let caller = Caller {
        api,
        store: stage.store.clone(),
        workspace: workspace.workspace_id(),
        budget: Budget::default(),
        patience: Patience::GiveUp,
        time_scale: TIME_SCALE,
        stop,
        told: Teller::deaf(),
    };
    let outbox = Outbox {
        target: stage.listener.clone(),
        schedule: RetrySchedule::leadlex().scaled(TIME_SCALE),
        stamp: Stamp::Fresh,
        ordering: Ordering::PerResource,
        origin: "demo poll".to_owned(),
        bell: Arc::new(Notify::new()),
    };
    let committer = Committer {
        store: stage.store.clone(),
        workspace: workspace.workspace_id(),
        signer: Some(stage.sender.clone()),
        outbox: Some(outbox),
        only_missing: None,
    };
    let selection = Selection::new(Names::Planned, &[], Audit::Closed)
        .map_err(|refused| Error::usage(refused.to_string()))?;
    let (asked, guard) = (Asked::new(selection), MassDelete::Refused);
    Ok(Poller { caller, committer, asked, since: None, guard, slow: SLOW })
}

fn engine(stage: &Stage, poller: &Poller) -> Result<Engine, Error> {
    let origin = poller.committer.outbox.as_ref().map(|outbox| outbox.origin.clone());
    Ok(Engine {
        store: stage.store.clone(),
        client: Arc::new(Client::new(ClientSettings::default())),
        owner: Arc::new(Owner::register(&stage.store_path)?),
        origin,
        deadline: DEADLINE,
        bell: Arc::new(Notify::new()),
    })
}

async fn cycle(poller: &Poller) -> Result<Cycle, Error> {
    let cycle = poller.cycle().await.map_err(|halt| match halt {
        Halt::Refused(error) => error.into_error(),
        Halt::Store(error) => error.into(),
        Halt::Spent { .. } | Halt::Stopped => broken("the sandbox's calls were used up"),
    })?;
    match cycle.refused.first() {
        Some(error) => Err(broken(&error.to_string())),
        None => Ok(cycle),
    }
}
