//! How one delivery is made: over a connection of its own worker, or through the store as `send` does.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::dress::{Dress, Sheet};
use super::limit::Limit;
use super::pace::Ticket;
use super::tally::Seen;
use crate::client::dial::Dialler;
use crate::client::failure::FailureKind;
use crate::client::wire::{Body, Wire};
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
    /// How much of an answer's body is looked at.
    pub(super) keep: usize,
    /// Connections opened.
    pub(super) connections: AtomicU64,
}

/// The way of one worker.
pub(super) enum Route {
    Direct(Box<Direct>),
    Recorded(Recording),
}

impl Route {
    /// Makes a delivery and tells how it went.
    pub(super) async fn deliver(&mut self, shared: &Shared, ticket: Ticket) -> Result<Seen, Error> {
        match self {
            Self::Direct(direct) => direct.deliver(shared, ticket).await,
            Self::Recorded(recording) => recorded(recording, shared, ticket).await,
        }
    }
}

/// Over a connection that is the worker's own.
pub(super) struct Direct {
    dialler: Dialler,
    wire: Option<Wire>,
    sheet: Sheet,
    limit: Limit,
}

impl Direct {
    /// Not connected yet.
    pub(super) fn new(dialler: Dialler, deadline: Duration) -> Self {
        Self { dialler, wire: None, sheet: Sheet::default(), limit: Limit::new(deadline) }
    }

    async fn deliver(&mut self, shared: &Shared, ticket: Ticket) -> Result<Seen, Error> {
        let Self { dialler, wire, sheet, limit } = self;
        match ticket.parcel {
            Some(parcel) => sheet.copy(&(parcel.make)()?),
            None => shared.dress.write(ticket.number, sheet)?,
        }
        let begun = Instant::now();
        let started = ticket.intended.unwrap_or(begun);
        let exchange = exchange(dialler, wire, &sheet.text, shared, started);
        // The deadline is that of the attempt itself, however late it began.
        let ended = limit.hold(begun, exchange).await;
        let sent = sheet.body.len() as u64;
        Ok(match ended.unwrap_or(Err(FailureKind::TimedOut)) {
            Ok(Answered { status, latency, body }) => Seen {
                answer: Ok(status),
                is_expected: (shared.judge)(status, &body.kept),
                latency,
                sent,
                received: body.length,
            },
            Err(kind) => {
                let latency = started.elapsed();
                Seen { answer: Err(kind), is_expected: false, latency, sent, received: 0 }
            }
        })
    }
}

struct Answered {
    status: u16,
    latency: Duration,
    body: Body,
}

/// The connection is kept only when it can carry another request: dropped in the middle, it is gone.
async fn exchange(
    dialler: &mut Dialler,
    wire: &mut Option<Wire>,
    request: &[u8],
    shared: &Shared,
    started: Instant,
) -> Result<Answered, FailureKind> {
    let kept = match wire.take() {
        // The endpoint may have closed it meanwhile.
        Some(mut kept) => kept.is_usable().await.then_some(kept),
        None => None,
    };
    let mut open = match kept {
        Some(kept) => kept,
        None => {
            let made = dialler.dial().await.map_err(|failure| failure.kind)?;
            shared.connections.fetch_add(1, Ordering::Relaxed);
            made
        }
    };
    let head = open.send(request).await?;
    let latency = started.elapsed();
    let body = open.body(head, shared.keep).await;
    if head.keeps_open && body.is_whole {
        *wire = Some(open);
    }
    Ok(Answered { status: head.status, latency, body })
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
