//! What a sandbox tells whoever started it: calls, deliveries, and what its script could not do.

use std::time::Duration;

/// One thing told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// A call of the API.
    Call {
        /// The method.
        method: String,
        /// Path and query.
        path: String,
        /// The status; `None` when a fault left it unanswered.
        status: Option<u16>,
        /// Which resource it was about.
        resource: String,
    },
    /// A delivery of a webhook.
    Delivery {
        /// The event's name.
        event: String,
        /// Where it went.
        url: String,
        /// `X-LeadLex-Delivery-ID`.
        delivery_id: String,
        /// Counted from 1.
        attempt: u32,
        /// The status; `None` when nobody answered.
        status: Option<u16>,
        /// Why nobody answered.
        error: Option<String>,
        /// How long it took.
        latency: Duration,
    },
    /// A change that was made by script or at random.
    Change {
        /// What was done.
        done: String,
        /// To what.
        ids: Vec<String>,
    },
    /// A change that could not be made.
    Trouble(String),
}
