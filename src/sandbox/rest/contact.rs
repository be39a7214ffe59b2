//! `/v1/contacts`.

use serde_json::{Value, json};

use super::Call;
use super::answer::{Answer, Nested};
use super::page::{MOST, Paging, Sort, Wanted, Way, from_second};
use super::query::texts;
use super::row::View;
use crate::sandbox::world::denied::Denied;
use crate::sandbox::world::kind::Kind;
use crate::sandbox::world::table::{Fields, Slot};
use crate::sandbox::world::write::Tell;

/// Contacts in one bulk call `[/api-reference/contacts/bulk-create]`.
const MOST_BULK: usize = 500;
/// Rows of each kind that `include` embeds `[/api-reference/contacts/get]`.
const EMBEDDED: usize = 3;

/// `GET /v1/contacts` `[/api-reference/contacts/list]`.
pub(super) fn list(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let paging = Paging::read(call, MOST)?;
    let (sort, way) = sorted(call.query.get("sort"))?;
    let mut wanted = Wanted::all(Kind::Contact, sort, way);
    if let Some(after) = call.query.time("created_after")? {
        wanted.created.0 = from_second(call, after);
    }
    if let Some(list) = call.query.get("list_id") {
        let list = call.world.find(Kind::List, list)?;
        wanted.within = Some(call.world.members(list).collect());
    }
    let search = call.query.get("search").map(str::to_lowercase);
    if let Some(text) = search {
        wanted.only(move |world, slot| {
            let has = |field| world.text(Kind::Contact, slot, field).to_lowercase().contains(&text);
            has("full_name") || has("email")
        });
    }
    let (slots, total) = wanted.choose(call.world, paging);
    let rows = call.rows(Kind::Contact, &slots);
    Ok(Answer::Page { key: "contacts", rows, meta: paging.meta(total) })
}

fn sorted(text: Option<&str>) -> Result<(Sort, Way), Denied> {
    let text = text.unwrap_or("created_at");
    let (field, way) = match text.strip_prefix('-') {
        Some(field) => (field, Way::Down),
        None => (text, Way::Up),
    };
    match field {
        "created_at" => Ok((Sort::Created, way)),
        "updated_date" => Ok((Sort::Updated, way)),
        "full_name" => Ok((Sort::Name, way)),
        _ => Err(Denied::field("sort", "One of created_at, updated_date, full_name")),
    }
}

/// `GET /v1/contacts/{id}` `[/api-reference/contacts/get]`.
pub(super) fn get(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let slot = call.world.find(Kind::Contact, call.id(0))?;
    let mut shown = call.show(Kind::Contact, slot, View::Whole);
    let include = call.query.get("include").unwrap_or_default().to_owned();
    let wants = |word: &str| include.split(',').any(|part| part == word || part == "*");
    let id = call.id(0).to_owned();
    if wants("notes") {
        shown["recent_notes"] =
            embed(call, Kind::Activity, "contact_id", &id, |fields| fields["type"] == "note");
    }
    if wants("tasks") {
        shown["open_tasks"] =
            embed(call, Kind::Task, "contact_id", &id, |fields| fields["status"] != "completed");
    }
    if wants("deals") {
        shown["open_deals"] = embed(call, Kind::Deal, "main_contact_id", &id, |fields| {
            fields["status"] != "won" && fields["status"] != "lost"
        });
    }
    Ok(Answer::one("contact", shown, Nested::Bare))
}

fn embed(
    call: &mut Call<'_>,
    kind: Kind,
    field: &str,
    id: &str,
    open: fn(&Fields) -> bool,
) -> Value {
    let newest = call.world.table(kind).created.slots().rev();
    let chosen: Vec<Slot> = newest
        .filter(|slot| {
            let fields = call.world.fields(kind, *slot);
            fields.get(field).and_then(Value::as_str) == Some(id) && open(&fields)
        })
        .take(EMBEDDED)
        .collect();
    json!(call.rows(kind, &chosen))
}

/// `POST /v1/contacts` `[/quickstart]`.
pub(super) fn create(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let slot = call.world.create(Kind::Contact, call.fields()?, Tell::Each, &call.by)?;
    Ok(Answer::made("contact", call.show(Kind::Contact, slot, View::Whole), Nested::Bare))
}

/// `PATCH /v1/contacts/{id}` `[/api-reference/contacts/update]`.
pub(super) fn update(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let slot = call.world.find(Kind::Contact, call.id(0))?;
    call.world.update(Kind::Contact, slot, call.fields()?, Tell::Each, &call.by)?;
    Ok(Answer::one("contact", call.show(Kind::Contact, slot, View::Whole), Nested::Bare))
}

/// `DELETE /v1/contacts/{id}` `[/api-reference/contacts/delete]`.
pub(super) fn delete(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let slot = call.world.find(Kind::Contact, call.id(0))?;
    Ok(Answer::done(call.world.delete(Kind::Contact, slot, &call.by)?))
}

/// `POST /v1/contacts/bulk` `[/api-reference/contacts/bulk-create]`.
pub(super) fn bulk_create(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let given = call.body.get("contacts").and_then(Value::as_array);
    let given = given.ok_or_else(|| Denied::required("contacts"))?;
    if given.is_empty() || given.len() > MOST_BULK {
        return Err(Denied::field("contacts", "1 to 500 are expected"));
    }
    let fields: Option<Vec<Fields>> = given.iter().map(|one| one.as_object().cloned()).collect();
    let fields = fields.ok_or_else(|| Denied::field("contacts", "Objects are expected"))?;
    let made = call.world.create_contacts(fields, &call.by)?;
    let rows: Vec<Value> = made
        .iter()
        .map(|slot| {
            let object = call.world.object(Kind::Contact, *slot);
            json!({"id": object["id"], "full_name": object["full_name"], "email": object["email"]})
        })
        .collect();
    Ok(Answer::done(json!({"created": rows.len(), "contacts": rows})))
}

/// `POST /v1/contacts/bulk-delete`; tells one event a contact `[/api-reference/bulk/contacts-delete]`.
pub(super) fn bulk_delete(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let field = if call.body.get("ids").is_some() { "ids" } else { "contact_ids" };
    let ids = texts(&call.body, field, MOST_BULK)?;
    let known: Vec<Slot> =
        ids.iter().filter_map(|id| call.world.table(Kind::Contact).find(id)).collect();
    let dry_run = call.body.get("dry_run").and_then(Value::as_bool).unwrap_or(false);
    if !dry_run {
        for slot in &known {
            call.world.delete(Kind::Contact, *slot, &call.by)?;
        }
    }
    let missing = ids.len() - known.len();
    Ok(Answer::done(json!({"deleted": known.len(), "not_found": missing, "dry_run": dry_run})))
}

/// `POST /v1/contacts/merge` `[/api-reference/bulk/contacts-merge]`. The names of its fields are
/// inferred.
pub(super) fn merge(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let primary = ["primary_id", "primary_contact_id", "contact_id"];
    let primary = primary.iter().find_map(|name| call.body.get(*name)?.as_str());
    let primary = primary.ok_or_else(|| Denied::required("primary_id"))?;
    let survivor = call.world.find(Kind::Contact, primary)?;
    let duplicates = texts(&call.body, "duplicate_ids", usize::MAX)?;
    call.world.merge(survivor, &duplicates, &call.by)?;
    let id = call.world.id(Kind::Contact, survivor);
    Ok(Answer::done(json!({"merged": duplicates.len(), "contact_id": id})))
}
