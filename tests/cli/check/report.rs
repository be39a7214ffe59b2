//! The outcome as files and for GitHub: valid, complete, and with nothing of the endpoint's in it
//! that acts.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::handler::{self, Language};
use crate::harness::{Endpoint, Output, Reply, Sandbox, has_tool};

/// Signs of every grammar that an answer passes through, and bytes that XML forbids.
const HOSTILE: &str = "</pre><script>alert(1)</script> ]]> & \"'\u{1b}[31m\u{0}\u{fffe}\u{202e}\n\
                       ::error::pwned\n| pipe `tick` <b>";

#[track_caller]
fn valid(xml: &Path) {
    if has_tool("xmllint") {
        let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/junit.xsd");
        let path = xml.to_string_lossy().into_owned();
        let sandbox = Sandbox::new();
        sandbox.program("xmllint", ["--noout", "--schema", schema, &path]).run().code(0);
    }
}

/// A run with failures, advice and a pass in each file, and what it printed.
fn reported(sandbox: &Sandbox, url: &str) -> Output {
    let reports = ["junit=out.xml", "json=out.json", "html=out.html"];
    let mut command = sandbox.cmd(["check", url, "--seed", "1"]);
    for report in reports {
        command = command.args(["--report", report]);
    }
    command
        .env("GITHUB_ACTIONS", "true")
        .env("GITHUB_STEP_SUMMARY", sandbox.path("summary.md"))
        .run()
}

fn text(sandbox: &Sandbox, file: &str) -> String {
    fs::read_to_string(sandbox.path(file)).expect("a report")
}

#[test]
fn each_form_tells_the_same_run() {
    let handler = handler::start(Language::Rust).expect("always there");
    let sandbox = Sandbox::new();
    let output = reported(&sandbox, &handler.url("known-events")).code(1);
    let json: Value = serde_json::from_str(&text(&sandbox, "out.json")).expect("JSON");
    let all = json["verdicts"].as_array().expect("verdicts");
    let xml = text(&sandbox, "out.xml");
    valid(&sandbox.path("out.xml"));
    assert_eq!(xml.matches("<testcase ").count(), all.len());
    assert_eq!(xml.matches("<failure ").count(), 1, "{xml}");
    let html = text(&sandbox, "out.html");
    for verdict in all {
        let id = verdict["case"].as_str().expect("an id");
        assert!(xml.contains(&format!("name=\"{id}\"")), "{id} in JUnit");
        assert!(html.contains(&format!("<code>{id}</code>")), "{id} in HTML");
    }
    assert!(html.contains("<details class=\"failed\" open>"), "{html}");
    let annotation = "::error title=check accept.unknown-event::answered 422 where";
    assert!(output.stderr.contains(annotation), "{output}");
    let summary = text(&sandbox, "summary.md");
    assert!(summary.starts_with("### ❌ check"), "{summary}");
    assert!(summary.contains("| ❌ | accept.unknown-event | answered 422"), "{summary}");
}

#[test]
fn nothing_that_an_endpoint_says_acts_anywhere() {
    let endpoint = Endpoint::deciding(|_| Reply::status(200).body(HOSTILE).header("X-Odd", "<i>"));
    let sandbox = Sandbox::new();
    let output = reported(&sandbox, &endpoint.url("/'x&y")).code(1);
    valid(&sandbox.path("out.xml"));
    let html = text(&sandbox, "out.html");
    assert!(!html.contains("<script") && !html.contains("'x&y"), "{html}");
    assert!(html.contains("&lt;script&gt;alert(1)"), "{html}");
    for part in ["src=", "href=", "@import", "url("] {
        assert!(!html.contains(part), "it loads something: {part}");
    }
    for told in [output.stdout(), output.stderr.clone()] {
        assert!(!told.contains('\u{1b}') && !told.contains('\u{202e}'), "{told}");
        let command = |line: &str| line.trim_start().starts_with("::error::pwned");
        assert!(!told.lines().any(command), "{told}");
    }
    let summary = text(&sandbox, "summary.md");
    assert!(!summary.contains("<b>") && !summary.contains('`'), "{summary}");
}

#[test]
fn what_is_no_webhook_is_reported_in_each_form_too() {
    let endpoint = Endpoint::deciding(|_| Reply::status(404).body(HOSTILE));
    let sandbox = Sandbox::new();
    let output = reported(&sandbox, &endpoint.url("/hooks")).code(1);
    valid(&sandbox.path("out.xml"));
    assert!(
        output.stderr.contains("::error title=check::there is nothing at this path"),
        "{output}"
    );
    let json: Value = serde_json::from_str(&text(&sandbox, "out.json")).expect("JSON");
    assert_eq!(json["finding"]["what"], "there is nothing at this path (404)");
    assert!(text(&sandbox, "out.html").contains("there is nothing at this path"));
    assert!(text(&sandbox, "summary.md").contains("there is nothing at this path"));
}

#[test]
fn a_report_shows_neither_the_secret_nor_a_credential() {
    let handler = handler::start(Language::Rust).expect("always there");
    let sandbox = Sandbox::new();
    let url = handler.url("known-events");
    let mut command = sandbox.cmd(["check", &url, "-H", "Authorization: Bearer sesame"]);
    for report in ["junit=out.xml", "json=out.json", "html=out.html"] {
        command = command.args(["--report", report]);
    }
    let output = command.run().code(1);
    for told in ["out.xml", "out.json", "out.html"].map(|file| text(&sandbox, file)) {
        assert!(!told.contains("sesame") && !told.contains(crate::harness::SECRET), "{told}");
    }
    assert!(!output.to_string().contains("sesame"), "{output}");
}

#[test]
fn a_file_that_cannot_be_written_is_named() {
    let handler = handler::start(Language::Rust).expect("always there");
    let sandbox = Sandbox::new();
    let args =
        ["check", &handler.url("right"), "--only", "accept.unicode", "--report", "json=no/x"];
    let output = sandbox.cmd(args).run().code(5);
    assert!(output.stderr.contains("cannot write `no/x`"), "{output}");
}
