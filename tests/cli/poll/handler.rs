//! A handler that is down while poll derives: every change waits for it, in order. What a kill does
//! is in `crash`.

use super::ids;
use crate::harness::{PATIENCE, Sandbox, Workspace, closed_port, until};

#[test]
fn events_wait_in_the_outbox_while_the_handler_is_down() {
    let sandbox = Sandbox::new();
    let workspace = Workspace::small(&sandbox);
    let to = format!("http://127.0.0.1:{}/", closed_port());
    let args = ["--to", &to, "--events", "contact.*"];
    // A fifth of a second each, and more of them than runs: none is given up.
    let waits = ["20s"; 40].join(",");
    let once = || workspace.once(&sandbox, args).args(["--retry", &waits]);
    once().run().code(0);
    let id = workspace.contact("Anna");
    let mut derived = ids(&once().run().code(3));
    for title in ["A", "B"] {
        workspace.promote(&id, title);
        derived.extend(ids(&once().run()));
    }
    assert_eq!(derived.len(), 3);
    // The same address, with somebody there: a later run delivers what waits, in order.
    let address = to.trim_start_matches("http://").trim_end_matches('/');
    let server = std::net::TcpListener::bind(address).expect("the port is free again");
    let accept = std::thread::spawn(move || {
        let mut seen = Vec::new();
        while seen.len() < 3 {
            let (mut stream, _) = server.accept().expect("a connection");
            seen.extend(answer_all(&mut stream));
        }
        seen
    });
    until("the deliveries", PATIENCE, || {
        once().run();
        accept.is_finished().then_some(())
    });
    assert_eq!(accept.join().expect("a handler"), derived);
}

/// Answers 200 on a connection until it ends, and says which Delivery-IDs came.
fn answer_all(stream: &mut std::net::TcpStream) -> Vec<String> {
    use std::io::{BufRead as _, BufReader, Read as _, Write as _};
    let mut reader = BufReader::new(stream.try_clone().expect("a connection"));
    let mut seen = Vec::new();
    let (mut id, mut length) = (String::new(), 0);
    let mut line = String::new();
    while reader.read_line(&mut line).is_ok_and(|size| size > 0) {
        let lower = line.to_ascii_lowercase();
        if let Some(value) = lower.strip_prefix("x-leadlex-delivery-id:") {
            value.trim().clone_into(&mut id);
        } else if let Some(value) = lower.strip_prefix("content-length:") {
            length = value.trim().parse().expect("a length");
        } else if lower.trim().is_empty() {
            reader.read_exact(&mut vec![0; length]).expect("a body");
            seen.push(std::mem::take(&mut id));
            let _ = stream
                .write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
            break;
        }
        line.clear();
    }
    seen
}
