//! `replay --speed`: the captured gaps, kept, stretched or squeezed.

use std::time::Duration;

use rusqlite::Connection;

use crate::harness::{Cmd, Endpoint, Hook, Received, Reply, Running, Sandbox, Signal};

/// A sandbox whose arrivals came so many milliseconds after the first.
fn arrived_at(milliseconds: &[i64]) -> Sandbox {
    let sandbox = Sandbox::new();
    let listener = sandbox.listen([""; 0]);
    for number in 1..=milliseconds.len() {
        Hook::event("contact.created", &format!("id-{number}"), "Anna").accepted(listener.addr());
    }
    listener.stop(Signal::Int).code(0);
    let conn = Connection::open(sandbox.store()).expect("the store");
    for (number, after) in (1_i64..).zip(milliseconds) {
        let at = 1_771_927_200_000_000 + after * 1000;
        conn.execute("UPDATE events SET received_at = ? WHERE number = ?", [at, number])
            .expect("a time");
    }
    sandbox
}

fn replay(sandbox: &Sandbox, handler: &Endpoint, args: &[&str]) -> Cmd {
    let to = handler.url("/");
    sandbox.cmd(["replay", "--last", "9", "--as-captured", "--to", &to]).args(args)
}

/// Milliseconds between the arrivals.
fn gaps(seen: &[Received]) -> Vec<u128> {
    seen.windows(2).map(|pair| (pair[1].at - pair[0].at).as_millis()).collect()
}

/// Not before its time, and not much later, on a machine that has other things to do.
#[track_caller]
fn assert_gaps(seen: &[Received], expected: &[u128]) {
    let gaps = gaps(seen);
    assert_eq!(gaps.len(), expected.len());
    for (gap, expected) in gaps.iter().zip(expected) {
        assert!((expected.saturating_sub(150)..expected + 1000).contains(gap), "{gaps:?}");
    }
    let (all, expected): (u128, u128) = (gaps.iter().sum(), expected.iter().sum());
    assert!(all + 150 >= expected, "{gaps:?}");
}

#[test]
fn gaps_are_kept_and_divided_by_the_factor() {
    let sandbox = arrived_at(&[0, 400, 1600]);
    let handler = Endpoint::always(200).expect_calls(8);
    replay(&sandbox, &handler, &["--speed", "1x"]).run().code(0);
    assert_gaps(&handler.wait_for(3), &[400, 1200]);
    replay(&sandbox, &handler, &["--speed", "2x"]).run().code(0);
    assert_gaps(&handler.wait_for(6)[3..], &[200, 600]);
    let named = sandbox.cmd(["replay", "1", "2", "--speed", "0.5x", "--to", &handler.url("/")]);
    named.run().code(0);
    assert_gaps(&handler.wait_for(8)[6..], &[800]);
}

#[test]
fn without_a_speed_nothing_is_waited_for() {
    let sandbox = arrived_at(&[0, 3_600_000, 7_200_000]);
    let handler = Endpoint::always(200).expect_calls(6);
    replay(&sandbox, &handler, &[]).run().code(0);
    replay(&sandbox, &handler, &["--speed", "max"]).run().code(0);
    assert!(gaps(&handler.wait_for(3)).iter().all(|gap| *gap < 2000));
}

#[test]
fn slow_answers_do_not_add_up() {
    let sandbox = arrived_at(&[0, 600, 1200, 1800]);
    let slow = Reply::status(200).after(Duration::from_millis(400));
    let handler = Endpoint::script([slow]).expect_calls(4);
    replay(&sandbox, &handler, &["--speed", "1x"]).run().code(0);
    let seen = handler.wait_for(4);
    assert_gaps(&seen, &[600, 600, 600]);
    let all = (seen[3].at - seen[0].at).as_millis();
    assert!(all < 2600, "{all} ms: the answers took 400 ms each, within the gaps");
}

#[test]
fn a_reversed_replay_keeps_the_gaps_and_copies_come_together() {
    let sandbox = arrived_at(&[0, 900, 1200]);
    let handler = Endpoint::always(200).expect_calls(6);
    let args = ["--speed", "1x", "--order", "reverse", "--duplicate", "2"];
    replay(&sandbox, &handler, &args).run().code(0);
    assert_gaps(&handler.wait_for(6), &[0, 300, 0, 900, 0]);
}

#[test]
fn a_shuffle_changes_who_comes_and_not_when() {
    let sandbox = arrived_at(&[0, 500, 600, 1400]);
    let handler = Endpoint::always(200).expect_calls(4);
    let args = ["--speed", "1x", "--order", "shuffle", "--seed", "2"];
    replay(&sandbox, &handler, &args).run().code(0);
    assert_gaps(&handler.wait_for(4), &[500, 100, 800]);
}

#[test]
fn a_long_wait_is_announced_and_ends_with_ctrl_c() {
    let sandbox = arrived_at(&[0, 7_200_000]);
    let handler = Endpoint::always(200).expect_calls(1);
    let mut running = Running::spawn(&replay(&sandbox, &handler, &["--speed", "1x"]));
    let told = "next in 2 h; `--speed 100x` or `--speed max` shortens it";
    running.wait_stderr("how long it waits", |line| line == told);
    running.stop(Signal::Int).code(130);
}

#[test]
fn the_timestamp_is_that_of_the_sending_and_not_of_the_wait_before() {
    let sandbox = arrived_at(&[0, 2500]);
    let handler = Endpoint::always(200).expect_calls(2);
    let args = ["replay", "1", "2", "--speed", "1x", "--retry-timestamp", "original"];
    sandbox.cmd(args).args(["--to", &handler.url("/")]).run().code(0);
    let stamps: Vec<jiff::Timestamp> = handler
        .wait_for(2)
        .iter()
        .map(|one| one.must("x-leadlex-timestamp").parse().expect("a time"))
        .collect();
    assert!(stamps[1].duration_since(stamps[0]).as_secs() >= 2, "{stamps:?}");
}
