//! What every form of an export is made of.

use crate::client::target::Target;
use crate::contract::header::{HeaderList, is_credential};
use crate::output::headers::{MASK, Masking};
use crate::store::delivery::AttemptRecord;
use crate::store::event::EventRecord;

/// An event on its way out, its headers already masked or redacted.
#[derive(Clone, Debug)]
pub struct Outgoing {
    /// The event.
    pub record: EventRecord,
    /// Where a request made of it goes.
    pub url: String,
    /// The last attempt to deliver it, where there was one.
    pub attempt: Option<AttemptRecord>,
}

impl Outgoing {
    /// One line that says which event this is: number, time, name. Safe to show.
    #[must_use]
    pub fn caption(&self) -> String {
        let row = &self.record.row;
        let name = row.event.as_deref().unwrap_or("(no event name)");
        let at = crate::output::clock::rfc3339(row.received_at);
        format!("{} {at} {}", row.number, crate::text::safe::line(name))
    }
}

/// The URL of an event: the target, with the event's own path unless the target has one.
#[must_use]
pub fn url(target: &Target, path: &str) -> String {
    target.with_incoming(path).to_string()
}

/// The headers with the credentials masked, unless they are to be shown.
#[must_use]
pub fn masked(headers: &HeaderList, masking: Masking) -> HeaderList {
    let mut shown = HeaderList::new();
    for (name, value) in headers.iter() {
        let hidden = masking == Masking::Masked && is_credential(name);
        shown.push(name, if hidden { MASK.as_bytes() } else { value });
    }
    shown
}
