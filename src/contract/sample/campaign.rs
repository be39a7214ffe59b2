//! Campaigns with their steps and mails, and Lexi's approval queue, which starts them.

use serde_json::{Value, json};

use super::contact::others;
use super::dice::Dice;
use super::words::{CAMPAIGNS, STEPS, StepWords};
use super::world::{World, deleted};

/// The object of `[/api-reference/campaigns/get]`, as far as it is published.
pub(super) fn row(seed: u64, born: &str) -> Value {
    let mut dice = Dice::new(seed, "campaign");
    let (name, description) = dice.pick(CAMPAIGNS);
    json!({
        "id": dice.uuid(),
        "name": name,
        "description": description,
        "status": "draft",
        "daily_send_limit": dice.between(2, 10) * 10,
        "delay_between_emails": dice.between(1, 5) * 60,
        "sending_timezone": dice.pick(&["Europe/Berlin", "America/New_York", "Asia/Tokyo"]),
        "send_on_weekends": false,
        "track_opens": true,
        "track_clicks": true,
        "created_at": born,
    })
}

/// The rows of `[/api-reference/campaigns/steps]`.
pub(super) fn steps(seed: u64, born: &str) -> Vec<Value> {
    let mut dice = Dice::new(seed, "campaign steps");
    let step = |(index, (subject, body, delay_days, send_condition)): (u32, &StepWords)| {
        json!({
            "id": dice.uuid(),
            "index": index,
            "subject": subject,
            "body": body,
            "delay_days": delay_days,
            "delay_hours": 0,
            "send_condition": send_condition,
            "created_at": born,
        })
    };
    (1..).zip(STEPS).map(step).collect()
}

/// `data` of a `campaign.*` event.
pub(super) fn happen(world: &mut World, verb: &str, now: &str) -> Value {
    let campaign = &mut world.campaign;
    match verb {
        "created" => {
            campaign["status"] = json!("draft");
            campaign["created_at"] = json!(now);
        }
        "started" => campaign["status"] = json!("active"),
        "paused" => campaign["status"] = json!("paused"),
        "completed" => campaign["status"] = json!("completed"),
        _ => {}
    }
    let id = &campaign["id"];
    match verb {
        "created" | "started" => json!({"campaign": campaign}),
        "paused" => json!({"campaign": {"id": id, "status": "paused", "paused_at": now}}),
        "completed" => json!({"campaign": campaign, "stats": stats()}),
        "deleted" => json!({"campaign": deleted(campaign)}),
        "step_created" => {
            let step = &mut world.steps[world.steps_made % STEPS.len()];
            step["created_at"] = json!(now);
            world.steps_made += 1;
            json!({"campaign_id": id, "step": step})
        }
        "contacts_added" => {
            let mut ids = vec![world.contact["id"].clone()];
            ids.extend(others(world.seed, 2).into_iter().map(|person| json!(person.id)));
            json!({"campaign_id": id, "added": ids.len(), "skipped": 1, "contact_ids": ids})
        }
        "email_sent" | "email_opened" | "email_replied" => mail(world, &verb[6..], now),
        _ => Value::Null,
    }
}

/// A row of `[/api-reference/campaigns/events]`; the metadata is published for an open only, and
/// that the campaign's id stands beside the row is inferred.
fn mail(world: &World, kind: &str, now: &str) -> Value {
    let mut dice = Dice::new(world.seed, &format!("{kind} {}", world.happened));
    let company = world.contact["company"].as_str().unwrap_or_default();
    let template = world.steps[0]["subject"].as_str().unwrap_or_default();
    let subject = template.replace("{{company}}", company);
    let metadata = match kind {
        "opened" => json!({"user_agent": "Mozilla/5.0 (Macintosh)", "ip_country": "DE"}),
        "replied" => json!({"subject": format!("Re: {subject}")}),
        _ => json!({"subject": subject}),
    };
    json!({
        "campaign_id": world.campaign["id"],
        "event": {
            "id": format!("evt_{}", dice.hex8()),
            "type": kind,
            "contact_id": world.contact["id"],
            "email": world.contact["email"],
            "step_id": world.steps[0]["id"],
            "timestamp": now,
            "metadata": metadata,
        },
    })
}

/// The answer of `[/api-reference/campaigns/stats]` for three recipients.
fn stats() -> Value {
    json!({
        "sent_count": 3,
        "opened_count": 2,
        "clicked_count": 1,
        "replied_count": 1,
        "bounced_count": 0,
        "unsubscribed_count": 0,
        "open_rate": 0.67,
        "click_rate": 0.33,
        "reply_rate": 0.33,
    })
}

/// A row of `[/api-reference/lexi/tasks]`. Of the four types this is the one whose effect is an
/// event of its own (`campaign.started`) `[/api-reference/campaigns/start]`.
pub(super) fn lexi_task(seed: u64, campaign: &Value, born: &str) -> Value {
    let name = campaign["name"].as_str().unwrap_or_default();
    json!({
        "id": Dice::new(seed, "lexi task").uuid(),
        "type": "campaign_start",
        "status": "pending",
        "description": format!("Start the campaign “{name}”"),
        "created_at": born,
        "metadata": {"campaign_id": campaign["id"]},
    })
}

/// `data` of an event of Lexi's queue: the row in the planned edition's names, the answer of
/// `[/api-reference/lexi/approve]` in the launched ones (both inferred).
pub(super) fn lexi_happen(world: &mut World, name: &str, now: &str) -> Value {
    let task = &mut world.lexi_task;
    if name == "lexi.task_created" {
        task["status"] = json!("pending");
        task["created_at"] = json!(now);
        return json!({"task": task});
    }
    task["status"] = match name {
        "lexi.task_approved" | "task.approved" => json!("approved"),
        "lexi.task_completed" => json!("completed"),
        "lexi.task_failed" => json!("failed"),
        "task.dismissed" => json!("dismissed"),
        _ => return Value::Null,
    };
    let (id, status) = (&task["id"], &task["status"]);
    match name {
        "task.approved" => json!({"task_id": id, "status": status, "execution_started": true}),
        "task.dismissed" => json!({"task_id": id, "status": status}),
        "lexi.task_approved" => {
            let mut answer = task.clone();
            answer["execution_started"] = json!(true);
            json!({"task": answer})
        }
        "lexi.task_failed" => {
            task["metadata"]["error"] = json!("The sending mailbox is disconnected");
            json!({"task": task})
        }
        _ => json!({"task": task}),
    }
}
