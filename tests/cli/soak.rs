//! `scripts/soak` in its short form, so that it is right when somebody runs the long one.

#![cfg(target_os = "linux")]

use std::path::Path;
use std::time::Duration;

use serde_json::Value;

use crate::harness::{Sandbox, has_tool};

#[test]
fn ten_seconds_of_everything_at_once_lose_and_repeat_nothing() {
    if !has_tool("python3") {
        return;
    }
    let sandbox = Sandbox::new();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/soak");
    let soak =
        sandbox.program("python3", [script.as_os_str(), "10s".as_ref(), "soak.json".as_ref()]);
    let soak = soak.env("HOOKS", env!("CARGO_BIN_EXE_leadlex-hooks"));
    let output = soak.patience(Duration::from_secs(150)).run().code(0);
    let report = std::fs::read(sandbox.path("soak.json")).expect("a report");
    let report: Value = serde_json::from_slice(&report).expect("JSON");
    assert_eq!(report["breaches"], serde_json::json!([]), "{output}");
    assert_eq!((&report["events"]["lost"], &report["events"]["untold"]), (&0.into(), &0.into()));
    for at_work in ["load", "followed", "changes"] {
        assert!(report["events"][at_work].as_u64() > Some(0), "{at_work} did nothing\n{report}");
    }
}
