//! A finding: what was seen, how bad that is, and the next thing to type.

use crate::error::{Error, Exit};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// As it should be, or worth knowing.
    Good,
    /// It works, and could be better.
    Advice,
    /// It does not work.
    Problem,
    /// Not looked at.
    Skipped,
}

impl Level {
    /// The word used in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Advice => "advice",
            Self::Problem => "problem",
            Self::Skipped => "skipped",
        }
    }
}

/// One thing that was looked at. Its texts may come from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// A stable name: the area, a dot, and what about it.
    pub id: &'static str,
    /// How bad it is.
    pub level: Level,
    /// What was seen, in one sentence.
    pub message: String,
    /// What to do; empty only for what is good.
    pub fixes: Vec<String>,
    /// The evidence, a line each.
    pub details: Vec<String>,
    /// How the process ends because of it: [`Exit::DONE`] for all but a problem.
    pub exit: Exit,
}

impl Finding {
    fn new(id: &'static str, level: Level, message: impl Into<String>) -> Self {
        let (fixes, details) = (Vec::new(), Vec::new());
        Self { id, level, message: message.into(), fixes, details, exit: Exit::DONE }
    }

    /// As it should be.
    #[must_use]
    pub fn good(id: &'static str, message: impl Into<String>) -> Self {
        Self::new(id, Level::Good, message)
    }

    /// Not bad enough to fail.
    #[must_use]
    pub fn advice(id: &'static str, message: impl Into<String>, fix: impl Into<String>) -> Self {
        Self::new(id, Level::Advice, message).fix(fix)
    }

    /// It fails, and how the process ends.
    #[must_use]
    pub fn problem(
        id: &'static str,
        exit: Exit,
        message: impl Into<String>,
        fix: impl Into<String>,
    ) -> Self {
        Self { exit, ..Self::new(id, Level::Problem, message).fix(fix) }
    }

    /// Not looked at, and what would make it so.
    #[must_use]
    pub fn skipped(id: &'static str, message: impl Into<String>, fix: impl Into<String>) -> Self {
        Self::new(id, Level::Skipped, message).fix(fix)
    }

    /// A failure as a problem, with its own hints; `fix` where it has none.
    #[must_use]
    pub fn of_error(id: &'static str, error: &Error, fix: &str) -> Self {
        let made = Self { exit: error.exit(), ..Self::new(id, Level::Problem, error.to_string()) };
        match error.hints() {
            [] => made.fix(fix),
            hints => hints.iter().fold(made, |made, hint| made.fix(hint)),
        }
    }

    /// Adds something to do.
    #[must_use]
    pub fn fix(mut self, fix: impl Into<String>) -> Self {
        self.fixes.push(fix.into());
        self
    }

    /// Adds evidence.
    #[must_use]
    pub fn details(mut self, details: impl IntoIterator<Item = String>) -> Self {
        self.details.extend(details);
        self
    }

    /// What it is about: the part of its name before the dot.
    #[must_use]
    pub fn area(&self) -> &'static str {
        self.id.split_once('.').map_or(self.id, |(area, _)| area)
    }
}

/// All findings, counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Diagnosis {
    /// How many are good.
    pub good: usize,
    /// How many are advice.
    pub advice: usize,
    /// How many are problems.
    pub problems: usize,
    /// How many were not looked at.
    pub skipped: usize,
    /// The highest of the problems'.
    pub exit: Exit,
}

impl Default for Diagnosis {
    fn default() -> Self {
        Self { good: 0, advice: 0, problems: 0, skipped: 0, exit: Exit::DONE }
    }
}

impl Diagnosis {
    /// Counts one more.
    pub fn add(&mut self, finding: &Finding) {
        match finding.level {
            Level::Good => self.good += 1,
            Level::Advice => self.advice += 1,
            Level::Problem => self.problems += 1,
            Level::Skipped => self.skipped += 1,
        }
        self.exit = self.exit.max(finding.exit);
    }
}

#[cfg(test)]
mod tests {
    use super::{Diagnosis, Finding};
    use crate::error::{Error, Exit};

    #[test]
    fn the_highest_exit_of_the_problems_counts_and_advice_has_none() {
        let mut all = Diagnosis::default();
        all.add(&Finding::advice("a.b", "x", "y"));
        all.add(&Finding::skipped("a.c", "x", "y"));
        assert_eq!(all.exit, Exit::DONE);
        all.add(&Finding::problem("a.d", Exit::API, "x", "y"));
        all.add(&Finding::problem("a.e", Exit::NO, "x", "y"));
        assert_eq!((all.exit, all.problems, all.advice, all.skipped), (Exit::API, 2, 1, 1));
    }

    #[test]
    fn a_failure_keeps_its_hints_and_its_exit() {
        let error = Error::unreachable("gone").hint("one").hint("two");
        let finding = Finding::of_error("api.unreachable", &error, "none");
        assert_eq!(finding.fixes, ["one", "two"]);
        assert_eq!((finding.area(), finding.exit), ("api", Exit::UNREACHABLE));
        assert_eq!(Finding::of_error("a.b", &Error::no("x"), "do").fixes, ["do"]);
    }
}
