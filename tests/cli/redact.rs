//! `events export --redact`: nothing personal leaves, in any form; and what leaves still verifies.

use serde_json::{Value, json};

use crate::events::store_of;
use crate::harness::{Endpoint, Hook, Sandbox};

const TEST_KEY: &str = "leadlex-hooks-public-test-key";
const ID: &str = "8d1a7c5e-5a3f-4f0c-9a55-0d9c1d3f2b11";

/// Whatever may not be in an export.
const PERSONAL: [&str; 14] = [
    "Xanthippe",
    "Quackenbush",
    "quackenbush",
    "8d1a7c5e",
    "evt_9f8e7d6c",
    "555-867",
    "5558675309",
    "203.0.113.77",
    "4711",
    "Zwiebelfisch",
    "hush",
    "Ottakring",
    "c0ffee77",
    "2520faea",
];

fn personal() -> Value {
    json!({
        "event": "contact.created",
        "timestamp": "2026-02-24T10:00:00Z",
        "workspace_id": "2520faea-26f6-4bb0-ae4e-d935946d6670",
        "data": {
            "contact": {
                "id": ID, "first_name": "Xanthippe", "last_name": "Quackenbush",
                "full_name": "Xanthippe Quackenbush", "email": "x.quackenbush@zwiebelfisch.example",
                "phone": "+1 212 555-867-9", "mobile": 5_558_675_309_i64, "company": "Zwiebelfisch GmbH",
                "linkedin_url": "https://linkedin.example/in/quackenbush", "status": "active",
                "priority": 2, "score": 1.5, "city": "Ottakring", "tags": ["met Quackenbush"],
                "custom_fields": { "Xanthippe": "Zwiebelfisch", "number": 4711, "row_id": 4711 },
            },
            "deal": { "stage": "New Lead", "currency": "EUR", "main_contact_id": ID },
            "ref": "evt_9f8e7d6c", "ip": "203.0.113.77", "token": "c0ffee77c0ffee77",
        }
    })
}

fn sandbox() -> Sandbox {
    let mut body = personal();
    body["data"]["contact"]["custom_fields"]["number"] = json!(12);
    store_of(&[
        Hook::signed("8d1a7c5e-0000-4000-8000-000000000001", body.to_string())
            .path("/hooks/quackenbush?mail=x.quackenbush%40zwiebelfisch.example")
            .header("X-Forwarded-For", "203.0.113.77")
            .header("CF-Connecting-IP", "203.0.113.77")
            .header("Referer", "https://zwiebelfisch.example/Quackenbush")
            .header("User-Agent", "Quackenbush/1")
            .header("Authorization", "Bearer hush")
            .header("Cookie", "a=hush")
            .header("X-Customer", "Xanthippe Quackenbush"),
        Hook::signed("8d1a7c5e-0000-4000-8000-000000000002", format!("{:#}", body)).sign("wrong"),
    ])
}

fn export(sandbox: &Sandbox, args: &[&str]) -> String {
    let output =
        sandbox.cmd(["events", "export", "--redact", "--redact-seed", "x"]).args(args).run();
    let told = output.code(0);
    assert!(told.stderr.contains(TEST_KEY), "{told}");
    assert!(told.stderr.contains("the header `x-customer` is left out"), "{told}");
    told.stdout()
}

#[test]
fn nothing_personal_is_in_any_form_and_what_was_accepted_verifies() {
    let sandbox = sandbox();
    let handler = Endpoint::always(503);
    sandbox.cmd(["replay", "1", "--to", &handler.url("/")]).run().code(1);
    for form in ["jsonl", "curl", "har", "http"] {
        let dir = ["--dir", "bodies"];
        let more: &[&str] = if form == "http" { &dir } else { &[] };
        let text = export(&sandbox, &[&["--format", form][..], more].concat());
        for word in PERSONAL {
            assert!(!text.contains(word), "{word} in {form}: {text}");
        }
        assert!(!text.contains("zwiebelfisch") && !text.contains("xanthippe"), "{form}: {text}");
        sandbox.write("file", &text);
        let import = ["events", "import", "file", "--secret", TEST_KEY, "--store"];
        let store = format!("{form}.db");
        sandbox.bare(import).args([&store]).run().code(0);
        let rows =
            sandbox.cmd(["events", "list", "--json", "--store", &store]).run().code(0).json();
        let verdicts: Vec<&Value> = rows.iter().map(|row| &row["verdict"]).collect();
        assert_eq!(verdicts, ["verified", "mismatch", "verified"], "{form}");
    }
}

