//! The headers of a delivery as LeadLex sends them.

use bytes::Bytes;
use jiff::Timestamp;
use uuid::Uuid;

use crate::contract::envelope::Envelope;
use crate::contract::freshness::{DISPLAY_THRESHOLD, judge};
use crate::contract::header::{self, HeaderList};
use crate::contract::signature::{Signer, verify};
use crate::store::event::{NewEvent, Source};

/// What the headers are made from.
#[derive(Clone, Debug)]
pub struct Headings<'a> {
    /// `None` sends an unsigned request.
    pub signer: Option<&'a Signer>,
    /// The delivery's id.
    pub delivery_id: &'a str,
    /// When it is generated.
    pub now: Timestamp,
}

/// A fresh Delivery-ID.
#[must_use]
pub fn new_delivery_id() -> String {
    Uuid::new_v4().to_string()
}

/// Header fields of both editions: the receiver of either finds what it looks for.
#[must_use]
pub fn headers(headings: &Headings<'_>, body: &[u8]) -> HeaderList {
    let mut list = HeaderList::new();
    list.push(header::CONTENT_TYPE, "application/json");
    list.push(header::USER_AGENT, header::LEADLEX_USER_AGENT);
    if let Some(signer) = headings.signer {
        list.push(header::SIGNATURE, signer.sign(body));
    }
    list.push(header::TIMESTAMP, stamp(headings.now));
    list.push(header::DELIVERY_ID, headings.delivery_id);
    list
}

/// `X-LeadLex-Timestamp`: ISO 8601 in UTC with second precision, as in all of LeadLex's examples.
#[must_use]
pub fn stamp(now: Timestamp) -> String {
    Timestamp::from_second(now.as_second()).unwrap_or(now).to_string()
}

/// A delivery of our own making, before it is recorded.
#[derive(Debug)]
pub struct Composed<'a> {
    /// Which command made it.
    pub source: Source,
    /// Path and query of where it goes.
    pub path: &'a str,
    /// Its headers, signature included.
    pub headers: &'a HeaderList,
    /// Its body.
    pub body: Bytes,
    /// The event it repeats.
    pub replay_of: Option<i64>,
}

impl Composed<'_> {
    /// The row of the log. Its verdict is what a receiver with these secrets would find.
    #[must_use]
    pub fn event(self, signers: &[Signer], now: Timestamp) -> NewEvent {
        let verification = verify(signers, self.headers.get(header::SIGNATURE), &self.body);
        NewEvent {
            source: self.source,
            received_at: now,
            method: "POST".to_owned(),
            path: self.path.to_owned(),
            peer: None,
            headers: self.headers.clone(),
            event: Envelope::read(&self.body).event,
            body: self.body,
            delivery_id: self.headers.text(header::DELIVERY_ID).map(str::to_owned),
            verdict: verification.verdict,
            fingerprint: verification.fingerprint,
            freshness: judge(self.headers.get(header::TIMESTAMP), now, DISPLAY_THRESHOLD),
            replay_of: self.replay_of,
            ring: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::stamp;

    #[test]
    fn the_timestamp_has_second_precision_and_a_zone() {
        let now = "2026-02-24T10:00:00.9Z".parse().expect("a time");
        assert_eq!(stamp(now), "2026-02-24T10:00:00Z");
    }
}
