//! A tunnel of the tests: passes bytes on as they come, and spoils one thing of each request. It shares
//! no line with what it tests.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU16, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

/// What it does to a request.
#[derive(Clone)]
pub(super) enum Spoil {
    /// Nothing.
    Nothing,
    /// Changes the lines of the head, the request line first; the body goes on as it comes.
    Head(fn(&mut Vec<String>)),
    /// Changes the body, which is held back for it.
    Body(fn(Vec<u8>) -> Vec<u8>),
    /// Says this itself where a request has a longer body.
    Above(usize, &'static str),
    /// Says this itself.
    Answer(&'static str),
    /// Says 502 to so many requests first, as a tunnel that is not known yet.
    NotYet(Arc<AtomicUsize>),
    /// Sends each request twice and hands on the second answer.
    Twice,
    /// Sends each request again once its answer is handed on and read.
    Later,
    /// Opens two connections more for each request and keeps them here.
    Spare(Arc<Mutex<Vec<TcpStream>>>),
    /// Says this where the other end answered 503.
    On503(&'static str),
}

/// A port for `doctor` to bind a moment later. Below those that the system hands out by itself, so that
/// nobody gets it meanwhile, and another one each time.
pub(super) fn port() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    // Two runs of the tests at once begin in different places.
    let begin = 10_000 + u16::try_from(std::process::id() % 200).expect("small") * 100;
    loop {
        let port = begin + NEXT.fetch_add(1, Ordering::SeqCst);
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}

/// The tunnel; ends when dropped.
pub(super) struct Proxy {
    addr: SocketAddr,
    over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Proxy {
    /// One that leads to a port of this machine.
    pub(super) fn start(port: u16, spoil: Spoil) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let addr = listener.local_addr().expect("an address");
        let over = Arc::new(AtomicBool::new(false));
        let seen = Arc::clone(&over);
        let thread = thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if seen.load(Ordering::SeqCst) {
                    break;
                }
                let spoil = spoil.clone();
                // A peer that goes away in the middle ends the exchange, as it does in life.
                thread::spawn(move || pass(stream, port, &spoil));
            }
        });
        Self { addr, over, thread: Some(thread) }
    }

    pub(super) fn url(&self) -> String {
        format!("http://{}", self.addr)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.over.store(true, Ordering::SeqCst);
        let woken = TcpStream::connect(self.addr);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
        drop(woken);
    }
}

/// A head, and what was read behind it.
struct Request {
    lines: Vec<String>,
    rest: Vec<u8>,
}

impl Request {
    fn read(stream: &mut TcpStream) -> Option<Self> {
        let mut bytes = Vec::new();
        let end = loop {
            if let Some(end) = bytes.windows(4).position(|part| part == b"\r\n\r\n") {
                break end;
            }
            read(stream, &mut bytes)?;
        };
        let head = String::from_utf8(bytes[..end].to_vec()).expect("a head in ASCII");
        let lines = head.split("\r\n").map(str::to_owned).collect();
        Some(Self { lines, rest: bytes[end + 4..].to_vec() })
    }

    fn head(&self) -> Vec<u8> {
        format!("{}\r\n\r\n", self.lines.join("\r\n")).into_bytes()
    }

    /// Reads the rest of the body, and has its length in the head.
    fn whole(mut self, stream: &mut TcpStream) -> Option<Self> {
        let value = |name: &str| {
            let line = self.lines.iter().find(|line| line.to_ascii_lowercase().starts_with(name));
            line.map(|line| line[name.len()..].trim().to_owned())
        };
        if let Some(length) = value("content-length:") {
            let length: usize = length.parse().expect("a length");
            while self.rest.len() < length {
                read(stream, &mut self.rest)?;
            }
        } else if value("transfer-encoding:").is_some() {
            while !self.rest.ends_with(b"0\r\n\r\n") {
                read(stream, &mut self.rest)?;
            }
            self.rest = unchunked(&self.rest);
        }
        Some(self)
    }

