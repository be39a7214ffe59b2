//! The first run and those after it: a baseline tells nothing, a change is one event, and what is
//! asked for later begins with a baseline of its own.

use insta::assert_snapshot;
use serde_json::{Value, json};

use super::{event, events, ids, lines};
use crate::harness::{Endpoint, SECRET, Sandbox, Workspace, sign};

#[test]
fn a_baseline_tells_nothing_and_a_change_after_it_is_one_event() {
    let sandbox = Sandbox::new();
    let workspace = Workspace::small(&sandbox);
    let first = workspace.once(&sandbox, ["--workspace-id", "ws_1"]).run().code(0);
    assert_eq!(events(&first), []);
    let id = workspace.contact("Anna Kowalska");
    let second = workspace.once(&sandbox, ["--workspace-id", "ws_1"]).run().code(0);
    assert_eq!(events(&second), [event("contact.created", &id)]);
    let third = workspace.once(&sandbox, ["--workspace-id", "ws_1"]).run().code(0);
    assert_eq!(events(&third), []);
    let told = format!("# first\n{}# second\n{}", first.stdout(), second.stdout());
    assert_snapshot!(sandbox.normalise(&told));
}

#[test]
fn people_read_what_is_polled_what_is_known_and_what_is_new() {
    let sandbox = Sandbox::new();
    let workspace = Workspace::small(&sandbox);
    let once = || {
        let cmd = workspace.poll(&sandbox, ["--once", "--interval", "0s", "--workspace-id", "ws"]);
        cmd.run().code(0).to_string()
    };
    let first = once();
    workspace.contact("Anna Kowalska");
    assert_snapshot!(sandbox.normalise(&format!("# first\n{first}# second\n{}", once())));
}

#[test]
fn what_is_derived_is_delivered_with_a_signature_that_verifies() {
    let sandbox = Sandbox::new();
    let workspace = Workspace::small(&sandbox);
    let handler = Endpoint::always(200).expect_calls(2);
    let to = ["--to".to_owned(), handler.url("/hooks")];
    workspace.once(&sandbox, &to).run().code(0);
    let id = workspace.contact("Anna");
    let created = workspace.once(&sandbox, &to).run().code(0);
    workspace.promote(&id, "Partner");
    let updated = workspace.once(&sandbox, &to).run().code(0);
    let told = [events(&created), events(&updated)].concat();
    assert_eq!(told, [event("contact.created", &id), event("contact.updated", &id)]);
    let received = handler.received();
    for (request, told) in received.iter().zip([&created, &updated]) {
        assert_eq!((&*request.method, &*request.path), ("POST", "/hooks"));
        assert_eq!(request.must("x-leadlex-signature"), sign(SECRET, &request.body));
        assert_eq!([request.delivery_id()], *ids(told));
        let line = lines(told, "event").remove(0);
        let body: Value = serde_json::from_slice(&request.body).expect("JSON");
        assert_eq!(body, line["payload"], "what is shown is what is sent");
        assert_eq!(request.must("content-type"), "application/json");
        assert!(lines(told, "attempt").len() == 1, "{told}");
    }
    let body: Value = serde_json::from_slice(&received[1].body).expect("JSON");
    assert_eq!(body["data"]["contact"]["job_title"], "Partner");
}

#[test]
fn a_change_has_the_same_id_when_it_is_found_again_from_a_copy_of_the_store() {
    let sandbox = Sandbox::new();
    let workspace = Workspace::small(&sandbox);
    workspace.once(&sandbox, ["--store", "s.db"]).run().code(0);
    sandbox.write("copy.db", std::fs::read(sandbox.path("s.db")).expect("a store"));
    let id = workspace.contact("Anna");
    workspace.change(json!({"do": "list.create", "set": {"name": "New"}}));
    workspace.change(json!({"do": "contact.delete", "ref": "oldest"}));
    let one = workspace.once(&sandbox, ["--store", "s.db"]).run().code(0);
    let other = workspace.once(&sandbox, ["--store", "copy.db"]).run().code(0);
    assert_eq!(ids(&one).len(), 3);
    assert_eq!((ids(&one), events(&one)), (ids(&other), events(&other)));
    let bodies = |output| -> Vec<Value> {
        // A deletion has no date of its own: its is the first observation.
        let dated = lines(output, "event").into_iter().filter(|e| e["event"] != "contact.deleted");
        dated.map(|line| line["payload"].clone()).collect()
    };
    assert_eq!(bodies(&one), bodies(&other));
    assert!(events(&one).contains(&event("contact.created", &id)));
}

