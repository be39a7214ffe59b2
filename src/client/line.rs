//! One connection of its own, for what a pool of connections hides: the second request on the same
//! connection, a body that comes in two parts or in chunks, a sender that goes away in the middle.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};
use hyper::client::conn::http1::{Builder, SendRequest};
use hyper::header::{HOST, HeaderValue};
use hyper::{Request, Uri};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::time::{Sleep, sleep, timeout};

use super::failure::{Failure, FailureKind, classify};
use super::send::{Answer, Client, Outgoing, collect};
use crate::contract::header::HeaderList;

/// Between the two halves of a body: long enough that they arrive apart.
const PAUSE: Duration = Duration::from_millis(40);

/// How long the other side may take to notice that the sender went away.
const FAREWELL: Duration = Duration::from_secs(1);

/// How the names of header fields are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameCase {
    /// `content-type`.
    Lower,
    /// `Content-Type`.
    Title,
}

/// How a body goes over the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framing {
    /// At once, with its length before it.
    Whole,
    /// In two parts with a pause between them, with its length before it.
    Halves,
    /// In chunks, its length not known beforehand.
    Chunked,
}

/// An open connection.
#[derive(Debug)]
pub struct Line {
    sender: SendRequest<Parts>,
}

impl Client {
    /// Connects.
    ///
    /// # Errors
    /// No connection within the deadline.
    pub async fn line(
        &self,
        uri: &Uri,
        case: NameCase,
        deadline: Duration,
    ) -> Result<Line, Failure> {
        let started = Instant::now();
        let stream = within(deadline, started, self.stream(uri, started)).await??;
        let handshake = Builder::new()
            .title_case_headers(case == NameCase::Title)
            .handshake::<_, Parts>(stream)
            .await;
        let (sender, connection) =
            handshake.map_err(|error| classify(&error, started.elapsed()))?;
        tokio::spawn(connection);
        Ok(Line { sender })
    }

    /// Sends the head and half of the body, and goes away.
    ///
    /// # Errors
    /// No connection within the deadline.
    pub async fn cut(&self, outgoing: Outgoing<'_>) -> Result<(), Failure> {
        let started = Instant::now();
        let stream =
            within(outgoing.deadline, started, self.stream(outgoing.uri, started)).await??;
        let path = outgoing.uri.path_and_query().map_or("/", |path| path.as_str());
        let mut head = format!("{} {path} HTTP/1.1\r\nhost: ", outgoing.method).into_bytes();
        head.extend_from_slice(host(outgoing.uri).as_bytes());
        head.extend_from_slice(b"\r\n");
        head.extend_from_slice(self.with_own(outgoing.headers.clone()).as_block());
        let length = outgoing.body.len();
        head.extend(format!("content-length: {length}\r\n\r\n").into_bytes());
        head.extend_from_slice(&outgoing.body[..length / 2]);
        let mut stream = TokioIo::new(stream);
        // Whoever refuses such a request early has noticed it as well.
        let _ = stream.write_all(&head).await;
        let _ = stream.shutdown().await;
        let mut rest = Vec::new();
        let _ = timeout(FAREWELL, stream.read_to_end(&mut rest)).await;
        Ok(())
    }
}

impl Line {
    /// Whether another request can be sent on it.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.sender.is_closed()
    }

    /// Sends one request and reads its answer, the whole of it unless it is too long.
    ///
    /// # Errors
    /// No complete response head within the deadline.
    pub async fn send(
        &mut self,
        client: &Client,
        outgoing: Outgoing<'_>,
        framing: Framing,
    ) -> Result<Answer, Failure> {
        let started = Instant::now();
        let (mut head, _) = client.request(&outgoing).into_parts();
        let value = HeaderValue::from_str(&host(outgoing.uri));
        head.headers.insert(HOST, value.unwrap_or_else(|_| HeaderValue::from_static("localhost")));
        let path = outgoing.uri.path_and_query().map_or("/", |path| path.as_str());
        head.uri = path.parse().unwrap_or_default();
        let request = Request::from_parts(head, Parts::new(outgoing.body.clone(), framing));
        let sent = async {
            let ready = self.sender.ready().await;
            ready.map_err(|error| classify(&error, started.elapsed()))?;
            let answer = self.sender.send_request(request).await;
            answer.map_err(|error| classify(&error, started.elapsed()))
        };
        let response = within(outgoing.deadline, started, sent).await??;
        let latency = started.elapsed();
        let (parts, body) = response.into_parts();
        let mut headers = HeaderList::new();
        for (name, value) in &parts.headers {
            headers.push(name.as_str(), value.as_bytes());
        }
        let (body, cut) = collect(body, outgoing.keep, outgoing.deadline).await;
        Ok(Answer { status: parts.status.as_u16(), headers, body, cut, latency })
    }
}

fn host(uri: &Uri) -> String {
    uri.authority().map_or_else(String::new, ToString::to_string)
}

async fn within<T>(
    deadline: Duration,
    started: Instant,
    work: impl Future<Output = T>,
) -> Result<T, Failure> {
    timeout(deadline, work).await.map_err(|_| Failure {
        kind: FailureKind::TimedOut,
        message: format!("no answer within {} s", deadline.as_secs_f64()),
        latency: started.elapsed(),
    })
}

/// A body in as many parts as its framing says.
struct Parts {
    rest: Vec<Bytes>,
    pause: Option<Pin<Box<Sleep>>>,
    framing: Framing,
    started: bool,
}

impl Parts {
    fn new(body: Bytes, framing: Framing) -> Self {
        let rest = match framing {
            Framing::Whole => vec![body],
            Framing::Halves | Framing::Chunked => {
                let middle = body.len() / 2;
                vec![body.slice(middle..), body.slice(..middle)]
            }
        };
        Self { rest, pause: None, framing, started: false }
    }
}

impl Body for Parts {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        if self.started && self.framing == Framing::Halves && self.rest.len() == 1 {
            let pause = self.pause.get_or_insert_with(|| Box::pin(sleep(PAUSE)));
            if pause.as_mut().poll(context).is_pending() {
                return Poll::Pending;
            }
        }
        self.started = true;
        Poll::Ready(self.rest.pop().map(|part| Ok(Frame::data(part))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.iter().all(Bytes::is_empty)
    }

    fn size_hint(&self) -> SizeHint {
        match self.framing {
            Framing::Chunked => SizeHint::default(),
            Framing::Whole | Framing::Halves => {
                SizeHint::with_exact(self.rest.iter().map(|part| part.len() as u64).sum())
            }
        }
    }
}
