//! The page's pure modules, tested by node's own runner.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::harness::has_tool;

#[test]
fn the_pure_modules_pass_their_own_tests() {
    if !has_tool("node") {
        return;
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("a directory");
    fs::create_dir(folder.path().join("page")).expect("a directory");
    // Older ones take a file for a module only when a package says so.
    fs::write(folder.path().join("package.json"), "{\"type\":\"module\"}").expect("a file");
    for (from, to) in [("src/inspector/page", "page"), ("tests/browser/units", "")] {
        for entry in fs::read_dir(root.join(from)).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name");
            fs::copy(&path, folder.path().join(to).join(name)).expect("a copy");
        }
    }
    let tests = ["json.test.mjs", "rows.test.mjs", "text.test.mjs"];
    let run = Command::new("node").arg("--test").args(tests).current_dir(folder.path()).output();
    let output = run.expect("node starts");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains("pass 22"), "not all of them ran:\n{said}");
}
