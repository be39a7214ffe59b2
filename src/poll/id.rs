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
