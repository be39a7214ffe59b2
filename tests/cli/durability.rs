//! Promise 2: nothing acknowledged is ever lost. Shown by killing the listener under load, and,
//! because a kill leaves the page cache alone, by holding back, breaking and watching the disk.

#[cfg(target_os = "linux")]
mod disk;

use std::collections::HashSet;

use sha2::{Digest as _, Sha256};

use crate::harness::{Load, Sandbox};

const KILLS: usize = 20;
const CONNECTIONS: usize = 16;

/// The SHA-256 of each stored body, computed from the body and compared with what is beside it.
fn stored(sandbox: &Sandbox) -> HashSet<[u8; 32]> {
    let conn = sandbox.open_store();
    let mut rows = conn.prepare("SELECT body, body_sha256 FROM events").expect("a query");
    let rows = rows.query_map([], |row| {
        let (body, kept): (Vec<u8>, [u8; 32]) = (row.get(0)?, row.get(1)?);
        let computed: [u8; 32] = Sha256::digest(&body).into();
        assert_eq!(computed, kept, "a torn body");
        Ok(computed)
    });
    rows.expect("rows").collect::<Result<_, _>>().expect("rows")
}

#[test]
fn twenty_kills_under_load_lose_nothing_that_was_acknowledged() {
    let sandbox = Sandbox::new();
    let mut ledger = HashSet::new();
    for round in 1..=KILLS {
        let listener = sandbox.listen(["--quiet"]);
        let load = Load::start(listener.addr(), CONNECTIONS);
        // Another moment of the listener's life each time, the first commits included.
        load.wait_acknowledged(round * round);
        listener.kill9();
        let acknowledged = load.finish();
        assert!(acknowledged.len() >= round * round);
        ledger.extend(acknowledged);
        let stored = stored(&sandbox);
        let lost = ledger.difference(&stored).count();
        assert_eq!(lost, 0, "of {} acknowledged bodies, after kill {round}", ledger.len());
    }
    let conn = sandbox.open_store();
    let state: String =
        conn.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("a verdict");
    assert_eq!(state, "ok");
}
