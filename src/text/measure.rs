//! Sizes and times as people write them.

use std::time::Duration;

use thiserror::Error;

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;
/// Whatever this is added to, clocks and calendars can still count it.
const LONGEST: Duration = Duration::from_secs(1000 * 365 * DAY);

/// A number of bytes, in powers of 1000: `312 B`, `1.2 kB`, `10.4 MB`.
#[must_use]
pub fn size(bytes: u64) -> String {
    let mut unit = 1_u128;
    for name in ["kB", "MB", "GB", "TB", "PB", "EB"] {
        if bytes < 1000 {
            break;
        }
        unit *= 1000;
        let tenths = (u128::from(bytes) * 10 + unit / 2) / unit;
        if tenths < 10_000 {
            return format!("{}.{} {name}", tenths / 10, tenths % 10);
        }
    }
    format!("{bytes} B")
}

/// How long something took, to two or three digits: `<0.1 ms`, `0.4 ms`, `12 ms`, `1.25 s`,
/// `31.2 s`, `2 min 5 s`.
#[must_use]
pub fn latency(time: Duration) -> String {
    let milliseconds = time.as_secs_f64() * 1e3;
    let seconds = time.as_secs_f64();
    match time.as_micros() {
        0..50 => "<0.1 ms".to_owned(),
        50..9_950 => format!("{milliseconds:.1} ms"),
        9_950..999_500 => format!("{milliseconds:.0} ms"),
        999_500..9_995_000 => format!("{seconds:.2} s"),
        9_995_000..59_950_000 => format!("{seconds:.1} s"),
        _ => span(time),
    }
}

/// How long something is to last: `0 s`, `5 ms`, `1.5 s`, `30 s`, `5 min`, `1 h 5 min`, `2 d`. Below
/// a minute it has one digit after the point at most; above, the two largest units are given.
#[must_use]
pub fn span(time: Duration) -> String {
    match time.as_micros() {
        0 => "0 s".to_owned(),
        1..999_950 => format!("{} ms", tenths(time.as_micros(), 1_000)),
        999_950..59_950_000 => format!("{} s", tenths(time.as_micros(), 1_000_000)),
        _ => two_units(time.as_secs().saturating_add(u64::from(time.subsec_millis() >= 500))),
    }
}

/// With one digit after the point, or none when it is zero.
fn tenths(value: u128, unit: u128) -> String {
    let tenths = (value * 10 + unit / 2) / unit;
    match tenths % 10 {
        0 => format!("{}", tenths / 10),
        digit => format!("{}.{digit}", tenths / 10),
    }
}

fn two_units(seconds: u64) -> String {
    let (large, small) = match seconds {
        DAY.. => ((DAY, "d"), (HOUR, "h")),
        HOUR.. => ((HOUR, "h"), (MINUTE, "min")),
        _ => ((MINUTE, "min"), (1, "s")),
    };
    let first = format!("{} {}", seconds / large.0, large.1);
    match seconds % large.0 / small.0 {
        0 => first,
        rest => format!("{first} {rest} {}", small.1),
    }
}

/// A text that is no span of time.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "{}{problem}; write a time like `250ms`, `5s`, `1.5s`, `5min`, `1h30m` or `2d`",
    quoted(text)
)]
pub struct SpanError {
    /// What was given.
    pub text: String,
    /// What is wrong with it, as the end of a sentence.
    pub problem: SpanProblem,
}

/// What can be wrong with a span of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SpanProblem {
    /// Nothing at all.
    #[error("a time is missing")]
    Missing,
    /// Time does not run backwards.
    #[error("is below zero")]
    Negative,
    /// Not numbers with units, larger units first.
    #[error("is not a time")]
    NotATime,
    /// A bare number could be seconds or milliseconds.
    #[error("has no unit")]
    NoUnit,
    /// No time at all, where something is to be done in it.
    #[error("is no time to do anything in")]
    None,
    /// Beyond a thousand years, or what a clock can count.
    #[error("is too long")]
    TooLong,
}

