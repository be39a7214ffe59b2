//! The list of events, a page at a time.

use std::time::Duration;

use serde::Serialize;

use super::filter::Query;
use super::house::House;
use super::reply::{Refusal, json};
use crate::output::event_json::{self, EventJson};
use crate::receiver::arrival::Reply;
use crate::store::event::{self, EventFilter};

/// Rows of a page, where no number is given and at most.
const ROWS: (usize, usize) = (100, 500);

/// How long one call may search what is not in the index.
pub(super) const PATIENCE: Duration = Duration::from_secs(1);

#[derive(Serialize)]
struct ListJson<'a> {
    events: Vec<EventJson<'a>>,
    more: bool,
    /// What the next page is asked for with, as `before`.
    next: Option<i64>,
    newest: i64,
}

pub(super) fn answer(house: &House, query: &str) -> Result<Reply, Refusal> {
    let query = Query::with_filters(query, &["before", "limit"])?;
    let filter = EventFilter {
        before: query.number("before")?,
        limit: Some(query.count("limit", ROWS.0, ROWS.1)?),
        ..query.filter()?
    };
    let (newest, page) = house.readers.read(|conn| {
        // The number first: what comes in between is then new to the stream as well.
        let newest = event::newest(conn)?;
        Ok((newest, event::page(conn, &filter, PATIENCE)?))
    })?;
    let events = page.rows.iter().map(event_json::of_row).collect();
    Ok(json(200, &ListJson { events, more: page.next.is_some(), next: page.next, newest }))
}
