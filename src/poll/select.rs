//! Which events are asked for, and what has to be read for them.

use std::collections::BTreeSet;

use super::derive::Wanted;
use super::feed::{Feed, Status};
use crate::contract::catalog::{self, EventType, Quality};
use crate::contract::pattern::{self, EventPattern, UnknownEvent};

/// Which of two names a change that both editions know is told by (`--edition`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Names {
    /// The sixteen of the planned edition.
    #[default]
    Planned,
    /// Those of the launched edition, with the seven that it dropped.
    Launched,
}

/// Whether the key may read the audit log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Audit {
    /// It may not, or nobody knows.
    #[default]
    Closed,
    /// It may: what the log mentions is read at once, everything else less often.
    Readable,
}

/// Event types that can be polled together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    events: Vec<&'static EventType>,
    audit: Audit,
}

/// Why events cannot be polled as they were asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// A name or pattern that stands for nothing.
    #[error(transparent)]
    Unknown(#[from] UnknownEvent),
    /// Both names of what is probably one change.
    #[error("`{0}` and `{1}` are two names of one change")]
    Twins(&'static str, &'static str),
    /// A type that polling cannot derive, and why.
    #[error("`{0}` cannot be polled: {1}")]
    Impossible(&'static str, &'static str),
    /// A pattern for types that each cost a full scan.
    #[error("`{pattern}` stands only for events that take a full scan each")]
    Costly {
        /// The pattern.
        pattern: String,
        /// The names that can be asked for.
        names: Vec<&'static str>,
    },
    /// A pattern for types that polling cannot derive.
    #[error("`{0}` stands only for events that polling cannot derive")]
    Nothing(String),
}

impl Refused {
    /// What to type instead.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Unknown(_) => Some("see `leadlex-hooks catalog list`".to_owned()),
            Self::Twins(one, other) => {
                Some(format!("ask for one of them: `--events {one}` or `--events {other}`"))
            }
            Self::Costly { names, .. } => {
                let flags: Vec<_> = names.iter().map(|name| format!("--events {name}")).collect();
                Some(format!("name them to pay for them: `{}`", flags.join(" ")))
            }
            Self::Impossible(..) | Self::Nothing(_) => {
                Some("`leadlex-hooks catalog show EVENT` says how each is polled".to_owned())
            }
        }
    }
}

/// Why polling cannot derive a type, in the catalogue's words; `None` when it can.
#[must_use]
pub fn obstacle(event: &EventType) -> Option<&'static str> {
    match event.polling.quality {
        Quality::Good | Quality::Ok | Quality::Costly => None,
        Quality::Uncertain | Quality::Poor | Quality::No => Some(event.polling.how),
    }
}

impl Selection {
    /// What the patterns stand for, or without patterns what the edition brings by itself.
    ///
    /// A pattern narrows the edition's own events. Where it stands for none of these it stands for
    /// others that are cheap to derive. A name as it is always selects, whatever it costs.
    ///
    /// # Errors
    /// A pattern that selects nothing, a type that cannot be derived, two names of one change.
    pub fn new(names: Names, patterns: &[EventPattern], audit: Audit) -> Result<Self, Refused> {
        let own = by_default(names);
        let mut chosen = if patterns.is_empty() { own.clone() } else { Vec::new() };
        for pattern in patterns {
            for event in matching(pattern, &own)? {
                if !chosen.contains(&event) {
                    chosen.push(event);
                }
            }
        }
        for event in &chosen {
            if let Some(twin) = event.renamed_to.and_then(catalog::find)
                && chosen.contains(&twin)
            {
                return Err(Refused::Twins(event.name, twin.name));
            }
        }
        let events = catalog::ALL.iter().filter(|event| chosen.contains(event)).collect();
        Ok(Self { events, audit })
    }

    /// The types, in the order of the catalogue.
    #[must_use]
    pub fn events(&self) -> &[&'static EventType] {
        &self.events
    }

    /// Whether the audit log is read.
    #[must_use]
    pub fn audit(&self) -> Audit {
        self.audit
    }

    /// The same types, as deriving asks for them.
    #[must_use]
    pub fn wanted(&self) -> Wanted {
        self.events.iter().copied().collect()
    }

