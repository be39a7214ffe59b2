//! `check` over https: the suite passes with a certificate that is trusted, and says what is wrong
//! with one that is not.

use super::{summary, verdicts};
use crate::harness::{Sandbox, Signal};

/// A certificate for localhost and its key, as files `cert.pem` and `key.pem` of the sandbox.
fn certificate(sandbox: &Sandbox) {
    let names = vec!["localhost".to_owned(), "127.0.0.1".to_owned()];
    let made = rcgen::generate_simple_self_signed(names).expect("a certificate");
    sandbox.write("cert.pem", made.cert.pem());
    sandbox.write("key.pem", made.signing_key.serialize_pem());
}

#[test]
fn a_listener_with_a_trusted_certificate_passes_every_required_case() {
    let sandbox = Sandbox::new();
    certificate(&sandbox);
    let listener = sandbox.listen(["--cert", "cert.pem", "--key", "key.pem"]);
    let output = sandbox
        .cmd(["check", listener.url(), "--cacert", "cert.pem", "--json", "--seed", "1"])
        .args(["--events", "contact.created,deal.updated"])
        .run()
        .code(0);
    assert_eq!(summary(&output)["failed"], 0, "{output}");
    let of = |id: &str| {
        let found = verdicts(&output).into_iter().find(|(case, _)| case == id);
        found.unwrap_or_else(|| panic!("{id} was not run\n{output}")).1["outcome"].clone()
    };
    // What goes over a connection of its own: kept open, cut off, split.
    for id in ["accept.keep-alive", "behaviour.retry-after-break", "behaviour.https"] {
        assert_eq!(of(id), "passed", "{id}");
    }
    listener.stop(Signal::Int).code(0);
}

#[test]
fn a_certificate_that_nobody_vouches_for_is_one_verdict_and_exit_3() {
    let sandbox = Sandbox::new();
    certificate(&sandbox);
    let listener = sandbox.listen(["--cert", "cert.pem", "--key", "key.pem"]);
    let output = sandbox.cmd(["check", listener.url(), "--json"]).run().code(3);
    assert_eq!(verdicts(&output), [], "{output}");
    let finding = output.json().into_iter().find(|line| line["type"] == "finding");
    let finding = finding.unwrap_or_else(|| panic!("no finding\n{output}"));
    assert!(finding["fix"].to_string().contains("--cacert"), "{finding}");
    listener.stop(Signal::Int).code(0);
}
