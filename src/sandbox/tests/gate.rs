//! Keys, permissions, limits and the headers of every answer.

use serde_json::{Value, json};

use super::{Bench, contacts};
use crate::sandbox::house::State;
use crate::sandbox::{ADMIN_KEY, EXPIRED_KEY, Plan, READ_KEY, Settings};

fn starter() -> Bench {
    Bench::of(Settings { plan: Plan::Starter, ..contacts(3) })
}

#[test]
fn each_key_may_do_what_it_may() {
    let mut bench = Bench::new();
    let body = json!({"full_name": "A"});
    for (key, read, write) in [
        ("wbk_sandbox", 200, 201),
        (READ_KEY, 200, 403),
        (ADMIN_KEY, 200, 201),
        (EXPIRED_KEY, 401, 401),
        ("wbk_nobody", 401, 401),
        ("", 401, 401),
    ] {
        bench.key = key;
        assert_eq!(bench.call("GET", "contacts", &Value::Null).0, read, "{key}");
        assert_eq!(bench.call("POST", "contacts", &body).0, write, "{key}");
    }
    assert_eq!(bench.refused("GET", "contacts", &Value::Null).1, "invalid_key");
}

#[test]
fn a_forbidden_resource_names_the_permission_and_takes_what_belongs_to_it() {
    let forbidden = vec!["campaigns".to_owned()];
    let mut bench = Bench::of(Settings { forbidden, ..Settings::default() });
    for path in ["campaigns", "campaigns/x/events", "campaigns/x/stats"] {
        let (status, body) = bench.call("GET", path, &Value::Null);
        assert_eq!((status, &body["error"]["code"]), (403, &json!("insufficient_permissions")));
        let message = body["error"]["message"].as_str().expect("a message");
        assert!(message.contains("campaigns:read"), "{message}");
    }
    bench.get("contacts");
}

#[test]
fn every_answer_has_its_headers() {
    let mut bench = starter();
    let reply = bench.reply("GET", "contacts", &Value::Null);
    let header = |name| reply.headers.text(name).unwrap_or_default().to_owned();
    assert_eq!(header("x-ratelimit-limit"), "100");
    assert_eq!(header("x-ratelimit-remaining"), "99");
    // 2026-02-25T00:00:00Z
    assert_eq!(header("x-ratelimit-reset"), "1771977600");
    assert_eq!(header("date"), "Tue, 24 Feb 2026 10:00:00 GMT");
    let again = bench.reply("GET", "nothing", &Value::Null);
    assert_eq!(again.status, 404);
    assert_ne!(again.headers.text("x-request-id"), reply.headers.text("x-request-id"));
}

#[test]
fn the_minute_and_the_day_run_out_and_begin_anew() {
    let mut bench = starter();
    for _ in 0..10 {
        bench.get("users");
    }
    assert_eq!(bench.refused("GET", "users", &Value::Null), (429, "rate_limited".to_owned()));
    for _ in 1..10 {
        bench.advance(60);
        for _ in 0..10 {
            bench.get("users");
        }
    }
    bench.advance(60);
    let reply = bench.reply("GET", "users", &Value::Null);
    assert_eq!((reply.status, reply.headers.text("x-ratelimit-remaining")), (429, Some("0")));
    bench.advance(14 * 3600);
    bench.get("users");
}

#[test]
fn the_headers_follow_the_bucket_of_the_reading() {
    for (reading, limit, reset) in [
        ("quota=day", "100", "1771977600"),
        ("quota=minute", "10", "1771927260"),
        ("quota=both-min", "10", "1771927260"),
    ] {
        let mut bench = starter();
        bench.state.readings.choose(reading).expect("a reading");
        let reply = bench.reply("GET", "users", &Value::Null);
        let header = |name| reply.headers.text(name);
        assert_eq!(header("x-ratelimit-limit"), Some(limit), "{reading}");
        assert_eq!(header("x-ratelimit-reset"), Some(reset), "{reading}");
    }
    let mut bench = starter();
    bench.state.readings.choose("reset=milliseconds").expect("a reading");
    let reply = bench.reply("GET", "users", &Value::Null);
    assert_eq!(reply.headers.text("x-ratelimit-reset"), Some("1771977600000"));
}

#[test]
fn an_hour_has_ten_exports() {
    let mut bench = Bench::of(contacts(2));
    for _ in 0..10 {
        assert_eq!(bench.call("GET", "contacts/export", &Value::Null).0, 200);
    }
    assert_eq!(bench.call("GET", "contacts/export", &Value::Null).0, 429);
    bench.get("contacts");
    bench.advance(3600);
    assert_eq!(bench.call("GET", "contacts/export", &Value::Null).0, 200);
}

#[test]
fn a_body_that_is_no_json_object_is_refused_and_changes_nothing() {
    let mut bench = Bench::of(contacts(1));
    for body in [json!([]), json!("x"), json!(7)] {
        assert_eq!(bench.refused("POST", "contacts", &body).1, "validation_error", "{body}");
    }
    let set = json!({"full_name": "A", "updated_date": "2020-01-01T00:00:00Z"});
    assert_eq!(bench.call("POST", "contacts", &set).0, 400);
    assert_eq!(bench.get("contacts")["meta"]["total"], 1);
}

#[test]
fn calls_are_counted_by_resource_and_answer() {
    let mut bench = Bench::new();
    bench.get("contacts");
    bench.get("contacts/export?limit=1");
    bench.call("GET", "contacts/nobody", &Value::Null);
    bench.fault("reset,on=deals");
    bench.reply("GET", "deals", &Value::Null);
    let State { calls, .. } = &bench.state;
    assert_eq!((calls.total(), calls.of("contacts"), calls.of("contact_export")), (4, 2, 1));
    assert_eq!((calls.answered(200), calls.answered(404), calls.answered(0)), (2, 1, 1));
}
