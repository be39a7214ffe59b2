//! Reads requests off a connection as they stand on the wire, within limits: what comes through a
//! tunnel comes from anywhere.

use std::time::Duration;

use httparse::Status;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::message::{Field, Framing, Request, fields, find};

/// Fields that a head may have.
const FIELDS: usize = 128;
/// Bytes of a head, and of a line in a chunked body.
const LONGEST: usize = 64 * 1024;
/// Bytes of a body: more than the largest that is sent.
const LARGEST: usize = 16 * 1024 * 1024;
/// How long nothing may come.
const SILENCE: Duration = Duration::from_secs(30);

/// A connection and what was read of it.
pub(super) struct Stream {
    io: TcpStream,
    buffer: Vec<u8>,
}

/// A head, and what it says about what follows.
pub(super) struct Head {
    pub(super) method: String,
    pub(super) target: String,
    pub(super) fields: Vec<Field>,
    /// As it came.
    pub(super) raw: Vec<u8>,
    /// Whether another request may follow on the connection.
    pub(super) keeps_open: bool,
}

/// What came in the place of HTTP/1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Garbled {
    /// The beginning of TLS.
    Tls,
    /// The preface of HTTP/2.
    Http2,
    /// Something else.
    Other,
}

impl Garbled {
    fn of(bytes: &[u8]) -> Self {
        match bytes {
            // A record of the handshake, of version 3.x (RFC 8446, 5.1).
            [0x16, 0x03, ..] => Self::Tls,
            _ if bytes.starts_with(b"PRI * HTTP/2") => Self::Http2,
            _ => Self::Other,
        }
    }
}

impl Stream {
    pub(super) fn new(io: TcpStream) -> Self {
        Self { io, buffer: Vec::new() }
    }

    /// The next head; `None` at the end of the connection.
    ///
    /// # Errors
    /// What comes is no HTTP/1.
    pub(super) async fn head(&mut self) -> Result<Option<Head>, Garbled> {
        loop {
            let mut room = [httparse::EMPTY_HEADER; FIELDS];
            let mut parsed = httparse::Request::new(&mut room);
            match parsed.parse(&self.buffer) {
                Err(_) => return Err(Garbled::of(&self.buffer)),
                Ok(Status::Complete(length)) => {
                    let fields = fields(parsed.headers);
                    let closes = find(&fields, "connection")
                        .is_some_and(|value| value.eq_ignore_ascii_case(b"close"));
                    let head = Head {
                        method: parsed.method.unwrap_or_default().to_owned(),
                        target: parsed.path.unwrap_or_default().to_owned(),
                        keeps_open: parsed.version == Some(1) && !closes,
                        fields,
                        raw: self.buffer[..length].to_vec(),
                    };
                    self.buffer.drain(..length);
                    return Ok(Some(head));
                }
                Ok(Status::Partial) if self.buffer.len() > LONGEST => return Err(Garbled::Other),
                Ok(Status::Partial) => {}
            }
            if self.fill().await.is_none() {
                return Ok(None);
            }
        }
    }

    /// The body that follows a head; `None` where it breaks off or is too large.
    pub(super) async fn body(&mut self, head: Head) -> Option<Request> {
        let is = |name, wanted: &str| {
            let value = find(&head.fields, name).map(|value| String::from_utf8_lossy(value));
            value.is_some_and(|value| value.to_ascii_lowercase().contains(wanted))
        };
        if is("expect", "100-continue") {
            self.write(b"HTTP/1.1 100 Continue\r\n\r\n").await?;
        }
        let (framing, body) = if is("transfer-encoding", "chunked") {
            (Framing::Chunked, self.chunks().await?)
        } else {
            let length = find(&head.fields, "content-length").unwrap_or(b"0");
            let length = std::str::from_utf8(length).ok()?.trim().parse().ok()?;
            (Framing::Length, self.take(length).await?)
        };
        let Head { method, target, fields, .. } = head;
        Some(Request { method, target, fields, framing, body })
    }

    /// Writes an answer.
    pub(super) async fn write(&mut self, bytes: &[u8]) -> Option<()> {
        timeout(SILENCE, self.io.write_all(bytes)).await.ok()?.ok()
    }

    async fn take(&mut self, length: usize) -> Option<Vec<u8>> {
        if length > LARGEST {
            return None;
        }
        while self.buffer.len() < length {
            self.fill().await?;
        }
        Some(self.buffer.drain(..length).collect())
    }

    async fn chunks(&mut self) -> Option<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let (line, size) = match httparse::parse_chunk_size(&self.buffer).ok()? {
                Status::Complete(found) => found,
                Status::Partial if self.buffer.len() > LONGEST => return None,
                Status::Partial => {
                    self.fill().await?;
                    continue;
                }
            };
            self.buffer.drain(..line);
            if size == 0 {
                // Trailing fields, to an empty line.
                while !self.line().await?.is_empty() {}
                return Some(body);
            }
            let size = usize::try_from(size).ok().filter(|size| body.len() + size <= LARGEST)?;
            body.extend(self.take(size).await?);
            self.line().await?;
        }
    }

    async fn line(&mut self) -> Option<Vec<u8>> {
        loop {
            if let Some(end) = self.buffer.windows(2).position(|pair| pair == b"\r\n") {
                let line: Vec<u8> = self.buffer.drain(..end + 2).collect();
                return Some(line[..end].to_vec());
            }
            if self.buffer.len() > LONGEST {
                return None;
            }
            self.fill().await?;
        }
    }

    async fn fill(&mut self) -> Option<()> {
        let read = timeout(SILENCE, self.io.read_buf(&mut self.buffer)).await.ok()?.ok()?;
        (read > 0).then_some(())
    }
}
