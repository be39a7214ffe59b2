//! Which events are replayed: by number, id, `latest`, or filters.

use insta::assert_snapshot;

use super::{chosen, replay, store_of, three};
use crate::harness::{Endpoint, Hook, Reply, Sandbox};

#[test]
fn numbers_ids_prefixes_and_latest_name_events_in_the_order_given() {
    let sandbox = three();
    assert_eq!(chosen(&sandbox, &["2"]), ["bbbb-2"]);
    assert_eq!(chosen(&sandbox, &["cccc-3"]), ["cccc-3"]);
    assert_eq!(chosen(&sandbox, &["aaaa"]), ["aaaa-1"]);
    assert_eq!(chosen(&sandbox, &["latest"]), ["cccc-3"]);
    assert_eq!(
        chosen(&sandbox, &["latest", "1", "bbbb", "1"]),
        ["cccc-3", "aaaa-1", "bbbb-2", "aaaa-1"]
    );
}

#[test]
fn what_names_no_event_is_said_and_nothing_is_sent() {
    let sandbox = store_of(&[
        Hook::event("contact.created", "aaaa-1", "Anna"),
        Hook::event("deal.updated", "aaaa-2", "Berta"),
    ]);
    let handler = Endpoint::always(200).expect_calls(0);
    let mut told = String::new();
    for ids in [&["aaaa"][..], &["aaa"], &["1", "99"], &["dddd"], &["\u{1b}[31m"], &[]] {
        let output = replay(&sandbox, &handler.url("/"), ids).run().code(2);
        told.push_str(&format!("{ids:?}: {output}\n"));
    }
    assert_snapshot!(sandbox.normalise(&told));
}

#[test]
fn an_empty_store_is_said() {
    let sandbox = store_of(&[]);
    let told: String = [&["latest"][..], &["--last", "3"]]
        .map(|args| replay(&sandbox, ":1", args).run().to_string())
        .join("\n");
    assert_snapshot!(sandbox.normalise(&told));
}

#[test]
fn a_store_that_is_not_there_is_said_and_not_made() {
    let sandbox = Sandbox::new();
    let output = replay(&sandbox, ":1", &["latest"]).run().code(2);
    assert_snapshot!(sandbox.normalise(&output.to_string()));
    assert!(!sandbox.store().exists());
}

#[test]
fn the_last_ones_come_oldest_first() {
    let sandbox = three();
    assert_eq!(chosen(&sandbox, &["--last", "2"]), ["bbbb-2", "cccc-3"]);
    assert_eq!(chosen(&sandbox, &["--last", "9"]), ["aaaa-1", "bbbb-2", "cccc-3"]);
}

#[test]
fn fewer_than_asked_for_is_said() {
    let sandbox = three();
    let told = |last: &str| {
        let handler = Endpoint::always(200);
        replay(&sandbox, &handler.url("/"), &["--last", last]).run().code(0).stderr
    };
    assert_eq!(told("3"), "3 of 3 delivered\n");
    assert_eq!(told("9"), "3 events to replay, not 9: no more match\n3 of 3 delivered\n");
}

#[test]
fn filters_narrow_and_hold_at_once() {
    let sandbox = three();
    assert_eq!(chosen(&sandbox, &["--event", "contact.*"]), ["aaaa-1", "cccc-3"]);
    assert_eq!(chosen(&sandbox, &["--event", "*.updated,contact.created"]), ["aaaa-1", "bbbb-2"]);
    assert_eq!(chosen(&sandbox, &["--search", "BERTA"]), ["bbbb-2"]);
    assert_eq!(chosen(&sandbox, &["--search", "q=1"]), ["cccc-3"]);
    assert_eq!(
        chosen(&sandbox, &["--since", "1h", "--event", "contact.*", "--last", "1"]),
        ["cccc-3"]
    );
    for nothing in [
        &["--since", "2099-01-01"][..],
        &["--until", "2026-02-24T10:00:00Z"],
        &["--search", "Dora"],
        &["--event", "contact.created", "--search", "Berta"],
        &["--failed"],
        &["--source", "send"],
        &["--verdict", "mismatch"],
    ] {
        let output = replay(&sandbox, ":1", nothing).run().code(1);
        assert!(output.stderr.starts_with("error: no saved event matches\n"), "{output}");
        assert!(!output.stderr.contains("did you mean"), "{output}");
    }
}

