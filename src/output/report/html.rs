//! The report as one HTML file that opens anywhere, offline: no script, nothing loaded, every text
//! escaped.

use super::{Evidence, Report, came_back, excerpt, why};
use crate::check::case::Group;
use crate::check::verdict::{Outcome, Verdict};
use crate::output::clock;
use crate::text::{measure, safe};

const STYLE: &str = include_str!("html.css");

/// The text of the file.
#[must_use]
pub fn file(report: &Report<'_>) -> String {
    let run = report.run;
    let state = if run.is_good() { "good" } else { "bad" };
    let mark = if run.is_good() { "✓" } else { "✗" };
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{mark} {url} – leadlex-hooks check</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <header class=\"{state}\">\n<h1>{mark} {sentence}</h1>\n<p><code>{url}</code></p>\n\
         <p>{at} · leadlex-hooks {version} · repeat with <code>{again}</code></p>\n</header>\n",
        url = escape(&run.url),
        sentence = escape(&report.sentence()),
        at = escape(&clock::rfc3339(run.started_at)),
        version = env!("CARGO_PKG_VERSION"),
        again = escape(&report.again),
    );
    if let Some(lost) = report.lost() {
        page.push_str(&format!("<p class=\"note\">{}</p>\n", escape(&lost)));
    }
    if let Some(evidence) = &report.opening {
        let advice: String =
            report.advice.iter().map(|line| format!("<p>{}</p>\n", escape(line))).collect();
        page.push_str(&format!("<section>\n{advice}{}</section>\n", shown(evidence)));
    }
    for group in Group::ALL {
        page.push_str(&section(report, group));
    }
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

fn section(report: &Report<'_>, group: Group) -> String {
    let mut rows: Vec<_> =
        report.rows().filter(|(one, _)| one.selected.case.group() == group).collect();
    if rows.is_empty() {
        return String::new();
    }
    let passed = rows.iter().filter(|(one, _)| one.outcome == Outcome::Passed).count();
    let head = format!("{} <small>{passed} of {} passed</small>", group.as_str(), rows.len());
    rows.sort_by_key(|(one, _)| match one.outcome {
        Outcome::Failed => 0,
        Outcome::Advised => 1,
        Outcome::Known => 2,
        Outcome::Passed => 3,
    });
    let (good, rest): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|(one, _)| one.outcome == Outcome::Passed);
    let shown = |rows: Vec<_>| -> String {
        rows.into_iter().map(|(one, evidence)| row(one, evidence)).collect()
    };
    let (count, rest, good) = (good.len(), shown(rest), shown(good));
    // What passed is looked at last, if at all.
    format!(
        "<section>\n<h2>{head}</h2>\n{rest}<details class=\"rest\">\n\
         <summary>{count} passed</summary>\n{good}</details>\n</section>\n"
    )
}

fn row(verdict: &Verdict, evidence: Option<&Evidence<'_>>) -> String {
    let case = verdict.selected.case;
    let (class, mark) = match verdict.outcome {
        Outcome::Passed => ("passed", "✓"),
        Outcome::Failed => ("failed", "✗"),
        Outcome::Advised => ("advised", "!"),
        Outcome::Known => ("known", "~"),
    };
    let open = if verdict.outcome == Outcome::Failed { " open" } else { "" };
    let word = match verdict.outcome {
        Outcome::Passed | Outcome::Failed => String::new(),
        other => {
            format!(" <small>{}</small>", if other == Outcome::Known { "known" } else { "advice" })
        }
    };
    let why = why(verdict);
    let why = if why.is_empty() {
        String::new()
    } else {
        format!("<p class=\"why\">{}</p>\n", escape(&why))
    };
    format!(
        "<details class=\"{class}\"{open}>\n<summary><b>{mark}</b> <code>{id}</code>{word} <time>{took}</time></summary>\n\
         {why}<dl><dt>why</dt><dd>{reason}</dd><dt>fix</dt><dd>{fix}</dd></dl>\n{evidence}</details>\n",
        id = escape(&verdict.selected.id),
        took = escape(&measure::latency(verdict.took)),
        reason = escape(case.reason),
        fix = escape(case.fix),
        evidence = evidence.map(shown).unwrap_or_default(),
    )
}

fn shown(evidence: &Evidence<'_>) -> String {
    let mut text = String::new();
    if let Some(note) = evidence.note {
        text.push_str(&format!("<p>{}</p>\n", escape(note)));
    }
    if let Some(curl) = &evidence.curl {
        text.push_str(&format!("<pre>{}</pre>\n", escape(curl)));
    }
    let lines = excerpt(evidence.exchange).join("\n");
    text.push_str(&format!("<p>{}</p>\n", escape(&came_back(evidence.exchange))));
    if !lines.is_empty() {
        text.push_str(&format!("<pre>{}</pre>\n", escape(&lines)));
    }
    text
}

/// A text in an element or a quoted attribute: nothing in it is markup, and nothing hides.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in safe::block(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn nothing_is_markup_and_nothing_hides() {
        assert_eq!(
            escape("<script>'\"&</script>\u{202e}\u{0}"),
            "&lt;script&gt;&#39;&quot;&amp;&lt;/script&gt;\\u{202e}\\u{0}"
        );
    }
}
