//! A call of the API from its head to its answer: the key, the limits, the permission, the call
//! itself, and what the faults make of all that.

use bytes::Bytes;
use serde_json::{Value, json};

use super::fault::{Strikes, Struck};
use super::house::State;
use super::key::{Key, Scope};
use super::limit::{Bucket, Meter, Plan};
use super::readings::Readings;
use super::rest::answer::{Answer, JSON};
use super::rest::query::Query;
use super::rest::{self, Call, Lost, Route};
use super::shift;
use super::world::audit::Actor;
use super::world::clock::http_date;
use super::world::denied::Denied;
use crate::receiver::arrival::{Arrival, Reply};
use crate::receiver::respond::Ending;

/// Where the API lives `[/quickstart]`.
pub(crate) const PREFIX: &str = "/functions/v1/api-gateway";

const PAGE: &str = "<!DOCTYPE html>\n<html><head><title>Bad Gateway</title></head>\
    <body><h1>Something went wrong</h1></body></html>\n";

/// An answer and the resource it is about.
pub(crate) struct Gone {
    pub(crate) reply: Reply,
    pub(crate) resource: &'static str,
}

/// Answers a call; `None` when the path is not one of the API.
pub(crate) fn answer(state: &mut State, arrival: &Arrival) -> Option<Gone> {
    let (path, query) = arrival.path.split_once('?').unwrap_or((&arrival.path, ""));
    let path = path.strip_prefix(PREFIX).unwrap_or(path).strip_prefix("/v1/")?;
    let path = path.trim_end_matches('/');
    let query = Query::parse(query);
    let found = rest::find(&arrival.method, path);
    let resource = found.as_ref().map_or("unknown", |(route, _)| route.resource);
    let page = query.get("page").and_then(|page| page.parse().ok()).unwrap_or(1);
    let reads = arrival.method == "GET";
    let strikes = state.faults.strike(&Struck { resource, page, reads });
    if let Some(seconds) = strikes.number("clock-back") {
        state.world.clock.advance(-seconds);
    }
    let mut reply = admit(state, arrival, &strikes).map_or_else(
        |denied| refusal(&denied),
        |key| pass(state, arrival, &strikes, found, (key, query)),
    );
    label(state, &mut reply, &strikes);
    spoil(&mut reply, &strikes);
    let status = (reply.ending == Ending::Answered).then_some(reply.status);
    state.calls.count(resource, status);
    Some(Gone { reply, resource })
}

/// The key of a call `[/authentication]`.
fn admit(state: &State, arrival: &Arrival, strikes: &Strikes) -> Result<Key, Denied> {
    let invalid = |why: &str| Denied::new(401, "invalid_key", why);
    let header = arrival.headers.text("authorization").unwrap_or_default();
    let text = header.strip_prefix("Bearer ").map(str::trim);
    let text =
        text.ok_or_else(|| invalid("an API key is expected: Authorization: Bearer wbk_…"))?;
    let key = state.keys.iter().find(|key| key.text == text);
    let key = key.ok_or_else(|| invalid("there is no such API key"))?;
    if key.is_expired(state.world.clock.now()) || strikes.has("expired-key") {
        return Err(invalid("the API key has expired"));
    }
    Ok(key.clone())
}

