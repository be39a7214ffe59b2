//! What is sent: the requests of each case, made from a seed and a time, and nothing else.

use bytes::Bytes;
use hyper::Method;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::body;
use super::case::{Manner, Stamp, Step, Wanted};
use super::forge::{self, Change, Signature};
use super::select::Selected;
use crate::contract::header::{self, HeaderList};
use crate::contract::secret::Secret;

/// What decides every byte but the time of sending.
#[derive(Clone, Copy, Debug)]
pub struct Design<'a> {
    /// The same seed, the same bodies and ids.
    pub seed: u64,
    /// When the events happened.
    pub at: Timestamp,
    /// The secret that signs.
    pub secret: &'a Secret,
    /// How many deliveries are sent together where a case is about that.
    pub crowd: usize,
}

/// A case with its requests; those of one step go out at the same time.
#[derive(Clone, Debug)]
pub struct Planned {
    /// The case.
    pub selected: Selected,
    /// Its steps.
    pub steps: Vec<Vec<Request>>,
}

/// One request, except for its timestamp.
#[derive(Clone, Debug)]
pub struct Request {
    /// POST, but for one case.
    pub method: Method,
    /// How it is sent.
    pub manner: Manner,
    /// How it should be answered.
    pub wanted: Wanted,
    /// The body as it is sent.
    pub body: Bytes,
    /// The digest that a forged body should have had.
    pub digest: Option<String>,
    headers: HeaderList,
    stamp: Stamp,
    delivery_id: String,
}

impl Request {
    /// The headers of a sending at this time.
    #[must_use]
    pub fn headers(&self, now: Timestamp) -> HeaderList {
        let mut headers = self.headers.clone();
        if self.stamp != Stamp::Absent {
            headers.push(header::TIMESTAMP, written(self.stamp, now));
            headers.push(header::DELIVERY_ID, self.delivery_id.as_str());
        }
        headers
    }

    /// Whether it is a delivery as LeadLex makes it.
    #[must_use]
    pub fn is_genuine(&self) -> bool {
        self.digest.is_none()
    }
}

/// The requests of a case.
#[must_use]
pub fn plan(selected: &Selected, design: &Design<'_>) -> Planned {
    let step = |step: &Step| {
        let copies = match step.manner {
            Manner::Pair => vec![*step; 2],
            Manner::Crowd => (0..design.crowd)
                .map(|index| Step {
                    draw: u8::try_from(index).unwrap_or(u8::MAX),
                    id: u8::try_from(index).unwrap_or(u8::MAX),
                    ..*step
                })
                .collect(),
            _ => vec![*step],
        };
        copies.iter().map(|step| request(selected, step, design)).collect()
    };
    let steps = selected.case.steps.iter().map(step).collect();
    Planned { selected: selected.clone(), steps }
}

fn request(selected: &Selected, step: &Step, design: &Design<'_>) -> Request {
    let seed = drawn(design.seed, &format!("{} {}", selected.id, step.draw));
    let signed = body::compose(step.body, selected.event, seed, design.at);
    let is_get = step.manner == Manner::Get;
    let body = if is_get { Bytes::new() } else { forge::change(step.change, &signed) };
    let mut headers = HeaderList::new();
    if !is_get {
        let charset = if step.manner == Manner::Charset { "; charset=utf-8" } else { "" };
        headers.push(header::CONTENT_TYPE, format!("application/json{charset}"));
    }
    headers.push(header::USER_AGENT, header::LEADLEX_USER_AGENT);
    for value in forge::sign(step.signature, design.secret, &signed) {
        headers.push(header::SIGNATURE, value);
    }
    let genuine = matches!(step.signature, Signature::Right | Signature::UpperHex)
        && step.change == Change::Nothing;
    let name = format!("leadlex-hooks check {} {} id {}", design.seed, selected.id, step.id);
    Request {
        method: if is_get { Method::GET } else { Method::POST },
        manner: step.manner,
        wanted: step.wanted,
        digest: (!genuine && !is_get).then(|| forge::right_digest(design.secret, &body)),
        body,
        headers,
        stamp: if is_get { Stamp::Absent } else { step.stamp },
        delivery_id: Uuid::new_v5(&Uuid::NAMESPACE_URL, name.as_bytes()).to_string(),
    }
}

