//! `send --count`, `--duration`: many deliveries, counted instead of shown.

use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use jiff::Timestamp;
use uuid::Uuid;

use super::{SendArgs, question, signer};
use crate::client::target::Target;
use crate::commands::context::Context;
use crate::commands::load_run::LoadRun;
use crate::contract::signature::Signer;
use crate::error::{Error, Outcome};
use crate::load::dress::Wardrobe;
use crate::load::driver::{Plan, Recording, Supply};
use crate::load::mould::{Chance, Mould};
use crate::output::load_page::Drawn;
use crate::payload::tamper::Tamper;
use crate::store::delivery::Stamp;
use crate::text::measure;

/// Deliveries under way at once, unless told: enough to see a handler work, few enough for one on a
/// laptop.
const CONCURRENCY: u16 = 16;
/// More connections than any system here allows by default.
const MOST: u16 = 10_000;

/// How many, how fast.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Load")]
pub(super) struct LoadArgs {
    /// Send that many, each with ids, a Delivery-ID and a signature of its own; several events take
    /// turns
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u64).range(1..))]
    count: Option<u64>,
    /// Begin deliveries for this long; with `--count`, whichever ends first
    #[arg(long, value_name = "TIME", value_parser = parse_duration)]
    duration: Option<Duration>,
    /// Deliveries under way at once, each on a connection of its own (16 unless given)
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=i64::from(MOST)))]
    concurrency: Option<u16>,
    /// Begin that many a second, however slow the answers are; latencies count from when each was due
    #[arg(long, value_name = "NUMBER", value_parser = parse_rate)]
    rate: Option<f64>,
    /// Record every event and delivery, as without `--count`; otherwise one summary is recorded
    #[arg(long)]
    record: bool,
}

impl LoadArgs {
    /// Whether this is a load run.
    pub(super) fn is_given(&self) -> bool {
        self.count.is_some()
            || self.duration.is_some()
            || self.concurrency.is_some()
            || self.rate.is_some()
            || self.record
    }

    fn plan(&self, deadline: Duration) -> Result<Plan, Error> {
        if self.count.is_none() && self.duration.is_none() {
            let flag = match (self.concurrency, self.rate) {
                (Some(_), _) => "--concurrency",
                (None, Some(_)) => "--rate",
                (None, None) => "--record",
            };
            return Err(Error::usage(format!("`{flag}` does not say when to end"))
                .hint("say how many with `--count 1000`, or for how long with `--duration 30s`"));
        }
        Ok(Plan {
            count: self.count,
            duration: self.duration,
            concurrency: usize::from(self.concurrency.unwrap_or(CONCURRENCY)),
            rate: self.rate,
            deadline,
        })
    }
}

fn parse_duration(text: &str) -> Result<Duration, String> {
    let time = measure::parse_span(text).map_err(|error| error.to_string())?;
    if time.is_zero() { Err("write a time above zero, such as 30s".to_owned()) } else { Ok(time) }
}

fn parse_rate(text: &str) -> Result<f64, String> {
    text.parse::<f64>()
        .ok()
        .filter(|rate| *rate >= 0.001 && *rate <= 1e6)
        .ok_or_else(|| "deliveries a second are expected, from 0.001 to 1000000".to_owned())
}

/// Runs the load and tells what came of it.
pub(super) async fn run(context: &Context, mut args: SendArgs) -> Outcome {
    let plan = args.load.plan(args.endpoint.max_time())?;
    refuse(&args)?;
    let now = Timestamp::now();
    let mut asked = None;
    if args.payload.is_empty() && context.can_ask() {
        asked = Some(question::fill_in(context, &mut args, now).await?);
    }
    let moulds = moulds(context, &args, now)?;
    let target = args.endpoint.target(context)?;
    let signer = match asked {
        Some(signer) => signer,
        None => signer(context, &args).await?,
    };
    let client = args.endpoint.client.client(context)?;
    client.check(&target).await?;
    let signers: Vec<Signer> = signer.clone().into_iter().collect();
    // A store that cannot be used is told before the load, not after it. Open, it would fill its index
    // beside the run.
    drop(context.store()?);
    let recording = match args.load.record {
        true => Some(recording(context, &args, &target, signers).await?),
        false => None,
    };
    let wardrobe = Wardrobe {
        moulds,
        chance: Chance::new(args.payload.seed()),
        ids: Chance::new(Uuid::new_v4().as_u64_pair().0),
        signer,
        tamper: args.tamper.clone(),
    };
    let run = LoadRun {
        plan,
        endpoint: &args.endpoint,
        target: &target,
        client: &client,
        supply: Supply::Cast(Box::new(wardrobe)),
        recording,
        drawn: Drawn::default(),
    };
    run.make(context, || context.store()).await
}

/// Flags that say something about one delivery, or about what comes after it.
fn refuse(args: &SendArgs) -> Result<(), Error> {
    let no = |flag: &str, why: &str| Err(Error::usage(format!("`{flag}` {why}")));
    if args.payload.is_scenario() {
        return no("--scenario", "is one story, told in order, and a load run tells many at once")
            .map_err(|error: Error| error.hint("name the events: they take turns"));
    }
    if args.delivery_id.is_some() {
        return no("--delivery-id", "names one delivery, and this sends several");
    }
    if args.endpoint.dry_run {
        return no("--dry-run", "sends nothing, so there is nothing to count");
    }
    if args.form.is_some() {
        return no("--as", "prints one request, and this sends several");
    }
    if args.endpoint.retry.is_given()? {
        return no("--retry", "does not go with a load run, which makes each delivery once");
    }
    if args.unsigned && args.tamper.as_ref().is_some_and(Tamper::needs_signature) {
        return no("--tamper", "has no signature to spoil with `--unsigned`");
    }
    Ok(())
}

/// The samples before and after they are changed; a body of the user's own goes out as it is.
fn moulds(context: &Context, args: &SendArgs, now: Timestamp) -> Result<Vec<Mould>, Error> {
    let changes = args.edit.changes(context)?;
    let samples = args.payload.unchanged(now)?;
    let mut moulds = Vec::with_capacity(samples.len());
    for sample in samples {
        let body = changes.apply(&sample.body)?;
        args.payload.remark(&body, &context.printer);
        // What would be refused for one delivery is refused before the first.
        if let Some(tamper) = &args.tamper {
            tamper.apply(&mut crate::contract::header::HeaderList::new(), &body)?;
        }
        moulds.push(match args.payload.is_data() {
            true => Mould::exact(body),
            false => Mould::of_sample(&sample.body, body),
        });
    }
    Ok(moulds)
}

async fn recording(
    context: &Context,
    args: &SendArgs,
    target: &Target,
    signers: Vec<Signer>,
) -> Result<Recording, Error> {
    let stamp = match args.tamper {
        Some(Tamper::Timestamp(_)) => Stamp::Original,
        _ => args.endpoint.retry.stamp(),
    };
    Ok(Recording {
        one_shot: Arc::new(args.endpoint.one_shot(context, "send", target, stamp).await?),
        target: target.to_string(),
        path: target.path_and_query().to_owned(),
        signers,
    })
}
