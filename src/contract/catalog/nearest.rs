//! What somebody who typed an unknown event name probably meant.

use std::collections::BTreeSet;

use super::ALL;

/// Below this similarity (0 to 1) a suggestion is noise.
const WORTH_SAYING: f64 = 0.6;

/// More than a reader takes in at a glance helps nobody.
const AT_MOST: usize = 3;

/// The catalogue's names closest to `name`, best first: for typing errors, another case, other
/// separators (`contact_created`), another order (`created.contact`) and single words (`opened`).
/// A name that differs in its form only is the one answer.
#[must_use]
pub fn nearest(name: &str) -> Vec<&'static str> {
    let typed = Spelling::of(name);
    let mut scored: Vec<_> = ALL
        .iter()
        .map(|event| (typed.likeness(&Spelling::of(event.name)), event.name))
        .filter(|(score, _)| *score >= WORTH_SAYING)
        .collect();
    scored.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    if scored.first().is_some_and(|(best, _)| *best >= 1.0) {
        scored.retain(|(score, _)| *score >= 1.0);
    }
    scored.into_iter().take(AT_MOST).map(|(_, name)| name).collect()
}

/// The patterns over all events of a resource (`contact.*`) or of a kind (`*.created`) closest to
/// `pattern`, best first.
#[must_use]
pub fn nearest_patterns(pattern: &str) -> Vec<String> {
    let typed = pattern.to_lowercase();
    let families = ALL.iter().filter_map(|event| event.name.split_once('.'));
    let known: BTreeSet<_> = families
        .flat_map(|(resource, kind)| [format!("{resource}.*"), format!("*.{kind}")])
        .collect();
    let mut scored: Vec<_> = known
        .into_iter()
        .map(|known| (strsim::normalized_damerau_levenshtein(&typed, &known), known))
        .filter(|(score, _)| *score >= WORTH_SAYING)
        .collect();
    scored.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    scored.into_iter().take(AT_MOST).map(|(_, known)| known).collect()
}

/// A name reduced to its words.
struct Spelling {
    words: Vec<String>,
    plain: String,
    sorted: String,
}

impl Spelling {
    fn of(name: &str) -> Self {
        let words: Vec<String> = name
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        let mut ordered = words.clone();
        ordered.sort_unstable();
        Self { plain: words.join("."), sorted: ordered.join("."), words }
    }

    fn likeness(&self, known: &Self) -> f64 {
        let spelled = strsim::normalized_damerau_levenshtein(&self.plain, &known.plain);
        let reordered = strsim::normalized_damerau_levenshtein(&self.sorted, &known.sorted);
        let part = !self.words.is_empty() && self.words.iter().all(|w| known.words.contains(w));
        spelled.max(reordered).max(if part { 0.9 } else { 0.0 })
    }
}

#[cfg(test)]
mod tests {
    use super::{ALL, nearest, nearest_patterns};

    #[test]
    fn another_form_of_a_name_has_one_answer() {
        for typed in ["contact_created", "created.contact", "Contact.Created", "CONTACT-created"] {
            assert_eq!(nearest(typed), ["contact.created"], "{typed}");
        }
        assert_eq!(nearest("campaign.email.opened"), ["campaign.email_opened"]);
    }

    #[test]
    fn typing_errors_find_the_name_first() {
        for (typed, meant) in [
            ("contact.creatd", "contact.created"),
            ("contcat.created", "contact.created"),
            ("contacts.created", "contact.created"),
            ("lexi.task_aproved", "lexi.task_approved"),
            ("list.contact_adedd", "list.contact_added"),
            ("opened", "campaign.email_opened"),
            ("lexi_created", "lexi.task_created"),
        ] {
            assert_eq!(nearest(typed).first(), Some(&meant), "{typed}");
        }
    }

    #[test]
    fn a_mistyped_pattern_finds_the_pattern() {
        for (typed, meant) in [
            ("contct.*", "contact.*"),
            ("Contacts.*", "contact.*"),
            ("contact_*", "contact.*"),
            ("*.creatd", "*.created"),
            ("*.email_opend", "*.email_opened"),
        ] {
            assert_eq!(nearest_patterns(typed).first().map(String::as_str), Some(meant), "{typed}");
        }
        assert!(nearest_patterns("zzz.*").is_empty());
        assert!(nearest_patterns("invoice.*").is_empty());
    }

    #[test]
    fn noise_finds_nothing_and_no_answer_is_longer_than_three() {
        assert!(nearest("").is_empty());
        assert!(nearest("zzz").is_empty());
        assert!(nearest("invoice.paid").is_empty());
        assert!(nearest("created").len() <= 3);
        assert!(ALL.iter().all(|event| nearest(event.name) == [event.name]));
    }
}
