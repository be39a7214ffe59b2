//! The course of a run: changes in batches, cycles and deliveries between them with what goes wrong,
//! then some clean cycles, and the comparison.

use std::time::Duration;

use leadlex_hooks::poll::feed::Feed;
use leadlex_hooks::poll::guard::{MassDelete, Verdict};
use serde_json::Value;

use super::bench::{Bench, Ended, Mode};
use super::chance::Chance;
use super::compare::{Ever, differences};
use super::script;
use super::setup::Setup;
use super::trouble;
use super::view::View;

/// Full scans are due after this.
const SLOW: Duration = Duration::from_secs(6 * 3600);
/// Cycles without trouble in the end; some feeds need what another has brought before.
const CLEAN: usize = 4;
/// Steps of a cycle after which it is surely over.
const LONG_LIFE: u64 = 160;

/// What a run came to.
#[derive(Debug, Default)]
pub(crate) struct Report {
    pub(crate) changes: u64,
    pub(crate) events: u64,
    pub(crate) killed: u64,
    pub(crate) words: Vec<String>,
}

/// A run under way.
struct Run {
    bench: Bench,
    chance: Chance,
    ever: Ever,
    report: Report,
}

/// Runs it, and fails with every wrong and difference it found.
pub(crate) async fn run(setup: Setup) -> Report {
    let told = format!("{setup:?}");
    let bench = Bench::new(setup).await;
    let chance = Chance::new(bench.setup.seed);
    let mut run = Run { bench, chance, ever: Ever::default(), report: Report::default() };
    run.baseline().await;
    while run.report.changes < run.bench.setup.changes {
        let size = run.chance.below(run.bench.setup.batch) + 1;
        run.change(size).await;
        run.troubled().await;
    }
    run.settle().await;
    let mut wrongs = run.wrongs();
    if wrongs.is_empty() {
        run.idle(&mut wrongs).await;
    }
    if wrongs.is_empty() {
        run.prompt(&mut wrongs).await;
    }
    let count = wrongs.len();
    wrongs.truncate(12);
    assert!(wrongs.is_empty(), "{count} wrongs in {told}:\n{}", wrongs.join("\n"));
    run.report
}

impl Run {
    fn truth(&self) -> View {
        View::of_state(&self.bench.sandbox.state())
    }

    fn mode(&self) -> Mode {
        Mode { life: None, guard: MassDelete::Refused, slow: SLOW }
    }

    /// The first run, with trouble of its own but no change, and after a past that ends just before.
    async fn baseline(&mut self) {
        self.change(20).await;
        self.bench.pass(2).await;
        let now = self.truth();
        self.ever.absorb(&now);
        let removals = self.bench.setup.tells("list.contacts_removed");
        let proposals = self.bench.setup.tells("lexi.task_created");
        self.bench.handler.ledger().view = View { removals, proposals, ..now };
        for _ in 0..3 {
            self.cycle(Calm::NoShift).await;
            self.bench.pass(1).await;
        }
        self.clean(SLOW).await;
        let told = self.bench.deliveries();
        assert!(told.is_empty(), "the baseline told {told:?} in {:?}", self.bench.setup);
        self.bench.pass(1).await;
        self.report.changes = 0;
    }

    async fn change(&mut self, count: u64) {
        for _ in 0..count {
            let change = script::change(&mut self.chance);
            if self.bench.sandbox.change(&change).await.is_ok() {
                self.report.changes += 1;
                self.report.words.push(change["do"].as_str().unwrap_or_default().to_owned());
            }
            if self.chance.percent(30) {
                let seconds = self.chance.below(20);
                self.bench.sandbox.advance(i64::try_from(seconds).unwrap_or_default());
            }
        }
        let now = self.truth();
        self.ever.absorb(&now);
    }

    /// Cycles and deliveries after a batch, with whatever goes wrong.
    async fn troubled(&mut self) {
        for _ in 0..=self.chance.below(2) {
            self.cycle(Calm::Anything).await;
            let span = self.chance.pick(&[1, 61, 61, 400, 3_000, 8_000]);
            self.bench.pass(span).await;
        }
        // The handler is down for a while, now and then.
        if self.chance.percent(60) {
            self.bench.handler.ledger().failing = if self.bench.setup.faults { 20 } else { 0 };
            let life = self.life(40);
            let dies = life.is_some();
            self.bench.deliver(life).await;
            if dies && self.chance.percent(30) {
                self.bench.restart();
            }
        }
    }

