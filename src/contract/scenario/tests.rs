//! What scenarios promise.

use std::collections::BTreeSet;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::Value;

use super::{BUILTIN, Edit, Scenario, builtin};

fn at() -> Timestamp {
    "2026-02-24T10:00:00Z".parse().expect("a time")
}

fn told(name: &str, seed: u64) -> Vec<Value> {
    let scenario = builtin(name).expect("built in");
    let scenes = scenario.bodies(seed, at());
    scenes.iter().map(|scene| serde_json::from_str(&scene.body).expect("JSON")).collect()
}

fn refusal(text: &str) -> String {
    Scenario::parse(text).expect_err("refused").to_string()
}

fn with_step(step: &str) -> String {
    refusal(&format!(r#"{{"name":"x","steps":[{{"event":"deal.created"}},{step}]}}"#))
}

#[test]
fn every_builtin_is_told_forward_and_ends_now() {
    assert_eq!(BUILTIN.len(), 3);
    for story in BUILTIN {
        for seed in 0..20 {
            let bodies = told(story.name, seed);
            let times: Vec<_> = bodies
                .iter()
                .map(|body| body["timestamp"].as_str().expect("a text"))
                .map(|text| text.parse::<Timestamp>().expect("a time"))
                .collect();
            assert!(times.is_sorted_by(|a, b| a < b), "{}", story.name);
            assert_eq!(times.last(), Some(&at()));
            let workspaces: BTreeSet<_> =
                bodies.iter().map(|body| body["workspace_id"].to_string()).collect();
            assert_eq!(workspaces.len(), 1);
        }
    }
    assert_eq!(builtin("no-such-story"), None);
}

#[test]
fn the_same_seed_tells_the_same_story() {
    let scenario = builtin("new-lead").expect("built in");
    assert_eq!(scenario.bodies(7, at()), scenario.bodies(7, at()));
    assert_ne!(scenario.bodies(7, at()), scenario.bodies(8, at()));
}

#[test]
fn a_new_lead_is_about_one_client_and_remembers_its_dates() {
    for seed in 0..20 {
        let bodies = told("new-lead", seed);
        let of = |name: &str| {
            let body = bodies.iter().find(|body| body["event"] == name).expect("told");
            (body["timestamp"].clone(), body["data"].clone())
        };
        let (company_at, company) = of("company.created");
        let (contact_at, contact) = of("contact.created");
        let (_, updated) = of("contact.updated");
        let (deal_at, deal) = of("deal.created");
        let (_, task) = of("task.created");
        let (done_at, done) = of("task.updated");
        let (won_at, won) = of("deal.updated");
        assert_eq!(company["company"]["created_date"], company_at);
        assert_eq!(contact["contact"]["created_at"], contact_at);
        assert_eq!(updated["contact"]["created_date"], contact_at);
        assert_eq!(updated["contact"]["id"], contact["contact"]["id"]);
        assert_eq!(updated["contact"]["related_company_id"], company["company"]["id"]);
        assert_eq!(deal["deal"]["main_contact_id"], contact["contact"]["id"]);
        assert_eq!(of("list.contact_added").1["contact"]["id"], contact["contact"]["id"]);
        assert_eq!(of("activity.created").1["activity"]["deal_id"], deal["deal"]["id"]);
        assert_eq!(task["task"]["status"], "open");
        assert_eq!(
            (&done["task"]["id"], &done["task"]["updated_date"]),
            (&task["task"]["id"], &done_at)
        );
        assert_eq!(
            (&won["deal"]["created_date"], &won["deal"]["updated_date"]),
            (&deal_at, &won_at)
        );
        assert_ne!(won["deal"]["stage"], deal["deal"]["stage"]);
    }
}

#[test]
fn a_campaign_goes_from_draft_to_active_to_completed() {
    let bodies = told("campaign-lifecycle", 3);
    let statuses: Vec<_> =
        bodies.iter().filter_map(|body| body.pointer("/data/campaign/status")).collect();
    assert_eq!(statuses, ["draft", "active", "completed"]);
    let ids: BTreeSet<_> = bodies
        .iter()
        .map(|body| body["data"].get("campaign_id").unwrap_or(&body["data"]["campaign"]["id"]))
        .map(Value::to_string)
        .collect();
    assert_eq!(ids.len(), 1);
    let steps: Vec<_> = bodies.iter().filter_map(|body| body.pointer("/data/step/id")).collect();
    assert_eq!(steps.len(), 2);
    assert_ne!(steps[0], steps[1]);
    let mails: Vec<_> = bodies.iter().filter_map(|body| body.pointer("/data/event")).collect();
    assert_eq!(
        mails.iter().map(|mail| &mail["type"]).collect::<Vec<_>>(),
        ["sent", "opened", "replied"]
    );
    assert!(mails.iter().all(|mail| mail["step_id"] == *steps[0]));
    let mail_ids: BTreeSet<_> = mails.iter().map(|mail| mail["id"].to_string()).collect();
    assert_eq!(mail_ids.len(), 3);
}

#[test]
fn what_lexi_was_asked_for_happens_after_the_approval() {
    let bodies = told("lexi-approval", 3);
    let statuses: Vec<_> =
        bodies.iter().filter_map(|body| body.pointer("/data/task/status")).collect();
    assert_eq!(statuses, ["pending", "approved", "completed"]);
    let started = bodies.iter().find(|body| body["event"] == "campaign.started").expect("told");
    let asked = &bodies[0]["data"]["task"];
    assert_eq!(asked["metadata"]["campaign_id"], started["data"]["campaign"]["id"]);
    assert!(bodies.iter().filter_map(|b| b.pointer("/data/task/id")).all(|id| *id == asked["id"]));
}

#[test]
fn a_file_says_what_it_wants_and_the_rest_is_sensible() {
    let scenario = Scenario::parse(
        r#"{"name":"mine","steps":[
            {"event":"contact.created"},
            {"event":"contact.updated","wait":"2s","set":{"data.contact.email":"x","data.n":1.10}},
            {"event":"contact.deleted","wait":"500ms","after":"1h 30m"}]}"#,
    )
    .expect("a scenario");
    assert_eq!((scenario.name.as_str(), scenario.description.as_str()), ("mine", ""));
    let waits: Vec<_> = scenario.steps.iter().map(|step| step.wait).collect();
    assert_eq!(waits, [0, 2000, 500].map(Duration::from_millis));
    let edit = |path: &str, value: &str| Edit { path: path.to_owned(), value: value.to_owned() };
    let edits = [edit("data.contact.email", "\"x\""), edit("data.n", "1.10")];
    assert_eq!(scenario.steps[1].edits, edits);
    let times: Vec<_> = scenario
        .bodies(1, at())
        .iter()
        .map(|scene| serde_json::from_str::<Value>(&scene.body).expect("JSON")["timestamp"].clone())
        .collect();
    assert_eq!(times, ["2026-02-24T08:29:00Z", "2026-02-24T08:30:00Z", "2026-02-24T10:00:00Z"]);
}

