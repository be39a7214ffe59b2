//! Build, debug, replay and test LeadLex webhooks on your own machine.
//!
//! Everything is an *event* in one local log, and everything outbound is a *delivery* of an event.
//! Each module below is one room of the house; the README's "How it works" shows who calls whom.

pub mod contract;
pub mod json;
pub mod store;