    fn life(&mut self, most: u64) -> Option<u64> {
        let dies = self.bench.setup.kills && self.chance.percent(25);
        dies.then(|| self.chance.below(most) + 1)
    }

    async fn cycle(&mut self, calm: Calm) {
        let faults =
            if self.bench.setup.faults { trouble::faults(&mut self.chance) } else { Vec::new() };
        for fault in faults {
            let moves = fault.starts_with("shift") || fault.starts_with("clock");
            if !(moves && calm == Calm::NoShift) {
                self.bench.sandbox.fault(fault).expect("a fault");
            }
        }
        let life = self.life(LONG_LIFE);
        let hangs = self.bench.setup.faults.then_some(u64::MAX);
        let mode = Mode { life: life.or(hangs), ..self.mode() };
        let (ended, _) = self.bench.cycle(mode).await;
        self.bench.sandbox.clear_faults();
        if let Ended::Killed = ended {
            self.report.killed += 1;
            if self.chance.percent(30) {
                self.bench.restart();
            }
        }
        let now = self.truth();
        self.ever.absorb(&now);
    }

    /// A cycle without trouble has to go through. Where too much is gone for one cycle it is allowed,
    /// as somebody who knows better would.
    async fn clean(&mut self, slow: Duration) {
        let mut guard = MassDelete::Refused;
        for _ in 0..2 {
            let mode = Mode { guard, slow, ..self.mode() };
            let (ended, doubts) = self.bench.cycle(mode).await;
            match ended {
                Ended::Done(cycle) if cycle.refused.is_empty() => {}
                other => panic!("a clean cycle ended with {other:?} in {:?}", self.bench.setup),
            }
            let many = doubts.iter().any(
                |doubt| matches!(doubt, Verdict::MassDelete { vanished, .. } if *vanished > 20),
            );
            if !many {
                return;
            }
            guard = MassDelete::Allowed;
        }
    }

    /// Everything is found and delivered.
    async fn settle(&mut self) {
        self.bench.sandbox.clear_faults();
        self.bench.pass(7 * 3600).await;
        self.clean(Duration::ZERO).await;
        // One that came to a list while another went shows in no number: one more does.
        for list in self.truth().members.keys() {
            let made =
                self.bench.sandbox.change(&serde_json::json!({"do": "contact.create"})).await;
            let made = made.expect("a contact");
            let change = serde_json::json!({"do": "list.add", "id": list, "contacts": made});
            self.bench.sandbox.change(&change).await.expect("a member");
        }
        for _ in 0..CLEAN {
            self.bench.pass(7 * 3600).await;
            self.clean(Duration::ZERO).await;
        }
        self.bench.handler.ledger().failing = 0;
        self.bench.deliver(None).await;
        let now = self.truth();
        self.ever.absorb(&now);
    }

    /// What is wrong now.
    fn wrongs(&mut self) -> Vec<String> {
        let truth = self.truth();
        let mut wrongs = Vec::new();
        {
            let ledger = self.bench.handler.ledger();
            self.report.events = ledger.counts.values().sum();
            wrongs.extend(ledger.wrongs.clone());
            wrongs.extend(differences(&self.bench.setup, &ledger.view, &truth, &self.ever));
            too_many_updates(&ledger.view, &self.bench.sandbox.state(), &mut wrongs);
        }
        self.out_of_order(&mut wrongs);
        wrongs
    }

    /// A later event of a key never arrives before the one before it was answered with success.
    fn out_of_order(&self, wrongs: &mut Vec<String>) {
        let ledger = self.bench.handler.ledger();
        let mut first = std::collections::HashMap::new();
        let mut success = std::collections::HashMap::new();
        for (place, (id, done)) in ledger.arrivals.iter().enumerate() {
            first.entry(id.as_str()).or_insert(place);
            if *done {
                success.entry(id.as_str()).or_insert(place);
            }
        }
        let deliveries = self.bench.deliveries();
        let mut before = std::collections::HashMap::new();
        for (key, id, state) in &deliveries {
            if state != "delivered" {
                wrongs.push(format!("{id} of {key} is {state}"));
            }
            let earlier = before.insert(key, id);
            if let Some(earlier) = earlier
                && success.get(earlier.as_str()) > first.get(id.as_str())
            {
                wrongs.push(format!("{id} of {key} arrived before {earlier} was done"));
            }
        }
    }

