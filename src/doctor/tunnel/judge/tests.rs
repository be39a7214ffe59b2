//! What does not arrive, and what does not come back: seldom, and too slow to be waited for.

use std::time::Duration;

use jiff::Timestamp;

use super::{Place, judge};
use crate::client::failure::{Failure, FailureKind};
use crate::client::target::Target;
use crate::contract::header::HeaderList;
use crate::doctor::finding::Finding;
use crate::doctor::tunnel::course::Outcome;
use crate::doctor::tunnel::far_end::Arrived;
use crate::doctor::tunnel::probe::{About, Maker, signer_of_the_moment};

/// A course in which everything goes well but for what `spoil` does to it.
fn judged(spoil: impl Fn(&mut Outcome)) -> Vec<Finding> {
    let target = Target::parse("--public-url", "https://x.example/in").expect("a URL");
    let own = HeaderList::new();
    let now = Timestamp::UNIX_EPOCH;
    let maker = Maker { target: &target, own: &own, signer: signer_of_the_moment(), now };
    let outcomes: Vec<Outcome> = maker
        .all(true)
        .into_iter()
        .map(|probe| {
            let (came, arrived) = (Ok(probe.answer.clone()), Some(probe.request.clone()));
            let arrived = Arrived { first: arrived, times: 1 };
            let took = Duration::from_millis(40);
            let mut outcome = Outcome { came, sent: 1, arrived, streamed: None, took, probe };
            spoil(&mut outcome);
            outcome
        })
        .collect();
    judge(&Place { target: &target, port: 4000, garbled: None }, &own, &outcomes)
}

fn failure() -> Failure {
    let (kind, latency) = (FailureKind::TimedOut, Duration::from_secs(10));
    Failure { kind, message: "no answer within 10 s".to_owned(), latency }
}

/// The name and the exit code of what is said beyond what is said of a good tunnel.
fn odd(findings: &[Finding]) -> Vec<(&str, u8)> {
    let usual = ["leads_here", "bodies", "headers", "path", "answers", "slow"];
    let is_odd = |one: &&Finding| !usual.iter().any(|known| one.id.ends_with(known));
    findings.iter().filter(is_odd).map(|one| (one.id, one.exit.code())).collect()
}

#[test]
fn a_course_without_a_fault_is_good() {
    let findings = judged(|_| ());
    assert_eq!((odd(&findings).len(), findings.len()), (0, 6), "{findings:?}");
    assert!(findings[0].message.contains("14 of 14 requests arrived, there and back in 40 ms"));
}

#[test]
fn what_does_not_arrive_is_as_bad_as_what_it_is_about() {
    for (about, expected) in [
        (About::Large, ("tunnel.size_limit", 1)),
        (About::Largest, ("tunnel.size_limit_10mb", 0)),
        (About::Fields, ("tunnel.headers_stopped", 1)),
        (About::Path, ("tunnel.path_stopped", 0)),
        (About::Method, ("tunnel.get_stopped", 0)),
        (About::Slowness, ("tunnel.stopped", 1)),
    ] {
        let findings = judged(|outcome| {
            if outcome.probe.about == about {
                outcome.arrived = Arrived::default();
                outcome.came = Err(failure());
            }
        });
        assert_eq!(odd(&findings), [expected], "{about:?}");
    }
}

#[test]
fn an_answer_that_does_not_come_back_is_named_and_a_slow_one_by_its_time_out() {
    for (about, expected) in
        [(About::Method, ("tunnel.answer_lost", 1)), (About::Slowness, ("tunnel.timeout", 1))]
    {
        let findings = judged(|outcome| {
            if outcome.probe.about == about {
                outcome.came = Err(failure());
            }
        });
        assert_eq!(odd(&findings), [expected], "{about:?}");
    }
}

#[test]
fn where_no_answer_comes_back_nothing_is_said_of_the_time() {
    let findings = judged(|outcome| outcome.came = Err(failure()));
    let told = &findings[0].message;
    assert!(told.ends_with("leads here: 14 of 14 requests arrived"), "{told}");
}

#[test]
fn what_arrives_more_often_than_it_was_sent_was_repeated() {
    for (sent, times, expected) in [(1, 2, &[("tunnel.repeated", 0)][..]), (2, 2, &[])] {
        let findings = judged(|outcome| (outcome.sent, outcome.arrived.times) = (sent, times));
        assert_eq!(odd(&findings), expected, "{sent} {times}");
    }
}