#[test]
fn a_mistyped_name_is_told_beside_what_else_may_be_the_reason() {
    let sandbox = three();
    let output = replay(&sandbox, ":1", &["--event", "contct.*,contact_created"]).run().code(1);
    let hints: Vec<_> = output.stderr.lines().skip(1).take(2).collect();
    let expected = [
        "hint: no known event type matches `contct.*`, did you mean `contact.*`?",
        "hint: no known event type matches `contact_created`, did you mean `contact.created`?",
    ];
    assert_eq!(hints, expected, "{output}");
}

#[test]
fn a_time_bounds_what_is_replayed() {
    let sandbox = three();
    let rows = sandbox.cmd(["events", "list", "--json"]).run().code(0).json();
    let second = rows[1]["received_at"].as_str().expect("a time");
    let since = chosen(&sandbox, &["--since", second]);
    assert!(since.ends_with(&["bbbb-2".to_owned(), "cccc-3".to_owned()]), "{since:?}");
    let until = chosen(&sandbox, &["--until", second]);
    assert!(until.starts_with(&["aaaa-1".to_owned()]), "{until:?}");
    assert_eq!(until.len() + since.len(), 3);
    let output = replay(&sandbox, ":1", &["--since", "yesterday"]).run().code(2);
    assert!(output.stderr.contains("`--since yesterday` is no time"), "{output}");
}

#[test]
fn rejected_requests_are_replayed_only_when_asked_for() {
    let sandbox = store_of(&[
        Hook::event("contact.created", "good-1", "Anna"),
        Hook::event("contact.created", "forged", "Anna").sign("other"),
        Hook::event("contact.created", "unsigned", "Anna").without("X-LeadLex-Signature"),
    ]);
    assert_eq!(chosen(&sandbox, &["--last", "9"]), ["good-1"]);
    assert_eq!(chosen(&sandbox, &["--verdict", "mismatch"]), ["forged"]);
    assert_eq!(chosen(&sandbox, &["--verdict", "missing,verified"]), ["good-1", "unsigned"]);
    assert_eq!(chosen(&sandbox, &["2"]), ["forged"], "named, it is meant");
}

#[test]
fn an_id_means_the_real_event_and_not_a_forged_one_that_came_first() {
    let real = Hook::event("contact.created", "d-id-1", "Anna");
    let forged = real.clone().forge(r#"{"event":"contact.deleted"}"#);
    let sandbox = store_of(&[forged.clone(), real.clone(), forged]);
    let args = ["d-id-1", "--dry-run", "--as-captured", "--json"];
    let line = replay(&sandbox, ":1", &args).run().code(0).json().remove(0);
    assert_eq!(line["body"].as_str().expect("a body").as_bytes(), real.body());
}

#[test]
fn failed_means_that_the_latest_delivery_failed() {
    let sandbox = Sandbox::new();
    let handler = Endpoint::script([500, 200, 500, 200].map(Reply::status));
    let listener = sandbox.listen(["--forward-to", &handler.url("/")]);
    for id in ["aaaa-1", "bbbb-2", "cccc-3"] {
        Hook::event("contact.created", id, "Anna").post(listener.addr());
    }
    assert_eq!(chosen(&sandbox, &["--failed"]), ["aaaa-1", "cccc-3"]);
    sandbox.cmd(["deliveries", "retry", "1"]).run().code(0);
    assert_eq!(chosen(&sandbox, &["--failed"]), ["cccc-3"]);
}

#[test]
fn source_widens_to_what_was_sent() {
    let sandbox = three();
    let handler = Endpoint::always(200);
    let send = ["send", "contact.created", "--delivery-id", "sent-4", "--to", &handler.url("/")];
    sandbox.cmd(send).run().code(0);
    assert_eq!(chosen(&sandbox, &["--last", "9"]).len(), 3);
    assert_eq!(chosen(&sandbox, &["--last", "9", "--source", "send"]), ["sent-4"]);
    assert_eq!(chosen(&sandbox, &["--last", "9", "--source", "all"]).len(), 4);
}
