//! `/v1/lists`. Reading and changing one is not published; it is like that of the others.

use serde_json::json;

use super::Call;
use super::answer::{Answer, Nested};
use super::page::{MOST, Paging, Sort, Wanted, Way};
use super::query::texts;
use super::row::View;
use crate::sandbox::world::denied::Denied;
use crate::sandbox::world::kind::Kind;
use crate::sandbox::world::write::Tell;

/// `GET /v1/lists` `[/authentication]`: whether it has pages is a reading.
pub(super) fn list(call: &mut Call<'_>) -> Result<Answer, Denied> {
    if call.readings.is("lists", "whole") {
        let all: Vec<_> = call.world.table(Kind::List).created.slots().collect();
        let rows = call.rows(Kind::List, &all);
        return Ok(Answer::whole("lists", rows));
    }
    let paging = Paging::read(call, MOST)?;
    let wanted = Wanted::all(Kind::List, Sort::Created, Way::Up);
    let (slots, total) = wanted.choose(call.world, paging);
    let rows = call.rows(Kind::List, &slots);
    Ok(Answer::Page { key: "lists", rows, meta: paging.meta(total) })
}

pub(super) fn get(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let slot = call.world.find(Kind::List, call.id(0))?;
    Ok(Answer::one("list", call.show(Kind::List, slot, View::Whole), Nested::Bare))
}

/// `POST /v1/lists` `[/api-reference/lists/create]`.
pub(super) fn create(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let slot = call.world.create(Kind::List, call.fields()?, Tell::Each, &call.by)?;
    Ok(Answer::made("list", call.show(Kind::List, slot, View::Whole), Nested::Bare))
}

pub(super) fn update(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let slot = call.world.find(Kind::List, call.id(0))?;
    call.world.update(Kind::List, slot, call.fields()?, Tell::Each, &call.by)?;
    Ok(Answer::one("list", call.show(Kind::List, slot, View::Whole), Nested::Bare))
}

/// `DELETE /v1/lists/{id}` `[/api-reference/lists/delete]`.
pub(super) fn delete(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let slot = call.world.find(Kind::List, call.id(0))?;
    Ok(Answer::done(call.world.delete(Kind::List, slot, &call.by)?))
}

/// `POST /v1/lists/{id}/contacts` `[/api-reference/lists/add-contacts]`.
pub(super) fn add(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let slot = call.world.find(Kind::List, call.id(0))?;
    let contacts = texts(&call.body, "contact_ids", MOST)?;
    let added = call.world.add_members(slot, &contacts, &call.by)?;
    let contact_count = call.world.member_count(slot);
    Ok(Answer::done(json!({"added": added, "list_id": call.id(0), "contact_count": contact_count})))
}

/// `DELETE /v1/lists/{id}/contacts/{id}` `[/api-reference/lists/remove-contact]`.
pub(super) fn remove(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let slot = call.world.find(Kind::List, call.id(0))?;
    let contact = call.id(1).to_owned();
    call.world.remove_member(slot, &contact, &call.by)?;
    Ok(Answer::done(json!({"removed": true, "list_id": call.id(0), "contact_id": contact})))
}
