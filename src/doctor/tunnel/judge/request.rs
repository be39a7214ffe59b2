//! What became of the requests: each kind of change once, with all that it happened to.

use crate::contract::header::{HeaderList, value_text};
use crate::doctor::finding::Finding;
use crate::doctor::quote::{cut, quoted};
use crate::doctor::tunnel::body::BodyChange;
use crate::doctor::tunnel::compare::{Change, compare};
use crate::doctor::tunnel::course::Outcome;
use crate::doctor::tunnel::message::Framing;
use crate::doctor::tunnel::probe::About;
use crate::error::Exit;
use crate::text::safe;

/// Characters of a value that are shown.
const SHOWN: usize = 60;

/// A value of so many bytes may be a credential, and is not shown within another one either.
const SECRET: usize = 6;

/// Things that are named one by one.
const SUBJECTS: usize = 6;

/// Kinds of change, in the order in which they are told.
const KINDS: [Kind; 16] = [
    Kind::bad("tunnel.body_changed", "bodies are changed", BODY),
    Kind::bad("tunnel.body_cut", "bodies lose their end", BODY),
    Kind::bad("tunnel.method_changed", "the method is changed", REWRITES),
    Kind::bad("tunnel.path_changed", "the path or query is changed", REWRITES),
    Kind::bad("tunnel.header_dropped", "headers do not arrive", FIELDS),
    Kind::bad("tunnel.header_changed", "headers arrive with another value", FIELDS),
    Kind::worse(
        "tunnel.headers_joined",
        "duplicate headers arrive as one",
        "allowed, and LeadLex sends none twice: matters only to other senders",
    ),
    Kind::worse(
        "tunnel.headers_shuffled",
        "duplicate headers arrive in another order",
        "LeadLex sends none twice: matters only to other senders",
    ),
    Kind::worse(
        "tunnel.header_added",
        "headers are added that nobody sent",
        "see what adds them: a handler must not trust a header because it is there",
    ),
    Kind::worse(
        "tunnel.repeated",
        "requests arrive more than once",
        "something on the way tries again by itself: handle events idempotently \
         (`leadlex-hooks check` tests that)",
    ),
    Kind::known("tunnel.hops", "headers that whoever passes requests on adds"),
    Kind::known("tunnel.host", "the `Host` is rewritten"),
    Kind::known("tunnel.reordered", "names of headers arrive in another order"),
    Kind::known("tunnel.recased", "names of headers arrive in other letters, which mean the same"),
    Kind::known(
        "tunnel.reframed",
        "the end of a body is told in another way, which means the same",
    ),
    Kind::known("tunnel.buffered", "a request is held back until all of its body is there"),
];

const BODY: &str = "signatures do not fit any more: switch off what rewrites bodies (compression, \
                    transformation, inspection), or take another tunnel";
const REWRITES: &str = "look for a rule that rewrites requests, or register the path that arrives";
const FIELDS: &str = "look for a rule that filters headers, or take another tunnel";

/// How a kind of change is told.
struct Kind {
    id: &'static str,
    what: &'static str,
    weight: Weight,
}

