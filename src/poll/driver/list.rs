//! Lists, and the members of those whose size says that somebody came or went.

use super::caller::Halt;
use super::poller::{Cycle, Poller, Reading, Settled};
use super::scan::{Everything, Scan, scan};
use crate::api::Call;
use crate::poll::derive::{list, member};
use crate::poll::feed::Feed;
use crate::poll::row::Row;
use crate::poll::window::{Made, Window};
use crate::store::poll::Watermark;

/// Reads all lists, then members where it is worth it.
pub(super) async fn read(poller: &Poller, cycle: &mut Cycle) -> Result<(), Halt> {
    let last = poller.watermark(&Feed::Lists.mark(""))?;
    let mut window = poller.window(last.as_ref());
    let scan = scan(&poller.caller, &Call::lists(), &Everything).await?;
    poller.report_bad(Feed::Lists, &scan).await;
    window = window.told_the_time(scan.server_time);
    let known = poller.known(&Feed::Lists.shelf(""))?;
    let changes = list::scan(&scan.rows, scan.completeness(), &poller.look(&known, &window));
    let (steady, marks) = (scan.steady, Vec::new());
    let reading =
        Reading { feed: Feed::Lists, of: "", window, changes, known: None, steady, marks };
    let settled = poller.settle(cycle, reading).await?;
    if settled == Settled::Refused || !poller.asked.reads(Feed::Members) {
        return Ok(());
    }
    for row in &scan.rows {
        let made = if last.is_some() { window.made(row, &known) } else { Made::Before };
        let read = members(poller, cycle, row, &window, made).await;
        cycle.pass(read)?;
    }
    Ok(())
}

/// The members of a list. Of one made since the baseline all were added; of an older one whose
/// members nobody has read yet, none is known to have been.
async fn members(
    poller: &Poller,
    cycle: &mut Cycle,
    row: &Row,
    lists: &Window,
    made: Made,
) -> Result<(), Halt> {
    let last = poller.watermark(&Feed::Members.mark(&row.id))?;
    if !list::has_moved(row, last.as_ref()) {
        return Ok(());
    }
    if list::size(row).is_none() && !poller.is_due(last.as_ref()) {
        return Ok(());
    }
    let window = match &last {
        None if made == Made::Since => Window::watch(&from_nothing(lists), lists.now),
        last => Window { now: lists.now, ..poller.window(last.as_ref()) },
    };
    let scan = contacts_of(poller, row).await?;
    poller.report_bad(Feed::Members, &scan).await;
    let known = poller.known(&Feed::Members.shelf(&row.id))?;
    let look = poller.look(&known, &window);
    let changes = member::scan(row, &scan.rows, scan.completeness(), &look);
    let reading = Reading {
        feed: Feed::Members,
        of: &row.id,
        window,
        changes,
        // The list's own word, so that the next difference is one of that word.
        known: list::size(row),
        steady: scan.steady,
        marks: Vec::new(),
    };
    poller.settle(cycle, reading).await.map(drop)
}

/// A list as it was made: empty.
fn from_nothing(lists: &Window) -> Watermark {
    Watermark { baseline_at: lists.baseline_at, mark: None, read_at: lists.now, known: 0 }
}

async fn contacts_of(poller: &Poller, row: &Row) -> Result<Scan, Halt> {
    let size = list::size(row).unwrap_or_default();
    if size > MOST_PAGED {
        let call = Call::contacts_export().limit(50_000).list(&row.id);
        let export = poller.caller.export(&call).await?;
        return Ok(Scan::of_export(export));
    }
    scan(&poller.caller, &Call::contacts().list(&row.id), &Everything).await
}

/// A longer list is exported: five pages cost more than one of the hour's ten exports is worth.
const MOST_PAGED: u64 = 500;
