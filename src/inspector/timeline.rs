//! Events over time: how many, how many of them went wrong, and how fast their deliveries were.

use std::time::Duration;

use jiff::Timestamp;
use serde::Serialize;

use super::filter::Query;
use super::house::House;
use super::list::PATIENCE;
use super::reply::{Refusal, json};
use crate::output::attempt::milliseconds;
use crate::output::clock;
use crate::receiver::arrival::Reply;
use crate::store::event::{self, Point};

/// The latest events that are looked at.
const EVENTS: usize = 100_000;

/// Buckets, where no number is given and at most.
const BUCKETS: (usize, usize) = (120, 1_000);

#[derive(Serialize)]
struct TimelineJson {
    from: Option<String>,
    until: Option<String>,
    buckets: Vec<BucketJson>,
}

#[derive(Serialize)]
struct BucketJson {
    at: String,
    events: usize,
    rejected: usize,
    failed: usize,
    p50_ms: Option<f64>,
    max_ms: Option<f64>,
}

/// What fell into one part of the time.
#[derive(Clone, Debug, Default)]
struct Bucket {
    events: usize,
    rejected: usize,
    failed: usize,
    latencies: Vec<Duration>,
}

pub(super) fn answer(house: &House, query: &str) -> Result<Reply, Refusal> {
    let query = Query::with_filters(query, &["buckets"])?;
    let count = query.count("buckets", BUCKETS.0, BUCKETS.1)?;
    let filter = query.filter()?;
    let points = house.readers.read(|conn| event::points(conn, &filter, EVENTS, PATIENCE))?;
    let times = || points.iter().map(|point| point.at.as_microsecond());
    // Where there are more than are looked at, the time before them is not empty.
    let asked = filter.since.filter(|_| points.len() < EVENTS).map(Timestamp::as_microsecond);
    let until = filter.until.map(Timestamp::as_microsecond);
    let (Some(from), Some(until)) = (
        asked.or_else(|| times().min()),
        // A bucket ends before the next begins.
        until.or_else(|| times().max().map(|last| last + 1)),
    ) else {
        return Ok(json(200, &TimelineJson { from: None, until: None, buckets: Vec::new() }));
    };
    let (from, until) = (from, until.max(from + 1));
    let buckets = buckets(&points, from, until, count);
    let buckets = buckets.into_iter().enumerate().map(|(index, bucket)| {
        let (p50, max) = middle_and_end(bucket.latencies);
        BucketJson {
            at: time(start(index, from, until, count)),
            events: bucket.events,
            rejected: bucket.rejected,
            failed: bucket.failed,
            p50_ms: p50.map(milliseconds),
            max_ms: max.map(milliseconds),
        }
    });
    let buckets = buckets.collect();
    Ok(json(200, &TimelineJson { from: Some(time(from)), until: Some(time(until)), buckets }))
}

/// The points of each part of the time, all parts of one length.
fn buckets(points: &[Point], from: i64, until: i64, count: usize) -> Vec<Bucket> {
    let mut buckets = vec![Bucket::default(); count];
    let length = i128::from(until) - i128::from(from);
    for point in points {
        let since = i128::from(point.at.as_microsecond()) - i128::from(from);
        let place = usize::try_from((since * count as i128).div_euclid(length));
        let Some(bucket) = place.ok().and_then(|place| buckets.get_mut(place)) else {
            continue;
        };
        bucket.events += 1;
        bucket.rejected += usize::from(!point.verdict.is_accepted());
        bucket.failed += usize::from(point.is_failed);
        bucket.latencies.extend(point.latency);
    }
    buckets
}

/// Where a bucket begins, in microseconds since 1970.
fn start(index: usize, from: i64, until: i64, count: usize) -> i64 {
    let length = i128::from(until) - i128::from(from);
    let offset = length * index as i128 / count.max(1) as i128;
    i64::try_from(i128::from(from) + offset).unwrap_or(until)
}

/// The median (the nearest rank) and the slowest.
fn middle_and_end(mut latencies: Vec<Duration>) -> (Option<Duration>, Option<Duration>) {
    latencies.sort_unstable();
    let middle = latencies.len().div_ceil(2).checked_sub(1);
    (middle.and_then(|place| latencies.get(place).copied()), latencies.last().copied())
}

fn time(micros: i64) -> String {
    clock::rfc3339(Timestamp::from_microsecond(micros).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use jiff::Timestamp;

    use super::{Point, buckets, middle_and_end, start};
    use crate::contract::signature::Verdict;

    fn point(micros: i64, verdict: Verdict) -> Point {
        let at = Timestamp::from_microsecond(micros).expect("a time");
        Point { at, verdict, is_failed: micros == 19, latency: Some(Duration::from_micros(7)) }
    }

    #[test]
    fn every_point_of_the_time_is_in_one_bucket_and_no_other_is() {
        let points: Vec<Point> =
            [9, 10, 14, 15, 19, 20].map(|at| point(at, Verdict::Verified)).to_vec();
        let found = buckets(&points, 10, 20, 2);
        let counts: Vec<_> = found.iter().map(|bucket| (bucket.events, bucket.failed)).collect();
        assert_eq!(counts, [(2, 0), (2, 1)]);
        assert_eq!([0, 1].map(|index| start(index, 10, 20, 2)), [10, 15]);
        let rejected = buckets(&[point(10, Verdict::Missing)], 10, 11, 3);
        assert_eq!(rejected.iter().map(|bucket| bucket.rejected).sum::<usize>(), 1);
    }

    #[test]
    fn the_median_is_one_of_the_latencies() {
        let of = |millis: &[u64]| {
            middle_and_end(millis.iter().copied().map(Duration::from_millis).collect())
        };
        let ms = |millis| Some(Duration::from_millis(millis));
        assert_eq!(of(&[]), (None, None));
        assert_eq!(of(&[3]), (ms(3), ms(3)));
        assert_eq!(of(&[9, 1, 4, 2]), (ms(2), ms(9)));
    }
}
