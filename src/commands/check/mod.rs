//! `check`: a conformance suite against an endpoint, and the verdict.

mod args;
mod report;
mod server;

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::sync::Arc;

use dialoguer::Confirm;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use uuid::Uuid;

use super::context::{Context, block_on, no_secret};
use crate::check::baseline::{self, Baseline};
use crate::check::case::Watch;
use crate::check::probe::Probe;
use crate::check::run::{Suite, Surroundings};
use crate::check::select::{self, Probing, Selected};
use crate::check::verdict::{Outcome as CaseOutcome, Run};
use crate::client::target::{Place, Target};
use crate::config::secret as secrets;
use crate::contract::catalog::{self, EventType};
use crate::contract::pattern;
use crate::contract::secret::Secret;
use crate::error::{Error, Exit, Outcome};
use crate::output::ask::Asker;
use crate::output::event_line::Row;
use crate::output::headers::Masking;
use crate::output::report::json;
use crate::output::request::Preview;
use crate::output::stream::Tone;
use crate::stop::{self, Cause};
use crate::text::safe;

pub use args::CheckArgs;
use server::Server;

/// Runs the command.
///
/// # Errors
/// Usage, an endpoint that cannot be reached at all; what the suite finds is told by the exit code.
pub fn run(context: &Context, args: CheckArgs) -> Outcome {
    if args.list {
        return list(context, &args);
    }
    block_on(check(context, args))
}

async fn check(context: &Context, args: CheckArgs) -> Outcome {
    report::refuse_clashes(&args.report)?;
    let known = args.baseline.as_deref().map(read_baseline).transpose()?;
    let target = Target::parse("URL", args.url.as_deref().unwrap_or_default())?;
    let secret = secret(context, &args).await?;
    let suite = suite(context, &args, target, secret).await?;
    if args.dry_run {
        return rehearse(context, &suite, args.masking.masking());
    }
    suite.client.check(&suite.target).await?;
    if suite.target.place().await? == Place::Beyond && !args.yes {
        let planned = suite.plan();
        let requests = planned.iter().flat_map(|planned| &planned.steps).map(Vec::len).sum();
        if !confirmed(context, &suite.target, requests).await? {
            context.printer.story("nothing was sent");
            return Ok(Exit::NO);
        }
    }
    let (_switch, mut stop) = stop::on_signal();
    let mut server = None;
    let work = async {
        if let Some(command) = &args.start {
            let wait_for = match &args.wait_for {
                Some(url) => Target::parse("--wait-for", url)?,
                None => suite.target.clone(),
            };
            let started = Server::start(command, &suite, wait_for, &context.printer).await?;
            server.insert(started).ready(&suite.client, args.start_timeout).await?;
        }
        Ok(suite.run().await)
    };
    let ran = tokio::select! {
        ran = work => ran,
        cause = stop.requested() => Err(interrupted(cause)),
    };
    let tail = match server {
        Some(server) => server.end().await,
        None => Vec::new(),
    };
    let mut run = ran?;
    if let Some(known) = known {
        apply(context, &known, &mut run);
    }
    conclude(context, &args, &run, &tail)
}

fn suite_events(args: &CheckArgs) -> Result<Vec<&'static EventType>, Error> {
    if args.events.is_empty() {
        return Ok(catalog::ALL.iter().collect());
    }
    pattern::expand(&args.events).map_err(|unknown| {
        Error::usage(format!("`--events`: {unknown}"))
            .hint("`leadlex-hooks catalog` lists the events")
    })
}

