//! An endpoint that keeps each request byte for byte and answers bytes: for header values that are
//! no ASCII, and for the order of headers.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use super::wait::{PATIENCE, until};

/// One request, taken apart and otherwise untouched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Request {
    /// The request line.
    pub(crate) line: String,
    /// Names in lower case; values as they came.
    pub(crate) headers: Vec<(String, Vec<u8>)>,
    pub(crate) body: Vec<u8>,
}

impl Request {
    /// All values of that name, in order.
    pub(crate) fn all(&self, name: &str) -> Vec<&[u8]> {
        let headers = self.headers.iter().filter(|(known, _)| known == name);
        headers.map(|(_, value)| &**value).collect()
    }

    /// The headers that are not made anew on each hop.
    pub(crate) fn end_to_end(&self) -> Vec<(String, Vec<u8>)> {
        let made_anew = |name: &str| ["host", "content-length"].contains(&name);
        self.headers.iter().filter(|(name, _)| !made_anew(name)).cloned().collect()
    }
}

/// The endpoint; ends when dropped.
#[derive(Debug)]
pub(crate) struct Recorder {
    addr: SocketAddr,
    seen: Arc<Mutex<Vec<Request>>>,
    over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Recorder {
    /// Answers 200 with an empty body.
    pub(crate) fn start() -> Self {
        Self::answering(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    }

    /// Answers these bytes to each request, and closes.
    pub(crate) fn answering(answer: &[u8]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let addr = listener.local_addr().expect("an address");
        let seen = Arc::new(Mutex::new(Vec::new()));
        let over = Arc::new(AtomicBool::new(false));
        let thread = thread::spawn({
            let (seen, over, answer) = (Arc::clone(&seen), Arc::clone(&over), answer.to_vec());
            move || {
                for mut stream in listener.incoming().map_while(Result::ok) {
                    if over.load(Ordering::SeqCst) {
                        break;
                    }
                    if let Some(request) = read(&mut stream) {
                        lock(&seen).push(request);
                        let _ = stream.write_all(&answer);
                    }
                }
            }
        });
        Self { addr, seen, over, thread: Some(thread) }
    }

    /// The URL of a path on it.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.addr)
    }

    /// Waits until that many requests came and returns them all.
    #[track_caller]
    pub(crate) fn wait_for(&self, count: usize) -> Vec<Request> {
        until(&format!("request {count} at the recorder"), PATIENCE, || {
            Some(lock(&self.seen).clone()).filter(|all| all.len() >= count)
        })
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        self.over.store(true, Ordering::SeqCst);
        let woken = TcpStream::connect(self.addr);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
        drop(woken);
    }
}

/// A whole request; `None` when the other side goes away before.
fn read(stream: &mut TcpStream) -> Option<Request> {
    let mut bytes = Vec::new();
    let mut chunk = [0; 64 * 1024];
    let mut more = |bytes: &mut Vec<u8>| match stream.read(&mut chunk) {
        Ok(size @ 1..) => {
            bytes.extend_from_slice(&chunk[..size]);
            Some(())
        }
        _ => None,
    };
    let head = loop {
        match bytes.windows(4).position(|end| end == b"\r\n\r\n") {
            Some(end) => break bytes.drain(..end + 4).collect::<Vec<u8>>(),
            None => more(&mut bytes)?,
        }
    };
    let mut lines = head.split(|byte| *byte == b'\n').map(|line| line.trim_ascii());
    let line = String::from_utf8_lossy(lines.next()?).into_owned();
    let headers: Vec<(String, Vec<u8>)> = lines
        .filter_map(|line| {
            let colon = line.iter().position(|byte| *byte == b':')?;
            let name = String::from_utf8_lossy(&line[..colon]).to_ascii_lowercase();
            Some((name, line[colon + 1..].trim_ascii().to_owned()))
        })
        .collect();
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length = length.and_then(|(_, value)| std::str::from_utf8(value).ok()?.parse().ok());
    let length: usize = length.unwrap_or(0);
    while bytes.len() < length {
        more(&mut bytes)?;
    }
    Some(Request { line, headers, body: bytes })
}

fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
