//! `send --scenario`: a lifecycle in order, about the same people and matters throughout.

use insta::assert_snapshot;
use jiff::Timestamp;
use serde_json::Value;

use crate::harness::{Cmd, Endpoint, Received, SECRET, Sandbox, sign};

fn play_cmd(sandbox: &Sandbox, handler: &Endpoint, scenario: &str) -> Cmd {
    sandbox.cmd(["send", "--to", &handler.url("/hooks"), "--scenario", scenario])
}

/// What a built-in scenario sends.
fn play(name: &str) -> Vec<Received> {
    let (sandbox, handler) = (Sandbox::new(), Endpoint::always(200));
    play_cmd(&sandbox, &handler, name).args(["--seed", "7"]).run().code(0);
    handler.received()
}

fn bodies(received: &[Received]) -> Vec<Value> {
    received.iter().map(|one| serde_json::from_slice(&one.body).expect("JSON")).collect()
}

fn names(bodies: &[Value]) -> Vec<&str> {
    bodies.iter().map(|body| body["event"].as_str().expect("a name")).collect()
}

/// What every scenario keeps: signed, one workspace, time goes forward, each its own delivery.
#[track_caller]
fn assert_sound(received: &[Received], bodies: &[Value]) {
    let mut before = Timestamp::MIN;
    for (one, body) in received.iter().zip(bodies) {
        assert_eq!(one.must("x-leadlex-signature"), sign(SECRET, &one.body));
        assert_eq!(body["workspace_id"], bodies[0]["workspace_id"]);
        let at: Timestamp = body["timestamp"].as_str().expect("a time").parse().expect("a time");
        assert!(before < at, "{before} and then {at}");
        before = at;
    }
    let mut ids: Vec<_> = received.iter().map(Received::delivery_id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), received.len());
}

/// Asserts that a value stands in each of these bodies.
#[track_caller]
fn assert_shared(bodies: &[Value], value: &Value, indices: &[usize]) {
    let value = value.as_str().expect("an id");
    assert!(value.len() >= 8, "{value}");
    for index in indices {
        let body = bodies[*index].to_string();
        assert!(body.contains(value), "no {value} in {body}");
    }
}

#[test]
fn new_lead_is_about_one_contact_one_company_and_one_deal() {
    let received = play("new-lead");
    let bodies = bodies(&received);
    assert_sound(&received, &bodies);
    let expected = [
        "company.created",
        "contact.created",
        "list.contact_added",
        "deal.created",
        "activity.created",
        "task.created",
        "contact.updated",
        "task.updated",
        "deal.updated",
    ];
    assert_eq!(names(&bodies), expected);
    assert_shared(&bodies, &bodies[1]["data"]["contact"]["id"], &[1, 2, 3, 6]);
    assert_shared(&bodies, &bodies[0]["data"]["company"]["id"], &[0, 3, 8]);
    assert_shared(&bodies, &bodies[3]["data"]["deal"]["id"], &[3, 8]);
    assert_shared(&bodies, &bodies[5]["data"]["task"]["id"], &[5, 7]);
}

#[test]
fn campaign_lifecycle_is_about_one_campaign() {
    let received = play("campaign-lifecycle");
    let bodies = bodies(&received);
    assert_sound(&received, &bodies);
    let expected = [
        "campaign.created",
        "campaign.step_created",
        "campaign.step_created",
        "campaign.contacts_added",
        "campaign.started",
        "campaign.email_sent",
        "campaign.email_opened",
        "campaign.email_replied",
        "campaign.completed",
    ];
    assert_eq!(names(&bodies), expected);
    let campaign = &bodies[0]["data"]["campaign"]["id"];
    assert_shared(&bodies, campaign, &[0, 1, 2, 3, 4, 5, 6, 7, 8]);
    assert_ne!(bodies[1], bodies[2]);
}

#[test]
fn lexi_approval_is_about_one_task_and_starts_a_campaign() {
    let received = play("lexi-approval");
    let bodies = bodies(&received);
    assert_sound(&received, &bodies);
    let expected =
        ["lexi.task_created", "lexi.task_approved", "campaign.started", "lexi.task_completed"];
    assert_eq!(names(&bodies), expected);
    let task = bodies[0]["data"].as_object().expect("data").values().next().expect("a task");
    assert_shared(&bodies, &task["id"], &[0, 1, 3]);
}

#[test]
fn the_same_seed_tells_the_same_story() {
    let bodies = |received: Vec<Received>| -> Vec<Vec<u8>> {
        received.into_iter().map(|one| one.body).collect()
    };
    assert_eq!(bodies(play("lexi-approval")), bodies(play("lexi-approval")));
}

