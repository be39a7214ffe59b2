//! `events import`: events from a file; nothing that is there is overwritten, and every verdict is
//! worked out anew.

use std::collections::BTreeMap;
use std::io::{BufReader, Cursor, Read};
use std::path::Path;

use clap::Args;
use jiff::Timestamp;
use serde::Serialize;

use crate::commands::context::{Context, block_on};
use crate::error::{Error, Exit, Outcome};
use crate::exchange::arrival::Taken;
use crate::exchange::reading::{self, ReadError};
use crate::exchange::sniff::{self, Form};
use crate::store::event;

const EXAMPLES: &str = "\
Examples:
  leadlex-hooks events import events.jsonl
  leadlex-hooks events import session.har
  leadlex-hooks events export 42 | leadlex-hooks events import - --store other.db

Of a HAR that another tool wrote, POST requests with a JSON body are taken. Of curl, only lines that \
`events export --format curl` wrote. Bodies in files of their own are looked for as seen from the \
folder of the file that names them, as editors do.";

/// Read events from a file: JSON lines, HAR, .http, or our own curl
///
/// Imported events get new numbers. Their verdict is worked out with the secrets that are set now.
/// Nothing is overwritten: what the log has already gets a second number, and is counted. A line
/// that cannot be read is named and left out, and the exit code is 1 then.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct ImportArgs {
    /// The file; `-` is stdin
    #[arg(value_name = "FILE|-")]
    file: String,
    /// Form of the file [default: found out from how it begins]
    #[arg(long, value_enum)]
    format: Option<Form>,
}

#[derive(Default, Serialize)]
#[serde(tag = "type", rename = "summary")]
struct SummaryJson {
    imported: u64,
    /// Of those: what the log had before, by Delivery-ID and body.
    known: u64,
    refused: u64,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    skipped: BTreeMap<&'static str, u64>,
}

pub(super) fn run(context: &Context, args: ImportArgs) -> Outcome {
    block_on(import(context, args))
}

async fn import(context: &Context, args: ImportArgs) -> Outcome {
    let unreadable = |error| cannot_read(&args.file, error);
    let mut input: Box<dyn Read> = match args.file.as_str() {
        "-" => Box::new(std::io::stdin()),
        path => Box::new(
            std::fs::File::open(path).map_err(|error| unreadable(ReadError::Input(error)))?,
        ),
    };
    let mut prefix = Vec::new();
    (&mut input)
        .take(sniff::PREFIX as u64)
        .read_to_end(&mut prefix)
        .map_err(|error| unreadable(ReadError::Input(error)))?;
    let form = args.format.or_else(|| sniff::sniff(&prefix)).ok_or_else(|| {
        Error::usage(format!("`{}` begins like no form that is read", args.file))
            .hint("JSON lines, HAR, .http, and curl as `events export` writes it are read")
            .hint("`--format` says which one it is; lines that cannot be read are named then")
    })?;
    let input = BufReader::new(Cursor::new(prefix).chain(input));
    let folder = Path::new(&args.file).parent().map(Path::to_owned).unwrap_or_default();
    let signers = context.signers().await?;
    // Before the store is made: a file that is no HAR leaves no store behind.
    let parts = reading::read(form, input, &folder, Timestamp::now()).map_err(unreadable)?;
    let store = context.store()?;
    let mut summary = SummaryJson::default();
    for part in parts {
        let (place, taken) = part.map_err(unreadable)?;
        match taken {
            Taken::Event(arrival) => {
                let event = arrival.event(&signers);
                let known = store.write(move |conn| {
                    let known = event::is_known(conn, &event)?;
                    event::insert(conn, &event)?;
                    Ok(known)
                });
                summary.known += u64::from(known.await?);
                summary.imported += 1;
            }
            Taken::Skipped(why) => *summary.skipped.entry(why).or_default() += 1,
            Taken::Refused(why) => {
                context.printer.warn(&format!("{place} is left out: {why}"));
                summary.refused += 1;
            }
        }
    }
    store.close();
    tell(context, &summary)?;
    match summary {
        SummaryJson { imported: 0, refused: 1.., .. } => {
            Err(Error::no("nothing was imported: no part of the file could be read"))
        }
        SummaryJson { refused: 1.., .. } => Ok(Exit::NO),
        _ => Ok(Exit::DONE),
    }
}

fn cannot_read(file: &str, error: ReadError) -> Error {
    let made = Error::usage(format!("cannot read `{file}`"));
    match error {
        ReadError::Input(error) => made.because(error),
        ReadError::NotHar(error) => made.because(format!("it is no whole HAR: {error}")),
    }
}

fn tell(context: &Context, summary: &SummaryJson) -> Result<(), Error> {
    if context.printer.is_json() {
        return context.printer.json(summary);
    }
    for (why, count) in &summary.skipped {
        let requests = if *count == 1 { "request" } else { "requests" };
        context.printer.story(&format!("skipped {count} {requests} {why}"));
    }
    let SummaryJson { imported, known, refused, skipped, .. } = summary;
    match (*imported, *refused) {
        (0, 0) if skipped.is_empty() => {
            context.printer.story("nothing to import: the file is empty")
        }
        (0, 0) => context.printer.story("nothing to import: no webhook is in the file"),
        (0, _) => {}
        (count, refused) => {
            let mut told =
                format!("imported {count} {}", if count == 1 { "event" } else { "events" });
            if *known > 0 {
                told += &format!(", {known} of which the log had already and has twice now");
            }
            if refused > 0 {
                told += &format!(", {refused} left out");
            }
            context.printer.good(&told);
        }
    }
    Ok(())
}
