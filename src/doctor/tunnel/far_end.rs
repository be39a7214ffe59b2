//! The end of the tunnel on this machine: a server that knows its own requests by their nonce, keeps
//! them as they came, answers as it was told, and wants nothing of anybody else's.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, timeout};

use super::answer::Answer;
use super::crowd::{Crowd, Guest};
use super::message::Request;
use super::stream::{Garbled, Head, Stream};

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
    /// Told when a head or a whole request has come.
    steps: Notify,
}

/// A request to come.
#[derive(Debug)]
struct Expected {
    nonce: String,
    answer: Answer,
    delay: Duration,
    has_begun: bool,
    arrived: Arrived,
}

/// What has come of a request.
#[derive(Clone, Debug, Default)]
pub(super) struct Arrived {
    /// As it came first. Repeats are counted only: there may be any number of them.
    pub(super) first: Option<Request>,
    /// How often it came.
    pub(super) times: usize,
}

impl Arrived {
    fn add(&mut self, request: Request) {
        self.times += 1;
        self.first.get_or_insert(request);
    }
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
        let (has_begun, arrived) = (false, Arrived::default());
        self.shared.lock().push(Expected { nonce, answer, delay, has_begun, arrived });
    }

    /// What has come of it.
    pub(super) fn arrived(&self, nonce: &str) -> Arrived {
        self.shared.of(nonce, |expected| expected.arrived.clone()).unwrap_or_default()
    }

    /// What came and was no HTTP, if anything did.
    pub(super) fn garbled(&self) -> Option<Garbled> {
        *self.shared.garbled.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until its head has come; never ends where none comes.
    pub(super) async fn begins(&self, nonce: &str) {
        loop {
            let next = self.shared.steps.notified();
            if self.shared.of(nonce, |expected| expected.has_begun) == Some(true) {
                return;
            }
            next.await;
        }
    }

    /// Waits until nothing more has come for this long, and no longer than that in all.
    pub(super) async fn quiet(&self, silence: Duration, at_most: Duration) {
        let until = Instant::now() + at_most;
        loop {
            let next = self.shared.steps.notified();
            let left = until.saturating_duration_since(Instant::now());
            if timeout(silence.min(left), next).await.is_err() {
                return;
            }
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
    let crowd = Arc::new(Crowd::default());
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // Out of descriptors, perhaps: not for long.
            sleep(Duration::from_millis(20)).await;
            continue;
        };
        let (guest, shared) = (crowd.seat().await, Arc::clone(&shared));
        tokio::spawn(async move { serve(stream, &guest, &shared).await });
    }
}

/// Serves a connection to its end; `None` is one.
async fn serve(stream: TcpStream, guest: &Guest, shared: &Shared) -> Option<()> {
    let _ = stream.set_nodelay(true);
    let mut stream = Stream::new(stream);
    loop {
        let head = tokio::select! {
            head = stream.head() => head,
            () = guest.lost() => return None,
        };
        guest.begin()?;
        let head: Head = match head {
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
            shared.steps.notify_waiters();
        }
        let request = stream.body(head).await?;
        let beginning = &request.body[..request.body.len().min(BEGINNING)];
        let known = early.or_else(|| shared.nonce_in(beginning));
        let told = known.and_then(|nonce| {
            shared.of(&nonce, |expected| {
                expected.arrived.add(request);
                (expected.answer.clone(), expected.delay)
            })
        });
        shared.steps.notify_waiters();
        let Some((answer, delay)) = told else {
            stream.write(&Answer::bare(404).written()).await?;
            return None;
        };
        sleep(delay).await;
        stream.write(&answer.written()).await?;
        if !keeps_open {
            return None;
        }
        guest.end();
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpStream;

    use super::{Answer, FarEnd, timeout};

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
        for (request, body) in [
            ("GET /?nonce=0a1b HTTP/1.1\r\nHost: x\r\n\r\n", ""),
            ("POST / HTTP/1.1\r\nX-Id: 0a1b\r\nContent-Length: 2\r\n\r\n{}", "{}"),
            ("POST / HTTP/1.1\r\nContent-Length: 6\r\n\r\n\"0a1b\"", "\"0a1b\""),
            (
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n\
                 3\r\n\"0a\r\n3\r\n1b\"\r\n0\r\n\r\n",
                "\"0a1b\"",
            ),
        ] {
            let far_end = FarEnd::bind("127.0.0.1", 0).await.expect("a port");
            far_end.expect("0a1b", Answer::new(401, "0a1b"), Duration::ZERO);
            let stranger = exchange(&far_end, "POST /0a1c HTTP/1.1\r\nHost: x\r\n\r\n").await;
            assert!(stranger.starts_with("HTTP/1.1 404 "), "{stranger}");
            assert_eq!(far_end.arrived("0a1b").times, 0);
            let answer = exchange(&far_end, request).await;
            assert!(answer.starts_with("HTTP/1.1 401 "), "{request}: {answer}");
            let arrived = far_end.arrived("0a1b").first.expect("a request");
            assert_eq!(arrived.body, body.as_bytes(), "{request}");
        }
    }

    #[tokio::test]
    async fn of_repeats_the_first_is_kept_and_the_others_are_counted() {
        let far_end = FarEnd::bind("127.0.0.1", 0).await.expect("a port");
        far_end.expect("0a1b", Answer::new(200, "0a1b"), Duration::ZERO);
        for body in ["one", "two", "six"] {
            let request = format!("POST /0a1b HTTP/1.1\r\nContent-Length: 3\r\n\r\n{body}");
            exchange(&far_end, &request).await;
        }
        let arrived = far_end.arrived("0a1b");
        assert_eq!((arrived.first.expect("a request").body, arrived.times), (b"one".to_vec(), 3));
    }

    #[tokio::test]
    async fn connections_that_are_kept_open_keep_nobody_out() {
        let far_end = FarEnd::bind("127.0.0.1", 0).await.expect("a port");
        far_end.expect("0a1b", Answer::new(200, "0a1b"), Duration::ZERO);
        let mut spare = Vec::new();
        for _ in 0..40 {
            let stream = TcpStream::connect(("127.0.0.1", far_end.port())).await;
            spare.push(stream.expect("there"));
        }
        let answer = exchange(&far_end, "GET /0a1b HTTP/1.1\r\nHost: x\r\n\r\n").await;
        assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
        // The oldest one made room.
        let mut rest = [0];
        let end = timeout(Duration::from_secs(20), spare[0].read(&mut rest)).await;
        assert_eq!(end.expect("closed").expect("an end"), 0);
    }

    #[tokio::test]
    async fn what_is_no_http_is_kept_apart_and_a_body_that_breaks_off_is_none() {
        let far_end = FarEnd::bind("127.0.0.1", 0).await.expect("a port");
        far_end.expect("0a1b", Answer::new(200, "0a1b"), Duration::ZERO);
        let cut = "POST /0a1b HTTP/1.1\r\nContent-Length: 9\r\n\r\nhalf";
        assert_eq!(exchange(&far_end, cut).await, "");
        assert_eq!((far_end.arrived("0a1b").times, far_end.garbled()), (0, None));
        let answer = exchange(&far_end, "\u{16}\u{3}\u{1}").await;
        assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
        assert_eq!(far_end.garbled(), Some(super::Garbled::Tls));
    }
}
