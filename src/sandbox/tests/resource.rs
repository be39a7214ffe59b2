//! Each resource has the calls, the shapes and the rules of its pages.

use serde_json::{Value, json};

use super::{Bench, contacts, ids, keys, nothing};
use crate::sandbox::ADMIN_KEY;

#[test]
fn a_page_of_contacts_is_as_documented() {
    let mut bench = Bench::of(contacts(235));
    let page = bench.get("contacts");
    assert_eq!(page["meta"], json!({"page": 1, "per_page": 50, "total": 235}));
    let row = &page["data"]["contacts"][0];
    let documented = "id full_name email phone job_title company_name linkedin_url created_at \
                      updated_date";
    assert_eq!(keys(row), documented.split_whitespace().collect::<Vec<_>>());
    assert_eq!(row["created_at"].as_str().map(str::len), Some("2026-02-24T10:00:00Z".len()));
    let last = bench.get("contacts?page=3&per_page=100");
    assert_eq!(ids(&last["data"]["contacts"]).len(), 35);
    assert_eq!(bench.get("contacts?per_page=1000")["meta"]["per_page"], 100);
    assert!(ids(&bench.get("contacts?page=9")["data"]["contacts"]).is_empty());
}

#[test]
fn every_page_together_holds_every_contact_once_in_the_order_asked_for() {
    let mut bench = Bench::of(contacts(130));
    for (sort, field, down) in [
        ("created_at", "created_at", false),
        ("-created_at", "created_at", true),
        ("updated_date", "updated_date", false),
        ("-updated_date", "updated_date", true),
        ("full_name", "full_name", false),
        ("-full_name", "full_name", true),
    ] {
        let mut rows = Vec::new();
        for page in 1..=4 {
            let path = format!("contacts?sort={sort}&per_page=40&page={page}");
            rows.extend(bench.get(&path)["data"]["contacts"].as_array().expect("rows").clone());
        }
        let mut distinct = ids(&json!(rows));
        distinct.sort();
        distinct.dedup();
        assert_eq!(distinct.len(), 130, "{sort}");
        let mut values: Vec<String> = rows.iter().map(|row| row[field].to_string()).collect();
        if down {
            values.reverse();
        }
        assert!(values.is_sorted(), "{sort}: {values:?}");
    }
    assert_eq!(bench.refused("GET", "contacts?sort=email", &Value::Null).1, "validation_error");
}

#[test]
fn contacts_are_written_read_and_found() {
    let mut bench = Bench::new();
    let body = json!({"first_name": "Zed", "last_name": "Young", "email": "zed@example.com"});
    let (status, made) = bench.call("POST", "contacts", &body);
    assert_eq!((status, &made["data"]["full_name"]), (201, &json!("Zed Young")));
    let id = made["data"]["id"].as_str().expect("an id").to_owned();
    bench.advance(5);
    let note = json!({"job_title": "Partner", "notes": "called"});
    let (_, changed) = bench.call("PATCH", &format!("contacts/{id}"), &note);
    assert_eq!(changed["data"]["updated_date"], "2026-02-24T10:00:05Z");
    assert_eq!(changed["data"]["created_date"], "2026-02-24T10:00:00Z");
    let whole = bench.get(&format!("contacts/{id}?include=notes"));
    assert_eq!(whole["data"]["recent_notes"][0]["description"], "called");
    assert_eq!(bench.get("contacts?search=ZED")["meta"]["total"], 1);
    let newest = bench.get("contacts?sort=-updated_date&per_page=1");
    assert_eq!(ids(&newest["data"]["contacts"]), [id.clone()]);
    let gone = bench.call("DELETE", &format!("contacts/{id}"), &Value::Null);
    assert_eq!(gone, (200, json!({"data": {"deleted": true, "id": id}})));
    assert_eq!(
        bench.refused("GET", &format!("contacts/{id}"), &Value::Null),
        (404, "not_found".to_owned())
    );
    assert_eq!(
        bench.told(),
        ["contact.created", "activity.created", "contact.updated", "contact.deleted"]
    );
}

