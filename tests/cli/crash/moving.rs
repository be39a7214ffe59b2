//! `listen`, killed under a load that fills its log, while pages of the log move to the database.

use super::{Figures, assert_whole, kills};
use crate::harness::{PATIENCE, Running, Sandbox, Signal, until};

/// So large that the log is long after a few hundred events.
const BODY: usize = 100_000;

#[test]
fn a_listener_killed_while_its_log_moves_has_stored_all_that_it_acknowledged() {
    let sandbox = Sandbox::new();
    sandbox.write("large.json", format!("{{\"event\":\"a.b\",\"data\":\"{}\"}}", "x".repeat(BODY)));
    let mut figures = Figures::begin("listen, moving");
    for round in 1..=kills(3) {
        let listener = sandbox.listen(["--quiet"]);
        let sender = sandbox
            .cmd(["send", "a.b", "--data", "@large.json", "--count", "1000000"])
            .args(["--concurrency", "16", "--json", "--store", "sender.db", "--to"])
            .arg(listener.url());
        let sender = Running::spawn(&sender);
        until("a move", PATIENCE, || is_moving(listener.pid()).then_some(()));
        listener.kill9();
        let output = sender.stop(Signal::Int);
        let told = output.json();
        let summary = told.last().expect("a summary");
        let count = |name: &str| {
            let number = summary[name].as_u64().unwrap_or_else(|| panic!("{name}: {summary}"));
            usize::try_from(number).expect("a small number")
        };
        figures.kills = round;
        figures.sent += count("sent");
        figures.owed += count("delivered");
    }
    assert_whole(&sandbox);
    let conn = sandbox.open_store();
    let kept = "SELECT count(*) FROM events WHERE verdict = 'verified' AND length(body) > 100000";
    let kept: i64 = conn.query_row(kept, [], |row| row.get(0)).expect("a count");
    figures.arrived = usize::try_from(kept).expect("a count");
    figures.lost = figures.owed.saturating_sub(figures.arrived);
    figures.unpromised = figures.arrived.saturating_sub(figures.owed);
    figures.tell();
}

/// Whether the thread is there that moves pages while the writer goes on.
fn is_moving(pid: u32) -> bool {
    let threads = std::fs::read_dir(format!("/proc/{pid}/task")).expect("a running listener");
    threads.flatten().any(|thread| {
        std::fs::read_to_string(thread.path().join("comm")).is_ok_and(|name| name == "checkpoint\n")
    })
}