    /// A cycle in which nothing has changed makes the calls of the semantics and tells nothing.
    async fn idle(&mut self, wrongs: &mut Vec<String>) {
        self.bench.pass(61).await;
        self.clean(SLOW).await;
        let before = self.bench.deliveries().len();
        self.bench.pass(61).await;
        self.bench.sandbox.forget_calls();
        self.clean(SLOW).await;
        let (calls, truth, setup) = (self.bench.sandbox.calls(), self.truth(), &self.bench.setup);
        let active = truth.campaigns.values().filter(|status| *status == "active").count() as u64;
        let one = |told: bool| u64::from(told);
        let feeds = setup.selection().feeds();
        let statuses = feeds.iter().filter(|feed| matches!(feed, Feed::Lexi(_))).count() as u64;
        let audited = feeds.contains(&Feed::Audit);
        let may = !setup.reads("audit=forbidden");
        for (resource, expected) in [
            ("contacts", 1),
            ("contact_export", 0),
            ("deals", one(setup.tells("deal.created"))),
            ("lists", 1),
            ("campaigns", 1),
            ("campaign_events", active),
            ("campaign_steps", 0),
            ("lexi_tasks", statuses),
            ("companies", 0),
            ("tasks", 0),
            ("audit_logs", one(audited && may)),
        ] {
            let made = calls.of(resource);
            if made != expected {
                wrongs
                    .push(format!("an idle cycle made {made} calls of {resource}, not {expected}"));
            }
        }
        let after = self.bench.deliveries().len();
        if after != before {
            wrongs.push(format!("an idle cycle told {} events", after - before));
        }
    }

    /// After all the trouble one cycle is enough for what cycles find: nothing is poisoned.
    async fn prompt(&mut self, wrongs: &mut Vec<String>) {
        for change in [
            r#"{"do": "contact.update", "ref": "any", "set": {"phone": "1"}}"#,
            r#"{"do": "contact.create", "set": {"full_name": "Last"}}"#,
            r#"{"do": "contact.delete", "ref": "oldest"}"#,
            r#"{"do": "lexi.create"}"#,
            r#"{"do": "campaign.create"}"#,
            r#"{"do": "list.create"}"#,
            r#"{"do": "deal.create"}"#,
            r#"{"do": "deal.update", "ref": "oldest", "set": {"stage": "Last"}}"#,
        ] {
            let change: Value = serde_json::from_str(change).expect("a change");
            self.bench.sandbox.change(&change).await.expect("a change");
        }
        self.bench.pass(61).await;
        self.clean(SLOW).await;
        self.bench.deliver(None).await;
        wrongs.extend(self.wrongs().into_iter().map(|wrong| format!("in one cycle: {wrong}")));
    }
}

/// What a cycle may not meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Calm {
    /// The workspace stays as it is.
    NoShift,
    Anything,
}

/// One change is told once at most, whatever came between. A list changes with its members, and what
/// belongs to a company when that is deleted.
fn too_many_updates(view: &View, state: &Value, wrongs: &mut Vec<String>) {
    let log = state["audit_logs"].as_array().cloned().unwrap_or_default();
    let count = |resource: &str, id: Option<&str>, action: &str| {
        log.iter()
            .filter(|row| {
                row["resource_type"] == resource
                    && row["action"] == action
                    && id.is_none_or(|id| row["resource_id"] == id)
            })
            .count() as u64
    };
    for ((noun, id), told) in &view.updates {
        let many = if noun == "company" { "companies".to_owned() } else { format!("{noun}s") };
        let own = count(&many, Some(id), "update");
        let others = match noun.as_str() {
            "list" => count("contacts", None, "delete"),
            "contact" | "deal" => count("companies", None, "delete"),
            _ => 0,
        };
        if *told > own + others {
            wrongs.push(format!("{noun} {id} was changed {own} times and told {told} times"));
        }
    }
}
