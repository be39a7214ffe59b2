//! One connection of one's own, for whoever sends so much that a general client would be in the way:
//! a request goes out as bytes that are ready, in one write, and of the answer only that is read which
//! is counted.

use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use httparse::Status;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::dial::Socket;
use super::failure::{FailureKind, classify};
use super::head::{self, Extent, Head, NotHttp};

/// Room for what is read at once.
const ROOM: usize = 8 * 1024;
/// The longest head of an answer, and the longest line in a chunked body.
const LONGEST: usize = 64 * 1024;

/// One open connection; one request at a time.
pub struct Wire {
    io: TokioIo<Box<dyn Socket>>,
    buffer: Vec<u8>,
    /// What was read and not used yet is between these.
    start: usize,
    end: usize,
    /// The head of the last answer as it came, where it is asked for.
    told: Option<Vec<u8>>,
}

/// What was read of a body.
#[derive(Debug, Default)]
pub struct Body {
    /// The beginning, as much as was to be kept.
    pub kept: Vec<u8>,
    /// Bytes in all.
    pub length: u64,
    /// It did not break off.
    pub is_whole: bool,
    keep: usize,
}

impl Body {
    fn add(&mut self, piece: &[u8]) {
        self.length += piece.len() as u64;
        let room = self.keep - self.kept.len();
        self.kept.extend_from_slice(&piece[..piece.len().min(room)]);
    }
}

impl std::fmt::Debug for Wire {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Wire").field("unread", &(self.end - self.start)).finish_non_exhaustive()
    }
}

impl Wire {
    pub(super) fn new(io: Box<dyn Socket>) -> Self {
        Self { io: TokioIo::new(io), buffer: vec![0; ROOM], start: 0, end: 0, told: None }
    }

    /// Sends the beginning of a request; the rest follows with [`Wire::send`].
    ///
    /// # Errors
    /// The connection is gone; why.
    pub async fn begin(&mut self, part: &[u8]) -> Result<(), FailureKind> {
        let mut rest = part;
        poll_fn(|cx| self.write(cx, &mut rest)).await.map_err(|error| kind(&error))
    }

    /// [`Wire::send`], and the head of the answer as it came beside what it says.
    ///
    /// # Errors
    /// As [`Wire::send`].
    pub async fn send_and_quote(&mut self, request: &[u8]) -> Result<(Head, Vec<u8>), FailureKind> {
        self.told = Some(Vec::new());
        let head = self.send(request).await;
        let told = self.told.take().unwrap_or_default();
        Ok((head?, told))
    }

    /// Whether another request can go out on it, as far as is known: nothing came unasked, and it
    /// was not closed.
    pub async fn is_usable(&mut self) -> bool {
        self.start == self.end && poll_fn(|cx| Poll::Ready(self.fill(cx).is_pending())).await
    }

    /// Sends a request and waits for the head of its answer.
    ///
    /// # Errors
    /// No answer; why.
    pub async fn send(&mut self, request: &[u8]) -> Result<Head, FailureKind> {
        let mut rest = request;
        let mut written = Poll::Pending;
        poll_fn(|cx| {
            if written.is_pending() {
                written = self.write(cx, &mut rest);
            }
            // An endpoint may refuse a request before it has read all of it.
            match (self.head(cx), &written) {
                (Poll::Ready(Ok(mut head)), _) => {
                    head.keeps_open &= written.is_ready();
                    Poll::Ready(Ok(head))
                }
                (Poll::Ready(failed), _) => Poll::Ready(failed),
                (Poll::Pending, Poll::Ready(Err(error))) => Poll::Ready(Err(kind(error))),
                (Poll::Pending, _) => Poll::Pending,
            }
        })
        .await
    }

    /// Reads the body that follows a head, and keeps the beginning of it.
    pub async fn body(&mut self, head: Head, keep: usize) -> Body {
        let mut body = Body { keep, ..Body::default() };
        body.is_whole = match head.extent {
            Extent::Length(length) => self.take(length, &mut body).await.is_ok(),
            Extent::Chunked => self.chunks(&mut body).await.is_ok(),
            Extent::Close => {
                let ended = self.take(u64::MAX, &mut body).await;
                ended.is_err_and(|error| error.kind() == io::ErrorKind::UnexpectedEof)
            }
        };
        body
    }

