//! `--baseline`: failures that are known, and those that are known no longer.

use super::handler::{self, Language};
use super::summary;
use crate::harness::Sandbox;

#[test]
fn known_failures_do_not_count_and_new_ones_do() {
    let handler = handler::start(Language::Rust).expect("always there");
    let sandbox = Sandbox::new();
    let url = handler.url("known-events");
    let check = |more: &[&str]| sandbox.cmd(["check", &url, "--json"]).args(more).run();
    check(&["--write-baseline", "known.txt"]).code(1);
    let written = std::fs::read_to_string(sandbox.path("known.txt")).expect("a baseline");
    let ids: Vec<_> = written.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(ids, ["accept.unknown-event"]);
    let output = check(&["--baseline", "known.txt"]).code(0);
    assert_eq!(summary(&output)["known"], 1, "{output}");
    sandbox.write("other.txt", "accept.unicode # mended?\naccept.of-yore\n");
    let output = check(&["--baseline", "other.txt"]).code(1);
    assert!(output.stderr.contains("`accept.unicode` passes now"), "{output}");
    assert!(output.stderr.contains("`accept.of-yore`, which is no case"), "{output}");
    let output = check(&["--baseline", "nowhere.txt"]).code(2);
    assert!(output.stderr.contains("--write-baseline"), "{output}");
}
