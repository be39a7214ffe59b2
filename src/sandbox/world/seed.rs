//! Rows out of a seed: what a workspace holds before anything has happened in it. A seeded row is
//! worked out when it is read, so that half a million of them are there at once.

use serde_json::{Value, json};

use super::chance::{at, below, pick, uuid};
use super::kind::Kind;
use super::table::{Fields, Item, Slot};
use super::words::{
    CAMPAIGNS, CITIES, FAMILY, FIRMS, GIVEN, INDUSTRIES, LISTS, MATTERS, STAGES, TASKS, TITLES,
};

const DAY: i64 = 24 * 3600;
/// The oldest row was created that long before the workspace began to run.
const PAST: i64 = 400 * DAY;
/// Nothing that is seeded is younger than this: what happens later is told apart by its date.
const QUIET: i64 = 3600;

/// How ids look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IdForm {
    /// A random UUID.
    Uuid,
    /// Digits, which a later fault can turn into numbers.
    Digits,
}

/// The id of the row that was made as the so-many-th of its kind.
pub(crate) fn id(form: IdForm, seed: u64, kind: Kind, index: u64) -> String {
    match form {
        IdForm::Uuid => uuid(seed, kind as u64 + 1, index),
        IdForm::Digits => format!("{}", (kind as u64 + 1) * 1_000_000_000 + index),
    }
}

/// The seeded rows of a kind, oldest first.
pub(crate) fn items(form: IdForm, seed: u64, kind: Kind, count: u32, now: i64) -> Vec<Item> {
    let step = |index: u32| (PAST - QUIET) * i64::from(index) / i64::from(count.max(1));
    (0..count)
        .map(|index| {
            let created = now - PAST + step(index);
            let dice = at(seed, 40 + kind as u64, u64::from(index));
            let changed = dice.is_multiple_of(3);
            let age = usize::try_from(now - QUIET - created).unwrap_or_default();
            let later = if changed { below(dice, age) as i64 } else { 0 };
            let id = id(form, seed, kind, u64::from(index)).into();
            Item { id, created, updated: created + later, changed, own: None }
        })
        .collect()
}

/// The fields of a seeded row.
pub(crate) fn fields(form: IdForm, seed: u64, kind: Kind, slot: Slot, size: &Sizes) -> Fields {
    let index = u64::from(slot);
    let dice = |purpose: u64| at(seed, 100 + purpose + (kind as u64) * 16, index);
    let other = |kind: Kind, count: u32, purpose: u64| {
        let chosen = below(dice(purpose), count as usize) as u64;
        (count > 0).then(|| id(form, seed, kind, chosen))
    };
    let made = match kind {
        Kind::Contact => contact(index, dice, other(Kind::Company, size.companies, 9)),
        Kind::Company => company(index, dice),
        Kind::Deal => deal(index, dice, other(Kind::Contact, size.contacts, 9)),
        Kind::Task => task(index, dice, other(Kind::Contact, size.contacts, 9)),
        Kind::List => json!({
            "name": format!("{} {}", pick(LISTS, dice(0)), index + 1),
            "description": "Seeded by the sandbox",
        }),
        Kind::Campaign => campaign(index, dice),
        Kind::Lexi => json!({
            "type": "prospect_search",
            "status": "pending",
            "description": format!("Find prospects, search {}", index + 1),
            "metadata": {"query": "general counsel in Berlin"},
        }),
        Kind::User => json!({
            "full_name": format!("{} {}", pick(GIVEN, dice(0)), pick(FAMILY, dice(1))),
            "email": format!("user{}@example.com", index + 1),
        }),
        Kind::Activity => json!({}),
    };
    match made {
        Value::Object(fields) => fields,
        _ => Fields::new(),
    }
}

/// How many rows are seeded of what others refer to.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sizes {
    pub(crate) contacts: u32,
    pub(crate) companies: u32,
}

fn contact(index: u64, dice: impl Fn(u64) -> u64, company: Option<String>) -> Value {
    let (given, family) = (*pick(GIVEN, dice(0)), *pick(FAMILY, dice(1)));
    json!({
        "first_name": given,
        "last_name": family,
        "full_name": format!("{given} {family}"),
        "email": format!("person{index}@example.com"),
        "phone": format!("+1 202 555 01{:02}", index % 100),
        "job_title": pick(TITLES, dice(2)),
        "company": company.as_ref().map(|_| pick(FIRMS, dice(9))),
        "related_company_id": company,
        "linkedin_url": format!("https://linkedin.example.com/in/person{index}"),
        "priority": below(dice(3), 3) + 1,
        "tags": if dice(4).is_multiple_of(2) { json!(["prospect"]) } else { json!(["client", "vip"]) },
        "custom_fields": {"preferred_language": pick(&["en", "de", "fr", "ja"], dice(5))},
    })
}

fn company(index: u64, dice: impl Fn(u64) -> u64) -> Value {
    let (city, country) = pick(CITIES, dice(1));
    json!({
        "name": format!("{} {}", pick(FIRMS, dice(0)), index + 1),
        "industry": pick(INDUSTRIES, dice(2)),
        "website": format!("https://firm{index}.example.com"),
        "linkedin_url": format!("https://linkedin.example.com/company/firm{index}"),
        "size": pick(&["1-10", "11-50", "51-200"], dice(3)),
        "domain": format!("firm{index}.example.com"),
        "city": city,
        "country": country,
        "tags": ["prospect"],
    })
}

fn deal(index: u64, dice: impl Fn(u64) -> u64, contact: Option<String>) -> Value {
    let (matter_type, title) = pick(MATTERS, dice(0));
    json!({
        "name": format!("{title} {}", index + 1),
        "stage": pick(STAGES, dice(1)),
        "status": "active",
        "pipeline": "New Business",
        "estimated_value": (below(dice(2), 240) + 8) * 500,
        "main_contact_id": contact,
        "owner_user_id": Value::Null,
        "priority": pick(&["low", "medium", "high"], dice(3)),
        "matter_type": matter_type,
        "tags": ["inbound"],
        "related_company_id": Value::Null,
        "high_level_description": format!("{title}, first phase."),
        "next_follow_up_date": Value::Null,
        "fee_model": pick(&["hourly", "fixed", "capped"], dice(4)),
        "probability": 20,
        "currency": pick(&["USD", "EUR", "GBP", "CHF"], dice(5)),
        "closed_date": Value::Null,
    })
}

fn task(index: u64, dice: impl Fn(u64) -> u64, contact: Option<String>) -> Value {
    let (task_type, title) = pick(TASKS, dice(0));
    json!({
        "title": title,
        "description": format!("Seeded task {}", index + 1),
        "status": "open",
        "priority": pick(&["low", "medium", "high"], dice(1)),
        "task_type": task_type,
        "due_date": Value::Null,
        "assigned_to_user_id": Value::Null,
        "contact_id": contact,
        "deal_id": Value::Null,
        "event_id": Value::Null,
    })
}

fn campaign(index: u64, dice: impl Fn(u64) -> u64) -> Value {
    let status = *pick(&["draft", "active", "active", "paused", "completed"], dice(1));
    json!({
        "name": format!("{} {}", pick(CAMPAIGNS, dice(0)), index + 1),
        "description": "Seeded by the sandbox",
        "status": status,
        "daily_send_limit": 50,
        "delay_between_emails": 120,
        "sending_timezone": "Europe/Berlin",
        "send_on_weekends": false,
        "track_opens": true,
        "track_clicks": true,
        "show_unsubscribe": true,
    })
}
