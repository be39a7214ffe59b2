//! A request read from a file: the same checks and the same verdict, whatever form it came in.

use std::io::{self, Read as _};
use std::path::Path;

use bytes::Bytes;
use jiff::Timestamp;

use crate::contract::envelope::Envelope;
use crate::contract::freshness::{DISPLAY_THRESHOLD, judge};
use crate::contract::header::{self, HeaderList};
use crate::contract::signature::{Signer, verify};
use crate::store::event::{NewEvent, Source};

/// The largest body that is read from a file.
const LONGEST_BODY: u64 = 16 * 1024 * 1024;

/// A request as the file has it. What the file says about numbers, verdicts and duplicates is not
/// taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// When it was received.
    pub received_at: Timestamp,
    /// The method.
    pub method: String,
    /// Path and query.
    pub path: String,
    /// The sender's address.
    pub peer: Option<String>,
    /// In order.
    pub headers: HeaderList,
    /// Byte for byte.
    pub body: Vec<u8>,
}

/// What a part of a file turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It is a webhook.
    Event(Box<Arrival>),
    /// It is something else, which the log of a browser is full of.
    Skipped(&'static str),
    /// It should be a webhook and cannot be read.
    Refused(String),
}

impl Arrival {
    /// The event to record, its verdict worked out with the secrets that are set now.
    #[must_use]
    pub fn event(self, signers: &[Signer]) -> NewEvent {
        let Self { received_at, method, path, peer, headers, body } = self;
        let body = Bytes::from(body);
        let verification = verify(signers, headers.get(header::SIGNATURE), &body);
        NewEvent {
            source: Source::Import,
            received_at,
            method,
            path,
            peer,
            event: Envelope::read(&body).event,
            delivery_id: headers.text(header::DELIVERY_ID).map(str::to_owned),
            verdict: verification.verdict,
            fingerprint: verification.fingerprint,
            freshness: judge(headers.get(header::TIMESTAMP), received_at, DISPLAY_THRESHOLD),
            headers,
            body,
            replay_of: None,
            ring: false,
        }
    }
}

/// Adds a field, when it could be sent.
///
/// # Errors
/// Names a field that no request can carry.
pub fn push_header(headers: &mut HeaderList, name: &str, value: &[u8]) -> Result<(), String> {
    let sound = !value.iter().any(|byte| matches!(byte, b'\r' | b'\n' | 0));
    if !sound || hyper::header::HeaderName::from_bytes(name.as_bytes()).is_err() {
        return Err(cannot_be_sent(name));
    }
    headers.push(name, value);
    Ok(())
}

/// The words for a field that no request can carry.
pub(super) fn cannot_be_sent(name: &str) -> String {
    format!("the header `{}` cannot be sent", name.escape_debug())
}

/// Path and query of an absolute URL.
///
/// # Errors
/// A text that is no URL.
pub fn path_of(url: &str) -> Result<String, String> {
    let uri: hyper::Uri =
        url.parse().map_err(|_| format!("`{}` is not a URL", url.escape_debug()))?;
    Ok(uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string))
}

/// A body in a file of its own, beside the one that names it.
///
/// # Errors
/// Names the file, and where it was looked for.
pub(super) fn read_body(folder: &Path, file: &str) -> Result<Vec<u8>, String> {
    bounded(&folder.join(file)).map_err(|error| {
        let file = file.escape_debug();
        if error.kind() == io::ErrorKind::NotFound {
            format!(
                "its body `{file}` is not there, seen from the folder of the file that names it"
            )
        } else {
            format!("its body cannot be read from `{file}`: {error}")
        }
    })
}

/// The file comes from somebody else, so nothing endless is read.
fn bounded(path: &Path) -> io::Result<Vec<u8>> {
    let known = std::fs::metadata(path)?;
    if !known.is_file() || known.len() > LONGEST_BODY {
        return Err(io::Error::other("not a file, or too large for a body"));
    }
    let mut body = Vec::new();
    std::fs::File::open(path)?.take(LONGEST_BODY).read_to_end(&mut body)?;
    Ok(body)
}
