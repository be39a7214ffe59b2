//! The cost of workspaces of every size, counted by hand.

use std::time::Duration;

use super::{Calls, Cost, SAFETY, SLOW, Workspace, rounds_a_day};
use crate::contract::pattern::EventPattern;
use crate::poll::feed::Feed;
use crate::poll::select::{Audit, Names, Selection};

fn cost(patterns: &[&str], audit: Audit, workspace: &Workspace) -> Cost {
    let patterns: Vec<EventPattern> =
        patterns.iter().map(|text| text.parse().expect("a pattern")).collect();
    let selection = Selection::new(Names::Planned, &patterns, audit).expect("a selection");
    Cost::new(&selection, workspace, SLOW)
}

fn of(contacts: u64) -> Workspace {
    Workspace { contacts, ..Workspace::default() }
}

const HOUR: Duration = Duration::from_secs(3600);

#[test]
fn an_idle_cycle_is_one_call_a_feed_however_many_contacts_there_are() {
    // Contacts, lists, campaigns, four statuses of Lexi.
    for contacts in [0, 50, 500_000] {
        let cost = cost(&[], Audit::Closed, &of(contacts));
        assert_eq!(cost.cycle(), Calls { reads: 7, exports: 0 }, "{contacts}");
    }
}

#[test]
fn each_active_campaign_is_one_call_more() {
    let workspace = Workspace { campaigns: 9, active_campaigns: 3, recent_campaigns: 2, ..of(10) };
    let cost = cost(&[], Audit::Closed, &workspace);
    assert_eq!(cost.cycle().reads, 10);
    // Two campaigns that have ended, four times a day.
    assert_eq!(cost.slow_a_day(), 4 * 2);
}

#[test]
fn full_scans_are_slow_and_by_page_and_the_export_waits_for_the_total() {
    let workspace = Workspace { companies: 250, tasks: 0, deals: 100, campaigns: 4, ..of(100_001) };
    for (name, reads, exports) in [
        ("company.updated", 3, 0),
        ("task.created", 1, 0),
        ("deal.deleted", 1, 0),
        ("campaign.step_created", 4, 0),
        ("contact.deleted", 0, 0),
    ] {
        let cost = cost(&[name], Audit::Closed, &workspace);
        let slow: Calls = cost.feeds().iter().map(|feed| feed.slow).sum();
        assert_eq!(slow, Calls { reads, exports }, "{name}");
    }
}

#[test]
fn the_baseline_reads_each_resource_once() {
    let workspace = Workspace {
        deals: 250,
        lists: 5,
        list_sizes: vec![0, 100, 101, 501],
        campaigns: 3,
        active_campaigns: 1,
        ..of(100_000)
    };
    for (patterns, reads, exports) in [
        (&["contact.created"][..], 1, 2),
        (&["contact.*"], 1, 2),
        (&["deal.updated"], 1, 0),
        (&["deal.updated", "deal.deleted"], 1 + 3, 0),
        // The lists, then 0 + 1 + 2 pages, an export, and one list of unknown size.
        (&["list.contact_added"], 1 + 3 + 1, 1),
        (&["campaign.email_*"], 1 + 1, 0),
        (&["lexi.*"], 4, 0),
    ] {
        let cost = cost(patterns, Audit::Closed, &workspace);
        assert_eq!(cost.baseline(), Calls { reads, exports }, "{patterns:?}");
    }
    assert!(cost(&["contact.created"], Audit::Closed, &of(100_000)).baseline().total() <= 3);
}

#[test]
fn ten_exports_fit_into_an_hour() {
    let wait = |exports| Calls { reads: 5, exports }.wait_for_exports();
    assert_eq!([0, 1, 10, 11, 25].map(wait), [0, 0, 0, 1, 2].map(|hours| HOUR * hours));
}

#[test]
fn an_event_is_as_late_as_the_slowest_feed_it_needs() {
    let workspace = Workspace { active_campaigns: 1, ..of(10) };
    let late = |name: &str, audit| {
        let cost = cost(&[name], audit, &workspace);
        let events = cost.events(HOUR);
        (events[0].delay, events[0].aftermath)
    };
    assert_eq!(late("contact.created", Audit::Closed), (HOUR, None));
    assert_eq!(late("list.contact_added", Audit::Closed), (HOUR, None));
    assert_eq!(late("company.created", Audit::Closed), (SLOW + HOUR, None));
    assert_eq!(late("contact.deleted", Audit::Closed), (HOUR, None));
    assert_eq!(late("campaign.email_opened", Audit::Closed), (HOUR, Some(SLOW + HOUR)));
    assert_eq!(late("company.created", Audit::Readable), (HOUR, None));
    assert_eq!(late("campaign.step_created", Audit::Readable), (SLOW + HOUR, None));
}

#[test]
fn the_audit_log_costs_a_call_and_spares_most_scans() {
    let workspace = Workspace { companies: 1_000, ..Workspace::default() };
    let closed = cost(&["company.updated"], Audit::Closed, &workspace);
    let readable = cost(&["company.updated"], Audit::Readable, &workspace);
    assert_eq!((closed.cycle().reads, closed.slow_a_day()), (0, 40));
    assert_eq!((readable.cycle().reads, readable.slow_a_day()), (1, 10));
    let every = |cost: &Cost| {
        let companies = cost.feeds().iter().find(|cost| cost.feed == Feed::Companies);
        companies.map(|cost| cost.every)
    };
    assert_eq!((every(&closed), every(&readable)), (Some(SLOW), Some(SAFETY)));
}

#[test]
fn the_calls_of_an_event_are_those_of_its_feeds() {
    let workspace = Workspace { campaigns: 150, active_campaigns: 4, ..of(10) };
    let cost = cost(&["campaign.*"], Audit::Closed, &workspace);
    let calls: Vec<(&str, u64)> = cost
        .events(HOUR)
        .iter()
        .map(|event| (event.event.name, event.cycle.total()))
        .filter(|(name, _)| ["campaign.started", "campaign.email_sent"].contains(name))
        .collect();
    assert_eq!(calls, [("campaign.started", 2), ("campaign.email_sent", 6)]);
}

#[test]
fn rounds_of_a_day_are_rounded_up() {
    assert_eq!([1, 5, 6, 24, 25, 48].map(|hours| rounds_a_day(HOUR * hours)), [24, 5, 4, 1, 1, 1]);
    assert!(rounds_a_day(Duration::ZERO) > 0);
}
