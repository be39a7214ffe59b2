//! A listener whose reader is slow says how many lines it left out.

use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::harness::{PATIENCE, Raw, Sandbox, post, until};

/// The lines of a listener whose reader was slower than the events.
pub(super) fn lines(sandbox: &Sandbox) -> Vec<Value> {
    let (mut unread, stdout) = std::io::pipe().expect("a pipe");
    let file = sandbox.path("url");
    let args = ["listen", "--port", "0", "--json", "--store", "slow.db", "--ready-file", "url"];
    let mut child = sandbox.cmd(args).spawn_into(stdout);
    let url = until("the ready file", PATIENCE, || fs::read_to_string(&file).ok());
    let addr = url.trim().strip_prefix("http://").expect("a URL").parse().expect("an address");
    // The pipe takes 64 KB and the queue 512 lines of more than 300 bytes.
    let mut raw = Raw::connect(addr);
    for number in 0..900 {
        raw.send(&post("/", &format!("id-{number}"), b"{}")).expect("sent");
        assert_eq!(raw.answer().status, 200);
    }
    let reader = std::thread::spawn(move || {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut unread, &mut text).expect("text");
        text
    });
    let kill = Command::new("kill").arg(child.id().to_string()).status().expect("kill");
    assert!(kill.success() && child.wait().expect("a child").success());
    let text = reader.join().expect("a reader");
    let lines: Vec<Value> =
        text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let count = |kind: &str| lines.iter().filter(|line| line["type"] == kind).count() as u64;
    let skipped = lines.iter().filter(|line| line["type"] == "skipped");
    let skipped: u64 = skipped.map(|line| line["count"].as_u64().expect("a count")).sum();
    assert!(skipped > 0, "nothing was skipped");
    assert_eq!(count("event") + skipped, 900, "shown and skipped are all there were");
    assert_eq!(lines.last().expect("a summary")["not_shown"], skipped);
    lines
}
