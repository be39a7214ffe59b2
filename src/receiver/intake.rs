//! What happens to an arrival: verify, record, forward, answer. A 2xx of ours leaves only after the
//! event is on disk.

use std::sync::Arc;
use std::time::{Duration, Instant};

/// What a sender is told whose signature is missing or wrong; why is for the log.
pub const REFUSED: &str = "the signature was not accepted\n";

use hyper::Uri;
use tokio::sync::Notify;

use super::arrival::{Arrival, Reply};
use super::forward::Forward;
use super::respond::{Ending, Script};
use super::serve::Handler;
use super::told::{Display, Shown};
use super::witness::{Seen, Witness};
use crate::contract::envelope::Envelope;
use crate::contract::freshness::{DISPLAY_THRESHOLD, Freshness, judge};
use crate::contract::header;
use crate::contract::pattern::EventPattern;
use crate::contract::retry::RetrySchedule;
use crate::contract::signature::{Signer, Verdict, Verification, verify};
use crate::delivery::attempt::Attempt;
use crate::store::delivery::{self, NewDelivery, State};
use crate::store::event::{self, NewEvent, Recorded, Source};
use crate::store::{Store, StoreError};

/// What becomes of an accepted arrival.
#[derive(Debug)]
pub enum Handling {
    /// It is recorded and acknowledged.
    Record,
    /// The handler is asked once, and its answer is passed on.
    PassThrough(Forward),
    /// `--respond`: the answers are scripted.
    Scripted(Script),
    /// It is acknowledged, then delivered by the engine.
    AckFirst(Outbox),
}

/// How acknowledged arrivals are queued.
#[derive(Clone, Debug)]
pub struct Outbox {
    /// Where they go.
    pub forward: Forward,
    /// The waits between attempts.
    pub schedule: RetrySchedule,
    /// Rung when something was queued.
    pub bell: Arc<Notify>,
}

/// Who can reach the listener.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exposure {
    /// This machine only.
    Loopback,
    /// Others; what cannot be verified is kept in a ring.
    Beyond,
}

/// Whether a request whose signature is wrong reaches the handler.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rejected {
    /// It never does.
    Withheld,
    /// `--forward-rejected`: for a handler that must see bad signatures too.
    Forwarded,
}

/// The settings of a listener.
pub struct Intake {
    /// The log.
    pub store: Store,
    /// The secrets; none leaves arrivals unverified.
    pub signers: Vec<Signer>,
    /// Refuse what is not this fresh; `None` judges freshness for display only.
    pub tolerance: Option<Duration>,
    /// The one path that is served; `None` serves all.
    pub path: Option<String>,
    /// Which events are shown and forwarded; all are recorded.
    pub only: Vec<EventPattern>,
    /// What becomes of accepted arrivals.
    pub handling: Handling,
    /// What becomes of the others.
    pub rejected: Rejected,
    /// Who can reach us.
    pub exposure: Exposure,
    /// The origin of the deliveries made here.
    pub origin: String,
    /// Where arrivals are shown.
    pub shown: Display,
    /// Who must not miss an arrival.
    pub witnesses: Vec<Arc<dyn Witness>>,
}

impl Handler for Intake {
    fn admit(&self, method: &str, path: &str) -> Option<Reply> {
        if path == "/healthz" && (method == "GET" || method == "HEAD") {
            return Some(Reply::text(200, "ok\n"));
        }
        if self.path.as_deref().is_some_and(|only| only != path) {
            return Some(Reply::text(404, "not the path that is listened on\n"));
        }
        if method != "POST" {
            let mut reply = Reply::text(405, "webhooks are sent with POST\n");
            reply.headers.push("allow", "POST");
            return Some(reply);
        }
        None
    }

