//! `inspect`: the web inspector on the log as it is, beside whatever writes it.

use std::sync::Arc;

use clap::Args;
use serde::Serialize;

use super::client_args::ClientArgs;
use super::context::{Context, block_on_all_cores};
use super::explainer::Explainer;
use crate::client::target::Target;
use crate::config::key;
use crate::contract::signature::Signer;
use crate::error::{Error, Exit, Outcome};
use crate::inspector::{self, Settings, Standing};
use crate::output::printer::Printer;
use crate::output::stream::Tone;
use crate::stop;

const EXAMPLES: &str = "\
Examples:
  leadlex-hooks inspect
  leadlex-hooks inspect --to http://localhost:3000/webhooks
  leadlex-hooks inspect --store ci-artefact.db --port 4050

The page shows what other commands write while they write it; `listen --inspect` has it beside the
listener. It answers on 127.0.0.1 only, and only to who has the URL with its token, which is new each
time. Replays go where `--to`, `to` and `forward_to` say, or where you type on the page.";

/// Look into the log in a browser: live, with search, comparison and replay
///
/// Prints a URL to open, and serves until Ctrl-C, which is the normal end.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct InspectArgs {
    /// Port of the page; 0 picks a free one
    #[arg(long, short, value_name = "PORT", default_value_t = 0)]
    port: u16,
    /// Endpoint that replays may go to; several, the first is the usual one
    #[arg(long, value_name = "URL")]
    to: Vec<String>,
    #[command(flatten)]
    client: ClientArgs,
}

/// Told when, and only when, connections are accepted.
#[derive(Serialize)]
#[serde(tag = "type", rename = "ready")]
struct ReadyJson<'a> {
    url: &'a str,
    store: String,
    inspector_url: &'a str,
}

/// Runs the command.
///
/// # Errors
/// Usage, a store that is not there, a port that is taken.
pub fn run(context: &Context, args: InspectArgs) -> Outcome {
    block_on_all_cores(inspect(context, args))
}

async fn inspect(context: &Context, args: InspectArgs) -> Outcome {
    // A log that is not there is an error now, and not an empty page.
    let store = context.reader()?.path().to_owned();
    let secrets = context.secrets().await?;
    let signers = secrets.iter().map(Signer::new).collect();
    let why = match secrets.is_empty() {
        true => None,
        false => Some(Explainer::new(context, secrets)?.for_inspector()),
    };
    let settings = Settings {
        store: store.clone(),
        writer: None,
        listening: None,
        signers,
        why,
        client: Arc::new(args.client.client(context)?),
        targets: targets(context, &args.to)?,
        port: args.port,
    };
    let (_switch, stop) = stop::on_signal();
    let standing = inspector::open(settings, stop).await?;
    announce(&context.printer, &standing, &store.display().to_string())?;
    standing.serve().await;
    Ok(Exit::DONE)
}

fn targets(context: &Context, named: &[String]) -> Result<Vec<Target>, Error> {
    let mut targets: Vec<Target> =
        named.iter().map(|url| Target::parse("--to", url)).collect::<Result<_, _>>()?;
    for key in [&key::TO, &key::FORWARD_TO] {
        if let Some(setting) = context.settings()?.text(key, None) {
            targets.push(Target::parse(key.name, &setting.value)?);
        }
    }
    Ok(targets)
}

fn announce(printer: &Printer, standing: &Standing, store: &str) -> Result<(), Error> {
    if printer.is_json() {
        return printer.json(&ReadyJson {
            url: standing.address(),
            store: store.to_owned(),
            inspector_url: standing.url(),
        });
    }
    printer.good(&format!("inspector at {}", printer.err().paint(Tone::Name, standing.url())));
    printer.story(&format!("  showing {store}; Ctrl-C ends"));
    Ok(())
}
