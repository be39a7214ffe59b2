//! Endpoints that say no, or say nothing, or talk nonsense: each has its exit code, its word in
//! JSON, and one hint.

mod tls;

use std::time::{Duration, Instant};

use insta::assert_snapshot;
use serde_json::Value;

use crate::harness::{Endpoint, Manner, Output, RawServer, Reply, Sandbox, closed_port};

fn send(url: &str, args: &[&str]) -> Output {
    Sandbox::new().cmd(["send", "task.created", "--to", url]).args(args).run()
}

/// The line of the one attempt, after an exit with that code.
#[track_caller]
fn attempt(url: &str, args: &[&str], code: i32) -> (Value, Output) {
    let output = send(url, &[args, &["--json"]].concat()).code(code);
    (output.json().remove(0), output)
}

#[test]
fn a_status_outside_2xx_shows_the_answers_first_lines_and_a_hint() {
    let mut told = String::new();
    for status in [302, 400, 401, 403, 404, 405, 408, 410, 413, 415, 418, 429, 500, 502, 503] {
        let reply = Reply::status(status).body(format!("it was {status}\n\nsecond line\n"));
        let handler = Endpoint::script([reply]).expect_calls(1);
        let output = send(&handler.url("/"), &[]).code(1);
        assert!(output.stdout().contains(&format!("→ {status} ")), "{output}");
        told.push_str(&output.stderr);
    }
    assert_snapshot!(told, @r"
        it was 302
        second line
    hint: a redirect is a failed delivery: LeadLex does not follow it, so register the final URL (a missing or extra `/` at the end is the usual cause)
        it was 400
        second line
    hint: is the body parsed before it is verified? the signature covers the raw bytes, so read them first and parse afterwards
        it was 401
        second line
    hint: either authentication stands in front of the route (webhooks carry no login: exempt it), or the handler has another secret; `leadlex-hooks verify` tells which
        it was 403
        second line
    hint: either authentication stands in front of the route (webhooks carry no login: exempt it), or the handler has another secret; `leadlex-hooks verify` tells which
        it was 404
        second line
    hint: no such route: compare the path of the URL with the one the handler is mounted at
        it was 405
        second line
    hint: the route does not take POST
        it was 408
        second line
    hint: the endpoint gave up waiting for the request
        it was 410
        second line
    hint: the endpoint says it is gone for good
        it was 413
        second line
    hint: the endpoint refuses bodies of this size: raise its limit (bulk events can reach 1 MB)
        it was 415
        second line
    hint: the endpoint does not take `application/json`
        it was 418
        second line
        it was 429
        second line
    hint: the endpoint limits the rate of requests
        it was 500
        second line
    hint: the handler failed; its log has the reason
        it was 502
        second line
    hint: a proxy in front of the handler got no answer from it: is the handler running?
        it was 503
        second line
    hint: the handler failed; its log has the reason
    ");
}

#[test]
fn a_hint_is_given_once() {
    let handler = Endpoint::script([401, 401, 404, 401].map(Reply::status)).expect_calls(8);
    let sandbox = Sandbox::new();
    let events = ["deal.created", "deal.updated", "task.created", "task.updated"];
    let output = sandbox.cmd(["send", "--to", &handler.url("/")]).args(events).run().code(1);
    assert_eq!(output.stderr.matches("hint: ").count(), 2, "{output}");
    let quiet = sandbox.cmd(["send", "-q", "--to", &handler.url("/")]).args(events).run().code(1);
    assert_eq!(quiet.stderr, "");
}

#[test]
fn an_answer_cannot_reach_the_terminal() {
    let nasty = "\x1b]0;owned\x07\x1b[31mred\r\nover\u{202e}written\n".repeat(9);
    let handler = Endpoint::script([Reply::status(500).body(nasty)]);
    let output = send(&handler.url("/"), &[]).code(1);
    for forbidden in ["\x1b", "\x07", "\r", "\u{202e}"] {
        assert!(!output.to_string().contains(forbidden), "{output:?}");
    }
    assert_eq!(output.stderr.lines().filter(|line| line.starts_with("    ")).count(), 5);
}

#[test]
fn a_redirect_is_a_failure_and_is_not_followed() {
    let elsewhere = Endpoint::always(200).expect_calls(0);
    for status in [301, 302, 303, 307, 308] {
        let reply = Reply::status(status).header("Location", &elsewhere.url("/"));
        let handler = Endpoint::script([reply]).expect_calls(1);
        let (line, output) = attempt(&handler.url("/"), &[], 1);
        assert_eq!(line["status"], status);
        assert!(output.stderr.contains("hint: a redirect is a failed delivery"), "{output}");
    }
}

#[test]
fn an_endpoint_without_an_answer_exits_3_and_the_reason_has_a_name() {
    let say = |text: &str| RawServer::start(Manner::Say(text.as_bytes().to_vec()));
    let refused = format!("http://127.0.0.1:{}/", closed_port());
    let refused6 = format!("http://[::1]:{}/", closed_port());
    let servers = [
        (RawServer::start(Manner::Close), "closed"),
        (RawServer::start(Manner::Reset), "closed"),
        (RawServer::start(Manner::Hang), "timeout"),
        (say(""), "closed"),
        (say("HTTP/1.1 200 O"), "closed"),
        (say("220 mail.example.com ESMTP\r\n\r\n"), "not_http"),
        (say("\u{15}\u{3}\u{1}\0\u{2}\u{2}"), "not_http"),
        (say("HTTP/1.1 2000 OK\r\n\r\n"), "not_http"),
    ];
    let urls: Vec<_> = servers.iter().map(|(server, kind)| (server.url("/"), *kind)).collect();
    let refusals = [(refused, "connection_refused"), (refused6, "connection_refused")];
    for (url, kind) in urls.into_iter().chain(refusals) {
        let (line, output) = attempt(&url, &["--max-time", "400ms"], 3);
        assert_eq!(line["error_kind"], kind, "{output}");
        assert_eq!((&line["status"], &line["state"]), (&Value::Null, &Value::from("dead")));
        assert!(line["error"].as_str().is_some_and(|text| !text.is_empty()), "{line}");
        assert_eq!(output.stderr.matches("hint: ").count(), 1, "{output}");
    }
}

#[test]
fn people_are_told_the_reason_and_the_next_thing_to_look_at() {
    let sandbox = Sandbox::new();
    let shown = |url: &str| sandbox.normalise(&send(url, &["--max-time", "200ms"]).code(3).stderr);
    assert_snapshot!(shown(&format!("http://127.0.0.1:{}/", closed_port())), @r"
        Connection refused (os error 111)
    hint: nothing listens there: is the handler running, and is the port right?
    ");
    assert_snapshot!(shown(&RawServer::start(Manner::Hang).url("/")), @r"
        no answer within 0.2 s
    hint: LeadLex waits 10 s for an answer: store the event, answer 200, and do the work afterwards
    ");
    assert_snapshot!(shown(&RawServer::start(Manner::Say(Vec::new())).url("/")), @r"
        connection closed before message completed
    hint: the connection was closed before an answer: did the handler crash?
    ");
    assert_snapshot!(shown(&RawServer::start(Manner::Say(b"hi\r\n\r\n".to_vec())).url("/")), @r"
        invalid HTTP version parsed
    hint: what answered does not speak HTTP: is it the right port, or an https one?
    ");
}

#[test]
fn an_endpoint_that_closes_after_each_answer_is_no_failure() {
    let server =
        RawServer::start(Manner::Say(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".to_vec()));
    let args = ["send", "task.created", "deal.created", "--to", &server.url("/")];
    Sandbox::new().cmd(args).run().code(0);
    assert_eq!(server.accepted(), 2);
}

#[test]
fn the_head_decides_and_a_body_that_stays_away_is_only_noted() {
    let head = b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc".to_vec();
    for (manner, note) in [
        (Manner::SayThenHang(head.clone()), "the body was not complete within 0.3 s"),
        (Manner::Say(head), "the body broke off"),
    ] {
        let server = RawServer::start(manner);
        let started = Instant::now();
        let (line, _) = attempt(&server.url("/"), &["--max-time", "300ms"], 0);
        assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
        assert_eq!((&line["status"], &line["state"]), (&200.into(), &"delivered".into()));
        assert!(line["error"].as_str().is_some_and(|text| text.starts_with(note)), "{line}");
        assert_eq!(line["response_body"], "abc");
    }
}

#[test]
fn a_huge_answer_is_cut_not_waited_for() {
    let handler = Endpoint::script([Reply::status(200).body(vec![b'x'; 5_000_000])]);
    let (line, _) = attempt(&handler.url("/"), &[], 0);
    assert_eq!(line["response_body"].as_str().expect("text").len(), 64 * 1024);
    assert_eq!(line["error"], "only the first 65536 bytes were read");
}

#[test]
fn plain_http_beyond_this_machine_is_refused_before_any_connection() {
    for url in ["http://192.0.2.1/", "http://[2001:db8::1]:3000/", "http://[::ffff:192.0.2.1]/"] {
        let started = Instant::now();
        let sandbox = Sandbox::new();
        let output = sandbox.cmd(["send", "task.created", "--to", url]).run().code(2);
        let message = format!("error: plain http to {url}, which is not on this machine\nhint: ");
        assert!(output.stderr.starts_with(&message), "{output}");
        assert!(!sandbox.store().exists());
        // A connection to nowhere would have taken the ten seconds of an attempt.
        assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
    }
}

#[test]
fn a_name_without_an_address_exits_3() {
    let output = send("http://nosuch.invalid/", &[]).code(3);
    assert!(output.stderr.starts_with("error: cannot reach http://nosuch.invalid/: "), "{output}");
    let (line, output) = attempt("https://nosuch.invalid/", &[], 3);
    assert_eq!(line["error_kind"], "dns_failure", "{output}");
    assert!(output.stderr.contains("hint: the host name has no address"), "{output}");
}

#[test]
fn loopback_never_goes_through_a_proxy() {
    let proxy = Endpoint::always(502).expect_calls(0);
    let handler = Endpoint::always(200).expect_calls(2);
    let named = handler.url("/").replace("127.0.0.1", "localhost");
    for url in [handler.url("/"), named] {
        send(&url, &["--proxy", &proxy.url("")]).code(0);
    }
}

#[test]
fn anything_else_does_and_a_proxy_that_refuses_is_named() {
    let refusal = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n".to_vec();
    for (url, args) in [
        ("https://nosuch.invalid/", [].as_slice()),
        ("https://192.0.2.1/", &[]),
        ("http://192.0.2.1/", &["--insecure-http"]),
    ] {
        let proxy = RawServer::start(Manner::Say(refusal.clone()));
        let (line, output) = attempt(url, &[args, &["--proxy", &proxy.url("")]].concat(), 3);
        assert_eq!(line["error_kind"], "proxy", "{output}");
        assert_eq!(proxy.accepted(), 1);
    }
}

#[test]
fn proxies_of_the_environment_are_not_used() {
    let proxy = Endpoint::always(502).expect_calls(0);
    let handler = Endpoint::always(200).expect_calls(1);
    let sandbox = Sandbox::new();
    let mut cmd = sandbox.cmd(["send", "task.created", "--to", &handler.url("/")]);
    for name in ["http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"] {
        cmd = cmd.env(name, proxy.url(""));
    }
    cmd.run().code(0);
}
