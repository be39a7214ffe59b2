//! One connection of the server: its first byte, its requests one after the other, its end.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use hyper::body::{Body as _, Incoming};
use hyper::header::{EXPECT, HeaderName, HeaderValue, TRANSFER_ENCODING};
use hyper::http::request::Parts;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use jiff::Timestamp;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;

use super::arrival::{Arrival, BodyFault, Reply, read_body};
use super::drip::Drip;
use super::framing::objection;
use super::patience::{Busy, HeadRoom, Patience, Reset, Waits};
use super::respond::Ending;
use super::room::Room;
use super::seat::Seat;
use super::serve::{HalfClosed, Handler, Limits};
use crate::contract::header::HeaderList;
use crate::stop::Stop;

/// A sender that never gives up does not keep its connection for ever.
const LONGEST_HANG: Duration = Duration::from_secs(600);

/// What serves one connection.
pub(super) struct Server<H> {
    pub(super) limits: Limits,
    pub(super) handler: Arc<H>,
    pub(super) room: Room,
    pub(super) seat: Arc<Seat>,
    /// Who is at the other end.
    pub(super) peer: String,
    pub(super) stop: Stop,
}

impl<H: Handler> Server<H> {
    /// Waits for the first byte. A look at it, since a socket may call itself readable before anything
    /// has come.
    pub(super) async fn hears(&self, socket: &TcpStream) -> bool {
        let (mut stop, mut byte) = (self.stop.clone(), [0]);
        tokio::select! {
            heard = tokio::time::timeout(self.limits.silent_time, socket.peek(&mut byte)) => {
                matches!(heard, Ok(Ok(1)))
            }
            _ = stop.requested() => false,
        }
    }

    pub(super) async fn encrypted(self, socket: TcpStream, tls: TlsAcceptor) {
        let handshake = tokio::time::timeout(self.limits.head_time, tls.accept(socket));
        if let Ok(Ok(socket)) = handshake.await {
            self.connection(socket).await;
        }
    }

    pub(super) async fn connection<S: AsyncRead + AsyncWrite + Reset + Unpin>(self, socket: S) {
        let busy = Busy::default();
        let waits = Waits {
            idle: self.limits.idle_time,
            head: self.limits.head_time,
            stalled: self.limits.body_time,
        };
        let head_room = HeadRoom { largest: self.limits.head, room: self.room.clone() };
        let io = TokioIo::new(Patience::new(socket, waits, head_room, busy.clone()));
        let mut stop = self.stop.clone();
        let server = &self;
        let service = service_fn(|request| {
            let busy = busy.clone();
            // hyper keeps room for this on every connection, busy or not.
            Box::pin(async move {
                let under_way = (busy.begin(), server.seat.turn());
                let mut response = server.respond(request, busy.is_doubtful()).await;
                match &mut response {
                    Ok(response) => response.body_mut().keep_open(under_way),
                    Err(_) => busy.reset(),
                }
                response
            })
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(None)
            .max_header_size(self.limits.head)
            // A body is read through the same buffer.
            .max_buf_size(self.limits.head)
            .half_close(H::HALF_CLOSED == HalfClosed::Waits)
            .serve_connection(io, service);
        let mut connection = pin!(connection);
        let ended = tokio::select! {
            _ = connection.as_mut() => true,
            _ = stop.requested() => false,
        };
        if !ended {
            connection.as_mut().graceful_shutdown();
            let _ = connection.await;
        }
    }

    async fn respond(
        &self,
        request: Request<Incoming>,
        doubtful: bool,
    ) -> Result<Response<Drip>, Unanswered> {
        let (head, body) = request.into_parts();
        let is_chunked = head.headers.contains_key(TRANSFER_ENCODING);
        let mut reply = self.reply(head, body, doubtful).await?;
        // Where a chunked body ends is for its reader alone to know, so nothing follows one: `Heads`
        // would not see the next head.
        if is_chunked {
            reply = closing(reply);
        }
        self.handler.dress(&mut reply);
        Ok(response(reply))
    }

    async fn reply(
        &self,
        head: Parts,
        body: Incoming,
        doubtful: bool,
    ) -> Result<Reply, Unanswered> {
        let received_at = Timestamp::now();
        let objection = objection(&head, doubtful);
        let path = head.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
        let admitted = self.handler.admit(head.method.as_str(), head.uri.path());
        let waits = head.headers.contains_key(EXPECT);
        if waits && body.size_hint().lower() > self.limits.body as u64 {
            return Ok(closing(Reply::text(413, "the body is too large\n")));
        }
        if let (true, Some(why)) = (waits, objection) {
            return Ok(closing(Reply::text(400, why)));
        }
        let (limit, patience) = (self.limits.body, self.limits.body_time);
        let (body, taken) = match read_body(body, limit, patience, &self.room).await {
            Ok(body) => body,
            Err(BodyFault::TooLarge) => {
                return Ok(closing(Reply::text(413, "the body is too large\n")));
            }
            Err(BodyFault::TooSlow) => {
                return Ok(closing(Reply::text(408, "the body took too long\n")));
            }
            Err(BodyFault::Crowded) => {
                return Ok(closing(Reply::text(503, "too many large bodies at once\n")));
            }
            Err(BodyFault::Broken) => {
                return Ok(closing(Reply::text(400, "the body was cut off\n")));
            }
        };
        self.seat.work();
        if let Some(why) = objection {
            return Ok(closing(Reply::text(400, why)));
        }
        if let Some(reply) = admitted {
            return Ok(reply);
        }
        let mut headers = HeaderList::new();
        for (name, value) in &head.headers {
            headers.push(name.as_str(), value.as_bytes());
        }
        let arrival = Arrival {
            received_at,
            peer: self.peer.clone(),
            method: head.method.as_str().to_owned(),
            path,
            headers,
            body,
        };
        // On a task of its own: a sender that gives up early does not break off what is being
        // recorded and forwarded, and a panic costs one answer.
        let handler = Arc::clone(&self.handler);
        let answered = tokio::spawn(async move {
            let reply = handler.answer(arrival).await;
            drop(taken);
            reply
        });
        match answered.await {
            Ok(reply) => self.end(reply).await,
            Err(_) => Ok(closing(Reply::text(500, "the listener failed\n"))),
        }
    }

    async fn end(&self, reply: Reply) -> Result<Reply, Unanswered> {
        let mut stop = self.stop.clone();
        if !reply.delay.is_zero() {
            let _ = tokio::time::timeout(reply.delay, stop.requested()).await;
        }
        match reply.ending {
            Ending::Answered => return Ok(reply),
            Ending::Reset => {}
            Ending::Hung => {
                let _ = tokio::time::timeout(LONGEST_HANG, stop.requested()).await;
            }
        }
        Err(Unanswered)
    }
}

/// A request that gets no answer, on purpose.
#[derive(Debug, thiserror::Error)]
#[error("left unanswered")]
struct Unanswered;

fn closing(mut reply: Reply) -> Reply {
    reply.headers.set("connection", "close");
    reply
}

fn response(reply: Reply) -> Response<Drip> {
    let body = Drip::new(reply.body, reply.slow, reply.cut).followed_by(reply.feed);
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::BAD_GATEWAY);
    for (name, value) in reply.headers.iter() {
        if let (Ok(name), Ok(value)) =
            (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_bytes(value))
        {
            response.headers_mut().append(name, value);
        }
    }
    response
}
