//! The outcome of `check` in each of its forms: for people, as JSON, JUnit and HTML, and as GitHub
//! shows it. Each form is one file; what is the same in all of them is here.

pub mod github;
pub mod html;
pub mod human;
pub mod json;
pub mod junit;

use crate::check::case::Severity;
use crate::check::verdict::{Answered, Exchange, Outcome, Run, Verdict};
use crate::text::{measure, safe};

/// How the endpoint can be asked again what an objection is about.
#[derive(Clone, Debug)]
pub struct Evidence<'a> {
    /// The request and its answer.
    pub exchange: &'a Exchange,
    /// The request for a POSIX shell, its credentials masked; `None` where it is too long to show.
    pub curl: Option<String>,
    /// What the command does not tell: how else the request was sent.
    pub note: Option<&'static str>,
}

/// A run with the evidence for what did not pass.
#[derive(Clone, Debug)]
pub struct Report<'a> {
    /// The run.
    pub run: &'a Run,
    /// In the order of the verdicts.
    pub evidence: Vec<Option<Evidence<'a>>>,
    /// For what was found before the suite began.
    pub opening: Option<Evidence<'a>>,
    /// What to do about what was found before the suite began.
    pub advice: Vec<String>,
    /// The command line that repeats the run; ` --only ID` narrows it.
    pub again: String,
}

impl<'a> Report<'a> {
    /// The verdicts with their evidence.
    pub fn rows(&self) -> impl Iterator<Item = (&'a Verdict, Option<&Evidence<'a>>)> {
        self.run.verdicts.iter().zip(self.evidence.iter().map(Option::as_ref))
    }

    /// One line that says how it went, safe to show.
    #[must_use]
    pub fn sentence(&self) -> String {
        let run = self.run;
        if let Some(finding) = &run.finding {
            return safe::line(&finding.what).into_owned();
        }
        let required =
            run.verdicts.iter().filter(|one| one.selected.case.severity == Severity::Required);
        let (required, failed) = (required.count(), run.count(Outcome::Failed));
        let mut parts = vec![match failed {
            0 => {
                format!("{} passed", counted(required - run.count(Outcome::Known), "required case"))
            }
            _ => format!("{failed} of {} failed", counted(required, "required case")),
        }];
        let known = run.count(Outcome::Known);
        if known > 0 {
            parts.push(format!("{known} known from the baseline"));
        }
        let advised = run.count(Outcome::Advised);
        if advised > 0 {
            let word = if advised == 1 { "piece" } else { "pieces" };
            parts.push(format!("{advised} {word} of advice"));
        }
        let took = measure::latency(run.took);
        parts.push(format!("{} in {took}", counted(run.requests, "request")));
        parts.join(", ")
    }

    /// Where the endpoint went away, if it did, safe to show.
    #[must_use]
    pub fn lost(&self) -> Option<String> {
        let id = self.run.lost_at.as_ref()?;
        Some(format!("the endpoint went away during `{}`: no later case was run", safe::line(id)))
    }
}

fn counted(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

/// Why a verdict is not a pass, safe to show on one line; nothing for a pass.
fn why(verdict: &Verdict) -> String {
    verdict.objection.as_ref().map(|it| safe::line(&it.why).into_owned()).unwrap_or_default()
}

/// What came back, in one line.
fn came_back(exchange: &Exchange) -> String {
    match &exchange.answered {
        Answered::Answer(answer) => {
            format!("HTTP {} after {}", answer.status, measure::latency(answer.latency))
        }
        Answered::Failure(failure) => {
            format!(
                "no answer after {}: {}",
                measure::latency(failure.latency),
                safe::line(&failure.message)
            )
        }
        Answered::NotAwaited => "the answer was not awaited".to_owned(),
    }
}

/// The first lines of an answer's body, safe to show.
fn excerpt(exchange: &Exchange) -> Vec<String> {
    const LINES: usize = 8;
    const COLUMNS: usize = 200;
    let body = exchange.answer().map(|answer| &answer.body[..]).unwrap_or_default();
    let text = String::from_utf8_lossy(&body[..body.len().min(4096)]);
    let lines = text.lines().filter(|line| !line.trim().is_empty()).take(LINES);
    lines.map(|line| safe::line(line).chars().take(COLUMNS).collect()).collect()
}
