//! When a webhook and a derived event tell of the same happening. The two never share an id, and the
//! editions have different names for one change, so it is judged by what happened to what, and when.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::id::{Derived, Version};
use super::row::id_text;
use crate::contract::catalog;
use crate::contract::envelope::Envelope;

/// A webhook may date a change a little before the API does.
const SLACK: SignedDuration = SignedDuration::from_secs(60);

/// What happened to what.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Happening {
    /// The planned name where there are two, and the single one for what was told in bulk.
    family: String,
    resource: String,
    /// The member, where it is about one.
    part: Option<String>,
}

/// Everything that webhooks told, and when each says it happened.
#[derive(Clone, Debug, Default)]
pub struct Heard(HashMap<Happening, Vec<Timestamp>>);

impl Happening {
    /// What a derived event tells.
    #[must_use]
    pub fn of(derived: &Derived) -> Self {
        let part = match &derived.version {
            Version::Member { id, .. } => Some(id.clone()),
            _ => None,
        };
        Self { family: family(derived.event.name), resource: derived.resource.clone(), part }
    }

    /// What a webhook tells: several things where it speaks of many.
    #[must_use]
    pub fn told_by(body: &[u8]) -> Vec<Self> {
        let envelope = Envelope::read(body);
        let Some(event) = envelope.event else { return Vec::new() };
        let data: Value = serde_json::from_slice::<Value>(body)
            .ok()
            .and_then(|mut whole| whole.get_mut("data").map(Value::take))
            .unwrap_or_default();
        if let Some((noun, verb)) = event.split_once(".bulk_") {
            let family = family(&format!("{noun}.{verb}"));
            return ids_in(&data)
                .into_iter()
                .map(|resource| Self { family: family.clone(), resource, part: None })
                .collect();
        }
        let Some(resource) = envelope.resource_id else { return Vec::new() };
        let plain = |part| Self { family: family(&event), resource: resource.clone(), part };
        let members = if event.starts_with("list.contact") { members(&data) } else { Vec::new() };
        if members.is_empty() {
            return vec![plain(None)];
        }
        members.into_iter().map(|member| plain(Some(member))).collect()
    }
}

impl Heard {
    /// Takes a webhook of the log.
    pub fn hear(&mut self, body: &[u8], received_at: Timestamp) {
        let told = Envelope::read(body).timestamp.and_then(|text| text.parse().ok());
        for happening in Happening::told_by(body) {
            self.0.entry(happening).or_default().push(told.unwrap_or(received_at));
        }
    }

    /// Whether a webhook told of it: one that dates itself at the change or within `window` after
    /// it; for what the API does not date, one within `window` before `now`.
    #[must_use]
    pub fn covers(&self, derived: &Derived, window: SignedDuration, now: Timestamp) -> bool {
        let mut happening = Happening::of(derived);
        let from = derived.at.map_or(before(now, window), |at| before(at, SLACK));
        let to = derived.at.map_or(now, |at| at.checked_add(window).unwrap_or(Timestamp::MAX));
        let told = |happening: &Happening| {
            self.0.get(happening).is_some_and(|at| at.iter().any(|at| (from..=to).contains(at)))
        };
        // A webhook that names no member speaks of the list as a whole.
        told(&happening) || happening.part.take().is_some() && told(&happening)
    }
}

fn before(at: Timestamp, span: SignedDuration) -> Timestamp {
    at.checked_sub(span).unwrap_or(Timestamp::MIN)
}

/// The name that stands for all names of one change.
fn family(name: &str) -> String {
    catalog::find(name).and_then(|event| event.renamed_from).unwrap_or(name).to_owned()
}

/// The ids of the rows of a bulk event; the key of its array is not published.
fn ids_in(data: &Value) -> Vec<String> {
    let Value::Object(fields) = data else { return Vec::new() };
    let rows = fields.values().find_map(Value::as_array);
    let id = |row: &Value| id_text(row).or_else(|| id_text(row.get("id")?));
    rows.into_iter().flatten().filter_map(id).collect()
}

