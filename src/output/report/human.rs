//! The report for people: a line a group, and below it what did not pass, with what was sent and what
//! came back.

use textwrap::Options;

use super::{Evidence, Report, came_back, excerpt, why};
use crate::check::case::{Group, Severity};
use crate::check::verdict::{Outcome, Verdict};
use crate::error::Error;
use crate::output::printer::Printer;
use crate::output::stream::Tone;
use crate::text::{measure, safe, width};

/// Prints it to stdout.
///
/// # Errors
/// A stdout that cannot be written.
pub fn print(report: &Report<'_>, printer: &Printer) -> Result<(), Error> {
    let page = Page { printer };
    if let Some(finding) = &report.run.finding {
        page.marked(Tone::Bad, "✗", &safe::line(&finding.what))?;
        for line in &report.advice {
            page.labelled("fix", line)?;
        }
        return report.opening.as_ref().map_or(Ok(()), |evidence| page.evidence(evidence));
    }
    for group in Group::ALL {
        let rows: Vec<_> =
            report.rows().filter(|(one, _)| one.selected.case.group() == group).collect();
        if rows.is_empty() {
            continue;
        }
        let verdicts: Vec<_> = rows.iter().map(|(verdict, _)| *verdict).collect();
        page.group(group, &verdicts)?;
        for (verdict, evidence) in rows {
            page.verdict(verdict, evidence, &report.again)?;
        }
    }
    if let Some(lost) = report.lost() {
        page.marked(Tone::Bad, "✗", &lost)?;
        page.labelled("fix", "did the handler crash? its log has the reason")?;
    }
    let (tone, mark) = if report.run.is_good() { (Tone::Good, "✓") } else { (Tone::Bad, "✗") };
    page.marked(tone, mark, &report.sentence())
}

struct Page<'a> {
    printer: &'a Printer,
}

impl Page<'_> {
    fn marked(&self, tone: Tone, mark: &str, text: &str) -> Result<(), Error> {
        let out = self.printer.out();
        let text = self.broken(text, "  ", 2);
        self.printer.line(&format!("{} {text}", out.paint(tone, mark)))
    }

    fn group(&self, group: Group, verdicts: &[&Verdict]) -> Result<(), Error> {
        let count = |outcome| verdicts.iter().filter(|one| one.outcome == outcome).count();
        let (tone, mark) =
            if count(Outcome::Failed) == 0 { (Tone::Good, "✓") } else { (Tone::Bad, "✗") };
        let passed = format!("{} of {} passed", count(Outcome::Passed), verdicts.len());
        let name = self.printer.out().paint(Tone::Name, &width::pad(group.as_str(), 10));
        self.printer.line(&format!("{} {name} {passed}", self.printer.out().paint(tone, mark)))
    }

    fn verdict(
        &self,
        verdict: &Verdict,
        evidence: Option<&Evidence<'_>>,
        again: &str,
    ) -> Result<(), Error> {
        let out = self.printer.out();
        let id = safe::line(&verdict.selected.id);
        let (tone, mark) = match verdict.outcome {
            Outcome::Passed if !self.printer.is_verbose() => return Ok(()),
            Outcome::Passed => {
                let took = measure::latency(verdict.took);
                return self
                    .printer
                    .line(&format!("  {} {id}  {took}", out.paint(Tone::Good, "✓")));
            }
            Outcome::Failed => (Tone::Bad, "✗"),
            Outcome::Advised => (Tone::Warn, "!"),
            Outcome::Known => (Tone::Dim, "~"),
        };
        let said = if verdict.outcome == Outcome::Known { " (known)" } else { "" };
        let head = format!("{id}{said}: {}", why(verdict));
        let head = self.broken(&head, "      ", 4);
        self.printer.line(&format!("  {} {}", out.paint(tone, mark), head))?;
        if verdict.outcome == Outcome::Known && !self.printer.is_verbose() {
            return Ok(());
        }
        self.labelled("why", verdict.selected.case.reason)?;
        self.labelled("fix", verdict.selected.case.fix)?;
        let shown =
            verdict.selected.case.severity == Severity::Required || self.printer.is_verbose();
        match evidence {
            Some(evidence) if shown => {
                self.evidence(evidence)?;
                self.labelled("again", &format!("{again} --only {id}"))
            }
            _ => Ok(()),
        }
    }

    fn evidence(&self, evidence: &Evidence<'_>) -> Result<(), Error> {
        let out = self.printer.out();
        if let Some(note) = evidence.note {
            self.labelled("how", note)?;
        }
        for line in evidence.curl.iter().flat_map(|command| command.lines()) {
            self.printer.line(&format!("      {}", out.paint(Tone::Dim, line)))?;
        }
        self.printer.line(&format!("      {}", came_back(evidence.exchange)))?;
        for line in excerpt(evidence.exchange) {
            // The bar also keeps a line from being read as a command to a build server.
            self.printer.line(&format!("      | {}", out.paint(Tone::Dim, &line)))?;
        }
        Ok(())
    }

    fn labelled(&self, label: &str, text: &str) -> Result<(), Error> {
        let text = self.broken(text, "           ", 11);
        self.printer.line(&format!(
            "      {} {text}",
            self.printer.out().paint(Tone::Literal, &format!("{label}:"))
        ))
    }

    /// Broken between words where a terminal would break it anywhere.
    fn broken(&self, text: &str, indent: &str, taken: usize) -> String {
        match self.printer.out().columns() {
            Some(columns) if columns > 30 => {
                let first = "x".repeat(taken);
                let options =
                    Options::new(columns).initial_indent(&first).subsequent_indent(indent);
                textwrap::fill(text, options)[taken..].to_owned()
            }
            _ => text.to_owned(),
        }
    }
}
