//! The disk under the listener, held back, broken and watched by `shim.c`.

use std::collections::HashMap;
use std::time::Duration;

use super::stored;
use crate::harness::{
    Endpoint, Entry, PATIENCE, Raw, Reply, Running, Sandbox, Shim, Signal, post, until,
};
use sha2::{Digest as _, Sha256};

/// A body that can be followed through the log of the shim.
fn marked(number: usize) -> Vec<u8> {
    format!(r#"{{"event":"contact.created","data":{{"note":"mark-{number}"}}}}"#).into_bytes()
}

fn status(listener: &Running, number: usize) -> u16 {
    let request = post("/", &format!("d-{number}"), &marked(number));
    Raw::exchange(listener.addr(), &request).status
}

#[test]
fn no_2xx_leaves_while_the_sync_is_held_back() {
    let sandbox = Sandbox::new();
    let Some(shim) = Shim::new(&sandbox) else { return };
    let listener = Running::start(shim.under(sandbox.listen_cmd()));
    // A new log syncs its head in any case: that is not the sync that is meant.
    assert_eq!(status(&listener, 1), 200);
    until("the first event on disk", PATIENCE, || {
        let log = shim.log();
        let stored = log.iter().position(|entry| *entry == Entry::Stored("mark-1".to_owned()))?;
        log[stored..].contains(&Entry::SyncEnd("db-wal".to_owned())).then_some(())
    });
    shim.hold_syncs();
    let mut raw = Raw::connect(listener.addr());
    raw.send(&post("/", "d-2", &marked(2))).expect("sent");
    until("a sync that waits", PATIENCE, || {
        let held = |entry: &Entry| matches!(entry, Entry::SyncHeld(_));
        shim.log().iter().any(held).then_some(())
    });
    assert!(!raw.has_answer_within(Duration::from_millis(300)), "answered before the sync");
    let mut health = Raw::connect(listener.addr());
    health.send(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").expect("sent");
    assert_eq!(health.answer().status, 200, "a disk that hangs holds up nothing else");
    shim.release_syncs();
    assert_eq!(raw.answer().status, 200);
}

#[test]
fn each_2xx_follows_a_sync_that_began_after_its_event_was_written() {
    const REQUESTS: usize = 40;
    let sandbox = Sandbox::new();
    let Some(shim) = Shim::new(&sandbox) else { return };
    let listener = Running::start(shim.under(sandbox.listen_cmd()));
    let addr = listener.addr();
    std::thread::scope(|scope| {
        for connection in 0..8 {
            scope.spawn(move || {
                let mut raw = Raw::connect(addr);
                for request in 0..REQUESTS {
                    let number = connection * REQUESTS + request;
                    let request = post("/", &format!("d-{number}"), &marked(number));
                    raw.send(&request).expect("sent");
                    assert_eq!(raw.answer().status, 200);
                }
            });
        }
    });
    let log = shim.log();
    let acknowledged = log.iter().filter(|entry| matches!(entry, Entry::Answer(_, 200))).count();
    assert_eq!(acknowledged, 8 * REQUESTS);
    assert_eq!(too_early(&log), Vec::<String>::new());
}

/// The marks whose 2xx left before a sync of the log that began after they were written.
fn too_early(log: &[Entry]) -> Vec<String> {
    #[derive(Clone, Copy, PartialEq)]
    enum Stage {
        Asked,
        Written,
        Syncing,
        Durable,
    }
    let mut asked_on: HashMap<u32, String> = HashMap::new();
    let mut stages: HashMap<String, Stage> = HashMap::new();
    let mut early = Vec::new();
    let advance = |stages: &mut HashMap<String, Stage>, from, to| {
        stages.values_mut().filter(|stage| **stage == from).for_each(|stage| *stage = to);
    };
    for entry in log {
        match entry {
            Entry::Request(connection, mark) => {
                asked_on.insert(*connection, mark.clone());
                stages.insert(mark.clone(), Stage::Asked);
            }
            Entry::Stored(mark) => {
                stages.entry(mark.clone()).and_modify(|stage| {
                    if *stage == Stage::Asked {
                        *stage = Stage::Written;
                    }
                });
            }
            Entry::SyncStart(part) if part == "db-wal" => {
                advance(&mut stages, Stage::Written, Stage::Syncing);
            }
            Entry::SyncEnd(part) if part == "db-wal" => {
                advance(&mut stages, Stage::Syncing, Stage::Durable);
            }
            Entry::SyncFailed(_) => advance(&mut stages, Stage::Syncing, Stage::Written),
            Entry::Answer(connection, 200..300) => {
                let mark = asked_on.get(connection).expect("an answer to a request");
                if stages[mark] != Stage::Durable {
                    early.push(mark.clone());
                }
            }
            _ => {}
        }
    }
    early
}

#[test]
fn the_proof_sees_an_answer_that_leaves_too_early() {
    let wal = || "db-wal".to_owned();
    let mark = || "mark-1".to_owned();
    let right = vec![
        Entry::Request(7, mark()),
        Entry::Stored(mark()),
        Entry::SyncStart(wal()),
        Entry::SyncEnd(wal()),
        Entry::Answer(7, 200),
    ];
    assert_eq!(too_early(&right), Vec::<String>::new());
    for (one, other) in [(1, 2), (3, 4)] {
        let mut wrong = right.clone();
        wrong.swap(one, other);
        assert_eq!(too_early(&wrong), ["mark-1"], "{wrong:?}");
    }
}

#[test]
fn send_syncs_before_the_request_what_is_to_be_tried_again_and_the_rest_at_its_end() {
    let synced = |log: &[Entry], part: &str| {
        let stored = log.iter().position(|entry| *entry == Entry::Stored("mark-1".to_owned()));
        log[stored.expect("recorded")..].contains(&Entry::SyncEnd(part.to_owned()))
    };
    for (args, at_once) in [(&["--retry", "1s", "--queue"][..], true), (&[], false)] {
        let sandbox = Sandbox::new();
        let Some(shim) = Shim::new(&sandbox) else { return };
        let (told, was_synced) = std::sync::mpsc::channel();
        let watched = shim.clone();
        let handler = Endpoint::deciding(move |_| {
            told.send(synced(&watched.log(), "db-wal")).expect("heard");
            Reply::status(200)
        });
        let body = String::from_utf8(marked(1)).expect("text");
        let cmd = sandbox.cmd(["send", "--data", &body, "--to", &handler.url("/")]).args(args);
        shim.under(cmd).run().code(0);
        assert_eq!(was_synced.recv().ok(), Some(at_once), "{args:?}");
        let log = shim.log();
        assert!(synced(&log, "db-wal") && synced(&log, "db"), "{args:?}: {log:?}");
        holds(&sandbox, [1, 1]);
    }
}

#[test]
fn a_sync_that_fails_is_answered_503_and_the_same_process_recovers() {
    let sandbox = Sandbox::new();
    let Some(shim) = Shim::new(&sandbox) else { return };
    let mut listener = Running::start(shim.under(sandbox.listen_cmd()));
    assert_eq!(status(&listener, 1), 200);
    shim.fail_syncs(true);
    assert_eq!(status(&listener, 2), 503);
    assert_eq!(status(&listener, 3), 503);
    shim.fail_syncs(false);
    assert_eq!(status(&listener, 4), 200);
    assert!(listener.is_running());
    holds(&sandbox, [1, 4]);
    listener.kill9();
    holds(&sandbox, [1, 4]);
}

#[test]
fn a_full_disk_is_answered_503_and_the_same_process_recovers() {
    let sandbox = Sandbox::new();
    let Some(shim) = Shim::new(&sandbox) else { return };
    let mut listener = Running::start(shim.under(sandbox.listen_cmd()));
    assert_eq!(status(&listener, 1), 200);
    shim.fill_disk(true);
    assert_eq!(status(&listener, 2), 503);
    assert_eq!(status(&listener, 3), 503);
    shim.fill_disk(false);
    assert_eq!(status(&listener, 4), 200);
    assert!(listener.is_running());
    holds(&sandbox, [1, 4]);
}

#[test]
fn what_was_queued_before_the_disk_failed_is_delivered_once_it_works_again() {
    for break_disk in [Shim::fail_syncs, Shim::fill_disk] {
        let sandbox = Sandbox::new();
        let Some(shim) = Shim::new(&sandbox) else { return };
        let handler = Endpoint::script([503, 200].map(Reply::status));
        let to = handler.url("/hooks");
        let args = ["--ack-first", "--forward-to", &to, "--retry", "300ms,300ms,300ms"];
        let mut listener = Running::start(shim.under(sandbox.listen_cmd().args(args)));
        assert_eq!(status(&listener, 1), 200);
        sandbox.wait_delivery(1, "pending", 1);
        break_disk(&shim, true);
        // The second attempt is due while nothing can be written.
        listener.wait_stderr("a warning", |line| line.contains("deliveries wait until the store"));
        assert_eq!(status(&listener, 2), 503);
        break_disk(&shim, false);
        assert_eq!(status(&listener, 3), 200);
        until("both events at the handler", PATIENCE, || {
            (handler.received().len() >= 3).then_some(())
        });
        assert_eq!(listener.stop(Signal::Term).code, 0);
        let bodies: Vec<_> = handler.received().into_iter().map(|request| request.body).collect();
        let again = bodies.iter().filter(|body| **body == marked(1)).count();
        assert_eq!((bodies.len(), again, bodies.contains(&marked(3))), (3, 2, true));
    }
}

#[test]
fn an_attempt_that_ends_while_the_disk_fails_is_written_down_and_not_made_again() {
    let sandbox = Sandbox::new();
    let Some(shim) = Shim::new(&sandbox) else { return };
    let slow = Reply::status(200).after(Duration::from_millis(300));
    let handler = Endpoint::script([slow]).expect_calls(1);
    let to = handler.url("/hooks");
    let args = ["--ack-first", "--forward-to", &to, "--retry", "10ms,10ms"];
    let listener = Running::start(shim.under(sandbox.listen_cmd().args(args)));
    assert_eq!(status(&listener, 1), 200);
    handler.wait_for(1);
    shim.fail_syncs(true);
    // One may be the search index, which is filled when nothing else is written.
    until("the third write that fails", PATIENCE, || {
        let log = shim.log();
        let failed = log.iter().filter(|entry| matches!(entry, Entry::SyncFailed(_)));
        (failed.count() >= 3).then_some(())
    });
    shim.fail_syncs(false);
    sandbox.wait_delivery(1, "delivered", 1);
    assert_eq!(listener.stop(Signal::Term).code, 0);
}

#[test]
fn a_read_only_store_ends_the_listener_before_it_is_ready() {
    let sandbox = Sandbox::new();
    let Some(shim) = Shim::new(&sandbox) else { return };
    sandbox.listen([""; 0]).kill9();
    shim.read_only(true);
    let output = shim.under(sandbox.listen_cmd()).run().code(5);
    assert_eq!(output.stdout(), "", "{output}");
    assert!(output.stderr.starts_with("error: "), "{output}");
    assert!(output.stderr.contains("default.db"), "{output}");
    assert!(output.stderr.contains("hint: "), "{output}");
}

#[track_caller]
fn holds(sandbox: &Sandbox, numbers: [usize; 2]) {
    let stored = stored(sandbox);
    for number in numbers {
        let hash: [u8; 32] = Sha256::digest(marked(number)).into();
        assert!(stored.contains(&hash), "event {number} was acknowledged and is not stored");
    }
}
