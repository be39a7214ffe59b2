//! A listener faces strangers: more than a thousand raw requests, each with what is right for it, on
//! one listener that is as well afterwards as it was before.

mod body;
mod case;
mod coding;
mod field;
mod length;
mod line;
mod pipeline;
mod protocol;
mod signature;

use std::io;

use rusqlite::Connection;

use self::case::{Case, Ending, Then};
use crate::harness::{Hook, PATIENCE, Raw, Running, Sandbox, Vitals, until};

type Family = (&'static str, fn() -> Vec<Case>);

const CORPUS: [Family; 22] = [
    ("methods", line::methods),
    ("versions", line::versions),
    ("between the parts of a line", line::between),
    ("targets", line::targets),
    ("targets with a host", line::whole_targets),
    ("hosts", line::hosts),
    ("names of fields", field::names),
    ("values of fields", field::values),
    ("line ends", field::line_ends),
    ("sizes of heads", field::sizes),
    ("lengths", length::lengths),
    ("several lengths", length::several),
    ("lengths that are wrong", length::mismatched),
    ("a length against a coding", length::against_coding),
    ("codings", coding::codings),
    ("good chunks", coding::good_chunks),
    ("bad chunks", coding::bad_chunks),
    ("expectations", protocol::expectations),
    ("upgrades", protocol::upgrades),
    ("other protocols", protocol::others),
    ("pipelining", pipeline::pipelined),
    ("bodies", body::bodies),
];

const MORE: [Family; 4] = [
    ("cut at every byte", pipeline::cut_at_every_byte),
    ("names of events", body::names),
    ("signatures", signature::signatures),
    ("timestamps and ids", signature::stamps_and_ids),
];

#[test]
fn every_abuse_has_its_answer_and_leaves_the_listener_as_it_was() {
    let sandbox = Sandbox::new();
    let mut running = Running::start(sandbox.listen_cmd().args(["-v"]));
    Hook::event("contact.created", "first", "Ada").accepted(running.addr());
    let log = sandbox.open_store();
    let before = Vitals::of(running.pid());
    let (mut count, mut wrong) = (0, Vec::new());
    for (family, cases) in CORPUS.iter().chain(&MORE) {
        for case in cases() {
            count += 1;
            if let Err(why) = replay(&case, &running, &log) {
                wrong.push(format!("{family}: {}: {why}", case.what));
            }
        }
        assert!(running.is_running(), "{family} ended the listener\n{}", running.printed());
    }
    assert!(count >= 1000, "{count} cases");
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));

    Hook::event("contact.created", "last", "Grace").accepted(running.addr());
    let verdict: String = log
        .query_row("SELECT verdict FROM events ORDER BY number DESC", [], |row| row.get(0))
        .expect("the last event");
    assert_eq!(verdict, "verified");
    until("the descriptors to be free again", PATIENCE, || {
        (Vitals::of(running.pid()).descriptors <= before.descriptors + 2).then_some(())
    });
    let memory = Vitals::of(running.pid()).memory_mb;
    assert!(memory < 100, "{memory} MB");
    let printed = running.printed();
    assert!(!printed.contains("panicked"), "{printed}");
}

/// Sends a case and holds what comes back against it.
fn replay(case: &Case, running: &Running, log: &Connection) -> Result<(), String> {
    let last = last_number(log);
    let mut raw = Raw::try_connect(running.addr()).map_err(|error| error.to_string())?;
    // It may be refused before all of it was read.
    let _ = raw.send(&case.bytes);
    match case.ending {
        Ending::Waits => {}
        Ending::HalfCloses => raw.half_close(),
        Ending::Resets => {
            raw.reset();
            return recorded(case, log, last);
        }
    }
    for (index, right) in case.answers.iter().enumerate() {
        match raw.try_answer(PATIENCE) {
            Ok(answer) if right.contains(&answer.status) => {}
            Ok(answer) => return Err(format!("answer {} is {}", index + 1, answer.status)),
            Err(error) if case.may_be_silent && is_end(&error) => return recorded(case, log, last),
            Err(error) => return Err(format!("answer {}: {error}", index + 1)),
        }
    }
    match case.then {
        Then::Closed => {
            let (rest, closed) = raw.rest(PATIENCE);
            if !closed {
                return Err("the connection stays open".to_owned());
            }
            if !rest.is_empty() {
                return Err(format!("and then {:?}", String::from_utf8_lossy(&rest)));
            }
        }
        Then::Kept => {
            let _ = raw.send(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
            let status = raw.try_answer(PATIENCE).map(|answer| answer.status);
            if !matches!(status, Ok(200)) {
                return Err(format!("the connection is of no use afterwards: {status:?}"));
            }
        }
    }
    recorded(case, log, last)
}

fn is_end(error: &io::Error) -> bool {
    !matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut)
}

fn last_number(log: &Connection) -> i64 {
    let read = |row: &rusqlite::Row<'_>| row.get(0);
    log.query_row("SELECT coalesce(max(number), 0) FROM events", [], read).expect("a number")
}

/// Holds the bodies that were recorded since then against those of the case.
fn recorded(case: &Case, log: &Connection, since: i64) -> Result<(), String> {
    let sql = "SELECT body FROM events WHERE number > ? ORDER BY number";
    let mut rows = log.prepare_cached(sql).expect("a query");
    let bodies = rows.query_map([since], |row| row.get(0)).expect("rows");
    let bodies: Vec<Vec<u8>> = bodies.collect::<Result<_, _>>().expect("bodies");
    if bodies == case.recorded {
        return Ok(());
    }
    let sizes = |bodies: &[Vec<u8>]| bodies.iter().map(Vec::len).collect::<Vec<_>>();
    Err(format!("recorded {:?} bytes, not {:?}", sizes(&bodies), sizes(&case.recorded)))
}
