//! The snapshot: how each resource of a feed looked when it was last read. A feed is any text that
//! the caller chooses, and stands for itself in each workspace.

use std::collections::HashMap;

use jiff::Timestamp;
use rusqlite::{Connection, Result as SqlResult, Row, params};

use crate::store::error::StoreError;
use crate::store::value;

use super::{Entry, Presence, feed};

const COLUMNS: &str =
    "id, created, created_rest, updated, updated_rest, hash, state, sequence, presence";

/// All that is known of a feed by id, what is gone included. Reads it into memory: about 200 bytes
/// an entry.
///
/// # Errors
/// What SQLite says.
pub fn entries(
    conn: &Connection,
    ws: &str,
    feed: &str,
) -> Result<HashMap<String, Entry>, StoreError> {
    let Some(feed) = feed::number(conn, ws, feed)? else {
        return Ok(HashMap::new());
    };
    let mut found = HashMap::new();
    let mut query =
        conn.prepare_cached(&format!("SELECT {COLUMNS} FROM poll_entries WHERE feed = ?"))?;
    let mut rows = query.query([feed])?;
    while let Some(row) = rows.next()? {
        let entry = read(row)?;
        found.insert(entry.id.clone(), entry);
    }
    Ok(found)
}

/// What is known of these ids; an id that is unknown is left out.
///
/// # Errors
/// What SQLite says.
pub fn some(
    conn: &Connection,
    ws: &str,
    feed: &str,
    ids: &[&str],
) -> Result<HashMap<String, Entry>, StoreError> {
    let Some(feed) = feed::number(conn, ws, feed)? else {
        return Ok(HashMap::new());
    };
    let mut query = conn
        .prepare_cached(&format!("SELECT {COLUMNS} FROM poll_entries WHERE feed = ? AND id = ?"))?;
    let mut found = HashMap::with_capacity(ids.len());
    for id in ids {
        let mut rows = query.query(params![feed, id])?;
        if let Some(row) = rows.next()? {
            found.insert((*id).to_owned(), read(row)?);
        }
    }
    Ok(found)
}

/// Keeps entries, in the place of what was known of their ids. Of one id twice the last counts.
/// Belongs into a job of [`crate::store::Store::write`].
///
/// # Errors
/// What SQLite says.
pub fn put(conn: &Connection, ws: &str, feed: &str, entries: &[Entry]) -> Result<(), StoreError> {
    let feed = feed::number_or_new(conn, ws, feed)?;
    // In the order of the table: a page is then written once, however random the ids are.
    let mut sorted: Vec<&Entry> = entries.iter().collect();
    sorted.sort_by(|a, b| a.id.cmp(&b.id));
    // Not `INSERT OR REPLACE`: as two changes that opens a savepoint a row, twenty times as slow.
    let mut upsert = conn.prepare_cached(&format!(
        "INSERT INTO poll_entries (feed, {COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (feed, id) DO UPDATE SET created = excluded.created,
             created_rest = excluded.created_rest, updated = excluded.updated,
             updated_rest = excluded.updated_rest, hash = excluded.hash, state = excluded.state,
             sequence = excluded.sequence, presence = excluded.presence"
    ))?;
    for entry in sorted {
        let (created, updated) = (entry.created.map(value::exact), entry.updated.map(value::exact));
        upsert.execute(params![
            feed,
            entry.id,
            created.map(|date| date.0),
            created.map_or(0, |date| date.1),
            updated.map(|date| date.0),
            updated.map_or(0, |date| date.1),
            entry.hash,
            entry.state,
            entry.sequence,
            entry.presence.as_str(),
        ])?;
    }
    Ok(())
}

/// Forgets a feed: its entries and its watermark, so that it is read as if for the first time.
///
/// # Errors
/// What SQLite says.
pub fn forget_feed(conn: &Connection, ws: &str, feed: &str) -> Result<(), StoreError> {
    conn.prepare_cached("DELETE FROM poll_feeds WHERE workspace = ? AND feed = ?")?
        .execute(params![ws, feed])?;
    Ok(())
}

/// Forgets the entries of a feed that were updated before then: for what never changes and is never
/// read again. An entry without such a date stays.
///
/// # Errors
/// What SQLite says.
pub fn forget_before(
    conn: &Connection,
    ws: &str,
    feed: &str,
    updated_before: Timestamp,
) -> Result<(), StoreError> {
    if let Some(feed) = feed::number(conn, ws, feed)? {
        let (before, rest) = value::exact(updated_before);
        conn.prepare_cached(
            "DELETE FROM poll_entries WHERE feed = ? AND (updated, updated_rest) < (?, ?)",
        )?
        .execute(params![feed, before, rest])?;
    }
    Ok(())
}

fn read(row: &Row<'_>) -> SqlResult<Entry> {
    Ok(Entry {
        id: row.get(0)?,
        created: date(row, 1)?,
        updated: date(row, 3)?,
        hash: row.get(5)?,
        state: row.get(6)?,
        sequence: row.get(7)?,
        presence: value::word_at(row, 8, Presence::parse)?,
    })
}

