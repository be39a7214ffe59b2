//! The inspector's API, as its page calls it: what it answers is what the command line says.

mod crowd;
mod guard;
mod page;
mod replay;
mod stream;

use serde_json::Value;

use self::page::{Page, numbers};
use crate::harness::{Hook, Recorder, Running, Sandbox, Signal};

/// A listener with a page, and the page.
fn inspected(sandbox: &Sandbox, args: &[&str]) -> (Running, Page) {
    let mut listener = sandbox.listen(["--inspect"].iter().chain(args));
    let page = Page::of(&mut listener);
    (listener, page)
}

/// What a command prints as one JSON object.
fn told(sandbox: &Sandbox, args: &[&str]) -> Value {
    sandbox.cmd(args).arg("--json").run().code(0).json().remove(0)
}

#[test]
fn events_are_listed_filtered_and_found() {
    let sandbox = Sandbox::new();
    let (listener, page) = inspected(&sandbox, &[]);
    assert_eq!(page.json("/api/events")["events"], Value::Array(Vec::new()));
    let empty = page.json("/api/timeline");
    assert_eq!((&empty["from"], &empty["buckets"]), (&Value::Null, &Value::Array(Vec::new())));
    let anna = Hook::event("contact.created", "aaaa-1", "Anna <b>Müller</b>");
    anna.accepted(listener.addr());
    Hook::event("contact.updated", "aaaa-2", "Berta").accepted(listener.addr());
    Hook::event("deal.created", "aaaa-3", "Case").sign("another").post(listener.addr());
    Hook::event("\u{202e}\"<script>", "aaaa-4", "Odd").accepted(listener.addr());
    let all = page.json("/api/events");
    assert_eq!(numbers(&all), [4, 3, 2, 1]);
    assert_eq!(
        (&all["more"], &all["next"], &all["newest"]),
        (&false.into(), &Value::Null, &4.into())
    );
    assert_eq!(all["events"][0]["event"], "\u{202e}\"<script>", "JSON, and no markup");
    let listed = sandbox.cmd(["events", "list", "--json"]).run().code(0).json();
    assert_eq!(
        all["events"].as_array().expect("rows")[..],
        listed.into_iter().rev().collect::<Vec<_>>()[..]
    );
    let first = page.json("/api/events?limit=2");
    assert_eq!(
        (numbers(&first), &first["more"], &first["next"]),
        (vec![4, 3], &true.into(), &3.into())
    );
    assert_eq!(page.numbers("limit=2&before=3"), [2, 1]);
    assert_eq!(page.numbers("event=contact.*"), [2, 1]);
    assert_eq!(page.numbers("event=deal.created,contact.updated"), [3, 2]);
    assert_eq!(page.numbers("verdict=mismatch"), [3]);
    assert_eq!(page.numbers("verdict=verified&source=listen,send"), [4, 2, 1]);
    assert!(page.numbers("source=send").is_empty());
    assert_eq!(page.numbers("text=m%C3%BCller"), [1]);
    assert_eq!(page.numbers("text=%22%3Cscript"), [4]);
    assert!(page.numbers("since=2199-01-01T00:00:00Z").is_empty());
    assert_eq!(page.numbers("until=2199-01-01T00:00:00Z").len(), 4);
    for odd in ["evnt=x", "verdict=good", "source=me", "since=soon", "before=x", "limit=-1"] {
        let answer = page.call(&format!("GET /api/events?{odd}"), "");
        assert_eq!(answer.status, 400, "{odd}: {}", answer.text());
        let error: Value = serde_json::from_slice(&answer.body).expect("JSON");
        assert!(error["error"]["message"].is_string(), "{error}");
    }
}

