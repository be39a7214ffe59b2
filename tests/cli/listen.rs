//! `listen`: when it is ready, whom it serves, what it shows, and how it ends.

mod end;
mod refuse;
mod tls;

use std::fs;
use std::time::Instant;

use insta::assert_snapshot;

use crate::harness::{Hook, PATIENCE, Raw, Running, SECRET, Sandbox, Signal};

#[test]
fn a_connection_made_right_after_the_ready_line_is_served() {
    let sandbox = Sandbox::new();
    for _ in 0..5 {
        let listener = sandbox.listen(["--store", "s.db"]);
        Hook::event("contact.created", "d-1", "Anna").accepted(listener.addr());
        listener.kill9();
    }
}

#[test]
fn the_address_is_told_on_stderr_and_stdout_is_left_to_events() {
    let sandbox = Sandbox::new();
    let args = ["listen", "--port", "0", "--store", "s.db"];
    let mut listener = Running::start_human(sandbox.cmd(args));
    listener.wait_stderr("the last line of the start", |line| line.contains("Ctrl-C"));
    assert_snapshot!(sandbox.normalise(&listener.printed()));
    Hook::event("contact.created", "d-1", "Anna").accepted(listener.addr());
    let end = listener.stop(Signal::Int).code(0);
    assert_snapshot!(sandbox.normalise(&end.to_string()));
}

#[test]
fn the_ready_file_holds_the_whole_url_or_is_not_there() {
    let sandbox = Sandbox::new();
    let folder = sandbox.path("ready");
    fs::create_dir(&folder).expect("a folder");
    let file = folder.join("url");
    // What a listener that was killed left behind; its second name shows whether it was written to.
    fs::write(&file, "stale").expect("a file");
    let witness = sandbox.path("witness");
    fs::hard_link(&file, &witness).expect("a second name");
    let cmd = sandbox.listen_cmd().args(["--ready-file".as_ref(), file.as_os_str()]);
    let listener = Running::spawn(&cmd);
    let started = Instant::now();
    // The very first content of its own must be all of it.
    let first = loop {
        match fs::read_to_string(&file) {
            Ok(text) if text != "stale" => break text,
            _ => assert!(started.elapsed() < PATIENCE, "{}", listener.printed()),
        }
    };
    assert_eq!(fs::read_to_string(witness).expect("a file"), "stale", "written in place");
    let url = first.strip_suffix('\n').expect("a whole line");
    let addr = url.strip_prefix("http://").expect("a URL").parse().expect("an address");
    Hook::event("contact.created", "d-1", "Anna").accepted(addr);
    assert_eq!(fs::read_dir(&folder).expect("a folder").count(), 1, "a draft was left behind");
    listener.stop(Signal::Term).code(0);
    assert!(!file.exists());
}

#[test]
fn a_ready_file_that_cannot_be_written_is_named() {
    let sandbox = Sandbox::new();
    let cmd = sandbox.listen_cmd().args(["--ready-file", "missing/url"]);
    let output = cmd.run().code(2);
    assert_eq!(output.stdout(), "");
    assert!(output.stderr.contains("`--ready-file missing/url`"), "{output}");
}

