//! `listen --cert --key`: https with the user's own certificate.

use std::process::Command;

use insta::assert_snapshot;

use crate::harness::{Hook, Sandbox, Signal, has_tool};

/// A certificate for localhost and its key, as files `cert.pem` and `key.pem` of the sandbox.
fn certificate(sandbox: &Sandbox) {
    let names = vec!["localhost".to_owned(), "127.0.0.1".to_owned()];
    let made = rcgen::generate_simple_self_signed(names).expect("a certificate");
    sandbox.write("cert.pem", made.cert.pem());
    sandbox.write("key.pem", made.signing_key.serialize_pem());
}

#[test]
fn https_is_served_to_our_own_client_and_plain_http_is_not() {
    let sandbox = Sandbox::new();
    certificate(&sandbox);
    let listener = sandbox.listen(["--cert", "cert.pem", "--key", "key.pem"]);
    assert!(listener.url().starts_with("https://127.0.0.1:"), "{}", listener.url());
    let send = || sandbox.cmd(["send", "contact.created", "--store", "sent.db"]);
    send().args(["--to", listener.url(), "--cacert", "cert.pem"]).run().code(0);
    send().args(["--to", listener.url(), "--insecure"]).run().code(0);
    let untrusted = send().args(["--to", listener.url()]).run().code(3);
    assert!(untrusted.stderr.contains("--cacert"), "{untrusted}");
    let plain = listener.url().replace("https", "http");
    send().args(["--to", &plain]).run().code(3);
    let end = listener.stop(Signal::Int).code(0);
    let verdicts: Vec<_> = end.json().iter().map(|line| line["verdict"].clone()).collect();
    assert_eq!(verdicts[1..3], ["verified", "verified"], "{end}");
    assert_eq!(end.json().last().expect("a summary")["events"], 2, "{end}");
}

#[test]
fn https_is_served_to_curl() {
    if !has_tool("curl") {
        return;
    }
    let sandbox = Sandbox::new();
    certificate(&sandbox);
    let listener = sandbox.listen(["--cert", "cert.pem", "--key", "key.pem"]);
    let output = Command::new("curl")
        .args(["-sS", "--noproxy", "*", "--cacert"])
        .arg(sandbox.path("cert.pem"))
        .args(["-d", "{}", &listener.at("/hooks")])
        .output()
        .expect("curl starts");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "the signature was not accepted\n");
    assert_eq!(listener.stop(Signal::Int).code(0).json()[1]["verdict"], "missing");
}

#[test]
fn a_client_that_speaks_no_tls_holds_nobody_up() {
    let sandbox = Sandbox::new();
    certificate(&sandbox);
    let listener = sandbox.listen(["--cert", "cert.pem", "--key", "key.pem"]);
    let mut silent = crate::harness::Raw::connect(listener.addr());
    let mut plain = crate::harness::Raw::connect(listener.addr());
    plain.send(&Hook::event("contact.created", "d-1", "Anna").bytes()).expect("sent");
    assert!(plain.rest(crate::harness::PATIENCE).1, "a plain request was not hung up on");
    let args = ["send", "contact.created", "--to", listener.url(), "--cacert", "cert.pem"];
    sandbox.cmd(args).args(["--store", "sent.db"]).run().code(0);
    assert!(!silent.has_answer_within(std::time::Duration::from_millis(1)));
    assert_eq!(listener.stop(Signal::Int).code(0).json().len(), 3);
}

#[test]
fn a_certificate_or_key_that_cannot_be_used_is_named() {
    let sandbox = Sandbox::new();
    certificate(&sandbox);
    let other = rcgen::generate_simple_self_signed(["a".to_owned()]).expect("a certificate");
    sandbox.write("other.pem", other.signing_key.serialize_pem());
    sandbox.write("text.pem", "no PEM\n");
    let mut told = String::new();
    for (cert, key) in [
        ("absent.pem", "key.pem"),
        ("text.pem", "key.pem"),
        ("key.pem", "key.pem"),
        ("cert.pem", "absent.pem"),
        ("cert.pem", "text.pem"),
        ("cert.pem", "other.pem"),
    ] {
        let output = sandbox.listen_cmd().args(["--cert", cert, "--key", key]).run().code(2);
        told.push_str(&format!("{cert} with {key}: {output}\n"));
    }
    assert_snapshot!(sandbox.normalise(&told));
    for alone in [["--cert", "cert.pem"], ["--key", "key.pem"]] {
        sandbox.listen_cmd().args(alone).run().code(2);
    }
}
