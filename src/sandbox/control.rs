//! `/_sandbox/…`: what a test or a script may ask of a sandbox while it runs. No key is needed: it
//! is reachable from this machine only, and refuses what a web page of somebody's sends.

use std::sync::Arc;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::calls::Calls;
use super::change::{self, Change};
use super::fault::Fault;
use super::gate::made;
use super::hook::{Hook, Log, deliver};
use super::house::House;
use super::key::{Key, Scope};
use super::limit::Plan;
use super::rest::answer::JSON;
use super::world::clock::stamp;
use crate::error::Error;
use crate::receiver::arrival::{Arrival, Reply};

/// Where the control surface begins.
pub(crate) const PREFIX: &str = "/_sandbox/";

/// Answers a request to the control surface.
pub(crate) fn answer(house: &Arc<House>, arrival: &Arrival) -> Reply {
    let path = arrival.path.split('?').next().unwrap_or_default();
    let word = path.strip_prefix(PREFIX).unwrap_or_default();
    if arrival.headers.get("origin").is_some() {
        return refused(403, "not from a web page");
    }
    let body = if arrival.body.is_empty() {
        Ok(json!({}))
    } else {
        serde_json::from_slice::<Value>(&arrival.body)
    };
    let body = match body {
        Ok(body) => body,
        Err(error) => return refused(400, &format!("the body is not JSON: {error}")),
    };
    let done = match (&*arrival.method, word) {
        ("GET", "state") => Ok(house.lock().world.truth()),
        ("GET", "calls") => Ok(house.lock().calls.json()),
        ("DELETE", "calls") => {
            house.lock().calls = Calls::default();
            Ok(json!({}))
        }
        ("GET", "clock") => Ok(now(house)),
        ("POST", "clock") => clock(house, &body),
        ("POST", "changes") => changes(house, &body),
        ("POST", "faults") => faults(house, &body),
        ("DELETE", "faults") => {
            house.lock().faults.clear(body["fault"].as_str());
            Ok(json!({}))
        }
        ("POST", "readings") => readings(house, &body),
        ("POST", "plan") => plan(house, &body),
        ("POST", "keys") => key(house, &body),
        ("GET", "webhooks") => Ok(webhooks(house)),
        _ => return refused(404, "no such control; the README lists them"),
    };
    match done {
        Ok(value) => made(200, JSON, value.to_string()),
        Err(why) => refused(400, &why),
    }
}

fn refused(status: u16, why: &str) -> Reply {
    made(status, JSON, json!({"error": {"message": why}}).to_string())
}

fn now(house: &House) -> Value {
    json!({"now": stamp(house.lock().world.clock.now())})
}

fn clock(house: &House, body: &Value) -> Result<Value, String> {
    let at = match body.get("set") {
        None => None,
        Some(at) => {
            let at = at.as_str().and_then(|at| at.parse::<Timestamp>().ok());
            Some(at.ok_or("`set` is a time like 2026-02-24T10:00:00Z")?)
        }
    };
    let seconds = body.get("advance").map(Value::as_i64);
    let running = body.get("running").map(Value::as_bool);
    if seconds == Some(None) || running == Some(None) {
        return Err("`advance` is a number of seconds, `running` true or false".to_owned());
    }
    if at.is_none() && seconds.is_none() && running.is_none() {
        return Err("`advance`, `set` or `running` is expected".to_owned());
    }
    {
        let clock = &mut house.lock().world.clock;
        if let Some(running) = running.flatten() {
            clock.run(running);
        }
        if let Some(at) = at {
            clock.set(at.as_second());
        }
        clock.advance(seconds.flatten().unwrap_or_default());
    }
    Ok(now(house))
}

