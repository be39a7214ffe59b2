//! Where stdout ends: a reader that goes away is a success, and silent; a full disk is not.

use std::fs::File;
use std::io::{BufRead as _, BufReader, PipeReader, Read as _};
use std::process::Child;

use crate::harness::{Endpoint, Hook, Output, PATIENCE, Recorder, Sandbox, until};

/// A store with three arrivals and a delivery of each.
fn filled(handler: &Endpoint) -> Sandbox {
    let sandbox = Sandbox::new();
    let listener = sandbox.listen(["--forward-to", &handler.url("/")]);
    for id in ["aaaa-1", "bbbb-2", "cccc-3"] {
        Hook::event("contact.created", id, "Anna").accepted(listener.addr());
    }
    sandbox
}

/// Commands that print, each with the arguments that make it print much.
fn commands(to: &str) -> Vec<Vec<String>> {
    let lines = [
        "events list --all",
        "events list --all --json",
        "events list --follow",
        "events show 1",
        "events show 1 --raw",
        "events search Anna",
        "events export",
        "deliveries list",
        "deliveries list --json",
        "deliveries list --follow",
        "deliveries show 1",
        "catalog",
        "catalog list --json",
        "catalog show contact.created",
        "catalog schema contact.created",
        "catalog sample contact.created",
        "config show",
        "config path",
        "completions bash",
        "man",
        "sign Cargo.toml",
        "demo --json",
        "--help",
        "listen --help",
        "--version",
    ];
    let sending = ["send --all", "send --all --json", "replay --last 3", "send --all --dry-run"];
    let sending = sending.map(|line| format!("{line} --to {to}"));
    let all = lines.iter().map(ToString::to_string).chain(sending);
    all.map(|line| line.split(' ').map(str::to_owned).collect()).collect()
}

/// What comes of each command with such a stdout.
fn outcomes(stdout: impl Fn() -> std::process::Stdio) -> Vec<(String, Output)> {
    let handler = Endpoint::always(200);
    let sandbox = filled(&handler);
    sandbox.write("Cargo.toml", "x");
    let run = |args: Vec<String>| (args.join(" "), sandbox.cmd(&args).run_into(stdout()));
    commands(&handler.url("/")).into_iter().map(run).collect()
}

#[test]
fn a_reader_that_went_away_ends_every_command_with_0_and_without_a_word() {
    let gone = || {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        writer.into()
    };
    for (command, output) in outcomes(gone) {
        assert_eq!(output.code, 0, "{command}\n{output}");
        let mut told = output.stderr.lines();
        // What happened before is told as ever.
        assert!(!told.any(|line| line.contains("error")), "{command}\n{output}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_stdout_that_cannot_be_written_is_exit_5_with_a_message() {
    let full = || File::create("/dev/full").expect("a device").into();
    for (command, output) in outcomes(full) {
        assert_eq!(output.code, 5, "{command}\n{output}");
        assert!(output.stderr.contains("No space left on device"), "{command}\n{output}");
    }
}

/// A command whose stdout is read by hand.
struct Read {
    child: Child,
    stdout: Option<BufReader<PipeReader>>,
}

impl Read {
    fn start(cmd: &crate::harness::Cmd) -> Self {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        Self { child: cmd.spawn_into(writer), stdout: Some(BufReader::new(reader)) }
    }

    fn line(&mut self) -> serde_json::Value {
        let mut line = String::new();
        self.stdout.as_mut().expect("a reader").read_line(&mut line).expect("a line");
        serde_json::from_str(&line).expect("JSON")
    }

    fn end(&mut self) -> (Option<i32>, String) {
        let status = until("its end", PATIENCE, || self.child.try_wait().expect("a child"));
        let mut told = String::new();
        let mut stderr = self.child.stderr.take().expect("stderr is piped");
        stderr.read_to_string(&mut told).expect("text");
        (status.code(), told)
    }
}

impl Drop for Read {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_listener_whose_reader_goes_away_ends_with_0_after_its_answer() {
    let sandbox = Sandbox::new();
    let mut listener = Read::start(&sandbox.listen_cmd());
    let url = listener.line()["url"].as_str().expect("a URL").to_owned();
    let addr = url.strip_prefix("http://").expect("a URL").parse().expect("an address");
    Hook::event("contact.created", "aaaa-1", "Anna").accepted(addr);
    assert_eq!(listener.line()["type"], "event");
    drop(listener.stdout.take());
    Hook::event("contact.created", "bbbb-2", "Anna").accepted(addr);
    assert_eq!(listener.end(), (Some(0), String::new()));
    let rows = sandbox.cmd(["events", "list", "--json"]).run().code(0).json();
    assert_eq!(rows.len(), 2, "what was acknowledged is on disk");
}

#[test]
fn a_follower_whose_reader_goes_away_ends_with_0_at_the_next_line() {
    let handler = Recorder::start();
    let sandbox = Sandbox::new();
    let listener = sandbox.listen(["--forward-to", &handler.url("/")]);
    Hook::event("contact.created", "aaaa-1", "Anna").accepted(listener.addr());
    let follow = |what: &str| Read::start(&sandbox.cmd([what, "list", "--follow", "--json"]));
    let mut followers = [follow("events"), follow("deliveries")];
    for follower in &mut followers {
        assert_eq!(follower.line()["number"], 1);
        drop(follower.stdout.take());
    }
    Hook::event("contact.created", "bbbb-2", "Anna").accepted(listener.addr());
    for follower in &mut followers {
        assert_eq!(follower.end(), (Some(0), String::new()));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_listener_that_cannot_write_what_it_shows_ends_with_5_and_has_answered() {
    let sandbox = Sandbox::new();
    let args = ["listen", "--port", "0", "--ready-file", "url"];
    let full = File::create("/dev/full").expect("a device");
    let mut listener = Read { child: sandbox.cmd(args).spawn_into(full), stdout: None };
    let file = sandbox.path("url");
    let url = until("the ready file", PATIENCE, || std::fs::read_to_string(&file).ok());
    let addr = url.trim().strip_prefix("http://").expect("a URL").parse().expect("an address");
    Hook::event("contact.created", "aaaa-1", "Anna").accepted(addr);
    let (code, told) = listener.end();
    assert_eq!(code, Some(5), "{told}");
    assert!(told.contains("error: cannot write to stdout"), "{told}");
    assert!(!file.exists(), "the ready file outlived the listener");
}
