//! What is clear before the suite begins: one verdict instead of forty failures.
//!
//! Nothing is sent for it that the suite would not send: two genuine deliveries, and an unsigned one
//! where what answers looks like a web page.

use super::case::{Case, Watch};
use super::cases;
use super::select::Selected;
use super::verdict::{Answered, Exchange};
use crate::client::Answer;
use crate::client::failure::FailureKind;
use crate::contract::catalog::EventType;

/// Why the suite need not run.
#[derive(Clone, Debug)]
pub struct Finding {
    /// In one sentence; may hold text from outside.
    pub what: String,
    /// What to do, where it is particular to the finding.
    pub fix: Option<&'static str>,
    /// The kind of failure where there was no answer at all.
    pub unreachable: Option<FailureKind>,
    /// The delivery it is about.
    pub exchange: Exchange,
}

/// What the answers so far call for.
#[derive(Debug)]
pub(super) enum Next {
    /// The suite.
    Go,
    /// Another genuine delivery, since one may fail for a reason of its own.
    AskAgain,
    /// An unsigned delivery, since a page answers that alike.
    AskUnsigned,
    /// The end.
    Stop(Box<Finding>),
}

/// The cases whose requests are sent first.
pub(super) struct Openers {
    pub(super) first: Selected,
    pub(super) second: Selected,
    pub(super) unsigned: Selected,
}

impl Openers {
    /// With these event types; `None` without any.
    pub(super) fn new(events: &[&'static EventType]) -> Option<Self> {
        let first = *events.first()?;
        let row = |id: &str| cases::all().find(|case| case.id == id);
        let family = cases::all().find(|case| case.is_family() && case.watch == Watch::Nothing)?;
        let of = |case: &'static Case, event: &'static EventType| Selected {
            case,
            id: if case.is_family() {
                format!("{}{}", case.id, event.name)
            } else {
                case.id.to_owned()
            },
            event,
        };
        Some(Self {
            first: of(family, first),
            second: match events.get(1) {
                Some(second) => of(family, second),
                None => of(row("accept.unknown-fields")?, first),
            },
            unsigned: of(row("reject.missing-signature")?, first),
        })
    }
}

/// After one genuine delivery, or two.
pub(super) fn judge(genuine: &[Exchange]) -> Next {
    let Some(last) = genuine.last() else { return Next::Go };
    let finding = |what: String, fix| {
        let exchange = last.clone();
        Next::Stop(Box::new(Finding { what, fix, unreachable: None, exchange }))
    };
    let answer = match &last.answered {
        Answered::Answer(answer) => answer,
        Answered::NotAwaited => return Next::Go,
        Answered::Failure(failure) => {
            return Next::Stop(Box::new(Finding {
                what: format!("no answer to a genuine delivery: {failure}"),
                fix: None,
                unreachable: Some(failure.kind),
                exchange: last.clone(),
            }));
        }
    };
    match answer.status {
        200..=299 if is_page(answer) => Next::AskUnsigned,
        200..=299 => Next::Go,
        status @ 300..=399 => {
            let to = answer.headers.text("location").unwrap_or_default();
            let login = ["login", "signin", "sign-in", "auth", "sso", "session"];
            let fix = login.iter().any(|word| to.to_ascii_lowercase().contains(word)).then_some(
                "a login stands in front of the route: LeadLex carries none, so exempt the route",
            );
            finding(
                format!("the URL redirects ({status}) to `{to}`, and LeadLex does not follow"),
                fix,
            )
        }
        status @ (405 | 501) => finding(
            format!("this is no webhook: what answers takes no POST ({status})"),
            Some("compare the URL with the route of the handler: a static site answers like this"),
        ),
        _ if genuine.len() < 2 => Next::AskAgain,
        404 => finding("there is nothing at this path (404)".to_owned(), None),
        status if is_page(answer) => finding(
            format!("a genuine delivery is answered {status} and a web page"),
            Some("something stands in front of the handler, or another server answers this URL"),
        ),
        status => finding(format!("genuine deliveries are answered {status}"), None),
    }
}

/// After a page in answer to a genuine delivery: the answer to an unsigned one.
pub(super) fn judge_page(genuine: &Exchange, unsigned: &Exchange) -> Next {
    match unsigned.answer() {
        Some(answer) if (200..300).contains(&answer.status) && is_page(answer) => {
            let form = genuine.answer().is_some_and(|answer| has(&answer.body, b"password"));
            Next::Stop(Box::new(Finding {
                what: if form {
                    "this is no webhook: it answers everything with a login page".to_owned()
                } else {
                    "this is no webhook: it answers everything with a web page".to_owned()
                },
                fix: Some(
                    "compare the URL with the route of the handler, and exempt it from login",
                ),
                unreachable: None,
                exchange: genuine.clone(),
            }))
        }
        _ => Next::Go,
    }
}

/// A whole HTML document, not a word that a framework labels `text/html`.
fn is_page(answer: &Answer) -> bool {
    let start = answer.body.trim_ascii_start();
    let begins =
        |mark: &[u8]| start.get(..mark.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(mark));
    begins(b"<!doctype html") || begins(b"<html")
}

fn has(text: &[u8], word: &[u8]) -> bool {
    text.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word))
}
