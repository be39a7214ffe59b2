//! `listen --route PATTERN=URL`: events go to a handler by their name.

use insta::assert_snapshot;
use serde_json::Value;

use crate::harness::{Endpoint, Hook, Running, Sandbox, Signal, closed_port};

fn hook(name: &str) -> Hook {
    Hook::event(name, &format!("id-{name}"), "Anna")
}

fn to(pattern: &str, handler: &Endpoint, path: &str) -> [String; 2] {
    ["--route".to_owned(), format!("{pattern}={}", handler.url(path))]
}

fn routed(sandbox: &Sandbox, args: &[&[String]]) -> Running {
    sandbox.listen(args.concat())
}

#[test]
fn the_first_route_that_matches_wins_and_the_rest_goes_to_the_fallback() {
    let sandbox = Sandbox::new();
    let [created, contacts, rest] =
        [201, 202, 203].map(|status| Endpoint::always(status).expect_calls(1));
    let listener = routed(
        &sandbox,
        &[
            &to("contact.created", &created, "/"),
            &to("contact.*", &contacts, "/"),
            &to("contact.updated", &created, "/"),
            &["--forward-to".to_owned(), rest.url("/")],
        ],
    );
    for (name, status) in
        [("contact.created", 201), ("contact.updated", 202), ("deal.created", 203)]
    {
        assert_eq!(hook(name).post(listener.addr()).status, status, "{name}");
    }
    let end = listener.stop(Signal::Int).code(0);
    let lines = end.json();
    let expected = format!(
        "{} contact.created={} contact.*={} contact.updated={}",
        rest.url("/"),
        created.url("/"),
        contacts.url("/"),
        created.url("/")
    );
    assert_eq!(lines[0]["forward_to"], expected, "{end}");
    let answered: Vec<&Value> = lines[1..4].iter().map(|line| &line["answered"]).collect();
    assert_eq!(answered, [201, 202, 203], "{end}");
    assert_eq!(end.stderr, "");
}

#[test]
fn without_a_fallback_the_rest_is_recorded_and_answered_200() {
    let sandbox = Sandbox::new();
    let deals = Endpoint::always(500).expect_calls(1);
    let listener = routed(&sandbox, &[&to("deal.*", &deals, "/")]);
    assert_eq!(hook("deal.created").post(listener.addr()).status, 500);
    hook("contact.created").accepted(listener.addr());
    let end = listener.stop(Signal::Int).code(0);
    let line = &end.json()[2];
    assert_eq!((&line["event"], &line["number"]), (&"contact.created".into(), &2.into()));
    assert_eq!((&line["outcome"], &line["answered"]), (&Value::Null, &200.into()), "{end}");
}

#[test]
fn what_has_no_name_is_taken_by_the_star_alone() {
    let sandbox = Sandbox::new();
    let [contacts, all] = [201, 202].map(Endpoint::always);
    let nameless = Hook::signed("d-1", "no JSON");
    let listener = routed(&sandbox, &[&to("?*", &contacts, "/"), &to("*", &all, "/")]);
    assert_eq!(nameless.post(listener.addr()).status, 202);
    listener.stop(Signal::Int).code(0);
    let listener =
        routed(&sandbox, &[&to("*.*", &contacts, "/"), &to("contact.*", &contacts, "/")]);
    assert_eq!(nameless.post(listener.addr()).status, 200);
    listener.stop(Signal::Int).code(0);
    assert_eq!((contacts.received().len(), all.received().len()), (0, 1));
}

#[test]
fn each_route_keeps_the_incoming_path_or_has_its_own() {
    let sandbox = Sandbox::new();
    let handler = Endpoint::always(200).expect_calls(3);
    let listener = routed(
        &sandbox,
        &[
            &to("contact.*", &handler, ""),
            &to("deal.*", &handler, "/deals?key=a=b"),
            &to("company.*", &handler, "/"),
        ],
    );
    for name in ["contact.created", "deal.created", "company.created"] {
        hook(name).path("/in?x=1").accepted(listener.addr());
    }
    let paths: Vec<String> = handler.wait_for(3).into_iter().map(|seen| seen.path).collect();
    assert_eq!(paths, ["/in?x=1", "/deals?key=a=b", "/in?x=1"]);
    listener.stop(Signal::Int).code(0);
}