/// A seed of its own for each purpose, so that no two cases send the same body.
fn drawn(seed: u64, purpose: &str) -> u64 {
    let digest = Sha256::digest(format!("{seed} {purpose}").as_bytes());
    digest.iter().take(8).fold(0, |all, byte| (all << 8) | u64::from(*byte))
}

fn written(stamp: Stamp, now: Timestamp) -> String {
    let (shift, form) = match stamp {
        Stamp::Shifted(seconds) => (seconds, "%Y-%m-%dT%H:%M:%SZ"),
        Stamp::Offset => (0, "%Y-%m-%dT%H:%M:%S+00:00"),
        Stamp::Fraction => (0, "%Y-%m-%dT%H:%M:%S.%3fZ"),
        Stamp::Now | Stamp::Absent => (0, "%Y-%m-%dT%H:%M:%SZ"),
    };
    let then = now.checked_add(SignedDuration::from_secs(shift)).unwrap_or(now);
    then.strftime(form).to_string()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use jiff::Timestamp;

    use super::{Design, Planned, plan, written};
    use crate::check::case::Stamp;
    use crate::check::select::{Probing, every};
    use crate::contract::catalog;
    use crate::contract::header;
    use crate::contract::secret::Secret;

    fn planned(seed: u64) -> Vec<Planned> {
        let secret = Secret::new("whsec_test").expect("not empty");
        let at = Timestamp::from_second(1_771_927_200).expect("a time");
        let design = Design { seed, at, secret: &secret, crowd: 3 };
        let events: Vec<_> = catalog::ALL.iter().collect();
        every(&events, Probing::On).iter().map(|selected| plan(selected, &design)).collect()
    }

    #[test]
    fn the_same_seed_makes_the_same_requests_and_another_seed_others() {
        let told = |seed| {
            let all = planned(seed);
            let requests = all.iter().flat_map(|planned| planned.steps.iter().flatten());
            let now = Timestamp::UNIX_EPOCH;
            requests
                .map(|one| (one.body.clone(), one.headers(now).as_block().to_vec()))
                .collect::<Vec<_>>()
        };
        assert!(told(1) == told(1));
        assert!(told(1).iter().zip(told(2)).filter(|(one, other)| **one == *other).count() < 3);
    }

    #[test]
    fn no_two_cases_share_a_delivery_id_or_a_body() {
        let mut bodies: BTreeMap<Vec<u8>, String> = BTreeMap::new();
        let mut ids: BTreeMap<String, String> = BTreeMap::new();
        for Planned { selected, steps } in planned(1) {
            for request in steps.iter().flatten().filter(|one| !one.body.is_empty()) {
                let owner = bodies.entry(request.body.to_vec()).or_insert(selected.id.clone());
                assert_eq!(*owner, selected.id, "the body of both");
                let headers = request.headers(Timestamp::UNIX_EPOCH);
                if let Some(id) = headers.text(header::DELIVERY_ID) {
                    let owner = ids.entry(id.to_owned()).or_insert(selected.id.clone());
                    assert_eq!(*owner, selected.id, "the id of both");
                }
            }
        }
    }

    #[test]
    fn timestamps_are_written_in_each_form() {
        let now = "2026-02-24T10:00:00.5Z".parse().expect("a time");
        assert_eq!(written(Stamp::Now, now), "2026-02-24T10:00:00Z");
        assert_eq!(written(Stamp::Offset, now), "2026-02-24T10:00:00+00:00");
        assert_eq!(written(Stamp::Fraction, now), "2026-02-24T10:00:00.500Z");
        assert_eq!(written(Stamp::Shifted(-35), now), "2026-02-24T09:59:25Z");
    }
}
