//! `GET /v1/contacts/export`: all contacts as CSV, ten times an hour `[/api-reference/export/contacts]`.

use serde_json::Value;

use super::Call;
use super::answer::Answer;
use super::page::{Paging, Sort, Wanted, Way, from_second, to_second};
use crate::sandbox::world::clock::stamp;
use crate::sandbox::world::denied::Denied;
use crate::sandbox::world::kind::Kind;
use crate::sandbox::world::table::Fields;

/// Rows at most.
const MOST: usize = 50_000;

/// The columns when none are asked for.
const COLUMNS: [&str; 9] = [
    "id",
    "full_name",
    "email",
    "phone",
    "job_title",
    "company_name",
    "linkedin_url",
    "tags",
    "created_at",
];

/// More that `fields` takes; `updated_date` is a reading.
const MORE: [&str; 4] = ["first_name", "last_name", "priority", "related_company_id"];

pub(super) fn export(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let limit = call.query.number("limit", MOST)?;
    if limit > MOST {
        return Err(Denied::field("limit", "At most 50000"));
    }
    let mut wanted = Wanted::all(Kind::Contact, Sort::Created, Way::Up);
    if let Some(after) = call.query.time("created_after")? {
        wanted.created.0 = from_second(call, after);
    }
    if let Some(before) = call.query.time("created_before")? {
        wanted.created.1 = to_second(call, before);
    }
    if let Some(list) = call.query.get("list_id") {
        let list = call.world.find(Kind::List, list)?;
        wanted.within = Some(call.world.members(list).collect());
    }
    let tags: Vec<String> = call.query.all("tag").map(str::to_owned).collect();
    if !tags.is_empty() {
        wanted.only(move |world, slot| {
            let fields = world.fields(Kind::Contact, slot);
            let has = |tag: &String| tags_of(&fields).contains(tag);
            tags.iter().any(has)
        });
    }
    let columns = columns(call)?;
    if !call.meter.export(call.world.clock.now()) {
        return Err(Denied::new(429, "rate_limited", "10 exports an hour and workspace"));
    }
    let (mut slots, _) = wanted.choose(call.world, Paging::of(1, limit));
    if let Some(missing) = call.strikes.number("export-short") {
        let missing = usize::try_from(missing).unwrap_or_default();
        slots.truncate(slots.len().saturating_sub(missing));
    }
    let mut text = String::with_capacity(64 + slots.len() * 160);
    line(&mut text, columns.iter().copied().map(str::to_owned));
    for slot in slots {
        let Some((item, fields)) = call.world.row(Kind::Contact, slot) else {
            continue;
        };
        let cell = |column: &&str| match *column {
            "id" => item.id.to_string(),
            "created_at" | "created_date" => stamp(item.created),
            "updated_date" | "updated_at" => stamp(item.updated),
            "company_name" => plain(fields.get("company")),
            "tags" => tags_of(&fields).join(";"),
            name => plain(fields.get(name)),
        };
        line(&mut text, columns.iter().map(cell));
    }
    Ok(Answer::Csv(text))
}

fn columns(call: &Call<'_>) -> Result<Vec<&'static str>, Denied> {
    let spelt = |column: &'static str| match (column, call.readings.get("dates")) {
        ("created_at", "created_date") => "created_date",
        ("updated_date", "created_at") => "updated_at",
        _ => column,
    };
    let mut columns = Vec::new();
    match call.query.get("fields") {
        None => columns.extend(COLUMNS),
        Some(fields) => {
            for name in fields.split(',').map(str::trim) {
                let updated =
                    name.starts_with("updated_") && call.readings.is("export-updated", "yes");
                let known = COLUMNS.iter().chain(&MORE).find(|column| {
                    **column == name || (**column == "created_at" && name == "created_date")
                });
                match known {
                    Some(column) => columns.push(*column),
                    None if updated => columns.push("updated_date"),
                    None => return Err(Denied::field("fields", format!("{name} is no column"))),
                }
            }
        }
    }
    let lost = call.strikes.get("export-column");
    Ok(columns.into_iter().filter(|column| lost != Some(*column)).map(spelt).collect())
}

fn tags_of(fields: &Fields) -> Vec<String> {
    let tags = fields.get("tags").and_then(Value::as_array).into_iter().flatten();
    tags.filter_map(|tag| tag.as_str().map(str::to_owned)).collect()
}

fn plain(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

/// One record (RFC 4180): quoted where it must be.
fn line(text: &mut String, cells: impl Iterator<Item = String>) {
    for (cell, place) in cells.zip(0..) {
        if place > 0 {
            text.push(',');
        }
        if cell.contains([',', '"', '\n', '\r']) {
            text.push('"');
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(&cell);
        }
    }
    text.push_str("\r\n");
}