    async fn take(&mut self, mut left: u64, body: &mut Body) -> io::Result<()> {
        while left > 0 {
            if self.start == self.end {
                self.more().await?;
            }
            let there = &self.buffer[self.start..self.end];
            let there = &there[..usize::try_from(left).map_or(there.len(), |n| n.min(there.len()))];
            body.add(there);
            self.start += there.len();
            left -= there.len() as u64;
        }
        Ok(())
    }

    async fn chunks(&mut self, body: &mut Body) -> io::Result<()> {
        loop {
            match httparse::parse_chunk_size(&self.buffer[self.start..self.end]) {
                Ok(Status::Complete((length, size))) => {
                    self.start += length;
                    if size == 0 {
                        break;
                    }
                    self.take(size, body).await?;
                    if self.line().await? != 0 {
                        return Err(io::ErrorKind::InvalidData.into());
                    }
                }
                Ok(Status::Partial) => self.more().await?,
                Err(_) => return Err(io::ErrorKind::InvalidData.into()),
            }
        }
        // Trailing fields, to an empty line.
        while self.line().await? != 0 {}
        Ok(())
    }

    /// Passes over a line and tells its length.
    async fn line(&mut self) -> io::Result<usize> {
        loop {
            let there = &self.buffer[self.start..self.end];
            if let Some(length) = there.windows(2).position(|end| end == b"\r\n") {
                self.start += length + 2;
                return Ok(length);
            }
            self.more().await?;
        }
    }

    async fn more(&mut self) -> io::Result<()> {
        poll_fn(|cx| self.fill(cx)).await
    }

    fn write(&mut self, cx: &mut Context<'_>, rest: &mut &[u8]) -> Poll<io::Result<()>> {
        while !rest.is_empty() {
            match ready!(Pin::new(&mut self.io).poll_write(cx, rest))? {
                0 => return Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
                written => *rest = &rest[written..],
            }
        }
        Pin::new(&mut self.io).poll_flush(cx)
    }

    fn head(&mut self, cx: &mut Context<'_>) -> Poll<Result<Head, FailureKind>> {
        loop {
            match head::read(&self.buffer[self.start..self.end]) {
                Ok(Some((head, length))) => {
                    if let Some(told) = &mut self.told {
                        *told = self.buffer[self.start..self.start + length].to_vec();
                    }
                    self.start += length;
                    // What a 1xx announces is still to come.
                    if !(100..200).contains(&head.status) || head.status == 101 {
                        return Poll::Ready(Ok(head));
                    }
                    continue;
                }
                Ok(None) => {}
                Err(NotHttp) => return Poll::Ready(Err(FailureKind::Garbage)),
            }
            if self.end - self.start == LONGEST {
                return Poll::Ready(Err(FailureKind::Garbage));
            }
            if let Err(error) = ready!(self.fill(cx)) {
                return Poll::Ready(Err(kind(&error)));
            }
        }
    }

    /// Reads more, behind what is there; the end of the connection is an error.
    fn fill(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.start == self.end {
            (self.start, self.end) = (0, 0);
        }
        if self.end == self.buffer.len() {
            self.buffer.copy_within(self.start.., 0);
            (self.start, self.end) = (0, self.end - self.start);
            if self.end == LONGEST {
                return Poll::Ready(Err(io::ErrorKind::InvalidData.into()));
            }
            let longer = (self.end * 2).clamp(self.buffer.len(), LONGEST);
            self.buffer.resize(longer, 0);
        }
        let mut room = ReadBuf::new(&mut self.buffer[self.end..]);
        ready!(Pin::new(&mut self.io).poll_read(cx, &mut room))?;
        match room.filled().len() {
            0 => Poll::Ready(Err(io::ErrorKind::UnexpectedEof.into())),
            read => {
                self.end += read;
                Poll::Ready(Ok(()))
            }
        }
    }
}

fn kind(error: &io::Error) -> FailureKind {
    classify(error, Duration::ZERO).kind
}

