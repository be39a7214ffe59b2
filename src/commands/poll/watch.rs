//! `poll` itself: everything is opened, then the course is run.

use std::cell::Cell;

use jiff::Timestamp;

use super::args::WatchArgs;
use super::course::{Course, Rounds};
use super::opening::{self, Opening, Wish};
use crate::commands::context::Context;
use crate::commands::filter_args::parse_time;
use crate::error::Outcome;
use crate::output::polled::PollSummary;
use crate::poll::driver::Patience;
use crate::poll::guard::MassDelete;
use crate::store::delivery;

/// Runs it.
///
/// # Errors
/// Usage, an API that says no or cannot be reached, a store that fails.
pub(super) async fn run(context: &Context, args: WatchArgs) -> Outcome {
    let now = Timestamp::now();
    let since = args.since.as_deref().map(|text| parse_time("--since", text, now)).transpose()?;
    let (rounds, patience) =
        if args.once { (Rounds::One, Patience::GiveUp) } else { (Rounds::Endless, Patience::Wait) };
    let wish = Wish {
        source: &args.source,
        delivery: &args.delivery,
        to: args.to.as_deref(),
        patience,
        since,
        guard: if args.allow_mass_delete { MassDelete::Allowed } else { MassDelete::Refused },
        only_missing: args.only_missing,
    };
    let Opening { store, workspace, poller, engine, told, switch, stop, screen, base, hold } =
        opening::open(context, wish).await?;
    let to = poller.committer.outbox.as_ref().map_or_else(
        || "recorded and shown; `--to URL` delivers them".to_owned(),
        |outbox| format!("delivered to {}", outbox.target),
    );
    context.printer.story(&format!("polling {base}, workspace {workspace}; events are {to}"));
    if !args.once {
        context.printer.story("  cycles in which nothing happened are told with `-v`; Ctrl-C ends");
    }
    let origin = poller.committer.outbox.as_ref().map(|outbox| outbox.origin.clone());
    let (interval, cycles) = (args.interval, Cell::default());
    let course = Course { store: store.clone(), workspace, told, interval, rounds, stop, cycles };
    let outcome = course.run(poller, engine, &switch).await;
    let cycles = course.cycles.get();
    drop(course);
    let shown = screen.end().await;
    drop(hold);
    let events = shown?;
    let exit = outcome?;
    // One cycle has told it already.
    if let (Rounds::Endless, Some(events)) = (rounds, events) {
        let pending = match origin {
            Some(origin) => store.read(|conn| delivery::pending(conn, Some(&origin)))?,
            None => 0,
        };
        PollSummary { cycles, events, pending }.print(&context.printer)?;
    }
    store.close();
    Ok(exit)
}