#[test]
fn with_ack_first_each_delivery_goes_to_the_target_of_its_route() {
    let sandbox = Sandbox::new();
    let [contacts, deals] = [200, 200].map(|status| Endpoint::always(status).expect_calls(1));
    let listener = routed(
        &sandbox,
        &[
            &["--ack-first".to_owned()],
            &to("contact.*", &contacts, "/c"),
            &to("deal.*", &deals, "/d"),
        ],
    );
    for name in ["contact.created", "deal.created", "company.created"] {
        hook(name).accepted(listener.addr());
    }
    assert_eq!(contacts.wait_for(1)[0].delivery_id(), "id-contact.created");
    assert_eq!(deals.wait_for(1)[0].delivery_id(), "id-deal.created");
    sandbox.wait_delivery(1, "delivered", 1);
    sandbox.wait_delivery(2, "delivered", 1);
    listener.stop(Signal::Int).code(0);
    let output = sandbox.cmd(["deliveries", "list", "--json"]).run().code(0);
    let mut targets: Vec<String> =
        output.json().iter().map(|row| row["target"].to_string()).collect();
    targets.sort();
    let mut expected = [contacts.url("/c"), deals.url("/d")].map(|url| format!("\"{url}\""));
    expected.sort();
    assert_eq!(targets, expected, "company.created goes nowhere\n{output}");
}

#[test]
fn a_route_that_cannot_be_reached_costs_its_own_events_only() {
    let sandbox = Sandbox::new();
    let contacts = Endpoint::always(201).expect_calls(1);
    let nowhere = ["--route".to_owned(), format!("deal.*=127.0.0.1:{}", closed_port())];
    let listener = routed(&sandbox, &[&nowhere, &to("contact.*", &contacts, "/")]);
    let answer = hook("deal.created").post(listener.addr());
    assert_eq!((answer.status, &*answer.text()), (502, "the handler cannot be reached\n"));
    assert_eq!(hook("contact.created").post(listener.addr()).status, 201);
    let end = listener.stop(Signal::Int).code(0);
    assert_eq!(end.json()[1]["outcome"]["state"], "dead", "{end}");
    assert_eq!(end.json()[2]["outcome"]["state"], "delivered", "{end}");
}

#[test]
fn a_name_that_nobody_knows_is_waited_for_and_remarked_upon() {
    let sandbox = Sandbox::new();
    let end = sandbox.listen(["--only", "contact.*,contact.craeted"]).stop(Signal::Int).code(0);
    assert_eq!(
        end.stderr,
        "warning: `--only`: no known event type matches `contact.craeted`, did you mean \
         `contact.created`, `contact.deleted` or `contact.updated`?\n"
    );
}

#[test]
fn only_comes_before_the_routes() {
    let sandbox = Sandbox::new();
    let handler = Endpoint::always(201).expect_calls(1);
    let only = ["--only".to_owned(), "deal.*".to_owned()];
    let listener = routed(&sandbox, &[&only, &to("*", &handler, "/")]);
    hook("contact.created").accepted(listener.addr());
    assert_eq!(hook("deal.created").post(listener.addr()).status, 201);
    listener.stop(Signal::Int).code(0);
}

#[test]
fn a_route_that_leads_nowhere_is_named_and_nothing_starts() {
    let sandbox = Sandbox::new();
    let mut told = String::new();
    for route in [
        "contact.created",
        "",
        "contact.*=",
        "contact.* = ",
        "=http://localhost:3000",
        "contact.*=ftp://localhost/",
        "contact.*=http://",
        "contact.*=localhost:port",
        "contact.*=:0",
        "contact.*=:3000,deal.*=:4000",
        "contact.created,deal.*=:3000",
        "contcat.*=http://localhost:3000",
        "contact.craeted=http://localhost:3000",
        "contact.*=http://192.0.2.1/hooks",
        "contact.*=http://user:pass@localhost:3000/",
        "a\u{1b}[31mb",
    ] {
        let output = sandbox.listen_cmd().args(["--route", route]).run().code(2);
        assert_eq!(output.stdout(), "", "{route}");
        assert!(!output.stderr.contains('\u{1b}'), "{output}");
        told.push_str(&format!("{}\n{}\n", route.escape_debug(), output.stderr));
    }
    assert_snapshot!(told);
    assert!(!sandbox.store().exists(), "a store was made for nothing");
}
