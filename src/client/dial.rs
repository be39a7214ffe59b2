//! Connections of one's own, for whoever sends so much that a shared pool would be in the way: each
//! is driven by the task that uses it, so that a request costs no word between tasks.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::Instant;

use bytes::Bytes;
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::client::conn::http1::{self, Connection, SendRequest};
use hyper::rt::{Read, Write};
use hyper::{Request, Response, Uri};
use hyper_rustls::HttpsConnector;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::proxy::Tunnel;
use tower_service::Service;

use super::connect::Resolver;
use super::failure::{Failure, classify};

/// A socket, plain or with TLS in it.
trait Socket: Read + Write + Send + Unpin {}
impl<T: Read + Write + Send + Unpin> Socket for T {}

/// Opens connections to one place, under the settings of the client that made it.
#[derive(Clone, Debug)]
pub struct Dialler {
    pub(super) uri: Uri,
    pub(super) way: Way,
}

/// The connector of a place.
#[derive(Clone, Debug)]
pub(super) enum Way {
    Plain(HttpConnector<Resolver>),
    Secure(HttpsConnector<HttpConnector<Resolver>>),
    Proxied(HttpsConnector<Tunnel<HttpConnector<Resolver>>>),
}

/// One open connection; one request at a time.
pub struct Wire {
    sender: SendRequest<Full<Bytes>>,
    connection: Driven,
}

/// The side that reads and writes. It is let go of when it has ended: only then does whoever waits for
/// it hear of it.
type Driven = Option<Connection<Box<dyn Socket>, Full<Bytes>>>;

/// A request that was not answered.
#[derive(Debug)]
pub struct Unsent {
    /// Why.
    pub failure: Failure,
    /// The request itself, when not a byte of it was written: it can go out on another connection.
    pub request: Option<Request<Full<Bytes>>>,
}

impl std::fmt::Debug for Wire {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Wire").field("is_open", &self.connection.is_some()).finish_non_exhaustive()
    }
}

impl Dialler {
    /// Connects, with TLS and through the proxy where that is asked for.
    ///
    /// # Errors
    /// No connection; the kind says why.
    pub async fn dial(&mut self) -> Result<Wire, Failure> {
        let started = Instant::now();
        let uri = self.uri.clone();
        let io: Box<dyn Socket> = match &mut self.way {
            Way::Plain(connector) => match connect(connector, uri).await {
                Ok(io) => Box::new(io),
                Err(error) => return Err(classify(&error, started.elapsed())),
            },
            Way::Secure(connector) => match connect(connector, uri).await {
                Ok(io) => Box::new(io),
                Err(error) => return Err(classify(&*error, started.elapsed())),
            },
            Way::Proxied(connector) => match connect(connector, uri).await {
                Ok(io) => Box::new(io),
                Err(error) => return Err(classify(&*error, started.elapsed())),
            },
        };
        let (sender, connection) =
            http1::handshake(io).await.map_err(|error| classify(&error, started.elapsed()))?;
        Ok(Wire { sender, connection: Some(connection) })
    }
}

async fn connect<C: Service<Uri>>(connector: &mut C, uri: Uri) -> Result<C::Response, C::Error> {
    poll_fn(|cx| connector.poll_ready(cx)).await?;
    connector.call(uri).await
}

impl Wire {
    /// Whether another request can go out on it, as far as is known.
    pub async fn is_usable(&mut self) -> bool {
        let Self { sender, connection } = self;
        drive(connection, sender.ready()).await.is_ok()
    }

    /// Sends a request and waits for the head of its answer.
    ///
    /// # Errors
    /// No answer; the request comes back when nothing of it was sent.
    pub async fn send(
        &mut self,
        request: Request<Full<Bytes>>,
    ) -> Result<Response<Incoming>, Unsent> {
        let started = Instant::now();
        let Self { sender, connection } = self;
        let answer = drive(connection, sender.try_send_request(request)).await;
        answer.map_err(|mut error| Unsent {
            request: error.take_message(),
            failure: classify(error.error(), started.elapsed()),
        })
    }

    /// Does something that waits for this connection, such as reading a body.
    pub async fn during<F: Future>(&mut self, work: F) -> F::Output {
        drive(&mut self.connection, work).await
    }
}

/// Lets the connection do its work whenever `work` waits. How the connection ends is told by the
/// work that waits for it.
async fn drive<F: Future>(connection: &mut Driven, work: F) -> F::Output {
    let mut work = pin!(work);
    poll_fn(|cx| {
        if let Poll::Ready(done) = work.as_mut().poll(cx) {
            return Poll::Ready(done);
        }
        if connection.as_mut().is_some_and(|open| Pin::new(open).poll(cx).is_ready()) {
            *connection = None;
        }
        work.as_mut().poll(cx)
    })
    .await
}
