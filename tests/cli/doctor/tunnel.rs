//! The tunnel: whatever it spoils is named, and so is who answers in its place.

mod started;

use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use super::proxy::{Proxy, Spoil, port};
use super::{complaints, finding, findings, words};
use crate::harness::{Endpoint, Output, Sandbox, closed_port};

/// What is always said of a tunnel on this machine.
const LOCAL: &str = "tunnel.loopback";

/// `doctor` of a tunnel that spoils something.
#[track_caller]
fn through(spoil: Spoil) -> Output {
    let sandbox = Sandbox::new();
    let port = port();
    let proxy = Proxy::start(port, spoil);
    test(&sandbox, &proxy.url(), port, &[])
}

#[track_caller]
fn test(sandbox: &Sandbox, url: &str, port: u16, more: &[&str]) -> Output {
    let port = port.to_string();
    let args = ["doctor", "--json", "--public-url", url, "--port", &port];
    // Long enough to be no finding.
    let secret = "local_0123456789abcdef";
    sandbox.bare(args).args(more).env("LEADLEX_WEBHOOK_SECRET", secret).run()
}

/// The names of all that is said of the tunnel beyond what is said of a good one.
#[track_caller]
fn odd(output: &Output) -> Vec<String> {
    let good = ["tunnel.leads_here", "tunnel.bodies", "tunnel.headers", "tunnel.path"];
    let usual = [&good[..], &["tunnel.answers", LOCAL]].concat();
    let about = findings(output).into_iter().filter(|one| one["area"] == "tunnel");
    let ids = about.map(|one| one["id"].as_str().expect("an id").to_owned());
    ids.filter(|id| !usual.contains(&&**id)).collect()
}

#[test]
fn a_tunnel_that_changes_nothing_is_good_in_every_way() {
    let output = through(Spoil::Nothing).code(0);
    assert_eq!(odd(&output), [""; 0], "{output}");
    assert_eq!(complaints(&output), [LOCAL], "{output}");
    for id in ["tunnel.bodies", "tunnel.headers", "tunnel.path", "tunnel.answers"] {
        assert_eq!(finding(&output, id)["level"], "good");
    }
    assert!(words(&output, "tunnel.leads_here").contains("13 of 13 requests arrived"), "{output}");
    assert!(words(&output, "tunnel.bodies").contains("8 bodies arrive byte for byte"), "{output}");
    assert!(output.stderr.starts_with("sending requests through http://127.0.0.1:"), "{output}");
}

#[test]
fn a_header_that_is_dropped_or_changed_is_named() {
    let output = through(Spoil::Head(|lines| {
        lines.retain(|line| !line.starts_with("X-LeadLex-Timestamp:"));
    }));
    assert_eq!(odd(&output.clone().code(1)), ["tunnel.header_dropped"], "{output}");
    assert!(words(&output, "tunnel.header_dropped").contains("`X-LeadLex-Timestamp`"), "{output}");

    let output = through(Spoil::Head(|lines| {
        for line in lines.iter_mut().filter(|line| line.starts_with("User-Agent:")) {
            "User-Agent: Tunnel/2".clone_into(line);
        }
    }));
    assert_eq!(odd(&output.clone().code(1)), ["tunnel.header_changed"], "{output}");
    let told = words(&output, "tunnel.header_changed");
    assert!(told.contains("LeadLex-Webhook/1.0 became Tunnel/2"), "{told}");
}

#[test]
fn what_of_headers_means_the_same_is_told_and_no_failure() {
    let output = through(Spoil::Head(|lines| {
        for line in &mut lines[1..] {
            let (name, value) = line.split_once(':').expect("a field");
            *line = format!("{}:{value}", name.to_ascii_lowercase());
        }
    }));
    assert_eq!(odd(&output.clone().code(0)), ["tunnel.recased"], "{output}");
    let told = words(&output, "tunnel.recased");
    assert!(told.contains("`X-LeadLex-Signature` as `x-leadlex-signature`"), "{told}");

    let output = through(Spoil::Head(|lines| {
        let at = lines.iter().position(|line| line.starts_with("X-LeadLex-Signature"));
        let moved = lines.remove(at.expect("a signature"));
        lines.push(moved);
    }));
    assert_eq!(odd(&output.clone().code(0)), ["tunnel.reordered"], "{output}");

    let output = through(Spoil::Head(|lines| {
        lines.push("X-Forwarded-For: 203.0.113.7".to_owned());
        lines.push("Via: 1.1 tunnel".to_owned());
        lines.push("X-Injected: yes".to_owned());
        for line in lines.iter_mut().filter(|line| line.starts_with("Host:")) {
            "Host: localhost:3000".clone_into(line);
        }
    }));
    let expected = ["tunnel.header_added", "tunnel.hops", "tunnel.host"];
    assert_eq!(odd(&output.clone().code(0)), expected, "{output}");
    assert_eq!(complaints(&output), [LOCAL, "tunnel.header_added"], "{output}");
    assert!(words(&output, "tunnel.header_added").contains("X-Injected: yes"), "{output}");
    assert!(words(&output, "tunnel.hops").contains("X-Forwarded-For, Via"), "{output}");
}

