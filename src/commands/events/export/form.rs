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
    /// Bodies that stand in files now.
    files: Vec<PathBuf>,
    /// Whether their folder was not there before.
    made_folder: bool,
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        form: Form,
        folder: Option<PathBuf>,
        masking: Masking,
        printer: &'a Printer,
    ) -> Self {
        let made_folder = folder.as_ref().is_some_and(|folder| !folder.exists());
        let (left_out, files) = (BTreeSet::new(), Vec::new());
        Self { form, folder, masking, printer, written: 0, left_out, files, made_folder }
    }

    /// Whether [`Writer::check`] can refuse anything.
    pub(super) fn may_refuse(&self) -> bool {
        self.form == Form::Http || self.folder.is_some()
    }

    /// Whether the form can hold the event, and a file its body where that is needed.
    pub(super) fn check(&self, record: &EventRecord) -> Result<(), Error> {
        let Some(why) = self.stands_apart(&record.body) else {
            return Ok(());
        };
        let Some(folder) = &self.folder else {
            let number = record.row.number;
            return Err(Error::usage(format!(
                "the body of event {number} cannot stand in an .http file as it is: {why}"
            ))
            .hint("`--dir DIR` writes such bodies into files of their own")
            .hint("`--format curl` and `--format jsonl` hold any body"));
        };
        let path = body_path(folder, record);
        match path.symlink_metadata() {
            Ok(_) => Err(is_there(&path)),
            Err(_) => Ok(()),
        }
    }

    /// Why a body needs a file of its own, if it does.
    fn stands_apart(&self, body: &[u8]) -> Option<&'static str> {
        match (self.form, http::place(body)) {
            (Form::Http, http::Place::File(why)) => Some(why),
            (Form::Curl, _) if self.folder.is_some() && curl::is_binary(body) => {
                Some("it is no text")
            }
            _ => None,
        }
    }

    /// Writes the body into a file where it needs one, and returns how the export names that.
    fn body_file(&mut self, record: &EventRecord) -> Result<Option<String>, Error> {
        let Some(folder) =
            self.folder.clone().filter(|_| self.stands_apart(&record.body).is_some())
        else {
            return Ok(None);
        };
        let path = body_path(&folder, record);
        write_body(&folder, &path, &record.body)?;
        let shown = path.to_string_lossy().into_owned();
        let named = if path.is_absolute() { shown } else { format!("./{shown}") };
        self.files.push(path);
        Ok(Some(named))
    }

    /// Takes away what an export that failed has written beside itself.
    pub(super) fn clear_away(&self) {
        for file in &self.files {
            // What cannot be removed is in the way of the next export, which says so.
            let _ = fs::remove_file(file);
        }
        if let Some(folder) = self.folder.as_ref().filter(|_| self.made_folder) {
            let _ = fs::remove_dir(folder);
        }
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
                let file = self.body_file(&event.record)?;
                let (row, body) = (&event.record.row, &event.record.body);
                let headers = &event.record.headers;
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
        let file = self.body_file(&event.record)?;
        let (text, left_out) = http::request(event, file.as_deref());
        self.left_out.extend(left_out);
        Ok(text)
    }

    /// Ends the file, and says what it could not hold.
    pub(super) fn finish(&self) -> Result<(), Error> {
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
        self.printer.flush()?;
        if let (Some(folder), [_, ..]) = (&self.folder, &*self.files) {
            let (count, folder) = (self.files.len(), folder.display());
            let bodies = if count == 1 { "body" } else { "bodies" };
            self.printer.story(&format!(
                "{count} {bodies} in `{folder}`, which the export names as seen from here: keep it \
                 in this directory"
            ));
        }
        Ok(())
    }
}

fn body_path(folder: &Path, record: &EventRecord) -> PathBuf {
    folder.join(format!("event-{}.body", record.row.number))
}

fn is_there(path: &Path) -> Error {
    Error::usage(format!("cannot write `{}`: it is there already", path.display()))
        .hint("nothing is overwritten: name a new directory")
}

/// Writes a body into a new file.
fn write_body(folder: &Path, path: &Path, body: &[u8]) -> Result<(), Error> {
    let failed = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => is_there(path),
        _ => Error::usage(format!("cannot write `{}`", path.display())).because(error),
    };
    fs::create_dir_all(folder).map_err(failed)?;
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).and_then(|mut file| file.write_all(body)).map_err(failed)
}
