//! `-H` and `--delivery-id`: what the user says about the headers, and what the bytes decide.

use insta::assert_snapshot;

use super::{arrives, refused, send_to};
use crate::harness::{Endpoint, Received, Sandbox};

fn values<'a>(received: &'a Received, name: &str) -> Vec<&'a str> {
    let headers = received.headers.iter();
    let found = headers.filter(|(known, _)| known.eq_ignore_ascii_case(name));
    found.map(|(_, value)| &**value).collect()
}

#[test]
fn a_header_of_ones_own_is_added_or_takes_the_place_of_ours() {
    let received = arrives(&[
        "task.created",
        "-H",
        "X-Tenant: blue",
        "--header",
        "User-Agent: mine/2",
        "-H",
        "x-tenant:green",
        "-H",
        "X-Empty:",
    ]);
    assert_eq!(values(&received, "x-tenant"), ["blue", "green"]);
    assert_eq!(values(&received, "user-agent"), ["mine/2"]);
    assert_eq!(values(&received, "x-empty"), [""]);
    assert_eq!(values(&received, "content-type"), ["application/json"]);
}

#[test]
fn what_is_no_header_is_a_usage_error() {
    assert_snapshot!(refused(&["task.created", "-H", "no colon"]), @r"
    exit 2
    --- stdout
    --- stderr
    error: `--header no …` is no header
    hint: write it as `--header 'Name: value'`
    ");
    assert_snapshot!(refused(&["task.created", "-H", "bad name: x"]), @r"
    exit 2
    --- stdout
    --- stderr
    error: `--header bad …` is no header
    hint: write it as `--header 'Name: value'`
    ");
    assert_snapshot!(refused(&["task.created", "-H", "X: two\nlines"]), @r"
    exit 2
    --- stdout
    --- stderr
    error: `--header X …` is no header
    hint: write it as `--header 'Name: value'`
    ");
}

#[test]
fn the_length_and_the_framing_follow_from_the_body() {
    assert_snapshot!(refused(&["task.created", "-H", "Content-Length: 5"]), @r"
    exit 2
    --- stdout
    --- stderr
    error: `--header content-length`: it follows from the body
    hint: to send other bytes use `send --data @FILE`
    ");
    assert_snapshot!(refused(&["task.created", "-H", "Transfer-Encoding: chunked"]), @r"
    exit 2
    --- stdout
    --- stderr
    error: `--header transfer-encoding`: it follows from the body
    hint: to send other bytes use `send --data @FILE`
    ");
}

#[test]
fn a_delivery_id_that_no_header_could_hold_is_a_usage_error() {
    for id in ["", "two\nlines", "a b", "\u{e9}"] {
        let printed = refused(&["task.created", &format!("--delivery-id={id}")]);
        assert!(printed.contains("write it in visible ASCII characters"), "{printed}");
    }
    assert_eq!(arrives(&["task.created", "--delivery-id", "evt_1/2:3"]).delivery_id(), "evt_1/2:3");
}

#[test]
fn several_deliveries_have_several_ids() {
    let (sandbox, handler) = (Sandbox::new(), Endpoint::always(200).expect_calls(0));
    let args = ["task.created", "deal.created", "--delivery-id", "d-1"];
    let output = send_to(&sandbox, &handler).args(args).run().code(2);
    assert!(output.stderr.starts_with("error: `--delivery-id` names one delivery"), "{output}");
}
