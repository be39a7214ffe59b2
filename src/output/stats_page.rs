//! The counts of a log, as tables and as one JSON object.

use serde::Serialize;
use serde_json::{Map, Value};

use super::attempt::milliseconds;
use super::clock;
use super::load_page;
use super::printer::Printer;
use super::stream::Tone;
use crate::contract::catalog::{self, EventType};
use crate::error::Error;
use crate::store::event::Stats;
use crate::text::{measure, safe, width};

/// Names of a table for people; a forger can make up as many as there are events.
const SHOWN: usize = 60;

/// Columns of a name.
const NAME: usize = 32;

/// How much of the catalogue was seen.
#[derive(Clone, Debug, Serialize)]
pub struct Coverage<'a> {
    /// `planned`, `launched` or `all`.
    pub edition: &'a str,
    /// How many event types it lists.
    pub listed: usize,
    /// Those of them that no event here has, in the catalogue's order.
    pub never_seen: Vec<&'a str>,
}

impl<'a> Coverage<'a> {
    /// Holds what was seen against those event types.
    #[must_use]
    pub fn new(edition: &'a str, listed: &[&'a EventType], stats: &Stats) -> Self {
        let seen = |name: &str| stats.names.iter().any(|(known, _)| known.as_deref() == Some(name));
        let names = listed.iter().map(|event| event.name);
        Self {
            edition,
            listed: listed.len(),
            never_seen: names.filter(|name| !seen(name)).collect(),
        }
    }
}

/// The counts as NDJSON.
#[derive(Serialize)]
#[serde(tag = "type", rename = "stats")]
pub struct StatsJson<'a> {
    events: u64,
    duplicates: u64,
    first_at: Option<String>,
    last_at: Option<String>,
    bytes: BytesJson,
    by_event: Vec<NameJson<'a>>,
    by_source: Map<String, Value>,
    by_verdict: Map<String, Value>,
    deliveries: DeliveriesJson,
    coverage: CoverageJson<'a>,
    unknown: Vec<&'a str>,
    load_runs: &'a [Value],
}

#[derive(Serialize)]
struct BytesJson {
    total: u64,
    mean: u64,
    min: u64,
    max: u64,
}

#[derive(Serialize)]
struct NameJson<'a> {
    event: Option<&'a str>,
    known: bool,
    count: u64,
}

#[derive(Serialize)]
struct DeliveriesJson {
    total: u64,
    by_state: Map<String, Value>,
    attempts: u64,
    latency_ms: Option<LatencyJson>,
}

#[derive(Serialize)]
struct LatencyJson {
    count: u64,
    p50: f64,
    p95: f64,
    max: f64,
}

#[derive(Serialize)]
struct CoverageJson<'a> {
    #[serde(flatten)]
    coverage: &'a Coverage<'a>,
    seen: usize,
}

/// Prints the counts in the format asked for.
///
/// # Errors
/// A stdout that cannot be written.
pub fn print(
    stats: &Stats,
    coverage: &Coverage<'_>,
    loads: &[Value],
    printer: &Printer,
) -> Result<(), Error> {
    if printer.is_json() {
        return printer.json(&json(stats, coverage, loads));
    }
    let out = printer.out();
    let mut text = String::new();
    let runs: Vec<String> = loads.iter().map(load_page::line).collect();
    let sections = sections(stats, coverage).into_iter().chain([("Latest load runs", runs)]);
    for (title, lines) in sections {
        if !lines.is_empty() {
            text.push_str(&format!("{}\n{}\n", out.paint(Tone::Name, title), lines.concat()));
        }
    }
    printer.raw(text.trim_end_matches('\n').as_bytes())?;
    printer.line("")
}

