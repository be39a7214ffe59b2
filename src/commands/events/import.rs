//! `events import`: events from a file; nothing that is there is overwritten, and every verdict is
//! worked out anew.

use std::io::{BufRead, BufReader, Read};

use bytes::Bytes;
use clap::Args;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::commands::context::{Context, block_on};
use crate::contract::envelope::Envelope;
use crate::contract::freshness::{DISPLAY_THRESHOLD, judge};
use crate::contract::header::{self, HeaderList};
use crate::contract::signature::{Signer, verify};
use crate::error::{Error, Exit, Outcome};
use crate::output::body::BodyJson;
use crate::output::headers::HeaderJson;
use crate::store::event::{self, NewEvent, Source};

/// The longest line that is read: a body of 10 MB in base64, with its headers.
const LONGEST_LINE: u64 = 16 * 1024 * 1024;

const EXAMPLES: &str = "\
Examples:
  leadlex-hooks events import events.jsonl
  leadlex-hooks events export 42 | leadlex-hooks events import - --store other.db";

/// Read events from a file that `export` wrote
///
/// Imported events get new numbers. Their verdict is worked out with the secrets that are set now.
/// A line that cannot be read is named and left out, and the exit code is 1 then.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct ImportArgs {
    /// File of JSON lines; `-` is stdin
    #[arg(value_name = "FILE|-")]
    file: String,
}

/// One line; what it says about numbers, verdicts and duplicates is not taken over.
#[derive(Deserialize)]
struct Line {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    received_at: Option<Timestamp>,
    #[serde(default)]
    method: Option<String>,
    #[serde(default)]
    path: Option<String>,
    #[serde(default)]
    peer: Option<String>,
    headers: Vec<HeaderJson>,
    #[serde(flatten)]
    body: BodyJson,
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "summary")]
struct SummaryJson {
    imported: u64,
    refused: u64,
}

pub(super) fn run(context: &Context, args: ImportArgs) -> Outcome {
    block_on(import(context, args))
}

async fn import(context: &Context, args: ImportArgs) -> Outcome {
    let cannot_read = |error| Error::usage(format!("cannot read `{}`", args.file)).because(error);
    let input: Box<dyn Read> = match args.file.as_str() {
        "-" => Box::new(std::io::stdin()),
        path => Box::new(std::fs::File::open(path).map_err(cannot_read)?),
    };
    let signers = context.signers().await?;
    let store = context.store()?;
    let mut input = BufReader::new(input);
    let (mut imported, mut refused) = (0, 0);
    let mut line = Vec::new();
    for number in 1_u64.. {
        line.clear();
        let read =
            (&mut input).take(LONGEST_LINE).read_until(b'\n', &mut line).map_err(cannot_read)?;
        if read == 0 {
            break;
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        match parse(&line, &signers) {
            Ok(event) => {
                store.write(move |conn| event::insert(conn, &event)).await?;
                imported += 1;
            }
            Err(why) => {
                context.printer.warn(&format!("line {number} is left out: {why}"));
                refused += 1;
            }
        }
    }
    store.close();
    if context.printer.is_json() {
        context.printer.json(&SummaryJson { imported, refused })?;
    } else {
        context
            .printer
            .good(&format!("imported {imported} event{}", if imported == 1 { "" } else { "s" }));
    }
    Ok(if refused == 0 { Exit::DONE } else { Exit::NO })
}

fn parse(line: &[u8], signers: &[Signer]) -> Result<NewEvent, String> {
    let line: Line = serde_json::from_slice(line).map_err(|error| error.to_string())?;
    if line.kind != "event" {
        return Err(format!("its type is `{}`, not `event`", line.kind.escape_debug()));
    }
    let mut headers = HeaderList::new();
    for field in &line.headers {
        let value = field
            .bytes()
            .filter(|value| !value.iter().any(|byte| matches!(byte, b'\r' | b'\n' | 0)));
        let valid = hyper::header::HeaderName::from_bytes(field.name.as_bytes()).is_ok();
        match value {
            Some(value) if valid => headers.push(&field.name, value),
            _ => return Err(format!("the header `{}` cannot be sent", field.name.escape_debug())),
        }
    }
    let body = Bytes::from(line.body.bytes().ok_or("it has neither `body` nor `body_base64`")?);
    let verification = verify(signers, headers.get(header::SIGNATURE), &body);
    let received_at = line.received_at.ok_or("it has no `received_at`")?;
    Ok(NewEvent {
        source: Source::Import,
        received_at,
        method: line.method.unwrap_or_else(|| "POST".to_owned()),
        path: line.path.unwrap_or_else(|| "/".to_owned()),
        peer: line.peer,
        event: Envelope::read(&body).event,
        delivery_id: headers.text(header::DELIVERY_ID).map(str::to_owned),
        verdict: verification.verdict,
        fingerprint: verification.fingerprint,
        freshness: judge(headers.get(header::TIMESTAMP), received_at, DISPLAY_THRESHOLD),
        headers,
        body,
        replay_of: None,
        ring: false,
    })
}
