//! A connection that is waited for no longer than it deserves.
//!
//! hyper has one time-out that covers both an idle connection and a head that trickles in, and it
//! closes without a word. Here an idle connection may stay for long, a head must be complete soon
//! after its first byte (408), and a client that stops reading its answer is let go.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep, sleep};
use tokio_rustls::server::TlsStream;

const TOO_SLOW: &[u8] =
    b"HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";

/// How long each phase of a connection may take.
#[derive(Clone, Copy, Debug)]
pub(super) struct Waits {
    /// Between requests.
    pub(super) idle: Duration,
    /// From the first byte of a head to its end.
    pub(super) head: Duration,
    /// While the client takes none of what we write.
    pub(super) stalled: Duration,
}

/// Counts the beginnings and ends of answers, so that it is odd while a request is being answered:
/// no deadline of the connection runs then. A count, because an answer may begin and end between
/// two reads.
#[derive(Clone, Debug, Default)]
pub(super) struct Busy {
    count: Arc<AtomicU64>,
    reset: Arc<AtomicBool>,
}

impl Busy {
    fn toggle(&self) {
        self.count.fetch_add(1, Ordering::Relaxed);
    }

    /// A request is being answered until what this returns is dropped.
    pub(super) fn begin(&self) -> Answering {
        self.toggle();
        Answering(self.clone())
    }

    /// The connection ends with a reset.
    pub(super) fn reset(&self) {
        self.reset.store(true, Ordering::Relaxed);
    }

    fn count(&self) -> u64 {
        self.count.load(Ordering::Relaxed)
    }
}

/// An answer on its way.
#[derive(Debug)]
pub(super) struct Answering(Busy);

impl Drop for Answering {
    fn drop(&mut self) {
        self.0.toggle();
    }
}

/// A connection that can be ended with a reset instead of a farewell.
pub(super) trait Reset {
    /// Makes the end of the connection a reset.
    fn reset_at_end(&self);
}

impl Reset for TcpStream {
    fn reset_at_end(&self) {
        let _ = self.set_zero_linger();
    }
}

impl Reset for TlsStream<TcpStream> {
    fn reset_at_end(&self) {
        self.get_ref().0.reset_at_end();
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Idle,
    Head,
    Over,
}

/// The connection with its deadlines.
#[derive(Debug)]
pub(super) struct Patience<S: Reset> {
    io: S,
    waits: Waits,
    busy: Busy,
    answered: u64,
    phase: Phase,
    deadline: Pin<Box<Sleep>>,
    stall: Option<Pin<Box<Sleep>>>,
}

impl<S: Reset> Patience<S> {
    pub(super) fn new(io: S, waits: Waits, busy: Busy) -> Self {
        let deadline = Box::pin(sleep(waits.idle));
        Self { io, waits, busy, answered: 0, phase: Phase::Idle, deadline, stall: None }
    }

    fn enter(&mut self, phase: Phase, wait: Duration) {
        self.phase = phase;
        self.deadline.as_mut().reset(Instant::now() + wait);
    }
}

impl<S: Reset> Drop for Patience<S> {
    fn drop(&mut self) {
        if self.busy.reset.load(Ordering::Relaxed) {
            self.io.reset_at_end();
        }
    }
}

impl<S: AsyncRead + AsyncWrite + Reset + Unpin> AsyncRead for Patience<S> {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if this.phase == Phase::Over {
            return Poll::Ready(Ok(()));
        }
        let count = this.busy.count();
        if count % 2 == 1 {
            return Pin::new(&mut this.io).poll_read(cx, buffer);
        }
        if count != this.answered {
            this.answered = count;
            this.enter(Phase::Idle, this.waits.idle);
        }
        let before = buffer.filled().len();
        if let Poll::Ready(read) = Pin::new(&mut this.io).poll_read(cx, buffer) {
            if this.phase == Phase::Idle && buffer.filled().len() > before {
                this.enter(Phase::Head, this.waits.head);
            }
            // A head that trickles in keeps being read; its deadline stands all the same.
            if this.phase == Phase::Idle || this.deadline.as_mut().poll(cx).is_pending() {
                return Poll::Ready(read);
            }
        }
        ready!(this.deadline.as_mut().poll(cx));
        if this.phase == Phase::Head {
            let _ = Pin::new(&mut this.io).poll_write(cx, TOO_SLOW);
        }
        this.phase = Phase::Over;
        buffer.set_filled(before);
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncRead + AsyncWrite + Reset + Unpin> AsyncWrite for Patience<S> {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        data: &[u8],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let written = Pin::new(&mut this.io).poll_write(cx, data);
        this.unless_stalled(cx, written)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let written = Pin::new(&mut this.io).poll_write_vectored(cx, slices);
        this.unless_stalled(cx, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().io).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().io).poll_shutdown(cx)
    }
}

