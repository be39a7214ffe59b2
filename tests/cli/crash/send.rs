//! `send --retry` and `deliveries drain`, killed: whoever drains next takes over at once, and no two
//! processes make one attempt.

use std::thread::sleep;
use std::time::{Duration, Instant};

use super::crowded::Crowded;
use super::{Chance, Figures, assert_whole, kills};
use crate::harness::{PATIENCE, Running, Sandbox, until};

/// How often each delivery is refused before it is taken.
const REFUSALS: usize = 2;

#[test]
fn a_drain_takes_over_from_a_killed_send_and_from_a_killed_drain() {
    let sandbox = Sandbox::new();
    let handler = Crowded::start(|before| if before < REFUSALS { 503 } else { 200 });
    let to = handler.url();
    let retry = ["40ms"; 12].join(",");
    let send = ["send", "contact.*", "deal.*", "--quiet", "--to", &to, "--retry", &retry];
    let drain = ["deliveries", "drain", "--quiet"];
    let mut chance = Chance(4);
    let mut figures = Figures::begin("send and drain");
    let mut slowest = Duration::ZERO;
    for _ in 0..kills(10).div_ceil(2) {
        let before = handler.log().len();
        let sending = Running::spawn(&sandbox.cmd(send));
        // Somewhere between the first attempt of the first and the last of the last.
        let reached = before + usize::try_from(chance.below(24)).expect("a small number");
        handler.wait_for(reached);
        sending.kill9();
        let killed = Instant::now();
        let draining = [(); 2].map(|()| Running::spawn(&sandbox.cmd(drain)));
        sleep(Duration::from_millis(chance.below(120)));
        let [first, mut second] = draining;
        first.kill9();
        // Patient beyond the lease of a delivery, so that one that is waited for is seen below.
        until("the end of the drain", PATIENCE * 5, || (!second.is_running()).then_some(()));
        second.wait_end().code(0);
        slowest = slowest.max(killed.elapsed());
        figures.kills += 2;
    }
    assert!(slowest < Duration::from_secs(55), "a lease outlived its process: {slowest:?}");
    assert_whole(&sandbox);
    reckon(&sandbox, &handler, figures);
}

fn reckon(sandbox: &Sandbox, handler: &Crowded, mut figures: Figures) {
    let mut requests = handler.times();
    let conn = sandbox.open_store();
    let sql = "SELECT e.delivery_id, d.state, d.attempts FROM deliveries AS d
               JOIN events AS e ON e.number = d.event";
    let mut rows = conn.prepare(sql).expect("a query");
    let rows = rows.query_map([], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, i64>(2)?))
    });
    for row in rows.expect("rows") {
        let (id, state, attempts) = row.expect("a row");
        let seen = requests.remove(&id).unwrap_or(0);
        figures.sent += 1;
        figures.owed += 1;
        figures.lost += usize::from(state != "delivered" || seen <= REFUSALS);
        figures.arrived += usize::from(seen > REFUSALS);
        figures.repeated += seen.saturating_sub(REFUSALS + 1);
        // A kill cuts off one attempt of a delivery at most, and two kills could have met it.
        let cut = i64::try_from(seen).expect("a small number") - attempts;
        assert!((0..=2).contains(&cut), "{id}: {attempts} recorded, {seen} made");
    }
    assert!(requests.is_empty(), "sent, and not recorded: {requests:?}");
    figures.tell();
}