/// The counts for scripts, with the summaries of the latest load runs.
#[must_use]
pub fn json<'a>(
    stats: &'a Stats,
    coverage: &'a Coverage<'a>,
    load_runs: &'a [Value],
) -> StatsJson<'a> {
    let named = |(event, count): &'a (Option<String>, u64)| NameJson {
        event: event.as_deref(),
        known: event.as_deref().is_some_and(|name| catalog::find(name).is_some()),
        count: *count,
    };
    let by_event: Vec<NameJson<'_>> = stats.names.iter().map(named).collect();
    let map = |counted: &[(String, u64)]| {
        counted.iter().map(|(word, count)| (word.clone(), Value::from(*count))).collect()
    };
    let done = &stats.deliveries;
    StatsJson {
        events: stats.events,
        duplicates: stats.duplicates,
        first_at: stats.first_at.map(clock::rfc3339),
        last_at: stats.last_at.map(clock::rfc3339),
        bytes: BytesJson {
            total: stats.bytes,
            mean: mean(stats),
            min: stats.smallest,
            max: stats.largest,
        },
        unknown: by_event.iter().filter(|n| !n.known).filter_map(|n| n.event).collect(),
        by_event,
        by_source: map(&stats.sources),
        by_verdict: map(&stats.verdicts),
        deliveries: DeliveriesJson {
            total: done.states.iter().map(|(_, count)| count).sum(),
            by_state: done
                .states
                .iter()
                .map(|(state, count)| (state.as_str().to_owned(), Value::from(*count)))
                .collect(),
            attempts: done.attempts,
            latency_ms: (done.answered > 0).then(|| LatencyJson {
                count: done.answered,
                p50: milliseconds(done.p50),
                p95: milliseconds(done.p95),
                max: milliseconds(done.max),
            }),
        },
        coverage: CoverageJson { coverage, seen: coverage.listed - coverage.never_seen.len() },
        load_runs,
    }
}

fn mean(stats: &Stats) -> u64 {
    stats.bytes.checked_div(stats.events).unwrap_or(0)
}

/// Titles with their lines; those without lines are left out.
fn sections<'a>(stats: &Stats, coverage: &Coverage<'_>) -> Vec<(&'a str, Vec<String>)> {
    let row = |name: &str, value: &str| format!("  {} {value}\n", width::pad(name, NAME));
    let count = |name: &str, count: u64| row(&safe::line(name), &format!("{count:>9}"));
    let mut totals = vec![count("all", stats.events)];
    if stats.duplicates > 0 {
        totals.push(count("of them duplicates", stats.duplicates));
    }
    if let (Some(first), Some(last)) = (stats.first_at, stats.last_at) {
        let (first, last) = (clock::date_time(first), clock::date_time(last));
        totals.push(row("received", &format!("{first} to {last}")));
        let [total, mean, largest] = [stats.bytes, mean(stats), stats.largest].map(measure::size);
        totals.push(row("bodies", &format!("{total}, {mean} on average, {largest} at most")));
    }
    let name = |(name, n): &(Option<String>, u64)| match name.as_deref() {
        None => count("(no event name)", *n),
        Some(name) if catalog::find(name).is_some() => count(name, *n),
        Some(name) => count(&format!("{name} (unknown)"), *n),
    };
    let mut names: Vec<String> = stats.names.iter().take(SHOWN).map(name).collect();
    if stats.names.len() > SHOWN {
        names.push(format!("  … {} more names\n", stats.names.len() - SHOWN));
    }
    let words = |counted: &[(String, u64)]| counted.iter().map(|(w, n)| count(w, *n)).collect();
    let done = &stats.deliveries;
    let mut deliveries: Vec<String> = done
        .states
        .iter()
        .filter(|(_, n)| *n > 0)
        .map(|(state, n)| count(state.as_str(), *n))
        .collect();
    if done.attempts > 0 {
        deliveries.push(count("attempts", done.attempts));
    }
    if done.answered > 0 {
        let [p50, p95, max] = [done.p50, done.p95, done.max].map(measure::latency);
        deliveries
            .push(row("answered within", &format!("{p50} (p50), {p95} (p95), {max} at most")));
    }
    let seen = coverage.listed - coverage.never_seen.len();
    let edition = match coverage.edition {
        "all" => String::new(),
        edition => format!(" of the {edition} edition"),
    };
    let mut covered = vec![format!("  {seen} of {} event types{edition} seen\n", coverage.listed)];
    covered.extend(coverage.never_seen.iter().map(|name| format!("  never seen: {name}\n")));
    vec![
        ("Events", totals),
        ("By name", names),
        ("By source", words(&stats.sources)),
        ("By verdict", words(&stats.verdicts)),
        ("Deliveries", deliveries),
        ("Catalogue", covered),
    ]
}
