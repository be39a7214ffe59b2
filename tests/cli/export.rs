//! `events export` as curl, HAR and `.http`: what a request made of it sends is what was captured.

use std::process::{Command, Stdio};

use proptest::prelude::{any, proptest};
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

use crate::events::store_of;
use crate::harness::{Endpoint, Hook, Recorder, Sandbox, has_tool};

/// Runs lines by `sh`.
#[track_caller]
fn run_by_sh(sandbox: &Sandbox, lines: &[u8]) {
    let script = sandbox.write("export.sh", lines);
    let status =
        Command::new("sh").arg(&script).stdin(Stdio::null()).stdout(Stdio::null()).status();
    assert!(status.expect("sh runs").success(), "{}", String::from_utf8_lossy(lines));
}

#[track_caller]
fn export(sandbox: &Sandbox, args: &[&str]) -> Vec<u8> {
    sandbox.cmd(["events", "export"]).args(args).run().code(0).stdout
}

#[test]
fn a_curl_line_sends_the_same_bytes_and_headers() {
    if !has_tool("curl") {
        return;
    }
    let odd: Vec<u8> = (0..=255).collect();
    let hooks = [
        Hook::event("contact.created", "aaaa-1", "O'Brien \"x\" `id` $HOME !! \\n %s"),
        Hook::signed("bbbb-2", odd).header("X-Odd", b"\xe9 'q' \"d\" $(id)").header("X-Empty", ""),
        Hook::signed("cccc-3", "@/etc/passwd").header("X-Many", "2").header("X-Many", "1"),
        Hook::signed("dddd-4", "-n").path("/a/../b/[1]?q={x}&r='"),
        Hook::signed("eeee-5", ""),
        Hook::signed("ffff-6", vec![b'%'; 1_200_000]).without("Content-Type"),
    ];
    let sandbox = store_of(&hooks);
    let recorder = Recorder::start();
    let lines = export(&sandbox, &["--format", "curl", "--to", &recorder.url("")]);
    assert_eq!(lines.iter().filter(|byte| **byte == b'\n').count(), hooks.len(), "a line an event");
    run_by_sh(&sandbox, &lines);
    let curled = recorder.wait_for(hooks.len());
    let replayed = Recorder::start();
    sandbox
        .cmd(["replay", "--last", "9", "--as-captured", "--to", &replayed.url("")])
        .run()
        .code(0);
    for (curled, replayed) in curled.iter().zip(replayed.wait_for(hooks.len())) {
        assert_eq!((&curled.line, &curled.body), (&replayed.line, &replayed.body));
        assert_eq!(curled.end_to_end(), replayed.end_to_end());
    }
}

#[test]
fn any_body_sent_by_sh_arrives_as_it_was() {
    if !has_tool("curl") {
        return;
    }
    let recorder = Recorder::start();
    let seen = std::cell::Cell::new(0);
    let mut runner =
        TestRunner::new(Config { cases: 24, failure_persistence: None, ..Config::default() });
    let bodies = proptest::prop_oneof![
        any::<Vec<u8>>(),
        proptest::strategy::Strategy::prop_map(any::<String>(), String::into_bytes),
        proptest::strategy::Strategy::prop_map(
            "[-@!'\"\\\\%$`\n\t a0-9]{0,40}",
            String::into_bytes
        ),
    ];
    let outcome = runner.run(&bodies, |body| {
        let sandbox = Sandbox::new();
        sandbox.write("body", &body);
        let args = ["send", "--data", "@body", "--as", "curl", "--to", &recorder.url("/")];
        let lines = sandbox.cmd(args).run().code(0).stdout;
        run_by_sh(&sandbox, &lines);
        seen.set(seen.get() + 1);
        let request = recorder.wait_for(seen.get()).pop().expect("a request");
        assert_eq!(request.body, body);
        Ok(())
    });
    outcome.expect("every body");
}

#[test]
fn a_binary_body_can_go_through_a_file() {
    if !has_tool("curl") {
        return;
    }
    let recorder = Recorder::start();
    let seen = std::cell::Cell::new(0);
    let mut runner =
        TestRunner::new(Config { cases: 12, failure_persistence: None, ..Config::default() });
    let binary = proptest::strategy::Strategy::prop_map(any::<Vec<u8>>(), |mut body| {
        body.push(0xff);
        body
    });
    let bodies =
        (binary, proptest::strategy::Strategy::prop_map(any::<String>(), String::into_bytes));
    let outcome = runner.run(&bodies, |(binary, text)| {
        let sandbox = store_of(&[
            Hook::signed("aaaa-1", binary.clone()),
            Hook::signed("bbbb-2", text.clone()),
        ]);
        let args = ["--format", "curl", "--dir", "it's a 'place'", "--to", &recorder.url("/")];
        let lines = export(&sandbox, &args);
        let script = sandbox.write("export.sh", &lines);
        let ran = Command::new("sh")
            .arg(&script)
            .current_dir(sandbox.path(""))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .status();
        assert!(ran.expect("sh runs").success());
        seen.set(seen.get() + 2);
        let requests = recorder.wait_for(seen.get());
        let [.., first, second] = &*requests else { panic!("two requests") };
        assert_eq!((&first.body, &second.body), (&binary, &text));
        let files = std::fs::read_dir(sandbox.path("it's a 'place'")).expect("a folder");
        assert_eq!(files.count(), 1, "a text stays in the line");
        Ok(())
    });
    outcome.expect("every body");
}

