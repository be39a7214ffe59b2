//! Each reading changes what its row in the table says, and nothing else.

use serde_json::{Value, json};

use super::{Bench, contacts, ids};
use crate::sandbox::{ADMIN_KEY, Settings};

fn read(reading: &str) -> Bench {
    let mut bench = Bench::of(Settings::default());
    bench.state.readings.choose(reading).expect("a reading");
    bench
}

#[test]
fn a_bound_is_part_of_what_follows_it_or_not() {
    for (reading, total) in [("after=inclusive", 1), ("after=exclusive", 0)] {
        let mut bench = read(reading);
        bench.change(&json!({"do": "deal.create"}));
        bench.change(&json!({"do": "contact.create"}));
        for path in ["deals?created_after", "deals?updated_after", "contacts?created_after"] {
            let page = bench.get(&format!("{path}=2026-02-24T10:00:00Z"));
            assert_eq!(page["meta"]["total"], total, "{reading} {path}");
            let page = bench.get(&format!("{path}=2026-02-24T09:59:59.5Z"));
            assert_eq!(page["meta"]["total"], 1, "{reading} {path}");
        }
    }
}

#[test]
fn orders_nobody_knows() {
    let order = |reading: &str| {
        let mut bench = read(reading);
        ids(&bench.get("deals")["data"]["deals"])
    };
    let up = order("deals-order=asc");
    let mut down = order("deals-order=desc");
    down.reverse();
    assert_eq!(up, down);
    let mut shuffled = order("deals-order=shuffled");
    assert_ne!(up, shuffled);
    assert_eq!(shuffled, order("deals-order=shuffled"), "pages must fit together");
    let mut sorted = up;
    sorted.sort();
    shuffled.sort();
    assert_eq!(sorted, shuffled);
    let companies = ids(&read("companies-order=desc").get("companies")["data"]["companies"]);
    let same = ids(&read("companies-order=asc").get("companies")["data"]["companies"]);
    assert!(companies.iter().rev().eq(&same));
    let tasks = ids(&read("tasks-order=desc").get("tasks")["data"]["tasks"]);
    assert!(tasks.iter().rev().eq(&ids(&read("tasks-order=asc").get("tasks")["data"]["tasks"])));
}

#[test]
fn nesting_and_names_of_dates() {
    let mut bench = read("nesting=bare");
    assert!(bench.get("deals")["data"].is_array());
    let id = bench.get("deals")["data"][0]["id"].as_str().expect("an id").to_owned();
    assert_eq!(bench.get(&format!("deals/{id}"))["data"]["id"], json!(id));
    let mut bench = read("nesting=single-nested");
    let id = ids(&bench.get("contacts")["data"]["contacts"])[0].clone();
    assert_eq!(bench.get(&format!("contacts/{id}"))["data"]["contact"]["id"], json!(id));
    for (reading, there, not) in [
        ("created_at", "updated_at", "updated_date"),
        ("created_date", "updated_date", "updated_at"),
    ] {
        let mut bench = read(&format!("dates={reading}"));
        for (path, key) in [("contacts", "contacts"), ("deals", "deals"), ("lists", "lists")] {
            let row = bench.get(path)["data"][key][0].clone();
            assert!(row.get(reading).is_some(), "{reading} {path}: {row}");
            assert!(path == "lists" || row.get(there).is_some(), "{reading} {path}: {row}");
            assert!(row.get(not).is_none(), "{reading} {path}: {row}");
        }
    }
}

#[test]
fn the_audit_log_is_late_or_for_nobody() {
    let mut bench = read("audit=late:60");
    bench.key = ADMIN_KEY;
    bench.change(&json!({"do": "contact.create"}));
    bench.advance(59);
    assert_eq!(bench.get("audit-logs")["meta"]["total"], 0);
    bench.advance(1);
    assert_eq!(bench.get("audit-logs")["meta"]["total"], 1);
    bench.state.readings.choose("audit=forbidden").expect("a reading");
    assert_eq!(bench.refused("GET", "audit-logs", &Value::Null).0, 403);
}

#[test]
fn names_heal_when_they_are_read_and_no_date_changes() {
    let mut bench = Bench::of(contacts(40));
    bench.state.readings.choose("names=self-healing").expect("a reading");
    let missing = |page: &Value| {
        let rows = page["data"]["contacts"].as_array().expect("rows").clone();
        rows.iter().filter(|row| row["full_name"].is_null()).count()
    };
    let (first, second) = (bench.get("contacts"), bench.get("contacts"));
    assert!(missing(&first) > 0 && missing(&second) == 0);
    let dates = |page: &Value| -> Vec<Value> {
        let rows = page["data"]["contacts"].as_array().expect("rows").clone();
        rows.iter().map(|row| row["updated_date"].clone()).collect()
    };
    assert_eq!(dates(&first), dates(&second));
    assert!(bench.told().is_empty());
}

#[test]
fn whole_lists_have_no_pages_and_fresh_rows_no_date() {
    let mut bench = read("lists=whole");
    let page = bench.get("lists?per_page=1");
    assert_eq!((ids(&page["data"]["lists"]).len(), page.get("meta")), (3, None));
    let mut bench = read("campaigns=whole");
    assert_eq!(bench.get("campaigns").get("meta"), None);
    let mut bench = read("updated=absent");
    bench.change(&json!({"do": "contact.create", "as": "a"}));
    let newest = "contacts?sort=-updated_date&per_page=1";
    assert_eq!(bench.get(newest)["data"]["contacts"][0]["updated_date"], Value::Null);
    bench.change(&json!({"do": "contact.update", "ref": "a"}));
    assert!(bench.get(newest)["data"]["contacts"][0]["updated_date"].is_string());
    let mut bench = read("export-updated=yes");
    let (status, text) = bench.call("GET", "contacts/export?fields=id,updated_date", &Value::Null);
    assert!(status == 200 && text.as_str().is_some_and(|text| text.starts_with("id,updated_date")));
}