fn quoted(text: &str) -> String {
    if text.trim().is_empty() { String::new() } else { format!("`{text}` ") }
}

/// Reads a span of time: `250ms`, `5s`, `1.5s`, `5m` or `5min`, `1h30m`, `2d`. Blanks are allowed,
/// so what [`span`] writes can be read. Of bare numbers only `0` is a time.
///
/// # Errors
/// The text is no time; the message shows some that are.
pub fn parse_span(text: &str) -> Result<Duration, SpanError> {
    total(text.trim()).map_err(|problem| SpanError { text: text.to_owned(), problem })
}

/// Reads the time that something may take: any but 0, in which nothing can be done.
///
/// # Errors
/// As [`parse_span`].
pub fn parse_limit(text: &str) -> Result<Duration, SpanError> {
    match parse_span(text)? {
        Duration::ZERO => Err(SpanError { text: text.to_owned(), problem: SpanProblem::None }),
        limit => Ok(limit),
    }
}

fn total(text: &str) -> Result<Duration, SpanProblem> {
    match text.as_bytes() {
        b"0" => return Ok(Duration::ZERO),
        [] => return Err(SpanProblem::Missing),
        [b'-', b'0'..=b'9' | b'.', ..] => return Err(SpanProblem::Negative),
        _ => {}
    }
    let mut total = Duration::ZERO;
    let mut larger = f64::INFINITY;
    let mut rest = text;
    while !rest.is_empty() || larger.is_infinite() {
        let (number, unit, after) = term(rest)?;
        if unit >= larger {
            return Err(SpanProblem::NotATime);
        }
        let part = Duration::try_from_secs_f64(number * unit).map_err(|_| SpanProblem::TooLong)?;
        total = total.saturating_add(part);
        if total > LONGEST {
            return Err(SpanProblem::TooLong);
        }
        (larger, rest) = (unit, after);
    }
    Ok(total)
}

