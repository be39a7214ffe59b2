//! A request as it arrived, what is answered, and reading a body within limits.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt as _;
use hyper::body::{Body as _, Incoming};
use jiff::Timestamp;
use tokio::sync::mpsc;

use super::respond::Ending;
use crate::contract::header::HeaderList;

/// How much is read of a body that is refused, so that its sender can read the answer.
const DISCARDED: u64 = 64 * 1024 * 1024;

/// A complete request.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// When its head was complete.
    pub received_at: Timestamp,
    /// Who sent it, as far as the connection tells.
    pub peer: String,
    /// The method.
    pub method: String,
    /// Path and query.
    pub path: String,
    /// The headers as they came.
    pub headers: HeaderList,
    /// The body, byte for byte.
    pub body: Bytes,
}

/// What is answered.
#[derive(Debug, Default)]
pub struct Reply {
    /// The status code.
    pub status: u16,
    /// End-to-end headers.
    pub headers: HeaderList,
    /// The body, or its beginning where there is a feed.
    pub body: Bytes,
    /// What follows as it comes, until the other side is dropped; when the client goes away, this
    /// one is.
    pub feed: Option<mpsc::Receiver<Bytes>>,
    /// The wait before it leaves; cut short when the listener ends.
    pub delay: Duration,
    /// The time over which the body trickles out.
    pub slow: Duration,
    /// Break the connection off after so many bytes of the body.
    pub cut: Option<usize>,
    /// Whether it is sent at all.
    pub ending: Ending,
}

impl Reply {
    /// A status and nothing else.
    #[must_use]
    pub fn empty(status: u16) -> Self {
        Self { status, ..Self::default() }
    }

    /// A status and one line of plain text.
    #[must_use]
    pub fn text(status: u16, text: &'static str) -> Self {
        let mut headers = HeaderList::new();
        headers.push("content-type", "text/plain; charset=utf-8");
        Self { status, headers, body: Bytes::from_static(text.as_bytes()), ..Self::default() }
    }
}

/// Why a body was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyFault {
    /// Over the limit (413).
    TooLarge,
    /// Not complete in time (408).
    TooSlow,
    /// Cut off, or not framed as HTTP has it; nobody is left to read an answer.
    Broken,
}

/// Reads a body of at most `limit` bytes within `patience`.
///
/// # Errors
/// Says why the body was not taken; after [`BodyFault::TooLarge`] what remains was read and thrown
/// away where that is little, since many clients read no answer before they have sent everything.
pub async fn read_body(
    mut body: Incoming,
    limit: usize,
    patience: Duration,
) -> Result<Bytes, BodyFault> {
    let read = async {
        if body.size_hint().lower() > limit as u64 {
            discard(&mut body).await;
            return Err(BodyFault::TooLarge);
        }
        let Some(first) = next(&mut body).await? else {
            return Ok(Bytes::new());
        };
        let Some(second) = next(&mut body).await? else {
            return if first.len() > limit { Err(BodyFault::TooLarge) } else { Ok(first) };
        };
        let mut whole =
            BytesMut::with_capacity(body_capacity(&body, first.len() + second.len(), limit));
        whole.extend_from_slice(&first);
        whole.extend_from_slice(&second);
        while whole.len() <= limit {
            match next(&mut body).await? {
                Some(data) => whole.extend_from_slice(&data),
                None => return Ok(whole.freeze()),
            }
        }
        discard(&mut body).await;
        Err(BodyFault::TooLarge)
    };
    tokio::time::timeout(patience, read).await.unwrap_or(Err(BodyFault::TooSlow))
}

fn body_capacity(body: &Incoming, already: usize, limit: usize) -> usize {
    let rest = usize::try_from(body.size_hint().lower()).unwrap_or(limit);
    (already + rest).min(limit)
}

async fn next(body: &mut Incoming) -> Result<Option<Bytes>, BodyFault> {
    while let Some(frame) = body.frame().await {
        if let Ok(data) = frame.map_err(|_| BodyFault::Broken)?.into_data() {
            return Ok(Some(data));
        }
    }
    Ok(None)
}

async fn discard(body: &mut Incoming) {
    if body.size_hint().lower() > DISCARDED {
        return;
    }
    let mut seen = 0;
    while let Ok(Some(data)) = next(body).await {
        seen += data.len() as u64;
        if seen > DISCARDED {
            return;
        }
    }
}
