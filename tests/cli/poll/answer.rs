//! Answers that no simulated workspace of ours has made: the documented shapes, every documented
//! error, and what is no answer at all.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use super::{event, events, lines};
use crate::harness::{Endpoint, Manner, Output, RawServer, Received, Reply, Sandbox, poll};

/// What is only polled when it is named.
const ALL: &str = "contact.*,list.*,campaign.*,lexi.task_created,deal.created,deal.updated,\
                   company.created,company.updated,task.updated";

fn fixture(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/fixtures/api/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(path).expect("a fixture")
}

fn reply(body: impl Into<Vec<u8>>) -> Reply {
    Reply::status(200).header("content-type", "application/json").body(body)
}

/// The documented answer to a call.
fn documented(request: &Received) -> Reply {
    let path = request.path.split('?').next().unwrap_or_default();
    let file = match path.trim_start_matches("/v1/") {
        "contacts" => "contacts.json",
        "contacts/export" => "contacts_export.csv",
        "lists" => "lists.json",
        "campaigns" => "campaigns.json",
        "deals" => "deals.json",
        "companies" => "companies.json",
        "tasks" => "tasks.json",
        "lexi/tasks" => "lexi_tasks.json",
        "audit-logs" => "audit_logs.json",
        path if path.ends_with("/events") => "campaign_events.json",
        path if path.ends_with("/steps") => "campaign_steps.json",
        other => panic!("a call that is not documented: {other}"),
    };
    reply(fixture(file))
}

/// One cycle of everything.
fn once(sandbox: &Sandbox, api: &str) -> Output {
    let args = ["--once", "--interval", "0s", "--json", "--scan-every", "0s", "--events", ALL];
    poll(sandbox, api, args).run()
}

/// Rows under their key, with a total.
fn page(key: &str, rows: Value, total: usize) -> Reply {
    reply(json!({"data": {key: rows}, "meta": {"total": total}}).to_string())
}

/// An API that has these contacts and nothing else.
fn contacts(rows: &Arc<Mutex<Value>>) -> Endpoint {
    let rows = Arc::clone(rows);
    Endpoint::deciding(move |request| {
        let rows = rows.lock().expect("rows").clone();
        let first = request.path.contains("page=1&")
            || request.path.ends_with("page=1")
            || !request.path.contains("&page=");
        let count = rows.as_array().map_or(0, Vec::len);
        if request.path.starts_with("/v1/contacts/export") {
            return export(&rows);
        }
        if request.path.starts_with("/v1/contacts?") && first {
            page("contacts", rows, count)
        } else {
            page("none", json!([]), 0)
        }
    })
}

/// The same contacts as CSV.
fn export(rows: &Value) -> Reply {
    let ids = rows.as_array().into_iter().flatten().filter_map(|row| match &row["id"] {
        Value::String(id) => Some(id.clone()),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    });
    let lines: Vec<String> = std::iter::once("id".to_owned()).chain(ids).collect();
    Reply::status(200).header("content-type", "text/csv").body(lines.join("\r\n"))
}

#[test]
fn the_documented_answers_are_read_and_told_once() {
    let sandbox = Sandbox::new();
    let api = Endpoint::deciding(documented);
    let output = once(&sandbox, &api.url("")).code(0);
    let feeds: Vec<Value> = lines(&output, "baseline");
    let known = |feed: &str| {
        let line = feeds.iter().find(|line| line["feed"] == feed);
        line.unwrap_or_else(|| panic!("no {feed}\n{output}"))["known"].clone()
    };
    // Those that were read; the documented total is 235.
    assert_eq!(known("contacts"), 2);
    for feed in ["lists", "campaigns", "companies", "tasks", "lexi/tasks?status=pending"] {
        assert_eq!(known(feed), 1, "{feed}");
    }
    for request in api.received() {
        assert!(request.must("authorization").starts_with("Bearer wbk_"), "{request:?}");
        assert_eq!((&*request.method, request.header("accept-encoding")), ("GET", None));
    }
    let again = once(&sandbox, &api.url("")).code(0);
    assert_eq!(events(&again), [], "{again}");
}

