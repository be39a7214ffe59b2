//! The plan of polling: what a cycle costs, how often one is made, how late each event can be.

use std::time::Duration;

use jiff::Timestamp;
use serde::Serialize;
use textwrap::Options;

use super::clock;
use super::printer::Printer;
use super::stream::Tone;
use crate::contract::catalog;
use crate::error::Error;
use crate::poll::budget::{Allowance, Reserve};
use crate::poll::cost::{Calls, Cost, EventCost, FeedCost, rounds_a_day};
use crate::poll::select::obstacle;
use crate::text::measure;

/// How often a cycle is made until the quota is renewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rhythm {
    /// So far apart.
    Every(Duration),
    /// Not before then: what is left is not enough for one.
    After(Timestamp),
}

/// What is shown.
#[derive(Clone, Copy, Debug)]
pub struct PlanPage<'a> {
    /// The cost of what is asked for.
    pub cost: &'a Cost,
    /// The same where the audit log may not be read, for the lateness of events.
    pub worst: &'a Cost,
    /// What the day has.
    pub day: Allowance,
    /// What is kept for others.
    pub reserve: Reserve,
    /// How often a cycle is made until the quota is renewed.
    pub rhythm: Rhythm,
    /// How far apart cycles are over a whole day; `None` when a day's quota is not enough for one.
    pub steady: Option<Duration>,
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "plan")]
struct PlanJson {
    limit: u64,
    remaining: u64,
    resets_at: String,
    reserved: u64,
    calls_per_cycle: u64,
    slow_calls_per_day: u64,
    baseline_calls: u64,
    baseline_exports: u64,
    interval_s: Option<f64>,
    steady_interval_s: Option<f64>,
    cycles_per_day: Option<u64>,
    next: Option<String>,
    feeds: Vec<FeedJson>,
}

#[derive(Serialize)]
struct FeedJson {
    feed: &'static str,
    calls_per_cycle: u64,
    calls_per_slow_round: u64,
    slow_round_every_s: f64,
    baseline_calls: u64,
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "planned_event")]
struct EventJson {
    event: &'static str,
    worst_delay_s: Option<f64>,
    worst_delay_after_campaign_s: Option<f64>,
    feeds: Vec<&'static str>,
    how: &'static str,
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "not_polled")]
struct NotPolledJson {
    event: &'static str,
    why: &'static str,
}

impl PlanPage<'_> {
    /// Prints it.
    ///
    /// # Errors
    /// A stdout that cannot be written.
    pub fn print(&self, printer: &Printer) -> Result<(), Error> {
        let first = match self.rhythm {
            Rhythm::Every(span) => span,
            Rhythm::After(reset) => {
                let wait = reset.duration_since(Timestamp::now());
                Duration::try_from(wait).unwrap_or_default()
            }
        };
        let events = self.worst.events(self.steady.map_or(first, |steady| steady.max(first)));
        let hopeless = catalog::ALL.iter().filter_map(|event| Some((event, obstacle(event)?)));
        if printer.is_json() {
            printer.json_buffered(&self.json())?;
            for event in &events {
                printer.json_buffered(&event_json(event))?;
            }
            for (event, why) in hopeless {
                printer.json_buffered(&NotPolledJson { event: event.name, why })?;
            }
            return printer.flush();
        }
        self.numbers(printer)?;
        table(printer, &events)?;
        printer.line("")?;
        for (event, why) in hopeless {
            printer.line(&row(
                printer,
                Tone::Dim,
                event.name,
                &format!("cannot be polled: {why}"),
            ))?;
        }
        Ok(())
    }

    fn numbers(&self, printer: &Printer) -> Result<(), Error> {
        let Self { cost, day, reserve, .. } = self;
        let reset = clock::date_time(day.reset);
        let kept = reserve.of(day.limit);
        let each = feeds(cost, |feed| feed.cycle);
        let mut lines = vec![
            (
                "quota",
                format!(
                    "{} of {} calls left until {reset}, {kept} of them kept for others",
                    day.remaining, day.limit
                ),
            ),
            ("baseline", calls(cost.baseline())),
            ("a cycle", format!("{}{each}", calls(cost.cycle()))),
        ];
        let slow = feeds(cost, |feed| feed.slow);
        if !slow.is_empty() {
            lines.push(("slow rounds", format!("{} calls a day{slow}", cost.slow_a_day())));
        }
        lines.push(("rhythm", self.rhythm()));
        for (name, text) in lines {
            printer.line(&row(printer, Tone::Name, name, &text))?;
        }
        printer.line("")
    }

    fn rhythm(&self) -> String {
        let steady = self.steady.map(|span| (rounded(span), rounds_a_day(span)));
        match (self.rhythm, steady) {
            (Rhythm::Every(span), Some((every, cycles))) if rounded(span) == every => {
                format!("a cycle every {every}, {cycles} a day")
            }
            (Rhythm::Every(span), steady) => {
                let until = clock::date_time(self.day.reset);
                let first = format!("a cycle every {} until {until}", rounded(span));
                steady.map_or(first.clone(), |(every, cycles)| {
                    format!("{first}, then every {every}, {cycles} a day")
                })
            }
            (Rhythm::After(reset), steady) => {
                let at = clock::date_time(reset);
                let first =
                    format!("what is left is not enough for a cycle: the next is made at {at}");
                steady.map_or(first.clone(), |(every, cycles)| {
                    format!("{first}, then one every {every}, {cycles} a day")
                })
            }
        }
    }

    fn json(&self) -> PlanJson {
        let Self { cost, day, reserve, rhythm, steady, .. } = self;
        let (span, next) = match rhythm {
            Rhythm::Every(span) => (Some(*span), None),
            Rhythm::After(reset) => (None, Some(clock::rfc3339(*reset))),
        };
        let baseline = cost.baseline();
        PlanJson {
            limit: day.limit,
            remaining: day.remaining,
            resets_at: clock::rfc3339(day.reset),
            reserved: reserve.of(day.limit),
            calls_per_cycle: cost.cycle().total(),
            slow_calls_per_day: cost.slow_a_day(),
            baseline_calls: baseline.total(),
            baseline_exports: baseline.exports,
            interval_s: span.map(|span| span.as_secs_f64()),
            steady_interval_s: steady.map(|span| span.as_secs_f64()),
            cycles_per_day: steady.map(rounds_a_day),
            next,
            feeds: cost.feeds().iter().map(feed_json).collect(),
        }
    }
}

