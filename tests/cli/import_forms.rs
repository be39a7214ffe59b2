//! `events import` of HAR, `.http` and curl: what it takes, what it skips, what it refuses.

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::events::listed;
use crate::harness::{Output, Sandbox, sign};

fn import(sandbox: &Sandbox, file: &str, args: &[&str]) -> Output {
    sandbox.cmd(["events", "import", file]).args(args).run()
}

fn entry(method: &str, post: Value) -> Value {
    json!({
        "startedDateTime": "2026-02-24T10:00:00.000+01:00", "time": 1, "pageref": "page_1",
        "request": {
            "method": method, "url": "https://hooks.example.com/in?x=1", "httpVersion": "h2",
            "headers": [
                { "name": ":authority", "value": "hooks.example.com" },
                { "name": "X-LeadLex-Signature", "value": sign("whsec_test", b"{}") },
            ],
            "postData": post,
        },
        "response": {}, "cache": {}, "timings": {},
    })
}

#[test]
fn a_har_of_a_browser_gives_its_json_posts() {
    let sandbox = Sandbox::new();
    let json = json!({ "mimeType": "application/json; charset=utf-8", "text": "{}" });
    let mut bad_header = entry("POST", json.clone());
    bad_header["request"]["headers"][1]["name"] = "a b".into();
    let har = json!({ "log": { "version": "1.2", "creator": { "name": "WebInspector" }, "entries": [
        entry("GET", Value::Null),
        entry("POST", json.clone()),
        entry("POST", json!({ "mimeType": "text/plain", "text": "x" })),
        entry("POST", json!({ "mimeType": "application/json" })),
        entry("POST", Value::Null),
        bad_header,
        json!({ "request": 1 }),
    ]}});
    sandbox.write("browser.har", format!("\u{feff}{har:#}"));
    let output = import(&sandbox, "browser.har", &[]).code(1);
    assert_snapshot!(sandbox.normalise(&output.to_string()));
    let shown = sandbox.cmd(["events", "show", "1", "--json"]).run().code(0).json().remove(0);
    assert_eq!((&shown["verdict"], &shown["path"]), (&json!("verified"), &json!("/in?x=1")));
    assert_eq!(shown["received_at"], "2026-02-24T09:00:00.000Z");
    let output = import(&sandbox, "browser.har", &["--json"]).code(1);
    let summary = output.json().remove(0);
    assert_eq!((&summary["imported"], &summary["refused"]), (&json!(1), &json!(2)));
    assert_eq!(summary["skipped"]["not a POST"], 1);
    assert_eq!(listed(&sandbox, &[]), [1, 2], "nothing is overwritten");
}

#[test]
fn a_har_that_is_none_or_torn_is_refused_whole() {
    let sandbox = Sandbox::new();
    let har = json!({ "log": { "entries": [entry("POST", json!({ "mimeType": "application/json", "text": "{}" }))] } });
    let torn = har.to_string();
    for text in [&torn[..torn.len() - 9], "{\"log\": 1}", "[]"] {
        sandbox.write("file", text);
        let output = import(&sandbox, "file", &["--format", "har"]).code(2);
        assert!(
            output.stderr.starts_with("error: cannot read `file`: it is no whole HAR"),
            "{output}"
        );
    }
    assert!(!sandbox.store().exists());
}

#[test]
fn an_http_file_of_an_editor_is_read() {
    let sandbox = Sandbox::new();
    sandbox.write("body.json", "{\"from\":\"file\"}\n");
    let text = "@host = x\n# a comment\nPOST https://x.example/a HTTP/1.1\r\nContent-Type: application/json\r\n\r\n{\r\n}\r\n\
        ### 2 2026-02-24T10:00:00Z name\nPOST http://x.example\n\n< ./body.json\n\n###\n\n### gone\nPOST http://x/\n\n< ./gone\n\
        ### bad\nPOST http://x/\nno colon here\n### worse\nPOST\n";
    sandbox.write("a.http", text);
    let output = import(&sandbox, "a.http", &["--format", "http"]).code(1);
    assert_snapshot!(sandbox.normalise(&output.to_string()));
    let raw = |id: &str| sandbox.cmd(["events", "show", id, "--raw"]).run().code(0).stdout();
    assert_eq!((raw("1"), raw("2")), ("{\r\n}".to_owned(), "{\"from\":\"file\"}\n".to_owned()));
}

#[test]
fn only_our_own_curl_lines_are_taken_and_a_torn_one_is_named() {
    let sandbox = Sandbox::new();
    let ours = "printf '{}' | curl -sS 'http://x/a' -H 'x-a: 1' --data-binary @- # 1 2026-02-24T10:00:00Z n";
    let lines = [
        "#!/bin/sh",
        ours,
        "curl http://x -d '{}'",
        "printf '%s' | curl -sS 'http://x/' --data-binary @-",
        "",
        &ours[..60],
    ];
    sandbox.write("a.sh", lines.join("\n"));
    let output = import(&sandbox, "a.sh", &[]).code(1);
    assert_snapshot!(sandbox.normalise(&output.to_string()));
    assert_eq!(listed(&sandbox, &[]), [1]);
}
