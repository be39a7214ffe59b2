//! Why an attempt got no answer.

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::time::Duration;

/// The kinds of failure that a person handles differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// Nobody listens there.
    Refused,
    /// The name has no address.
    Dns,
    /// No agreement on TLS, or a certificate that is not trusted.
    Tls,
    /// No complete response head within the deadline.
    TimedOut,
    /// The connection ended before the response head did.
    Closed,
    /// What came back is not HTTP.
    Garbage,
    /// Plain HTTP beyond loopback, which was not allowed.
    PlainHttp,
    /// The proxy did not let us through.
    Proxy,
    /// Anything else, told by its message.
    Other,
}

impl FailureKind {
    /// The word used in JSON and in the store.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Refused => "connection_refused",
            Self::Dns => "dns_failure",
            Self::Tls => "tls_failure",
            Self::TimedOut => "timeout",
            Self::Closed => "closed",
            Self::Garbage => "not_http",
            Self::PlainHttp => "plain_http",
            Self::Proxy => "proxy",
            Self::Other => "other",
        }
    }

    /// Two words at most, for a column.
    #[must_use]
    pub fn short(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Dns => "no address",
            Self::Tls => "TLS failed",
            Self::TimedOut => "timed out",
            Self::Closed => "closed",
            Self::Garbage => "not HTTP",
            Self::PlainHttp => "plain http",
            Self::Proxy => "proxy failed",
            Self::Other => "failed",
        }
    }

    /// Reads what [`FailureKind::as_str`] wrote.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        let all = [
            Self::Refused,
            Self::Dns,
            Self::Tls,
            Self::TimedOut,
            Self::Closed,
            Self::Garbage,
            Self::PlainHttp,
            Self::Proxy,
            Self::Other,
        ];
        all.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// An attempt without an answer.
#[derive(Clone, Debug)]
pub struct Failure {
    /// What kind it was.
    pub kind: FailureKind,
    /// The innermost cause in words; may hold text from outside.
    pub message: String,
    /// How long it took to fail.
    pub latency: Duration,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl StdError for Failure {}

/// Marks a refusal of our own inside the chain of errors.
#[derive(Debug, thiserror::Error)]
pub(super) enum Refusal {
    /// The address is beyond loopback and the URL is plain HTTP.
    #[error("plain http to {0}, which is not loopback")]
    PlainHttp(String),
    /// The resolver found nothing.
    #[error("cannot resolve {0}: {1}")]
    Dns(String, io::Error),
}

/// Sorts an error of hyper's client.
pub(super) fn classify(error: &(dyn StdError + 'static), latency: Duration) -> Failure {
    let mut kind = FailureKind::Other;
    let mut message = error.to_string();
    let mut cause = Some(error);
    while let Some(error) = cause {
        if let Some(found) = kind_of(error) {
            kind = found;
        }
        message = error.to_string();
        cause = error.source();
    }
    Failure { kind, message: message.trim().to_owned(), latency }
}

fn kind_of(error: &(dyn StdError + 'static)) -> Option<FailureKind> {
    if let Some(refusal) = error.downcast_ref::<Refusal>() {
        return Some(match refusal {
            Refusal::PlainHttp(_) => FailureKind::PlainHttp,
            Refusal::Dns(..) => FailureKind::Dns,
        });
    }
    if error.is::<rustls::Error>() {
        return Some(FailureKind::Tls);
    }
    if let Some(error) = error.downcast_ref::<hyper::Error>() {
        return if error.is_parse() {
            Some(FailureKind::Garbage)
        } else if error.is_incomplete_message() || error.is_closed() || error.is_canceled() {
            Some(FailureKind::Closed)
        } else {
            None
        };
    }
    // hyper-util keeps the type of this error to itself.
    if error.to_string().starts_with("tunnel error") {
        return Some(FailureKind::Proxy);
    }
    let error = error.downcast_ref::<io::Error>()?;
    // An error inside an `io::Error` is passed over by `source`.
    if let Some(found) = error.get_ref().and_then(|inner| kind_of(inner)) {
        return Some(found);
    }
    match error.kind() {
        io::ErrorKind::ConnectionRefused => Some(FailureKind::Refused),
        io::ErrorKind::ConnectionReset
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::BrokenPipe
        | io::ErrorKind::UnexpectedEof => Some(FailureKind::Closed),
        io::ErrorKind::TimedOut => Some(FailureKind::TimedOut),
        io::ErrorKind::InvalidData => Some(FailureKind::Tls),
        _ => None,
    }
}
