//! A saved event once more: to a target of this session, changed if the person changed it, and
//! recorded as every delivery is.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tokio::sync::{OnceCell, Semaphore};

use super::house::House;
use super::reply::{Refusal, json};
use crate::client::Client;
use crate::contract::header::HeaderList;
use crate::contract::retry::{DEADLINE, RetrySchedule, is_success};
use crate::delivery::attempt::Attempt;
use crate::delivery::compose::{self, Composed};
use crate::delivery::oneshot::{Leftovers, OneShot, Plan};
use crate::delivery::repeat::{self, DeliveryId};
use crate::output::event_json::{self, OutcomeJson};
use crate::output::hint;
use crate::receiver::arrival::Reply;
use crate::store::delivery::Stamp;
use crate::store::event::{self, EventRecord, Source};
use crate::store::{Store, StoreError};

/// Replays at the same time.
const AT_ONCE: u32 = 8;

/// What makes replays. A store that is only looked at is opened for writing by the first of them.
pub(super) struct Replays {
    client: Arc<Client>,
    path: PathBuf,
    writer: Option<Store>,
    one_shot: OnceCell<OneShot>,
    places: Semaphore,
}

/// `POST /api/events/N/replay`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Wish {
    target: Option<String>,
    body: Option<String>,
    same_id: bool,
    as_captured: bool,
}

#[derive(Serialize)]
struct ReplayedJson<'a> {
    number: i64,
    outcome: OutcomeJson,
    delivery: i64,
    status: Option<u16>,
    error: Option<&'a str>,
    hint: Option<&'a str>,
}

impl Replays {
    pub(super) fn new(client: Arc<Client>, path: PathBuf, writer: Option<Store>) -> Self {
        let places = Semaphore::new(AT_ONCE as usize);
        Self { client, path, writer, one_shot: OnceCell::new(), places }
    }

    /// What calls out.
    pub(super) fn client(&self) -> &Client {
        &self.client
    }

    /// Waits until none is under way, for so long.
    pub(super) async fn finished(&self, patience: Duration) {
        let _ = tokio::time::timeout(patience, self.places.acquire_many(AT_ONCE)).await;
    }

    /// Cancels those that are under way, so that nobody sends them later.
    pub(super) async fn give_up(&self) {
        let is_under_way = self.places.try_acquire_many(AT_ONCE).is_err();
        if let (true, Some(one_shot)) = (is_under_way, self.one_shot.get()) {
            // A store that fails now leaves it pending, and `deliveries list` shows it.
            let _ = one_shot.give_up().await;
        }
    }

    async fn one_shot(&self) -> Result<&OneShot, StoreError> {
        let open = || async {
            let (writer, path) = (self.writer.clone(), self.path.clone());
            let store = match writer {
                Some(store) => store,
                None => tokio::task::spawn_blocking(move || Store::open(&path))
                    .await
                    .unwrap_or(Err(StoreError::Closed))?,
            };
            let plan = Plan {
                schedule: RetrySchedule::none(),
                // Dated when it is composed, and sent at once.
                stamp: Stamp::Original,
                deadline: DEADLINE,
                leftovers: Leftovers::Cancel,
            };
            OneShot::new(store, Arc::clone(&self.client), "inspect", plan)
        };
        self.one_shot.get_or_try_init(open).await
    }
}

/// Sends an event once and tells what came of it.
pub(super) async fn send(house: &House, number: i64, body: &[u8]) -> Result<Reply, Refusal> {
    let wish = if body.trim_ascii().is_empty() {
        Wish::default()
    } else {
        serde_json::from_slice(body).map_err(|error| Refusal::bad(error.to_string()))?
    };
    let target = house.targets.choose(wish.target.as_deref())?;
    let replays = &house.replays;
    replays.client.check(&target).await?;
    let _place = replays.places.try_acquire().map_err(|_| {
        Refusal::new(503, format!("{AT_ONCE} replays are under way; wait for one of them"))
    })?;
    let record = house.readers.read(|conn| event::get(conn, number))?;
    let target = target.with_incoming(&record.row.path);
    let (headers, body) = request(house, &record, &wish)?;
    let composed = Composed {
        source: Source::Replay,
        path: target.path_and_query(),
        headers: &headers,
        body,
        replay_of: Some(number),
    };
    let signers = if wish.as_captured { &[][..] } else { &house.signers };
    let event = composed.event(signers, Timestamp::now());
    let one_shot = replays.one_shot().await?;
    let report = one_shot.deliver(event, target.to_string(), headers).await?;
    let attempt = &report.attempt;
    let answer = attempt.answered.as_ref();
    Ok(json(
        200,
        &ReplayedJson {
            number: report.delivery.event,
            outcome: event_json::of_attempt(attempt),
            delivery: report.delivery.number,
            status: answer.ok().map(|answer| answer.status),
            error: match answer {
                Ok(answer) => answer.cut.as_deref(),
                Err(failure) => Some(&failure.message),
            },
            hint: advice(attempt),
        },
    ))
}

/// The headers and the body.
fn request(
    house: &House,
    record: &EventRecord,
    wish: &Wish,
) -> Result<(HeaderList, Bytes), Refusal> {
    let captured = Bytes::from(record.body.clone());
    if wish.as_captured {
        if wish.body.is_some() || wish.same_id {
            return Err(Refusal::bad("what is sent as captured is not changed"));
        }
        return Ok((record.headers.end_to_end(), captured));
    }
    let signer = house.signers.first();
    let body = match &wish.body {
        Some(text) => Bytes::from(text.clone()),
        None => captured.clone(),
    };
    if signer.is_none() && body != captured {
        return Err(Refusal::bad(
            "no signing secret is set, and an edited body needs a new signature",
        )
        .hint("start again with LEADLEX_WEBHOOK_SECRET set, or with `--secret @FILE`"));
    }
    let id = compose::new_delivery_id();
    let id = if wish.same_id { DeliveryId::Kept(id) } else { DeliveryId::New(id) };
    let headers = repeat::headers(record.headers.clone(), &body, signer, id, Timestamp::now());
    Ok((headers, body))
}

fn advice(attempt: &Attempt) -> Option<&'static str> {
    match &attempt.answered {
        Ok(answer) if is_success(answer.status) => None,
        Ok(answer) => hint::for_status(answer.status),
        Err(failure) => Some(hint::for_failure(failure.kind)),
    }
}
