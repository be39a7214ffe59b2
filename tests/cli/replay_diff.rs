//! `replay --diff`: the answers of one build of a handler against those of another.

use serde_json::{Value, json};

use crate::harness::{Cmd, Endpoint, Hook, Output, Reply, Sandbox, Signal, closed_port};

/// A sandbox with so many arrivals, forwarded to this handler.
fn recorded_by(handler: &Endpoint, count: usize) -> Sandbox {
    let sandbox = Sandbox::new();
    let listener = sandbox.listen(["--forward-to", &handler.url("/")]);
    for number in 1..=count {
        Hook::event("contact.created", &format!("id-{number}"), "Anna").post(listener.addr());
    }
    listener.stop(Signal::Int).code(0);
    sandbox
}

fn answers(status: u16, body: &str) -> Endpoint {
    Endpoint::script([Reply::status(status).body(body)])
}

fn diff(sandbox: &Sandbox, handler: &Endpoint) -> Cmd {
    sandbox.cmd(["replay", "--last", "99", "--diff", "--to", &handler.url("/")])
}

fn differences(output: &Output) -> Vec<Value> {
    output.json().into_iter().filter(|line| line["type"] == "difference").collect()
}

/// `same`, `different` and `without_record` of the summary.
#[track_caller]
fn counts(output: &Output) -> [u64; 3] {
    let summary = output.json().into_iter().find(|line| line["type"] == "summary");
    let summary = summary.expect("a summary");
    ["same", "different", "without_record"].map(|name| summary[name].as_u64().expect(name))
}