#[test]
fn duplicates_that_are_joined_are_named() {
    let output = through(Spoil::Head(|lines| {
        let of = |line: &String| line.strip_prefix("X-Hooks-Twice: ").map(str::to_owned);
        let values: Vec<String> = lines.iter().filter_map(of).collect();
        if let Some(at) = lines.iter().position(|line| of(line).is_some()) {
            lines[at] = format!("X-Hooks-Twice: {}", values.join(", "));
            let mut seen = 0;
            lines.retain(|line| {
                seen += usize::from(of(line).is_some());
                of(line).is_none() || seen == 1
            });
        }
    }));
    assert_eq!(odd(&output.clone().code(0)), ["tunnel.headers_joined"], "{output}");
    let told = words(&output, "tunnel.headers_joined");
    assert!(told.contains("X-Hooks-Twice: first, second, with a comma"), "{told}");
}

#[test]
fn a_body_that_is_written_anew_or_cut_is_named_with_the_likely_cause() {
    let output = through(Spoil::Body(|body| {
        let text: Vec<u8> = body.clone();
        let lf = |at: &usize| !(text[*at] == b'\r' && text.get(at + 1) == Some(&b'\n'));
        (0..text.len()).filter(lf).map(|at| text[at]).collect()
    }));
    let held = ["tunnel.body_changed", "tunnel.reframed", "tunnel.buffered"];
    assert_eq!(odd(&output.clone().code(1)), held, "{output}");
    let told = words(&output, "tunnel.body_changed");
    assert!(
        told.contains("bodies are changed (CRLF became LF): JSON with CRLF and odd blanks"),
        "{told}"
    );
    assert!(told.contains("signatures do not fit any more"), "{told}");

    let output =
        through(Spoil::Body(|body| String::from_utf8_lossy(&body).into_owned().into_bytes()));
    assert_eq!(odd(&output.clone().code(1)), held, "{output}");
    let told = words(&output, "tunnel.body_changed");
    assert!(
        told.contains("(bytes that are no UTF-8 were replaced): all 256 byte values"),
        "{told}"
    );
    assert!(!told.contains("unicode"), "{told}");

    let output = through(Spoil::Body(|mut body| {
        body.truncate(4_096);
        body
    }));
    let cut = ["tunnel.body_cut", "tunnel.reframed", "tunnel.buffered"];
    assert_eq!(odd(&output.clone().code(1)), cut, "{output}");
    let told = words(&output, "tunnel.body_cut");
    assert!(told.contains("4096 of 10000") && !told.contains("256 byte"), "{told}");
}

#[test]
fn a_tunnel_that_holds_requests_back_is_told_and_no_failure() {
    let output = through(Spoil::Body(|body| body)).code(0);
    assert_eq!(odd(&output), ["tunnel.reframed", "tunnel.buffered"], "{output}");
}

#[test]
fn a_path_that_is_decoded_is_named() {
    let output = through(Spoil::Head(|lines| {
        lines[0] = lines[0].replace("%2F", "/").replace("//", "/");
    }));
    assert_eq!(odd(&output.clone().code(1)), ["tunnel.path_changed"], "{output}");
    let told = words(&output, "tunnel.path_changed");
    assert!(told.contains("sent /a%2Fb//c%20d/%7Ee;f=1?nonce=…&a=1&a=2"), "{told}");
    assert!(told.contains("arrived /a/b/c%20d"), "{told}");
}