    async fn answer(&self, arrival: Arrival) -> Reply {
        let verification =
            verify(&self.signers, arrival.headers.get(header::SIGNATURE), &arrival.body);
        let tolerance = self.tolerance.unwrap_or(DISPLAY_THRESHOLD);
        let freshness =
            judge(arrival.headers.get(header::TIMESTAMP), arrival.received_at, tolerance);
        let too_old = self.tolerance.is_some() && freshness != Freshness::Fresh;
        let accepted = verification.verdict.is_accepted() && !too_old;
        let envelope = Envelope::read(&arrival.body);
        let wanted = self.wants(envelope.event.as_deref());
        let forwards = wanted && (accepted || self.rejected == Rejected::Forwarded);

        let began = Instant::now();
        let event = self.event(&arrival, &envelope, &verification, freshness);
        let name = envelope.event.as_deref();
        let url = if forwards { self.url(name, &arrival) } else { None };
        let queued = if accepted { url.as_ref() } else { None };
        let recorded = self.record(event, &arrival, queued).await;
        let (reply, attempt) = match (&recorded, &self.handling, url) {
            (Err(_), ..) => (Reply::text(503, "the event could not be stored\n"), None),
            (Ok(recorded), Handling::PassThrough(forward), Some(url)) => {
                self.pass(forward, &url, recorded.number, &arrival).await
            }
            (Ok(_), Handling::Scripted(script), _) if accepted => (script.next().reply(), None),
            (Ok(_), ..) if accepted => (Reply::empty(200), None),
            (Ok(_), ..) => (Reply::text(401, REFUSED), None),
        };
        let status = (reply.ending == Ending::Answered).then_some(reply.status);
        self.bear_witness(|| Seen {
            number: recorded.as_ref().ok().map(|recorded| recorded.number),
            name: envelope.event.clone(),
            delivery_id: arrival.headers.text(header::DELIVERY_ID).map(str::to_owned),
            timestamp: arrival.headers.text(header::TIMESTAMP).map(str::to_owned),
            verdict: verification.verdict,
            accepted,
            id_reused: recorded.as_ref().is_ok_and(|recorded| recorded.id_reused.is_some()),
            at: began,
            answered_at: Instant::now() + reply.delay,
            status,
        });
        if wanted {
            let size = arrival.body.len() as u64;
            self.shown.show(Shown {
                arrival,
                size,
                envelope,
                verification,
                freshness,
                recorded,
                status,
                attempt,
            });
        }
        reply
    }
}

impl Intake {
    fn bear_witness(&self, seen: impl FnOnce() -> Seen) {
        if self.witnesses.is_empty() {
            return;
        }
        let seen = seen();
        for witness in &self.witnesses {
            witness.saw(&seen);
        }
    }

    /// Where an arrival is forwarded to, if anywhere.
    fn url(&self, name: Option<&str>, arrival: &Arrival) -> Option<Uri> {
        match &self.handling {
            Handling::Record | Handling::Scripted(_) => None,
            Handling::PassThrough(forward) => forward.url(name, &arrival.path),
            Handling::AckFirst(outbox) => outbox.forward.url(name, &arrival.path),
        }
    }

    fn wants(&self, name: Option<&str>) -> bool {
        self.only.is_empty()
            || name.is_some_and(|name| self.only.iter().any(|pattern| pattern.matches(name)))
    }

    fn event(
        &self,
        arrival: &Arrival,
        envelope: &Envelope,
        verification: &Verification,
        freshness: Freshness,
    ) -> NewEvent {
        let verdict = verification.verdict;
        NewEvent {
            source: Source::Listen,
            received_at: arrival.received_at,
            method: arrival.method.clone(),
            path: arrival.path.clone(),
            peer: Some(arrival.peer.clone()),
            headers: arrival.headers.clone(),
            body: arrival.body.clone(),
            event: envelope.event.clone(),
            delivery_id: arrival.headers.text(header::DELIVERY_ID).map(str::to_owned),
            verdict,
            fingerprint: verification.fingerprint.clone(),
            freshness,
            replay_of: None,
            ring: !verdict.is_accepted()
                || (verdict == Verdict::Unverified && self.exposure == Exposure::Beyond),
        }
    }

    /// The event, and under `--ack-first` its delivery, in one transaction.
    async fn record(
        &self,
        event: NewEvent,
        arrival: &Arrival,
        queued: Option<&Uri>,
    ) -> Result<Recorded, StoreError> {
        let outbox = match (&self.handling, queued) {
            (Handling::AckFirst(outbox), Some(uri)) => Some((outbox, uri)),
            _ => None,
        };
        let delivery = outbox.map(|(outbox, uri)| NewDelivery {
            schedule: outbox.schedule.clone(),
            ..outbox.forward.record(0, self.origin.clone(), uri, arrival)
        });
        let recorded = self.store.record(move |conn| {
            let recorded = event::insert(conn, &event)?;
            if let (Some(delivery), None) = (delivery, recorded.duplicate_of) {
                let delivery = NewDelivery { event: recorded.number, ..delivery };
                delivery::enqueue(conn, &delivery)?;
            }
            Ok(recorded)
        });
        let recorded = recorded.await?;
        if let Some((outbox, _)) = outbox {
            outbox.bell.notify_one();
        }
        Ok(recorded)
    }

    /// Forwards once and writes the attempt down before the handler's answer is passed on.
    async fn pass(
        &self,
        forward: &Forward,
        uri: &Uri,
        event: i64,
        arrival: &Arrival,
    ) -> (Reply, Option<Attempt>) {
        let forwarded = forward.pass(uri, arrival).await;
        let delivery = forward.record(event, self.origin.clone(), uri, arrival);
        let row = forwarded.attempt.to_row();
        let state = if forwarded.attempt.is_success() { State::Delivered } else { State::Dead };
        // The event itself is safe; a row of the delivery log that cannot be written changes nothing
        // for the sender, who has the handler's own answer.
        let _ = self
            .store
            .record(move |conn| delivery::record_finished(conn, &delivery, &row, state))
            .await;
        (forwarded.reply, Some(forwarded.attempt))
    }
}
