//! Things worth telling about a row that stopped nothing.

use std::fmt;

/// One of them, with the id of the row it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What the row is of, as its events name it: `contact`.
    pub resource: &'static str,
    /// The row's id.
    pub id: String,
    /// What is odd about it.
    pub about: Oddity,
}

/// What can be odd about a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Oddity {
    /// A date that cannot be read; it is taken for absent.
    Date {
        /// The field it stands in.
        field: &'static str,
        /// What stands there.
        text: String,
    },
    /// A date later than the API's own clock; it moves no watermark.
    Future,
    /// A status that no documentation names; it is kept, and nothing is told of it.
    Status(String),
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} `{}`: {}", self.resource, self.id, self.about)
    }
}

impl fmt::Display for Oddity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date { field, text } => {
                write!(f, "`{field}` is no date and is left out: `{text}`")
            }
            Self::Future => f.write_str("its date is in the future"),
            Self::Status(word) => write!(f, "its status `{word}` is not a documented one"),
        }
    }
}
