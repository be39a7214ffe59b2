//! `poll plan`: what polling would cost and how late each event would be, before anything runs.

use clap::Args;
use jiff::Timestamp;

use super::args::{Interval, SourceArgs};
use super::identity;
use crate::api::{Call, Page};
use crate::commands::context::Context;
use crate::error::{Error, Exit, Outcome};
use crate::output::clock;
use crate::output::plan_page::{PlanPage, Rhythm};
use crate::poll::budget::{Allowance, Pace, pace, steady};
use crate::poll::cost::{Cost, Workspace, rounds_a_day};
use crate::poll::derive::{campaign, list};
use crate::poll::driver::{
    Asked, Caller, Halt, Patience, Teller, allowance, has_baseline, workspace,
};
use crate::poll::feed::Feed;
use crate::poll::row::Row;
use crate::poll::select::Audit;
use crate::stop;

/// More would be no plan but polling.
const MOST_CALLS: usize = 3;

const EXAMPLES: &str = "\
Examples:
  leadlex-hooks poll plan
  leadlex-hooks poll plan --events 'campaign.*,lexi.*'
  leadlex-hooks poll plan --events company.created,company.updated --tier pro --reserve 50%

It makes three calls at most, to see how large the workspace is and what the key may spend.";

/// Say what polling would cost, and how late each event would be
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct PlanArgs {
    /// Time between two cycles; `auto` spreads the calls that are left over the day
    #[arg(long, value_name = "auto|TIME", default_value = "auto")]
    interval: Interval,
    #[command(flatten)]
    source: SourceArgs,
}

pub(super) async fn run(context: &Context, args: PlanArgs) -> Outcome {
    // As `poll` asks: whether the log may be read is not worth one of the three calls.
    let asked = Asked::new(args.source.selection(Audit::Readable)?);
    let closed = args.source.selection(Audit::Closed)?;
    let (api, _) = args.source.open(context).await?;
    let store = context.store()?;
    let id = identity::workspace(context, &args.source, &api, &store).await?;
    let (_switch, stop) = stop::on_signal();
    let caller = Caller {
        api,
        store: store.clone(),
        workspace: id.clone(),
        budget: args.source.budget(),
        patience: Patience::GiveUp,
        time_scale: 1.0,
        stop,
        told: Teller::deaf(),
    };
    let mut size = workspace(&store, &id)?;
    for feed in looked_at(&asked) {
        match look(&caller, feed, &mut size).await {
            Ok(()) => {}
            Err(Halt::Refused(error)) => {
                let error = error.into_error();
                context.printer.warn(&error.to_string());
                if error.exit() == Exit::UNREACHABLE {
                    return Err(error);
                }
            }
            Err(Halt::Store(error)) => return Err(error.into()),
            Err(Halt::Stopped) => return Ok(Exit::INTERRUPTED),
            Err(Halt::Spent { until, .. }) => {
                let until = clock::date_time(until);
                context.printer.warn(&format!("no call may be made until {until}"));
                break;
            }
        }
    }
    let now = Timestamp::now();
    let ledger = caller.ledger(now)?;
    let budget = &caller.budget;
    let known = ledger.day(budget, now);
    if known.is_none() {
        context.printer.warn("the API tells no quota: the plan is made for `--tier starter`");
    }
    let day = allowance(&ledger, budget, now);
    let cost = Cost::new(asked.selection(), &size, args.source.scan_every);
    let worst = Cost::new(&closed, &size, args.source.scan_every);
    let per_minute = ledger.per_minute(budget);
    let (rhythm, steady) = match args.interval {
        Interval::Fixed(span) => (Rhythm::Every(span), Some(span)),
        Interval::Auto => {
            let first = if has_baseline(&store, &id)? { 0 } else { cost.baseline().total() };
            let remaining = day.remaining.saturating_sub(first);
            let left = Allowance { remaining, ..day };
            let rhythm = match pace(left, per_minute, budget.reserve, &cost, now) {
                Pace::Every(span) => Rhythm::Every(span),
                Pace::After(reset) => Rhythm::After(reset),
            };
            (rhythm, steady(day.limit, per_minute, budget.reserve, &cost))
        }
    };
    let reserve = budget.reserve;
    let page = PlanPage { cost: &cost, worst: &worst, day, reserve, rhythm, steady };
    page.print(&context.printer)?;
    if let Interval::Fixed(span) = args.interval {
        let calls = cost.cycle().total().saturating_mul(rounds_a_day(span));
        if calls.saturating_add(cost.slow_a_day()) > day.limit {
            return Err(Error::no("that interval takes more calls than a day has")
                .hint("`--interval auto` fits it to the quota; `--events` asks for less"));
        }
    }
    Ok(Exit::DONE)
}

/// What tells most about the cost, in that order.
fn looked_at(asked: &Asked) -> Vec<Feed> {
    let all = [
        Feed::Campaigns,
        Feed::Lists,
        Feed::Contacts,
        Feed::Companies,
        Feed::Tasks,
        Feed::DealScan,
        Feed::Deals,
        Feed::Lexi(crate::poll::feed::Status::Pending),
    ];
    all.into_iter().filter(|feed| asked.reads(*feed)).take(MOST_CALLS).collect()
}

async fn look(caller: &Caller, feed: Feed, size: &mut Workspace) -> Result<(), Halt> {
    let call = match feed {
        Feed::Campaigns => Call::campaigns(),
        Feed::Lists => Call::lists(),
        Feed::Contacts => Call::contacts().per_page(1),
        Feed::Companies => Call::companies().per_page(1),
        Feed::Tasks => Call::tasks().per_page(1),
        Feed::Lexi(status) => Call::lexi_tasks(status.as_str()),
        _ => Call::deals().per_page(1),
    };
    let page = caller.page(&call).await?;
    let total = page.meta.and_then(|meta| meta.total).unwrap_or(page.rows.len() as u64);
    match feed {
        Feed::Campaigns => campaigns(page, total, size),
        Feed::Lists => {
            size.lists = total;
            let rows = page.rows.into_iter().filter_map(|fields| Row::read(fields).ok());
            size.list_sizes = rows.filter_map(|row| list::size(&row)).collect();
        }
        Feed::Contacts => size.contacts = total,
        Feed::Companies => size.companies = total,
        Feed::Tasks => size.tasks = total,
        Feed::Lexi(_) => {}
        _ => size.deals = total,
    }
    Ok(())
}

fn campaigns(page: Page, total: u64, size: &mut Workspace) {
    let rows: Vec<Row> =
        page.rows.into_iter().filter_map(|fields| Row::read(fields).ok()).collect();
    let ended = |row: &&Row| matches!(row.text("status").as_deref(), Some("completed" | "paused"));
    size.campaigns = total;
    size.active_campaigns = rows.iter().filter(|row| campaign::is_active(row)).count() as u64;
    size.recent_campaigns = rows.iter().filter(ended).count() as u64;
}
