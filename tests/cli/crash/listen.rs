//! `listen`, killed under load.

use std::collections::HashSet;

use super::{Chance, Figures, assert_whole, kills};
use crate::durability::stored_after;
use crate::harness::{Load, Sandbox};

const CONNECTIONS: usize = 16;

#[test]
fn a_listener_killed_under_load_has_stored_all_that_it_acknowledged() {
    let sandbox = Sandbox::new();
    let mut chance = Chance(1);
    let mut figures = Figures::begin("listen");
    let (mut owed, mut kept) = (HashSet::new(), HashSet::new());
    let mut sent = HashSet::new();
    let mut last = 0;
    for round in 1..=kills(20) {
        // It opens what the one before left behind.
        let listener = sandbox.listen(["--quiet"]);
        let load = Load::start(listener.addr(), CONNECTIONS);
        // Another moment of the listener's life each time, the first commits included.
        load.wait_acknowledged(usize::try_from(chance.below(400)).expect("a small number"));
        listener.kill9();
        figures.kills = round;
        for posted in load.finish() {
            if posted.acknowledged {
                owed.insert(posted.body);
            }
            sent.insert(posted.body);
        }
        for row in stored_after(&sandbox, last) {
            last = last.max(row.number);
            assert!(kept.insert(row.body), "stored twice");
        }
        assert_eq!(owed.difference(&kept).count(), 0, "lost at kill {round}");
    }
    // All of it is still there, not only what was new after each kill.
    let kept: HashSet<_> = stored_after(&sandbox, 0).into_iter().map(|row| row.body).collect();
    assert_whole(&sandbox);
    assert!(kept.is_subset(&sent), "stored, and sent by nobody");
    figures.sent = sent.len();
    figures.owed = owed.len();
    figures.lost = owed.difference(&kept).count();
    figures.arrived = kept.len();
    figures.unpromised = kept.difference(&owed).count();
    figures.tell();
}
