//! An endpoint with bad manners: it hangs, hangs up, or talks nonsense.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::{self, JoinHandle};

/// What it does with each connection.
#[derive(Clone, Debug)]
pub(crate) enum Manner {
    /// Reads and says nothing.
    Hang,
    /// Closes at once.
    Close,
    /// Resets the connection once a request comes in.
    Reset,
    /// Reads a request, says this and closes: garbage, or half an answer.
    Say(Vec<u8>),
    /// Reads a request, says this and falls silent.
    SayThenHang(Vec<u8>),
}

/// The endpoint; ends when dropped.
#[derive(Debug)]
pub(crate) struct RawServer {
    addr: SocketAddr,
    accepted: Arc<AtomicUsize>,
    over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl RawServer {
    /// Listens on a free port of the loopback.
    pub(crate) fn start(manner: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let addr = listener.local_addr().expect("an address");
        let accepted = Arc::new(AtomicUsize::new(0));
        let over = Arc::new(AtomicBool::new(false));
        let thread = thread::spawn({
            let (accepted, over) = (Arc::clone(&accepted), Arc::clone(&over));
            move || {
                // Those that hang are kept open here until the end.
                let mut open = Vec::new();
                for stream in listener.incoming().map_while(Result::ok) {
                    if over.load(Ordering::SeqCst) {
                        break;
                    }
                    accepted.fetch_add(1, Ordering::SeqCst);
                    open.extend(treat(stream, &manner));
                }
            }
        });
        Self { addr, accepted, over, thread: Some(thread) }
    }

    /// The URL of a path on it.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.addr)
    }

    /// How many connections came.
    pub(crate) fn accepted(&self) -> usize {
        self.accepted.load(Ordering::SeqCst)
    }
}

impl Drop for RawServer {
    fn drop(&mut self) {
        self.over.store(true, Ordering::SeqCst);
        let woken = TcpStream::connect(self.addr);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
        drop(woken);
    }
}

/// Does it, and hands back a connection that stays open.
fn treat(mut stream: TcpStream, manner: &Manner) -> Option<TcpStream> {
    match manner {
        Manner::Hang => Some(stream),
        Manner::Close => None,
        Manner::Reset => {
            // Closing with something unread sends a reset.
            let _ = stream.peek(&mut [0]);
            None
        }
        Manner::Say(bytes) => {
            read_some(&mut stream);
            let _ = stream.write_all(bytes);
            None
        }
        Manner::SayThenHang(bytes) => {
            read_some(&mut stream);
            let _ = stream.write_all(bytes);
            Some(stream)
        }
    }
}

/// Reads a small request as a whole: closing with something unread would be a reset.
fn read_some(stream: &mut TcpStream) {
    let mut seen = Vec::new();
    let mut bytes = [0; 64 * 1024];
    while let Ok(size @ 1..) = stream.read(&mut bytes) {
        seen.extend_from_slice(&bytes[..size]);
        let text = String::from_utf8_lossy(&seen).to_ascii_lowercase();
        let Some((head, _)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let length = head.lines().find_map(|line| line.strip_prefix("content-length:"));
        let length: usize = length.and_then(|length| length.trim().parse().ok()).unwrap_or(0);
        if seen.len() >= head.len() + 4 + length {
            return;
        }
    }
}

/// A port of the loopback on which nobody listens.
pub(crate) fn closed_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("an address").port()
}
