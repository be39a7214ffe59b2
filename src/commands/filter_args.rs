//! Which events: the filters that `events` and `replay` share.

use clap::Args;
use jiff::{SignedDuration, Timestamp};

use crate::contract::catalog;
use crate::contract::pattern::{EventPattern, UnknownEvent};
use crate::contract::signature::Verdict;
use crate::error::Error;
use crate::store::event::{EventFilter, Source};
use crate::text::measure;
use crate::text::safe::{self, typed};

/// Filters on saved events.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Which events")]
pub struct FilterArgs {
    /// Only events of this name; `contact.*` and `*.created` work; several
    #[arg(long, value_name = "PATTERN", value_delimiter = ',')]
    pub event: Vec<String>,
    /// Only what this wrote: send, listen, replay, poll, import; `all`
    #[arg(long, value_name = "SOURCE", value_delimiter = ',', value_parser = parse_source)]
    pub source: Vec<SourceChoice>,
    /// Only this verdict: verified, mismatch, missing, malformed, unverified
    #[arg(long, value_name = "VERDICT", value_delimiter = ',', value_parser = parse_verdict)]
    pub verdict: Vec<Verdict>,
    /// Only what came at this time or later: `10min`, `2h`, `2026-02-24`, `2026-02-24T10:00:00Z`
    #[arg(long, value_name = "TIME")]
    pub since: Option<String>,
    /// Only what came before this time
    #[arg(long, value_name = "TIME")]
    pub until: Option<String>,
    /// Only events that hold this text: in the name, id, path, headers or body
    #[arg(long, value_name = "TEXT")]
    pub search: Option<String>,
    /// Only events whose latest delivery failed
    #[arg(long)]
    pub failed: bool,
}

/// A source, or all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceChoice {
    /// One.
    One(Source),
    /// Every source.
    All,
}

impl FilterArgs {
    /// What the store is asked for.
    ///
    /// # Errors
    /// A time that is none (exit 2).
    pub fn filter(&self, now: Timestamp, default_sources: &[Source]) -> Result<EventFilter, Error> {
        let sources = if self.source.is_empty() {
            default_sources.to_vec()
        } else if self.source.contains(&SourceChoice::All) {
            Vec::new()
        } else {
            self.source
                .iter()
                .filter_map(|choice| match choice {
                    SourceChoice::One(source) => Some(*source),
                    SourceChoice::All => None,
                })
                .collect()
        };
        Ok(EventFilter {
            events: self.event.clone(),
            sources,
            verdicts: self.verdict.clone(),
            since: self
                .since
                .as_deref()
                .map(|text| parse_time("--since", text, now))
                .transpose()?,
            until: self
                .until
                .as_deref()
                .map(|text| parse_time("--until", text, now))
                .transpose()?,
            text: self.search.clone().filter(|text| !text.is_empty()),
            failed_only: self.failed,
            ..EventFilter::default()
        })
    }

    /// What is strange about a filter that found nothing: a name that the catalogue does not have and
    /// that is close to one it has; a line each. A log may hold other names, so it is no error.
    #[must_use]
    pub fn doubts(&self) -> Vec<String> {
        let is_known =
            |pattern: &EventPattern| catalog::ALL.iter().any(|e| pattern.matches(e.name));
        let patterns = self.event.iter().filter_map(|text| EventPattern::parse(text).ok());
        patterns
            .filter(|pattern| !is_known(pattern))
            .map(|pattern| UnknownEvent::new(pattern.to_string()))
            .filter(|unknown| !unknown.nearest.is_empty())
            .map(|unknown| safe::line(&unknown.to_string()).into_owned())
            .collect()
    }

    /// Whether any filter was given.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.event.is_empty()
            && self.source.is_empty()
            && self.verdict.is_empty()
            && self.since.is_none()
            && self.until.is_none()
            && self.search.is_none()
            && !self.failed
    }
}

fn parse_source(text: &str) -> Result<SourceChoice, String> {
    if text == "all" {
        return Ok(SourceChoice::All);
    }
    Source::parse(text)
        .map(SourceChoice::One)
        .ok_or_else(|| "choose from: send, listen, replay, poll, import, all".to_owned())
}

fn parse_verdict(text: &str) -> Result<Verdict, String> {
    Verdict::parse(text)
        .ok_or_else(|| "choose from: verified, mismatch, missing, malformed, unverified".to_owned())
}

/// How many events: at least one.
///
/// # Errors
/// Says what is expected.
pub fn parse_count(text: &str) -> Result<usize, String> {
    let count = text.parse().ok().filter(|count| *count > 0);
    count.ok_or_else(|| "a number of events is expected, 1 or more".to_owned())
}

/// A time: an instant, a local date or date and time, or how long ago.
///
/// # Errors
/// Names the flag and shows the forms (exit 2).
pub fn parse_time(flag: &str, text: &str, now: Timestamp) -> Result<Timestamp, Error> {
    if let Ok(instant) = text.parse::<Timestamp>() {
        return Ok(instant);
    }
    if let Ok(span) = measure::parse_span(text)
        && let Ok(span) = SignedDuration::try_from(span)
    {
        return now.checked_sub(span).map_err(|error| {
            Error::usage(format!("`{flag} {}` is too long ago", text.escape_debug())).because(error)
        });
    }
    text.parse::<jiff::civil::DateTime>()
        .ok()
        .and_then(|local| local.to_zoned(jiff::tz::TimeZone::system()).ok())
        .map(|zoned| zoned.timestamp())
        .ok_or_else(|| {
            Error::usage(format!("`{flag} {}` is no time", typed(text)))
                .hint("write `10min`, `2h`, `2026-02-24` or `2026-02-24T10:00:00Z`")
        })
}
