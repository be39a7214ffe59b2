//! The judgement on a tunnel: what arrived and what came back, as findings, the worst of each kind
//! gathered from all requests.

mod request;
mod response;
#[cfg(test)]
mod tests;

use std::time::Duration;

use super::course::Outcome;
use super::probe::About;
use super::stranger;
use super::stream::Garbled;
use crate::client::failure::FailureKind;
use crate::client::target::Target;
use crate::contract::header::HeaderList;
use crate::doctor::finding::Finding;
use crate::error::Exit;
use crate::text::measure::latency;

/// Both ends of a tunnel.
pub(super) struct Place<'a> {
    /// The public URL.
    pub(super) target: &'a Target,
    /// The port of this machine.
    pub(super) port: u16,
    /// What came there and was no HTTP.
    pub(super) garbled: Option<Garbled>,
}

/// All findings. `own` are the fields that `-H` sets: their values are not told.
pub(super) fn judge(place: &Place<'_>, own: &HeaderList, outcomes: &[Outcome]) -> Vec<Finding> {
    let Some(first) = outcomes.first() else { return Vec::new() };
    if first.is_lost() {
        return vec![lost(place, first)];
    }
    let mut findings = vec![way(place.target, outcomes)];
    findings.extend(request::findings(own, outcomes));
    findings.extend(stopped(outcomes));
    findings.extend(response::findings(outcomes));
    findings
}

/// Not even the plainest request arrived.
fn lost(place: &Place<'_>, outcome: &Outcome) -> Finding {
    let Place { target, port, garbled } = place;
    if let Some(garbled) = garbled {
        let (what, fix) = match garbled {
            Garbled::Tls => ("TLS", format!("lead the tunnel to `http://localhost:{port}`")),
            Garbled::Http2 => {
                ("HTTP/2", "let the tunnel speak HTTP/1.1 to this machine".to_owned())
            }
            Garbled::Other => ("no HTTP", "its log has the reason".to_owned()),
        };
        let told = format!("the tunnel leads here and speaks {what}, where HTTP/1.1 is expected");
        return Finding::problem("tunnel.not_http", Exit::UNREACHABLE, told, fix);
    }
    match &outcome.came {
        Ok(answer) => stranger::judge(target, *port, answer),
        Err(failure) => {
            let told = format!("cannot reach {target}: {failure}");
            Finding::problem("tunnel.unreachable", Exit::UNREACHABLE, told, fix(failure.kind))
        }
    }
}

fn fix(kind: FailureKind) -> &'static str {
    match kind {
        FailureKind::Refused => "nobody is there: does the tunnel run, and is the URL today's?",
        FailureKind::Dns => "is the URL today's? most tunnels get another one at each start",
        FailureKind::Tls => {
            "LeadLex would not get through either; `--cacert FILE` trusts a private authority here"
        }
        FailureKind::TimedOut => "does the tunnel run? its own window or log has the reason",
        FailureKind::Proxy => "the proxy did not let the request through: is `--proxy` right?",
        FailureKind::PlainHttp => "name the tunnel's https URL",
        FailureKind::Closed | FailureKind::Garbage | FailureKind::Other => {
            "is it the tunnel's URL? its own window or log has the reason"
        }
    }
}

/// It leads here, and how long the way is.
fn way(target: &Target, outcomes: &[Outcome]) -> Finding {
    let mut took: Vec<Duration> = outcomes
        .iter()
        .filter(|outcome| outcome.came.is_ok() && !outcome.is_lost())
        .filter(|outcome| outcome.probe.about == About::Body && outcome.streamed.is_none())
        .map(|outcome| outcome.took)
        .collect();
    took.sort_unstable();
    let median =
        took.get(took.len() / 2).map(|took| format!(", there and back in {}", latency(*took)));
    let arrived = outcomes.iter().filter(|outcome| !outcome.is_lost()).count();
    let told = format!(
        "{target} leads here: {arrived} of {} requests arrived{}",
        outcomes.len(),
        median.unwrap_or_default()
    );
    Finding::good("tunnel.leads_here", told)
}

/// Requests that did not arrive although others did.
fn stopped(outcomes: &[Outcome]) -> Vec<Finding> {
    let stopped = outcomes.iter().filter(|outcome| outcome.is_lost());
    let judged = stopped.map(|outcome| {
        let name = outcome.probe.name;
        let how = match &outcome.came {
            Ok(answer) => format!("is answered {} on the way and does not arrive", answer.status),
            Err(failure) => format!("does not arrive: {failure}"),
        };
        let told = format!("{name} {how}");
        let size = "raise its limit for bodies: bulk events can reach 1 MB";
        match outcome.probe.about {
            About::Large => Finding::problem("tunnel.size_limit", Exit::NO, told, size),
            About::Largest => Finding::advice(
                "tunnel.size_limit_10mb",
                told,
                "fine unless events are larger than 1 MB, which none is known to be",
            ),
            About::Path => Finding::advice(
                "tunnel.path_stopped",
                told,
                "fine where only the path of the webhook is let through; name it with `--path`",
            ),
            About::Method => Finding::good("tunnel.get_stopped", format!("{told}; webhooks POST")),
            About::Fields => Finding::problem(
                "tunnel.headers_stopped",
                Exit::NO,
                told,
                "raise its limit for headers: 8 KB is usual",
            ),
            About::Body | About::Answer | About::Slowness => Finding::problem(
                "tunnel.stopped",
                Exit::NO,
                told,
                "something on the way judges what passes: look for a firewall or a filter",
            ),
        }
    });
    judged.collect()
}
