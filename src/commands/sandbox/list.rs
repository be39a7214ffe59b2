//! `sandbox --list`: the tables of faults, readings, resources and words.

use std::sync::Arc;

use serde::Serialize;

use super::args::Listed;
use crate::error::Error;
use crate::output::printer::Printer;
use crate::output::stream::Tone;
use crate::sandbox::{WORDS, fault, readings, resources};

/// One row of a table.
#[derive(Serialize)]
#[serde(tag = "type", rename = "choice")]
struct ChoiceJson<'a> {
    name: &'a str,
    values: Vec<&'a str>,
    about: &'a str,
}

/// Prints a table.
///
/// # Errors
/// A stdout that cannot be written.
pub(super) fn print(printer: &Arc<Printer>, what: Listed) -> Result<(), Error> {
    let rows: Vec<ChoiceJson<'_>> = match what {
        Listed::Faults => {
            fault::ALL.iter().map(|row| choice(row.name, row.values.to_vec(), row.about)).collect()
        }
        Listed::Readings => readings::ALL
            .iter()
            .map(|row| choice(row.name, row.values.to_vec(), row.about))
            .collect(),
        Listed::Resources => {
            resources().into_iter().map(|name| choice(name, Vec::new(), "")).collect()
        }
        Listed::Words => WORDS
            .iter()
            .map(|row| choice(row.name, row.takes.split(' ').collect(), row.about))
            .collect(),
    };
    for row in rows {
        if printer.is_json() {
            printer.json(&row)?;
            continue;
        }
        let name = printer.out().paint(Tone::Name, &format!("{:<18}", row.name));
        let line = format!("{name} {:<34} {}", row.values.join(" "), row.about);
        printer.line(line.trim_end())?;
    }
    Ok(())
}

fn choice<'a>(name: &'a str, values: Vec<&'a str>, about: &'a str) -> ChoiceJson<'a> {
    ChoiceJson { name, values, about }
}
