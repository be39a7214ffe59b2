//! The door to the API: one call, one request, one answer.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

use super::base::Base;
use super::call::{Action, Call};
use super::envelope::{self, Content};
use super::error::ApiError;
use super::export::{self, Export};
use super::fault::Fault;
use super::head::Head;
use super::key::ApiKey;
use super::page::Page;
use super::refusal::{Refusal, Words};
use crate::client::failure::{Failure, FailureKind};
use crate::client::{Answer, Client, Outgoing};
use crate::contract::header::HeaderList;
use crate::error::Error;

/// How we introduce ourselves.
const USER_AGENT: &str = concat!("leadlex-hooks/", env!("CARGO_PKG_VERSION"));
/// A page of 200 rows with texts of any length; more is somebody else's answer.
const LARGEST_PAGE: usize = 32 * 1024 * 1024;
/// 50,000 rows have about 10 MB.
const LARGEST_EXPORT: usize = 128 * 1024 * 1024;

/// Calls the API with one key.
#[derive(Debug)]
pub struct Api {
    client: Arc<Client>,
    base: Base,
    key: ApiKey,
    deadline: Duration,
}

impl Api {
    /// An API; nothing is sent yet. `deadline` runs from connecting to the end of the response head,
    /// and again for the body.
    #[must_use]
    pub fn new(
        client: impl Into<Arc<Client>>,
        base: Base,
        key: ApiKey,
        deadline: Duration,
    ) -> Self {
        Self { client: client.into(), base, key, deadline }
    }

    /// The same for one who waits no longer than this, from connecting to the end of the response
    /// head, and again for the body.
    #[must_use]
    pub fn within(self, deadline: Duration) -> Self {
        Self { deadline, ..self }
    }

    /// Where it is.
    #[must_use]
    pub fn base(&self) -> &Base {
        &self.base
    }

    /// What tells the key apart from others and reveals nothing of it.
    #[must_use]
    pub fn key_fingerprint(&self) -> String {
        self.key.fingerprint()
    }

    /// Says before anything is sent what will not be done at all: the key never leaves this machine
    /// over plain HTTP unless that was allowed.
    ///
    /// # Errors
    /// Plain HTTP beyond loopback (exit 2), a name without an address or no roots for https (exit 3).
    pub async fn check(&self) -> Result<(), Error> {
        self.client.check(self.base.target()).await
    }

    /// Sends a call and reads its answer as JSON: exactly one HTTP request.
    ///
    /// # Errors
    /// No answer, one that says no, or one that makes no sense.
    pub async fn send(&self, call: &Call) -> Result<Page, ApiError> {
        let (answer, head) = self.ask(call, "application/json", LARGEST_PAGE).await?;
        let content = match self.content(call, &answer, &head) {
            // That it is gone needs no words, and no row.
            Err(ApiError::Unreadable { why: Fault::Empty | Fault::Shape(_), .. })
                if call.action == Action::Delete =>
            {
                Content::default()
            }
            content => content?,
        };
        Ok(Page {
            rows: content.rows,
            bad: content.bad,
            meta: content.meta,
            quota: head.quota,
            server_time: head.server_time,
            request_id: head.request_id,
        })
    }

    fn content(&self, call: &Call, answer: &Answer, head: &Head) -> Result<Content, ApiError> {
        let unreadable = |why| self.unreadable(why, answer, head, call);
        let value = envelope::json(&answer.body).map_err(unreadable)?;
        if let Some(words) = Words::inside(&value) {
            return Err(self.refused(words, answer, head, call));
        }
        envelope::read(value, call.what).map_err(unreadable)
    }

    /// Sends a call and reads its answer as CSV: exactly one HTTP request.
    ///
    /// # Errors
    /// As [`Api::send`].
    pub async fn export(&self, call: &Call) -> Result<Export, ApiError> {
        let (answer, head) = self.ask(call, "text/csv", LARGEST_EXPORT).await?;
        let unreadable = |why| self.unreadable(why, &answer, &head, call);
        if let Some(fault) = Fault::of_text(&beginning(&answer.body)) {
            return Err(unreadable(fault));
        }
        if matches!(answer.body.first(), Some(b'{' | b'['))
            && let Ok(value) = envelope::json(&answer.body)
        {
            return Err(match Words::inside(&value) {
                Some(words) => self.refused(words, &answer, &head, call),
                None => unreadable(Fault::NotCsv("it is JSON".to_owned())),
            });
        }
        let table = export::read(&answer.body).map_err(unreadable)?;
        let limit: Option<usize> = call.parameter("limit").and_then(|limit| limit.parse().ok());
        let count = table.rows.len() + table.bad.len();
        Ok(Export {
            rows: table.rows,
            bad: table.bad,
            limit_hit: limit.is_some_and(|limit| count >= limit),
            quota: head.quota,
            server_time: head.server_time,
        })
    }

    /// An answer with a good status and a whole body.
    async fn ask(
        &self,
        call: &Call,
        accept: &str,
        keep: usize,
    ) -> Result<(Answer, Head), ApiError> {
        let unreachable = |failure| ApiError::Unreachable {
            failure,
            base: self.base.to_string(),
            resource: call.what,
        };
        let uri = self.base.uri(call).map_err(|error| {
            let (kind, latency) = (FailureKind::Other, Duration::ZERO);
            unreachable(Failure { kind, message: error.to_string(), latency })
        })?;
        let mut headers = HeaderList::new();
        headers.push("accept", accept);
        headers.push("user-agent", USER_AGENT);
        let body = match call.action.body() {
            Some(body) => {
                headers.push("content-type", "application/json");
                Bytes::from(body.to_string())
            }
            None => Bytes::new(),
        };
        let outgoing = Outgoing {
            method: call.action.method(),
            uri: &uri,
            headers: &headers,
            authorization: Some(self.key.bearer()),
            body,
            deadline: self.deadline,
            keep,
        };
        let answer = self.client.send(outgoing).await.map_err(unreachable)?;
        let head = Head::read(&answer.headers);
        match answer.status {
            200..=299 => {}
            300..=399 => {
                let words = Words::plain(&match answer.headers.text("location") {
                    Some(place) => format!("it points to {place}"),
                    None => "it points nowhere".to_owned(),
                });
                return Err(self.refused(words, &answer, &head, call));
            }
            _ => return Err(self.refused(Words::of_body(&answer.body), &answer, &head, call)),
        }
        match &answer.cut {
            Some(why) => Err(self.unreadable(Fault::Cut(why.clone()), &answer, &head, call)),
            None => Ok((answer, head)),
        }
    }

    fn refused(&self, words: Words, answer: &Answer, head: &Head, call: &Call) -> ApiError {
        let refusal = Refusal::new(answer.status, words, head, call, &self.key);
        ApiError::Refused(Box::new(refusal))
    }

    fn unreadable(&self, why: Fault, answer: &Answer, head: &Head, call: &Call) -> ApiError {
        ApiError::Unreadable {
            why: why.map(|text| self.key.mask(text)),
            status: answer.status,
            resource: call.what,
            quota: head.quota,
        }
    }
}

/// Enough of a body to see what it is.
fn beginning(body: &[u8]) -> String {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    String::from_utf8_lossy(&body[..body.len().min(16 * 1024)]).into_owned()
}
