//! The schema's history: an append-only list of steps, keyed by SQLite's `user_version`.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::error::StoreError;

/// Marks our files among SQLite databases (`application_id`): "LLXH".
pub(super) const APPLICATION_ID: u32 = 0x4c4c_5848;

/// Never edit a step that was released; add one.
const STEPS: [&str; 6] = [
    include_str!("migration/v1.sql"),
    include_str!("migration/v2.sql"),
    include_str!("migration/v3.sql"),
    include_str!("migration/v4.sql"),
    include_str!("migration/v5.sql"),
    include_str!("migration/v6.sql"),
];

/// The version this program writes.
pub(super) const KNOWN: u32 = 6;
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

#[cfg(test)]
mod tests {
    use rusqlite::Connection;
    use tempfile::TempDir;

    use super::{APPLICATION_ID, KNOWN, STEPS, migrate, migrate_to, version};
    use crate::store::delivery::{self, DeliveryFilter, NewDelivery};
    use crate::store::event::{self, EventFilter};
    use crate::store::fixture;
    use crate::store::search::{Progress, fill};
    use crate::store::{Store, StoreError, open_reader};

    fn schema(conn: &Connection) -> Vec<String> {
        conn.prepare("SELECT name || coalesce(sql, '') FROM sqlite_schema ORDER BY 1")
            .and_then(|mut all| all.query_map([], |row| row.get(0))?.collect())
            .expect("a schema")
    }

    #[test]
    fn migrating_twice_is_migrating_once() {
        let mut conn = Connection::open_in_memory().expect("a database");
        let path = std::path::Path::new("test.db");
        migrate(&mut conn, path).expect("migrated");
        let (once, changes) = (schema(&conn), conn.total_changes());
        migrate(&mut conn, path).expect("migrated again");
        assert_eq!((schema(&conn), conn.total_changes()), (once, changes));
        assert_eq!(version(&conn).expect("a version"), KNOWN);
    }

