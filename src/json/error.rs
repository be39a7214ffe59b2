//! Why an edit was refused, with the names that would have worked. Names come from the body, so a
//! message is made safe before it is shown, like any text from outside.

use std::fmt;

use thiserror::Error;

use super::parts::Member;
use super::path::{Segment, Steps};
use super::valid::NotJson;

/// How many of the names that are there a message lists.
const NAMES_SHOWN: usize = 8;

/// Why a body was left as it is.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum EditError {
    /// The body cannot be edited by field.
    #[error("the body is {0}")]
    NotJson(NotJson),
    /// What should be put in is no JSON.
    #[error("the new value is {0}")]
    ValueNotJson(NotJson),
    /// The patch is no JSON.
    #[error("the patch is {0}")]
    PatchNotJson(NotJson),
    /// An object on the way has no such member.
    #[error("there is no `{name}` in {parent}{known}; `--patch` adds new fields")]
    NoSuchName {
        /// The object that was reached.
        parent: Place,
        /// The segment that failed.
        name: String,
        /// What it has instead.
        known: Known,
    },
    /// An array on the way is shorter, or was asked for a name.
    #[error(
        "there is no `{segment}` in {parent}: it is an array of {length}, counted from 0; \
         `--patch` adds new fields and replaces whole arrays"
    )]
    NoSuchElement {
        /// The array that was reached.
        parent: Place,
        /// The segment that failed, as it was written.
        segment: String,
        /// How many elements there are.
        length: usize,
    },
    /// The path goes on where the body has nothing inside: a string, a number, `null`; or it counts
    /// the elements of an object.
    #[error("there is no `{segment}` in {parent}: it is {found}; `--patch` adds new fields")]
    NothingInside {
        /// The value that was reached.
        parent: Place,
        /// The segment that failed, as it was written.
        segment: String,
        /// What it is: `a string`, `an object`.
        found: &'static str,
    },
}

/// A value of the body in the words of a message: a path in backticks, or `the body`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place(pub(super) Vec<Segment>);

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() { f.write_str("the body") } else { write!(f, "`{}`", Steps(&self.0)) }
    }
}

/// The names an object has, nearest to the one that was asked for first, each once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// At most eight of them.
    pub nearest: Vec<String>,
    /// How many more there are.
    pub more: usize,
}

impl Known {
    pub(super) fn near(wanted: &str, members: &[Member]) -> Self {
        let mut names: Vec<&str> = members.iter().map(|member| member.name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        names.sort_by_cached_key(|name| strsim::osa_distance(wanted, name));
        let more = names.len().saturating_sub(NAMES_SHOWN);
        names.truncate(NAMES_SHOWN);
        Self { nearest: names.into_iter().map(str::to_owned).collect(), more }
    }
}

impl fmt::Display for Known {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.nearest.is_empty() {
            return f.write_str(", which is empty");
        }
        write!(f, ", which has `{}`", self.nearest.join("`, `"))?;
        if self.more > 0 { write!(f, " and {} more", self.more) } else { Ok(()) }
    }
}
