//! `replay`, killed midway: what it recorded can be explained, nobody else sends what it left, and
//! the next one begins from the beginning.

use std::collections::HashSet;

use super::crowded::Crowded;
use super::{Chance, Figures, assert_whole, kills, last_event};
use crate::harness::{Cmd, Hook, PATIENCE, Running, Sandbox, Signal, until};

const ARRIVALS: usize = 40;

/// Deliveries that may be under way when a kill comes.
const AT_ONCE: usize = 64;

/// A delivery that a replay recorded.
struct Recorded {
    delivery_id: String,
    of: i64,
    same_body: bool,
    state: String,
    attempts: i64,
}

/// The deliveries of replays whose events come after that number.
fn recorded_after(sandbox: &Sandbox, number: i64) -> Vec<Recorded> {
    let conn = sandbox.open_store();
    let sql = "SELECT e.delivery_id, e.replay_of, e.body = o.body, d.state, d.attempts
               FROM events AS e JOIN events AS o ON o.number = e.replay_of
               JOIN deliveries AS d ON d.event = e.number
               WHERE e.source = 'replay' AND e.number > ?";
    let mut rows = conn.prepare(sql).expect("a query");
    let rows = rows.query_map([number], |row| {
        let (delivery_id, of, same_body) = (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok(Recorded { delivery_id, of, same_body, state: row.get(3)?, attempts: row.get(4)? })
    });
    rows.expect("rows").collect::<Result<_, _>>().expect("rows")
}

fn replay(sandbox: &Sandbox, handler: &Crowded) -> Cmd {
    sandbox.cmd(["replay", "--last", "1000", "--quiet", "--to", &handler.url()])
}

/// A sandbox with so many arrivals.
fn with_arrivals() -> Sandbox {
    let sandbox = Sandbox::new();
    let listener = sandbox.listen([""; 0]);
    for number in 0..ARRIVALS {
        Hook::event("contact.created", &format!("id-{number}"), "Anna").accepted(listener.addr());
    }
    listener.stop(Signal::Term).code(0);
    sandbox
}

#[test]
fn a_killed_replay_leaves_what_can_be_explained_and_nothing_that_fires_by_itself() {
    let sandbox = with_arrivals();
    let handler = Crowded::start(|_| 200);
    let mut chance = Chance(3);
    let mut figures = Figures::begin("replay");
    let mut requests = 0;
    for round in 1..=kills(6) {
        let mark = last_event(&sandbox);
        let running = Running::spawn(&replay(&sandbox, &handler));
        let reached = usize::try_from(chance.below(ARRIVALS as u64)).expect("a small number");
        handler.wait_for(requests + reached);
        running.kill9();
        figures.kills = round;
        let log = handler.log();
        let seen: HashSet<&str> = log[requests..].iter().map(String::as_str).collect();
        requests = log.len();
        explain(&seen, &recorded_after(&sandbox, mark));
    }
    let requests = nobody_else_sends_it(&sandbox, &handler, requests);
    all_over_again(&sandbox, &handler, requests);
    // And `deliveries drain` makes the attempts that are left, under the IDs they were recorded with.
    sandbox.cmd(["deliveries", "drain", "--quiet"]).run().code(0);
    assert_whole(&sandbox);
    reckon(&sandbox, &handler, figures);
}

/// Each request is on record, and each record without one is of the few that were under way.
#[track_caller]
fn explain(seen: &HashSet<&str>, recorded: &[Recorded]) {
    let known: HashSet<&str> = recorded.iter().map(|one| &*one.delivery_id).collect();
    assert!(seen.is_subset(&known), "sent, and not recorded before");
    let mut in_doubt = 0;
    for one in recorded {
        assert!(one.same_body, "a replay of {} has another body", one.of);
        match (&*one.state, one.attempts) {
            ("delivered", 1) => assert!(seen.contains(&*one.delivery_id), "delivered to nobody"),
            ("pending", 0) => in_doubt += 1,
            other => panic!("a delivery of {} is {other:?}", one.of),
        }
    }
    assert!(in_doubt <= AT_ONCE, "{in_doubt} deliveries are in doubt");
}

/// A listener that works on its own outbox passes over what killed replays left.
fn nobody_else_sends_it(sandbox: &Sandbox, handler: &Crowded, requests: usize) -> usize {
    let listener = sandbox.listen(["--ack-first", "--forward-to", &handler.url()]);
    Hook::event("deal.created", "id-of-its-own", "Anna").accepted(listener.addr());
    let conn = sandbox.open_store();
    let sql = "SELECT 1 FROM deliveries WHERE state = 'delivered' AND origin LIKE 'listen %'";
    let mut delivered = conn.prepare(sql).expect("a query");
    until("its own delivery", PATIENCE, || delivered.exists([]).expect("an answer").then_some(()));
    listener.stop(Signal::Term).code(0);
    let log = handler.log();
    assert_eq!(log[requests..], ["id-of-its-own"]);
    log.len()
}

/// A replay after all those kills sends each arrival once, and nothing else.
fn all_over_again(sandbox: &Sandbox, handler: &Crowded, requests: usize) {
    let mark = last_event(sandbox);
    replay(sandbox, handler).run().code(0);
    let again = recorded_after(sandbox, mark);
    let originals: HashSet<i64> = again.iter().map(|one| one.of).collect();
    // The one that arrived meanwhile is among them.
    assert_eq!((again.len(), originals.len()), (ARRIVALS + 1, ARRIVALS + 1));
    assert!(again.iter().all(|one| one.state == "delivered" && one.attempts == 1));
    assert_eq!(handler.log().len(), requests + ARRIVALS + 1);
}

fn reckon(sandbox: &Sandbox, handler: &Crowded, mut figures: Figures) {
    let times = handler.times();
    for one in recorded_after(sandbox, 0) {
        figures.sent += 1;
        figures.owed += 1;
        let arrived = times.get(&one.delivery_id).copied().unwrap_or(0);
        figures.arrived += usize::from(arrived > 0);
        figures.lost += usize::from(arrived == 0 || one.state != "delivered");
        figures.repeated += arrived.saturating_sub(1);
    }
    figures.tell();
}