impl<S: Reset> Patience<S> {
    fn unless_stalled(
        &mut self,
        cx: &mut Context<'_>,
        written: Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        if written.is_ready() {
            self.stall = None;
            return written;
        }
        let limit = self.waits.stalled;
        let stall = self.stall.get_or_insert_with(|| Box::pin(sleep(limit)));
        ready!(stall.as_mut().poll(cx));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, DuplexStream, duplex};
    use tokio::time::Instant;

    use super::{Busy, Patience, Reset, Waits};

    impl Reset for DuplexStream {
        fn reset_at_end(&self) {}
    }

    const WAITS: Waits = Waits {
        idle: Duration::from_secs(75),
        head: Duration::from_secs(10),
        stalled: Duration::from_secs(30),
    };

    fn connection() -> (DuplexStream, Patience<DuplexStream>, Busy) {
        let (client, server) = duplex(1024);
        let busy = Busy::default();
        (client, Patience::new(server, WAITS, busy.clone()), busy)
    }

    #[tokio::test(start_paused = true)]
    async fn a_head_that_trickles_is_answered_408_ten_seconds_after_its_first_byte() {
        let (mut client, mut server, _busy) = connection();
        let started = Instant::now();
        let trickle = tokio::spawn(async move {
            tokio::time::sleep(Duration::from_secs(20)).await;
            while client.write_all(b"x").await.is_ok() && started.elapsed().as_secs() < 40 {
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
            client
        });
        let mut read = Vec::new();
        server.read_to_end(&mut read).await.expect("an end of file");
        assert_eq!(started.elapsed().as_secs(), 30);
        drop(server);
        let mut answer = String::new();
        let mut client = trickle.await.expect("no panic");
        client.read_to_string(&mut answer).await.expect("text");
        assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    }

    #[tokio::test(start_paused = true)]
    async fn an_idle_connection_is_closed_without_a_word_after_75_seconds() {
        let (mut client, mut server, _busy) = connection();
        let started = Instant::now();
        assert_eq!(server.read(&mut [0; 8]).await.expect("an end of file"), 0);
        assert_eq!(started.elapsed().as_secs(), 75);
        drop(server);
        let mut answer = Vec::new();
        client.read_to_end(&mut answer).await.expect("readable");
        assert!(answer.is_empty());
    }

    #[tokio::test(start_paused = true)]
    async fn no_deadline_runs_while_a_request_is_answered() {
        let (mut client, mut server, busy) = connection();
        let _answering = busy.begin();
        let late = tokio::spawn(async move {
            tokio::time::sleep(Duration::from_secs(300)).await;
            client.write_all(b"late").await.map(|()| client)
        });
        let mut read = [0; 8];
        assert_eq!(server.read(&mut read).await.expect("data"), 4);
        late.await.expect("no panic").expect("written");
    }

    #[tokio::test(start_paused = true)]
    async fn after_an_answer_the_connection_is_idle_and_not_in_the_middle_of_a_head() {
        let (mut client, mut server, busy) = connection();
        client.write_all(b"request").await.expect("written");
        assert_eq!(server.read(&mut [0; 8]).await.expect("data"), 7);
        drop(busy.begin());
        let started = Instant::now();
        assert_eq!(server.read(&mut [0; 8]).await.expect("an end of file"), 0);
        assert_eq!(started.elapsed().as_secs(), 75);
    }

    #[tokio::test(start_paused = true)]
    async fn a_client_that_reads_nothing_is_let_go() {
        let (_client, mut server, _busy) = connection();
        let error = server.write_all(&[0; 4096]).await.expect_err("stalled");
        assert_eq!(error.kind(), std::io::ErrorKind::TimedOut);
    }
}