    fn set_length(&mut self) {
        self.lines.retain(|line| {
            let line = line.to_ascii_lowercase();
            !line.starts_with("content-length:") && !line.starts_with("transfer-encoding:")
        });
        self.lines.push(format!("Content-Length: {}", self.rest.len()));
    }
}

fn unchunked(mut framed: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    loop {
        let end = framed.windows(2).position(|part| part == b"\r\n").expect("a line");
        let size = std::str::from_utf8(&framed[..end]).expect("digits");
        let size = usize::from_str_radix(size, 16).expect("a size");
        if size == 0 {
            return body;
        }
        body.extend_from_slice(&framed[end + 2..end + 2 + size]);
        framed = &framed[end + 2 + size + 2..];
    }
}

fn read(stream: &mut TcpStream, into: &mut Vec<u8>) -> Option<()> {
    let mut bytes = [0; 64 * 1024];
    let size = stream.read(&mut bytes).ok().filter(|size| *size > 0)?;
    into.extend_from_slice(&bytes[..size]);
    Some(())
}

fn pass(mut from: TcpStream, port: u16, spoil: &Spoil) -> Option<()> {
    let mut request = Request::read(&mut from)?;
    let length = request.lines.iter().find_map(|line| line.strip_prefix("Content-Length: "));
    let length: usize = length.map_or(0, |length| length.parse().expect("a length"));
    match spoil {
        Spoil::Answer(said) => return say(from, request, said),
        Spoil::NotYet(left) => {
            let take = |left: usize| left.checked_sub(1);
            if left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, take).is_ok() {
                return say(from, request, "HTTP/1.1 502 Not yet\r\nContent-Length: 0\r\n\r\n");
            }
        }
        Spoil::Above(limit, said) if length > *limit => return say(from, request, said),
        Spoil::Head(change) => change(&mut request.lines),
        Spoil::Body(change) => {
            request = request.whole(&mut from)?;
            request.rest = change(request.rest);
            request.set_length();
        }
        Spoil::Twice => {
            request = request.whole(&mut from)?;
            request.set_length();
            exchange(&request, port)?;
        }
        Spoil::Later => {
            request = request.whole(&mut from)?;
            request.set_length();
            let answer = exchange(&request, port)?;
            from.write_all(&answer).ok()?;
            // The other end closes when it has the answer.
            let _ = from.read(&mut [0]);
            exchange(&request, port)?;
            return None;
        }
        Spoil::Spare(kept) => {
            for _ in 0..2 {
                let spare = TcpStream::connect(("127.0.0.1", port)).ok()?;
                kept.lock().expect("no panic").push(spare);
            }
        }
        Spoil::On503(said) => {
            request = request.whole(&mut from)?;
            request.set_length();
            let answer = exchange(&request, port)?;
            let is_503 = answer.starts_with(b"HTTP/1.1 503");
            from.write_all(if is_503 { said.as_bytes() } else { &answer }).ok()?;
            return None;
        }
        Spoil::Nothing | Spoil::Above(..) => {}
    }
    let mut to = TcpStream::connect(("127.0.0.1", port)).ok()?;
    to.write_all(&[request.head(), request.rest].concat()).ok()?;
    let (mut up, mut down) = (from.try_clone().ok()?, to.try_clone().ok()?);
    let back = thread::spawn(move || std::io::copy(&mut down, &mut from));
    let _ = std::io::copy(&mut up, &mut to);
    let _ = to.shutdown(Shutdown::Write);
    let _ = back.join();
    None
}

/// Answers by itself, once the request is whole: closing with something unread would be a reset.
fn say(mut from: TcpStream, request: Request, said: &str) -> Option<()> {
    request.whole(&mut from)?;
    from.write_all(said.as_bytes()).ok()
}

/// One request over a connection of its own, and its answer.
fn exchange(request: &Request, port: u16) -> Option<Vec<u8>> {
    let mut to = TcpStream::connect(("127.0.0.1", port)).ok()?;
    to.write_all(&[request.head(), request.rest.clone()].concat()).ok()?;
    let _ = to.shutdown(Shutdown::Write);
    let mut answer = Vec::new();
    to.read_to_end(&mut answer).ok()?;
    Some(answer)
}
