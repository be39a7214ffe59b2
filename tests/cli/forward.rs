//! `listen --forward-to`, pass-through: the handler gets what arrived, and the sender gets what the
//! handler answered.

mod answer;

use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::harness::{Endpoint, Hook, PATIENCE, Recorder, Reply, Running, Sandbox, Signal, until};

fn hook(id: &str) -> Hook {
    Hook::event("contact.created", id, "Anna")
}

fn forwarding(sandbox: &Sandbox, to: &str, more: &[&str]) -> Running {
    sandbox.listen(["--forward-to", to].iter().chain(more))
}

#[test]
fn the_handler_gets_every_header_in_order_and_the_body() {
    let sandbox = Sandbox::new();
    let handler = Recorder::start();
    let listener = forwarding(&sandbox, &handler.url("/own"), &[]);
    let hook = hook("d-1")
        .header("X-Many", "one")
        .header("Cookie", "a=b")
        .header("X-Many", "two, three")
        .header("X-Empty", "")
        .header("X-MANY", "four")
        .header("User-Agent", "LeadLex-Webhook/1.0")
        .header("Accept-Encoding", "gzip");
    hook.accepted(listener.addr());
    let seen = handler.wait_for(1).remove(0);
    assert_eq!(seen.line, "POST /own HTTP/1.1");
    assert_eq!(seen.body, hook.body());
    assert_eq!(seen.all("x-many"), [&b"one"[..], b"two, three", b"four"]);
    assert_eq!(seen.all("host"), [handler.url("").trim_start_matches("http://").as_bytes()]);
    let mut names: Vec<&str> = seen.headers.iter().map(|(name, _)| &**name).collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "accept-encoding",
            "content-length",
            "content-type",
            "cookie",
            "host",
            "user-agent",
            "x-empty",
            "x-leadlex-delivery-id",
            "x-leadlex-signature",
            "x-leadlex-timestamp",
            "x-many",
            "x-many",
            "x-many"
        ]
    );
}

#[test]
fn fields_of_one_connection_are_not_passed_on() {
    let sandbox = Sandbox::new();
    let handler = Recorder::start();
    let listener = forwarding(&sandbox, &handler.url("/"), &[]);
    let hook = hook("d-1")
        .header("Connection", "keep-alive, X-Hop")
        .header("X-Hop", "secret of this hop")
        .header("Keep-Alive", "timeout=5")
        .header("Proxy-Authorization", "Basic eDp5")
        .header("TE", "trailers")
        .header("Upgrade", "h2c")
        .header("X-End", "kept");
    hook.accepted(listener.addr());
    let seen = handler.wait_for(1).remove(0);
    for name in ["connection", "x-hop", "keep-alive", "proxy-authorization", "te", "upgrade"] {
        assert_eq!(seen.all(name), Vec::<&[u8]>::new(), "{name}");
    }
    assert_eq!(seen.all("x-end"), [b"kept"]);
}

