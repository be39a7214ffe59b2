//! The report for scripts: NDJSON on stdout, and the same objects in one file.

use serde::Serialize;

use super::{Evidence, Report};
use crate::check::case::{Case, Group, Severity};
use crate::check::verdict::{Answered, Outcome, Verdict};
use crate::error::Error;
use crate::output::attempt::milliseconds;
use crate::output::body::{self, BodyJson};
use crate::output::clock;
use crate::output::headers::{self, HeaderJson, Masking};
use crate::output::printer::Printer;

#[derive(Serialize)]
#[serde(tag = "type", rename = "case")]
struct CaseJson<'a> {
    case: &'a str,
    group: Group,
    severity: Severity,
    reason: &'a str,
    fix: &'a str,
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "verdict")]
struct VerdictJson<'a> {
    case: &'a str,
    group: Group,
    severity: Severity,
    outcome: Outcome,
    event: &'a str,
    reason: &'a str,
    fix: &'a str,
    why: Option<&'a str>,
    took_ms: f64,
    curl: Option<&'a str>,
    note: Option<&'a str>,
    answer: Option<AnswerJson<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "finding")]
struct FindingJson<'a> {
    what: &'a str,
    fix: &'a [String],
    curl: Option<&'a str>,
    answer: Option<AnswerJson<'a>>,
}

#[derive(Serialize)]
struct AnswerJson<'a> {
    status: Option<u16>,
    latency_ms: Option<f64>,
    error_kind: Option<&'static str>,
    error: Option<&'a str>,
    headers: Vec<HeaderJson>,
    #[serde(flatten)]
    body: BodyJson,
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "summary")]
struct SummaryJson<'a> {
    url: &'a str,
    seed: u64,
    started_at: String,
    took_ms: f64,
    requests: usize,
    passed: usize,
    failed: usize,
    advised: usize,
    known: usize,
    lost_at: Option<&'a str>,
}

#[derive(Serialize)]
struct FileJson<'a> {
    version: &'static str,
    summary: SummaryJson<'a>,
    finding: Option<FindingJson<'a>>,
    verdicts: Vec<VerdictJson<'a>>,
}

/// Prints a row of the suite as one object.
///
/// # Errors
/// A stdout that cannot be written.
pub fn case(case: &Case, id: &str, printer: &Printer) -> Result<(), Error> {
    let Case { severity, reason, fix, .. } = *case;
    printer.json_buffered(&CaseJson { case: id, group: case.group(), severity, reason, fix })
}

/// Prints a run, one object a line: the finding or the verdicts, and the summary.
///
/// # Errors
/// A stdout that cannot be written.
pub fn print(report: &Report<'_>, printer: &Printer) -> Result<(), Error> {
    if let Some(finding) = finding(report) {
        printer.json_buffered(&finding)?;
    }
    for (one, evidence) in report.rows() {
        printer.json_buffered(&verdict(one, evidence))?;
    }
    printer.json(&summary(report))
}

/// The text of a report file.
///
/// # Errors
/// Nothing that a run can hold.
pub fn file(report: &Report<'_>) -> Result<String, Error> {
    let whole = FileJson {
        version: env!("CARGO_PKG_VERSION"),
        summary: summary(report),
        finding: finding(report),
        verdicts: report.rows().map(|(one, evidence)| verdict(one, evidence)).collect(),
    };
    let text = serde_json::to_string_pretty(&whole)
        .map_err(|error| Error::store("cannot write the JSON report").because(error))?;
    Ok(text + "\n")
}

fn verdict<'a>(one: &'a Verdict, evidence: Option<&'a Evidence<'_>>) -> VerdictJson<'a> {
    let case = one.selected.case;
    VerdictJson {
        case: &one.selected.id,
        group: case.group(),
        severity: case.severity,
        outcome: one.outcome,
        event: one.selected.event.name,
        reason: case.reason,
        fix: case.fix,
        why: one.objection.as_ref().map(|objection| objection.why.as_str()),
        took_ms: milliseconds(one.took),
        curl: evidence.and_then(|evidence| evidence.curl.as_deref()),
        note: evidence.and_then(|evidence| evidence.note),
        answer: evidence.map(answer),
    }
}

fn finding<'a>(report: &'a Report<'_>) -> Option<FindingJson<'a>> {
    let finding = report.run.finding.as_ref()?;
    let evidence = report.opening.as_ref();
    Some(FindingJson {
        what: &finding.what,
        fix: &report.advice,
        curl: evidence.and_then(|evidence| evidence.curl.as_deref()),
        answer: evidence.map(answer),
    })
}

fn answer<'a>(evidence: &'a Evidence<'_>) -> AnswerJson<'a> {
    let mut told = AnswerJson {
        status: None,
        latency_ms: None,
        error_kind: None,
        error: None,
        headers: Vec::new(),
        body: BodyJson::default(),
    };
    match &evidence.exchange.answered {
        Answered::Answer(answer) => {
            told.status = Some(answer.status);
            told.latency_ms = Some(milliseconds(answer.latency));
            told.headers = headers::json(&answer.headers, Masking::Masked);
            told.body = body::json(&answer.body[..answer.body.len().min(4096)]);
        }
        Answered::Failure(failure) => {
            told.latency_ms = Some(milliseconds(failure.latency));
            told.error_kind = Some(failure.kind.as_str());
            told.error = Some(&failure.message);
        }
        Answered::NotAwaited => {}
    }
    told
}

fn summary<'a>(report: &'a Report<'_>) -> SummaryJson<'a> {
    let run = report.run;
    SummaryJson {
        url: &run.url,
        seed: run.seed,
        started_at: clock::rfc3339(run.started_at),
        took_ms: milliseconds(run.took),
        requests: run.requests,
        passed: run.count(Outcome::Passed),
        failed: run.count(Outcome::Failed),
        advised: run.count(Outcome::Advised),
        known: run.count(Outcome::Known),
        lost_at: run.lost_at.as_deref(),
    }
}
