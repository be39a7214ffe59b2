//! The one transaction of polling: derived events, their deliveries, what is remembered of each
//! resource, and how far was read. Either all of it is on disk or none.

use std::collections::HashSet;

use rusqlite::Connection;

use super::{Entry, Watermark, mark, put};
use crate::store::delivery::{self, NewDelivery};
use crate::store::error::StoreError;
use crate::store::event::{self, NewEvent, Source};

/// What one reading leaves behind.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    /// The feed whose entries these are.
    pub shelf: String,
    /// Resources as they are now.
    pub entries: Vec<Entry>,
    /// Feeds that were read, and how far.
    pub marks: Vec<(String, Watermark)>,
}

/// A derived event and its way out.
#[derive(Clone, Debug)]
pub struct NewPolled {
    /// The event; its Delivery-ID follows from what happened.
    pub event: NewEvent,
    /// Its delivery, the number of the event still to be filled in.
    pub delivery: Option<NewDelivery>,
}

/// Writes all of it. Gives for each event its number, or `None` where the log has a derived event of
/// that Delivery-ID already: it is neither recorded nor delivered again.
///
/// # Errors
/// What SQLite says; then nothing of it is written.
pub fn commit(
    conn: &Connection,
    workspace: &str,
    kept: &Kept,
    events: &[NewPolled],
) -> Result<Vec<Option<i64>>, StoreError> {
    put(conn, workspace, &kept.shelf, &kept.entries)?;
    for (feed, watermark) in &kept.marks {
        mark(conn, workspace, feed, watermark)?;
    }
    let ids: Vec<&str> = events.iter().filter_map(|new| new.event.delivery_id.as_deref()).collect();
    let known = event::known_ids(conn, Source::Poll, &ids)?;
    let mut taken = HashSet::new();
    let mut numbers = Vec::with_capacity(events.len());
    for new in events {
        let id = new.event.delivery_id.as_deref().unwrap_or_default();
        if known.contains(id) || !taken.insert(id) {
            numbers.push(None);
            continue;
        }
        let number = event::insert(conn, &new.event)?.number;
        if let Some(delivery) = &new.delivery {
            delivery::enqueue(conn, &NewDelivery { event: number, ..delivery.clone() })?;
        }
        numbers.push(Some(number));
    }
    Ok(numbers)
}
