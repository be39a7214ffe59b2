//! What the sender gets back: the handler's own answer, or what kept it from answering.

use std::time::{Duration, Instant};

use insta::assert_snapshot;
use serde_json::Value;

use super::{forwarding, hook};
use crate::harness::{
    Endpoint, Manner, PATIENCE, Raw, RawServer, Recorder, Reply, Running, Sandbox, Signal,
    closed_port,
};

/// The head of the answer as bytes, in lines, and its body.
fn exchange(listener: &Running) -> (Vec<Vec<u8>>, Vec<u8>) {
    let mut raw = Raw::connect(listener.addr());
    raw.send(&hook("d-1").header("Connection", "close").bytes()).expect("sent");
    let (bytes, closed) = raw.rest(PATIENCE);
    assert!(closed, "the connection stayed open");
    let end = bytes.windows(4).position(|end| end == b"\r\n\r\n").expect("a head");
    let lines = bytes[..end].split(|byte| *byte == b'\n').map(|line| line.trim_ascii().to_vec());
    (lines.collect(), bytes[end + 4..].to_vec())
}

#[test]
fn status_headers_in_order_and_body_are_the_handlers_own() {
    let sandbox = Sandbox::new();
    let handler = Recorder::answering(
        b"HTTP/1.1 207 Whatever\r\nSet-Cookie: b=2\r\nX-Odd: caf\xe9\r\nSet-Cookie: a=1\r\n\
          Content-Type: text/x-odd\r\nX-Hop: 1\r\nKeep-Alive: timeout=3\r\n\
          Connection: close, X-Hop\r\nContent-Length: 5\r\n\r\n\0\xff\r\n!",
    );
    let listener = forwarding(&sandbox, &handler.url("/"), &[]);
    let (head, body) = exchange(&listener);
    assert_eq!(body, b"\0\xff\r\n!");
    assert!(head[0].starts_with(b"HTTP/1.1 207"));
    let with = |prefix: &[u8]| -> Vec<&[u8]> {
        let lines = head.iter().map(Vec::as_slice);
        lines.filter(|line| line.to_ascii_lowercase().starts_with(prefix)).collect()
    };
    let values = |prefix: &[u8]| -> Vec<Vec<u8>> {
        with(prefix).iter().map(|line| line[prefix.len()..].trim_ascii().to_vec()).collect()
    };
    assert_eq!(values(b"set-cookie:"), [&b"b=2"[..], b"a=1"]);
    assert_eq!(values(b"x-odd:"), [b"caf\xe9"]);
    assert_eq!(values(b"content-type:"), [b"text/x-odd"]);
    assert_eq!(values(b"content-length:"), [b"5"]);
    assert_eq!((with(b"x-hop:").len(), with(b"keep-alive:").len()), (0, 0));
}

#[test]
fn every_class_of_status_is_passed_on() {
    let sandbox = Sandbox::new();
    let statuses = [200, 201, 204, 301, 400, 404, 410, 429, 500, 503];
    let handler = Endpoint::script(statuses.map(Reply::status)).expect_calls(statuses.len());
    let listener = forwarding(&sandbox, &handler.url("/"), &[]);
    for status in statuses {
        assert_eq!(hook(&status.to_string()).post(listener.addr()).status, status);
    }
    let lines = listener.stop(Signal::Int).code(0).json();
    for (line, status) in lines[1..].iter().zip(statuses) {
        let state = if status < 300 { "delivered" } else { "dead" };
        assert_eq!((&line["outcome"]["state"], &line["answered"]), (&state.into(), &status.into()));
    }
}

#[test]
fn a_redirect_is_passed_on_and_not_followed() {
    let sandbox = Sandbox::new();
    let elsewhere = Endpoint::always(200).expect_calls(0);
    let moved = Reply::status(308).header("Location", &elsewhere.url("/new"));
    let handler = Endpoint::script([moved]).expect_calls(1);
    let listener = forwarding(&sandbox, &handler.url("/"), &[]);
    let answer = hook("d-1").post(listener.addr());
    assert_eq!((answer.status, answer.header("location")), (308, Some(&*elsewhere.url("/new"))));
}

#[test]
fn a_compressed_answer_is_passed_on_as_it_is() {
    let sandbox = Sandbox::new();
    // `gzip -n` of `hello`.
    let gzip = b"\x1f\x8b\x08\0\0\0\0\0\0\x03\xcbH\xcd\xc9\xc9\x07\0\x86\xa6\x106\x05\0\0\0";
    let reply = Reply::status(200).header("Content-Encoding", "gzip").body(*gzip);
    let handler = Endpoint::script([reply]);
    let listener = forwarding(&sandbox, &handler.url("/"), &[]);
    let answer = hook("d-1").post(listener.addr());
    assert_eq!(answer.header("content-encoding"), Some("gzip"));
    assert_eq!(answer.body, gzip);
}

