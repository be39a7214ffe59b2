//! LeadLex's REST API, as far as we call it: calls, answers, errors and quota.
//!
//! One call is one HTTP request. Nothing is retried, paged or remembered here: that is the business
//! of whoever has a budget and a store. Two generations of the documentation disagree in nesting and
//! names, so answers are read tolerantly, and one bad row never hides the others.

mod advice;
mod base;
mod call;
pub mod envelope;
mod error;
pub mod export;
mod fault;
mod gateway;
mod head;
mod key;
mod page;
pub mod refusal;
mod resource;
#[cfg(test)]
mod tests;
pub mod webhook;

pub use base::{Base, DEFAULT_BASE};
pub use call::{Action, Call};
pub use error::{ApiError, Kind};
pub use export::{Export, ExportRow};
pub use fault::Fault;
pub use gateway::Api;
pub use head::Quota;
pub use key::ApiKey;
pub use page::{BadRow, Meta, Page};
pub use refusal::Refusal;
pub use resource::{Resource, Right};
pub use webhook::{Webhook, WebhookDraft, WebhookLog};
