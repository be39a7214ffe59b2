//! The endpoint: every step of the way to it, and one harmless request.

use rcgen::{CertificateParams, KeyPair, date_time_ymd};

use super::{complaints, finding, findings, words};
use crate::harness::{
    Endpoint, Manner, Output, RawServer, Reply, Running, Sandbox, Signal, closed_port,
};

/// What is always said of an endpoint on this machine.
const LOCAL: &str = "endpoint.private";

#[track_caller]
fn doctor(sandbox: &Sandbox, url: &str, more: &[&str]) -> Output {
    let cmd = sandbox.bare(["doctor", "--json", "--to", url]).args(more);
    cmd.env("LEADLEX_WEBHOOK_SECRET", "local_0123456789abcdef").run()
}

#[test]
fn one_that_refuses_what_is_unsigned_is_good_and_gets_one_empty_post() {
    let sandbox = Sandbox::new();
    let endpoint = Endpoint::always(401);
    let output = doctor(&sandbox, &endpoint.url("/hooks?x=1"), &[]).code(0);
    assert_eq!(complaints(&output), [LOCAL], "{output}");
    assert!(words(&output, LOCAL).contains("--tunnel cloudflared --forward-to"), "{output}");
    let told = words(&output, "endpoint.answer");
    assert!(told.contains("is answered 401") && told.contains("leadlex-hooks check"), "{told}");
    assert!(words(&output, "endpoint.connection").contains("takes connections"), "{output}");
    let received = endpoint.received();
    let [only] = &*received else { panic!("{received:?}") };
    assert_eq!((&*only.method, &*only.path, only.body.len()), ("POST", "/hooks?x=1", 0));
    assert_eq!(only.header("x-leadlex-signature"), None);
}

#[test]
fn the_configured_one_is_looked_at_and_headers_of_ones_own_are_sent() {
    let sandbox = Sandbox::new();
    let endpoint = Endpoint::always(401);
    sandbox.bare(["config", "set", "forward_to", &endpoint.url("/a")]).run().code(0);
    let output = sandbox.cmd(["doctor", "--json", "-H", "X-Pass: 1"]).run().code(0);
    assert!(words(&output, LOCAL).contains("config.toml"), "{output}");
    assert_eq!(endpoint.received()[0].must("x-pass"), "1");
}

#[test]
fn each_answer_that_is_wrong_is_named() {
    let sandbox = Sandbox::new();
    let answered = |reply: Reply, code| {
        let endpoint = Endpoint::script([reply]);
        let output = doctor(&sandbox, &endpoint.url("/"), &[]).code(code);
        let complaints = complaints(&output);
        assert_eq!(complaints[0], LOCAL, "{output}");
        (complaints[1].clone(), output)
    };
    assert_eq!(answered(Reply::status(200), 0).0, "endpoint.takes_anything");
    assert_eq!(answered(Reply::status(404), 1).0, "endpoint.no_route");
    assert_eq!(answered(Reply::status(405), 1).0, "endpoint.no_post");
    assert_eq!(answered(Reply::status(502), 1).0, "endpoint.no_handler");
    let redirect = Reply::status(308).header("Location", "https://hooks.example/");
    let (id, output) = answered(redirect, 1);
    assert_eq!(id, "endpoint.redirect");
    assert!(words(&output, &id).contains("https://hooks.example/"), "{output}");
}

#[test]
fn one_that_cannot_be_reached_says_at_which_step() {
    let sandbox = Sandbox::new();
    let output = doctor(&sandbox, &format!("http://127.0.0.1:{}", closed_port()), &[]).code(3);
    assert_eq!(complaints(&output), [LOCAL, "endpoint.connection"], "{output}");
    let output = doctor(&sandbox, "http://nosuch.invalid/", &[]).code(3);
    assert_eq!(complaints(&output), ["endpoint.dns"], "{output}");
    let closing = RawServer::start(Manner::Close);
    let output = doctor(&sandbox, &closing.url("/"), &[]).code(3);
    assert_eq!(complaints(&output), [LOCAL, "endpoint.answer"], "{output}");
    let nonsense = RawServer::start(Manner::Say(b"SSH-2.0-OpenSSH_9.2\r\n".to_vec()));
    let output = doctor(&sandbox, &nonsense.url("/"), &[]).code(3);
    assert!(words(&output, "endpoint.answer").contains("speaks no HTTP"), "{output}");
    let output = doctor(&sandbox, &closing.url("/").replace("http:", "https:"), &[]).code(3);
    assert_eq!(complaints(&output), [LOCAL, "endpoint.tls"], "{output}");
}

