//! How one delivery is made: over a connection of its own worker, or through the store as `send` does.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper::Request;
use hyper::body::{Body as _, Incoming};
use jiff::Timestamp;

use super::dress::Dress;
use super::pace::Ticket;
use super::tally::Seen;
use crate::client::dial::{Dialler, Wire};
use crate::client::failure::FailureKind;
use crate::contract::signature::Signer;
use crate::delivery::attempt::KEPT_BODY;
use crate::delivery::compose::Composed;
use crate::delivery::oneshot::OneShot;
use crate::error::Error;
use crate::store::event::Source;

/// Says whether a status and a body are what was hoped for.
pub type Judge = dyn Fn(u16, &[u8]) -> bool + Send + Sync;

/// Deliveries that are stored, event and attempt, before and after they are made.
#[derive(Clone, Debug)]
pub struct Recording {
    /// Records and sends.
    pub one_shot: Arc<OneShot>,
    /// Full URL.
    pub target: String,
    /// Its path and query.
    pub path: String,
    /// Who would verify.
    pub signers: Vec<Signer>,
}

/// What all workers share.
pub(super) struct Shared {
    pub(super) dress: Dress,
    pub(super) judge: Arc<Judge>,
    pub(super) deadline: Duration,
    /// How much of an answer's body is looked at.
    pub(super) keep: usize,
    /// Connections opened.
    pub(super) connections: AtomicU64,
}

/// The way of one worker.
pub(super) enum Route {
    Direct { dialler: Box<Dialler>, wire: Box<Option<Wire>> },
    Recorded(Recording),
}

impl Route {
    /// Makes a delivery and tells how it went.
    pub(super) async fn deliver(&mut self, shared: &Shared, ticket: Ticket) -> Result<Seen, Error> {
        match self {
            Self::Direct { dialler, wire } => direct(dialler, wire, shared, ticket).await,
            Self::Recorded(recording) => recorded(recording, shared, ticket).await,
        }
    }
}

async fn direct(
    dialler: &mut Dialler,
    wire: &mut Option<Wire>,
    shared: &Shared,
    ticket: Ticket,
) -> Result<Seen, Error> {
    let request = match ticket.parcel {
        Some(parcel) => shared.dress.put_on((parcel.make)()?),
        None => shared.dress.request(ticket.number)?,
    };
    let sent = request.body().size_hint().exact().unwrap_or_default();
    let begun = Instant::now();
    let started = ticket.intended.unwrap_or(begun);
    let exchange = exchange(dialler, wire, shared, request, started);
    // The deadline is that of the attempt itself, however late it began.
    let ended = tokio::time::timeout(shared.deadline, exchange).await;
    let (answer, latency, body) = match ended {
        Ok(Ok(answered)) => (Ok(answered.status), answered.latency, answered.body),
        Ok(Err(kind)) => (Err(kind), started.elapsed(), Taken::default()),
        Err(_) => (Err(FailureKind::TimedOut), started.elapsed(), Taken::default()),
    };
    if answer.is_err() {
        *wire = None;
    }
    let is_expected = answer.is_ok_and(|status| (shared.judge)(status, &body.kept));
    Ok(Seen { answer, is_expected, latency, sent, received: body.length })
}

struct Answered {
    status: u16,
    latency: Duration,
    body: Taken,
}

async fn exchange(
    dialler: &mut Dialler,
    wire: &mut Option<Wire>,
    shared: &Shared,
    mut request: Request<Full<Bytes>>,
    started: Instant,
) -> Result<Answered, FailureKind> {
    loop {
        let open = match wire.take() {
            Some(mut kept) => kept.is_usable().await.then_some((kept, Age::Kept)),
            None => None,
        };
        let (mut open, age) = match open {
            Some(open) => open,
            None => {
                let made = dialler.dial().await.map_err(|failure| failure.kind)?;
                shared.connections.fetch_add(1, Ordering::Relaxed);
                (made, Age::New)
            }
        };
        match open.send(request).await {
            Ok(response) => {
                let latency = started.elapsed();
                let status = response.status().as_u16();
                let body = response.into_body();
                let taken = if body.is_end_stream() {
                    Taken::default()
                } else {
                    open.during(take(body, shared.keep)).await
                };
                if taken.is_whole {
                    *wire = Some(open);
                }
                return Ok(Answered { status, latency, body: taken });
            }
            // A kept connection that the endpoint has closed meanwhile: nothing was sent.
            Err(unsent) => match (unsent.request, age) {
                (Some(again), Age::Kept) => request = again,
                _ => return Err(unsent.failure.kind),
            },
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Age {
    New,
    Kept,
}

/// What was read of a body.
struct Taken {
    kept: Vec<u8>,
    length: u64,
    is_whole: bool,
}

impl Default for Taken {
    fn default() -> Self {
        Self { kept: Vec::new(), length: 0, is_whole: true }
    }
}

async fn take(mut body: Incoming, keep: usize) -> Taken {
    let mut taken = Taken::default();
    while let Some(frame) = body.frame().await {
        let Ok(frame) = frame else {
            taken.is_whole = false;
            break;
        };
        if let Some(data) = frame.data_ref() {
            taken.length += data.len() as u64;
            let room = keep - taken.kept.len();
            taken.kept.extend_from_slice(&data[..data.len().min(room)]);
        }
    }
    taken
}

async fn recorded(recording: &Recording, shared: &Shared, ticket: Ticket) -> Result<Seen, Error> {
    let (headers, body) = shared.dress.listed(ticket.number)?;
    let sent = body.len() as u64;
    let started = ticket.intended.unwrap_or_else(Instant::now);
    let composed = Composed {
        source: Source::Send,
        path: &recording.path,
        headers: &headers,
        body,
        replay_of: None,
    };
    let event = composed.event(&recording.signers, Timestamp::now());
    let report =
        recording.one_shot.deliver(event, recording.target.clone(), headers.clone()).await?;
    // With the store: what is measured is what `send` does.
    let latency = match ticket.intended {
        Some(_) => started.elapsed(),
        None => match &report.attempt.answered {
            Ok(answer) => answer.latency,
            Err(failure) => failure.latency,
        },
    };
    Ok(match report.attempt.answered {
        Ok(answer) => Seen {
            answer: Ok(answer.status),
            is_expected: (shared.judge)(answer.status, &answer.body),
            latency,
            sent,
            received: answer.body.len() as u64,
        },
        Err(failure) => {
            Seen { answer: Err(failure.kind), is_expected: false, latency, sent, received: 0 }
        }
    })
}

/// How much of a body is looked at for a text.
pub(super) const LOOKED_AT: usize = KEPT_BODY;
