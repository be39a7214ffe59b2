//! `Expect`, `Upgrade`, and those who speak something else.

use super::case::{BODY, Case, Ending, framed, with_lines};

pub(super) fn expectations() -> Vec<Case> {
    let mut cases = Vec::new();
    let go_on = |what: &str, lines: &[u8]| {
        let case = Case::new(what, with_lines(lines), &[100]);
        case.and(&[401]).recording(BODY)
    };
    cases.push(go_on("100-continue", b"Expect: 100-continue\r\n"));
    cases.push(go_on("100-Continue", b"EXPECT: 100-Continue\r\n"));
    for value in ["", "200-ok", "100-continue, x", "x=y", "100", "nothing"] {
        let lines = format!("Expect: {value}\r\n");
        let case = Case::taken(format!("Expect {value:?}"), with_lines(lines.as_bytes()), BODY);
        cases.push(case);
    }
    let large = framed(b"Expect: 100-continue\r\nContent-Length: 50000000\r\n", b"");
    cases.push(Case::new("100-continue for 50 MB", large, &[413]).closed());
    let none = framed(b"Expect: 100-continue\r\nContent-Length: 0\r\n", b"");
    cases.push(Case::taken("100-continue for nothing", none, b""));
    let old = String::from_utf8(with_lines(b"Expect: 100-continue\r\n")).expect("text");
    cases.push(Case::taken("100-continue in HTTP/1.0", old.replace("/1.1", "/1.0"), BODY).closed());
    let both =
        framed(b"Expect: 100-continue\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n", b"");
    cases.push(Case::bad("100-continue with both framings", both));
    let nowhere = String::from_utf8(with_lines(b"Expect: 100-continue\r\n")).expect("text");
    cases
        .push(Case::bad("100-continue without a host", nowhere.replace("Host: localhost\r\n", "")));
    cases
}

pub(super) fn upgrades() -> Vec<Case> {
    let mut cases = Vec::new();
    for lines in [
        "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n",
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n",
        "Upgrade: TLS/1.0\r\n",
        "Upgrade: \r\n",
    ] {
        cases.push(Case::taken(format!("{lines:?}"), with_lines(lines.as_bytes()), BODY));
    }
    let socket = b"GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";
    cases.push(Case::new("a websocket", socket.to_vec(), &[405]));
    cases
}

pub(super) fn others() -> Vec<Case> {
    let mut cases = Vec::new();
    let hello = b"\x16\x03\x01\x00\x50\x01\x00\x00\x4c\x03\x03";
    let strangers: Vec<(&str, Vec<u8>)> = vec![
        ("HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0".to_vec()),
        ("TLS 1.2", [&hello[..], &[7; 69]].concat()),
        ("TLS 1.0", b"\x16\x03\x00\x00\x05\x01\x00\x00\x01\x03\r\n\r\n".to_vec()),
        ("SSL 2", b"\x80\x2e\x01\x00\x02\x00\x15\x00\x00\x00\x10".to_vec()),
        ("a TLS alert", b"\x15\x03\x01\x00\x02\x02\x28".to_vec()),
        (
            "PROXY version 1",
            b"PROXY TCP4 1.2.3.4 5.6.7.8 1 2\r\nPOST / HTTP/1.1\r\nHost: a\r\n\r\n".to_vec(),
        ),
        (
            "PROXY version 2",
            b"\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0c\x7f\0\0\x01\x7f\0\0\x01\0\x01\0\x02".to_vec(),
        ),
        ("SSH", b"SSH-2.0-OpenSSH_9.2\r\n".to_vec()),
        ("SMTP", b"EHLO example.com\r\n".to_vec()),
        ("FTP", b"USER anonymous\r\n".to_vec()),
        ("POP3", b"CAPA\r\n".to_vec()),
        ("IMAP", b"a001 LOGIN a b\r\n".to_vec()),
        ("Redis", b"*1\r\n$4\r\nPING\r\n".to_vec()),
        ("memcached", b"get a\r\n".to_vec()),
        ("MQTT", b"\x10\x0f\x00\x04MQTT\x04\x02\x00\x3c\x00\x03abc".to_vec()),
        ("PostgreSQL", b"\0\0\0\x08\x04\xd2\x16\x2f".to_vec()),
        ("MongoDB", b"\x3a\0\0\0\x01\0\0\0\0\0\0\0\xd4\x07\0\0".to_vec()),
        ("RTSP", b"OPTIONS * RTSP/1.0\r\nCSeq: 1\r\n\r\n".to_vec()),
        ("SIP", b"OPTIONS sip:a@b SIP/2.0\r\n\r\n".to_vec()),
        ("HTTP/0.9", b"GET /\r\n".to_vec()),
        ("a page of HTTP/0.9", b"GET /\r\n\r\n".to_vec()),
        ("an answer", b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".to_vec()),
        ("AJP", b"\x12\x34\x00\x01\x0a".to_vec()),
        ("FastCGI", b"\x01\x01\x00\x01\x00\x08\x00\x00".to_vec()),
        ("DNS", b"\x00\x1d\xaa\xaa\x01\x00\x00\x01\x00\x00".to_vec()),
        ("RDP", b"\x03\x00\x00\x13\x0e\xe0\x00\x00".to_vec()),
        ("JSON", BODY.to_vec()),
        ("XML", b"<?xml version=\"1.0\"?>\r\n<a/>\r\n".to_vec()),
        ("a shell", b"() { :;}; echo x\r\n\r\n".to_vec()),
        ("zeros", vec![0; 100_000]),
        ("every byte", (0..=255).collect()),
    ];
    for (what, bytes) in strangers {
        cases.push(Case::cut(what, bytes));
    }
    let blanks: Vec<(&str, Vec<u8>)> = vec![
        ("nothing", Vec::new()),
        ("one byte", b"P".to_vec()),
        ("line ends", b"\r\n".repeat(10_000)),
        ("LF", b"\n".repeat(100_000)),
        ("blanks", vec![b' '; 100_000]),
    ];
    for (what, bytes) in blanks {
        let mut case = Case::cut(what, bytes);
        case.answers = vec![vec![400, 431]];
        cases.push(case);
    }
    cases.push(Case::cut("a reset at once", Vec::new()).ending(Ending::Resets));
    cases
}
