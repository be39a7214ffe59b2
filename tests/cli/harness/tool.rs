//! Programs that some tests need and not every machine has.

use std::io::Write as _;
use std::process::{Command, Stdio};

/// Whether a program is there. Where it is not, the test says that it is skipped; under `CI` it
/// fails, so that nothing is skipped unseen.
///
/// # Panics
/// When the program is missing and `CI` is set.
#[track_caller]
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
pub(crate) fn has_tool(program: &str) -> bool {
    let found = Command::new(program)
        .arg("--version")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok();
    if !found {
        assert!(std::env::var_os("CI").is_none(), "`{program}` is not installed, and CI is set");
        eprintln!("skipped: `{program}` is not installed ({})", std::panic::Location::caller());
    }
    found
}

/// What a Python program prints, given bytes on stdin. Call [`has_tool`] first.
///
/// # Panics
/// When it fails.
pub(crate) fn python(program: &str, args: &[&str], stdin: &[u8]) -> Vec<u8> {
    let mut child = Command::new("python3")
        .arg("-c")
        .arg(program)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 starts");
    let mut input = child.stdin.take().expect("stdin is piped");
    input.write_all(stdin).expect("python3 reads its stdin");
    drop(input);
    let output = child.wait_with_output().expect("python3 ends");
    assert!(output.status.success(), "python3 failed: {program}");
    output.stdout
}
