//! What the headers of every answer say: what is left of the quota, the server's clock, the request.

use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;

use crate::contract::header::HeaderList;

/// No reset lies before this (2001-09-09): smaller numbers are no epoch seconds.
const EARLIEST_RESET: i64 = 1_000_000_000;
/// From here on (the year 5138) a number is read as milliseconds.
const MILLISECONDS_FROM: i64 = 100_000_000_000;

/// What is left of the calls, as the last answer told it `[/quickstart]`. Whether it is about the
/// day or the minute is not documented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// Calls in all: `X-RateLimit-Limit`.
    pub limit: u64,
    /// Calls left: `X-RateLimit-Remaining`.
    pub remaining: u64,
    /// When all are there again: `X-RateLimit-Reset`.
    pub reset: Timestamp,
    /// The API's clock when it said so: the reset is told by that, not by ours.
    pub told_at: Option<Timestamp>,
}

/// The headers that matter to whoever calls.
#[derive(Clone, Debug)]
pub(super) struct Head {
    pub(super) quota: Option<Quota>,
    pub(super) server_time: Option<Timestamp>,
    pub(super) request_id: Option<String>,
    pub(super) retry_after: Option<Duration>,
}

impl Head {
    /// Reads them; what makes no sense is as good as absent.
    pub(super) fn read(headers: &HeaderList) -> Self {
        let server_time = headers.text("date").and_then(http_date);
        Self {
            quota: quota(headers, server_time),
            server_time,
            request_id: headers
                .text("x-request-id")
                .map(|text| text.trim().to_owned())
                .filter(|text| !text.is_empty()),
            retry_after: headers
                .text("retry-after")
                .and_then(|text| retry_after(text, server_time)),
        }
    }
}

/// All three, or nothing: a number without its reset is of no use.
fn quota(headers: &HeaderList, told_at: Option<Timestamp>) -> Option<Quota> {
    let number = |name| headers.text(name).and_then(whole);
    let calls = |name| number(name).map(|n| u64::try_from(n).unwrap_or(0));
    Some(Quota {
        limit: calls("x-ratelimit-limit").filter(|limit| *limit > 0)?,
        remaining: calls("x-ratelimit-remaining")?,
        reset: number("x-ratelimit-reset").and_then(epoch)?,
        told_at,
    })
}

/// A whole number, also when written as `1000.0`.
fn whole(text: &str) -> Option<i64> {
    let text = text.trim();
    let (digits, fraction) = text.split_once('.').unwrap_or((text, "0"));
    fraction.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
}

/// Seconds since 1970 as documented, or milliseconds.
fn epoch(number: i64) -> Option<Timestamp> {
    match number {
        ..EARLIEST_RESET => None,
        MILLISECONDS_FROM.. => Timestamp::from_millisecond(number).ok(),
        _ => Timestamp::from_second(number).ok(),
    }
}

/// `Wed, 22 Apr 2026 10:00:00 GMT`.
fn http_date(text: &str) -> Option<Timestamp> {
    DateTimeParser::new().parse_timestamp(text.trim()).ok()
}

/// Seconds, or a date held against the server's own clock. On no page of LeadLex, but common in
/// front of an API.
fn retry_after(text: &str, now: Option<Timestamp>) -> Option<Duration> {
    if let Some(seconds) = whole(text) {
        return u64::try_from(seconds).ok().map(Duration::from_secs);
    }
    let wait = http_date(text)?.duration_since(now?);
    Some(Duration::try_from(wait).unwrap_or(Duration::ZERO))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Head, Quota};
    use crate::contract::header::HeaderList;

    fn head(fields: &[(&str, &str)]) -> Head {
        let mut headers = HeaderList::new();
        for (name, value) in fields {
            headers.push(name, *value);
        }
        Head::read(&headers)
    }

    fn quota(limit: &str, remaining: &str, reset: &str) -> Option<Quota> {
        head(&[
            ("X-RateLimit-Limit", limit),
            ("X-RateLimit-Remaining", remaining),
            ("X-RateLimit-Reset", reset),
        ])
        .quota
    }

    #[test]
    fn the_documented_quota_is_read() {
        let quota = quota("1000", "995", "1708905600").expect("a quota");
        assert_eq!((quota.limit, quota.remaining), (1000, 995));
        assert_eq!(quota.reset.to_string(), "2024-02-26T00:00:00Z");
    }

    #[test]
    fn milliseconds_blanks_and_point_zero_mean_the_same() {
        let documented = quota("1000", "995", "1708905600");
        assert_eq!(quota("1000", "995", "1708905600000"), documented);
        assert_eq!(quota(" 1000 ", "995.0", "1708905600.00"), documented);
        assert_eq!(quota("1000", "-3", "1708905600").map(|quota| quota.remaining), Some(0));
    }

    #[test]
    fn garbage_is_no_quota() {
        for (limit, remaining, reset) in [
            ("", "995", "1708905600"),
            ("0", "0", "1708905600"),
            ("1000", "many", "1708905600"),
            ("1000", "995", "60"),
            ("1000", "995", "-1"),
            ("1000", "995", "tomorrow"),
            ("1000", "995", "99999999999999999999"),
            ("1000", "995", "9223372036854775807"),
            ("1000, 10;w=60", "995", "1708905600"),
        ] {
            assert_eq!(quota(limit, remaining, reset), None, "{limit} {remaining} {reset}");
        }
        assert_eq!(head(&[("X-RateLimit-Limit", "1000")]).quota, None);
    }

    #[test]
    fn clock_wait_and_request_are_read_where_they_are() {
        let head = head(&[
            ("Date", "Wed, 22 Apr 2026 10:00:00 GMT"),
            ("Retry-After", "Wed, 22 Apr 2026 10:01:30 GMT"),
            ("X-Request-ID", "req_1"),
        ]);
        assert_eq!(head.server_time.expect("a time").to_string(), "2026-04-22T10:00:00Z");
        assert_eq!(head.retry_after, Some(Duration::from_secs(90)));
        assert_eq!(head.request_id.as_deref(), Some("req_1"));
        let wait = |text| super::retry_after(text, None);
        assert_eq!(wait("7"), Some(Duration::from_secs(7)));
        assert_eq!(wait("-7"), None);
        assert_eq!(wait("Wed, 22 Apr 2026 10:01:30 GMT"), None);
    }
}
