//! Who may call the inspector: its own page, and nobody else.

use super::inspected;
use super::page::Page;
use crate::harness::{Hook, PATIENCE, Raw, Sandbox, Signal, request};

/// What every answer carries.
const DRESS: [(&str, &str); 6] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cache-control", "no-store"),
];

/// The status of a request that has these headers beside the token, and some of another name.
fn status(page: &Page, line: &str, headers: &[(&str, &str)]) -> u16 {
    let bearer = format!("Bearer {}", page.token);
    let mut all = vec![("Authorization", &*bearer)];
    all.extend(headers);
    page.bare(line, &all, if line.starts_with("POST") { "{}" } else { "" }).status
}

#[test]
fn without_the_token_nothing_of_the_log_is_told() {
    let sandbox = Sandbox::new();
    let (_listener, page) = inspected(&sandbox, &[]);
    let host = page.addr.to_string();
    let ask = |value: Option<&str>| {
        let mut headers = vec![("Host", &*host)];
        headers.extend(value.map(|value| ("Authorization", value)));
        page.bare("GET /api/session", &headers, "")
    };
    let mut close = page.token.clone();
    let last = close.pop();
    close.push(if last == Some('A') { 'B' } else { 'A' });
    let bearer = |token: &str| format!("Bearer {token}");
    for wrong in [None, Some(bearer("")), Some(bearer(&close)), Some(page.token.clone())] {
        let answer = ask(wrong.as_deref());
        assert_eq!((answer.status, answer.header("www-authenticate")), (401, Some("Bearer")));
        assert!(answer.text().contains("the URL that the terminal printed"), "{}", answer.text());
    }
    let path = format!("GET /api/session?token={}", page.token);
    assert_eq!(page.bare(&path, &[("Host", &host)], "").status, 401, "not in the query");
    let cookie = format!("token={}", page.token);
    let headers = [("Host", &*host), ("Cookie", &*cookie)];
    assert_eq!(page.bare("GET /api/stream", &headers, "").status, 401, "nor in a cookie");
    assert_eq!(ask(Some(&bearer(&page.token))).status, 200);
}

#[test]
fn a_rebound_name_and_a_foreign_page_are_refused_with_the_token_in_hand() {
    let sandbox = Sandbox::new();
    let (_listener, page) = inspected(&sandbox, &[]);
    let (port, own) = (page.addr.port(), page.origin());
    let get = |headers: &[(&str, &str)]| status(&page, "GET /api/session", headers);
    let named = |name: &str| format!("{name}:{port}");
    for host in ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"] {
        assert_eq!(get(&[("Host", &named(host))]), 200, "{host}");
    }
    let foreign = [named("evil.example"), named("127.0.0.1.evil.example"), "127.0.0.1".to_owned()];
    for host in &foreign {
        assert_eq!(get(&[("Host", host)]), 421, "{host}");
        assert_eq!(status(&page, "GET /", &[("Host", host)]), 421, "the page itself, to {host}");
    }
    let host = named("127.0.0.1");
    assert_eq!(get(&[("Host", &host), ("Origin", &own)]), 200);
    let other_port = format!("http://127.0.0.1:{}", port.wrapping_add(1).max(1));
    let by_name = format!("http://localhost:{port}");
    for origin in ["http://evil.example", "null", &other_port, &by_name, ""] {
        assert_eq!(get(&[("Host", &host), ("Origin", origin)]), 403, "{origin}");
    }
    let absolute = format!("GET http://evil.example:{port}/api/session");
    assert_eq!(status(&page, &absolute, &[("Host", &named("evil.example"))]), 421);
}

#[test]
fn only_json_of_this_origin_changes_anything() {
    let sandbox = Sandbox::new();
    let (listener, page) = inspected(&sandbox, &[]);
    Hook::event("contact.created", "aaaa-1", "Anna").accepted(listener.addr());
    let (host, own) = (page.addr.to_string(), page.origin());
    let json = ("Content-Type", "application/json");
    let post = |headers: &[(&str, &str)]| {
        let headers: Vec<_> = [("Host", &*host)].iter().chain(headers).copied().collect();
        status(&page, "POST /api/events/1/replay", &headers)
    };
    assert_eq!(post(&[("Origin", &own)]), 415);
    assert_eq!(post(&[("Origin", &own), ("Content-Type", "text/plain")]), 415);
    assert_eq!(post(&[("Origin", &own), ("Content-Type", "multipart/form-data; boundary=x")]), 415);
    assert_eq!(post(&[json]), 403);
    assert_eq!(post(&[json, ("Sec-Fetch-Site", "cross-site")]), 403);
    assert_eq!(post(&[json, ("Sec-Fetch-Site", "same-site")]), 403);
    assert_eq!(
        post(&[json, ("Origin", "http://evil.example"), ("Sec-Fetch-Site", "same-origin")]),
        403
    );
    assert_eq!(page.numbers(""), [1], "nothing was sent");
    let get = page.call("GET /api/events/1/replay", "");
    assert_eq!((get.status, get.header("allow")), (405, Some("POST")));
    assert_eq!(page.call("GET /api/targets", "").status, 405);
    let put = page.call("PUT /api/events", "");
    assert_eq!((put.status, put.header("allow")), (405, Some("GET")));
    assert_eq!(page.call("POST /", "{}").status, 405);
    assert_eq!(
        post(&[
            ("Content-Type", "application/json; charset=utf-8"),
            ("Sec-Fetch-Site", "same-origin")
        ]),
        200
    );
}

