//! Delivering webhooks: signed, on the retry schedule, each attempt in the log.

use std::sync::Arc;

use bytes::Bytes;
use hyper::Method;
use serde_json::{Value, json};

use super::Log;
use crate::client::Outgoing;
use crate::client::failure::FailureKind;
use crate::contract::retry::{DEADLINE, is_success};
use crate::contract::secret::Secret;
use crate::contract::signature::Signer;
use crate::delivery::compose::{self, Headings};
use crate::sandbox::house::House;
use crate::sandbox::told::Told;
use crate::sandbox::world::clock::{stamp, time};

/// How much of an answer the log keeps `[/api-reference/webhooks/logs]`.
const KEPT: usize = 2 * 1024;

/// One event on its way to one subscription.
#[derive(Debug)]
struct Parcel {
    hook: String,
    url: String,
    signer: Signer,
    event: &'static str,
    body: Bytes,
}

/// What an attempt came to.
struct Outcome {
    status: Option<u16>,
    body: Option<String>,
    error: Option<&'static str>,
    message: Option<String>,
    latency: std::time::Duration,
}

/// Sends off everything that has happened since the last time.
pub(crate) fn flush(house: &Arc<House>) {
    let parcels = {
        let mut state = house.lock();
        let happened = std::mem::take(&mut state.world.happened);
        let workspace = state.world.workspace_id.clone();
        let mut parcels = Vec::new();
        for happening in happened {
            for (hook, event, data) in state.hooks.addressed(&happening.told) {
                let Ok(secret) = Secret::new(hook.secret.clone()) else {
                    continue;
                };
                parcels.push(Parcel {
                    hook: hook.id.clone(),
                    url: hook.url.clone(),
                    signer: Signer::new(&secret),
                    event,
                    body: body(event, happening.at, &workspace, data),
                });
            }
        }
        parcels
    };
    for parcel in parcels {
        house.runtime.spawn(deliver(Arc::clone(house), parcel));
    }
}

/// The envelope `[/webhooks, planned edition]`.
fn body(event: &str, at: i64, workspace: &str, data: Value) -> Bytes {
    let body = json!({
        "event": event,
        "timestamp": stamp(at),
        "workspace_id": workspace,
        "data": data,
    });
    Bytes::from(body.to_string())
}

async fn deliver(house: Arc<House>, parcel: Parcel) {
    let mut id = compose::new_delivery_id();
    let mut stop = house.stop.clone();
    for attempt in 1.. {
        let made = attempt_once(&house, &parcel, &id, attempt).await;
        if made != Some(false) {
            return;
        }
        let Some(wait) = house.schedule.wait_after(attempt) else {
            return;
        };
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            _ = stop.requested() => return,
        }
        if house.lock().readings.is("retry-id", "new") {
            id = compose::new_delivery_id();
        }
    }
}

/// Makes one attempt: whether it succeeded, or `None` when nobody wants it any more.
async fn attempt_once(house: &House, parcel: &Parcel, id: &str, attempt: u32) -> Option<bool> {
    let place = house.places.acquire().await.ok()?;
    let now = open(house, parcel, id, attempt)?;
    let outcome = send(house, parcel, id, now).await;
    drop(place);
    let success = outcome.status.is_some_and(is_success);
    close(house, parcel, id, attempt, &outcome, success);
    house.tell(Told::Delivery {
        event: parcel.event.to_owned(),
        url: parcel.url.clone(),
        delivery_id: id.to_owned(),
        attempt,
        status: outcome.status,
        error: outcome.message,
        latency: outcome.latency,
    });
    Some(success)
}

/// Writes down that it is under way; a subscription that is gone or paused ends it.
fn open(house: &House, parcel: &Parcel, id: &str, attempt: u32) -> Option<i64> {
    let mut state = house.lock();
    let now = state.world.clock.now();
    let hook = state.hooks.get_mut(&parcel.hook).filter(|hook| hook.active)?;
    hook.logs.push(Log {
        delivery_id: id.to_owned(),
        event: parcel.event.to_owned(),
        status: "pending",
        code: None,
        body: None,
        milliseconds: 0,
        attempt,
        error: None,
        at: now,
    });
    Some(now)
}

fn close(house: &House, parcel: &Parcel, id: &str, attempt: u32, made: &Outcome, success: bool) {
    let mut state = house.lock();
    let now = state.world.clock.now();
    let Some(hook) = state.hooks.get_mut(&parcel.hook) else {
        return;
    };
    let mut newest = hook.logs.iter_mut().rev();
    if let Some(log) = newest.find(|log| log.delivery_id == id && log.attempt == attempt) {
        log.status = if success { "success" } else { "failed" };
        log.code = made.status;
        log.body.clone_from(&made.body);
        log.milliseconds = u64::try_from(made.latency.as_millis()).unwrap_or(u64::MAX);
        log.error = made.error;
        log.at = now;
    }
}

async fn send(house: &House, parcel: &Parcel, id: &str, now: i64) -> Outcome {
    let headings = Headings { signer: Some(&parcel.signer), delivery_id: id, now: time(now) };
    let headers = compose::headers(&headings, &parcel.body);
    let Ok(uri) = parcel.url.parse() else {
        return Outcome {
            status: None,
            body: None,
            error: Some("dns_failure"),
            message: Some("the URL is none".to_owned()),
            latency: std::time::Duration::ZERO,
        };
    };
    let outgoing = Outgoing {
        authorization: None,
        method: Method::POST,
        uri: &uri,
        headers: &headers,
        body: parcel.body.clone(),
        deadline: DEADLINE,
        keep: KEPT,
    };
    match house.client.send(outgoing).await {
        Ok(answer) => Outcome {
            status: Some(answer.status),
            body: Some(String::from_utf8_lossy(&answer.body).into_owned()),
            error: (!is_success(answer.status)).then_some("http_error"),
            message: None,
            latency: answer.latency,
        },
        Err(failure) => Outcome {
            status: None,
            body: None,
            error: Some(word(failure.kind)),
            message: Some(failure.message),
            latency: failure.latency,
        },
    }
}

/// The four words of the log `[/api-reference/webhooks/logs]`.
fn word(kind: FailureKind) -> &'static str {
    match kind {
        FailureKind::TimedOut => "timeout",
        FailureKind::Refused => "connection_refused",
        FailureKind::Dns => "dns_failure",
        _ => "http_error",
    }
}
