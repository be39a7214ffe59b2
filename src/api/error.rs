//! How a call fails, what kind of failure that is to whoever polls, and what is told about it.

#[cfg(test)]
mod tests;

use std::fmt;
use std::time::Duration;

use jiff::Timestamp;

use super::advice;
use super::fault::Fault;
use super::head::Quota;
use super::refusal::Refusal;
use super::resource::Resource;
use crate::client::failure::{Failure, FailureKind};
use crate::error::Error;
use crate::text::safe;

/// A call without rows.
#[derive(Clone, Debug)]
pub enum ApiError {
    /// No answer.
    Unreachable {
        /// Why.
        failure: Failure,
        /// The API's URL.
        base: String,
        /// What was asked for.
        resource: Resource,
    },
    /// An answer that says no.
    Refused(Box<Refusal>),
    /// An answer with a good status that makes no sense.
    Unreadable {
        /// Why.
        why: Fault,
        /// Its HTTP status.
        status: u16,
        /// What was asked for.
        resource: Resource,
        /// What is left of the calls.
        quota: Option<Quota>,
    },
}

/// What a failure means to the calls that come after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The key is not accepted: no call will work.
    Key,
    /// The key may not read this: other calls work.
    Permission {
        /// What may not be read.
        resource: Resource,
    },
    /// The calls are used up for now.
    Quota,
    /// There is no such thing (any more).
    NotFound,
    /// The same call may work in a while.
    Temporary,
    /// Anything else: the same call fails again.
    Other,
}

impl ApiError {
    /// What this means to other calls. By the code first; statuses differ between pages.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Unreachable { failure, .. } => match failure.kind {
                FailureKind::Tls | FailureKind::PlainHttp => Kind::Other,
                _ => Kind::Temporary,
            },
            Self::Unreadable { why, .. } if why.is_temporary() => Kind::Temporary,
            Self::Unreadable { .. } => Kind::Other,
            Self::Refused(refusal) => {
                let resource = refusal.resource;
                match (refusal.code.as_deref().unwrap_or_default(), refusal.status) {
                    ("rate_limited", _) | (_, 429) => Kind::Quota,
                    ("invalid_key", _) | (_, 401) => Kind::Key,
                    ("insufficient_permissions" | "admin_key_required", _) | (_, 403) => {
                        Kind::Permission { resource }
                    }
                    (_, 404 | 410) => Kind::NotFound,
                    (code, 200..=299) if code.ends_with("not_found") => Kind::NotFound,
                    (_, 408 | 425 | 500..=599) => Kind::Temporary,
                    _ => Kind::Other,
                }
            }
        }
    }

    /// Whether the same call may work in a moment. A used up quota comes back later than that.
    #[must_use]
    pub fn is_temporary(&self) -> bool {
        self.kind() == Kind::Temporary
    }

    /// Whether the API may have done what was asked for all the same: the call went out, and no answer
    /// came back that says otherwise.
    #[must_use]
    pub fn may_be_done(&self) -> bool {
        match self {
            Self::Unreachable { failure, .. } => matches!(
                failure.kind,
                FailureKind::TimedOut | FailureKind::Closed | FailureKind::Garbage
            ),
            Self::Unreadable { .. } => true,
            // Of a gateway that gave up waiting, for one.
            Self::Refused(refusal) => matches!(refusal.status, 408 | 500..=599),
        }
    }

    /// What was asked for.
    #[must_use]
    pub fn resource(&self) -> Resource {
        match self {
            Self::Unreachable { resource, .. } | Self::Unreadable { resource, .. } => *resource,
            Self::Refused(refusal) => refusal.resource,
        }
    }

    /// What is left of the calls, where there was an answer that told it.
    #[must_use]
    pub fn quota(&self) -> Option<Quota> {
        match self {
            Self::Unreachable { .. } => None,
            Self::Refused(refusal) => refusal.quota,
            Self::Unreadable { quota, .. } => *quota,
        }
    }

    /// The API's clock to the second, where there was an answer that told it.
    #[must_use]
    pub fn server_time(&self) -> Option<Timestamp> {
        match self {
            Self::Refused(refusal) => refusal.server_time,
            _ => None,
        }
    }

    /// How long the API asks to wait.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Refused(refusal) => refusal.retry_after,
            _ => None,
        }
    }

    /// The error of the top level: exit 3 without an answer, 4 with one (2 for plain HTTP beyond this
    /// machine, which is not sent). Texts from outside are made safe to show.
    #[must_use]
    pub fn into_error(self) -> Error {
        let message = self.to_string();
        let error = match &self {
            Self::Unreachable { failure, .. } if failure.kind == FailureKind::PlainHttp => {
                Error::usage(message)
            }
            Self::Unreachable { .. } => Error::unreachable(message),
            Self::Refused(_) | Self::Unreadable { .. } => Error::api(message),
        };
        advice::of(&self).into_iter().fold(error, Error::hint)
    }
}

/// One line, safe to show.
impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreachable { failure, base, .. } => {
                write!(f, "cannot reach the API at {base}: {}", safe::line(&failure.message))
            }
            Self::Unreadable { why, status, resource, .. } => {
                let why = why.to_string();
                let why = safe::line(&why);
                write!(
                    f,
                    "cannot read the API's answer to the call for {resource} ({status}): {why}"
                )
            }
            Self::Refused(refusal) => refuse(f, refusal),
        }
    }
}

impl std::error::Error for ApiError {}

fn refuse(f: &mut fmt::Formatter<'_>, refusal: &Refusal) -> fmt::Result {
    write!(f, "the API answered {}", refusal.status)?;
    if let Some(code) = &refusal.code {
        write!(f, " `{}`", safe::line(code))?;
    }
    write!(f, " to the call for {}", refusal.resource)?;
    if !refusal.message.is_empty() {
        write!(f, ": {}", safe::line(&refusal.message))?;
    }
    if !refusal.fields.is_empty() {
        let each = refusal.fields.iter().map(|(name, why)| format!("{name}: {why}"));
        write!(f, " ({})", safe::line(&each.collect::<Vec<_>>().join("; ")))?;
    }
    if let Some(id) = &refusal.request_id {
        write!(f, " [request {}]", safe::line(id))?;
    }
    Ok(())
}