    /// What has to be read for them. The audit log is read where it can spare slow scans.
    #[must_use]
    pub fn feeds(&self) -> BTreeSet<Feed> {
        let mut feeds: BTreeSet<Feed> =
            self.events.iter().flat_map(|event| feeds_of(event)).copied().collect();
        if self.audit == Audit::Readable && feeds.iter().any(|feed| feed.is_in_audit_log()) {
            feeds.insert(Feed::Audit);
        }
        feeds
    }
}

/// What has to be read for one type; nothing for one that cannot be derived.
#[must_use]
pub fn feeds_of(event: &EventType) -> &'static [Feed] {
    match event.name {
        "contact.created" | "contact.updated" => &[Feed::Contacts],
        "contact.deleted" => &[Feed::Contacts, Feed::ContactIds],
        "deal.created" | "deal.updated" => &[Feed::Deals],
        "deal.deleted" => &[Feed::Deals, Feed::DealScan],
        "company.created" | "company.updated" | "company.deleted" => &[Feed::Companies],
        "task.created" | "task.updated" => &[Feed::Tasks],
        "list.created" | "list.updated" | "list.deleted" => &[Feed::Lists],
        "list.contact_added" | "list.contacts_added" | "list.contacts_removed" => {
            &[Feed::Lists, Feed::Members]
        }
        "campaign.created" | "campaign.started" | "campaign.paused" | "campaign.completed"
        | "campaign.deleted" => &[Feed::Campaigns],
        "campaign.email_sent" | "campaign.email_opened" | "campaign.email_replied" => {
            &[Feed::Campaigns, Feed::Mails]
        }
        "campaign.step_created" => &[Feed::Campaigns, Feed::Steps],
        "lexi.task_created" => &[Feed::Lexi(Status::Pending)],
        // What is approved is soon finished, and then no longer among the approved.
        "lexi.task_approved" | "task.approved" => &[
            Feed::Lexi(Status::Approved),
            Feed::Lexi(Status::Failed),
            Feed::Lexi(Status::Completed),
        ],
        "task.dismissed" => &[Feed::Lexi(Status::Dismissed)],
        "lexi.task_completed" => &[Feed::Lexi(Status::Completed)],
        "lexi.task_failed" => &[Feed::Lexi(Status::Failed)],
        _ => &[],
    }
}

/// What an edition brings by itself: the planned sixteen, or what of the launched names is cheap to
/// derive, with the planned ones that the launched edition dropped.
fn by_default(names: Names) -> Vec<&'static EventType> {
    let own = |event: &&EventType| match names {
        Names::Planned => event.is_planned(),
        Names::Launched if event.is_launched() => is_cheap(event),
        Names::Launched => event.is_planned() && event.renamed_to.is_none(),
    };
    catalog::ALL.iter().filter(own).collect()
}

fn is_cheap(event: &EventType) -> bool {
    matches!(event.polling.quality, Quality::Good | Quality::Ok)
}

fn matching(
    pattern: &EventPattern,
    own: &[&'static EventType],
) -> Result<Vec<&'static EventType>, Refused> {
    let all = pattern::expand(std::slice::from_ref(pattern))?;
    if let [event] = all[..]
        && event.name == pattern.to_string()
    {
        return match obstacle(event) {
            None => Ok(all),
            Some(why) => Err(Refused::Impossible(event.name, why)),
        };
    }
    let only = |wanted: &dyn Fn(&EventType) -> bool| -> Vec<&'static EventType> {
        all.iter().copied().filter(|event| wanted(event)).collect()
    };
    let narrowed = only(&|event| own.iter().any(|one| one.name == event.name));
    let cheap = only(&is_cheap);
    match (narrowed.is_empty(), cheap.is_empty()) {
        (false, _) => Ok(narrowed),
        (true, false) => Ok(cheap),
        (true, true) => {
            let pattern = pattern.to_string();
            let costly = only(&|event| obstacle(event).is_none());
            let names: Vec<_> = costly.iter().map(|event| event.name).collect();
            Err(if names.is_empty() {
                Refused::Nothing(pattern)
            } else {
                Refused::Costly { pattern, names }
            })
        }
    }
}

#[cfg(test)]
mod tests;
