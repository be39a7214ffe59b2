//! The conformance suite of an endpoint: the cases (rows of data), what they send, and the verdict.
//!
//! [`plan`] is pure: the same seed makes the same requests. [`run`] sends them one case after the
//! other, so that the handler's log reads like the report. Nothing here prints or asks.

pub mod baseline;
pub mod body;
pub mod case;
pub mod cases;
mod exchange;
pub mod forge;
mod judge;
pub mod plan;
pub mod preflight;
pub mod probe;
pub mod run;
pub mod select;
pub mod verdict;
mod watch;
