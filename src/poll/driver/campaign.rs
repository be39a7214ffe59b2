//! Campaigns by their status, what became of their mails, and their steps.

use super::caller::Halt;
use super::poller::{Cycle, Poller, Reading, Settled};
use super::scan::{Everything, scan};
use crate::api::Call;
use crate::poll::derive::{Known, campaign, mail, step};
use crate::poll::feed::Feed;
use crate::poll::row::Row;
use crate::poll::window::{MAIL_OVERLAP, Made, Purpose, Window};
use crate::store::poll::{self, Watermark};

/// Reads all campaigns, then the mails and steps of each.
pub(super) async fn read(poller: &Poller, cycle: &mut Cycle) -> Result<(), Halt> {
    let last = poller.watermark(&Feed::Campaigns.mark(""))?;
    let mut window = poller.window(last.as_ref());
    let scan = scan(&poller.caller, &Call::campaigns(), &Everything).await?;
    poller.report_bad(Feed::Campaigns, &scan).await;
    window = window.told_the_time(scan.server_time);
    let known = poller.known(&Feed::Campaigns.shelf(""))?;
    let changes = campaign::scan(&scan.rows, scan.completeness(), &poller.look(&known, &window));
    let (steady, marks) = (scan.steady, Vec::new());
    let reading =
        Reading { feed: Feed::Campaigns, of: "", window, changes, known: None, steady, marks };
    if poller.settle(cycle, reading).await? == Settled::Refused {
        return Ok(());
    }
    for row in &scan.rows {
        let since_baseline = last.is_some() && window.made(row, &known) == Made::Since;
        let of = Of { row, before: &known, campaigns: &window, since_baseline };
        if poller.asked.reads(Feed::Mails) {
            let read = mails(poller, cycle, &of).await;
            cycle.pass(read)?;
        }
        if poller.asked.reads(Feed::Steps) {
            let read = steps(poller, cycle, &of).await;
            cycle.pass(read)?;
        }
    }
    Ok(())
}

/// One campaign among the others.
struct Of<'a> {
    row: &'a Row,
    before: &'a Known,
    campaigns: &'a Window,
    /// Whether it was made since the baseline: then all that is in it is news.
    since_baseline: bool,
}

impl Of<'_> {
    fn window(&self, poller: &Poller, last: Option<&Watermark>) -> Window {
        let now = self.campaigns.now;
        match last {
            None if self.since_baseline => {
                let baseline_at = self.campaigns.baseline_at;
                let nothing = Watermark { baseline_at, mark: None, read_at: now, known: 0 };
                Window::watch(&nothing, now)
            }
            last => Window { now, ..poller.window(last) },
        }
    }

    /// Whether its status is another than when it was last read.
    fn has_moved(&self) -> bool {
        let status = self.row.text("status");
        self.before.get(&self.row.id).is_none_or(|entry| Some(&entry.state) != status.as_ref())
    }
}

/// One call for an active campaign. One that does not send is read when it has just stopped, and
/// then on the slow cadence: people open old mails.
async fn mails(poller: &Poller, cycle: &mut Cycle, of: &Of<'_>) -> Result<(), Halt> {
    let id = &of.row.id;
    let last = poller.watermark(&Feed::Mails.mark(id))?;
    let window = of.window(poller, last.as_ref());
    if last.is_none() && window.purpose == Purpose::Baseline && window.since.is_none() {
        // Its past is not asked for, and needs no call to be passed over.
        return passed_over(poller, cycle, id, &window).await;
    }
    let active = campaign::is_active(of.row);
    let stopped = of.has_moved();
    if !(active || stopped || poller.is_due(last.as_ref()) || poller.since.is_some()) {
        return Ok(());
    }
    let mut call = Call::campaign_events(id);
    if let [kind] = poller.asked.mail_kinds().as_slice() {
        call = call.kind(kind);
    }
    if let Some(floor) = window.floor(MAIL_OVERLAP) {
        call = call.from_date(floor);
    }
    let scan = scan(&poller.caller, &call, &Everything).await?;
    poller.report_bad(Feed::Mails, &scan).await;
    let known = poller.known_of(&Feed::Mails.shelf(id), &scan)?;
    let changes = mail::seen(id, &scan.rows, &poller.look(&known, &window));
    let mark = changes.mark;
    let (steady, marks) = (scan.steady, Vec::new());
    let reading =
        Reading { feed: Feed::Mails, of: id, window, changes, known: None, steady, marks };
    poller.settle(cycle, reading).await?;
    forget(poller, id, mark.map(|mark| mark - MAIL_OVERLAP - MAIL_OVERLAP)).await
}

async fn passed_over(
    poller: &Poller,
    cycle: &mut Cycle,
    id: &str,
    window: &Window,
) -> Result<(), Halt> {
    let now = window.now;
    let watermark = Watermark { baseline_at: now, mark: Some(now), read_at: now, known: 0 };
    let marks = vec![(Feed::Mails.mark(id), watermark)];
    let kept = poll::Kept { shelf: Feed::Mails.shelf(id), entries: Vec::new(), marks };
    poller.write(cycle, kept, &[]).await
}

/// Ids that no reading will meet again.
async fn forget(
    poller: &Poller,
    campaign: &str,
    before: Option<jiff::Timestamp>,
) -> Result<(), Halt> {
    let Some(before) = before else { return Ok(()) };
    let workspace = poller.committer.workspace.clone();
    let shelf = Feed::Mails.shelf(campaign);
    let store = &poller.committer.store;
    Ok(store.write(move |conn| poll::forget_before(conn, &workspace, &shelf, before)).await?)
}

async fn steps(poller: &Poller, cycle: &mut Cycle, of: &Of<'_>) -> Result<(), Halt> {
    let id = &of.row.id;
    let last = poller.watermark(&Feed::Steps.mark(id))?;
    if !poller.is_due(last.as_ref()) && !of.has_moved() && !cycle.touched.is(Feed::Steps) {
        return Ok(());
    }
    let window = of.window(poller, last.as_ref());
    let scan = scan(&poller.caller, &Call::campaign_steps(id), &Everything).await?;
    poller.report_bad(Feed::Steps, &scan).await;
    let known = poller.known(&Feed::Steps.shelf(id))?;
    let changes = step::seen(id, &scan.rows, &poller.look(&known, &window));
    let (steady, marks) = (scan.steady, Vec::new());
    let reading =
        Reading { feed: Feed::Steps, of: id, window, changes, known: None, steady, marks };
    poller.settle(cycle, reading).await.map(drop)
}
