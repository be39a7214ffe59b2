//! `poll gaps`: what the API says happened in a period, held against what the log has.

use std::collections::HashSet;
use std::time::Duration;

use clap::Args;
use jiff::{SignedDuration, Timestamp};

use super::args::{DeliveryArgs, SourceArgs};
use super::course::deliver;
use super::opening::{self, Opening, Wish};
use crate::commands::context::Context;
use crate::commands::filter_args::parse_time;
use crate::error::{Error, Exit, Outcome};
use crate::output::gap_page::{Count, GapPage};
use crate::poll::derive::is_dated;
use crate::poll::driver::{Halt, Patience, Poller, heard_since};
use crate::poll::guard::MassDelete;
use crate::poll::id::Derived;
use crate::store::event::{self, Source};
use crate::store::poll::Kept;
use crate::store::{Store, StoreError};
use crate::text::measure;

const EXAMPLES: &str = "\
Examples:
  leadlex-hooks poll gaps
  leadlex-hooks poll gaps --since 2026-11-20 --until 2026-11-21 --events 'contact.*'
  leadlex-hooks poll gaps --since 3d --fill --to http://localhost:3000/webhooks

It reads what the API dates itself: creations, the last change of each resource, and mails. Exit 1 \
when the log lacks any of it. The last minute is left out, as its webhooks may be on their way; \
`--until 0s` looks at it too.";

/// How old a change is before it can be missed, unless told.
const ON_THE_WAY: &str = "1min";

/// Compare what the API says happened with what the log has
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct GapsArgs {
    /// Beginning of the period: `3d`, `2026-11-01`, `2026-11-01T10:00:00Z`
    #[arg(long, value_name = "TIME", default_value = "1d")]
    since: String,
    /// End of the period [default: a minute ago, so that webhooks on their way do not count]
    #[arg(long, value_name = "TIME")]
    until: Option<String>,
    /// Record what is missing, as `poll` would have
    #[arg(long)]
    fill: bool,
    /// URL of the handler that gets what is missing
    #[arg(long, value_name = "URL", requires = "fill")]
    to: Option<String>,
    /// How late a webhook may tell of a change and still count
    #[arg(long, value_name = "TIME", default_value = "8h", value_parser = measure::parse_span)]
    window: Duration,
    #[command(flatten)]
    source: SourceArgs,
    #[command(flatten)]
    delivery: DeliveryArgs,
}

pub(super) async fn run(context: &Context, args: GapsArgs) -> Outcome {
    let now = Timestamp::now();
    let since = parse_time("--since", &args.since, now)?;
    let until = args.until.as_deref().unwrap_or(ON_THE_WAY);
    let until = parse_time("--until", until, now)?;
    if until <= since {
        return Err(Error::usage("`--until` is not after `--since`: there is nothing in between")
            .hint("times without a zone are local; `2h` means two hours ago"));
    }
    let wish = Wish {
        source: &args.source,
        delivery: &args.delivery,
        to: args.to.as_deref(),
        patience: Patience::GiveUp,
        since: None,
        guard: MassDelete::Refused,
        only_missing: None,
    };
    let Opening { store, workspace, poller, engine, told, stop, screen, hold, .. } =
        opening::open(context, wish).await?;
    let review = poller.review(since, until).await.map_err(halted)?;
    let window = SignedDuration::try_from(args.window).unwrap_or(SignedDuration::MAX);
    let missing = missing(&poller, &store, &review.happened, (since, window))?;
    let page = GapPage { printer: &context.printer, workspace: &workspace };
    for derived in &missing {
        page.gap(derived)?;
    }
    let undated = poller.asked.selection().events().iter().filter(|event| !is_dated(event));
    page.undated(&undated.map(|event| event.name).collect::<Vec<_>>())?;
    let mut exit = Exit::DONE;
    for refused in review.refused {
        let error = refused.into_error();
        context.printer.warn(&error.to_string());
        exit = exit.max(error.exit());
    }
    let happened = review.happened.len() as u64;
    let count = missing.len() as u64;
    let filled = if args.fill { fill(&poller, &missing).await? } else { 0 };
    exit = exit.max(deliver(engine.filter(|_| args.fill), &stop, &told).await?);
    if count > filled {
        exit = exit.max(Exit::NO);
    }
    drop((poller, told));
    screen.end().await?;
    page.summary(&Count { happened, missing: count, filled, since, until })?;
    if args.until.is_none() {
        context.printer.story(
            "the last minute is left out, as its webhooks may be on their way; `--until 0s` looks at it too",
        );
    }
    if count > 0 && !args.fill {
        context.printer.hint("`--fill --to URL` delivers what is missing");
    }
    drop(hold);
    store.close();
    Ok(exit)
}

/// What neither a webhook told nor polling derived.
fn missing(
    poller: &Poller,
    store: &Store,
    happened: &[Derived],
    (since, window): (Timestamp, SignedDuration),
) -> Result<Vec<Derived>, StoreError> {
    let workspace = &poller.committer.workspace;
    let heard = heard_since(store, since.checked_sub(window).unwrap_or(Timestamp::MIN))?;
    let ids: Vec<String> =
        happened.iter().map(|derived| derived.id(workspace).to_string()).collect();
    let asked: Vec<&str> = ids.iter().map(String::as_str).collect();
    let derived: HashSet<String> =
        store.read(|conn| event::known_ids(conn, Source::Poll, &asked))?;
    let now = Timestamp::now();
    let lacks = |(event, id): &(&Derived, &String)| {
        !derived.contains(*id) && !heard.covers(event, window, now)
    };
    Ok(happened.iter().zip(&ids).filter(lacks).map(|(event, _)| event.clone()).collect())
}

/// Records and queues what is missing; says how many that were.
async fn fill(poller: &Poller, missing: &[Derived]) -> Result<u64, StoreError> {
    let shelf = crate::poll::feed::Feed::Contacts.shelf("");
    let nothing = Kept { shelf, ..Kept::default() };
    let filled = poller.committer.commit(nothing, missing, Timestamp::now()).await?;
    Ok(filled.len() as u64)
}

fn halted(halt: Halt) -> Error {
    match halt {
        Halt::Refused(error) => error.into_error(),
        Halt::Store(error) => error.into(),
        Halt::Spent { limit, until } => super::course::spent(limit, until),
        Halt::Stopped => Error::stopped(Exit::INTERRUPTED, "interrupted; nothing was changed"),
    }
}
