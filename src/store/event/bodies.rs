//! Bodies of deliveries around one: headers may have got among those of a neighbour.

use rusqlite::{Connection, params};

use crate::contract::explain::OtherBody;
use crate::store::error::StoreError;

/// How many neighbours are looked at, and how many bytes in all.
#[derive(Clone, Copy, Debug)]
pub struct Nearby {
    /// Events.
    pub count: u32,
    /// Bytes of their bodies together.
    pub bytes: u64,
}

/// The bodies of the newest events, or of those around `number`, the newest first.
///
/// # Errors
/// What SQLite says.
pub fn bodies(
    conn: &Connection,
    number: Option<i64>,
    most: Nearby,
) -> Result<Vec<OtherBody>, StoreError> {
    let highest =
        number.map_or(i64::MAX, |number| number.saturating_add(i64::from(most.count / 2)));
    let mut numbers = conn.prepare_cached(
        "SELECT number FROM events INDEXED BY events_in_order
         WHERE number <= ? ORDER BY number DESC LIMIT ?",
    )?;
    let numbers = numbers
        .query_map(params![highest, most.count], |row| row.get(0))?
        .collect::<rusqlite::Result<Vec<i64>>>()?;
    let mut body = conn.prepare_cached("SELECT body FROM events WHERE number = ? AND size <= ?")?;
    let (mut found, mut left) = (Vec::new(), most.bytes);
    for other in numbers.into_iter().filter(|other| Some(*other) != number) {
        // A large one does not hide the small ones behind it.
        let room = i64::try_from(left).unwrap_or(i64::MAX);
        let mut rows = body.query(params![other, room])?;
        if let Some(row) = rows.next()? {
            let body: Vec<u8> = row.get(0)?;
            left = left.saturating_sub(body.len() as u64);
            found.push(OtherBody { number: other, body });
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::{Nearby, bodies};
    use crate::store::fixture::{arrival, fixture};

    #[test]
    fn neighbours_come_newest_first_within_the_limits() {
        let log = fixture();
        for body in ["one", "two", "a long one", "four", "five"] {
            log.record(arrival(None, body));
        }
        let numbers = |number, count, bytes| {
            let found = log.store.read(|conn| bodies(conn, number, Nearby { count, bytes }));
            found.expect("bodies").into_iter().map(|other| other.number).collect::<Vec<_>>()
        };
        assert_eq!(numbers(None, 9, 99), [5, 4, 3, 2, 1]);
        assert_eq!(numbers(Some(4), 9, 99), [5, 3, 2, 1]);
        assert_eq!(numbers(None, 2, 99), [5, 4]);
        assert_eq!(numbers(Some(2), 2, 99), [3]);
        assert_eq!(numbers(None, 9, 9), [5, 4]);
        assert_eq!(numbers(None, 9, 14), [5, 4, 2, 1]);
    }
}
