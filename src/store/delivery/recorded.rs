//! What an endpoint answered before to an event: to the event itself, to its duplicates, and to
//! replays of it, as long as the body was the same.

use rusqlite::{Connection, OptionalExtension, Result as SqlResult, params};

use crate::contract::header::HeaderList;
use crate::store::error::StoreError;
use crate::store::value;

/// An answer in the log.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordedAnswer {
    /// Number of the delivery whose last attempt got it.
    pub delivery: i64,
    /// The status code.
    pub status: u16,
    /// The headers as they came.
    pub headers: HeaderList,
    /// The body, or its beginning.
    pub body: Vec<u8>,
    /// Whether the body went on.
    pub is_cut: bool,
}

/// Finds recorded answers. Holds two numbers for each duplicate and each replay in the log.
#[derive(Clone, Debug)]
pub struct Answers {
    /// The highest delivery there was at first: what is made later is no record.
    newest: i64,
    /// Event, and one that repeats it; sorted.
    repeats: Vec<(i64, i64)>,
    /// Deliveries of such origins are no record.
    without: String,
}

impl Answers {
    /// Looks at the log as it is now. Deliveries whose origin begins with `without` are passed over.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn new(conn: &Connection, without: &str) -> Result<Self, StoreError> {
        let newest =
            conn.query_row("SELECT coalesce(max(number), 0) FROM deliveries", [], |row| {
                row.get(0)
            })?;
        // The index has all but `replay_of`, so no body is read to skip a row.
        let mut repeats = conn
            .prepare(
                "SELECT coalesce(replay_of, duplicate_of), number
                 FROM events INDEXED BY events_in_order
                 WHERE (source = 'replay' OR duplicate_of IS NOT NULL) AND number > 0",
            )?
            .query_map([], |row| Ok((row.get::<_, Option<i64>>(0)?, row.get(1)?)))?
            .filter_map(|pair| pair.map(|(of, number)| Some((of?, number))).transpose())
            .collect::<SqlResult<Vec<(i64, i64)>>>()?;
        repeats.sort_unstable();
        Ok(Self { newest, repeats, without: without.to_owned() })
    }

    /// The last answer of the latest delivery of this event that had this body.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn latest(
        &self,
        conn: &Connection,
        event: i64,
        body_sha256: &[u8; 32],
    ) -> Result<Option<RecordedAnswer>, StoreError> {
        let from = self.repeats.partition_point(|(of, _)| *of < event);
        let repeats = self.repeats[from..].iter().take_while(|(of, _)| *of == event);
        let mut latest: Option<i64> = None;
        for number in repeats.map(|(_, number)| *number).chain([event]) {
            latest = latest.max(self.answered(conn, number, body_sha256)?);
        }
        latest.map_or(Ok(None), |delivery| last_answer(conn, delivery))
    }

    /// The latest delivery of exactly this event that ended with an answer.
    fn answered(
        &self,
        conn: &Connection,
        event: i64,
        body_sha256: &[u8; 32],
    ) -> Result<Option<i64>, StoreError> {
        Ok(conn
            .prepare_cached(
                "SELECT d.number FROM deliveries AS d JOIN events AS e ON e.number = d.event
                 WHERE d.event = ?1 AND d.number <= ?2 AND d.last_status IS NOT NULL
                     AND substr(d.origin, 1, length(?3)) <> ?3 AND e.body_sha256 = ?4
                 ORDER BY d.number DESC LIMIT 1",
            )?
            .query_row(params![event, self.newest, self.without, body_sha256], |row| row.get(0))
            .optional()?)
    }
}

