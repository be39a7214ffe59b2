//! Reads a file of any form, part by part. Lines are read as they come; a HAR and an `.http` file
//! are held in memory.

use std::io::{self, BufRead, Read as _};
use std::path::Path;

use jiff::Timestamp;

use super::arrival::{Arrival, Taken};
use super::sniff::Form;
use super::{curl, har, http, jsonl};

/// The longest line that is read: a body of 10 MB, each byte of it in octal, with its headers.
const LONGEST_LINE: u64 = 48 * 1024 * 1024;

/// Why a file cannot be read on.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file or pipe failed.
    #[error(transparent)]
    Input(#[from] io::Error),
    /// Torn, or another kind of JSON.
    #[error(transparent)]
    NotHar(#[from] serde_json::Error),
}

/// A part of a file: where it is (`line 3`), and what it turned out to be.
pub type Part = Result<(String, Taken), ReadError>;

/// The parts of a file. Files that it refers to are looked for in `folder`; what has no time of its
/// own came `now`.
///
/// # Errors
/// A file that has to be read whole and cannot be.
pub fn read<'a>(
    form: Form,
    mut input: impl BufRead + 'a,
    folder: &Path,
    now: Timestamp,
) -> Result<Box<dyn Iterator<Item = Part> + 'a>, ReadError> {
    let mut text = String::new();
    Ok(match form {
        Form::Jsonl => Box::new(lines(input, |line| Some(jsonl::read(line)))),
        Form::Curl => {
            let folder = folder.to_owned();
            Box::new(lines(input, move |line| curl::read(line, &folder, now)))
        }
        Form::Har => {
            input.read_to_string(&mut text)?;
            let entries = har::read(&text, now)?.into_iter();
            Box::new(
                (1..).zip(entries).map(|(n, taken): (u64, _)| Ok((format!("entry {n}"), taken))),
            )
        }
        Form::Http => {
            input.read_to_string(&mut text)?;
            let requests = http::read(&text, folder, now).into_iter();
            Box::new(
                requests.map(|(line, outcome)| {
                    Ok((format!("the request on line {line}"), taken(outcome)))
                }),
            )
        }
    })
}

fn taken(outcome: Result<Arrival, String>) -> Taken {
    match outcome {
        Ok(arrival) => Taken::Event(Box::new(arrival)),
        Err(why) => Taken::Refused(why),
    }
}

/// One part a line that is not blank and that `parse` has an opinion on.
fn lines(
    mut input: impl BufRead,
    mut parse: impl FnMut(&[u8]) -> Option<Result<Arrival, String>>,
) -> impl Iterator<Item = Part> {
    let mut number = 0_u64;
    let mut line = Vec::new();
    std::iter::from_fn(move || {
        loop {
            line.clear();
            number += 1;
            match (&mut input).take(LONGEST_LINE).read_until(b'\n', &mut line) {
                Ok(0) => return None,
                Ok(_) => {}
                Err(error) => return Some(Err(error.into())),
            }
            if line.trim_ascii().is_empty() {
                continue;
            }
            if let Some(outcome) = parse(&line) {
                return Some(Ok((format!("line {number}"), taken(outcome))));
            }
        }
    })
}
