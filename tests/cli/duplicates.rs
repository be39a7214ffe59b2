//! Which arrivals repeat another: decided by Delivery-ID and body of what is verified, so that a
//! forged request never shadows a real one.

use serde_json::{Value, json};

use crate::harness::{Endpoint, Hook, Reply, Running, Sandbox};

const ID: &str = "X-LeadLex-Delivery-ID";

fn hook(id: &str, subject: &str) -> Hook {
    Hook::event("contact.created", id, subject)
}

/// Number, `duplicate_of`, `id_reused` and `same_body_as` of the arrivals, as they were shown and as
/// they are stored.
#[track_caller]
fn links(sandbox: &Sandbox, listener: Running) -> Vec<Value> {
    let end = listener.stop(crate::harness::Signal::Int).code(0);
    let pick = |lines: Vec<Value>| -> Vec<Value> {
        let events = lines.into_iter().filter(|line| line["type"] == "event");
        events
            .map(|e| json!([e["number"], e["duplicate_of"], e["id_reused"], e["same_body_as"]]))
            .collect()
    };
    let shown = pick(end.json());
    let stored = pick(sandbox.cmd(["events", "list", "--json", "--all"]).run().code(0).json());
    assert_eq!(shown, stored);
    shown
}

#[test]
fn the_same_id_and_body_is_a_duplicate_and_is_forwarded_again() {
    let sandbox = Sandbox::new();
    let script = [500, 200, 201].map(Reply::status);
    let handler = Endpoint::script(script).expect_calls(3);
    let listener = sandbox.listen(["--forward-to", &handler.url("/")]);
    let statuses: Vec<u16> =
        (0..3).map(|_| hook("d-1", "Anna").post(listener.addr()).status).collect();
    assert_eq!(statuses, [500, 200, 201]);
    assert!(handler.received().iter().all(|seen| seen.delivery_id() == "d-1"));
    let expected =
        [json!([1, null, null, null]), json!([2, 1, null, null]), json!([3, 1, null, null])];
    assert_eq!(links(&sandbox, listener), expected);
}

#[test]
fn a_retry_with_a_fresh_timestamp_is_the_same_event() {
    let sandbox = Sandbox::new();
    let listener = sandbox.listen([""; 0]);
    let first = hook("d-1", "Anna").set("X-LeadLex-Timestamp", "2026-02-24T10:00:00Z");
    first.accepted(listener.addr());
    hook("d-1", "Anna").path("/another").accepted(listener.addr());
    assert_eq!(links(&sandbox, listener)[1], json!([2, 1, null, null]));
}

#[test]
fn under_ack_first_a_duplicate_is_acknowledged_and_not_queued_again() {
    let sandbox = Sandbox::new();
    let handler = Endpoint::always(200).expect_calls(2);
    let listener = sandbox.listen(["--ack-first", "--forward-to", &handler.url("/")]);
    for hook in [hook("d-1", "Anna"), hook("d-1", "Anna"), hook("d-1", "Berta")] {
        hook.accepted(listener.addr());
    }
    handler.wait_for(2);
    let reused = json!([3, null, 1, null]);
    assert_eq!(
        links(&sandbox, listener),
        [json!([1, null, null, null]), json!([2, 1, null, null]), reused]
    );
    let deliveries = sandbox.cmd(["deliveries", "list", "--json"]).run().code(0).json();
    assert_eq!(deliveries.len(), 2);
}

#[test]
fn the_same_id_with_another_body_is_a_new_event() {
    let sandbox = Sandbox::new();
    let handler = Endpoint::always(200).expect_calls(3);
    let listener = sandbox.listen(["--forward-to", &handler.url("/")]);
    for subject in ["Anna", "Berta", "Berta"] {
        hook("d-1", subject).accepted(listener.addr());
    }
    let expected =
        [json!([1, null, null, null]), json!([2, null, 1, null]), json!([3, 2, null, null])];
    assert_eq!(links(&sandbox, listener), expected);
}

