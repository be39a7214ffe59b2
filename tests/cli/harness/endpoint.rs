//! A webhook handler to send to: answers what it was told to and keeps what it got. It runs on
//! tiny_http, which shares no line with the product's own client.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle, sleep};
use std::time::{Duration, Instant};

use tiny_http::{Header, Request, Response, Server};

use super::wait::{PATIENCE, until};

/// One answer.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    delay: Duration,
}

impl Reply {
    /// A status with an empty body.
    pub(crate) fn status(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Vec::new(), delay: Duration::ZERO }
    }

    /// Adds a header.
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sets the body.
    pub(crate) fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    /// Whether it takes the delivery.
    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Waits before answering.
    pub(crate) fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }
}

/// One request, as it came.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    /// When it was complete.
    pub(crate) at: Instant,
}

impl Received {
    /// The first header of that name.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| &**value)
    }

    /// The header of that name.
    ///
    /// # Panics
    /// When there is none.
    #[track_caller]
    pub(crate) fn must(&self, name: &str) -> &str {
        self.header(name).unwrap_or_else(|| panic!("no `{name}` in {:?}", self.headers))
    }

    /// `X-LeadLex-Delivery-ID`.
    #[track_caller]
    pub(crate) fn delivery_id(&self) -> &str {
        self.must("x-leadlex-delivery-id")
    }
}

/// The handler; ends when dropped.
pub(crate) struct Endpoint {
    server: Arc<Server>,
    received: Arc<Mutex<Vec<Received>>>,
    thread: Option<JoinHandle<()>>,
    expected: Option<usize>,
}

impl Endpoint {
    /// Answers everything with one status.
    pub(crate) fn always(status: u16) -> Self {
        Self::script([Reply::status(status)])
    }

    /// Answers with these in turn; the last one repeats.
    pub(crate) fn script(replies: impl IntoIterator<Item = Reply>) -> Self {
        let mut replies: VecDeque<Reply> = replies.into_iter().collect();
        Self::deciding(move |_| {
            let next =
                if replies.len() > 1 { replies.pop_front() } else { replies.front().cloned() };
            next.expect("an endpoint needs something to answer")
        })
    }

    /// Answers as the function decides.
    pub(crate) fn deciding(decide: impl FnMut(&Received) -> Reply + Send + 'static) -> Self {
        let free = SocketAddr::from(([127, 0, 0, 1], 0));
        Self::deciding_at(free, decide).expect("a free port")
    }

    /// The same at an address of one's own, for a handler that comes back; `None` when it is taken.
    pub(crate) fn deciding_at(
        addr: SocketAddr,
        decide: impl FnMut(&Received) -> Reply + Send + 'static,
    ) -> Option<Self> {
        let server = Arc::new(Server::http(addr).ok()?);
        let received = Arc::new(Mutex::new(Vec::new()));
        let thread = thread::spawn({
            let (server, received) = (Arc::clone(&server), Arc::clone(&received));
            move || serve(&server, decide, &received)
        });
        Some(Self { server, received, thread: Some(thread), expected: None })
    }

    /// Fails the test at its end unless it was called exactly that often.
    pub(crate) fn expect_calls(mut self, count: usize) -> Self {
        self.expected = Some(count);
        self
    }

    /// Where it listens.
    pub(crate) fn addr(&self) -> SocketAddr {
        self.server.server_addr().to_ip().expect("an IP address")
    }

    /// The URL of a path on it.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.addr())
    }

    /// What came so far.
    pub(crate) fn received(&self) -> Vec<Received> {
        lock(&self.received).clone()
    }

    /// Waits until that many requests came and returns them all.
    #[track_caller]
    pub(crate) fn wait_for(&self, count: usize) -> Vec<Received> {
        self.wait_longer_for(count, PATIENCE)
    }

    /// The same with a patience of one's own.
    #[track_caller]
    pub(crate) fn wait_longer_for(&self, count: usize, patience: Duration) -> Vec<Received> {
        let what = format!("request {count} at the endpoint");
        until(&what, patience, || Some(self.received()).filter(|all| all.len() >= count))
    }
}

impl Drop for Endpoint {
    fn drop(&mut self) {
        self.server.unblock();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
        if let (Some(expected), false) = (self.expected, thread::panicking()) {
            assert_eq!(self.received().len(), expected, "calls of {}", self.url("/"));
        }
    }
}

fn serve(
    server: &Server,
    mut decide: impl FnMut(&Received) -> Reply,
    received: &Mutex<Vec<Received>>,
) {
    for mut request in server.incoming_requests() {
        let seen = read(&mut request);
        let reply = decide(&seen);
        lock(received).push(seen);
        if reply.delay.is_zero() {
            answer(request, reply);
        } else {
            thread::spawn(move || {
                sleep(reply.delay);
                answer(request, reply);
            });
        }
    }
}

fn read(request: &mut Request) -> Received {
    let mut body = Vec::new();
    request.as_reader().read_to_end(&mut body).expect("a whole body");
    let headers = request.headers().iter();
    Received {
        method: request.method().to_string(),
        path: request.url().to_owned(),
        headers: headers
            .map(|header| (header.field.to_string(), header.value.to_string()))
            .collect(),
        body,
        at: Instant::now(),
    }
}

fn answer(request: Request, reply: Reply) {
    let mut response = Response::from_data(reply.body).with_status_code(reply.status);
    for (name, value) in reply.headers {
        let header = Header::from_bytes(name.into_bytes(), value.into_bytes());
        response.add_header(header.expect("an ASCII header"));
    }
    // The client may have gone away: a time-out is a test, too.
    let _ = request.respond(response);
}

fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

#[test]
#[should_panic(expected = "calls of")]
fn fails_the_test_that_does_not_call_it() {
    drop(Endpoint::always(200).expect_calls(1));
}
