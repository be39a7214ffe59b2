//! `send`: signed test payloads to an endpoint.

mod payload;

use std::time::Duration;

use bytes::Bytes;
use clap::{Args, ValueEnum};
use jiff::Timestamp;

use self::payload::{Payload, PayloadArgs};
use super::client_args::ClientArgs;
use super::context::{Context, block_on, no_secret};
use super::edit_args::EditArgs;
use super::expect::{Expectation, StatusPattern};
use super::outbound::{self, Outgoing};
use super::retry_args::RetryArgs;
use crate::config::key;
use crate::contract::header::HeaderList;
use crate::contract::signature::Signer;
use crate::delivery::compose::{self, Composed, Headings};
use crate::delivery::oneshot::{OneShot, Plan};
use crate::delivery::target::Target;
use crate::error::{Error, Exit, Outcome};
use crate::output::request;
use crate::payload::tamper::Tamper;
use crate::store::delivery::Stamp;
use crate::store::event::Source;
use crate::text::measure;

const EXAMPLES: &str = "\
Examples:
  leadlex-hooks send contact.created --to http://localhost:3000/webhooks
  leadlex-hooks send contact.created --set data.contact.email=a@b.example --to :3000/webhooks
  leadlex-hooks send --all --to :3000/webhooks
  leadlex-hooks send --scenario campaign-lifecycle --seed 7 --to :3000/webhooks
  leadlex-hooks send --data @body.json --to :3000/webhooks
  leadlex-hooks send contact.created --retry leadlex --time-scale 0.01 --to :3000/webhooks
  leadlex-hooks send contact.created --tamper signature --expect-status 401 --to :3000/webhooks";

/// Send signed test payloads to an endpoint
///
/// Each payload is a realistic sample of its event type, signed like LeadLex signs, recorded in the
/// store and delivered once (or on a retry schedule). Exit 0 when the endpoint took everything, 1
/// when it did not, 3 when it could not be reached.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct SendArgs {
    #[command(flatten)]
    payload: PayloadArgs,
    /// Endpoint; `:3000/webhooks` means this machine
    #[arg(long, value_name = "URL")]
    to: Option<String>,
    /// Send without a signature
    #[arg(long)]
    unsigned: bool,
    /// Delivery-ID to use instead of a random one
    #[arg(long, value_name = "ID")]
    delivery_id: Option<String>,
    /// Spoil the delivery: signature, body, secret, missing, prefix, encoding, timestamp=VALUE
    #[arg(long, value_name = "WHAT", value_parser = Tamper::parse)]
    tamper: Option<Tamper>,
    /// Succeed when the answer's status is one of these: `2xx`, `401,403`
    #[arg(long, value_name = "STATUS", value_delimiter = ',', value_parser = StatusPattern::parse)]
    expect_status: Vec<StatusPattern>,
    /// Succeed only when the answer's body holds this text
    #[arg(long, value_name = "TEXT")]
    expect_body: Option<String>,
    /// How long an attempt may take until the answer's head is complete
    #[arg(long, value_name = "TIME", default_value = "10s", value_parser = measure::parse_span)]
    max_time: Duration,
    /// Show what would be sent, and send nothing
    #[arg(long)]
    dry_run: bool,
    /// Print the request in this form instead of sending it
    #[arg(long = "as", value_name = "FORM", value_enum)]
    form: Option<Form>,
    #[command(flatten)]
    edit: EditArgs,
    #[command(flatten)]
    retry: RetryArgs,
    #[command(flatten)]
    client: ClientArgs,
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
    block_on(send(context, args))
}

async fn send(context: &Context, args: SendArgs) -> Outcome {
    let changes = args.edit.changes(context)?;
    let payloads = args.payload.payloads(Timestamp::now(), &changes)?;
    if args.delivery_id.is_some() && payloads.len() > 1 {
        return Err(Error::usage("`--delivery-id` names one delivery, and this sends several"));
    }
    let target = target(context, args.to.as_deref())?;
    let signer = signer(context, &args).await?;
    let signed = payloads
        .iter()
        .map(|payload| sign(payload, signer.as_ref(), &args))
        .collect::<Result<Vec<_>, _>>()?;
    if args.dry_run || args.form.is_some() {
        return preview(context, &args, &target, &signed);
    }
    let client = args.client.client(context)?;
    client.check(&target).await?;
    let plan = Plan {
        schedule: args.retry.schedule()?,
        stamp: match args.tamper {
            Some(Tamper::Timestamp(_)) => Stamp::Original,
            _ => args.retry.stamp(),
        },
        deadline: args.max_time,
        leftovers: args.retry.leftovers(),
    };
    let one_shot = OneShot::new(context.store()?, client, "send", plan)?;
    deliver(context, &args, &one_shot, &target, payloads, signed, signer.as_slice()).await
}

/// The endpoint of `--to` or the configuration.
fn target(context: &Context, flag: Option<&str>) -> Result<Target, Error> {
    let setting = context.settings()?.text(&key::TO, flag).ok_or_else(|| {
        Error::usage("no endpoint is given")
            .hint("use `--to http://localhost:3000/webhooks`, or keep it with `leadlex-hooks config set to URL`")
            .hint("no handler yet? `leadlex-hooks listen --port 3000` in another terminal is one")
    })?;
    Target::parse("--to", &setting.value)
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

fn preview(context: &Context, args: &SendArgs, target: &Target, signed: &[Signed]) -> Outcome {
    for one in signed {
        let shown = request::Preview { target, headers: &one.headers, body: &one.body };
        match args.form {
            Some(Form::Curl) => context.printer.line(&shown.curl()?)?,
            None => shown.print(&context.printer)?,
        }
    }
    Ok(Exit::DONE)
}

async fn deliver(
    context: &Context,
    args: &SendArgs,
    one_shot: &OneShot,
    target: &Target,
    payloads: Vec<Payload>,
    signed: Vec<Signed>,
    signers: &[Signer],
) -> Outcome {
    let scale = args.retry.time_scale;
    let mut pairs = payloads.into_iter().zip(signed);
    let expectation = Expectation::new(&args.expect_status, args.expect_body.as_deref());
    outbound::deliver_all(context, one_shot, &expectation, || {
        Ok(pairs.next().map(|(payload, signed)| {
            let composed = Composed {
                source: Source::Send,
                target,
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
