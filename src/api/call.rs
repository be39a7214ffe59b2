//! One call as data: its path, its parameters, what it asks for and what it does with it. Every
//! documented one that we make has a constructor here or, for subscriptions, in `webhook`, and nothing
//! else knows a path.

use std::fmt::Write as _;

use hyper::Method;
use jiff::{RoundMode, Timestamp, TimestampRound, Unit};
use serde_json::Value;

use super::resource::{Resource, Right};

/// The largest page of most resources `[/api-reference/contacts/list]`.
const PER_PAGE: u64 = 100;
/// The largest page of the audit log `[/api-reference/audit-logs/list]`.
const PER_PAGE_OF_AUDIT: u64 = 200;

/// What a call does with what it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// GET.
    Read,
    /// POST of this JSON.
    Create(Value),
    /// PATCH with this JSON.
    Change(Value),
    /// DELETE.
    Delete,
}

/// A call that has not been sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The path from `/v1` on; ids in it are percent-encoded.
    pub path: String,
    /// Parameters, not encoded, in the order in which they are sent.
    pub query: Vec<(&'static str, String)>,
    /// What it asks for.
    pub what: Resource,
    /// What it does with it.
    pub action: Action,
}

impl Action {
    pub(super) fn method(&self) -> Method {
        match self {
            Self::Read => Method::GET,
            Self::Create(_) => Method::POST,
            Self::Change(_) => Method::PATCH,
            Self::Delete => Method::DELETE,
        }
    }

    /// What is sent along.
    pub(super) fn body(&self) -> Option<&Value> {
        match self {
            Self::Create(body) | Self::Change(body) => Some(body),
            Self::Read | Self::Delete => None,
        }
    }

    /// What a key must be allowed to do.
    pub(super) fn right(&self) -> Right {
        match self {
            Self::Read => Right::Read,
            Self::Create(_) | Self::Change(_) | Self::Delete => Right::Write,
        }
    }
}

impl Call {
    pub(super) fn new(path: impl Into<String>, what: Resource) -> Self {
        Self { path: path.into(), query: Vec::new(), what, action: Action::Read }
    }

    pub(super) fn paged(path: impl Into<String>, what: Resource) -> Self {
        Self::new(path, what).per_page(PER_PAGE)
    }

    fn of_campaign(id: &str, below: &str, what: Resource) -> Self {
        Self::new(format!("/v1/campaigns/{}{below}", encoded(id)), what)
    }

    /// `GET /v1/contacts` `[/api-reference/contacts/list]`.
    #[must_use]
    pub fn contacts() -> Self {
        Self::paged("/v1/contacts", Resource::Contacts)
    }

    /// `GET /v1/contacts/export`: CSV, 10 calls an hour a workspace `[/api-reference/export/contacts]`.
    #[must_use]
    pub fn contacts_export() -> Self {
        Self::new("/v1/contacts/export", Resource::ContactExport)
    }

    /// `GET /v1/companies`: no date filter, no order `[/api-reference/companies/list]`.
    #[must_use]
    pub fn companies() -> Self {
        Self::paged("/v1/companies", Resource::Companies)
    }

    /// `GET /v1/deals` `[/api-reference/deals/list]`.
    #[must_use]
    pub fn deals() -> Self {
        Self::paged("/v1/deals", Resource::Deals)
    }

    /// `GET /v1/lists` `[/authentication]`; that it has pages is inferred.
    #[must_use]
    pub fn lists() -> Self {
        Self::paged("/v1/lists", Resource::Lists)
    }

    /// `GET /v1/campaigns` `[/authentication]`; that it has pages is inferred.
    #[must_use]
    pub fn campaigns() -> Self {
        Self::paged("/v1/campaigns", Resource::Campaigns)
    }

    /// `GET /v1/campaigns/{id}` `[/api-reference/campaigns/get]`.
    #[must_use]
    pub fn campaign(id: &str) -> Self {
        Self::of_campaign(id, "", Resource::Campaigns)
    }

