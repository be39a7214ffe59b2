//! What GitHub Actions shows: annotations, which are lines of the log that it reads, and a summary of
//! the step, which is Markdown.

use super::{Report, why};
use crate::check::verdict::Outcome;
use crate::output::printer::Printer;
use crate::text::safe;

/// Writes the annotations into the log.
pub fn annotate(report: &Report<'_>, printer: &Printer) {
    for line in annotations(report) {
        printer.story(&line);
    }
}

fn annotations(report: &Report<'_>) -> Vec<String> {
    let line = |level: &str, title: &str, message: &str| {
        format!("::{level} title={}::{}", property(title), data(message))
    };
    if report.run.finding.is_some() {
        let message = format!("{}\n{}", report.sentence(), report.advice.join("\n"));
        return vec![line("error", "check", &message)];
    }
    let lost = report.lost().map(|lost| line("error", "check", &lost));
    let rows = report.run.verdicts.iter().filter_map(|verdict| {
        let level = match verdict.outcome {
            Outcome::Passed | Outcome::Known => return None,
            Outcome::Failed => "error",
            Outcome::Advised => "notice",
        };
        let message = format!("{}\nfix: {}", why(verdict), verdict.selected.case.fix);
        Some(line(level, &format!("check {}", verdict.selected.id), &message))
    });
    lost.into_iter().chain(rows).collect()
}

/// The Markdown of the step's summary.
#[must_use]
pub fn summary(report: &Report<'_>) -> String {
    let mark = if report.run.is_good() { "✅" } else { "❌" };
    let url = markdown(&report.run.url);
    let mut text = format!("### {mark} check {url}\n\n{}\n", markdown(&report.sentence()));
    for line in report.lost().iter().chain(&report.advice) {
        text.push_str(&format!("\n{}\n", markdown(line)));
    }
    let failed: Vec<_> =
        report.run.verdicts.iter().filter(|one| one.outcome != Outcome::Passed).collect();
    if !failed.is_empty() {
        text.push_str("\n| | case | what happened | fix |\n|---|---|---|---|\n");
    }
    for verdict in failed {
        let mark = match verdict.outcome {
            Outcome::Failed => "❌",
            Outcome::Advised => "💡",
            Outcome::Known | Outcome::Passed => "➖",
        };
        let cells = [&verdict.selected.id, &why(verdict), verdict.selected.case.fix];
        let cells = cells.map(markdown).join(" | ");
        text.push_str(&format!("| {mark} | {cells} |\n"));
    }
    text
}

fn data(text: &str) -> String {
    safe::block(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// One line in which nothing is markup: each sign that could be one is written as a reference.
fn markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in safe::line(text).chars() {
        if c.is_ascii_punctuation() && !".,-_/ ()".contains(c) {
            escaped.push_str(&format!("&#{};", u32::from(c)));
        } else if c == '_' {
            escaped.push_str("\\_");
        } else {
            escaped.push(c);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::{data, markdown, property};

    #[test]
    fn a_line_of_the_log_stays_one_line() {
        assert_eq!(data("50%\n::error::x"), "50%25%0A::error::x");
        assert_eq!(property("a:b,c\n"), "a%3Ab%2Cc%0A");
    }

    #[test]
    fn nothing_is_markdown() {
        assert_eq!(
            markdown("a|b `c` <i> [d](e) *f*"),
            "a&#124;b &#96;c&#96; &#60;i&#62; &#91;d&#93;(e) &#42;f&#42;"
        );
    }
}
