//! The end of a load run, as a table and as one JSON object.

use serde::Serialize;
use serde_json::{Map, Value};

use super::attempt::milliseconds;
use super::clock;
use super::printer::Printer;
use super::stream::Tone;
use crate::error::Error;
use crate::load::driver::{Ending, Plan, Report};
use crate::load::tally::Latencies;
use crate::stop::Cause;
use crate::text::{measure, safe};

/// What the report does not say itself.
#[derive(Clone, Copy, Debug)]
pub struct Caption<'a> {
    /// Full URL.
    pub target: &'a str,
    /// What was asked for.
    pub plan: Plan,
    /// What a success is called.
    pub word: &'a str,
    /// Whether every delivery was recorded.
    pub recorded: bool,
    /// What was drawn at random.
    pub drawn: Drawn,
}

/// What chance decided in a run.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Drawn {
    /// What repeats it; `None` when nothing was drawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
    /// Events that were left out, if that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dropped: Option<usize>,
}

/// A load run as JSON; the store keeps it in these words.
#[derive(Serialize)]
#[serde(tag = "type", rename = "load")]
pub struct LoadJson<'a> {
    started_at: String,
    target: &'a str,
    ended: &'static str,
    recorded: bool,
    concurrency: usize,
    rate_asked: Option<f64>,
    elapsed_ms: f64,
    sent: u64,
    delivered: u64,
    failed: u64,
    missed: u64,
    abandoned: u64,
    rate: f64,
    connections: Option<u64>,
    bytes_sent: u64,
    bytes_received: u64,
    by_status: Map<String, Value>,
    by_error: Map<String, Value>,
    latency_ms: Option<LatencyJson>,
    #[serde(flatten)]
    drawn: Drawn,
}

#[derive(Serialize)]
struct LatencyJson {
    min: f64,
    mean: f64,
    p50: f64,
    p90: f64,
    p95: f64,
    p99: f64,
    p999: f64,
    max: f64,
}

impl From<Latencies> for LatencyJson {
    fn from(all: Latencies) -> Self {
        Self {
            min: milliseconds(all.min),
            mean: milliseconds(all.mean),
            p50: milliseconds(all.p50),
            p90: milliseconds(all.p90),
            p95: milliseconds(all.p95),
            p99: milliseconds(all.p99),
            p999: milliseconds(all.p999),
            max: milliseconds(all.max),
        }
    }
}

impl<'a> LoadJson<'a> {
    /// Puts a report into words.
    #[must_use]
    pub fn new(report: &Report, caption: &Caption<'a>) -> Self {
        let tally = &report.tally;
        let by_status = tally.statuses.iter().map(|(status, n)| (status.to_string(), (*n).into()));
        let by_error = tally.errors.iter().map(|(kind, n)| ((*kind).to_owned(), (*n).into()));
        Self {
            started_at: clock::rfc3339(report.started_at),
            target: caption.target,
            ended: match report.ending {
                Ending::Count => "count",
                Ending::Duration => "duration",
                Ending::Stopped(Cause::Terminate) => "terminated",
                Ending::Stopped(_) => "interrupted",
                Ending::Unreachable => "unreachable",
            },
            recorded: caption.recorded,
            concurrency: caption.plan.concurrency,
            rate_asked: caption.plan.rate,
            elapsed_ms: milliseconds(report.elapsed),
            sent: tally.sent(),
            delivered: tally.delivered,
            failed: tally.failed,
            missed: report.missed,
            abandoned: report.abandoned,
            rate: rate(report),
            connections: report.connections,
            bytes_sent: tally.bytes_sent,
            bytes_received: tally.bytes_received,
            by_status: by_status.collect(),
            by_error: by_error.collect(),
            latency_ms: tally.latencies().map(LatencyJson::from),
            drawn: caption.drawn,
        }
    }
}

/// Answers a second, to one digit.
fn rate(report: &Report) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "exact below 2^53 answers")]
    let answered = report.tally.answered() as f64;
    (answered / report.elapsed.as_secs_f64().max(1e-6) * 10.0).round() / 10.0
}

/// Prints a report in the format asked for.
///
/// # Errors
/// A stdout that cannot be written.
pub fn print(report: &Report, caption: &Caption<'_>, printer: &Printer) -> Result<(), Error> {
    if printer.is_json() {
        return printer.json(&LoadJson::new(report, caption));
    }
    let tally = &report.tally;
    let out = printer.out();
    let row = |name: &str, value: String| format!("{name:<12}{value}\n");
    let mut text = String::new();
    let (sent, done) = (grouped(tally.sent()), grouped(tally.delivered));
    let tone = if tally.failed == 0 { Tone::Good } else { Tone::Bad };
    text += &row("sent", format!("{sent} in {}", measure::latency(report.elapsed)));
    text += &row(caption.word, out.paint(tone, &done).to_string());
    for (status, count) in &tally.statuses {
        text += &row("", format!("{:>9}  status {status}", grouped(*count)));
    }
    for (kind, count) in &tally.errors {
        text += &row("", format!("{:>9}  {}", grouped(*count), kind.replace('_', " ")));
    }
    for (count, what) in [
        (report.missed, "were due and not sent: nobody was free"),
        (report.abandoned, "were under way at the end, and their answers not waited for"),
    ] {
        if count > 0 {
            text += &row("", format!("{:>9}  {what}", grouped(count)));
        }
    }
    let asked = caption.plan.rate.map(|rate| format!(" of {rate} asked for"));
    text += &row("rate", format!("{:.1}/s{}", rate(report), asked.unwrap_or_default()));
    let [up, down] = [tally.bytes_sent, tally.bytes_received].map(measure::size);
    text += &row("bodies", format!("{up} sent, {down} received"));
    if let Some(opened) = report.connections {
        text += &row("connections", grouped(opened));
    }
    if let Some(all) = tally.latencies() {
        let from = match caption.plan.rate {
            Some(_) => "from when each was due",
            None => "from the start of each",
        };
        text += &row("latency", format!("{from} to the head of its answer"));
        for (name, time) in [
            ("min", all.min),
            ("mean", all.mean),
            ("p50", all.p50),
            ("p90", all.p90),
            ("p95", all.p95),
            ("p99", all.p99),
            ("p99.9", all.p999),
            ("max", all.max),
        ] {
            text += &row("", format!("{name:<6} {:>9}", measure::latency(time)));
        }
    }
    printer.raw(text.as_bytes())?;
    printer.flush()
}

/// A line for a run that the store has kept.
#[must_use]
pub fn line(run: &Value) -> String {
    let text = |name: &str| safe::line(run[name].as_str().unwrap_or_default()).into_owned();
    let at = run["started_at"].as_str().and_then(|at| at.parse().ok());
    let p99 = run["latency_ms"]["p99"].as_f64().map_or(String::new(), |p99| {
        format!(
            ", p99 {}",
            measure::latency(std::time::Duration::from_secs_f64(p99.max(0.0) / 1e3))
        )
    });
    format!(
        "  {} {} of {} delivered at {}/s{p99}, to {}\n",
        at.map(clock::date_time).unwrap_or_default(),
        run["delivered"],
        run["sent"],
        run["rate"],
        text("target"),
    )
}

/// `1,234,567`.
fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (index, digit) in digits.char_indices() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn large_counts_are_read_in_groups() {
        let made = [0, 999, 1_000, 100_000, 1_234_567].map(grouped);
        assert_eq!(made, ["0", "999", "1,000", "100,000", "1,234,567"]);
    }
}
