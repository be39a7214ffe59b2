//! Credentials in headers: masked wherever they are shown, whoever they belong to, and sent as they
//! are.

use std::fs;

use serde_json::json;

use crate::harness::{Endpoint, Hook, Output, PATIENCE, Recorder, Running, Sandbox, Signal, until};

/// What no output may hold; a number follows.
const HIDDEN: &str = "hidden-value";

/// Names that carry credentials, and that of a proxy, which goes no further.
const CARRIERS: [&str; 14] = [
    "Authorization",
    "Cookie",
    "X-Api-Key",
    "apikey",
    "X-Webhook-Token",
    "X-Amz-Security-Token",
    "X-Shared-Secret",
    "X-Password",
    "X-Auth",
    "X-Session-Id",
    "X-Credential",
    "Cf-Access-Jwt-Assertion",
    "Ocp-Apim-Subscription-Key",
    "X-Authentication",
];

/// Names that only look alike, and those that one needs to see.
const PLAIN: [&str; 12] = [
    "ETag",
    "Content-Language",
    "Traceparent",
    "X-B3-TraceId",
    "X-Request-Id",
    "X-Author",
    "X-Authority",
    "Idempotency-Key",
    "Access-Control-Allow-Credentials",
    "X-RateLimit-Remaining-Tokens",
    "X-Hub-Signature-256",
    "WWW-Authenticate",
];

fn hidden(text: &[u8]) -> usize {
    text.windows(HIDDEN.len()).filter(|part| *part == HIDDEN.as_bytes()).count()
}

#[track_caller]
fn shows(what: &str, output: &Output, expected: usize) {
    assert_eq!(hidden(&output.stdout), expected, "{what}\n{output}");
    assert_eq!(hidden(output.stderr.as_bytes()), 0, "{what}\n{output}");
}

/// An event with every name, and a delivery whose answer has every name.
fn captured() -> (Sandbox, Running, Recorder) {
    let mut answer = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n".to_owned();
    let mut hook = Hook::event("contact.created", "aaaa-1", "Anna");
    for (index, name) in CARRIERS.iter().chain(&["Set-Cookie"]).enumerate() {
        answer.push_str(&format!("{name}: {HIDDEN}-{index}\r\n"));
        hook = hook.header(name, format!("{HIDDEN}-{index}"));
    }
    for (index, name) in PLAIN.iter().enumerate() {
        answer.push_str(&format!("{name}: plain-{index}-value\r\n"));
        hook = hook.header(name, format!("plain-{index}-value"));
    }
    let handler = Recorder::answering(format!("{answer}\r\n").as_bytes());
    let sandbox = Sandbox::new();
    let listener = sandbox.listen_cmd().args(["-v", "--forward-to", &handler.url("/")]);
    let listener = Running::start(listener);
    hook.accepted(listener.addr());
    let forwarded = handler.wait_for(1).remove(0);
    let values = forwarded.headers.iter().filter(|(_, value)| hidden(value) == 1).count();
    assert_eq!(values, CARRIERS.len() + 1, "what is forwarded is exact");
    (sandbox, listener, handler)
}

#[test]
fn what_carries_a_credential_is_known_by_its_name() {
    let (sandbox, listener, _handler) = captured();
    let all = CARRIERS.len() + 1;
    for (args, values) in [
        (&["events", "show", "1"][..], all),
        (&["events", "show", "1", "--json"], all),
        (&["events", "export"], all),
        (&["events", "export", "--format", "curl"], all),
        (&["events", "export", "--format", "har"], 2 * all),
        (&["events", "export", "--format", "http"], all),
        (&["deliveries", "show", "1"], 2 * all),
        (&["deliveries", "show", "1", "--json"], 2 * all),
    ] {
        let masked = sandbox.cmd(args).run().code(0);
        shows(&args.join(" "), &masked, 0);
        let text = String::from_utf8_lossy(&masked.stdout).into_owned();
        for (index, name) in PLAIN.iter().enumerate() {
            let value = format!("plain-{index}-value");
            assert!(text.contains(&value), "{args:?} hides {name}\n{text}");
        }
        assert!(text.contains("x-leadlex-signature"), "{args:?}\n{text}");
        assert!(args[0] == "deliveries" || text.contains("sha256="), "{args:?}\n{text}");
        shows("all of it", &sandbox.cmd(args).arg("--show-secrets").run().code(0), values);
    }
    for args in [&["events", "export", "--redact"][..], &["events", "search", HIDDEN]] {
        shows(&args.join(" "), &sandbox.cmd(args).run(), 0);
    }
    Hook::event("contact.created", "aaaa-2", "Berta").accepted(listener.addr());
    shows("the difference", &sandbox.cmd(["events", "diff", "1", "2"]).run(), 0);
    shows("listen -v", &listener.stop(Signal::Int).code(0), 0);
}

