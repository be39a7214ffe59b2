//! The catalogue: which event types exist, in which edition of the documentation, and how polling
//! can stand in for each. The facts are one table of data; this file is the words to read it with.

mod nearest;
mod table;

use serde::Serialize;

pub use nearest::{nearest, nearest_patterns};
pub use table::ALL;

/// The edition of LeadLex's documentation that knows an event name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Edition {
    /// The sixteen of the planned edition `[/webhooks, "Coming Soon"]`.
    Planned,
    /// The twenty-seven that the launched edition lists `[/webhooks]`.
    Launched,
    /// Listed by both, under the same name.
    Both,
    /// In neither list, yet another page says that it is emitted.
    Mentioned,
}

impl Edition {
    /// The word used on screen and in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Launched => "launched",
            Self::Both => "both",
            Self::Mentioned => "mentioned",
        }
    }
}

/// What an event is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Resource {
    /// A person `[/api-reference/contacts/get]`.
    Contact,
    /// An organisation `[/api-reference/companies/list]`.
    Company,
    /// A deal, which for a law firm is a matter `[/api-reference/deals/list]`.
    Deal,
    /// A list of contacts `[/api-reference/lists/create]`.
    List,
    /// An e-mail campaign, its steps and its mails `[/api-reference/campaigns/get]`.
    Campaign,
    /// An entry of Lexi's approval queue `[/api-reference/lexi/tasks]`.
    LexiTask,
    /// A task of the CRM `[/api-reference/tasks/list]`.
    Task,
    /// An entry of a contact's timeline `[/api-reference/activities/create]`.
    Activity,
    /// A large import of contacts `[/api-reference/import/contacts]`.
    Import,
}

impl Resource {
    /// The word used on screen and in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Company => "company",
            Self::Deal => "deal",
            Self::List => "list",
            Self::Campaign => "campaign",
            Self::LexiTask => "lexi_task",
            Self::Task => "task",
            Self::Activity => "activity",
            Self::Import => "import",
        }
    }
}

/// What the shape of our sample rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Shape {
    /// An example payload is published.
    Documented,
    /// Put together from the REST object or answer of the same resource.
    Inferred,
}

impl Shape {
    /// The word used on screen and in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::Inferred => "inferred",
        }
    }
}

/// How well polling can derive an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Quality {
    /// A filtered, dated feed.
    Good,
    /// A small snapshot compared with the one before.
    Ok,
    /// A full scan of something large.
    Costly,
    /// It depends on fields nobody has seen.
    Uncertain,
    /// Possible for one contact at a time, so not for a workspace.
    Poor,
    /// Not derivable.
    No,
}

impl Quality {
    /// The word used on screen and in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Ok => "ok",
            Self::Costly => "costly",
            Self::Uncertain => "uncertain",
            Self::Poor => "poor",
            Self::No => "no",
        }
    }
}

/// How polling derives an event (our reasoning throughout).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Polling {
    /// How well.
    pub quality: Quality,
    /// From which calls, in a few words.
    pub how: &'static str,
}

/// One row of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct EventType {
    /// The name in the body's `event` field.
    pub name: &'static str,
    /// Who knows it.
    pub edition: Edition,
    /// What it is about.
    pub resource: Resource,
    /// When it fires, in one line.
    pub description: &'static str,
    /// The planned name that this launched one probably replaces (inferred).
    pub renamed_from: Option<&'static str>,
    /// The launched name that probably replaces this planned one (inferred).
    pub renamed_to: Option<&'static str>,
    /// What our sample of it rests on.
    pub shape: Shape,
    /// How polling derives it.
    pub polling: Polling,
}

impl EventType {
    /// Whether the planned edition lists it.
    #[must_use]
    pub fn is_planned(&self) -> bool {
        matches!(self.edition, Edition::Planned | Edition::Both)
    }

    /// Whether the launched edition lists it.
    #[must_use]
    pub fn is_launched(&self) -> bool {
        matches!(self.edition, Edition::Launched | Edition::Both)
    }

    /// What happened: the name without what it happened to, `task_created` of `lexi.task_created`.
    #[must_use]
    pub fn verb(&self) -> &'static str {
        self.name.split_once('.').map_or(self.name, |(_, verb)| verb)
    }
}

/// The event type of exactly that name.
#[must_use]
pub fn find(name: &str) -> Option<&'static EventType> {
    ALL.iter().find(|event| event.name == name)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{ALL, Edition, EventType, Quality, Shape, find};

    fn count(wanted: impl Fn(&EventType) -> bool) -> usize {
        ALL.iter().filter(|event| wanted(event)).count()
    }

    #[test]
    fn the_counts_are_those_of_the_documentation() {
        assert_eq!(count(EventType::is_planned), 16);
        assert_eq!(count(EventType::is_launched), 27);
        assert_eq!(count(|event| event.edition == Edition::Both), 6);
        assert_eq!(count(|event| event.edition == Edition::Mentioned), 2);
        assert_eq!(ALL.len(), 39);
    }

    #[test]
    fn every_launched_group_has_its_documented_size() {
        let launched = |prefix| count(|e| e.is_launched() && e.name.starts_with(prefix));
        let groups = ["contact.", "company.", "deal.", "list.", "campaign.", "activity.", "task."];
        assert_eq!(groups.map(launched), [4, 3, 5, 4, 6, 1, 4]);
    }

    #[test]
    fn names_are_unique_and_found() {
        let names: HashSet<_> = ALL.iter().map(|event| event.name).collect();
        assert_eq!(names.len(), ALL.len());
        assert!(ALL.iter().all(|event| find(event.name) == Some(event)));
        assert_eq!(find("contact.exploded"), None);
    }

    #[test]
    fn the_three_renames_point_both_ways_and_cross_the_editions() {
        let mut pairs = 0;
        for old in ALL.iter().filter(|event| event.renamed_to.is_some()) {
            let new = find(old.renamed_to.expect("filtered")).expect("the new name exists");
            assert_eq!(new.renamed_from, Some(old.name));
            assert_eq!((old.edition, new.edition), (Edition::Planned, Edition::Launched));
            pairs += 1;
        }
        assert_eq!(pairs, 3);
        assert_eq!(count(|event| event.renamed_from.is_some()), 3);
    }

    #[test]
    fn one_shape_is_documented_and_what_cannot_be_polled_says_so() {
        assert_eq!(count(|event| event.shape == Shape::Documented), 1);
        let hopeless = |event: &EventType| event.polling.quality == Quality::No;
        assert_eq!(count(hopeless), 5);
        assert_eq!(count(|event| event.is_planned() && hopeless(event)), 0);
    }
}
