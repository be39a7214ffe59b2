//! Subscriptions to webhooks: the calls that list, make, change and remove them, and what they answer
//! (section 5 of the fact sheet).

use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Map, Value};

use super::call::{Action, Call, encoded};
use super::resource::Resource;
use crate::contract::secret::Secret;

/// What a subscription is to be; what is `None` stays as it is, or as LeadLex has it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct WebhookDraft {
    /// An https URL of a public host.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Names of event types; they take the place of all that were there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub events: Option<Vec<String>>,
    /// At most 200 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Whether events are delivered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
}

/// A subscription as it was told; texts from outside. The secret is not part of it: see [`secret`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Webhook {
    /// An opaque text.
    pub id: String,
    /// Where events are sent.
    pub url: String,
    /// Names of event types.
    pub events: Vec<String>,
    /// What somebody wrote about it.
    pub description: Option<String>,
    /// Whether events are delivered.
    pub active: Option<bool>,
    /// `success` or `failed`; none before the first delivery.
    pub last_delivery_status: Option<String>,
    /// When that was.
    pub last_delivery_at: Option<String>,
    /// When it was made.
    pub created_at: Option<String>,
    /// When it was last changed; told by a change only.
    pub updated_at: Option<String>,
}

/// One attempt as LeadLex logged it; kept for 30 days, without the payload. Texts from outside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WebhookLog {
    /// The `X-LeadLex-Delivery-ID`.
    pub delivery_id: Option<String>,
    /// The event's name.
    pub event: Option<String>,
    /// `success`, `failed` or `pending`.
    pub status: Option<String>,
    /// None after a time-out.
    pub response_status_code: Option<u16>,
    /// The first 2 KB of the answer.
    pub response_body: Option<String>,
    /// Milliseconds.
    pub duration_ms: Option<u64>,
    /// From 1 on.
    pub attempt: Option<u64>,
    /// `timeout`, `connection_refused`, `dns_failure` or `http_error`.
    pub error: Option<String>,
    /// When it was made.
    pub delivered_at: Option<Timestamp>,
}

impl Call {
    /// `GET /v1/webhooks`, no pages `[/api-reference/webhooks/list]`.
    #[must_use]
    pub fn webhooks() -> Self {
        Self::new("/v1/webhooks", Resource::Webhooks)
    }

    /// `POST /v1/webhooks`; the answer holds the secret, once `[/api-reference/webhooks/create]`.
    #[must_use]
    pub fn create_webhook(draft: &WebhookDraft) -> Self {
        Self { action: Action::Create(json(draft)), ..Self::webhooks() }
    }

    /// `PATCH /v1/webhooks/{id}`; the secret stays `[/api-reference/webhooks/update]`.
    #[must_use]
    pub fn update_webhook(id: &str, draft: &WebhookDraft) -> Self {
        Self { action: Action::Change(json(draft)), ..Self::webhook(id) }
    }

    /// `DELETE /v1/webhooks/{id}`: retries under way are cancelled, the secret is dead
    /// `[/api-reference/webhooks/delete]`.
    #[must_use]
    pub fn delete_webhook(id: &str) -> Self {
        Self { action: Action::Delete, ..Self::webhook(id) }
    }

    /// `GET /v1/webhooks/{id}/logs`, newest first `[/api-reference/webhooks/logs]`.
    #[must_use]
    pub fn webhook_logs(id: &str) -> Self {
        Self::paged(format!("/v1/webhooks/{}/logs", encoded(id)), Resource::WebhookLogs)
    }

    /// Logs: `success`, `failed` or `pending`.
    #[must_use]
    pub fn status(self, status: &str) -> Self {
        self.with("status", status)
    }

    fn webhook(id: &str) -> Self {
        Self::new(format!("/v1/webhooks/{}", encoded(id)), Resource::Webhooks)
    }
}

impl Webhook {
    /// Reads a row; only its id must be there, and [`super::Api::send`] saw to that.
    #[must_use]
    pub fn read(row: &Map<String, Value>) -> Self {
        let events = row.get("events").and_then(Value::as_array).into_iter().flatten();
        Self {
            id: text(row, "id").unwrap_or_default(),
            url: text(row, "url").unwrap_or_default(),
            events: events.filter_map(Value::as_str).map(str::to_owned).collect(),
            description: text(row, "description").filter(|text| !text.is_empty()),
            active: row.get("active").and_then(Value::as_bool),
            last_delivery_status: text(row, "last_delivery_status"),
            last_delivery_at: text(row, "last_delivery_at"),
            created_at: text(row, "created_at"),
            updated_at: text(row, "updated_at"),
        }
    }
}

