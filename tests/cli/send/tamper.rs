//! `--tamper` and `--unsigned`: each spoils one known thing and nothing else.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use insta::assert_snapshot;

use super::{arrives, refused, send_to};
use crate::harness::{Endpoint, Received, SECRET, Sandbox, sign};

#[track_caller]
fn tampered(what: &str) -> Received {
    arrives(&["contact.created", "--seed", "7", "--tamper", what])
}

fn plain() -> Received {
    arrives(&["contact.created", "--seed", "7"])
}

/// How many bytes differ between two of the same length.
fn differing(one: &[u8], other: &[u8]) -> usize {
    assert_eq!(one.len(), other.len());
    one.iter().zip(other).filter(|(a, b)| a != b).count()
}

#[test]
fn each_form_spoils_what_its_name_says() {
    let body = plain().body;
    let signature = sign(SECRET, &body);
    let digest = signature.trim_start_matches("sha256=");
    let of = |what: &str| {
        let received = tampered(what);
        assert_eq!(received.body, body, "{what}");
        received.header("x-leadlex-signature").map(str::to_owned)
    };
    let spoilt = of("signature").expect("a signature");
    assert_eq!(differing(spoilt.as_bytes(), signature.as_bytes()), 1);
    let foreign = of("secret").expect("a signature");
    assert_ne!(foreign, signature);
    assert!(foreign.len() == signature.len() && foreign.starts_with("sha256="), "{foreign}");
    assert_eq!(of("missing"), None);
    assert_eq!(of("prefix").as_deref(), Some(digest));
    let base64 = STANDARD.encode(hex::decode(digest).expect("hex"));
    assert_eq!(of("encoding"), Some(format!("sha256={base64}")));
}

#[test]
fn body_changes_one_byte_after_signing() {
    let (body, received) = (plain().body, tampered("body"));
    assert_eq!(differing(&received.body, &body), 1);
    assert_eq!(received.must("x-leadlex-signature"), sign(SECRET, &body));
    assert_snapshot!(refused(&["--data", "", "--tamper", "body"]), @r"
    exit 2
    --- stdout
    --- stderr
    error: `--tamper body`: the body is empty
    ");
}

#[test]
fn timestamp_is_sent_as_it_is_and_the_signature_stays_good() {
    for value in ["2001-02-03T04:05:06Z", "yesterday", "0"] {
        let received = tampered(&format!("timestamp={value}"));
        assert_eq!(received.must("x-leadlex-timestamp"), value);
        assert_eq!(received.must("x-leadlex-signature"), sign(SECRET, &received.body));
    }
}

#[test]
fn a_spoilt_timestamp_stays_spoilt_on_a_retry() {
    let handler = Endpoint::script([500, 200].map(crate::harness::Reply::status)).expect_calls(2);
    let args = ["task.created", "--tamper", "timestamp=never", "--retry", "1ms"];
    send_to(&Sandbox::new(), &handler).args(args).run().code(0);
    for received in handler.received() {
        assert_eq!(received.must("x-leadlex-timestamp"), "never");
    }
}

#[test]
fn an_unknown_form_lists_what_there_is() {
    for what in ["everything", "timestamp=", "timestamp=a\nb"] {
        let printed = refused(&["task.created", "--tamper", what]);
        let forms = "signature, body, secret, missing, prefix, encoding, timestamp=VALUE";
        assert!(printed.contains(forms), "{printed}");
    }
}

#[test]
fn tampering_changes_no_expectation() {
    let handler = Endpoint::always(401).expect_calls(2);
    let tamper = ["task.created", "--tamper", "signature"];
    let output = send_to(&Sandbox::new(), &handler).args(tamper).run().code(1);
    assert_eq!(
        output.stderr,
        "hint: the endpoint did right: it refused what `--tamper` had spoilt; `--expect-status 4xx` \
         makes that a success\n"
    );
    let expecting = ["--expect-status", "401"];
    let output = send_to(&Sandbox::new(), &handler).args(tamper).args(expecting).run().code(0);
    assert_eq!(output.stderr, "");
}

#[test]
fn an_endpoint_that_takes_what_was_spoilt_is_told_of() {
    let told = |status: u16, what: &str| {
        let (sandbox, handler) = (Sandbox::new(), Endpoint::always(status).expect_calls(1));
        send_to(&sandbox, &handler).args(["task.created", "--tamper", what]).run().stderr
    };
    assert_eq!(
        told(200, "body"),
        "hint: the endpoint took what `--tamper` had spoilt: does it verify? `leadlex-hooks check` \
         tells what else it takes\n"
    );
    assert_eq!(told(200, "timestamp=never"), "", "a timestamp is not signed");
    assert!(told(404, "body").starts_with("hint: no such route"));
}

#[test]
fn unsigned_needs_no_secret_and_carries_all_but_a_signature() {
    let (sandbox, handler) = (Sandbox::new(), Endpoint::always(200).expect_calls(1));
    let to = handler.url("/");
    sandbox.bare(["send", "task.created", "--unsigned", "--to", &to]).run().code(0);
    let received = handler.received().remove(0);
    assert_eq!(received.header("x-leadlex-signature"), None);
    assert_eq!(received.must("user-agent"), "LeadLex-Webhook/1.0");
    received.must("x-leadlex-timestamp");
    received.delivery_id();
}

#[test]
fn without_a_signature_there_is_none_to_spoil() {
    for what in ["signature", "secret", "missing", "prefix", "encoding"] {
        let printed = refused(&["task.created", "--unsigned", "--tamper", what]);
        assert!(printed.contains("no signature to spoil with `--unsigned`"), "{printed}");
    }
    arrives(&["task.created", "--unsigned", "--tamper", "timestamp=0"]);
}

#[test]
fn a_listener_finds_each_of_them() {
    let (receiver, sender) = (Sandbox::new(), Sandbox::new());
    let listener = receiver.listen(["--quiet"]);
    for (what, verdict) in [
        ("signature", "mismatch"),
        ("body", "mismatch"),
        ("secret", "mismatch"),
        ("missing", "missing"),
        ("prefix", "malformed"),
        ("encoding", "malformed"),
    ] {
        let url = listener.at("/hooks");
        let args = ["send", "task.created", "--to", &url, "--tamper", what];
        sender.cmd(args).args(["--expect-status", "401"]).run().code(0);
        let conn = receiver.open_store();
        let sql = "SELECT verdict FROM events ORDER BY number DESC LIMIT 1";
        let found: String = conn.query_row(sql, [], |row| row.get(0)).expect("an event");
        assert_eq!(found, verdict, "{what}");
    }
}