#[test]
fn a_large_answer_is_passed_on_whole() {
    let sandbox = Sandbox::new();
    let large: Vec<u8> = (0..3_000_000_u32).map(|number| number.to_le_bytes()[0]).collect();
    let handler = Endpoint::script([Reply::status(200).body(large.clone())]);
    let listener = forwarding(&sandbox, &handler.url("/"), &[]);
    assert!(hook("d-1").post(listener.addr()).body == large);
}

/// One forwarded event: its answer, and the line that tells of it.
#[track_caller]
fn failing(sandbox: &Sandbox, to: &str) -> (u16, String, Value) {
    let listener = forwarding(sandbox, to, &["--forward-timeout", "300ms"]);
    let answer = hook("d-1").post(listener.addr());
    let line = listener.stop(Signal::Int).code(0).json().remove(1);
    (answer.status, answer.text(), line["outcome"].clone())
}

#[test]
fn what_cannot_be_reached_is_a_502_and_is_in_the_log() {
    let sandbox = Sandbox::new();
    let (status, text, outcome) = failing(&sandbox, &format!("127.0.0.1:{}", closed_port()));
    assert_eq!((status, &*text), (502, "the handler cannot be reached\n"));
    assert_eq!((&outcome["state"], &outcome["status"]), (&"dead".into(), &Value::Null));
    let page = sandbox.cmd(["deliveries", "show", "1", "--json"]).run().code(0).json().remove(0);
    assert_eq!(page["log"][0]["error_kind"], "connection_refused");
}

#[test]
fn a_handler_with_bad_manners_is_a_502() {
    let sandbox = Sandbox::new();
    for (manner, body) in [
        (Manner::Close, "the handler cannot be reached\n"),
        (Manner::Reset, "the handler cannot be reached\n"),
        (Manner::Say(b"nonsense\r\n\r\n".to_vec()), "the handler cannot be reached\n"),
    ] {
        let handler = RawServer::start(manner.clone());
        let (status, text, outcome) = failing(&sandbox, &handler.url("/"));
        assert_eq!((status, &*text), (502, body), "{manner:?}");
        assert_eq!(outcome["state"], "dead", "{manner:?}");
    }
}

#[test]
fn an_answer_that_breaks_off_is_a_502_and_the_log_has_its_status() {
    let sandbox = Sandbox::new();
    let half = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf".to_vec();
    let handler = RawServer::start(Manner::Say(half));
    let (status, text, outcome) = failing(&sandbox, &handler.url("/"));
    assert_eq!((status, &*text), (502, "the handler's answer broke off\n"));
    // A delivery is done with the head of its answer.
    assert_eq!((&outcome["state"], &outcome["status"]), (&"delivered".into(), &200.into()));
}

#[test]
fn a_handler_that_closes_its_idle_connections_costs_no_event() {
    let sandbox = Sandbox::new();
    // Nothing says that the connection ends with the answer.
    let handler = Recorder::answering(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    let listener = forwarding(&sandbox, &handler.url("/"), &[]);
    for number in 0..20 {
        hook(&number.to_string()).accepted(listener.addr());
    }
    assert_eq!(handler.wait_for(20).len(), 20);
}

#[test]
fn a_handler_that_hangs_is_a_504_after_the_time_it_has() {
    let sandbox = Sandbox::new();
    let drip = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n".to_vec();
    for manner in [Manner::Hang, Manner::SayThenHang(drip)] {
        let handler = RawServer::start(manner.clone());
        let listener = forwarding(&sandbox, &handler.url("/"), &["--forward-timeout", "300ms"]);
        let started = Instant::now();
        let answer = hook("d-1").post(listener.addr());
        let took = started.elapsed();
        assert_eq!((answer.status, &*answer.text()), (504, "the handler took too long\n"));
        let expected = Duration::from_millis(300)..Duration::from_secs(3);
        assert!(expected.contains(&took), "{manner:?}: {took:?}");
    }
}

#[test]
fn a_person_is_told_why_once_and_what_to_look_at() {
    let sandbox = Sandbox::new();
    let reply = Reply::status(500).body("Traceback:\n  line 7\n\n\x1b[31mboom");
    let handler = Endpoint::script([reply]).expect_calls(2);
    let args = ["listen", "--port", "0", "--store", "s.db", "--forward-to", &handler.url("/")];
    let listener = Running::start_human(sandbox.cmd(args));
    for id in ["d-1", "d-2"] {
        assert_eq!(hook(id).post(listener.addr()).status, 500);
    }
    let end = listener.stop(Signal::Int).code(0);
    assert_snapshot!(sandbox.normalise(&end.to_string()));
}