/// A call with a good key.
fn pass(
    state: &mut State,
    arrival: &Arrival,
    strikes: &Strikes,
    found: Result<(&'static Route, Vec<String>), Lost>,
    (key, query): (Key, Query),
) -> Reply {
    let now = state.world.clock.now();
    if strikes.has("429") || state.meter.spend(now).is_err() {
        return refusal(&Denied::new(429, "rate_limited", "the rate limit is reached"));
    }
    if let Some(broken) = broken(strikes) {
        return broken;
    }
    let (route, ids) = match found {
        Ok(found) => found,
        Err(Lost::Path) => return refusal(&Denied::new(404, "not_found", "there is no such path")),
        Err(Lost::Method) => {
            return refusal(&Denied::new(405, "method_not_allowed", "not with this method"));
        }
    };
    if let Err(denied) = permit(state, &key, route, strikes) {
        return refusal(&denied);
    }
    let body = match read_body(arrival, route) {
        Ok(body) => body,
        Err(denied) => return refusal(&denied),
    };
    if let Some(how) = strikes.get("shift") {
        shift::shift(&mut state.world, route.resource, how, &ids);
    }
    let readings = state.readings.clone();
    let run = route.run;
    let mut call = Call {
        world: &mut state.world,
        hooks: &mut state.hooks,
        meter: &mut state.meter,
        readings: &readings,
        strikes,
        by: Actor { id: key_id(&key), email: None, kind: "api_key" },
        key: &key,
        ids,
        query,
        body,
    };
    match run(&mut call) {
        Ok(answer) => rendered(answer, &readings, strikes),
        Err(denied) => refusal(&denied),
    }
}

fn permit(state: &State, key: &Key, route: &Route, strikes: &Strikes) -> Result<(), Denied> {
    let words = [route.resource, route.group()];
    let forbidden = state.forbidden.iter().any(|word| words.contains(&&**word));
    if forbidden
        || strikes.has("forbidden")
        || !key.may(route.resource, route.group(), route.writes())
    {
        let why = format!("the API key lacks the permission {}", route.permission());
        return Err(Denied::new(403, "insufficient_permissions", why));
    }
    Ok(())
}

/// What tells keys apart in the audit log without being one.
fn key_id(key: &Key) -> String {
    let scope = match key.scope {
        Scope::Read => "read",
        Scope::Write => "write",
        Scope::Admin => "admin",
    };
    format!("key_{scope}")
}

fn read_body(arrival: &Arrival, route: &Route) -> Result<Value, Denied> {
    if !route.writes() || arrival.body.is_empty() {
        return Ok(json!({}));
    }
    serde_json::from_slice(&arrival.body)
        .map_err(|_| Denied::new(400, "validation_error", "the body is not JSON"))
}

/// Faults that stand in the place of an answer.
fn broken(strikes: &Strikes) -> Option<Reply> {
    for (name, ending) in [("hang", Ending::Hung), ("reset", Ending::Reset)] {
        if strikes.has(name) {
            return Some(Reply { ending, ..Reply::empty(500) });
        }
    }
    if strikes.has("redirect") {
        let mut reply = Reply::empty(302);
        reply.headers.push("location", "https://elsewhere.example.com/v1/");
        return Some(reply);
    }
    if let Some(status) = strikes.get("html") {
        let status = if status == "502" { 502 } else { 200 };
        return Some(made(status, "text/html; charset=utf-8", PAGE.to_owned()));
    }
    for (status, name, message) in [
        (500, "500", "an internal error"),
        (502, "502", "a bad gateway"),
        (503, "503", "not available"),
    ] {
        if strikes.has(name) {
            return Some(refusal(&Denied::new(status, "internal_error", message)));
        }
    }
    None
}

/// What spoils an answer that was there.
fn spoil(reply: &mut Reply, strikes: &Strikes) {
    if let Some(delay) = strikes.time("slow") {
        reply.delay = delay;
    }
    if reply.status >= 300 {
        return;
    }
    if strikes.has("empty") {
        reply.body = Bytes::new();
    }
    let half = reply.body.len() / 2;
    match strikes.get("truncated") {
        Some("json") => reply.body.truncate(half),
        Some(_) => reply.cut = Some(half),
        None => {}
    }
}

/// The headers of every answer `[/quickstart]`; those of the quota only where there is one.
fn label(state: &mut State, reply: &mut Reply, strikes: &Strikes) {
    state.answered += 1;
    let now = state.world.clock.now();
    reply.headers.push("date", http_date(now));
    reply.headers.push("x-request-id", format!("req_{:012x}", state.answered));
    if let Some(seconds) = strikes.get("429").and_then(|how| how.strip_prefix("retry-after:")) {
        reply.headers.push("retry-after", seconds);
    }
    let bucket = match strikes.get("429") {
        Some("no-header") => None,
        Some(how) => Some(empty(&mut state.meter, now, how)),
        None => described(&mut state.meter, now, &state.readings),
    };
    let Some(bucket) = bucket else {
        return;
    };
    let scale = if state.readings.is("reset", "milliseconds") { 1000 } else { 1 };
    let values = match strikes.get("quota-headers") {
        Some("missing") => return,
        Some(_) => ["many".to_owned(), "a few".to_owned(), "soon".to_owned()],
        None => [
            bucket.limit.to_string(),
            bucket.remaining.to_string(),
            (bucket.reset * scale).to_string(),
        ],
    };
    let names = ["x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"];
    for (name, value) in names.into_iter().zip(values) {
        reply.headers.push(name, value);
    }
}

/// The bucket that the headers describe, by the reading.
fn described(meter: &mut Meter, now: i64, readings: &Readings) -> Option<Bucket> {
    meter.roll(now);
    let (day, minute) = meter.buckets()?;
    Some(match readings.get("quota") {
        "minute" => minute,
        "both-min" if minute.remaining < day.remaining => minute,
        _ => day,
    })
}

/// The bucket that a fault says is empty.
fn empty(meter: &mut Meter, now: i64, how: &str) -> Bucket {
    meter.roll(now);
    let (day, minute) = meter.buckets().unwrap_or_else(|| {
        let mut other = Meter::new(Plan::Org);
        other.roll(now);
        let none = Bucket { limit: 0, remaining: 0, reset: now };
        other.buckets().unwrap_or((none, none))
    });
    Bucket { remaining: 0, ..if how == "day" { day } else { minute } }
}

fn rendered(answer: Answer, readings: &Readings, strikes: &Strikes) -> Reply {
    let (status, kind, body) = answer.render(readings, strikes);
    made(status, kind, body)
}

fn refusal(denied: &Denied) -> Reply {
    made(denied.status, JSON, denied.body().to_string())
}

pub(crate) fn made(status: u16, kind: &str, body: String) -> Reply {
    let mut reply = Reply::empty(status);
    reply.headers.push("content-type", kind);
    reply.body = Bytes::from(body);
    reply
}
