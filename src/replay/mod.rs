//! Replay as an instrument, its pure part: which events in which order, at which pace, and whether
//! two answers are the same. No clock, no socket, no store.

pub mod answer;
mod chance;
pub mod order;
pub mod pace;
