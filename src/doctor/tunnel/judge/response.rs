//! What became of the answers on their way back.

use crate::doctor::finding::Finding;
use crate::doctor::tunnel::answer::{Answer, Change};
use crate::doctor::tunnel::course::Outcome;
use crate::doctor::tunnel::probe::About;
use crate::error::Exit;

/// The findings about requests that arrived.
pub(super) fn findings(outcomes: &[Outcome]) -> Vec<Finding> {
    let (mut statuses, mut parts, mut lost) = (Vec::new(), Vec::new(), Vec::new());
    let mut answered: Vec<u16> = Vec::new();
    for outcome in outcomes.iter().filter(|outcome| !outcome.is_lost()) {
        let Outcome { probe, came, .. } = outcome;
        match came {
            Err(failure) => lost.push((probe.about, format!("{}: {failure}", probe.name))),
            Ok(came) => {
                if !answered.contains(&probe.answer.status) {
                    answered.push(probe.answer.status);
                }
                for change in probe.answer.compare(came) {
                    match change {
                        Change::Status { given, came } => {
                            statuses.push(format!("{given} became {came}"));
                        }
                        Change::Field(name) => parts.push(format!("`{name}` is gone or changed")),
                        Change::Body { given, came } => {
                            parts.push(format!("a body of {given} bytes became another of {came}"));
                        }
                    }
                }
            }
        }
    }
    for list in [&mut statuses, &mut parts] {
        list.sort();
        list.dedup();
    }
    let mut findings: Vec<Finding> = lost.into_iter().map(unanswered).collect();
    if !statuses.is_empty() {
        let told = format!("the status of an answer is changed: {}", statuses.join(", "));
        let fix = "LeadLex judges by the status alone: switch off error pages of the tunnel's own";
        findings.push(Finding::problem("tunnel.status_changed", Exit::NO, told, fix));
    }
    if !parts.is_empty() {
        let told = format!("answers are changed on the way back: {}", parts.join(", "));
        let fix = "LeadLex looks at the status only: matters where your own tools read answers";
        findings.push(Finding::advice("tunnel.answer_changed", told, fix));
    }
    if findings.is_empty() {
        let shown: Vec<_> = answered.iter().map(u16::to_string).collect();
        let told = format!("answers come back as they were given: {}", shown.join(", "));
        findings.push(Finding::good("tunnel.answers", told));
    }
    findings.extend(slowness(outcomes));
    findings
}

/// It arrived, and its answer did not.
fn unanswered((about, what): (About, String)) -> Finding {
    let told = format!("an answer does not come back: {what}");
    let fix = match about {
        About::Slowness => {
            "the tunnel waits less than LeadLex does: raise its time-out to 10 s or more"
        }
        _ => "the tunnel loses answers: its own log may have the reason",
    };
    let id = if about == About::Slowness { "tunnel.timeout" } else { "tunnel.answer_lost" };
    Finding::problem(id, Exit::NO, told, fix)
}

fn slowness(outcomes: &[Outcome]) -> Option<Finding> {
    let slow = outcomes.iter().find(|outcome| outcome.probe.about == About::Slowness)?;
    let is_whole = |came: &Answer| slow.probe.answer.status == came.status;
    let came = slow.came.as_ref().is_ok_and(is_whole);
    (came && !slow.is_lost())
        .then(|| Finding::good("tunnel.slow", "an answer after 9 s comes back: LeadLex waits 10 s"))
}