#[test]
fn a_chunked_body_arrives_whole_with_its_length() {
    let sandbox = Sandbox::new();
    let handler = Recorder::start();
    let listener = Running::start(sandbox.bare([
        "listen",
        "--port",
        "0",
        "--json",
        "--forward-to",
        &handler.url("/"),
    ]));
    let mut raw = crate::harness::Raw::connect(listener.addr());
    raw.send(b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")
        .expect("sent");
    raw.send(b"4\r\n\0\xff\r\n\r\n0\r\n\r\n").expect("sent");
    assert_eq!(raw.answer().status, 200);
    let seen = handler.wait_for(1).remove(0);
    assert_eq!(
        (seen.body.as_slice(), seen.all("content-length")),
        (&b"abc\0\xff\r\n"[..], vec![&b"7"[..]])
    );
    assert_eq!(seen.all("transfer-encoding"), Vec::<&[u8]>::new());
}

#[test]
fn path_and_query_are_kept_unless_the_target_has_its_own() {
    let sandbox = Sandbox::new();
    let incoming = "/in/%C3%A9/?a=1&b=%2F&b=2";
    for (target, expected) in [
        ("", incoming),
        ("/", incoming),
        ("/own", "/own"),
        ("/own/", "/own/"),
        ("/?own=1", "/?own=1"),
    ] {
        let handler = Endpoint::always(200).expect_calls(1);
        let listener = forwarding(&sandbox, &handler.url(target), &[]);
        hook("d-1").path(incoming).accepted(listener.addr());
        assert_eq!(handler.wait_for(1)[0].path, expected, "target `{target}`");
    }
}

#[test]
fn short_forms_of_the_target_mean_this_machine() {
    let sandbox = Sandbox::new();
    let handler = Endpoint::always(200).expect_calls(2);
    let port = handler.addr().port();
    for target in [format!("127.0.0.1:{port}"), format!("127.0.0.1:{port}/hooks")] {
        let listener = forwarding(&sandbox, &target, &[]);
        hook("d-1").accepted(listener.addr());
    }
    assert!(handler.wait_for(2).iter().all(|seen| seen.path == "/hooks"));
}

#[test]
fn what_is_rejected_never_reaches_the_handler() {
    let sandbox = Sandbox::new();
    let handler = Endpoint::always(200).expect_calls(0);
    let listener = forwarding(&sandbox, &handler.url("/"), &["--tolerance", "5min"]);
    let stale = hook("d-4").set("X-LeadLex-Timestamp", "2026-02-24T10:00:00Z");
    for bad in [
        hook("d-1").sign("other"),
        hook("d-2").without("X-LeadLex-Signature"),
        hook("d-3").set("X-LeadLex-Signature", "sha256=0"),
        stale,
    ] {
        assert_eq!(bad.post(listener.addr()).status, 401);
    }
    let end = listener.stop(Signal::Int).code(0);
    assert!(end.json()[1..5].iter().all(|line| line["outcome"] == Value::Null), "{end}");
}

#[test]
fn forward_rejected_lets_the_handler_judge() {
    let sandbox = Sandbox::new();
    let refusal = Reply::status(403).body("bad signature");
    let handler = Endpoint::script([refusal]).expect_calls(1);
    let listener = forwarding(&sandbox, &handler.url("/"), &["--forward-rejected"]);
    let answer = hook("d-1").sign("other").post(listener.addr());
    assert_eq!((answer.status, answer.text().as_str()), (403, "bad signature"));
    let line = listener.stop(Signal::Int).code(0).json().remove(1);
    assert_eq!((&line["verdict"], &line["answered"]), (&"mismatch".into(), &403.into()));
}

#[test]
fn only_limits_what_is_forwarded() {
    let sandbox = Sandbox::new();
    let handler = Endpoint::always(202).expect_calls(1);
    let listener = forwarding(&sandbox, &handler.url("/"), &["--only", "deal.*"]);
    assert_eq!(hook("d-1").post(listener.addr()).status, 200);
    let deal = Hook::event("deal.created", "d-2", "Matter");
    assert_eq!(deal.post(listener.addr()).status, 202);
    assert_eq!(handler.wait_for(1)[0].delivery_id(), "d-2");
}

#[test]
fn an_event_is_on_disk_before_the_handler_is_asked() {
    let sandbox = Sandbox::new();
    let handler = Endpoint::script([Reply::status(200).after(Duration::from_millis(400))]);
    let listener = forwarding(&sandbox, &handler.url("/"), &[]);
    let addr = listener.addr();
    let sender = thread::spawn(move || hook("d-1").post(addr));
    handler.wait_for(1);
    let count = |table: &str| -> i64 {
        let sql = format!("SELECT count(*) FROM {table}");
        sandbox.open_store().query_row(&sql, [], |row| row.get(0)).expect("a count")
    };
    assert_eq!((count("events"), count("attempts")), (1, 0));
    assert!(!sender.is_finished(), "the sender was answered before the handler did");
    assert_eq!(sender.join().expect("an answer").status, 200);
    until("the attempt in the log", PATIENCE, || (count("attempts") == 1).then_some(()));
}

#[test]
fn the_delivery_log_has_the_attempt_with_request_and_response() {
    let sandbox = Sandbox::new();
    let reply = Reply::status(422).header("X-Why", "because").body("no such contact");
    let handler = Endpoint::script([reply]).expect_calls(1);
    let listener = forwarding(&sandbox, &handler.url("/own"), &[]);
    assert_eq!(hook("d-1").post(listener.addr()).status, 422);
    listener.stop(Signal::Int).code(0);
    let page = sandbox.cmd(["deliveries", "show", "1", "--json"]).run().code(0).json().remove(0);
    assert_eq!((&page["state"], &page["attempts"]), (&"dead".into(), &1.into()));
    assert_eq!(page["target"], handler.url("/own"));
    assert_eq!(page["origin"], format!("listen {}", handler.url("/own")));
    assert_eq!(page["next_due"], Value::Null, "a pass-through is never queued");
    let attempt = &page["log"][0];
    assert_eq!(
        (&attempt["status"], &attempt["response"]["body"]),
        (&422.into(), &"no such contact".into())
    );
    let has = |list: &Value, name: &str, value: &str| {
        list.as_array().expect("headers").iter().any(|f| f["name"] == name && f["value"] == value)
    };
    assert!(has(&attempt["request_headers"], "x-leadlex-delivery-id", "d-1"), "{attempt}");
    assert!(has(&attempt["response_headers"], "x-why", "because"), "{attempt}");
}
