//! Polling: what the REST API shows, turned into the events that a webhook would have told.
//!
//! Everything here is pure: rows as they were read, entries as they were remembered and the time
//! come in as arguments, events and new entries go out. What is read when, and within which quota,
//! is worked out here too; the reading itself is not.

pub mod alike;
pub mod budget;
pub mod cost;
pub mod derive;
pub mod driver;
pub mod feed;
pub mod guard;
pub mod id;
pub mod note;
pub mod row;
pub mod select;
pub mod tier;
pub mod window;
