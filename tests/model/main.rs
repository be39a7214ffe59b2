//! The model test of polling: a random script of changes in the sandbox, random faults, random kills,
//! and a handler that now and then fails. In the end what the handler knows, built from nothing but
//! delivered events, is what is in the workspace.
//!
//! `LEADLEX_MODEL_SEED` repeats a run that failed, `LEADLEX_MODEL_CHANGES` makes the long ones longer.

mod bench;
mod chance;
mod compare;
mod handler;
mod run;
mod script;
mod setup;
mod trouble;
mod view;

use jiff::SignedDuration;
use leadlex_hooks::poll::select::{Audit, Names};
use leadlex_hooks::sandbox::{ADMIN_KEY, Counts, DEFAULT_KEY, Plan};

use self::run::run;
use self::setup::Setup;

/// A number from the environment, or another.
fn given(name: &str, other: u64) -> u64 {
    std::env::var(name).ok().map_or(other, |text| text.parse().expect("a number"))
}

fn seed() -> u64 {
    given("LEADLEX_MODEL_SEED", 1)
}

fn planned() -> Setup {
    Setup {
        seed: seed(),
        names: Names::Planned,
        audit: Audit::Closed,
        key: DEFAULT_KEY,
        counts: Counts { contacts: 120, ..Counts::default() },
        plan: Plan::None,
        readings: Vec::new(),
        skew: SignedDuration::ZERO,
        changes: given("LEADLEX_MODEL_CHANGES", 1200),
        batch: 12,
        faults: false,
        kills: false,
    }
}

fn launched() -> Setup {
    Setup {
        names: Names::Launched,
        audit: Audit::Readable,
        key: ADMIN_KEY,
        counts: Counts { contacts: 110, deals: 105, companies: 30, ..Counts::default() },
        skew: SignedDuration::from_hours(-24 * 60),
        ..planned()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_planned_edition_without_trouble() {
    let setup = Setup { changes: 300, ..planned() };
    let report = run(setup).await;
    println!("{} changes, {} events", report.changes, report.events);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_launched_edition_without_trouble() {
    let report = run(Setup { changes: 300, ..launched() }).await;
    println!("{} changes, {} events", report.changes, report.events);
}