#[test]
fn contacts_are_written_in_bulk_and_merged() {
    let mut bench = Bench::of(contacts(0));
    let many: Vec<Value> = (0..3).map(|n| json!({"email": format!("{n}@example.com")})).collect();
    let (_, made) = bench.call("POST", "contacts/bulk", &json!({"contacts": many}));
    assert_eq!(made["data"]["created"], 3);
    assert!(bench.told().contains(&"contact.bulk_created"));
    let all = ids(&made["data"]["contacts"]);
    let wrong = json!({"contacts": [{"email": "good@example.com"}, {}]});
    assert_eq!(bench.refused("POST", "contacts/bulk", &wrong).1, "missing_required_field");
    assert_eq!(bench.get("contacts")["meta"]["total"], 3, "all or none");
    let merge = json!({"primary_id": all[0], "duplicate_ids": [all[1]]});
    assert_eq!(bench.call("POST", "contacts/merge", &merge).0, 200);
    assert_eq!(bench.told(), ["contact.merged", "contact.updated"]);
    let body = json!({"ids": [all[2], "nobody"], "dry_run": true});
    let (_, dry) = bench.call("POST", "contacts/bulk-delete", &body);
    assert_eq!((&dry["data"]["deleted"], &dry["data"]["not_found"]), (&json!(1), &json!(1)));
    assert_eq!(bench.get("contacts")["meta"]["total"], 2);
    bench.call("POST", "contacts/bulk-delete", &json!({"ids": all}));
    assert_eq!(bench.told(), ["contact.deleted", "contact.deleted"]);
}

#[test]
fn an_export_is_csv_with_the_documented_columns_and_quotes_what_must_be() {
    let mut bench = Bench::of(contacts(0));
    bench.change(&json!({"do": "contact.create",
        "set": {"full_name": "O, \"P\"", "tags": ["a", "b"]}}));
    bench.advance(60);
    bench.change(&json!({"do": "contact.create", "set": {"full_name": "Late"}}));
    let (_, text) = bench.call("GET", "contacts/export?limit=1", &Value::Null);
    let text = text.as_str().expect("no JSON").to_owned();
    let (head, row) = text.split_once("\r\n").expect("a head");
    let columns = "id,full_name,email,phone,job_title,company_name,linkedin_url,tags,created_at";
    assert_eq!(head, columns);
    assert!(row.contains(",\"O, \"\"P\"\"\",,,,,,a;b,2026-02-24T10:00:00Z\r\n"), "{row}");
    let (_, later) = bench.call(
        "GET",
        "contacts/export?created_after=2026-02-24T10:00:30Z&fields=full_name",
        &Value::Null,
    );
    assert_eq!(later, "full_name\r\nLate\r\n");
    let (_, tagged) = bench.call("GET", "contacts/export?tag=b&fields=email,tags", &Value::Null);
    assert_eq!(tagged, "email,tags\r\n,a;b\r\n");
    for wrong in ["limit=50001", "fields=updated_date", "created_after=soon"] {
        let path = format!("contacts/export?{wrong}");
        assert_eq!(bench.refused("GET", &path, &Value::Null).0, 400, "{wrong}");
    }
}

#[test]
fn deals_have_every_documented_filter() {
    let mut bench = Bench::new();
    bench.advance(100);
    let body = json!({"name": "New", "stage": "Closing", "pipeline": "P", "tags": ["x"],
        "main_contact_id": "c", "owner_user_id": "u"});
    let (status, made) = bench.call("POST", "deals", &body);
    assert_eq!((status, &made["data"]["status"]), (201, &json!("active")));
    let id = made["data"]["id"].as_str().expect("an id").to_owned();
    for filter in [
        "created_after=2026-02-24T10:01:00Z",
        "updated_after=2026-02-24T10:01:00Z",
        "stage=Closing",
        "pipeline=P",
        "tags=x",
        "contact_id=c",
        "owner_user_id=u",
    ] {
        let page = bench.get(&format!("deals?{filter}"));
        assert_eq!(ids(&page["data"]["deals"]), [id.clone()], "{filter}");
    }
    assert_eq!(bench.get("deals?created_before=2026-02-24T10:01:00Z")["meta"]["total"], 12);
    assert_eq!(bench.get(&format!("deals/{id}"))["data"]["deal"]["name"], "New");
    let update = json!({"deal_ids": [id], "updates": {"status": "won"}});
    assert_eq!(bench.call("PATCH", "deals/bulk", &update).1, json!({"data": {"updated": 1}}));
    let bulk = json!({"deals": [{"name": "A"}, {"name": "B"}]});
    let (_, bulk) = bench.call("POST", "deals/bulk", &bulk);
    assert_eq!(ids(&bulk["data"]).len(), 2);
    assert_eq!(bench.told(), ["deal.created", "deal.bulk_updated", "deal.bulk_created"]);
}

