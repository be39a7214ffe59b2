//! `events prune`: what is meant goes, after a yes; nothing that is still to be delivered.

use serde_json::json;

use crate::events::{listed, store_of};
use crate::harness::{Hook, Pty, Sandbox, closed_port};

fn several() -> Sandbox {
    let hook = |name, id| Hook::event(name, id, "Anna");
    store_of(&[
        hook("contact.created", "aaaa-1"),
        hook("deal.updated", "bbbb-2"),
        hook("contact.created", "cccc-3").sign("other"),
        hook("contact.updated", "dddd-4"),
        hook("contact.created", "eeee-5"),
    ])
}

fn all(sandbox: &Sandbox) -> Vec<i64> {
    listed(sandbox, &["--all"])
}

#[test]
fn filters_times_and_counts_say_what_goes() {
    let sandbox = several();
    let prune = |args: &[&str]| sandbox.cmd(["events", "prune", "--yes"]).args(args).run().code(0);
    let output = prune(&["--before", "1h"]);
    assert_eq!(output.stderr, "no event to remove\n");
    assert_eq!(all(&sandbox), [1, 2, 3, 4, 5]);
    prune(&["--verdict", "mismatch"]);
    assert_eq!(all(&sandbox), [1, 2, 4, 5]);
    prune(&["--event", "contact.created", "--keep", "1"]);
    assert_eq!(all(&sandbox), [2, 4, 5]);
    prune(&["--keep", "9"]);
    prune(&["--before", "1h", "--keep", "1"]);
    assert_eq!(all(&sandbox), [2, 4, 5]);
    prune(&["--keep", "2"]);
    assert_eq!(all(&sandbox), [4, 5]);
    let found = sandbox.cmd(["events", "search", "deal.updated"]).run().code(1);
    assert_eq!(found.stdout(), "");
}

#[test]
fn a_dry_run_and_a_missing_yes_remove_nothing() {
    let sandbox = several();
    let args = ["events", "prune", "--event", "contact.*"];
    let dry = sandbox.cmd(args).args(["--dry-run", "--json"]).run().code(0);
    let size = dry.json()[0]["bytes_before"].clone();
    let expected = json!({
        "type": "summary", "dry_run": true, "matched": 4, "removed": 0, "kept_pending": 0,
        "bytes_before": size, "bytes_after": size,
    });
    assert_eq!(dry.json(), [expected]);
    for more in [&["--no-input"][..], &[]] {
        let output = sandbox.cmd(args).args(more).run().code(2);
        assert!(output.stderr.contains("4 events to remove, from #1 ("), "{output}");
        assert!(output.stderr.contains("error: nothing is removed without a yes"), "{output}");
    }
    assert_eq!(all(&sandbox), [1, 2, 3, 4, 5]);
}

#[test]
fn nothing_said_is_not_everything() {
    let sandbox = several();
    let output = sandbox.cmd(["events", "prune", "--yes"]).run().code(2);
    assert!(output.stderr.starts_with("error: nothing says which events may go"), "{output}");
    sandbox.cmd(["events", "prune", "--yes", "--before", "soon"]).run().code(2);
    assert_eq!(all(&sandbox), [1, 2, 3, 4, 5]);
}

#[test]
fn what_is_still_to_be_delivered_stays() {
    let sandbox = several();
    let nowhere = format!("http://127.0.0.1:{}/", closed_port());
    sandbox
        .cmd(["replay", "1", "--to", &nowhere, "--retry", "1h", "--queue", "--max-time", "1s"])
        .run();
    let pending = sandbox.delivery(1).expect("a delivery");
    assert_eq!(pending.0, "pending");
    let output = sandbox.cmd(["events", "prune", "--since", "1h", "--yes", "--json"]).run().code(0);
    let summary = &output.json()[0];
    assert_eq!((&summary["kept_pending"], all(&sandbox)), (&json!(1), vec![6]));
    assert!(output.stderr.contains("1 event kept: still to be delivered"), "{output}");
    let args = ["events", "prune", "--since", "1h", "--yes", "--with-pending"];
    sandbox.cmd(args).run().code(0);
    assert_eq!(all(&sandbox), Vec::<i64>::new());
    assert_eq!(sandbox.delivery(1), None);
}

#[test]
fn space_is_given_back_while_a_listener_goes_on() {
    let sandbox = Sandbox::new();
    let listener = sandbox.listen([""; 0]);
    for number in 0..20 {
        let body = format!("\"{}\"", "x".repeat(300_000));
        Hook::signed(&format!("id-{number}"), body).accepted(listener.addr());
    }
    let output = sandbox.cmd(["events", "prune", "--keep", "1", "--yes", "--json"]).run().code(0);
    let summary = output.json().remove(0);
    assert_eq!(summary["removed"], 19);
    let size = |name: &str| summary[name].as_u64().expect("a number");
    assert!(size("bytes_after") < size("bytes_before") / 4, "{summary}");
    Hook::event("contact.created", "late", "Anna").accepted(listener.addr());
    assert_eq!(all(&sandbox), [20, 21]);
}

#[test]
fn a_terminal_is_asked() {
    let sandbox = several();
    for (answer, code, left) in [("n", 1, 5), ("y", 0, 4)] {
        let mut pty = Pty::start(&sandbox.cmd(["events", "prune", "--verdict", "mismatch"]), 80);
        pty.wait_text("Remove 1 event for good?");
        pty.type_in(answer);
        assert_eq!(pty.wait_end(), code);
        assert_eq!(all(&sandbox).len(), left);
    }
}
