//! One run: a baseline, batches of changes with faults and kills between them, and the reckoning.

use std::time::Duration;

use leadlex_hooks::delivery::engine::Until;
use leadlex_hooks::poll::feed::Feed;
use leadlex_hooks::poll::guard::MassDelete;
use leadlex_hooks::poll::select::Selection;
use leadlex_hooks::sandbox::{Plan as Paid, Settings};
use serde_json::json;

use crate::chance::Chance;
use crate::script;
use crate::stage::Stage;
use crate::truth::{Naming, differences};
use crate::view::{View, object};

const NEVER: Duration = Duration::from_secs(1_000_000);
const ALWAYS: Duration = Duration::ZERO;

/// What a run is made of.
pub(crate) struct Plan {
    pub(crate) settings: Settings,
    pub(crate) selection: Selection,
    pub(crate) seed: u64,
    /// How many changes are made.
    pub(crate) changes: usize,
    /// How many at once, at most.
    pub(crate) batch: usize,
    pub(crate) naming: Naming,
    pub(crate) trouble: Trouble,
}

/// What goes wrong meanwhile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    Nothing,
    KillsAndFaults,
    /// More changes than a page holds, and pages that move under every reading of them.
    Rush,
}

/// Runs it.
///
/// # Errors
/// Every difference, a line each.
pub(crate) async fn run(plan: Plan) -> Result<(), String> {
    let Plan { settings, selection, seed, changes, batch, naming, trouble } = plan;
    let mut chance = Chance::new(seed);
    // Where calls are counted by the minute, each cycle has one of its own.
    let minute = if settings.plan == Paid::None { 0 } else { 61 };
    let mut stage = Stage::new(settings, selection, seed).await;
    let troubled = trouble == Trouble::KillsAndFaults;
    let rush = trouble == Trouble::Rush;
    let words = if rush { script::RUSH } else { script::WORDS };
    if troubled {
        // The baseline has to be one moment, and what it misses must not come back without a date.
        let moves = |fault: &&str| fault.starts_with("shift") || fault.starts_with("dates");
        let honest: Vec<&str> =
            script::FAULTS.iter().copied().filter(|fault| !moves(fault)).collect();
        for _ in 0..3 {
            hinder(&mut chance, &stage, &honest);
            let life = chance.below(60);
            let _ = stage.cycle(NEVER, MassDelete::Refused, life).await;
            stage.sandbox.clear_faults();
            stage.an_hour_passes().await;
            stage.sandbox.advance(minute);
        }
    }
    stage.clean_cycle(ALWAYS, MassDelete::Refused).await;
    stage.deliver(Until::Drained, usize::MAX).await;
    if stage.look()? > 0 {
        return Err(format!("a baseline told {:?}", stage.story("")));
    }
    stage.view = View::of(&stage.sandbox.state());
    let mut made = 0;
    while made < changes {
        let state = stage.sandbox.state();
        let least = if rush { batch / 2 } else { 0 };
        for _ in 0..=least + chance.below(batch - least) {
            stage.sandbox.advance([0, 1, 1, 7][chance.below(4)]);
            let change = script::change(&mut chance, &state, words);
            made += usize::from(stage.sandbox.change(&change).await.is_ok());
        }
        stage.sandbox.advance([0, 1, 61, 400, 4000][chance.below(5)].max(minute));
        let slow = if chance.one_in(3) { ALWAYS } else { NEVER };
        let mut life = usize::MAX;
        if troubled {
            if chance.one_in(2) {
                hinder(&mut chance, &stage, script::FAULTS);
            }
            if chance.one_in(3) {
                life = chance.below(80);
            }
        }
        if rush {
            for place in ["contacts", "deals"] {
                let how = ["delete", "both"][chance.below(2)];
                let fault = format!("shift={how},times=20,on={place}");
                stage.sandbox.fault(&fault).expect("a fault");
            }
        }
        let _ = stage.cycle(slow, MassDelete::Allowed, life).await;
        stage.sandbox.clear_faults();
        stage.an_hour_passes().await;
        if troubled && chance.one_in(10) {
            stage.restart();
        }
        let life = if troubled && chance.one_in(4) { chance.below(20) } else { usize::MAX };
        stage.deliver(Until::NothingDue, life).await;
        stage.look()?;
    }
    reckon(&mut stage, naming).await
}

fn hinder(chance: &mut Chance, stage: &Stage, faults: &[&str]) {
    for _ in 0..=chance.below(2) {
        let fault = script::fault(chance, faults);
        stage.sandbox.fault(&fault).expect("a fault");
        if fault.starts_with("429") {
            // Or its headers ask to wait for the end of the minute, and that is done.
            stage.sandbox.fault("quota-headers=missing").expect("a fault");
        }
    }
}

/// Clean cycles, and then nothing may differ.
async fn reckon(stage: &mut Stage, naming: Naming) -> Result<(), String> {
    for round in 0..3 {
        stage.sandbox.advance(400);
        if round == 1 {
            // One who came while another went shows only when the size differs.
            let lists = stage.sandbox.state();
            for list in object(&lists["lists"]).keys() {
                let made = json!({"do": "contact.create", "set": {"full_name": "The last"}});
                let contact = stage.sandbox.change(&made).await.expect("a contact");
                let added = json!({"do": "list.add", "id": list, "contacts": contact});
                stage.sandbox.change(&added).await.expect("a member");
            }
        }
        stage.clean_cycle(ALWAYS, MassDelete::Allowed).await;
        stage.an_hour_passes().await;
    }
    stage.deliver(Until::Drained, usize::MAX).await;
    stage.look()?;
    stage.order()?;
    let state = stage.sandbox.state();
    let mut found = differences(&stage.view, &state, &stage.selection, naming);
    idle(stage, &mut found).await;
    if found.is_empty() {
        return Ok(());
    }
    found.truncate(12);
    Err(found.join("\n"))
}

/// A cycle in which nothing changed makes the calls of the list, and no others.
async fn idle(stage: &Stage, found: &mut Vec<String>) {
    stage.sandbox.advance(400);
    stage.clean_cycle(NEVER, MassDelete::Refused).await;
    stage.sandbox.forget_calls();
    let cycle = stage.clean_cycle(NEVER, MassDelete::Refused).await;
    let calls = stage.sandbox.calls();
    if cycle.events > 0 {
        found.push(format!("an idle cycle told {} events", cycle.events));
    }
    let told = |name: &str| {
        u64::from(stage.selection.events().iter().any(|event| event.name.starts_with(name)))
    };
    let state = stage.sandbox.state();
    let active =
        object(&state["campaigns"]).values().filter(|one| one["status"] == "active").count() as u64;
    let statuses =
        stage.selection.feeds().iter().filter(|feed| matches!(feed, Feed::Lexi(_))).count() as u64;
    let expected = [
        ("contacts", told("contact.")),
        ("contact_export", 0),
        ("deals", told("deal.")),
        ("lists", told("list.")),
        ("campaigns", told("campaign.")),
        ("campaign_events", active * told("campaign.email")),
        ("campaign_steps", 0),
        ("companies", 0),
        ("tasks", 0),
        ("lexi_tasks", statuses),
    ];
    for (resource, expected) in expected {
        let made = calls.of(resource);
        if made != expected {
            found.push(format!("an idle cycle made {made} calls of {resource}, not {expected}"));
        }
    }
}
