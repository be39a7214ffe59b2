//! What to do about each way in which the API says no.

use super::error::ApiError;
use super::fault::Fault;
use super::refusal::Refusal;
use super::resource::{Resource, Right};
use crate::client::failure::FailureKind;

/// Where keys come from, for people.
const KEYS: &str = "keys are made in LeadLex under Settings > API & Integrations, and shown once";

/// The hints for an error, the most useful first.
pub(super) fn of(error: &ApiError) -> Vec<String> {
    match error {
        ApiError::Unreachable { failure, .. } => vec![for_failure(failure.kind).to_owned()],
        ApiError::Unreadable { why, .. } => vec![for_fault(why).to_owned()],
        ApiError::Refused(refusal) => match for_code(refusal) {
            hints if hints.is_empty() => for_status(refusal),
            hints => hints,
        },
    }
}

/// Every code of the documentation's error tables; none for others.
fn for_code(refusal: &Refusal) -> Vec<String> {
    let hint: &str = match refusal.code.as_deref().unwrap_or_default() {
        "invalid_key" => return wrong_key(),
        "insufficient_permissions" => return no_permission(refusal),
        "admin_key_required" => {
            "the audit log is for admin keys; without one, leave it out: nothing else needs it"
        }
        "rate_limited" => return used_up(refusal),
        "insufficient_credits" => {
            "the workspace has no credits left; buying some is up to its owner"
        }
        "validation_error" | "missing_required_field" => {
            "the API does not take the call as documented; the words above name the field"
        }
        "invalid_date_range" => "the beginning of the period lies behind its end, or too far back",
        "invalid_url" => "LeadLex takes `https://` URLs of public hosts only, not this machine's",
        "invalid_events" => "`leadlex-hooks catalog list` shows the documented event types",
        "too_many_contacts" => "500 contacts are the most in one call",
        "invalid_send_condition" => {
            "conditions are always, if_no_reply, if_no_open, if_opened and if_clicked"
        }
        "ambiguous_reference" => "a name in the call fits several resources; use an id",
        "webhook_not_found" => "`leadlex-hooks webhooks list` shows the ids of what there is",
        "not_found"
        | "company_not_found"
        | "campaign_not_found"
        | "list_not_found"
        | "membership_not_found"
        | "step_not_found" => return not_found(refusal),
        "campaign_not_active" => "only an active campaign can be paused",
        "no_match" => "LeadLex found nothing about it in its sources",
        "payload_too_large" => "20 MB are the most in one call",
        _ => return Vec::new(),
    };
    vec![hint.to_owned()]
}

fn for_status(refusal: &Refusal) -> Vec<String> {
    let hint: &str = match refusal.status {
        401 => return wrong_key(),
        402 => "the plan or the credits of the workspace do not cover this call",
        403 => return no_permission(refusal),
        404 | 405 | 410 => return not_found(refusal),
        429 => return used_up(refusal),
        300..=399 => {
            "a redirect is not followed, since the key would go with it: set `--api-url` to where \
             the API is now"
        }
        400 | 409 | 422 => "the API does not take the call as documented; the words above say why",
        408 | 500..=599 => "the API has trouble of its own: try again in a while",
        _ => "is `--api-url` right? the documentation lists no such answer",
    };
    vec![hint.to_owned()]
}

fn wrong_key() -> Vec<String> {
    vec![
        "is the key complete, not expired and not revoked? it comes from `--api-key @FILE`, \
         LEADLEX_API_KEY, or `api_key` in the configuration (`leadlex-hooks config show --origin`)"
            .to_owned(),
        KEYS.to_owned(),
    ]
}

fn no_permission(refusal: &Refusal) -> Vec<String> {
    let resource = refusal.resource;
    let first = match resource {
        Resource::AuditLogs => "the audit log is for admin keys".to_owned(),
        _ => format!(
            "the key may not {} {resource}: LeadLex calls that permission {}, by the age of the key",
            match refusal.right {
                Right::Read => "read",
                Right::Write => "change",
            },
            resource.permissions(refusal.right)
        ),
    };
    vec![first, KEYS.to_owned()]
}

fn not_found(refusal: &Refusal) -> Vec<String> {
    vec![format!(
        "either {} of that id are gone, or `--api-url` is not the API: it ends before `/v1`",
        refusal.resource
    )]
}

fn used_up(refusal: &Refusal) -> Vec<String> {
    let mut hints = Vec::new();
    match (refusal.retry_after, refusal.quota) {
        (Some(wait), _) => hints.push(format!("the API asks to wait {} s", wait.as_secs())),
        (None, Some(quota)) => hints.push(format!(
            "the {} calls of this period are used up; there are new ones at {}",
            quota.limit, quota.reset
        )),
        (None, None) => {}
    }
    if refusal.resource == Resource::ContactExport {
        hints.push("the export takes 10 calls an hour in a workspace".to_owned());
    }
    hints.push(
        "a workspace has 100, 1,000 or 10,000 calls a day by its plan, until 00:00 UTC, and 10, 50 \
         or 200 a minute; all its programs share them"
            .to_owned(),
    );
    hints
}

fn for_fault(fault: &Fault) -> &'static str {
    match fault {
        Fault::Cut(_) | Fault::Empty => "try again; a proxy in between may cut answers",
        Fault::Html(_) => {
            "is `--api-url` the API and not a web site? a proxy or a login page may answer in its place"
        }
        Fault::NotUtf8 | Fault::NotJson(_) | Fault::NotCsv(_) | Fault::Shape(_) => {
            "is `--api-url` the API of LeadLex? it ends before `/v1`"
        }
    }
}

fn for_failure(kind: FailureKind) -> &'static str {
    match kind {
        FailureKind::Refused => "nothing listens there: is `--api-url` right?",
        FailureKind::Dns => "the host name has no address: is `--api-url` spelt right?",
        FailureKind::Tls => {
            "TLS failed: name the certificate of a private authority with `--cacert FILE`"
        }
        FailureKind::TimedOut => "the API was too slow: try again in a while",
        FailureKind::Closed => "the connection was closed before an answer: try again in a while",
        FailureKind::Garbage => {
            "what answered does not speak HTTP: is the port of `--api-url` right?"
        }
        FailureKind::PlainHttp => {
            "the key would be readable on the way: use https, or say `--insecure-http` if the \
             network is yours"
        }
        FailureKind::Proxy => "the proxy given with `--proxy` did not let the call through",
        FailureKind::Other => "is `--api-url` right?",
    }
}
