//! What every form of an export is made of.

use crate::client::target::Target;
use crate::contract::credential;
use crate::contract::header::HeaderList;
use crate::output::headers::Masking;
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
    match masking {
        Masking::Masked => credential::masked(headers),
        Masking::Shown => headers.clone(),
    }
}
