//! `send`: signed test payloads to an endpoint.

mod load;
mod payload;
mod question;

use bytes::Bytes;
use clap::{Args, ValueEnum};
use jiff::Timestamp;

use self::load::LoadArgs;
use self::payload::{Payload, PayloadArgs};
use super::context::{Context, block_on, block_on_all_cores, no_secret};
use super::edit_args::EditArgs;
use super::endpoint_args::EndpointArgs;
use super::outbound::{self, Outgoing};
use crate::client::target::Target;
use crate::contract::header::HeaderList;
use crate::contract::signature::Signer;
use crate::delivery::compose::{self, Composed, Headings};
use crate::delivery::oneshot::OneShot;
use crate::error::{Error, Exit, Outcome};
use crate::exchange::curl::{self, Layout};
use crate::exchange::outgoing::masked;
use crate::output::request;
use crate::payload::tamper::Tamper;
use crate::store::delivery::Stamp;
use crate::store::event::Source;

const EXAMPLES: &str = "\
Examples:
  leadlex-hooks send contact.created --to http://localhost:3000/webhooks
  leadlex-hooks send contact.created --set data.contact.email=a@b.example --to :3000/webhooks
  leadlex-hooks send --all --to :3000/webhooks
  leadlex-hooks send --scenario campaign-lifecycle --seed 7 --to :3000/webhooks
  leadlex-hooks send --data @body.json --to :3000/webhooks
  leadlex-hooks send contact.created --retry leadlex --time-scale 0.01 --to :3000/webhooks
  leadlex-hooks send contact.created --tamper signature --expect-status 401 --to :3000/webhooks
  leadlex-hooks send contact.created --count 10000 --concurrency 64 --to :3000/webhooks
  leadlex-hooks send 'contact.*' --rate 200 --duration 1min --to :3000/webhooks";

/// Send signed test payloads to an endpoint
///
/// Each payload is a realistic sample of its event type, signed like LeadLex signs, recorded in the
/// store and delivered once (or on a retry schedule). Exit 0 when the endpoint took everything, 1
/// when it did not, 3 when it could not be reached. At a terminal, with nothing to send, it asks.
///
/// `--count` and `--duration` make it a load driver: each delivery has ids and a signature of its own,
/// nothing is recorded but one summary, and percentiles are shown at the end.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct SendArgs {
    #[command(flatten)]
    payload: PayloadArgs,
    /// Send without a signature
    #[arg(long)]
    unsigned: bool,
    /// Delivery-ID to use instead of a random one
    #[arg(long, value_name = "ID", value_parser = parse_delivery_id)]
    delivery_id: Option<String>,
    /// Spoil the delivery: signature, body, secret, missing, prefix, encoding, timestamp=VALUE
    #[arg(long, value_name = "WHAT", value_parser = Tamper::parse)]
    tamper: Option<Tamper>,
    /// Print the request in this form instead of sending it
    #[arg(long = "as", value_name = "FORM", value_enum)]
    form: Option<Form>,
    #[command(flatten)]
    edit: EditArgs,
    #[command(flatten)]
    load: LoadArgs,
    #[command(flatten)]
    endpoint: EndpointArgs,
}

/// Forms in which a request can be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// A command line for a POSIX shell.
    Curl,
}

/// A payload with its headers: what goes out.
struct Signed {
    headers: HeaderList,
    body: Bytes,
}

/// Runs the command.
///
/// # Errors
/// Usage, a store that fails; an endpoint's answer is told by the exit code.
pub fn run(context: &Context, args: SendArgs) -> Outcome {
    if args.load.is_given() {
        return block_on_all_cores(load::run(context, args));
    }
    block_on(send(context, args))
}

