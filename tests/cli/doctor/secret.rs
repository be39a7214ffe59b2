//! The secret: what looks like something else is named, wherever it comes from, and never shown.

use super::{complaints, finding, words};
use crate::harness::Sandbox;

#[test]
fn what_was_pasted_by_mistake_is_named_and_never_shown() {
    let sandbox = Sandbox::new();
    for (secret, id, code) in [
        ("wbk_live_topsecret0123", "secret.api_key", 2),
        ("sha256=topsecret0123456789", "secret.signature", 2),
        ("\"topsecret0123456789\"", "secret.quoted", 2),
        ("topsecret0123456789\r", "secret.newline", 2),
        (" topsecret0123456789", "secret.blanks", 2),
        ("changeme", "secret.placeholder", 2),
        ("topsecret\u{200b}0123456789", "secret.invisible", 0),
        ("topsecret", "secret.short", 0),
    ] {
        let cmd = sandbox.bare(["doctor", "--json"]).env("LEADLEX_WEBHOOK_SECRET", secret);
        let output = cmd.run().code(code);
        assert_eq!(complaints(&output), [id], "{secret:?}\n{output}");
        assert!(words(&output, id).contains("from $LEADLEX_WEBHOOK_SECRET"), "{output}");
        assert!(!output.to_string().contains("topsecret"), "{output}");
    }
}

#[test]
fn several_while_rotating_are_told_with_their_fingerprints() {
    let sandbox = Sandbox::new();
    sandbox.write("one", "local_0123456789abcdef\n");
    // Two line breaks: one is the editor's, the other the secret's.
    sandbox.write("two", "local_fedcba9876543210\n\n");
    let args = ["doctor", "--json", "--secret", "@one", "--secret", "@two"];
    let output = sandbox.bare(args).run().code(2);
    assert_eq!(complaints(&output), ["secret.newline"], "{output}");
    let told = finding(&output, "secret.set")["message"].to_string();
    assert!(told.contains("2 secrets from --secret while rotating"), "{told}");
}

#[test]
fn one_that_cannot_be_read_is_a_finding_with_its_origin() {
    let sandbox = Sandbox::new();
    let output = sandbox.bare(["doctor", "--json", "--secret", "@none"]).run().code(2);
    assert!(words(&output, "secret.unusable").contains("`none` named by --secret"), "{output}");
    let cmd = sandbox.bare(["doctor", "--json"]).env("LEADLEX_WEBHOOK_SECRET", "");
    let output = cmd.run().code(2);
    assert!(words(&output, "secret.unusable").contains("the secret is empty"), "{output}");
}
