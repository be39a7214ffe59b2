//! `check`: the suite against handlers that are right, handlers that are wrong in one way each, and
//! addresses where no handler is.

mod baseline;
mod handler;
mod mutant;
mod preflight;
mod report;
mod start;
mod tls;

use std::io::{Read as _, Write as _};

use serde_json::Value;

use crate::harness::{Output, Sandbox};
use handler::Language;

/// The outcomes of a run: id and verdict.
fn verdicts(output: &Output) -> Vec<(String, Value)> {
    let lines = output.json().into_iter().filter(|line| line["type"] == "verdict");
    lines.map(|line| (line["case"].as_str().expect("an id").to_owned(), line)).collect()
}

#[track_caller]
fn summary(output: &Output) -> Value {
    let last = output.json().pop().unwrap_or_else(|| panic!("no summary\n{output}"));
    assert_eq!(last["type"], "summary", "{output}");
    last
}

#[test]
fn the_list_has_each_case_with_its_reason_and_its_fix() {
    let sandbox = Sandbox::new();
    let cases = sandbox.bare(["check", "--list", "--json"]).run().code(0).json();
    assert!(cases.len() >= 40, "{}", cases.len());
    for case in &cases {
        for field in ["case", "group", "severity", "reason", "fix"] {
            assert!(case[field].as_str().is_some_and(|text| !text.is_empty()), "{case}");
        }
    }
    let human = sandbox.bare(["check", "--list"]).run().code(0);
    assert_eq!(human.stdout().lines().count(), cases.len());
    assert_eq!(
        human.stderr,
        "74 cases, 110 in a run: `…EVENT` is one for each of 39 event types, and 2 need `--probe`\n"
    );
    let rehearsed = sandbox.cmd(["check", ":1/", "--list", "--only", "reject"]).run().code(0);
    assert_eq!(rehearsed.stderr, "", "each is one");
    let some = sandbox.bare(["check", "--list", "--only", "reject.*sig*", "--json"]).run().code(0);
    assert!(some.json().iter().all(|case| case["group"] == "reject") && !some.json().is_empty());
}

#[test]
fn the_same_seed_sends_the_same_bytes_and_another_seed_does_not() {
    let sandbox = Sandbox::new();
    let sent = |seed: &str| -> Vec<(Value, Value, Value)> {
        let args = ["check", ":1/x", "--dry-run", "--json", "--seed", seed];
        let lines = sandbox.cmd(args).run().code(0).json();
        assert!(lines.len() > 100 && lines.iter().all(|line| line["type"] == "request"));
        let part = |line: &Value| {
            let headers = line["headers"].as_array().expect("headers").iter();
            let kept = headers.filter(|field| field["name"] != "x-leadlex-timestamp").cloned();
            (line["delivery_id"].clone(), kept.collect(), line["body"].clone())
        };
        lines.iter().map(part).collect()
    };
    let first = sent("7");
    assert_eq!(first, sent("7"));
    let other = sent("8");
    assert!(first.iter().zip(&other).filter(|(one, other)| one == other).count() < 4);
}

#[test]
fn what_chooses_no_case_is_refused_with_what_was_meant() {
    let sandbox = Sandbox::new();
    let refused = sandbox.cmd(["check", ":1", "--only", "reject.sha"]).run().code(2);
    assert!(refused.stderr.contains("did you mean `reject.sha1`?"), "{refused}");
    let refused = sandbox.cmd(["check", ":1", "--skip", "*"]).run().code(2);
    assert!(refused.stderr.contains("leaves no case"), "{refused}");
    let refused = sandbox.cmd(["check", ":1", "--skip", ""]).run().code(2);
    let told = "error: `--skip ''`: a case, a group or a pattern is expected";
    assert!(refused.stderr.starts_with(told), "{refused}");
    let refused = sandbox.cmd(["check", ":1", "--only", "behaviour.probe-duplicate"]).run().code(2);
    assert!(refused.stderr.contains("these need `--probe`"), "{refused}");
    let refused = sandbox.cmd(["check", ":1", "--events", "contact.creatd"]).run().code(2);
    assert!(refused.stderr.contains("contact.created"), "{refused}");
    let refused = sandbox.bare(["check", ":1"]).run().code(2);
    assert!(refused.stderr.contains("no signing secret"), "{refused}");
    for report in ["junit", "xml=a", "html="] {
        sandbox.cmd(["check", ":1", "--report", report]).run().code(2);
    }
    sandbox.cmd(["check", ":1", "--report", "json=a", "--report", "html=a"]).run().code(2);
}

