//! A secret stays where it was put: no output, no store, no export holds it.

use std::fs;
use std::path::{Path, PathBuf};

use super::configure;
use crate::harness::{Output, PATIENCE, Running, Sandbox, Signal, until};

const TREASURE: &str = "whsec_TREASURE_73b1c9d2";

/// All files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[track_caller]
fn holds_none(what: &str, bytes: &[u8]) {
    let found = bytes.windows(TREASURE.len()).any(|part| part == TREASURE.as_bytes());
    assert!(!found, "{what} holds the secret: {}", String::from_utf8_lossy(bytes));
}

#[track_caller]
fn is_silent(what: &str, output: &Output) {
    holds_none(&format!("stdout of {what}"), &output.stdout);
    holds_none(&format!("stderr of {what}"), output.stderr.as_bytes());
}

/// Everything a session does, with the treasure as `args` and the environment have it.
fn session(sandbox: &Sandbox, secret: &[&str], variable: Option<&str>) {
    let cmd = |args: &[&str]| {
        let cmd = sandbox.bare(args).args(secret);
        if let Some(value) = variable { cmd.env("LEADLEX_WEBHOOK_SECRET", value) } else { cmd }
    };
    let mut listener = Running::spawn(&cmd(&["listen", "--port", "0", "-v"]));
    let line = listener.wait_stderr("its address", |line| line.contains("http://"));
    let url = line.split_whitespace().find(|word| word.starts_with("http://")).expect("a URL");
    let url = url.trim_end_matches(['.', ',', ';']);
    let to = |extra: &[&'static str]| [&["send", "task.created", "--to", url], extra].concat();
    for (args, code) in [
        (to(&[]), 0),
        (to(&["-v"]), 0),
        (to(&["--json"]), 0),
        (to(&["--dry-run"]), 0),
        (to(&["--as", "curl"]), 0),
        (to(&["--tamper", "secret"]), 1),
        (vec!["send", "task.created", "--to", "http://127.0.0.1:1/"], 3),
        (vec!["replay", "--last", "1", "--to", url, "-v"], 0),
        (vec!["sign", "--json"], 0),
        (vec!["verify", "--signature", "sha256=00", "-v"], 1),
        (vec!["config", "show", "--origin"], 0),
        (vec!["config", "show", "--json"], 0),
        (vec!["events", "list", "--json"], 0),
        (vec!["events", "show", "latest", "--show-secrets"], 0),
        (vec!["events", "show", "latest", "--json"], 0),
        (vec!["events", "export", "--show-secrets"], 0),
        (vec!["deliveries", "list", "--json"], 0),
        (vec!["deliveries", "show", "1", "--show-secrets"], 0),
        (vec!["deliveries", "show", "1", "--json"], 0),
        (vec!["send", "nothing.known", "--to", url], 2),
    ] {
        let output = cmd(&args).run();
        assert_eq!(output.code, code, "{args:?}\n{output}");
        is_silent(&args.join(" "), &output);
    }
    until("the listener's lines", PATIENCE, || {
        listener.printed().contains("task.created").then_some(())
    });
    let store = sandbox.store();
    for beside in ["", "-wal", "-shm"] {
        let path = format!("{}{beside}", store.display());
        holds_none(&path, &fs::read(&path).unwrap_or_default());
    }
    assert!(fs::metadata(&store).expect("a store").len() > 0);
    is_silent("listen", &listener.stop(Signal::Int).code(0));
}

/// No file of the sandbox holds the treasure but these.
#[track_caller]
fn only_in(sandbox: &Sandbox, allowed: &[&str]) {
    for path in files(sandbox.root()) {
        if !allowed.iter().any(|name| path.ends_with(name)) {
            holds_none(&path.display().to_string(), &fs::read(&path).expect("a file"));
        }
    }
}

#[test]
fn a_secret_is_never_printed_stored_or_exported() {
    let sandbox = Sandbox::new();
    session(&sandbox, &[], Some(TREASURE));
    only_in(&sandbox, &[]);

    let sandbox = Sandbox::new();
    session(&sandbox, &["--secret", TREASURE], None);
    only_in(&sandbox, &[]);

    let sandbox = Sandbox::new();
    configure(&sandbox, &format!("secret = [\"{TREASURE}\"]\nto = \"http://127.0.0.1:1/\"\n"));
    session(&sandbox, &[], None);
    only_in(&sandbox, &["config.toml"]);
}

#[test]
fn a_broken_configuration_shows_no_line_with_a_secret() {
    let sandbox = Sandbox::new();
    for file in [
        format!("secret = \"{TREASURE}\" extra\n"),
        format!("secret = {TREASURE}\n"),
        format!("secret = \"{TREASURE}\n"),
        format!("secret = \"{TREASURE}\"\nsecret = \"{TREASURE}\"\n"),
        format!("secert = \"{TREASURE}\"\n"),
        format!("secret = {{ a = \"{TREASURE}\" }}\n"),
    ] {
        configure(&sandbox, &file);
        let output = sandbox.bare(["config", "show"]).run().code(2);
        is_silent(&file, &output);
    }
}

#[test]
fn a_secret_made_or_kept_is_not_printed() {
    let sandbox = Sandbox::new();
    let piped = sandbox.bare(["config", "secret", "set"]).stdin(format!("{TREASURE}\n")).run();
    is_silent("config secret set", &piped.clone().code(0));
    assert!(piped.stderr.contains("fingerprint "), "{piped}");
    let output = sandbox.bare(["config", "secret", "new", "--rotate"]).run().code(0);
    is_silent("config secret new", &output);
    let path = sandbox.root().join("home/.config/leadlex-hooks/config.toml");
    let text = fs::read_to_string(path).expect("a configuration");
    let made = text.split('"').find(|part| part.starts_with("local_")).expect("a new secret");
    assert!(text.contains(TREASURE) && made.len() > 60, "{text}");
    assert!(!output.to_string().contains(made), "{output}");
    let shown = sandbox.bare(["config", "show"]).run().code(0);
    assert!(!shown.to_string().contains(made), "{shown}");
    is_silent("config show", &shown);
}
