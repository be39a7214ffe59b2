//! A handler for LeadLex webhooks. Rust 1.85 or later, four crates and the standard library.
//!
//!     cargo new handler && cd handler && cargo add hmac@0.13 sha2@0.11 hex serde_json
//!     leadlex-hooks catalog handler --lang rust >src/main.rs
//!     LEADLEX_WEBHOOK_SECRET=... PORT=3000 cargo run
//!
//! It verifies the raw bytes before anything parses them, compares in constant time, takes 10 MB at
//! most, answers a repeated delivery 200 without processing it twice, and takes one again whose
//! processing failed. It answers only after `process` returned: keep that short, LeadLex waits 10 s.
//!
//! The HTTP below is just enough for webhooks (one request a connection, a thread each). In axum or
//! actix keep `process_once` and `is_signed`, and take the body as `Bytes`.

use std::collections::{HashMap, HashSet, VecDeque};
use std::error::Error;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{LazyLock, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

const MAX_HEAD: u64 = 64 * 1024;
const MAX_BODY: u64 = 10 * 1024 * 1024;
const REMEMBERED: usize = 10_000;
const PATIENCE: Duration = Duration::from_secs(30);

/// Yours: store the event or queue it, and return. After an error LeadLex sends it again.
fn process(event: &str, body: &[u8]) -> Result<(), Box<dyn Error>> {
    // Your code goes here. New names can come any day: ignore those you do not know.
    println!("received {event:?}, {} bytes", body.len());
    Ok(())
}

/// In production: a unique column in your database, written with the event.
#[derive(Default)]
struct Done {
    keys: HashSet<String>,
    order: VecDeque<String>,
}

static DONE: LazyLock<Mutex<Done>> = LazyLock::new(Mutex::default);

fn process_once(id: Option<&String>, signature: &str, body: &[u8]) -> Result<(), Box<dyn Error>> {
    // The signature covers the body, not the ID: only both together say that it is the same delivery.
    let key = id.map(|id| format!("{id} {}", signature.to_ascii_lowercase()));
    let mut done = DONE.lock().unwrap_or_else(PoisonError::into_inner);
    if key.as_ref().is_some_and(|key| done.keys.contains(key)) {
        return Ok(());
    }
    process(&event_name(body), body)?;
    // Only now: a claim made before would turn away the retry of what failed.
    if let Some(key) = key {
        done.keys.insert(key.clone());
        done.order.push_back(key);
    }
    if done.order.len() > REMEMBERED {
        if let Some(oldest) = done.order.pop_front() {
            done.keys.remove(&oldest);
        }
    }
    Ok(())
}

fn event_name(body: &[u8]) -> String {
    let envelope: Option<serde_json::Value> = serde_json::from_slice(body).ok();
    let event = envelope.as_ref().and_then(|envelope| envelope["event"].as_str());
    event.unwrap_or("unknown").to_owned()
}

fn is_signed(secret: &str, signature: &str, body: &[u8]) -> bool {
    let Some(Ok(digest)) = signature.strip_prefix("sha256=").map(hex::decode) else {
        return false;
    };
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else {
        return false;
    };
    mac.update(body);
    mac.verify_slice(&digest).is_ok()
}

/// The method and the headers, with names in lower case.
fn read_head(reader: &mut impl BufRead) -> io::Result<(String, HashMap<String, String>)> {
    let mut reader = reader.take(MAX_HEAD);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let method = line.split(' ').next().unwrap_or_default().to_owned();
    let mut headers = HashMap::new();
    loop {
        let mut line = Vec::new();
        reader.read_until(b'\n', &mut line)?;
        let line = String::from_utf8_lossy(&line);
        if !line.ends_with('\n') {
            return Err(io::ErrorKind::InvalidData.into());
        }
        match line.trim_end().split_once(':') {
            Some((name, value)) => {
                headers.insert(name.to_ascii_lowercase(), value.trim().to_owned())
            }
            None => return Ok((method, headers)),
        };
    }
}

fn respond(
    secret: &str,
    stream: &mut TcpStream,
    reader: &mut impl BufRead,
) -> io::Result<(&'static str, &'static str)> {
    let Ok((method, headers)) = read_head(reader) else {
        return Ok(("431 Header Too Large", ""));
    };
    if method != "POST" {
        return Ok(("405 Method Not Allowed\r\nAllow: POST", "only POST"));
    }
    let length = headers.get("content-length").and_then(|length| length.parse::<u64>().ok());
    let Some(length) = length.filter(|_| !headers.contains_key("transfer-encoding")) else {
        return Ok(("411 Length Required", "a Content-Length is needed"));
    };
    if length > MAX_BODY {
        return Ok(("413 Content Too Large", "the body is too large"));
    }
    if headers.get("expect").is_some_and(|value| value.eq_ignore_ascii_case("100-continue")) {
        stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
    }
    let mut body = Vec::new();
    if reader.take(length).read_to_end(&mut body)? as u64 != length {
        return Ok(("400 Bad Request", "the body is not whole"));
    }
    let signature = headers.get("x-leadlex-signature").map(String::as_str).unwrap_or_default();
    if !is_signed(secret, signature, &body) {
        return Ok(("401 Unauthorized", "the signature does not match"));
    }
    if let Err(error) = process_once(headers.get("x-leadlex-delivery-id"), signature, &body) {
        eprintln!("processing failed: {error}");
        return Ok(("500 Internal Server Error", "processing failed"));
    }
    Ok(("200 OK", ""))
}

fn serve(secret: &str, mut stream: TcpStream) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let (status, text) = respond(secret, &mut stream, &mut reader)?;
    let length = text.len();
    let answer = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/plain\r\nContent-Length: {length}\r\n\
         Connection: close\r\n\r\n{text}"
    );
    stream.write_all(answer.as_bytes())?;
    // Closing with unread bytes would reset the connection, and the answer be lost.
    stream.shutdown(Shutdown::Write)?;
    io::copy(&mut reader.take(8 * MAX_BODY), &mut io::sink())?;
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    let secret = std::env::var("LEADLEX_WEBHOOK_SECRET").unwrap_or_default();
    if secret.is_empty() {
        return Err(
            "LEADLEX_WEBHOOK_SECRET is not set: without it anybody could send events".into()
        );
    }
    let port: u16 = std::env::var("PORT").map_or(Ok(3000), |port| port.parse())?;
    let listener = TcpListener::bind(("127.0.0.1", port))?;
    eprintln!("listening on http://{}", listener.local_addr()?);
    for stream in listener.incoming() {
        let (secret, stream) = (secret.clone(), stream?);
        // A sender that went away is no reason to end.
        thread::spawn(move || serve(&secret, stream));
    }
    Ok(())
}
