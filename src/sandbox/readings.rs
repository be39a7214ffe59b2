//! Readings of what the documentation leaves open (section 7 of the fact sheet): one switch for each
//! unknown that touches polling, with every plausible answer.

use std::collections::BTreeMap;

use crate::error::Error;
use crate::text::safe::typed;

/// An unknown and its plausible answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The word before `=`.
    pub name: &'static str,
    /// The words after it; the first is the default. `late:SECONDS` takes any number.
    pub values: &'static [&'static str],
    /// What is unknown.
    pub about: &'static str,
}

/// Every reading, for help texts and for tests that run them pairwise.
pub const ALL: &[Reading] = &[
    reading(
        "after",
        &["inclusive", "exclusive"],
        "whether `*_after`, `*_before`, `from_date` and `to_date` include their own second",
    ),
    reading("deals-order", ORDERS, "in which order deals come"),
    reading("companies-order", ORDERS, "in which order companies come"),
    reading("tasks-order", ORDERS, "in which order tasks come"),
    reading(
        "nesting",
        &["documented", "bare", "single-nested"],
        "how `data` is nested: as each page has it, never, or single objects always",
    ),
    reading(
        "dates",
        &["documented", "created_at", "created_date"],
        "how dates are called: as each page has it, or one way everywhere",
    ),
    reading(
        "quota",
        &["day", "minute", "both-min"],
        "which bucket the X-RateLimit headers describe; `both-min` is the one with less left",
    ),
    reading("reset", &["seconds", "milliseconds"], "the unit of X-RateLimit-Reset"),
    reading(
        "audit",
        &["prompt", "late:SECONDS", "forbidden"],
        "how soon a write is in the audit log, and whether any key may read it",
    ),
    reading(
        "names",
        &["stable", "self-healing"],
        "whether reading a contact fills in a missing name, without a new updated_date",
    ),
    reading("lists", WHOLE, "whether `GET /v1/lists` has pages"),
    reading("campaigns", WHOLE, "whether `GET /v1/campaigns` has pages"),
    reading("updated", &["set", "absent"], "whether a row that was never changed has updated_date"),
    reading("export-updated", &["no", "yes"], "whether `fields=updated_date` works in the export"),
    reading("retry-id", &["same", "new"], "whether a retried delivery keeps its Delivery-ID"),
    reading("ids", &["uuid", "digits"], "how ids look; only at the start"),
];

const ORDERS: &[&str] = &["asc", "desc", "shuffled"];
const WHOLE: &[&str] = &["paged", "whole"];

const fn reading(
    name: &'static str,
    values: &'static [&'static str],
    about: &'static str,
) -> Reading {
    Reading { name, values, about }
}

/// The chosen answers; what was not chosen is the default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readings(BTreeMap<&'static str, String>);

impl Readings {
    /// Chooses by `NAME=VALUE`.
    ///
    /// # Errors
    /// A name or a value that there is not (exit 2).
    pub fn choose(&mut self, text: &str) -> Result<(), Error> {
        let (name, value) = text.split_once('=').unwrap_or((text, ""));
        let Some(known) = ALL.iter().find(|known| known.name == name.trim()) else {
            let names: Vec<&str> = ALL.iter().map(|known| known.name).collect();
            return Err(Error::usage(format!("`{}` is no reading", typed(name)))
                .hint(format!("readings are {}", names.join(", "))));
        };
        let value = value.trim();
        if !known.values.iter().any(|allowed| allows(allowed, value)) {
            let why = format!("reading `{name}` has no value `{}`", value.escape_debug());
            return Err(Error::usage(why)
                .hint(format!("write `{name}=` and one of {}", known.values.join(", "))));
        }
        self.0.insert(known.name, value.to_owned());
        Ok(())
    }

    /// Whether that answer is chosen.
    #[must_use]
    pub fn is(&self, name: &str, value: &str) -> bool {
        self.get(name) == value
    }

    /// The answer chosen.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        match self.0.get(name) {
            Some(chosen) => chosen,
            None => ALL
                .iter()
                .find(|known| known.name == name)
                .and_then(|known| known.values.first())
                .unwrap_or(&""),
        }
    }

    /// The number behind `late:`, 0 without one.
    #[must_use]
    pub fn seconds(&self, name: &str) -> i64 {
        let number = self.get(name).split_once(':').and_then(|(_, number)| number.parse().ok());
        number.unwrap_or_default()
    }
}

fn allows(allowed: &str, value: &str) -> bool {
    match allowed.strip_suffix("SECONDS") {
        Some(prefix) => {
            value.strip_prefix(prefix).is_some_and(|number| number.parse::<u32>().is_ok())
        }
        None => allowed == value,
    }
}

#[cfg(test)]
mod tests {
    use super::{ALL, Readings};

    #[test]
    fn the_first_value_is_the_default_and_every_value_can_be_chosen() {
        for known in ALL {
            let mut readings = Readings::default();
            assert!(readings.is(known.name, known.values[0]));
            for value in known.values {
                let value = value.replace("SECONDS", "60");
                readings.choose(&format!("{}={value}", known.name)).expect("a value");
                assert!(readings.is(known.name, &value));
            }
        }
    }

    #[test]
    fn what_there_is_not_is_named_with_what_there_is() {
        let mut readings = Readings::default();
        let wrong = readings.choose("after=sometimes").expect_err("no value");
        assert!(wrong.to_string().contains("`after` has no value `sometimes`"), "{wrong}");
        assert!(wrong.hints()[0].contains("inclusive, exclusive"), "{:?}", wrong.hints());
        assert!(readings.choose("nope=1").is_err() && readings.choose("audit=late:x").is_err());
        readings.choose("audit=late:90").expect("a number");
        assert_eq!(readings.seconds("audit"), 90);
        assert_eq!(readings, readings.clone());
    }
}
