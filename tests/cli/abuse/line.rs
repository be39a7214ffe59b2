//! The request line: method, target, version and what is between them; and the host.

use super::case::{BODY, Case, post};

fn request(line: &[u8], host: &[u8]) -> Vec<u8> {
    let length = format!("Content-Length: {}\r\n\r\n", BODY.len());
    [line, b"\r\n", host, length.as_bytes(), BODY].concat()
}

fn line(line: impl AsRef<[u8]>) -> Vec<u8> {
    request(line.as_ref(), b"Host: localhost\r\n")
}

pub(super) fn methods() -> Vec<Case> {
    let mut cases = Vec::new();
    for method in [
        "GET", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW", "post", "PosT", "P",
        "M-SEARCH",
    ] {
        cases.push(Case::new(method, line(format!("{method} /hooks HTTP/1.1")), &[405]));
    }
    let long = "X".repeat(1000);
    cases.push(Case::new("a long method", line(format!("{long} / HTTP/1.1")), &[400, 405]));
    cases.push(Case::bad("a method without end", vec![b'X'; 70_000]));
    cases.last_mut().expect("a case").answers = vec![vec![400, 431]];
    for byte in (0..=0x20).chain(*b"()<>@,;:\\\"/[]?={}").chain([0x7f, 0x80, 0xc3, 0xff]) {
        // Line ends before a request are passed over, and behind `PO` they end the line.
        let method = [b"PO", &[byte][..], b"ST / HTTP/1.1"].concat();
        cases.push(Case::bad(format!("{byte:#04x} in the method"), line(method)));
    }
    cases.push(Case::bad("no method", line(" / HTTP/1.1")));
    cases
}

pub(super) fn versions() -> Vec<Case> {
    let mut cases = Vec::new();
    for version in [
        "HTTP/2.0",
        "HTTP/3.0",
        "HTTP/1.2",
        "HTTP/0.9",
        "HTTP/0.0",
        "HTTP/9.9",
        "HTTP/1",
        "HTTP/11",
        "HTTP/1.",
        "HTTP/.1",
        "HTTP/1.10",
        "HTTP/01.1",
        "HTTP/1,1",
        "HTTP/-1.1",
        "HTTP/1.1.1",
        "HTTP/1.1 x",
        "HTTP/1.1\t",
        "http/1.1",
        "Http/1.1",
        "HTTPS/1.1",
        "HTTP",
        "HTTP/",
        "HTTP /1.1",
        "ICAP/1.0",
        "HTTP/１.１",
        "HTTP/1.1\0",
        "HTTP/1.1\u{b}",
        "",
    ] {
        cases.push(Case::bad(format!("version {version:?}"), line(format!("POST / {version}"))));
    }
    cases.push(Case::bad("no version", line("POST /")));
    cases.push(Case::taken("HTTP/1.0", line("POST / HTTP/1.0"), BODY).closed());
    cases
}

pub(super) fn between() -> Vec<Case> {
    let mut cases = Vec::new();
    for spaced in [
        "POST  / HTTP/1.1",
        "POST /  HTTP/1.1",
        "POST\t/\tHTTP/1.1",
        " POST / HTTP/1.1",
        "POST / HTTP/1.1 ",
        "POST / / HTTP/1.1",
        "POST\u{b}/ HTTP/1.1",
        "POST\u{a0}/ HTTP/1.1",
        "POST /\rHTTP/1.1",
        "POST/HTTP/1.1",
        "/ POST HTTP/1.1",
        "\u{feff}POST / HTTP/1.1",
    ] {
        cases.push(Case::bad(format!("{spaced:?}"), line(spaced)));
    }
    for before in ["\r\n", "\n", "\r\n\r\n", "\n\r\n\n"] {
        let bytes = [before.as_bytes(), &post("/", b"", BODY)].concat();
        cases.push(Case::taken(format!("{before:?} before the request"), bytes, BODY));
    }
    cases
}