    /// `GET /v1/campaigns/{id}/events`, newest first, kept for 180 days
    /// `[/api-reference/campaigns/events]`.
    #[must_use]
    pub fn campaign_events(id: &str) -> Self {
        Self::of_campaign(id, "/events", Resource::CampaignEvents).per_page(PER_PAGE)
    }

    /// `GET /v1/campaigns/{id}/stats`: numbers and rates `[/api-reference/campaigns/stats]`.
    #[must_use]
    pub fn campaign_stats(id: &str) -> Self {
        Self::of_campaign(id, "/stats", Resource::CampaignStats)
    }

    /// `GET /v1/campaigns/{id}/steps`, no pages `[/api-reference/campaigns/steps]`.
    #[must_use]
    pub fn campaign_steps(id: &str) -> Self {
        Self::of_campaign(id, "/steps", Resource::CampaignSteps)
    }

    /// `GET /v1/lexi/tasks` of one status (`pending`, `approved`, `dismissed`, `completed`, `failed`),
    /// no pages `[/api-reference/lexi/tasks]`.
    #[must_use]
    pub fn lexi_tasks(status: &str) -> Self {
        Self::new("/v1/lexi/tasks", Resource::LexiTasks).with("status", status)
    }

    /// `GET /v1/tasks`: no date filter, no order `[/api-reference/tasks/list]`.
    #[must_use]
    pub fn tasks() -> Self {
        Self::paged("/v1/tasks", Resource::Tasks)
    }

    /// `GET /v1/users`, no pages: the cheapest way to try a key `[/api-reference/users/list]`.
    #[must_use]
    pub fn users() -> Self {
        Self::new("/v1/users", Resource::Users)
    }

    /// `GET /v1/audit-logs`, newest first, for admin keys `[/api-reference/audit-logs/list]`.
    #[must_use]
    pub fn audit_logs() -> Self {
        Self::new("/v1/audit-logs", Resource::AuditLogs).per_page(PER_PAGE_OF_AUDIT)
    }

    /// The page, from 1 on.
    #[must_use]
    pub fn page(self, page: u64) -> Self {
        self.with("page", page.to_string())
    }

    /// Rows a page; a smaller page than the largest possible one.
    #[must_use]
    pub fn per_page(self, rows: u64) -> Self {
        self.with("per_page", rows.to_string())
    }

    /// Order of contacts: `created_at`, `updated_date` or `full_name`, with `-` newest first.
    #[must_use]
    pub fn sort(self, by: &str) -> Self {
        self.with("sort", by)
    }

    /// Contacts, deals and the export: created after then; whether at it, too, is unknown.
    #[must_use]
    pub fn created_after(self, then: Timestamp) -> Self {
        self.with("created_after", second(then, RoundMode::Floor))
    }

    /// Deals and the export: created before then; whether at it, too, is unknown.
    #[must_use]
    pub fn created_before(self, then: Timestamp) -> Self {
        self.with("created_before", second(then, RoundMode::Ceil))
    }

    /// Deals: changed after then.
    #[must_use]
    pub fn updated_after(self, then: Timestamp) -> Self {
        self.with("updated_after", second(then, RoundMode::Floor))
    }

    /// Campaign events and the audit log: from then on, inclusive.
    #[must_use]
    pub fn from_date(self, then: Timestamp) -> Self {
        self.with("from_date", second(then, RoundMode::Floor))
    }

    /// Campaign events and the audit log: up to then, inclusive.
    #[must_use]
    pub fn to_date(self, then: Timestamp) -> Self {
        self.with("to_date", second(then, RoundMode::Ceil))
    }

    /// Contacts and the export: members of this list.
    #[must_use]
    pub fn list(self, id: &str) -> Self {
        self.with("list_id", id)
    }

