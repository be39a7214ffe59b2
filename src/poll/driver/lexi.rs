//! Lexi's approval queue: one call for each status that matters.

use super::caller::Halt;
use super::poller::{Cycle, Poller};
use super::scan::{Everything, Scan, scan};
use super::told::Told;
use crate::api::Call;
use crate::poll::derive::lexi::{self, Reading};
use crate::poll::feed::{Feed, Status};
use crate::poll::window::Window;
use crate::store::poll::{Kept, Watermark};

/// Reads every status that is asked for, in the order in which a task passes through them: one that
/// moves meanwhile is then seen twice, never not at all.
pub(super) async fn read(poller: &Poller, cycle: &mut Cycle) -> Result<(), Halt> {
    let mut read: Vec<(Status, Scan, Window, bool)> = Vec::new();
    for status in poller.asked.statuses() {
        let feed = Feed::Lexi(status);
        let last = poller.watermark(&feed.mark(""))?;
        let scan = scan(&poller.caller, &Call::lexi_tasks(status.as_str()), &Everything).await?;
        poller.report_bad(feed, &scan).await;
        let mut window = poller.window(last.as_ref());
        window = window.told_the_time(scan.server_time);
        read.push((status, scan, window, last.is_none()));
    }
    let Some((_, _, whole, _)) = read.first() else { return Ok(()) };
    let known = poller.known(&Feed::Lexi(Status::Pending).shelf(""))?;
    let readings: Vec<Reading<'_>> = read
        .iter()
        .map(|(status, scan, window, _)| Reading { status: *status, rows: &scan.rows, window })
        .collect();
    let changes = lexi::seen(&readings, &poller.look(&known, whole));
    poller.tell_oddities(Feed::Lexi(Status::Pending), &changes).await;
    let mark = |(status, scan, window, _): &(Status, Scan, Window, bool)| {
        let now = window.now;
        let known = scan.distinct();
        let watermark =
            Watermark { baseline_at: window.baseline_at, mark: Some(now), read_at: now, known };
        (Feed::Lexi(*status).mark(""), watermark)
    };
    let marks = read.iter().map(mark).collect();
    let shelf = Feed::Lexi(Status::Pending).shelf("");
    poller.write(cycle, Kept { shelf, entries: changes.puts, marks }, &changes.events).await?;
    for (status, scan, _, is_first) in &read {
        if *is_first {
            let (feed, known) = (Feed::Lexi(*status), scan.distinct());
            poller.caller.told.tell(Told::Baseline { feed, of: String::new(), known }).await;
        }
    }
    Ok(())
}
