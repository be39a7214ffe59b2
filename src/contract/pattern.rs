//! Patterns over event names: `contact.*`, `*.created`, `*`, or a name as it is.

use std::fmt;
use std::str::FromStr;

use wildmatch::WildMatch;

use super::catalog::{self, EventType};

/// A pattern in which `*` stands for any text and `?` for one character.
#[derive(Clone, Debug, PartialEq)]
pub struct EventPattern(WildMatch);

/// A pattern without characters would match nothing that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the event pattern is empty")]
pub struct EmptyPattern;

/// A pattern that names nothing LeadLex's documentation knows.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no known event type matches `{pattern}`{}", meant(nearest))]
pub struct UnknownEvent {
    /// The pattern as given.
    pub pattern: String,
    /// What was probably meant, best first.
    pub nearest: Vec<String>,
}

impl UnknownEvent {
    /// The refusal of a name or pattern, with what was probably meant.
    #[must_use]
    pub fn new(pattern: impl Into<String>) -> Self {
        let pattern = pattern.into();
        let nearest = match pattern.contains(['*', '?']) {
            true => catalog::nearest_patterns(&pattern),
            false => catalog::nearest(&pattern).into_iter().map(str::to_owned).collect(),
        };
        Self { pattern, nearest }
    }
}

impl EventPattern {
    /// Reads a pattern; white space around it is not part of it.
    ///
    /// # Errors
    /// An empty pattern is refused.
    pub fn parse(text: &str) -> Result<Self, EmptyPattern> {
        match text.trim() {
            "" => Err(EmptyPattern),
            pattern => Ok(Self(WildMatch::new(pattern))),
        }
    }

    /// Whether the pattern stands for that name, be it in the catalogue or not.
    #[must_use]
    pub fn matches(&self, name: &str) -> bool {
        self.0.matches(name)
    }
}

impl FromStr for EventPattern {
    type Err = EmptyPattern;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl fmt::Display for EventPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The catalogue's event types that the patterns stand for, each once: in the order of the
/// patterns, then in that of the catalogue.
///
/// # Errors
/// The first pattern that stands for none.
pub fn expand(patterns: &[EventPattern]) -> Result<Vec<&'static EventType>, UnknownEvent> {
    let mut events = Vec::new();
    for pattern in patterns {
        let mut matching = catalog::ALL.iter().filter(|e| pattern.matches(e.name)).peekable();
        if matching.peek().is_none() {
            return Err(UnknownEvent::new(pattern.to_string()));
        }
        for event in matching {
            if !events.contains(&event) {
                events.push(event);
            }
        }
    }
    Ok(events)
}

/// `, did you mean …?` where there is something to suggest.
fn meant(nearest: &[String]) -> String {
    let names: Vec<_> = nearest.iter().map(|name| format!("`{name}`")).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => format!(", did you mean {one}?"),
        [most @ .., last] => format!(", did you mean {} or {last}?", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{EmptyPattern, EventPattern, expand};

    fn patterns(texts: &[&str]) -> Vec<EventPattern> {
        texts.iter().map(|text| text.parse().expect("a pattern")).collect()
    }

    fn names(texts: &[&str]) -> Vec<&'static str> {
        let events = expand(&patterns(texts)).expect("known events");
        events.iter().map(|event| event.name).collect()
    }

    #[test]
    fn a_pattern_matches_names_known_and_unknown() {
        let [contact, created, exact] = ["contact.*", "*.created", "deal.updated"]
            .map(|text| EventPattern::parse(text).expect("a pattern"));
        assert!(contact.matches("contact.exploded") && !contact.matches("contacts.created"));
        assert!(created.matches("company.created") && !created.matches("deal.bulk_created"));
        assert!(exact.matches("deal.updated") && !exact.matches("deal.updated2"));
        assert_eq!(contact.to_string(), "contact.*");
    }

    #[test]
    fn an_empty_pattern_is_refused() {
        assert_eq!(EventPattern::parse(""), Err(EmptyPattern));
        assert_eq!(EventPattern::parse("  "), Err(EmptyPattern));
    }

    #[test]
    fn expanding_keeps_the_order_given_and_says_each_name_once() {
        assert_eq!(names(&["*"]).len(), 39);
        assert_eq!(
            names(&["deal.updated", "company.*", "company.deleted"]),
            ["deal.updated", "company.created", "company.updated", "company.deleted"]
        );
    }

    #[test]
    fn a_pattern_without_events_is_named_with_what_was_meant() {
        let error = expand(&patterns(&["*", "contact_created"])).expect_err("unknown");
        assert_eq!(
            error.to_string(),
            "no known event type matches `contact_created`, did you mean `contact.created`?"
        );
        let error = expand(&patterns(&["contct.*"])).expect_err("unknown");
        assert_eq!(
            error.to_string(),
            "no known event type matches `contct.*`, did you mean `contact.*`?"
        );
        let error = expand(&patterns(&["zzz.*"])).expect_err("unknown");
        assert_eq!(error.to_string(), "no known event type matches `zzz.*`");
    }
}
