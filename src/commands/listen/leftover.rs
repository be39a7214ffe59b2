//! Subscriptions of listeners that were killed: told of by any listener, removed by the next one that
//! makes one itself.

use super::register::remove;
use crate::api::{Api, ApiError, Call, Webhook};
use crate::error::Error;
use crate::output::printer::Printer;
use crate::store::registration::{self, Registration};
use crate::store::{Store, StoreError};
use crate::text::safe;

/// Tells of what is left, wherever the API of it is. No call is made.
///
/// # Errors
/// A store that fails.
pub(super) fn tell(store: &Store, printer: &Printer) -> Result<(), StoreError> {
    for left in store.read(|conn| registration::left(conn, store.path()))? {
        let (url, api) = (safe::line(&left.url), safe::line(&left.api));
        let how = match &left.webhook {
            Some(id) => format!("or `leadlex-hooks webhooks delete {}`", safe::line(id)),
            None => "if it was made at all".to_owned(),
        };
        printer.warn(&format!(
            "a `listen --register` that was killed left a subscription to {url} at {api}: the next one \
             with the same key removes it, {how}"
        ));
    }
    Ok(())
}

/// Removes what is left at this API. What cannot be removed now is told and kept for the next time.
///
/// # Errors
/// A store that fails.
pub(super) async fn sweep(api: &Api, store: &Store, printer: &Printer) -> Result<(), Error> {
    let (base, key) = (api.base().to_string(), api.key_fingerprint());
    let mut all = store.read(|conn| registration::left(conn, store.path()))?;
    // With another key, that of another workspace perhaps, nothing would be found.
    all.retain(|left| left.api == base && left.key == key);
    for left in all {
        let url = safe::line(&left.url);
        match take_away(api, &left).await {
            Ok(()) => {
                store.write(move |conn| registration::forget(conn, left.number)).await?;
                printer.good(&format!("removed what an earlier listener left: {url}"));
            }
            Err(error) => {
                printer.warn(&format!(
                    "the subscription to {url} of an earlier listener stays: {error}"
                ));
            }
        }
    }
    Ok(())
}

async fn take_away(api: &Api, left: &Registration) -> Result<(), ApiError> {
    if let Some(id) = &left.webhook {
        return remove(api, id).await;
    }
    // Killed, or cut off, between the call and its answer: by its mark it is found, if it was made.
    let page = api.send(&Call::webhooks()).await?;
    for webhook in page.rows.iter().map(Webhook::read) {
        if webhook.description.as_deref() == Some(&*left.mark) {
            remove(api, &webhook.id).await?;
        }
    }
    Ok(())
}