#[test]
fn plain_http_beyond_this_machine_breaks_a_rule_of_leadlex() {
    let sandbox = Sandbox::new();
    // An address of the public internet; nothing is sent to it.
    let output = doctor(&sandbox, "http://192.88.99.1/", &[]).code(1);
    assert_eq!(complaints(&output), ["endpoint.not_https"], "{output}");
    assert!(words(&output, "endpoint.plain_http").contains("nothing was sent"), "{output}");
}

/// A listener with a certificate for these names that ends in this year.
fn serving(sandbox: &Sandbox, names: &[&str], ends: i32) -> Running {
    let names: Vec<_> = names.iter().map(|&name| name.to_owned()).collect();
    let mut params = CertificateParams::new(names).expect("names");
    params.not_after = date_time_ymd(ends, 1, 1);
    let key = KeyPair::generate().expect("a key");
    sandbox.write("cert.pem", params.self_signed(&key).expect("a certificate").pem());
    sandbox.write("key.pem", key.serialize_pem());
    sandbox.listen(["--cert", "cert.pem", "--key", "key.pem"])
}

#[test]
fn a_certificate_is_told_with_its_end_and_with_what_is_wrong_with_it() {
    let sandbox = Sandbox::new();
    let judged = |names: &[&str], ends, more: &[&str], code| {
        let listener = serving(&sandbox, names, ends);
        let output = doctor(&sandbox, listener.url(), more).code(code);
        listener.stop(Signal::Int).code(0);
        output
    };
    let (good, trusted) = (["127.0.0.1"], ["--cacert", "cert.pem"]);
    let output = judged(&good, 2999, &trusted, 0);
    assert_eq!(complaints(&output), [LOCAL], "{output}");
    assert!(words(&output, "endpoint.certificate").contains("2999-01-01T00:00:00Z"), "{output}");
    for (names, ends, more, id) in [
        (&good[..], 2999, &[][..], "endpoint.certificate_issuer"),
        (&["other.example"], 2999, &trusted, "endpoint.certificate_name"),
        (&good, 2001, &trusted, "endpoint.certificate_expired"),
    ] {
        let output = judged(names, ends, more, 3);
        assert_eq!(complaints(&output), [LOCAL, id], "{output}");
    }
    let output = judged(&["other.example"], 2999, &trusted, 3);
    let told = words(&output, "endpoint.certificate_name");
    assert!(told.contains("is for other.example, not `127.0.0.1`"), "{told}");
    // Passed over when told so, and told all the same.
    let output = judged(&good, 2999, &["--insecure"], 0);
    assert_eq!(complaints(&output), [LOCAL, "endpoint.certificate_issuer"], "{output}");
    assert_eq!(finding(&output, "endpoint.answer")["level"], "good");
    assert!(output.stderr.contains("certificates are not checked"), "{output}");
}

#[test]
fn behind_a_proxy_only_the_answer_is_seen() {
    let sandbox = Sandbox::new();
    let proxy =
        RawServer::start(Manner::Say(b"HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n".to_vec()));
    let args = ["--proxy", &proxy.url(""), "--insecure-http"];
    let output = doctor(&sandbox, "http://192.88.99.1/", &args).code(3);
    let skipped = findings(&output).into_iter().find(|one| one["id"] == "endpoint.proxied");
    assert_eq!(skipped.expect("told")["level"], "skipped");
    assert_eq!(complaints(&output), ["endpoint.answer"], "{output}");
}
