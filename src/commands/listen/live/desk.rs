//! What the keys of a listener act on: its log, where it forwards to, where it listens.

use std::sync::Arc;

use super::again::Replays;
use crate::commands::explainer::{Delivery, Explainer};
use crate::contract::explain::Effort;
use crate::contract::signature::Signer;
use crate::error::Error;
use crate::exchange::curl::{self, Layout};
use crate::exchange::outgoing::masked;
use crate::output::event_page::{self, EventPage, Extent};
use crate::output::headers::Masking;
use crate::output::printer::Printer;
use crate::output::{clipboard, explanation};
use crate::receiver::forward::Forward;
use crate::store::delivery::{self, DeliveryFilter};
use crate::store::event::{self, EventRecord};
use crate::store::{Store, StoreError, open_reader};
use crate::text::safe;

/// The mistake in a larger body is not looked for while others wait to be shown.
const EXPLAINED_BODY: usize = 256 * 1024;
/// A longer command is not printed where it cannot be copied.
const PRINTED: usize = 4 * 1024;

/// The things at hand.
pub(in crate::commands::listen) struct Desk {
    pub(in crate::commands::listen) printer: Arc<Printer>,
    pub(in crate::commands::listen) store: Store,
    pub(in crate::commands::listen) forward: Option<Forward>,
    pub(in crate::commands::listen) signers: Vec<Signer>,
    pub(in crate::commands::listen) explainer: Option<Explainer>,
    /// Scheme and authority of the listener.
    pub(in crate::commands::listen) origin: String,
    /// The URL of the inspector, when there is one.
    pub(in crate::commands::listen) inspector: Option<String>,
}

impl Desk {
    /// Begins to replay an event, or says why not.
    pub(super) fn replay(&self, number: i64, replays: &mut Replays) -> Result<(), String> {
        let Some(forward) = &self.forward else {
            return Err(format!(
                "nothing is forwarded: `leadlex-hooks replay {number} --to URL` sends #{number} \
                 again, and with `--forward-to URL` this key does"
            ));
        };
        replays.begin(number, &self.store, forward, &self.signers)?;
        self.printer.story(&format!("replaying #{number} to {}", forward.describe()));
        if self.signers.is_empty() {
            self.printer.story("no secret is set, so the captured signature is sent");
        }
        Ok(())
    }

    /// Shows an event whole, its body folded.
    pub(super) fn details(&self, number: i64) -> Result<(), Error> {
        let filter = DeliveryFilter { event: Some(number), ..DeliveryFilter::default() };
        let read =
            self.store.read(|conn| Ok((event::get(conn, number)?, delivery::list(conn, &filter)?)));
        let (record, deliveries) = match read {
            Ok(read) => read,
            Err(error) => return self.cannot_read(number, &error),
        };
        self.printer.line("")?;
        let (record, deliveries) = (&record, &*deliveries);
        let (masking, extent) = (Masking::Masked, Extent::Folded);
        event_page::print(&EventPage { record, deliveries, masking, extent }, &self.printer)?;
        self.explain(record)?;
        self.printer.line("")
    }

    /// Why its signature was wrong, where it was.
    fn explain(&self, record: &EventRecord) -> Result<(), Error> {
        let number = record.row.number;
        let (Some(explainer), false) = (&self.explainer, record.row.verdict.is_accepted()) else {
            return Ok(());
        };
        if record.body.len() > EXPLAINED_BODY {
            let text = format!("`leadlex-hooks events show {number}` looks for what is wrong");
            self.printer.hint(&text);
            return Ok(());
        }
        let log = open_reader(self.store.path()).ok();
        let (headers, body, number) = (&record.headers, &*record.body, Some(number));
        let delivery = Delivery { headers, body, number };
        let explained = explainer.explain(delivery, log.as_ref(), Effort::Passing);
        explanation::print(&explained, number, &self.printer)
    }

    /// Copies a command that repeats an event: to where it was forwarded, or else to us.
    pub(super) fn copy(&self, number: i64) -> Result<(), Error> {
        let record = match self.store.read(|conn| event::get(conn, number)) {
            Ok(record) => record,
            Err(error) => return self.cannot_read(number, &error),
        };
        let row = &record.row;
        let forward = self.forward.as_ref();
        let forwarded = forward.and_then(|to| to.url(row.event.as_deref(), &row.path));
        let url =
            forwarded.map_or_else(|| format!("{}{}", self.origin, row.path), |uri| uri.to_string());
        let headers = masked(&record.headers, Masking::Masked);
        let command = curl::command(&row.method, &url, &headers, &record.body, Layout::Line);
        let print = format!("`leadlex-hooks events export {number} --format curl --to URL`");
        let Some(sequence) = clipboard::sequence(&command) else {
            self.printer.story(&format!("too long for a clipboard: {print} prints it"));
            return Ok(());
        };
        self.printer.control(&sequence)?;
        if !clipboard::is_doubtful() {
            let copied = format!("copied a curl command that repeats #{number}; {print} prints it");
            self.printer.story(&copied);
            return Ok(());
        }
        self.printer.story("copied, if this terminal lets programs reach the clipboard");
        if command.len() > PRINTED {
            self.printer.story(&format!("{print} prints it"));
            return Ok(());
        }
        self.printer.line(&command)
    }

    /// Shows where the inspector is; terminals make an address one to click on. No browser is
    /// started: the key in the address would be seen in the list of processes.
    pub(super) fn inspector(&self) {
        match &self.inspector {
            Some(url) => self.printer.story(&format!("inspector: {}", safe::line(url))),
            None => self.printer.story("no inspector: `listen --inspect` would have one"),
        }
    }

    fn cannot_read(&self, number: i64, error: &StoreError) -> Result<(), Error> {
        self.printer.warn(&format!("cannot read #{number}: {error}"));
        Ok(())
    }
}