async fn send(context: &Context, mut args: SendArgs) -> Outcome {
    if args.form.is_some() && context.printer.is_json() {
        return Err(Error::usage("`--json` and `--as` contradict each other")
            .hint("`--dry-run --json` prints the request as an object"));
    }
    let now = Timestamp::now();
    let mut asked = None;
    if args.payload.is_empty() && context.can_ask() {
        asked = Some(question::fill_in(context, &mut args, now).await?);
    }
    let changes = args.edit.changes(context)?;
    let payloads = args.payload.payloads(now, &changes)?;
    for payload in &payloads {
        args.payload.remark(&payload.body, &context.printer);
    }
    if args.delivery_id.is_some() && payloads.len() > 1 {
        return Err(Error::usage("`--delivery-id` names one delivery, and this sends several"));
    }
    if args.unsigned && args.tamper.as_ref().is_some_and(Tamper::needs_signature) {
        return Err(Error::usage("`--tamper` has no signature to spoil with `--unsigned`"));
    }
    let target = args.endpoint.target(context)?;
    let signer = match asked {
        Some(signer) => signer,
        None => signer(context, &args).await?,
    };
    let signed = payloads
        .iter()
        .map(|payload| sign(payload, signer.as_ref(), &args))
        .collect::<Result<Vec<_>, _>>()?;
    if args.endpoint.dry_run || args.form.is_some() {
        return preview(context, &args, &target, signed);
    }
    let stamp = match args.tamper {
        Some(Tamper::Timestamp(_)) => Stamp::Original,
        _ => args.endpoint.retry.stamp(),
    };
    let one_shot = args.endpoint.one_shot(context, "send", &target, stamp).await?;
    deliver(context, &args, one_shot, &target, payloads, signed, signer.as_slice()).await
}

/// What a header can hold and a log can show.
fn parse_delivery_id(text: &str) -> Result<String, String> {
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Ok(text.to_owned());
    }
    Err("write it in visible ASCII characters, without blanks".to_owned())
}

async fn signer(context: &Context, args: &SendArgs) -> Result<Option<Signer>, Error> {
    if args.unsigned {
        return Ok(None);
    }
    match context.signers().await?.into_iter().next() {
        Some(signer) => Ok(Some(signer)),
        None => Err(no_secret().hint("`--unsigned` sends without a signature")),
    }
}

fn sign(payload: &Payload, signer: Option<&Signer>, args: &SendArgs) -> Result<Signed, Error> {
    let delivery_id = args.delivery_id.clone().unwrap_or_else(compose::new_delivery_id);
    let headings = Headings { signer, delivery_id: &delivery_id, now: Timestamp::now() };
    let mut headers = compose::headers(&headings, &payload.body);
    let body = match &args.tamper {
        Some(tamper) => tamper.apply(&mut headers, &payload.body)?,
        None => payload.body.clone(),
    };
    Ok(Signed { headers, body })
}

fn preview(context: &Context, args: &SendArgs, target: &Target, signed: Vec<Signed>) -> Outcome {
    let client = args.endpoint.rehearse(context)?;
    let masking = args.endpoint.masking.masking();
    for one in signed {
        let (headers, body) = (&client.with_own(one.headers), &one.body);
        match args.form {
            Some(Form::Curl) => {
                let url = target.to_string();
                let shown = masked(headers, masking);
                if shown != *headers {
                    let hint = "a credential is masked; with `--show-secrets` the command sends it";
                    context.printer.hint(hint);
                }
                let command = curl::command("POST", &url, &shown, body, Layout::Block);
                context.printer.line(&command)?;
            }
            None => {
                let method = "POST";
                request::Preview { method, target, headers, body, masking }
                    .print(&context.printer)?;
            }
        }
    }
    Ok(Exit::DONE)
}

async fn deliver(
    context: &Context,
    args: &SendArgs,
    one_shot: OneShot,
    target: &Target,
    payloads: Vec<Payload>,
    signed: Vec<Signed>,
    signers: &[Signer],
) -> Outcome {
    let scale = args.endpoint.retry.time_scale;
    let mut pairs = payloads.into_iter().zip(signed);
    let expectation = match &args.tamper {
        // A timestamp is not signed: an endpoint may take any.
        None | Some(Tamper::Timestamp(_)) => args.endpoint.expectation(),
        Some(_) => args.endpoint.expectation().of_forged(),
    };
    outbound::deliver_all(context, one_shot, &expectation, || {
        Ok(pairs.next().map(|(payload, signed)| {
            let composed = Composed {
                source: Source::Send,
                path: target.path_and_query(),
                headers: &signed.headers,
                body: signed.body,
                replay_of: None,
            };
            Outgoing {
                event: composed.event(signers, Timestamp::now()),
                target: target.to_string(),
                headers: signed.headers.clone(),
                wait: payload.wait.mul_f64(scale),
            }
        }))
    })
    .await
}
