//! A simulated LeadLex workspace on loopback: the documented REST API with its limits, faults on
//! demand, every plausible reading of what the documentation leaves open, and real signed webhooks.
//!
//! It shares the contract's types with polling and none of its logic, so that the two can disagree.
//! Only `commands`, `demo` and tests call it.

mod activity;
mod calls;
mod change;
mod control;
pub mod fault;
mod gate;
mod hook;
mod house;
mod key;
mod limit;
pub mod readings;
mod rest;
mod running;
mod server;
mod settings;
mod shift;
#[cfg(test)]
mod tests;
mod told;
mod world;

pub use activity::Activity;
pub use calls::Calls;
pub use change::{Change, WORDS, Word};
pub use key::{ADMIN_KEY, DEFAULT_KEY, EXPIRED_KEY, Key, READ_KEY, Scope};
pub use limit::Plan;
pub use running::{Pace, Running, start};
pub use settings::{Counts, Edition, LoopbackWebhooks, Settings, Subscription};
pub use told::Told;

/// Every word by which calls are counted, forbidden (`--forbid`) and made to fail (`on=`).
#[must_use]
pub fn resources() -> Vec<&'static str> {
    rest::resources()
}
