//! `--retry`, `--time-scale`, `--queue`: a failed attempt is repeated at its time, the same event
//! under the same ID.

use std::thread::sleep;
use std::time::Duration;

use insta::assert_snapshot;
use serde_json::json;

use super::{refused, send_to};
use crate::harness::{Endpoint, Received, Reply, Sandbox};

/// Milliseconds between one request and the next.
fn gaps(received: &[Received]) -> Vec<u128> {
    received.windows(2).map(|pair| (pair[1].at - pair[0].at).as_millis()).collect()
}

#[track_caller]
fn assert_near(gaps: &[u128], waits: &[u128]) {
    assert_eq!(gaps.len(), waits.len());
    for (gap, wait) in gaps.iter().zip(waits) {
        // Never early; a busy machine may be late.
        assert!((*wait..wait + 600).contains(gap), "{gaps:?} for {waits:?}");
    }
}

#[test]
fn retries_come_after_their_waits_with_the_same_id_body_and_signature() {
    let handler = Endpoint::script([500, 404, 301, 200].map(Reply::status)).expect_calls(4);
    let args = ["deal.created", "--retry", "1s,2s,4s", "--time-scale", "0.2", "--json"];
    let output = send_to(&Sandbox::new(), &handler).args(args).run().code(0);
    let received = handler.received();
    assert_near(&gaps(&received), &[200, 400, 800]);
    for one in &received {
        assert_eq!(one.body, received[0].body);
        assert_eq!(one.delivery_id(), received[0].delivery_id());
        assert_eq!(one.must("x-leadlex-signature"), received[0].must("x-leadlex-signature"));
    }
    let lines = output.json();
    let states: Vec<_> = lines.iter().filter(|line| line["type"] == "attempt").collect();
    let states: Vec<_> = states.iter().map(|line| (&line["attempt"], &line["state"])).collect();
    let expected = ["pending", "pending", "pending", "delivered"].map(|state| json!(state));
    let numbers = [1, 2, 3, 4].map(|number| json!(number));
    assert_eq!(states, numbers.iter().zip(&expected).collect::<Vec<_>>());
    let summary = json!({"type": "summary", "sent": 1, "delivered": 1, "failed": 0, "pending": 0});
    assert_eq!(lines.last(), Some(&summary));
}

#[test]
fn leadlex_means_the_published_schedule() {
    let handler = Endpoint::always(500).expect_calls(6);
    let args = ["deal.created", "--retry", "leadlex", "--time-scale", "0.00001"];
    let output = send_to(&Sandbox::new(), &handler).args(args).run().code(1);
    // 5 s, 30 s and 5 min are nothing at that scale; 1 h is 36 ms and 6 h are 216 ms.
    assert_near(&gaps(&handler.received()), &[0, 0, 3, 36, 216]);
    assert!(output.stdout().ends_with("attempt 6, the last\n"), "{output}");
}

#[test]
fn none_is_the_default() {
    for args in [["task.created"].as_slice(), &["task.created", "--retry", "none"]] {
        let handler = Endpoint::always(500).expect_calls(1);
        send_to(&Sandbox::new(), &handler).args(args).run().code(1);
    }
}

#[test]
fn a_retry_carries_a_fresh_timestamp_unless_the_original_is_asked_for() {
    for (choice, fresh) in [("fresh", true), ("original", false)] {
        let handler = Endpoint::script([500, 200].map(Reply::status)).expect_calls(2);
        // Longer than a second, which is the precision of the header.
        let args = ["task.created", "--retry", "1100ms", "--retry-timestamp", choice];
        send_to(&Sandbox::new(), &handler).args(args).run().code(0);
        let received = handler.received();
        let stamps: Vec<_> = received.iter().map(|one| one.must("x-leadlex-timestamp")).collect();
        assert_eq!(stamps[0] < stamps[1], fresh, "{choice}: {stamps:?}");
        assert_eq!(stamps[0] == stamps[1], !fresh, "{choice}: {stamps:?}");
    }
}