#[test]
fn both_generations_of_a_row_are_one_row() {
    let sandbox = Sandbox::new();
    let mut older = false;
    let api = Endpoint::deciding(move |request| {
        let contacts = request.path.starts_with("/v1/contacts?");
        older ^= contacts && request.path.contains("-updated_date");
        if contacts && !older {
            return reply(fixture("contacts_older.json"));
        }
        documented(request)
    });
    for _ in 0..3 {
        let output = once(&sandbox, &api.url("")).code(0);
        assert_eq!(events(&output), [], "{output}");
    }
}

#[test]
fn every_documented_error_is_named_with_a_hint_and_the_right_code() {
    let codes = [
        (400, "validation_error"),
        (400, "missing_required_field"),
        (400, "invalid_url"),
        (400, "invalid_events"),
        (400, "invalid_date_range"),
        (400, "too_many_contacts"),
        (400, "invalid_send_condition"),
        (400, "ambiguous_reference"),
        (401, "invalid_key"),
        (402, "insufficient_credits"),
        (403, "insufficient_permissions"),
        (403, "admin_key_required"),
        (404, "not_found"),
        (404, "webhook_not_found"),
        (404, "company_not_found"),
        (404, "campaign_not_found"),
        (404, "list_not_found"),
        (404, "membership_not_found"),
        (404, "step_not_found"),
        (409, "campaign_not_active"),
        (409, "no_match"),
        (413, "payload_too_large"),
    ];
    let sandbox = Sandbox::new();
    let code = Arc::new(Mutex::new(codes[0]));
    let said = Arc::clone(&code);
    let api = Endpoint::deciding(move |_| {
        let (status, code) = *said.lock().expect("a code");
        let error = json!({"error": {"code": code, "message": "Own \u{1b}[31mwords"}});
        Reply::status(status).header("content-type", "application/json").body(error.to_string())
    });
    for (status, name) in codes {
        *code.lock().expect("a code") = (status, name);
        let args = ["--once", "--interval", "0s", "--events", "contact.created"];
        let output = poll(&sandbox, &api.url(""), args).run().code(4);
        let words = format!("the API answered {status} `{name}` to the call for contacts: Own ");
        assert!(output.stderr.contains(&words), "{output}");
        assert!(output.stderr.contains("hint:") || output.stderr.contains('→'), "{output}");
        assert!(!output.stderr.contains('\u{1b}'), "{output}");
    }
}

