//! `replay`: saved events to an endpoint again, signed anew or exactly as captured.

mod captured;
mod choice;
mod edit;
mod together;
mod unrecorded;

use insta::assert_snapshot;
use serde_json::Value;

use crate::harness::{
    Cmd, Endpoint, Hook, Output, Reply, SECRET, Sandbox, Signal, closed_port, sign,
};

/// A sandbox whose store holds these arrivals, numbered from 1.
fn store_of(hooks: &[Hook]) -> Sandbox {
    let sandbox = Sandbox::new();
    let listener = sandbox.listen([""; 0]);
    for hook in hooks {
        hook.post(listener.addr());
    }
    listener.stop(Signal::Int).code(0);
    sandbox
}

/// Three contacts with ids that begin differently.
fn three() -> Sandbox {
    store_of(&[
        Hook::event("contact.created", "aaaa-1", "Anna"),
        Hook::event("deal.updated", "bbbb-2", "Berta"),
        Hook::event("contact.deleted", "cccc-3", "Cleo").path("/other?q=1"),
    ])
}

fn replay(sandbox: &Sandbox, to: &str, args: &[&str]) -> Cmd {
    sandbox.cmd(["replay", "--to", to]).args(args)
}

/// The Delivery-IDs from which a dry run of these arguments would replay, in order.
#[track_caller]
fn chosen(sandbox: &Sandbox, args: &[&str]) -> Vec<String> {
    let dry = replay(sandbox, ":1", args).args(["--dry-run", "--as-captured", "--json"]);
    let lines = dry.run().code(0).json();
    lines.iter().map(|line| line["delivery_id"].as_str().expect("an id").to_owned()).collect()
}

fn summary(output: &Output) -> Value {
    output.json().pop().expect("a summary")
}

#[test]
fn the_last_three_are_signed_anew_and_verify_at_a_second_listener() {
    let sandbox = three();
    let second = sandbox.listen(["--store", "second.db"]);
    let output = replay(&sandbox, second.url(), &["--last", "3", "--json"]).run().code(0);
    assert_eq!((&summary(&output)["sent"], &summary(&output)["delivered"]), (&3.into(), &3.into()));
    let lines = second.stop(Signal::Int).code(0).json();
    let arrived = &lines[1..4];
    let names: Vec<&Value> = arrived.iter().map(|line| &line["event"]).collect();
    assert_eq!(names, ["contact.created", "deal.updated", "contact.deleted"]);
    for line in arrived {
        assert_eq!((&line["verdict"], &line["freshness"]), (&"verified".into(), &"fresh".into()));
        let id = line["delivery_id"].as_str().expect("an id");
        assert!(uuid::Uuid::parse_str(id).is_ok(), "{id} is not new");
        assert_eq!(line["duplicate_of"], Value::Null);
    }
    assert_eq!(arrived[2]["path"], "/other?q=1", "the path of each event is kept");
}

#[test]
fn a_replay_is_recorded_with_the_event_it_repeats() {
    let sandbox = three();
    let handler = Endpoint::always(200).expect_calls(2);
    replay(&sandbox, &handler.url("/own"), &["2", "3"]).run().code(0);
    assert!(handler.wait_for(2).iter().all(|seen| seen.path == "/own"));
    let rows = sandbox.cmd(["events", "list", "--source", "replay", "--json"]).run().code(0).json();
    let links: Vec<_> = rows.iter().map(|row| (&row["number"], &row["replay_of"])).collect();
    assert_eq!(links, [(&4.into(), &2.into()), (&5.into(), &3.into())]);
    let deliveries = sandbox.cmd(["deliveries", "list", "--json"]).run().code(0).json();
    assert!(deliveries.iter().all(|delivery| delivery["state"] == "delivered"));
    // A replay is no arrival: it is not replayed by `--last` in its turn.
    assert_eq!(chosen(&sandbox, &["--last", "9"]), ["aaaa-1", "bbbb-2", "cccc-3"]);
    assert_eq!(chosen(&sandbox, &["--last", "9", "--source", "replay"]).len(), 2);
}

#[test]
fn the_timestamp_is_new_and_the_signature_only_with_another_secret() {
    let hook = Hook::event("contact.created", "aaaa-1", "Anna");
    let sandbox = store_of(&[hook.clone().set("X-LeadLex-Timestamp", "2026-02-24T10:00:00Z")]);
    let handler = Endpoint::always(200);
    replay(&sandbox, &handler.url("/"), &["1"]).run().code(0);
    replay(&sandbox, &handler.url("/"), &["1"]).env("LEADLEX_WEBHOOK_SECRET", "next").run().code(0);
    let seen = handler.wait_for(2);
    assert_eq!(seen[0].must("x-leadlex-signature"), sign(SECRET, hook.body()));
    assert_eq!(seen[1].must("x-leadlex-signature"), sign("next", hook.body()));
    for one in &seen {
        let then: jiff::Timestamp = one.must("x-leadlex-timestamp").parse().expect("a time");
        assert!(jiff::Timestamp::now().duration_since(then).as_secs() < 60, "{then}");
    }
    assert_ne!(seen[0].delivery_id(), seen[1].delivery_id());
    let rows = sandbox.cmd(["events", "list", "--source", "replay", "--json"]).run().code(0).json();
    assert!(rows.iter().all(|row| row["freshness"] == "fresh"), "recorded as it was captured");
}

