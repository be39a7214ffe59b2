//! Everything outbound: one attempt, and the engine that drains the outbox on the retry schedule.

pub mod attempt;
pub mod compose;
pub mod drain;
pub mod engine;
mod hands;
pub mod oneshot;
pub mod repeat;
mod wall_clock;