#[test]
fn a_har_has_request_answer_and_timings() {
    let sandbox = store_of(&[Hook::signed("aaaa-1", b"\xff\x00".to_vec()).path("/p?q=1")]);
    let handler = Endpoint::always(503);
    sandbox.cmd(["replay", "1", "--to", &handler.url("/h")]).run().code(1);
    let har: Value = serde_json::from_slice(&export(&sandbox, &["--format", "har"])).expect("JSON");
    assert_eq!(har["log"]["version"], "1.2");
    let entries = har["log"]["entries"].as_array().expect("entries");
    assert_eq!(entries.len(), 2);
    let (captured, replayed) = (&entries[0], &entries[1]);
    assert_eq!(captured["request"]["url"], "http://localhost:3000/p?q=1");
    assert_eq!(captured["request"]["queryString"], json!([{ "name": "q", "value": "1" }]));
    assert_eq!(captured["request"]["postData"]["text"], "/wA=");
    assert_eq!(captured["request"]["postData"]["_encoding"], "base64");
    assert_eq!(captured["response"]["status"], 0);
    assert_eq!(replayed["response"]["status"], 503);
    assert_eq!(replayed["response"]["statusText"], "Service Unavailable");
    assert!(replayed["timings"]["wait"].as_f64().expect("a time") > 0.0);
    let empty = store_of(&[]);
    let har: Value = serde_json::from_slice(&export(&empty, &["--format", "har"])).expect("JSON");
    assert_eq!(har["log"]["entries"], json!([]));
}

#[test]
fn an_http_file_refers_to_bodies_it_cannot_hold() {
    let sandbox = store_of(&[
        Hook::signed("aaaa-1", "{\n  \"a\": 1\n}"),
        Hook::signed("bbbb-2", b"\xff".to_vec()).header("X-Odd", b"\xe9"),
        Hook::signed("cccc-3", "{\"a\":\"{{x}}\"}"),
    ]);
    let refused = sandbox.cmd(["events", "export", "--format", "http"]).run().code(2);
    assert!(
        refused.stderr.starts_with(
            "error: the body of event 2 cannot stand in an .http file as it is: it is no UTF-8 text\n"
        ),
        "{refused}"
    );
    let refused = sandbox.cmd(["events", "export", "3", "--format", "http"]).run().code(2);
    assert_eq!(
        refused.stderr,
        "error: the body of event 3 cannot stand in an .http file as it is: editors read the `{{` in \
         it as a variable\n\
         hint: `--dir DIR` writes such bodies into files of their own\n\
         hint: `--format curl` and `--format jsonl` hold any body\n"
    );
    assert_eq!(refused.stdout(), "", "no half export");
    let args = ["events", "export", "--format", "http", "--dir", "bodies", "--to", ":9/x"];
    let output = sandbox.cmd(args).run().code(0);
    let text = output.stdout();
    assert!(text.starts_with("### 1 20"), "{text}");
    assert!(
        text.contains("\nPOST http://localhost:9/x HTTP/1.1\ncontent-type: application/json\n"),
        "{text}"
    );
    assert!(text.contains("\n\n{\n  \"a\": 1\n}\n\n### 2 "), "{text}");
    assert!(text.contains("\n\n< ./bodies/event-2.body\n"), "{text}");
    assert_eq!(std::fs::read(sandbox.path("bodies/event-2.body")).expect("a file"), b"\xff");
    assert!(output.stderr.contains("a value of the header `x-odd` is left out"), "{output}");
    let placed = "2 bodies in `bodies`, which the export names as seen from here: keep it in this \
                  directory\n";
    assert!(output.stderr.ends_with(placed), "{output}");
    let again = sandbox.cmd(args).run().code(2);
    assert_eq!(
        again.to_string(),
        "exit 2\n--- stdout\n--- stderr\n\
         error: cannot write `bodies/event-2.body`: it is there already\n\
         hint: nothing is overwritten: name a new directory\n"
    );
}

