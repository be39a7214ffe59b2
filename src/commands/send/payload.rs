//! What `send` sends: samples, a scenario, or the user's own bytes.

use std::path::Path;
use std::time::Duration;

use bytes::Bytes;
use clap::{Args, ValueEnum};
use jiff::Timestamp;

use crate::commands::context::read_input;
use crate::commands::edit_args::Changes;
use crate::contract::catalog::{self, EventType};
use crate::contract::envelope::Envelope;
use crate::contract::pattern::{self, EventPattern};
use crate::contract::sample;
use crate::contract::scenario::{self, Scenario};
use crate::error::Error;
use crate::output::printer::Printer;
use crate::payload::edit;
use crate::text::safe;

/// With `--seed` and no clock of one's own, samples happen at the time of LeadLex's documented
/// example `[/webhooks, planned edition]`.
const SEEDED_AT: &str = "2026-02-24T10:00:00Z";

/// Which payloads.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "What to send")]
pub(super) struct PayloadArgs {
    /// Event types; `contact.*` works; `leadlex-hooks catalog` lists them
    #[arg(value_name = "EVENT")]
    events: Vec<String>,
    /// One of every event type
    #[arg(long, conflicts_with_all = ["events", "scenario", "data"])]
    all: bool,
    /// With `--all`: only the types of this edition of LeadLex's documentation
    #[arg(long, value_enum, requires = "all", conflicts_with_all = ["events", "scenario", "data"])]
    edition: Option<EditionChoice>,
    /// A lifecycle in order with consistent ids: new-lead, campaign-lifecycle, lexi-approval, or a
    /// JSON file
    #[arg(long, value_name = "NAME|FILE", conflicts_with_all = ["events", "data"])]
    scenario: Option<String>,
    /// Body to send as it is, JSON or not; an EVENT beside it changes nothing
    #[arg(long, value_name = "JSON|@FILE|-")]
    data: Option<String>,
    /// Number that decides every value of a sample: same seed, same bytes
    #[arg(long, value_name = "NUMBER")]
    seed: Option<u64>,
    /// Send names that the catalogue does not know, with an envelope and empty data
    #[arg(long)]
    allow_unknown: bool,
    /// The seed where none is given: the same for what is shown and for what is sent.
    #[arg(skip = uuid::Uuid::new_v4().as_u64_pair().0)]
    drawn: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum EditionChoice {
    Planned,
    Launched,
}

/// One body to send.
#[derive(Clone, Debug)]
pub(super) struct Payload {
    /// The bytes.
    pub body: Bytes,
    /// How long to wait before it.
    pub wait: Duration,
}

impl Payload {
    fn now(body: impl Into<Bytes>) -> Self {
        Self { body: body.into(), wait: Duration::ZERO }
    }
}

impl PayloadArgs {
    /// Whether nothing says what to send.
    pub(super) fn is_empty(&self) -> bool {
        self.events.is_empty() && !self.all && self.scenario.is_none() && self.data.is_none()
    }

    /// Names an event, as if it had been typed.
    pub(super) fn name(&mut self, event: &EventType) {
        self.events.push(event.name.to_owned());
    }

    /// Draws a seed where none is given, short enough to be typed again, and returns it: what is
    /// shown and sent now can be sent again then.
    pub(super) fn settle(&mut self) -> Option<u64> {
        if self.seed.is_some() {
            return None;
        }
        self.seed = Some(self.drawn >> 32);
        self.seed
    }

    /// What [`PayloadArgs::payloads`] sends of an event, before it is changed.
    pub(super) fn sample(&self, event: &EventType, now: Timestamp) -> String {
        sample::body(event, self.seed(), self.time(now))
    }

    /// Whether a scenario is told.
    pub(super) fn is_scenario(&self) -> bool {
        self.scenario.is_some()
    }

    /// Whether the body is the user's own.
    pub(super) fn is_data(&self) -> bool {
        self.data.is_some()
    }

    /// Says what of `--data` and the names beside it was probably not meant. A name goes nowhere:
    /// what is sent are the bytes.
    pub(super) fn remark(&self, body: &[u8], printer: &Printer) {
        let Some(data) = &self.data else { return };
        let is_path = !data.starts_with(['@', '{', '[']) && Path::new(data).is_file();
        if is_path {
            let data = safe::line(data);
            printer.warn(&format!("`--data {data}` sends these words, not the file of that name"));
            printer.hint(&format!("did you mean `--data @{data}`?"));
        }
        let Some(named) = self.events.first() else { return };
        let inside = Envelope::read(body).event;
        if inside.as_ref() == Some(named) {
            return;
        }
        let said = match inside {
            Some(name) => format!("says `{}`", safe::line(&name)),
            None => "names no event".to_owned(),
        };
        let named = safe::line(named);
        printer.warn(&format!(
            "`{named}` is not sent: the body of `--data` goes out as it is, and it {said}"
        ));
    }

    /// The seed, given or drawn.
    pub(super) fn seed(&self) -> u64 {
        self.seed.unwrap_or(self.drawn)
    }

