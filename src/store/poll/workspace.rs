//! Which workspace an API's address was found to lead to: the id of every derived event holds it, so
//! it must not change from run to run.

use rusqlite::{Connection, OptionalExtension as _, params};

use crate::store::error::StoreError;

/// The workspace that was kept for this address; `None` when there is none.
///
/// # Errors
/// What SQLite says.
pub fn workspace_of(conn: &Connection, api: &str) -> Result<Option<String>, StoreError> {
    Ok(conn
        .prepare_cached("SELECT workspace FROM poll_workspaces WHERE api = ?")?
        .query_row([api], |row| row.get(0))
        .optional()?)
}

/// Keeps the workspace of an address, in the place of any before.
///
/// # Errors
/// What SQLite says.
pub fn keep_workspace(conn: &Connection, api: &str, id: &str) -> Result<(), StoreError> {
    conn.prepare_cached("INSERT OR REPLACE INTO poll_workspaces (api, workspace) VALUES (?, ?)")?
        .execute(params![api, id])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{keep_workspace, workspace_of};
    use crate::store::fixture::fixture;

    #[test]
    fn the_workspace_of_an_address_is_the_last_one_kept() {
        let log = fixture();
        let of = |api| log.store.read(|conn| workspace_of(conn, api)).expect("a workspace");
        assert_eq!(of("https://a"), None);
        for id in ["one", "two"] {
            log.store.write_blocking(move |c| keep_workspace(c, "https://a", id)).expect("kept");
            assert_eq!((of("https://a").as_deref(), of("https://b")), (Some(id), None));
        }
    }
}
