//! The load run of `send` and `replay`: made with a progress bar, kept as one summary, told.

use std::sync::Arc;
use std::time::Duration;

use super::context::Context;
use super::endpoint_args::EndpointArgs;
use crate::client::Client;
use crate::client::target::Target;
use crate::error::{Error, Exit, Outcome};
use crate::load::driver::{self, Bodies, Ending, Errand, Judge, Plan, Recording, Report, Supply};
use crate::output::load_page::{self, Caption, Drawn, LoadJson};
use crate::output::progress::Progress;
use crate::stop::{self, Cause};
use crate::store::{Store, load};
use crate::text::measure;

/// What is sent where, and how it is told.
pub struct LoadRun<'a> {
    /// How much and how fast.
    pub plan: Plan,
    /// Says what counts as success.
    pub endpoint: &'a EndpointArgs,
    /// Where it goes; checked already.
    pub target: &'a Target,
    /// Connects.
    pub client: &'a Client,
    /// What is sent.
    pub supply: Supply,
    /// Stores every delivery.
    pub recording: Option<Recording>,
    /// What was drawn at random.
    pub drawn: Drawn,
}

impl LoadRun<'_> {
    /// Makes the run to its end, keeps its summary in the store, which is opened then, and tells it.
    ///
    /// # Errors
    /// Those of [`driver::run`], a store or a stdout that fails.
    pub async fn make(
        self,
        context: &Context,
        open: impl FnOnce() -> Result<Store, Error>,
    ) -> Outcome {
        let Self { plan, endpoint, target, client, supply, recording, drawn } = self;
        let recorded = recording.as_ref().map(|recording| Arc::clone(&recording.one_shot));
        let expectation = endpoint.expectation();
        let owned = endpoint.clone();
        let judge: Arc<Judge> =
            Arc::new(move |status, body| owned.expectation().accepts(status, body));
        let bodies = match expectation.looks_at_bodies() {
            true => Bodies::Judged,
            false => Bodies::Counted,
        };
        let errand = Errand { client, target, supply, judge, bodies, recording };
        let (_switch, stop) = stop::on_signal();
        let mut progress = Progress::new(&context.printer);
        let report = driver::run(plan, errand, stop, |done, elapsed| {
            progress.show(&doing(&plan, elapsed), done, plan.count);
        })
        .await;
        progress.clear();
        let report = report?;
        if let (Some(recorded), Ending::Stopped(_)) = (&recorded, report.ending) {
            // Those that were on their way are nobody's to make later.
            recorded.give_up().await?;
        }
        let url = target.to_string();
        let (word, recorded) = (expectation.word(), recorded.is_some());
        let caption = Caption { target: &url, plan, word, recorded, drawn };
        let store = open()?;
        keep(&store, &report, &caption).await?;
        load_page::print(&report, &caption, &context.printer)?;
        if report.ending == Ending::Unreachable {
            context.printer.warn(&format!("no answer came from {url}, so the run was given up"));
        }
        Ok(exit(&report))
    }
}

fn doing(plan: &Plan, elapsed: Duration) -> String {
    match (plan.count, plan.duration) {
        (None, Some(all)) => {
            format!("sending, {} left:", measure::span(all.saturating_sub(elapsed)))
        }
        _ => "sending".to_owned(),
    }
}

async fn keep(store: &Store, report: &Report, caption: &Caption<'_>) -> Result<(), Error> {
    let summary = serde_json::to_string(&LoadJson::new(report, caption))
        .map_err(|error| Error::store("cannot write JSON").because(error))?;
    let started_at = report.started_at;
    Ok(store.write(move |conn| load::keep(conn, started_at, &summary)).await?)
}

fn exit(report: &Report) -> Exit {
    match report.ending {
        Ending::Stopped(Cause::Terminate) => Exit::TERMINATED,
        Ending::Stopped(_) => Exit::INTERRUPTED,
        Ending::Unreachable => Exit::UNREACHABLE,
        Ending::Count | Ending::Duration if report.tally.failed > 0 => Exit::NO,
        Ending::Count | Ending::Duration => Exit::DONE,
    }
}
