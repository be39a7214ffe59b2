//! Promise 2: nothing acknowledged is ever lost. A kill (`crash`) leaves the page cache alone, so
//! here the disk is held back, broken and watched.

#[cfg(target_os = "linux")]
mod disk;

use std::collections::HashSet;

use sha2::{Digest as _, Sha256};

use crate::harness::Sandbox;

/// A row of the log.
#[derive(Clone, Debug)]
pub(crate) struct Stored {
    pub(crate) number: i64,
    pub(crate) delivery_id: String,
    pub(crate) body: [u8; 32],
}

/// What is stored behind that number. The SHA-256 of each body is computed from the body and
/// compared with what is beside it.
pub(crate) fn stored_after(sandbox: &Sandbox, number: i64) -> Vec<Stored> {
    let conn = sandbox.open_store();
    let sql = "SELECT number, delivery_id, body, body_sha256 FROM events WHERE number > ?";
    let mut rows = conn.prepare(sql).expect("a query");
    let rows = rows.query_map([number], |row| {
        let (body, kept): (Vec<u8>, [u8; 32]) = (row.get(2)?, row.get(3)?);
        let computed: [u8; 32] = Sha256::digest(&body).into();
        assert_eq!(computed, kept, "a torn body");
        Ok(Stored { number: row.get(0)?, delivery_id: row.get(1)?, body: computed })
    });
    rows.expect("rows").collect::<Result<_, _>>().expect("rows")
}

/// The SHA-256 of each stored body.
fn stored(sandbox: &Sandbox) -> HashSet<[u8; 32]> {
    stored_after(sandbox, 0).into_iter().map(|row| row.body).collect()
}
