//! What polling remembers: how each resource looked when it was last read, how far each feed has
//! been read, and the calls that were spent.

mod call;
mod commit;
mod feed;
mod hold;
mod snapshot;
mod watermark;
mod workspace;

use jiff::Timestamp;

pub use call::{Allowance, Bucket, CallKind, allowance, keep_allowance, spend, spent};
pub use commit::{Kept, NewPolled, commit};
pub use hold::{Hold, HoldError, hold};
pub use snapshot::{entries, forget_before, forget_feed, put, some};
pub use watermark::{feeds, keep_next_cycle, mark, next_cycle, watermark};
pub use workspace::{keep_workspace, workspace_of};

/// Whether a resource was there when it was last looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Presence {
    /// It was.
    Here,
    /// It was not. The entry is kept, so that coming back is not taken for being new.
    Gone,
}

impl Presence {
    /// The word used in the store.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Here => "here",
            Self::Gone => "gone",
        }
    }

    /// Reads what [`Presence::as_str`] wrote.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Here, Self::Gone].into_iter().find(|presence| presence.as_str() == word)
    }
}

/// One resource as it was last read. What a feed does not tell stays empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The resource's id, an opaque text.
    pub id: String,
    /// Its creation date.
    pub created: Option<Timestamp>,
    /// The date of its last change.
    pub updated: Option<Timestamp>,
    /// A hash of its content; `None` when only its id was read.
    pub hash: Option<[u8; 16]>,
    /// Its status, in the words of the API; empty where it has none.
    pub state: String,
    /// Changes told so far: part of the id of the next one.
    pub sequence: u32,
    /// Whether it was there.
    pub presence: Presence,
}

/// How far a feed has been read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watermark {
    /// When its baseline was taken: nothing older is an event.
    pub baseline_at: Timestamp,
    /// The latest date read in it, by the API's own clock.
    pub mark: Option<Timestamp>,
    /// When it was last read to its end.
    pub read_at: Timestamp,
    /// How many resources it holds, those that are gone left out.
    pub known: u64,
}