fn cases(args: &CheckArgs, events: &[&'static EventType]) -> Result<Vec<Selected>, Error> {
    let probing = if args.probe.is_some() || args.list { Probing::On } else { Probing::Off };
    let all = select::every(events, probing);
    let selected = select::select(all, &args.only, &args.skip).map_err(|unknown| {
        let error =
            Error::usage(unknown.to_string()).hint("`leadlex-hooks check --list` has them all");
        if unknown.text.contains("probe") { error.hint("these need `--probe`") } else { error }
    })?;
    if selected.is_empty() {
        return Err(Error::usage("`--skip` leaves no case to run"));
    }
    Ok(selected)
}

async fn suite(
    context: &Context,
    args: &CheckArgs,
    target: Target,
    secret: Secret,
) -> Result<Suite, Error> {
    let events = suite_events(args)?;
    let selected = cases(args, &events)?;
    let probe = args.probe.as_deref().map(Probe::parse).transpose()?;
    let now = Timestamp::now();
    let surroundings = match (target.is_https(), args.client.is_insecure()) {
        (true, false) => Surroundings::Https,
        (true, true) => Surroundings::Unchecked,
        (false, _) if target.place().await.is_ok_and(|place| place == Place::Loopback) => {
            Surroundings::Loopback
        }
        (false, _) => Surroundings::Plain,
    };
    Ok(Suite {
        client: Arc::new(args.client.client(context)?),
        target,
        deadline: args.deadline,
        events,
        selected,
        // Short enough to be typed again.
        seed: args.seed.unwrap_or_else(|| (Uuid::new_v4().as_u128() as u64) % 1_000_000_000),
        // A handler may refuse what is months old, so a seed repeats its bytes for a day.
        at: if args.seed.is_some() { midnight(now) } else { now },
        secret,
        crowd: usize::from(args.concurrency),
        probe,
        surroundings,
    })
}

fn midnight(now: Timestamp) -> Timestamp {
    let day = now.to_zoned(TimeZone::UTC).start_of_day();
    day.map_or(now, |day| day.timestamp())
}

async fn secret(context: &Context, args: &CheckArgs) -> Result<Secret, Error> {
    if let Some(secret) = context.secrets().await?.into_iter().next() {
        return Ok(secret);
    }
    if args.start.is_some() {
        context.printer.story("no secret is set: the started command gets one for this run");
        return Ok(secrets::random());
    }
    Err(no_secret()
        .hint("the handler must verify with the same one; `--start 'COMMAND'` hands it over"))
}

fn list(context: &Context, args: &CheckArgs) -> Outcome {
    let printer = &context.printer;
    let events = suite_events(args)?;
    let selected = cases(args, &events)?;
    // A family is one line, unless its members were asked for.
    let mut told = BTreeSet::new();
    for Selected { case, id, .. } in &selected {
        let id = match case.is_family() && args.events.is_empty() && args.only.is_empty() {
            true => format!("{}EVENT", case.id),
            false => id.clone(),
        };
        if !told.insert(id.clone()) {
            continue;
        }
        if printer.is_json() {
            json::case(case, &id, printer)?;
            continue;
        }
        let out = printer.out();
        let mut row = Row::new(&out);
        row.cell(Tone::Name, &id, 34);
        row.cell(Tone::Dim, case.severity.as_str(), 8);
        row.rest(case.reason);
        printer.raw(format!("{}\n", row.finish()).as_bytes())?;
    }
    printer.flush()?;
    if told.len() < selected.len() {
        let probed = selected.iter().filter(|one| one.case.watch == Watch::Probe).count();
        printer.story(&format!(
            "{} cases, {} in a run: `…EVENT` is one for each of {} event types, and {probed} need \
             `--probe`",
            told.len(),
            selected.len() - probed,
            events.len()
        ));
    }
    Ok(Exit::DONE)
}

fn rehearse(context: &Context, suite: &Suite, masking: Masking) -> Outcome {
    let now = Timestamp::now();
    for request in suite.plan().iter().flat_map(|planned| planned.steps.iter().flatten()) {
        let headers = suite.client.with_own(request.headers(now));
        let method = request.method.as_str();
        let (target, body) = (&suite.target, &request.body);
        Preview { method, target, headers: &headers, body, masking }.print(&context.printer)?;
    }
    Ok(Exit::DONE)
}

async fn confirmed(context: &Context, target: &Target, requests: usize) -> Result<bool, Error> {
    if !context.can_ask() || context.printer.is_json() {
        return Err(Error::usage(format!(
            "{target} is beyond this machine, and the suite sends it {requests} requests"
        ))
        .hint("`--yes` says that it may; most of them are valid events, so take a test system"));
    }
    let asker = Asker::new(&context.printer, "nothing was sent");
    let question = format!(
        "Send {requests} requests, most of them valid events, to {}?",
        asker.item(&target.to_string())
    );
    asker
        .ask(move |theme| {
            Confirm::with_theme(theme).with_prompt(question).default(false).interact()
        })
        .await
}

fn interrupted(cause: Cause) -> Error {
    let exit = if cause == Cause::Terminate { Exit::TERMINATED } else { Exit::INTERRUPTED };
    Error::stopped(exit, "interrupted: there is no verdict")
}

fn read_baseline(path: &std::path::Path) -> Result<Baseline, Error> {
    std::fs::read_to_string(path).map(|text| Baseline::parse(&text)).map_err(|error| {
        let wrong = Error::usage(format!("cannot read `--baseline {}`", path.display()));
        let missing = error.kind() == ErrorKind::NotFound;
        let wrong = wrong.because(error);
        if missing {
            wrong.hint("`--write-baseline FILE` makes one of what fails now")
        } else {
            wrong
        }
    })
}

fn apply(context: &Context, known: &Baseline, run: &mut Run) {
    let ids = select::every(&catalog::ALL.iter().collect::<Vec<_>>(), Probing::On);
    let ids: BTreeSet<String> = ids.into_iter().map(|selected| selected.id).collect();
    for id in known.unknown(&ids) {
        context.printer.warn(&format!("the baseline names `{}`, which is no case", safe::line(id)));
    }
    for id in known.apply(run) {
        context.printer.warn(&format!("`{id}` passes now: take it out of the baseline"));
    }
}

/// Tells the outcome everywhere it was asked for, and how to end.
fn conclude(context: &Context, args: &CheckArgs, run: &Run, tail: &[String]) -> Outcome {
    let told = report::tell(context, args, run);
    if !run.is_good() {
        for line in tail {
            context.printer.quotation(line);
        }
    }
    told?;
    if let Some(path) = &args.write_baseline {
        report::write(path, &baseline::write(run))?;
        let failed = run.count(CaseOutcome::Failed) + run.count(CaseOutcome::Known);
        context.printer.story(&format!("wrote {failed} known failures to {}", path.display()));
    }
    let unreachable = run.finding.as_ref().is_some_and(|finding| finding.unreachable.is_some());
    Ok(match run.is_good() {
        true => Exit::DONE,
        false if unreachable => Exit::UNREACHABLE,
        false => Exit::NO,
    })
}