    #[test]
    fn a_file_of_the_first_version_keeps_its_rows_and_becomes_searchable() {
        let folder = TempDir::new().expect("a directory");
        let path = folder.path().join("old.db");
        let conn = Connection::open(&path).expect("a file");
        conn.execute_batch(STEPS[0]).expect("the first schema");
        conn.execute_batch(
            "INSERT INTO events VALUES (7, 'listen', 1, 'POST', '/', NULL, 'list.updated', 'id-7',
                 'verified', 'f', 'fresh', NULL, NULL, NULL, NULL, 0, 3, x'00', x'', 'an old row')",
        )
        .expect_err("the body is a blob");
        conn.execute_batch(
            "INSERT INTO events VALUES (7, 'listen', 1, 'POST', '/', NULL, 'list.updated', 'id-7',
                 'verified', 'f', 'fresh', NULL, NULL, NULL, NULL, 0, 3, x'00', x'',
                 CAST('an old row' AS BLOB))",
        )
        .expect("a row");
        conn.pragma_update(None, "application_id", APPLICATION_ID).expect("our mark");
        conn.pragma_update(None, "user_version", 1).expect("the first version");
        drop(conn);
        // A reader brings it up to date as well.
        let reader = open_reader(&path).expect("a reader");
        assert_eq!(version(&reader).expect("a version"), KNOWN);
        let conn = crate::store::file::open_writer(&path).expect("a writer");
        for _ in 0..2 {
            let text = Some("OLD ROW".to_owned());
            let filter = EventFilter { text, ..EventFilter::default() };
            let found = event::list(&reader, &filter).expect("a search");
            assert_eq!(found.iter().map(|row| row.number).collect::<Vec<_>>(), [7]);
            assert_eq!(fill(&conn, &|| false).expect("filled"), Progress::Complete);
        }
    }

    #[test]
    fn deliveries_of_the_second_version_wait_for_nothing_and_what_comes_later_can() {
        let folder = TempDir::new().expect("a directory");
        let path = folder.path().join("old.db");
        let conn = Connection::open(&path).expect("a file");
        for step in &STEPS[..2] {
            conn.execute_batch(step).expect("a step");
        }
        let rows = "
            INSERT INTO events VALUES (1, 'poll', 1, 'POST', '/', NULL, 'list.updated', 'id-1',
                'verified', 'f', 'fresh', NULL, NULL, NULL, NULL, 0, 2, x'00', x'', x'7b7d');
            INSERT INTO deliveries VALUES
                (1, 1, 'o', 't', 'pending', 0, 0, 5, 5, NULL, NULL, NULL, NULL, NULL, NULL,
                 'fresh', '', x''),
                (2, 1, 'o', 't', 'pending', 0, 0, 6, 6, NULL, NULL, NULL, NULL, NULL, NULL,
                 'fresh', '', x''),
                (3, 1, 'o', 't', 'delivered', 1, 0, 7, NULL, NULL, NULL, 200, 9, NULL, NULL,
                 'fresh', '', x'');";
        conn.execute_batch(rows).expect("rows");
        conn.pragma_update(None, "application_id", APPLICATION_ID).expect("our mark");
        conn.pragma_update(None, "user_version", 2).expect("the second version");
        // A process of the older version that has the file open while it is brought up to date.
        let older = Connection::open(&path).expect("another process");
        let insert = "INSERT INTO deliveries (event, origin, target, state, attempts,
            schedule_from, created_at, due, owner, stamp, schedule, headers)
            VALUES (1, 'o', 't', 'pending', 0, 0, 8, 8, NULL, 'fresh', '', x'')";
        drop(older.prepare_cached(insert).expect("a statement"));
        drop(conn);

        let store = Store::open(&path).expect("brought up to date");
        older.prepare_cached(insert).and_then(|mut s| s.execute([])).expect("still writes");
        let rows = store.read(|conn| delivery::list(conn, &DeliveryFilter::default()));
        let rows = rows.expect("a list");
        let due: Vec<_> =
            rows.iter().map(|row| row.next_due.map(|at| at.as_microsecond())).collect();
        assert_eq!(due, [Some(8), None, Some(6), Some(5)]);
        assert!(rows.iter().all(|row| row.held_behind.is_none()));
        let stats = store.read(|conn| event::stats(conn, &EventFilter::default()));
        let stats = stats.expect("statistics");
        assert_eq!((stats.bytes, stats.deliveries.answered, stats.deliveries.attempts), (2, 1, 1));
        let ordered = NewDelivery { order_key: Some("k".to_owned()), ..fixture::delivery(1, 0) };
        let held = store.write_blocking(move |conn| {
            delivery::enqueue(conn, &ordered)?;
            let second = delivery::enqueue(conn, &ordered)?;
            Ok(delivery::get(conn, second)?.held_behind)
        });
        assert_eq!(held.expect("enqueued"), Some(5));
    }

    #[test]
    fn a_step_that_fails_leaves_the_file_as_it_was() {
        let mut conn = Connection::open_in_memory().expect("a database");
        let path = std::path::Path::new("test.db");
        conn.execute_batch("CREATE TABLE indexed (x)").expect("something in the way");
        migrate_to(&mut conn, path, 1).expect("the first step");
        migrate(&mut conn, path).expect_err("the second");
        assert_eq!(version(&conn).expect("a version"), 1);
        assert!(schema(&conn).iter().all(|entry| !entry.starts_with("event_text")));
    }

    #[test]
    fn what_is_not_ours_or_too_new_is_refused_and_not_touched() {
        let folder = TempDir::new().expect("a directory");
        let refused = |name: &str, make: &dyn Fn(&std::path::Path)| {
            let path = folder.path().join(name);
            make(&path);
            let before = std::fs::read(&path).expect("a file");
            let errors = [
                Store::open(&path).map(drop).expect_err("refused"),
                open_reader(&path).map(drop).expect_err("refused"),
            ];
            assert_eq!(std::fs::read(&path).expect("a file"), before, "{name}");
            let left = std::fs::read_dir(folder.path()).expect("a directory").count();
            std::fs::remove_file(&path).expect("removed");
            assert_eq!(left, 1, "{name} got company");
            errors
        };
        let sql = |path: &std::path::Path, sql: &str| {
            Connection::open(path).and_then(|conn| conn.execute_batch(sql)).expect("a database");
        };
        let text = refused("text", &|path| std::fs::write(path, "my notes").expect("written"));
        assert!(text.iter().all(|error| matches!(error, StoreError::NotADatabase { .. })));
        let torn = refused("torn", &|path| {
            std::fs::write(path, b"SQLite format 3\0 and then nothing").expect("written");
        });
        assert!(torn.iter().all(|error| matches!(error, StoreError::NotADatabase { .. })));
        let foreign = refused("foreign", &|path| sql(path, "CREATE TABLE t (x)"));
        assert!(foreign.iter().all(|error| matches!(error, StoreError::Foreign { .. })));
        let newer = refused("newer", &|path| {
            Store::open(path).expect("a store").close();
            sql(path, "PRAGMA user_version = 99");
            sql(path, "PRAGMA journal_mode = DELETE");
        });
        assert!(
            newer
                .iter()
                .all(|error| matches!(error, StoreError::Newer { found: 99, known: KNOWN, .. }))
        );
    }

    #[test]
    fn a_store_cut_short_is_reported_and_not_overwritten() {
        let folder = TempDir::new().expect("a directory");
        let path = folder.path().join("cut.db");
        Store::open(&path).expect("a store").close();
        let whole = std::fs::read(&path).expect("a file");
        std::fs::write(&path, &whole[..5_000]).expect("written");
        for error in [
            Store::open(&path).map(drop).expect_err("refused"),
            open_reader(&path).map(drop).expect_err("refused"),
        ] {
            assert!(matches!(error, StoreError::Corrupt { .. }), "{error:?}");
        }
        assert_eq!(std::fs::read(&path).expect("a file"), whole[..5_000]);
    }
}
