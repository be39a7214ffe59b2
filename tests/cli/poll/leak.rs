//! The API key and the secret stay where they were put.

use std::fs;
use std::path::{Path, PathBuf};

use crate::harness::{Endpoint, Output, Reply, Sandbox, Workspace, closed_port, poll};

const KEY: &str = "wbk_TREASURE_51d0";
const SECRET: &str = "whsec_TREASURE_51d0";

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("it").path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

fn holds_none(what: &str, bytes: &[u8]) {
    let found = bytes.windows(8).any(|part| part == b"TREASURE");
    assert!(!found, "{what}: {}", String::from_utf8_lossy(bytes));
}

#[test]
fn neither_is_printed_stored_or_told_in_an_error() {
    let sandbox = Sandbox::new();
    let workspace = Workspace::start(&sandbox, ["--contacts", "30", "--key", KEY]);
    let handler = Endpoint::always(200);
    let to = handler.url("/");
    let run = |api: &str, args: &[&str]| -> Output {
        let cmd = poll(&sandbox, api, ["--once", "--interval", "0s", "--to", &to]).args(args);
        let output = cmd.env("LEADLEX_API_KEY", KEY).env("LEADLEX_WEBHOOK_SECRET", SECRET).run();
        holds_none("stdout", &output.stdout);
        holds_none("stderr", output.stderr.as_bytes());
        output
    };
    run(workspace.api_url(), &[]).code(0);
    workspace.contact("Anna");
    run(workspace.api_url(), &["--json", "-v"]).code(0);
    assert_eq!(handler.received().len(), 1);
    let echo = format!("{{\"error\":{{\"code\":\"{KEY}\",\"message\":\"Bearer {KEY} is bad\"}}}}");
    for reply in [
        Reply::status(401).body(echo.clone()),
        Reply::status(403).body(echo.clone()),
        Reply::status(500).body(format!("<title>{KEY}</title>")),
        Reply::status(200).body(format!("<title>{KEY}</title>")),
        Reply::status(200).body(format!("{{\"{KEY}\": 1}}")),
        Reply::status(302).header("location", &format!("https://x.example/?key={KEY}")),
    ] {
        let api = Endpoint::script([reply]);
        run(&api.url(""), &[]).code(4);
        run(&api.url(""), &["--json"]).code(4);
    }
    run(&format!("http://127.0.0.1:{}", closed_port()), &[]).code(3);
    for path in files(sandbox.root()) {
        holds_none(&path.display().to_string(), &fs::read(&path).expect("a file"));
    }
}