#[test]
fn lists_have_members_that_are_contacts() {
    let mut bench = Bench::of(contacts(5));
    let people = ids(&bench.get("contacts")["data"]["contacts"]);
    let (_, made) = bench.call("POST", "lists", &json!({"name": "VIP"}));
    assert_eq!(keys(&made["data"]), ["id", "name", "description", "contact_count", "created_at"]);
    let id = made["data"]["id"].as_str().expect("an id").to_owned();
    let (status, again) = bench.call("POST", "lists", &json!({"name": "VIP"}));
    assert_eq!(
        (status, &again["error"]["details"]["fields"]["name"]),
        (400, &json!("Must be unique"))
    );
    let add = json!({"contact_ids": people[..3]});
    let (_, added) = bench.call("POST", &format!("lists/{id}/contacts"), &add);
    assert_eq!(added["data"], json!({"added": 3, "list_id": id, "contact_count": 3}));
    assert_eq!(bench.call("POST", &format!("lists/{id}/contacts"), &add).1["data"]["added"], 0);
    let members = bench.get(&format!("contacts?list_id={id}&sort=-created_at&per_page=2"));
    assert_eq!(ids(&members["data"]["contacts"]), [people[2].clone(), people[1].clone()]);
    let one = format!("lists/{id}/contacts/{}", people[0]);
    assert_eq!(bench.call("DELETE", &one, &Value::Null).0, 200);
    assert_eq!(bench.refused("DELETE", &one, &Value::Null).1, "membership_not_found");
    bench.call("DELETE", &format!("contacts/{}", people[1]), &Value::Null);
    assert_eq!(bench.get("lists")["data"]["lists"][0]["contact_count"], 1);
    let (_, gone) = bench.call("DELETE", &format!("lists/{id}"), &Value::Null);
    assert_eq!(gone["data"], json!({"deleted": true, "id": id, "memberships_removed": 1}));
    assert_eq!(bench.get("contacts")["meta"]["total"], 4);
    assert_eq!(
        bench.refused("GET", &format!("contacts?list_id={id}"), &Value::Null),
        (404, "list_not_found".to_owned())
    );
}

#[test]
fn a_campaign_goes_from_draft_to_completed_and_lexi_may_be_asked() {
    let mut bench = Bench::of(contacts(120));
    let (_, made) = bench.call("POST", "campaigns", &json!({"name": "Spring"}));
    let id = made["data"]["campaign"]["id"].as_str().expect("an id").to_owned();
    let at = |rest: &str| format!("campaigns/{id}{rest}");
    let (_, step) = bench.call("POST", &at("/steps"), &json!({"subject": "Hi"}));
    assert_eq!(step["data"]["step"]["index"], 1);
    let odd = json!({"subject": "Hi", "send_condition": "if_bored"});
    assert_eq!(bench.refused("POST", &at("/steps"), &odd).1, "invalid_send_condition");
    let page = bench.get("contacts?per_page=100");
    let mut people = ids(&page["data"]["contacts"]);
    people.extend(ids(&bench.get("contacts?per_page=100&page=2")["data"]["contacts"]));
    let (_, added) = bench.call("POST", &at("/contacts"), &json!({"contact_ids": people}));
    assert_eq!(added["data"]["added"], 120);
    assert_eq!(
        bench.refused("POST", &at("/pause"), &nothing()),
        (409, "campaign_not_active".to_owned())
    );
    let (_, asked) = bench.call("POST", &at("/start"), &nothing());
    assert_eq!(asked["data"]["status"], "pending_approval");
    let task = asked["data"]["task_id"].as_str().expect("a task").to_owned();
    let pending = bench.get("lexi/tasks");
    assert_eq!(pending["data"]["tasks"][0]["metadata"]["campaign_id"], json!(id));
    let (_, approved) = bench.call("POST", &format!("lexi/tasks/{task}/approve"), &nothing());
    assert_eq!(approved["data"]["execution_started"], true);
    assert_eq!(bench.call("POST", &format!("lexi/tasks/{task}/approve"), &nothing()).0, 400);
    assert_eq!(bench.get(&at(""))["data"]["campaign"]["status"], "active");
    assert_eq!(bench.call("DELETE", &at(""), &Value::Null).0, 400);
    bench.change(&json!({"do": "mail.sent", "id": id, "contact": people[0]}));
    bench.advance(1);
    bench.change(&json!({"do": "mail.opened", "id": id, "contact": people[0]}));
    let mails = bench.get(&at("/events"));
    let row = &mails["data"]["events"][0];
    assert_eq!(
        keys(row),
        ["id", "type", "contact_id", "email", "step_id", "timestamp", "metadata"]
    );
    assert_eq!(row["type"], "opened");
    assert_eq!(bench.get(&at("/events?type=sent"))["meta"]["total"], 1);
    assert_eq!(bench.get(&at("/events?from_date=2026-02-24T10:00:01Z"))["meta"]["total"], 1);
    assert_eq!(bench.get(&at("/stats"))["data"]["stats"]["open_rate"], 1.0);
    let (_, paused) = bench.call("POST", &at("/pause"), &nothing());
    assert_eq!(paused["data"]["campaign"]["status"], "paused");
    bench.change(&json!({"do": "campaign.complete", "id": id}));
    let told = bench.told();
    for name in ["campaign.started", "campaign.email_opened", "campaign.completed"] {
        assert_eq!(told.iter().filter(|known| **known == name).count(), 1, "{name}: {told:?}");
    }
}

