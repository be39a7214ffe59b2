//! Pass-through: the handler's own answer becomes the listener's answer.

use std::sync::Arc;
use std::time::Duration;

use hyper::Uri;
use jiff::Timestamp;

use super::arrival::{Arrival, Reply};
use crate::contract::retry::RetrySchedule;
use crate::delivery::attempt::{Answered, Attempt};
use crate::delivery::client::{Client, Outgoing};
use crate::delivery::failure::{Failure, FailureKind};
use crate::delivery::target::Target;
use crate::store::delivery::{NewDelivery, Stamp};

/// How much of a handler's answer is held to be passed on; more is a 502.
const PASSED_BODY: usize = 10 * 1024 * 1024;

/// Where arrivals go and how.
#[derive(Clone, Debug)]
pub struct Forward {
    /// What calls out.
    pub client: Arc<Client>,
    /// The handler.
    pub target: Target,
    /// From connecting to the end of the handler's answer.
    pub timeout: Duration,
}

/// A forwarded arrival.
#[derive(Debug)]
pub struct Forwarded {
    /// What is passed on to the sender.
    pub reply: Reply,
    /// The attempt, for the log.
    pub attempt: Attempt,
}

impl Forward {
    /// The full URL for an arrival.
    #[must_use]
    pub fn url(&self, arrival: &Arrival) -> Uri {
        self.target.with_incoming(&arrival.path).uri().clone()
    }

    /// Sends an arrival on once, byte for byte, with its end-to-end headers.
    pub async fn pass(&self, arrival: &Arrival) -> Forwarded {
        let started_at = Timestamp::now();
        let headers = arrival.headers.end_to_end();
        let uri = self.url(arrival);
        let outgoing = Outgoing {
            uri: &uri,
            headers: &headers,
            body: arrival.body.clone(),
            // Both parts of the answer end below, together, and always as a time-out.
            deadline: self.timeout.saturating_mul(2),
            keep: PASSED_BODY,
        };
        // The sender waits 10 s for us, whatever part of the answer the handler is slow with.
        let answered = tokio::time::timeout(self.timeout, self.client.post(outgoing)).await;
        let answered = answered.unwrap_or_else(|_| {
            Err(Failure {
                kind: FailureKind::TimedOut,
                message: format!("no complete answer within {} s", self.timeout.as_secs_f64()),
                latency: self.timeout,
            })
        });
        let reply = reply_to(&answered);
        let request_headers = self.client.with_own(headers);
        Forwarded { reply, attempt: Attempt { started_at, request_headers, answered } }
    }

    /// The row that records a pass-through: one attempt, no queue.
    #[must_use]
    pub fn record(&self, event: i64, origin: String, arrival: &Arrival) -> NewDelivery {
        NewDelivery {
            event,
            origin,
            target: self.url(arrival).to_string(),
            headers: arrival.headers.end_to_end(),
            stamp: Stamp::Original,
            schedule: RetrySchedule::none(),
            due: Timestamp::now(),
            owner: None,
        }
    }
}

fn reply_to(answered: &Answered) -> Reply {
    match answered {
        Ok(answer) if answer.cut.is_some() => Reply::text(502, "the handler's answer broke off\n"),
        Ok(answer) => Reply {
            status: answer.status,
            headers: answer.headers.end_to_end(),
            body: answer.body.clone(),
        },
        Err(failure) if failure.kind == FailureKind::TimedOut => {
            Reply::text(504, "the handler took too long\n")
        }
        Err(_) => Reply::text(502, "the handler cannot be reached\n"),
    }
}
