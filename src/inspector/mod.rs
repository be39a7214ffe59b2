//! The web inspector: one page on loopback, and the small API that it calls. Everything is read from
//! the store as it is, so it shows what any process writes there; only a replay writes.
//!
//! Who may call: the page itself. `guard` holds the rules, `desk` says which call is which.

mod asset;
mod desk;
mod diff;
mod event;
mod filter;
mod guard;
mod house;
mod large;
mod list;
mod replay;
mod replays;
mod reply;
mod session;
mod standing;
mod stats;
mod stream;
mod target;
mod timeline;
mod token;

use crate::contract::explain::Explanation;
use crate::store::Reader;
use crate::store::event::EventRecord;

pub use self::standing::{Settings, Standing, open};

/// Says why a signature was not accepted.
pub type Why = Box<dyn Fn(&EventRecord, &Reader) -> Explanation + Send + Sync>;