#[cfg(test)]
mod tests {
    use hyper_util::rt::TokioIo;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, DuplexStream, duplex};

    use super::{Body, Wire};
    use crate::client::failure::FailureKind;

    const REQUEST: &[u8] = b"POST / HTTP/1.1\r\ncontent-length: 2\r\n\r\nok";

    fn wire(room: usize) -> (Wire, DuplexStream) {
        let (ours, theirs) = duplex(room);
        (Wire::new(Box::new(TokioIo::new(ours))), theirs)
    }

    /// Reads a request, answers it in pieces, and waits for the next or goes away.
    async fn answer(theirs: &mut DuplexStream, said: &[u8], piece: usize) {
        theirs.read_exact(&mut [0; REQUEST.len()]).await.expect("a request");
        for part in said.chunks(piece) {
            theirs.write_all(part).await.expect("taken");
            tokio::task::yield_now().await;
        }
    }

    /// The status and the body of an answer, after which the connection is closed, and whether the
    /// connection might have been used again.
    async fn told(said: &[u8], piece: usize) -> Result<(u16, Body, bool), FailureKind> {
        let (mut wire, mut theirs) = wire(256);
        let said = said.to_vec();
        let peer = tokio::spawn(async move { answer(&mut theirs, &said, piece).await });
        let head = wire.send(REQUEST).await?;
        let body = wire.body(head, 6).await;
        peer.abort();
        let keeps_open = head.keeps_open && body.is_whole;
        Ok((head.status, body, keeps_open))
    }

    #[tokio::test]
    async fn an_answer_is_read_to_its_end_however_it_is_cut_up() {
        let cases: [(&str, u16, &str, u64, bool); 5] = [
            ("HTTP/1.1 200 OK\nContent-Length: 8\n\n12345678", 200, "123456", 8, true),
            ("HTTP/1.1 100 Go\n\nHTTP/1.1 201 Made\nContent-Length: 2\n\nok", 201, "ok", 2, true),
            (
                "HTTP/1.1 500 No\nTransfer-Encoding: chunked\n\n4;x=y\nwebh\n3\nook\n0\nA: b\n\n",
                500,
                "webhoo",
                7,
                true,
            ),
            ("HTTP/1.1 204 Empty\n\n", 204, "", 0, true),
            ("HTTP/1.1 200 OK\n\nto the end", 200, "to the", 10, false),
        ];
        for (said, status, kept, length, keeps_open) in cases {
            let said = said.replace('\n', "\r\n");
            for piece in [1, 3, 1000] {
                let found = told(said.as_bytes(), piece).await.expect("an answer");
                let body = (String::from_utf8_lossy(&found.1.kept).into_owned(), found.1.length);
                assert_eq!((found.0, body), (status, (kept.to_owned(), length)), "{said}");
                assert_eq!(found.2, keeps_open, "{said} in pieces of {piece}");
            }
        }
    }

    #[tokio::test]
    async fn what_breaks_off_is_not_whole_and_what_is_no_answer_says_why() {
        for said in [
            "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n12345678",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n12345678\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n12345678..0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n12345678\r\nx\r\n\r\n",
        ] {
            let (status, body, keeps_open) = told(said.as_bytes(), 1000).await.expect("a head");
            assert_eq!((status, body.length, keeps_open), (200, 8, false), "{said}");
        }
        let endless = format!("HTTP/1.1 200 OK\r\nx: {}", "x".repeat(70_000));
        for (said, kind) in [
            ("", FailureKind::Closed),
            ("HTTP/1.1 200 OK\r\nx", FailureKind::Closed),
            ("SSH-2.0-OpenSSH_9.2\r\n", FailureKind::Garbage),
            (endless.as_str(), FailureKind::Garbage),
        ] {
            assert_eq!(told(said.as_bytes(), 1000).await.err(), Some(kind), "{said:.40}");
        }
    }

    #[tokio::test]
    async fn a_connection_is_used_again_until_something_comes_unasked_or_it_is_closed() {
        let (mut wire, mut theirs) = wire(256);
        let plain = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";
        for _ in 0..3 {
            assert!(wire.is_usable().await);
            let (head, ()) = tokio::join!(wire.send(REQUEST), answer(&mut theirs, plain, 1000));
            assert_eq!(wire.body(head.expect("an answer"), 0).await.length, 0);
        }
        let closed = {
            let (mut wire, theirs) = self::wire(256);
            drop(theirs);
            wire.is_usable().await
        };
        theirs.write_all(b"HTTP/1.1 408 Slow\r\n\r\n").await.expect("sent");
        assert_eq!((wire.is_usable().await, closed), (false, false));
    }

    #[tokio::test]
    async fn a_refusal_before_the_request_was_read_is_an_answer_and_the_last_one() {
        let (mut wire, mut theirs) = wire(64);
        let request = [REQUEST, &[b'x'; 4096]].concat();
        theirs.write_all(b"HTTP/1.1 413 No\r\nContent-Length: 0\r\n\r\n").await.expect("sent");
        let head = wire.send(&request).await.expect("an answer");
        assert_eq!((head.status, head.keeps_open), (413, false));
        drop(theirs);
    }
}