    fn time(&self, now: Timestamp) -> Timestamp {
        match self.seed {
            Some(_) => SEEDED_AT.parse().unwrap_or(now),
            None => now,
        }
    }

    /// The bodies in order, changed as asked for.
    ///
    /// # Errors
    /// Names the flag, event or file at fault (exit 2).
    pub(super) fn payloads(
        &self,
        now: Timestamp,
        changes: &Changes,
    ) -> Result<Vec<Payload>, Error> {
        let mut payloads = self.unchanged(now)?;
        for payload in &mut payloads {
            payload.body = changes.apply(&payload.body)?;
        }
        Ok(payloads)
    }

    /// The bodies before they are changed.
    ///
    /// # Errors
    /// As [`PayloadArgs::payloads`].
    pub(super) fn unchanged(&self, now: Timestamp) -> Result<Vec<Payload>, Error> {
        let (seed, at) = (self.seed(), self.time(now));
        if let Some(data) = &self.data {
            return self.data(data);
        }
        if let Some(scenario) = &self.scenario {
            return play(scenario, seed, at);
        }
        if self.all {
            let chosen = catalog::ALL.iter().filter(|event| self.includes(event));
            return Ok(chosen.map(|event| Payload::now(sample::body(event, seed, at))).collect());
        }
        if self.events.is_empty() {
            return Err(Error::usage("nothing to send")
                .hint("name an event: `leadlex-hooks send contact.created --to URL`")
                .hint("or use `--all`, `--scenario new-lead`, `--data @FILE`; `leadlex-hooks catalog` lists the events"));
        }
        let mut payloads = Vec::new();
        for name in &self.events {
            payloads.extend(self.named(name, seed, at)?);
        }
        Ok(payloads)
    }

    fn includes(&self, event: &EventType) -> bool {
        match self.edition {
            Some(EditionChoice::Planned) => event.is_planned(),
            Some(EditionChoice::Launched) => event.is_launched(),
            None => true,
        }
    }

    fn named(&self, name: &str, seed: u64, at: Timestamp) -> Result<Vec<Payload>, Error> {
        let parsed = EventPattern::parse(name).map_err(|_| {
            Error::usage("an EVENT is empty").hint("`leadlex-hooks catalog` lists the events")
        })?;
        match pattern::expand(&[parsed]) {
            Ok(events) => Ok(events
                .into_iter()
                .map(|event| Payload::now(sample::body(event, seed, at)))
                .collect()),
            Err(_) if self.allow_unknown => Ok(vec![Payload::now(unknown(name, seed, at))]),
            Err(error) => Err(Error::usage(safe::line(&error.to_string()).into_owned())
                .hint("`leadlex-hooks catalog` lists the events")
                .hint(
                    "`--allow-unknown` sends the name all the same, `--data` a body of your own",
                )),
        }
    }

    /// The user's bytes.
    fn data(&self, data: &str) -> Result<Vec<Payload>, Error> {
        if self.events.len() > 1 {
            return Err(Error::usage("`--data` is one body, and several events are named"));
        }
        let body = match data.strip_prefix('@') {
            Some(path) => read_input("`--data`", path)?,
            None if data == "-" => read_input("`--data`", "-")?,
            None => data.as_bytes().to_vec(),
        };
        Ok(vec![Payload::now(body)])
    }
}

/// An envelope of a name that nobody has documented.
fn unknown(name: &str, seed: u64, at: Timestamp) -> String {
    let mut body = sample::body(&catalog::ALL[0], seed, at);
    if let Ok(mut value) = serde_json::from_str::<serde_json::Value>(&body) {
        value["event"] = name.into();
        value["data"] = serde_json::json!({});
        body = value.to_string();
    }
    body
}

fn play(name: &str, seed: u64, at: Timestamp) -> Result<Vec<Payload>, Error> {
    let scenario = match scenario::builtin(name) {
        Some(scenario) => scenario,
        None => from_file(name)?,
    };
    let mut payloads = Vec::new();
    for (number, scene) in (1..).zip(scenario.bodies(seed, at)) {
        let mut body = scene.body;
        for change in &scene.step.edits {
            body = edit::put(&body, &change.path, &change.value).map_err(|why| {
                let why = safe::line(&why).into_owned();
                Error::usage(format!("`--scenario {name}`: step {number}, `set`: {why}"))
            })?;
        }
        payloads.push(Payload { body: Bytes::from(body), wait: scene.step.wait });
    }
    Ok(payloads)
}

fn from_file(name: &str) -> Result<Scenario, Error> {
    if !Path::new(name).exists() {
        let known: Vec<&str> = scenario::BUILTIN.iter().map(|known| known.name).collect();
        return Err(Error::usage(format!(
            "`--scenario {}` is neither a scenario nor a file",
            name.escape_debug()
        ))
        .hint(format!("scenarios: {}", known.join(", "))));
    }
    let bytes = read_input("`--scenario`", name)?;
    let text = String::from_utf8(bytes)
        .map_err(|_| Error::usage(format!("`--scenario {name}`: the file is not UTF-8")))?;
    Scenario::parse(&text).map_err(|error| {
        Error::usage(format!("`--scenario {name}`: {}", safe::line(&error.to_string())))
    })
}