/// A number, its unit in seconds, and what follows them.
fn term(text: &str) -> Result<(f64, f64, &str), SpanProblem> {
    let digits = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, rest) = text.split_at(digits);
    let number = number.parse().map_err(|_| SpanProblem::NotATime)?;
    let rest = rest.trim_start();
    let letters = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let (unit, after) = rest.split_at(letters);
    let unit = match unit {
        "ms" => 0.001,
        "s" => 1.0,
        "m" | "min" => 60.0,
        "h" => 3600.0,
        "d" => 86_400.0,
        "" if after.is_empty() => return Err(SpanProblem::NoUnit),
        _ => return Err(SpanProblem::NotATime),
    };
    Ok((number, unit, after.trim_start()))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use proptest::prelude::proptest;

    use super::{SpanProblem, latency, parse_limit, parse_span, size, span};

    #[test]
    fn sizes() {
        let cases = [
            (0, "0 B"),
            (312, "312 B"),
            (999, "999 B"),
            (1000, "1.0 kB"),
            (1249, "1.2 kB"),
            (999_949, "999.9 kB"),
            (999_950, "1.0 MB"),
            (10_400_000, "10.4 MB"),
            (u64::MAX, "18.4 EB"),
        ];
        for (bytes, shown) in cases {
            assert_eq!(size(bytes), shown);
        }
    }

    #[test]
    fn latencies() {
        let cases = [
            (0, "<0.1 ms"),
            (400, "0.4 ms"),
            (9_949, "9.9 ms"),
            (9_950, "10 ms"),
            (12_345, "12 ms"),
            (999_499, "999 ms"),
            (999_500, "1.00 s"),
            (1_250_000, "1.25 s"),
            (9_995_000, "10.0 s"),
            (31_240_000, "31.2 s"),
            (59_949_999, "59.9 s"),
            (59_950_000, "1 min"),
            (125_000_000, "2 min 5 s"),
        ];
        for (microseconds, shown) in cases {
            assert_eq!(latency(Duration::from_micros(microseconds)), shown);
        }
    }

    #[test]
    fn spans_are_written_as_they_are_read() {
        let cases = [
            ("0 s", 0),
            ("5 ms", 5),
            ("250 ms", 250),
            ("1.5 s", 1_500),
            ("30 s", 30_000),
            ("5 min", 300_000),
            ("1 h", 3_600_000),
            ("1 h 5 min", 3_900_000),
            ("1 d 1 h", 90_000_000),
            ("2 d", 172_800_000),
        ];
        for (shown, milliseconds) in cases {
            let time = Duration::from_millis(milliseconds);
            assert_eq!(span(time), shown);
            assert_eq!(parse_span(shown), Ok(time));
        }
        assert_eq!(span(Duration::from_secs(3_600 + 299)), "1 h 4 min");
        assert_eq!(span(Duration::from_micros(500)), "0.5 ms");
        assert_eq!(span(Duration::from_millis(59_999)), "1 min");
        assert_eq!(span(Duration::from_millis(999_999)), "16 min 40 s");
        assert_eq!(span(Duration::MAX), "213503982334601 d 7 h");
    }

    #[test]
    fn spans_are_read_as_people_type_them() {
        let cases = [
            ("0", 0),
            ("5m", 300_000),
            ("1h30m", 5_400_000),
            ("1.5s", 1_500),
            (" 2d ", 172_800_000),
        ];
        for (text, milliseconds) in cases {
            assert_eq!(parse_span(text), Ok(Duration::from_millis(milliseconds)), "{text}");
        }
        assert_eq!(parse_span("0.1ms"), Ok(Duration::from_micros(100)));
        assert_eq!(parse_span("365000d"), Ok(super::LONGEST));
    }

    #[test]
    fn a_limit_is_a_time_in_which_something_can_be_done() {
        assert_eq!(parse_limit("5s"), Ok(Duration::from_secs(5)));
        for text in ["0", "0s", "0 ms"] {
            assert_eq!(parse_limit(text).map_err(|error| error.problem), Err(SpanProblem::None));
        }
    }

    #[test]
    fn what_is_no_span_says_why() {
        use SpanProblem::{Missing, Negative, NoUnit, NotATime, TooLong};
        let cases = [
            ("5", NoUnit),
            ("1h30", NoUnit),
            ("", Missing),
            (" ", Missing),
            ("s", NotATime),
            ("-5s", Negative),
            ("-s", NotATime),
            ("1.2.3s", NotATime),
            ("5 parsecs", NotATime),
            ("30m1h", NotATime),
            ("5s5s", NotATime),
            ("1e3s", NotATime),
            ("365001d", TooLong),
            ("365000d1ms", TooLong),
            ("99999999999999999999d", TooLong),
        ];
        for (text, problem) in cases {
            assert_eq!(parse_span(text).expect_err(text).problem, problem, "{text}");
        }
        assert_eq!(
            parse_span("5").expect_err("no unit").to_string(),
            "`5` has no unit; write a time like `250ms`, `5s`, `1.5s`, `5min`, `1h30m` or `2d`"
        );
        assert_eq!(
            parse_span("").expect_err("nothing").to_string(),
            "a time is missing; write a time like `250ms`, `5s`, `1.5s`, `5min`, `1h30m` or `2d`"
        );
    }

    proptest! {
        #[test]
        fn any_text_is_a_span_or_an_error(text in "[0-9.smhdin é]{0,10}") {
            let _ = parse_span(&text);
        }

        #[test]
        fn what_is_shown_can_be_read(seconds in 0_u64..1 << 34, millis in 0_u64..1000) {
            let time = Duration::from_millis(seconds * 1000 + millis);
            let read = parse_span(&span(time)).expect("a span");
            assert!(read <= time + Duration::from_millis(500));
        }
    }
}
