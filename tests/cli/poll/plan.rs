//! `poll plan`: three calls at most, for people and for scripts.

use insta::assert_snapshot;

use serde_json::Value;

use super::lines;
use crate::harness::{KEY, Running, Sandbox, Signal, Workspace};

#[test]
fn a_plan_makes_three_calls_at_most_and_tells_nobody() {
    let sandbox = Sandbox::new();
    let workspace = Workspace::small(&sandbox);
    let plan = |args: &[&str]| {
        let args =
            [&["poll", "plan", "--api-url", workspace.api_url(), "--interval", "5min"], args];
        let output = sandbox.cmd(args.concat()).env("LEADLEX_API_KEY", KEY).run().code(0);
        let calls = workspace.calls().total();
        assert!((1..=3).contains(&calls), "{calls} calls\n{output}");
        output
    };
    assert_snapshot!(sandbox.normalise(&plan(&["--reserve", "0%"]).to_string()));
    assert_snapshot!(sandbox.normalise(&plan(&["--reserve", "0%", "--json"]).to_string()));
    // An interval that no day pays for is said to be so.
    let args = ["poll", "plan", "--api-url", workspace.api_url(), "--interval", "1min"];
    let output = sandbox.cmd(args).env("LEADLEX_API_KEY", KEY).run().code(1);
    assert!(output.stderr.contains("more calls than a day has"), "{output}");
    workspace.calls();
    plan(&["--events", "company.created,task.updated,deal.deleted,contact.deleted"]);
    assert_eq!(sandbox.cmd(["events", "list", "--json"]).run().code(0).stdout(), "");
}

#[test]
fn shortly_before_midnight_the_plan_is_what_poll_then_does_and_what_a_day_holds() {
    let sandbox = Sandbox::new();
    let late = ["--contacts", "30", "--plan", "pro", "--start-at", "2026-03-02T23:55:00Z"];
    let workspace = Workspace::start(&sandbox, late);
    // Of 1,000 calls 80 are ours: after the baseline a few cycles are left for five minutes.
    let ours = ["--reserve", "92%", "--json"];
    let args = [&["poll", "plan", "--api-url", workspace.api_url()], &ours[..]].concat();
    let output = sandbox.cmd(&args).env("LEADLEX_API_KEY", KEY).run().code(0);
    let plan = lines(&output, "plan").remove(0);
    let number = |name: &str| plan[name].as_f64().unwrap_or_else(|| panic!("{name}: {output}"));
    let calls = number("cycles_per_day") * number("calls_per_cycle") + number("slow_calls_per_day");
    assert!(calls <= 80.0 && number("cycles_per_day") >= 4.0, "{plan}");
    assert!(number("steady_interval_s") > 3_600.0, "{plan}");
    let late = |line: &Value| line["worst_delay_s"].as_f64() >= Some(number("steady_interval_s"));
    assert!(lines(&output, "planned_event").iter().all(late), "{output}");
    let begun = jiff::Timestamp::now();
    let mut running = Running::spawn(&workspace.poll(&sandbox, ours));
    let cycle = running.wait_json("a cycle", |line| line["type"] == "cycle");
    running.stop(Signal::Int).code(0);
    let next: jiff::Timestamp = cycle["next"].as_str().expect("a time").parse().expect("a time");
    let gap = next.duration_since(begun).as_secs_f64();
    let planned = number("interval_s");
    assert!((gap - planned).abs() < 15.0, "planned {planned}, then {gap} s\n{plan}");
}
