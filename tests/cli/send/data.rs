//! `--data`: the user's bytes reach the endpoint and the log as they are, whatever they are.

use insta::assert_snapshot;

use super::{arrives, refused, send_to};
use crate::harness::{Endpoint, SECRET, Sandbox, sign};

/// Bodies that something on the way could change.
fn bodies() -> Vec<(&'static str, Vec<u8>)> {
    let every: Vec<u8> = (0..=u8::MAX).chain((0..=u8::MAX).rev()).collect();
    let big: Vec<u8> =
        (0_u32..1_000_000).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    vec![
        ("empty", Vec::new()),
        ("every byte value", every),
        ("CRLF and a final newline", b"{\r\n \"event\": \"contact.created\"\r\n}\r\n\n".to_vec()),
        ("a byte order mark", b"\xef\xbb\xbf{\"event\":\"contact.created\"}".to_vec()),
        ("a zero", b"\0".to_vec()),
        ("an at sign", b"@file".to_vec()),
        ("odd but legal JSON", b" {\"a\" : 1.0 , \"a\":1e2,\"\\u00e9\":\"\\/\"}\t".to_vec()),
        ("1 MB", big),
    ]
}

/// The body of the one event in the store.
fn stored(sandbox: &Sandbox) -> Vec<u8> {
    let conn = sandbox.open_store();
    conn.query_row("SELECT body FROM events", [], |row| row.get(0)).expect("one event")
}

#[test]
fn a_file_and_stdin_arrive_byte_for_byte() {
    for (what, bytes) in bodies() {
        for from_stdin in [false, true] {
            let (sandbox, handler) = (Sandbox::new(), Endpoint::always(200).expect_calls(1));
            sandbox.write("body", &bytes);
            let data = if from_stdin { "-" } else { "@body" };
            let cmd = send_to(&sandbox, &handler).args(["--data", data]).stdin(bytes.clone());
            cmd.run().code(0);
            let received = handler.received().remove(0);
            assert!(received.body == bytes, "{what} from {data} was changed on the wire");
            assert_eq!(received.must("x-leadlex-signature"), sign(SECRET, &bytes), "{what}");
            assert_eq!(received.must("content-length"), bytes.len().to_string(), "{what}");
            assert!(stored(&sandbox) == bytes, "{what} from {data} was changed in the store");
        }
    }
}

#[test]
fn text_on_the_command_line_arrives_as_it_is() {
    for text in ["", "{}", "not json", "zwölf Boxkämpfer\n", r#"{"event": "contact.created"}"#] {
        assert_eq!(arrives(&["--data", text]).body, text.as_bytes());
    }
}

#[test]
fn the_event_in_the_users_bytes_is_what_the_log_calls_it() {
    let (sandbox, handler) = (Sandbox::new(), Endpoint::always(200));
    let data = r#"{"event":"contact.exploded"}"#;
    let output = send_to(&sandbox, &handler).args(["--data", data, "--json"]).run().code(0);
    assert_eq!(output.json()[0]["event"], "contact.exploded");
}

#[test]
fn a_name_beside_the_users_bytes_changes_nothing_and_where_they_differ_it_says_so() {
    let told = |name: &str, data: &str| {
        let (sandbox, handler) = (Sandbox::new(), Endpoint::always(200).expect_calls(1));
        let output = send_to(&sandbox, &handler).args([name, "--data", data]).run().code(0);
        assert_eq!(handler.received().remove(0).body, data.as_bytes());
        output.stderr
    };
    let named = r#"{"event":"deal.created"}"#;
    assert_eq!(told("deal.created", named), "");
    assert_eq!(
        told("custom.thing", named),
        "warning: `custom.thing` is not sent: the body of `--data` goes out as it is, and it says \
         `deal.created`\n"
    );
    assert_eq!(
        told("deal.created", "{}"),
        "warning: `deal.created` is not sent: the body of `--data` goes out as it is, and it names \
         no event\n"
    );
}

#[test]
fn the_name_of_a_file_without_its_at_sign_is_sent_and_remarked_upon() {
    let (sandbox, handler) = (Sandbox::new(), Endpoint::always(200).expect_calls(1));
    sandbox.write("body.json", "{}");
    let output = send_to(&sandbox, &handler).args(["--data", "body.json"]).run().code(0);
    assert_eq!(handler.received().remove(0).body, b"body.json");
    assert_eq!(
        output.stderr,
        "warning: `--data body.json` sends these words, not the file of that name\n\
         hint: did you mean `--data @body.json`?\n"
    );
}

#[test]
fn a_file_that_cannot_be_read_is_a_usage_error() {
    assert_snapshot!(refused(&["--data", "@nowhere.json"]), @r"
    exit 2
    --- stdout
    --- stderr
    error: cannot read `--data` from `nowhere.json`: No such file or directory (os error 2)
    ");
    assert_snapshot!(refused(&["--data", "{}", "deal.created", "task.created"]), @r"
    exit 2
    --- stdout
    --- stderr
    error: `--data` is one body, and several events are named
    ");
}

#[test]
fn other_ways_to_choose_a_body_are_refused_beside_it() {
    for args in [["--data", "{}", "--all"].as_slice(), &["--data", "{}", "--scenario", "new-lead"]]
    {
        let printed = refused(args);
        assert!(printed.contains("cannot be used with"), "{printed}");
    }
}
