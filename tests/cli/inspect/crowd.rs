//! Many at once: large answers that nobody reads, and connections that say nothing.

use std::time::{Duration, Instant};

use serde_json::Value;

use super::inspected;
use crate::harness::{Hook, PATIENCE, Raw, Running, Sandbox, Signal, Vitals};

use super::page::Page;

/// Places for connections in the inspector.
const PLACES: usize = 128;

fn request(page: &Page, path: &str) -> String {
    let (host, token) = (page.addr, &page.token);
    format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\n\r\n")
}

#[test]
fn a_large_body_is_fetched_by_itself() {
    let sandbox = Sandbox::new();
    let (listener, page) = inspected(&sandbox, &[]);
    let small = vec![b'x'; 256 * 1024];
    let large = vec![b'x'; 256 * 1024 + 1];
    for (id, body) in [("aaaa-1", &small), ("aaaa-2", &large)] {
        Hook::signed(id, body.clone()).accepted(listener.addr());
    }
    let with = page.json("/api/events/1");
    assert_eq!(with["body"].as_str().expect("a body").len(), small.len());
    assert_eq!(with["body_url"], Value::Null);
    let without = page.json("/api/events/2");
    assert!(without["body"].is_null() && without["body_base64"].is_null());
    assert_eq!(without["body_url"], "/api/events/2/body");
    assert_eq!(without["size"], large.len());
    assert!(without["headers"].as_array().is_some_and(|headers| headers.len() > 3), "{without}");
    assert!(page.call("GET /api/events/2/body", "").body == large);
}

#[test]
fn a_hundred_readers_that_read_nothing_take_no_more_memory_than_a_few() {
    let sandbox = Sandbox::new();
    let (listener, _) = inspected(&sandbox, &[]);
    Hook::signed("aaaa-1", vec![b'x'; 10_000_000]).accepted(listener.addr());
    listener.stop(Signal::Int).code(0);
    // A process that has read no body yet.
    let mut inspecting = Running::start(sandbox.cmd(["inspect", "--json"]));
    let page = Page::of(&mut inspecting);
    for path in ["/api/events/1", "/api/events/1/body"] {
        let mut readers: Vec<Raw> = (0..100).map(|_| Raw::connect(page.addr)).collect();
        for reader in &mut readers {
            reader.send(request(&page, path).as_bytes()).expect("sent");
        }
        let (mut whole, mut refused) = (0, 0);
        for reader in &mut readers {
            assert!(reader.has_answer_within(PATIENCE), "{path}: neither an answer nor a refusal");
        }
        // The first to be served hold the room; those that were refused are read to their end.
        for reader in &mut readers {
            match reader.try_answer(PATIENCE) {
                Ok(answer) if answer.status == 200 => whole += 1,
                Ok(answer) => {
                    assert_eq!((answer.status, answer.header("retry-after")), (503, Some("1")));
                    assert!(answer.text().contains("large answers"), "{}", answer.text());
                    refused += 1;
                }
                Err(error) => panic!("{path}: {error}"),
            }
        }
        assert!(whole >= 4, "{path}: {whole} were served");
        assert_eq!(refused > 0, path.ends_with("/body"), "{path}: {refused} were refused");
        let served = page.call(&format!("GET {path}"), "");
        assert_eq!(served.status, 200, "{path} is served again");
    }
    let peak = Vitals::of(inspecting.pid()).peak_mb;
    assert!(peak < 180, "{peak} MB");
}

#[test]
fn connections_that_say_nothing_do_not_keep_the_owner_out() {
    let sandbox = Sandbox::new();
    let (_listener, page) = inspected(&sandbox, &[]);
    // Some have asked for a file that needs no token, and stay; the others never say a word.
    let mut idle: Vec<Raw> = (0..PLACES).map(|_| Raw::connect(page.addr)).collect();
    let head = format!("GET /icon.svg HTTP/1.1\r\nHost: {}\r\n\r\n", page.addr);
    for (index, raw) in idle.iter_mut().enumerate() {
        match index % 3 {
            0 => {
                raw.send(head.as_bytes()).expect("sent");
                assert_eq!(raw.answer().status, 200);
            }
            1 => raw.send(b"GET / HT").expect("sent"),
            _ => {}
        }
    }
    let began = Instant::now();
    for _ in 0..10 {
        assert_eq!(page.json("/api/session")["newest"], 0);
    }
    assert!(began.elapsed() < Duration::from_secs(4), "{:?}", began.elapsed());
    // Bodies that never come hold no place either.
    let head = format!("POST / HTTP/1.1\r\nHost: {}\r\nContent-Length: 9\r\n\r\n", page.addr);
    let _slow: Vec<Raw> = (0..PLACES)
        .map(|_| {
            let mut raw = Raw::connect(page.addr);
            raw.send(head.as_bytes()).expect("sent");
            raw
        })
        .collect();
    let began = Instant::now();
    assert_eq!(page.json("/api/session")["newest"], 0);
    assert!(began.elapsed() < Duration::from_secs(4), "{:?}", began.elapsed());
}

#[test]
fn an_open_stream_is_not_idle() {
    let sandbox = Sandbox::new();
    let (listener, page) = inspected(&sandbox, &[]);
    let mut stream = page.stream("after=0");
    let _idle: Vec<Raw> = (0..2 * PLACES).map(|_| Raw::connect(page.addr)).collect();
    assert_eq!(page.json("/api/session")["newest"], 0);
    Hook::event("contact.created", "aaaa-1", "Anna").accepted(listener.addr());
    assert_eq!(stream.next("events").id, Some(1));
}

#[test]
fn a_connection_that_never_speaks_is_let_go_soon() {
    let sandbox = Sandbox::new();
    let (_listener, page) = inspected(&sandbox, &[]);
    let mut silent = Raw::connect(page.addr);
    let (said, closed) = silent.rest(PATIENCE);
    assert!(closed && said.is_empty(), "{said:?}");
}