#[test]
fn verify_accepts_a_redacted_body_with_the_test_key() {
    let sandbox = sandbox();
    let line: Value = serde_json::from_str(&export(&sandbox, &["1"])).expect("one line");
    sandbox.write("body", line["body"].as_str().expect("text"));
    let headers = line["headers"].as_array().expect("headers");
    let field =
        headers.iter().find(|field| field["name"] == "x-leadlex-signature").expect("signed");
    let signature = field["value"].as_str().expect("text");
    let args = ["verify", "body", "--signature", signature, "--secret", TEST_KEY];
    sandbox.bare(args).run().code(0);
    assert_eq!(line["verdict"], "verified");
    assert_eq!(line["peer"], Value::Null);
}

#[test]
fn shapes_relations_and_harmless_fields_stay() {
    let sandbox = sandbox();
    let line: Value = serde_json::from_str(&export(&sandbox, &["1"])).expect("one line");
    let body: Value = serde_json::from_str(line["body"].as_str().expect("text")).expect("JSON");
    let (data, contact) = (&body["data"], &body["data"]["contact"]);
    assert_eq!(
        (&body["event"], &body["timestamp"]),
        (&personal()["event"], &personal()["timestamp"])
    );
    assert_eq!(contact["id"], data["deal"]["main_contact_id"]);
    assert!(uuid::Uuid::try_parse(contact["id"].as_str().expect("an id")).is_ok());
    assert!(contact["email"].as_str().expect("text").ends_with("@example.com"));
    assert!(contact["phone"].as_str().expect("text").starts_with("+1 555 01"));
    let name = |field: &str| contact[field].as_str().expect("text").to_owned();
    assert_eq!(name("full_name"), format!("{} {}", name("first_name"), name("last_name")));
    assert_eq!((&contact["priority"], &contact["score"]), (&json!(2), &json!(1.5)));
    assert_eq!(
        (&contact["status"], &data["deal"]["stage"]),
        (&json!("active"), &json!("redacted"))
    );
    assert!(data["ref"].as_str().expect("text").starts_with("evt_"));
}

#[test]
fn the_same_seed_makes_the_same_fakes_and_another_makes_others() {
    let sandbox = sandbox();
    let (one, two) = (export(&sandbox, &["1"]), export(&sandbox, &["1", "2"]));
    assert!(two.starts_with(&one));
    let other = sandbox.cmd(["events", "export", "1", "--redact", "--redact-seed", "y"]).run();
    assert_ne!(other.code(0).stdout(), one);
    let random = sandbox.cmd(["events", "export", "1", "--redact"]).run().code(0);
    assert!(random.stderr.contains("`--redact-seed TEXT`"), "{random}");
    assert_ne!(random.stdout(), one);
}

#[test]
fn a_body_that_is_no_json_is_refused_unless_it_is_dropped() {
    let sandbox = store_of(&[
        Hook::event("contact.created", "aaaa-1", "Anna"),
        Hook::signed("bbbb-2", "name=Quackenbush"),
        Hook::signed("cccc-3", ""),
    ]);
    let refused = sandbox.cmd(["events", "export", "--redact"]).run().code(2);
    assert!(
        refused.stderr.contains("error: event 2 cannot be redacted, its body is not JSON"),
        "{refused}"
    );
    assert_eq!(refused.stdout(), "", "no half export");
    let args = ["events", "export", "--redact", "--redact-drop-bodies"];
    let dropped = sandbox.cmd(args).run().code(0);
    assert_eq!(
        dropped.json().iter().map(|line| line["size"].clone()).collect::<Vec<_>>()[1..],
        [0, 0]
    );
    assert!(!dropped.stdout().contains("uackenbush"));
    assert!(dropped.json().iter().all(|line| line["verdict"] == "verified"));
}
