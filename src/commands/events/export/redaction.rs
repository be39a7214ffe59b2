//! `--redact` and what belongs to it: what is asked, what is refused, what is told.

use clap::Args;
use uuid::Uuid;

use crate::error::Error;
use crate::exchange::redact::{OpaqueBody, Redactor, TEST_KEY};
use crate::output::printer::Printer;
use crate::store::event::EventRecord;

/// What is taken out.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Redaction")]
pub(super) struct RedactArgs {
    /// Replace personal data by fakes, and sign the bodies again with a public test key
    #[arg(long, conflicts_with = "show_secrets")]
    redact: bool,
    /// The same text makes the same fakes in every export; keep it to yourself [default: random]
    #[arg(long, value_name = "TEXT", requires = "redact")]
    redact_seed: Option<String>,
    /// Export a body that is not JSON as an empty one, instead of refusing
    #[arg(long, requires = "redact")]
    redact_drop_bodies: bool,
}

impl RedactArgs {
    /// The redactor, if one is asked for.
    pub(super) fn redactor(&self, printer: &Printer) -> Option<Redactor> {
        if !self.redact {
            return None;
        }
        let opaque = if self.redact_drop_bodies { OpaqueBody::Drop } else { OpaqueBody::Refuse };
        let random = || {
            printer.hint(
                "the fakes are others in each export; `--redact-seed TEXT` makes the same ones again",
            );
            Uuid::new_v4().to_string()
        };
        let seed = self.redact_seed.clone().unwrap_or_else(random);
        Some(Redactor::new(&seed, opaque))
    }
}

/// One event redacted.
pub(super) fn apply(redactor: &mut Redactor, record: EventRecord) -> Result<EventRecord, Error> {
    let number = record.row.number;
    redactor.event(record).map_err(|error| {
        Error::usage(format!("event {number} cannot be redacted, its body is {error}"))
            .hint("`--redact-drop-bodies` exports it with an empty body")
            .hint("or leave it out: name the events, or use a filter")
    })
}

/// What was done, for whoever uses the export.
pub(super) fn tell(redactor: &Redactor, printer: &Printer) {
    for name in redactor.dropped() {
        printer.warn(&format!(
            "the header `{name}` is left out: nobody knows whether its value is personal"
        ));
    }
    printer.story(&format!(
        "redacted, and signed again with the public test key: \
         `leadlex-hooks listen --secret {TEST_KEY}` verifies it"
    ));
}