#[test]
fn what_is_no_answer_says_what_it_is_instead() {
    let sandbox = Sandbox::new();
    let html = "<!doctype html><title>Sign in</title>";
    let json = "application/json";
    for (reply, words) in [
        (Reply::status(200).header("content-type", "text/html").body(html), "a web page, titled"),
        (Reply::status(200).header("content-type", json).body(html), "a web page, titled"),
        (Reply::status(502).header("content-type", "text/html").body(html), "502"),
        (Reply::status(200), "it is empty"),
        (Reply::status(204), "it is empty"),
        (reply(&b"{\"data\": {\"contacts\": [{\"id\""[..]), "it broke off"),
        (reply(&b"\xff\xfe{}"[..]), "not UTF-8"),
        (reply(&b"oops"[..]), "not JSON"),
        (reply(&b"{\"ok\": true}"[..]), "another shape"),
        (Reply::status(302).header("location", "https://evil.example.com/v1"), "evil.example.com"),
        (Reply::status(500), "500"),
    ] {
        let api = Endpoint::script([reply.clone()]);
        let args = ["--once", "--interval", "0s", "--events", "contact.created"];
        let output = poll(&sandbox, &api.url(""), args).run();
        assert_eq!(output.code, 4, "{reply:?}\n{output}");
        assert!(output.stderr.contains(words), "no `{words}` in:\n{output}");
        assert!(api.received().len() <= 4, "{} calls", api.received().len());
    }
    let cut =
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{\"da";
    let server = RawServer::start(Manner::Say(cut.to_vec()));
    let args = ["--once", "--events", "contact.created"];
    let output = poll(&sandbox, &server.url(""), args).run().code(4);
    assert!(output.stderr.contains("it broke off"), "{output}");
    assert_eq!(server.accepted(), 4, "what may pass is tried again, three times");
}

#[test]
fn one_bad_row_never_stops_the_others() {
    let sandbox = Sandbox::new();
    let good = |id: &str| json!({"id": id, "full_name": "x", "created_at": "2026-01-01T00:00:00Z"});
    let rows = Arc::new(Mutex::new(json!([good("a")])));
    let api = contacts(&rows);
    assert_eq!(events(&once(&sandbox, &api.url("")).code(0)), []);
    let now = jiff::Timestamp::now().to_string();
    let new = |id: Value| json!({"id": id, "full_name": "y", "created_at": now});
    *rows.lock().expect("rows") = json!([
        null, 7, "text", [], {}, {"id": null}, {"id": ""}, {"id": {"a": 1}}, {"id": true},
        new(json!("b")), good("a"), new(json!(12)),
    ]);
    let output = once(&sandbox, &api.url("")).code(0);
    let mut told = events(&output);
    told.sort_unstable();
    // A number is told as it came.
    assert_eq!(told, [event("contact.created", ""), event("contact.created", "b")], "{output}");
    let troubles = lines(&output, "trouble");
    let bad = troubles.iter().filter(|line| line["message"].to_string().contains("left out"));
    assert_eq!(bad.count(), 9, "{output}");
    // The id becomes text: still the same contact, and nothing is new or gone.
    *rows.lock().expect("rows") = json!([new(json!("b")), good("a"), new(json!("12"))]);
    assert_eq!(events(&once(&sandbox, &api.url("")).code(0)), []);
    *rows.lock().expect("rows") = json!([new(json!("b")), good("a"), new(json!(12.0))]);
    assert_eq!(events(&once(&sandbox, &api.url("")).code(0)), []);
}

#[test]
fn odd_dates_are_read_or_named_and_hide_no_later_change() {
    let sandbox = Sandbox::new();
    let born = "2026-01-01T00:00:00Z";
    let row = |id: &str, title: &str, date: Value| json!({"id": id, "job_title": title, "created_at": born, "updated_date": date});
    let rows = Arc::new(Mutex::new(json!([])));
    let set = |all: Value| *rows.lock().expect("rows") = all;
    let now = jiff::Timestamp::now();
    let later = |seconds| (now + jiff::SignedDuration::from_secs(seconds)).to_string();
    let without_zone = later(5).trim_end_matches('Z').to_owned();
    let all = |title: &str, date: &str| {
        json!([
            row("future", title, json!("2199-01-01T00:00:00Z")),
            row("zoneless", title, json!(date.trim_end_matches('Z'))),
            row("plain", title, json!(date)),
            row("garbage", title, json!("soon")),
            row("absent", title, Value::Null),
        ])
    };
    set(all("A", "2026-01-02T00:00:00Z"));
    let api = contacts(&rows);
    let first = once(&sandbox, &api.url("")).code(0);
    assert_eq!(events(&first), []);
    let odd = lines(&first, "trouble");
    assert!(odd.iter().any(|line| line["id"] == "garbage"), "{first}");
    let mut told = Vec::new();
    for (title, date) in [("B", later(1)), ("C", without_zone)] {
        set(all(title, &date));
        let mut new = events(&once(&sandbox, &api.url("")).code(0));
        new.sort_unstable();
        told.push(new);
        assert_eq!(events(&once(&sandbox, &api.url("")).code(0)), [], "told once");
    }
    let each: Vec<_> = ["absent", "future", "garbage", "plain", "zoneless"]
        .map(|id| event("contact.updated", id))
        .into();
    assert_eq!(told, [each.clone(), each]);
}
