//! Answers that are fed: they come as they are given, and end with whichever side goes first.

use std::sync::Arc;
use std::sync::Mutex;
use std::time::Duration;

use bytes::Bytes;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;

use super::{HalfClosed, Handler, Limits, serve};
use crate::receiver::arrival::{Arrival, Reply};
use crate::stop::{self, Cause, StopSwitch};

/// Hands out one feed.
struct Fed(Mutex<Option<mpsc::Receiver<Bytes>>>);

impl Handler for Fed {
    const HALF_CLOSED: HalfClosed = HalfClosed::Left;

    fn admit(&self, _method: &str, _path: &str) -> Option<Reply> {
        None
    }

    async fn answer(&self, _arrival: Arrival) -> Reply {
        let feed = self.0.lock().expect("a feed").take();
        Reply { feed, body: Bytes::from_static(b"first;"), ..Reply::empty(200) }
    }

    fn dress(&self, reply: &mut Reply) {
        reply.headers.set("x-dressed", "yes");
    }
}

/// A request that is being answered, the side that feeds the answer, and the end of the server.
async fn fed() -> (TcpStream, mpsc::Sender<Bytes>, StopSwitch) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let (sender, feed) = mpsc::channel(4);
    let (switch, stop) = stop::pair();
    let handler = Arc::new(Fed(Mutex::new(Some(feed))));
    // Shorter than the tests: an idle connection would be let go in the middle of a feed.
    let short = Duration::from_millis(50);
    let limits = Limits { silent_time: short, idle_time: short, ..Limits::default() };
    tokio::spawn(serve(listener, None, limits, handler, stop));
    let mut client = TcpStream::connect(address).await.expect("a connection");
    client.write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n").await.expect("sent");
    (client, sender, switch)
}

async fn read_until(client: &mut TcpStream, seen: &mut String, end: &str) {
    let read = async {
        while !seen.contains(end) {
            let mut bytes = [0; 1024];
            let size = client.read(&mut bytes).await.expect("readable");
            assert!(size > 0, "it ended: {seen}");
            seen.push_str(&String::from_utf8_lossy(&bytes[..size]));
        }
    };
    tokio::time::timeout(Duration::from_secs(20), read).await.expect("in time");
}

#[tokio::test]
async fn a_fed_answer_comes_piece_by_piece_and_ends_with_its_feed() {
    let (mut client, sender, _switch) = fed().await;
    let mut seen = String::new();
    read_until(&mut client, &mut seen, "first;").await;
    assert!(
        seen.contains("transfer-encoding: chunked") && seen.contains("x-dressed: yes"),
        "{seen}"
    );
    tokio::time::sleep(Duration::from_millis(200)).await;
    sender.send(Bytes::from_static(b"second;")).await.expect("still open");
    read_until(&mut client, &mut seen, "second;").await;
    drop(sender);
    read_until(&mut client, &mut seen, "\r\n0\r\n\r\n").await;
}

#[tokio::test]
async fn a_client_that_leaves_ends_the_feed_at_once() {
    let (mut client, sender, _switch) = fed().await;
    read_until(&mut client, &mut String::new(), "first;").await;
    drop(client);
    tokio::time::timeout(Duration::from_secs(20), sender.closed()).await.expect("it is told");
}

#[tokio::test]
async fn the_end_waits_for_the_feed() {
    let (mut client, sender, switch) = fed().await;
    let mut seen = String::new();
    read_until(&mut client, &mut seen, "first;").await;
    switch.stop(Cause::Interrupt);
    sender.send(Bytes::from_static(b"last;")).await.expect("still open");
    drop(sender);
    read_until(&mut client, &mut seen, "\r\n0\r\n\r\n").await;
    assert!(seen.contains("last;"), "{seen}");
}
