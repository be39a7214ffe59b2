//! What a user types for an event: its number, its Delivery-ID or a part of it, or `latest`.

use rusqlite::{Connection, OptionalExtension as _, params};

use crate::store::error::StoreError;

use super::{EventRow, Source, read};

/// The shortest prefix of a Delivery-ID that is taken.
const SHORTEST: usize = 4;

/// Of a prefix that fits many, as many are named.
const NAMED: usize = 20;

/// Why an id means no one event.
#[derive(Debug, thiserror::Error)]
pub enum Resolve {
    /// Nothing has that number or id.
    #[error("no such event")]
    NotFound,
    /// Several ids begin so; the first twenty events.
    #[error("several events begin so")]
    Ambiguous(Vec<EventRow>),
    /// A prefix of fewer than four characters.
    #[error("an id is a number, or at least {SHORTEST} characters of the delivery id")]
    TooShort,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for Resolve {
    fn from(source: rusqlite::Error) -> Self {
        Self::Store(source.into())
    }
}

/// The number of the event that `text` means: all digits is a number; `latest` the highest number;
/// anything else the beginning of a Delivery-ID. Where all that begin so share one id, the first
/// arrival is meant, or else the first event; one that was rejected only where there is no other, so
/// that a forged request never shadows a real one.
///
/// # Errors
/// See [`Resolve`].
pub fn resolve(conn: &Connection, text: &str) -> Result<i64, Resolve> {
    if text == "latest" {
        let latest: Option<i64> =
            conn.query_row("SELECT max(number) FROM events", [], |row| row.get(0))?;
        return latest.ok_or(Resolve::NotFound);
    }
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let number: i64 = text.parse().map_err(|_| Resolve::NotFound)?;
        return match read::row(conn, number)? {
            Some(_) => Ok(number),
            None => Err(Resolve::NotFound),
        };
    }
    if text.chars().count() < SHORTEST {
        return Err(Resolve::TooShort);
    }
    by_prefix(conn, text)
}

fn by_prefix(conn: &Connection, prefix: &str) -> Result<i64, Resolve> {
    // The first character of Unicode's last plane stands above all that an id holds.
    let end = format!("{prefix}\u{10ffff}");
    let range = "FROM events WHERE delivery_id >= ?1 AND delivery_id < ?2";
    let ids: (Option<String>, Option<String>) = conn.query_row(
        &format!("SELECT min(delivery_id), max(delivery_id) {range}"),
        params![prefix, end],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let (Some(first), Some(last)) = ids else {
        return Err(Resolve::NotFound);
    };
    if first != last {
        let mut numbers = conn.prepare(&format!("SELECT number {range} LIMIT {NAMED}"))?;
        let numbers = numbers.query_map(params![prefix, end], |row| row.get(0))?;
        let numbers = numbers.collect::<rusqlite::Result<Vec<i64>>>()?;
        return Err(Resolve::Ambiguous(read::rows(conn, &numbers)?));
    }
    of_delivery(conn, &first)?.ok_or(Resolve::NotFound)
}

/// The number of the event with this Delivery-ID: its first arrival, or else the first event; one that
/// was rejected only where there is no other.
///
/// # Errors
/// What SQLite says.
pub fn of_delivery(conn: &Connection, id: &str) -> Result<Option<i64>, StoreError> {
    let mut found = conn.prepare_cached(
        "SELECT number FROM events WHERE delivery_id = ?1
         ORDER BY verdict IN ('verified', 'unverified') DESC,
             source = ?2 AND duplicate_of IS NULL DESC, number LIMIT 1",
    )?;
    Ok(found.query_row(params![id, Source::Listen.as_str()], |row| row.get(0)).optional()?)
}

#[cfg(test)]
mod tests {
    use super::{Resolve, resolve};
    use crate::store::event::{NewEvent, Source};
    use crate::store::fixture::{Fixture, arrival, fixture};

    fn of(log: &Fixture, text: &str) -> Result<i64, Resolve> {
        log.store.read(|conn| Ok(resolve(conn, text))).expect("a connection")
    }

    #[test]
    fn numbers_prefixes_and_latest_mean_an_event() {
        let log = fixture();
        assert!(matches!(of(&log, "latest"), Err(Resolve::NotFound)));
        log.record(NewEvent { source: Source::Send, ..arrival(Some("abcd-1"), "x") });
        log.record(arrival(Some("abcd-1"), "x"));
        log.record(arrival(Some("abcd-1"), "x"));
        log.record(arrival(Some("abce-1"), "y"));
        assert_eq!(of(&log, "latest").expect("latest"), 4);
        assert_eq!(of(&log, "1").expect("a number"), 1);
        assert_eq!(of(&log, "abcd").expect("the arrival"), 2);
        assert_eq!(of(&log, "abce-1").expect("whole"), 4);
        assert!(matches!(of(&log, "5"), Err(Resolve::NotFound)));
        assert!(matches!(of(&log, "99999999999999999999"), Err(Resolve::NotFound)));
        assert!(matches!(of(&log, "abcf"), Err(Resolve::NotFound)));
        assert!(matches!(of(&log, "abc"), Err(Resolve::TooShort)));
        assert!(matches!(of(&log, ""), Err(Resolve::TooShort)));
    }

    #[test]
    fn a_prefix_of_several_ids_lists_them() {
        let log = fixture();
        log.record(arrival(Some("abcd-1"), "x"));
        log.record(arrival(Some("abcd-2"), "x"));
        let Err(Resolve::Ambiguous(rows)) = of(&log, "abcd") else {
            panic!("not ambiguous");
        };
        assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 2]);
    }
}
