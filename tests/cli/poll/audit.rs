//! The audit log, where the key may read it: it says when a costly scan is worth its calls.

use serde_json::json;

use super::{event, events};
use crate::harness::{Sandbox, Workspace};

const COSTLY: [&str; 2] = ["--events", "company.updated,company.deleted,task.updated"];

#[test]
fn with_an_admin_key_a_scan_is_made_when_the_log_says_so_and_not_before() {
    let sandbox = Sandbox::new();
    let workspace = Workspace::start(&sandbox, ["--companies", "120"]);
    let once = || {
        let cmd = workspace.once(&sandbox, COSTLY).env("LEADLEX_API_KEY", "wbk_sandbox_admin");
        let before = workspace.calls();
        let output = cmd.run().code(0);
        let calls = workspace.calls();
        let of = |resource| calls.of(resource) - before.of(resource);
        (events(&output), [of("audit_logs"), of("companies"), of("tasks")])
    };
    let (told, calls) = once();
    assert_eq!((told, calls[0]), (vec![], 1));
    assert!(calls[1] >= 2 && calls[2] >= 1, "a baseline reads all of it: {calls:?}");
    assert_eq!(once(), (vec![], [1, 0, 0]));
    let change = json!({"do": "company.update", "ref": "any", "set": {"name": "Another"}});
    let id = workspace.change(change).remove(0);
    workspace.advance(2);
    let (told, calls) = once();
    assert_eq!(told, [event("company.updated", &id)]);
    assert!(calls[0] == 1 && calls[1] >= 2 && calls[2] == 0, "{calls:?}");
    assert_eq!(once(), (vec![], [1, 0, 0]));
}

#[test]
fn a_key_that_may_not_read_the_log_costs_one_call_and_no_exit_code() {
    let sandbox = Sandbox::new();
    let workspace = Workspace::small(&sandbox);
    workspace.once(&sandbox, COSTLY).run().code(0);
    workspace.once(&sandbox, COSTLY).run().code(0);
    assert_eq!(workspace.calls().of("audit_logs"), 1);
}
