//! `--expect 'contact.created x2'`: which events must arrive.

use std::collections::HashSet;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::witness::{Seen, Witness};
use crate::contract::pattern::{self, EventPattern};
use crate::stop::{Cause, StopSwitch};

/// How many distinct deliveries are expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// `xN`: met as soon as there are so many.
    AtLeast(usize),
    /// `=N`: judged at the end of the window.
    Exactly(usize),
}

/// One expectation and what it has seen.
#[derive(Clone, Debug)]
pub struct Expectation {
    pattern: EventPattern,
    count: Count,
    seen: HashSet<String>,
}

/// Why an expectation cannot be held against anything.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExpectationError {
    /// Not `PATTERN`, `PATTERN xN` or `PATTERN=N`.
    #[error("write it as `contact.created`, `contact.created x2` or `contact.created=2`")]
    Form,
    /// `x0` is met before anything happens.
    #[error("`x0` is always met; `=0` means that none may arrive")]
    Nothing,
    /// A name that nobody has documented.
    #[error("{0} (a pattern such as `{1}*` may name events outside the catalogue)")]
    Unknown(pattern::UnknownEvent, String),
}

impl Expectation {
    /// Reads one expectation.
    ///
    /// # Errors
    /// A form that is none, or an expectation that cannot fail or cannot be met.
    pub fn parse(text: &str) -> Result<Self, ExpectationError> {
        let (name, count) = split(text.trim())?;
        if count == Count::AtLeast(0) {
            return Err(ExpectationError::Nothing);
        }
        // `contact.*>=2` and `contact.*,deal.*` would be patterns that nothing ever matches.
        if name.contains(|c: char| c.is_whitespace() || c.is_control() || "<>=!,".contains(c)) {
            return Err(ExpectationError::Form);
        }
        let pattern = EventPattern::parse(name).map_err(|_| ExpectationError::Form)?;
        if !name.contains('*')
            && let Err(unknown) = pattern::expand(std::slice::from_ref(&pattern))
        {
            return Err(ExpectationError::Unknown(unknown, name.to_owned()));
        }
        Ok(Self { pattern, count, seen: HashSet::new() })
    }

    /// Whether what has been seen is enough, and not too much.
    #[must_use]
    pub fn is_met(&self) -> bool {
        match self.count {
            Count::AtLeast(wanted) => self.seen.len() >= wanted,
            Count::Exactly(wanted) => self.seen.len() == wanted,
        }
    }

    /// How many distinct deliveries were seen.
    #[must_use]
    pub fn seen(&self) -> usize {
        self.seen.len()
    }

    /// Whether nothing that comes can change the answer.
    fn is_settled(&self) -> bool {
        match self.count {
            Count::AtLeast(_) => self.is_met(),
            Count::Exactly(wanted) => self.seen.len() > wanted,
        }
    }
}

impl fmt::Display for Expectation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.count {
            Count::AtLeast(wanted) => write!(f, "{} x{wanted}", self.pattern),
            Count::Exactly(wanted) => write!(f, "{}={wanted}", self.pattern),
        }
    }
}

fn split(text: &str) -> Result<(&str, Count), ExpectationError> {
    let number = |digits: &str| {
        let digits = digits.trim();
        let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse().ok().filter(|_| plain).ok_or(ExpectationError::Form)
    };
    if let Some((name, digits)) = text.split_once('=') {
        return Ok((name.trim_end(), Count::Exactly(number(digits)?)));
    }
    match text.rsplit_once(char::is_whitespace) {
        Some((name, times)) => {
            let digits = times.strip_prefix('x').ok_or(ExpectationError::Form)?;
            Ok((name.trim_end(), Count::AtLeast(number(digits)?)))
        }
        None => Ok((text, Count::AtLeast(1))),
    }
}

/// All expectations of a listener; ends it as soon as the answer is known.
#[derive(Debug)]
pub struct Expectations {
    all: Mutex<Vec<Expectation>>,
    settled: StopSwitch,
}

impl Expectations {
    /// Holds arrivals against `all`; `settled` is told when nothing more needs to be waited for.
    #[must_use]
    pub fn new(all: Vec<Expectation>, settled: StopSwitch) -> Self {
        Self { all: Mutex::new(all), settled }
    }

    /// How they stand.
    #[must_use]
    pub fn standing(&self) -> Vec<Expectation> {
        self.lock().clone()
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Expectation>> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Witness for Expectations {
    /// A delivery counts once, however often it is repeated; without an id each arrival counts.
    fn saw(&self, seen: &Seen) {
        let (true, Some(number)) = (seen.accepted, seen.number) else {
            return;
        };
        let id = seen.delivery_id.clone().unwrap_or_else(|| format!("#{number}"));
        let mut all = self.lock();
        for expectation in all.iter_mut() {
            if expectation.pattern.matches(seen.name.as_deref().unwrap_or_default()) {
                expectation.seen.insert(id.clone());
            }
        }
        let broken = all.iter().any(|one| one.is_settled() && !one.is_met());
        if broken || all.iter().all(Expectation::is_settled) {
            self.settled.stop(Cause::Finished);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Expectation;

    #[test]
    fn forms_are_read_and_shown() {
        for (text, shown) in [
            ("contact.created", "contact.created x1"),
            ("contact.created x2", "contact.created x2"),
            (" contact.*  x3 ", "contact.* x3"),
            ("contact.created=0", "contact.created=0"),
            ("custom.thing* x1", "custom.thing* x1"),
        ] {
            assert_eq!(Expectation::parse(text).expect(text).to_string(), shown);
        }
    }

    #[test]
    fn what_cannot_be_expected_is_refused() {
        for text in [
            "",
            "contact.created x0",
            "contact.created 2",
            "contact.created=two",
            "contct.created",
            "contact.created x+2",
            "contact.created=+2",
        ] {
            assert!(Expectation::parse(text).is_err(), "{text}");
        }
    }
}