#[test]
fn only_what_is_asked_for_is_sent() {
    let handler = handler::start(Language::Rust).expect("always there");
    let sandbox = Sandbox::new();
    let url = handler.url("right");
    let args = ["check", &url, "--json", "--only", "reject", "--skip", "*sha1", "--skip", "*-id"];
    let output = sandbox.cmd(args).run().code(0);
    let all = verdicts(&output);
    assert!(all.iter().all(|(id, _)| id.starts_with("reject.") && !id.contains("sha1")));
    // One genuine delivery comes first, to see whether there is a webhook at all.
    assert_eq!(summary(&output)["requests"], all.len() + 1, "{output}");
    let output = sandbox.cmd(["check", &url, "--json", "--events", "deal.*"]).run().code(0);
    let events = verdicts(&output);
    let events = events.iter().filter(|(id, _)| id.starts_with("accept.event."));
    assert_eq!(events.count(), 5, "{output}");
}

#[test]
fn a_failed_case_is_told_with_a_command_that_repeats_it() {
    let handler = handler::start(Language::Rust).expect("always there");
    let sandbox = Sandbox::new();
    let url = handler.url("known-events");
    let output = sandbox.cmd(["check", &url, "--seed", "5"]).run().code(1);
    let told = output.stdout();
    assert!(told.contains("✗ accept.unknown-event: answered 422"), "{told}");
    assert!(told.contains("LeadLex adds event types"), "{told}");
    let again = format!("leadlex-hooks check {url} --seed 5 --only accept.unknown-event");
    assert!(told.contains(&again), "{told}");
    let command: String = told
        .lines()
        .skip_while(|line| !line.trim_start().starts_with("printf "))
        .take_while(|line| !line.contains("HTTP 422"))
        .map(|line| format!("{}\n", line.trim()))
        .collect();
    if crate::harness::has_tool("curl") {
        let curl = command.replace("curl -sS", "curl -sS -w '%{http_code}'");
        let answer = sandbox.program("sh", ["-c", &curl]).run().code(0).stdout();
        assert_eq!(answer, "422", "{command}");
    }
}

#[test]
fn nothing_goes_beyond_this_machine_without_a_yes() {
    let sandbox = Sandbox::new();
    let refused = sandbox.cmd(["check", "https://192.0.2.1/hooks"]).run().code(2);
    assert!(refused.stderr.contains("beyond this machine"), "{refused}");
    assert!(refused.stderr.contains("`--yes`"), "{refused}");
    let refused = sandbox.cmd(["check", "http://192.0.2.1/hooks", "--yes"]).run().code(2);
    assert!(refused.stderr.contains("use https"), "{refused}");
}

#[test]
fn a_handler_that_goes_away_ends_the_suite() {
    // It answers two requests and is gone.
    let socket = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let addr = socket.local_addr().expect("an address");
    let server = std::thread::spawn(move || {
        for _ in 0..2 {
            let (mut stream, _) = socket.accept().expect("a connection");
            let mut request = vec![0; 64 * 1024];
            let size = stream.read(&mut request).expect("a request, which is small");
            assert!(size > 0);
            let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            stream.write_all(answer).expect("sent");
        }
    });
    let sandbox = Sandbox::new();
    let url = format!("http://{addr}/");
    let output = sandbox.cmd(["check", &url, "--json"]).run().code(1);
    server.join().expect("a server");
    let lost = summary(&output)["lost_at"].clone();
    assert!(lost.as_str().is_some_and(|id| id.starts_with("accept.event.")), "{output}");
    assert!(verdicts(&output).len() <= 4, "{output}");
}
