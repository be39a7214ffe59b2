//! The page of `doctor`: a line a finding, its evidence and its fix below it, and a sentence at the end.

use serde::Serialize;
use textwrap::Options;

use super::printer::Printer;
use super::stream::Tone;
use crate::doctor::finding::{Diagnosis, Finding, Level};
use crate::error::Error;
use crate::text::{safe, width};

/// Lines of evidence that are shown of what is not good, unless all are asked for.
const DETAILS: usize = 6;
/// Where messages begin: behind the mark and the longest name of an area.
const INDENT: usize = 11;

/// Tells findings as they come.
#[derive(Debug)]
pub struct DiagnosisPage<'a> {
    printer: &'a Printer,
    area: &'static str,
    diagnosis: Diagnosis,
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "diagnosis")]
struct FindingJson<'a> {
    id: &'a str,
    area: &'a str,
    level: &'a str,
    message: &'a str,
    fix: Option<String>,
    details: &'a [String],
    exit: u8,
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "summary")]
struct SummaryJson {
    good: usize,
    advice: usize,
    problems: usize,
    skipped: usize,
    exit: u8,
}

impl<'a> DiagnosisPage<'a> {
    /// An empty page.
    #[must_use]
    pub fn new(printer: &'a Printer) -> Self {
        Self { printer, area: "", diagnosis: Diagnosis::default() }
    }

    /// Tells findings; of a quiet one's only the problems.
    ///
    /// # Errors
    /// A stdout that cannot be written.
    pub fn tell(&mut self, findings: &[Finding]) -> Result<(), Error> {
        for finding in findings {
            self.diagnosis.add(finding);
            if finding.level == Level::Problem || !self.printer.is_quiet() {
                self.finding(finding)?;
            }
        }
        Ok(())
    }

    /// Tells what it comes to, and hands it over.
    ///
    /// # Errors
    /// As [`DiagnosisPage::tell`].
    pub fn end(self) -> Result<Diagnosis, Error> {
        let Diagnosis { good, advice, problems, skipped, exit } = self.diagnosis;
        if self.printer.is_json() {
            let exit = exit.code();
            self.printer.json(&SummaryJson { good, advice, problems, skipped, exit })?;
        } else if !self.printer.is_quiet() {
            let out = self.printer.out();
            let rest = format!("{good} good, {advice} advice, {skipped} not looked at");
            let (tone, mark, told) = match problems {
                0 => (Tone::Good, "✓", "nothing stands in the way".to_owned()),
                1 => (Tone::Bad, "✗", "one problem".to_owned()),
                count => (Tone::Bad, "✗", format!("{count} problems")),
            };
            let text = out.broken(&format!("{mark} {told}; {rest}"), "  ");
            let text = text.strip_prefix(mark).unwrap_or(&text);
            self.printer.line(&format!("{}{text}", out.paint(tone, mark)))?;
        }
        Ok(self.diagnosis)
    }

    fn finding(&mut self, finding: &Finding) -> Result<(), Error> {
        let Finding { id, level, message, fixes, details, exit } = finding;
        if self.printer.is_json() {
            return self.printer.json(&FindingJson {
                id,
                area: finding.area(),
                level: level.as_str(),
                message,
                fix: (!fixes.is_empty()).then(|| fixes.join("; ")),
                details,
                exit: exit.code(),
            });
        }
        let out = self.printer.out();
        let (tone, mark) = match level {
            Level::Good => (Tone::Good, "✓"),
            Level::Advice => (Tone::Warn, "!"),
            Level::Problem => (Tone::Bad, "✗"),
            Level::Skipped => (Tone::Dim, "-"),
        };
        let area = if self.area == finding.area() { "" } else { finding.area() };
        self.area = finding.area();
        let area = out.paint(Tone::Name, &width::pad(area, INDENT - 3));
        let mark = out.paint(tone, mark);
        self.printer.line(&format!("{mark} {area} {}", self.broken(message, INDENT)))?;
        let shown = match (self.printer.is_verbose(), level) {
            (true, _) => details.len(),
            // Nobody needs evidence of what is good.
            (false, Level::Good) => return Ok(()),
            (false, _) => DETAILS,
        };
        let indent = " ".repeat(INDENT);
        for line in details.iter().take(shown) {
            let line = self.broken(&format!("| {line}"), INDENT);
            self.printer.line(&format!("{indent}{}", out.paint(Tone::Dim, &line)))?;
        }
        if let Some(more) = details.len().checked_sub(shown).filter(|more| *more > 0) {
            let line = format!("| and {more} more: `-v` shows them");
            self.printer.line(&format!("{indent}{}", out.paint(Tone::Dim, &line)))?;
        }
        for fix in fixes {
            let label = out.paint(Tone::Literal, "fix:");
            self.printer.line(&format!("{indent}{label} {}", self.broken(fix, INDENT + 5)))?;
        }
        Ok(())
    }

    /// One line of text from anywhere, broken between words where a terminal would break it anywhere;
    /// what stands before it takes so many columns.
    fn broken(&self, text: &str, taken: usize) -> String {
        let text = safe::line(text);
        match self.printer.out().columns() {
            Some(columns) if columns > taken + 20 => {
                let (first, rest) = ("x".repeat(taken), " ".repeat(taken));
                let options = Options::new(columns)
                    .initial_indent(&first)
                    .subsequent_indent(&rest)
                    .break_words(false)
                    .word_splitter(textwrap::WordSplitter::NoHyphenation)
                    .word_separator(textwrap::WordSeparator::AsciiSpace);
                textwrap::fill(&text, options)[taken..].to_owned()
            }
            _ => text.into_owned(),
        }
    }
}
