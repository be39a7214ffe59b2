//! `replay`: saved events to an endpoint again.

mod arrange;
mod choose;
mod diff;
mod request;
mod unrecorded;

use std::time::Duration;

use clap::Args;
use jiff::Timestamp;
use serde::Serialize;

use self::arrange::{ArrangeArgs, Arranged};
use self::choose::choose;
use self::diff::{Counts, DiffArgs, Differ, Watch};
use self::request::{How, Mint};
use super::context::{Context, block_on, block_on_all_cores, no_secret};
use super::edit_args::EditArgs;
use super::endpoint_args::EndpointArgs;
use super::filter_args::{FilterArgs, parse_count};
use super::outbound::{Outgoing, Run};
use crate::client::Client;
use crate::contract::signature::Signer;
use crate::delivery::compose::Composed;
use crate::delivery::oneshot::Leftovers;
use crate::error::{Error, Exit, Outcome};
use crate::output::load_page::Drawn;
use crate::output::request as preview_of;
use crate::store::Reader;
use crate::store::delivery::Stamp;
use crate::store::event::{self, Source};

const EXAMPLES: &str = "\
Examples:
  leadlex-hooks replay 42 --to http://localhost:3000/webhooks
  leadlex-hooks replay --last 3 --to :3000
  leadlex-hooks replay --event 'contact.*' --since 2h --to :3000
  leadlex-hooks replay --failed --to :3000
  leadlex-hooks replay latest --set data.contact.email=a@b.example --to :3000
  leadlex-hooks replay 42 --as-captured --to :3000
  leadlex-hooks replay --since 1h --speed 10x --to :3000
  leadlex-hooks replay --last 50 --order shuffle --duplicate 2 --drop 10% --seed 7 --to :3000
  leadlex-hooks replay --since 1d --concurrency 64 --to :3000
  leadlex-hooks replay --since 1d --no-record --concurrency 64 --to :3000
  leadlex-hooks replay --last 50 --to :3000 && leadlex-hooks replay --last 50 --diff --to :3001

An ID is the short number of `events list`, the beginning of a Delivery-ID, or `latest`. \
`--last` and the filters look at what arrived, was imported or was derived, skip duplicates, and \
skip requests whose signature was rejected; `--source` and `--verdict` widen that. \
`--diff` compares with the latest answer recorded for the same body: that of `listen --forward-to`, \
or of a replay without `--diff`. So a comparison can be repeated, and is never compared with itself.";

/// Send saved events again
///
/// By default each event is signed anew with the current secret and time, and gets a Delivery-ID of
/// its own. LeadLex signs the body only, so the signature changes only when the body or the secret
/// does. A target URL without a path keeps the path the event arrived on.
///
/// Each delivery is recorded, before it is made and when it is answered. `--no-record` makes it a load
/// driver, as `send --count` is one: nothing is recorded but one summary, and percentiles are shown at
/// the end.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct ReplayArgs {
    /// Events by number, Delivery-ID or prefix of it; `latest`
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    /// The last N events that the filters leave, oldest first
    #[arg(long, value_name = "N", conflicts_with = "ids", value_parser = parse_count)]
    last: Option<usize>,
    #[command(flatten)]
    filter: FilterArgs,
    /// Send the bytes and headers exactly as they were captured
    #[arg(long, conflicts_with_all = ["same_id", "set", "patch", "edit"])]
    as_captured: bool,
    /// Keep the Delivery-ID instead of minting a new one
    #[arg(long)]
    same_id: bool,
    /// Record one summary instead of every event and delivery, and show counts and percentiles
    #[arg(long, conflicts_with_all = ["diff", "dry_run", "edit", "queue"])]
    no_record: bool,
    #[command(flatten)]
    arrange: ArrangeArgs,
    #[command(flatten)]
    diff: DiffArgs,
    #[command(flatten)]
    edit: EditArgs,
    #[command(flatten)]
    endpoint: EndpointArgs,
}

impl ReplayArgs {
    /// What clap cannot know.
    fn check(&self) -> Result<(), Error> {
        if self.diff.is_asked_for() && self.endpoint.retry.leftovers() == Leftovers::Queue {
            return Err(Error::usage(
                "`--diff` compares the last answers, and `--queue` leaves them for later",
            )
            .hint("leave `--queue` away: the command then waits for its retries"));
        }
        if self.no_record && self.endpoint.retry.is_given()? {
            return Err(Error::usage(
                "`--retry` does not go with `--no-record`, which makes each delivery once",
            ));
        }
        Ok(())
    }
}

