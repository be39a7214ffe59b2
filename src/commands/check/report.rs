//! `--report`: the forms in which the outcome is told, and the files they go to.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::args::CheckArgs;
use crate::check::case::Manner;
use crate::check::verdict::{Exchange, Run};
use crate::commands::context::Context;
use crate::error::Error;
use crate::exchange::curl::{self, Layout};
use crate::exchange::outgoing::masked;
use crate::output::headers::Masking;
use crate::output::hint;
use crate::output::report::{Evidence, Report, github, html, human, json, junit};
use crate::text::shell;

/// A longer body makes a command that nobody reads; the case can be run again by its id.
const LONGEST_BODY: usize = 4096;

/// A form and its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ReportFile {
    form: Form,
    path: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Junit,
    Json,
    Html,
}

impl ReportFile {
    /// Reads `junit=FILE`.
    ///
    /// # Errors
    /// Lists the forms.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let wrong = || "write it as `junit=FILE`, `json=FILE` or `html=FILE`".to_owned();
        let (form, path) = text.split_once('=').ok_or_else(wrong)?;
        let form = match form {
            "junit" => Form::Junit,
            "json" => Form::Json,
            "html" => Form::Html,
            _ => return Err(wrong()),
        };
        if path.is_empty() { Err(wrong()) } else { Ok(Self { form, path: path.into() }) }
    }
}

/// Two reports in one file are a typing error.
///
/// # Errors
/// Names the file (exit 2).
pub(super) fn refuse_clashes(files: &[ReportFile]) -> Result<(), Error> {
    for (index, file) in files.iter().enumerate() {
        if files.iter().take(index).any(|other| other.path == file.path) {
            let path = file.path.display();
            return Err(Error::usage(format!("two `--report`s go to `{path}`")));
        }
    }
    Ok(())
}

/// Tells a run on stdout, in its files, and to GitHub where that runs us.
///
/// # Errors
/// A stdout or a file that cannot be written.
pub(super) fn tell(context: &Context, args: &CheckArgs, run: &Run) -> Result<(), Error> {
    let report = report(args, run);
    let printer = &context.printer;
    for file in &args.report {
        let text = match file.form {
            Form::Junit => junit::file(&report)?,
            Form::Json => json::file(&report)?,
            Form::Html => html::file(&report),
        };
        write(&file.path, &text)?;
    }
    let environment = context.environment();
    if environment.get("GITHUB_ACTIONS") == Some("true") {
        github::annotate(&report, printer);
    }
    if let Some(path) = environment.get_nonempty("GITHUB_STEP_SUMMARY") {
        append(Path::new(path), &github::summary(&report))?;
    }
    if printer.is_json() { json::print(&report, printer) } else { human::print(&report, printer) }
}

fn report<'a>(args: &CheckArgs, run: &'a Run) -> Report<'a> {
    let objected = |exchange: Option<&'a Exchange>| exchange.map(|one| evidence(&run.url, one));
    let finding = run.finding.as_ref();
    let mut again = format!(
        "leadlex-hooks check {} --seed {}",
        shell::word(args.url.as_deref().unwrap_or_default()),
        run.seed
    );
    if let Some(command) = &args.start {
        again.push_str(&format!(" --start {}", shell::word(command)));
    }
    Report {
        run,
        evidence: run
            .verdicts
            .iter()
            .map(|verdict| objected(verdict.objection.as_ref().and_then(|it| it.exchange.as_ref())))
            .collect(),
        opening: objected(finding.map(|finding| &finding.exchange)),
        advice: finding
            .map(|finding| match (finding.fix, finding.unreachable, finding.exchange.status()) {
                (Some(fix), _, _) => vec![fix.to_owned()],
                (None, Some(kind), _) => vec![hint::for_failure(kind).to_owned()],
                (None, None, Some(status)) => {
                    hint::for_status(status).into_iter().map(str::to_owned).collect()
                }
                (None, None, None) => Vec::new(),
            })
            .unwrap_or_default(),
        again,
    }
}

fn evidence<'a>(url: &str, exchange: &'a Exchange) -> Evidence<'a> {
    let method = exchange.method.as_str();
    let headers = masked(&exchange.headers, Masking::Masked);
    let short = exchange.body.len() <= LONGEST_BODY;
    Evidence {
        exchange,
        curl: short.then(|| curl::command(method, url, &headers, &exchange.body, Layout::Block)),
        note: match exchange.manner {
            Manner::Usual | Manner::Charset | Manner::Get => None,
            Manner::SameConnection => Some("on a connection of its own, kept for the next request"),
            Manner::Halves => Some("the body in two parts, 40 ms apart"),
            Manner::Chunked => Some("the body in chunks, without a Content-Length"),
            Manner::TitleCase => Some("names of header fields as `X-Leadlex-Signature`"),
            Manner::Cut => Some("the connection was closed in the middle of the body"),
            Manner::Pair => Some("twice at the same time"),
            Manner::Crowd => Some("together with others at the same time"),
        },
    }
}

/// Writes a file that was asked for.
///
/// # Errors
/// Names it (exit 5).
pub(super) fn write(path: &Path, text: &str) -> Result<(), Error> {
    std::fs::write(path, text)
        .map_err(|error| Error::store(format!("cannot write `{}`", path.display())).because(error))
}

fn append(path: &Path, text: &str) -> Result<(), Error> {
    let opened = OpenOptions::new().create(true).append(true).open(path);
    opened.and_then(|mut file| file.write_all(text.as_bytes())).map_err(|error| {
        Error::store(format!("cannot write GITHUB_STEP_SUMMARY `{}`", path.display()))
            .because(error)
    })
}

#[cfg(test)]
mod tests {
    use super::{ReportFile, refuse_clashes};

    #[test]
    fn a_report_has_a_form_and_a_file_of_its_own() {
        for wrong in ["junit", "xml=a", "junit=", "=a"] {
            assert!(ReportFile::parse(wrong).is_err(), "{wrong}");
        }
        let files =
            ["junit=a", "html=b", "json=a"].map(|text| ReportFile::parse(text).expect("a report"));
        assert!(refuse_clashes(&files[..2]).is_ok());
        assert!(refuse_clashes(&files).is_err());
    }
}
