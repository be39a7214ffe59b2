//! What LeadLex promises on the wire, as data and pure functions: no clock, no I/O.
//!
//! The facts come from LeadLex's public documentation; each item names the page it rests on
//! (`[/webhooks]` is `https://docs.leadlex.com/webhooks`), or says that it is inferred.

pub mod catalog;
pub mod credential;
pub mod envelope;
pub mod explain;
mod fields;
pub mod freshness;
pub mod handler;
pub mod header;
pub mod pattern;
pub mod retry;
pub mod sample;
pub mod scenario;
pub mod schema;
pub mod secret;
pub mod signature;