/// Carries out changes in turn; those before a wrong one stay done.
fn changes(house: &Arc<House>, body: &Value) -> Result<Value, String> {
    let given = match body {
        Value::Array(all) => all.clone(),
        Value::Object(fields) => match fields.get("changes") {
            Some(Value::Array(all)) => all.clone(),
            _ => vec![body.clone()],
        },
        _ => return Err("a change or a list of changes is expected".to_owned()),
    };
    let mut read = Vec::new();
    for (change, number) in given.iter().zip(1..) {
        read.push(Change::read(change).map_err(|why| format!("change {number}: {why}"))?);
    }
    let mut done = Vec::new();
    let mut outcome = Ok(());
    for (change, number) in read.iter().zip(1..) {
        match change::apply(&mut house.lock().world, change) {
            Ok(ids) => done.push(json!({"do": change.word.name, "ids": ids})),
            Err(why) => {
                outcome = Err(format!("change {number}: {why}"));
                break;
            }
        }
    }
    deliver::flush(house);
    outcome.map(|()| json!({"changes": done}))
}

/// The one text under `one`, or the texts under `many`.
fn words(body: &Value, one: &str, many: &str) -> Result<Vec<String>, String> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let found = match (body.get(one), body.get(many)) {
        (Some(word), None) => text(word).map(|word| vec![word]),
        (None, Some(Value::Array(words))) => words.iter().map(text).collect(),
        _ => None,
    };
    found.ok_or_else(|| format!("`{one}` with a text or `{many}` with a list is expected"))
}

fn faults(house: &House, body: &Value) -> Result<Value, String> {
    let all: Result<Vec<Fault>, Error> =
        words(body, "fault", "faults")?.iter().map(|text| Fault::parse(text)).collect();
    let all = all.map_err(|error| error.to_string())?;
    let mut state = house.lock();
    all.into_iter().for_each(|fault| state.faults.set(fault));
    Ok(json!({}))
}

fn readings(house: &House, body: &Value) -> Result<Value, String> {
    let chosen = words(body, "reading", "readings")?;
    let mut state = house.lock();
    let mut readings = state.readings.clone();
    for text in chosen {
        readings.choose(&text).map_err(|error| error.to_string())?;
    }
    state.readings = readings;
    Ok(json!({}))
}

fn plan(house: &House, body: &Value) -> Result<Value, String> {
    let plan = body["plan"].as_str().and_then(Plan::parse);
    let plan = plan.ok_or("`plan` is one of starter, pro, org, none")?;
    house.lock().meter.set_plan(plan);
    Ok(json!({}))
}

/// Adds or replaces a key; without `key`, what is forbidden is so for all of them.
fn key(house: &House, body: &Value) -> Result<Value, String> {
    let forbidden = match body.get("forbidden") {
        None => Vec::new(),
        Some(_) => words(body, "", "forbidden")?,
    };
    let Some(text) = body.get("key").and_then(Value::as_str) else {
        house.lock().forbidden = forbidden;
        return Ok(json!({}));
    };
    let scope = match body.get("scope").and_then(Value::as_str) {
        None | Some("write") => Scope::Write,
        Some("read") => Scope::Read,
        Some("admin") => Scope::Admin,
        Some(other) => return Err(format!("`scope` is read, write or admin, not `{other}`")),
    };
    let expires_at = match body.get("expires_at").and_then(Value::as_str) {
        None => None,
        Some(at) => Some(at.parse().map_err(|_| "`expires_at` is a time".to_owned())?),
    };
    let forbidden = forbidden.into_iter().collect();
    let mut state = house.lock();
    state.keys.retain(|key| key.text != text);
    state.keys.push(Key { forbidden, expires_at, ..Key::new(text, scope) });
    Ok(json!({}))
}

/// The subscriptions with what the API never shows twice.
fn webhooks(house: &House) -> Value {
    let state = house.lock();
    let shown = |hook: &Hook| {
        let mut row = hook.row();
        row["secret"] = json!(hook.secret);
        row["logs"] = hook.logs.iter().map(Log::row).collect();
        row
    };
    json!({"webhooks": state.hooks.all.iter().map(shown).collect::<Vec<_>>()})
}