pub(super) fn targets() -> Vec<Case> {
    let mut cases = Vec::new();
    for target in [
        "/",
        "/hooks",
        "/hooks?x=1",
        "/?",
        "/?a=b&a=c",
        "//double",
        "/../../etc/passwd",
        "/./a",
        "/%00",
        "/%zz",
        "/%",
        "/a;b=c",
        "/a,b",
        "/a'b",
        "/~",
        "/a:b",
        "/@",
        "/!$&()*+",
        "/[1]",
        "/|",
        "http://localhost/hooks",
        "https://localhost/hooks?x=1",
        "HTTP://LOCALHOST/",
        "http://localhost",
    ] {
        cases.push(Case::taken(target, line(format!("POST {target} HTTP/1.1")), BODY));
    }
    let long = format!("/{}", "x".repeat(8000));
    cases.push(Case::taken("a target of 8 kB", line(format!("POST {long} HTTP/1.1")), BODY));
    for size in [65_536, 100_000, 1_000_000] {
        let target = format!("/{}", "x".repeat(size));
        let bytes = line(format!("POST {target} HTTP/1.1"));
        cases.push(Case::new(format!("a target of {size} bytes"), bytes, &[414, 431]).closed());
    }
    for target in
        ["*", "localhost:80", "hooks", "", "?x=1", "http://", "http:///a", "mailto:a", ":", "@"]
    {
        let bytes = line(format!("POST {target} HTTP/1.1"));
        cases.push(Case::bad(format!("the target {target:?}"), bytes));
    }
    // A client may send more than it should; what is certain is that nothing is mistaken.
    for byte in (0..=0x20).chain([0x7f]) {
        let target = [b"POST /a", &[byte][..], b"b HTTP/1.1"].concat();
        cases.push(Case::bad(format!("{byte:#04x} in the target"), line(target)));
    }
    for (what, method, target) in [
        ("OPTIONS of the server", "OPTIONS", "*"),
        ("a tunnel", "CONNECT", "example.com:443"),
        ("GET of a URL", "GET", "http://localhost/"),
    ] {
        let bytes = format!("{method} {target} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        cases.push(Case::new(what, bytes, &[405]));
    }
    cases
}

/// A target that names a host of its own: it is that of `Host`, or nobody knows whom it is for.
pub(super) fn whole_targets() -> Vec<Case> {
    let mut cases = Vec::new();
    for (target, host) in [
        ("http://example.com/hooks", "example.com"),
        ("http://EXAMPLE.com/hooks", "example.COM"),
        ("http://example.com:80/", "example.com"),
        ("http://example.com/", "example.com:80"),
        ("https://example.com/", "example.com:443"),
        ("http://example.com:4000/?a=b", "example.com:4000"),
        ("http://[::1]:80/", "[::1]"),
        ("http://127.0.0.1:4000", "127.0.0.1:4000"),
    ] {
        let lines = format!("Host: {host}\r\n");
        let bytes = request(format!("POST {target} HTTP/1.1").as_bytes(), lines.as_bytes());
        cases.push(Case::taken(format!("{target} at {host}"), bytes, BODY));
    }
    for (target, host) in [
        ("http://evil.example/hooks", "localhost"),
        ("http://evil.example/", ""),
        ("http://localhost:80/", "localhost:4000"),
        ("http://localhost:4000/", "localhost"),
        ("http://localhost/", "localhost:443"),
        ("https://localhost/", "localhost:80"),
        ("http://localhost./", "localhost"),
        ("http://localhost.evil.example/", "localhost"),
        ("http://me@localhost/", "localhost"),
        ("http://[::1]/", "127.0.0.1"),
        ("http://localhost/", "localhost:99999"),
        ("ftp://localhost:21/", "localhost"),
    ] {
        let lines = format!("Host: {host}\r\n");
        let bytes = request(format!("POST {target} HTTP/1.1").as_bytes(), lines.as_bytes());
        cases.push(Case::bad(format!("{target} at {host:?}"), bytes));
    }
    let bytes = b"GET http://evil.example/healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";
    cases.push(Case::bad("GET of somebody else's URL", bytes.to_vec()));
    let http10 = request(b"POST http://example.com/ HTTP/1.0", b"");
    cases.push(Case::taken("a URL in HTTP/1.0, where no Host is due", http10, BODY).closed());
    cases
}

pub(super) fn hosts() -> Vec<Case> {
    let mut cases = vec![
        Case::bad("no host", request(b"POST / HTTP/1.1", b"")),
        Case::bad("two hosts", request(b"POST / HTTP/1.1", b"Host: a\r\nHost: b\r\n")),
        Case::bad("a host twice", request(b"POST / HTTP/1.1", b"Host: a\r\nhost: a\r\n")),
        Case::bad("no host but a URL", request(b"POST http://localhost/ HTTP/1.1", b"")),
        Case::bad("two hosts in HTTP/1.0", request(b"POST / HTTP/1.0", b"Host: a\r\nHost: b\r\n")),
        Case::taken("no host in HTTP/1.0", request(b"POST / HTTP/1.0", b""), BODY).closed(),
        Case::bad("GET without a host", b"GET /healthz HTTP/1.1\r\n\r\n".to_vec()),
    ];
    for host in
        ["", "localhost", "LOCALHOST:4000", "127.0.0.1", "[::1]:1", "a_b.example", "a.b.", "x--y"]
    {
        let lines = format!("Host: {host}\r\n");
        let bytes = request(b"POST / HTTP/1.1", lines.as_bytes());
        cases.push(Case::taken(format!("the host {host:?}"), bytes, BODY));
    }
    for host in
        ["a b", "a/b", "/", "http://a", "me@a", "a:b:c", "a?b", "a#b", "a\\b", "[::1", "a<b>"]
    {
        let lines = format!("Host: {host}\r\n");
        cases.push(Case::bad(
            format!("the host {host:?}"),
            request(b"POST / HTTP/1.1", lines.as_bytes()),
        ));
    }
    cases
}
