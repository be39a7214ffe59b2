//! `events prune`: events that are no longer needed go, and their space is given back.

use std::collections::HashSet;

use clap::Args;
use jiff::Timestamp;
use serde::Serialize;

use crate::commands::context::Context;
use crate::commands::filter_args::{FilterArgs, parse_time};
use crate::error::{Error, Exit, Outcome};
use crate::output::clock;
use crate::output::printer::Printer;
use crate::store::event::{self, EventFilter, Order, Pending, Space};
use crate::store::{Reader, Store};
use crate::text::measure;

/// Events in one transaction: some milliseconds, between which a listener gets its turn.
const BATCH: usize = 200;

/// Below this much empty space a file is not worth writing anew.
const WORTHWHILE: u64 = 1_000_000;

/// A file up to this size is written anew in well under the five seconds that others wait.
const QUICK: u64 = 256_000_000;

const EXAMPLES: &str = "\
Examples:
  leadlex-hooks events prune --before 30d --dry-run
  leadlex-hooks events prune --before 2026-01-01 --yes
  leadlex-hooks events prune --keep 10000 --yes
  leadlex-hooks events prune --verdict mismatch,missing,malformed --yes

All that is given has to hold: `--before 30d --keep 1000` removes what is older than 30 days and not \
among the last 1000. A removed event takes its deliveries and attempts along, and a later arrival \
is no longer told to repeat it. An event that is still to be delivered stays.";

/// Remove events that are no longer needed
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct PruneArgs {
    /// Only what came before this time: `30d`, `2026-02-24`, `2026-02-24T10:00:00Z`
    #[arg(long, value_name = "TIME", conflicts_with = "until")]
    before: Option<String>,
    /// Leave the last N of the events that are meant
    #[arg(long, value_name = "N")]
    keep: Option<usize>,
    #[command(flatten)]
    filter: FilterArgs,
    /// Remove events that are still to be delivered, too
    #[arg(long)]
    with_pending: bool,
    /// Do not ask
    #[arg(long, short)]
    yes: bool,
    /// Say what would go, and remove nothing
    #[arg(long, conflicts_with = "yes")]
    dry_run: bool,
    /// Give the space back even where writing the file anew takes long: a listener may refuse
    /// events meanwhile (503)
    #[arg(long)]
    compact: bool,
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "summary")]
struct SummaryJson {
    dry_run: bool,
    matched: usize,
    removed: usize,
    kept_pending: usize,
    bytes_before: u64,
    bytes_after: u64,
}

/// What would go.
struct Plan {
    /// Lowest number first.
    numbers: Vec<i64>,
    kept_pending: usize,
    space: Space,
}

pub(super) fn run(context: &Context, args: PruneArgs) -> Outcome {
    if args.before.is_none() && args.keep.is_none() && args.filter.is_empty() {
        return Err(Error::usage("nothing says which events may go")
            .hint("`--before 30d`, `--keep 10000`, or a filter such as `--verdict mismatch`"));
    }
    let printer = &context.printer;
    let reader = context.reader()?;
    let plan = plan(&reader, &args)?;
    show(&reader, &plan, printer)?;
    let mut summary = SummaryJson {
        dry_run: args.dry_run,
        matched: plan.numbers.len() + plan.kept_pending,
        removed: 0,
        kept_pending: plan.kept_pending,
        bytes_before: plan.space.total,
        bytes_after: plan.space.total,
    };
    drop(reader);
    if !args.dry_run && !plan.numbers.is_empty() {
        if !args.yes && !confirmed(context, plan.numbers.len())? {
            printer.story("nothing was removed");
            return Ok(Exit::NO);
        }
        let pending = if args.with_pending { Pending::Removed } else { Pending::Kept };
        let store = context.store()?;
        summary.removed = remove(&store, &plan.numbers, pending)?;
        // One that got a delivery in the meantime.
        summary.kept_pending += plan.numbers.len() - summary.removed;
        summary.bytes_after = give_back(context, store, args.compact)?;
    }
    if printer.is_json() {
        printer.json(&summary)?;
    } else if !args.dry_run && !plan.numbers.is_empty() {
        let [before, after] = [summary.bytes_before, summary.bytes_after].map(measure::size);
        printer.good(&format!(
            "removed {}; the store has {after} (had {before})",
            events(summary.removed)
        ));
    }
    Ok(Exit::DONE)
}

