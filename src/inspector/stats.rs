//! The counts of the log, and how much of the catalogue was seen.

use serde_json::Value;

use super::house::House;
use super::reply::{Refusal, json};
use crate::contract::catalog::{self, EventType};
use crate::output::stats_page::{self, Coverage};
use crate::receiver::arrival::Reply;
use crate::store::event::{self, EventFilter};
use crate::store::load;

/// Load runs that are shown, latest first.
const LOADS: u32 = 5;

pub(super) fn answer(house: &House) -> Result<Reply, Refusal> {
    let (stats, loads) = house.readers.read(|conn| {
        Ok((event::stats(conn, &EventFilter::default())?, load::latest(conn, LOADS)?))
    })?;
    let loads: Vec<Value> =
        loads.iter().filter_map(|summary| serde_json::from_str(summary).ok()).collect();
    let listed: Vec<&EventType> = catalog::ALL.iter().collect();
    let coverage = Coverage::new("all", &listed, &stats);
    Ok(json(200, &stats_page::json(&stats, &coverage, &loads)))
}
