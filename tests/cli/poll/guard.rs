//! What keeps a wrong key or a cut answer from looking like the end of everything.

use serde_json::json;

use super::{events, lines};
use crate::harness::{Sandbox, Workspace};

/// What the doubts of a cycle say.
fn doubts(output: &crate::harness::Output) -> String {
    let all = lines(output, "trouble").into_iter();
    all.map(|line| line["message"].to_string()).collect::<Vec<_>>().join("\n")
}

#[test]
fn many_that_vanish_at_once_are_believed_only_when_that_is_allowed() {
    let sandbox = Sandbox::new();
    let workspace = Workspace::start(&sandbox, ["--contacts", "100"]);
    let args = ["--events", "contact.deleted", "--scan-every", "0s"];
    let once = |extra: &[&str]| workspace.once(&sandbox, args).args(extra).run().code(0);
    once(&[]);
    let ids = workspace.contacts();
    for id in &ids[..20] {
        workspace.change(json!({"do": "contact.delete", "id": id}));
    }
    assert_eq!(events(&once(&[])).len(), 20, "twenty may be somebody's afternoon");
    for id in &ids[20..41] {
        workspace.change(json!({"do": "contact.delete", "id": id}));
    }
    for _ in 0..2 {
        let output = once(&[]);
        assert_eq!(events(&output), []);
        assert!(doubts(&output).contains("21 of 80 known ids are missing at once"), "{output}");
    }
    let people = workspace.poll(&sandbox, ["--once", "--interval", "0s"]).args(args).run().code(0);
    assert!(people.stderr.contains("--allow-mass-delete"), "{people}");
    let told = events(&once(&["--allow-mass-delete"]));
    assert_eq!(told.len(), 21);
    assert!(told.iter().all(|(name, id)| name == "contact.deleted" && ids[20..41].contains(id)));
    assert_eq!(events(&once(&[])), []);
}

#[test]
fn the_key_of_another_workspace_is_refused_and_the_right_one_goes_on() {
    let sandbox = Sandbox::new();
    let right = Workspace::start(&sandbox, ["--contacts", "60", "--seed", "1"]);
    let wrong = Workspace::start(&sandbox, ["--contacts", "60", "--seed", "2"]);
    // Both behind one address, as two keys of one API are.
    let once = |workspace: &Workspace| {
        let args = ["--workspace-id", "ws_1", "--events", "contact.*,list.*,contact.deleted"];
        workspace.once(&sandbox, args).run().code(0)
    };
    once(&right);
    // Both workspaces began at the same time; only what came later tells them apart by date.
    let output = once(&wrong);
    assert_eq!(events(&output), [], "{output}");
    assert!(doubts(&output).contains("the key of another workspace"), "{output}");
    let id = right.contact("Anna");
    let output = once(&right);
    assert_eq!(events(&output), [super::event("contact.created", &id)], "{output}");
}

#[test]
fn a_total_that_lies_never_yields_a_deletion() {
    let sandbox = Sandbox::new();
    let workspace = Workspace::start(&sandbox, ["--contacts", "130", "--lists", "4"]);
    let args = ["--events", "contact.deleted,contact.created,list.*", "--scan-every", "0s"];
    let once = || workspace.once(&sandbox, args).run().code(0);
    once();
    for lie in ["-3", "+3", "missing", "text"] {
        workspace.fault(&format!("total={lie}"));
        workspace.fault("skip-row");
        assert_eq!(events(&once()), [], "total={lie}");
        assert_eq!(events(&once()), [], "total={lie}");
    }
    workspace.heal();
    assert_eq!(events(&once()), []);
}
