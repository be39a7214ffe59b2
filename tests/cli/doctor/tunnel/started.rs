//! A tunnel that is started for the test: over https, and ended with it.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::doctor::proxy::{Proxy, Spoil, port};
use crate::doctor::words;
use crate::harness::{Manner, RawServer, Running, Sandbox, Signal};

#[test]
fn a_tunnel_that_is_started_is_tested_over_https_and_ended() {
    let sandbox = Sandbox::new();
    let names = vec!["localhost".to_owned()];
    let made = rcgen::generate_simple_self_signed(names).expect("a certificate");
    sandbox.write("cert.pem", made.cert.pem());
    sandbox.write("key.pem", made.signing_key.serialize_pem());
    let port = port();
    // The world does not know a tunnel at once.
    let left = Arc::new(AtomicUsize::new(2));
    let late = Proxy::start(port, Spoil::NotYet(Arc::clone(&left)));
    // A listener without a secret passes everything on: a tunnel with a certificate.
    let listener = Running::start(
        sandbox
            .bare(["listen", "--port", "0", "--json", "--cert", "cert.pem", "--key", "key.pem"])
            .args(["--forward-to", &late.url(), "--max-body", "20000000"]),
    );
    let url = format!("https://localhost:{}", listener.addr().port());
    let program = format!("sh -c \"echo $$ >pid; echo {url}; exec sleep 60\"");
    let output = sandbox
        .cmd(["doctor", "--json", "--cacert", "cert.pem", "--port", &port.to_string()])
        .args(["--tunnel", &program])
        .run()
        .code(0);
    assert!(words(&output, "tunnel.leads_here").contains(&url), "{output}");
    assert_eq!(left.load(Ordering::SeqCst), 0, "it was not tried again");
    assert!(words(&output, "tunnel.bodies").contains("all 256 byte values"), "{output}");
    let pid = fs::read_to_string(sandbox.path("pid")).expect("its process id");
    assert!(!fs::exists(format!("/proc/{}", pid.trim())).expect("readable"), "it still runs");
    listener.stop(Signal::Int).code(0);
}

#[test]
fn a_tunnel_that_cannot_stand_is_a_finding_with_its_last_words() {
    let sandbox = Sandbox::new();
    let doctor = |program: &str| sandbox.cmd(["doctor", "--json", "--tunnel", program]).run();
    let output = doctor("sh -c 'echo quota exceeded >&2; exit 4'").code(3);
    assert!(words(&output, "tunnel.start").contains("it said: quota exceeded"), "{output}");
    let output = doctor("no-such-tunnel").code(2);
    assert!(words(&output, "tunnel.start").contains("cannot start `no-such-tunnel`"), "{output}");
}

#[test]
fn ctrl_c_ends_it_and_the_tunnel_that_was_started() {
    let sandbox = Sandbox::new();
    let hang = RawServer::start(Manner::Hang);
    let port = hang.url("").rsplit(':').next().expect("a port").to_owned();
    let program = format!("sh -c \"echo $$ >pid; echo https://127.0.0.1:{port}; exec sleep 60\"");
    let mut running = Running::spawn(&sandbox.cmd(["doctor", "--tunnel", &program]));
    running.wait_stderr("the test", |line| line.starts_with("sending requests"));
    let output = running.stop(Signal::Int).code(130);
    assert!(output.stderr.contains("error: interrupted: not everything was looked at"), "{output}");
    let pid = fs::read_to_string(sandbox.path("pid")).expect("its process id");
    assert!(!fs::exists(format!("/proc/{}", pid.trim())).expect("readable"), "it still runs");
}
