//! What became of each case, and of the run.

use std::time::Duration;

use bytes::Bytes;
use hyper::Method;
use jiff::Timestamp;
use serde::Serialize;

use super::case::{Manner, Severity, Wanted};
use super::preflight::Finding;
use super::select::Selected;
use crate::client::Answer;
use crate::client::failure::Failure;
use crate::contract::header::HeaderList;

/// How a case ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// As it should.
    Passed,
    /// Required, and not so: exit 1.
    Failed,
    /// Not so, and only advice.
    Advised,
    /// Required, not so, and known from the baseline.
    Known,
}

impl Outcome {
    /// The word used on screen and in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Advised => "advised",
            Self::Known => "known",
        }
    }
}

/// What came back.
#[derive(Clone, Debug)]
pub enum Answered {
    /// An answer.
    Answer(Answer),
    /// None.
    Failure(Failure),
    /// We went away ourselves.
    NotAwaited,
}

/// One request as it was sent, and what came back.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// POST, but for one case.
    pub method: Method,
    /// The headers as sent.
    pub headers: HeaderList,
    /// The body as sent.
    pub body: Bytes,
    /// How it was sent.
    pub manner: Manner,
    /// How it should have been answered.
    pub wanted: Wanted,
    /// The digest that a forged body should have had.
    pub digest: Option<String>,
    /// How it was answered.
    pub answered: Answered,
}

impl Exchange {
    /// The answer, where there is one.
    #[must_use]
    pub fn answer(&self) -> Option<&Answer> {
        match &self.answered {
            Answered::Answer(answer) => Some(answer),
            Answered::Failure(_) | Answered::NotAwaited => None,
        }
    }

    /// The answer's status, where there is one.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.answer().map(|answer| answer.status)
    }
}

/// Why a case did not pass.
#[derive(Clone, Debug)]
pub struct Objection {
    /// In a few words; may hold text from outside.
    pub why: String,
    /// The request it is about.
    pub exchange: Option<Exchange>,
}

/// One case and how it ended.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The case.
    pub selected: Selected,
    /// How it ended.
    pub outcome: Outcome,
    /// Why it did not pass.
    pub objection: Option<Objection>,
    /// How long its requests took.
    pub took: Duration,
}

impl Verdict {
    pub(super) fn new(selected: Selected, objection: Option<Objection>, took: Duration) -> Self {
        let outcome = match (&objection, selected.case.severity) {
            (None, _) => Outcome::Passed,
            (Some(_), Severity::Required) => Outcome::Failed,
            (Some(_), Severity::Advice) => Outcome::Advised,
        };
        Self { selected, outcome, objection, took }
    }
}

/// A whole run.
#[derive(Clone, Debug)]
pub struct Run {
    /// Where everything went.
    pub url: String,
    /// By which it can be repeated.
    pub seed: u64,
    /// When it began.
    pub started_at: Timestamp,
    /// How long it took.
    pub took: Duration,
    /// How many requests were sent.
    pub requests: usize,
    /// What was clear before the suite began, so that it did not run.
    pub finding: Option<Finding>,
    /// The case in which the endpoint went away, so that those after it did not run.
    pub lost_at: Option<String>,
    /// The cases in the order of the tables.
    pub verdicts: Vec<Verdict>,
}

impl Run {
    /// How many cases ended so.
    #[must_use]
    pub fn count(&self, outcome: Outcome) -> usize {
        self.verdicts.iter().filter(|verdict| verdict.outcome == outcome).count()
    }

    /// Whether nothing required failed.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.finding.is_none() && self.lost_at.is_none() && self.count(Outcome::Failed) == 0
    }
}
