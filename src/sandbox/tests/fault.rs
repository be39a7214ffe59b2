//! Each fault does what its row in the table says.

use std::time::Duration;

use serde_json::{Value, json};

use super::{Bench, contacts, ids};
use crate::receiver::respond::Ending;
use crate::sandbox::readings::Readings;
use crate::sandbox::{Counts, Settings};

fn struck(fault: &str, path: &str) -> (Bench, u16, Value) {
    let mut bench = Bench::of(contacts(120));
    bench.fault(fault);
    let (status, body) = bench.call("GET", path, &Value::Null);
    (bench, status, body)
}

#[test]
fn statuses_stand_in_the_place_of_an_answer() {
    for (fault, status) in [
        ("500", 500),
        ("502", 502),
        ("503", 503),
        ("redirect", 302),
        ("expired-key", 401),
        ("forbidden", 403),
    ] {
        assert_eq!(struck(fault, "contacts").1, status, "{fault}");
    }
    for (fault, status) in [("html", 200), ("html=502", 502)] {
        let (_, answered, body) = struck(fault, "contacts");
        assert_eq!(answered, status);
        assert!(body.as_str().is_some_and(|text| text.starts_with("<!DOCTYPE")), "{body}");
    }
}

#[test]
fn a_limit_that_is_said_to_be_reached() {
    for (fault, remaining, retry, reset) in [
        ("429", Some("0"), None, Some("1771977600")),
        ("429=minute", Some("0"), None, Some("1771927260")),
        ("429=no-header", None, None, None),
        ("429=retry-after:7", Some("0"), Some("7"), Some("1771927260")),
    ] {
        let mut bench = Bench::of(contacts(1));
        bench.fault(fault);
        let reply = bench.reply("GET", "contacts", &Value::Null);
        assert_eq!(reply.status, 429, "{fault}");
        let header = |name| reply.headers.text(name);
        assert_eq!(header("x-ratelimit-remaining"), remaining, "{fault}");
        assert_eq!(header("retry-after"), retry, "{fault}");
        assert_eq!(header("x-ratelimit-reset"), reset, "{fault}");
    }
}

#[test]
fn answers_that_come_late_never_or_not_whole() {
    let reply = |fault: &str| {
        let mut bench = Bench::of(contacts(1));
        bench.fault(fault);
        bench.reply("GET", "contacts", &Value::Null)
    };
    assert_eq!(reply("slow=3s").delay, Duration::from_secs(3));
    assert_eq!(reply("hang").ending, Ending::Hung);
    assert_eq!(reply("reset").ending, Ending::Reset);
    assert!(reply("empty").body.is_empty());
    let cut = reply("truncated");
    assert!(cut.cut.is_some_and(|bytes| bytes > 0 && bytes < cut.body.len()));
    let cut = reply("truncated=json");
    assert!(cut.cut.is_none() && serde_json::from_slice::<Value>(&cut.body).is_err());
    assert_eq!(reply("quota-headers").headers.text("x-ratelimit-limit"), None);
    assert_eq!(reply("quota-headers=garbage").headers.text("x-ratelimit-reset"), Some("soon"));
}

#[test]
fn rows_are_malformed() {
    let first = |fault: &str| struck(fault, "contacts").2["data"]["contacts"][0].clone();
    assert_eq!(first("bad-row").get("id"), None);
    assert_eq!(first("bad-row=null-id")["id"], Value::Null);
    assert_eq!(first("bad-row=not-object"), "not an object");
    assert!(first("bad-row=wrong-types")["id"].is_array());
    assert!(first("dates=future")["created_at"].as_str().is_some_and(|at| at.starts_with('3')));
    assert!(first("dates=no-zone")["updated_date"].as_str().is_some_and(|at| !at.ends_with('Z')));
    assert_eq!(first("dates=missing").get("created_at"), None);
    assert_eq!(first("dates=garbage")["created_at"], "the day before yesterday");
}

#[test]
fn totals_lie() {
    let total = |fault: &str| struck(fault, "contacts").2["meta"]["total"].clone();
    assert_eq!(total("total=+5"), 125);
    assert_eq!(total("total=-5"), 115);
    assert_eq!(total("total=text"), "120");
    assert_eq!(struck("total=missing", "contacts").2["meta"].get("total"), None);
}

#[test]
fn pages_repeat_and_skip_rows() {
    let page = |bench: &mut Bench, page: u8| {
        ids(&bench.get(&format!("contacts?page={page}"))["data"]["contacts"])
    };
    let mut bench = Bench::of(contacts(120));
    let (first, second) = (page(&mut bench, 1), page(&mut bench, 2));
    bench.fault("repeat-row,times=1");
    assert_eq!(page(&mut bench, 1), first, "a first page is left alone");
    assert_eq!(page(&mut bench, 2)[0], first[49]);
    bench.fault("skip-row,times=1");
    assert_eq!(page(&mut bench, 2)[0], second[1]);
    assert_eq!(page(&mut bench, 2), second, "once");
}

#[test]
fn the_workspace_shifts_between_pages() {
    for (how, total) in [("insert", 121), ("delete", 119), ("update", 120), ("both", 120)] {
        let mut bench = Bench::of(contacts(120));
        bench.fault(&format!("shift={how}"));
        assert_eq!(bench.get("contacts")["meta"]["total"], 120);
        let second = bench.get("contacts?page=2");
        assert_eq!(second["meta"]["total"], total, "{how}");
        assert!(!bench.state.world.audit.is_empty(), "{how}");
    }
}

#[test]
fn ids_change_their_type() {
    let mut readings = Readings::default();
    readings.choose("ids=digits").expect("a reading");
    let counts = Counts { contacts: 2, ..Counts::none() };
    let mut bench = Bench::of(Settings { readings, counts, ..Settings::default() });
    let before = bench.get("contacts")["data"]["contacts"][0]["id"].clone();
    bench.fault("number-ids");
    let after = bench.get("contacts")["data"]["contacts"][0]["id"].clone();
    assert_eq!(before.as_str().map(str::to_owned), after.as_u64().map(|id| id.to_string()));
}

#[test]
fn exports_are_cut_short_or_lack_a_column() {
    let (_, _, text) = struck("export-short=20", "contacts/export");
    assert_eq!(text.as_str().map(|text| text.lines().count()), Some(101));
    let (_, _, text) = struck("export-column=created_at", "contacts/export");
    assert!(text.as_str().is_some_and(|text| !text.contains("created_at")));
    let (_, status, _) = struck("export-short=20", "contacts");
    assert_eq!(status, 200);
}

#[test]
fn the_clock_jumps_back_as_often_as_it_is_told() {
    let mut bench = Bench::of(contacts(1));
    let before = bench.state.world.clock.now();
    bench.fault("clock-back=600,times=1");
    bench.get("users");
    bench.get("users");
    assert_eq!(bench.state.world.clock.now(), before - 600);
    bench.change(&json!({"do": "contact.update", "ref": "oldest"}));
    assert_eq!(
        bench.get("contacts")["data"]["contacts"][0]["updated_date"],
        "2026-02-24T09:50:00Z"
    );
}
