//! `--retry` and what goes with it: one way to retry, wherever a delivery is made.

use std::time::Duration;

use clap::{Args, ValueEnum};

use crate::contract::retry::RetrySchedule;
use crate::delivery::oneshot::Leftovers;
use crate::error::Error;
use crate::store::delivery::Stamp;
use crate::text::{measure, safe};

/// When failed attempts are repeated.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Retries")]
pub struct RetryArgs {
    /// Waits between attempts: `leadlex` (5s,30s,5min,1h,6h), `none`, or a list like `1s,5s`
    #[arg(long, value_name = "SCHEDULE", default_value = "none")]
    retry: String,
    /// Multiply every wait: 0.001 turns hours into seconds
    #[arg(long, value_name = "FACTOR", default_value_t = 1.0, value_parser = parse_scale)]
    pub time_scale: f64,
    /// Which X-LeadLex-Timestamp a retry carries
    #[arg(long, value_name = "WHICH", value_enum, default_value_t = RetryTimestamp::Fresh)]
    retry_timestamp: RetryTimestamp,
    /// Leave retries in the outbox for `deliveries drain` instead of waiting for them
    #[arg(long)]
    queue: bool,
}

/// The two readings of LeadLex's documentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum RetryTimestamp {
    /// Each attempt carries its own time.
    Fresh,
    /// Each attempt carries the time of the first.
    Original,
}

impl RetryArgs {
    /// The schedule, scaled.
    ///
    /// # Errors
    /// A list with something in it that is no time (exit 2).
    pub fn schedule(&self) -> Result<RetrySchedule, Error> {
        Ok(parse_schedule("--retry", &self.retry)?.scaled(self.time_scale))
    }

    /// Whether anything is to be tried again.
    ///
    /// # Errors
    /// As [`RetryArgs::schedule`].
    pub fn is_given(&self) -> Result<bool, Error> {
        Ok(self.queue || !self.schedule()?.waits().is_empty())
    }

    /// Which timestamp retries carry.
    #[must_use]
    pub fn stamp(&self) -> Stamp {
        match self.retry_timestamp {
            RetryTimestamp::Fresh => Stamp::Fresh,
            RetryTimestamp::Original => Stamp::Original,
        }
    }

    /// What becomes of retries that are due later.
    #[must_use]
    pub fn leftovers(&self) -> Leftovers {
        if self.queue { Leftovers::Queue } else { Leftovers::Cancel }
    }
}

/// Reads `leadlex`, `none` or a list of waits.
///
/// # Errors
/// Names the flag and the part that is no time (exit 2).
pub fn parse_schedule(flag: &str, text: &str) -> Result<RetrySchedule, Error> {
    match text {
        "leadlex" => return Ok(RetrySchedule::leadlex()),
        "none" => return Ok(RetrySchedule::none()),
        _ => {}
    }
    let waits = text.split(',').map(|wait| measure::parse_span(wait.trim()));
    let waits: Vec<Duration> = waits.collect::<Result<_, _>>().map_err(|error| {
        Error::usage(format!("`{flag} '{}'`", safe::line(text))).because(error).hint(format!(
            "write `{flag} leadlex`, `{flag} none` or a list of waits: `{flag} 1s,5s,1min`"
        ))
    })?;
    Ok(RetrySchedule::from_waits(waits))
}

/// A factor for waits: a finite number that is not negative.
///
/// # Errors
/// Says what is expected.
pub fn parse_scale(text: &str) -> Result<f64, String> {
    text.parse::<f64>()
        .ok()
        .filter(|factor| (0.0..=1000.0).contains(factor))
        .ok_or_else(|| "a factor from 0 to 1000 is expected, such as 0.001".to_owned())
}