fn plan(reader: &Reader, args: &PruneArgs) -> Result<Plan, Error> {
    let now = Timestamp::now();
    let mut filter = EventFilter { order: Order::Newest, ..args.filter.filter(now, &[])? };
    if let Some(text) = &args.before {
        filter.until = Some(parse_time("--before", text, now)?);
    }
    // What is kept are the last of those that are meant whenever they came.
    let keep = args.keep.unwrap_or(0);
    let floor = match keep {
        0 => None,
        _ => {
            let last = EventFilter { limit: Some(keep), until: None, ..filter.clone() };
            let last = event::numbers_of(reader, &last)?;
            if last.len() < keep { Some(0) } else { last.last().copied() }
        }
    };
    filter.before = floor;
    let mut numbers = event::numbers_of(reader, &filter)?;
    numbers.reverse();
    let mut kept_pending = 0;
    if !args.with_pending {
        let pending: HashSet<i64> = event::with_pending(reader)?.into_iter().collect();
        let matched = numbers.len();
        numbers.retain(|number| !pending.contains(number));
        kept_pending = matched - numbers.len();
    }
    Ok(Plan { numbers, kept_pending, space: event::space(reader)? })
}

/// Says what would go, before anybody is asked.
fn show(reader: &Reader, plan: &Plan, printer: &Printer) -> Result<(), Error> {
    match (plan.numbers.first(), plan.numbers.last()) {
        (Some(&first), Some(&last)) => {
            let at = |number| -> Result<String, Error> {
                let row = event::row(reader, number)?;
                Ok(row.map(|row| clock::date_time(row.received_at)).unwrap_or_default())
            };
            printer.story(&format!(
                "{} to remove, from #{first} ({}) to #{last} ({})",
                events(plan.numbers.len()),
                at(first)?,
                at(last)?
            ));
        }
        _ => printer.story("no event to remove"),
    }
    if plan.kept_pending > 0 {
        let kept = events(plan.kept_pending);
        printer.story(&format!(
            "{kept} kept: still to be delivered (`--with-pending` removes them too)"
        ));
    }
    Ok(())
}

fn events(count: usize) -> String {
    format!("{count} {}", if count == 1 { "event" } else { "events" })
}

fn confirmed(context: &Context, count: usize) -> Result<bool, Error> {
    if !context.can_ask() || context.printer.is_json() {
        return Err(Error::usage("nothing is removed without a yes")
            .hint("`--yes` removes them, `--dry-run` only says what would go"));
    }
    dialoguer::Confirm::new()
        .with_prompt(format!("Remove {} for good?", events(count)))
        .default(false)
        .interact()
        .map_err(|error| {
            // Ctrl-C leaves the cursor hidden.
            let _ = dialoguer::console::Term::stderr().show_cursor();
            Error::usage("cannot ask").because(error)
        })
}

fn remove(store: &Store, numbers: &[i64], pending: Pending) -> Result<usize, Error> {
    let mut removed = 0;
    for batch in numbers.chunks(BATCH) {
        let batch = batch.to_vec();
        removed += store.write_blocking(move |conn| event::remove(conn, &batch, pending))?;
    }
    Ok(removed)
}

/// Writes the file anew where that is worthwhile; returns its size.
fn give_back(context: &Context, store: Store, even_if_long: bool) -> Result<u64, Error> {
    let path = store.path().to_owned();
    let space = store.read(event::space)?;
    store.close();
    let worthwhile = space.free >= WORTHWHILE && space.free >= space.total / 4;
    if !even_if_long && !worthwhile {
        return Ok(space.total);
    }
    if !even_if_long && space.total - space.free > QUICK {
        context.printer.hint(&format!(
            "{} in the file are empty and will be used again; `--compact` gives them back",
            measure::size(space.free)
        ));
        return Ok(space.total);
    }
    match event::compact(&path) {
        Ok(()) => Ok(context.reader()?.read(event::space)?.total),
        Err(error) => {
            context.printer.warn(&format!("the space was not given back: {error}"));
            Ok(space.total)
        }
    }
}
