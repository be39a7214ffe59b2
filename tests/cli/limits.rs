//! What a stranger can do to the listener: requests that are too large, too slow, cut off or no
//! HTTP at all. Each has its answer, and after each a good request is served.

use std::thread;
use std::time::{Duration, Instant};

use crate::harness::{Answer, Raw, Running, Sandbox, post, request};

const BODY: &[u8] = br#"{"event":"contact.created","data":{}}"#;

/// A listener that must still serve when the test is over.
struct Listener {
    sandbox: Sandbox,
    running: Running,
}

impl Listener {
    fn start<const N: usize>(args: [&str; N]) -> Self {
        let sandbox = Sandbox::new();
        let running = sandbox.listen(args);
        Self { sandbox, running }
    }

    fn connect(&self) -> Raw {
        Raw::connect(self.running.addr())
    }

    /// The answer to these bytes, whether or not all of them were read.
    #[track_caller]
    fn answer(&self, bytes: &[u8]) -> Answer {
        let mut raw = self.connect();
        let _ = raw.send(bytes);
        raw.answer()
    }

    /// Asserts that a good request is answered 200, and counts what was recorded before it.
    #[track_caller]
    fn still_serves(&mut self) -> i64 {
        assert!(self.running.is_running(), "{}", self.running.printed());
        assert_eq!(self.answer(&post("/hooks", "good", BODY)).status, 200);
        let conn = self.sandbox.open_store();
        let count: Result<i64, _> =
            conn.query_row("SELECT count(*) FROM events", [], |row| row.get(0));
        count.expect("a count") - 1
    }
}

#[test]
fn a_body_over_the_limit_is_answered_413() {
    let mut listener = Listener::start([]);
    let limit = 10 * 1024 * 1024;
    for (size, status) in [(limit, 200), (limit + 1, 413), (50_000_000, 413)] {
        let answer = listener.answer(&post("/", "large", &vec![b'x'; size]));
        assert_eq!(answer.status, status, "{size} bytes");
    }
    assert_eq!(listener.still_serves(), 1);
}

#[test]
fn a_chunked_body_over_the_limit_is_answered_413() {
    let mut listener = Listener::start(["--max-body", "100000"]);
    let mut bytes = b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
    for _ in 0..101 {
        bytes.extend_from_slice(b"3e8\r\n");
        bytes.extend_from_slice(&[b'x'; 1000]);
        bytes.extend_from_slice(b"\r\n");
    }
    bytes.extend_from_slice(b"0\r\n\r\n");
    assert_eq!(listener.answer(&bytes).status, 413);
    assert_eq!(listener.still_serves(), 0);
}

#[test]
fn a_body_that_is_announced_as_too_large_is_refused_before_it_is_sent() {
    let mut listener = Listener::start([]);
    let mut raw = listener.connect();
    let head =
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 50000000\r\nExpect: 100-continue\r\n\r\n";
    raw.send(head).expect("sent");
    assert_eq!(raw.answer().status, 413);
    assert_eq!(listener.still_serves(), 0);
}

#[test]
fn a_client_that_waits_for_100_continue_is_told_to_go_on() {
    let mut listener = Listener::start([]);
    let whole = post("/", "waits", BODY);
    let (head, body) = whole.split_at(whole.len() - BODY.len());
    let head =
        String::from_utf8_lossy(head).replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n");
    let mut raw = listener.connect();
    raw.send(head.as_bytes()).expect("sent");
    assert_eq!(raw.answer().status, 100);
    raw.send(body).expect("sent");
    assert_eq!(raw.answer().status, 200);
    assert_eq!(listener.still_serves(), 1);
}

#[test]
fn a_header_block_of_1_mb_is_answered_431() {
    let mut listener = Listener::start([]);
    let long = "x".repeat(1_000_000);
    let one_line = request("/", &[("X-Long", &long)], BODY);
    let line = "y".repeat(900);
    let names: Vec<String> = (0..1000).map(|number| format!("X-Line-{number}")).collect();
    let lines: Vec<(&str, &str)> = names.iter().map(|name| (&**name, &*line)).collect();
    let many_lines = request("/", &lines, BODY);
    let long_target = request(&format!("/{long}"), &[], BODY);
    for (what, bytes) in
        [("one line", one_line), ("many lines", many_lines), ("a long target", long_target)]
    {
        let answer = listener.answer(&bytes);
        assert!([414, 431].contains(&answer.status), "{what}: {}", answer.status);
    }
    assert_eq!(listener.still_serves(), 0);
}

#[test]
fn a_request_cut_in_the_middle_is_not_recorded() {
    let mut listener = Listener::start([]);
    let whole = post("/", "cut", BODY);
    for cut in [1, 30, whole.len() - BODY.len(), whole.len() - 1] {
        let mut raw = listener.connect();
        raw.send(&whole[..cut]).expect("sent");
        drop(raw);
        let mut raw = listener.connect();
        raw.send(&whole[..cut]).expect("sent");
        raw.half_close();
        let (rest, closed) = raw.rest(Duration::from_secs(5));
        let rest = String::from_utf8_lossy(&rest);
        assert!(closed, "a cut at {cut} leaves the connection open");
        assert!(rest.is_empty() || rest.starts_with("HTTP/1.1 400 "), "a cut at {cut}: {rest}");
    }
    assert_eq!(listener.still_serves(), 0);
}

