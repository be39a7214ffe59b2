//! Events in the order in which a real workspace would send them, about the same people and
//! matters throughout.

mod builtin;
mod read;

use std::time::Duration;

use jiff::Timestamp;

use super::catalog::EventType;
use super::sample::{World, shift};

pub use builtin::{BUILTIN, Builtin, builtin};
pub use read::{Reason, ScenarioError};

/// A story in steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// What it is called.
    pub name: String,
    /// What it tells, in one line.
    pub description: String,
    /// At least one.
    pub steps: Vec<Step>,
}

/// One event of a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What happens.
    pub event: &'static EventType,
    /// How long a sender pauses before it sends this.
    pub wait: Duration,
    /// How much later than the step before it this happened, as its timestamps tell; the first
    /// step's counts for nothing. At least a second.
    pub after: Duration,
    /// What the sender changes in the body, in order.
    pub edits: Vec<Edit>,
}

/// A new value for one place of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The place, like `data.contact.email`; not looked at here.
    pub path: String,
    /// The value as JSON text, as it was written.
    pub value: String,
}

/// A step and the body that tells of it, before the step's edits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scene<'a> {
    /// The step.
    pub step: &'a Step,
    /// Compact JSON.
    pub body: String,
}

impl Scenario {
    /// Reads a user's own scenario:
    /// `{"name":…,"description":…,"steps":[{"event":…,"wait":"2s","after":"5m","set":{PATH:VALUE}}]}`,
    /// where only `name`, `steps` and each step's `event` have to be there.
    ///
    /// # Errors
    /// What is wrong, with the number of the step (from 1) and the field.
    pub fn parse(text: &str) -> Result<Self, ScenarioError> {
        read::scenario(text)
    }

    /// The bodies in order. Each happens later than the one before, the last one at `at`; the same
    /// seed and time make the same bytes.
    #[must_use]
    pub fn bodies(&self, seed: u64, at: Timestamp) -> Vec<Scene<'_>> {
        let seconds = |step: &Step| i64::try_from(step.after.as_secs()).unwrap_or(i64::MAX);
        let whole = self.steps.iter().skip(1).map(seconds).fold(0, i64::saturating_add);
        let mut now = shift(at, -whole);
        let mut world = World::new(seed, now);
        let mut scenes = Vec::with_capacity(self.steps.len());
        for (index, step) in self.steps.iter().enumerate() {
            if index > 0 {
                now = shift(now, seconds(step));
            }
            scenes.push(Scene { step, body: world.happen(step.event, now) });
        }
        scenes
    }
}

#[cfg(test)]
mod tests;