#[derive(Clone, Copy)]
enum Weight {
    Problem(&'static str),
    Advice(&'static str),
    Known,
}

impl Kind {
    const fn bad(id: &'static str, what: &'static str, fix: &'static str) -> Self {
        Self { id, what, weight: Weight::Problem(fix) }
    }

    const fn worse(id: &'static str, what: &'static str, fix: &'static str) -> Self {
        Self { id, what, weight: Weight::Advice(fix) }
    }

    const fn known(id: &'static str, what: &'static str) -> Self {
        Self { id, what, weight: Weight::Known }
    }

    /// What this happened to, a finding for each likely cause.
    fn findings(&self, seen: &[Seen]) -> Vec<Finding> {
        let mine: Vec<&Seen> = seen.iter().filter(|seen| seen.id == self.id).collect();
        let mut causes: Vec<Option<&str>> = mine.iter().map(|seen| seen.cause).collect();
        causes.sort_unstable();
        causes.dedup();
        let of = |cause| mine.iter().copied().filter(move |seen| seen.cause == cause);
        causes.into_iter().map(|cause| self.finding(cause, of(cause))).collect()
    }

    fn finding<'a>(&self, cause: Option<&str>, seen: impl Iterator<Item = &'a Seen>) -> Finding {
        let mut subjects: Vec<&str> = Vec::new();
        let mut details: Vec<String> = Vec::new();
        for Seen { subject, detail, .. } in seen {
            if !subject.is_empty() && !subjects.contains(&&**subject) {
                subjects.push(subject);
            }
            details.extend(detail.clone().filter(|detail| !details.contains(detail)));
        }
        let told = match cause {
            Some(cause) => format!("{} ({cause})", self.what),
            None => self.what.to_owned(),
        };
        let more = subjects.len().saturating_sub(SUBJECTS);
        let shown = subjects[..subjects.len() - more].join(", ");
        let told = match (subjects.len(), more) {
            (0, _) => told,
            (_, 0) => format!("{told}: {shown}"),
            (_, more) => format!("{told}: {shown}, and {more} more"),
        };
        if more > 0 && details.is_empty() {
            details = subjects.iter().map(|&subject| subject.to_owned()).collect();
        }
        let made = match self.weight {
            Weight::Problem(fix) => Finding::problem(self.id, Exit::NO, told, fix),
            Weight::Advice(fix) => Finding::advice(self.id, told, fix),
            Weight::Known => Finding::good(self.id, told),
        };
        made.details(details)
    }
}

/// One change of one request.
struct Seen {
    id: &'static str,
    /// What it happened to; empty where the kind says it all.
    subject: String,
    /// What is likely to have done it.
    cause: Option<&'static str>,
    detail: Option<String>,
}

impl Seen {
    fn new(id: &'static str, subject: impl Into<String>) -> Self {
        Self { id, subject: subject.into(), cause: None, detail: None }
    }

