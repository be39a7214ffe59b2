//! Webhook subscriptions and the log of their deliveries (section 5 of the fact sheet).

mod address;
pub(crate) mod deliver;

use serde_json::{Value, json};

use super::settings::{Edition, LoopbackWebhooks, Subscription};
use super::world::clock::stamp;
use super::world::denied::Denied;
use crate::contract::catalog::{self, EventType};
use crate::contract::pattern::EventPattern;

/// Logs are kept 30 days `[/api-reference/webhooks/logs]`.
pub(crate) const RETENTION: i64 = 30 * 24 * 3600;

/// One subscription.
#[derive(Clone, Debug)]
pub(crate) struct Hook {
    pub(crate) id: String,
    pub(crate) url: String,
    pub(crate) events: Vec<String>,
    pub(crate) description: String,
    pub(crate) active: bool,
    pub(crate) secret: String,
    pub(crate) created: i64,
    /// Oldest first.
    pub(crate) logs: Vec<Log>,
}

/// One attempt.
#[derive(Clone, Debug)]
pub(crate) struct Log {
    pub(crate) delivery_id: String,
    pub(crate) event: String,
    /// `pending`, `success` or `failed`.
    pub(crate) status: &'static str,
    pub(crate) code: Option<u16>,
    pub(crate) body: Option<String>,
    pub(crate) milliseconds: u64,
    pub(crate) attempt: u32,
    pub(crate) error: Option<&'static str>,
    pub(crate) at: i64,
}

impl Log {
    /// The row of `[/api-reference/webhooks/logs]`.
    pub(crate) fn row(&self) -> Value {
        json!({
            "delivery_id": self.delivery_id,
            "event": self.event,
            "status": self.status,
            "response_status_code": self.code,
            "response_body": self.body,
            "duration_ms": self.milliseconds,
            "attempt": self.attempt,
            "error": self.error,
            "delivered_at": stamp(self.at),
        })
    }
}

impl Hook {
    /// The row of `[/api-reference/webhooks/list]`: never the secret.
    pub(crate) fn row(&self) -> Value {
        let last = self.logs.iter().rev().find(|log| log.status != "pending");
        json!({
            "id": self.id,
            "url": self.url,
            "events": self.events,
            "description": self.description,
            "active": self.active,
            "last_delivery_status": last.map(|log| log.status),
            "last_delivery_at": last.map(|log| stamp(log.at)),
            "created_at": stamp(self.created),
        })
    }

    fn wants(&self, name: &str) -> bool {
        let mut patterns = self.events.iter().filter_map(|event| EventPattern::parse(event).ok());
        self.active && patterns.any(|pattern| pattern.matches(name))
    }
}

/// All subscriptions.
#[derive(Debug)]
pub(crate) struct Hooks {
    pub(crate) all: Vec<Hook>,
    edition: Edition,
    loopback: LoopbackWebhooks,
}

impl Hooks {
    pub(crate) fn new(
        given: &[Subscription],
        edition: Edition,
        loopback: LoopbackWebhooks,
        now: i64,
    ) -> Self {
        let hook = |(given, number): (&Subscription, usize)| Hook {
            id: format!("hook_{number}"),
            url: given.url.clone(),
            events: if given.events.is_empty() {
                vec!["*".to_owned()]
            } else {
                given.events.clone()
            },
            description: "given at the start".to_owned(),
            active: true,
            secret: given.secret.clone(),
            created: now,
            logs: Vec::new(),
        };
        Self { all: given.iter().zip(1..).map(hook).collect(), edition, loopback }
    }

    /// The subscription of an id.
    pub(crate) fn get_mut(&mut self, id: &str) -> Option<&mut Hook> {
        self.all.iter_mut().find(|hook| hook.id == id)
    }

    /// The 404 of a subscription `[/api-reference/webhooks/update]`.
    pub(crate) fn missing(id: &str) -> Denied {
        Denied::new(404, "webhook_not_found", format!("no webhook has the id {id}"))
    }

