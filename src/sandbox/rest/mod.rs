//! The REST API as it is documented: which call does what, and which permission it needs.

mod activity;
pub(crate) mod answer;
mod audit;
mod campaign;
mod company;
mod contact;
mod deal;
mod export;
mod lexi;
mod list;
pub(crate) mod page;
pub(crate) mod query;
mod row;
mod task;
mod user;
mod webhook;

use serde_json::Value;

use self::answer::Answer;
use self::query::Query;
use super::fault::Strikes;
use super::hook::Hooks;
use super::key::Key;
use super::limit::Meter;
use super::readings::Readings;
use super::world::World;
use super::world::audit::Actor;
use super::world::denied::Denied;
use super::world::table::Fields;

/// A call that was let through, with all it may touch.
pub(crate) struct Call<'a> {
    pub(crate) world: &'a mut World,
    pub(crate) hooks: &'a mut Hooks,
    pub(crate) meter: &'a mut Meter,
    pub(crate) readings: &'a Readings,
    pub(crate) strikes: &'a Strikes,
    pub(crate) key: &'a Key,
    pub(crate) by: Actor,
    /// The ids in the path, in order.
    pub(crate) ids: Vec<String>,
    pub(crate) query: Query,
    pub(crate) body: Value,
}

impl Call<'_> {
    /// The fields of a body that must be an object.
    ///
    /// # Errors
    /// It is something else.
    pub(crate) fn fields(&self) -> Result<Fields, Denied> {
        match &self.body {
            Value::Object(fields) => Ok(fields.clone()),
            _ => Err(Denied::new(400, "validation_error", "the body is not a JSON object")),
        }
    }

    /// The id in that place of the path.
    pub(crate) fn id(&self, place: usize) -> &str {
        self.ids.get(place).map_or("", String::as_str)
    }
}

type Run = fn(&mut Call<'_>) -> Result<Answer, Denied>;

/// One documented call.
pub(crate) struct Route {
    method: &'static str,
    path: &'static str,
    /// What is counted, forbidden and made to fail.
    pub(crate) resource: &'static str,
    pub(crate) run: Run,
}

impl Route {
    /// Whether it changes anything: everything but GET.
    pub(crate) fn writes(&self) -> bool {
        self.method != "GET"
    }

    /// The permission it needs, in the style of most pages; the export has its own.
    pub(crate) fn permission(&self) -> String {
        match (self.resource, self.writes()) {
            ("contact_export", _) => "read:contacts".to_owned(),
            ("audit_logs", _) => "admin:audit_logs".to_owned(),
            (_, false) => format!("{}:read", self.group()),
            (_, true) => format!("{}:write", self.group()),
        }
    }

    /// What a permission is for: that for campaigns opens their steps, mails and counts too.
    pub(crate) fn group(&self) -> &'static str {
        match self.resource {
            "contact_export" => "contacts",
            "campaign_steps" | "campaign_events" | "campaign_stats" => "campaigns",
            "webhook_logs" => "webhooks",
            own => own,
        }
    }
}

const fn route(
    method: &'static str,
    path: &'static str,
    resource: &'static str,
    run: Run,
) -> Route {
    Route { method, path, resource, run }
}