#[test]
fn one_event_is_told_as_the_commands_tell_it() {
    let sandbox = Sandbox::new();
    let handler = Recorder::answering(
        b"HTTP/1.1 500 x\r\nSet-Cookie: session=hidden\r\nConnection: close\r\nContent-Length: 4\r\n\r\noh\xff!",
    );
    let (listener, page) = inspected(&sandbox, &["--forward-to", &handler.url("/hooks")]);
    let hook = Hook::event("contact.created", "aaaa-1", "Anna");
    hook.clone().header("Authorization", "Bearer hidden").post(listener.addr());
    let binary = Hook::bare(b"\xff\x00{".to_vec()).sign(crate::harness::SECRET);
    binary.post(listener.addr());
    let shown = page.json("/api/events/1");
    assert_eq!(shown, told(&sandbox, &["events", "show", "1"]));
    assert!(
        shown["headers"]
            .as_array()
            .expect("headers")
            .iter()
            .any(|header| { header["name"] == "authorization" && header["value"] == "********" })
    );
    let body = page.call("GET /api/events/2/body", "");
    assert_eq!((body.status, &body.body[..]), (200, &b"\xff\x00{"[..]));
    assert_eq!(body.header("content-type"), Some("application/octet-stream"));
    assert_eq!(body.header("content-disposition"), Some("attachment; filename=\"event-2.bin\""));
    let mut deliveries = page.json("/api/events/1/deliveries");
    let mut delivery = told(&sandbox, &["deliveries", "show", "1"]);
    delivery.as_object_mut().expect("an object").remove("body");
    assert_eq!(deliveries["deliveries"].take(), Value::Array(vec![delivery]));
    let curl = page.json("/api/events/1/curl")["command"].as_str().expect("a command").to_owned();
    assert!(
        curl.contains(&handler.url("/hooks")) && curl.contains("x-leadlex-signature"),
        "{curl}"
    );
    assert!(!curl.contains("Bearer hidden"), "{curl}");
    let stats = page.json("/api/stats");
    assert_eq!(stats, told(&sandbox, &["events", "stats"]));
    assert_eq!(page.json("/api/events?failed=1")["events"].as_array().expect("rows").len(), 2);
    let timeline = page.json("/api/timeline?buckets=5");
    let buckets = timeline["buckets"].as_array().expect("buckets");
    let sum =
        |key: &str| buckets.iter().map(|bucket| bucket[key].as_u64().expect(key)).sum::<u64>();
    assert_eq!((buckets.len(), sum("events"), sum("failed"), sum("rejected")), (5, 2, 2, 0));
    assert!(buckets.iter().any(|bucket| bucket["p50_ms"].is_f64()), "{timeline}");
    for gone in ["", "/body", "/deliveries", "/explanation", "/curl", "/diff"] {
        let answer = page.call(&format!("GET /api/events/9{gone}"), "");
        assert_eq!(answer.status, 404, "{gone}: {}", answer.text());
    }
}

#[test]
fn why_a_signature_is_wrong_is_explained_where_there_is_something_to_compare_with() {
    let sandbox = Sandbox::new();
    let (listener, page) = inspected(&sandbox, &[]);
    let hook = Hook::event("contact.created", "aaaa-1", "Anna");
    hook.accepted(listener.addr());
    hook.clone().sign(&format!("{}\n", crate::harness::SECRET)).post(listener.addr());
    let right = page.json("/api/events/1/explanation");
    assert_eq!(
        (&right["explanation"], &right["reason"]),
        (&Value::Null, &"the signature was accepted".into())
    );
    let wrong = page.json("/api/events/2/explanation");
    assert_eq!(wrong["explanation"]["finding"], "mistakes", "{wrong}");
    assert_eq!(wrong["explanation"]["number"], 2);
    drop(listener);
    let mut without = Running::start(sandbox.bare(["inspect", "--json"]));
    let page = Page::of(&mut without);
    assert_eq!(page.json("/api/session")["can_sign"], false);
    let none = page.json("/api/events/2/explanation");
    assert!(none["reason"].as_str().is_some_and(|why| why.contains("no secret is set")), "{none}");
}

