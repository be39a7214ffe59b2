//! The local log of events and the outbox of deliveries: one SQLite file.
//!
//! [`Store`] writes (one thread, group commit); [`Reader`] only looks. What can be asked is in
//! [`event`], [`delivery`] and [`search`], as functions of a connection, so that a caller joins
//! several of them in one job and thereby in one transaction.

mod checkpoint;
pub mod delivery;
mod error;
pub mod event;
mod file;
#[cfg(test)]
mod fixture;
mod handle;
pub mod lease;
pub mod load;
mod migrate;
pub mod poll;
mod reader;
pub mod registration;
mod ring;
pub mod search;
pub mod survey;
mod value;
pub mod watch;
mod writer;

pub use error::StoreError;
pub use handle::{Queued, Store};
pub use reader::{Pool, Reader, open_reader};
