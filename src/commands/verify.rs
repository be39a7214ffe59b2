//! `verify`: is this signature made by this secret over these bytes?

use std::time::Duration;

use clap::Args;
use jiff::Timestamp;
use serde::Serialize;

use super::client_args::parse_headers;
use super::context::{Context, block_on, no_secret, read_input};
use super::explainer::{Delivery, Explainer};
use crate::contract::explain::Effort;
use crate::contract::freshness::{self, Freshness};
use crate::contract::header::{self, HeaderList};
use crate::contract::secret::Secret;
use crate::contract::signature::{Signer, Verdict, Verification, verify};
use crate::error::{Error, Exit, Outcome};
use crate::output::explanation;
use crate::output::stream::Tone;
use crate::text::measure;

const EXAMPLES: &str = "\
Examples:
  leadlex-hooks verify body.json --signature sha256=5f0c…
  leadlex-hooks verify body.json --header 'X-LeadLex-Signature: sha256=5f0c…'
  leadlex-hooks verify - --signature \"$SIGNATURE\" <body.json
  leadlex-hooks verify body.json --signature sha256=5f0c… --explain";

/// Check a signature offline
///
/// Compares in constant time. Exit 0 when it is verified, 1 when it is not. The timestamp is not
/// part of what LeadLex signs, so it is judged on its own and never called verified.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct VerifyArgs {
    /// File that holds the body, byte for byte; `-` is stdin
    #[arg(default_value = "-", value_name = "FILE|-")]
    file: String,
    /// Value of the X-LeadLex-Signature header
    #[arg(long, value_name = "VALUE")]
    signature: Option<String>,
    /// Header as it was received; several
    #[arg(long = "header", short = 'H', value_name = "NAME: VALUE")]
    header: Vec<String>,
    /// Fail also when the X-LeadLex-Timestamp given with `--header` is further away than this
    #[arg(long, value_name = "TIME", value_parser = measure::parse_span)]
    tolerance: Option<Duration>,
    /// When it does not match, try the mistakes people make with secrets, bodies and headers, and
    /// name the simplest that explains it. Looks at other profiles' secrets and at the log too
    #[arg(long)]
    explain: bool,
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "verification")]
struct VerificationJson<'a> {
    verdict: Verdict,
    fingerprint: Option<&'a str>,
    freshness: Freshness,
    size: usize,
}

/// Runs the command.
///
/// # Errors
/// No secret, two signatures, or a file that cannot be read.
pub fn run(context: &Context, args: VerifyArgs) -> Outcome {
    block_on(async {
        let mut headers = parse_headers(&args.header)?;
        if let Some(value) = &args.signature {
            if headers.get(header::SIGNATURE).is_some() {
                return Err(Error::usage("the signature is given twice")
                    .hint("use either `--signature` or `--header 'X-LeadLex-Signature: …'`"));
            }
            headers.push(header::SIGNATURE, value.as_bytes());
        }
        let secrets = context.secrets().await?;
        if secrets.is_empty() {
            return Err(no_secret());
        }
        let signers: Vec<Signer> = secrets.iter().map(Signer::new).collect();
        context.tell_of_stdin("the body", &args.file);
        let body = read_input("the body", &args.file)?;
        let verification = verify(&signers, headers.get(header::SIGNATURE), &body);
        let tolerance = args.tolerance.unwrap_or(freshness::DISPLAY_THRESHOLD);
        let freshness =
            freshness::judge(headers.get(header::TIMESTAMP), Timestamp::now(), tolerance);
        show(context, &verification, freshness, body.len())?;
        if verification.verdict != Verdict::Verified {
            if args.explain {
                explain(context, secrets, &headers, &body)?;
            } else if !context.printer.is_json() && verification.verdict != Verdict::Missing {
                context.printer.hint("`--explain` looks for the mistake");
            }
        }
        let too_old = args.tolerance.is_some() && freshness != Freshness::Fresh;
        if too_old && verification.verdict == Verdict::Verified {
            context
                .printer
                .warn(&format!("the timestamp is {}, outside `--tolerance`", freshness.as_str()));
        }
        let good = verification.verdict == Verdict::Verified && !too_old;
        Ok(if good { Exit::DONE } else { Exit::NO })
    })
}

fn explain(
    context: &Context,
    secrets: Vec<Secret>,
    headers: &HeaderList,
    body: &[u8],
) -> Result<(), Error> {
    let explainer = Explainer::new(context, secrets)?;
    let log = context.reader_if_any().unwrap_or_else(|error| {
        context.printer.warn(&format!("other deliveries are not looked at: {error}"));
        None
    });
    let delivery = Delivery { headers, body, number: None };
    let explained = explainer.explain(delivery, log.as_ref(), Effort::Thorough);
    explanation::print(&explained, None, &context.printer)
}

fn show(
    context: &Context,
    verification: &Verification,
    freshness: Freshness,
    size: usize,
) -> Result<(), Error> {
    let printer = &context.printer;
    let fingerprint = verification.fingerprint.as_deref();
    if printer.is_json() {
        return printer.json(&VerificationJson {
            verdict: verification.verdict,
            fingerprint,
            freshness,
            size,
        });
    }
    let bytes = measure::size(size as u64);
    match verification.verdict {
        Verdict::Verified => {
            let secret = fingerprint.unwrap_or_default();
            let word = printer.out().paint(Tone::Good, "verified");
            printer.line(&format!("{word} with secret {secret} over {bytes}"))
        }
        verdict => {
            let word = printer.out().paint(Tone::Bad, verdict.as_str());
            let why = match verdict {
                Verdict::Missing => "no signature was given: use `--signature VALUE`".to_owned(),
                Verdict::Malformed => "the signature is not `sha256=` and 64 hex digits".to_owned(),
                _ => format!("none of the secrets made this signature over these {bytes}"),
            };
            printer.line(&format!("{word}: {why}"))
        }
    }
}