#[test]
fn same_id_keeps_the_delivery_id() {
    let sandbox = three();
    let handler = Endpoint::always(200);
    replay(&sandbox, &handler.url("/"), &["2", "--same-id"]).run().code(0);
    let seen = handler.wait_for(1).remove(0);
    assert_eq!(seen.delivery_id(), "bbbb-2");
    assert_eq!(seen.must("x-leadlex-signature"), sign(SECRET, &seen.body));
}

#[test]
fn same_id_mints_one_where_there_was_none() {
    let bare = Hook::event("contact.created", "x", "Anna").without("X-LeadLex-Delivery-ID");
    let sandbox = store_of(&[bare]);
    let handler = Endpoint::always(200);
    replay(&sandbox, &handler.url("/"), &["1", "--same-id"]).run().code(0);
    assert!(uuid::Uuid::parse_str(handler.wait_for(1)[0].delivery_id()).is_ok());
}

#[test]
fn without_a_secret_the_captured_signature_is_sent_with_a_warning() {
    let sandbox = three();
    let handler = Endpoint::always(200);
    let cmd = sandbox.bare(["replay", "1", "--to", &handler.url("/")]);
    let output = cmd.run().code(0);
    assert!(output.stderr.contains("the captured signatures are sent"), "{output}");
    let seen = handler.wait_for(1).remove(0);
    assert_eq!(seen.must("x-leadlex-signature"), sign(SECRET, &seen.body));
    assert_ne!(seen.delivery_id(), "aaaa-1");
}

#[test]
fn without_a_secret_an_edited_body_is_refused() {
    let sandbox = three();
    let handler = Endpoint::always(200).expect_calls(0);
    let cmd = sandbox.bare(["replay", "1", "--to", &handler.url("/"), "--set", "event=x.y"]);
    assert_snapshot!(sandbox.normalise(&cmd.run().code(2).to_string()));
}

#[test]
fn a_dry_run_shows_each_request_and_sends_and_records_nothing() {
    let sandbox = three();
    let handler = Endpoint::always(200).expect_calls(0);
    let args = ["1", "cccc-3", "--dry-run"];
    let output = replay(&sandbox, &handler.url(""), &args).run().code(0);
    assert_snapshot!(sandbox.normalise(&output.to_string()));
    assert_eq!(sandbox.cmd(["events", "list", "--all", "--json"]).run().json().len(), 3);
}

#[test]
fn an_endpoint_that_fails_is_exit_1_and_one_out_of_reach_exit_3() {
    let sandbox = three();
    let handler = Endpoint::script([Reply::status(200), Reply::status(500)]).expect_calls(2);
    let output = replay(&sandbox, &handler.url("/"), &["1", "2", "--json"]).run().code(1);
    assert_eq!(
        (&summary(&output)["delivered"], &summary(&output)["failed"]),
        (&1.into(), &1.into())
    );
    let nowhere = format!("127.0.0.1:{}", closed_port());
    let output = replay(&sandbox, &nowhere, &["1"]).run().code(3);
    assert!(output.stderr.contains("hint: nothing listens there"), "{output}");
}

#[test]
fn expectations_decide_what_is_a_success() {
    let sandbox = three();
    let reply = Reply::status(403).body("wrong signature");
    let handler = Endpoint::script([reply]);
    let to = handler.url("/");
    replay(&sandbox, &to, &["1", "--expect-status", "401,403"]).run().code(0);
    replay(&sandbox, &to, &["1", "--expect-status", "4xx", "--expect-body", "wrong"]).run().code(0);
    replay(&sandbox, &to, &["1", "--expect-status", "401"]).run().code(1);
    replay(&sandbox, &to, &["1", "--expect-status", "4xx", "--expect-body", "right"]).run().code(1);
}

#[test]
fn a_replay_can_be_retried() {
    let sandbox = three();
    let handler = Endpoint::script([500, 500, 200].map(Reply::status)).expect_calls(3);
    let args = ["aaaa", "--retry", "leadlex", "--time-scale", "0.001", "--json"];
    let output = replay(&sandbox, &handler.url("/"), &args).run().code(0);
    assert_eq!(summary(&output)["delivered"], 1);
    let seen = handler.wait_for(3);
    assert!(seen.iter().all(|one| one.delivery_id() == seen[0].delivery_id()));
}
