//! Events made fit to be shared: personal data replaced by stable fakes of the same shape, and the
//! body signed again with a key that everybody knows, so that the fixture still verifies.
//!
//! What is not known to be harmless is replaced: the rule is a list of what may stay, not of what
//! has to go.

mod body;
mod fake;
mod headers;
mod people;
mod shape;
mod words;

use std::collections::BTreeSet;

use crate::contract::envelope::Envelope;
use crate::contract::header;
use crate::contract::secret::Secret;
use crate::contract::signature::{Signer, Verdict, verify};
use crate::json::valid::NotJson;
use crate::store::delivery::AttemptRecord;
use crate::store::event::EventRecord;

pub use fake::Faker;

/// The key that redacted bodies are signed with. Public on purpose, and good for nothing else.
pub const TEST_KEY: &str = "leadlex-hooks-public-test-key";

/// What to do with a body that is no JSON, so that nobody knows what is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpaqueBody {
    /// The event is refused.
    Refuse,
    /// `--redact-drop-bodies`: an empty one takes its place.
    Drop,
}

/// Redacts one event after the other, alike.
#[derive(Debug)]
pub struct Redactor {
    faker: Faker,
    opaque: OpaqueBody,
    signer: Signer,
    dropped: BTreeSet<String>,
}

/// The key as a secret.
#[must_use]
pub fn test_signer() -> Signer {
    let secret = Secret::new(TEST_KEY).unwrap_or_else(|_| unreachable!("the key is not empty"));
    Signer::new(&secret)
}

impl Redactor {
    /// The same seed makes the same fakes.
    #[must_use]
    pub fn new(seed: &str, opaque: OpaqueBody) -> Self {
        let signer = test_signer();
        Self { faker: Faker::new(seed), opaque, signer, dropped: BTreeSet::new() }
    }

    /// The event without personal data. What was accepted verifies with [`TEST_KEY`]; what was
    /// rejected is rejected for the same reason.
    ///
    /// # Errors
    /// A body that is no JSON.
    pub fn event(&mut self, record: EventRecord) -> Result<EventRecord, NotJson> {
        let EventRecord { mut row, headers, body } = record;
        let body = match body::redact(&self.faker, &body) {
            Ok(body) => body,
            Err(_) if self.opaque == OpaqueBody::Drop => Vec::new(),
            Err(error) => return Err(error),
        };
        let mut headers = headers::redact(&self.faker, &headers, &mut self.dropped);
        if let Some(signature) = self.signature(row.verdict, &body) {
            headers.set(header::SIGNATURE, signature);
        }
        let signed = headers.get(header::SIGNATURE);
        let verification = verify(std::slice::from_ref(&self.signer), signed, &body);
        row.verdict = verification.verdict;
        row.fingerprint = verification.fingerprint;
        row.event = Envelope::read(&body).event;
        row.delivery_id = headers.text(header::DELIVERY_ID).map(str::to_owned);
        row.peer = None;
        row.path = headers::path(&self.faker, &row.path);
        row.size = body.len() as u64;
        Ok(EventRecord { row, headers, body })
    }

    /// An attempt without what either side said: no headers but the kind of content, no body.
    #[must_use]
    pub fn attempt(&mut self, attempt: AttemptRecord) -> AttemptRecord {
        let mut ignored = BTreeSet::new();
        AttemptRecord {
            request_headers: headers::redact(&self.faker, &attempt.request_headers, &mut ignored),
            response_headers: headers::redact(&self.faker, &attempt.response_headers, &mut ignored),
            response_body: Vec::new(),
            error: None,
            ..attempt
        }
    }

    /// Names of headers that nobody here knows and that were dropped with their values.
    #[must_use]
    pub fn dropped(&self) -> &BTreeSet<String> {
        &self.dropped
    }

    fn signature(&self, verdict: Verdict, body: &[u8]) -> Option<String> {
        match verdict {
            Verdict::Verified | Verdict::Unverified => Some(self.signer.sign(body)),
            Verdict::Mismatch => Some(self.signer.sign(&[body, b"another body"].concat())),
            Verdict::Malformed => Some("sha256=malformed".to_owned()),
            Verdict::Missing => None,
        }
    }
}
