//! When each delivery of a replay is due.

use std::time::Duration;

use jiff::Timestamp;

/// How fast captured time passes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Speed {
    /// So many times as fast as it was.
    Times(f64),
    /// One after the other, without a wait.
    Max,
}

/// Factors beyond this are a slip of the finger: a thousand times slower, a million times faster.
const FACTORS: std::ops::RangeInclusive<f64> = 0.001..=1e6;

impl Speed {
    /// Reads `1x`, `10x`, `0.5x` or `max`.
    ///
    /// # Errors
    /// Says what is expected.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text == "max" {
            return Ok(Self::Max);
        }
        let factor = text.strip_suffix('x').and_then(|factor| factor.parse::<f64>().ok());
        match factor {
            Some(factor) if FACTORS.contains(&factor) => Ok(Self::Times(factor)),
            Some(_) => {
                Err("a factor is between 0.001x and 1000000x; `max` does not wait".to_owned())
            }
            None => Err("write a factor such as `1x`, `10x` or `0.5x`, or `max`".to_owned()),
        }
    }

    /// What to wait between the starts of two deliveries whose events came at these times. The way
    /// back in time takes as long as the way there.
    #[must_use]
    pub fn gap(self, before: Timestamp, after: Timestamp) -> Duration {
        match self {
            Self::Max => Duration::ZERO,
            Self::Times(factor) => {
                let captured = after.duration_since(before).unsigned_abs();
                let seconds = captured.as_secs_f64() / factor;
                Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX)
            }
        }
    }

    /// What to type when this is too slow.
    #[must_use]
    pub fn faster(self) -> &'static str {
        match self {
            Self::Times(factor) if factor < 100.0 => "`--speed 100x` or `--speed max` shortens it",
            _ => "`--speed max` does not wait",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use jiff::Timestamp;
    use proptest::prelude::proptest;

    use super::Speed;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(seconds).expect("a time")
    }

    #[test]
    fn gaps_are_divided_by_the_factor() {
        let gap = |text| Speed::parse(text).expect("a speed").gap(at(100), at(160));
        assert_eq!(gap("1x"), Duration::from_secs(60));
        assert_eq!(gap("10x"), Duration::from_secs(6));
        assert_eq!(gap("0.5x"), Duration::from_secs(120));
        assert_eq!(gap("max"), Duration::ZERO);
        assert_eq!(Speed::Times(2.0).gap(at(160), at(100)), Duration::from_secs(30));
        let slowest = Speed::Times(0.001).gap(Timestamp::MIN, Timestamp::MAX);
        assert!(slowest > Duration::from_secs(1 << 40));
    }

    #[test]
    fn what_is_no_speed_says_what_is() {
        for text in ["0x", "-1x", "NaNx", "infx", "1e9x", "fast", "10", "x", "", "MAX"] {
            let why = Speed::parse(text).expect_err(text);
            assert!(why.contains("1x") && why.contains("max"), "{text}: {why}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_speed_or_an_error(text in "[0-9.xeE+-]{0,6}") {
            if let Ok(speed) = Speed::parse(&text) {
                assert!(speed.gap(at(0), at(1)) <= Duration::from_secs(1000));
            }
        }
    }
}
