//! `replay --concurrency`: several deliveries under way at once.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Barrier};
use std::thread;

use super::{replay, store_of, summary};
use crate::harness::{Endpoint, Hook, Reply, Sandbox, Signal};

const TOGETHER: usize = 4;

fn arrivals(count: usize) -> Vec<Hook> {
    let one = |n| Hook::event("contact.created", &format!("id-{n}"), &format!("Anna the {n}."));
    (1..=count).map(one).collect()
}

/// A handler that answers nobody before so many have asked.
fn all_or_none() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address");
    thread::spawn(move || {
        let together = Arc::new(Barrier::new(TOGETHER));
        for stream in listener.incoming().flatten() {
            let together = Arc::clone(&together);
            thread::spawn(move || answer(stream, &together));
        }
    });
    address
}

/// Each request is small enough to come in one piece, head and body.
fn answer(mut stream: TcpStream, together: &Barrier) {
    let mut piece = [0; 16 * 1024];
    while let Ok(1..) = stream.read(&mut piece) {
        together.wait();
        let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";
        if stream.write_all(answer).is_err() {
            break;
        }
    }
}

#[test]
fn so_many_are_under_way_at_once_and_recorded_in_the_order_of_the_capture() {
    let sandbox = store_of(&arrivals(3 * TOGETHER));
    let url = format!("http://{}/", all_or_none());
    let output = replay(&sandbox, &url, &["--last", "99", "--json", "--concurrency", "4"]);
    let output = output.run().code(0);
    assert_eq!(summary(&output)["delivered"], 3 * TOGETHER);
    let log_beside = sandbox.store().with_extension("db-wal");
    assert!(!log_beside.exists(), "whoever closes last tidies up");
    let rows = sandbox.cmd(["events", "list", "--source", "replay", "--json"]).run().code(0).json();
    let repeated: Vec<_> = rows.iter().filter_map(|row| row["replay_of"].as_u64()).collect();
    assert_eq!(repeated, (1..=12).collect::<Vec<_>>());
    let deliveries = sandbox.cmd(["deliveries", "list", "--json"]).run().code(0).json();
    assert_eq!(deliveries.len(), 3 * TOGETHER);
    assert!(deliveries.iter().all(|delivery| delivery["state"] == "delivered"));
}

#[test]
fn each_answer_is_compared_with_that_of_its_own_event() {
    let echo = || {
        let mut asked = 0;
        // The first answer of each four comes last.
        Endpoint::deciding(move |seen| {
            asked += 1;
            let late = if asked % TOGETHER == 1 { 150 } else { 0 };
            let reply = Reply::status(200).body(seen.body.clone());
            reply.after(std::time::Duration::from_millis(late))
        })
    };
    let (sandbox, handler) = (Sandbox::new(), echo());
    let listener = sandbox.listen(["--forward-to", &handler.url("/")]);
    arrivals(2 * TOGETHER).iter().for_each(|hook| hook.accepted(listener.addr()));
    listener.stop(Signal::Int).code(0);
    let other = echo();
    let args = ["--last", "99", "--diff", "--concurrency", "4"];
    let output = replay(&sandbox, &other.url("/"), &args).run().code(0);
    assert!(output.stderr.contains("8 same, 0 different\n"), "{output}");
}

#[test]
fn an_endpoint_that_fails_is_told_once_for_each_and_retried() {
    let sandbox = store_of(&arrivals(2 * TOGETHER));
    let mut asked = 0;
    let handler = Endpoint::deciding(move |_| {
        asked += 1;
        Reply::status(if asked <= 2 * TOGETHER { 503 } else { 200 })
    })
    .expect_calls(4 * TOGETHER);
    let args =
        ["--last", "99", "--json", "--concurrency", "4", "--retry", "1s", "--time-scale", "0.01"];
    let output = replay(&sandbox, &handler.url("/"), &args).run().code(0);
    assert_eq!(
        (&summary(&output)["delivered"], &summary(&output)["failed"]),
        (&8.into(), &0.into())
    );
}