#[test]
fn an_export_that_fails_leaves_nothing_behind() {
    let sandbox = store_of(&[
        Hook::signed("aaaa-1", b"\xff".to_vec()),
        Hook::signed("bbbb-2", b"\xfe".to_vec()),
    ]);
    let args = ["events", "export", "--format", "http", "--dir"];
    // The second body is in the way, and is seen before the first is written.
    std::fs::create_dir(sandbox.path("bodies")).expect("a folder");
    sandbox.write("bodies/event-2.body", "mine");
    let output = sandbox.cmd(args).arg("bodies").run().code(2);
    assert_eq!(output.stdout(), "");
    let left = || std::fs::read_dir(sandbox.path("bodies")).expect("a folder").count();
    assert_eq!(left(), 1, "nothing beside what was there");
    assert_eq!(std::fs::read(sandbox.path("bodies/event-2.body")).expect("a file"), b"mine");
    // stdout breaks when the first is written already.
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("a full disk");
    sandbox.cmd(args).arg("new").run_into(full).code(5);
    assert!(!sandbox.path("new").exists());
}

#[test]
fn bodies_are_found_beside_the_file_that_names_them() {
    let sandbox = store_of(&[Hook::signed("aaaa-1", b"\xff".to_vec())]);
    std::fs::create_dir(sandbox.path("elsewhere")).expect("a folder");
    for form in ["http", "curl"] {
        let folder = format!("{form}-bodies");
        let args = ["events", "export", "--format", form, "--dir", &folder];
        sandbox.write("kept", sandbox.cmd(args).run().code(0).stdout);
        sandbox.write("elsewhere/kept", std::fs::read(sandbox.path("kept")).expect("an export"));
        let import = |file: &str| {
            let store = format!("{form}.db");
            sandbox.cmd(["events", "import", file, "--format", form, "--store", &store]).run()
        };
        import("kept").code(0);
        let output = import("elsewhere/kept").code(1);
        let why = format!(
            "is left out: its body `./{folder}/event-1.body` is not there, seen from the folder of \
             the file that names it\n\
             error: nothing was imported: no part of the file could be read\n"
        );
        assert!(output.stderr.ends_with(&why), "{output}");
    }
}

#[test]
fn the_last_ones_can_be_exported() {
    let sandbox = store_of(&[
        Hook::event("contact.created", "aaaa-1", "A"),
        Hook::event("deal.created", "bbbb-2", "B"),
        Hook::event("contact.created", "cccc-3", "C"),
    ]);
    let ids = |args: &[&str]| -> Vec<Value> {
        let lines = sandbox.cmd(["events", "export"]).args(args).run().code(0).json();
        lines.iter().map(|line| line["delivery_id"].clone()).collect()
    };
    assert_eq!(ids(&["--last", "2"]), ["bbbb-2", "cccc-3"]);
    assert_eq!(ids(&["--last", "9", "--event", "contact.*"]), ["aaaa-1", "cccc-3"]);
}

#[test]
fn credentials_are_masked_in_every_form() {
    let sandbox =
        store_of(&[Hook::event("contact.created", "aaaa-1", "A").header("Cookie", "a=hush")]);
    for form in ["curl", "har", "http"] {
        let shown = |args: &[&str]| {
            let text = export(&sandbox, &[&["--format", form][..], args].concat());
            String::from_utf8(text).expect("text").contains("hush")
        };
        assert!(!shown(&[]) && shown(&["--show-secrets"]), "{form}");
    }
}

#[test]
fn options_that_contradict_each_other_are_refused() {
    let sandbox = store_of(&[]);
    for args in [
        &["--to", ":3000"][..],
        &["--format", "har", "--dir", "x"],
        &["--format", "curl", "--json"],
        &["--format", "har", "--to", "ftp://x"],
        &["--format", "tar"],
        &["--redact", "--show-secrets"],
        &["--redact-seed", "x"],
    ] {
        sandbox.cmd(["events", "export"]).args(args).run().code(2);
    }
}

proptest! {
    #![proptest_config(Config { cases: 8, failure_persistence: None, ..Config::default() })]
    #[test]
    fn every_form_brings_every_event_back(bodies in proptest::collection::vec(any::<Vec<u8>>(), 1..4)) {
        let hooks: Vec<Hook> = bodies.iter().enumerate().map(|(n, body)| {
            Hook::signed(&format!("id-{n}"), body.clone())
        }).collect();
        let sandbox = store_of(&hooks);
        let forms: [(&str, &[&str]); 5] = [
            ("jsonl", &[]), ("curl", &[]), ("har", &[]),
            ("http", &["--dir", "bodies"]), ("curl", &["--dir", "binaries"]),
        ];
        for (index, (form, more)) in forms.into_iter().enumerate() {
            let file = export(&sandbox, &[&["--format", form][..], more].concat());
            sandbox.write("file", file);
            let store = format!("{index}.db");
            sandbox.cmd(["events", "import", "file", "--store", &store]).run().code(0);
            for (number, body) in bodies.iter().enumerate() {
                let number = (number + 1).to_string();
                let shown = sandbox.cmd(["events", "show", &number, "--raw", "--store", &store]).run();
                assert_eq!(&shown.code(0).stdout, body, "{form}");
            }
        }
    }
}
