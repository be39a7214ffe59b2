//! `/v1/deals`.

use serde_json::{Value, json};

use super::Call;
use super::answer::{Answer, Nested};
use super::page::{MOST, Paging, Wanted, from_second, to_second, unknown_order};
use super::query::texts;
use super::row::View;
use crate::sandbox::world::denied::Denied;
use crate::sandbox::world::kind::Kind;
use crate::sandbox::world::table::{Fields, Slot};
use crate::sandbox::world::write::Tell;

/// Deals made in one call `[/api-reference/deals/bulk-create]`.
const MOST_MADE: usize = 50;
/// Deals changed in one call `[/api-reference/deals/bulk-update]`.
const MOST_CHANGED: usize = 100;

/// `GET /v1/deals` `[/api-reference/deals/list]`.
pub(super) fn list(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let paging = Paging::read(call, MOST)?;
    let (sort, way) = unknown_order(call, "deals-order");
    let mut wanted = Wanted::all(Kind::Deal, sort, way);
    if let Some(after) = call.query.time("created_after")? {
        wanted.created.0 = from_second(call, after);
    }
    if let Some(before) = call.query.time("created_before")? {
        wanted.created.1 = to_second(call, before);
    }
    if let Some(after) = call.query.time("updated_after")? {
        wanted.updated_from = Some(from_second(call, after));
    }
    for (parameter, field) in [
        ("status", "status"),
        ("pipeline", "pipeline"),
        ("stage", "stage"),
        ("contact_id", "main_contact_id"),
        ("owner_user_id", "owner_user_id"),
    ] {
        if let Some(value) = call.query.get(parameter).map(str::to_owned) {
            wanted.only(move |world, slot| world.text(Kind::Deal, slot, field) == value);
        }
    }
    let tags = call.query.all("tags").flat_map(|tags| tags.split(','));
    let tags: Vec<String> = tags.map(str::to_owned).collect();
    if !tags.is_empty() {
        wanted.only(move |world, slot| {
            let fields = world.fields(Kind::Deal, slot);
            let own = fields.get("tags").and_then(Value::as_array).into_iter().flatten();
            own.filter_map(Value::as_str).any(|own| tags.iter().any(|tag| tag == own))
        });
    }
    let (slots, total) = wanted.choose(call.world, paging);
    let rows = call.rows(Kind::Deal, &slots);
    Ok(Answer::Page { key: "deals", rows, meta: paging.meta(total) })
}

/// `GET /v1/deals/{id}` `[/api-reference/deals/get]`.
pub(super) fn get(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let slot = call.world.find(Kind::Deal, call.id(0))?;
    Ok(Answer::one("deal", call.show(Kind::Deal, slot, View::Whole), Nested::Under))
}

/// `POST /v1/deals` `[/api-reference/deals/create]`.
pub(super) fn create(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let slot = call.world.create(Kind::Deal, call.fields()?, Tell::Each, &call.by)?;
    Ok(Answer::made("deal", call.show(Kind::Deal, slot, View::Whole), Nested::Bare))
}

/// `PATCH /v1/deals/{id}` `[/api-reference/deals/update]`.
pub(super) fn update(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let slot = call.world.find(Kind::Deal, call.id(0))?;
    call.world.update(Kind::Deal, slot, call.fields()?, Tell::Each, &call.by)?;
    Ok(Answer::one("deal", call.show(Kind::Deal, slot, View::Whole), Nested::Bare))
}

/// `DELETE /v1/deals/{id}`: its page is not readable.
pub(super) fn delete(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let slot = call.world.find(Kind::Deal, call.id(0))?;
    Ok(Answer::done(call.world.delete(Kind::Deal, slot, &call.by)?))
}

/// `POST /v1/deals/bulk`: `data` is a bare array `[/api-reference/deals/bulk-create]`.
pub(super) fn bulk_create(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let given = call.body.get("deals").and_then(Value::as_array);
    let given = given.ok_or_else(|| Denied::required("deals"))?;
    let all: Option<Vec<Fields>> = given.iter().map(|one| one.as_object().cloned()).collect();
    let all = all.ok_or_else(|| Denied::field("deals", "Objects are expected"))?;
    if all.is_empty() || all.len() > MOST_MADE {
        return Err(Denied::field("deals", "1 to 50 are expected"));
    }
    for fields in &all {
        call.world.checked(Kind::Deal, fields.clone())?;
    }
    let mut slots = Vec::new();
    for fields in all {
        slots.push(call.world.create(Kind::Deal, fields, Tell::Together, &call.by)?);
    }
    let objects: Vec<Value> = objects(call, &slots);
    let data = json!({"deals": objects, "count": objects.len()});
    call.world.tell(vec![("deal.bulk_created", data)]);
    Ok(Answer::done(json!(call.rows(Kind::Deal, &slots))))
}

/// `PATCH /v1/deals/bulk` `[/api-reference/deals/bulk-update]`.
pub(super) fn bulk_update(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let ids = texts(&call.body, "deal_ids", MOST_CHANGED)?;
    let set = call.body.get("updates").and_then(Value::as_object).cloned();
    let set = set.ok_or_else(|| Denied::required("updates"))?;
    let slots: Vec<Slot> =
        ids.iter().filter_map(|id| call.world.table(Kind::Deal).find(id)).collect();
    for slot in &slots {
        call.world.update(Kind::Deal, *slot, set.clone(), Tell::Together, &call.by)?;
    }
    let objects: Vec<Value> = objects(call, &slots);
    let data = json!({"deals": objects, "count": objects.len()});
    call.world.tell(vec![("deal.bulk_updated", data)]);
    Ok(Answer::done(json!({"updated": slots.len()})))
}

fn objects(call: &Call<'_>, slots: &[Slot]) -> Vec<Value> {
    slots.iter().map(|slot| call.world.object(Kind::Deal, *slot)).collect()
}