#[test]
fn an_event_is_compared_with_the_one_before_of_the_same_resource() {
    let sandbox = Sandbox::new();
    let (listener, page) = inspected(&sandbox, &[]);
    let contact = |id: &str, event: &str, contact: &str, name: &str| {
        let body = format!(
            r#"{{"event":"{event}","data":{{"contact":{{"id":"{contact}","full_name":"{name}"}}}}}}"#
        );
        Hook::signed(id, body).accepted(listener.addr());
    };
    contact("aaaa-1", "contact.created", "c-1", "Anna");
    contact("aaaa-2", "contact.created", "c-2", "Berta");
    contact("aaaa-3", "contact.updated", "c-1", "Anna Maria");
    // The same delivery again, and the id as part of another's.
    contact("aaaa-3", "contact.updated", "c-1", "Anna Maria");
    contact("aaaa-4", "contact.updated", "c-11", "Carla");
    contact("aaaa-5", "deal.updated", "c-1", "A deal");
    let with = |path: &str| page.json(&format!("/api/events/{path}"));
    let diff = with("4/diff");
    assert_eq!(diff["with"], 1, "{diff}");
    let change = &diff["differences"].as_array().expect("differences")[1];
    assert_eq!(
        (&change["path"], &change["old"], &change["new"]),
        (&"data.contact.full_name".into(), &"\"Anna\"".into(), &"\"Anna Maria\"".into())
    );
    for alone in ["1/diff", "5/diff", "6/diff"] {
        assert_eq!(
            (&with(alone)["with"], with(alone)["differences"].as_array().expect("none").len()),
            (&Value::Null, 0)
        );
    }
    let named = with("5/diff?with=2");
    assert_eq!(named["with"], 2);
    assert_eq!(page.call("GET /api/events/5/diff?with=99", "").status, 404);
}

#[test]
fn the_log_is_inspected_beside_a_listener_and_alone_and_ctrl_c_is_the_normal_end() {
    let sandbox = Sandbox::new();
    let refused = sandbox.cmd(["inspect"]).run().code(2);
    assert!(refused.stderr.contains("there is no store at"), "{refused}");
    let listener = sandbox.listen([""; 0]);
    let mut beside = Running::start(sandbox.cmd(["inspect", "--json", "--to", ":3000/webhooks"]));
    let page = Page::of(&mut beside);
    let session = page.json("/api/session");
    assert_eq!((&session["newest"], &session["listening"]), (&0.into(), &Value::Null));
    assert_eq!(session["targets"], serde_json::json!(["http://localhost:3000/webhooks"]));
    assert_eq!(session["events"].as_array().expect("the catalogue").len(), 39);
    assert_eq!(session["can_sign"], true);
    Hook::event("contact.created", "aaaa-1", "Anna").accepted(listener.addr());
    assert_eq!(page.numbers(""), [1]);
    assert_eq!(page.json("/api/session")["newest"], 1);
    drop(listener);
    assert_eq!(page.numbers(""), [1]);
    beside.stop(Signal::Int).code(0);
    let person = Running::start_human(sandbox.cmd(["inspect"]));
    assert!(person.url().contains("/#token="), "{}", person.url());
    person.stop(Signal::Term).code(0);
}

#[test]
fn a_port_of_its_own_is_taken_or_refused() {
    let sandbox = Sandbox::new();
    let alone = sandbox.cmd(["listen", "--inspect-port", "0"]).run().code(2);
    assert!(alone.stderr.contains("--inspect"), "{alone}");
    let (listener, page) = inspected(&sandbox, &[]);
    let port = page.addr.port().to_string();
    let taken = sandbox.cmd(["inspect", "--port", &port]).run().code(2);
    assert!(taken.stderr.contains("the inspector cannot listen on 127.0.0.1:"), "{taken}");
    let taken = sandbox.listen_cmd().args(["--inspect", "--inspect-port", &port]).run().code(2);
    assert!(taken.stdout.is_empty(), "not ready: {taken}");
    drop(listener);
    let mut named = Running::start(sandbox.cmd(["inspect", "--json", "--port", &port]));
    assert_eq!(Page::of(&mut named).addr, page.addr);
}
