//! What editions and patterns stand for.

use std::collections::BTreeSet;

use super::{Audit, Names, Refused, Selection, by_default, feeds_of, obstacle};
use crate::contract::catalog::{self, EventType};
use crate::contract::pattern::EventPattern;
use crate::poll::feed::{Feed, Status};

fn select(names: Names, patterns: &[&str]) -> Result<Selection, Refused> {
    let patterns: Vec<EventPattern> =
        patterns.iter().map(|text| text.parse().expect("a pattern")).collect();
    Selection::new(names, &patterns, Audit::Closed)
}

fn chosen(names: Names, patterns: &[&str]) -> Vec<&'static str> {
    let selection = select(names, patterns).expect("a selection");
    selection.events().iter().map(|event| event.name).collect()
}

fn refusal(names: Names, patterns: &[&str]) -> Refused {
    select(names, patterns).expect_err("no selection")
}

#[test]
fn by_default_the_planned_edition_is_all_its_sixteen() {
    let all = chosen(Names::Planned, &[]);
    assert_eq!(all.len(), 16);
    assert!(all.iter().all(|name| catalog::find(name).is_some_and(EventType::is_planned)));
}

#[test]
fn by_default_the_launched_edition_is_what_is_cheap_and_the_seven_it_dropped() {
    assert_eq!(
        chosen(Names::Launched, &[]),
        [
            "contact.created",
            "contact.updated",
            "deal.created",
            "deal.updated",
            "list.created",
            "list.updated",
            "list.deleted",
            "campaign.created",
            "campaign.started",
            "campaign.paused",
            "campaign.completed",
            "campaign.deleted",
            "campaign.email_sent",
            "campaign.email_opened",
            "campaign.email_replied",
            "lexi.task_completed",
            "lexi.task_failed",
            "task.approved",
            "task.dismissed",
        ]
    );
}

#[test]
fn a_pattern_narrows_the_edition() {
    let planned = |pattern| chosen(Names::Planned, &[pattern]);
    assert_eq!(planned("*").len(), 16);
    assert_eq!(planned("contact.*"), ["contact.created", "contact.updated", "contact.deleted"]);
    assert_eq!(planned("list.*"), ["list.created", "list.updated", "list.contact_added"]);
    assert_eq!(
        chosen(Names::Launched, &["contact.*"]),
        ["contact.created", "contact.updated"],
        "what is costly has to be named"
    );
}

#[test]
fn a_pattern_outside_the_edition_stands_for_what_is_cheap() {
    assert_eq!(chosen(Names::Planned, &["deal.*"]), ["deal.created", "deal.updated"]);
    assert_eq!(chosen(Names::Planned, &["task.*"]), ["task.approved", "task.dismissed"]);
}

#[test]
fn a_name_selects_whatever_it_costs_and_once() {
    assert_eq!(
        chosen(Names::Planned, &["company.created", "deal.deleted", "company.created"]),
        ["company.created", "deal.deleted"]
    );
    assert_eq!(chosen(Names::Launched, &["contact.deleted"]), ["contact.deleted"]);
}

#[test]
fn a_pattern_for_costly_events_only_says_what_to_type() {
    let refused = refusal(Names::Planned, &["company.*"]);
    assert_eq!(
        refused.to_string(),
        "`company.*` stands only for events that take a full scan each"
    );
    assert_eq!(
        refused.hint().as_deref(),
        Some(
            "name them to pay for them: `--events company.created --events company.updated --events company.deleted`"
        )
    );
}

#[test]
fn what_cannot_be_derived_says_why() {
    for (pattern, said) in [
        (
            "contact.bulk_created",
            "`contact.bulk_created` cannot be polled: looks like as many contact.created",
        ),
        (
            "activity.created",
            "`activity.created` cannot be polled: one call a contact; there is no feed of the workspace",
        ),
        ("*.bulk_*", "`*.bulk_*` stands only for events that polling cannot derive"),
    ] {
        let refused = refusal(Names::Planned, &[pattern]);
        assert_eq!(refused.to_string(), said);
        assert!(refused.hint().is_some());
    }
    let refused = refusal(Names::Planned, &["contact.creatd"]);
    assert!(refused.to_string().contains("did you mean `contact.created`"), "{refused}");
}

#[test]
fn two_names_of_one_change_are_refused_with_both() {
    for pair in [
        ["list.contact_added", "list.contacts_added"],
        ["lexi.task_approved", "task.approved"],
        ["lexi.task_created", "task.created"],
    ] {
        let refused = refusal(Names::Planned, &pair);
        assert_eq!(refused, Refused::Twins(pair[0], pair[1]));
        assert!(refused.hint().is_some_and(|hint| pair.iter().all(|name| hint.contains(name))));
    }
    assert!(matches!(refusal(Names::Planned, &["lexi.*", "task.*"]), Refused::Twins(..)));
}

#[test]
fn every_event_that_can_be_derived_has_its_feeds_and_no_other_has() {
    for event in catalog::ALL {
        assert_eq!(feeds_of(event).is_empty(), obstacle(event).is_some(), "{}", event.name);
    }
    for names in [Names::Planned, Names::Launched] {
        assert!(by_default(names).iter().all(|event| obstacle(event).is_none()));
    }
}

#[test]
fn only_what_is_needed_is_read() {
    let feeds = |patterns: &[&str]| select(Names::Planned, patterns).expect("one").feeds();
    assert_eq!(feeds(&["contact.created"]), BTreeSet::from([Feed::Contacts]));
    let mails = BTreeSet::from([Feed::Campaigns, Feed::Mails]);
    assert_eq!(feeds(&["campaign.email_opened"]), mails);
    let approved = [Status::Approved, Status::Failed, Status::Completed].map(Feed::Lexi);
    assert_eq!(feeds(&["lexi.task_approved"]), BTreeSet::from(approved));
    assert!(!feeds(&[]).contains(&Feed::Lexi(Status::Dismissed)));
}

#[test]
fn the_audit_log_is_read_where_it_can_spare_a_scan() {
    let feeds = |pattern: &str| {
        let pattern = pattern.parse().expect("a pattern");
        Selection::new(Names::Planned, &[pattern], Audit::Readable).expect("one").feeds()
    };
    assert!(feeds("company.updated").contains(&Feed::Audit));
    // The total of the contacts says by itself when one is gone.
    for spared in ["contact.created", "contact.deleted"] {
        assert!(!feeds(spared).contains(&Feed::Audit), "{spared}");
    }
}
