//! The stories that come with the tool. They mix both editions' names: a handler should stand
//! either.

use std::time::Duration;

use super::super::catalog;
use super::{Scenario, Step};

/// A story as data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Builtin {
    /// What it is called.
    pub name: &'static str,
    /// What it tells, in one line.
    pub description: &'static str,
    /// Names of events, and how many minutes after the one before each happened.
    steps: &'static [(&'static str, u64)],
}

/// All of them.
pub static BUILTIN: &[Builtin] = &[
    Builtin {
        name: "new-lead",
        description: "A new client: company, contact and matter, a first call, an engagement",
        steps: &[
            ("company.created", 0),
            ("contact.created", 2),
            ("list.contact_added", 1),
            ("deal.created", 12),
            ("activity.created", 95),
            ("task.created", 3),
            ("contact.updated", 40),
            ("task.updated", 180),
            ("deal.updated", 5),
        ],
    },
    Builtin {
        name: "campaign-lifecycle",
        description: "A campaign from its draft over the first mail, open and reply to its end",
        steps: &[
            ("campaign.created", 0),
            ("campaign.step_created", 6),
            ("campaign.step_created", 4),
            ("campaign.contacts_added", 9),
            ("campaign.started", 30),
            ("campaign.email_sent", 1),
            ("campaign.email_opened", 47),
            ("campaign.email_replied", 130),
            ("campaign.completed", 600),
        ],
    },
    Builtin {
        name: "lexi-approval",
        description: "Lexi asks, somebody approves, and the campaign it was about starts",
        steps: &[
            ("lexi.task_created", 0),
            ("lexi.task_approved", 25),
            ("campaign.started", 1),
            ("lexi.task_completed", 1),
        ],
    },
];

/// The built-in scenario of that name.
#[must_use]
pub fn builtin(name: &str) -> Option<Scenario> {
    let story = BUILTIN.iter().find(|story| story.name == name)?;
    let step = |(event, minutes): &(&str, u64)| {
        let event = catalog::find(event)?;
        let after = Duration::from_secs((60 * minutes).max(1));
        Some(Step { event, wait: Duration::ZERO, after, edits: Vec::new() })
    };
    Some(Scenario {
        name: story.name.to_owned(),
        description: story.description.to_owned(),
        steps: story.steps.iter().map(step).collect::<Option<_>>()?,
    })
}
