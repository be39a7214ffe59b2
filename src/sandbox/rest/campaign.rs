//! `/v1/campaigns`, with steps, mails, counts and the way from draft to active.

use serde_json::{Value, json};

use super::Call;
use super::answer::{Answer, Nested};
use super::page::{MOST, Paging, Sort, Wanted, Way, from_second, to_second};
use super::query::texts;
use super::row::View;
use crate::sandbox::world::campaign::MAILS;
use crate::sandbox::world::denied::Denied;
use crate::sandbox::world::kind::Kind;
use crate::sandbox::world::table::Slot;
use crate::sandbox::world::write::Tell;

/// Mail events are kept so long `[/api-reference/campaigns/events]`.
const RETENTION: i64 = 180 * 24 * 3600;
/// When a mail is sent `[/api-reference/campaigns/create-step]`.
const CONDITIONS: [&str; 5] = ["always", "if_no_reply", "if_no_open", "if_opened", "if_clicked"];

/// `GET /v1/campaigns` `[/authentication]`: whether it has pages is a reading.
pub(super) fn list(call: &mut Call<'_>) -> Result<Answer, Denied> {
    if call.readings.is("campaigns", "whole") {
        let all: Vec<Slot> = call.world.table(Kind::Campaign).created.slots().collect();
        let rows = call.rows(Kind::Campaign, &all);
        return Ok(Answer::whole("campaigns", rows));
    }
    let paging = Paging::read(call, MOST)?;
    let wanted = Wanted::all(Kind::Campaign, Sort::Created, Way::Up);
    let (slots, total) = wanted.choose(call.world, paging);
    let rows = call.rows(Kind::Campaign, &slots);
    Ok(Answer::Page { key: "campaigns", rows, meta: paging.meta(total) })
}

fn slot(call: &Call<'_>) -> Result<Slot, Denied> {
    call.world.find(Kind::Campaign, call.id(0))
}

/// `GET /v1/campaigns/{id}` `[/api-reference/campaigns/get]`: the shape of its steps and contacts
/// is cut off there, so that of their own pages is used.
pub(super) fn get(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let slot = slot(call)?;
    let mut shown = call.show(Kind::Campaign, slot, View::Whole);
    if let Some(outreach) = call.world.outreach(slot) {
        shown["steps"] = json!(outreach.steps);
        let contact = |slot: &Slot| {
            let object = call.world.object(Kind::Contact, *slot);
            json!({"id": object["id"], "full_name": object["full_name"], "email": object["email"]})
        };
        shown["contacts"] = outreach.contacts.iter().map(contact).collect();
    }
    Ok(Answer::one("campaign", shown, Nested::Under))
}

pub(super) fn create(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let mut fields = call.fields()?;
    fields.shift_remove("status");
    let slot = call.world.create(Kind::Campaign, fields, Tell::Each, &call.by)?;
    Ok(Answer::made("campaign", call.show(Kind::Campaign, slot, View::Whole), Nested::Under))
}

/// `DELETE /v1/campaigns/{id}`: drafts only `[/api-reference/campaigns/delete]`.
pub(super) fn delete(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let slot = slot(call)?;
    Ok(Answer::done(call.world.delete(Kind::Campaign, slot, &call.by)?))
}

/// `GET /v1/campaigns/{id}/steps` `[/api-reference/campaigns/steps]`.
pub(super) fn steps(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let slot = slot(call)?;
    let steps = call.world.outreach(slot).map(|outreach| outreach.steps.clone());
    Ok(Answer::whole("steps", steps.unwrap_or_default()))
}

/// `POST /v1/campaigns/{id}/steps` `[/api-reference/campaigns/create-step]`.
pub(super) fn create_step(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let slot = slot(call)?;
    let fields = call.fields()?;
    if !fields.contains_key("subject") {
        return Err(Denied::required("subject"));
    }
    let condition = fields.get("send_condition").and_then(Value::as_str).unwrap_or("always");
    if !CONDITIONS.contains(&condition) {
        let why = format!("send_condition is one of {}", CONDITIONS.join(", "));
        return Err(Denied::new(400, "invalid_send_condition", why));
    }
    let step = call.world.add_step(slot, &fields, &call.by);
    Ok(Answer::made("step", step, Nested::Under))
}

/// `DELETE /v1/campaigns/{id}/steps/{id}` `[/api-reference/campaigns/delete-step]`.
pub(super) fn delete_step(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let slot = slot(call)?;
    let step = call.id(1).to_owned();
    call.world.delete_step(slot, &step)?;
    Ok(Answer::done(json!({"deleted": true, "id": step})))
}

/// `GET /v1/campaigns/{id}/events`, newest first `[/api-reference/campaigns/events]`.
pub(super) fn events(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let slot = slot(call)?;
    let paging = Paging::read(call, MOST)?;
    let kind = call.query.get("type");
    if kind.is_some_and(|kind| !MAILS.contains(&kind)) {
        return Err(Denied::field("type", format!("One of {}", MAILS.join(", "))));
    }
    let contact = call.query.get("contact_id");
    let kept = call.world.clock.now() - RETENTION;
    let from = call.query.time("from_date")?.map_or(kept, |from| from_second(call, from).max(kept));
    let to = call.query.time("to_date")?.map_or(i64::MAX, |to| to_second(call, to));
    let mut rows: Vec<(i64, Value)> = Vec::new();
    for mail in call.world.outreach(slot).iter().flat_map(|outreach| outreach.mails.iter().rev()) {
        let met = kind.is_none_or(|kind| kind == mail.kind)
            && contact.is_none_or(|contact| contact == mail.contact_id)
            && mail.at >= from
            && mail.at < to;
        if met {
            rows.push((mail.at, mail.row.clone()));
        }
    }
    rows.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    let total = rows.len();
    let (first, end) = paging.range(total);
    let rows = rows.drain(first..end).map(|(_, row)| row).collect();
    Ok(Answer::Page { key: "events", rows, meta: paging.meta(total) })
}

/// `GET /v1/campaigns/{id}/stats` `[/api-reference/campaigns/stats]`.
pub(super) fn stats(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let slot = slot(call)?;
    Ok(Answer::one("stats", call.world.stats(slot), Nested::Under))
}

/// `POST /v1/campaigns/{id}/start` `[/api-reference/campaigns/start]`.
pub(super) fn start(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let slot = slot(call)?;
    let approval = call.body.get("require_approval").and_then(Value::as_bool);
    let task = call.world.start(slot, approval, &call.by)?;
    let status = if task.is_some() { "pending_approval" } else { "active" };
    Ok(Answer::done(json!({"campaign_id": call.id(0), "status": status, "task_id": task})))
}

/// `POST /v1/campaigns/{id}/pause` `[/api-reference/campaigns/pause]`.
pub(super) fn pause(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let slot = slot(call)?;
    Ok(Answer::one("campaign", call.world.pause(slot, &call.by)?, Nested::Under))
}

/// `POST /v1/campaigns/{id}/contacts` `[/api-reference/campaigns/add-contacts]`.
pub(super) fn add(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let slot = slot(call)?;
    let contacts = texts(&call.body, "contact_ids", usize::MAX)?;
    let added = call.world.add_recipients(slot, &contacts, &call.by)?;
    let skipped = contacts.len() - added.len();
    Ok(Answer::done(json!({"added": added.len(), "skipped": skipped, "contact_ids": added})))
}
