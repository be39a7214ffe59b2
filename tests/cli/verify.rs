//! `verify`: 0 when one of the secrets made the signature over these bytes, 1 when none did.

use insta::assert_snapshot;
use serde_json::json;

use crate::harness::{Output, SECRET, Sandbox, sign};
use crate::sign::vectors;

const BODY: &str = r#"{"event":"contact.created"}"#;

fn verify(args: &[&str]) -> Output {
    Sandbox::new().cmd(["verify"]).args(args).stdin(BODY).run()
}

#[test]
fn verifies_what_openssl_python_and_node_signed_and_nothing_near_it() {
    for vector in vectors() {
        let sandbox = Sandbox::new();
        sandbox.write("body", &vector.body);
        let verify = |body: &str, stdin: &[u8]| {
            let cmd = sandbox.bare(["verify", body, "--signature", &vector.signature]);
            cmd.env("LEADLEX_WEBHOOK_SECRET", &vector.secret).stdin(stdin).run()
        };
        let (file, stdin) = (verify("body", b""), verify("-", &vector.body));
        assert_eq!((file.code, stdin.code), (0, 0), "{}\n{file}\n{stdin}", vector.name);
        let mut longer = vector.body.clone();
        longer.push(b'\n');
        assert_eq!(verify("-", &longer).code, 1, "{}", vector.name);
    }
}

#[test]
fn each_verdict_is_told_with_its_reason() {
    let good = sign(SECRET, BODY.as_bytes());
    assert_snapshot!(verify(&["--signature", &good]).code(0), @r"
    exit 0
    --- stdout
    verified with secret 00a46071 over 27 B
    --- stderr
    ");
    let other = sign("another", BODY.as_bytes());
    assert_snapshot!(verify(&["--signature", &other]).code(1), @r"
    exit 1
    --- stdout
    mismatch: none of the secrets made this signature over these 27 B
    --- stderr
    hint: `--explain` looks for the mistake
    ");
    assert_snapshot!(verify(&["--signature", "sha256=beef"]).code(1), @r"
    exit 1
    --- stdout
    malformed: the signature is not `sha256=` and 64 hex digits
    --- stderr
    hint: `--explain` looks for the mistake
    ");
    assert_snapshot!(verify(&[]).code(1), @r"
    exit 1
    --- stdout
    missing: no signature was given: use `--signature VALUE`
    --- stderr
    ");
}

#[test]
fn what_only_resembles_a_signature_is_malformed() {
    let good = sign(SECRET, BODY.as_bytes());
    let digest = good.trim_start_matches("sha256=");
    let shapes = [
        digest.to_owned(),
        format!("sha512={digest}"),
        format!("sha256:{digest}"),
        format!("{good}00"),
        good[..good.len() - 1].to_owned(),
        format!("sha256={}", "z".repeat(64)),
        String::new(),
    ];
    for value in shapes {
        let output = verify(&["--json", &format!("--signature={value}")]).code(1);
        assert_eq!(output.json()[0]["verdict"], "malformed", "{value}");
    }
}

#[test]
fn the_header_as_it_came_will_do() {
    let good = sign(SECRET, BODY.as_bytes());
    for name in ["X-LeadLex-Signature", "x-leadlex-signature"] {
        verify(&["-H", &format!("{name}: {good}")]).code(0);
    }
    let header = format!("X-LeadLex-Signature: {good}");
    let twice = verify(&["--header", &header, "--signature", &good]).code(2);
    assert_snapshot!(twice.stderr.replace(&good, "[signature]"), @r"
    error: the signature is given twice
    hint: use either `--signature` or `--header 'X-LeadLex-Signature: …'`
    ");
    assert_snapshot!(verify(&["--header", "X-LeadLex-Signature"]).code(2), @r"
    exit 2
    --- stdout
    --- stderr
    error: `--header X-LeadLex-Signature` is no header
    hint: write it as `--header 'Name: value'`
    ");
}

#[test]
fn json_has_verdict_fingerprint_freshness_and_size() {
    let good = sign(SECRET, BODY.as_bytes());
    let output = verify(&["--json", "--signature", &good]).code(0);
    let expected = json!({
        "type": "verification", "verdict": "verified", "fingerprint": "00a46071",
        "freshness": "absent", "size": BODY.len(),
    });
    assert_eq!(output.json(), [expected]);
    let output = verify(&["--json"]).code(1);
    let line = output.json().remove(0);
    assert_eq!((&line["verdict"], &line["fingerprint"]), (&json!("missing"), &json!(null)));
}

#[test]
fn a_timestamp_counts_only_with_a_tolerance() {
    let good = sign(SECRET, BODY.as_bytes());
    let stamp = |seconds: i64| {
        let at = jiff::Timestamp::now() + jiff::SignedDuration::from_secs(seconds);
        format!("X-LeadLex-Timestamp: {}", at.strftime("%Y-%m-%dT%H:%M:%SZ"))
    };
    let garbage = "X-LeadLex-Timestamp: yesterday".to_owned();
    for (header, freshness, tolerated) in [
        (Some(stamp(0)), "fresh", true),
        (Some(stamp(-25_200)), "stale", false),
        (Some(stamp(25_200)), "future", false),
        (Some(garbage), "unparsable", false),
        (None, "absent", false),
    ] {
        let mut args = vec!["--json", "--signature", &good];
        args.extend(header.iter().flat_map(|header| ["--header", header]));
        let output = verify(&args).code(0);
        assert_eq!(output.json()[0]["freshness"], freshness);
        args.extend(["--tolerance", "60s"]);
        let output = verify(&args).code(i32::from(!tolerated));
        assert_eq!(output.json()[0]["verdict"], "verified", "{output}");
        let warned = output.stderr.contains(&format!("the timestamp is {freshness}, outside"));
        assert_eq!(warned, !tolerated, "{output}");
    }
    let (old, args) = (stamp(-25_200), ["--tolerance", "8h", "--signature", &good]);
    verify(&[args.as_slice(), &["--header", &old]].concat()).code(0);
}

#[test]
fn several_secrets_say_which_one_matched() {
    let sandbox = Sandbox::new();
    sandbox.write("new", "new-secret");
    sandbox.write("old", "old-secret");
    let print = |secret: &str| {
        let cmd = sandbox.bare(["sign", "--json"]).env("LEADLEX_WEBHOOK_SECRET", secret);
        cmd.run().code(0).json()[0]["fingerprint"].clone()
    };
    for secret in ["new-secret", "old-secret"] {
        let signature = sign(secret, BODY.as_bytes());
        let args = ["verify", "--json", "--signature", &signature];
        let cmd = sandbox.bare(args).args(["--secret", "@new", "--secret", "@old"]).stdin(BODY);
        assert_eq!(cmd.run().code(0).json()[0]["fingerprint"], print(secret));
    }
    assert_ne!(print("new-secret"), print("old-secret"));
}

#[test]
fn no_secret_is_a_usage_error_even_when_there_is_nothing_to_compare() {
    let sandbox = Sandbox::new();
    for args in [["verify"].as_slice(), &["verify", "--signature", "sha256=00"]] {
        let output = sandbox.bare(args).stdin(BODY).run().code(2);
        assert!(output.stderr.starts_with("error: no signing secret is set\nhint: "), "{output}");
        assert_eq!(output.stdout(), "");
    }
    assert_snapshot!(verify(&["nowhere.json", "--signature", "x"]).code(2), @r"
    exit 2
    --- stdout
    --- stderr
    error: cannot read the body from `nowhere.json`: No such file or directory (os error 2)
    ");
}
