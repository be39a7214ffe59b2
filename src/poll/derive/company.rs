//! `company.created`, `company.updated`, `company.deleted`: there is no filter by date, so all
//! companies are read.

use super::super::guard::Completeness;
use super::super::row::Row;
use super::record::{self, Kind};
use super::{Changes, Look};

static COMPANY: Kind = Kind::new("company");

/// All companies. `look.known` has to hold all of them.
#[must_use]
pub fn scan(rows: &[Row], completeness: Completeness, look: &Look<'_>) -> Changes {
    record::scan(&COMPANY, rows, completeness, look)
}