/// Runs the command.
///
/// # Errors
/// Usage, a store that fails; an endpoint's answer is told by the exit code.
pub fn run(context: &Context, args: ReplayArgs) -> Outcome {
    match args.arrange.at_once() {
        1 => block_on(replay(context, args)),
        _ => block_on_all_cores(replay(context, args)),
    }
}

async fn replay(context: &Context, args: ReplayArgs) -> Outcome {
    args.check()?;
    let changes = args.edit.changes(context)?;
    let target = args.endpoint.target(context)?;
    // Let go of after the reader: whoever closes the file last, and may write, tidies its log away.
    let _closed_last;
    let reader = context.reader()?;
    let arranged = args.arrange.arrange(context, choose(context, &reader, &args)?)?;
    let signers = if args.as_captured { Vec::new() } else { context.signers().await? };
    if signers.is_empty() && !args.as_captured {
        if !changes.is_none() {
            return Err(no_secret().hint("an edited body needs a new signature"));
        }
        context.printer.warn(
            "no secret is set, so the captured signatures are sent: a handler with another secret rejects them",
        );
    }
    let mint = Mint::new(&args);
    let how = How { args, changes, signer: signers.first().cloned(), target, mint };
    let How { args, target, .. } = &how;
    if args.endpoint.dry_run {
        let client = args.endpoint.rehearse(context)?;
        return preview(context, &reader, &how, &client, arranged);
    }
    if args.no_record {
        return unrecorded::replay(context, reader, how, arranged).await;
    }
    let stamp = if args.as_captured { Stamp::Original } else { args.endpoint.retry.stamp() };
    let one_shot = args.endpoint.one_shot(context, args.diff.origin(), target, stamp).await?;
    _closed_last = one_shot.store().clone();
    let judge = Watch {
        expectation: args.endpoint.expectation(),
        differ: args.diff.differ(&context.printer, &reader)?,
    };
    let mut run = Run::new(context, one_shot, judge, args.arrange.at_once());
    send(context, &reader, &how, &signers, arranged, &mut run).await
}

fn preview(
    context: &Context,
    reader: &Reader,
    how: &How,
    client: &Client,
    mut arranged: Arranged,
) -> Outcome {
    let masking = how.args.endpoint.masking.masking();
    for shot in arranged.sequence.by_ref() {
        let (target, headers, body) = how.request(event::captured(reader, shot.number)?, &shot)?;
        let (method, headers) = ("POST", client.with_own(headers));
        preview_of::Preview { method, target: &target, headers: &headers, body: &body, masking }
            .print(&context.printer)?;
    }
    arranged.tell(context)?;
    Ok(Exit::DONE)
}

async fn send(
    context: &Context,
    reader: &Reader,
    how: &How,
    signers: &[Signer],
    mut arranged: Arranged,
    run: &mut Run<'_, Watch<'_>>,
) -> Outcome {
    let mut pacer = how.args.arrange.pacer();
    for shot in arranged.sequence.by_ref() {
        let captured = event::captured(reader, shot.number)?;
        if let Some(pacer) = &mut pacer {
            let wait = pacer.wait(reader, &shot)?;
            pacer.announce(context, wait);
            run.wait(wait).await?;
        }
        if run.is_stopped() {
            break;
        }
        let (target, headers, body) = how.request(captured, &shot)?;
        let note = run.judge.note(&shot, &body);
        let composed = Composed {
            source: Source::Replay,
            path: target.path_and_query(),
            headers: &headers,
            body,
            replay_of: Some(shot.number),
        };
        let event = composed.event(signers, Timestamp::now());
        let wait = Duration::ZERO;
        let outgoing = Outgoing { event, target: target.to_string(), headers, wait };
        run.deliver(outgoing, note).await?;
    }
    run.finish().await?;
    arranged.tell(context)?;
    let differences = run.judge.differ.as_ref().map(Differ::counts);
    let more = Summary { drawn: arranged.drawn(), differences };
    run.tally.tell_with(context, &run.judge.expectation, &more)?;
    match differences {
        Some(counts) => counts.tell(context, run.exit()),
        None => Ok(run.exit()),
    }
}

/// What a replay adds to the summary.
#[derive(Serialize)]
struct Summary {
    #[serde(flatten)]
    drawn: Drawn,
    #[serde(flatten)]
    differences: Option<Counts>,
}
