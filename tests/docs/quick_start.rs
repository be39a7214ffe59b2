//! The quick start, run as it stands by a plain shell and the real binary.
#![cfg(unix)]

use std::fs::File;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::tool::{BINARY, Home};
use super::{readme, tool};

/// It takes 2 s on an idle machine; this only ends a run that hangs.
const PATIENCE: Duration = Duration::from_secs(120);

#[test]
fn the_quick_start_does_what_it_says_and_ends_by_itself() {
    if !["python3", "openssl"].into_iter().all(is_installed) {
        return;
    }
    let script = readme::blocks()
        .into_iter()
        .find(|block| block.heading == "Quick start" && block.language == "sh")
        .expect("a script under `Quick start`")
        .text;
    let home = Home::new();
    let log = home.0.path().join("log");
    let status = run(&home, &script, &log);
    let told = std::fs::read_to_string(&log).expect("a log");
    assert_eq!(status, Some(0), "{told}");
    let count = |text: &str| told.lines().filter(|line| line.contains(text)).count();
    for (text, times) in [
        ("kept a secret with fingerprint", 1),
        ("listening on http://127.0.0.1:", 2),
        ("39 of 39 delivered", 1),
        ("9 of 9 delivered", 1),
        ("3 of 3 delivered", 1),
        ("27 of 27 delivered", 1),
        ("→ 401", 1),
        ("verified with secret", 1),
        ("41 events, 41 verified", 1),
        ("9 events, 9 verified", 1),
        ("mismatch", 0),
        ("error:", 0),
    ] {
        assert_eq!(count(text), times, "`{text}` in\n{told}");
    }
}

/// Without it the test is skipped, except where CI is set.
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn is_installed(program: &str) -> bool {
    let found = Command::new(program).arg("version").output().is_ok();
    if !found {
        assert!(std::env::var_os("CI").is_none(), "`{program}` is not installed, and CI is set");
        eprintln!("skipped: `{program}` is not installed");
    }
    found
}

/// Runs a script with the binary under test first on its PATH; nothing it started outlives it.
fn run(home: &Home, script: &str, log: &Path) -> Option<i32> {
    let folder = Path::new(BINARY).parent().expect("a folder");
    let path = std::env::var("PATH").expect("a PATH");
    let output = File::create(log).expect("writable");
    let mut shell = home
        .command("sh")
        .args(["-eu", "-c", script])
        .env("PATH", format!("{}:{path}", folder.display()))
        .env("TMPDIR", home.0.path())
        .stdin(Stdio::null())
        .stdout(output.try_clone().expect("a second handle"))
        .stderr(output)
        .process_group(0)
        .spawn()
        .expect("sh runs");
    let started = Instant::now();
    let status = loop {
        if let Some(status) = shell.try_wait().expect("a child") {
            break status.code();
        }
        if started.elapsed() > PATIENCE {
            break None;
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    // The listeners write their summary after the shell has told them to end.
    let group = format!("-{}", shell.id());
    let alive = || {
        let mut ask = Command::new("kill");
        ask.args(["-0", "--", &group]).stderr(Stdio::null());
        ask.status().is_ok_and(|status| status.success())
    };
    while alive() && started.elapsed() < PATIENCE {
        std::thread::sleep(Duration::from_millis(20));
    }
    if alive() {
        let _ = Command::new("kill").args(["-9", "--", &group]).status();
        let _ = shell.wait();
        return None;
    }
    status
}

#[test]
fn the_quick_start_needs_no_more_than_it_says() {
    let prose = readme::TEXT.split("## Quick start").nth(1).expect("the section");
    let prose = prose.split("```").next().expect("prose");
    assert!(prose.contains("Python") && prose.contains("openssl"), "{prose}");
    assert!(tool::text(".ci/run").contains("python3"));
}
