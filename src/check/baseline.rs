//! The failures that are known: a text file with one id a line, `#` before a comment.

use std::collections::BTreeSet;

use super::verdict::{Outcome, Run};

/// Ids of cases whose failure is known and does not count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline(BTreeSet<String>);

impl Baseline {
    /// Reads a file's text.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
        Self(lines.filter(|line| !line.is_empty()).map(str::to_owned).collect())
    }

    /// Marks the failures that are known; the ids that need no longer be there are returned.
    #[must_use]
    pub fn apply(&self, run: &mut Run) -> Vec<String> {
        let mut mended = Vec::new();
        for verdict in &mut run.verdicts {
            if !self.0.contains(&verdict.selected.id) {
                continue;
            }
            match verdict.outcome {
                Outcome::Failed => verdict.outcome = Outcome::Known,
                Outcome::Passed => mended.push(verdict.selected.id.clone()),
                Outcome::Advised | Outcome::Known => {}
            }
        }
        mended
    }

    /// Ids that no case has.
    pub fn unknown<'a>(&'a self, ids: &'a BTreeSet<String>) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(|id| !ids.contains(*id)).map(String::as_str)
    }
}

/// The text of a file that knows every failure of a run.
#[must_use]
pub fn write(run: &Run) -> String {
    let mut text =
        "# Known failures of `leadlex-hooks check`: take a line out when it is mended.\n"
            .to_owned();
    for verdict in &run.verdicts {
        if matches!(verdict.outcome, Outcome::Failed | Outcome::Known) {
            text.push_str(&verdict.selected.id);
            text.push('\n');
        }
    }
    text
}
