//! What webhooks told, out of the log.

use jiff::Timestamp;

use crate::contract::signature::Verdict;
use crate::poll::alike::Heard;
use crate::store::event::{self, EventFilter, Source};
use crate::store::{Store, StoreError};

/// Reads every verified arrival since then.
///
/// # Errors
/// A store that fails.
pub fn heard_since(store: &Store, since: Timestamp) -> Result<Heard, StoreError> {
    let filter = EventFilter {
        sources: vec![Source::Listen],
        verdicts: vec![Verdict::Verified],
        without_duplicates: true,
        since: Some(since),
        ..EventFilter::default()
    };
    store.read(|conn| {
        let mut heard = Heard::default();
        event::for_each(conn, &filter, |row| {
            let record = event::get(conn, row.number)?;
            heard.hear(&record.body, row.received_at);
            Ok::<(), StoreError>(())
        })?;
        Ok(heard)
    })
}
