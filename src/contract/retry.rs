//! When a failed delivery is tried again.

use std::time::Duration;

/// The published waits: 5 s, 30 s, 5 min, 1 h, 6 h, each counted from the end of the failed attempt
/// before it (the counting is inferred) `[/webhooks, planned edition]`.
pub const LEADLEX_WAITS: [Duration; 5] = [
    Duration::from_secs(5),
    Duration::from_secs(30),
    Duration::from_secs(5 * 60),
    Duration::from_secs(3600),
    Duration::from_secs(6 * 3600),
];

/// From the start of connecting to the end of the response head `[/webhooks, launched edition]`.
pub const DEADLINE: Duration = Duration::from_secs(10);

/// A thousand years: no longer wait is made of one by a factor, so that calendars can count it.
const LONGEST: Duration = Duration::from_secs(1000 * 365 * 24 * 3600);

/// The waits between the attempts of one delivery; `n` waits make at most `n + 1` attempts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RetrySchedule(Vec<Duration>);

impl RetrySchedule {
    /// The schedule LeadLex has published.
    #[must_use]
    pub fn leadlex() -> Self {
        Self(LEADLEX_WAITS.to_vec())
    }

    /// One attempt and no other.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Waits of one's own.
    #[must_use]
    pub fn from_waits(waits: Vec<Duration>) -> Self {
        Self(waits)
    }

    /// The same schedule with each wait multiplied: a day of retries in seconds. The factor is
    /// finite and not negative.
    #[must_use]
    pub fn scaled(&self, factor: f64) -> Self {
        let scaled = |wait: &Duration| {
            let scaled = Duration::try_from_secs_f64(wait.as_secs_f64() * factor);
            scaled.unwrap_or(LONGEST).min(LONGEST)
        };
        Self(self.0.iter().map(scaled).collect())
    }

    /// How long to wait after that many failed attempts; `None` when there is no further try.
    #[must_use]
    pub fn wait_after(&self, failed_attempts: u32) -> Option<Duration> {
        let index = usize::try_from(failed_attempts).ok()?.checked_sub(1)?;
        self.0.get(index).copied()
    }

    /// The waits in order.
    #[must_use]
    pub fn waits(&self) -> &[Duration] {
        &self.0
    }
}

/// Whether an endpoint's answer ends the retries: any 2xx, and nothing else. LeadLex names no
/// status that would stop them, so a redirect and 410 are failures like any other.
#[must_use]
pub fn is_success(status: u16) -> bool {
    (200..300).contains(&status)
}

#[cfg(test)]
mod tests {
    use super::{Duration, LONGEST, RetrySchedule};

    #[test]
    fn six_attempts_then_no_more() {
        let schedule = RetrySchedule::leadlex();
        assert_eq!(schedule.wait_after(0), None);
        assert_eq!(schedule.wait_after(1), Some(Duration::from_secs(5)));
        assert_eq!(schedule.wait_after(5), Some(Duration::from_secs(21_600)));
        assert_eq!(schedule.wait_after(6), None);
    }

    #[test]
    fn scaling_multiplies_each_wait() {
        let scaled = RetrySchedule::leadlex().scaled(0.001);
        assert_eq!(scaled.waits()[0], Duration::from_millis(5));
        assert_eq!(scaled.waits()[4], Duration::from_millis(21_600));
        let long = RetrySchedule::from_waits(vec![LONGEST, Duration::MAX]).scaled(1000.0);
        assert_eq!(long.waits(), [LONGEST, LONGEST]);
    }
}