    fn detail(self, detail: String) -> Self {
        Self { detail: Some(detail), ..self }
    }
}

/// What is as it was sent first, then every kind of change.
pub(super) fn findings(own: &HeaderList, outcomes: &[Outcome]) -> Vec<Finding> {
    let mut seen = Vec::new();
    for outcome in outcomes {
        let Some(arrived) = &outcome.arrived.first else { continue };
        let name = outcome.probe.name;
        let mut changes = compare(&outcome.probe.request, arrived);
        if !is_about_a_body(outcome) {
            // Bodies like it were sent for their own sake.
            changes.retain(|change| !matches!(change, Change::Body(_)));
        }
        seen.extend(changes.into_iter().map(|change| tell(name, change, own)));
        let times = outcome.arrived.times;
        if times > outcome.sent {
            seen.push(Seen::new("tunnel.repeated", format!("{name} ({times} times)")));
        }
        if outcome.streamed == Some(false) {
            seen.push(Seen::new("tunnel.buffered", ""));
        }
    }
    let mut findings = whole(outcomes, &seen);
    findings.extend(KINDS.iter().flat_map(|kind| kind.findings(&seen)));
    findings
}

/// What went through without a change.
fn whole(outcomes: &[Outcome], seen: &[Seen]) -> Vec<Finding> {
    let has = |ids: &[&str]| seen.iter().any(|seen| ids.contains(&seen.id));
    let arrived = || outcomes.iter().filter(|outcome| !outcome.is_lost());
    let is_about = |about: &About| arrived().any(|outcome| outcome.probe.about == *about);
    let mut findings = Vec::new();
    if !has(&["tunnel.body_changed", "tunnel.body_cut"]) {
        let bodies = arrived().filter(|outcome| is_about_a_body(outcome));
        let names: Vec<_> = bodies.map(|outcome| outcome.probe.name).collect();
        let told = format!("{} bodies arrive byte for byte: {}", names.len(), names.join(", "));
        findings.push(Finding::good("tunnel.bodies", told));
    }
    let fields = [
        "tunnel.header_dropped",
        "tunnel.header_changed",
        "tunnel.headers_joined",
        "tunnel.headers_shuffled",
    ];
    if is_about(&About::Fields) && !has(&fields) {
        findings.push(Finding::good(
            "tunnel.headers",
            "headers arrive with their values: LeadLex's, duplicates in their order, an empty one, \
             a long one",
        ));
    }
    if is_about(&About::Path) && !has(&["tunnel.path_changed", "tunnel.method_changed"]) {
        findings.push(Finding::good(
            "tunnel.path",
            "method, path and query arrive as they were sent: `%2F`, `//`, `a=1&a=2`, `+`",
        ));
    }
    findings
}

fn is_about_a_body(outcome: &Outcome) -> bool {
    [About::Body, About::Large, About::Largest].contains(&outcome.probe.about)
}

/// Puts a change into words.
fn tell(name: &str, change: Change, own: &HeaderList) -> Seen {
    let shown = |name: &str, value: &[u8]| match is_own(own, name, value) {
        // It may be a credential of the user's.
        true => "…".to_owned(),
        false => cut(&value_text(value), SHOWN).into_owned(),
    };
    match change {
        Change::Method { sent, arrived } => {
            Seen::new("tunnel.method_changed", format!("{sent} became {}", quoted(&arrived)))
        }
        Change::Target { sent, arrived } => Seen::new("tunnel.path_changed", name).detail(format!(
            "sent {}, arrived {}",
            quoted(&without_nonce(&sent)),
            quoted(&without_nonce(&arrived))
        )),
        Change::Dropped { name } => Seen::new("tunnel.header_dropped", format!("`{name}`")),
        Change::Changed { name, sent, arrived } => {
            let told = format!("{name}: {} became {}", shown(&name, &sent), shown(&name, &arrived));
            Seen::new("tunnel.header_changed", format!("`{name}`")).detail(told)
        }
        Change::Joined { name, arrived } => {
            let told = format!("{name}: {}", shown(&name, &arrived));
            Seen::new("tunnel.headers_joined", format!("`{name}`")).detail(told)
        }
        Change::Shuffled { name } => Seen::new("tunnel.headers_shuffled", format!("`{name}`")),
        Change::Added { name, value } => {
            let told = format!("{}: {}", quoted(&name), shown(&name, &value));
            Seen::new("tunnel.header_added", format!("`{}`", quoted(&name))).detail(told)
        }
        Change::AddedByHop { name } => Seen::new("tunnel.hops", quoted(&name)),
        Change::Host { sent, arrived } => {
            Seen::new("tunnel.host", format!("{sent} became {}", quoted(&arrived)))
        }
        Change::Reordered => Seen::new("tunnel.reordered", ""),
        Change::Recased { sent, arrived } => {
            Seen::new("tunnel.recased", format!("`{sent}` as `{arrived}`"))
        }
        Change::Reframed { sent: Framing::Length, .. } => {
            Seen::new("tunnel.reframed", "by a last chunk instead of its length")
        }
        Change::Reframed { sent: Framing::Chunked, .. } => {
            Seen::new("tunnel.reframed", "by its length instead of a last chunk")
        }
        Change::Body(BodyChange::Cut { sent, arrived }) => {
            let told = format!("{name}: {arrived} of {sent} bytes");
            Seen::new("tunnel.body_cut", name).detail(told)
        }
        Change::Body(BodyChange::Changed { at, sent, arrived, guess }) => {
            let (sent, arrived) = (safe::bytes(&sent), safe::bytes(&arrived));
            let told = format!("{name}, from byte {at}: `{sent}` became `{arrived}`");
            Seen { cause: guess, ..Seen::new("tunnel.body_changed", name) }.detail(told)
        }
    }
}

/// Whether a field is one that `-H` sets, or has the value of one under another name.
fn is_own(own: &HeaderList, name: &str, value: &[u8]) -> bool {
    let has = |own: &[u8]| match own.len() {
        // `1` and the like stand in too many values to be sought in them.
        0..SECRET => value == own,
        _ => value.windows(own.len()).any(|part| part == own),
    };
    own.get(name).is_some() || own.iter().any(|(_, own)| !own.is_empty() && has(own))
}

/// The nonce says nothing, and is as long as the rest.
fn without_nonce(target: &str) -> String {
    let Some(begin) = target.find("nonce=") else { return target.to_owned() };
    let begin = begin + "nonce=".len();
    let end = target[begin..].find('&').map_or(target.len(), |end| begin + end);
    format!("{}…{}", &target[..begin], &target[end..])
}
