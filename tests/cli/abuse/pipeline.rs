//! Several requests on one connection, and requests that break off at every byte.

use super::case::{BODY, Case, Ending, Then, chunked, framed, post, with_lines};
use crate::harness::post as signed;

pub(super) fn pipelined() -> Vec<Case> {
    let good = with_lines(b"");
    let get = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n".to_vec();
    let both = framed(b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", b"0\r\n\r\n");
    let mut cases = Vec::new();
    for count in [2, 10, 100] {
        let mut case = Case::new(format!("{count} requests"), good.repeat(count), &[]);
        case.answers = vec![vec![401]; count];
        case.recorded = vec![BODY.to_vec(); count];
        cases.push(case);
    }
    let mut gets = Case::new("200 of another method", get.repeat(200), &[]);
    gets.answers = vec![vec![405]; 200];
    cases.push(gets);
    let bodies: Vec<Vec<u8>> = (0..50).map(|n| "x".repeat(n * 50).into_bytes()).collect();
    let bytes = bodies.iter().flat_map(|body| post("/", b"", body)).collect::<Vec<_>>();
    let mut sizes = Case::new("50 sizes", bytes, &[]);
    sizes.answers = vec![vec![401]; 50];
    sizes.recorded = bodies;
    cases.push(sizes);
    let first = |what: &str, after: &[u8]| Case::taken(what, [&good[..], after].concat(), BODY);
    cases.push(first("garbage behind a request", b"\0\0\0\r\n\r\n").and(&[400]).closed());
    cases.push(first("another protocol behind a request", b"HELO\r\n\r\n").and(&[400]).closed());
    cases.push(first("line ends behind a request", b"\r\n\r\n"));
    cases.push(first("another method behind a request", &get).and(&[405]));
    cases.push(first("both framings behind a request", &both).and(&[400]).closed());
    cases.push(
        first("both framings, and a request", &[&both[..], &good].concat()).and(&[400]).closed(),
    );
    cases.push(first("a request without a host", b"POST / HTTP/1.1\r\n\r\n").and(&[400]).closed());
    let mut broken =
        first("half a request behind a request", &good[..60]).ending(Ending::HalfCloses);
    broken.then = Then::Closed;
    cases.push(broken);
    let close = with_lines(b"Connection: close\r\n");
    cases.push(
        Case::taken("a request behind the last", [&close[..], &good].concat(), BODY).closed(),
    );
    let coded = framed(b"Transfer-Encoding: chunked\r\n", &chunked(BODY));
    cases.push(Case::taken("a request behind chunks", [&coded[..], &good].concat(), BODY).closed());
    cases.push(
        Case::taken("chunks behind a request", [&good[..], &coded].concat(), BODY)
            .and(&[401])
            .recording(BODY)
            .closed(),
    );
    // A head inside a body is no head.
    cases.push(Case::taken("a request as a body", post("/", b"", &good), &good));
    cases.push(Case::taken("both framings as a body", post("/", b"", &both), &both));
    let connect = b"CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\n\r\n";
    cases.push(first("a tunnel behind a request", connect).and(&[405]));
    cases
}

/// A request broken off after each of its bytes: the client closes its half, or resets.
pub(super) fn cut_at_every_byte() -> Vec<Case> {
    let plain = signed("/hooks?x=1", "cut", BODY);
    let coded =
        framed(b"Transfer-Encoding: chunked\r\nX: y\r\n", b"4;a=b\r\ntest\r\n0\r\nX: 1\r\n\r\n");
    let mut cases = Vec::new();
    for (what, whole) in [("a length", plain), ("chunks", coded)] {
        for end in 0..whole.len() {
            let bytes = &whole[..end];
            cases.push(Case::cut(format!("{what}, closed at {end}"), bytes));
            let case = Case::cut(format!("{what}, reset at {end}"), bytes);
            cases.push(case.ending(Ending::Resets));
        }
    }
    cases
}
