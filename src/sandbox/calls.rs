//! How often the API was called, by resource and by answer.

use std::collections::BTreeMap;

use serde_json::{Value, json};

/// The word for a call that got no answer.
const NONE: &str = "none";

/// Counts since the start, or since they were last reset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calls(BTreeMap<String, BTreeMap<String, u64>>);

impl Calls {
    pub(crate) fn count(&mut self, resource: &str, status: Option<u16>) {
        let status = status.map_or_else(|| NONE.to_owned(), |status| status.to_string());
        *self.0.entry(resource.to_owned()).or_default().entry(status).or_default() += 1;
    }

    /// All calls.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.0.values().flat_map(BTreeMap::values).sum()
    }

    /// The calls about a resource, however they were answered.
    #[must_use]
    pub fn of(&self, resource: &str) -> u64 {
        self.0.get(resource).map_or(0, |statuses| statuses.values().sum())
    }

    /// The calls that were answered so; 0 is those without an answer.
    #[must_use]
    pub fn answered(&self, status: u16) -> u64 {
        let word = if status == 0 { NONE.to_owned() } else { status.to_string() };
        self.0.values().filter_map(|statuses| statuses.get(&word)).sum()
    }

    pub(crate) fn json(&self) -> Value {
        json!({"total": self.total(), "by_resource": self.0})
    }
}