#[test]
fn every_answer_keeps_the_page_closed_to_others() {
    let sandbox = Sandbox::new();
    let (_listener, page) = inspected(&sandbox, &[]);
    let host = page.addr.to_string();
    let large = [("Host", &*host), ("Content-Length", "99999999"), ("Expect", "100-continue")];
    let answers = [
        page.bare("GET /", &[("Host", &host)], ""),
        page.bare("GET /app.js", &[("Host", &host)], ""),
        page.bare("GET /", &[("Host", "evil.example")], ""),
        page.bare("GET /api/session", &[("Host", &host)], ""),
        page.bare("GET /../../etc/passwd", &[("Host", &host)], ""),
        page.bare("POST /api/targets", &large, ""),
        page.call("GET /api/session", ""),
        page.call("GET /api/nothing", ""),
    ];
    let statuses = answers.iter().map(|answer| answer.status).collect::<Vec<_>>();
    assert_eq!(statuses, [200, 200, 421, 401, 404, 413, 200, 404]);
    for answer in &answers {
        for (name, value) in DRESS {
            assert_eq!(answer.header(name), Some(value), "{name} of {answer:?}");
        }
        assert_eq!(answer.header("access-control-allow-origin"), None);
    }
    let mut raw = Raw::connect(page.addr);
    let head = format!("HEAD / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    raw.send(head.as_bytes()).expect("sent");
    let head = String::from_utf8_lossy(&raw.rest(PATIENCE).0).to_lowercase();
    assert!(head.starts_with("http/1.1 200 ") && head.ends_with("\r\n\r\n"), "{head}");
    assert!(head.contains("\r\ncontent-security-policy: default-src 'none'"), "{head}");
    let index = answers[0].text().to_lowercase();
    assert_eq!(answers[0].header("content-type"), Some("text/html; charset=utf-8"));
    for inline in ["<style", " style=", " onclick=", "javascript:", "https://", "http://"] {
        assert!(!index.contains(inline), "the policy forbids `{inline}`");
    }
    assert!(index.split("<script").skip(1).all(|script| script.contains("src=\"/")), "{index}");
}

#[test]
fn the_port_of_the_webhooks_never_serves_the_page() {
    let sandbox = Sandbox::new();
    let (listener, page) = inspected(&sandbox, &[]);
    assert_ne!(listener.addr(), page.addr);
    let bearer = format!("Bearer {}", page.token);
    for path in ["/", "/app.js", "/api/session", "/api/stream"] {
        let head = format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nAuthorization: {bearer}\r\n\r\n",
            page.addr
        );
        let answer = Raw::exchange(listener.addr(), head.as_bytes());
        assert_eq!(answer.status, 405, "{path}");
        assert!(!answer.text().contains("script"), "{}", answer.text());
    }
    let posted = request("/api/events/1/replay", &[("Authorization", &bearer)], b"{}");
    assert_eq!(
        Raw::exchange(listener.addr(), &posted).status,
        401,
        "a webhook without a signature"
    );
    assert_eq!(page.numbers(""), [1], "and nothing else");
}

#[test]
fn neither_the_secret_nor_the_token_is_told_again() {
    let sandbox = Sandbox::new();
    let (listener, page) = inspected(&sandbox, &["-v"]);
    Hook::event("contact.created", "aaaa-1", "Anna").accepted(listener.addr());
    Hook::event("contact.created", "aaaa-2", "Berta").sign("other").post(listener.addr());
    let mut answers = String::new();
    for path in [
        "session",
        "events",
        "events/1",
        "events/2/explanation",
        "events/1/curl",
        "events/1/diff",
        "stats",
    ] {
        answers.push_str(&page.json(&format!("/api/{path}")).to_string());
    }
    let (status, replayed) = page.post("/api/events/1/replay", &serde_json::json!({}));
    assert_eq!(status, 200, "{replayed}");
    answers.push_str(&replayed.to_string());
    for path in ["events/3", "events/1/deliveries", "events/3/deliveries", "events/4"] {
        answers.push_str(&page.json(&format!("/api/{path}")).to_string());
    }
    for hidden in [crate::harness::SECRET, &page.token] {
        assert!(!answers.contains(hidden), "{hidden} in {answers}");
    }
    let output = listener.stop(Signal::Int).code(0);
    let told = format!("{output}");
    assert_eq!(told.matches(&page.token).count(), 1, "once, in the ready line: {told}");
    assert!(!told.contains(crate::harness::SECRET), "{told}");
    let store = std::fs::read(sandbox.store()).expect("a store");
    let token = page.token.as_bytes();
    assert!(!store.windows(token.len()).any(|bytes| bytes == token), "the token is in the store");
}