impl WebhookLog {
    /// Reads a row; what is missing or odd is left out.
    #[must_use]
    pub fn read(row: &Map<String, Value>) -> Self {
        let number = |name| row.get(name).and_then(Value::as_u64);
        Self {
            delivery_id: text(row, "delivery_id"),
            event: text(row, "event"),
            status: text(row, "status"),
            response_status_code: number("response_status_code")
                .and_then(|code| u16::try_from(code).ok()),
            response_body: text(row, "response_body"),
            duration_ms: number("duration_ms"),
            attempt: number("attempt"),
            error: text(row, "error"),
            delivered_at: text(row, "delivered_at").and_then(|at| at.parse().ok()),
        }
    }
}

/// The secret in the answer that made a subscription: no other call ever tells it.
#[must_use]
pub fn secret(row: &Map<String, Value>) -> Option<Secret> {
    Secret::new(row.get("secret")?.as_str()?).ok()
}

fn json(draft: &WebhookDraft) -> Value {
    serde_json::to_value(draft).unwrap_or_else(|_| unreachable!("texts and a truth value"))
}

/// A text, or a number as one: an id may be either.
fn text(row: &Map<String, Value>, name: &str) -> Option<String> {
    match row.get(name)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Call, Webhook, WebhookDraft, WebhookLog, secret};
    use crate::api::tests::{Server, answer, json as says};

    #[tokio::test]
    async fn each_call_has_its_method_its_path_and_its_body() {
        let whole = WebhookDraft {
            url: Some("https://example.com/in".to_owned()),
            events: Some(vec!["deal.created".to_owned()]),
            ..WebhookDraft::default()
        };
        let pause = WebhookDraft { active: Some(false), ..WebhookDraft::default() };
        for (call, first, last) in [
            (Call::webhooks(), "GET /gateway/v1/webhooks HTTP/1.1", ""),
            (
                Call::create_webhook(&whole),
                "POST /gateway/v1/webhooks HTTP/1.1",
                r#"{"url":"https://example.com/in","events":["deal.created"]}"#,
            ),
            (
                Call::update_webhook("a/b", &pause),
                "PATCH /gateway/v1/webhooks/a%2Fb HTTP/1.1",
                r#"{"active":false}"#,
            ),
            (Call::delete_webhook("7"), "DELETE /gateway/v1/webhooks/7 HTTP/1.1", ""),
        ] {
            let server = Server::start(says(r#"{"data":{"id":"7"}}"#));
            server.send(&call).await.expect("done");
            let heard = server.heard();
            assert!(heard[0].starts_with(first), "{heard:?}");
            let (head, body) = heard[0].split_once("\r\n\r\n").expect("a head");
            assert_eq!(body, last);
            assert_eq!(head.contains("content-type: application/json"), !last.is_empty(), "{head}");
        }
        let logs = Call::webhook_logs("7").status("failed").page(2);
        assert_eq!(logs.path_and_query(), "/v1/webhooks/7/logs?per_page=100&status=failed&page=2");
    }

    #[tokio::test]
    async fn what_is_removed_needs_no_words() {
        for says in [answer(204, "", b""), says(r#"{"data":{"deleted":true}}"#), says("{}")] {
            let server = Server::start(says);
            let page = server.send(&Call::delete_webhook("7")).await.expect("done");
            assert!(page.rows.is_empty());
            server.send(&Call::webhooks()).await.expect_err("no list");
        }
        for says in [answer(503, "", b""), says("nonsense"), says(r#"{"error":"no"}"#)] {
            let server = Server::start(says);
            server.send(&Call::delete_webhook("7")).await.expect_err("not done");
        }
    }

    #[test]
    fn rows_are_read_as_far_as_they_make_sense() {
        let row = json!({"id": 7, "url": "https://x", "events": ["a", 1], "description": "",
            "active": true, "last_delivery_status": null, "secret": "s"});
        let row = row.as_object().expect("an object");
        let read = Webhook::read(row);
        assert_eq!((read.id.as_str(), read.events.len(), read.active), ("7", 1, Some(true)));
        assert_eq!((read.description, read.last_delivery_status), (None, None));
        assert!(secret(row).is_some_and(|secret| secret.expose() == "s"));
        for odd in [json!({}), json!({"secret": ""}), json!({"secret": 5})] {
            assert!(secret(odd.as_object().expect("an object")).is_none());
        }
        let log = json!({"delivery_id": "d", "attempt": 3, "response_status_code": null,
            "duration_ms": 1820, "delivered_at": "2026-04-17T14:20:11Z", "error": "timeout"});
        let log = WebhookLog::read(log.as_object().expect("an object"));
        assert_eq!((log.attempt, log.response_status_code), (Some(3), None));
        assert_eq!((log.duration_ms, log.error.as_deref()), (Some(1820), Some("timeout")));
        assert!(log.delivered_at.is_some());
    }
}
