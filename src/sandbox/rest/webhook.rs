//! `/v1/webhooks`: subscriptions and the log of their deliveries.

use serde_json::{Value, json};

use super::Call;
use super::answer::{Answer, Nested};
use super::page::{MOST, Paging};
use super::query::texts;
use crate::sandbox::hook::{Hook, Hooks, RETENTION};
use crate::sandbox::world::clock::stamp;
use crate::sandbox::world::denied::Denied;

/// Characters of a description `[/api-reference/webhooks/create]`.
const MOST_DESCRIPTION: usize = 200;

/// `GET /v1/webhooks` `[/api-reference/webhooks/list]`.
pub(super) fn list(call: &mut Call<'_>) -> Result<Answer, Denied> {
    Ok(Answer::whole("webhooks", call.hooks.all.iter().map(Hook::row).collect()))
}

/// `POST /v1/webhooks`: the one answer with the secret `[/api-reference/webhooks/create]`.
pub(super) fn create(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let fields = call.fields()?;
    let url = fields.get("url").and_then(Value::as_str).ok_or_else(|| Denied::required("url"))?;
    call.hooks.check_url(url)?;
    let events = texts(&call.body, "events", usize::MAX)?;
    call.hooks.check_events(&events)?;
    let hook = Hook {
        id: call.world.made_id(""),
        url: url.to_owned(),
        events,
        description: description(&call.body)?.unwrap_or_default(),
        active: call.body.get("active").and_then(Value::as_bool).unwrap_or(true),
        secret: call.world.made_id("whsec_").replace('-', ""),
        created: call.world.clock.now(),
        logs: Vec::new(),
    };
    let shown = json!({
        "id": hook.id,
        "url": hook.url,
        "events": hook.events,
        "description": hook.description,
        "active": hook.active,
        "secret": hook.secret,
        "created_at": stamp(hook.created),
    });
    call.world.record_as("webhooks", &hook.id, "create", json!({}), &call.by);
    call.hooks.all.push(hook);
    Ok(Answer::made("webhook", shown, Nested::Under))
}

/// `PATCH /v1/webhooks/{id}`: the secret stays `[/api-reference/webhooks/update]`.
pub(super) fn update(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let id = call.id(0).to_owned();
    if call.hooks.get_mut(&id).is_none() {
        return Err(Hooks::missing(&id));
    }
    let fields = call.fields()?;
    let url = fields.get("url").and_then(Value::as_str);
    if let Some(url) = url {
        call.hooks.check_url(url)?;
    }
    let events = match fields.get("events") {
        None => None,
        Some(_) => Some(texts(&call.body, "events", usize::MAX)?),
    };
    if let Some(events) = &events {
        call.hooks.check_events(events)?;
    }
    let description = description(&call.body)?;
    let updated_at = stamp(call.world.clock.now());
    let hook = call.hooks.get_mut(&id).ok_or_else(|| Hooks::missing(&id))?;
    if let Some(url) = url {
        url.clone_into(&mut hook.url);
    }
    if let Some(events) = events {
        hook.events = events;
    }
    if let Some(active) = fields.get("active").and_then(Value::as_bool) {
        hook.active = active;
    }
    if let Some(description) = description {
        hook.description = description;
    }
    let shown = json!({
        "id": hook.id,
        "url": hook.url,
        "events": hook.events,
        "description": hook.description,
        "active": hook.active,
        "updated_at": updated_at,
    });
    call.world.record_as("webhooks", &id, "update", json!({}), &call.by);
    Ok(Answer::one("webhook", shown, Nested::Under))
}

/// `DELETE /v1/webhooks/{id}`: retries under way are cancelled `[/api-reference/webhooks/delete]`.
pub(super) fn delete(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let id = call.id(0).to_owned();
    let before = call.hooks.all.len();
    call.hooks.all.retain(|hook| hook.id != id);
    if call.hooks.all.len() == before {
        return Err(Hooks::missing(&id));
    }
    call.world.record_as("webhooks", &id, "delete", json!({}), &call.by);
    Ok(Answer::done(json!({"deleted": true, "id": id})))
}

/// `GET /v1/webhooks/{id}/logs`, newest first `[/api-reference/webhooks/logs]`.
pub(super) fn logs(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let id = call.id(0).to_owned();
    let paging = Paging::read(call, MOST)?;
    let status = call.query.get("status").map(str::to_owned);
    if status.as_deref().is_some_and(|word| !["success", "failed", "pending"].contains(&word)) {
        return Err(Denied::field("status", "One of success, failed, pending"));
    }
    let kept = call.world.clock.now() - RETENTION;
    let hook = call.hooks.get_mut(&id).ok_or_else(|| Hooks::missing(&id))?;
    let met = |word: &str| status.as_deref().is_none_or(|wanted| wanted == word);
    let rows: Vec<Value> = hook
        .logs
        .iter()
        .rev()
        .filter(|log| log.at >= kept && met(log.status))
        .map(crate::sandbox::hook::Log::row)
        .collect();
    let total = rows.len();
    let (first, end) = paging.range(total);
    let rows = rows.into_iter().skip(first).take(end - first).collect();
    Ok(Answer::Page { key: "logs", rows, meta: paging.meta(total) })
}

fn description(body: &Value) -> Result<Option<String>, Denied> {
    match body.get("description") {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) if text.chars().count() <= MOST_DESCRIPTION => {
            Ok(Some(text.clone()))
        }
        Some(_) => Err(Denied::field("description", "A text of at most 200 characters")),
    }
}
