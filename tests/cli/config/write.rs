//! `config set` and `config secret`: what was in the file stays, and nobody else can read it.

use std::fs;

use insta::assert_snapshot;

use super::{configure, path};
use crate::harness::{Output, Sandbox, sign};

#[track_caller]
fn assert_private(sandbox: &Sandbox) {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = fs::metadata(path(sandbox)).expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let folder = path(sandbox);
    let beside = fs::read_dir(folder.parent().expect("a folder")).expect("a folder").count();
    assert_eq!(beside, 1, "a draft was left behind");
}

fn set(sandbox: &Sandbox, args: &[&str]) -> Output {
    sandbox.bare(["config", "set"]).args(args).run()
}

fn text(sandbox: &Sandbox) -> String {
    fs::read_to_string(path(sandbox)).expect("a configuration")
}

#[test]
fn set_makes_a_private_file() {
    let sandbox = Sandbox::new();
    let output = set(&sandbox, &["to", "http://localhost:3000/webhooks"]).code(0);
    assert_snapshot!(sandbox.normalise(&output.to_string()), @r"
    exit 0
    --- stdout
    --- stderr
    ✓ `to` is set in [sandbox]/home/.config/leadlex-hooks/config.toml
    ");
    assert_eq!(text(&sandbox), "to = \"http://localhost:3000/webhooks\"\n");
    assert_private(&sandbox);
}

#[test]
fn set_keeps_comments_order_and_mode() {
    let sandbox = Sandbox::new();
    let before = "# mine\nport = 4000 # the usual\n\nto = 'http://localhost:1/'  # old\n\n\
                  # for the team\n[profile.staging]\n# nothing yet\n";
    configure(&sandbox, before);
    set(&sandbox, &["to", "http://localhost:2/"]).code(0);
    set(&sandbox, &["port", "5000", "--profile", "staging"]).code(0);
    set(&sandbox, &["to", "http://localhost:3/", "--profile", "live"]).code(0);
    set(&sandbox, &["secret_command", "printf", "%s", "a b"]).code(0);
    assert_private(&sandbox);
    assert_snapshot!(text(&sandbox), @r#"
    # mine
    port = 4000 # the usual
    to = "http://localhost:2/"
    secret_command = ["printf", "%s", "a b"]

    # for the team
    [profile.staging]
    port = 5000

    [profile.live]
    to = "http://localhost:3/"
    # nothing yet
    "#);
    sandbox.bare(["config", "show", "--profile", "live"]).run().code(0);
}

#[test]
fn what_cannot_be_set_is_refused_and_the_file_stays() {
    let sandbox = Sandbox::new();
    configure(&sandbox, "port = 1\n");
    let refused = |args: &[&str]| {
        let output = set(&sandbox, args).code(2);
        assert_eq!(text(&sandbox), "port = 1\n");
        sandbox.normalise(&output.stderr)
    };
    assert_snapshot!(refused(&["forwardto", "x"]), @r"
    error: no setting `forwardto`
    hint: did you mean `forward_to`?
    ");
    assert_snapshot!(refused(&["zzz", "x"]), @r"
    error: no setting `zzz`
    hint: settings: secret, secret_command, api_key, api_key_command, api_url, workspace_id, to, forward_to, host, port, store, cacert, proxy
    ");
    assert_snapshot!(refused(&["port", "70000"]), @r"error: `port` takes a number from 0 to 65535");
    assert_snapshot!(refused(&["to", ""]), @r"error: `to` takes exactly one value that is not empty");
    assert_snapshot!(refused(&["to", "a", "b"]), @r"error: `to` takes exactly one value that is not empty");
    for args in [["forward_to", "ftp://x"], ["to", "http://a:b@c/"], ["api_url", "not a url"]] {
        let told = refused(&args);
        assert!(told.starts_with(&format!("error: `config set {} ", args[0])), "{told}");
    }
    configure(&sandbox, "broken\n");
    assert!(set(&sandbox, &["port", "2"]).code(2).stderr.contains("is not valid TOML"));
    assert_eq!(text(&sandbox), "broken\n");
}

#[test]
fn a_secret_on_the_command_line_of_set_is_warned_about() {
    let sandbox = Sandbox::new();
    let output = set(&sandbox, &["secret", "typed"]).code(0);
    assert_eq!(output.stderr.matches("warning: ").count(), 1, "{output}");
    let output = set(&sandbox, &["secret", "@file"]).code(0);
    assert_eq!(output.stderr.matches("warning: ").count(), 0, "{output}");
}

/// The secrets of the file, the one that signs first.
fn kept(sandbox: &Sandbox) -> Vec<String> {
    let text = text(sandbox);
    let quoted = text.split('"').skip(1).step_by(2);
    quoted.map(str::to_owned).collect()
}

#[test]
fn secret_new_keeps_a_random_one_and_replaces_none() {
    let (one, other) = (Sandbox::new(), Sandbox::new());
    for sandbox in [&one, &other] {
        let output = sandbox.bare(["config", "secret", "new"]).run().code(0);
        assert!(output.stdout().is_empty() && output.stderr.contains("fingerprint "), "{output}");
        assert_private(sandbox);
    }
    assert_ne!(kept(&one), kept(&other));
    let before = kept(&one);
    let output = one.bare(["config", "secret", "new"]).run().code(2);
    assert_snapshot!(output, @r"
    exit 2
    --- stdout
    --- stderr
    error: a secret is set already
    hint: `leadlex-hooks config secret new --rotate` keeps it beside the new one
    ");
    assert_eq!(kept(&one), before);
}

#[test]
fn secret_new_rotates_the_new_one_signs_and_the_old_one_still_verifies() {
    let sandbox = Sandbox::new();
    sandbox.bare(["config", "secret", "new"]).run().code(0);
    let old = kept(&sandbox);
    sandbox.bare(["config", "secret", "new", "--rotate"]).run().code(0);
    let both = kept(&sandbox);
    assert_eq!((both.len(), &both[1..]), (2, &*old));
    let signed = sandbox.bare(["sign"]).stdin("abc").run().code(0);
    assert_eq!(signed.stdout().trim_end(), sign(&both[0], b"abc"));
    let signature = sign(&old[0], b"abc");
    sandbox.bare(["verify", "--signature", &signature]).stdin("abc").run().code(0);
    assert_private(&sandbox);
}

#[test]
fn secret_set_reads_stdin_without_one_final_newline() {
    for (typed, secret) in [("piped", "piped"), ("piped\n", "piped"), (" a\n\n", " a\n")] {
        let sandbox = Sandbox::new();
        sandbox.bare(["config", "secret", "set"]).stdin(typed).run().code(0);
        let signed = sandbox.bare(["sign"]).stdin("abc").run().code(0);
        assert_eq!(signed.stdout().trim_end(), sign(secret, b"abc"));
        assert_private(&sandbox);
    }
    let sandbox = Sandbox::new();
    for (typed, why) in [
        ("", "the secret is empty"),
        ("\n", "the secret is empty"),
        ("@x", "a secret that begins with `@`"),
        ("wbk_x", "what begins with `wbk_` is a key of the API"),
    ] {
        let output = sandbox.bare(["config", "secret", "set"]).stdin(typed).run().code(2);
        assert!(output.stderr.starts_with(&format!("error: {why}")), "{output}");
    }
    assert!(!path(&sandbox).exists());
}

#[test]
fn secret_set_puts_nothing_out_of_force_by_chance_and_drop_takes_out_one() {
    let sandbox = Sandbox::new();
    let set = |secret: &str, args: &[&str]| {
        let cmd = sandbox.bare(["config", "secret", "set"]).args(args).stdin(secret);
        // A variable is not what is kept.
        cmd.env("LEADLEX_WEBHOOK_SECRET", "variable").run()
    };
    set("one", &[]).code(0);
    let output = set("two", &[]).code(2);
    assert_snapshot!(sandbox.normalise(&output.stderr), @r"
    error: a secret is kept already; LeadLex shows each of them only once
    hint: `--rotate` keeps it beside the new one, which signs from now on
    hint: `--replace` puts the new one in its place
    ");
    set("two", &["--rotate"]).code(0);
    assert_eq!(text(&sandbox), "secret = [\"two\", \"one\"]\n");
    // One that is for all profiles stays when another is kept for one of them.
    set("three", &["--profile", "staging"]).code(0);
    set("four", &["--profile", "staging"]).code(2);
    assert!(text(&sandbox).starts_with("secret = [\"two\", \"one\"]\n"), "{}", text(&sandbox));

    sandbox.write("old", "one\n");
    set("four", &["--replace"]).code(0);
    configure(&sandbox, "secret = [\"four\", \"@old\"]\n");
    let print = |secret: &str| {
        let line = sandbox.bare(["sign", "--json", "--secret", secret]).stdin("x").run().code(0);
        line.json()[0]["fingerprint"].as_str().expect("a fingerprint").to_owned()
    };
    let drop = |print: &str| sandbox.bare(["config", "secret", "drop", print]).run();
    let output = drop("00000000").code(2);
    assert!(output.stderr.contains("no secret with fingerprint `00000000`"), "{output}");
    drop(&print("one")).code(0);
    assert_eq!(text(&sandbox), "secret = \"four\"\n");
    let output = drop(&print("four")).code(0);
    assert!(output.stderr.contains("keeps none now"), "{output}");
    assert_eq!(text(&sandbox), "");
    assert_private(&sandbox);
}

#[test]
fn secret_env_is_a_line_that_a_shell_can_run() {
    for secret in ["plain", "it's \"quoted\" $HOME `id` \\ !", " two\nlines "] {
        let sandbox = Sandbox::new();
        sandbox.bare(["config", "secret", "set"]).stdin(secret).run().code(0);
        let line = sandbox.bare(["config", "secret", "env"]).run().code(0).stdout();
        let script = format!("{line}printf %s \"$LEADLEX_WEBHOOK_SECRET\"");
        let ran = std::process::Command::new("sh").args(["-c", &script]).output().expect("sh");
        assert_eq!(String::from_utf8_lossy(&ran.stdout), secret);
    }
    let none = Sandbox::new().bare(["config", "secret", "env"]).run().code(2);
    assert!(none.stderr.starts_with("error: no signing secret is set"), "{none}");
}

#[test]
fn a_profile_that_does_not_exist_yet_can_be_made_by_its_secret() {
    let sandbox = Sandbox::new();
    configure(&sandbox, "secret = \"top\"\n");
    sandbox.bare(["config", "secret", "new", "--profile", "staging"]).run().code(0);
    let signed = sandbox.bare(["sign", "--profile", "staging"]).stdin("abc").run().code(0);
    assert_ne!(signed.stdout().trim_end(), sign("top", b"abc"));
    assert!(text(&sandbox).starts_with("secret = \"top\"\n"), "{}", text(&sandbox));
}

#[test]
fn a_device_is_no_file_to_write_and_stays_what_it_is() {
    let sandbox = Sandbox::new();
    // By a link, so that the machine's own is out of reach whatever happens.
    let link = sandbox.path("null.toml");
    std::os::unix::fs::symlink("/dev/null", &link).expect("a link");
    let output = sandbox.bare(["config", "set", "to", ":1", "--config", "null.toml"]).run().code(2);
    assert!(output.stderr.contains("null.toml is no file, and is left as it is"), "{output}");
    assert!(fs::symlink_metadata(&link).expect("a link").is_symlink(), "it was replaced");
}
