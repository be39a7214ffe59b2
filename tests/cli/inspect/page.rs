//! The page's side of the inspector: requests as a browser makes them, and the stream.

use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Instant;

use serde_json::Value;

use crate::harness::{Answer, PATIENCE, Raw, Running};

/// A page that knows the token.
#[derive(Clone, Debug)]
pub(super) struct Page {
    pub(super) addr: SocketAddr,
    pub(super) token: String,
}

impl Page {
    /// The page of a process that told its URL in the ready line.
    #[track_caller]
    pub(super) fn of(running: &mut Running) -> Self {
        let ready = running.wait_json("the ready line", |line| line["type"] == "ready");
        let url = ready["inspector_url"].as_str().expect("an inspector").to_owned();
        let (address, token) = url.split_once("/#token=").expect("a token behind the `#`");
        let addr = address.trim_start_matches("http://").parse().expect("an address");
        Self { addr, token: token.to_owned() }
    }

    /// The origin of the page.
    pub(super) fn origin(&self) -> String {
        format!("http://{}", self.addr)
    }

    /// A request with exactly these headers.
    #[track_caller]
    pub(super) fn bare(&self, line: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        Raw::exchange(self.addr, &head(line, headers, body))
    }

    /// A request of the page.
    #[track_caller]
    pub(super) fn call(&self, line: &str, body: &str) -> Answer {
        let bearer = format!("Bearer {}", self.token);
        let (host, origin) = (self.addr.to_string(), self.origin());
        let mut headers = vec![("Host", &*host), ("Authorization", &*bearer)];
        if line.starts_with("POST") {
            headers.extend([("Content-Type", "application/json"), ("Origin", &*origin)]);
        }
        self.bare(line, &headers, body)
    }

    /// The answer of a GET, which is JSON.
    #[track_caller]
    pub(super) fn json(&self, path: &str) -> Value {
        let answer = self.call(&format!("GET {path}"), "");
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        serde_json::from_slice(&answer.body).expect("JSON")
    }

    /// Status and JSON of a POST.
    #[track_caller]
    pub(super) fn post(&self, path: &str, body: &Value) -> (u16, Value) {
        let answer = self.call(&format!("POST {path}"), &body.to_string());
        (answer.status, serde_json::from_slice(&answer.body).expect("JSON"))
    }

    /// Numbers of the events of a list.
    #[track_caller]
    pub(super) fn numbers(&self, query: &str) -> Vec<i64> {
        numbers(&self.json(&format!("/api/events?{query}")))
    }

    /// Opens the stream.
    #[track_caller]
    pub(super) fn stream(&self, query: &str) -> Stream {
        let stream = self.try_stream(query);
        stream.unwrap_or_else(|status| panic!("the stream was answered {status}"))
    }

    /// Opens the stream, or says how it was refused.
    pub(super) fn try_stream(&self, query: &str) -> Result<Stream, u16> {
        let bearer = format!("Bearer {}", self.token);
        let host = self.addr.to_string();
        let headers = [("Host", &*host), ("Authorization", &*bearer)];
        let mut socket = TcpStream::connect(self.addr).expect("somebody listens");
        socket.write_all(&head(&format!("GET /api/stream?{query}"), &headers, "")).expect("sent");
        let mut stream = Stream { socket, raw: Vec::new(), text: String::new() };
        let end = loop {
            if let Some(end) = stream.raw.windows(4).position(|end| end == b"\r\n\r\n") {
                break end;
            }
            assert!(stream.read(), "no head: {:?}", String::from_utf8_lossy(&stream.raw));
        };
        let head = String::from_utf8_lossy(&stream.raw.drain(..end + 4).collect::<Vec<_>>())
            .to_ascii_lowercase();
        let status = head.split(' ').nth(1).and_then(|word| word.parse().ok()).expect("a status");
        if status != 200 {
            return Err(status);
        }
        assert!(head.contains("content-type: text/event-stream"), "{head}");
        Ok(stream)
    }
}

/// Numbers of the events in an answer.
pub(super) fn numbers(answer: &Value) -> Vec<i64> {
    let events = answer["events"].as_array().expect("events");
    events.iter().map(|event| event["number"].as_i64().expect("a number")).collect()
}

fn head(line: &str, headers: &[(&str, &str)], body: &str) -> Vec<u8> {
    let mut head = format!("{line} HTTP/1.1\r\n");
    for (name, value) in headers {
        let _ = write!(head, "{name}: {value}\r\n");
    }
    if !body.is_empty() {
        let _ = write!(head, "Content-Length: {}\r\n", body.len());
    }
    format!("{head}\r\n{body}").into_bytes()
}

/// A message of the stream.
#[derive(Clone, Debug)]
pub(super) struct Message {
    pub(super) kind: String,
    pub(super) id: Option<i64>,
    pub(super) data: Value,
}

/// An open stream.
#[derive(Debug)]
pub(super) struct Stream {
    socket: TcpStream,
    /// Read and still in chunks.
    raw: Vec<u8>,
    /// Read and not yet a message.
    text: String,
}

impl Stream {
    /// The next message of this kind; others are passed over.
    ///
    /// # Panics
    /// When the stream ends, or none comes in time.
    #[track_caller]
    pub(super) fn next(&mut self, kind: &str) -> Message {
        let began = Instant::now();
        loop {
            while let Some((block, rest)) = self.text.split_once("\n\n") {
                let message = message(block);
                self.text = rest.to_owned();
                if let Some(message) = message.filter(|message| message.kind == kind) {
                    return message;
                }
            }
            assert!(began.elapsed() < PATIENCE, "no `{kind}` came");
            assert!(self.read(), "the stream ended before `{kind}` came");
            self.unchunk();
        }
    }

    /// Whether it ends, as it does in order, before patience does.
    pub(super) fn ends(&mut self) -> bool {
        while self.read() {}
        self.raw.ends_with(b"0\r\n\r\n")
    }

    fn read(&mut self) -> bool {
        self.socket.set_read_timeout(Some(PATIENCE)).expect("a time-out");
        let mut bytes = [0; 64 * 1024];
        let size = self.socket.read(&mut bytes).expect("something comes, or the end");
        self.raw.extend_from_slice(&bytes[..size]);
        size > 0
    }

    fn unchunk(&mut self) {
        while let Some(end) = self.raw.windows(2).position(|end| end == b"\r\n") {
            let size = String::from_utf8_lossy(&self.raw[..end]).into_owned();
            let size = usize::from_str_radix(&size, 16).expect("the size of a chunk");
            if self.raw.len() < end + size + 4 {
                return;
            }
            let chunk: Vec<u8> = self.raw.drain(..end + size + 4).collect();
            self.text.push_str(&String::from_utf8_lossy(&chunk[end + 2..end + 2 + size]));
        }
    }
}

fn message(block: &str) -> Option<Message> {
    let field = |name: &str| block.lines().find_map(|line| line.strip_prefix(name));
    Some(Message {
        kind: field("event: ")?.to_owned(),
        id: field("id: ").map(|id| id.parse().expect("a number")),
        data: serde_json::from_str(field("data: ")?).expect("JSON"),
    })
}