#[test]
fn a_forged_request_that_comes_first_does_not_shadow_the_real_one() {
    let sandbox = Sandbox::new();
    let handler = Endpoint::always(200).expect_calls(1);
    let listener = sandbox.listen(["--forward-to", &handler.url("/")]);
    let real = hook("d-1", "Anna");
    for forged in [
        real.clone().sign("guess"),
        real.clone().without("X-LeadLex-Signature"),
        real.clone().forge(r#"{"event":"contact.deleted"}"#),
    ] {
        assert_eq!(forged.post(listener.addr()).status, 401);
    }
    real.accepted(listener.addr());
    assert_eq!(handler.wait_for(1)[0].body, real.body());
    let links = links(&sandbox, listener);
    assert_eq!(links[3], json!([4, null, null, null]));
    let replayed = sandbox.cmd(["replay", "--last", "9", "--dry-run", "--to", ":1", "--json"]);
    let replayed = replayed.run().code(0).json();
    assert_eq!(replayed.len(), 1, "only the real one is replayed");
    assert_eq!(replayed[0]["body"].as_str().expect("a body").as_bytes(), real.body());
}

#[test]
fn a_forged_request_that_comes_later_is_no_duplicate_and_changes_nothing() {
    let sandbox = Sandbox::new();
    let handler = Endpoint::always(200).expect_calls(2);
    let listener = sandbox.listen(["--forward-to", &handler.url("/")]);
    let real = hook("d-1", "Anna");
    real.accepted(listener.addr());
    assert_eq!(real.clone().sign("guess").post(listener.addr()).status, 401);
    assert_eq!(real.clone().forge("{}").post(listener.addr()).status, 401);
    real.accepted(listener.addr());
    let none = |number: i64| json!([number, null, null, null]);
    assert_eq!(links(&sandbox, listener), [none(1), none(2), none(3), json!([4, 1, null, null])]);
}

#[test]
fn without_an_id_there_is_only_the_same_body() {
    let sandbox = Sandbox::new();
    let handler = Endpoint::always(200).expect_calls(3);
    let listener = sandbox.listen(["--forward-to", &handler.url("/")]);
    let anonymous = |subject| hook("unused", subject).without(ID);
    for hook in [anonymous("Anna"), anonymous("Anna"), anonymous("Berta")] {
        hook.accepted(listener.addr());
    }
    let expected =
        [json!([1, null, null, null]), json!([2, null, null, 1]), json!([3, null, null, null])];
    assert_eq!(links(&sandbox, listener), expected);
}

#[test]
fn what_cannot_be_verified_is_never_a_duplicate() {
    let sandbox = Sandbox::new();
    let listener = Running::start(sandbox.bare(["listen", "--port", "0", "--json"]));
    for _ in 0..2 {
        hook("d-1", "Anna").accepted(listener.addr());
    }
    assert_eq!(
        links(&sandbox, listener),
        [json!([1, null, null, null]), json!([2, null, null, null])]
    );
}

#[test]
fn a_forged_request_without_an_id_is_not_compared_either() {
    let sandbox = Sandbox::new();
    let listener = sandbox.listen([""; 0]);
    let anonymous = hook("unused", "Anna").without(ID);
    anonymous.accepted(listener.addr());
    assert_eq!(anonymous.sign("guess").post(listener.addr()).status, 401);
    assert_eq!(links(&sandbox, listener)[1], json!([2, null, null, null]));
}

#[test]
fn what_cannot_be_verified_is_no_duplicate_of_what_was() {
    let sandbox = Sandbox::new();
    let listener = sandbox.listen([""; 0]);
    hook("d-1", "Anna").accepted(listener.addr());
    drop(listener);
    let mut listener = Running::start(sandbox.bare(["listen", "--port", "0", "--json"]));
    hook("d-1", "Anna").accepted(listener.addr());
    hook("d-1", "Berta").accepted(listener.addr());
    for number in [2, 3] {
        let line = listener.wait_json("an arrival", |line| line["number"] == number);
        assert_eq!((&line["duplicate_of"], &line["id_reused"]), (&Value::Null, &Value::Null));
    }
}

#[test]
fn what_was_sent_and_not_received_is_no_original() {
    let sandbox = Sandbox::new();
    let mut listener = sandbox.listen([""; 0]);
    let args = ["send", "contact.created", "--to", listener.url(), "--delivery-id", "d-1"];
    sandbox.cmd(args).run().code(0);
    let line = listener.wait_json("the arrival", |line| line["delivery_id"] == "d-1");
    assert_eq!((&line["number"], &line["duplicate_of"]), (&2.into(), &Value::Null));
}

#[test]
fn replay_of_the_last_ones_skips_duplicates() {
    let sandbox = Sandbox::new();
    let listener = sandbox.listen([""; 0]);
    for (id, subject) in [("d-1", "Anna"), ("d-2", "Berta"), ("d-2", "Berta"), ("d-2", "Berta")] {
        hook(id, subject).accepted(listener.addr());
    }
    let handler = Endpoint::always(200).expect_calls(2);
    sandbox.cmd(["replay", "--last", "2", "--to", &handler.url("/")]).run().code(0);
    let received = handler.wait_for(2);
    assert_eq!(received[0].body, hook("d-1", "Anna").body());
    assert_eq!(received[1].body, hook("d-2", "Berta").body());
}
