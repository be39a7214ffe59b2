//! `events export` and `import`: what goes out comes in again, byte for byte; nothing is
//! overwritten, and every verdict is worked out anew.

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::events::{listed, store_of};
use crate::harness::{Hook, Output, Sandbox};

/// Bodies and headers that text cannot hold.
fn odd() -> Vec<Hook> {
    let bytes: Vec<u8> = (0..=255).collect();
    vec![
        Hook::event("contact.created", "aaaa-1", "Änne \u{202e}"),
        Hook::signed("bbbb-2", bytes).header("X-Odd", b"\xe9\xff\x80 \xc3\xa9"),
        Hook::signed("cccc-3", "").header("X-Many", "2").header("X-Many", "1"),
        Hook::signed("dddd-4", b"\xef\xbb\xbf{\r\n}\n\n".to_vec()).sign("other").path("/p?q=1"),
    ]
}

/// Exports everything of the default store into `events.jsonl`.
#[track_caller]
fn export(sandbox: &Sandbox, args: &[&str]) -> Vec<Value> {
    let output = sandbox.cmd(["events", "export"]).args(args).run().code(0);
    sandbox.write("events.jsonl", &output.stdout);
    output.json()
}

fn import(sandbox: &Sandbox, store: &str) -> Output {
    sandbox.cmd(["events", "import", "events.jsonl", "--store", store]).run()
}

/// Every event of a store, as `export` has it, without what import may change.
#[track_caller]
fn content(sandbox: &Sandbox, store: &str) -> Vec<Value> {
    let export = sandbox.cmd(["events", "export", "--show-secrets", "--store", store]).run();
    let mut lines = export.code(0).json();
    for line in &mut lines {
        let line = line.as_object_mut().expect("an object");
        line.remove("source");
        line.remove("number");
        line.remove("duplicate_of");
    }
    lines
}

#[test]
fn a_round_trip_keeps_every_byte_of_bodies_and_headers() {
    let sandbox = store_of(&odd());
    export(&sandbox, &["--show-secrets"]);
    let output = import(&sandbox, "second.db").code(0);
    assert_eq!(output.to_string(), "exit 0\n--- stdout\n--- stderr\n✓ imported 4 events\n");
    let default = sandbox.store();
    let first = content(&sandbox, default.to_str().expect("text"));
    let second = content(&sandbox, "second.db");
    assert_eq!(first, second);
    let raw = |store: &str, id: &str| {
        sandbox.cmd(["events", "show", id, "--raw", "--store", store]).run().code(0).stdout
    };
    assert_eq!(raw("second.db", "bbbb-2"), (0..=255).collect::<Vec<u8>>());
    assert_eq!(raw("second.db", "dddd-4"), b"\xef\xbb\xbf{\r\n}\n\n");
}

#[test]
fn imported_events_have_a_source_of_their_own_and_come_after_those_that_are_there() {
    let sandbox = store_of(&odd());
    export(&sandbox, &[]);
    let store = sandbox.store();
    for _ in 0..2 {
        import(&sandbox, store.to_str().expect("text")).code(0);
    }
    assert_eq!(listed(&sandbox, &["--source", "listen"]), [1, 2, 3, 4], "nothing is overwritten");
    assert_eq!(listed(&sandbox, &["--source", "import"]), (5..=12).collect::<Vec<_>>());
    let rows = sandbox.cmd(["events", "list", "--json", "--source", "import"]).run().json();
    assert!(rows.iter().all(|row| row["duplicate_of"].is_null()), "only arrivals are compared");
}

#[test]
fn verdicts_are_worked_out_with_the_secret_that_is_set_now() {
    let sandbox = store_of(&odd());
    export(&sandbox, &[]);
    let verdicts = |secret: Option<&str>, store: &str| -> Vec<Value> {
        let args = ["events", "import", "events.jsonl", "--store", store];
        let mut cmd = sandbox.bare(args);
        if let Some(secret) = secret {
            cmd = cmd.env("LEADLEX_WEBHOOK_SECRET", secret);
        }
        cmd.run().code(0);
        let rows = sandbox.cmd(["events", "list", "--json", "--store", store]).run().code(0).json();
        rows.into_iter().map(|row| row["verdict"].clone()).collect()
    };
    let (yes, no) = ("verified", "mismatch");
    assert_eq!(verdicts(Some("whsec_test"), "a.db"), [yes, yes, yes, no]);
    assert_eq!(verdicts(Some("other"), "b.db"), [no, no, no, yes]);
    assert_eq!(verdicts(None, "c.db"), ["unverified"; 4]);
}

