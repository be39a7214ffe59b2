//! The configuration: a file that cannot be used stops nothing else, and of several layers it is said
//! which one wins.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

use super::{complaints, finding, findings, words};
use crate::harness::{SECRET, Sandbox};

/// Writes the configuration that is used when no other is named.
fn configure(sandbox: &Sandbox, text: &str, mode: u32) -> PathBuf {
    let folder = sandbox.root().join("home/.config/leadlex-hooks");
    fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join("config.toml");
    fs::write(&path, text).expect("a file");
    fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("a mode");
    path
}

#[test]
fn on_a_new_machine_only_the_secret_is_missing_and_nothing_is_made() {
    let sandbox = Sandbox::new();
    let output = sandbox.bare(["doctor", "--json"]).run().code(2);
    assert_eq!(complaints(&output), ["secret.missing"], "{output}");
    let skipped = findings(&output).into_iter().filter(|one| one["level"] == "skipped");
    let skipped: Vec<_> = skipped.map(|one| one["area"].clone()).collect();
    assert_eq!(skipped, ["api", "endpoint", "clock", "tunnel"], "{output}");
    assert!(!sandbox.store().exists(), "it made a store");
    assert!(!sandbox.root().join("home/.config/leadlex-hooks").exists(), "it made a folder");
}

#[test]
fn a_broken_file_is_named_and_the_rest_is_looked_at_as_far_as_it_is_known() {
    for (text, mode, told) in [
        ("sekret = \"x\"\n", 0o600, "did you mean `secret`?"),
        ("secret = \n", 0o600, "line 1, column 10: this is not valid TOML"),
        ("", 0o644, "chmod 600"),
    ] {
        let sandbox = Sandbox::new();
        configure(&sandbox, text, mode);
        let output = sandbox.cmd(["doctor", "--json"]).run().code(2);
        assert_eq!(complaints(&output), ["config.broken", "secret.short"], "{output}");
        assert!(words(&output, "config.broken").contains(told), "{output}");
        assert_eq!(finding(&output, "store.skipped")["fix"], "mend the configuration first");
        let output = sandbox.cmd(["doctor", "--json", "--store", "s.db"]).run().code(2);
        assert!(finding(&output, "store.none")["message"].is_string());
        // Its URL may stand in the file: LeadLex's own is not asked with the key of another.
        let keyed = sandbox.bare(["doctor", "--json"]).env("LEADLEX_API_KEY", "wbk_x");
        let output = keyed.run().code(2);
        assert_eq!(complaints(&output), ["config.broken"], "{output}");
        assert_eq!(finding(&output, "api.skipped")["level"], "skipped");
        assert_eq!(finding(&output, "secret.skipped")["level"], "skipped");
    }
    let sandbox = Sandbox::new();
    let output = sandbox.cmd(["doctor", "--json", "--config", "none.toml"]).run().code(2);
    assert!(words(&output, "config.broken").contains("there is no configuration at"), "{output}");
    let output = sandbox.cmd(["doctor", "--json", "--profile", "a/b"]).run().code(2);
    assert!(words(&output, "config.broken").contains("`a/b` is no profile name"), "{output}");
}

#[test]
fn of_several_layers_the_one_that_wins_is_named() {
    let sandbox = Sandbox::new();
    let text = format!(
        "secret = \"{SECRET}\"\nto = \"http://localhost:9\"\n\n[profile.staging]\n\
         to = \"http://localhost:8\"\n"
    );
    let path = configure(&sandbox, &text, 0o600);
    let doctor = |args: &[&str], secret: &str| {
        let cmd = sandbox.bare(["doctor", "--json", "--offline"]).args(args);
        cmd.env("LEADLEX_WEBHOOK_SECRET", secret).run().code(0)
    };
    let output = doctor(&[], SECRET);
    let told = finding(&output, "config.layers");
    assert_eq!(told["level"], "good", "the same in both: {told}");
    let expected = format!(
        "`secret` is taken from $LEADLEX_WEBHOOK_SECRET, which comes before {}",
        path.display()
    );
    assert_eq!(told["message"], expected);

    let output = doctor(&["--profile", "staging"], "local_0123456789abcdef");
    let layers: Vec<_> =
        findings(&output).into_iter().filter(|one| one["id"] == "config.layers").collect();
    assert_eq!(layers[0]["level"], "advice", "{output}");
    assert!(layers[0]["message"].to_string().contains("the two differ"), "{output}");
    let to = layers[1]["message"].as_str().expect("a message");
    assert!(to.starts_with("`to` is taken from ") && to.contains("[profile.staging], "), "{to}");
    let output = doctor(&["--store", "s.db"], SECRET);
    assert!(words(&output, "store.none").contains("s.db (from --store)"), "{output}");
}

#[test]
fn a_variable_that_nobody_reads_is_named_with_the_one_that_was_meant() {
    let sandbox = Sandbox::new();
    let cmd = sandbox.cmd(["doctor", "--json"]);
    let output = cmd.env("LEADLEX_WEBHOOK_SECRETS", "x").env("LEADLEX_ZEBRA", "x").run().code(0);
    let strays = findings(&output).into_iter().filter(|one| one["id"] == "config.stray");
    let fixes: Vec<_> = strays.map(|one| one["fix"].clone()).collect();
    let expected = [
        "did you mean `LEADLEX_WEBHOOK_SECRET`?",
        "`unset LEADLEX_ZEBRA`, or ignore it if it is your own",
    ];
    assert_eq!(fixes, expected, "{output}");
}

#[test]
fn a_setting_that_is_no_url_no_proxy_or_no_port_is_a_finding() {
    let sandbox = Sandbox::new();
    configure(&sandbox, "to = \"ftp://x\"\nport = 70000\n", 0o600);
    let output = sandbox.cmd(["doctor", "--json", "--public-url", "http://[::1]:9"]).run().code(2);
    assert!(words(&output, "endpoint.unusable").contains("config.toml ftp://x"), "{output}");
    assert!(words(&output, "tunnel.port").contains("is no port: 70000"), "{output}");
    configure(&sandbox, "proxy = \"ftp://x\"\n", 0o600);
    let output = sandbox.cmd(["doctor", "--json"]).run().code(2);
    assert!(words(&output, "config.connection").contains("is no HTTP proxy"), "{output}");
}
