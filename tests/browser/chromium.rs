//! Chromium, chromedriver and axe-core, where a machine has them.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Once;

/// Names that distributions give it.
const NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// The program; `None` where it or its driver is missing, which is said once.
///
/// # Panics
/// When one of them is missing and `CI` is set.
pub(crate) fn find() -> Option<PathBuf> {
    let found = NAMES.iter().find_map(|name| in_path(name));
    if found.is_some() && in_path("chromedriver").is_some() {
        return found;
    }
    static SAID: Once = Once::new();
    skip(&SAID, "Chromium and chromedriver are not installed: the inspector's page is not tested");
    None
}

/// The source of axe-core; `None` where it is missing, which is said once.
///
/// # Panics
/// When it is missing and `CI` is set.
pub(crate) fn axe() -> Option<String> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    let installed = "target/tools/node_modules/axe-core/axe.min.js";
    let path = std::env::var_os("AXE_CORE").map_or(manifest.join(installed), PathBuf::from);
    let source = std::fs::read_to_string(path).ok();
    if source.is_none() {
        static SAID: Once = Once::new();
        skip(
            &SAID,
            "axe-core is not installed (`AXE_CORE` names its file): accessibility is not tested",
        );
    }
    source
}

fn in_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let found = std::env::split_paths(&path).map(|folder| folder.join(name)).find(|p| p.is_file());
    let runs = |program: &PathBuf| {
        let mut command = Command::new(program);
        command.arg("--version").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    found.filter(runs)
}

/// Past the capture of the test runner, which shows nothing of a test that passes.
fn skip(said: &Once, why: &str) {
    assert!(std::env::var_os("CI").is_none(), "{why}, and CI is set");
    said.call_once(|| {
        let _ = writeln!(std::io::stderr(), "skipped: {why}");
    });
}