#[test]
fn tasks_companies_users_and_the_timeline() {
    let mut bench = Bench::new();
    let back = json!({"title": "Old", "created_date": "2024-01-01T00:00:00Z"});
    let (_, task) = bench.call("POST", "tasks", &back);
    assert_eq!(task["data"]["created_date"], "2024-01-01T00:00:00Z");
    for date in ["2019-01-01T00:00:00Z", "2026-02-26T00:00:00Z"] {
        let body = json!({"title": "Odd", "created_date": date});
        assert_eq!(bench.call("POST", "tasks", &body).0, 400, "{date}");
    }
    assert_eq!(bench.get("tasks?status=open")["meta"]["total"], 9);
    let company = ids(&bench.get("companies")["data"]["companies"])[0].clone();
    let link = json!({"contact_ids": ids(&bench.get("contacts")["data"]["contacts"])[..2]});
    let (_, linked) = bench.call("POST", &format!("companies/{company}/contacts/link"), &link);
    assert_eq!(linked["data"], json!({"updated": 2, "failed": []}));
    let contact = link["contact_ids"][0].as_str().expect("an id").to_owned();
    bench.call("DELETE", &format!("companies/{company}"), &Value::Null);
    assert_eq!(bench.get(&format!("contacts/{contact}"))["data"]["company"], Value::Null);
    assert_eq!(keys(&bench.get("users")["data"]["users"][0]), ["id", "full_name", "email"]);
    let call = json!({"type": "call", "title": "Hello", "contact_id": contact});
    let (_, made) = bench.call("POST", "activities", &call);
    assert_eq!(made["data"]["activity"]["entity_type"], "contact");
    let timeline = bench.get(&format!("contacts/{contact}/activities?type=call"));
    assert_eq!(timeline["meta"]["total"], 1);
}

#[test]
fn the_audit_log_has_every_write_newest_first_and_is_for_admins() {
    let mut bench = Bench::new();
    let (_, made) = bench.call("POST", "contacts", &json!({"full_name": "A"}));
    bench.advance(10);
    let path = format!("contacts/{}", made["data"]["id"].as_str().expect("an id"));
    bench.call("PATCH", &path, &json!({"phone": "1"}));
    bench.call("POST", "deals", &json!({"name": "D"}));
    assert_eq!(
        bench.refused("GET", "audit-logs", &Value::Null),
        (403, "admin_key_required".to_owned())
    );
    bench.key = ADMIN_KEY;
    let logs = bench.get("audit-logs");
    let seen: Vec<String> = logs["data"]["logs"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| format!("{} {}", row["action"], row["resource_type"]).replace('"', ""))
        .collect();
    assert_eq!(seen, ["create deals", "update contacts", "create contacts"]);
    assert_eq!(bench.get("audit-logs?resource_type=contacts&action=update")["meta"]["total"], 1);
    assert_eq!(bench.get("audit-logs?from_date=2026-02-24T10:00:10Z")["meta"]["total"], 2);
    assert_eq!(bench.get("audit-logs?per_page=500")["meta"]["per_page"], 200);
    let wrong = "audit-logs?from_date=2026-02-25&to_date=2026-02-24";
    assert_eq!(bench.refused("GET", wrong, &Value::Null).1, "invalid_date_range");
}

#[test]
fn webhooks_show_their_secret_once_and_are_checked() {
    let mut bench = Bench::new();
    let body = json!({"url": "http://127.0.0.1:1/x", "events": ["contact.created"]});
    let (status, made) = bench.call("POST", "webhooks", &body);
    let hook = &made["data"]["webhook"];
    assert!(status == 201 && hook["secret"].as_str().is_some_and(|text| text.len() > 20));
    let listed = bench.get("webhooks");
    assert_eq!(listed["data"]["webhooks"][0].get("secret"), None);
    let path = format!("webhooks/{}", hook["id"].as_str().expect("an id"));
    let (_, paused) = bench.call("PATCH", &path, &json!({"active": false}));
    assert_eq!(paused["data"]["webhook"]["active"], false);
    for (wrong, code) in [
        (json!({"url": "http://example.com", "events": ["contact.created"]}), "invalid_url"),
        (json!({"url": "https://example.com", "events": ["contact.exploded"]}), "invalid_events"),
        (json!({"url": "https://example.com", "events": []}), "invalid_events"),
        (json!({"url": "https://example.com"}), "missing_required_field"),
    ] {
        assert_eq!(bench.refused("POST", "webhooks", &wrong), (400, code.to_owned()), "{wrong}");
    }
    assert_eq!(bench.get(&format!("{path}/logs"))["meta"]["total"], 0);
    assert_eq!(bench.call("DELETE", &path, &Value::Null).0, 200);
    assert_eq!(bench.refused("DELETE", &path, &Value::Null).1, "webhook_not_found");
}
