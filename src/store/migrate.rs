//! The schema's history: an append-only list of steps, keyed by SQLite's `user_version`.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::error::StoreError;

/// Marks our files among SQLite databases (`application_id`): "LLXH".
pub(super) const APPLICATION_ID: u32 = 0x4c4c_5848;

/// Never edit a step that was released; add one.
const STEPS: [&str; 2] = [include_str!("migration/v1.sql"), include_str!("migration/v2.sql")];

/// The version this program writes.
pub(super) const KNOWN: u32 = 2;
const _: () = assert!(KNOWN as usize == STEPS.len(), "one step a version");

/// The version of the open file; 0 for an empty one.
pub(super) fn version(conn: &Connection) -> Result<u32, StoreError> {
    Ok(conn.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Brings the file up to [`KNOWN`], in one transaction; nothing to do is no write.
///
/// # Errors
/// [`StoreError::Newer`], or what SQLite says; the file is then as it was.
pub(super) fn migrate(conn: &mut Connection, path: &Path) -> Result<(), StoreError> {
    migrate_to(conn, path, KNOWN)
}

fn migrate_to(conn: &mut Connection, path: &Path, goal: u32) -> Result<(), StoreError> {
    if version(conn)? == goal {
        return Ok(());
    }
    // Another process may be doing the same: whoever comes second finds it done.
    let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = version(&transaction)?;
    if found > goal {
        return Err(StoreError::Newer { path: path.to_owned(), found, known: goal });
    }
    for (step, next) in STEPS.iter().zip(1..=goal).skip(found as usize) {
        transaction.execute_batch(step)?;
        transaction.pragma_update(None, "user_version", next)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    Ok(transaction.commit()?)
}
