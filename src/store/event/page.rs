//! One page of a long list, for a reader that comes back for the next.

use std::time::Duration;

use rusqlite::Connection;

use crate::store::error::StoreError;
use crate::store::search;

use super::{EventFilter, EventRow, read};

/// Rows of a page when the filter has no limit.
const USUAL: usize = 100;

/// Some of the events that a filter means.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// In the order of the filter.
    pub rows: Vec<EventRow>,
    /// The number beyond which the next page begins; `None` at the end.
    pub next: Option<i64>,
}

/// The first page of what the filter means. A search for a text in what is not indexed yet may be
/// long: it ends when `patience` is over, with what was found so far.
///
/// # Errors
/// What SQLite says.
pub fn page(
    conn: &Connection,
    filter: &EventFilter,
    patience: Duration,
) -> Result<Page, StoreError> {
    let limit = filter.limit.unwrap_or(USUAL);
    let mut pages = search::Pages::new(conn, filter)?.within(patience);
    // One more than asked for says whether there is more.
    let mut numbers = pages.next(conn, limit + 1)?;
    let next = if numbers.len() > limit {
        numbers.truncate(limit);
        numbers.last().copied()
    } else {
        pages.interrupted_at()
    };
    Ok(Page { rows: read::rows(conn, &numbers)?, next })
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{EventFilter, Page, page};
    use crate::store::fixture::{Fixture, arrival, fixture};

    fn of(log: &Fixture, filter: &EventFilter, patience: Duration) -> (Vec<i64>, Option<i64>) {
        let Page { rows, next } =
            log.store.read(|conn| page(conn, filter, patience)).expect("a page");
        (rows.iter().map(|row| row.number).collect(), next)
    }

    #[test]
    fn pages_join_and_the_last_one_says_so() {
        let log = fixture();
        for _ in 0..5 {
            log.record(arrival(None, "x"));
        }
        let filter = |before| EventFilter { before, limit: Some(2), ..EventFilter::default() };
        let patient = Duration::from_secs(60);
        assert_eq!(of(&log, &filter(None), patient), (vec![5, 4], Some(4)));
        assert_eq!(of(&log, &filter(Some(4)), patient), (vec![3, 2], Some(2)));
        assert_eq!(of(&log, &filter(Some(2)), patient), (vec![1], None));
    }

    #[test]
    fn a_search_that_takes_too_long_says_where_it_was() {
        let log = fixture();
        let filled = log.store.write_blocking(|conn| {
            let event = arrival(None, "x");
            (0..600).try_for_each(|_| crate::store::event::insert(conn, &event).map(drop))
        });
        filled.expect("filled");
        // Too short for the index: every row is looked at, 256 of them at a time.
        let text = Some("§§".to_owned());
        let filter = EventFilter { text, ..EventFilter::default() };
        assert_eq!(of(&log, &filter, Duration::ZERO), (Vec::new(), Some(345)));
        let rest = EventFilter { before: Some(345), ..filter };
        assert_eq!(of(&log, &rest, Duration::from_secs(60)), (Vec::new(), None));
    }
}
