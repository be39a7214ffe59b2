//! Intervals for what is left of a quota.

use std::time::Duration;

use jiff::{Timestamp, ToSpan as _};
use proptest::prelude::*;

use super::{
    Allowance, Bucket, LEAST_INTERVAL, Pace, Reserve, bucket, least_interval, midnight_after, pace,
    steady,
};
use crate::contract::pattern::EventPattern;
use crate::poll::cost::{Cost, SLOW, Workspace};
use crate::poll::select::{Audit, Names, Selection};
use crate::poll::tier::Tier;

fn at(text: &str) -> Timestamp {
    text.parse().expect("a time")
}

/// One call a cycle and no slow rounds, or with companies 4 x 3 calls a day more.
fn cost(patterns: &[&str]) -> Cost {
    let patterns: Vec<EventPattern> =
        patterns.iter().map(|text| text.parse().expect("a pattern")).collect();
    let selection = Selection::new(Names::Planned, &patterns, Audit::Closed).expect("one");
    Cost::new(&selection, &Workspace { companies: 300, ..Workspace::default() }, SLOW)
}

fn share(text: &str) -> Reserve {
    text.parse().expect("a share")
}

const NOON: &str = "2026-02-24T12:00:00Z";

fn left(remaining: u64) -> Allowance {
    Allowance { limit: 100, remaining, reset: midnight_after(at(NOON)) }
}

#[test]
fn what_is_left_less_the_reserve_is_spread_until_the_reset() {
    let one = cost(&["contact.created"]);
    let half_a_day = 12 * 3600;
    for (remaining, reserve, cycles) in
        [(100, "20%", 80), (60, "20%", 40), (21, "20%", 1), (100, "0%", 100)]
    {
        let expected = Pace::Every(Duration::from_secs(half_a_day / cycles));
        assert_eq!(pace(left(remaining), None, share(reserve), &one, at(NOON)), expected);
    }
}

#[test]
fn without_enough_for_a_cycle_the_reset_is_waited_for() {
    let seven = cost(&["lexi.*", "contact.created", "list.created", "campaign.created"]);
    assert_eq!(seven.cycle().total(), 7);
    for remaining in [26, 20, 0] {
        let pace = pace(left(remaining), None, share("20%"), &seven, at(NOON));
        assert_eq!(pace, Pace::After(at("2026-02-25T00:00:00Z")), "{remaining}");
    }
    assert!(matches!(pace(left(27), None, share("20%"), &seven, at(NOON)), Pace::Every(_)));
}

#[test]
fn slow_rounds_have_their_part_first() {
    let both = cost(&["contact.created", "company.created"]);
    assert_eq!((both.cycle().total(), both.slow_a_day()), (1, 12));
    // Six of the twelve are due in the other half of the day.
    let pace = pace(left(86), None, share("20%"), &both, at(NOON));
    assert_eq!(pace, Pace::Every(Duration::from_secs(12 * 3600 / 60)));
}

#[test]
fn cycles_are_never_too_close() {
    let one = cost(&["contact.created"]);
    let rich =
        Allowance { limit: 1_000_000, remaining: 1_000_000, reset: midnight_after(at(NOON)) };
    assert_eq!(pace(rich, None, share("20%"), &one, at(NOON)), Pace::Every(LEAST_INTERVAL));
    assert_eq!(least_interval(Some(10), 7), Duration::from_secs(42));
    assert_eq!(least_interval(Some(200), 7), LEAST_INTERVAL);
}

#[test]
fn an_allowance_whose_reset_has_passed_is_full_again() {
    let old = Allowance { limit: 100, remaining: 0, reset: at("2026-02-24T00:00:00Z") };
    let now = at("2026-02-24T00:00:00Z");
    assert_eq!(
        old.at(now),
        Allowance { limit: 100, remaining: 100, reset: at("2026-02-25T00:00:00Z") }
    );
    assert_eq!(left(5).at(at(NOON)), left(5));
}

#[test]
fn without_headers_the_plan_and_the_calls_counted_stand_in() {
    let counted = Allowance::of_tier(Tier::Starter, 30, at(NOON));
    assert_eq!(counted, left(70));
    assert_eq!(Allowance::of_tier(Tier::Starter, 300, at(NOON)).remaining, 0);
}

#[test]
fn a_reset_two_minutes_away_is_that_of_the_minute() {
    let now = at(NOON);
    let after = |seconds: i64| bucket(now.checked_add(seconds.seconds()).expect("a time"), now);
    assert_eq!([-5, 0, 60, 120].map(after), [Bucket::Minute; 4]);
    assert_eq!([121, 86_400].map(after), [Bucket::Day; 2]);
}

#[test]
fn the_steady_interval_of_each_plan_is_known_before_anything_runs() {
    let one = cost(&["contact.created"]);
    let of = |tier: Tier| steady(tier.per_day(), Some(tier.per_minute()), share("20%"), &one);
    assert_eq!(
        Tier::ALL.map(of),
        [1_080_000, 108_000, 10_800].map(|millis| Some(Duration::from_millis(millis)))
    );
    assert_eq!(steady(0, None, share("20%"), &one), None);
}

#[test]
fn a_reserve_is_a_share_of_the_limit_rounded_up() {
    assert_eq!((share("20%").of(100), share("20%").of(101), share("0%").of(100)), (20, 21, 0));
    assert_eq!(Reserve::default(), share("20 %"));
    assert_eq!(share("5%").to_string(), "5%");
    for text in ["", "20", "100%", "-1%", "a%", "1.5%"] {
        assert!(text.parse::<Reserve>().is_err(), "{text}");
    }
}

proptest! {
    #[test]
    fn a_day_at_that_pace_never_spends_more_than_is_usable(
        remaining in 0..2_000_u64, percent in 0..100_u8, second in 0..86_400_i64
    ) {
        let costs = cost(&["contact.created", "company.created"]);
        let now = at("2026-02-24T00:00:00Z").checked_add(second.seconds()).expect("a time");
        let day = Allowance { limit: 2_000, remaining, reset: midnight_after(now) };
        let reserve = share(&format!("{percent}%"));
        match pace(day, Some(50), reserve, &costs, now) {
            Pace::After(reset) => prop_assert!(day.usable(reserve) < 1 && reset == day.reset),
            Pace::Every(interval) => {
                prop_assert!(interval >= LEAST_INTERVAL);
                let seconds = 86_400.0 - second as f64;
                let cycles = (seconds / interval.as_secs_f64() + 1e-6).floor() as u64;
                let usable = day.usable(reserve);
                prop_assert!(cycles <= usable.max(1), "{cycles} cycles of {usable} calls");
            }
        }
    }
}