/// Every call, the fixed paths before those with an id in their place.
const ROUTES: &[Route] = &[
    route("GET", "contacts", "contacts", contact::list),
    route("POST", "contacts", "contacts", contact::create),
    route("GET", "contacts/export", "contact_export", export::export),
    route("POST", "contacts/bulk", "contacts", contact::bulk_create),
    route("POST", "contacts/bulk-delete", "contacts", contact::bulk_delete),
    route("POST", "contacts/merge", "contacts", contact::merge),
    route("GET", "contacts/:", "contacts", contact::get),
    route("PATCH", "contacts/:", "contacts", contact::update),
    route("DELETE", "contacts/:", "contacts", contact::delete),
    route("GET", "contacts/:/activities", "activities", activity::list),
    route("GET", "companies", "companies", company::list),
    route("POST", "companies", "companies", company::create),
    route("GET", "companies/:", "companies", company::get),
    route("PATCH", "companies/:", "companies", company::update),
    route("DELETE", "companies/:", "companies", company::delete),
    route("POST", "companies/:/contacts/link", "companies", company::link),
    route("GET", "deals", "deals", deal::list),
    route("POST", "deals", "deals", deal::create),
    route("POST", "deals/bulk", "deals", deal::bulk_create),
    route("PATCH", "deals/bulk", "deals", deal::bulk_update),
    route("GET", "deals/:", "deals", deal::get),
    route("PATCH", "deals/:", "deals", deal::update),
    route("DELETE", "deals/:", "deals", deal::delete),
    route("GET", "lists", "lists", list::list),
    route("POST", "lists", "lists", list::create),
    route("GET", "lists/:", "lists", list::get),
    route("PATCH", "lists/:", "lists", list::update),
    route("DELETE", "lists/:", "lists", list::delete),
    route("POST", "lists/:/contacts", "lists", list::add),
    route("DELETE", "lists/:/contacts/:", "lists", list::remove),
    route("GET", "campaigns", "campaigns", campaign::list),
    route("POST", "campaigns", "campaigns", campaign::create),
    route("GET", "campaigns/:", "campaigns", campaign::get),
    route("DELETE", "campaigns/:", "campaigns", campaign::delete),
    route("GET", "campaigns/:/steps", "campaign_steps", campaign::steps),
    route("POST", "campaigns/:/steps", "campaign_steps", campaign::create_step),
    route("DELETE", "campaigns/:/steps/:", "campaign_steps", campaign::delete_step),
    route("GET", "campaigns/:/events", "campaign_events", campaign::events),
    route("GET", "campaigns/:/stats", "campaign_stats", campaign::stats),
    route("POST", "campaigns/:/start", "campaigns", campaign::start),
    route("POST", "campaigns/:/pause", "campaigns", campaign::pause),
    route("POST", "campaigns/:/contacts", "campaigns", campaign::add),
    route("GET", "lexi/tasks", "lexi_tasks", lexi::list),
    route("POST", "lexi/tasks/:/approve", "lexi_tasks", lexi::approve),
    route("POST", "lexi/tasks/:/dismiss", "lexi_tasks", lexi::dismiss),
    route("GET", "tasks", "tasks", task::list),
    route("POST", "tasks", "tasks", task::create),
    route("PATCH", "tasks/:", "tasks", task::update),
    route("POST", "activities", "activities", activity::create),
    route("GET", "users", "users", user::list),
    route("GET", "audit-logs", "audit_logs", audit::list),
    route("GET", "webhooks", "webhooks", webhook::list),
    route("POST", "webhooks", "webhooks", webhook::create),
    route("PATCH", "webhooks/:", "webhooks", webhook::update),
    route("DELETE", "webhooks/:", "webhooks", webhook::delete),
    route("GET", "webhooks/:/logs", "webhook_logs", webhook::logs),
];

/// Every word by which calls are counted, forbidden and made to fail.
pub(crate) fn resources() -> Vec<&'static str> {
    let mut words: Vec<&str> = ROUTES.iter().map(|route| route.resource).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// Why a path leads nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lost {
    /// There is nothing.
    Path,
    /// There is something for another method.
    Method,
}

/// The call behind a method and a path below `/v1/`, and the ids in it.
///
/// # Errors
/// There is none.
pub(crate) fn find(method: &str, path: &str) -> Result<(&'static Route, Vec<String>), Lost> {
    let mut lost = Lost::Path;
    for route in ROUTES {
        if let Some(ids) = ids(route.path, path) {
            if route.method == method {
                return Ok((route, ids));
            }
            lost = Lost::Method;
        }
    }
    Err(lost)
}

fn ids(pattern: &str, path: &str) -> Option<Vec<String>> {
    let (mut wanted, mut given) = (pattern.split('/'), path.split('/'));
    let mut ids = Vec::new();
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return Some(ids),
            (Some(":"), Some(id)) if !id.is_empty() => ids.push(id.to_owned()),
            (Some(word), Some(part)) if word == part => {}
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Lost, find, resources};

    #[test]
    fn a_fixed_path_comes_before_an_id() {
        let (route, ids) = find("GET", "contacts/export").expect("a route");
        assert_eq!((route.resource, ids.len()), ("contact_export", 0));
        let (route, ids) = find("DELETE", "lists/a/contacts/b").expect("a route");
        assert_eq!((route.resource, ids), ("lists", vec!["a".to_owned(), "b".to_owned()]));
        assert_eq!(find("GET", "nothing").err(), Some(Lost::Path));
        assert_eq!(find("PUT", "contacts").err(), Some(Lost::Method));
        assert_eq!(find("GET", "contacts//activities").err(), Some(Lost::Path));
    }

    #[test]
    fn the_permissions_are_those_of_the_pages() {
        let permission = |method, path| find(method, path).expect("a route").0.permission();
        assert_eq!(permission("GET", "deals"), "deals:read");
        assert_eq!(permission("DELETE", "companies/x"), "companies:write");
        assert_eq!(permission("GET", "contacts/export"), "read:contacts");
        assert!(resources().contains(&"audit_logs"));
    }
}