#[test]
fn an_expectation_is_held_against_the_last_attempt() {
    let handler = Endpoint::script([500, 401].map(Reply::status)).expect_calls(2);
    let args = ["task.created", "--retry", "1ms", "--expect-status", "401"];
    send_to(&Sandbox::new(), &handler).args(args).run().code(0);
}

#[test]
fn queue_leaves_the_retries_to_drain() {
    let sandbox = Sandbox::new();
    let handler = Endpoint::script([500, 503, 200].map(Reply::status)).expect_calls(3);
    let args = ["task.created", "--retry", "50ms,50ms", "--queue"];
    let output = send_to(&sandbox, &handler).args(args).run().code(1);
    assert_snapshot!(sandbox.normalise(&output.to_string()), @r"
    exit 1
    --- stdout
    [clock]     #1 task.created             → 500 [latency] attempt 1, next in [span]
    --- stderr
    hint: the handler failed; its log has the reason
    hint: `leadlex-hooks deliveries drain` makes the attempts that are left
    ");
    assert_eq!(handler.received().len(), 1);
    sandbox.cmd(["deliveries", "drain"]).run().code(0);
    let received = handler.received();
    assert_eq!(received.len(), 3);
    assert!(received.iter().all(|one| one.delivery_id() == received[0].delivery_id()));
}

#[test]
fn without_queue_nothing_is_left_behind() {
    let sandbox = Sandbox::new();
    let handler = Endpoint::always(500).expect_calls(2);
    send_to(&sandbox, &handler).args(["task.created", "--retry", "1ms"]).run().code(1);
    let output = sandbox.cmd(["deliveries", "drain", "--json"]).run().code(0);
    assert_eq!(output.json().last().expect("a summary")["sent"], 0);
    // Nobody is there to send anything; that nothing comes has no state to wait for.
    sleep(Duration::from_millis(50));
}

#[test]
fn a_wait_of_a_thousand_years_is_the_longest_and_the_log_can_tell_of_it() {
    let (sandbox, handler) = (Sandbox::new(), Endpoint::always(500).expect_calls(1));
    let args = ["task.created", "--queue", "--time-scale", "1000", "--retry"];
    send_to(&sandbox, &handler).args(args).arg("365000d").run().code(1);
    let listed = sandbox.cmd(["deliveries", "list", "--json"]).run().code(0).json();
    assert_eq!(listed[0]["state"], "pending");
    let due = listed[0]["next_due"].as_str().expect("a time");
    assert!(due.starts_with("30"), "{due}");
    let output = send_to(&sandbox, &handler).args(args).arg("365001d").run().code(2);
    assert!(output.stderr.starts_with("error: `--retry '365001d'`: `365001d` is too long"));
}

#[test]
fn schedules_and_scales_that_are_none_are_usage_errors() {
    assert_snapshot!(refused(&["task.created", "--retry", "5s,soon"]), @r"
    exit 2
    --- stdout
    --- stderr
    error: `--retry '5s,soon'`: `soon` is not a time; write a time like `250ms`, `5s`, `1.5s`, `5min`, `1h30m` or `2d`
    hint: write `--retry leadlex`, `--retry none` or a list of waits: `--retry 1s,5s,1min`
    ");
    for waits in ["", ",", "1s,", ",1s", "1s,,2s"] {
        let printed = refused(&["task.created", "--retry", waits]);
        let expected = format!("error: `--retry '{waits}'`: a time is missing; write a time like ");
        assert!(printed.contains(&expected), "{printed}");
    }
    for scale in ["-1", "nan", "inf", "x", "1001"] {
        let printed = refused(&["task.created", &format!("--time-scale={scale}")]);
        assert!(printed.contains("a factor from 0 to 1000 is expected"), "{printed}");
    }
}
