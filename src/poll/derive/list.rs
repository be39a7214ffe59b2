//! `list.created`, `list.updated`, `list.deleted`.

use serde_json::{Map, json};

use super::super::guard::Completeness;
use super::super::row::{Row, hash_of};
use super::record::{self, Kind};
use super::{Changes, Look};
use crate::store::poll::Watermark;

/// What `list.updated` is about; a list has no date of its last change
/// `[/api-reference/lists/create]`.
const CONTENT: [&str; 3] = ["name", "description", "contact_count"];

static LIST: Kind = Kind {
    hash: |row| hash_of(&row.fields, &CONTENT),
    // How many members it had, for the day it is deleted.
    state: |row| size(row).map_or(String::new(), |size| size.to_string()),
    farewell: |entry| {
        let size = entry.state.parse::<u64>().ok();
        let told = size.map(|size| ("memberships_removed".to_owned(), json!(size)));
        told.into_iter().collect::<Map<_, _>>()
    },
    ..Kind::new("list")
};

/// All lists. `look.known` has to hold all of them.
#[must_use]
pub fn scan(rows: &[Row], completeness: Completeness, look: &Look<'_>) -> Changes {
    record::scan(&LIST, rows, completeness, look)
}

/// How many contacts a list says it has.
#[must_use]
pub fn size(list: &Row) -> Option<u64> {
    list.count("contact_count")
}

/// Whether a list's members are worth reading: never read, or another number of them than is
/// known. One that came while another went shows in no number.
#[must_use]
pub fn has_moved(list: &Row, members: Option<&Watermark>) -> bool {
    members.is_none_or(|members| size(list).is_none_or(|size| size != members.known))
}
