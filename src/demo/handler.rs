//! The handler of the tour: what an integrator would write. It verifies the raw bytes, notes what it
//! took, and can be told to fail.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::contract::header;
use crate::contract::signature::{Signer, Verdict, verify};
use crate::receiver::arrival::{Arrival, Reply};
use crate::receiver::serve;

use super::Break;

/// The handler and what it has seen.
#[derive(Debug)]
pub(super) struct Handler {
    signer: Signer,
    broken: Option<Break>,
    failures_due: AtomicU32,
    taken: Mutex<Vec<String>>,
}

impl Handler {
    pub(super) fn new(signer: Signer, broken: Option<Break>) -> Self {
        Self { signer, broken, failures_due: AtomicU32::new(0), taken: Mutex::default() }
    }

    /// Answers 503 to the next request.
    pub(super) fn fail_once(&self) {
        self.failures_due.store(1, Ordering::SeqCst);
    }

    /// The Delivery-IDs of what it verified and took, in order.
    pub(super) fn taken(&self) -> Vec<String> {
        self.taken.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }
}

impl serve::Handler for Handler {
    fn admit(&self, _method: &str, _path: &str) -> Option<Reply> {
        None
    }

    async fn answer(&self, arrival: Arrival) -> Reply {
        if self.broken == Some(Break::Handler) {
            return Reply::text(500, "broken on purpose\n");
        }
        if self.failures_due.swap(0, Ordering::SeqCst) > 0 {
            return Reply::text(503, "not ready yet\n");
        }
        let signers = std::slice::from_ref(&self.signer);
        let signature = arrival.headers.get(header::SIGNATURE);
        if verify(signers, signature, &arrival.body).verdict != Verdict::Verified {
            return Reply::text(401, "bad signature\n");
        }
        let is_replay = arrival.path.ends_with("/replayed");
        if !(is_replay && self.broken == Some(Break::Replay)) {
            let id = arrival.headers.text(header::DELIVERY_ID).unwrap_or_default().to_owned();
            self.taken.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(id);
        }
        Reply::text(200, "ok\n")
    }
}