#[test]
fn a_limit_on_bodies_is_named_by_the_size_that_meets_it() {
    const TOO_LARGE: &str = "HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n";
    let output = through(Spoil::Above(500_000, TOO_LARGE)).code(1);
    let expected = ["tunnel.size_limit", "tunnel.size_limit_10mb"];
    assert_eq!(odd(&output), expected, "{output}");
    assert!(words(&output, "tunnel.size_limit").contains("1 MB is answered 413"), "{output}");
    let output = through(Spoil::Above(5_000_000, TOO_LARGE)).code(0);
    assert_eq!(odd(&output), ["tunnel.size_limit_10mb"], "{output}");
}

#[test]
fn the_way_back_and_repeated_requests_are_looked_at_as_well() {
    let page = "HTTP/1.1 502 Bad\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nno";
    let output = through(Spoil::On503(page)).code(1);
    let told = words(&output, "tunnel.status_changed");
    assert!(told.contains("503 became 502"), "{told}");
    assert!(words(&output, "tunnel.answer_changed").contains("`X-Hooks-Answer`"), "{output}");

    let output = through(Spoil::Twice).code(0);
    assert!(odd(&output).contains(&"tunnel.repeated".to_owned()), "{output}");
    assert!(words(&output, "tunnel.repeated").contains("GET (2 times)"), "{output}");
}

#[test]
fn requests_that_are_repeated_after_the_answer_are_named_to_the_last() {
    let output = through(Spoil::Later).code(0);
    let told = words(&output, "tunnel.repeated");
    assert!(told.contains("JSON with CRLF and odd blanks (2 times)"), "{told}");
    assert!(told.contains("10 MB (2 times)"), "{told}");
}

#[test]
fn a_tunnel_that_keeps_spare_connections_open_is_good() {
    let kept = Arc::new(Mutex::new(Vec::new()));
    let output = through(Spoil::Spare(Arc::clone(&kept))).code(0);
    assert_eq!(odd(&output), [""; 0], "{output}");
    assert_eq!(kept.lock().expect("no panic").len(), 26);
}

#[test]
fn who_answers_in_its_place_is_not_taken_for_a_change() {
    for (said, id, told) in [
        (
            "HTTP/1.1 200 OK\r\nContent-Length: 56\r\n\r\n<!DOCTYPE html><html><title>Visit \
             site?</title></html>\n",
            "tunnel.page",
            "“Visit site?”",
        ),
        (
            "HTTP/1.1 302 Found\r\nLocation: https://login.example/\r\nContent-Length: 0\r\n\r\n",
            "tunnel.login",
            "https://login.example/",
        ),
        (
            "HTTP/1.1 404 None\r\nngrok-error-code: ERR_NGROK_3200\r\nContent-Length: 0\r\n\r\n",
            "tunnel.offline",
            "ngrok says",
        ),
        ("HTTP/1.1 502 Bad\r\nContent-Length: 0\r\n\r\n", "tunnel.wrong_port", "gets no answer"),
    ] {
        let output = through(Spoil::Answer(said)).code(3);
        assert_eq!(odd(&output), [id], "{output}");
        assert!(words(&output, id).contains(told), "{output}");
    }
    for (line, told) in [("\u{16}\u{3}\u{1}", "speaks TLS"), ("PRI * HTTP/2.0", "speaks HTTP/2")] {
        // A function knows nothing of its surroundings.
        let output = match line {
            "PRI * HTTP/2.0" => {
                through(Spoil::Head(|lines| lines[0] = "PRI * HTTP/2.0".to_owned()))
            }
            _ => through(Spoil::Head(|lines| lines[0] = "\u{16}\u{3}\u{1}".to_owned())),
        };
        assert_eq!(odd(&output.clone().code(3)), ["tunnel.not_http"], "{output}");
        assert!(words(&output, "tunnel.not_http").contains(told), "{output}");
    }
    let sandbox = Sandbox::new();
    let other = Endpoint::always(200);
    let output = test(&sandbox, &other.url("/"), port(), &[]).code(3);
    assert_eq!(odd(&output), ["tunnel.elsewhere"], "{output}");
    let output = test(&sandbox, &format!("http://127.0.0.1:{}", closed_port()), port(), &[]);
    assert_eq!(odd(&output.clone().code(3)), ["tunnel.unreachable"], "{output}");
}