fn date(row: &Row<'_>, column: usize) -> SqlResult<Option<Timestamp>> {
    let micros: Option<i64> = row.get(column)?;
    micros.map(|micros| value::to_exact(micros, row.get(column + 1)?)).transpose()
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::{entries, forget_before, forget_feed, put, some};
    use crate::store::fixture::{Fixture, fixture, time};
    use crate::store::poll::{Entry, Presence, Watermark, feeds, mark};

    fn entry(id: &str) -> Entry {
        Entry {
            id: id.to_owned(),
            created: Some(time(0)),
            updated: Some(time(1)),
            hash: Some([7; 16]),
            state: "active".to_owned(),
            sequence: 0,
            presence: Presence::Here,
        }
    }

    fn keep(log: &Fixture, ws: &'static str, feed: &'static str, kept: Vec<Entry>) {
        log.store.write_blocking(move |conn| put(conn, ws, feed, &kept)).expect("kept");
    }

    fn known(log: &Fixture, ws: &str, feed: &str) -> Vec<Entry> {
        let found = log.store.read(|conn| entries(conn, ws, feed)).expect("entries");
        assert!(found.iter().all(|(id, entry)| *id == entry.id));
        let mut found: Vec<Entry> = found.into_values().collect();
        found.sort_by(|a, b| a.id.cmp(&b.id));
        found
    }

    #[test]
    fn an_entry_comes_back_as_it_was_down_to_the_nanosecond() {
        let log = fixture();
        let dates = [
            "2026-02-24T10:00:00.123456789Z",
            "0001-01-01T00:00:00Z",
            "9999-12-30T21:59:59.999999999Z",
            "1969-12-31T23:59:59.999999999Z",
            "-000044-03-15T12:00:00.000000001Z",
        ];
        let mut kept: Vec<Entry> = dates
            .iter()
            .enumerate()
            .map(|(number, date)| Entry {
                created: Some(date.parse().expect("a date")),
                updated: Some(date.parse().expect("a date")),
                sequence: u32::MAX,
                presence: Presence::Gone,
                ..entry(&format!("d{number}"))
            })
            .collect();
        kept.push(Entry {
            created: None,
            updated: None,
            hash: None,
            state: String::new(),
            ..entry("e'; ü\u{0}")
        });
        keep(&log, "w", "contacts", kept.clone());
        assert_eq!(known(&log, "w", "contacts"), kept);
    }

    #[test]
    fn what_is_put_again_takes_the_place_and_feeds_and_workspaces_stay_apart() {
        let log = fixture();
        keep(&log, "w", "contacts", vec![entry("2"), entry("1")]);
        let changed = Entry { sequence: 3, hash: None, ..entry("1") };
        keep(&log, "w", "contacts", vec![entry("1"), changed.clone()]);
        assert_eq!(known(&log, "w", "contacts"), [changed.clone(), entry("2")]);
        assert_eq!(known(&log, "w", "deals"), []);
        assert_eq!(known(&log, "v", "contacts"), []);
        keep(&log, "v", "contacts", vec![entry("9")]);
        let read = |conn: &_| some(conn, "w", "contacts", &["1", "9", "1"]);
        let found = log.store.read(read).expect("some");
        assert_eq!(found.into_iter().collect::<Vec<_>>(), [("1".to_owned(), changed)]);
        assert!(log.store.read(|conn| some(conn, "x", "y", &["1"])).expect("none").is_empty());
    }

    #[test]
    fn forgetting_takes_the_feed_or_what_is_old_in_it() {
        let log = fixture();
        let watermark = Watermark { baseline_at: time(0), mark: None, read_at: time(0), known: 1 };
        for feed in ["mails", "deals"] {
            let old = Entry { updated: Some(time(0)), ..entry("old") };
            let dateless = Entry { updated: None, ..entry("dateless") };
            keep(&log, "w", feed, vec![old, entry("new"), dateless]);
            let watermark = watermark.clone();
            log.store.write_blocking(move |c| mark(c, "w", feed, &watermark)).expect("marked");
        }
        let ids = |feed| known(&log, "w", feed).into_iter().map(|e| e.id).collect::<Vec<_>>();
        log.store.write_blocking(|c| forget_before(c, "w", "mails", time(1))).expect("done");
        assert_eq!((ids("mails"), ids("deals").len()), (vec!["dateless".into(), "new".into()], 3));
        log.store.write_blocking(|conn| forget_feed(conn, "w", "mails")).expect("forgotten");
        let left = log.store.read(|conn| feeds(conn, "w")).expect("feeds");
        assert_eq!((ids("mails").len(), left.into_keys().collect()), (0, vec!["deals".to_owned()]));
        assert_eq!(log.count("poll_entries"), 3, "none is left without its feed");
    }

    /// `cargo test --release -- --ignored a_hundred_thousand`: 0.15 s to keep, 0.06 s to read.
    #[test]
    #[ignore = "a limit of time, for a release build on a quiet machine"]
    fn a_hundred_thousand_entries_are_kept_in_a_second_and_read_in_a_tenth() {
        let log = fixture();
        let id = |number: u32| uuid::Uuid::from_u128(u128::from(number) << 96 | 7).to_string();
        let kept: Vec<Entry> =
            (0..100_000_u32).map(|number| entry(&id(number.wrapping_mul(2_654_435_761)))).collect();
        // New, and then known.
        for _ in 0..2 {
            let began = Instant::now();
            keep(&log, "w", "contacts", kept.clone());
            let took = began.elapsed();
            assert!(took < Duration::from_secs(1), "{took:?}");
        }
        let began = Instant::now();
        let found = log.store.read(|conn| entries(conn, "w", "contacts")).expect("entries");
        let took = began.elapsed();
        assert_eq!(found.len(), kept.len());
        assert!(took < Duration::from_millis(100), "{took:?}");
    }
}
