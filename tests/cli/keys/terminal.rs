//! The terminal itself: left as it was found, whoever ends or stops the listener, and never touched
//! from the background or through a pipe.

use std::fs;
use std::process::Command;

use super::{Listener, STATUS, address, hook};
use crate::harness::{Hook, PATIENCE, Pty, SECRET, Sandbox, until};

/// Says whether all modes are as they were, and the process id of the listener.
const MODES: &str = r#"trap : INT TERM
    before=$(stty -g)
    sh -c 'echo "pid $$"; exec "$0" "$@"' "$0" "$@"
    code=$?
    [ "$(stty -g)" = "$before" ] && echo "modes: the same"
    exit $code"#;

/// A listener under a script for `sh`.
fn scripted(sandbox: &Sandbox, script: &str, args: &[&str]) -> Pty {
    let cmd = sandbox
        .program("sh", ["-c", script, env!("CARGO_BIN_EXE_leadlex-hooks"), "listen", "--port", "0"])
        .args(args)
        .env("LEADLEX_WEBHOOK_SECRET", SECRET);
    Pty::start(&cmd, 100)
}

fn pid(pty: &Pty) -> String {
    let rows = pty.rows();
    rows.iter().find_map(|row| row.strip_prefix("pid ")).expect("a process id").to_owned()
}

fn kill(signal: &str, pid: &str) {
    let killed = Command::new("sh").args(["-c", &format!("kill -{signal} {pid}")]).status();
    assert!(killed.expect("sh").success());
}

#[test]
fn every_orderly_end_leaves_the_modes_as_they_were() {
    for end in ["q", "\x03", "TERM", "verdict"] {
        let sandbox = Sandbox::new();
        let expect = ["--expect", "contact.deleted", "--timeout", "3s"];
        let mut pty = scripted(&sandbox, MODES, if end == "verdict" { &expect } else { &[] });
        pty.wait_text(STATUS);
        match end {
            "TERM" => kill("TERM", &pid(&pty)),
            "verdict" => {}
            keys => pty.type_in(keys),
        }
        assert_eq!(pty.wait_end(), u32::from(end == "verdict"), "{end}: {:#?}", pty.rows());
        let rows = pty.rows();
        assert_eq!(rows.last().map(String::as_str), Some("modes: the same"), "{end}: {rows:#?}");
        assert!(!rows.iter().any(|row| row.contains(STATUS)), "{end}: {rows:#?}");
        assert!(pty.shows_cursor());
    }
}

#[test]
fn ctrl_z_gives_the_terminal_back_and_fg_takes_the_keys_up_again() {
    const SCRIPT: &str = r#"set -m
        before=$(stty -g)
        "$0" "$@"
        echo "stopped with $?"
        [ "$(stty -g)" = "$before" ] && echo "modes: the same"
        read line
        fg >/dev/null
        echo "ended with $?"
        [ "$(stty -g)" = "$before" ] && echo "modes: the same""#;
    let sandbox = Sandbox::new();
    let mut pty = scripted(&sandbox, SCRIPT, &[]);
    pty.wait_text(STATUS);
    let addr = address(&pty);
    pty.type_in("\x1a");
    pty.wait_text("modes: the same");
    pty.wait_text("stopped with 14");
    assert!(!pty.rows().iter().any(|row| row.contains(STATUS)), "{:#?}", pty.rows());
    pty.type_in("go on\n");
    pty.wait_text(STATUS);
    hook("d-1").accepted(addr);
    pty.wait_text("#1 ");
    pty.type_in("q");
    pty.wait_text("ended with 0");
    pty.wait_end();
    let same = pty.rows().iter().filter(|row| *row == "modes: the same").count();
    assert_eq!(same, 2, "{:#?}", pty.rows());
}

