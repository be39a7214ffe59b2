//! Moves the write-ahead log to the database while the writer goes on: a move of many pages takes
//! tens of milliseconds, and nobody would be answered meanwhile.
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
const MOST: i64 = 3 * MANY;
/// Moves of a round at most: a reader can hold one up, and then the next is no shorter.
const MOVES: u32 = 8;

/// The rounds of one writer.
#[derive(Debug, Default)]
pub(super) struct Checkpoints {
    /// The moves that the present round has begun; 0 between rounds.
    moves: u32,
    under_way: Option<JoinHandle<Result<Log, StoreError>>>,
}

/// The write-ahead log, in pages.
#[derive(Clone, Copy, Debug)]
struct Log {
    /// Since it began anew. It does so with the first commit that finds all of it moved and nobody
    /// reading it.
    length: i64,
    /// Of these, the ones that have not moved.
    left: i64,
}

impl Checkpoints {
    /// What is due after a commit. A move that fails has lost nothing: the pages stay in the log, and
    /// the next one finds them there.
    pub(super) fn tend(&mut self, conn: &Connection, path: &Path) {
        let Ok(Log { length, left }) = checkpoint(conn, "NOOP") else { return };
        let is_due = length >= MANY || self.moves > 0;
        let is_moving = self.under_way.as_ref().is_some_and(|helper| !helper.is_finished());
        if !is_due || (is_moving && left < MOST) {
            return;
        }
        let has_moved =
            self.under_way.take().is_none_or(|helper| matches!(helper.join(), Ok(Ok(_))));
        if has_moved && left > FEW && self.moves < MOVES {
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
fn help(path: PathBuf) -> Option<JoinHandle<Result<Log, StoreError>>> {
    let work = move || checkpoint(&file::open_beside(&path)?, "PASSIVE");
    thread::Builder::new().name("checkpoint".to_owned()).spawn(work).ok()
}

/// How the log stands after that kind of checkpoint.
fn checkpoint(conn: &Connection, kind: &str) -> Result<Log, StoreError> {
    let mut asked = conn.prepare_cached(&format!("PRAGMA wal_checkpoint({kind})"))?;
    let (length, moved): (i64, i64) = asked.query_row([], |row| Ok((row.get(1)?, row.get(2)?)))?;
    Ok(Log { length, left: length - moved })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use rusqlite::Connection;

    use super::{Checkpoints, Log, MANY, checkpoint};
    use crate::store::event::{NewEvent, insert};
    use crate::store::fixture::{arrival, fixture};

    fn grow(conn: &Connection, pages: usize) {
        let event = NewEvent { body: vec![b'x'; pages * 4096].into(), ..arrival(None, "") };
        insert(conn, &event).expect("recorded");
    }

    fn log(conn: &Connection) -> Log {
        checkpoint(conn, "NOOP").expect("an answer")
    }

    fn finish(checkpoints: &mut Checkpoints, conn: &Connection, path: &Path) {
        while checkpoints.moves > 0 {
            checkpoints.tend(conn, path);
        }
    }

    #[test]
    fn a_long_log_is_moved_while_it_grows_and_begins_anew() {
        let (fixture, mut checkpoints) = (fixture(), Checkpoints::default());
        let path = &fixture.path;
        let conn = crate::store::file::open_writer(path).expect("a writer");
        grow(&conn, 1_000);
        checkpoints.tend(&conn, path);
        assert_eq!((checkpoints.moves, log(&conn).left > 1_000), (0, true), "short as yet");
        grow(&conn, 8_000);
        checkpoints.tend(&conn, path);
        assert_eq!(checkpoints.moves, 1);
        grow(&conn, 1_000);
        // The last move of a round is the writer's own, and then the log is overwritten.
        finish(&mut checkpoints, &conn, path);
        assert!(log(&conn).length > 10_000);
        assert_eq!(log(&conn).left, 0);
        grow(&conn, 1_000);
        assert!(log(&conn).length < 2_000);
    }

    #[test]
    fn a_reader_that_keeps_the_log_from_beginning_anew_is_tried_again() {
        let (fixture, mut checkpoints) = (fixture(), Checkpoints::default());
        let path = &fixture.path;
        let conn = crate::store::file::open_writer(path).expect("a writer");
        let reader = crate::store::file::open_reader(path).expect("a reader");
        grow(&conn, 9_000);
        reader.execute_batch("BEGIN; SELECT count(*) FROM events").expect("a transaction");
        checkpoints.tend(&conn, path);
        finish(&mut checkpoints, &conn, path);
        grow(&conn, 10);
        checkpoints.tend(&conn, path);
        assert!(log(&conn).length > MANY && log(&conn).left > 0, "{:?}", log(&conn));
        reader.execute_batch("COMMIT").expect("the end of it");
        checkpoints.tend(&conn, path);
        assert_eq!(log(&conn).left, 0);
        grow(&conn, 10);
        assert!(log(&conn).length < 100);
    }

    #[test]
    fn a_reader_that_holds_a_move_up_ends_the_round_and_loses_nothing() {
        let (fixture, mut checkpoints) = (fixture(), Checkpoints::default());
        let path = &fixture.path;
        let conn = crate::store::file::open_writer(path).expect("a writer");
        let reader = crate::store::file::open_reader(path).expect("a reader");
        reader.execute_batch("BEGIN; SELECT count(*) FROM events").expect("a transaction");
        grow(&conn, 10_000);
        checkpoints.tend(&conn, path);
        finish(&mut checkpoints, &conn, path);
        assert!(log(&conn).left > MANY);
        reader.execute_batch("COMMIT").expect("the end of it");
        checkpoints.tend(&conn, path);
        finish(&mut checkpoints, &conn, path);
        assert_eq!(log(&conn).left, 0);
    }
}
