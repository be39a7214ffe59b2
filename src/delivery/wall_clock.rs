//! Whether the clock on the wall was set back. Deliveries are due by it, since they outlive this
//! process and the machine's uptime; so a clock that was wrong would put them off until it is right.

use std::time::Instant;

use jiff::{SignedDuration, Timestamp};

/// Smaller corrections are those of every clock that is kept right.
const TOLERATED: SignedDuration = SignedDuration::from_secs(1);

/// Both clocks, as they were when last looked at.
#[derive(Debug, Default)]
pub(super) struct WallClock(Option<(Timestamp, Instant)>);

impl WallClock {
    /// Whether it was, since it was last asked. The first time nobody knows: it may have been.
    pub(super) fn may_have_been_set_back(&mut self) -> bool {
        let (now, steady) = (Timestamp::now(), Instant::now());
        let then = self.0.replace((now, steady));
        then.is_none_or(|(wall, then)| is_behind(now, wall, steady.duration_since(then)))
    }
}

/// Whether the wall says less than what must have passed since.
fn is_behind(now: Timestamp, then: Timestamp, passed: std::time::Duration) -> bool {
    let passed = SignedDuration::try_from(passed).unwrap_or(SignedDuration::MAX);
    now.duration_since(then).saturating_add(TOLERATED) < passed
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{WallClock, is_behind};

    #[test]
    fn a_clock_that_goes_back_is_seen_and_one_that_goes_on_is_not() {
        let then = "2026-11-01T12:00:00Z".parse().expect("a time");
        let at = |text: &str| text.parse().expect("a time");
        let half = Duration::from_millis(500);
        assert!(!is_behind(at("2026-11-01T12:00:00.5Z"), then, half));
        assert!(!is_behind(at("2026-11-01T11:59:59.9Z"), then, half), "a small correction");
        assert!(!is_behind(at("2027-01-01T00:00:00Z"), then, half), "set forward");
        assert!(is_behind(at("2026-11-01T11:00:00Z"), then, half));
        assert!(is_behind(at("2026-11-01T12:00:01Z"), then, Duration::from_secs(3600)));
    }

    #[test]
    fn at_the_first_look_it_may_have_been_and_then_it_was_not() {
        let mut clock = WallClock::default();
        assert!(clock.may_have_been_set_back());
        assert!(!clock.may_have_been_set_back());
    }
}
