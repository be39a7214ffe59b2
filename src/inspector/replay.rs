//! A saved event once more: to a target of this session, changed if the person changed it, and
//! recorded as every delivery is.

use bytes::Bytes;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::house::House;
use super::replays::Way;
use super::reply::{Refusal, json};
use super::target::Known;
use crate::contract::credential;
use crate::contract::header::HeaderList;
use crate::contract::retry::is_success;
use crate::delivery::attempt::Attempt;
use crate::delivery::compose::{self, Composed};
use crate::delivery::repeat::{self, DeliveryId};
use crate::output::event_json::{self, OutcomeJson};
use crate::output::hint;
use crate::receiver::arrival::Reply;
use crate::store::event::{self, EventRecord, Source};

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
    /// Names of headers that stayed here: credentials, where the target was typed.
    left_out: Vec<String>,
    status: Option<u16>,
    error: Option<&'a str>,
    hint: Option<&'a str>,
}

/// Sends an event once and tells what came of it.
pub(super) async fn send(house: &House, number: i64, body: &[u8]) -> Result<Reply, Refusal> {
    let wish = if body.trim_ascii().is_empty() {
        Wish::default()
    } else {
        serde_json::from_slice(body).map_err(|error| Refusal::bad(error.to_string()))?
    };
    let (target, known) = house.targets.choose(wish.target.as_deref())?;
    let replays = &house.replays;
    let way = replays.way(known);
    way.client.check(&target).await?;
    let _place = replays.place()?;
    let record = house.readers.read(|conn| event::get(conn, number))?;
    let target = target.with_incoming(&record.row.path);
    let (mut headers, body) = request(house, &record, &wish)?;
    let left_out = match known {
        Known::Named => Vec::new(),
        Known::Typed => leave_out(&mut headers, way),
    };
    let composed = Composed {
        source: Source::Replay,
        path: target.path_and_query(),
        headers: &headers,
        body,
        replay_of: Some(number),
    };
    let signers = if wish.as_captured { &[][..] } else { &house.signers };
    let event = composed.event(signers, Timestamp::now());
    let one_shot = replays.one_shot(way).await?;
    let report = one_shot.deliver(event, target.to_string(), headers).await?;
    let attempt = &report.attempt;
    let answer = attempt.answered.as_ref();
    Ok(json(
        200,
        &ReplayedJson {
            number: report.delivery.event,
            outcome: event_json::of_attempt(attempt),
            delivery: report.delivery.number,
            left_out,
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

/// Takes the credentials away, and names them with those that the client leaves out.
fn leave_out(headers: &mut HeaderList, way: &Way) -> Vec<String> {
    let (kept, mut left_out) = credential::without(headers);
    *headers = kept;
    for name in &way.left_out {
        if !left_out.contains(name) {
            left_out.push(name.clone());
        }
    }
    left_out
}

fn advice(attempt: &Attempt) -> Option<&'static str> {
    match &attempt.answered {
        Ok(answer) if is_success(answer.status) => None,
        Ok(answer) => hint::for_status(answer.status),
        Err(failure) => Some(hint::for_failure(failure.kind)),
    }
}
