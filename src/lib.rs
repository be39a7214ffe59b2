//! Build, debug, replay and test LeadLex webhooks on your own machine.
//!
//! Everything is an *event* in one local log, and everything outbound is a *delivery* of an event.
//! Each module below is one room of the house; the README's "How it works" shows who calls whom.

pub mod api;
pub mod check;
pub mod cli;
pub mod client;
pub mod commands;
pub mod config;
pub mod contract;
pub mod delivery;
pub mod demo;
pub mod doctor;
pub mod error;
pub mod exchange;
pub mod inspector;
pub mod json;
pub mod load;
pub mod output;
pub mod payload;
pub mod poll;
pub mod receiver;
pub mod replay;
pub mod runner;
pub mod sandbox;
pub mod stop;
pub mod store;
pub mod text;
pub mod tunnel;
