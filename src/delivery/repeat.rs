//! A saved event sent again: signed anew, with the time of now and an id of its own.

use bytes::Bytes;
use hyper::Uri;
use jiff::Timestamp;

use super::compose::{self, Composed};
use crate::contract::header::{self, HeaderList};
use crate::contract::signature::Signer;
use crate::store::event::{EventRecord, NewEvent, Source};

/// A delivery that repeats a saved event, before it is recorded.
#[derive(Debug)]
pub struct Repeated {
    /// What goes out; signature included.
    pub headers: HeaderList,
    /// The row of the log, with the body.
    pub event: NewEvent,
}

/// Which Delivery-ID a repeated delivery carries.
#[derive(Clone, Debug)]
pub enum DeliveryId {
    /// This one, as an occurrence of its own.
    New(String),
    /// That of the saved event; this one where it has none.
    Kept(String),
}

/// What a saved event is sent with when it goes out again: its end-to-end headers, signed anew for
/// this body where there is a signer (LeadLex signs the body only), and a fresh timestamp.
#[must_use]
pub fn headers(
    captured: HeaderList,
    body: &[u8],
    signer: Option<&Signer>,
    delivery_id: DeliveryId,
    now: Timestamp,
) -> HeaderList {
    let mut headers = captured.into_end_to_end();
    if let Some(signer) = signer {
        headers.set(header::SIGNATURE, signer.sign(body));
    }
    headers.set(header::TIMESTAMP, compose::stamp(now));
    match delivery_id {
        DeliveryId::Kept(_) if headers.get(header::DELIVERY_ID).is_some() => {}
        DeliveryId::Kept(id) | DeliveryId::New(id) => headers.set(header::DELIVERY_ID, id),
    }
    headers
}

/// Repeats an event as `replay` does by default: the same body under a new Delivery-ID, signed with
/// the first of the secrets. Without one the captured signature goes out again.
#[must_use]
pub fn repeat(record: &EventRecord, uri: &Uri, signers: &[Signer], now: Timestamp) -> Repeated {
    let body = Bytes::from(record.body.clone());
    let delivery_id = DeliveryId::New(compose::new_delivery_id());
    let headers = headers(record.headers.clone(), &body, signers.first(), delivery_id, now);
    let composed = Composed {
        source: Source::Replay,
        path: uri.path_and_query().map_or("/", |path| path.as_str()),
        headers: &headers,
        body,
        replay_of: Some(record.row.number),
    };
    let event = composed.event(signers, now);
    Repeated { headers, event }
}