    /// Campaign events: `sent`, `delivered`, `opened`, `clicked`, `replied`, `bounced`,
    /// `unsubscribed` or `complained`.
    #[must_use]
    pub fn kind(self, kind: &str) -> Self {
        self.with("type", kind)
    }

    /// The export: rows at most, 50,000 being the API's own limit.
    #[must_use]
    pub fn limit(self, rows: u64) -> Self {
        self.with("limit", rows.to_string())
    }

    /// The export: its columns. That they are parted by commas is inferred.
    #[must_use]
    pub fn fields(self, names: &[&str]) -> Self {
        self.with("fields", names.join(","))
    }

    /// Sets a parameter once.
    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.query.retain(|(known, _)| *known != name);
        self.query.push((name, value.into()));
        self
    }

    /// The value of a parameter.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// Path and parameters as they are sent.
    pub(super) fn path_and_query(&self) -> String {
        let mut text = self.path.clone();
        for (index, (name, value)) in self.query.iter().enumerate() {
            text.push(if index == 0 { '?' } else { '&' });
            // Writing to a string cannot fail.
            let _ = write!(text, "{name}={}", encoded(value));
        }
        text
    }
}

/// All examples have whole seconds. Rounding widens the window, since rows are told apart by id.
fn second(then: Timestamp, mode: RoundMode) -> String {
    let round = TimestampRound::new().smallest(Unit::Second).mode(mode);
    then.round(round).unwrap_or(then).to_string()
}

/// Percent-encoded but for what RFC 3986 calls unreserved: an id is an opaque text.
pub(super) fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::Call;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a time")
    }

    #[test]
    fn every_parameter_is_sent_once_and_encoded() {
        let call = Call::contacts().sort("-updated_date").page(1).list("a b&c=ü").page(2);
        assert_eq!(
            call.path_and_query(),
            "/v1/contacts?per_page=100&sort=-updated_date&list_id=a%20b%26c%3D%C3%BC&page=2"
        );
    }

    #[test]
    fn an_id_with_a_slash_stays_one_part_of_the_path() {
        assert_eq!(
            Call::campaign_events("../x?y").kind("sent").path_and_query(),
            "/v1/campaigns/..%2Fx%3Fy/events?per_page=100&type=sent"
        );
    }

    #[test]
    fn times_are_whole_seconds_that_widen_the_window() {
        let then = at("2026-04-17T14:23:05.7Z");
        let call = Call::contacts_export().created_after(then).created_before(then);
        assert_eq!(call.parameter("created_after"), Some("2026-04-17T14:23:05Z"));
        assert_eq!(call.parameter("created_before"), Some("2026-04-17T14:23:06Z"));
    }

    #[test]
    fn each_call_has_the_documented_path() {
        let calls = [
            (
                Call::deals().updated_after(at("2026-01-01T00:00:00Z")),
                "/v1/deals?per_page=100&updated_after=2026-01-01T00%3A00%3A00Z",
            ),
            (Call::companies(), "/v1/companies?per_page=100"),
            (Call::tasks(), "/v1/tasks?per_page=100"),
            (Call::lists(), "/v1/lists?per_page=100"),
            (Call::campaigns(), "/v1/campaigns?per_page=100"),
            (Call::campaign("c1"), "/v1/campaigns/c1"),
            (Call::campaign_stats("c1"), "/v1/campaigns/c1/stats"),
            (Call::campaign_steps("c1"), "/v1/campaigns/c1/steps"),
            (Call::lexi_tasks("pending"), "/v1/lexi/tasks?status=pending"),
            (Call::users(), "/v1/users"),
            (Call::audit_logs(), "/v1/audit-logs?per_page=200"),
            (
                Call::contacts_export().limit(50_000).fields(&["id", "created_at"]),
                "/v1/contacts/export?limit=50000&fields=id%2Ccreated_at",
            ),
        ];
        for (call, path) in calls {
            assert_eq!(call.path_and_query(), path);
        }
    }
}
