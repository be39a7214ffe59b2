//! Subscriptions that listeners made for themselves and have not yet removed. The secret of none is
//! here: it dies with the listener, and the subscription is of no use without it.

use std::path::Path;

use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::error::StoreError;
use super::lease;

/// One that is about to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRegistration {
    /// The API's URL.
    pub api: String,
    /// Fingerprint of the key: another one may be another workspace's.
    pub key: String,
    /// What its description says, like no other.
    pub mark: String,
    /// Where events are sent.
    pub url: String,
    /// The listener that makes it: [`lease::Owner::id`].
    pub owner: String,
    /// When.
    pub created_at: Timestamp,
}

/// One that has not been removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    /// Its number here.
    pub number: i64,
    /// The API's URL.
    pub api: String,
    /// Fingerprint of the key.
    pub key: String,
    /// What its description says.
    pub mark: String,
    /// Where events are sent.
    pub url: String,
    /// LeadLex's id of it; `None` when the answer never came, and nobody knows whether it was made.
    pub webhook: Option<String>,
    /// The listener that made it.
    pub owner: String,
}

/// Keeps that one is about to be made, and returns its number.
///
/// # Errors
/// What SQLite says.
pub fn begin(conn: &Connection, new: &NewRegistration) -> Result<i64, StoreError> {
    conn.prepare_cached(
        "INSERT INTO registrations (api, key, mark, url, owner, created_at)
         VALUES (?, ?, ?, ?, ?, ?)",
    )?
    .execute(params![
        new.api,
        new.key,
        new.mark,
        new.url,
        new.owner,
        new.created_at.as_microsecond()
    ])?;
    Ok(conn.last_insert_rowid())
}

/// Keeps that it was made.
///
/// # Errors
/// What SQLite says.
pub fn confirm(conn: &Connection, number: i64, webhook: &str) -> Result<(), StoreError> {
    conn.prepare_cached("UPDATE registrations SET webhook = ? WHERE number = ?")?
        .execute(params![webhook, number])?;
    Ok(())
}

/// Forgets one that is gone, or was never made.
///
/// # Errors
/// What SQLite says.
pub fn forget(conn: &Connection, number: i64) -> Result<(), StoreError> {
    conn.prepare_cached("DELETE FROM registrations WHERE number = ?")?.execute([number])?;
    Ok(())
}

/// Forgets one by LeadLex's id of it.
///
/// # Errors
/// What SQLite says.
pub fn forget_webhook(conn: &Connection, webhook: &str) -> Result<(), StoreError> {
    conn.prepare_cached("DELETE FROM registrations WHERE webhook = ?")?.execute([webhook])?;
    Ok(())
}

/// What listeners that have ended left, oldest first. `store` is the path of the store.
///
/// # Errors
/// What SQLite says.
pub fn left(conn: &Connection, store: &Path) -> Result<Vec<Registration>, StoreError> {
    let mut all = conn.prepare_cached(
        "SELECT number, api, key, mark, url, webhook, owner FROM registrations ORDER BY number",
    )?;
    let rows = all.query_map([], |row| {
        Ok(Registration {
            number: row.get(0)?,
            api: row.get(1)?,
            key: row.get(2)?,
            mark: row.get(3)?,
            url: row.get(4)?,
            webhook: row.get(5)?,
            owner: row.get(6)?,
        })
    })?;
    let mut found = rows.collect::<Result<Vec<_>, _>>()?;
    found.retain(|row| lease::has_ended(store, &row.owner));
    Ok(found)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::{NewRegistration, begin, confirm, forget, left};
    use crate::store::fixture::fixture;
    use crate::store::lease::Owner;

    #[test]
    fn what_a_listener_left_is_found_once_it_has_ended() {
        let log = fixture();
        let owner = Owner::register(log.store.path()).expect("an owner");
        let new = NewRegistration {
            api: "https://a".to_owned(),
            key: "k".to_owned(),
            mark: "m".to_owned(),
            url: "https://x".to_owned(),
            owner: owner.id().to_owned(),
            created_at: Timestamp::UNIX_EPOCH,
        };
        let number = log.store.write_blocking(move |c| begin(c, &new)).expect("kept");
        let found = || log.store.read(|c| left(c, log.store.path())).expect("rows");
        assert!(found().is_empty(), "its listener lives");
        drop(owner);
        let [row] = &found()[..] else { panic!("{:?}", found()) };
        assert_eq!((&*row.api, &*row.mark, &row.webhook), ("https://a", "m", &None));
        log.store.write_blocking(move |c| confirm(c, number, "7")).expect("kept");
        assert_eq!(found()[0].webhook.as_deref(), Some("7"));
        log.store.write_blocking(move |c| forget(c, number)).expect("forgotten");
        assert!(found().is_empty());
    }
}
