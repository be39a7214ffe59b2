//! One attempt at a delivery, from its stored headers to the row in the log.

use std::time::Duration;

use bytes::Bytes;
use hyper::Method;
use jiff::{SignedDuration, Timestamp};

use super::compose;
use crate::client::failure::{Failure, FailureKind};
use crate::client::{Answer, Client, Outgoing};
use crate::contract::header::{self, HeaderList};
use crate::contract::retry::{RetrySchedule, is_success};
use crate::store::delivery::{AttemptOutcome, NewAttempt, Next, Stamp};

/// How much of an answer's body the log keeps.
pub const KEPT_BODY: usize = 64 * 1024;

/// What an endpoint answered, or why it did not.
pub type Answered = Result<Answer, Failure>;

/// What an attempt sends.
#[derive(Clone, Debug)]
pub struct Request {
    /// Full URL.
    pub target: String,
    /// Headers computed once, when the delivery was made.
    pub headers: HeaderList,
    /// Whether the timestamp is renewed.
    pub stamp: Stamp,
    /// The body.
    pub body: Bytes,
}

/// An attempt that was made.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// When it began.
    pub started_at: Timestamp,
    /// The headers as sent, end to end; without the value of a credential of one's own.
    pub request_headers: HeaderList,
    /// What came of it.
    pub answered: Answered,
}

/// Makes one attempt. Nothing is written anywhere.
pub async fn attempt(client: &Client, request: &Request, deadline: Duration) -> Attempt {
    let started_at = Timestamp::now();
    let mut headers = request.headers.clone();
    if request.stamp == Stamp::Fresh && headers.get(header::TIMESTAMP).is_some() {
        headers.set(header::TIMESTAMP, compose::stamp(started_at));
    }
    let answered = match request.target.parse() {
        Ok(uri) => {
            let body = request.body.clone();
            let outgoing = Outgoing {
                method: Method::POST,
                uri: &uri,
                headers: &headers,
                authorization: None,
                body,
                deadline,
                keep: KEPT_BODY,
            };
            client.send(outgoing).await
        }
        Err(error) => Err(Failure {
            kind: FailureKind::Other,
            message: format!("the stored target is no URL: {error}"),
            latency: Duration::ZERO,
        }),
    };
    Attempt { started_at, request_headers: client.as_recorded(headers), answered }
}

impl Attempt {
    /// Whether the endpoint took the delivery.
    #[must_use]
    pub fn is_success(&self) -> bool {
        self.answered.as_ref().is_ok_and(|answer| is_success(answer.status))
    }

    /// What follows, when so many attempts have been made with this one. A wait runs from now, the
    /// end of the attempt.
    #[must_use]
    pub fn next(&self, schedule: &RetrySchedule, made: u32, now: Timestamp) -> Next {
        if self.is_success() {
            return Next::Delivered;
        }
        match schedule.wait_after(made).and_then(|wait| SignedDuration::try_from(wait).ok()) {
            Some(wait) => Next::RetryAt(now.saturating_add(wait).unwrap_or(Timestamp::MAX)),
            None => Next::Dead,
        }
    }

    /// The row of the log.
    #[must_use]
    pub fn to_row(&self) -> NewAttempt {
        let (latency, outcome) = match &self.answered {
            Ok(answer) => (
                answer.latency,
                AttemptOutcome {
                    status: Some(answer.status),
                    response_headers: answer.headers.clone(),
                    response_body: answer.body[..answer.body.len().min(KEPT_BODY)].to_vec(),
                    response_size: answer.body.len() as u64,
                    error_kind: answer.cut.as_ref().map(|_| "body_cut".to_owned()),
                    error: answer.cut.clone(),
                },
            ),
            Err(failure) => (
                failure.latency,
                AttemptOutcome {
                    error_kind: Some(failure.kind.as_str().to_owned()),
                    error: Some(failure.message.clone()),
                    ..AttemptOutcome::default()
                },
            ),
        };
        NewAttempt {
            started_at: self.started_at,
            latency,
            request_headers: self.request_headers.clone(),
            outcome,
        }
    }
}
