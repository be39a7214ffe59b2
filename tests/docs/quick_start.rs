//! The quick start, run as it stands by a plain shell and the real binary.
#![cfg(unix)]

use super::script::{is_installed, run};
use super::tool::Home;
use super::{readme, tool};

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
    let status = run(&home, &script, &[], &log);
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

#[test]
fn the_quick_start_needs_no_more_than_it_says() {
    let prose = readme::TEXT.split("## Quick start").nth(1).expect("the section");
    let prose = prose.split("```").next().expect("prose");
    assert!(prose.contains("Python") && prose.contains("openssl"), "{prose}");
    assert!(tool::text(".ci/run").contains("python3"));
}
