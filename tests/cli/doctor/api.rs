//! The API and the clock: one call, and each way in which it can say no.

use super::{complaints, finding, words};
use crate::harness::{KEY, Manner, Output, RawServer, Sandbox, Workspace, closed_port};

#[track_caller]
fn doctor(sandbox: &Sandbox, url: &str, key: &str, more: &[&str]) -> Output {
    let cmd = sandbox.bare(["doctor", "--json", "--api-url", url]).args(more);
    let cmd = cmd.env("LEADLEX_WEBHOOK_SECRET", "local_0123456789abcdef");
    cmd.env("LEADLEX_API_KEY", key).run()
}

#[test]
fn a_key_that_works_spends_one_call_and_tells_the_quota_and_the_time() {
    let sandbox = Sandbox::new();
    let workspace = Workspace::small(&sandbox);
    let output = doctor(&sandbox, workspace.api_url(), KEY, &[]).code(0);
    assert_eq!(complaints(&output), [""; 0], "{output}");
    let key = words(&output, "api.key");
    assert!(key.contains("from $LEADLEX_API_KEY (its URL from --api-url)"), "{key}");
    assert!(finding(&output, "clock.agrees")["message"].to_string().contains("of the API"));
    assert_eq!(workspace.calls().total(), 1);

    let output = doctor(&sandbox, workspace.api_url(), KEY, &["--offline"]).code(0);
    assert!(words(&output, "api.skipped").contains("there is a key from"), "{output}");
    assert_eq!(workspace.calls().total(), 0);
}

#[test]
fn a_quota_that_is_nearly_used_up_is_told() {
    let sandbox = Sandbox::new();
    let told = |left: u32, limit: u32| {
        let said = format!(
            "HTTP/1.1 200 OK\r\nX-RateLimit-Limit: {limit}\r\nX-RateLimit-Remaining: {left}\r\n\
             X-RateLimit-Reset: 1893456000\r\nContent-Length: 21\r\n\r\n{{\"data\":{{\"users\":[]}}}}"
        );
        let server = RawServer::start(Manner::Say(said.into()));
        let output = doctor(&sandbox, &server.url(""), KEY, &[]).code(0);
        let found = finding(&output, "api.quota");
        (found["level"].clone(), found["message"].clone())
    };
    let text = |left, limit| {
        format!("{left} of {limit} calls are left until 2030-01-01T00:00:00Z; this look spent one")
    };
    for (left, limit, level) in
        [(9, 100, "advice"), (10, 100, "good"), (0, 9, "advice"), (1, 9, "good")]
    {
        assert_eq!(told(left, limit), (level.into(), text(left, limit).into()));
    }
}

#[test]
fn each_way_to_say_no_has_its_own_name_and_its_fix() {
    let sandbox = Sandbox::new();
    let workspace = Workspace::small(&sandbox);
    let url = workspace.api_url();
    let output = doctor(&sandbox, url, "wbk_topsecret", &[]).code(4);
    assert_eq!(complaints(&output), ["api.key_refused"], "{output}");
    assert!(words(&output, "api.key_refused").contains("not expired and not revoked"), "{output}");
    assert!(!output.to_string().contains("topsecret"), "{output}");
    // The answer told the time all the same.
    assert_eq!(finding(&output, "clock.agrees")["level"], "good");

    workspace.forbid(&["users"]);
    let output = doctor(&sandbox, url, KEY, &[]).code(4);
    assert_eq!(complaints(&output), ["api.permission"], "{output}");
    workspace.forbid(&[]);
    workspace.fault("429,times=1,on=users");
    let output = doctor(&sandbox, url, KEY, &[]).code(4);
    assert_eq!(complaints(&output), ["api.quota_used_up"], "{output}");
    workspace.fault("503,times=1,on=users");
    let output = doctor(&sandbox, url, KEY, &[]).code(4);
    assert_eq!(complaints(&output), ["api.answer"], "{output}");

    let output = doctor(&sandbox, &format!("http://127.0.0.1:{}", closed_port()), KEY, &[]).code(3);
    assert_eq!(complaints(&output), ["api.unreachable"], "{output}");
    let output = doctor(&sandbox, url, "topsecret", &[]).code(2);
    assert_eq!(complaints(&output), ["api.unusable"], "{output}");
    assert!(!output.to_string().contains("topsecret"), "{output}");
}

#[test]
fn a_clock_that_is_wrong_is_told_by_whoever_answers() {
    let sandbox = Sandbox::new();
    let said =
        "HTTP/1.1 401 No\r\nDate: Wed, 22 Apr 2026 10:00:00 GMT\r\nContent-Length: 0\r\n\r\n";
    let server = RawServer::start(Manner::Say(said.into()));
    let output = doctor(&sandbox, &server.url(""), KEY, &[]).code(4);
    assert_eq!(complaints(&output), ["api.key_refused", "clock.wrong"], "{output}");
    assert!(words(&output, "clock.wrong").contains("that of the API"), "{output}");
    let cmd = sandbox.bare(["doctor", "--json", "--to", &server.url("/")]);
    let output = cmd.env("LEADLEX_WEBHOOK_SECRET", "local_0123456789abcdef").run().code(2);
    assert_eq!(complaints(&output), ["endpoint.private", "clock.wrong"], "{output}");
    assert!(words(&output, "clock.wrong").contains("that of the endpoint"), "{output}");
}
