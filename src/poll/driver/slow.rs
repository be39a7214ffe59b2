//! What can only be read whole: companies, tasks, and all deals. Read on a slower cadence, or when
//! the audit log says that something changed.

use super::caller::Halt;
use super::poller::{Cycle, Poller, Reading};
use super::scan::{Everything, scan};
use crate::api::Call;
use crate::poll::derive::{company, deal, task};
use crate::poll::feed::Feed;

/// Reads one of them, if it is due.
pub(super) async fn read(poller: &Poller, cycle: &mut Cycle, feed: Feed) -> Result<(), Halt> {
    let last = poller.watermark(&feed.mark(""))?;
    if !poller.is_due(last.as_ref()) && !cycle.touched.is(feed) && poller.since.is_none() {
        return Ok(());
    }
    let call = match feed {
        Feed::Companies => Call::companies(),
        Feed::Tasks => Call::tasks(),
        _ => Call::deals(),
    };
    let scan = scan(&poller.caller, &call, &Everything).await?;
    poller.report_bad(feed, &scan).await;
    let mut window = poller.window(last.as_ref());
    window = window.told_the_time(scan.server_time);
    let known = poller.known(&feed.shelf(""))?;
    let (rows, look) = (&scan.rows, poller.look(&known, &window));
    let changes = match feed {
        Feed::Companies => company::scan(rows, scan.completeness(), &look),
        Feed::Tasks => task::scan(rows, scan.completeness(), &look),
        _ => deal::scan(rows, scan.completeness(), &look),
    };
    let steady = scan.steady;
    let reading = Reading { feed, of: "", window, changes, known: None, steady, marks: Vec::new() };
    poller.settle(cycle, reading).await.map(drop)
}
