//! Runs a script of the README as it stands, by a plain shell and the real binary.
#![cfg(unix)]

use std::fs::File;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::tool::{BINARY, Home};

/// It takes a few seconds on an idle machine; this only ends a run that hangs.
const PATIENCE: Duration = Duration::from_secs(120);

/// Without it the test is skipped, except where CI is set.
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
pub(crate) fn is_installed(program: &str) -> bool {
    let found = Command::new(program).arg("--version").output().is_ok();
    if !found {
        assert!(std::env::var_os("CI").is_none(), "`{program}` is not installed, and CI is set");
        eprintln!("skipped: `{program}` is not installed");
    }
    found
}

/// Runs a script with the binary under test first on its PATH; nothing it started outlives it.
pub(crate) fn run(
    home: &Home,
    script: &str,
    environment: &[(&str, &str)],
    log: &Path,
) -> Option<i32> {
    let folder = Path::new(BINARY).parent().expect("a folder");
    let path = std::env::var("PATH").expect("a PATH");
    let output = File::create(log).expect("writable");
    let mut shell = home
        .command("sh")
        .args(["-eu", "-c", script])
        .env("PATH", format!("{}:{path}", folder.display()))
        .env("TMPDIR", home.0.path())
        .envs(environment.iter().copied())
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
