//! HTTP/1.1 with limits: `serve(listener, …, stop)`. The caller owns the socket and the end.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;

use super::arrival::{Arrival, Reply};
use super::room::Room;
use super::seat::{FullHouse, Seats};
use super::server::Server;
use crate::stop::Stop;

const NO_PLACE: &[u8] =
    b"HTTP/1.1 503 Service Unavailable\r\ncontent-length: 21\r\nconnection: close\r\n\r\ntoo many connections\n";

/// How long a request in flight may take once the end was asked for: half a second less than the
/// 10 s after which those who sent SIGTERM often kill.
pub const DRAIN: Duration = Duration::from_millis(9_500);

/// What a stranger can use of this machine.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of a request's head, then 431.
    pub head: usize,
    /// Bytes of a body, then 413.
    pub body: usize,
    /// Time for a head from its first byte, then 408.
    pub head_time: Duration,
    /// Time for a body, then 408.
    pub body_time: Duration,
    /// Time until the first byte of a connection.
    pub silent_time: Duration,
    /// Time between two requests.
    pub idle_time: Duration,
    /// Connections at once.
    pub connections: usize,
    /// What becomes of those that come then: the usual is 503.
    pub full_house: FullHouse,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head: 64 * 1024,
            body: 10 * 1024 * 1024,
            head_time: Duration::from_secs(10),
            body_time: Duration::from_secs(30),
            silent_time: Duration::from_secs(75),
            idle_time: Duration::from_secs(75),
            connections: 10_000,
            full_house: FullHouse::TurnsAway,
        }
    }
}

/// What a client means that closes its half of the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HalfClosed {
    /// It has sent everything and still waits for the answer, as many senders of webhooks do.
    Waits,
    /// It has gone, as a browser that leaves a page: a feed ends then, and not at the next write.
    Left,
}

/// Answers requests.
pub trait Handler: Send + Sync + 'static {
    /// What a client means that closes its half of the connection.
    const HALF_CLOSED: HalfClosed = HalfClosed::Waits;

    /// Answers by the method and the path alone, where the body does not matter.
    fn admit(&self, method: &str, path: &str) -> Option<Reply>;

    /// Answers a complete request.
    fn answer(&self, arrival: Arrival) -> impl Future<Output = Reply> + Send;

    /// Adds what every answer carries, those included that the server makes by itself.
    fn dress(&self, _reply: &mut Reply) {}
}

/// Serves until the end is asked for, then lets requests in flight finish within [`DRAIN`], unless
/// the end is asked for again.
pub async fn serve<H: Handler>(
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    limits: Limits,
    handler: Arc<H>,
    mut stop: Stop,
) {
    let seats = Seats::new(limits.connections, limits.full_house);
    let room = Room::new(limits.body);
    let mut connections = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            Some(_) = connections.join_next() => continue,
            _ = stop.requested() => break,
        };
        let Ok((socket, peer)) = accepted else {
            // Out of descriptors, most likely: those that end will make room.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let Some(seat) = seats.take() else {
            connections.spawn(turn_away(socket));
            continue;
        };
        let _ = socket.set_nodelay(true);
        let server = Server {
            limits,
            handler: Arc::clone(&handler),
            room: room.clone(),
            seat: Arc::clone(&seat),
            peer: peer.to_string(),
            stop: stop.clone(),
        };
        let tls = tls.clone();
        connections.spawn(async move {
            let served = async {
                // In boxes of their own, so that those who say nothing take no more than a socket.
                if server.hears(&socket).await {
                    match tls {
                        None => Box::pin(server.connection(socket)).await,
                        Some(tls) => Box::pin(server.encrypted(socket, tls)).await,
                    }
                }
            };
            tokio::select! {
                () = served => {}
                () = seat.lost() => {}
            }
        });
    }
    drop(listener);
    let drained = async { while connections.join_next().await.is_some() {} };
    tokio::select! {
        _ = tokio::time::timeout(DRAIN, drained) => {}
        () = stop.insisted() => {}
    }
}

async fn turn_away(mut socket: TcpStream) {
    let farewell = async {
        socket.write_all(NO_PLACE).await?;
        socket.shutdown().await?;
        // What is left unread when a connection ends resets it, and the answer may be lost.
        let mut ignored = [0; 1024];
        while socket.read(&mut ignored).await? > 0 {}
        std::io::Result::Ok(())
    };
    let _ = tokio::time::timeout(Duration::from_secs(1), farewell).await;
}

#[cfg(test)]
mod tests;
