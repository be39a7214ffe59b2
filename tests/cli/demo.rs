//! `demo`: the whole tour on this machine, without network, certificates or configuration, and with
//! an exit code that means something.

use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use insta::assert_snapshot;

use crate::harness::{Cmd, Running, Sandbox, Signal, has_tool};

/// A machine on which everything is wrong that `demo` does not need.
fn demo(sandbox: &Sandbox) -> Cmd {
    let path = sandbox.root().join("home/.config/leadlex-hooks/config.toml");
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(&path, "broken\n").expect("a file");
    sandbox
        .bare(["demo"])
        .env("SSL_CERT_FILE", "/dev/null")
        .env("SSL_CERT_DIR", "/nonexistent")
        .env("LEADLEX_WEBHOOK_SECRET", "")
        .env("LEADLEX_HOOKS_STORE", "/proc/nowhere/x.db")
        .env("LEADLEX_HOOKS_CONFIG", "/nowhere.toml")
        .env("LEADLEX_HOOKS_PROFILE", "no such profile")
        .env("http_proxy", "http://127.0.0.1:1")
}

#[track_caller]
fn leaves_nothing(sandbox: &Sandbox) {
    let entries = fs::read_dir(sandbox.root().join("tmp")).expect("a folder");
    let left: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    assert!(left.is_empty(), "{left:?}");
    assert!(!sandbox.store().exists(), "a store of the user's was made");
}

#[test]
fn every_step_is_done_in_under_five_seconds_and_leaves_nothing() {
    let sandbox = Sandbox::new();
    let started = Instant::now();
    let output = demo(&sandbox).run().code(0);
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
    leaves_nothing(&sandbox);
    assert_eq!(output.stderr, "");
    assert_snapshot!(sandbox.normalise(&output.stdout()), @r#"
    ✓ a listener on http://127.0.0.1:[port]/ forwards to a handler on http://127.0.0.1:[port]/webhooks
    ✓ 39 event types sent, signed, verified, recorded and handled in [span]
    ✓ a 503 was retried after [span] (5 s at a hundredth), same Delivery-ID, and got 200
    ✓ one byte changed after signing: answered 401, recorded as mismatch, never forwarded
    ✓ event #2 replayed from the log: signed anew, verified by the handler
    ✓ a new contact in a simulated workspace, found by polling its API (19 calls) and delivered as contact.created
    ✓ 43 sent and 43 received events read back from the reopened store

    Check a signature without this program:
      printf %s '{"event":"contact.created","timestamp":"[time]","workspace_id":"[uuid]","data":{"contact":{"id":"[uuid]","full_name":"Zoë Lefèvre","email":"zoe.lefevre@cedar-ridge.example.com","created_at":"[time]"}}}' | openssl dgst -sha256 -hmac 'leadlex-hooks-demo-secret'
      must print fbe61346f88d017f9110323315b4ae0bedbf939d3db7219205b38ba1aa0f8b3b

    Next:
      leadlex-hooks config secret new                keep a secret for local work
      leadlex-hooks listen --forward-to :3000        receive, verify, forward
      leadlex-hooks send contact.created --to :4000  in another terminal
      leadlex-hooks events list                      what came
      leadlex-hooks replay latest --to :3000         once more
      leadlex-hooks sandbox                          a workspace to poll, no account
    "#);
}

#[test]
fn json_has_a_line_for_each_step() {
    let sandbox = Sandbox::new();
    let output = demo(&sandbox).arg("--json").run().code(0);
    let lines = output.json();
    let steps: Vec<_> = lines.iter().map(|line| line["step"].as_str().expect("a step")).collect();
    assert_eq!(steps, ["start", "send", "retry", "reject", "replay", "poll", "store"]);
    assert!(lines.iter().all(|line| line["type"] == "step" && line["what"].is_string()));
}

#[test]
fn each_step_that_breaks_is_noticed() {
    let mut told = String::new();
    for (step, code) in [("secret", 1), ("handler", 1), ("store", 5), ("replay", 1), ("poll", 1)] {
        let sandbox = Sandbox::new();
        let output = demo(&sandbox).args(["--break", step]).run().code(code);
        leaves_nothing(&sandbox);
        assert!(!output.stdout().contains("Next:"), "{output}");
        told.push_str(&format!("{step}: {}", sandbox.normalise(&output.stderr)));
    }
    assert_snapshot!(told, @r"
    secret: error: the tour stopped: contact.created was answered 401, not 200
    handler: error: the tour stopped: contact.created was answered 500, not 200
    store: error: cannot use `[sandbox]/tmp/leadlex-hooks-demo-[uuid]/in-the-way`: File exists (os error 17)
    hint: name a file that can be written with `--store FILE`
    replay: error: the tour stopped: the handler never took the replay
    poll: error: the tour stopped: polling found 0 changes, not 1
    ");
}

#[test]
fn kept_running_it_stays_up_until_ctrl_c_and_ends_well() {
    for (signal, code) in [(Signal::Int, 0), (Signal::Term, 0)] {
        let sandbox = Sandbox::new();
        let mut running = Running::spawn(&demo(&sandbox).arg("--keep-running"));
        let line = running.wait_stderr("its address", |line| line.contains("listening on http://"));
        let url = line.split_whitespace().find(|word| word.starts_with("http://")).expect("a URL");
        let cmd = sandbox.bare(["send", "contact.created", "--to", url, "--store", "own.db"]);
        let fresh = ["--config", "own.toml", "--secret", "leadlex-hooks-demo-secret"];
        sandbox.write("own.toml", "");
        private(&sandbox.path("own.toml"));
        cmd.args(fresh).run().code(0);
        assert!(running.is_running());
        let output = running.stop(signal);
        assert_eq!(output.code, code, "{output}");
        leaves_nothing(&sandbox);
    }
}

fn private(path: &std::path::Path) {
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o600);
    fs::set_permissions(path, mode).expect("a mode");
}

#[test]
fn its_openssl_line_prints_the_promised_digest() {
    if !has_tool("openssl") {
        return;
    }
    let stdout = demo(&Sandbox::new()).run().code(0).stdout();
    let line = stdout.lines().find(|line| line.contains("| openssl dgst")).expect("the line");
    let promised = stdout.lines().find_map(|line| line.strip_prefix("  must print "));
    let promised = promised.expect("a digest").trim();
    let ran = Command::new("sh").args(["-c", line]).output().expect("sh");
    let printed = String::from_utf8_lossy(&ran.stdout).into_owned();
    assert!(promised.len() == 64 && printed.trim_end().ends_with(promised), "{printed}");
}

#[test]
fn without_a_place_for_temporary_files_it_says_so() {
    let sandbox = Sandbox::new();
    let output = demo(&sandbox).env("TMPDIR", sandbox.root().join("nowhere")).run().code(5);
    assert_snapshot!(sandbox.normalise(&output.to_string()), @r"
    exit 5
    --- stdout
    --- stderr
    error: cannot make [sandbox]/nowhere/leadlex-hooks-demo-[uuid]: No such file or directory (os error 2)
    ");
}
