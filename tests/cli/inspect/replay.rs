//! Replays from the page: where they may go, what they carry, and that they are recorded.

use std::net::TcpListener;
use std::thread;

use serde_json::{Value, json};

use super::inspected;
use super::page::Page;
use crate::harness::{Endpoint, Hook, Running, SECRET, Sandbox, Signal, closed_port, sign};

#[test]
fn a_replay_is_signed_anew_reaches_the_handler_and_is_recorded() {
    let sandbox = Sandbox::new();
    let handler = Endpoint::always(200);
    let (listener, page) = inspected(&sandbox, &["--forward-to", &handler.url("/hooks")]);
    let hook = Hook::event("contact.created", "aaaa-1", "Anna");
    hook.accepted(listener.addr());
    let (status, made) = page.post("/api/events/1/replay", &json!({}));
    assert_eq!(
        (status, &made["status"], &made["error"]),
        (200, &200.into(), &Value::Null),
        "{made}"
    );
    assert_eq!((&made["number"], &made["delivery"]), (&2.into(), &2.into()));
    assert_eq!(made["outcome"]["state"], "delivered");
    let got = &handler.wait_for(2)[1];
    assert_eq!((&*got.path, &got.body[..]), ("/hooks", hook.body()));
    assert_eq!(got.must("x-leadlex-signature"), sign(SECRET, hook.body()));
    assert_ne!(got.delivery_id(), "aaaa-1");
    let event = page.json("/api/events/2");
    assert_eq!((&event["source"], &event["replay_of"]), (&"replay".into(), &1.into()));
    assert_eq!((&event["verdict"], &event["outcome"]["attempts"]), (&"verified".into(), &1.into()));
    let log = page.json("/api/events/2/deliveries")["deliveries"][0]["log"].clone();
    assert_eq!((log.as_array().expect("attempts").len(), &log[0]["status"]), (1, &200.into()));

    let edited = r#"{"event":"contact.created","data":{"contact":{"full_name":"Zoë"}}}"#;
    let (status, made) =
        page.post("/api/events/1/replay", &json!({"body": edited, "same_id": true}));
    assert_eq!((status, &made["status"]), (200, &200.into()), "{made}");
    let got = &handler.wait_for(3)[2];
    assert_eq!((&got.body[..], got.delivery_id()), (edited.as_bytes(), "aaaa-1"));
    assert_eq!(got.must("x-leadlex-signature"), sign(SECRET, edited.as_bytes()));

    let (status, _) = page.post("/api/events/1/replay", &json!({"as_captured": true}));
    assert_eq!(status, 200);
    let got = &handler.wait_for(4)[3];
    let first = &handler.wait_for(1)[0];
    for name in ["x-leadlex-signature", "x-leadlex-timestamp", "x-leadlex-delivery-id"] {
        assert_eq!(got.must(name), first.must(name), "{name}");
    }
    for odd in [
        json!({"as_captured": true, "body": "x"}),
        json!({"as_captured": true, "same_id": true}),
        json!({"boddy": "x"}),
        json!({"body": 7}),
    ] {
        let (status, error) = page.post("/api/events/1/replay", &odd);
        assert_eq!(status, 400, "{odd}: {error}");
    }
    assert_eq!(page.post("/api/events/99/replay", &json!({})).0, 404);
    assert_eq!(handler.received().len(), 4);
}

#[test]
fn a_failed_replay_says_why_and_what_to_look_at() {
    let sandbox = Sandbox::new();
    let nowhere = format!("http://127.0.0.1:{}/hooks", closed_port());
    let (listener, page) = inspected(&sandbox, &["--forward-to", &nowhere]);
    Hook::event("contact.created", "aaaa-1", "Anna").post(listener.addr());
    let (status, made) = page.post("/api/events/1/replay", &json!({}));
    assert_eq!((status, &made["status"]), (200, &Value::Null), "{made}");
    assert_eq!(made["outcome"]["state"], "dead");
    assert!(
        made["error"].is_string()
            && made["hint"].as_str().is_some_and(|hint| hint.contains("nothing listens there")),
        "{made}"
    );
    assert_eq!(sandbox.delivery(2), Some(("dead".to_owned(), 1)), "and is not tried again");
}

#[test]
fn replays_go_only_where_the_start_or_the_person_said() {
    let sandbox = Sandbox::new();
    let (known, typed) = (Endpoint::always(200), Endpoint::always(200));
    let (listener, page) = inspected(&sandbox, &["--forward-to", &known.url("/")]);
    Hook::event("contact.created", "aaaa-1", "Anna").accepted(listener.addr());
    let url = typed.url("/typed");
    let to = |url: &str| page.post("/api/events/1/replay", &json!({"target": url}));
    let (status, refused) = to(&url);
    assert_eq!(status, 403, "{refused}");
    assert!(typed.received().is_empty());
    for (odd, why) in [
        ("http://example.com@127.0.0.1/", "credentials"),
        ("ftp://127.0.0.1/", "http and https"),
        ("http://192.0.2.1/hooks", "not on this machine"),
        ("", "no host"),
    ] {
        let (status, error) = page.post("/api/targets", &json!({"url": odd}));
        assert_eq!(status, 400, "{odd}");
        let message = error["error"]["message"].as_str().expect("a message");
        assert!(message.contains(why) || message.contains("not a URL"), "{odd}: {message}");
    }
    let (status, targets) = page.post("/api/targets", &json!({"url": url}));
    assert_eq!((status, &targets["targets"]), (200, &json!([known.url("/"), url])), "{targets}");
    assert_eq!(page.json("/api/session")["targets"], targets["targets"]);
    let (status, made) = to(&url);
    assert_eq!((status, &made["status"]), (200, &200.into()), "{made}");
    assert_eq!(typed.wait_for(1)[0].path, "/typed");
    assert_eq!(to("http://127.0.0.1:1/").0, 403);
}

