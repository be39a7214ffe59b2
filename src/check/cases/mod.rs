//! The suite: three tables, in the order in which they are run.

mod accept;
mod behaviour;
mod reject;

use super::case::Case;

/// Every row; a family is one row here and as many cases as there are event types.
pub fn all() -> impl Iterator<Item = &'static Case> {
    accept::CASES.iter().chain(reject::CASES).chain(behaviour::CASES)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::all;
    use crate::check::case::{Group, Severity, Wanted, Watch};

    #[test]
    fn ids_are_unique_and_begin_with_their_group() {
        let ids: BTreeSet<_> = all().map(|case| case.id).collect();
        assert_eq!(ids.len(), all().count());
        assert!(ids.len() >= 40, "{}", ids.len());
        for case in all() {
            let rest = case.id.strip_prefix(case.group().as_str()).expect("its group");
            assert!(rest.starts_with('.'), "{}", case.id);
            assert!(case.id.chars().all(|c| c.is_ascii_lowercase() || "-.0123456789".contains(c)));
        }
    }

    #[test]
    fn each_says_why_and_what_to_do_in_one_line() {
        for case in all() {
            for text in [case.reason, case.fix] {
                assert!((20..=140).contains(&text.len()), "{}: {} {text}", case.id, text.len());
                assert!(!text.ends_with('.'), "{}: {text}", case.id);
            }
        }
    }

    #[test]
    fn what_a_group_says_is_what_its_cases_want() {
        for case in all() {
            let last = case.steps.last().map(|step| step.wanted);
            match case.group() {
                Group::Accept => assert_eq!(last, Some(Wanted::Taken), "{}", case.id),
                Group::Reject => assert!(
                    matches!(last, Some(Wanted::Refused | Wanted::RefusedOrCut)),
                    "{}",
                    case.id
                ),
                Group::Behaviour => {
                    assert!(last.is_some() || case.watch != Watch::Nothing, "{}", case.id);
                }
            }
        }
        let required = all().filter(|case| case.severity == Severity::Required).count();
        assert!(required >= 30, "{required}");
    }
}