    /// Whether an event of that name exists in the edition. `@planned` marks what only the planned
    /// edition tells one by one.
    fn tells(&self, name: &str) -> bool {
        let (name, only) = name.split_once('@').unwrap_or((name, ""));
        let Some(event) = catalog::find(name) else {
            return false;
        };
        match self.edition {
            Edition::Planned => event.is_planned(),
            Edition::Launched => only.is_empty() && is_emitted(event),
        }
    }

    /// The deliveries that a happening makes: the id, URL and secret of each, and the event.
    pub(crate) fn addressed(
        &self,
        told: &[(&'static str, Value)],
    ) -> Vec<(&Hook, &'static str, Value)> {
        let mut made = Vec::new();
        for (name, data) in told.iter().filter(|(name, _)| self.tells(name)) {
            let name = name.split('@').next().unwrap_or(name);
            let wanting = self.all.iter().filter(|hook| hook.wants(name));
            made.extend(wanting.map(|hook| (hook, name, data.clone())));
        }
        made
    }

    /// Checks the events of a subscription.
    ///
    /// # Errors
    /// None, or a name that the edition does not have.
    pub(crate) fn check_events(&self, events: &[String]) -> Result<(), Denied> {
        let unknown = events.iter().find(|event| !self.tells(event));
        match unknown {
            None if events.is_empty() => {
                Err(Denied::new(400, "invalid_events", "at least one event is needed"))
            }
            None => Ok(()),
            Some(event) => {
                Err(Denied::new(400, "invalid_events", format!("there is no event {event}")))
            }
        }
    }

    /// Checks the URL of a subscription.
    ///
    /// # Errors
    /// It is not https, or leads to a private address `[/api-reference/webhooks/create]`.
    pub(crate) fn check_url(&self, url: &str) -> Result<(), Denied> {
        address::check(url, self.loopback)
            .map_err(|why| Denied::new(400, "invalid_url", why.to_owned()))
    }
}

/// The launched edition and what other pages say it emits.
fn is_emitted(event: &EventType) -> bool {
    event.is_launched() || event.edition == catalog::Edition::Mentioned
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Edition, Hooks, LoopbackWebhooks, Subscription};

    fn hooks(edition: Edition, events: &[&str]) -> Hooks {
        let events = events.iter().map(|event| (*event).to_owned()).collect();
        let url = "http://127.0.0.1:1/".to_owned();
        let given = Subscription { url, events, secret: "s".to_owned() };
        Hooks::new(&[given], edition, LoopbackWebhooks::Allowed, 0)
    }

    fn names(hooks: &Hooks, told: &[&'static str]) -> Vec<&'static str> {
        let told: Vec<_> = told.iter().map(|name| (*name, json!({}))).collect();
        hooks.addressed(&told).into_iter().map(|(_, name, _)| name).collect()
    }

    #[test]
    fn an_event_has_the_name_of_the_edition() {
        let added = ["list.contact_added", "list.contacts_added"];
        assert_eq!(names(&hooks(Edition::Planned, &[]), &added), ["list.contact_added"]);
        assert_eq!(names(&hooks(Edition::Launched, &[]), &added), ["list.contacts_added"]);
        let bulk = ["contact.created@planned", "contact.bulk_created"];
        assert_eq!(names(&hooks(Edition::Planned, &[]), &bulk), ["contact.created"]);
        assert_eq!(names(&hooks(Edition::Launched, &[]), &bulk), ["contact.bulk_created"]);
    }

    #[test]
    fn only_what_was_asked_for_is_told_and_nothing_while_it_is_paused() {
        let mut hooks = hooks(Edition::Launched, &["contact.*"]);
        assert_eq!(names(&hooks, &["deal.created", "contact.deleted"]), ["contact.deleted"]);
        hooks.all[0].active = false;
        assert!(names(&hooks, &["contact.deleted"]).is_empty());
        assert!(hooks.check_events(&[]).is_err());
        assert!(hooks.check_events(&["campaign.email_sent".to_owned()]).is_err());
        assert!(hooks.check_events(&["contact.created".to_owned()]).is_ok());
    }
}
