//! The ids of all contacts, by CSV export: 50,000 rows a call and ten calls an hour, so larger
//! workspaces are split by creation date.

use std::collections::HashSet;

use jiff::{SignedDuration, Timestamp};
use serde_json::Map;

use super::caller::Halt;
use super::poller::Poller;
use super::scan::{Everything, Scan, scan};
use super::told::Told;
use crate::api::{ApiError, Call, Kind};
use crate::poll::feed::Feed;
use crate::poll::guard::Completeness;
use crate::poll::row::Row;

/// Rows of one export at most `[/api-reference/export/contacts]`.
const MOST_ROWS: u64 = 50_000;
/// What is asked of one export: contacts that come meanwhile must fit as well.
pub(super) const PART: u64 = 49_000;
/// Parts overlap by this much, since nobody says whether a bound includes its own second.
const SEAM: SignedDuration = SignedDuration::from_secs(1);
/// Rows of one page of contacts `[/api-reference/contacts/list]`.
const PER_PAGE: u64 = 100;

/// All contacts that were there, each once.
#[derive(Debug, Default)]
pub(super) struct Snapshot {
    pub(super) rows: Vec<Row>,
    /// Lines or rows without an id.
    bad: usize,
    /// Whether a part came with fewer lines than were asked for.
    cut: bool,
    ids: HashSet<String>,
}

impl Snapshot {
    /// One page that holds them all.
    pub(super) fn of_pages(scan: &Scan) -> Self {
        let mut snapshot = Self { bad: scan.bad.len(), ..Self::default() };
        for row in &scan.rows {
            snapshot.add(row.clone());
        }
        snapshot
    }

    /// Whether it holds as many as the API says there are.
    pub(super) fn completeness(&self, total: Option<u64>) -> Completeness {
        let read = self.rows.len() as u64;
        if self.bad > 0 || self.cut {
            return Completeness::Partial { read, total };
        }
        Completeness::judge(read, total.as_slice())
    }

    fn add(&mut self, row: Row) {
        if self.ids.insert(row.id.clone()) {
            self.rows.push(row);
        }
    }
}

/// A part of all contacts, by their place in the order of creation.
#[derive(Clone, Copy)]
struct Part {
    from: u64,
    to: u64,
    after: Option<Timestamp>,
    before: Option<Timestamp>,
}

/// Reads all contacts' ids and creation dates. A key that may not export reads them page by page.
///
/// # Errors
/// See [`Halt`].
pub(super) async fn read(poller: &Poller, total: u64) -> Result<Snapshot, Halt> {
    match exports(poller, total).await {
        Err(Halt::Refused(error)) if may_page(&error) => {
            let call = Call::contacts().sort("created_at");
            let scan = scan(&poller.caller, &call, &Everything).await?;
            poller.report_bad(Feed::Contacts, &scan).await;
            Ok(Snapshot::of_pages(&scan))
        }
        read => read,
    }
}

fn may_page(error: &ApiError) -> bool {
    matches!(error.kind(), Kind::Permission { .. } | Kind::NotFound)
}

async fn exports(poller: &Poller, total: u64) -> Result<Snapshot, Halt> {
    let mut snapshot = Snapshot::default();
    let mut parts = parts(poller, total).await?;
    // The last part first: it is popped from the end.
    parts.reverse();
    while let Some(part) = parts.pop() {
        let export = poller.caller.export(&call(part)).await?;
        if export.limit_hit && part.to - part.from > PER_PAGE {
            parts.extend(halves(poller, part).await?);
            continue;
        }
        snapshot.cut |= export.limit_hit;
        snapshot.bad += export.bad.len();
        for row in export.bad {
            poller.caller.told.tell(Told::BadRow { feed: Feed::ContactIds, row }).await;
        }
        for row in export.rows {
            match Row::read(row.fields()) {
                Ok(row) if poller.since.is_some() => snapshot.add(row),
                // Nobody is told of it: its columns would be most of a large snapshot's memory.
                Ok(row) => snapshot.add(Row { fields: Map::new(), ..row }),
                Err(_) => snapshot.bad += 1,
            }
        }
        let read = snapshot.rows.len() as u64;
        if !parts.is_empty() {
            let told = Told::Progress { what: "contacts".to_owned(), read, total: Some(total) };
            poller.caller.told.tell(told).await;
        }
    }
    // Nothing is added any more, and of a large snapshot they are a third.
    snapshot.ids = HashSet::new();
    Ok(snapshot)
}

fn call(part: Part) -> Call {
    let mut call = Call::contacts_export().limit(MOST_ROWS).fields(&["id", "created_at"]);
    if let Some(after) = part.after {
        call = call.created_after(after - SEAM);
    }
    if let Some(before) = part.before {
        call = call.created_before(before + SEAM);
    }
    call
}

/// As many parts as it takes; the dates between them are looked up, one page each.
async fn parts(poller: &Poller, total: u64) -> Result<Vec<Part>, Halt> {
    let mut parts = Vec::new();
    let mut part = Part { from: 0, to: total, after: None, before: None };
    // One export holds them all, or what comes meanwhile is asked for by halves.
    while total > MOST_ROWS && part.to - part.from > PART {
        let place = part.from + PART;
        let Some(date) = created_at(poller, place).await? else {
            break;
        };
        parts.push(Part { to: place, before: Some(date), ..part });
        part = Part { from: place, after: Some(date), ..part };
    }
    parts.push(part);
    Ok(parts)
}

/// The two halves of a part that was larger than it seemed, the later one first.
async fn halves(poller: &Poller, part: Part) -> Result<[Part; 2], Halt> {
    let place = part.from.midpoint(part.to);
    let date = created_at(poller, place).await?;
    Ok([Part { from: place, after: date, ..part }, Part { to: place, before: date, ..part }])
}

/// When the contact at that place was created.
async fn created_at(poller: &Poller, place: u64) -> Result<Option<Timestamp>, Halt> {
    let call = Call::contacts().sort("created_at").page(place / PER_PAGE + 1);
    let page = poller.caller.page(&call).await?;
    let first = page.rows.into_iter().find_map(|fields| Row::read(fields).ok());
    Ok(first.and_then(|row| row.created))
}