#[test]
fn an_answer_that_takes_its_time_comes_back_when_that_is_asked_for() {
    let sandbox = Sandbox::new();
    let port = port();
    let proxy = Proxy::start(port, Spoil::Nothing);
    let output = test(&sandbox, &proxy.url(), port, &["--slow"]).code(0);
    assert_eq!(odd(&output), ["tunnel.slow"], "{output}");
    assert!(words(&output, "tunnel.leads_here").contains("14 of 14 requests"), "{output}");
}

#[test]
fn a_port_that_somebody_has_is_told_with_what_to_do() {
    let sandbox = Sandbox::new();
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = taken.local_addr().expect("an address").port();
    let output = test(&sandbox, "http://127.0.0.1:9", port, &[]).code(2);
    assert_eq!(odd(&output), ["tunnel.port_taken"], "{output}");
    let told = words(&output, "tunnel.port_taken");
    assert!(told.contains("leadlex-hooks listen") && told.contains("--tunnel"), "{told}");
}

#[test]
fn only_the_named_path_is_used_and_what_is_set_is_sent_but_not_told() {
    let sandbox = Sandbox::new();
    let port = port();
    let proxy = Proxy::start(
        port,
        Spoil::Head(|lines| {
            assert!(lines[0].contains(" /in/hooks"), "{lines:?}");
            assert!(lines[0].contains("?k=1&nonce="), "{lines:?}");
            lines.retain(|line| !line.starts_with("x-pass:"));
        }),
    );
    let more = ["--path", "/hooks", "-H", "X-Pass: topsecret"];
    let output = test(&sandbox, &format!("{}/in?k=1", proxy.url()), port, &more).code(1);
    assert_eq!(odd(&output), ["tunnel.header_dropped"], "{output}");
    assert!(words(&output, "tunnel.header_dropped").contains("`x-pass`"), "{output}");
    assert!(!output.to_string().contains("topsecret"), "{output}");
}

#[test]
fn what_is_set_is_not_told_where_a_tunnel_adds_it_again() {
    let sandbox = Sandbox::new();
    let port = port();
    let proxy = Proxy::start(
        port,
        Spoil::Head(|lines| {
            let more = ["X-Pass: topsecret", "X-Copy: topsecret", "X-Within: as topsecret"];
            lines.extend([more[0], more[1], more[2], "X-Count: 12"].map(str::to_owned));
        }),
    );
    let more = ["-H", "X-Pass: topsecret", "-H", "X-Go: 1"];
    let output = test(&sandbox, &proxy.url(), port, &more).code(0);
    assert_eq!(odd(&output), ["tunnel.header_added"], "{output}");
    let told = words(&output, "tunnel.header_added");
    for part in ["x-pass: …", "X-Copy: …", "X-Within: …", "X-Count: 12"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(!output.to_string().contains("topsecret"), "{output}");
}

#[test]
fn a_tunnel_is_tested_offline_too_and_nobody_else_is_asked() {
    let sandbox = Sandbox::new();
    let port = port();
    let proxy = Proxy::start(port, Spoil::Nothing);
    let endpoint = Endpoint::always(200);
    sandbox.bare(["config", "set", "forward_to", &endpoint.url("/")]).run().code(0);
    let output = test(&sandbox, &proxy.url(), port, &["--offline"]).code(0);
    assert!(words(&output, "tunnel.leads_here").contains("13 of 13 requests arrived"), "{output}");
    assert!(words(&output, "endpoint.skipped").contains("not asked: `--offline`"), "{output}");
    assert_eq!(endpoint.received().len(), 0);
}

#[test]
fn what_is_about_a_tunnel_needs_one_and_a_url_must_be_one() {
    let sandbox = Sandbox::new();
    let refused = |args: &[&str]| sandbox.cmd(["doctor"]).args(args).run().code(2);
    let output = refused(&["--slow"]);
    assert!(output.stderr.contains("`--slow` is about a tunnel, and none is named"), "{output}");
    let output = refused(&["--public-url", "ftp://x.example"]);
    assert!(output.stderr.starts_with("error: `--public-url ftp://x.example`: "), "{output}");
    let output = refused(&["--to", "https://x.example", "--offline"]);
    assert!(output.stderr.contains("--offline"), "{output}");
    let output = refused(&["--public-url", "https://x.example", "--tunnel", "ngrok"]);
    assert!(output.stderr.contains("--tunnel"), "{output}");
    let output = test(&sandbox, "http://nosuch.invalid", port(), &[]).code(3);
    assert_eq!(odd(&output), ["tunnel.unreachable"], "{output}");
}
