//! Writes one event after the other in the form asked for.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::exchange::curl::{self, Layout, Source};
use crate::exchange::outgoing::{Outgoing, masked};
use crate::exchange::sniff::Form;
use crate::exchange::{har, http};
use crate::output::event_json;
use crate::output::headers::Masking;
use crate::output::printer::Printer;
use crate::store::event::EventRecord;

/// Writes to stdout, and odd bodies of `.http` and curl into a directory.
pub(super) struct Writer<'a> {
    form: Form,
    folder: Option<PathBuf>,
    masking: Masking,
    printer: &'a Printer,
    written: u64,
    left_out: BTreeSet<String>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        form: Form,
        folder: Option<PathBuf>,
        masking: Masking,
        printer: &'a Printer,
    ) -> Self {
        Self { form, folder, masking, printer, written: 0, left_out: BTreeSet::new() }
    }

    /// Whether [`Writer::check`] can refuse anything.
    pub(super) fn may_refuse(&self) -> bool {
        self.form == Form::Http && self.folder.is_none()
    }

    /// Whether the form can hold the event.
    pub(super) fn check(&self, record: &EventRecord) -> Result<(), Error> {
        if !self.may_refuse() || http::place(&record.body) != http::Place::File {
            return Ok(());
        }
        let number = record.row.number;
        Err(Error::usage(format!(
            "the body of event {number} cannot stand in an .http file as it is"
        ))
        .hint("`--dir DIR` writes such bodies into files of their own")
        .hint("`--format curl` and `--format jsonl` hold any body"))
    }

    /// Writes one.
    pub(super) fn write(&mut self, mut event: Outgoing) -> Result<(), Error> {
        if self.form == Form::Jsonl {
            return self.printer.json_buffered(&event_json::of_record(&event.record, self.masking));
        }
        event.record.headers = masked(&event.record.headers, self.masking);
        let text = match self.form {
            Form::Jsonl => return Ok(()),
            Form::Curl => {
                let (row, body) = (&event.record.row, &event.record.body);
                let headers = &event.record.headers;
                let file = match &self.folder {
                    Some(folder) if curl::is_binary(body) => {
                        Some(write_body(folder, &event.record)?)
                    }
                    _ => None,
                };
                let source = file.as_deref().map_or(Source::Pipe, Source::File);
                let (method, from) = (&row.method, (&**body, source));
                let line = curl::command_from(method, &event.url, headers, from, Layout::Line);
                format!("{line} # {}\n", event.caption())
            }
            Form::Har => {
                if let Some(attempt) = &mut event.attempt {
                    attempt.response_headers = masked(&attempt.response_headers, self.masking);
                }
                let before = if self.written == 0 { har::head() } else { ",".to_owned() };
                format!("{before}\n{}", har::entry(&event))
            }
            Form::Http => self.http(&event)?,
        };
        self.written += 1;
        self.printer.raw(text.as_bytes())
    }

    fn http(&mut self, event: &Outgoing) -> Result<String, Error> {
        self.check(&event.record)?;
        let file = match (&self.folder, http::place(&event.record.body)) {
            (Some(folder), http::Place::File) => Some(write_body(folder, &event.record)?),
            _ => None,
        };
        let (text, left_out) = http::request(event, file.as_deref());
        self.left_out.extend(left_out);
        Ok(text)
    }

    /// Ends the file, and says what it could not hold.
    pub(super) fn finish(self) -> Result<(), Error> {
        if self.form == Form::Har {
            if self.written == 0 {
                self.printer.raw(har::head().as_bytes())?;
            }
            self.printer.raw(har::TAIL.as_bytes())?;
        }
        for name in &self.left_out {
            self.printer
                .warn(&format!("a value of the header `{name}` is left out: it is no plain text"));
        }
        self.printer.flush()
    }
}

/// Writes a body into a new file, and returns how the file beside the directory names it.
fn write_body(folder: &Path, record: &EventRecord) -> Result<String, Error> {
    let path = folder.join(format!("event-{}.body", record.row.number));
    let failed = |error: std::io::Error| {
        let error_is_there = error.kind() == std::io::ErrorKind::AlreadyExists;
        let made = Error::usage(format!("cannot write `{}`", path.display())).because(error);
        if error_is_there {
            made.hint("nothing is overwritten: name a new directory")
        } else {
            made
        }
    };
    fs::create_dir_all(folder).map_err(failed)?;
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&path).map_err(failed)?;
    file.write_all(&record.body).map_err(failed)?;
    let shown = path.to_string_lossy().into_owned();
    Ok(if path.is_absolute() { shown } else { format!("./{shown}") })
}
