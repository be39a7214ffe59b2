//! `sign`: the signature of a body.

use clap::Args;
use serde::Serialize;

use super::context::{Context, block_on, read_input};
use crate::error::{Exit, Outcome};

const EXAMPLES: &str = "\
Examples:
  leadlex-hooks sign body.json
  printf '{}' | leadlex-hooks sign -
  curl -H \"X-LeadLex-Signature: $(leadlex-hooks sign body.json)\" --data-binary @body.json localhost:3000";

/// Compute the signature of a body
///
/// Prints the value of the X-LeadLex-Signature header: `sha256=` and the HMAC-SHA256 of the bytes.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct SignArgs {
    /// File that holds the body, byte for byte; `-` is stdin
    #[arg(default_value = "-", value_name = "FILE|-")]
    file: String,
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "signature")]
struct SignatureJson<'a> {
    signature: &'a str,
    fingerprint: &'a str,
    size: usize,
}

/// Runs the command.
///
/// # Errors
/// No secret, or a file that cannot be read.
pub fn run(context: &Context, args: SignArgs) -> Outcome {
    block_on(async {
        let signer = context.signer().await?;
        context.tell_of_stdin("the body", &args.file);
        let body = read_input("the body", &args.file)?;
        let signature = signer.sign(&body);
        if context.printer.is_json() {
            let fingerprint = signer.fingerprint();
            context.printer.json(&SignatureJson {
                signature: &signature,
                fingerprint,
                size: body.len(),
            })?;
        } else {
            context.printer.line(&signature)?;
        }
        Ok(Exit::DONE)
    })
}
