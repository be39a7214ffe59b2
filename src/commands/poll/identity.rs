//! Which workspace is polled, and that nobody else polls it.

use uuid::Uuid;

use super::args::SourceArgs;
use crate::api::Api;
use crate::commands::context::Context;
use crate::config::key;
use crate::contract::envelope::Envelope;
use crate::contract::signature::Verdict;
use crate::error::Error;
use crate::output::clock;
use crate::store::event::{self, EventFilter, Source};
use crate::store::poll::{self, Hold, HoldError};
use crate::store::{Store, StoreError};

/// The workspace of the events: the one that is named, the one that was kept, the one that a
/// verified webhook names, or a new one. It is kept, since the ids of all events depend on it.
///
/// # Errors
/// A configuration that cannot be used, a store that fails.
pub(super) async fn workspace(
    context: &Context,
    source: &SourceArgs,
    api: &Api,
    store: &Store,
) -> Result<String, Error> {
    let base = api.base().to_string();
    let named = named(context, source)?;
    if named.is_none()
        && let Some(kept) = store.read(|conn| poll::workspace_of(conn, &base))?
    {
        return Ok(kept);
    }
    let workspace = match named {
        Some(named) => named,
        None => learned(store)?.unwrap_or_else(|| Uuid::new_v4().to_string()),
    };
    let id = workspace.clone();
    store.write(move |conn| poll::keep_workspace(conn, &base, &id)).await?;
    Ok(workspace)
}

/// The workspace that was typed or configured.
fn named(context: &Context, source: &SourceArgs) -> Result<Option<String>, Error> {
    let found = context.settings()?.text(&key::WORKSPACE_ID, source.workspace_id.as_deref());
    match found {
        Some(found) if found.value.trim().is_empty() => {
            Err(Error::usage(format!("the workspace id from {} is empty", found.origin)))
        }
        found => Ok(found.map(|found| found.value.trim().to_owned())),
    }
}

/// What the last verified webhook in the log says.
fn learned(store: &Store) -> Result<Option<String>, StoreError> {
    let filter = EventFilter {
        sources: vec![Source::Listen],
        verdicts: vec![Verdict::Verified],
        limit: Some(1),
        ..EventFilter::default()
    };
    store.read(|conn| {
        let Some(row) = event::list(conn, &filter)?.into_iter().next() else {
            return Ok(None);
        };
        Ok(Envelope::read(&event::get(conn, row.number)?.body).workspace_id)
    })
}

/// Keeps others from polling the same workspace into the same store.
///
/// # Errors
/// Somebody does already (exit 2); a store that fails.
pub(super) fn hold(store: &Store, workspace: &str) -> Result<Hold, Error> {
    poll::hold(store.path(), workspace).map_err(|error| match error {
        HoldError::Held { pid, since } => {
            let who =
                pid.map_or_else(|| "another process".to_owned(), |pid| format!("process {pid}"));
            let since =
                since.map_or_else(String::new, |at| format!(" since {}", clock::date_time(at)));
            Error::usage(format!("{who} polls this workspace into this store{since}"))
                .hint("end it first, or use a store of its own: `--store FILE` or `--profile NAME`")
        }
        HoldError::Store(error) => error.into(),
    })
}
