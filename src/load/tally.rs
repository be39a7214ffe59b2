//! What came of the deliveries, as counts: no row is kept of any of them.

use std::collections::BTreeMap;
use std::time::Duration;

use hdrhistogram::Histogram;

use crate::client::failure::FailureKind;

/// The longest latency that is told apart from longer ones.
const LONGEST: Duration = Duration::from_secs(3600);

/// What became of one delivery.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    /// The status, or why there is none.
    pub(super) answer: Result<u16, FailureKind>,
    /// Whether the answer is one that was hoped for.
    pub(super) is_expected: bool,
    /// To the end of the answer's head, from the start or from when the start was due.
    pub(super) latency: Duration,
    /// Bytes of the body that was sent.
    pub(super) sent: u64,
    /// Bytes of the answer's body.
    pub(super) received: u64,
}

/// Counts.
#[derive(Clone, Debug)]
pub struct Tally {
    /// Answers that were as expected.
    pub delivered: u64,
    /// Other answers, and deliveries without one.
    pub failed: u64,
    /// How often each status was answered.
    pub statuses: BTreeMap<u16, u64>,
    /// Why there was no answer.
    pub errors: BTreeMap<&'static str, u64>,
    /// Bytes of bodies sent.
    pub bytes_sent: u64,
    /// Bytes of bodies received.
    pub bytes_received: u64,
    histogram: Histogram<u64>,
}

/// How long answers took. A delivery that timed out counts with the time it had, for leaving it out
/// would make a stalled endpoint look fast; one that failed otherwise does not count.
#[derive(Clone, Copy, Debug)]
pub struct Latencies {
    /// The fastest.
    pub min: Duration,
    /// The mean.
    pub mean: Duration,
    /// Half were as fast.
    pub p50: Duration,
    /// Nine of ten.
    pub p90: Duration,
    /// Nineteen of twenty.
    pub p95: Duration,
    /// Ninety-nine of a hundred.
    pub p99: Duration,
    /// All but one of a thousand.
    pub p999: Duration,
    /// The slowest.
    pub max: Duration,
}

impl Default for Tally {
    fn default() -> Self {
        let longest = nanoseconds(LONGEST);
        let histogram = Histogram::new_with_bounds(1, longest, 3)
            .unwrap_or_else(|_| unreachable!("the bounds are in order"));
        Self {
            delivered: 0,
            failed: 0,
            statuses: BTreeMap::new(),
            errors: BTreeMap::new(),
            bytes_sent: 0,
            bytes_received: 0,
            histogram,
        }
    }
}

impl Tally {
    /// Deliveries that ended one way or the other.
    #[must_use]
    pub fn sent(&self) -> u64 {
        self.delivered + self.failed
    }

    /// Those of them that were answered.
    #[must_use]
    pub fn answered(&self) -> u64 {
        self.statuses.values().sum()
    }

    /// `None` when nothing was answered and nothing timed out.
    #[must_use]
    pub fn latencies(&self) -> Option<Latencies> {
        let all = &self.histogram;
        let at = |quantile| Duration::from_nanos(all.value_at_quantile(quantile));
        (!all.is_empty()).then(|| Latencies {
            min: Duration::from_nanos(all.min()),
            mean: Duration::from_secs_f64(all.mean() / 1e9),
            p50: at(0.5),
            p90: at(0.9),
            p95: at(0.95),
            p99: at(0.99),
            p999: at(0.999),
            max: Duration::from_nanos(all.max()),
        })
    }

    /// Adds the counts of others.
    pub(super) fn add(&mut self, other: &Self) {
        self.delivered += other.delivered;
        self.failed += other.failed;
        self.bytes_sent += other.bytes_sent;
        self.bytes_received += other.bytes_received;
        for (status, count) in &other.statuses {
            *self.statuses.entry(*status).or_default() += count;
        }
        for (kind, count) in &other.errors {
            *self.errors.entry(kind).or_default() += count;
        }
        self.histogram += &other.histogram;
    }

    pub(super) fn count(&mut self, seen: Seen) {
        if seen.is_expected {
            self.delivered += 1;
        } else {
            self.failed += 1;
        }
        self.bytes_sent += seen.sent;
        self.bytes_received += seen.received;
        match seen.answer {
            Ok(status) => *self.statuses.entry(status).or_default() += 1,
            Err(kind) => *self.errors.entry(kind.as_str()).or_default() += 1,
        }
        if matches!(seen.answer, Ok(_) | Err(FailureKind::TimedOut)) {
            self.histogram.saturating_record(nanoseconds(seen.latency));
        }
    }
}

fn nanoseconds(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}
