//! One event: whole, as bytes, with its deliveries, as a command, and why its signature is wrong.

use bytes::Bytes;
use serde::Serialize;

use super::house::House;
use super::reply::{Refusal, json, whole};
use crate::exchange::curl::{self, Layout};
use crate::exchange::outgoing;
use crate::output::delivery_page::{self, PageJson};
use crate::output::event_json::{self, EventJson};
use crate::output::explanation::{self, ExplanationJson};
use crate::output::headers::Masking;
use crate::receiver::arrival::Reply;
use crate::store::delivery::{self, DeliveryFilter};
use crate::store::{StoreError, event, open_reader};

/// Of an event that is sent again and again, the latest.
const DELIVERIES: usize = 100;

/// Where a command goes when no target is known.
const USUAL: &str = "http://localhost:3000/webhooks";

/// A larger body has an answer of its own, for whoever wants to see it.
const INLINE: usize = 256 * 1024;

#[derive(Serialize)]
struct ShownJson<'a> {
    #[serde(flatten)]
    event: EventJson<'a>,
    body_url: String,
}

#[derive(Serialize)]
struct DeliveriesJson<'a> {
    deliveries: Vec<PageJson<'a>>,
}

#[derive(Serialize)]
struct WhyJson<'a> {
    explanation: Option<ExplanationJson<'a>>,
    reason: Option<&'a str>,
}

#[derive(Serialize)]
struct CommandJson {
    command: String,
}

/// The event with its headers in order and its body.
pub(super) fn show(house: &House, number: i64) -> Result<Reply, Refusal> {
    let record = house.readers.read(|conn| event::get_within(conn, number, INLINE))?;
    if record.row.size <= INLINE as u64 {
        return Ok(json(200, &event_json::of_record(&record, Masking::Masked)));
    }
    let content = Some(event_json::content(&record.headers, None, Masking::Masked));
    let event = EventJson { content, ..event_json::of_row(&record.row) };
    Ok(json(200, &ShownJson { event, body_url: format!("/api/events/{number}/body") }))
}

/// The body byte for byte, as a file: a browser shows none of it. It has its room before it is read.
pub(super) fn body(house: &House, number: i64) -> Result<Reply, Refusal> {
    let row = house.readers.read(|conn| event::row(conn, number))?;
    let row = row.ok_or(StoreError::NoSuch { what: "event", number })?;
    let room = house.large.room(usize::try_from(row.size).unwrap_or(usize::MAX))?;
    let record = house.readers.read(|conn| event::get(conn, number))?;
    let mut reply = whole("application/octet-stream", Bytes::from(record.body), 200);
    let name = format!("attachment; filename=\"event-{number}.bin\"");
    reply.headers.push("content-disposition", name);
    Ok(room.hold(reply))
}

/// Every delivery with its attempts, the latest first.
pub(super) fn deliveries(house: &House, number: i64) -> Result<Reply, Refusal> {
    let filter = DeliveryFilter {
        event: Some(number),
        limit: Some(DELIVERIES),
        ..DeliveryFilter::default()
    };
    let found = house.readers.read(|conn| {
        event::row(conn, number)?.ok_or(StoreError::NoSuch { what: "event", number })?;
        let rows = delivery::list(conn, &filter)?.into_iter();
        rows.map(|row| Ok((delivery::attempts(conn, row.number)?, row)))
            .collect::<Result<Vec<_>, _>>()
    })?;
    let deliveries = found
        .iter()
        .map(|(attempts, row)| delivery_page::json(row, attempts, None, Masking::Masked))
        .collect();
    Ok(json(200, &DeliveriesJson { deliveries }))
}

/// What `verify --explain` says about it.
pub(super) fn explanation(house: &House, number: i64) -> Result<Reply, Refusal> {
    let record = house.readers.read(|conn| event::get(conn, number))?;
    let without = |reason| Ok(json(200, &WhyJson { explanation: None, reason: Some(reason) }));
    if record.row.verdict.is_accepted() {
        return without("the signature was accepted");
    }
    let Some(why) = &house.why else {
        return without("no secret is set, so there is nothing to compare with");
    };
    let explained = why(&record, &open_reader(&house.store)?);
    let explanation = Some(explanation::json(&explained, Some(number)));
    Ok(json(200, &WhyJson { explanation, reason: None }))
}

/// A command that sends it again as it was captured, without credentials.
pub(super) fn curl(house: &House, number: i64) -> Result<Reply, Refusal> {
    let record = house.readers.read(|conn| event::get(conn, number))?;
    let path = &record.row.path;
    let url = house.targets.first().map(|target| outgoing::url(&target, path));
    let headers = outgoing::masked(&record.headers, Masking::Masked);
    let command = curl::command(
        &record.row.method,
        url.as_deref().unwrap_or(USUAL),
        &headers,
        &record.body,
        Layout::Block,
    );
    Ok(json(200, &CommandJson { command }))
}
