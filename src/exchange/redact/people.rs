//! The words by which somebody is called in a body, so that they are found again where a field is
//! otherwise harmless: a state called like a person, a custom field named after one.

use std::collections::HashSet;

use crate::contract::catalog::{self, EventType};

/// Shorter words are in too many others.
const SHORTEST: usize = 4;

/// Objects whose members users name.
const USERS_OWN: [&str; 5] = ["attributes", "custom", "custom_fields", "metadata", "properties"];

/// The words of names and addresses, in lower case.
#[derive(Debug, Default)]
pub(super) struct People(HashSet<String>);

impl People {
    /// Takes up the words of a name or an address.
    pub(super) fn meet(&mut self, name: &str) {
        // Behind the @ stands where somebody is, not who it is.
        let name = name.split('@').next().unwrap_or_default();
        self.0.extend(words(name).filter(|word| tells(word)));
    }

    /// Whether one of them is called in a text.
    pub(super) fn are_in(&self, text: &str) -> bool {
        !self.0.is_empty() && words(text).any(|word| self.0.contains(&word))
    }

    /// Whether the members of this object are named by users.
    pub(super) fn may_name(object: &str) -> bool {
        USERS_OWN.contains(&object)
    }
}

/// `contact@` and `deal@` name nobody: they are LeadLex's own words.
fn tells(word: &str) -> bool {
    let is_leadlex = |event: &EventType| event.name.split(['.', '_']).any(|part| part == word);
    word.chars().count() >= SHORTEST && !catalog::ALL.iter().any(is_leadlex)
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}
