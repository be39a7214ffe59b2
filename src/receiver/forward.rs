//! Pass-through: the handler's own answer becomes the listener's answer.

use std::sync::Arc;
use std::time::Duration;

use hyper::{Method, Uri};
use jiff::Timestamp;

use super::arrival::{Arrival, Reply};
use crate::client::failure::{Failure, FailureKind};
use crate::client::target::Target;
use crate::client::{Client, Outgoing};
use crate::contract::pattern::EventPattern;
use crate::contract::retry::RetrySchedule;
use crate::delivery::attempt::{Answered, Attempt};
use crate::store::delivery::{NewDelivery, Stamp};

/// How much of a handler's answer is held to be passed on; more is a 502.
const PASSED_BODY: usize = 10 * 1024 * 1024;

/// `--route PATTERN=URL`: where events of some names go.
#[derive(Clone, Debug)]
pub struct Route {
    /// The names.
    pub pattern: EventPattern,
    /// Their handler.
    pub target: Target,
}

/// Where arrivals go and how.
#[derive(Clone, Debug)]
pub struct Forward {
    /// What calls out.
    pub client: Arc<Client>,
    /// The first that matches wins.
    pub routes: Vec<Route>,
    /// Where everything else goes; `None` leaves it here.
    pub fallback: Option<Target>,
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
    /// All targets, as they are shown.
    #[must_use]
    pub fn describe(&self) -> String {
        let routes = self.routes.iter().map(|route| format!("{}={}", route.pattern, route.target));
        let all = self.fallback.iter().map(ToString::to_string).chain(routes);
        all.collect::<Vec<_>>().join(" ")
    }

    /// The full URL for an event of that name that came in on this path; `None` when it goes nowhere.
    /// What has no name is taken by the pattern `*` alone.
    #[must_use]
    pub fn url(&self, name: Option<&str>, path: &str) -> Option<Uri> {
        let route =
            self.routes.iter().find(|route| route.pattern.matches(name.unwrap_or_default()));
        let target = route.map(|route| &route.target).or(self.fallback.as_ref())?;
        Some(target.with_incoming(path).uri().clone())
    }

    /// Sends an arrival on once, byte for byte, with its end-to-end headers.
    pub async fn pass(&self, uri: &Uri, arrival: &Arrival) -> Forwarded {
        let started_at = Timestamp::now();
        let headers = arrival.headers.end_to_end();
        let outgoing = Outgoing {
            method: Method::POST,
            uri,
            headers: &headers,
            authorization: None,
            body: arrival.body.clone(),
            // Both parts of the answer end below, together, and always as a time-out.
            deadline: self.timeout.saturating_mul(2),
            keep: PASSED_BODY,
        };
        // The sender waits 10 s for us, whatever part of the answer the handler is slow with.
        let answered = tokio::time::timeout(self.timeout, self.client.send(outgoing)).await;
        let answered = answered.unwrap_or_else(|_| {
            Err(Failure {
                kind: FailureKind::TimedOut,
                message: format!("no complete answer within {} s", self.timeout.as_secs_f64()),
                latency: self.timeout,
            })
        });
        let reply = reply_to(&answered);
        let request_headers = self.client.as_recorded(headers);
        Forwarded { reply, attempt: Attempt { started_at, request_headers, answered } }
    }

    /// The row that records a pass-through: one attempt, no queue.
    #[must_use]
    pub fn record(&self, event: i64, origin: String, uri: &Uri, arrival: &Arrival) -> NewDelivery {
        NewDelivery {
            event,
            origin,
            target: uri.to_string(),
            headers: arrival.headers.end_to_end(),
            stamp: Stamp::Original,
            schedule: RetrySchedule::none(),
            due: Timestamp::now(),
            owner: None,
            order_key: None,
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
            ..Reply::default()
        },
        Err(failure) if failure.kind == FailureKind::TimedOut => {
            Reply::text(504, "the handler took too long\n")
        }
        Err(_) => Reply::text(502, "the handler cannot be reached\n"),
    }
}
