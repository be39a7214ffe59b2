//! `events export`: events in a form to be kept, shared, run or imported.

mod form;
mod redaction;

use std::path::PathBuf;

use clap::Args;
use jiff::Timestamp;

use self::form::Writer;
use self::redaction::RedactArgs;
use crate::client::target::Target;
use crate::commands::context::Context;
use crate::commands::event_id::resolve;
use crate::commands::filter_args::{FilterArgs, parse_count};
use crate::commands::masking_args::MaskingArgs;
use crate::error::{Error, Exit, Outcome};
use crate::exchange::outgoing::{self, Outgoing};
use crate::exchange::sniff::Form;
use crate::store::Reader;
use crate::store::delivery::{self, AttemptRecord, DeliveryFilter};
use crate::store::event::{self, EventFilter, Order};

/// Where requests go when nobody says: the handler's usual place.
const DEFAULT_TARGET: &str = "http://localhost:3000";

const EXAMPLES: &str = "\
Examples:
  leadlex-hooks events export >events.jsonl
  leadlex-hooks events export --last 10 >events.jsonl
  leadlex-hooks events export 42 43 --redact >fixture.jsonl
  leadlex-hooks events export latest --format curl --to http://localhost:3000/hooks | sh
  leadlex-hooks events export --event 'contact.*' --since 2026-02-24 --format har >contacts.har
  leadlex-hooks events export --format http --dir bodies >events.http

A line of JSONL is the object that `events show --json` prints: headers in order, body as text, or in \
base64 where it is not UTF-8. A line of curl is for any POSIX shell and sends the same bytes. With \
`--dir DIR` an export names files as `./DIR/…`: keep it beside DIR, where editors and `events import` \
look for them, and run curl there. HAR holds the answer of \
the last delivery too; a request body that is no text is in base64 there, marked with `_encoding`. \
Credentials in headers are masked unless `--show-secrets` is given.

--redact replaces personal data by fakes that keep shape, and what is not known to be harmless by \
words. Bodies are signed again with the public key `leadlex-hooks-public-test-key`; what was rejected \
stays rejected. `leadlex-hooks events import` reads every form.";

/// Write events to stdout: JSON lines, curl, HAR or .http
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct ExportArgs {
    /// Events by number, Delivery-ID or prefix of it; all that the filters leave when none is named
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    /// The last N events that the filters leave, oldest first
    #[arg(long, value_name = "N", conflicts_with = "ids", value_parser = parse_count)]
    last: Option<usize>,
    #[command(flatten)]
    filter: FilterArgs,
    /// Form of the export
    #[arg(long, value_enum, default_value_t = Form::Jsonl)]
    format: Form,
    /// Where the requests go; without a path, each keeps its own [default: http://localhost:3000]
    #[arg(long, value_name = "URL")]
    to: Option<String>,
    /// Directory for bodies that an .http file cannot hold; for curl, for those that are no text. They
    /// are named as seen from here, so keep the export in this directory
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
    #[command(flatten)]
    masking: MaskingArgs,
    #[command(flatten)]
    redact: RedactArgs,
}

pub(super) fn run(context: &Context, args: ExportArgs) -> Outcome {
    check(context, &args)?;
    let target = Target::parse("--to", args.to.as_deref().unwrap_or(DEFAULT_TARGET))?;
    let masking = args.masking.masking();
    let reader = context.reader()?;
    let chosen = Chosen::new(&reader, &args)?;
    let mut redactor = args.redact.redactor(&context.printer);
    let mut writer = Writer::new(args.format, args.dir, masking, &context.printer);
    // All of them first: half an export would be taken for a whole one.
    if redactor.is_some() || writer.may_refuse() {
        chosen.for_each(&reader, |number| {
            let mut record = event::get(&reader, number)?;
            if let Some(redactor) = &mut redactor {
                record = redaction::apply(redactor, record)?;
            }
            writer.check(&record)
        })?;
    }
    let written = chosen.for_each(&reader, |number| {
        let (mut record, mut attempt) = (event::get(&reader, number)?, None);
        if args.format == Form::Har {
            attempt = last_attempt(&reader, number)?;
        }
        if let Some(redactor) = &mut redactor {
            record = redaction::apply(redactor, record)?;
            attempt = attempt.map(|attempt| redactor.attempt(attempt));
        }
        let url = outgoing::url(&target, &record.row.path);
        writer.write(Outgoing { record, url, attempt })
    });
    if let Err(error) = written.and_then(|()| writer.finish()) {
        writer.clear_away();
        return Err(error);
    }
    if let Some(redactor) = &redactor {
        redaction::tell(redactor, &context.printer);
    }
    Ok(Exit::DONE)
}

fn check(context: &Context, args: &ExportArgs) -> Result<(), Error> {
    if args.format == Form::Jsonl && args.to.is_some() {
        return Err(Error::usage("`--to` says nothing in JSONL, which holds no URL")
            .hint("use it with `--format curl`, `har` or `http`"));
    }
    if !matches!(args.format, Form::Http | Form::Curl) && args.dir.is_some() {
        return Err(Error::usage(
            "`--dir` is for `--format http` and `curl`: other forms hold any body",
        ));
    }
    if args.format != Form::Jsonl && context.printer.is_json() {
        return Err(Error::usage("`--json` and another `--format` contradict each other")
            .hint("JSON lines are the default format"));
    }
    Ok(())
}

/// Which events, in which order.
enum Chosen {
    Named(Vec<i64>),
    Filtered(Box<EventFilter>),
}

impl Chosen {
    fn new(reader: &Reader, args: &ExportArgs) -> Result<Self, Error> {
        if !args.ids.is_empty() {
            let numbers =
                args.ids.iter().map(|id| resolve(reader, id)).collect::<Result<_, _>>()?;
            return Ok(Self::Named(numbers));
        }
        let filter = args.filter.filter(Timestamp::now(), &[])?;
        if args.last.is_some() {
            let newest = EventFilter { limit: args.last, order: Order::Newest, ..filter };
            let mut numbers = event::numbers_of(reader, &newest)?;
            numbers.reverse();
            return Ok(Self::Named(numbers));
        }
        // What comes meanwhile is not part of it.
        let before = Some(event::newest(reader)? + 1);
        Ok(Self::Filtered(Box::new(EventFilter { order: Order::Oldest, before, ..filter })))
    }

    fn for_each(
        &self,
        reader: &Reader,
        mut visit: impl FnMut(i64) -> Result<(), Error>,
    ) -> Result<(), Error> {
        match self {
            Self::Named(numbers) => numbers.iter().try_for_each(|number| visit(*number)),
            Self::Filtered(filter) => event::for_each(reader, filter, |row| visit(row.number)),
        }
    }
}

fn last_attempt(reader: &Reader, event: i64) -> Result<Option<AttemptRecord>, Error> {
    let filter = DeliveryFilter { event: Some(event), limit: Some(1), ..DeliveryFilter::default() };
    let Some(row) = delivery::list(reader, &filter)?.into_iter().next() else {
        return Ok(None);
    };
    Ok(delivery::attempts(reader, row.number)?.pop())
}