#[test]
fn a_verdict_in_the_file_is_not_believed() {
    let sandbox = Sandbox::new();
    let forged = json!({
        "type": "event", "number": 1, "verdict": "verified", "fingerprint": "00a46071",
        "freshness": "fresh", "received_at": "2026-02-24T10:00:00Z", "body": "{}", "headers": [],
    });
    sandbox.write("events.jsonl", forged.to_string());
    import(&sandbox, "s.db").code(0);
    let row = sandbox.cmd(["events", "list", "--json", "--store", "s.db"]).run().json().remove(0);
    let found = (&row["verdict"], &row["fingerprint"], &row["freshness"]);
    assert_eq!(found, (&"missing".into(), &Value::Null, &"absent".into()));
    assert_eq!(row["received_at"], "2026-02-24T10:00:00.000Z");
}

#[test]
fn a_file_of_no_form_is_one_error_and_not_one_a_line() {
    let sandbox = Sandbox::new();
    sandbox.write("events.jsonl", "event,contact\n".repeat(1000));
    let output = import(&sandbox, "s.db").code(2);
    assert_eq!(output.stderr.matches("error:").count(), 1, "{output}");
    assert!(output.stderr.contains("`events.jsonl` begins like no form that is read"), "{output}");
    assert!(!output.stderr.contains("line 2"), "{output}");
    assert!(!sandbox.path("s.db").exists(), "no store is made for it");
    let args = ["events", "import", "events.jsonl", "--format", "jsonl", "--store", "s.db"];
    let told = sandbox.cmd(args).run().code(1).stderr;
    assert!(told.contains("line 1 is left out"), "{told}");
}

#[test]
fn lines_that_cannot_be_read_are_named_and_the_others_are_imported() {
    let sandbox = Sandbox::new();
    let line = |more: Value| {
        let mut line = json!({
            "type": "event", "received_at": "2026-02-24T10:00:00Z", "body": "{}", "headers": [],
        });
        line.as_object_mut().expect("an object").extend(more.as_object().expect("one").clone());
        line.to_string()
    };
    let without = |key: &str| {
        let mut line: Value = serde_json::from_str(&line(json!({}))).expect("JSON");
        line.as_object_mut().expect("an object").remove(key);
        line.to_string()
    };
    let torn = line(json!({}));
    let lines = [
        line(json!({})),
        String::new(),
        "no JSON".to_owned(),
        line(json!({ "type": "attempt" })),
        without("body"),
        without("received_at"),
        without("type"),
        line(json!({ "received_at": "yesterday" })),
        line(json!({ "headers": [{ "name": "a b", "value": "1" }] })),
        line(json!({ "headers": [{ "name": "x", "value": "1\r\nEvil: 1" }] })),
        line(json!({ "headers": [{ "name": "x", "value_base64": "!" }] })),
        line(json!({ "type": "\u{1b}[31mevent" })),
        line(json!({ "body": null, "body_base64": "/w==" })),
        torn[..torn.len() / 2].to_owned(),
    ];
    sandbox.write("events.jsonl", lines.join("\n"));
    let output = import(&sandbox, "s.db").code(1);
    assert_snapshot!(sandbox.normalise(&output.to_string()));
    assert_eq!(listed(&sandbox, &["--store", "s.db"]), [1, 2]);
}

