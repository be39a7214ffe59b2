//! A handler that is told by polling alone ends up with the workspace as it is: thousands of random
//! changes, faults of every kind and kills, under every reading of what the documentation leaves
//! open.
//!
//! `LEADLEX_MODEL_SEED` chooses another script, `LEADLEX_MODEL_CHANGES` another length.

mod chance;
mod kill;
mod pairwise;
mod receiver;
mod run;
mod script;
mod stage;
mod truth;
mod view;

use leadlex_hooks::poll::select::{Audit, Names, Selection};
use leadlex_hooks::sandbox::{Counts, Plan as Paid, Settings};

use run::{Plan, Trouble, run};
use truth::Naming;

/// Events that have to be named, since each costs a full scan.
const COSTLY: &[&str] = &[
    "company.created",
    "company.updated",
    "company.deleted",
    "deal.deleted",
    "list.contacts_added",
    "list.contacts_removed",
    "task.created",
    "task.updated",
    "campaign.step_created",
    "contact.deleted",
];

fn number(name: &str, default: u64) -> u64 {
    let given = std::env::var(name).ok();
    given.map_or(default, |text| text.parse().unwrap_or_else(|_| panic!("{name} is a number")))
}

fn planned() -> Selection {
    Selection::new(Names::Planned, &[], Audit::Closed).expect("the sixteen")
}

fn launched(audit: Audit) -> Selection {
    let cheap = Selection::new(Names::Launched, &[], audit).expect("an edition");
    let names = cheap.events().iter().map(|event| event.name).chain(COSTLY.iter().copied());
    let patterns: Vec<_> = names.map(|name| name.parse().expect("a name")).collect();
    Selection::new(Names::Launched, &patterns, audit).expect("all that can be derived")
}

fn settings(seed: u64, contacts: u32) -> Settings {
    let counts = Counts { contacts, lexi: 4, campaigns: 4, ..Counts::default() };
    Settings { seed, counts, plan: Paid::None, ..Settings::default() }
}

/// Runs it, and says how to run it again.
fn play(plan: Plan, what: &str) {
    let seed = plan.seed;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let outcome = runtime.expect("a runtime").block_on(run(plan));
    if let Err(why) = outcome {
        panic!("{what}, seed {seed} (LEADLEX_MODEL_SEED={seed}):\n{why}");
    }
}

fn long(selection: Selection, contacts: u32, what: &str, trouble: Trouble) {
    let seed = number("LEADLEX_MODEL_SEED", 1);
    let changes = usize::try_from(number("LEADLEX_MODEL_CHANGES", 500)).expect("a size");
    let settings = settings(seed, contacts);
    let naming = Naming::Stable;
    play(Plan { settings, selection, seed, changes, batch: 12, naming, trouble }, what);
}

#[test]
fn the_planned_sixteen_show_a_small_workspace() {
    long(planned(), 30, "planned, small", Trouble::KillsAndFaults);
}

#[test]
fn the_planned_sixteen_show_a_workspace_of_several_pages() {
    long(planned(), 140, "planned, several pages", Trouble::KillsAndFaults);
}

#[test]
fn all_that_can_be_derived_shows_a_small_workspace() {
    long(launched(Audit::Closed), 30, "launched, small", Trouble::KillsAndFaults);
}

#[test]
fn all_that_can_be_derived_shows_a_workspace_of_several_pages() {
    long(launched(Audit::Readable), 140, "launched, several pages", Trouble::KillsAndFaults);
}

#[test]
fn without_any_trouble_nothing_is_missed_either() {
    long(planned(), 60, "planned, no trouble", Trouble::Nothing);
    long(launched(Audit::Closed), 60, "launched, no trouble", Trouble::Nothing);
}

#[test]
fn what_moves_while_pages_are_read_is_read_again() {
    let names = ["contact.created", "contact.updated", "deal.created", "deal.updated"];
    let patterns: Vec<_> = names.iter().map(|name| name.parse().expect("a name")).collect();
    let selection = Selection::new(Names::Launched, &patterns, Audit::Closed).expect("events");
    let (first, naming, trouble) = (number("LEADLEX_MODEL_SEED", 1), Naming::Stable, Trouble::Rush);
    for seed in first..first + 4 {
        let counts = Counts { contacts: 240, deals: 240, ..Counts::none() };
        let settings = Settings { counts, ..settings(seed, 0) };
        // One batch: a row that slipped by must not be changed once more.
        let (selection, changes, batch) = (selection.clone(), 1, 800);
        play(Plan { settings, selection, seed, changes, batch, naming, trouble }, "rush");
    }
}

/// Short runs, so that each reading meets each other one.
fn under_readings(half: usize) {
    let first = number("LEADLEX_MODEL_SEED", 1);
    for (place, choice) in pairwise::choices().iter().enumerate() {
        if place % 2 != half {
            continue;
        }
        let seed = first + place as u64;
        let readings = pairwise::readings(choice);
        let naming = match readings.is("names", "self-healing") {
            true => Naming::SelfHealing,
            false => Naming::Stable,
        };
        let audit = match readings.is("audit", "forbidden") {
            // Both kinds of callers: one that asks in vain, and one that knows better.
            true if place % 4 < 2 => Audit::Closed,
            _ => Audit::Readable,
        };
        let contacts = if place % 3 == 0 { 130 } else { 25 };
        let settings = Settings { readings, plan: Paid::Org, ..settings(seed, contacts) };
        let selection = launched(audit);
        let (changes, batch, trouble) = (60, 8, Trouble::KillsAndFaults);
        let plan = Plan { settings, selection, seed, changes, batch, naming, trouble };
        play(plan, &choice.join(" "));
    }
}

#[test]
fn half_of_the_pairs_of_readings() {
    under_readings(0);
}

#[test]
fn the_other_half_of_the_pairs_of_readings() {
    under_readings(1);
}
