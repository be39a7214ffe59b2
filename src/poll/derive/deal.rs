//! `deal.created`, `deal.updated`, `deal.deleted`.

use super::super::guard::Completeness;
use super::super::row::Row;
use super::record::{self, Kind};
use super::{Changes, Look};

static DEAL: Kind =
    Kind { state: |row| row.text("status").unwrap_or_default(), ..Kind::new("deal") };

/// Rows of `deals?updated_after=…`: new and changed deals.
#[must_use]
pub fn seen(rows: &[Row], look: &Look<'_>) -> Changes {
    record::filtered(&DEAL, rows, look)
}

/// All deals: those missing are gone. `look.known` has to hold all deals.
#[must_use]
pub fn scan(rows: &[Row], completeness: Completeness, look: &Look<'_>) -> Changes {
    record::scan(&DEAL, rows, completeness, look)
}
