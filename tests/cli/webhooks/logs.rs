//! LeadLex's log of deliveries beside ours.

use serde_json::json;

use super::{webhooks, workspace};
use crate::harness::{Endpoint, PATIENCE, Pty, Reply, SECRET, Sandbox, Signal, Workspace, until};

#[test]
fn each_attempt_is_shown_with_the_event_that_we_have_of_it() {
    let sandbox = Sandbox::new();
    let listener = sandbox.listen([""; 0]);
    let (url, gone) =
        (listener.at("/in"), Endpoint::script([Reply::status(500).body("busy\u{7}")]));
    let lost = gone.url("/gone");
    let args = ["--webhook", &url, "--webhook", &lost, "--secret", SECRET];
    let workspace = Workspace::start(&sandbox, args.into_iter().chain(["--time-scale", "100"]));
    workspace.contact("Anna");
    gone.wait_for(1);
    let logs = |args: &[&str]| webhooks(&sandbox, workspace.api_url(), ["logs"]).args(args).run();
    let mut there = until("both attempts in the log", PATIENCE, || {
        let ours = logs(&["hook_1", "--json", "--status", "success"]).code(0).json();
        let theirs = logs(&["hook_2", "--json", "--status", "failed"]).code(0).json();
        (ours.len() == 1 && theirs.len() == 1).then(|| [ours, theirs].concat())
    });
    assert_eq!((&there[0]["type"], &there[0]["number"]), (&json!("webhook_log"), &json!(1)));
    assert_eq!((&there[0]["status"], &there[0]["attempt"]), (&json!("success"), &json!(1)));
    let missing = there.remove(1);
    assert_eq!((&missing["number"], &missing["response_status_code"]), (&json!(null), &json!(500)));
    let output = logs(&["hook_1"]).code(0);
    assert!(
        output.stdout().contains("contact.created") && output.stdout().contains("#1"),
        "{output}"
    );
    let output = logs(&["hook_1", "--missing"]).code(0);
    assert_eq!(output.stdout(), "", "{output}");
    assert!(output.stderr.contains("the local log has all that LeadLex delivered"), "{output}");
    let output = logs(&["hook_2", "--missing", "-v"]).code(1);
    assert!(output.stdout().contains("missing → 500"), "{output}");
    assert!(output.stdout().contains("busy\\u{7}"), "{output}");
    // What matters is there in any terminal, the name last.
    for (columns, row) in [(80, "#1 → 200"), (60, "#1 → 200")] {
        let mut pty =
            Pty::start(&webhooks(&sandbox, workspace.api_url(), ["logs", "hook_1"]), columns);
        assert_eq!(pty.wait_end(), 0);
        pty.assert_no_row_wraps();
        let shown = pty.rows().join("\n");
        assert!(shown.contains(row) && shown.contains("contact.created"), "{shown}");
    }
    listener.stop(Signal::Int).code(0);
}

#[test]
fn no_more_pages_are_read_than_were_asked_for() {
    let page = |first: u64| {
        let row = |number: u64| {
            json!({"delivery_id": format!("d-{number}"), "event": "e", "attempt": 1,
            "status": "failed", "error": "dns_failure", "duration_ms": 7})
        };
        let rows: Vec<_> = (first..first + 100).map(row).collect();
        let body =
            json!({"data": {"logs": rows}, "meta": {"page": 1, "per_page": 100, "total": 950}});
        Reply::status(200).body(body.to_string())
    };
    let sandbox = Sandbox::new();
    let api = Endpoint::script([page(0), page(100)]).expect_calls(2);
    let id = "7f3c4d2a-1b8e-4a9c-9d6f-2e5b8c7a1f3d";
    let output = webhooks(&sandbox, &api.url(""), ["logs", id, "--last", "150"]).run().code(0);
    assert_eq!(output.stdout().lines().count(), 150);
    let last = output.stdout();
    let last = last.lines().last().expect("a line");
    assert!(last.contains("→ dns failure"), "{last}");
    let queries: Vec<String> = api.received().into_iter().map(|call| call.path).collect();
    let path = format!("/v1/webhooks/{id}/logs?per_page=100");
    assert_eq!(queries, [format!("{path}&page=1"), format!("{path}&page=2")]);
}

#[test]
fn answers_that_never_end_take_no_more_calls_than_were_asked_for() {
    let sandbox = Sandbox::new();
    let odd = json!({"data": {"logs": vec![json!(5); 50]}, "meta": {"total": 9_000_000}});
    let api = Endpoint::script([Reply::status(200).body(odd.to_string())]).expect_calls(1);
    let id = "7f3c4d2a-1b8e-4a9c-9d6f-2e5b8c7a1f3d";
    let output = webhooks(&sandbox, &api.url(""), ["logs", id]).run().code(0);
    assert!(output.stderr.contains("and 40 rows more"), "{output}");
}

#[test]
fn nothing_in_either_log_is_no_error() {
    let sandbox = Sandbox::new();
    let workspace = workspace(&sandbox);
    let id = super::made(&sandbox, &workspace, "https://example.com/a", &[]);
    for args in [&[][..], &["--missing"]] {
        let cmd = webhooks(&sandbox, workspace.api_url(), ["logs", &id]).args(args);
        let output = cmd.run().code(0);
        assert_eq!((&*output.stdout(), &*output.stderr), ("", "no attempt matches\n"));
    }
}