#[test]
fn a_header_of_ones_own_is_sent_shown_masked_and_not_stored() {
    let (sandbox, handler) = (Sandbox::new(), Endpoint::always(200));
    let url = handler.url("/");
    let own = format!("X-Gate-Token: {HIDDEN}");
    let with = |args: &[&str]| sandbox.cmd(args).args(["-H", &own, "-H", "X-Tenant: blue"]);
    shows("send", &with(&["send", "task.created", "--to", &url]).run().code(0), 0);
    shows("send -v", &with(&["send", "task.created", "--to", &url, "-v"]).run().code(0), 0);
    shows("replay", &with(&["replay", "1", "--to", &url, "--json"]).run().code(0), 0);
    for received in handler.wait_for(3) {
        assert_eq!(received.must("x-gate-token"), HIDDEN);
    }
    for args in [
        &["send", "task.created", "--to", &url, "--dry-run"][..],
        &["send", "task.created", "--to", &url, "--dry-run", "--json"],
        &["send", "task.created", "--to", &url, "--as", "curl"],
        &["replay", "1", "--to", &url, "--dry-run"],
        &["check", &url, "--only", "accept.unicode", "--dry-run"],
    ] {
        let masked = with(args).run().code(0);
        shows(&args.join(" "), &masked, 0);
        assert!(masked.stdout().contains("x-gate-token"), "{masked}");
        assert!(masked.stdout().contains("blue"), "{masked}");
        assert_eq!(masked.stderr.contains("`--show-secrets`"), args.contains(&"curl"), "{masked}");
        let shown = with(args).arg("--show-secrets").run().code(0);
        assert!(hidden(&shown.stdout) > 0, "{args:?} --show-secrets\n{shown}");
    }
    let failed =
        with(&["check", &url, "--only", "reject.missing-signature", "--report", "json=out.json"]);
    let failed = failed.args(["--report", "html=out.html", "--report", "junit=out.xml"]).run();
    shows("check", &failed.code(1), 0);
    shows("deliveries show", &sandbox.cmd(["deliveries", "show", "1"]).run().code(0), 0);
    let files = ["out.json", "out.html", "out.xml"].map(|name| sandbox.path(name));
    let store = ["", "-wal"].map(|end| format!("{}{end}", sandbox.store().display()).into());
    for path in files.into_iter().chain(store) {
        let bytes = fs::read(&path).unwrap_or_default();
        assert_eq!(hidden(&bytes), 0, "{}", path.display());
    }
    let attempt = sandbox.cmd(["deliveries", "show", "1", "--json"]).run().code(0).json().remove(0);
    let fields = attempt["log"][0]["request_headers"].as_array().expect("headers").clone();
    assert!(fields.contains(&json!({ "name": "x-gate-token", "value": "********" })), "{fields:?}");
    assert!(fields.contains(&json!({ "name": "x-tenant", "value": "blue" })), "{fields:?}");
}

#[test]
fn a_header_that_is_none_is_named_without_its_value() {
    let sandbox = Sandbox::new();
    for wrong in [
        format!("Authorization Bearer {HIDDEN}"),
        format!("Authorization: {HIDDEN}\nX"),
        format!("my auth: {HIDDEN}"),
    ] {
        let output =
            sandbox.cmd(["send", "task.created", "--to", ":9", "-H", &wrong]).run().code(2);
        shows(&wrong, &output, 0);
        assert!(output.stderr.contains("is no header"), "{output}");
    }
}

#[test]
fn a_forwarded_header_of_ones_own_is_not_stored() {
    let (sandbox, handler) = (Sandbox::new(), Endpoint::always(200));
    let own = format!("Authorization: Bearer {HIDDEN}");
    let listener = sandbox.listen(["--forward-to", &handler.url("/"), "-H", &own]);
    Hook::event("contact.created", "aaaa-1", "Anna").accepted(listener.addr());
    assert_eq!(handler.wait_for(1)[0].must("authorization"), format!("Bearer {HIDDEN}"));
    until("the attempt", PATIENCE, || {
        sandbox.delivery(1).filter(|(state, _)| state == "delivered")
    });
    let show = ["deliveries", "show", "1", "--show-secrets"];
    shows("deliveries show", &sandbox.cmd(show).run().code(0), 0);
}
