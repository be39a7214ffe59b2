//! What is different from the event before, of the same resource.

use serde::Serialize;

use super::filter::Query;
use super::house::House;
use super::list::PATIENCE;
use super::reply::{Refusal, json};
use crate::contract::envelope::Envelope;
use crate::output::event_diff::{self, DifferenceJson};
use crate::output::headers::Masking;
use crate::receiver::arrival::Reply;
use crate::store::event::{self, EventFilter, EventRecord};

/// Of the events before that hold the resource's id, so many are read.
const LOOKED_AT: usize = 50;

#[derive(Serialize)]
struct DiffJson {
    with: Option<i64>,
    differences: Vec<DifferenceJson>,
}

pub(super) fn answer(house: &House, number: i64, query: &str) -> Result<Reply, Refusal> {
    let with = Query::read(query, &["with"])?.number("with")?;
    let record = house.readers.read(|conn| event::get(conn, number))?;
    let other = match with {
        Some(with) => Some(house.readers.read(|conn| event::get(conn, with))?),
        None => before(house, &record)?,
    };
    let differences = match &other {
        Some(other) => event_diff::compare(other, &record, Masking::Masked),
        None => Vec::new(),
    };
    Ok(json(200, &DiffJson { with: other.map(|other| other.row.number), differences }))
}

/// The event before that tells of the same resource: of a name of the same family, and with the same
/// id. The index of texts finds those that may be it. Other copies of the same delivery are passed
/// over: what was sent and then arrived is one event.
fn before(house: &House, record: &EventRecord) -> Result<Option<EventRecord>, Refusal> {
    let name = record.row.event.as_deref().unwrap_or_default();
    let (Some((family, _)), Some(id)) =
        (name.split_once('.'), Envelope::read(&record.body).resource_id)
    else {
        return Ok(None);
    };
    let filter = EventFilter {
        events: vec![format!("{family}.*")],
        before: Some(record.row.number),
        text: Some(id.clone()),
        limit: Some(LOOKED_AT),
        ..EventFilter::default()
    };
    let found = house.readers.read(|conn| event::page(conn, &filter, PATIENCE))?;
    let is_another = |row: &&event::EventRow| {
        row.delivery_id.is_none() || row.delivery_id != record.row.delivery_id
    };
    for row in found.rows.iter().filter(is_another) {
        let other = house.readers.read(|conn| event::get(conn, row.number))?;
        if Envelope::read(&other.body).resource_id.as_ref() == Some(&id) {
            return Ok(Some(other));
        }
    }
    Ok(None)
}
