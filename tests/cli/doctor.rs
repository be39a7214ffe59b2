//! `doctor`: each thing that can be wrong is named by its id, with its fix and its exit code, and
//! nothing is changed by looking.

mod api;
mod endpoint;
mod ground;
mod page;
mod proxy;
mod secret;
mod store;
mod tunnel;

use serde_json::Value;

use crate::harness::Output;

/// The findings of a run with `--json`.
#[track_caller]
fn findings(output: &Output) -> Vec<Value> {
    let lines = output.json();
    let last = lines.last().unwrap_or_else(|| panic!("nothing was told\n{output}"));
    assert_eq!(last["type"], "summary", "{output}");
    assert_eq!(last["exit"], output.code, "{output}");
    let found: Vec<_> = lines.into_iter().filter(|line| line["type"] == "diagnosis").collect();
    for one in &found {
        let area = one["id"].as_str().and_then(|id| id.split('.').next());
        assert_eq!(one["area"].as_str(), area, "{one}");
        let is_mended = one["fix"].as_str().is_some_and(|fix| !fix.is_empty());
        assert!(is_mended || one["level"] == "good", "no fix: {one}");
        assert_eq!(one["level"] == "problem", one["exit"] != 0, "{one}");
    }
    found
}

/// The finding of that name.
#[track_caller]
fn finding(output: &Output, id: &str) -> Value {
    let found = findings(output).into_iter().find(|one| one["id"] == id);
    found.unwrap_or_else(|| panic!("no `{id}`\n{output}"))
}

/// Names of what is worse than good, but for what was not looked at.
#[track_caller]
fn complaints(output: &Output) -> Vec<String> {
    let is_bad = |one: &Value| one["level"] == "problem" || one["level"] == "advice";
    let bad = findings(output).into_iter().filter(is_bad);
    bad.map(|one| one["id"].as_str().expect("an id").to_owned()).collect()
}

/// The words of a finding and of its fix.
#[track_caller]
fn words(output: &Output, id: &str) -> String {
    let found = finding(output, id);
    format!("{} {} {}", found["message"], found["fix"], found["details"])
}