fn feed_json(cost: &FeedCost) -> FeedJson {
    FeedJson {
        feed: cost.feed.as_str(),
        calls_per_cycle: cost.cycle.total(),
        calls_per_slow_round: cost.slow.total(),
        slow_round_every_s: cost.every.as_secs_f64(),
        baseline_calls: cost.baseline.total(),
    }
}

fn event_json(cost: &EventCost) -> EventJson {
    EventJson {
        event: cost.event.name,
        worst_delay_s: Some(cost.delay.as_secs_f64()),
        worst_delay_after_campaign_s: cost.aftermath.map(|delay| delay.as_secs_f64()),
        feeds: cost.feeds.iter().map(|feed| feed.as_str()).collect(),
        how: cost.event.polling.how,
    }
}

fn table(printer: &Printer, events: &[EventCost]) -> Result<(), Error> {
    for cost in events {
        let mut text = format!("at most {} late", rounded(cost.delay));
        if let Some(after) = cost.aftermath {
            text += &format!(", {} once its campaign has ended", rounded(after));
        }
        text += &format!("; {}", cost.event.polling.how);
        printer.line(&row(printer, Tone::Name, cost.event.name, &text))?;
    }
    Ok(())
}

/// Width of the first column and what parts it from the second.
const NAMES: usize = 26;

/// Two columns; the second is broken between words within its own.
fn row(printer: &Printer, tone: Tone, name: &str, text: &str) -> String {
    let out = printer.out();
    let first = out.paint(tone, &format!("{name:<24}"));
    let rest = match out.columns() {
        Some(columns) => {
            let indent = " ".repeat(NAMES);
            let options = Options::new(columns.max(NAMES + 20)).initial_indent(&indent);
            let broken = textwrap::fill(text, options.subsequent_indent(&indent));
            broken.trim_start().to_owned()
        }
        None => text.to_owned(),
    };
    format!("{first}  {rest}")
}

fn feeds(cost: &Cost, of: impl Fn(&FeedCost) -> Calls) -> String {
    let parts: Vec<String> = cost
        .feeds()
        .iter()
        .map(|feed| (feed.feed.as_str(), of(feed).total()))
        .filter(|(_, calls)| *calls > 0)
        .map(|(name, calls)| format!("{name} {calls}"))
        .collect();
    if parts.is_empty() { String::new() } else { format!(": {}", parts.join(", ")) }
}

fn calls(calls: Calls) -> String {
    let total = calls.total();
    let word = if total == 1 { "call" } else { "calls" };
    match calls.exports {
        0 => format!("{total} {word}"),
        exports => format!("{total} {word}, {exports} of them exports"),
    }
}

/// To the second: nobody plans by milliseconds.
fn rounded(span: Duration) -> String {
    measure::span(Duration::from_secs(span.as_secs_f64().round() as u64))
}
