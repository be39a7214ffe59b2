//! Reading a resource page by page, and knowing afterwards what the reading is worth: pages shift
//! while rows come and go, so a row is told by its id, and a total that changed is read again.

use std::collections::HashMap;

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::caller::{Caller, Halt};
use super::told::Told;
use crate::api::{BadRow, Call, Export, Page};
use crate::poll::guard::Completeness;
use crate::poll::row::Row;

/// How often a reading is begun anew because the rows moved under it.
const READINGS: u32 = 3;
/// More pages than any total can mean: an API that never ends is left there.
const MOST_PAGES: u64 = 20_000;
/// From here on somebody may want to see that it goes on.
const LONG: u64 = 5;

/// Rows of one resource, each once.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// In the order in which they were read; a row read twice stands as it was read last.
    pub(super) rows: Vec<Row>,
    /// Every `meta.total` that was said.
    pub(super) totals: Vec<u64>,
    /// Rows without a usable id: they cannot be told from each other.
    pub(super) bad: Vec<BadRow>,
    /// The API's clock at the first page.
    pub(super) server_time: Option<Timestamp>,
    /// Whether the rows stood still while they were read.
    pub(super) steady: Steadiness,
    places: HashMap<String, usize>,
}

/// Whether a reading can have passed over a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Steadiness {
    /// One page, or pages that agree with each other.
    #[default]
    Steady,
    /// The rows moved: one may have slipped from a page not yet read to one read already.
    Moving,
}

impl Scan {
    /// Distinct rows, those without an id counted as one each.
    #[must_use]
    pub(super) fn distinct(&self) -> u64 {
        (self.rows.len() + self.bad.len()) as u64
    }

    /// What the last page said there is.
    #[must_use]
    pub(super) fn total(&self) -> Option<u64> {
        self.totals.last().copied()
    }

    /// Whether it saw all there is.
    #[must_use]
    pub(super) fn completeness(&self) -> Completeness {
        if self.bad.is_empty() {
            Completeness::judge(self.distinct(), &self.totals)
        } else {
            Completeness::Partial { read: self.rows.len() as u64, total: self.total() }
        }
    }

    /// The lines of one export, as if they had been one page.
    #[must_use]
    pub(super) fn of_export(export: Export) -> Self {
        let mut scan = Self { server_time: export.server_time, bad: export.bad, ..Self::default() };
        for row in export.rows {
            scan.take_row(row.fields());
        }
        if export.limit_hit {
            // More than fits: nobody can be said to be missing.
            scan.totals.push(u64::MAX);
        }
        scan
    }

    /// Takes a page; says whether it brought any row not seen before.
    fn take(&mut self, page: Page) -> Brought {
        let before = self.distinct();
        for fields in page.rows {
            self.take_row(fields);
        }
        self.bad.extend(page.bad);
        self.totals.extend(page.meta.and_then(|meta| meta.total));
        self.server_time = self.server_time.or(page.server_time);
        if self.distinct() > before { Brought::News } else { Brought::Nothing }
    }

    fn take_row(&mut self, fields: Map<String, Value>) {
        match Row::read(fields) {
            Ok(row) => match self.places.get(&row.id) {
                Some(place) => self.rows[*place] = row,
                None => {
                    self.places.insert(row.id.clone(), self.rows.len());
                    self.rows.push(row);
                }
            },
            Err(why) => {
                let index = self.rows.len() + self.bad.len();
                self.bad.push(BadRow { index, id: None, why: why.to_string() });
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Brought {
    News,
    Nothing,
}

/// When a reading may end before the last page.
pub(super) trait Enough {
    /// Whether these rows, the first pages of it, reach far enough.
    fn is_enough(&self, rows: &[Row]) -> bool;
}

/// Never: everything is wanted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Everything;

impl Enough for Everything {
    fn is_enough(&self, _: &[Row]) -> bool {
        false
    }
}

impl<F: Fn(&[Row]) -> bool> Enough for F {
    fn is_enough(&self, rows: &[Row]) -> bool {
        self(rows)
    }
}

/// Reads page after page until the end, or until it is enough. Several pages that do not agree are
/// read again.
///
/// # Errors
/// See [`Halt`].
pub(super) async fn scan(caller: &Caller, call: &Call, enough: &impl Enough) -> Result<Scan, Halt> {
    let mut scan = Scan::default();
    for _ in 0..READINGS {
        scan = once(caller, call, enough).await?;
        if scan.steady == Steadiness::Steady {
            break;
        }
    }
    Ok(scan)
}

async fn once(caller: &Caller, call: &Call, enough: &impl Enough) -> Result<Scan, Halt> {
    let mut scan = Scan::default();
    let mut head: Option<(String, Option<Timestamp>)> = None;
    for number in 1..=MOST_PAGES {
        let page = caller.page(&call.clone().page(number)).await?;
        let rows = page.rows.len() + page.bad.len();
        let full = page
            .meta
            .and_then(|meta| meta.per_page)
            .map_or(rows >= 100, |most| rows as u64 >= most);
        let brought = scan.take(page);
        if number == 1 {
            head = scan.rows.first().map(|row| (row.id.clone(), row.updated));
        }
        let over = match scan.total() {
            Some(total) => scan.distinct() >= total || rows == 0,
            None => !full,
        };
        if over || brought == Brought::Nothing || enough.is_enough(&scan.rows) {
            if number > 1 {
                scan.steady = still(caller, call, &scan, head).await?;
            }
            break;
        }
        if number % LONG == 0 {
            let (what, read) = (call.what.to_string(), scan.distinct());
            caller.told.tell(Told::Progress { what, read, total: scan.total() }).await;
        }
    }
    Ok(scan)
}

/// Looks at the first page once more: rows that moved while the later ones were read show there.
async fn still(
    caller: &Caller,
    call: &Call,
    scan: &Scan,
    head: Option<(String, Option<Timestamp>)>,
) -> Result<Steadiness, Halt> {
    if scan.totals.windows(2).any(|pair| pair[0] != pair[1]) {
        return Ok(Steadiness::Moving);
    }
    let page = caller.page(&call.clone().page(1)).await?;
    let total = page.meta.and_then(|meta| meta.total);
    let first = page.rows.into_iter().next().and_then(|fields| Row::read(fields).ok());
    let same = first.map(|row| (row.id, row.updated)) == head && total == scan.total();
    Ok(if same { Steadiness::Steady } else { Steadiness::Moving })
}