#[test]
fn credentials_are_masked_in_an_export_unless_asked_for() {
    let names = ["Authorization", "Cookie", "Set-Cookie", "Proxy-Authorization", "X-Api-Key"];
    let hook = names.iter().fold(Hook::event("contact.created", "aaaa-1", "Anna"), |hook, name| {
        hook.header(name, "hush").header(name, "hush too")
    });
    let sandbox = store_of(&[hook]);
    let masked = export(&sandbox, &[])[0].to_string();
    assert!(!masked.contains("hush"), "{masked}");
    assert_eq!(masked.matches("********").count(), 10);
    assert_eq!(export(&sandbox, &["--show-secrets"])[0].to_string().matches("hush").count(), 10);
}

#[test]
fn an_export_takes_numbers_ids_and_filters() {
    let sandbox = store_of(&odd());
    let ids = |args: &[&str]| -> Vec<String> {
        let lines = export(&sandbox, args);
        lines.iter().map(|line| line["delivery_id"].as_str().expect("an id").to_owned()).collect()
    };
    assert_eq!(ids(&["3", "aaaa"]), ["cccc-3", "aaaa-1"]);
    assert_eq!(ids(&["--verdict", "mismatch"]), ["dddd-4"]);
    assert_eq!(ids(&["--search", "x-many"]), ["cccc-3"]);
    assert_eq!(ids(&["--format", "jsonl"]).len(), 4);
    sandbox.cmd(["events", "export", "99"]).run().code(2);
}

#[test]
fn an_import_reads_a_pipe_and_says_what_it_did_as_json() {
    let sandbox = store_of(&odd());
    let exported = sandbox.cmd(["events", "export"]).run().code(0).stdout;
    let args = ["events", "import", "-", "--store", "s.db", "--json"];
    let output = sandbox.cmd(args).stdin(exported).run().code(0);
    assert_eq!(
        output.json(),
        [json!({ "type": "summary", "imported": 4, "known": 0, "refused": 0 })]
    );
    assert_eq!(listed(&sandbox, &["--store", "s.db"]), [1, 2, 3, 4]);
}

#[test]
fn it_says_when_there_was_nothing_to_import_or_nothing_new_or_nothing_that_can_be_read() {
    let sandbox = store_of(&odd());
    let exported = sandbox.cmd(["events", "export"]).run().code(0).stdout;
    let told = |file: &[u8], code: i32| {
        sandbox.write("events.jsonl", file);
        import(&sandbox, "s.db").code(code).stderr
    };
    assert_eq!(told(b"", 0), "nothing to import: the file is empty\n");
    assert_eq!(told(&exported, 0), "✓ imported 4 events\n");
    let again = "✓ imported 4 events, 4 of which the log had already and has twice now\n";
    assert_eq!(told(&exported, 0), again);
    assert_eq!(
        told(b"{}\n", 1),
        "warning: line 1 is left out: missing field `type` at line 1 column 2\n\
         error: nothing was imported: no part of the file could be read\n"
    );
    let args = ["events", "import", "events.jsonl", "--store", "s.db", "--json"];
    let output = sandbox.cmd(args).run().code(1);
    let summary = json!({ "type": "summary", "imported": 0, "known": 0, "refused": 1 });
    assert_eq!(output.json(), [summary]);
    let get = r#"{"log":{"entries":[{"startedDateTime":"2026-02-24T10:00:00Z","request":{"method":"GET","url":"http://x/","headers":[]}}]}}"#;
    assert_eq!(
        told(get.as_bytes(), 0),
        "skipped 1 request not a POST\nnothing to import: no webhook is in the file\n"
    );
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let sandbox = Sandbox::new();
    let output = import(&sandbox, "s.db").code(2);
    assert!(output.stderr.starts_with("error: cannot read `events.jsonl`"), "{output}");
    assert!(!sandbox.path("s.db").exists());
}

#[test]
fn an_imported_event_is_replayed_as_it_was_captured() {
    let sandbox = store_of(&odd());
    export(&sandbox, &[]);
    import(&sandbox, "s.db").code(0);
    let recorder = crate::harness::Recorder::start();
    let to = recorder.url("");
    let args = ["replay", "--last", "9", "--as-captured", "--to", &to];
    sandbox.cmd(args).run().code(0);
    sandbox.cmd(args).args(["--store", "s.db"]).run().code(0);
    let seen = recorder.wait_for(6);
    assert_eq!(seen[..3], seen[3..]);
}
