//! `contact.created`, `contact.updated`, `contact.deleted`.

use std::collections::HashSet;

use super::super::guard::Completeness;
use super::super::row::Row;
use super::record::{self, Depth, Kind};
use super::{Changes, Look};

static CONTACT: Kind = Kind::new("contact");

/// Pages of `contacts?sort=-updated_date`: new and changed contacts.
#[must_use]
pub fn seen(rows: &[Row], look: &Look<'_>) -> Changes {
    record::seen(&CONTACT, Depth::Full, rows, look)
}

/// Lines of a CSV export, all or a part: contacts that no page has shown. What has changed in
/// those that are known is left to [`seen`], for the columns are others.
#[must_use]
pub fn exported(rows: &[Row], look: &Look<'_>) -> Changes {
    record::seen(&CONTACT, Depth::Ids, rows, look)
}

/// The ids of a whole export: the others are gone. `look.known` has to hold all contacts.
#[must_use]
pub fn missing(alive: &HashSet<&str>, completeness: Completeness, look: &Look<'_>) -> Changes {
    record::missing(&CONTACT, alive, completeness, look)
}
