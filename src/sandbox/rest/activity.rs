//! The timeline: `POST /v1/activities` and `GET /v1/contacts/{id}/activities`.

use serde_json::{Value, json};

use super::Call;
use super::answer::{Answer, Nested};
use super::page::{MOST, Paging, Sort, Wanted, Way, from_second, to_second};
use super::row::View;
use crate::sandbox::world::denied::Denied;
use crate::sandbox::world::kind::Kind;
use crate::sandbox::world::write::Tell;

/// Bytes of `metadata` `[/api-reference/activities/create]`.
const MOST_METADATA: usize = 8 * 1024;

/// Newest first `[/api-reference/activities/list]`; the path is inferred.
pub(super) fn list(call: &mut Call<'_>) -> Result<Answer, Denied> {
    call.world.find(Kind::Contact, call.id(0))?;
    let paging = Paging::read(call, MOST)?;
    let mut wanted = Wanted::all(Kind::Activity, Sort::Created, Way::Down);
    if let Some(from) = call.query.time("from_date")? {
        wanted.created.0 = from_second(call, from);
    }
    if let Some(to) = call.query.time("to_date")? {
        wanted.created.1 = to_second(call, to);
    }
    let contact = call.id(0).to_owned();
    wanted.only(move |world, slot| world.text(Kind::Activity, slot, "contact_id") == contact);
    if let Some(kind) = call.query.get("type").map(str::to_owned) {
        wanted.only(move |world, slot| world.text(Kind::Activity, slot, "type") == kind);
    }
    let (slots, total) = wanted.choose(call.world, paging);
    let rows = call.rows(Kind::Activity, &slots);
    Ok(Answer::Page { key: "activities", rows, meta: paging.meta(total) })
}

/// `POST /v1/activities` `[/api-reference/activities/create]`.
pub(super) fn create(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let mut fields = call.fields()?;
    if fields.get("metadata").is_some_and(|data| data.to_string().len() > MOST_METADATA) {
        return Err(Denied::field("metadata", "At most 8 KB"));
    }
    if let Some(contact) = fields.get("contact_id").and_then(Value::as_str).map(str::to_owned) {
        let slot = call.world.find(Kind::Contact, &contact)?;
        let name = call.world.text(Kind::Contact, slot, "full_name");
        for (field, value) in
            [("entity_type", "contact"), ("entity_id", &*contact), ("entity_name", &*name)]
        {
            fields.entry(field).or_insert_with(|| json!(value));
        }
    }
    let slot = call.world.create(Kind::Activity, fields, Tell::Each, &call.by)?;
    Ok(Answer::made("activity", call.show(Kind::Activity, slot, View::Whole), Nested::Under))
}
