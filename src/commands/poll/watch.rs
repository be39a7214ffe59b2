//! `poll` itself: everything is opened, then the course is run.

use jiff::Timestamp;

use super::args::WatchArgs;
use super::course::{Course, Rounds};
use super::opening::{self, Opening, Wish};
use crate::commands::context::Context;
use crate::commands::filter_args::parse_time;
use crate::error::Outcome;
use crate::poll::driver::Patience;
use crate::poll::guard::MassDelete;

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
    let interval = args.interval;
    let course = Course { store: store.clone(), workspace, told, interval, rounds, stop };
    let outcome = course.run(poller, engine, &switch).await;
    drop(course);
    let shown = screen.end().await;
    drop(hold);
    store.close();
    shown?;
    outcome
}
