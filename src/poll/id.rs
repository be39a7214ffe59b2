//! Derived events and their ids: the same happening has the same id, whoever derives it, however
//! often, after any crash.

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use crate::contract::catalog::EventType;

/// The namespace of our ids: the version 5 UUID of `https://docs.leadlex.com/webhooks` in the
/// namespace of URLs (RFC 9562). It never changes, or every id would.
pub const NAMESPACE: Uuid = Uuid::from_u128(0x48b6_dc22_8cbb_5861_853a_6080_82fc_ed95);

/// What tells two events of one name and one resource apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Version {
    /// It happens once in the life of a resource.
    Once,
    /// A change of its content.
    Change {
        /// The date the API gives it.
        date: Option<Timestamp>,
        /// The content after it.
        hash: [u8; 16],
        /// How many changes were counted with it: back to the old content is another change.
        sequence: u32,
    },
    /// It can happen again; the number never repeats.
    Step(u32),
    /// An id beside that of the resource, within which it happens once.
    Named(String),
    /// A membership, which can end and begin again.
    Member {
        /// The member's id.
        id: String,
        /// 0 at first; never repeats.
        step: u32,
    },
}

/// An event that was derived.
#[derive(Clone, Debug, PartialEq)]
pub struct Derived {
    /// Its type.
    pub event: &'static EventType,
    /// The id of what it is about, the one that `contract::envelope` reads from the body.
    pub resource: String,
    /// Events of one key are delivered in order.
    pub order_key: String,
    /// What tells it from others of its type and resource.
    pub version: Version,
    /// When it happened, if the API says so.
    pub at: Option<Timestamp>,
    /// The body's `data`.
    pub data: Value,
}

/// The envelope in its documented order `[/webhooks]`.
#[derive(Serialize)]
struct Body<'a> {
    event: &'a str,
    timestamp: String,
    workspace_id: &'a str,
    data: &'a Value,
}

impl Derived {
    /// Its id, which becomes the `X-LeadLex-Delivery-ID`: a version 5 UUID over workspace, event
    /// name, resource and version.
    #[must_use]
    pub fn id(&self, workspace: &str) -> Uuid {
        let mut name = Vec::new();
        for part in [workspace, self.event.name, &self.resource] {
            add(part, &mut name);
        }
        match &self.version {
            Version::Once => add("once", &mut name),
            Version::Change { date, hash, sequence } => {
                add("change", &mut name);
                add(&date.map_or(String::new(), |at| at.as_nanosecond().to_string()), &mut name);
                add(&hex::encode(hash), &mut name);
                add(&sequence.to_string(), &mut name);
            }
            Version::Step(step) => {
                add("step", &mut name);
                add(&step.to_string(), &mut name);
            }
            Version::Named(id) => {
                add("named", &mut name);
                add(id, &mut name);
            }
            Version::Member { id, step } => {
                add("member", &mut name);
                add(id, &mut name);
                add(&step.to_string(), &mut name);
            }
        }
        Uuid::new_v5(&NAMESPACE, &name)
    }

    /// The bytes that are signed and delivered. `observed` stands in where the API gives no date:
    /// keep it with the event, and the same bytes come out again.
    #[must_use]
    pub fn body(&self, workspace: &str, observed: Timestamp) -> Vec<u8> {
        let body = Body {
            event: self.event.name,
            timestamp: self.at.unwrap_or(observed).strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            workspace_id: workspace,
            data: &self.data,
        };
        // Maps with text keys always become JSON.
        serde_json::to_vec(&body).unwrap_or_default()
    }
}

/// With its length before it, so that no two lists of parts make one name.
fn add(part: &str, name: &mut Vec<u8>) {
    name.extend_from_slice(part.len().to_string().as_bytes());
    name.push(b':');
    name.extend_from_slice(part.as_bytes());
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;
    use serde_json::json;
    use uuid::Uuid;

    use super::{Derived, NAMESPACE, Version};
    use crate::contract::catalog;

    fn event(name: &str, resource: &str, version: Version) -> Derived {
        Derived {
            event: catalog::find(name).expect("a name"),
            resource: resource.to_owned(),
            order_key: String::new(),
            version,
            at: None,
            data: json!({"contact": {"id": resource}}),
        }
    }

    #[test]
    fn the_namespace_is_what_it_says() {
        let url = b"https://docs.leadlex.com/webhooks";
        assert_eq!(NAMESPACE, Uuid::new_v5(&Uuid::NAMESPACE_URL, url));
    }

    #[test]
    fn an_id_never_changes() {
        // Worked out by Python's uuid.uuid5 over the same name; ids in people's logs depend on it.
        let id = event("contact.created", "c1", Version::Once).id("w1");
        assert_eq!(id.to_string(), "0404979b-5d92-5e06-ae35-659b5de3f7d4");
        let hash = [0xab; 16];
        let date = Some(jiff::Timestamp::UNIX_EPOCH);
        let change = Version::Change { date, hash, sequence: 3 };
        assert_eq!(
            event("contact.updated", "c1", change).id("w1").to_string(),
            "59d775c7-3975-5d6e-9359-d805348a2837"
        );
    }

    #[test]
    fn everything_that_tells_events_apart_is_in_the_id() {
        let hash = [1; 16];
        let date = Some(jiff::Timestamp::UNIX_EPOCH);
        let versions = [
            Version::Once,
            Version::Step(0),
            Version::Step(1),
            Version::Named("1".to_owned()),
            Version::Member { id: "1".to_owned(), step: 0 },
            Version::Member { id: "1".to_owned(), step: 1 },
            Version::Change { date, hash, sequence: 1 },
            Version::Change { date, hash, sequence: 2 },
            Version::Change { date: None, hash, sequence: 1 },
            Version::Change { date, hash: [2; 16], sequence: 1 },
        ];
        let mut ids = HashSet::new();
        for name in ["contact.created", "contact.updated"] {
            for version in &versions {
                for (workspace, resource) in [("w1", "c1"), ("w1", "c2"), ("w", "1c1")] {
                    ids.insert(event(name, resource, version.clone()).id(workspace));
                }
            }
        }
        assert_eq!(ids.len(), 2 * versions.len() * 3);
    }

    #[test]
    fn the_body_is_the_envelope_in_its_order_dated_by_the_api_or_by_who_saw_it() {
        let observed = "2026-02-24T10:00:00.9Z".parse().expect("a time");
        let mut event = event("contact.created", "c1", Version::Once);
        let body = |event: &Derived| String::from_utf8(event.body("w1", observed)).expect("text");
        let expected = |date: &str| {
            format!(
                r#"{{"event":"contact.created","timestamp":"{date}","workspace_id":"w1","data":{{"contact":{{"id":"c1"}}}}}}"#
            )
        };
        assert_eq!(body(&event), expected("2026-02-24T10:00:00Z"));
        event.at = Some("2026-01-01T00:30:00+01:00".parse().expect("a time"));
        assert_eq!(body(&event), expected("2025-12-31T23:30:00Z"));
    }

    proptest! {
        #[test]
        fn the_same_happening_has_the_same_id_and_no_other_has(
            (a, b) in ("[0-9:a]{0,6}", "[0-9:a]{0,6}"), (c, d) in ("[0-9:a]{0,6}", "[0-9:a]{0,6}")
        ) {
            let id = |workspace: &str, resource: &str| {
                event("contact.created", resource, Version::Once).id(workspace)
            };
            prop_assert_eq!(id(&a, &b) == id(&c, &d), (&a, &b) == (&c, &d));
        }
    }
}