/// The contacts of a membership event.
fn members(data: &Value) -> Vec<String> {
    if let Some(ids) = data.get("contact_ids").and_then(Value::as_array) {
        return ids.iter().filter_map(id_text).collect();
    }
    let one = data.get("contact_id").or_else(|| data.get("contact")?.get("id"));
    one.and_then(id_text).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp};
    use serde_json::{Value, json};

    use super::{Happening, Heard};
    use crate::contract::catalog;
    use crate::poll::id::{Derived, Version};

    const HOUR: SignedDuration = SignedDuration::from_hours(1);

    fn at(minutes: i64) -> Timestamp {
        Timestamp::from_second(1_771_927_200 + 60 * minutes).expect("a time")
    }

    fn derived(name: &str, resource: &str, at: Option<Timestamp>) -> Derived {
        Derived {
            event: catalog::find(name).expect("a name"),
            resource: resource.to_owned(),
            order_key: String::new(),
            version: Version::Once,
            at,
            data: Value::Null,
        }
    }

    fn heard(name: &str, minutes: i64, data: Value) -> Heard {
        let timestamp = at(minutes).to_string();
        let body =
            json!({"event": name, "timestamp": timestamp, "workspace_id": "w", "data": data});
        let mut heard = Heard::default();
        heard.hear(body.to_string().as_bytes(), at(minutes));
        heard
    }

    #[test]
    fn a_webhook_covers_the_same_happening_under_either_name() {
        let heard = heard("task.approved", 0, json!({"task_id": 7, "status": "approved"}));
        assert!(heard.covers(&derived("lexi.task_approved", "7", Some(at(0))), HOUR, at(5)));
        assert!(!heard.covers(&derived("lexi.task_approved", "8", Some(at(0))), HOUR, at(5)));
        assert!(!heard.covers(&derived("lexi.task_failed", "7", Some(at(0))), HOUR, at(5)));
    }

    #[test]
    fn an_earlier_change_does_not_cover_a_later_one() {
        let heard = heard("contact.updated", 0, json!({"contact": {"id": "c"}}));
        let change = |minutes| derived("contact.updated", "c", Some(at(minutes)));
        assert!(heard.covers(&change(0), HOUR, at(99)) && heard.covers(&change(-59), HOUR, at(99)));
        assert!(!heard.covers(&change(2), HOUR, at(99)));
        assert!(!heard.covers(&change(-61), HOUR, at(99)));
    }

    #[test]
    fn what_has_no_date_is_covered_by_a_webhook_of_the_last_while() {
        let heard = heard("contact.deleted", 0, json!({"contact": {"deleted": true, "id": "c"}}));
        let gone = derived("contact.deleted", "c", None);
        assert!(heard.covers(&gone, HOUR, at(59)));
        assert!(!heard.covers(&gone, HOUR, at(61)));
    }

    #[test]
    fn one_bulk_event_covers_each_of_its_rows() {
        let rows = json!({"contacts": [{"id": "a"}, {"id": 5}], "count": 2});
        let heard = heard("contact.bulk_created", 0, rows);
        for id in ["a", "5"] {
            assert!(heard.covers(&derived("contact.created", id, Some(at(0))), HOUR, at(0)));
        }
        assert!(!heard.covers(&derived("contact.created", "b", Some(at(0))), HOUR, at(0)));
    }

    #[test]
    fn a_membership_is_covered_for_its_member_or_for_the_list_as_a_whole() {
        let member = |id: &str| {
            let version = Version::Member { id: id.to_owned(), step: 0 };
            Derived { version, ..derived("list.contact_added", "l", None) }
        };
        let some =
            heard("list.contacts_added", 0, json!({"list_id": "l", "contact_ids": ["a", 2]}));
        assert!(some.covers(&member("a"), HOUR, at(0)) && some.covers(&member("2"), HOUR, at(0)));
        assert!(!some.covers(&member("b"), HOUR, at(0)));
        let whole = heard("list.contacts_added", 0, json!({"list_id": "l", "added": 3}));
        assert!(whole.covers(&member("b"), HOUR, at(0)));
    }

    #[test]
    fn what_says_nothing_covers_nothing() {
        for body in ["", "{}", "[1]", "{\"event\":\"contact.created\",\"data\":{}}"] {
            assert_eq!(Happening::told_by(body.as_bytes()), []);
        }
    }
}
