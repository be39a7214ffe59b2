//! `send`: signed test payloads to an endpoint.

mod expect;
mod payload;

use std::time::Duration;

use bytes::Bytes;
use clap::{Args, ValueEnum};
use jiff::Timestamp;
use serde::Serialize;

use self::expect::{Expectation, StatusPattern};
use self::payload::{Payload, PayloadArgs};
use super::client_args::ClientArgs;
use super::context::{Context, block_on, no_secret};
use super::edit_args::EditArgs;
use super::retry_args::RetryArgs;
use crate::config::key;
use crate::contract::envelope::Envelope;
use crate::contract::freshness::{DISPLAY_THRESHOLD, judge};
use crate::contract::header::{self, HeaderList};
use crate::contract::retry::DEADLINE;
use crate::contract::signature::{Signer, verify};
use crate::delivery::compose::{self, Headings};
use crate::delivery::engine::Report;
use crate::delivery::oneshot::{Leftovers, OneShot, Plan};
use crate::delivery::target::Target;
use crate::error::{Error, Exit, Outcome};
use crate::output::attempt::AttemptView;
use crate::output::request;
use crate::payload::tamper::Tamper;
use crate::stop::{self, Cause};
use crate::store::delivery::Next;
use crate::store::event::{NewEvent, Source};
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

#[derive(Serialize)]
#[serde(tag = "type", rename = "summary")]
struct SummaryJson {
    sent: usize,
    delivered: usize,
    failed: usize,
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
pub fn run(context: &Context<'_>, args: SendArgs) -> Outcome {
    block_on(send(context, args))
}

async fn send(context: &Context<'_>, args: SendArgs) -> Outcome {
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
        stamp: args.retry.stamp(),
        deadline: args.max_time,
        leftovers: args.retry.leftovers(),
    };
    let one_shot = OneShot::new(context.store()?, client, "send", plan)?;
    deliver(context, &args, &one_shot, &target, payloads, signed, signer.as_slice()).await
}

/// The endpoint of `--to` or the configuration.
fn target(context: &Context<'_>, flag: Option<&str>) -> Result<Target, Error> {
    let setting = context.settings()?.text(&key::TO, flag).ok_or_else(|| {
        Error::usage("no endpoint is given")
            .hint("use `--to http://localhost:3000/webhooks`, or keep it with `leadlex-hooks config set to URL`")
            .hint("no handler yet? `leadlex-hooks listen --port 3000` in another terminal is one")
    })?;
    Target::parse("--to", &setting.value)
}

async fn signer(context: &Context<'_>, args: &SendArgs) -> Result<Option<Signer>, Error> {
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

fn preview(context: &Context<'_>, args: &SendArgs, target: &Target, signed: &[Signed]) -> Outcome {
    for one in signed {
        let shown = request::Preview { target, headers: &one.headers, body: &one.body };
        match args.form {
            Some(Form::Curl) => context.printer.line(&shown.curl()?)?,
            None => shown.print(context.printer)?,
        }
    }
    Ok(Exit::DONE)
}

async fn deliver(
    context: &Context<'_>,
    args: &SendArgs,
    one_shot: &OneShot,
    target: &Target,
    payloads: Vec<Payload>,
    signed: Vec<Signed>,
    signers: &[Signer],
) -> Outcome {
    let (_switch, mut stop) = stop::on_signal();
    let expectation = Expectation::new(&args.expect_status, args.expect_body.as_deref());
    let mut view = AttemptView::new(context.printer);
    let mut tally = Tally::default();
    for (payload, signed) in payloads.into_iter().zip(signed) {
        if !payload.wait.is_zero() {
            tokio::select! {
                () = tokio::time::sleep(payload.wait.mul_f64(args.retry.time_scale)) => {}
                _ = stop.requested() => {}
            }
        }
        if stop.cause().is_some() {
            break;
        }
        let event = event(signed.body.clone(), &signed.headers, target, signers);
        let report = one_shot.deliver(event, target.to_string(), signed.headers).await?;
        view.show(&report)?;
        tally.count(&report, &expectation);
    }
    let mut shown = Ok(());
    let finished = one_shot.finish(stop.clone(), |report| {
        tally.count(&report, &expectation);
        if shown.is_ok() {
            shown = view.show(&report);
        }
    });
    finished.await?;
    shown?;
    tally.tell(context, &expectation)?;
    Ok(match stop.cause() {
        Some(Cause::Interrupt) => Exit::INTERRUPTED,
        Some(Cause::Terminate) => Exit::TERMINATED,
        _ => tally.exit(),
    })
}

fn event(body: Bytes, headers: &HeaderList, target: &Target, signers: &[Signer]) -> NewEvent {
    let now = Timestamp::now();
    let verification = verify(signers, headers.get(header::SIGNATURE), &body);
    NewEvent {
        source: Source::Send,
        received_at: now,
        method: "POST".to_owned(),
        path: target.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned(),
        peer: None,
        headers: headers.clone(),
        event: Envelope::read(&body).event,
        body,
        delivery_id: headers.text(header::DELIVERY_ID).map(str::to_owned),
        verdict: verification.verdict,
        fingerprint: verification.fingerprint,
        freshness: judge(headers.get(header::TIMESTAMP), now, DISPLAY_THRESHOLD),
        replay_of: None,
        ring: false,
    }
}

/// How the deliveries of this run ended.
#[derive(Default)]
struct Tally {
    outcomes: Vec<(i64, Exit)>,
}

impl Tally {
    /// The latest attempt of a delivery decides.
    fn count(&mut self, report: &Report, expectation: &Expectation<'_>) {
        let exit = expectation.exit(&report.attempt.answered);
        match self.outcomes.iter_mut().find(|(number, _)| *number == report.delivery.number) {
            Some((_, known)) => *known = exit,
            None => self.outcomes.push((report.delivery.number, exit)),
        }
    }

    fn exit(&self) -> Exit {
        self.outcomes.iter().map(|(_, exit)| *exit).max().unwrap_or(Exit::DONE)
    }

    fn tell(&self, context: &Context<'_>, expectation: &Expectation<'_>) -> Result<(), Error> {
        let sent = self.outcomes.len();
        let delivered = self.outcomes.iter().filter(|(_, exit)| *exit == Exit::DONE).count();
        let failed = sent - delivered;
        if context.printer.is_json() {
            return context.printer.json(&SummaryJson { sent, delivered, failed });
        }
        if sent > 1 {
            context.printer.story(&format!("{delivered} of {sent} {}", expectation.word()));
        } else if failed == 1 && expectation.is_explicit() {
            context.printer.warn(&format!("the answer is not what was expected: {expectation}"));
        }
        Ok(())
    }
}
