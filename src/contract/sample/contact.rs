//! Contacts, their companies, and imports of them.

use serde_json::{Value, json};

use super::dice::Dice;
use super::person::Person;
use super::words::{FIRMS, PHONES, TITLES};
use super::world::{World, deleted, only};

/// A row of `[/api-reference/companies/list]`.
pub(super) fn company(seed: u64, born: &str) -> Value {
    let mut dice = Dice::new(seed, "company");
    let firm = dice.pick(FIRMS);
    let domain = format!("{}.example.com", firm.label);
    json!({
        "id": dice.uuid(),
        "name": firm.name,
        "industry": firm.industry,
        "website": format!("https://{domain}"),
        "linkedin_url": format!("https://linkedin.example.com/company/{}", firm.label),
        "size": "11-50",
        "domain": domain,
        "city": firm.city,
        "country": firm.country,
        "tags": ["prospect"],
        "created_date": born,
        "updated_date": born,
    })
}

/// The object of `[/api-reference/contacts/get]`.
pub(super) fn row(seed: u64, company: &Value, born: &str) -> Value {
    let mut dice = Dice::new(seed, "contact");
    let person = Person::new(&mut dice);
    let (title, _) = dice.pick(TITLES);
    let phone = format!("{}{:02}", dice.pick(PHONES), dice.between(0, 99));
    json!({
        "id": person.id,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "full_name": person.full_name,
        "email": format!("{}@{}", person.slug, company["domain"].as_str().unwrap_or("example.com")),
        "phone": phone,
        "job_title": title,
        "company": company["name"],
        "related_company_id": company["id"],
        "linkedin_url": format!("https://linkedin.example.com/in/{}", person.slug.replace('.', "-")),
        "priority": dice.between(1, 3),
        "tags": ["prospect"],
        "custom_fields": {"preferred_language": dice.pick(&["en", "de", "fr", "ja"])},
        "created_date": born,
        "updated_date": born,
    })
}

/// `data` of a `contact.*` event.
pub(super) fn happen(world: &mut World, verb: &str, now: &str) -> Value {
    let contact = &mut world.contact;
    match verb {
        "created" => {
            contact["created_date"] = json!(now);
            contact["updated_date"] = json!(now);
            let (id, full_name, email) = (&contact["id"], &contact["full_name"], &contact["email"]);
            json!({"contact": {"id": id, "full_name": full_name, "email": email, "created_at": now}})
        }
        "updated" => {
            let promotion = TITLES.iter().find(|(before, _)| contact["job_title"] == *before);
            if let Some((_, after)) = promotion {
                contact["job_title"] = json!(after);
            }
            contact["tags"] = json!(["prospect", "decision-maker"]);
            contact["updated_date"] = json!(now);
            json!({"contact": contact})
        }
        "deleted" => json!({"contact": deleted(contact)}),
        "merged" => {
            contact["updated_date"] = json!(now);
            let survivor = only(contact, &["id", "full_name", "email", "updated_date"]);
            json!({"contact": survivor, "duplicate_ids": [others(world.seed, 1)[0].id]})
        }
        "bulk_created" => bulk(world, 3),
        _ => Value::Null,
    }
}

/// `data` of a `contact.bulk_created`: an array and its `count` `[/webhooks]`; the rows are those
/// of the answer `[/api-reference/contacts/bulk-create]`, the key of the array is inferred.
pub(super) fn bulk(world: &World, count: usize) -> Value {
    let first = only(&world.contact, &["id", "full_name", "email"]);
    let more = others(world.seed, count.saturating_sub(1)).into_iter().zip(1..).map(|(p, n)| {
        json!({"id": p.id, "full_name": p.full_name, "email": format!("{}{n}@example.org", p.slug)})
    });
    let contacts: Vec<_> = std::iter::once(first).chain(more).take(count).collect();
    json!({"contacts": contacts, "count": contacts.len()})
}

/// The same people for the same seed, however many are asked for.
pub(super) fn others(seed: u64, count: usize) -> Vec<Person> {
    let mut dice = Dice::new(seed, "other contacts");
    (0..count).map(|_| Person::new(&mut dice)).collect()
}

/// `data` of a `company.*` event.
pub(super) fn company_happen(world: &mut World, verb: &str, now: &str) -> Value {
    let company = &mut world.company;
    match verb {
        "created" => company["created_date"] = json!(now),
        "updated" => {
            company["size"] = json!("51-200");
            company["tags"] = json!(["client"]);
        }
        "deleted" => return json!({"company": deleted(company)}),
        _ => return Value::Null,
    }
    company["updated_date"] = json!(now);
    json!({"company": company})
}

/// `data` of `import.completed`, after the answer that starts an import
/// `[/api-reference/import/contacts]`; the counts beside `created` are inferred.
pub(super) fn import_happen(world: &World) -> Value {
    let mut dice = Dice::new(world.seed, "import");
    json!({"import": {
        "job_id": format!("imp_{}", dice.hex8()),
        "status": "completed",
        "created": dice.between(600, 4000),
        "updated": dice.between(0, 200),
        "skipped": dice.between(0, 40),
        "failed": 0,
    }})
}
