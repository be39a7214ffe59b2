//! The steps of the tour. Each does one thing for real and then looks whether it happened.

use std::collections::HashSet;

use bytes::Bytes;
use jiff::Timestamp;

use super::stage::Stage;
use super::{Done, PUBLIC_SECRET};
use crate::client::target::Target;
use crate::contract::header::HeaderList;
use crate::contract::secret::Secret;
use crate::contract::signature::{Signer, Verdict};
use crate::contract::{catalog, sample};
use crate::delivery::compose::{self, Composed, Headings};
use crate::delivery::engine::Report;
use crate::error::Error;
use crate::payload::tamper::Tamper;
use crate::store::event::{self, EventFilter, EventRecord, Order, Source};
use crate::store::open_reader;
use crate::text::measure;
use crate::text::shell::quote;

/// The seed of the tour's samples.
const SEED: u64 = 1;

pub(super) async fn send_every_event(stage: &Stage) -> Result<Done, Error> {
    let started = std::time::Instant::now();
    for known in catalog::ALL {
        let body = Bytes::from(sample::body(known, SEED, Timestamp::now()));
        let report = send(stage, body, None).await?;
        let status = status(&report)?;
        ensure(status == 200, || format!("{} was answered {status}, not 200", known.name))?;
    }
    let arrived = arrivals(stage)?;
    let verified: HashSet<&str> = arrived
        .iter()
        .filter(|record| record.row.verdict == Verdict::Verified)
        .filter_map(|record| record.row.event.as_deref())
        .collect();
    let count = catalog::ALL.len();
    ensure(verified.len() == count, || {
        format!("{} of {count} types were verified", verified.len())
    })?;
    let taken = stage.handler.taken().len();
    ensure(taken == count, || format!("the handler took {taken} of {count} deliveries"))?;
    let time = measure::latency(started.elapsed());
    Ok(Done {
        step: "send",
        what: format!("{count} event types sent, signed, verified, recorded and handled in {time}"),
    })
}

pub(super) async fn retry_after_failure(stage: &Stage) -> Result<Done, Error> {
    stage.handler.fail_once();
    let known = &catalog::ALL[0];
    let body = Bytes::from(sample::body(known, SEED + 1, Timestamp::now()));
    let first = send(stage, body, None).await?;
    let failed = status(&first)?;
    ensure(failed == 503, || format!("the failing handler's answer arrived as {failed}, not 503"))?;
    let id = first.delivery.delivery_id.clone().unwrap_or_default();
    let mut later = Vec::new();
    let (_switch, stop) = crate::stop::pair();
    stage.one_shot.finish(stop, |report| later.push(report)).await?;
    let statuses: Vec<u16> = later.iter().map(status).collect::<Result<_, _>>()?;
    ensure(statuses == [200], || format!("the retry was answered {statuses:?}, not [200]"))?;
    let seen = stage.handler.taken().iter().filter(|taken| **taken == id).count();
    ensure(seen == 1, || format!("the handler took the retried delivery {seen} times"))?;
    Ok(Done {
        step: "retry",
        what: "a 503 was retried after 50 ms (5 s at a hundredth), same Delivery-ID, and got 200"
            .to_owned(),
    })
}

pub(super) async fn reject_a_forgery(stage: &Stage) -> Result<Done, Error> {
    let body = Bytes::from(sample::body(&catalog::ALL[0], SEED + 2, Timestamp::now()));
    let before = stage.handler.taken().len();
    let report = send(stage, body, Some(&Tamper::Body)).await?;
    let status = status(&report)?;
    // The delivery ends here: a forgery is not retried.
    let number = report.delivery.number;
    stage
        .store
        .write(move |conn| {
            crate::store::delivery::cancel(conn, crate::store::delivery::Which::Number(number))
        })
        .await?;
    ensure(status == 401, || format!("a changed body was answered {status}, not 401"))?;
    ensure(stage.handler.taken().len() == before, || "the forgery reached the handler".to_owned())?;
    let verdict = arrivals(stage)?.last().map(|record| record.row.verdict);
    ensure(verdict == Some(Verdict::Mismatch), || {
        format!("the forgery was recorded as {verdict:?}")
    })?;
    Ok(Done {
        step: "reject",
        what: "one byte changed after signing: answered 401, recorded as mismatch, never forwarded"
            .to_owned(),
    })
}

