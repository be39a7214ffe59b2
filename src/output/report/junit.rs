//! JUnit XML, as build servers read it. Advice and known failures are skipped tests: JUnit has no
//! word for a warning.

use std::time::Duration;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::{Evidence, Report, came_back, excerpt, why};
use crate::check::case::Group;
use crate::check::verdict::{Outcome, Run, Verdict};
use crate::error::Error;
use crate::text::safe;

/// The text of the file.
///
/// # Errors
/// Nothing that a run can hold.
pub fn file(report: &Report<'_>) -> Result<String, Error> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
    write(report, &mut xml)
        .map_err(|error| Error::store("cannot write the JUnit report").because(error))?;
    let mut text = String::from_utf8(xml.into_inner())
        .map_err(|error| Error::store("cannot write the JUnit report").because(error))?;
    text.push('\n');
    Ok(text)
}

type Xml = Writer<Vec<u8>>;

fn write(report: &Report<'_>, xml: &mut Xml) -> std::io::Result<()> {
    let run = report.run;
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let suites = xml.create_element("testsuites").with_attribute(("name", "leadlex-hooks check"));
    let finding = usize::from(run.finding.is_some());
    let lost = usize::from(run.lost_at.is_some());
    let [tests, failures, errors] =
        [run.verdicts.len() + finding + lost, run.count(Outcome::Failed), finding + lost];
    let suites = suites
        .with_attribute(("tests", &*tests.to_string()))
        .with_attribute(("failures", &*failures.to_string()))
        .with_attribute(("errors", &*errors.to_string()))
        .with_attribute(("time", &*seconds(run.took)));
    suites.write_inner_content(|xml| {
        if finding + lost > 0 {
            opening(report, xml)?;
        }
        for group in Group::ALL {
            suite(report, group, xml)?;
        }
        Ok(())
    })?;
    Ok(())
}

/// What ended the run early, as a test that could not be carried out.
fn opening(report: &Report<'_>, xml: &mut Xml) -> std::io::Result<()> {
    let message = report.lost().unwrap_or_else(|| report.sentence());
    let mut text = report.advice.join("\n");
    if let Some(evidence) = &report.opening {
        text = format!("{text}\n\n{}", shown(evidence));
    }
    head(xml, "endpoint", [1, 0, 1, 0], Duration::ZERO, report.run).write_inner_content(|xml| {
        properties(report.run, xml)?;
        let test = xml.create_element("testcase").with_attribute(("classname", "endpoint"));
        let test = test.with_attribute(("name", "endpoint.answers")).with_attribute(("time", "0"));
        test.write_inner_content(|xml| remark(xml, "error", "endpoint", &message, &text))?;
        Ok(())
    })?;
    Ok(())
}

fn suite(report: &Report<'_>, group: Group, xml: &mut Xml) -> std::io::Result<()> {
    let rows: Vec<_> =
        report.rows().filter(|(one, _)| one.selected.case.group() == group).collect();
    if rows.is_empty() {
        return Ok(());
    }
    let count = |outcome| rows.iter().filter(|(one, _)| one.outcome == outcome).count();
    let skipped = count(Outcome::Advised) + count(Outcome::Known);
    let took = rows.iter().map(|(one, _)| one.took).sum();
    let numbers = [rows.len(), count(Outcome::Failed), 0, skipped];
    head(xml, group.as_str(), numbers, took, report.run).write_inner_content(|xml| {
        properties(report.run, xml)?;
        for (verdict, evidence) in &rows {
            test(verdict, *evidence, xml)?;
        }
        Ok(())
    })?;
    Ok(())
}

fn head<'a>(
    xml: &'a mut Xml,
    name: &str,
    [tests, failures, errors, skipped]: [usize; 4],
    took: Duration,
    run: &Run,
) -> quick_xml::writer::ElementWriter<'a, Vec<u8>> {
    xml.create_element("testsuite")
        .with_attribute(("name", name))
        .with_attribute(("tests", &*tests.to_string()))
        .with_attribute(("failures", &*failures.to_string()))
        .with_attribute(("errors", &*errors.to_string()))
        .with_attribute(("skipped", &*skipped.to_string()))
        .with_attribute(("time", &*seconds(took)))
        .with_attribute(("timestamp", &*run.started_at.strftime("%Y-%m-%dT%H:%M:%S").to_string()))
}

fn properties(run: &Run, xml: &mut Xml) -> std::io::Result<()> {
    xml.create_element("properties").write_inner_content(|xml| {
        for (name, value) in
            [("url", safe::line(&run.url).into_owned()), ("seed", run.seed.to_string())]
        {
            let property = xml.create_element("property").with_attribute(("name", name));
            property.with_attribute(("value", &*value)).write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}

fn test(verdict: &Verdict, evidence: Option<&Evidence<'_>>, xml: &mut Xml) -> std::io::Result<()> {
    let case = verdict.selected.case;
    let test = xml
        .create_element("testcase")
        .with_attribute(("classname", case.group().as_str()))
        .with_attribute(("name", &*safe::line(&verdict.selected.id)))
        .with_attribute(("time", &*seconds(verdict.took)));
    let (element, kind) = match verdict.outcome {
        Outcome::Passed => {
            test.write_empty()?;
            return Ok(());
        }
        Outcome::Failed => ("failure", "required"),
        Outcome::Advised => ("skipped", "advice"),
        Outcome::Known => ("skipped", "known"),
    };
    let mut text = format!("why: {}\nfix: {}\n", case.reason, case.fix);
    if let Some(evidence) = evidence {
        text = format!("{text}\n{}", shown(evidence));
    }
    let message = match verdict.outcome {
        Outcome::Failed => why(verdict),
        _ => format!("{kind}: {}", why(verdict)),
    };
    test.write_inner_content(|xml| remark(xml, element, kind, &message, &text))?;
    Ok(())
}

fn remark(xml: &mut Xml, name: &str, kind: &str, message: &str, text: &str) -> std::io::Result<()> {
    let element = xml.create_element(name);
    let element =
        element.with_attribute(("type", kind)).with_attribute(("message", &*legal(message)));
    element.write_text_content(BytesText::new(&legal(text)))?;
    Ok(())
}

fn shown(evidence: &Evidence<'_>) -> String {
    let mut text = String::new();
    if let Some(note) = evidence.note {
        text = format!("{note}\n");
    }
    if let Some(curl) = &evidence.curl {
        text = format!("{text}{curl}\n");
    }
    text = format!("{text}{}\n", came_back(evidence.exchange));
    for line in excerpt(evidence.exchange) {
        text = format!("{text}| {line}\n");
    }
    text
}

/// Without the characters that no XML 1.0 document may hold, not even as a reference.
fn legal(text: &str) -> String {
    safe::block(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}

fn seconds(time: Duration) -> String {
    format!("{:.3}", time.as_secs_f64())
}