#[test]
fn the_same_answers_are_exit_0_and_others_exit_1() {
    let sandbox = recorded_by(&answers(200, r#"{"ok":true,"n":1}"#), 2);
    let same = answers(200, r#"{ "n": 1.0, "ok": true }"#);
    let output = diff(&sandbox, &same).run().code(0);
    assert!(output.stderr.contains("2 same, 0 different\n"), "{output}");
    let other = answers(200, r#"{"ok":false,"n":1,"new":"a"}"#);
    let output = diff(&sandbox, &other).run().code(1);
    assert!(output.stdout().contains("    body ok: true → false\n"), "{output}");
    assert!(output.stdout().contains("    body new: (none) → \"a\"\n"), "{output}");
    assert!(output.stderr.contains("0 same, 2 different\n"), "{output}");
}

#[test]
fn a_difference_is_a_line_of_json() {
    let sandbox = recorded_by(&answers(200, r#"{"data":{"big":12345678901234567890}}"#), 1);
    let other =
        answers(200, "{\"data\":{\"big\":12345678901234567891,\n\"more\":{ \"a\": [ 1 ] }}}");
    let output = diff(&sandbox, &other).args(["--json"]).run().code(1);
    let found = differences(&output);
    assert_eq!(
        found[0],
        json!({
            "type": "difference", "number": 1, "event": "contact.created", "delivery": 2,
            "recorded_delivery": 1, "part": "body", "path": "data.big", "offset": null,
            "change": "changed", "recorded": 12_345_678_901_234_567_890_u64,
            "now": 12_345_678_901_234_567_891_u64, "compared_bytes": null,
        })
    );
    assert_eq!(
        (&found[1]["change"], &found[1]["recorded"], &found[1]["now"]),
        (&"added".into(), &Value::Null, &json!({ "a": [1] }))
    );
    assert_eq!(counts(&output), [0, 1, 0]);
}

#[test]
fn a_status_differs_and_an_error_that_was_recorded_is_as_it_should_be() {
    let sandbox = recorded_by(&answers(422, ""), 1);
    let output = diff(&sandbox, &answers(422, "")).args(["--json"]).run().code(0);
    assert_eq!(counts(&output), [1, 0, 0]);
    let output = diff(&sandbox, &answers(200, "")).args(["--json"]).run().code(1);
    let found = differences(&output).remove(0);
    assert_eq!(
        (&found["part"], &found["recorded"], &found["now"]),
        (&"status".into(), &422.into(), &200.into())
    );
    diff(&sandbox, &answers(422, "")).args(["--expect-status", "2xx"]).run().code(1);
}

#[test]
fn headers_of_the_handler_are_compared_and_those_of_its_server_are_not() {
    let reply = |build: &str| {
        let reply = Reply::status(200).body("ok").header("X-Build", build);
        let reply = reply.header("Server", build).header("Set-Cookie", &format!("s={build}"));
        Endpoint::script([reply.header("X-Twice", "1").header("X-Twice", build)])
    };
    let sandbox = recorded_by(&reply("a"), 1);
    let output = diff(&sandbox, &reply("b")).args(["--json"]).run().code(1);
    let found = differences(&output);
    let of = |name: &str| found.iter().find(|one| one["path"] == name).expect("a header");
    assert_eq!(found.len(), 3, "{output}");
    assert_eq!((&of("x-build")["recorded"], &of("x-build")["now"]), (&"a".into(), &"b".into()));
    assert_eq!(of("x-twice")["now"], "1, b");
    assert_eq!(of("set-cookie")["now"], "********", "a session is a secret");
    let ignored = ["--ignore-header", "X-Build,x-twice", "--ignore-header", "Set-Cookie"];
    diff(&sandbox, &reply("b")).args(ignored).run().code(0);
}

#[test]
fn ignored_paths_may_differ_with_all_below_them() {
    let body = |id: u32, n: u32| {
        answers(
            200,
            &format!(
                r#"{{"data":{{"request_id":"{id}"}},"items":[{{"id":{id},"n":{n}}}],"t":{{"x":{id}}}}}"#
            ),
        )
    };
    let sandbox = recorded_by(&body(1, 1), 1);
    let ignored =
        ["--ignore-path", "data.request_id", "--ignore-path", "items.*.id", "--ignore-path", "t"];
    diff(&sandbox, &body(2, 1)).args(ignored).run().code(0);
    let output = diff(&sandbox, &body(2, 2)).args(ignored).args(["--json"]).run().code(1);
    let paths: Vec<_> = differences(&output).iter().map(|one| one["path"].clone()).collect();
    assert_eq!(paths, ["items[0].n"]);
}

#[test]
fn bodies_that_are_no_json_are_compared_byte_by_byte() {
    let sandbox = recorded_by(&answers(200, "thank you"), 1);
    diff(&sandbox, &answers(200, "thank you")).run().code(0);
    let output = diff(&sandbox, &answers(200, "thank us")).run().code(1);
    assert!(output.stdout().contains("body from byte 6: thank you → thank us\n"), "{output}");
    let output = diff(&sandbox, &answers(200, "\u{1b}[31m")).run().code(1);
    assert!(!output.stdout().contains('\u{1b}'), "{output}");
}

#[test]
fn a_body_that_was_cut_is_compared_as_far_as_it_was_kept() {
    let long = "x".repeat(70_000);
    let sandbox = recorded_by(&answers(200, &long), 1);
    let beyond = answers(200, &format!("{}y", &long[1..]));
    let output = diff(&sandbox, &beyond).run().code(0);
    assert!(output.stderr.contains("1 body was compared only as far as kept (64 KB)"), "{output}");
    let before = answers(200, &format!("y{}", &long[1..]));
    let output = diff(&sandbox, &before).args(["--json"]).run().code(1);
    assert_eq!(differences(&output)[0]["compared_bytes"], 65_536);
    diff(&sandbox, &answers(200, "x")).run().code(1);
}

#[test]
fn a_replay_without_diff_records_and_one_with_diff_does_not() {
    let sandbox = recorded_by(&answers(200, "a"), 2);
    let b = answers(200, "b");
    // Again: not compared with the first comparison.
    for _ in 0..2 {
        let output = diff(&sandbox, &b).args(["--json"]).run().code(1);
        assert_eq!(counts(&output), [0, 2, 0]);
    }
    sandbox.cmd(["replay", "1", "--to", &b.url("/")]).run().code(0);
    let output = diff(&sandbox, &b).args(["--json"]).run().code(1);
    assert_eq!(counts(&output), [1, 1, 0], "what b answered to the first is the record now");
    diff(&sandbox, &answers(200, "a")).args(["--json"]).run().code(1);
}

#[test]
fn an_edited_body_is_compared_with_the_answer_to_the_same_edit() {
    let echo = || Endpoint::deciding(|seen| Reply::status(200).body(seen.body.clone()));
    let sandbox = recorded_by(&echo(), 1);
    let edit = ["--set", "data.contact.full_name=Berta"];
    let output = diff(&sandbox, &echo()).args(edit).run().code(1);
    assert!(
        output.stderr.contains("error: nothing was compared: 1 sent, none with a recorded answer"),
        "{output}"
    );
    sandbox.cmd(["replay", "1", "--to", &echo().url("/")]).args(edit).run().code(0);
    diff(&sandbox, &echo()).args(edit).run().code(0);
    diff(&sandbox, &echo()).run().code(0);
}

#[test]
fn events_without_a_record_are_counted_and_only_nothing_but_them_is_exit_1() {
    let handler = answers(200, "a");
    let sandbox = recorded_by(&handler, 1);
    let listener = sandbox.listen([""; 0]);
    Hook::event("contact.created", "id-9", "Anna").accepted(listener.addr());
    listener.stop(Signal::Int).code(0);
    let output = diff(&sandbox, &handler).run().code(0);
    assert!(output.stderr.contains("1 same, 0 different, 1 without a recorded answer"), "{output}");
    let args = ["replay", "2", "--diff", "--json", "--to", &handler.url("/")];
    let output = sandbox.cmd(args).run().code(1);
    assert_eq!(counts(&output), [0, 0, 1]);
    assert!(
        output.stderr.contains("error: nothing was compared: 1 sent, none with a recorded answer"),
        "{output}"
    );
}

#[test]
fn an_attempt_without_an_answer_is_no_record_and_a_difference_now() {
    let handler = answers(200, "a");
    let sandbox = recorded_by(&handler, 1);
    let nowhere = format!("http://127.0.0.1:{}/", closed_port());
    sandbox.cmd(["replay", "1", "--to", &nowhere]).run().code(3);
    diff(&sandbox, &handler).run().code(0);
    let args = ["replay", "1", "--diff", "--json", "--to", &nowhere];
    let output = sandbox.cmd(args).run().code(3);
    assert_eq!(counts(&output), [0, 1, 0]);
    assert_eq!(differences(&output)[0]["recorded"], 200);
    // Nothing to compare with is the lesser trouble.
    let sandbox = recorded_by(&Endpoint::always(200), 0);
    let listener = sandbox.listen([""; 0]);
    Hook::event("contact.created", "id-1", "Anna").accepted(listener.addr());
    listener.stop(Signal::Int).code(0);
    sandbox.cmd(args).run().code(3);
}

#[test]
fn of_many_differences_a_person_sees_the_first_twenty_and_a_script_all() {
    let numbers = |from: u32| {
        let all: Vec<u32> = (from..from + 25).collect();
        answers(200, &serde_json::to_string(&all).expect("JSON"))
    };
    let sandbox = recorded_by(&numbers(0), 1);
    let output = diff(&sandbox, &numbers(1)).run().code(1);
    assert!(output.stdout().ends_with("    body [19]: 19 → 20\n    and 5 more differences\n"));
    let output = diff(&sandbox, &numbers(1)).args(["--json"]).run().code(1);
    assert_eq!(differences(&output).len(), 25);
}

#[test]
fn a_duplicate_arrival_is_the_same_event_and_a_retry_settles_before_it_is_compared() {
    let flaky = || Endpoint::script([Reply::status(503), Reply::status(200).body("done")]);
    let sandbox = Sandbox::new();
    let handler = flaky();
    let listener = sandbox.listen(["--forward-to", &handler.url("/")]);
    let hook = Hook::event("contact.created", "id-1", "Anna");
    assert_eq!(hook.post(listener.addr()).status, 503);
    assert_eq!(hook.post(listener.addr()).status, 200);
    listener.stop(Signal::Int).code(0);
    diff(&sandbox, &answers(200, "done")).run().code(0);
    let args = ["--retry", "10ms", "--json"];
    let output = diff(&sandbox, &flaky()).args(args).run().code(0);
    assert_eq!(counts(&output), [1, 0, 0]);
}

#[test]
fn of_copies_the_first_answer_is_compared() {
    let handler = answers(200, "new");
    let sandbox = recorded_by(&handler, 2);
    let mut known = std::collections::HashSet::new();
    let idempotent = Endpoint::deciding(move |seen| {
        let is_new = known.insert(seen.delivery_id().to_owned());
        if is_new { Reply::status(200).body("new") } else { Reply::status(409) }
    })
    .expect_calls(6);
    let args = ["--duplicate", "3", "--order", "shuffle", "--seed", "1", "--json"];
    let output = diff(&sandbox, &idempotent).args(args).run().code(0);
    assert_eq!(counts(&output), [2, 0, 0]);
}