pub(super) async fn replay(stage: &Stage) -> Result<Done, Error> {
    let original = arrivals(stage)?
        .into_iter()
        .find(|record| record.row.verdict == Verdict::Verified)
        .ok_or_else(|| broken("there is no verified event to replay"))?;
    let number = original.row.number;
    let body = Bytes::from(original.body);
    let headers = headers(&stage.sender, &body);
    let target = Target::parse("demo", &format!("{}/replayed", stage.handler_url))?;
    let composed = Composed {
        source: Source::Replay,
        path: target.path_and_query(),
        headers: &headers,
        body,
        replay_of: Some(number),
    };
    let event = composed.event(std::slice::from_ref(&stage.sender), Timestamp::now());
    let id = event.delivery_id.clone().unwrap_or_default();
    let report = stage.one_shot.deliver(event, target.to_string(), headers).await?;
    let status = status(&report)?;
    ensure(status == 200, || format!("the replay was answered {status}, not 200"))?;
    ensure(stage.handler.taken().contains(&id), || "the handler never took the replay".to_owned())?;
    Ok(Done {
        step: "replay",
        what: format!(
            "event #{number} replayed from the log: signed anew, verified by the handler"
        ),
    })
}

pub(super) fn count_in_reopened_store(stage: &Stage) -> Result<Done, Error> {
    let reader = open_reader(&stage.store_path)?;
    let (mut sent, mut arrived) = (0, 0);
    event::for_each(&reader, &EventFilter::default(), |row| {
        match row.source {
            Source::Listen => arrived += 1,
            _ => sent += 1,
        }
        Ok::<(), Error>(())
    })?;
    // Every type, the retried event (it arrives twice), the forgery and the polled change; the replay
    // went past the listener.
    let types = catalog::ALL.len();
    ensure(arrived == types + 4, || format!("{arrived} arrivals are on disk, not {}", types + 4))?;
    ensure(sent == types + 4, || format!("{sent} sent events are on disk, not {}", types + 4))?;
    Ok(Done {
        step: "store",
        what: format!(
            "{sent} sent and {arrived} received events read back from the reopened store"
        ),
    })
}

pub(super) fn openssl_line() -> (String, String) {
    let at = "2026-02-24T10:00:00Z".parse().unwrap_or_default();
    let body = sample::body(&catalog::ALL[0], SEED, at);
    let signature = Secret::new(PUBLIC_SECRET)
        .map(|secret| Signer::new(&secret).sign(body.as_bytes()))
        .unwrap_or_default();
    let line =
        format!("printf %s {} | openssl dgst -sha256 -hmac {}", quote(&body), quote(PUBLIC_SECRET));
    (line, signature.trim_start_matches("sha256=").to_owned())
}

async fn send(stage: &Stage, body: Bytes, tamper: Option<&Tamper>) -> Result<Report, Error> {
    let mut headers = headers(&stage.sender, &body);
    let body = match tamper {
        Some(tamper) => tamper.apply(&mut headers, &body)?,
        None => body,
    };
    let target = &stage.listener;
    let composed = Composed {
        source: Source::Send,
        path: target.path_and_query(),
        headers: &headers,
        body,
        replay_of: None,
    };
    let event = composed.event(std::slice::from_ref(&stage.sender), Timestamp::now());
    Ok(stage.one_shot.deliver(event, target.to_string(), headers).await?)
}

fn headers(signer: &Signer, body: &Bytes) -> HeaderList {
    let delivery_id = compose::new_delivery_id();
    let headings =
        Headings { signer: Some(signer), delivery_id: &delivery_id, now: Timestamp::now() };
    compose::headers(&headings, body)
}

/// What arrived at the listener, in order.
pub(super) fn arrivals(stage: &Stage) -> Result<Vec<EventRecord>, Error> {
    let filter = EventFilter {
        sources: vec![Source::Listen],
        order: Order::Oldest,
        ..EventFilter::default()
    };
    Ok(stage.store.read(|conn| {
        event::list(conn, &filter)?.iter().map(|row| event::get(conn, row.number)).collect()
    })?)
}

fn status(report: &Report) -> Result<u16, Error> {
    match &report.attempt.answered {
        Ok(answer) => Ok(answer.status),
        Err(failure) => Err(broken(&failure.message)),
    }
}

pub(super) fn ensure(holds: bool, why: impl FnOnce() -> String) -> Result<(), Error> {
    if holds { Ok(()) } else { Err(broken(&why())) }
}

pub(super) fn broken(why: &str) -> Error {
    Error::no(format!("the tour stopped: {why}"))
}
