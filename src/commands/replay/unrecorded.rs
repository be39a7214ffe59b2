//! `replay --no-record`: saved events over the load driver, counted instead of recorded.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::mpsc;

use super::arrange::Arranged;
use super::request::How;
use crate::client::Client;
use crate::commands::context::Context;
use crate::commands::load_run::LoadRun;
use crate::error::{Error, Outcome};
use crate::load::driver::{Plan, Supply};
use crate::load::stock::{Page, Parcel, Ready, Stock};
use crate::replay::order::Shot;
use crate::replay::pace::Speed;
use crate::store::Reader;
use crate::store::event::{self, Captured};

/// Events of a page, at most.
const PAGE: usize = 256;
/// Bytes of bodies from which a page is long enough: a few large events are not held by the hundred.
const ENOUGH: usize = 1 << 20;

/// Sends the events and tells what came of it.
pub(super) async fn replay(
    context: &Context,
    reader: Reader,
    how: How,
    mut arranged: Arranged,
) -> Outcome {
    let how = Arc::new(how);
    let How { args, target, .. } = &*how;
    let client = Arc::new(args.endpoint.client.client(context)?);
    client.check(target).await?;
    // A store that cannot be used is told before the load, not after it. Open, it would fill its index
    // beside the run.
    drop(context.store()?);
    let plan = Plan {
        count: Some(arranged.sequence.left()),
        duration: None,
        concurrency: args.arrange.at_once(),
        rate: None,
        deadline: args.endpoint.max_time(),
    };
    let (pages, stock) = mpsc::channel(1);
    let clerk = Clerk { reader, how: Arc::clone(&how), client: Arc::clone(&client) };
    let (drawn, speed) = (arranged.drawn(), args.arrange.speed());
    let reading = thread::spawn(move || {
        clerk.serve(&mut arranged, speed, &pages);
        arranged
    });
    let run = LoadRun {
        plan,
        endpoint: &args.endpoint,
        target,
        client: &client,
        supply: Supply::Saved(Stock::new(stock)),
        recording: None,
        drawn,
    };
    let mut arranged = None;
    let open = || {
        // Who reads lets go of the file first: the store tidies up when it closes last.
        arranged = reading.join().ok();
        context.store()
    };
    let exit = run.make(context, open).await?;
    if let Some(arranged) = arranged {
        arranged.tell(context)?;
    }
    Ok(exit)
}

/// Who reads the saved events, a page ahead of those who send them.
struct Clerk {
    reader: Reader,
    how: Arc<How>,
    client: Arc<Client>,
}

impl Clerk {
    /// Until all are handed over, reading fails, or nobody wants more.
    fn serve(self, arranged: &mut Arranged, speed: Speed, pages: &mpsc::Sender<Page>) {
        let mut before = None;
        let mut rest = arranged.sequence.by_ref().peekable();
        while rest.peek().is_some() {
            let page = self.page(&mut rest, speed, &mut before);
            let is_last = page.is_err();
            if pages.blocking_send(page).is_err() || is_last {
                break;
            }
        }
    }

    fn page(
        &self,
        rest: &mut impl Iterator<Item = Shot>,
        speed: Speed,
        before: &mut Option<Timestamp>,
    ) -> Page {
        self.reader.together(|| {
            let (mut page, mut bytes) = (Vec::new(), 0);
            while page.len() < PAGE && bytes < ENOUGH {
                let Some(shot) = rest.next() else { break };
                let captured = event::captured(&self.reader, shot.number)?;
                bytes += captured.body.len();
                let gap = self.gap(&captured, &shot, speed, before)?;
                page.push(self.parcel(captured, shot, gap));
            }
            Ok(page)
        })
    }

    fn gap(
        &self,
        captured: &Captured,
        shot: &Shot,
        speed: Speed,
        before: &mut Option<Timestamp>,
    ) -> Result<Duration, Error> {
        if speed == Speed::Max {
            return Ok(Duration::ZERO);
        }
        let came = match shot.beat == shot.number {
            true => captured.received_at,
            false => event::captured(&self.reader, shot.beat)?.received_at,
        };
        Ok(before.replace(came).map_or(Duration::ZERO, |before| speed.gap(before, came)))
    }

    fn parcel(&self, captured: Captured, shot: Shot, gap: Duration) -> Parcel {
        let (how, client) = (Arc::clone(&self.how), Arc::clone(&self.client));
        let make = move || {
            let (target, headers, body) = how.request(captured, &shot)?;
            Ok(Ready { target, headers: client.with_own(headers), body })
        };
        Parcel { gap, make: Box::new(make) }
    }
}
