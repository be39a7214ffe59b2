//! `sign`: what openssl, Python and Node make of the same bytes.

use insta::assert_snapshot;
use serde_json::json;

use crate::harness::{SECRET, Sandbox, sign};

/// A body, a secret, and the signature that three other programs agree on.
pub(crate) struct Vector {
    pub(crate) name: String,
    pub(crate) body: Vec<u8>,
    pub(crate) secret: String,
    pub(crate) signature: String,
}

/// The vectors of `tests/vectors`.
pub(crate) fn vectors() -> Vec<Vector> {
    let file = include_str!("../vectors/signatures.json");
    let vectors: Vec<serde_json::Value> = serde_json::from_str(file).expect("vectors");
    let text = |value: &serde_json::Value| value.as_str().expect("text").to_owned();
    let read = |vector: &serde_json::Value| {
        let part = hex::decode(text(&vector["body"]["hex"])).expect("hex");
        let times = vector["body"]["times"].as_u64().expect("a number");
        let made = vector["signatures"].as_object().expect("signatures");
        assert!(made.len() == 3 && made.values().all(|one| *one == made["openssl"]), "{made:?}");
        Vector {
            name: text(&vector["name"]),
            body: part.repeat(usize::try_from(times).expect("a small number")),
            secret: text(&vector["secret"]),
            signature: text(&made["openssl"]),
        }
    };
    let vectors: Vec<Vector> = vectors.iter().map(read).collect();
    assert!(vectors.len() >= 12, "{}", vectors.len());
    vectors
}

#[test]
fn signs_as_openssl_python_and_node_do() {
    for vector in vectors() {
        let sandbox = Sandbox::new();
        sandbox.write("body", &vector.body);
        for (file, stdin) in
            [(Some("body"), Vec::new()), (Some("-"), vector.body.clone()), (None, vector.body)]
        {
            let cmd = sandbox.bare(["sign"]).args(file).stdin(stdin);
            let output = cmd.env("LEADLEX_WEBHOOK_SECRET", &vector.secret).run().code(0);
            assert_eq!(output.stdout(), format!("{}\n", vector.signature), "{}", vector.name);
            assert_eq!(output.stderr, "");
        }
    }
}

#[test]
fn json_has_the_signature_the_fingerprint_and_the_size() {
    let output = Sandbox::new().cmd(["sign", "--json"]).stdin("abc").run().code(0);
    let expected = json!({
        "type": "signature",
        "signature": sign(SECRET, b"abc"),
        "fingerprint": "00a46071",
        "size": 3,
    });
    assert_eq!(output.json(), [expected]);
}

#[test]
fn the_first_of_several_secrets_signs() {
    let sandbox = Sandbox::new();
    sandbox.write("new", "new-secret\n");
    sandbox.write("old", "old-secret\n");
    let cmd = sandbox.bare(["sign", "--secret", "@new", "--secret", "@old"]).stdin("abc");
    let signature = sign("new-secret", b"abc");
    assert_eq!(cmd.run().code(0).stdout(), format!("{signature}\n"));
}

#[test]
fn no_secret_and_no_file_are_usage_errors() {
    let sandbox = Sandbox::new();
    assert_snapshot!(sandbox.bare(["sign"]).run().code(2), @r"
    exit 2
    --- stdout
    --- stderr
    error: no signing secret is set
    hint: export LEADLEX_WEBHOOK_SECRET=…, or use `--secret @FILE`
    hint: `leadlex-hooks config secret new` makes one for local work and keeps it
    ");
    assert_snapshot!(sandbox.cmd(["sign", "nowhere"]).run().code(2), @r"
    exit 2
    --- stdout
    --- stderr
    error: cannot read the body from `nowhere`: No such file or directory (os error 2)
    ");
    assert_snapshot!(sandbox.cmd(["sign", "."]).run().code(2), @r"
    exit 2
    --- stdout
    --- stderr
    error: cannot read the body from `.`: Is a directory (os error 21)
    ");
}
