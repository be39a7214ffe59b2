//! `--dry-run` and `--as curl`: shown, not sent, and what is shown is what would be sent.

use std::process::Command;

use insta::assert_snapshot;
use serde_json::json;

use super::send_to;
use crate::harness::{Endpoint, Output, SECRET, Sandbox, has_tool, sign};

/// Runs it, and asserts that nothing was sent or stored.
#[track_caller]
fn preview(args: &[&str]) -> (Output, String) {
    let (sandbox, handler) = (Sandbox::new(), Endpoint::always(200).expect_calls(0));
    let output = send_to(&sandbox, &handler).args(args).run().code(0);
    assert!(!sandbox.store().exists(), "a store was made\n{output}");
    let shown = sandbox.normalise(&output.to_string());
    (output, shown)
}

#[test]
fn a_dry_run_shows_the_request() {
    let args = ["contact.created", "--seed", "7", "--delivery-id", "d-1", "--dry-run"];
    assert_snapshot!(preview(&args).1, @r#"
    exit 0
    --- stdout
    POST http://127.0.0.1:[port]/hooks
    content-type: application/json
    user-agent: LeadLex-Webhook/1.0
    x-leadlex-signature: sha256=e950a8131f2d20ae8bbd75b0b63a1e354700ef2d27b5fd0a4b46f9d3160c296f
    x-leadlex-timestamp: [time]
    x-leadlex-delivery-id: d-1

    {
      "event": "contact.created",
      "timestamp": "[time]",
      "workspace_id": "[uuid]",
      "data": {
        "contact": {
          "id": "[uuid]",
          "full_name": "Aoife O'Brien",
          "email": "aoife.obrien@kitagawa-works.example.com",
          "created_at": "[time]"
        }
      }
    }
    --- stderr
    "#);
}

#[test]
fn a_command_is_no_json() {
    assert_snapshot!(super::refused(&["task.created", "--as", "curl", "--json"]), @r"
    exit 2
    --- stdout
    --- stderr
    error: `--json` and `--as` contradict each other
    hint: `--dry-run --json` prints the request as an object
    ");
}

#[test]
fn a_dry_run_shows_ones_own_headers() {
    let own = ["task.created", "--dry-run", "-H", "X-Tenant: blue", "-H", "User-Agent: mine/2"];
    let (output, _) = preview(&own);
    let stdout = output.stdout();
    assert!(stdout.contains("\nx-tenant: blue\n"), "{output}");
    assert!(stdout.contains("\nuser-agent: mine/2\n") && !stdout.contains("LeadLex-Webhook"));
}

#[test]
fn a_dry_run_as_json_has_the_very_bytes() {
    let lines = preview(&["contact.*", "--dry-run", "--json"]).0.json();
    assert!(lines.len() > 3, "{lines:?}");
    for line in lines {
        assert_eq!((&line["type"], &line["method"]), (&json!("request"), &json!("POST")));
        let body = line["body"].as_str().expect("a body");
        let headers = line["headers"].as_array().expect("headers").iter();
        let find = |name: &str| {
            let found = headers.clone().find(|header| header["name"] == name);
            found.map(|header| header["value"].as_str().expect("text").to_owned())
        };
        assert_eq!(find("x-leadlex-signature"), Some(sign(SECRET, body.as_bytes())));
        assert_eq!(find("x-leadlex-delivery-id").as_deref(), line["delivery_id"].as_str());
    }
}

#[test]
fn the_printed_curl_command_delivers_the_same_bytes_and_headers() {
    if !has_tool("curl") {
        return;
    }
    let quoting = r#"{"event":"contact.created","it":"isn't $HOME `id` \\ \n \"x\" é"}"#;
    let several_lines = "{\r\n  \"a\": 1\n}\n";
    for data in [quoting, several_lines, "", "-d"] {
        let (sandbox, handler) = (Sandbox::new(), Endpoint::always(200).expect_calls(1));
        let own = ["--delivery-id", "d-1", "-H", "X-Tenant: it's blue"];
        let data_flag = format!("--data={data}");
        let args = [&*data_flag, "--as", "curl"];
        let output = send_to(&sandbox, &handler).args(args).args(own).run().code(0);
        let ran = Command::new("sh").args(["-c", &output.stdout()]).output().expect("sh");
        assert!(ran.status.success(), "{output}\n{}", String::from_utf8_lossy(&ran.stderr));
        let received = handler.received().remove(0);
        assert_eq!(String::from_utf8_lossy(&received.body), data);
        assert_eq!(received.must("x-leadlex-signature"), sign(SECRET, data.as_bytes()));
        assert_eq!(received.must("user-agent"), "LeadLex-Webhook/1.0");
        assert_eq!(received.must("content-type"), "application/json");
        assert_eq!(received.must("x-tenant"), "it's blue");
        assert_eq!(received.delivery_id(), "d-1");
        assert_eq!(received.path, "/hooks");
    }
}

#[test]
fn any_bytes_can_be_sent_as_curl() {
    for body in [b"\xff\0".to_vec(), b"@etc".to_vec(), (0..=255).collect()] {
        let (sandbox, handler) = (Sandbox::new(), Endpoint::always(200).expect_calls(1));
        sandbox.write("bytes", &body);
        let args = ["--as", "curl", "--data", "@bytes"];
        let output = send_to(&sandbox, &handler).args(args).run().code(0);
        let ran = Command::new("sh").args(["-c", &output.stdout()]).output().expect("sh");
        assert!(ran.status.success(), "{output}\n{}", String::from_utf8_lossy(&ran.stderr));
        assert_eq!(handler.received().remove(0).body, body);
    }
}