#[test]
fn a_client_that_sends_a_byte_a_second_is_answered_408() {
    let mut listener = Listener::start([]);
    let addr = listener.running.addr();
    let whole = post("/", "slow", BODY);
    let head = whole.len() - BODY.len();
    // At once, then byte by byte; and how long that is put up with.
    let slow = [("head", 0, 10.0), ("body", head, 30.0)].map(|(part, at_once, patience)| {
        let whole = whole.clone();
        let client = thread::spawn(move || {
            let mut raw = Raw::connect(addr);
            let started = Instant::now();
            raw.send(&whole[..at_once]).expect("sent");
            raw.trickle(&whole[at_once..], Duration::from_secs(1));
            (raw.answer().status, started.elapsed().as_secs_f64())
        });
        (part, patience, client)
    });
    // Says nothing for as long, which is what a kept connection does.
    let mut idle = listener.connect();
    for (part, patience, client) in slow {
        let (status, waited) = client.join().expect("a client");
        assert_eq!(status, 408, "{part}");
        assert!((patience..patience + 2.0).contains(&waited), "{part} after {waited} s");
    }
    idle.send(&post("/", "idle", BODY)).expect("still open");
    assert_eq!(idle.answer().status, 200);
    assert_eq!(listener.still_serves(), 1);
}

#[test]
fn only_post_is_taken() {
    let mut listener = Listener::start([]);
    for method in ["GET", "PUT", "DELETE", "OPTIONS", "PATCH", "BREW"] {
        let request = format!("{method} /hooks HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
        let answer = listener.answer(request.as_bytes());
        assert_eq!((answer.status, answer.header("allow")), (405, Some("POST")), "{method}");
    }
    assert_eq!(listener.still_serves(), 0);
}

#[test]
fn another_path_is_answered_404_only_under_path() {
    let mut anywhere = Listener::start([]);
    assert_eq!(anywhere.answer(&post("/some/where?x=1", "a", BODY)).status, 200);
    assert_eq!(anywhere.still_serves(), 1);

    let mut listener = Listener::start(["--path", "/hooks"]);
    for (path, status) in
        [("/hooks", 200), ("/hooks?x=1", 200), ("/", 404), ("/hooks/", 404), ("/Hooks", 404)]
    {
        assert_eq!(listener.answer(&post(path, path, BODY)).status, status, "{path}");
    }
    assert_eq!(listener.still_serves(), 2);
}

#[test]
fn healthz_is_answered_whatever_the_path() {
    for args in [vec![], vec!["--path", "/hooks"]] {
        let sandbox = Sandbox::new();
        let running = sandbox.listen(&args);
        let answer = Raw::exchange(running.addr(), b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
        assert_eq!((answer.status, answer.text()), (200, "ok\n".to_owned()), "{args:?}");
    }
}

#[test]
fn pipelined_requests_are_answered_in_order() {
    let mut listener = Listener::start([]);
    let mut raw = listener.connect();
    let wrong = request("/", &[("X-LeadLex-Signature", "sha256=00")], BODY);
    let get = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n".to_vec();
    raw.send(&[post("/", "1", BODY), wrong, get, post("/", "2", BODY)].concat()).expect("sent");
    let statuses: Vec<u16> = (0..4).map(|_| raw.answer().status).collect();
    assert_eq!(statuses, [200, 401, 405, 200]);
    assert_eq!(listener.still_serves(), 3);
}

#[test]
fn a_client_that_has_closed_its_half_gets_its_answer() {
    let mut listener = Listener::start([]);
    let mut raw = listener.connect();
    raw.send(&post("/", "half", BODY)).expect("sent");
    raw.half_close();
    assert_eq!(raw.answer().status, 200);
    assert!(raw.rest(Duration::from_secs(5)).1, "the connection stays open");
    assert_eq!(listener.still_serves(), 1);
}

#[test]
fn a_client_of_http_1_0_is_answered_and_let_go() {
    let mut listener = Listener::start([]);
    let whole = String::from_utf8(post("/", "old", BODY)).expect("text");
    let mut raw = listener.connect();
    raw.send(whole.replace("HTTP/1.1", "HTTP/1.0").as_bytes()).expect("sent");
    assert_eq!(raw.answer().status, 200);
    assert!(raw.rest(Duration::from_secs(5)).1, "the connection stays open");
    assert_eq!(listener.still_serves(), 1);
}

#[test]
fn what_is_no_http_is_answered_400() {
    let mut listener = Listener::start([]);
    let requests: [(&str, &[u8]); 11] = [
        ("words", b"hello, is anybody there?\r\n\r\n"),
        ("zeros", b"\0\0\0\0\r\n\r\n"),
        ("the start of TLS", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"),
        ("a version of its own", b"POST / HTTP/9.9\r\nHost: a\r\n\r\n"),
        ("a blank in a name", b"POST / HTTP/1.1\r\nHost: a\r\nX Y: 1\r\n\r\n"),
        ("a blank before the colon", b"POST / HTTP/1.1\r\nHost : a\r\n\r\n"),
        ("a zero in a value", b"POST / HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n"),
        ("a length that is none", b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4x\r\n\r\nabcd"),
        ("a negative length", b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -4\r\n\r\nabcd"),
        (
            "two lengths",
            b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
        ),
        (
            "a chunk size that is none",
            b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
        ),
    ];
    for (what, bytes) in requests {
        assert_eq!(listener.answer(bytes).status, 400, "{what}");
    }
    assert_eq!(listener.still_serves(), 0);
}

#[test]
fn a_client_that_speaks_http_2_is_let_go() {
    let mut listener = Listener::start([]);
    let mut raw = listener.connect();
    raw.send(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").expect("sent");
    assert!(raw.rest(Duration::from_secs(5)).1, "the connection stays open");
    assert_eq!(listener.still_serves(), 0);
}

#[test]
fn two_hundred_silent_connections_keep_nobody_out() {
    let mut listener = Listener::start([]);
    let silent: Vec<Raw> = (0..200).map(|_| listener.connect()).collect();
    assert_eq!(listener.still_serves(), 0);
    drop(silent);
}
