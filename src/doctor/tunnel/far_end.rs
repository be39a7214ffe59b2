//! The end of the tunnel on this machine: a server that knows its own requests by their nonce, keeps
//! them as they came, answers as it was told, and wants nothing of anybody else's.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, Semaphore};
use tokio::task::JoinHandle;

use super::answer::Answer;
use super::message::Request;
use super::stream::{Garbled, Head, Stream};

/// Connections at a time; more are closed at once.
const CROWD: usize = 16;
/// How far into a body its nonce is looked for.
const BEGINNING: usize = 64 * 1024;

/// A server on this machine; gone when dropped.
#[derive(Debug)]
pub struct FarEnd {
    address: SocketAddr,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

#[derive(Debug, Default)]
struct Shared {
    expected: Mutex<Vec<Expected>>,
    /// The last that came and was no HTTP.
    garbled: Mutex<Option<Garbled>>,
    /// Told when a head has come.
    heads: Notify,
}

/// A request to come.
#[derive(Debug)]
struct Expected {
    nonce: String,
    answer: Answer,
    delay: Duration,
    has_begun: bool,
    arrived: Vec<Request>,
}

impl FarEnd {
    /// Binds a port; 0 is a free one.
    ///
    /// # Errors
    /// A port that is taken, or an address that is not this machine's.
    pub async fn bind(host: &str, port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind((host.trim_matches(['[', ']']), port)).await?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared::default());
        let task = tokio::spawn(accept(listener, Arc::clone(&shared)));
        Ok(Self { address, shared, task })
    }

    /// Its URL on this machine.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Its port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Waits for a request from now on.
    pub(super) fn expect(&self, nonce: &str, answer: Answer, delay: Duration) {
        let nonce = nonce.to_owned();
        let (has_begun, arrived) = (false, Vec::new());
        self.shared.lock().push(Expected { nonce, answer, delay, has_begun, arrived });
    }

    /// What has come of it.
    pub(super) fn arrived(&self, nonce: &str) -> Vec<Request> {
        self.shared.of(nonce, |expected| expected.arrived.clone()).unwrap_or_default()
    }

    /// What came and was no HTTP, if anything did.
    pub(super) fn garbled(&self) -> Option<Garbled> {
        *self.shared.garbled.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until its head has come; never ends where none comes.
    pub(super) async fn begins(&self, nonce: &str) {
        loop {
            let next = self.shared.heads.notified();
            if self.shared.of(nonce, |expected| expected.has_begun) == Some(true) {
                return;
            }
            next.await;
        }
    }
}

impl Drop for FarEnd {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Vec<Expected>> {
        self.expected.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn of<T>(&self, nonce: &str, job: impl FnOnce(&mut Expected) -> T) -> Option<T> {
        self.lock().iter_mut().find(|expected| expected.nonce == nonce).map(job)
    }

    fn garble(&self, garbled: Garbled) {
        *self.garbled.lock().unwrap_or_else(PoisonError::into_inner) = Some(garbled);
    }

    /// The nonce that stands in these bytes.
    fn nonce_in(&self, bytes: &[u8]) -> Option<String> {
        let has = |nonce: &str| bytes.windows(nonce.len()).any(|part| part == nonce.as_bytes());
        let expected = self.lock();
        expected.iter().map(|one| &one.nonce).find(|nonce| has(nonce)).cloned()
    }
}

async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    let seats = Arc::new(Semaphore::new(CROWD));
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // Out of descriptors, perhaps: not for long.
            tokio::time::sleep(Duration::from_millis(20)).await;
            continue;
        };
        if let Ok(seat) = Arc::clone(&seats).try_acquire_owned() {
            let shared = Arc::clone(&shared);
            tokio::spawn(async move {
                serve(stream, &shared).await;
                drop(seat);
            });
        }
    }
}

/// Serves a connection to its end; `None` is one.
async fn serve(stream: TcpStream, shared: &Shared) -> Option<()> {
    let _ = stream.set_nodelay(true);
    let mut stream = Stream::new(stream);
    loop {
        let head: Head = match stream.head().await {
            Ok(head) => head?,
            Err(garbled) => {
                shared.garble(garbled);
                return stream.write(&Answer::bare(400).written()).await;
            }
        };
        let keeps_open = head.keeps_open;
        let early = shared.nonce_in(&head.raw);
        if let Some(nonce) = &early {
            shared.of(nonce, |expected| expected.has_begun = true);
            shared.heads.notify_waiters();
        }
        let request = stream.body(head).await?;
        let beginning = &request.body[..request.body.len().min(BEGINNING)];
        let known = early.or_else(|| shared.nonce_in(beginning));
        let told = known.and_then(|nonce| {
            shared.of(&nonce, |expected| {
                expected.arrived.push(request);
                (expected.answer.clone(), expected.delay)
            })
        });
        let Some((answer, delay)) = told else {
            stream.write(&Answer::bare(404).written()).await?;
            return None;
        };
        tokio::time::sleep(delay).await;
        stream.write(&answer.written()).await?;
        if !keeps_open {
            return None;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpStream;

    use super::{Answer, FarEnd};

    async fn exchange(far_end: &FarEnd, request: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", far_end.port())).await.expect("there");
        stream.write_all(request.as_bytes()).await.expect("sent");
        stream.shutdown().await.expect("ended");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.expect("an answer");
        String::from_utf8(answer).expect("text")
    }

    #[tokio::test]
    async fn only_requests_with_its_own_nonces_count_wherever_they_stand() {
        let far_end = FarEnd::bind("127.0.0.1", 0).await.expect("a port");
        far_end.expect("0a1b", Answer::new(401, "0a1b"), Duration::ZERO);
        let stranger = exchange(&far_end, "POST /0a1c HTTP/1.1\r\nHost: x\r\n\r\n").await;
        assert!(stranger.starts_with("HTTP/1.1 404 "), "{stranger}");
        assert!(far_end.arrived("0a1b").is_empty());
        for request in [
            "GET /?nonce=0a1b HTTP/1.1\r\nHost: x\r\n\r\n",
            "POST / HTTP/1.1\r\nX-Id: 0a1b\r\nContent-Length: 2\r\n\r\n{}",
            "POST / HTTP/1.1\r\nContent-Length: 6\r\n\r\n\"0a1b\"",
            "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n\"0a\r\n3\r\n1b\"\r\n0\r\n\r\n",
        ] {
            let answer = exchange(&far_end, request).await;
            assert!(answer.starts_with("HTTP/1.1 401 "), "{request}: {answer}");
        }
        let bodies: Vec<_> = far_end.arrived("0a1b").into_iter().map(|one| one.body).collect();
        assert_eq!(bodies, [&b""[..], b"{}", b"\"0a1b\"", b"\"0a1b\""]);
    }

    #[tokio::test]
    async fn what_is_no_http_is_kept_apart_and_a_body_that_breaks_off_is_none() {
        let far_end = FarEnd::bind("127.0.0.1", 0).await.expect("a port");
        far_end.expect("0a1b", Answer::new(200, "0a1b"), Duration::ZERO);
        let cut = "POST /0a1b HTTP/1.1\r\nContent-Length: 9\r\n\r\nhalf";
        assert_eq!(exchange(&far_end, cut).await, "");
        assert_eq!((far_end.arrived("0a1b").len(), far_end.garbled()), (0, None));
        let answer = exchange(&far_end, "\u{16}\u{3}\u{1}").await;
        assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
        assert_eq!(far_end.garbled(), Some(super::Garbled::Tls));
    }
}
