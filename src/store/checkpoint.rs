//! Moves the write-ahead log to the database while the writer goes on: a move of many pages takes a
//! tenth of a second and more, and nobody would be answered meanwhile.
//!
//! The log begins anew once all of it has moved, which under a steady load is never so when a move
//! ends: each move of a round has less to do than the one before it, and the writer makes the last.

use std::path::{Path, PathBuf};
use std::thread::{self, JoinHandle};

use rusqlite::Connection;

use super::error::StoreError;
use super::file;

/// Pages of 4 KB in the log that begin a round: fewer, larger moves keep the two syncs of each rare.
const MANY: i64 = 8_000;
/// Pages that the writer moves itself.
const FEW: i64 = 500;
/// Pages at which the writer waits for the move under way: on a disk that is slower than the events
/// the log must not grow without end.
const MOST: i64 = 4 * MANY;
/// Moves of a round at most: a reader can hold one up, and then the next is no shorter.
const MOVES: u32 = 8;

/// The rounds of one writer.
#[derive(Debug, Default)]
pub(super) struct Checkpoints {
    /// The moves that the present round has begun; 0 between rounds.
    moves: u32,
    under_way: Option<JoinHandle<Result<i64, StoreError>>>,
}

impl Checkpoints {
    /// What is due after a commit. A move that fails has lost nothing: the pages stay in the log, and
    /// the next round finds them there.
    pub(super) fn tend(&mut self, conn: &Connection, path: &Path) {
        let Ok(left) = checkpoint(conn, "NOOP") else { return };
        let is_due = left >= MANY || self.moves > 0;
        let is_moving = self.under_way.as_ref().is_some_and(|helper| !helper.is_finished());
        if !is_due || (is_moving && left < MOST) {
            return;
        }
        let is_short = self.moves > 0 && left <= FEW;
        let has_moved =
            self.under_way.take().is_none_or(|helper| matches!(helper.join(), Ok(Ok(_))));
        if has_moved && !is_short && self.moves < MOVES {
            self.under_way = help(path.to_owned());
        }
        if self.under_way.is_some() {
            self.moves += 1;
        } else {
            self.moves = 0;
            let _ = checkpoint(conn, "PASSIVE");
        }
    }
}

impl Drop for Checkpoints {
    /// Only a writer that closes last can tidy the log away.
    fn drop(&mut self) {
        if let Some(helper) = self.under_way.take() {
            let _ = helper.join();
        }
    }
}

/// A move on a connection of its own.
fn help(path: PathBuf) -> Option<JoinHandle<Result<i64, StoreError>>> {
    let work = move || checkpoint(&file::open_beside(&path)?, "PASSIVE");
    thread::Builder::new().name("checkpoint".to_owned()).spawn(work).ok()
}

/// How many pages of the log have not moved, after that kind of checkpoint.
fn checkpoint(conn: &Connection, kind: &str) -> Result<i64, StoreError> {
    let mut asked = conn.prepare_cached(&format!("PRAGMA wal_checkpoint({kind})"))?;
    Ok(asked.query_row([], |row| Ok(row.get::<_, i64>(1)? - row.get::<_, i64>(2)?))?)
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::{Checkpoints, FEW, MANY, checkpoint};
    use crate::store::event::{NewEvent, insert};
    use crate::store::fixture::{arrival, fixture};

    fn grow(conn: &Connection, pages: usize) {
        let event = NewEvent { body: vec![b'x'; pages * 4096].into(), ..arrival(None, "") };
        insert(conn, &event).expect("recorded");
    }

    fn left(conn: &Connection) -> i64 {
        checkpoint(conn, "NOOP").expect("an answer")
    }

    #[test]
    fn a_long_log_is_moved_while_it_grows_and_begins_anew() {
        let log = fixture();
        let conn = crate::store::file::open_writer(&log.path).expect("a writer");
        let size = || std::fs::metadata(log.path.with_extension("db-wal")).expect("a log").len();
        let mut checkpoints = Checkpoints::default();
        for _ in 0..20 {
            grow(&conn, 1_000);
            checkpoints.tend(&conn, &log.path);
        }
        assert!(left(&conn) < 2 * MANY, "{} pages are left", left(&conn));
        // The last move of a round is the writer's own, and then the log is overwritten.
        while checkpoints.moves > 0 {
            checkpoints.tend(&conn, &log.path);
        }
        assert_eq!(left(&conn), 0);
        let before = size();
        grow(&conn, 1_000);
        assert_eq!((size(), left(&conn) > FEW), (before, true));
    }

    #[test]
    fn a_reader_that_holds_a_move_up_ends_the_round_and_loses_nothing() {
        let log = fixture();
        let conn = crate::store::file::open_writer(&log.path).expect("a writer");
        let reader = crate::store::file::open_reader(&log.path).expect("a reader");
        reader.execute_batch("BEGIN; SELECT count(*) FROM events").expect("a transaction");
        let mut checkpoints = Checkpoints::default();
        grow(&conn, 10_000);
        checkpoints.tend(&conn, &log.path);
        while checkpoints.moves > 0 {
            checkpoints.tend(&conn, &log.path);
        }
        assert!(left(&conn) > MANY);
        reader.execute_batch("COMMIT").expect("the end of it");
        checkpoints.tend(&conn, &log.path);
        while checkpoints.moves > 0 {
            checkpoints.tend(&conn, &log.path);
        }
        assert_eq!(left(&conn), 0);
    }
}