#[test]
fn refusals_name_the_step_and_the_field() {
    assert!(refusal("[").starts_with("not a JSON object ("));
    assert!(refusal("[]").starts_with("not a JSON object ("));
    assert_eq!(refusal(r#"{"steps":[]}"#), "`name`: missing");
    assert_eq!(refusal(r#"{"name":"x"}"#), "`steps`: missing");
    assert_eq!(refusal(r#"{"name":"x","steps":[]}"#), "`steps`: empty");
    assert_eq!(refusal(r#"{"name":"x","steps":{}}"#), "`steps`: not an array");
    assert_eq!(refusal(r#"{"name":7}"#), "`name`: not a string");
    assert_eq!(refusal(r#"{"name":"x","name":"y"}"#), "`name`: given twice");
    assert_eq!(
        refusal(r#"{"nmae":"x"}"#),
        "`nmae`: unknown field (known: `name`, `description`, `steps`)"
    );
    assert!(with_step("7").starts_with("step 2: not a JSON object ("));
    assert_eq!(with_step("{}"), "step 2, `event`: missing");
    assert_eq!(
        with_step(r#"{"event":"contact_created"}"#),
        "step 2, `event`: no known event type matches `contact_created`, did you mean \
         `contact.created`?"
    );
    assert_eq!(
        with_step(r#"{"event":"deal.updated","wiat":"2s"}"#),
        "step 2, `wiat`: unknown field (known: `event`, `wait`, `after`, `set`)"
    );
    for wait in ["2", "soon", "-2s", "9000h"] {
        assert_eq!(
            with_step(&format!(r#"{{"event":"deal.updated","wait":"{wait}"}}"#)),
            format!(
                "step 2, `wait`: `{wait}` is no duration like `2s`, `1m 30s` or `3d`, up to a year"
            )
        );
    }
    let set = r#"{"event":"deal.updated","set":["a"]}"#;
    assert_eq!(with_step(set), "step 2, `set`: not an object");
}
