//! `replay`: saved events to an endpoint again.

use std::time::Duration;

use bytes::Bytes;
use clap::Args;
use jiff::Timestamp;

use super::context::{Context, block_on, no_secret};
use super::edit_args::{Changes, EditArgs};
use super::endpoint_args::EndpointArgs;
use super::event_id::resolve;
use super::filter_args::FilterArgs;
use super::outbound::{self, Outgoing};
use crate::contract::header::{self, HeaderList};
use crate::contract::signature::{Signer, Verdict};
use crate::delivery::compose::{self, Composed};
use crate::delivery::target::Target;
use crate::error::{Error, Exit, Outcome};
use crate::output::request;
use crate::store::Reader;
use crate::store::delivery::Stamp;
use crate::store::event::{self, EventFilter, EventRecord, Order, Source};

const EXAMPLES: &str = "\
Examples:
  leadlex-hooks replay 42 --to http://localhost:3000/webhooks
  leadlex-hooks replay --last 3 --to :3000
  leadlex-hooks replay --event 'contact.*' --since 2h --to :3000
  leadlex-hooks replay --failed --to :3000
  leadlex-hooks replay latest --set data.contact.email=a@b.example --to :3000
  leadlex-hooks replay 42 --as-captured --to :3000

An ID is the short number of `events list`, the beginning of a Delivery-ID, or `latest`.
`--last` and the filters look at what arrived, was imported or was derived, skip duplicates, and
skip requests whose signature was rejected; `--source` and `--verdict` widen that.";

/// Send saved events again
///
/// By default each event is signed anew with the current secret and time, and gets a Delivery-ID of
/// its own. LeadLex signs the body only, so the signature changes only when the body or the secret
/// does. A target URL without a path keeps the path the event arrived on.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct ReplayArgs {
    /// Events by number, Delivery-ID or prefix of it; `latest`
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    /// The last N events that the filters leave, oldest first
    #[arg(long, value_name = "N", conflicts_with = "ids")]
    last: Option<usize>,
    #[command(flatten)]
    filter: FilterArgs,
    /// Send the bytes and headers exactly as they were captured
    #[arg(long, conflicts_with_all = ["same_id", "set", "patch", "edit"])]
    as_captured: bool,
    /// Keep the Delivery-ID instead of minting a new one
    #[arg(long)]
    same_id: bool,
    #[command(flatten)]
    edit: EditArgs,
    #[command(flatten)]
    endpoint: EndpointArgs,
}

/// Runs the command.
///
/// # Errors
/// Usage, a store that fails; an endpoint's answer is told by the exit code.
pub fn run(context: &Context, args: ReplayArgs) -> Outcome {
    block_on(replay(context, args))
}

async fn replay(context: &Context, args: ReplayArgs) -> Outcome {
    let changes = args.edit.changes(context)?;
    let target = args.endpoint.target(context)?;
    let reader = context.reader()?;
    let mut numbers = choose(&reader, &args)?.into_iter();
    let signers = if args.as_captured { Vec::new() } else { context.signers().await? };
    let how = How { args: &args, changes: &changes, signer: signers.first(), target: &target };
    if signers.is_empty() && !args.as_captured {
        if !changes.is_none() {
            return Err(no_secret().hint("an edited body needs a new signature"));
        }
        context.printer.warn(
            "no secret is set, so the captured signatures are sent: a handler with another secret rejects them",
        );
    }
    if args.endpoint.dry_run {
        let client = args.endpoint.rehearse(context)?;
        for number in numbers {
            let (target, headers, body) = how.request(&event::get(&reader, number)?)?;
            let headers = client.with_own(headers);
            request::Preview { target: &target, headers: &headers, body: &body }
                .print(&context.printer)?;
        }
        return Ok(Exit::DONE);
    }
    let stamp = if args.as_captured { Stamp::Original } else { args.endpoint.retry.stamp() };
    let one_shot = args.endpoint.one_shot(context, "replay", &target, stamp).await?;
    let expectation = args.endpoint.expectation();
    outbound::deliver_all(context, &one_shot, &expectation, || {
        let Some(number) = numbers.next() else {
            return Ok(None);
        };
        let record = event::get(&reader, number)?;
        let (target, headers, body) = how.request(&record)?;
        let composed = Composed {
            source: Source::Replay,
            target: &target,
            headers: &headers,
            body,
            replay_of: Some(number),
        };
        let event = composed.event(&signers, Timestamp::now());
        Ok(Some(Outgoing { event, target: target.to_string(), headers, wait: Duration::ZERO }))
    })
    .await
}

/// The numbers of the events meant, in the order in which they are sent.
fn choose(reader: &Reader, args: &ReplayArgs) -> Result<Vec<i64>, Error> {
    if !args.ids.is_empty() {
        return args.ids.iter().map(|id| resolve(reader, id)).collect();
    }
    if args.last.is_none() && args.filter.is_empty() {
        return Err(Error::usage("nothing to replay is named")
            .hint("`leadlex-hooks replay latest --to URL`, `--last 3`, or a filter such as `--event 'contact.*'`")
            .hint("`leadlex-hooks events list` shows the numbers"));
    }
    let defaults = [Source::Listen, Source::Import, Source::Poll];
    let mut filter = args.filter.filter(Timestamp::now(), &defaults)?;
    if filter.verdicts.is_empty() {
        filter.verdicts = vec![Verdict::Verified, Verdict::Unverified];
    }
    let filter =
        EventFilter { without_duplicates: true, limit: args.last, order: Order::Newest, ..filter };
    let mut numbers = Vec::new();
    event::for_each(reader, &filter, |row| {
        numbers.push(row.number);
        Ok::<(), Error>(())
    })?;
    numbers.reverse();
    if numbers.is_empty() {
        return Err(Error::no("no saved event matches").hint(
            "only arrivals, imports and derived events with an accepted signature are looked at; \
             `--source all` and `--verdict mismatch` widen that",
        ));
    }
    Ok(numbers)
}

/// How a saved event becomes a request.
struct How<'a> {
    args: &'a ReplayArgs,
    changes: &'a Changes,
    signer: Option<&'a Signer>,
    target: &'a Target,
}

impl How<'_> {
    fn request(&self, record: &EventRecord) -> Result<(Target, HeaderList, Bytes), Error> {
        let target = self.target.with_incoming(&record.row.path);
        let mut headers = record.headers.end_to_end();
        let body = Bytes::from(record.body.clone());
        if self.args.as_captured {
            return Ok((target, headers, body));
        }
        let body = self.changes.apply(&body)?;
        if let Some(signer) = self.signer {
            headers.set(header::SIGNATURE, signer.sign(&body));
        }
        headers.set(header::TIMESTAMP, compose::stamp(Timestamp::now()));
        if !self.args.same_id || headers.get(header::DELIVERY_ID).is_none() {
            headers.set(header::DELIVERY_ID, compose::new_delivery_id());
        }
        Ok((target, headers, body))
    }
}
