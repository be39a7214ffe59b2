//! The API against the fact sheet: requests go through the gate as they would from a socket.

mod change;
mod fault;
mod gate;
mod reading;
mod resource;

use serde_json::{Value, json};

use super::change::{Change, apply};
use super::fault::Fault;
use super::gate::{PREFIX, answer};
use super::house::State;
use super::key::DEFAULT_KEY;
use super::settings::Settings;
use crate::contract::header::HeaderList;
use crate::receiver::arrival::{Arrival, Reply};

/// A workspace whose clock stands still.
pub(super) struct Bench {
    pub(super) state: State,
    pub(super) key: &'static str,
}

impl Bench {
    pub(super) fn new() -> Self {
        Self::of(Settings::default())
    }

    pub(super) fn of(settings: Settings) -> Self {
        let start_at = Some("2026-02-24T10:00:00Z".parse().expect("a time"));
        let mut state = State::new(&Settings { start_at, ..settings });
        state.world.clock.run(false);
        state.world.clock.set(1_771_927_200);
        Self { state, key: DEFAULT_KEY }
    }

    /// One request, and the whole reply.
    pub(super) fn reply(&mut self, method: &str, path: &str, body: &Value) -> Reply {
        let mut headers = HeaderList::new();
        headers.push("authorization", format!("Bearer {}", self.key));
        let body = if *body == Value::Null { String::new() } else { body.to_string() };
        let arrival = Arrival {
            received_at: jiff::Timestamp::UNIX_EPOCH,
            peer: String::new(),
            method: method.to_owned(),
            path: format!("{PREFIX}/v1/{path}"),
            headers,
            body: body.into(),
        };
        answer(&mut self.state, &arrival).expect("a path of the API").reply
    }

    /// One request, its status and its JSON.
    pub(super) fn call(&mut self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        let reply = self.reply(method, path, body);
        let text = String::from_utf8_lossy(&reply.body).into_owned();
        let value = serde_json::from_str(&text).unwrap_or(Value::String(text));
        (reply.status, value)
    }

    /// A GET that works.
    #[track_caller]
    pub(super) fn get(&mut self, path: &str) -> Value {
        let (status, value) = self.call("GET", path, &Value::Null);
        assert_eq!(status, 200, "{path}: {value}");
        value
    }

    /// The status and the code of a call that does not.
    pub(super) fn refused(&mut self, method: &str, path: &str, body: &Value) -> (u16, String) {
        let (status, value) = self.call(method, path, body);
        (status, value["error"]["code"].as_str().unwrap_or_default().to_owned())
    }

    /// A change, by its ids.
    #[track_caller]
    pub(super) fn change(&mut self, change: &Value) -> Vec<String> {
        let change = Change::read(change).expect("a change");
        apply(&mut self.state.world, &change).expect("it can be made")
    }

    /// The names of what the webhooks were to be told since the last time.
    pub(super) fn told(&mut self) -> Vec<&'static str> {
        let happened = std::mem::take(&mut self.state.world.happened);
        happened.into_iter().flat_map(|one| one.told).map(|(name, _)| name).collect()
    }

    pub(super) fn fault(&mut self, text: &str) {
        self.state.faults.set(Fault::parse(text).expect("a fault"));
    }

    pub(super) fn advance(&mut self, seconds: i64) {
        self.state.world.clock.advance(seconds);
    }
}

/// The keys of an object, in order.
pub(super) fn keys(value: &Value) -> Vec<&str> {
    value.as_object().map(|fields| fields.keys().map(String::as_str).collect()).unwrap_or_default()
}

/// The ids of rows.
pub(super) fn ids(rows: &Value) -> Vec<String> {
    let rows = rows.as_array().expect("rows");
    rows.iter().map(|row| row["id"].as_str().unwrap_or_default().to_owned()).collect()
}

/// Settings with that many contacts and nothing else.
pub(super) fn contacts(count: u32) -> Settings {
    let counts = super::Counts { contacts: count, ..super::Counts::none() };
    Settings { counts, ..Settings::default() }
}

/// A body of nothing.
pub(super) fn nothing() -> Value {
    json!({})
}