#[test]
fn a_job_in_the_background_leaves_the_keys_to_the_shell() {
    const SCRIPT: &str = r#"set -m
        "$0" "$@" &
        read line
        echo "the shell was told: $line"
        read line
        kill %1
        wait
        echo "ended""#;
    let sandbox = Sandbox::new();
    let mut pty = scripted(&sandbox, SCRIPT, &[]);
    pty.wait_text("Ctrl-C ends");
    let addr = address(&pty);
    hook("d-1").accepted(addr);
    pty.wait_text("#1 ");
    pty.type_in("qrd?\n");
    pty.wait_text("the shell was told: qrd?");
    // Stopped by SIGTTIN or SIGTTOU, it would answer nobody.
    hook("d-2").accepted(addr);
    pty.wait_text("#2 ");
    assert!(!pty.rows().iter().any(|row| row.contains(STATUS)), "{:#?}", pty.rows());
    pty.type_in("end\n");
    pty.wait_text("ended");
    assert_eq!(pty.wait_end(), 0);
}

#[test]
fn nothing_of_the_line_gets_into_a_pipe_or_a_file() {
    for script in [r#""$0" "$@" | cat >out"#, r#""$0" "$@" >out"#, r#""$0" "$@" 2>err | tee out"#] {
        let sandbox = Sandbox::new();
        let mut pty = scripted(&sandbox, script, &["--ready-file", "url"]);
        let file = sandbox.path("url");
        until("the ready file", PATIENCE, || file.exists().then_some(()));
        let url = fs::read_to_string(file).expect("a file");
        let addr = url.trim().strip_prefix("http://").expect("a URL").parse().expect("an address");
        hook("d-1").accepted(addr);
        let out = sandbox.path("out");
        until("a line", PATIENCE, || {
            fs::read_to_string(&out).ok().filter(|text| text.contains("#1 "))
        });
        pty.type_in("\x03");
        pty.wait_end();
        let text = fs::read_to_string(&out).expect("a file");
        assert_eq!(text.lines().count(), 1, "{script}: {text:?}");
        assert!(!text.contains('\x1b') && !text.contains('\r'), "{script}: {text:?}");
        let written = String::from_utf8_lossy(&pty.written()).into_owned();
        assert!(!written.contains(STATUS) && !written.contains("\x1b[J"), "{script}: {written:?}");
    }
}

#[test]
fn a_window_that_changes_its_width_keeps_the_line_on_one_row() {
    let sandbox = Sandbox::new();
    let listener = Listener::start(&sandbox, &[]);
    let arrive = |number: usize, status: &str| {
        hook(&format!("d-{number}")).accepted(listener.addr);
        // Both have to be there: what is still under way would meet the next width.
        listener.pty.wait_rows(&format!("event {number} and `{status}`"), |rows| {
            let times = rows.iter().filter(|row| row.starts_with(|c: char| c.is_ascii_digit()));
            let lines: Vec<_> = rows.iter().filter(|row| row.starts_with(" listening")).collect();
            times.count() == number && lines.len() == 1 && lines[0].contains(status)
        });
    };
    let widths = [(200, "f filter  p pause"), (60, "? keys  q quit"), (90, "? explains")];
    for (number, (width, keys)) in (1..).zip(widths) {
        listener.pty.resize(width);
        listener.wait_status(keys);
        let events = if number == 1 { "event" } else { "events" };
        arrive(number, &format!("{number} {events} ·"));
    }
    listener.pty.resize(12);
    listener.wait_status(" listening…");
    arrive(4, " listening…");
    listener.pty.assert_no_row_wraps();
    listener.quit();
}

#[test]
fn hostile_names_and_floods_leave_one_line_at_the_lower_end() {
    let sandbox = Sandbox::new();
    let listener = Listener::start(&sandbox, &[]);
    let evil = "\u{1b}[2J\u{1b}[10A\r\n\t\u{9b}1m\u{202e}北川".repeat(20);
    for number in 0..150 {
        let name = if number % 10 == 0 { &*evil } else { "contact.created" };
        Hook::event(name, &format!("d-{number}"), &evil).accepted(listener.addr);
    }
    listener.wait_status("150 events");
    listener.pty.assert_no_row_wraps();
    assert!(listener.status().starts_with(STATUS));
    let rows = listener.quit();
    let events = rows.iter().filter(|row| row.contains("✓ verified")).count();
    let lines = rows.iter().filter(|row| row.contains("listening ·")).count();
    assert_eq!((events, lines), (150, 0), "{rows:#?}");
}
