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
use super::stream::{Head, Stream};

/// Connections at a time; more are closed at once.
const CROWD: usize = 32;
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
        let head: Head = stream.head().await?;
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
            stream.write(&Answer::stranger().written()).await?;
            return None;
        };
        tokio::time::sleep(delay).await;
        stream.write(&answer.written()).await?;
        if !keeps_open {
            return None;
        }
    }
}
