//! `task.created` and `task.updated` of the CRM's own tasks: there is no filter by date, so all
//! tasks are read. That one is gone has no event.

use super::super::guard::Completeness;
use super::super::row::Row;
use super::record::{self, Born, Kind};
use super::{Changes, Look};

static TASK: Kind = Kind {
    born: Born::AnyDate,
    state: |row| row.text("status").unwrap_or_default(),
    ..Kind::new("task")
};

/// All tasks. `look.known` has to hold all of them.
#[must_use]
pub fn scan(rows: &[Row], completeness: Completeness, look: &Look<'_>) -> Changes {
    record::scan(&TASK, rows, completeness, look)
}
