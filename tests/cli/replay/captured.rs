//! `replay --as-captured`: the same bytes and headers as arrived, down to values that are no text.

use super::{replay, store_of};
use crate::harness::{Hook, Recorder, Sandbox, Signal};

fn odd() -> Hook {
    Hook::event("contact.created", "aaaa-1", "Anna")
        .set("X-LeadLex-Timestamp", "2026-02-24T10:00:00Z")
        .header("X-Many", "1")
        .header("User-Agent", "LeadLex-Webhook/1.0")
        .header("X-Many", b"\xc3\xa9 \xe9\xff\x80")
        .header("Authorization", "Bearer hush")
        .header("X-Empty", "")
}

#[test]
fn headers_and_body_are_those_that_a_forward_sent_at_the_time() {
    let sandbox = Sandbox::new();
    let recorder = Recorder::start();
    let listener = sandbox.listen(["--forward-to", &recorder.url("")]);
    odd().path("/in?a=1").accepted(listener.addr());
    listener.stop(Signal::Int).code(0);
    replay(&sandbox, &recorder.url(""), &["1", "--as-captured"]).run().code(0);
    let seen = recorder.wait_for(2);
    assert_eq!(seen[0].line, "POST /in?a=1 HTTP/1.1");
    assert_eq!(seen[0], seen[1]);
    assert_eq!(seen[1].all("x-many"), [&b"1"[..], b"\xc3\xa9 \xe9\xff\x80"]);
    assert_eq!(seen[1].all("authorization"), [b"Bearer hush"]);
}

#[test]
fn it_needs_no_secret_and_a_wrong_signature_stays_wrong() {
    let sandbox = store_of(&[odd().sign("other")]);
    let recorder = Recorder::start();
    let cmd = sandbox.bare(["replay", "1", "--as-captured", "--to", &recorder.url("/")]);
    let output = cmd.run().code(0);
    assert!(!output.stderr.contains("warning"), "{output}");
    let second = sandbox.listen(["--store", "second.db"]);
    replay(&sandbox, second.url(), &["1", "--as-captured"]).run().code(1);
    assert_eq!(second.stop(Signal::Int).code(0).json()[1]["verdict"], "mismatch");
}

#[test]
fn a_retry_keeps_the_captured_timestamp() {
    let sandbox = store_of(&[odd()]);
    let recorder =
        Recorder::answering(b"HTTP/1.1 500 x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    let args = ["1", "--as-captured", "--retry", "10ms"];
    replay(&sandbox, &recorder.url("/"), &args).run().code(1);
    let seen = recorder.wait_for(2);
    assert_eq!(seen[0], seen[1]);
    assert_eq!(seen[1].all("x-leadlex-timestamp"), [b"2026-02-24T10:00:00Z"]);
}

#[test]
fn a_header_of_ones_own_goes_over_the_captured_one() {
    let sandbox = store_of(&[odd()]);
    let recorder = Recorder::start();
    let args = ["1", "--as-captured", "-H", "Authorization: Bearer mine", "-H", "X-New: 1"];
    replay(&sandbox, &recorder.url("/"), &args).run().code(0);
    let seen = recorder.wait_for(1).remove(0);
    assert_eq!(seen.all("authorization"), [b"Bearer mine"]);
    assert_eq!(seen.all("x-new"), [b"1"]);
}

#[test]
fn it_cannot_be_changed_at_the_same_time() {
    let sandbox = store_of(&[odd()]);
    for more in [&["--same-id"][..], &["--set", "event=x.y"], &["--patch", "{}"], &["--edit"]] {
        let output = replay(&sandbox, ":1", &["1", "--as-captured"]).args(more).run().code(2);
        assert!(output.stderr.contains("--as-captured"), "{output}");
    }
}
