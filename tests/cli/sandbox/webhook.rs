//! Real deliveries: signed, retried, logged, and ended with their subscription.

use std::time::Duration;

use serde_json::{Value, json};

use super::Workspace;
use crate::harness::{Endpoint, PATIENCE, Reply, SECRET, sign, until};

fn create() -> Value {
    json!({"do": "contact.create", "set": {"full_name": "Anna"}})
}

#[test]
fn a_change_is_delivered_signed_and_a_failure_again_under_the_same_id() {
    let handler = Endpoint::script([Reply::status(503).body("busy"), Reply::status(200)]);
    let url = handler.url("/in");
    let workspace = Workspace::start(&["--webhook", &url, "--time-scale", "0.001"]);
    workspace.control("POST", "changes", &create());
    let all = handler.wait_for(2);
    assert_eq!(all[0].body, all[1].body);
    assert_eq!(all[0].delivery_id(), all[1].delivery_id());
    assert_eq!(all[0].must("x-leadlex-signature"), sign(SECRET, &all[0].body));
    assert_eq!(all[0].must("user-agent"), "LeadLex-Webhook/1.0");
    let body: Value = serde_json::from_slice(&all[0].body).expect("JSON");
    assert_eq!(
        (&body["event"], &body["data"]["contact"]["full_name"]),
        (&json!("contact.created"), &json!("Anna"))
    );
    assert_eq!(body["workspace_id"], workspace.running.json()[0]["workspace_id"]);
    let logs = until("the second log", PATIENCE, || {
        let logs = workspace.api("GET", "webhooks/hook_1/logs?status=success", &Value::Null);
        Some(logs).filter(|logs| logs["meta"]["total"] == 1)
    });
    assert_eq!(logs["data"]["logs"][0]["attempt"], 2);
    let failed = workspace.api("GET", "webhooks/hook_1/logs?status=failed", &Value::Null);
    let failed = &failed["data"]["logs"][0];
    assert_eq!(
        (&failed["response_status_code"], &failed["error"]),
        (&json!(503), &json!("http_error"))
    );
    assert_eq!(failed["response_body"], "busy");
    let mut running = workspace.running;
    let line = running.wait_json("a delivery", |line| line["type"] == "webhook_delivery");
    assert_eq!((&line["status"], &line["attempt"]), (&json!(503), &json!(1)));
}

#[test]
fn the_other_reading_gives_each_attempt_an_id_of_its_own() {
    let handler = Endpoint::script([Reply::status(500), Reply::status(200)]);
    let url = handler.url("/");
    let args = ["--webhook", &url, "--time-scale", "0.001", "--reading", "retry-id=new"];
    let workspace = Workspace::start(&args);
    workspace.control("POST", "changes", &create());
    let all = handler.wait_for(2);
    assert_ne!(all[0].delivery_id(), all[1].delivery_id());
    assert_eq!(all[0].body, all[1].body);
}

#[test]
fn names_are_those_of_the_edition_and_only_those_asked_for_come() {
    for (edition, name) in [("planned", "list.contact_added"), ("launched", "list.contacts_added")]
    {
        let handler = Endpoint::always(200);
        let url = handler.url("/");
        let args = ["--webhook", &url, "--edition", edition, "--webhook-events", "list.*"];
        let workspace = Workspace::start(&args);
        let changes = json!([create(), {"do": "list.create", "as": "l"},
            {"do": "list.add", "ref": "l", "contacts": ["newest"]}]);
        workspace.control("POST", "changes", &changes);
        let mut names: Vec<String> = handler
            .wait_for(2)
            .iter()
            .map(|one| serde_json::from_slice::<Value>(&one.body).expect("JSON"))
            .map(|body| body["event"].as_str().expect("a name").to_owned())
            .collect();
        names.sort();
        let mut wanted = ["list.created".to_owned(), name.to_owned()];
        wanted.sort();
        assert_eq!(names, wanted);
    }
}

#[test]
fn a_subscription_of_the_api_is_signed_with_the_secret_it_showed_and_ends_when_deleted() {
    let handler = Endpoint::always(500);
    let workspace = Workspace::start(&["--time-scale", "0.02"]);
    let body = json!({"url": handler.url("/"), "events": ["contact.created"]});
    let made = workspace.api("POST", "webhooks", &body);
    let hook = &made["data"]["webhook"];
    let secret = hook["secret"].as_str().expect("a secret");
    let path = format!("webhooks/{}", hook["id"].as_str().expect("an id"));
    workspace.api("POST", "contacts", &json!({"full_name": "Anna"}));
    let all = handler.wait_for(2);
    assert_eq!(all[0].must("x-leadlex-signature"), sign(secret, &all[0].body));
    workspace.api("DELETE", &path, &Value::Null);
    let before = handler.received().len();
    // The third attempt would have come 0.6 s after the second: what is not to happen can only be
    // waited out.
    std::thread::sleep(Duration::from_millis(900));
    assert_eq!(handler.received().len(), before);
}

#[test]
fn a_paused_subscription_gets_nothing_until_it_is_resumed() {
    let handler = Endpoint::always(200);
    let workspace = Workspace::start(&[]);
    let body = json!({"url": handler.url("/"), "events": ["contact.created"], "active": false});
    let made = workspace.api("POST", "webhooks", &body);
    let path = format!("webhooks/{}", made["data"]["webhook"]["id"].as_str().expect("an id"));
    workspace.api("POST", "contacts", &json!({"full_name": "Nobody hears of me"}));
    workspace.api("PATCH", &path, &json!({"active": true}));
    workspace.api("POST", "contacts", &json!({"full_name": "Anna"}));
    let all = handler.wait_for(1);
    assert!(String::from_utf8_lossy(&all[0].body).contains("Anna"));
    assert_eq!(workspace.api("GET", &format!("{path}/logs"), &Value::Null)["meta"]["total"], 1);
}

#[test]
fn as_documented_no_webhook_goes_to_this_machine() {
    let workspace = Workspace::start(&["--allow-loopback-webhooks", "false"]);
    let body = json!({"url": "https://127.0.0.1:1/", "events": ["contact.created"]});
    let refused = workspace.send("POST", "/v1/webhooks", &body);
    assert!(refused.status == 400 && refused.text().contains("invalid_url"), "{}", refused.text());
}
