//! An invented person.

use super::dice::Dice;
use super::words::CULTURES;

/// Who somebody is, before anything is known of where they work.
pub(super) struct Person {
    pub(super) id: String,
    pub(super) first_name: &'static str,
    pub(super) last_name: &'static str,
    pub(super) full_name: String,
    /// The name as it stands in an e-mail address.
    pub(super) slug: String,
}

impl Person {
    pub(super) fn new(dice: &mut Dice) -> Self {
        let culture = dice.pick(CULTURES);
        let (given, given_slug) = *dice.pick(culture.given);
        let (family, family_slug) = *dice.pick(culture.family);
        let full_name = match culture.family_first {
            true => format!("{family} {given}"),
            false => format!("{given} {family}"),
        };
        let slug = format!("{given_slug}.{family_slug}");
        Self { id: dice.uuid(), first_name: given, last_name: family, full_name, slug }
    }
}