#[test]
fn credentials_go_where_the_start_said_and_not_where_somebody_typed() {
    let sandbox = Sandbox::new();
    let (known, typed) = (Endpoint::always(200), Endpoint::always(200));
    let (to, own) = (known.url("/"), "X-Gate-Token: mine");
    let (listener, page) =
        inspected(&sandbox, &["--forward-to", &to, "-H", own, "-H", "X-Tenant: blue"]);
    let hook = Hook::event("contact.created", "aaaa-1", "Anna").header("X-Request-Id", "r-1");
    let hook = hook.header("Authorization", "Bearer theirs").header("Cookie", "a=theirs");
    hook.accepted(listener.addr());
    let url = typed.url("/typed");
    assert_eq!(page.post("/api/targets", &json!({"url": url})).0, 200);
    let secret = ["authorization", "cookie", "x-gate-token"];
    let plain = ["x-leadlex-signature", "x-request-id", "x-tenant", "content-type"];
    for (round, as_captured) in [true, false].into_iter().enumerate() {
        let replay = |target: &str| {
            let wish = json!({"target": target, "as_captured": as_captured});
            let (status, made) = page.post("/api/events/1/replay", &wish);
            assert_eq!((status, &made["status"]), (200, &200.into()), "{made}");
            made["left_out"].clone()
        };
        assert_eq!(replay(&to), json!([]));
        assert_eq!(replay(&url), json!(secret));
        let there = known.wait_for(2 + round).remove(1 + round);
        let elsewhere = typed.wait_for(1 + round).remove(round);
        for name in secret {
            assert!(there.header(name).is_some(), "{name} to a target named at start");
            assert_eq!(elsewhere.header(name), None, "{name} to a target that was typed");
        }
        for name in plain {
            assert!(elsewhere.header(name).is_some(), "{name}");
        }
        assert_eq!(elsewhere.body, hook.body());
    }
    // Typed once more, a target of the start stays one.
    assert_eq!(page.post("/api/targets", &json!({"url": to})).0, 200);
    let (_, made) = page.post("/api/events/1/replay", &json!({"target": to}));
    assert_eq!(made["left_out"], json!([]));
}

#[test]
fn a_log_that_is_only_looked_at_is_written_by_the_first_replay() {
    let sandbox = Sandbox::new();
    let handler = Endpoint::always(200);
    sandbox.cmd(["send", "contact.created", "--to", &handler.url("/")]).run().code(0);
    let mut without = Running::start(sandbox.bare(["inspect", "--json"]));
    let page = Page::of(&mut without);
    let (status, error) = page.post("/api/events/1/replay", &json!({}));
    assert_eq!(status, 400, "{error}");
    assert!(
        error["error"]["message"].as_str().is_some_and(|why| why.contains("no target")),
        "{error}"
    );
    assert_eq!(page.post("/api/targets", &json!({"url": handler.url("/")})).0, 200);
    let (status, error) = page.post("/api/events/1/replay", &json!({"body": "{}"}));
    assert_eq!(status, 400, "{error}");
    let hint = error["error"]["hint"].as_str().expect("a hint");
    assert!(hint.contains("LEADLEX_WEBHOOK_SECRET"), "{hint}");
    let (status, made) = page.post("/api/events/1/replay", &json!({}));
    assert_eq!((status, &made["number"], &made["status"]), (200, &2.into(), &200.into()), "{made}");
    assert_eq!(sandbox.delivery(2), Some(("delivered".to_owned(), 1)));
}

#[test]
fn a_replay_that_is_cut_off_is_not_left_for_somebody_else_to_send() {
    let sandbox = Sandbox::new();
    let handler = Endpoint::always(200);
    sandbox.cmd(["send", "contact.created", "--to", &handler.url("/")]).run().code(0);
    // It takes connections, and never answers.
    let silent = TcpListener::bind("127.0.0.1:0").expect("a port");
    let to = format!("http://{}/", silent.local_addr().expect("an address"));
    let mut inspecting = Running::start(sandbox.cmd(["inspect", "--to", &to, "--json"]));
    let page = Page::of(&mut inspecting);
    thread::spawn(move || page.call("POST /api/events/1/replay", "{}"));
    sandbox.wait_delivery(2, "pending", 0);
    inspecting.signal(Signal::Int);
    inspecting.stop(Signal::Term);
    assert_eq!(sandbox.delivery(2).expect("recorded").0, "cancelled");
}
