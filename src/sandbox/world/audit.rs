//! The audit log: one entry a write `[/api-reference/audit-logs/list]`.

use serde_json::{Value, json};

use super::World;
use super::clock::stamp;
use super::kind::Kind;

/// Who wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Actor {
    pub(crate) id: String,
    pub(crate) email: Option<String>,
    /// `user`, `api_key` or `automation`; how the last two are called is not published.
    pub(crate) kind: &'static str,
}

impl Actor {
    /// What happens by itself, by a script or at random.
    pub(crate) fn automation() -> Self {
        Self { id: "automation".to_owned(), email: None, kind: "automation" }
    }
}

/// One entry.
#[derive(Clone, Debug)]
pub(crate) struct Audit {
    pub(crate) id: String,
    pub(crate) at: i64,
    pub(crate) actor: Actor,
    pub(crate) action: &'static str,
    pub(crate) resource: &'static str,
    pub(crate) resource_id: String,
    pub(crate) details: Value,
}

impl Audit {
    /// The row of the API.
    pub(crate) fn row(&self) -> Value {
        json!({
            "id": self.id,
            "timestamp": stamp(self.at),
            "user": {"id": self.actor.id, "email": self.actor.email, "type": self.actor.kind},
            "action": self.action,
            "resource_type": self.resource,
            "resource_id": self.resource_id,
            "details": self.details,
            "ip_address": "127.0.0.1",
            "user_agent": "sandbox",
        })
    }
}

impl World {
    /// Writes an entry, where the log has such entries.
    pub(crate) fn record(
        &mut self,
        kind: Kind,
        id: &str,
        action: &'static str,
        details: Value,
        by: &Actor,
    ) {
        if kind.is_audited() {
            self.record_as(kind.many(), id, action, details, by);
        }
    }

    /// Writes an entry about anything.
    pub(crate) fn record_as(
        &mut self,
        resource: &'static str,
        id: &str,
        action: &'static str,
        details: Value,
        by: &Actor,
    ) {
        let (entry, at) = (self.made_id("log_"), self.clock.now());
        let actor = by.clone();
        let resource_id = id.to_owned();
        self.audit.push(Audit { id: entry, at, actor, action, resource, resource_id, details });
    }
}
