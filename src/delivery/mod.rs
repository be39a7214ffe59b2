//! Everything outbound: one attempt, and the engine that drains the outbox on the retry schedule.

pub mod attempt;
pub mod client;
pub mod compose;
mod connect;
pub mod engine;
pub mod failure;
pub mod oneshot;
pub mod target;
