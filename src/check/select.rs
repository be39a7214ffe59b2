//! Which cases are run: `--only` and `--skip`, by id, by group or by pattern.

use wildmatch::WildMatch;

use super::case::{Case, Group, Watch};
use super::cases;
use crate::contract::catalog::EventType;

/// A case to be run, with the event type it is run with.
#[derive(Clone, Debug)]
pub struct Selected {
    /// The row.
    pub case: &'static Case,
    /// Its id; that of a family ends with the event's name.
    pub id: String,
    /// The event type of its deliveries.
    pub event: &'static EventType,
}

/// A choice that chooses nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no case matches `{text}`{}", meant(.nearest.as_ref()))]
pub struct NoSuchCase {
    /// What was typed.
    pub text: String,
    /// The id that is most like it.
    pub nearest: Option<String>,
}

/// Whether there is a probe to compare states with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Probing {
    /// `--probe` is given.
    On,
    /// It is not, so its cases are left out.
    Off,
}

/// Every case that can be run with these event types; the first type serves all but the family.
#[must_use]
pub fn every(events: &[&'static EventType], probing: Probing) -> Vec<Selected> {
    let Some(first) = events.first().copied() else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for case in cases::all() {
        if case.watch == Watch::Probe && probing == Probing::Off {
            continue;
        }
        if case.is_family() {
            all.extend(events.iter().map(|&event| Selected {
                case,
                id: format!("{}{}", case.id, event.name),
                event,
            }));
        } else {
            all.push(Selected { case, id: case.id.to_owned(), event: first });
        }
    }
    all
}

/// Those of `all` that are in `only` (all, where it is empty) and not in `skip`.
///
/// # Errors
/// A choice that matches none of them.
pub fn select(
    all: Vec<Selected>,
    only: &[String],
    skip: &[String],
) -> Result<Vec<Selected>, NoSuchCase> {
    for text in only.iter().chain(skip) {
        if !all.iter().any(|selected| matches(text, &selected.id)) {
            return Err(NoSuchCase { text: text.clone(), nearest: nearest(text, &all) });
        }
    }
    let kept = |selected: &Selected| {
        let asked = only.is_empty() || only.iter().any(|text| matches(text, &selected.id));
        asked && !skip.iter().any(|text| matches(text, &selected.id))
    };
    Ok(all.into_iter().filter(kept).collect())
}

/// `accept` and `accept.event` mean all that begins so.
fn matches(text: &str, id: &str) -> bool {
    let below = |text: &str| id.strip_prefix(text).is_some_and(|rest| rest.starts_with('.'));
    let begins = Group::ALL.iter().any(|group| group.as_str() == text) || text == "accept.event";
    (begins && below(text)) || WildMatch::new(text).matches(id)
}

fn nearest(text: &str, all: &[Selected]) -> Option<String> {
    let likeness = |id: &str| {
        let tail = id.rsplit('.').next().unwrap_or(id);
        strsim::jaro_winkler(text, id).max(strsim::jaro_winkler(text, tail))
    };
    let scored = all.iter().map(|selected| (likeness(&selected.id), &selected.id));
    scored
        .filter(|(score, _)| *score > 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, id)| id.clone())
}

fn meant(nearest: Option<&String>) -> String {
    nearest.map(|id| format!("; did you mean `{id}`?")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Probing, every, select};
    use crate::contract::catalog;

    fn chosen(only: &[&str], skip: &[&str]) -> Result<Vec<String>, String> {
        let events: Vec<_> = catalog::ALL.iter().take(3).collect();
        let texts = |all: &[&str]| all.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
        let all = every(&events, Probing::Off);
        select(all, &texts(only), &texts(skip))
            .map(|all| all.into_iter().map(|selected| selected.id).collect())
            .map_err(|error| error.to_string())
    }

    #[test]
    fn an_id_a_group_and_a_pattern_choose() {
        assert_eq!(chosen(&["accept.unicode"], &[]), Ok(vec!["accept.unicode".to_owned()]));
        let family = chosen(&["accept.event"], &["*.contact.updated"]).expect("a family");
        assert_eq!(family, ["accept.event.contact.created", "accept.event.contact.deleted"]);
        let group = chosen(&["reject"], &[]).expect("a group");
        assert!(group.len() > 15 && group.iter().all(|id| id.starts_with("reject.")), "{group:?}");
        let rest = chosen(&[], &["accept", "reject"]).expect("the rest");
        assert!(rest.iter().all(|id| id.starts_with("behaviour.")), "{rest:?}");
    }

    #[test]
    fn what_chooses_nothing_is_named_with_what_was_meant() {
        let told = chosen(&["accept.unicod"], &[]).expect_err("no such case");
        assert_eq!(told, "no case matches `accept.unicod`; did you mean `accept.unicode`?");
        assert!(chosen(&[], &["behaviour.probe-duplicate"]).is_err(), "there is no probe");
    }
}