#[test]
fn a_file_tells_a_story_of_ones_own() {
    let (sandbox, handler) = (Sandbox::new(), Endpoint::always(200).expect_calls(3));
    let story = r#"{
        "name": "won", "description": "a matter that is won",
        "steps": [
            {"event": "contact.created", "set": {"data.contact.email": "anna@example.com"}},
            {"event": "deal.created", "after": "2h", "set": {"data.deal.estimated_value": 12.50}},
            {"event": "deal.updated", "after": "3d", "wait": "4s",
             "set": {"data.deal.stage": "Won", "data.deal.tags": ["a=b", "c"]}}
        ]
    }"#;
    sandbox.write("won.json", story);
    let cmd = play_cmd(&sandbox, &handler, "won.json").args(["--set", "workspace_id=w-1"]);
    cmd.args(["--time-scale", "0.1"]).run().code(0);
    let received = handler.received();
    let bodies = bodies(&received);
    assert_sound(&received, &bodies);
    assert_eq!(names(&bodies), ["contact.created", "deal.created", "deal.updated"]);
    assert_eq!(bodies[0]["workspace_id"], "w-1");
    assert_eq!(bodies[0]["data"]["contact"]["email"], "anna@example.com");
    assert!(String::from_utf8_lossy(&received[1].body).contains(r#""estimated_value":12.50"#));
    assert_eq!(bodies[2]["data"]["deal"]["stage"], "Won");
    assert_eq!(bodies[2]["data"]["deal"]["tags"][0], "a=b");
    assert_eq!(bodies[1]["data"]["deal"]["id"], bodies[2]["data"]["deal"]["id"]);
    let at = |index: usize| -> Timestamp {
        bodies[index]["timestamp"].as_str().expect("a time").parse().expect("a time")
    };
    assert_eq!(at(1).duration_since(at(0)).as_secs(), 2 * 3600);
    assert_eq!(at(2).duration_since(at(1)).as_secs(), 3 * 24 * 3600);
    let waited = received[2].at - received[1].at;
    assert!((400..4000).contains(&waited.as_millis()), "{waited:?}");
}

#[test]
fn a_bad_file_says_what_is_wrong_and_where() {
    let step =
        |fields: &str| format!(r#"{{"name":"x","steps":[{{"event":"deal.created"}},{fields}]}}"#);
    let files = [
        "[]".to_owned(),
        r#"{"name":"x","#.to_owned(),
        r#"{"steps":[{"event":"deal.created"}]}"#.to_owned(),
        r#"{"name":"x"}"#.to_owned(),
        r#"{"name":"x","steps":[]}"#.to_owned(),
        r#"{"name":"x","steps":{}}"#.to_owned(),
        r#"{"name":"","steps":[{"event":"deal.created"}]}"#.to_owned(),
        r#"{"name":"x","stepz":[]}"#.to_owned(),
        r#"{"name":"x","name":"y","steps":[]}"#.to_owned(),
        step("7"),
        step("{}"),
        step(r#"{"event":"deal.creatd"}"#),
        step(r#"{"event":"deal.updated","wait":"soon"}"#),
        step(r#"{"event":"deal.updated","after":"9y"}"#),
        step(r#"{"event":"deal.updated","after":5}"#),
        step(r#"{"event":"deal.updated","set":[]}"#),
        step(r#"{"event":"deal.updated","set":{"data.deal.stag":"Won"}}"#),
        step(r#"{"event":"deal.updated","set":{"data..stage":"Won"}}"#),
        step(r#"{"event":"deal.updated","note":"x"}"#),
    ];
    let (sandbox, handler) = (Sandbox::new(), Endpoint::always(200).expect_calls(0));
    let mut messages = String::new();
    for file in files {
        sandbox.write("s.json", &file);
        let output = play_cmd(&sandbox, &handler, "s.json").run().code(2);
        messages.push_str(&output.stderr);
    }
    assert_snapshot!(messages, @r"
    error: `--scenario s.json`: not a JSON object (invalid type: sequence, expected an object at line 1 column 0)
    error: `--scenario s.json`: not a JSON object (EOF while parsing a value at line 1 column 12)
    error: `--scenario s.json`: `name`: missing
    error: `--scenario s.json`: `steps`: missing
    error: `--scenario s.json`: `steps`: empty
    error: `--scenario s.json`: `steps`: not an array
    error: `--scenario s.json`: `name`: empty
    error: `--scenario s.json`: `stepz`: unknown field (known: `name`, `description`, `steps`)
    error: `--scenario s.json`: `name`: given twice
    error: `--scenario s.json`: step 2: not a JSON object (invalid type: integer `7`, expected an object at line 1 column 1)
    error: `--scenario s.json`: step 2, `event`: missing
    error: `--scenario s.json`: step 2, `event`: no known event type matches `deal.creatd`, did you mean `deal.created`, `deal.updated` or `deal.bulk_created`?
    error: `--scenario s.json`: step 2, `wait`: `soon` is no duration like `2s`, `1m 30s` or `3d`, up to a year
    error: `--scenario s.json`: step 2, `after`: `9y` is no duration like `2s`, `1m 30s` or `3d`, up to a year
    error: `--scenario s.json`: step 2, `after`: not a string
    error: `--scenario s.json`: step 2, `set`: not an object
    error: `--scenario s.json`: step 2, `set`: there is no `stag` in `data.deal`, which has `stage`, `tags`, `status`, `id`, `name`, `currency`, `pipeline`, `priority` and 12 more; `--patch` adds new fields
    error: `--scenario s.json`: step 2, `set`: `data..stage` is not a path: a name is missing at character 6
    error: `--scenario s.json`: step 2, `note`: unknown field (known: `event`, `wait`, `after`, `set`)
    ");
}

#[test]
fn a_name_that_is_neither_scenario_nor_file_lists_the_scenarios() {
    let (sandbox, handler) = (Sandbox::new(), Endpoint::always(200).expect_calls(0));
    let output = play_cmd(&sandbox, &handler, "new-laed").run().code(2);
    assert_snapshot!(output, @r"
    exit 2
    --- stdout
    --- stderr
    error: `--scenario new-laed` is neither a scenario nor a file
    hint: scenarios: new-lead, campaign-lifecycle, lexi-approval
    ");
    sandbox.write("bytes.json", b"\xff");
    let output = play_cmd(&sandbox, &handler, "bytes.json").run().code(2);
    assert_snapshot!(output, @r"
    exit 2
    --- stdout
    --- stderr
    error: `--scenario bytes.json`: the file is not UTF-8
    ");
}
