//! How one run is set up: the workspace, its readings, and what is polled.

use jiff::{SignedDuration, Timestamp};
use leadlex_hooks::contract::catalog::{self, EventType};
use leadlex_hooks::contract::pattern::EventPattern;
use leadlex_hooks::poll::select::{Audit, Names, Selection, obstacle};
use leadlex_hooks::sandbox::readings::Readings;
use leadlex_hooks::sandbox::{Counts, Plan, Settings};

/// A run.
#[derive(Clone, Debug)]
pub(crate) struct Setup {
    pub(crate) seed: u64,
    pub(crate) names: Names,
    pub(crate) audit: Audit,
    pub(crate) key: &'static str,
    pub(crate) counts: Counts,
    pub(crate) plan: Plan,
    /// `NAME=VALUE` each.
    pub(crate) readings: Vec<String>,
    /// How far the workspace's clock is from ours.
    pub(crate) skew: SignedDuration,
    /// Changes in all, and in one batch at most.
    pub(crate) changes: u64,
    pub(crate) batch: u64,
    pub(crate) faults: bool,
    pub(crate) kills: bool,
}

impl Setup {
    pub(crate) fn sandbox(&self) -> Settings {
        let mut readings = Readings::default();
        for reading in &self.readings {
            readings.choose(reading).expect("a reading");
        }
        Settings {
            seed: self.seed,
            counts: self.counts,
            plan: self.plan,
            readings,
            start_at: Some(Timestamp::now() + self.skew),
            ..Settings::default()
        }
    }

    /// The planned sixteen, or everything of the launched edition that can be derived at all, costly
    /// or not, with what it dropped.
    pub(crate) fn selection(&self) -> Selection {
        let patterns: Vec<EventPattern> = match self.names {
            Names::Planned => Vec::new(),
            Names::Launched => {
                let own = |event: &&EventType| {
                    event.is_launched() || event.is_planned() && event.renamed_to.is_none()
                };
                let derivable = catalog::ALL.iter().filter(own).filter(|e| obstacle(e).is_none());
                derivable.map(|event| EventPattern::parse(event.name).expect("a name")).collect()
            }
        };
        Selection::new(self.names, &patterns, self.audit).expect("a selection")
    }

    /// Whether that event is told.
    pub(crate) fn tells(&self, name: &str) -> bool {
        self.selection().wanted().has(name)
    }

    /// Whether a reading is chosen.
    pub(crate) fn reads(&self, reading: &str) -> bool {
        self.readings.iter().any(|chosen| chosen == reading)
    }
}
