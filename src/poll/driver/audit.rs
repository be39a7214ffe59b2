//! The audit log, where the key may read it. It never makes an event: its details are not
//! published. It says what has changed, so that what is costly is read then and not before.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

use super::caller::Halt;
use super::poller::{Cycle, Poller};
use super::scan::scan;
use crate::api::{Call, Kind};
use crate::poll::feed::Feed;
use crate::poll::row::Row;
use crate::store::poll;
use crate::store::poll::{Entry, Kept, Presence, Watermark};

/// The log may be late; its rows are looked for this long.
const LATE: SignedDuration = SignedDuration::from_hours(1);

/// What has changed, and what of the log is to be remembered once all of that was read.
#[derive(Debug, Default)]
pub(super) struct Touched {
    /// Resource types `[/api-reference/audit-logs/list]`.
    types: BTreeSet<String>,
    read: Option<Read>,
}

/// How far the log was read.
#[derive(Debug)]
struct Read {
    mark: Timestamp,
    entries: Vec<Entry>,
}

impl Touched {
    /// Whether what a feed shows has changed.
    pub(super) fn is(&self, feed: Feed) -> bool {
        let resource = match feed {
            Feed::Companies => "companies",
            Feed::Tasks => "tasks",
            Feed::Deals | Feed::DealScan => "deals",
            Feed::Campaigns | Feed::Steps | Feed::Mails => "campaigns",
            Feed::Lists | Feed::Members => "lists",
            Feed::Contacts | Feed::ContactIds => "contacts",
            Feed::Lexi(_) | Feed::Audit => return false,
        };
        self.types.contains(resource)
    }
}

/// Reads what is new in it. A key that may not read it is no trouble: everything else goes its usual
/// way, and it is tried again on the slow cadence.
pub(super) async fn read(poller: &Poller, cycle: &mut Cycle) -> Result<(), Halt> {
    let last = poller.watermark(&Feed::Audit.mark(""))?;
    // No mark: the key was refused.
    let was_refused = last.as_ref().is_some_and(|last| last.mark.is_none());
    if was_refused && !poller.is_due(last.as_ref()) {
        return Ok(());
    }
    let now = Timestamp::now();
    let from = last.as_ref().and_then(|last| last.mark).unwrap_or(now);
    let shelf = Feed::Audit.shelf("");
    let call = Call::audit_logs().from_date(from - LATE);
    let met = |rows: &[Row]| rows.last().is_some_and(|row| is_known(poller, &shelf, row));
    let scan = match scan(&poller.caller, &call, &met).await {
        Err(Halt::Refused(error)) if matches!(error.kind(), Kind::Permission { .. }) => {
            return keep(poller, cycle, None, Vec::new()).await;
        }
        read => read?,
    };
    let known = poller.known_of(&shelf, &scan)?;
    let fresh: Vec<&Row> = scan.rows.iter().filter(|row| !known.contains_key(&row.id)).collect();
    if last.as_ref().is_some_and(|last| last.mark.is_some()) {
        let writes = fresh.iter().filter(|row| row.text("action").as_deref() != Some("login"));
        cycle.touched.types.extend(writes.filter_map(|row| row.text("resource_type")));
    }
    let entries = fresh.into_iter().map(entry).collect();
    // By the API's clock, and never ahead of it: nothing would be read until then.
    let now = scan.server_time.unwrap_or(now);
    let dates = scan.rows.iter().filter_map(|row| row.created).filter(|date| *date <= now);
    let read = last.as_ref().and_then(|last| last.mark);
    let mark = dates.max().max(read).map_or(now, |mark| mark.min(now));
    cycle.touched.read = Some(Read { mark, entries });
    Ok(())
}

/// Remembers the log after all that it set off was read: a crash in between sets it off again.
pub(super) async fn remember(poller: &Poller, cycle: &mut Cycle) -> Result<(), Halt> {
    let Some(Read { mark, entries }) = cycle.touched.read.take() else {
        return Ok(());
    };
    keep(poller, cycle, Some(mark), entries).await?;
    let (workspace, shelf) = (poller.committer.workspace.clone(), Feed::Audit.shelf(""));
    let (store, before) = (&poller.committer.store, mark - LATE - LATE);
    Ok(store.write(move |conn| poll::forget_before(conn, &workspace, &shelf, before)).await?)
}

fn is_known(poller: &Poller, shelf: &str, row: &Row) -> bool {
    let ids = [row.id.as_str()];
    let workspace = &poller.committer.workspace;
    let found = poller.committer.store.read(|conn| poll::some(conn, workspace, shelf, &ids));
    found.is_ok_and(|found| !found.is_empty())
}

fn entry(row: &Row) -> Entry {
    Entry {
        id: row.id.clone(),
        created: row.created,
        // What is old is forgotten by this date.
        updated: row.created,
        hash: None,
        state: String::new(),
        sequence: 0,
        presence: Presence::Here,
    }
}

async fn keep(
    poller: &Poller,
    cycle: &mut Cycle,
    mark: Option<Timestamp>,
    entries: Vec<Entry>,
) -> Result<(), Halt> {
    let now = Timestamp::now();
    let watermark = Watermark { baseline_at: now, mark, read_at: now, known: 0 };
    let marks = vec![(Feed::Audit.mark(""), watermark)];
    poller.write(cycle, Kept { shelf: Feed::Audit.shelf(""), entries, marks }, &[]).await
}