#[test]
fn healthz_is_answered_and_never_recorded() {
    let sandbox = Sandbox::new();
    let listener = sandbox.listen(["--path", "/hooks"]);
    let mut raw = Raw::connect(listener.addr());
    raw.send(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n").expect("sent");
    let answer = raw.answer();
    assert_eq!((answer.status, answer.text().as_str()), (200, "ok\n"));
    raw.send(b"HEAD /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").expect("sent");
    let head = String::from_utf8(raw.rest(PATIENCE).0).expect("text");
    assert!(head.starts_with("HTTP/1.1 200 ") && head.ends_with("\r\n\r\n"), "{head}");
    let end = listener.stop(Signal::Int).code(0);
    assert_eq!(end.json().len(), 2, "{end}");
}

#[test]
fn another_path_is_answered_404_and_another_method_405() {
    let sandbox = Sandbox::new();
    let listener = sandbox.listen(["--path", "/hooks"]);
    let hook = Hook::event("contact.created", "d-1", "Anna");
    for path in ["/", "/hooks/", "/hook", "/hooks/x", "/HOOKS"] {
        assert_eq!(hook.clone().path(path).post(listener.addr()).status, 404, "{path}");
    }
    for method in ["GET", "PUT", "DELETE", "OPTIONS"] {
        let request = format!("{method} /hooks HTTP/1.1\r\nHost: a\r\n\r\n");
        let answer = Raw::exchange(listener.addr(), request.as_bytes());
        assert_eq!((answer.status, answer.header("allow")), (405, Some("POST")), "{method}");
    }
    hook.clone().path("/hooks?q=1").accepted(listener.addr());
    let end = listener.stop(Signal::Int).code(0);
    assert_eq!(end.json()[1]["path"], "/hooks?q=1");
    assert_eq!(end.json().last().expect("a summary")["events"], 1, "{end}");
}

#[test]
fn without_path_every_path_is_taken() {
    let sandbox = Sandbox::new();
    let mut listener = sandbox.listen([""; 0]);
    for path in ["/", "/a/b?c=d", "/%F0%9F%90%99"] {
        Hook::event("contact.created", path, "Anna").path(path).accepted(listener.addr());
        listener.wait_json(path, |line| line["path"] == path && line["delivery_id"] == path);
    }
}

#[test]
fn only_limits_what_is_shown_and_everything_is_recorded() {
    let sandbox = Sandbox::new();
    let listener = sandbox.listen(["--only", "campaign.*,*.deleted"]);
    for name in ["contact.created", "campaign.started", "deal.deleted", "campaigns"] {
        Hook::event(name, name, "Anna").accepted(listener.addr());
    }
    Hook::signed("no-name", "no JSON").accepted(listener.addr());
    let shown = listener.stop(Signal::Int).code(0).json();
    let names: Vec<_> = shown.iter().filter_map(|line| line["event"].as_str()).collect();
    assert_eq!(names, ["campaign.started", "deal.deleted"]);
    let all = sandbox.cmd(["events", "list", "--json"]).run().code(0).json();
    assert_eq!(all.len(), 5);
}

#[test]
fn several_secrets_verify_and_the_one_that_matched_is_named() {
    let sandbox = Sandbox::new();
    let old = sandbox.write("old", "whsec_old\n");
    let args = ["--secret", SECRET, "--secret", &format!("@{}", old.display())];
    let mut listener = Running::start(sandbox.bare(["listen", "--port", "0", "--json"]).args(args));
    let ready = listener.wait_json("ready", |line| line["type"] == "ready");
    for (place, id, secret) in [(0, "first", SECRET), (1, "second", "whsec_old")] {
        Hook::event("contact.created", id, "Anna").sign(secret).accepted(listener.addr());
        let line = listener.wait_json(id, |line| line["delivery_id"] == id);
        assert_eq!(line["fingerprint"], ready["secrets"][place]);
    }
    assert_ne!(ready["secrets"][0], ready["secrets"][1]);
    let other = Hook::event("contact.created", "third", "Anna").sign("whsec_third");
    assert_eq!(other.post(listener.addr()).status, 401);
    let end = listener.stop(Signal::Int).code(0);
    let told = end.stderr.matches("process list").count();
    assert_eq!(told, 1, "{end}");
    assert!(!format!("{end}").contains("whsec_"), "a secret was printed\n{end}");
}

#[test]
fn without_a_secret_it_warns_once_and_records_as_unverified() {
    let sandbox = Sandbox::new();
    let args = ["listen", "--port", "0", "--json"];
    let listener = Running::start(sandbox.bare(args));
    for id in ["a", "b", "c"] {
        Hook::event("contact.created", id, "Anna").accepted(listener.addr());
    }
    let end = listener.stop(Signal::Int).code(0);
    assert_eq!(end.stderr.matches("no secret is set").count(), 1, "{end}");
    assert_eq!(end.json().last().expect("a summary")["unverified"], 3, "{end}");
    assert!(end.json()[1..4].iter().all(|line| line["verdict"] == "unverified"), "{end}");
}

#[test]
fn verbose_shows_headers_and_the_body_laid_out_and_no_credentials() {
    let sandbox = Sandbox::new();
    let args = ["listen", "--port", "0", "--store", "s.db", "-v"];
    let listener = Running::start_human(sandbox.cmd(args));
    let hook = Hook::event("contact.created", "d-1", "Anna")
        .header("Authorization", "Bearer hush")
        .header("Cookie", "session=hush")
        .header("X-Api-Key", "hush")
        .header("X-Odd", b"caf\xe9 \x9b31m");
    hook.set("X-LeadLex-Timestamp", "2026-02-24T10:00:00Z").accepted(listener.addr());
    let end = listener.stop(Signal::Int).code(0);
    assert!(!end.stdout().contains("hush"), "{end}");
    assert_snapshot!(sandbox.normalise(&end.to_string()));
}

#[test]
fn verbose_json_holds_headers_and_body_and_no_credentials() {
    let sandbox = Sandbox::new();
    let mut listener = sandbox.listen(["-v"]);
    let hook = Hook::event("contact.created", "d-1", "Anna").header("Authorization", "hush");
    hook.accepted(listener.addr());
    let line = listener.wait_json("an event", |line| line["type"] == "event");
    assert_eq!(line["body"].as_str().expect("a body").as_bytes(), hook.body());
    let headers = line["headers"].as_array().expect("headers");
    let value = |name| headers.iter().find(|field| field["name"] == name).map(|f| &f["value"]);
    assert_eq!(value("authorization"), Some(&"********".into()));
    assert_eq!(value("x-leadlex-delivery-id"), Some(&"d-1".into()));
}