fn last_answer(conn: &Connection, delivery: i64) -> Result<Option<RecordedAnswer>, StoreError> {
    let found = conn
        .prepare_cached(
            "SELECT status, response_headers, response_body, response_size, error_kind
             FROM attempts WHERE delivery = ? ORDER BY number DESC LIMIT 1",
        )?
        .query_row([delivery], |row| {
            let status: Option<u16> = row.get("status")?;
            let body: Vec<u8> = row.get("response_body")?;
            let size = value::unsigned(row.get("response_size")?);
            // `body_cut`: not even its size is known.
            let is_cut =
                row.get::<_, Option<String>>("error_kind")?.is_some() || size > body.len() as u64;
            let headers = value::headers(row, "response_headers")?;
            Ok(status.map(|status| RecordedAnswer { delivery, status, headers, body, is_cut }))
        })
        .optional()?;
    Ok(found.flatten())
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use sha2::{Digest as _, Sha256};

    use super::Answers;
    use crate::contract::header::HeaderList;
    use crate::store::delivery::{AttemptOutcome, NewAttempt, NewDelivery, State, record_finished};
    use crate::store::event::{NewEvent, Source};
    use crate::store::fixture::{Fixture, arrival, delivery, fixture};

    /// Records that a delivery of the event was answered; no status is no answer.
    fn answered(log: &Fixture, event: i64, origin: &str, status: Option<u16>) -> i64 {
        let delivery = NewDelivery { origin: origin.to_owned(), ..delivery(event, 0) };
        let outcome = AttemptOutcome { status, ..AttemptOutcome::default() };
        let attempt = NewAttempt {
            started_at: Timestamp::UNIX_EPOCH,
            latency: std::time::Duration::ZERO,
            request_headers: HeaderList::new(),
            outcome,
        };
        log.store
            .write_blocking(move |conn| record_finished(conn, &delivery, &attempt, State::Dead))
            .expect("recorded")
    }

    fn latest(log: &Fixture, event: i64, body: &str) -> Option<u16> {
        let hash: [u8; 32] = Sha256::digest(body).into();
        let read = |conn: &rusqlite::Connection| {
            Answers::new(conn, "replay --diff")?.latest(conn, event, &hash)
        };
        log.store.read(read).expect("an answer").map(|answer| answer.status)
    }

    fn again(of: i64, body: &'static str) -> NewEvent {
        NewEvent { source: Source::Replay, replay_of: Some(of), ..arrival(None, body) }
    }

    #[test]
    fn the_latest_answer_to_the_event_its_duplicates_and_replays_counts() {
        let log = fixture();
        let event = log.record(arrival(Some("id-1"), "x")).number;
        assert_eq!(latest(&log, event, "x"), None);
        answered(&log, event, "listen", Some(200));
        assert_eq!(latest(&log, event, "x"), Some(200));
        let duplicate = log.record(arrival(Some("id-1"), "x")).number;
        answered(&log, duplicate, "listen", Some(201));
        assert_eq!(latest(&log, event, "x"), Some(201));
        let replay = log.record(again(event, "x")).number;
        answered(&log, replay, "replay 1", Some(202));
        assert_eq!(latest(&log, event, "x"), Some(202));
        assert_eq!(latest(&log, replay, "x"), Some(202), "a replay is an event, too");
    }

    #[test]
    fn other_bodies_failures_and_passed_over_origins_are_no_record() {
        let log = fixture();
        let event = log.record(arrival(None, "x")).number;
        answered(&log, event, "listen", Some(200));
        answered(&log, event, "listen", None);
        let edited = log.record(again(event, "y")).number;
        answered(&log, edited, "replay 1", Some(400));
        let compared = log.record(again(event, "x")).number;
        answered(&log, compared, "replay --diff 2", Some(500));
        assert_eq!(latest(&log, event, "x"), Some(200));
        assert_eq!(latest(&log, event, "y"), Some(400));
        assert_eq!(latest(&log, event, "z"), None);
    }

    #[test]
    fn what_is_made_later_is_no_record() {
        let log = fixture();
        let event = log.record(arrival(None, "x")).number;
        let answers = log.store.read(|conn| Answers::new(conn, "-")).expect("answers");
        answered(&log, event, "listen", Some(200));
        let hash: [u8; 32] = Sha256::digest("x").into();
        let found = log.store.read(|conn| answers.latest(conn, event, &hash)).expect("read");
        assert_eq!(found, None);
    }
}
