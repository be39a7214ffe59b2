//! The headers of a delivery as LeadLex sends them.

use jiff::{RoundMode, Timestamp, TimestampRound, Unit};
use uuid::Uuid;

use crate::contract::header::{self, HeaderList};
use crate::contract::signature::Signer;

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
    let seconds = TimestampRound::new().smallest(Unit::Second).mode(RoundMode::Trunc);
    now.round(seconds).unwrap_or(now).to_string()
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
