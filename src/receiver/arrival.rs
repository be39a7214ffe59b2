//! A request as it arrived, what is answered, and reading a body within limits.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt as _;
use hyper::body::{Body as _, Incoming};
use jiff::Timestamp;
use tokio::sync::mpsc;

use super::respond::Ending;
use super::room::{FREE, Room, Taken};
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
    /// Large, and so are many others (503).
    Crowded,
    /// Cut off, or not framed as HTTP has it; nobody is left to read an answer.
    Broken,
}

/// Reads a body of at most `limit` bytes within `patience`; a large one takes its room first and
/// has it as long as the second value lives.
///
/// # Errors
/// Says why the body was not taken. What remains of one that is too large or had no room was read
/// and thrown away where that is little, since many clients read no answer before they have sent
/// everything.
pub(super) async fn read_body(
    mut body: Incoming,
    limit: usize,
    patience: Duration,
    room: &Room,
) -> Result<(Bytes, Option<Taken>), BodyFault> {
    let read = async {
        let read = take_body(&mut body, limit, room).await;
        if let Err(BodyFault::TooLarge | BodyFault::Crowded) = read {
            discard(&mut body).await;
        }
        read
    };
    tokio::time::timeout(patience, read).await.unwrap_or(Err(BodyFault::TooSlow))
}

async fn take_body(
    body: &mut Incoming,
    limit: usize,
    room: &Room,
) -> Result<(Bytes, Option<Taken>), BodyFault> {
    let announced = usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX);
    if announced > limit {
        return Err(BodyFault::TooLarge);
    }
    let mut taken = None;
    if announced > FREE {
        taken = Some(room.wait(announced).await.ok_or(BodyFault::Crowded)?);
    }
    let Some(first) = next(body).await? else {
        return Ok((Bytes::new(), taken));
    };
    let Some(second) = next(body).await? else {
        return if first.len() > limit { Err(BodyFault::TooLarge) } else { Ok((first, taken)) };
    };
    let mut whole = BytesMut::with_capacity(announced.max(first.len() + second.len()));
    whole.extend_from_slice(&first);
    whole.extend_from_slice(&second);
    while whole.len() <= limit {
        // Chunks do not say how many there will be.
        if taken.is_none() && whole.len() > FREE {
            taken = Some(room.wait(limit).await.ok_or(BodyFault::Crowded)?);
        }
        match next(body).await? {
            Some(data) => whole.extend_from_slice(&data),
            None => return Ok((whole.freeze(), taken)),
        }
    }
    Err(BodyFault::TooLarge)
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
