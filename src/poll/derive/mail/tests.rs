//! Mails: each event once, by its own id.

use jiff::ToSpan as _;
use serde_json::json;

use super::super::super::window::{MAIL_OVERLAP, Purpose};
use super::super::fixture::{MARK, Watcher, at, day, row, told};
use super::{Row, seen};

fn mail(id: &str, kind: &str, timestamp: &str) -> Row {
    row(json!({"id": id, "type": kind, "contact_id": "c1", "timestamp": timestamp}))
}

#[test]
fn each_event_is_told_once_with_its_own_date_in_the_order_of_its_contact() {
    let rows = [
        mail("e3", "replied", &day(14)),
        mail("e2", "opened", &day(13)),
        mail("e4", "clicked", &day(13)),
        mail("e1", "sent", &day(12)),
    ];
    let mut watcher = Watcher::new();
    let changes = watcher.take(|look| seen("k1", &rows, look));
    assert_eq!(
        told(&changes),
        ["campaign.email_sent e1", "campaign.email_opened e2", "campaign.email_replied e3"]
    );
    assert_eq!(changes.events[0].at, Some(at(&day(12))));
    assert!(changes.events.iter().all(|event| event.order_key == "mail:k1:c1"));
    let data = json!({"campaign_id": "k1", "event": rows[3].fields});
    assert_eq!(changes.events[0].data, data);
    assert_eq!(changes.mark, Some(at(&day(14))));
    assert!(watcher.told(|look| seen("k1", &rows, look)).is_empty());
}

#[test]
fn the_baseline_keeps_them_all_and_since_tells_those_since() {
    let rows = [mail("e1", "sent", &day(12)), mail("e2", "opened", &day(13))];
    let mut watcher = Watcher::purpose(Purpose::Baseline);
    watcher.window.mark = None;
    watcher.window.since = Some(at(&day(13)));
    assert_eq!(watcher.told(|look| seen("k1", &rows, look)), ["campaign.email_opened e2"]);
    watcher.window.purpose = Purpose::Watch;
    watcher.window.since = None;
    assert!(watcher.told(|look| seen("k1", &rows, look)).is_empty());
}

#[test]
fn what_is_not_wanted_is_remembered_for_the_day_it_is() {
    let rows = [mail("e1", "opened", &day(12))];
    let mut watcher = Watcher::new();
    watcher.want(&["campaign.email_sent"]);
    assert!(watcher.told(|look| seen("k1", &rows, look)).is_empty());
    watcher.want(&["campaign.email_opened"]);
    assert!(watcher.told(|look| seen("k1", &rows, look)).is_empty());
}

#[test]
fn what_may_have_been_forgotten_is_not_told_again() {
    let floor = at(MARK).checked_sub(MAIL_OVERLAP).expect("a time");
    let early = floor.checked_sub(1.second()).expect("a time").to_string();
    let mut watcher = Watcher::new();
    let rows = [mail("e1", "sent", &early), mail("e2", "sent", &floor.to_string())];
    let changes = watcher.take(|look| seen("k1", &rows, look));
    assert_eq!(told(&changes), ["campaign.email_sent e2"]);
    assert_eq!(changes.puts.len(), 1, "nor is it kept, to be forgotten again");
}

#[test]
fn mails_from_before_the_baseline_of_a_campaign_resumed_later_are_old() {
    let mut watcher = Watcher::new();
    watcher.window.mark = None;
    let rows = [mail("e1", "sent", "2026-01-15T00:00:00Z"), mail("e2", "sent", &day(3))];
    assert_eq!(watcher.told(|look| seen("k1", &rows, look)), ["campaign.email_sent e2"]);
}

#[test]
fn a_mail_of_the_moment_before_the_baseline_is_old() {
    let mut watcher = Watcher::new();
    watcher.window.mark = Some(watcher.window.baseline_at);
    let at = watcher.window.baseline_at;
    let before = at.checked_sub(1.second()).expect("a time").to_string();
    let rows = [mail("e1", "sent", &before), mail("e2", "sent", &at.to_string())];
    assert_eq!(watcher.told(|look| seen("k1", &rows, look)), ["campaign.email_sent e2"]);
}

#[test]
fn a_period_is_told_by_its_dates() {
    let mut watcher = Watcher::purpose(Purpose::Review { until: at(&day(13)) });
    watcher.window.since = Some(at(&day(12)));
    let rows = [11, 12, 13].map(|n| mail(&format!("e{n}"), "sent", &day(n)));
    assert_eq!(watcher.told(|look| seen("k1", &rows, look)), ["campaign.email_sent e12"]);
    assert!(watcher.known.is_empty());
}

#[test]
fn one_id_in_two_campaigns_is_two_events() {
    let watcher = Watcher::new();
    let rows = [mail("e1", "sent", &day(12))];
    let [one, other] = ["k1", "k2"].map(|k| seen(k, &rows, &watcher.look()).events[0].id("w1"));
    assert_ne!(one, other);
}
