//! `/v1/companies`. Get, create and update are not published; they are like those of the others.

use serde_json::{Value, json};

use super::Call;
use super::answer::{Answer, Nested};
use super::page::{MOST, Paging, Wanted, unknown_order};
use super::query::texts;
use super::row::View;
use crate::sandbox::world::denied::Denied;
use crate::sandbox::world::kind::Kind;
use crate::sandbox::world::table::Fields;
use crate::sandbox::world::write::Tell;

/// `GET /v1/companies` `[/api-reference/companies/list]`.
pub(super) fn list(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let paging = Paging::read(call, MOST)?;
    let (sort, way) = unknown_order(call, "companies-order");
    let mut wanted = Wanted::all(Kind::Company, sort, way);
    if let Some(text) = call.query.get("search").map(str::to_lowercase) {
        wanted.only(move |world, slot| {
            world.text(Kind::Company, slot, "name").to_lowercase().contains(&text)
        });
    }
    if let Some(industry) = call.query.get("industry").map(str::to_owned) {
        wanted.only(move |world, slot| world.text(Kind::Company, slot, "industry") == industry);
    }
    let (slots, total) = wanted.choose(call.world, paging);
    let rows = call.rows(Kind::Company, &slots);
    Ok(Answer::Page { key: "companies", rows, meta: paging.meta(total) })
}

pub(super) fn get(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let slot = call.world.find(Kind::Company, call.id(0))?;
    Ok(Answer::one("company", call.show(Kind::Company, slot, View::Whole), Nested::Under))
}

pub(super) fn create(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let slot = call.world.create(Kind::Company, call.fields()?, Tell::Each, &call.by)?;
    Ok(Answer::made("company", call.show(Kind::Company, slot, View::Whole), Nested::Under))
}

pub(super) fn update(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let slot = call.world.find(Kind::Company, call.id(0))?;
    call.world.update(Kind::Company, slot, call.fields()?, Tell::Each, &call.by)?;
    Ok(Answer::one("company", call.show(Kind::Company, slot, View::Whole), Nested::Under))
}

/// `DELETE /v1/companies/{id}` `[/api-reference/companies/delete]`.
pub(super) fn delete(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let slot = call.world.find(Kind::Company, call.id(0))?;
    Ok(Answer::done(call.world.delete(Kind::Company, slot, &call.by)?))
}

/// `POST /v1/companies/{id}/contacts/link` `[/api-reference/companies/link-contacts]`.
pub(super) fn link(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let slot = call.world.find(Kind::Company, call.id(0))?;
    let (id, name) = (call.id(0).to_owned(), call.world.text(Kind::Company, slot, "name"));
    let (mut updated, mut failed) = (0, Vec::new());
    for contact in texts(&call.body, "contact_ids", 100)? {
        let Some(slot) = call.world.table(Kind::Contact).find(&contact) else {
            failed.push(contact);
            continue;
        };
        let mut set = Fields::new();
        set.insert("related_company_id".to_owned(), json!(id));
        set.insert("company".to_owned(), Value::String(name.clone()));
        call.world.update(Kind::Contact, slot, set, Tell::Each, &call.by)?;
        updated += 1;
    }
    Ok(Answer::done(json!({"updated": updated, "failed": failed})))
}
