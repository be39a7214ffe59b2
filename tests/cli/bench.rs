//! `scripts/bench`: that it works, with counts too small to measure anything.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::harness::{Sandbox, has_tool};

const BINARY: &str = env!("CARGO_BIN_EXE_leadlex-hooks");

#[test]
fn the_benchmarks_run_and_each_figure_has_its_row() {
    if !has_tool("python3") {
        return;
    }
    let home = Sandbox::new();
    let report = home.path("report.json");
    // `cargo test` builds the bare handlers there; a part of it may not, and their rows are skipped.
    let handlers = Path::new(BINARY).with_file_name("examples");
    let output = Command::new("python3")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/bench"))
        .args(["--quick", "--markdown", "--binary", BINARY, "--json"])
        .arg(&report)
        .arg("--handlers")
        .arg(handlers)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .output()
        .expect("python3 starts");
    let (table, story) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{story}");
    let report: Value =
        serde_json::from_slice(&std::fs::read(&report).expect("a report")).expect("JSON");
    let rows = report["rows"].as_array().expect("rows");
    for figure in ["one `send`", "`send --count", "`listen`", "`replay`", "`poll`", "`events list`"]
    {
        let found = rows.iter().any(|row| row["what"].as_str().unwrap_or("").starts_with(figure));
        assert!(found, "no row of {figure}: {story}");
    }
    for row in rows {
        let what = row["what"].as_str().expect("a name");
        let is_skipped = row["note"].as_str().is_some_and(|note| note.starts_with("skipped: "));
        assert!(is_skipped != row["reached"].is_boolean(), "{what} is neither told nor skipped");
        assert!(table.contains(what), "{what} is missing in the table");
        assert!(story.contains(what), "{what} is not told");
    }
    // What needs nobody else is never skipped.
    for own in ["`poll`, nothing changed", "idle connections", "`events list`"] {
        let row =
            rows.iter().find(|row| row["what"].as_str().is_some_and(|what| what.contains(own)));
        assert_ne!(row.expect(own)["ours"], "", "{own}");
    }
}
