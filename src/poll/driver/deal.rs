//! Deals: one filtered page when nothing changed. All of them are read only for deletions.

use jiff::Timestamp;

use super::caller::Halt;
use super::poller::{Cycle, Poller, Reading};
use super::scan::{Everything, Scan, Steadiness, scan};
use super::slow;
use crate::api::Call;
use crate::poll::derive::{Changes, deal};
use crate::poll::feed::Feed;
use crate::poll::window::OVERLAP;

/// Reads what is new and changed, and now and then what is gone.
pub(super) async fn read(poller: &Poller, cycle: &mut Cycle) -> Result<(), Halt> {
    if poller.asked.reads(Feed::Deals) {
        newest(poller, cycle).await?;
    }
    if poller.asked.reads(Feed::DealScan) {
        slow::read(poller, cycle, Feed::DealScan).await?;
    }
    Ok(())
}

/// A deal that existed before the baseline is told from a new one by its creation date, so the
/// baseline reads no more than those of the last minutes: dates are not trusted to that.
async fn newest(poller: &Poller, cycle: &mut Cycle) -> Result<(), Halt> {
    let last = poller.watermark(&Feed::Deals.mark(""))?;
    let mut window = poller.window(last.as_ref());
    let before = |now: Timestamp| now.checked_sub(OVERLAP).unwrap_or(Timestamp::MIN);
    let floor = window.floor(OVERLAP).unwrap_or_else(|| before(window.now));
    let mut scan = read_from(poller, floor).await?;
    // The API's clock may be behind ours, and its last minutes are other ones then.
    if let Some(theirs) = scan.server_time.map(before)
        && last.is_none()
        && theirs < floor
    {
        scan = read_from(poller, theirs).await?;
    }
    poller.report_bad(Feed::Deals, &scan).await;
    window = window.told_the_time(scan.server_time);
    let known = poller.known_of(&Feed::Deals.shelf(""), &scan)?;
    let changes = deal::seen(&scan.rows, &poller.look(&known, &window));
    // Without a date a mark far from now would read everything again.
    let changes = Changes { mark: changes.mark.or(Some(window.now)), ..changes };
    let steady = if last.is_none() { Steadiness::Steady } else { scan.steady };
    let reading = Reading {
        feed: Feed::Deals,
        of: "",
        window,
        changes,
        known: None,
        steady,
        marks: Vec::new(),
    };
    poller.settle(cycle, reading).await.map(drop)
}

async fn read_from(poller: &Poller, floor: Timestamp) -> Result<Scan, Halt> {
    scan(&poller.caller, &Call::deals().updated_after(floor), &Everything).await
}