#[test]
fn a_to_b_to_a_is_two_events() {
    let sandbox = Sandbox::new();
    let workspace = Workspace::small(&sandbox);
    let id = workspace.contact("Anna");
    workspace.promote(&id, "A");
    workspace.once(&sandbox, [""; 0]).run().code(0);
    workspace.promote(&id, "B");
    let there = workspace.once(&sandbox, [""; 0]).run().code(0);
    workspace.promote(&id, "A");
    let back = workspace.once(&sandbox, [""; 0]).run().code(0);
    let updated = [event("contact.updated", &id)];
    assert_eq!((&*events(&there), &*events(&back)), (&updated[..], &updated[..]));
    assert_ne!(ids(&there), ids(&back));
}

#[test]
fn since_tells_what_was_created_or_changed_and_never_twice() {
    let sandbox = Sandbox::new();
    let workspace = Workspace::small(&sandbox);
    workspace.advance(3_600);
    let (anna, bert) = (workspace.contact("Anna"), workspace.contact("Bert"));
    workspace.advance(60);
    workspace.promote(&bert, "Partner");
    let now = workspace.state()["now"].as_str().expect("a time").to_owned();
    let now: jiff::Timestamp = now.parse().expect("a time");
    let since = (now - jiff::SignedDuration::from_mins(30)).to_string();
    let args = ["--since", &since, "--events", "contact.*"];
    let first = workspace.once(&sandbox, args).run().code(0);
    let mut told = events(&first);
    told.sort_unstable();
    let mut expected = [
        event("contact.created", &anna),
        event("contact.created", &bert),
        event("contact.updated", &bert),
    ];
    expected.sort_unstable();
    assert_eq!(told, expected);
    let again = workspace.once(&sandbox, args).run().code(0);
    assert_eq!(events(&again), [], "known ids are not emitted twice");
}

#[test]
fn event_types_that_are_asked_for_later_begin_with_a_baseline_of_their_own() {
    let sandbox = Sandbox::new();
    let workspace = Workspace::small(&sandbox);
    let only = ["--events", "contact.*"];
    workspace.once(&sandbox, only).run().code(0);
    let id = workspace.contact("Anna");
    workspace.change(json!({"do": "list.create", "set": {"name": "Before"}}));
    let more = ["--events", "contact.*,list.*"];
    let output = workspace.once(&sandbox, more).run().code(0);
    assert_eq!(events(&output), [event("contact.created", &id)]);
    let feeds = lines(&output, "baseline");
    assert!(feeds.iter().any(|line| line["feed"] == "lists"), "{output}");
    assert!(feeds.iter().all(|line| line["feed"] != "contacts"), "{output}");
    let list = workspace.change(json!({"do": "list.create", "set": {"name": "After"}})).remove(0);
    let output = workspace.once(&sandbox, more).run().code(0);
    assert_eq!(events(&output), [event("list.created", &list)]);
}

#[test]
fn a_target_that_is_added_later_gets_nothing_of_what_was() {
    let sandbox = Sandbox::new();
    let workspace = Workspace::small(&sandbox);
    workspace.once(&sandbox, [""; 0]).run().code(0);
    workspace.contact("Before");
    assert_eq!(workspace.once(&sandbox, [""; 0]).run().code(0).json().len(), 2);
    let handler = Endpoint::always(200).expect_calls(1);
    let to = ["--to".to_owned(), handler.url("/")];
    workspace.once(&sandbox, &to).run().code(0);
    let id = workspace.contact("After");
    let output = workspace.once(&sandbox, &to).run().code(0);
    assert_eq!(events(&output), [event("contact.created", &id)]);
}

#[test]
fn without_a_target_events_are_recorded_and_can_be_replayed() {
    let sandbox = Sandbox::new();
    let workspace = Workspace::small(&sandbox);
    // Nobody is sent anything, so no secret is needed.
    let once = || workspace.once(&sandbox, [""; 0]).env_remove("LEADLEX_WEBHOOK_SECRET");
    once().run().code(0);
    workspace.contact("Anna");
    let output = once().run().code(0);
    let list = sandbox.cmd(["events", "list", "--json"]).run().code(0).json();
    assert_eq!(list[0]["delivery_id"], *ids(&output)[0]);
    assert_eq!(list[0]["source"], "poll");
    assert_eq!(
        sandbox.cmd(["deliveries", "list", "--json"]).run().code(0).json(),
        [json!(null); 0]
    );
    let handler = Endpoint::always(200).expect_calls(1);
    sandbox.cmd(["replay", "--last", "1", "--to", &handler.url("/")]).run().code(0);
}
